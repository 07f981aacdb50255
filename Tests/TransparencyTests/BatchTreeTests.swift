import Canon
import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `The notes of a tick` {
  @Test func `the example's tick comes out byte for byte`() throws {
    let tick = try Example.derivations().at("tick")
    let n = try tick.at("n").int()
    let notes = try tick.at("notes").list()
    let tree = try BatchTree(
      master: tick.at("master").bytes(), tick: n,
      notes: notes.map { (slot: try $0.at("slot").int(), note: try $0.at("id").digest()) })
    let root = try tick.at("root").digest()
    #expect(tree.root == root)
    for note in notes {
      let slot = try note.at("slot").int()
      let id = try note.at("id").digest()
      let nonce = try note.at("nonce").digest()
      let path = try note.at("path").list().map { try $0.digest() }
      #expect(tree.nonce(slot: slot) == nonce)
      #expect(BatchTree.leaf(nonce: nonce, note: id) == (try note.at("leaf").digest()))
      #expect(tree.path(slot: slot) == path)
      #expect(BatchTree.root(note: id, nonce: nonce, slot: slot, path: path) == root)
    }
    let text = try TickText(parsing: tick.at("text").text())
    #expect(text.number == n)
    let tender = try tick.at("tender").text()
    #expect(text.batches.first { $0.tender == tender }?.root == root)
    #expect(try Example.entries()[tick.at("index").int()] == Array(tick.at("text").text().utf8))
  }

  @Test func `the example's empty tick comes out`() throws {
    let all = try Example.derivations()
    let tree = try BatchTree(
      master: all.at("tick", "master").bytes(), tick: all.at("empty_tick", "n").int(), notes: [])
    #expect(tree.root == (try all.at("empty_tick", "root").digest()))
    #expect(tree.path(slot: 0) == nil)
  }

  @Test func `every root of the example's period follows from its reveal`() throws {
    let reveal = try RevealText(parsing: Vectors.text("protocol/bundle/reveal.txt"))
    #expect(try reveal.master == Example.master(reveal.tender))
    let roots = RevealRoots(reveal)
    var ticks = 0
    for entry in try Example.entries() {
      guard let tick = try? TickText(parsing: String(decoding: entry, as: UTF8.self)) else { continue }
      guard let batch = tick.batches.first(where: { $0.tender == reveal.tender }) else { continue }
      #expect(try roots.root(tick: tick.number) == batch.root)
      ticks += 1
    }
    #expect(ticks == 39)
    #expect(roots.ticks.allSatisfy { (2...40).contains($0) })
    #expect(roots.ticks.count > 5)
  }

  /// The definition, without thought for speed.
  static func plainRoot(_ tree: BatchTree, _ notes: [Int: Digest], _ empties: [[Int]: Digest]) -> Digest {
    func hash(_ level: Int, _ position: Int) -> Digest {
      if let empty = empties[[level, position]] { return empty }
      if level == 0, let note = notes[position] { return BatchTree.leaf(nonce: tree.nonce(slot: position), note: note) }
      return Tree.nodeHash(hash(level - 1, 2 * position), hash(level - 1, 2 * position + 1))
    }
    return hash(16, 0)
  }

  @Test(arguments: [1, 2, 3, 17, 400])
  func `each note's path leads to the root, whoever else stands in the tick`(count: Int) throws {
    var random = Seeded.fresh("a tick of \(count) notes")
    let master = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    var free = FreeSlots()
    let notes = (0..<count).compactMap { i in
      free.draw(using: &random).map { (slot: $0, note: Tree.leafHash(Array("note \(i)".utf8))) }
    }
    #expect(notes.count == count)
    let tree = try BatchTree(master: master, tick: 12, notes: notes)
    // The siblings that hold no note are the topmost empty nodes: with them the definition gives the same root.
    var empties: [[Int]: Digest] = [:]
    let held = (0..<16).map { level in Set(notes.map { $0.slot >> level }) }
    for note in notes {
      let path = try #require(tree.path(slot: note.slot))
      #expect(path.count == 16)
      #expect(
        BatchTree.root(note: note.note, nonce: tree.nonce(slot: note.slot), slot: note.slot, path: path) == tree.root)
      for level in 0..<16 {
        let beside = note.slot >> level ^ 1
        if !held[level].contains(beside) { empties[[level, beside]] = path[level] }
      }
    }
    let bySlot = Dictionary(uniqueKeysWithValues: notes.map { ($0.slot, $0.note) })
    #expect(Self.plainRoot(tree, bySlot, empties) == tree.root)
    #expect(try BatchTree(master: master, tick: 13, notes: notes).root != tree.root)
    #expect(try BatchTree(master: master, tick: 12, notes: notes.reversed()).root == tree.root)
  }

  @Test func `no other slot, nonce, note or path leads to the root`() throws {
    let master = [UInt8](repeating: 3, count: 32)
    let note = Tree.leafHash([1])
    let tree = try BatchTree(master: master, tick: 1, notes: [(slot: 40_000, note: note)])
    let path = try #require(tree.path(slot: 40_000))
    let nonce = tree.nonce(slot: 40_000)
    #expect(BatchTree.root(note: note, nonce: nonce, slot: 40_000, path: path) == tree.root)
    for bit in 0..<16 {
      #expect(BatchTree.root(note: note, nonce: nonce, slot: 40_000 ^ 1 << bit, path: path) != tree.root)
    }
    #expect(BatchTree.root(note: nonce, nonce: note, slot: 40_000, path: path) != tree.root)
    for level in 0..<16 {
      var changed = path
      changed[level] = note
      #expect(BatchTree.root(note: note, nonce: nonce, slot: 40_000, path: changed) != tree.root)
    }
    for slot in [-1, 65_536, Int.max] {
      #expect(BatchTree.root(note: note, nonce: nonce, slot: slot, path: path) == nil)
    }
    #expect(BatchTree.root(note: note, nonce: nonce, slot: 1, path: path.dropLast()) == nil)
    #expect(BatchTree.root(note: note, nonce: nonce, slot: 1, path: path + [note]) == nil)
    #expect(tree.path(slot: 40_001) == nil)
    #expect(tree.path(slot: -1) == nil)
  }

  @Test func `a batch that cannot be is refused`() {
    let master = [UInt8](repeating: 3, count: 32)
    let note = Tree.leafHash([1])
    #expect(throws: BatchFault.badMaster) { try BatchTree(master: [1], tick: 1, notes: []) }
    #expect(throws: BatchFault.slotTaken(5)) {
      try BatchTree(master: master, tick: 1, notes: [(slot: 5, note: note), (slot: 5, note: note)])
    }
    for slot in [-1, 65_536] {
      #expect(throws: BatchFault.slotOutOfRange(slot)) {
        try BatchTree(master: master, tick: 1, notes: [(slot: slot, note: note)])
      }
      #expect(throws: BatchFault.slotOutOfRange(slot)) { try FreeSlots(without: [slot]) }
    }
    #expect(throws: BatchFault.slotTaken(9)) { try FreeSlots(without: [9, 9]) }
  }

  @Test func `slots are drawn once each until none is left`() throws {
    var random = Seeded.fresh("all slots")
    var free = try FreeSlots(without: 0..<64_000)
    var drawn: Set<Int> = []
    while let slot = free.draw(using: &random) { drawn.insert(slot) }
    #expect(drawn == Set(64_000..<65_536))
    #expect(free.count == 0)
  }
}
