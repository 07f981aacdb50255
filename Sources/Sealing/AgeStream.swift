import Crypto

/// The STREAM construction of age's payload: chunks of 64 KiB, a counter and a last-chunk flag in the nonce.
struct AgeStream: Sendable {
  static let chunkBytes = 1 << 16
  static let sealedChunkBytes = chunkBytes + AEAD.tagBytes
  static let nonceBytes = 16

  private let key: SymmetricKey
  private(set) var chunkIndex: UInt64 = 0

  init(key: SymmetricKey) { self.key = key }

  /// Puts the sealed form of the chunk that is `ahead` of the next one into `room`.
  func seal(
    _ chunk: UnsafeRawBufferPointer, ahead: Int = 0, isLast: Bool, into room: UnsafeMutableRawBufferPointer
  ) -> Bool {
    AEAD.seal(chunk: chunk, key: key, nonce: nonce(chunkIndex + UInt64(ahead), isLast: isLast), into: room)
  }

  mutating func advance(_ chunks: Int) { chunkIndex += UInt64(chunks) }

  /// Replaces `out` by the next chunk's plaintext; false when it is not the next chunk with this flag.
  ///
  /// - Parameter room: twelve bytes that are overwritten by the nonce, then the sealed chunk.
  mutating func open(room: UnsafeMutableRawBufferPointer, isLast: Bool, into out: inout [UInt8]) -> Bool {
    room.copyBytes(from: nonce(chunkIndex, isLast: isLast))
    guard AEAD.open(combined: UnsafeRawBufferPointer(room), key: key, into: &out) else { return false }
    chunkIndex += 1
    return true
  }

  /// An eleven-byte big-endian counter and the flag.
  private func nonce(_ chunkIndex: UInt64, isLast: Bool) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: 12)
    for byte in 0..<8 { nonce[3 + byte] = UInt8(truncatingIfNeeded: chunkIndex >> UInt64(8 * (7 - byte))) }
    nonce[11] = isLast ? 1 : 0
    return nonce
  }
}
