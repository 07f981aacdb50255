import Canon
import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `The example's log` {
  @Test func `leaf hashes, roots and proofs come out byte for byte`() throws {
    let said = try Example.derivations().at("log")
    let log = try MemoryLog(Example.entries())
    let size = try said.at("size").int()
    #expect(log.entries.count == size)
    #expect(Tree.root(ofLeafHashes: log.leaves) == (try said.at("root").digest()))
    #expect(
      try Vectors.bytes("protocol/bundle/tile/0/000.p/86") == log.bytes(Tile(.hashes(level: 0), index: 0, width: 86)))
    let hashes = TileHashes(size: size) { log.bytes($0) }
    for member in try #require(said.at("leaf_hash").members) {
      #expect(log.leaves[try #require(Int(member.name))] == (try member.value.digest()))
    }
    for member in try #require(said.at("inclusion").members) {
      let proof = try member.value.list().map { try $0.digest() }
      let index = try #require(Int(member.name))
      #expect(try hashes.inclusionProof(of: index, size: size) == proof)
      #expect(
        Tree.includes(log.leaves[index], at: index, size: size, root: try said.at("root").digest(), path: proof))
    }
    for member in try #require(said.at("consistency").members) {
      let proof = try member.value.list().map { try $0.digest() }
      let old = try #require(Int(member.name))
      let oldRoot = try said.at("old_roots", member.name).digest()
      #expect(try hashes.consistencyProof(from: old, to: size) == proof)
      #expect(
        Tree.isConsistent(
          oldSize: old, oldRoot: oldRoot, newSize: size, newRoot: try said.at("root").digest(), proof: proof))
    }
  }

  @Test func `is read from its files`() throws {
    let checkpoint = try Example.trust().policy.verify(
      Checkpoint.note(parsing: Vectors.bytes("protocol/bundle/checkpoint"))
    ).checkpoint
    var count = 0
    try LogVerifier(checkpoint).entries(from: { try? Vectors.bytes("protocol/bundle/\($0)") }) { index, entry in
      #expect(index == count)
      #expect(String(validating: entry, as: UTF8.self)?.hasPrefix("tender-") == true)
      count += 1
    }
    #expect(count == 86)
  }
}

@Suite struct `Reading a whole log` {
  static let log = MemoryLog(count: 66_100)

  static func checkpoint(_ size: Int) -> Checkpoint {
    Checkpoint(origin: "log.example", size: size, root: Tree.root(ofLeafHashes: log.leaves[..<size]))
  }

  /// The files of a log of this size, and which were read.
  static func read(_ size: Int, _ path: String) -> [UInt8]? {
    guard let tile = Tile(path: path), Tile.standing(tile.content, index: tile.index, size: size) == tile else {
      return nil
    }
    return log.bytes(tile)
  }

  @Test(arguments: [0, 1, 255, 256, 257, 512, 600, 65_536, 66_100])
  func `every entry is lent once and in order`(size: Int) throws {
    var next = 0
    try LogVerifier(Self.checkpoint(size)).entries(from: { Self.read(size, $0) }) { index, entry in
      if index != next || !entry.elementsEqual(Self.log.entries[index]) { Issue.record("entry \(index)") }
      next += 1
    }
    #expect(next == size)
  }

  /// The fault that reading a log of this size ends with when one file is changed.
  static func fault(_ size: Int, _ change: (String, [UInt8]?) -> [UInt8]?) throws -> LogFault? {
    do {
      try LogVerifier(checkpoint(size)).entries(from: { change($0, read(size, $0)) }) { _, _ in }
      return nil
    } catch {
      guard case .log(let fault) = error else { throw error }
      return fault
    }
  }

  @Test(arguments: [1, 255, 256, 257, 600, 1_000])
  func `whichever tile is wrong is named`(size: Int) throws {
    var random = Seeded.fresh("wrong tiles of a log of \(size)")
    for tile in try Tile.arising(from: 0, to: size) {
      let at = Int.random(in: 0..<Self.log.bytes(tile).count, using: &random)
      let found = try Self.fault(size) { path, bytes in
        guard path == tile.path, var bytes else { return bytes }
        bytes[at] ^= 1
        return bytes
      }
      switch tile.content {
      case .hashes: #expect(found == .wrongTile(tile.path), "byte \(at)")
      // A changed length makes the bundle none.
      case .entries: #expect(found == .wrongTile(tile.path) || found == .tree(.badBundle(tile.path)), "byte \(at)")
      }
      #expect(try Self.fault(size) { $0 == tile.path ? nil : $1 } == .tree(.missingTile(tile.path)))
      let short = try Self.fault(size) { $0 == tile.path ? $1?.dropLast() : $1 }
      #expect(short == .tree(tile.content == .entries ? .badBundle(tile.path) : .badTile(tile.path)))
      let long = try Self.fault(size) { path, bytes in path == tile.path ? bytes.map { $0 + [0] } : bytes }
      #expect(long == .tree(tile.content == .entries ? .badBundle(tile.path) : .badTile(tile.path)))
    }
  }

  @Test func `a wrong tile high up in a large log is found before what lies under it is read`() throws {
    var entriesRead = 0
    let found = try Self.fault(66_100) { path, bytes in
      if path.hasPrefix("tile/entries/") { entriesRead += 1 }
      guard path == "tile/1/000", var bytes else { return bytes }
      bytes[0] ^= 1
      return bytes
    }
    #expect(found == .wrongTile("tile/1/000"))
    #expect(entriesRead == 0)
  }

  @Test func `a full tile stands in for the partial one that was deleted`() throws {
    let found = try Self.fault(600) { path, bytes in
      guard let tile = Tile(path: path), tile.index == 2 else { return bytes }
      return tile.isFull ? Self.log.bytes(tile) : nil
    }
    #expect(found == nil)
  }

  @Test func `tiles that agree with each other and not with the head are another log's`() throws {
    for size in [0, 1, 300] {
      let other = Checkpoint(origin: "log.example", size: size, root: Tree.leafHash([9]))
      do {
        try LogVerifier(other).entries(from: { Self.read(size, $0) }) { _, _ in }
        Issue.record("a root of another log was believed")
      } catch {
        guard case .log(.rootDiffers) = error else { throw error }
      }
    }
  }

  @Test func `what the reader throws comes through`() throws {
    struct Broken: Error {}
    /// How reading ends when `read` or the receiver of entries gives up.
    func outcome(
      _ read: (String) throws(Broken) -> [UInt8]?, _ entry: (Int) throws(Broken) -> Void
    ) -> String {
      do {
        try LogVerifier(Self.checkpoint(5)).entries(from: read) { (index, _) throws(Broken) in try entry(index) }
        return "read"
      } catch {
        switch error {
        case .log(let fault): return fault.code
        case .caller: return "caller"
        }
      }
    }
    #expect(outcome({ (_) throws(Broken) in throw Broken() }, { _ in }) == "caller")
    var seen = 0
    let stopped = outcome(
      { Self.read(5, $0) },
      { (index) throws(Broken) in
        seen += 1
        if index == 2 { throw Broken() }
      })
    #expect(stopped == "caller")
    #expect(seen == 3)
    #expect(outcome({ _ in nil }, { _ in }) == "tree.missingTile")
  }
}
