import Crypto
import Notes

/// The nonces of the last minutes for routes that keep none in the database.
///
/// Two generations take turns. A signature passes for fresh from a minute before to a minute after its `created`, so a
/// nonce has to be remembered for two minutes after it was first seen; a generation lives that long before it ages.
actor NonceMemory {
  private struct Mark: Hashable {
    let high, low: UInt64
  }

  static let generationMicroseconds: Int64 = 121_000_000
  /// About 30 bytes each.
  static let marksMax = 4_000_000

  private var young: Set<Mark> = []
  private var old: Set<Mark> = []
  private var youngSince: Int64 = 0

  /// True the first time that `key` uses `nonce`.
  ///
  /// - Throws: `tooBusy` rather than to forget one too early.
  func isFirst(nonce: String, of key: KeyReference, at now: Int64) throws(RequestRefusal) -> Bool {
    let age = now - youngSince
    if age >= Self.generationMicroseconds || age < 0 {
      old = age < 0 || age >= 2 * Self.generationMicroseconds ? (age < 0 ? old.union(young) : []) : young
      young = []
      youngSince = now
    }
    let mark = Self.mark(key, nonce)
    guard !old.contains(mark) else { return false }
    guard young.count < Self.marksMax else { throw .tooBusy }
    return young.insert(mark).inserted
  }

  /// Half of a SHA-256: shorter than the text, and nobody can make two alike.
  private static func mark(_ key: KeyReference, _ nonce: String) -> Mark {
    let digest = Array(SHA256.hash(data: Array("\(key.text) \(nonce)".utf8)))
    func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    return Mark(high: number(digest[0..<8]), low: number(digest[8..<16]))
  }
}
