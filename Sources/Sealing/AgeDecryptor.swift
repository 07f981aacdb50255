/// Decrypts an age file as a stream, in constant memory; a chunk is given out only after it authenticated.
///
/// Feed some bytes, drain, repeat; after the last feed `end`, and drain once more. Whatever `next` gave out before it
/// throws was authentic, but the file as a whole is not:
///
///     decryptor.feed(bytes)
///     while try decryptor.next(into: &chunk) { write(chunk) }
public struct AgeDecryptor: Sendable {
  private let unlocking: Unlocking
  private let headerBytesMax: Int
  private var pending = PendingBytes()
  private var ended = false
  private var stage: Stage

  private enum Stage: Sendable {
    case header(AgeHeaderReader, scanned: Int, used: Int)
    case nonce(FileKey)
    case payload(AgeStream)
    case afterLast(AgeStream)
    case refused(AgeError)
  }

  /// How the file key comes out of the header.
  enum Unlocking: Sendable {
    case identities([AgeIdentity])
    /// The header must have exactly one stanza, of type X25519.
    case onlyStanza(AgeIdentity)
    /// The header must have exactly one stanza, of type scrypt, of at most this work factor.
    case passphrase([UInt8], workFactorMax: Int)
  }

  /// Decrypts with whichever of `identities` opens a stanza; stanzas of other types are skipped.
  public init(identities: [AgeIdentity]) {
    self.init(unlocking: .identities(identities), headerBytesMax: AgeEncryptor.headerBytesMax)
  }

  /// Decrypts a file that must have exactly one stanza, of type X25519, for `identity`; anything else is
  /// `notOneStanza`.
  public init(onlyStanzaFor identity: AgeIdentity) {
    self.init(unlocking: .onlyStanza(identity), headerBytesMax: 1 << 16)
  }

  init(unlocking: Unlocking, headerBytesMax: Int) {
    self.unlocking = unlocking
    self.headerBytesMax = headerBytesMax
    stage = .header(AgeHeaderReader(), scanned: 0, used: 0)
  }

  /// Takes bytes of the file. Memory follows the size of one feed: drain before the next.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) { pending.append(bytes) }

  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Lends room for `count` bytes to `read`, which says how many it put there: spares a copy when reading a file.
  ///
  /// - Returns: what `read` returned.
  public mutating func feed<Failure: Error>(
    upTo count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    try pending.append(upTo: count, read)
  }

  /// No more bytes come.
  public mutating func end() { ended = true }

  /// Replaces `out` by the next authenticated plaintext; false when more bytes are needed, or when all was given.
  ///
  /// - Throws: any `AgeError` of stages header to payload, and the same one again when asked again.
  public mutating func next(into out: inout [UInt8]) throws(AgeError) -> Bool {
    out.removeAll(keepingCapacity: true)
    do {
      return try advance(into: &out)
    } catch {
      out.removeAll(keepingCapacity: true)
      stage = .refused(error)
      throw error
    }
  }

  private mutating func advance(into out: inout [UInt8]) throws(AgeError) -> Bool {
    while true {
      switch stage {
      case .refused(let error):
        throw error
      case .header(var reader, let scanned, let used):
        guard try readHeader(&reader, scanned: scanned, used: used) else { return false }
      case .nonce(let fileKey):
        guard pending.count >= AgeStream.nonceBytes else {
          if ended { throw .headerTruncated }
          return false
        }
        let nonce = Array(pending.slice.prefix(AgeStream.nonceBytes))
        pending.drop(AgeStream.nonceBytes)
        stage = .payload(AgeStream(key: fileKey.payloadKey(nonce: nonce)))
      case .payload(let stream):
        return try openChunk(stream, into: &out)
      case .afterLast(let stream):
        if pending.count > 0 { throw .payload(chunk: stream.chunkIndex) }
        return false
      }
    }
  }

  /// Uses up whole lines of the header; true when the stage has changed.
  private mutating func readHeader(
    _ reader: inout AgeHeaderReader, scanned: Int, used: Int
  ) throws(AgeError) -> Bool {
    var scanned = scanned
    var used = used
    while true {
      let unread = pending.slice
      guard let lineEnd = unread.dropFirst(scanned).firstIndex(of: UInt8(ascii: "\n")) else {
        if used == 0 { try checkIntro(complete: ended) }
        guard used + unread.count <= headerBytesMax else { throw .headerTooLong(bytesMax: headerBytesMax) }
        if ended { throw .headerTruncated }
        stage = .header(reader, scanned: unread.count, used: used)
        return false
      }
      if used == 0 { try checkIntro(complete: true) }
      let line = unread[..<lineEnd]
      used += line.count + 1
      guard used <= headerBytesMax else { throw .headerTooLong(bytesMax: headerBytesMax) }
      let header = try reader.take(line)
      pending.drop(line.count + 1)
      scanned = 0
      if let header {
        stage = .nonce(try fileKey(of: header))
        return true
      }
    }
  }

  /// Refuses what is no age v1 file from its first bytes on, so that a large foreign file is not read to its first
  /// line feed.
  private func checkIntro(complete: Bool) throws(AgeError) {
    let intro = AgeHeader.intro + [UInt8(ascii: "\n")]
    let start = pending.slice.prefix(intro.count)
    if start.elementsEqual(intro) { return }
    if !complete, start.count < intro.count, intro.starts(with: start) { return }
    if complete, !start.isEmpty, start.count < intro.count, intro.starts(with: start) { throw .headerTruncated }
    if start.starts(with: Array("age-encryption.org/".utf8)) { throw .versionUnsupported }
    let trimmed = pending.slice.drop(while: { $0 == 0x20 || (0x09...0x0d).contains($0) })
    if trimmed.starts(with: Array("-----BEGIN AGE".utf8)) { throw .armored }
    throw .notAnAgeFile
  }

  private func fileKey(of header: AgeHeader) throws(AgeError) -> FileKey {
    let fileKey = try unlocking.fileKey(from: header.stanzas)
    guard fileKey.authenticates(header.authenticated, mac: header.mac) else { throw .headerMACWrong }
    return fileKey
  }

  private mutating func openChunk(_ stream: AgeStream, into out: inout [UInt8]) throws(AgeError) -> Bool {
    var stream = stream
    let whole = pending.count >= AgeStream.sealedChunkBytes
    guard whole || ended else { return false }
    let count = min(pending.count, AgeStream.sealedChunkBytes)
    guard count >= AEAD.tagBytes else { throw .payload(chunk: stream.chunkIndex) }
    let isFirst = stream.chunkIndex == 0
    // A whole chunk may be the last one: its flag is told apart by trying, as its length does not tell.
    var isLast = !whole
    var opened = pending.withRoomAndFirst(count) { stream.open(room: $0, isLast: isLast, into: &out) }
    if !opened && whole {
      isLast = true
      opened = pending.withRoomAndFirst(count) { stream.open(room: $0, isLast: true, into: &out) }
    }
    guard opened else { throw .payload(chunk: stream.chunkIndex) }
    // An empty last chunk is legal only as the whole payload: else one file would have two forms.
    guard isFirst || !out.isEmpty else { throw .payload(chunk: stream.chunkIndex - 1) }
    pending.drop(count)
    stage = isLast ? .afterLast(stream) : .payload(stream)
    return true
  }
}
