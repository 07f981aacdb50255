import Crypto
import Notes
import Synchronization

/// The nonces of the last minutes for routes that keep none in the database.
///
/// Two generations take turns. A signature passes for fresh from a minute before to a minute after its `created`, so a
/// nonce has to be remembered for two minutes after it was first seen; a generation lives that long before it ages.
final class NonceMemory: Sendable {
  private struct Mark: Hashable {
    let high, low: UInt64
  }

  private struct State {
    var young: Set<Mark> = []
    var old: Set<Mark> = []
    var youngSince: Int64 = 0
  }

  static let generationMicroseconds: Int64 = 121_000_000
  /// About 30 bytes each.
  static let marksMax = 4_000_000

  private let state = Mutex(State())

  /// True the first time that `key` uses `nonce`.
  ///
  /// - Throws: `tooBusy` rather than to forget one too early.
  func isFirst(nonce: String, of key: KeyReference, at now: Int64) throws(RequestRefusal) -> Bool {
    let mark = Self.mark(key, nonce)
    let isFirst = state.withLock { state -> Bool? in
      let age = now - state.youngSince
      if age >= Self.generationMicroseconds || age < 0 {
        let forgotten = age >= 2 * Self.generationMicroseconds
        state.old = age < 0 ? state.old.union(state.young) : forgotten ? [] : state.young
        state.young = []
        state.youngSince = now
      }
      guard !state.old.contains(mark) else { return false }
      guard state.young.count < Self.marksMax else { return nil }
      return state.young.insert(mark).inserted
    }
    guard let isFirst else { throw .tooBusy }
    return isFirst
  }

  /// Half of a SHA-256: shorter than the text, and nobody can make two alike.
  private static func mark(_ key: KeyReference, _ nonce: String) -> Mark {
    let digest = Array(SHA256.hash(data: Array("\(key.text) \(nonce)".utf8)))
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return Mark(high: number(digest[0..<8]), low: number(digest[8..<16]))
  }
}
