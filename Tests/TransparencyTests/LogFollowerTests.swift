import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `Following a log` {
  static let log = MemoryLog(count: 66_100)

  static func root(_ size: Int) -> Digest { Tree.root(ofLeafHashes: log.leaves[..<size]) }

  /// Goes on to `size` and compares what comes out with the log.
  static func follow(_ follower: inout LogFollower, to size: Int, in log: MemoryLog = log) throws {
    var next = follower.size
    for bundle in try follower.bundles(to: size) {
      let step = try follower.take(bundle, log.bytes(bundle))
      for (index, entry) in step.entries {
        if index != next || !entry.elementsEqual(log.entries[index]) { Issue.record("entry \(index)") }
        next += 1
      }
      for (tile, bytes) in step.tiles {
        if !tile.isFull || bytes != log.bytes(tile) { Issue.record("\(tile.path)") }
      }
    }
    #expect(next == size)
    for (tile, bytes) in follower.partialTiles {
      #expect(Tile.standing(tile.content, index: tile.index, size: size) == tile)
      #expect(bytes == log.bytes(tile), "\(tile.path)")
    }
  }

  @Test func `from head to head gives every root and every tile`() throws {
    var random = Seeded.fresh("the steps of a follower")
    var follower = LogFollower()
    #expect(follower.root == Tree.emptyRoot)
    var sizes = [0, 1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_100]
    for _ in 0..<20 { sizes.append(Int.random(in: 0...66_100, using: &random)) }
    for size in sizes.sorted() {
      try Self.follow(&follower, to: size)
      #expect(follower.size == size)
      #expect(follower.root == Self.root(size), "\(size)")
      // Written down and read back, it goes on as before.
      follower = try LogFollower(size: follower.size, edge: follower.edge)
    }
  }

  @Test func `takes back no edge that is not of its size`() throws {
    var follower = LogFollower()
    try Self.follow(&follower, to: 300)
    #expect(follower.edge.map(\.count) == [44, 1])
    for (size, edge) in [(301, follower.edge), (300, []), (300, [follower.edge[0]]), (0, [[]]), (-1, [])] {
      #expect(throws: TreeFault.badFrontier) { try LogFollower(size: size, edge: edge) }
    }
  }

  @Test func `takes bundles in their order only, and whole`() throws {
    var follower = LogFollower()
    try Self.follow(&follower, to: 300)
    let before = follower.edge
    let next = try #require(try follower.bundles(to: 400).first)
    #expect(next.path == "tile/entries/001.p/144")
    for wrong in [
      try Tile(.entries, index: 0), try Tile(.entries, index: 2), try Tile(.hashes(level: 0), index: 1),
      try Tile(.entries, index: 1, width: 44),
    ] {
      #expect(throws: FollowFault.tree(.outOfRange)) { try follower.take(wrong, []) }
    }
    let bytes = Self.log.bytes(next)
    for broken in [[], Array(bytes.dropLast()), bytes + [0]] {
      #expect(throws: FollowFault.tree(.badBundle(next.path))) { try follower.take(next, broken) }
    }
    #expect(throws: TreeFault.outOfRange) { try follower.bundles(to: 299) }
    #expect(follower.edge == before)
  }

  /// The same log with one entry changed.
  static func changed(_ index: Int, _ count: Int) -> MemoryLog {
    var entries = Array(log.entries[..<count])
    entries[index] = Array("another".utf8)
    return MemoryLog(entries)
  }

  @Test func `an entry that was read before and is another now is named`() throws {
    var follower = LogFollower()
    try Self.follow(&follower, to: 300)
    for index in [256, 270, 299] {
      var next = follower
      let fork = Self.changed(index, 400)
      #expect(throws: FollowFault.changed(index: index)) {
        for bundle in try next.bundles(to: 400) { _ = try next.take(bundle, fork.bytes(bundle)) }
      }
    }
  }

  @Test func `a rewritten beginning makes another root, and the place is found`() throws {
    var follower = LogFollower()
    try Self.follow(&follower, to: 66_000)
    // 66,000 entries: one hash for 65,536 of them, one for the next 256, and 208 leaves.
    for (index, range) in [
      (0, 0..<65_536), (65_535, 0..<65_536), (65_540, 65_536..<65_792), (65_800, 65_800..<65_801),
      (65_999, 65_999..<66_000),
    ] {
      let fork = Self.changed(index, 66_100)
      var next = follower
      var fault: FollowFault?
      do throws(FollowFault) {
        for bundle in (try? next.bundles(to: 66_100)) ?? [] { _ = try next.take(bundle, fork.bytes(bundle)) }
      } catch { fault = error }
      #expect(fault != nil || next.root != Tree.root(ofLeafHashes: fork.leaves))
      var hashes: [Tile: [Digest]] = [:]
      for tile in follower.tilesHoldingEdge(in: 66_100) { hashes[tile] = try tile.hashes(in: fork.bytes(tile)) }
      #expect(follower.compare(with: hashes) == range, "\(index)")
    }
    var same: [Tile: [Digest]] = [:]
    for tile in follower.tilesHoldingEdge(in: 66_100) { same[tile] = try tile.hashes(in: Self.log.bytes(tile)) }
    #expect(follower.compare(with: same) == nil)
    // A tile that is not served cannot be vouched for.
    #expect(follower.compare(with: [:]) == 0..<65_536)
  }
}
