import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `The signer's own head` {
  static let leaves = Plain.leaves(60)

  static func head(_ size: Int) -> SignedHead {
    var frontier = Frontier()
    for leaf in leaves[..<size] { frontier.append(leaf) }
    return SignedHead(origin: "log.example", frontier: frontier)
  }

  @Test func `is read as it was written, and only so`() throws {
    for size in 0...60 {
      let head = Self.head(size)
      #expect(try SignedHead(parsing: Array(head.text.utf8)) == head)
      #expect(head.checkpoint.size == size)
    }
    let bytes = Array(Self.head(11).text.utf8)
    for end in 0..<bytes.count {
      #expect(throws: HeadFault.malformed) { try SignedHead(parsing: Array(bytes[..<end])) }
    }
    var random = Seeded.fresh("one changed byte of a head")
    for _ in 0..<300 {
      let at = Int.random(in: 30..<bytes.count, using: &random)
      var changed = bytes
      changed[at] = UInt8.random(in: 0...255, using: &random)
      guard changed != bytes else { continue }
      // The origin is the one line that nothing else in the file speaks for.
      if let read = try? SignedHead(parsing: changed) { #expect(read.origin != "log.example") }
    }
    for wrong in [bytes + [0x0A], bytes + Array("more\n".utf8), [UInt8](repeating: 0x0A, count: 20_000)] {
      #expect(throws: HeadFault.malformed) { try SignedHead(parsing: wrong) }
    }
  }

  @Test func `is followed by whatever extends it`() throws {
    struct Reader: HashReader {
      let all: [Digest]
      func hashes(at nodes: [TreeNode]) throws(Never) -> [Digest] {
        nodes.map { Plain.root(all[($0.index << $0.level)..<(($0.index + 1) << $0.level)]) }
      }
    }
    for old in [0, 1, 7, 8, 31, 60] {
      for new in old...60 {
        let head = Self.head(old)
        let next = Self.head(new)
        #expect(try head.followed(by: next.checkpoint, appending: Self.leaves[old..<new]) == next)
        let proof = try Reader(all: Self.leaves).consistencyProof(from: old, to: new)
        #expect(try head.followed(by: next.frontier, proof: proof) == next)
        try head.mayFollow(next.checkpoint, proof: proof)
      }
    }
  }

  @Test func `is not followed by a shorter, another or a changed log`() throws {
    let head = Self.head(9)
    let shorter = Self.head(8)
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.followed(by: shorter.checkpoint, appending: []) }
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.followed(by: shorter.frontier, proof: []) }
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.mayFollow(shorter.checkpoint, proof: []) }
    let other = Checkpoint(origin: "other.example", size: 20, root: head.checkpoint.root)
    #expect(throws: HeadFault.otherOrigin("other.example")) { try head.followed(by: other, appending: []) }
    #expect(throws: HeadFault.otherOrigin("other.example")) { try head.mayFollow(other, proof: []) }
    // The same size with one leaf changed; then grown from there.
    var fork = Frontier()
    for leaf in Self.leaves[..<8] { fork.append(leaf) }
    fork.append(Tree.leafHash([]))
    let forked = Checkpoint(origin: "log.example", size: 9, root: fork.root)
    #expect(throws: HeadFault.notAnExtension) { try head.mayFollow(forked, proof: []) }
    #expect(throws: HeadFault.notAnExtension) { try head.followed(by: fork, proof: []) }
    #expect(throws: HeadFault.notAnExtension) { try head.followed(by: forked, appending: []) }
    fork.append(Self.leaves[9])
    #expect(throws: HeadFault.notAnExtension) {
      try head.followed(
        by: Checkpoint(origin: "log.example", size: 10, root: fork.root), appending: [Self.leaves[9]])
    }
    #expect(throws: HeadFault.notAnExtension) {
      try head.followed(by: Self.head(12).checkpoint, appending: Self.leaves[9..<11])
    }
  }
}
