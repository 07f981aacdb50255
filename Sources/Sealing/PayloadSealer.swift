import Crypto
import Notes

/// A member to be sealed.
public struct ArchiveInput: Sendable {
  public enum Content: Sendable {
    case bytes([UInt8])
    /// A regular file, read block by block while it is sealed.
    case file(path: String)
  }

  /// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`
  public let name: String
  public let content: Content

  public init(name: String, content: Content) {
    self.name = name
    self.content = content
  }
}

/// A payload file that was written: what the note's `payload` line says of it.
public struct SealedPayload: Hashable, Sendable {
  public let byteCount: Int
  public let sha256: Notes.Digest
}

/// Makes payload files: the archive of a bid, padded, encrypted to the identity of the bid's secret.
public enum PayloadSealer {
  /// The payload file's length for an archive of `archiveBytes` (blocks and 1024): one X25519 stanza, one tag a chunk.
  public static func fileBytes(archiveBytes: Int) -> Int {
    let plaintext = Padding.padded(archiveBytes)
    let chunks = (plaintext + AgeStream.chunkBytes - 1) / AgeStream.chunkBytes
    return headerBytes + AgeStream.nonceBytes + plaintext + chunks * AEAD.tagBytes
  }

  /// Intro, `-> X25519 ` and 43 characters, 43 characters, `--- ` and 43 characters, and their line feeds.
  private static let headerBytes = 22 + 54 + 44 + 48

  /// Seals `document` and `attachments` and gives the file's bytes to `write`, in constant memory.
  ///
  /// - Parameters:
  ///   - document: `bid.json`, which must be right for `subject`: a bid that would be malformed is not sealed.
  ///   - attachments: the other members, in order.
  ///   - secret: fresh, for this bid alone.
  ///   - bytesMax: what the notice allows the payload file to have.
  ///   - write: takes the file's bytes in order.
  /// - Throws: a refusal before `write` was called, but for `memberChanged` and `file`.
  public static func seal(
    document: [UInt8], attachments: [ArchiveInput], subject: BidSubject, secret: BidSecret, bytesMax: Int,
    write: (UnsafeRawBufferPointer) throws(FileFailure) -> Void
  ) throws(SealRefusal) -> SealedPayload {
    do { _ = try BidDocument(sealing: document, for: subject) } catch { throw .bidDocument(error) }
    let inputs = [ArchiveInput(name: BidDocument.memberName, content: .bytes(document))] + attachments
    let headers = try headers(of: inputs)
    let blocks = headers.reduce(0) { $0 + ArchiveHeader.blockBytes + $1.size + ArchiveHeader.filling($1.size) }
    let archiveBytes = blocks + 2 * ArchiveHeader.blockBytes
    let fileBytes = fileBytes(archiveBytes: archiveBytes)
    guard fileBytes <= bytesMax else { throw .payloadTooLong(bytes: fileBytes, bytesMax: bytesMax) }

    var sink: Sink
    do { sink = Sink(try AgeEncryptor(to: [try secret.identity().recipient])) } catch { throw .age(error) }
    for (input, header) in zip(inputs, headers) {
      try sink.take(header.block, write)
      try copy(input, header, &sink, write)
      try sink.take([UInt8](repeating: 0, count: ArchiveHeader.filling(header.size)), write)
    }
    try sink.takeZeros(Padding.padded(archiveBytes) - blocks, write)
    try sink.end(write)
    return SealedPayload(byteCount: sink.byteCount, sha256: Notes.Digest(sink.hasher.finalize()))
  }

  /// As `seal`, into a new file, forced to the disk; a file that could not be finished is taken away.
  public static func seal(
    document: [UInt8], attachments: [ArchiveInput], subject: BidSubject, secret: BidSecret, bytesMax: Int,
    toNewFile path: String
  ) throws(SealRefusal) -> SealedPayload {
    let file: LocalFile
    do { file = try LocalFile(creating: path) } catch { throw .file(error) }
    do throws(SealRefusal) {
      let sealed = try seal(
        document: document, attachments: attachments, subject: subject, secret: secret, bytesMax: bytesMax,
        write: { bytes throws(FileFailure) in try file.write(bytes) })
      do { try file.sync() } catch { throw SealRefusal.file(error) }
      return sealed
    } catch {
      removeFile(path)
      throw error
    }
  }

