import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `Tiles` {
  static let paths: [(content: Tile.Content, index: Int, width: Int, path: String)] = [
    (.hashes(level: 0), 0, 256, "tile/0/000"),
    (.hashes(level: 0), 999, 1, "tile/0/999.p/1"),
    (.hashes(level: 1), 1000, 256, "tile/1/x001/000"),
    (.hashes(level: 63), 1_234_067, 255, "tile/63/x001/x234/067.p/255"),
    (.entries, 1_234_067, 256, "tile/entries/x001/x234/067"),
    (.entries, 1_000_000, 112, "tile/entries/x001/x000/000.p/112"),
  ]

  @Test(arguments: paths)
  func `a tile has one path`(content: Tile.Content, index: Int, width: Int, path: String) throws {
    let tile = try Tile(content, index: index, width: width)
    #expect(tile.path == path)
    #expect(Tile(path: path) == tile)
  }

  static let noPaths = [
    "", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile/0/00", "tile/0/0000", "tile/00/000",
    "tile/64/000", "tile/-1/000", "tile/data/000", "tile/0/x000/000", "tile/0/x000", "tile/0/001/000",
    "tile/0/x001/x000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p",
    "tile/0/000.p/1/", "tile/0/000.P/1", "tile/0/x001.p/000", "tile/0/.p/1", "tile/0/000.p/1.p/1", "tile/0/0a0",
    "tile/0/+10", "tile/0/x001/x001/x001/x001/x001/001", "tile/0/../000", "tile/0/000\u{0}", "tile/0/000\n",
    "tile/entries/000.p/-1", "tile/Entries/000", "tile/0/\u{0661}00",
  ]

  @Test(arguments: noPaths)
  func `what is no tile's path is none`(path: String) {
    #expect(Tile(path: path) == nil)
  }

  @Test func `a log of 70,000 entries has the tiles of the specification`() throws {
    let tiles = try Tile.arising(from: 0, to: 70_000)
    func count(_ content: Tile.Content) -> Int { tiles.count { $0.content == content } }
    #expect(count(.entries) == 274)
    #expect(count(.hashes(level: 0)) == 274)
    #expect(
      tiles.filter { !$0.isFull }.map(\.path) == [
        "tile/entries/273.p/112", "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
      ])
    #expect(try Tile.arising(from: 0, to: 256).map(\.path) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
    #expect(
      try Tile.arising(from: 255, to: 257).map(\.path) == [
        "tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
      ])
    #expect(try Tile.arising(from: 256, to: 257).map(\.path) == ["tile/entries/001.p/1", "tile/0/001.p/1"])
    #expect(try Tile.arising(from: 70_000, to: 70_000).isEmpty)
    #expect(throws: TreeFault.outOfRange) { try Tile.arising(from: 2, to: 1) }
    #expect(throws: TreeFault.outOfRange) { try Tile.arising(from: -1, to: 1) }
  }

  @Test(arguments: [999_999_999_999_999, 1 << 30, Int.max])
  func `of a log that is larger than any, no tiles are counted up`(size: Int) throws {
    #expect(throws: TreeFault.outOfRange) { try Tile.arising(from: 0, to: size) }
    // What arises at its end is little all the same.
    let last = try Tile.arising(from: size - 1, to: size)
    #expect(last.first?.content == .entries && (2...20).contains(last.count), "\(last.map(\.path))")
    #expect(last.allSatisfy { Tile.standing($0.content, index: $0.index, size: size) == $0 })
  }

  @Test func `whatever steps a log grew in, the tiles that arose are those that stand`() throws {
    var random = Seeded.fresh("tiles of a growing log")
    var size = 0
    var known: Set<Tile> = []
    while size < 200_000 {
      let next = size + Int.random(in: 1...9_000, using: &random)
      known.formUnion(try Tile.arising(from: size, to: next))
      size = next
      for content in [Tile.Content.entries, .hashes(level: 0), .hashes(level: 1), .hashes(level: 2)] {
        var index = 0
        while let tile = Tile.standing(content, index: index, size: size) {
          #expect(known.contains(tile))
          index += 1
        }
        #expect(index > 0 || size >> (8 * 2) == 0 || content == .hashes(level: 2))
      }
      #expect(Tile.standing(.hashes(level: 3), index: 0, size: size) == nil)
    }
  }

  @Test func `proofs read back from tiles are those of the tree`() throws {
    var random = Seeded.fresh("proofs from tiles")
    let log = MemoryLog(count: 66_000)
    let leaves = log.leaves
    for size in [1, 2, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 66_000] {
      let hashes = TileHashes(size: size) { log.bytes($0) }
      let root = Tree.root(ofLeafHashes: leaves[..<size])
      #expect(try hashes.root(size: size) == root)
      var frontier = Frontier()
      for leaf in leaves[..<size] { frontier.append(leaf) }
      #expect(try hashes.frontier(size: size) == frontier)
      for _ in 0..<2 {
        let index = Int.random(in: 0..<size, using: &random)
        let path = try hashes.inclusionProof(of: index, size: size)
        #expect(Tree.includes(leaves[index], at: index, size: size, root: root, path: path))
        let old = Int.random(in: 0...size, using: &random)
        let proof = try hashes.consistencyProof(from: old, to: size)
        #expect(
          Tree.isConsistent(
            oldSize: old, oldRoot: Tree.root(ofLeafHashes: leaves[..<old]), newSize: size, newRoot: root, proof: proof))
      }
    }
  }

  @Test func `a tile that is missing or has another length is named`() throws {
    let log = MemoryLog(count: 300)
    let missing = TileHashes(size: 300) { $0.index == 1 ? nil : log.bytes($0) }
    #expect(throws: ProofFault<TreeFault>.self) { try missing.inclusionProof(of: 0, size: 300) }
    do {
      _ = try missing.inclusionProof(of: 0, size: 300)
    } catch {
      guard case .reading(.missingTile("tile/0/001.p/44")) = error else { throw error }
    }
    let tile = try Tile(.hashes(level: 0), index: 1, width: 44)
    #expect(throws: TreeFault.badTile("tile/0/001.p/44")) { try tile.hashes(in: log.bytes(tile) + [0]) }
    #expect(throws: TreeFault.badTile("tile/0/001.p/44")) { try tile.hashes(in: []) }
    #expect(try tile.hashes(in: log.bytes(tile)) == Array(log.leaves[256..<300]))
  }

  @Test func `a bundle gives its entries back and nothing that is not whole`() throws {
    let entries: [[UInt8]] = [[], [7], [UInt8](repeating: 9, count: 65_535), Array("tick".utf8)]
    let bytes = try Tile.bundle(of: entries)
    let bundle = try Tile(.entries, index: 0, width: 4)
    #expect(try bundle.entries(in: bytes).map(Array.init) == entries)
    for wrong in [bytes.dropLast(), bytes.dropLast(5), bytes + [0], bytes + [0, 0], bytes + [0, 1], []] {
      #expect(throws: TreeFault.badBundle("tile/entries/000.p/4")) { try bundle.entries(in: Array(wrong)) }
    }
    #expect(throws: TreeFault.entryTooLarge(bytes: 65_536)) {
      try Tile.bundle(of: [[UInt8](repeating: 0, count: 65_536)])
    }
  }

  @Test func `a tile that no log can have is refused`() {
    for (level, index, width) in [(64, 0, 1), (-1, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257), (0, Int.max, 1)] {
      #expect(throws: TreeFault.outOfRange) { try Tile(.hashes(level: level), index: index, width: width) }
    }
    for node in [TreeNode(level: 0, index: 5), TreeNode(level: 64, index: 0), TreeNode(level: 0, index: -1)] {
      #expect(throws: TreeFault.outOfRange) { try Tile.holding(node, size: 5) }
    }
  }
}
