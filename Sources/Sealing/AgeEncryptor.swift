import Dispatch

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

  /// Lends room for `count` bytes to `read`, which says how many it put there: spares a copy when reading a file.
  ///
  /// - Returns: what `read` returned.
  public mutating func feed<Failure: Error>(
    upTo count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    try pending.append(upTo: count, read)
  }

  /// No more plaintext comes.
  public mutating func end() { ended = true }

  /// Replaces `out` by the next bytes of the file; false, and `out` as it was, when more plaintext is
  /// needed or all was given.
  public mutating func next(into out: inout [UInt8]) -> Bool {
    if !opening.isEmpty {
      out = opening
      opening = []
      return true
    }
    // A full chunk waits until a byte follows it, for the last chunk is sealed otherwise.
    let isLast = pending.count <= AgeStream.chunkBytes
    if finished || (isLast && !ended) { return false }
    seal(chunks: 1, of: min(pending.count, AgeStream.chunkBytes), isLast: isLast, workers: 1, into: &out)
    finished = isLast
    return true
  }

  /// As `next`, but all whole chunks that are fed, sealed by several threads at a time: feed megabytes for it.
  ///
  /// - Parameter workers: how many threads; 1 to use none but the caller's.
  public mutating func nextBatch(into out: inout [UInt8], workers: Int) -> Bool {
    let chunks = (pending.count - 1) / AgeStream.chunkBytes
    guard opening.isEmpty, workers > 1, chunks > 1 else { return next(into: &out) }
    seal(chunks: chunks, of: AgeStream.chunkBytes, isLast: false, workers: workers, into: &out)
    return true
  }

  /// Replaces `out` by the sealed forms of the next chunks, all of `count` bytes.
  private mutating func seal(chunks: Int, of count: Int, isLast: Bool, workers: Int, into out: inout [UInt8]) {
    let sealedCount = count + AEAD.tagBytes
    resize(&out, chunks * sealedCount)
    let stream = stream
    pending.withFirst(chunks * count) { plaintext in
      out.withUnsafeMutableBytes { room in
        // Each turn has its own part of both buffers.
        nonisolated(unsafe) let room = room
        nonisolated(unsafe) let plaintext = plaintext
        @Sendable func seal(_ index: Int) {
          let chunk = UnsafeRawBufferPointer(rebasing: plaintext[(index * count)..<((index + 1) * count)])
          let part = (index * sealedCount)..<((index + 1) * sealedCount)
          let sealed = stream.seal(
            chunk, ahead: index, isLast: isLast, into: UnsafeMutableRawBufferPointer(rebasing: room[part]))
          // Sealing fails only for a key or nonce of a wrong length, which the types above exclude.
          precondition(sealed, "a chunk seals")
        }
        if workers == 1 {
          for index in 0..<chunks { seal(index) }
        } else {
          let share = (chunks + workers - 1) / workers
          DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in min(worker * share, chunks)..<min((worker + 1) * share, chunks) { seal(index) }
          }
        }
      }
    }
    pending.drop(chunks * count)
    self.stream.advance(chunks)
  }

  /// Makes `bytes` have `count` elements, of any value, without clearing what is there.
  private func resize(_ bytes: inout [UInt8], _ count: Int) {
    if bytes.count > count {
      bytes.removeLast(bytes.count - count)
    } else if bytes.count < count {
      bytes.append(contentsOf: repeatElement(0, count: count - bytes.count))
    }
  }
}