  /// As `seal`, into memory.
  public static func seal(
    document: [UInt8], attachments: [ArchiveInput], subject: BidSubject, secret: BidSecret, bytesMax: Int
  ) throws(SealRefusal) -> (payload: SealedPayload, file: [UInt8]) {
    var file: [UInt8] = []
    let payload = try seal(
      document: document, attachments: attachments, subject: subject, secret: secret, bytesMax: bytesMax
    ) { file.append(contentsOf: $0) }
    return (payload, file)
  }

  private static func headers(of inputs: [ArchiveInput]) throws(SealRefusal) -> [ArchiveHeader] {
    guard inputs.count <= ArchiveHeader.membersMax else { throw .memberCount(inputs.count) }
    var headers: [ArchiveHeader] = []
    var names: Set<[UInt8]> = []
    for input in inputs {
      let name = Array(input.name.utf8)
      guard ArchiveHeader.isName(name) else { throw .memberName(input.name) }
      guard names.insert(ArchiveHeader.folded(name)).inserted else { throw .memberNameTwice(input.name) }
      let size: Int
      switch input.content {
      case .bytes(let bytes): size = bytes.count
      case .file(let path):
        do { size = try LocalFile(reading: path).byteCount() } catch { throw .file(error) }
      }
      guard size <= ArchiveHeader.sizeMax else { throw .memberTooLong(input.name) }
      headers.append(ArchiveHeader(name: name, size: size))
    }
    return headers
  }

  private static func copy(
    _ input: ArchiveInput, _ header: ArchiveHeader, _ sink: inout Sink,
    _ write: (UnsafeRawBufferPointer) throws(FileFailure) -> Void
  ) throws(SealRefusal) {
    switch input.content {
    case .bytes(let bytes):
      try sink.take(bytes, write)
    case .file(let path):
      let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
      defer { block.deallocate() }
      var left = header.size
      do {
        let file = try LocalFile(reading: path)
        // One byte more than the header says is asked for, so that a file that has grown shows.
        while true {
          let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: block.prefix(left + 1)))
          if count == 0 { break }
          left -= count
          if left < 0 { break }
          try sink.feed(UnsafeRawBufferPointer(rebasing: block[..<count]), write)
        }
      } catch {
        throw .file(error)
      }
      guard left == 0 else { throw .memberChanged(input.name) }
    }
  }

  /// Plaintext in, hashed ciphertext out.
  private struct Sink {
    private var encryptor: AgeEncryptor
    private var chunk: [UInt8] = []
    var hasher = SHA256()
    var byteCount = 0

    init(_ encryptor: AgeEncryptor) { self.encryptor = encryptor }

    typealias Write = (UnsafeRawBufferPointer) throws(FileFailure) -> Void

    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ write: Write) throws(FileFailure) {
      encryptor.feed(bytes)
      try drain(write)
    }

    mutating func take(_ bytes: [UInt8], _ write: Write) throws(SealRefusal) {
      encryptor.feed(bytes)
      do { try drain(write) } catch { throw .file(error) }
    }

    mutating func takeZeros(_ count: Int, _ write: Write) throws(SealRefusal) {
      let zeros = [UInt8](repeating: 0, count: min(count, 1 << 16))
      var left = count
      while left > 0 {
        let part = min(left, zeros.count)
        try take(part == zeros.count ? zeros : Array(zeros[..<part]), write)
        left -= part
      }
    }

    mutating func end(_ write: Write) throws(SealRefusal) {
      encryptor.end()
      do { try drain(write) } catch { throw .file(error) }
    }

    private mutating func drain(_ write: Write) throws(FileFailure) {
      while encryptor.next(into: &chunk) {
        byteCount += chunk.count
        var failure: FileFailure?
        chunk.withUnsafeBytes { bytes in
          hasher.update(bufferPointer: bytes)
          do throws(FileFailure) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
      }
    }
  }
}
