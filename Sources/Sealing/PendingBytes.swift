/// Bytes that were fed and not yet used, in one buffer that grows to what is fed at a time and no further.
struct PendingBytes: Sendable {
  /// Room before the first unused byte, for a nonce to be put there in place.
  static let headroom = 12

  /// Never shortened: clearing and growing it again would cost more than the bytes are worth.
  private var storage: [UInt8] = []
  private var start = headroom
  private var end = headroom

  var count: Int { end - start }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    makeRoom(more.count)
    let range = end..<(end + more.count)
    storage.withUnsafeMutableBytes { UnsafeMutableRawBufferPointer(rebasing: $0[range]).copyMemory(from: more) }
    end += more.count
  }

  /// Lends room for `count` bytes and keeps as many as `read` says that it put there.
  mutating func append<Failure: Error>(
    upTo count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    makeRoom(count)
    let range = end..<(end + count)
    var failure: Failure?
    let kept = storage.withUnsafeMutableBytes { bytes in
      do throws(Failure) {
        return min(max(0, try read(UnsafeMutableRawBufferPointer(rebasing: bytes[range]))), count)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    end += kept
    return kept
  }

  mutating func drop(_ count: Int) { start += count }

  /// The unused bytes.
  var slice: ArraySlice<UInt8> { storage[min(start, storage.count)..<min(end, storage.count)] }

  /// Lends the first `count` unused bytes.
  func withFirst<Result>(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(start, count)])) }
  }

  /// Lends the twelve bytes of headroom and the first `count` unused bytes.
  mutating func withRoomAndFirst<Result>(
    _ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result
  ) -> Result {
    let range = range(start - PendingBytes.headroom, PendingBytes.headroom + count)
    return storage.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[range])) }
  }

  /// Before the first byte there is no storage, and nothing of it is asked for.
  private func range(_ start: Int, _ count: Int) -> Range<Int> { count == 0 ? 0..<0 : start..<(start + count) }

  private mutating func makeRoom(_ more: Int) {
    if start > PendingBytes.headroom {
      // What is left is at most a chunk: moving it is cheap, keeping what is used would let the buffer grow.
      let left = start..<end
      storage.withUnsafeMutableBytes { bytes in
        let target = UnsafeMutableRawBufferPointer(rebasing: bytes[PendingBytes.headroom...])
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[left]))
      }
      end -= start - PendingBytes.headroom
      start = PendingBytes.headroom
    }
    let missing = end + more - storage.count
    if missing > 0 { storage.append(contentsOf: repeatElement(0, count: missing)) }
  }
}
