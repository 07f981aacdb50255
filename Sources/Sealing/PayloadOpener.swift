import Crypto
import Notes

/// A bid that was opened and is well formed.
public struct OpenedBid: Sendable {
  public let document: BidDocument
  /// In the archive's order; the first is `bid.json`.
  public let members: [ArchiveMember]
}

/// Judges a payload file as it comes in: hash and length, age, archive, padding, `bid.json`, in this order of weight.
///
/// Feed it blocks, `end`, then ask for the `verdict`. Memory is constant but for `bid.json`, which is held whole.
/// Members are delivered as they come, before the whole is judged: keep them aside until the verdict.
public struct PayloadOpener: Sendable {
  private let head: BidNote.Head
  private var decryptor: AgeDecryptor
  private var archive = ArchiveReader()
  private var hasher = SHA256()
  private var byteCount = 0
  private var ageFault: AgeError?
  private var archiveFault: ArchiveFault?
  private var document: [UInt8] = []
  private var firstName: String?
  private var isInDocument = false
  private var chunk: [UInt8] = []

  /// - Throws: never for an envelope that was opened; its secret has 32 bytes.
  public init(_ envelope: OpenedEnvelope) throws(OpenRefusal) {
    head = envelope.head
    do {
      decryptor = AgeDecryptor(onlyStanzaFor: try envelope.secret.identity())
    } catch {
      throw .malformed(.age(error))
    }
  }

  /// Takes the next bytes of the file.
  ///
  /// - Parameter deliver: is lent the members' data; what it throws comes through.
  public mutating func take<Failure: Error>(
    _ block: UnsafeRawBufferPointer, deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Failure) {
    hasher.update(bufferPointer: block)
    byteCount += block.count
    // What follows is still hashed: a file that is not the note's is not the bidder's fault, whatever is wrong with it.
    guard ageFault == nil else { return }
    decryptor.feed(block)
    try drain(deliver)
  }

  /// No more bytes come.
  public mutating func end<Failure: Error>(deliver: (ArchiveEvent) throws(Failure) -> Void) throws(Failure) {
    guard ageFault == nil else { return }
    decryptor.end()
    try drain(deliver)
  }

  private mutating func drain<Failure: Error>(
    _ deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Failure) {
    while true {
      do {
        guard try decryptor.next(into: &chunk) else { return }
      } catch {
        ageFault = error
        return
      }
      // Behind a fault of the archive only age's verdict is still open, and it weighs more.
      if archiveFault == nil { try read(deliver) }
    }
  }

  private mutating func read<Failure: Error>(
    _ deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let chunk = chunk
    var archive = archive
    var stop: ArchiveReader.Stop<Failure>?
    chunk.withUnsafeBytes { bytes in
      do throws(ArchiveReader.Stop<Failure>) {
        try archive.take(bytes) { event throws(Failure) in
          keep(event)
          try deliver(event)
        }
      } catch {
        stop = error
      }
    }
    self.archive = archive
    switch stop {
    case .fault(let fault): archiveFault = fault
    case .failure(let failure): throw failure
    case nil: break
    }
  }

  private mutating func keep(_ event: ArchiveEvent) {
    switch event {
    case .member(let name, _):
      // Only `bid.json` is held: another first member may be as long as the payload.
      isInDocument = firstName == nil && name.utf8.elementsEqual(BidDocument.memberName.utf8)
      if firstName == nil { firstName = name }
    case .data(let bytes):
      if isInDocument { document.append(contentsOf: bytes) }
    case .memberEnd:
      isInDocument = false
    }
  }

  /// The opened bid.
  ///
  /// - Throws: `payloadDiffers`, or `malformed` with the first reason that applies.
  public func verdict() throws(OpenRefusal) -> OpenedBid {
    guard byteCount == head.payloadBytes, Notes.Digest(hasher.finalize()) == head.payload else { throw .payloadDiffers }
    if let ageFault { throw .malformed(.age(ageFault)) }
    if let archiveFault { throw .malformed(.archive(archiveFault)) }
    do { try archive.finish() } catch { throw .malformed(error) }
    guard let firstName, firstName.utf8.elementsEqual(BidDocument.memberName.utf8) else {
      throw .malformed(.bid(.notFirst))
    }
    do {
      return OpenedBid(
        document: try BidDocument(parsing: document, for: BidSubject(head)), members: archive.members)
    } catch {
      throw .malformed(.bid(error))
    }
  }
}

extension OpenedEnvelope {
  /// Opens a payload file that is held in memory.
  ///
  /// - Parameter deliver: is lent the members' data; it counts only when this returns.
  /// - Throws: `payloadDiffers`, or `malformed` with the first reason that applies.
  public func openPayload(
    _ file: [UInt8], deliver: (ArchiveEvent) -> Void = { _ in }
  ) throws(OpenRefusal) -> OpenedBid {
    var opener = try PayloadOpener(self)
    file.withUnsafeBytes { opener.take($0, deliver: deliver) }
    opener.end(deliver: deliver)
    return try opener.verdict()
  }
}
