import Notes
import TestSupport
import Testing
import Transparency

/// Numbers that follow from a seed, so that a failing run can be repeated (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A seed of its own for this run, printed with the name of who asked.
  static func fresh(_ name: String) -> Seeded {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("\(name): seed \(seed)")
    return Seeded(seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// RFC 6962 as it is written, without thought for speed: what the room is compared with.
enum Plain {
  static func split(_ n: Int) -> Int {
    var k = 1
    while k * 2 < n { k *= 2 }
    return k
  }

  static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    guard leaves.count > 1 else { return leaves.first ?? Digest(of: []) }
    let k = leaves.startIndex + split(leaves.count)
    return Digest(of: [1] + root(leaves[..<k]).bytes + root(leaves[k...]).bytes)
  }

  static func path(_ m: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    guard leaves.count > 1 else { return [] }
    let k = split(leaves.count)
    let middle = leaves.startIndex + k
    return m < k
      ? path(m, leaves[..<middle]) + [root(leaves[middle...])]
      : path(m - k, leaves[middle...]) + [root(leaves[..<middle])]
  }

  static func consistency(_ m: Int, _ leaves: ArraySlice<Digest>, whole: Bool = true) -> [Digest] {
    if m == leaves.count { return whole ? [] : [root(leaves)] }
    let k = split(leaves.count)
    let middle = leaves.startIndex + k
    return m <= k
      ? consistency(m, leaves[..<middle], whole: whole) + [root(leaves[middle...])]
      : consistency(m - k, leaves[middle...], whole: false) + [root(leaves[..<middle])]
  }

  static func leaves(_ count: Int) -> [Digest] { (0..<count).map { Tree.leafHash(Array("entry \($0)".utf8)) } }
}

/// A log kept in memory, with the hashes of every level: each of its tiles, at any size, is cut out when asked for.
struct MemoryLog {
  let entries: [[UInt8]]
  let leaves: [Digest]
  private var levels: [[Digest]]

  init(count: Int) { self.init((0..<count).map { Array("entry \($0)".utf8) }) }

  init(_ entries: [[UInt8]]) {
    self.entries = entries
    leaves = entries.map { Tree.leafHash($0) }
    levels = [leaves]
    while let last = levels.last, last.count >= 256 {
      levels.append(
        stride(from: 0, to: last.count - last.count % 256, by: 256).map {
          Tree.root(ofLeafHashes: last[$0..<($0 + 256)])
        })
    }
  }

  func bytes(_ tile: Tile) -> [UInt8] {
    switch tile.content {
    case .entries: (try? Tile.bundle(of: entries[tile.range])) ?? []
    case .hashes(let level): Tile.bytes(of: levels[level][tile.range])
    }
  }
}

func hex(_ text: String) throws -> Digest { try #require(Digest(hex: text)) }
