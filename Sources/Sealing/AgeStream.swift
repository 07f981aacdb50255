import Crypto

/// The STREAM construction of age's payload: chunks of 64 KiB, a counter and a last-chunk flag in the nonce.
struct AgeStream: Sendable {
  static let chunkBytes = 1 << 16
  static let sealedChunkBytes = chunkBytes + AEAD.tagBytes
  static let nonceBytes = 16

  private let key: SymmetricKey
  private(set) var chunkIndex: UInt64 = 0

  init(key: SymmetricKey) { self.key = key }

  /// Appends the sealed form of the next chunk.
  mutating func seal(_ chunk: UnsafeRawBufferPointer, isLast: Bool, appendingTo out: inout [UInt8]) -> Bool {
    defer { chunkIndex += 1 }
    return AEAD.seal(chunk: chunk, key: key, nonce: nonce(isLast: isLast), appendingTo: &out)
  }

  /// Replaces `out` by the next chunk's plaintext; false when it is not the next chunk with this flag.
  ///
  /// - Parameter room: twelve bytes that are overwritten by the nonce, then the sealed chunk.
  mutating func open(room: UnsafeMutableRawBufferPointer, isLast: Bool, into out: inout [UInt8]) -> Bool {
    room.copyBytes(from: nonce(isLast: isLast))
    guard AEAD.open(combined: UnsafeRawBufferPointer(room), key: key, into: &out) else { return false }
    chunkIndex += 1
    return true
  }

  /// An eleven-byte big-endian counter and the flag.
  private func nonce(isLast: Bool) -> [UInt8] {
    var nonce = [UInt8](repeating: 0, count: 12)
    for byte in 0..<8 { nonce[3 + byte] = UInt8(truncatingIfNeeded: chunkIndex >> UInt64(8 * (7 - byte))) }
    nonce[11] = isLast ? 1 : 0
    return nonce
  }
}

/// Bytes that were fed and not yet used, in one buffer that grows to what is fed at a time and no further.
struct PendingBytes: Sendable {
  /// Room before the first unused byte, for a nonce to be put there in place.
  static let headroom = 12

  private var bytes = [UInt8](repeating: 0, count: headroom)
  private var start = headroom

  var count: Int { bytes.count - start }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    if start > PendingBytes.headroom {
      // What is left is at most a chunk: moving it is cheap, keeping what is used would let the buffer grow.
      bytes.removeSubrange(PendingBytes.headroom..<start)
      start = PendingBytes.headroom
    }
    bytes.append(contentsOf: more)
  }

  mutating func drop(_ count: Int) { start += count }

  /// The unused bytes.
  var slice: ArraySlice<UInt8> { bytes[start...] }

  /// Lends the first `count` unused bytes.
  func withFirst<Result>(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<(start + count)])) }
  }

  /// Lends the twelve bytes of headroom and the first `count` unused bytes.
  mutating func withRoomAndFirst<Result>(
    _ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result
  ) -> Result {
    let range = (start - PendingBytes.headroom)..<(start + count)
    return bytes.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[range])) }
  }
}
