import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `The signer's own head` {
  static let leaves = Plain.leaves(60)

  static func frontier(_ size: Int) -> Frontier {
    var frontier = Frontier()
    for leaf in leaves[..<size] { frontier.append(leaf) }
    return frontier
  }

  static func head(_ size: Int) -> SignedHead { SignedHead(origin: "log.example", frontier: frontier(size)) }

  @Test func `is read from a checkpoint that the log's key signed, and from nothing else`() throws {
    let key = try signer("log.example", 1)
    for size in [0, 1, 11, 60] {
      let checkpoint = Self.head(size).checkpoint
      let note = checkpoint.sign(by: key)
      #expect(try SignedHead.read(note.bytes, by: key.verifier).head == checkpoint)
      let cosigned = note.with([try Cosignature.sign(checkpoint, by: signer("witness.example", 2), at: 5)])
      #expect(try SignedHead.read(cosigned.bytes, by: key.verifier).signature == note.signatures[0])
    }
    let note = Self.head(11).checkpoint.sign(by: key)
    // Torn, at every byte.
    for end in 0..<note.bytes.count {
      #expect(throws: HeadFault.self, "\(end) bytes") {
        try SignedHead.read(Array(note.bytes[..<end]), by: key.verifier)
      }
    }
    var random = Seeded.fresh("one changed byte of a head")
    for _ in 0..<300 {
      var changed = note.bytes
      changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      guard changed != note.bytes else { continue }
      #expect(throws: HeadFault.self) { try SignedHead.read(changed, by: key.verifier) }
    }
    #expect(throws: HeadFault.otherOrigin("log.example")) {
      try SignedHead.read(note.bytes, by: signer("other.example", 1).verifier)
    }
    #expect(throws: HeadFault.notSigned) { try SignedHead.read(note.bytes, by: signer("log.example", 3).verifier) }
    // Another key of the same name has signed: it proves nothing.
    let foreign = Self.head(11).checkpoint.sign(by: try signer("log.example", 3))
    #expect(throws: HeadFault.notSigned) { try SignedHead.read(foreign.bytes, by: key.verifier) }
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
        #expect(try head.followed(by: Self.frontier(new), appending: Self.leaves[old..<new]) == next)
        let proof = try Reader(all: Self.leaves).consistencyProof(from: old, to: new)
        // Also when only the checkpoint is known.
        #expect(try SignedHead(head.checkpoint).followed(by: Self.frontier(new), proof: proof) == next)
        try head.mayFollow(next.checkpoint, proof: proof)
      }
    }
  }

  @Test func `is not followed by a shorter, another or a changed log`() throws {
    let head = Self.head(9)
    let shorter = Self.frontier(8)
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.followed(by: shorter, appending: []) }
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.followed(by: shorter, proof: []) }
    #expect(throws: HeadFault.shrinks(from: 9, to: 8)) { try head.mayFollow(Self.head(8).checkpoint, proof: []) }
    let other = Checkpoint(origin: "other.example", size: 20, root: head.checkpoint.root)
    #expect(throws: HeadFault.otherOrigin("other.example")) { try head.mayFollow(other, proof: []) }
    // The same size with one leaf changed; then grown from there.
    var fork = Self.frontier(8)
    fork.append(Tree.leafHash([]))
    let forked = Checkpoint(origin: "log.example", size: 9, root: fork.root)
    #expect(throws: HeadFault.notAnExtension) { try head.mayFollow(forked, proof: []) }
    #expect(throws: HeadFault.notAnExtension) { try head.followed(by: fork, proof: []) }
    #expect(throws: HeadFault.notAnExtension) { try head.followed(by: fork, appending: []) }
    fork.append(Self.leaves[9])
    #expect(throws: HeadFault.notAnExtension) { try head.followed(by: fork, appending: [Self.leaves[9]]) }
    #expect(throws: HeadFault.notAnExtension) {
      try head.followed(by: Self.frontier(12), appending: Self.leaves[9..<11])
    }
    // Leaves alone prove nothing for who does not know the right edge.
    #expect(throws: HeadFault.notAnExtension) {
      try SignedHead(head.checkpoint).followed(by: Self.frontier(10), appending: Self.leaves[9..<10])
    }
  }
}
