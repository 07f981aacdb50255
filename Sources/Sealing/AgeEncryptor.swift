/// Encrypts a stream to an age file, in constant memory.
///
/// Feed some bytes, drain, repeat; after the last feed `end`, and drain once more:
///
///     encryptor.feed(bytes)
///     while encryptor.next(into: &chunk) { write(chunk) }
public struct AgeEncryptor: Sendable {
  /// No header longer than this is written or read: 40,000 recipients.
  public static let headerBytesMax = 4 << 20

  private var opening: [UInt8]
  private var stream: AgeStream
  private var pending = PendingBytes()
  private var ended = false
  private var finished = false

  /// Encrypts to all `recipients` under a fresh file key.
  ///
  /// - Throws: `recipientCount` when there are none or too many for a header, `recipientOfLowOrder`.
  public init(to recipients: [AgeRecipient]) throws(AgeError) {
    let fileKey = FileKey.random()
    var stanzas: [AgeStanza] = []
    for recipient in recipients {
      stanzas.append(try X25519.wrap(fileKey, to: recipient, ephemeral: randomBytes(32)))
    }
    try self.init(stanzas: stanzas, fileKey: fileKey, nonce: randomBytes(AgeStream.nonceBytes))
  }

  /// - Parameter nonce: 16 bytes, used once with this file key.
  init(stanzas: [AgeStanza], fileKey: FileKey, nonce: [UInt8]) throws(AgeError) {
    let header = AgeHeader.printed(stanzas, fileKey: fileKey)
    guard !stanzas.isEmpty, header.count <= AgeEncryptor.headerBytesMax else {
      throw .recipientCount(stanzas.count)
    }
    opening = header + nonce
    stream = AgeStream(key: fileKey.payloadKey(nonce: nonce))
  }

  /// Takes plaintext. Memory follows the size of one feed: drain before the next.
  public mutating func feed(_ plaintext: UnsafeRawBufferPointer) { pending.append(plaintext) }

  public mutating func feed(_ plaintext: [UInt8]) { plaintext.withUnsafeBytes { feed($0) } }

  /// No more plaintext comes.
  public mutating func end() { ended = true }

  /// Replaces `out` by the next bytes of the file; false when more plaintext is needed, or when all was given.
  public mutating func next(into out: inout [UInt8]) -> Bool {
    out.removeAll(keepingCapacity: true)
    if !opening.isEmpty {
      out.append(contentsOf: opening)
      opening = []
      return true
    }
    // A full chunk waits until a byte follows it, for the last chunk is sealed otherwise.
    let isLast = pending.count <= AgeStream.chunkBytes
    if finished || (isLast && !ended) { return false }
    let count = min(pending.count, AgeStream.chunkBytes)
    out.reserveCapacity(AgeStream.sealedChunkBytes)
    let sealed = pending.withFirst(count) { stream.seal($0, isLast: isLast, appendingTo: &out) }
    // Sealing fails only for a key or nonce of a wrong length, which the types above exclude.
    precondition(sealed, "a chunk seals")
    pending.drop(count)
    finished = isLast
    return true
  }
}
