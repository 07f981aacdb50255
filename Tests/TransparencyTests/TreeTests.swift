import Notes
import TestSupport
import Testing
import Transparency

@Suite struct `Hashing a log` {
  /// The leaves and roots that the first implementations of RFC 6962 were tested with.
  static let inputs = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]
  static let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func `an empty log has the hash of nothing`() throws {
    #expect(Tree.emptyRoot == (try hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")))
    #expect(Frontier().root == Tree.emptyRoot)
  }

  @Test func `the published roots come out, leaf by leaf`() throws {
    var frontier = Frontier()
    for (input, root) in zip(Self.inputs, Self.roots) {
      frontier.append(Tree.leafHash(try #require(Hex.decode(input))))
      #expect(frontier.root == (try hex(root)))
    }
  }

  @Test func `a frontier gives the root of RFC 6962 at every size and survives being written down`() throws {
    let leaves = Plain.leaves(300)
    var frontier = Frontier()
    for size in 0...leaves.count {
      #expect(frontier.size == size)
      #expect(frontier.root == Plain.root(leaves[..<size]))
      #expect(frontier.peaks.count == size.nonzeroBitCount)
      #expect(try Frontier(bytes: frontier.bytes) == frontier)
      if size < leaves.count { frontier.append(leaves[size]) }
    }
  }

  @Test func `appending names each complete node once`() throws {
    let leaves = Plain.leaves(600)
    var frontier = Frontier()
    var nodes: [TreeNode: Digest] = [:]
    for leaf in leaves {
      frontier.append(leaf) { node, hash in
        #expect(nodes.updateValue(hash, forKey: node) == nil)
      }
    }
    for (node, hash) in nodes {
      #expect(hash == Plain.root(leaves[(node.index << node.level)..<((node.index + 1) << node.level)]))
    }
    #expect(nodes.count == (0..<10).reduce(0) { $0 + 600 >> $1 })
  }

  static let badFrontiers: [[UInt8]] = [
    [0], [UInt8](repeating: 0, count: 7), [0, 0, 0, 0, 0, 0, 0, 1], [0x80] + [UInt8](repeating: 0, count: 39),
    [UInt8](repeating: 0, count: 40), [0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 31),
    [0, 0, 0, 0, 0, 0, 0, 2] + [UInt8](repeating: 0, count: 64),
    [0x7F] + [UInt8](repeating: 0xFF, count: 7 + 63 * 32), [0, 4] + [UInt8](repeating: 0, count: 6 + 32),
  ]

  @Test(arguments: badFrontiers)
  func `bytes that are no frontier are refused`(bytes: [UInt8]) {
    #expect(throws: TreeFault.badFrontier) { try Frontier(bytes: bytes) }
  }
}

@Suite struct `Proofs of inclusion and consistency` {
  /// Reads nodes from leaves, as a store with a table of all nodes would.
  struct Reader: HashReader {
    let leaves: [Digest]
    func hashes(at nodes: [TreeNode]) throws(Never) -> [Digest] {
      nodes.map { Plain.root(leaves[($0.index << $0.level)..<(($0.index + 1) << $0.level)]) }
    }
  }

  @Test func `every inclusion proof up to 70 leaves is that of RFC 6962 and leads to the root`() throws {
    let leaves = Plain.leaves(70)
    let reader = Reader(leaves: leaves)
    for size in 1...70 {
      let root = Plain.root(leaves[..<size])
      for index in 0..<size {
        let path = try reader.inclusionProof(of: index, size: size)
        #expect(path == Plain.path(index, leaves[..<size]))
        #expect(Tree.includes(leaves[index], at: index, size: size, root: root, path: path))
        // Neither another place nor another size nor another length of the path will do.
        #expect(!Tree.includes(leaves[index], at: index ^ 1, size: size, root: root, path: path) || size == 1)
        #expect(!Tree.includes(leaves[index], at: index, size: size, root: root, path: path + [root]))
        #expect(path.isEmpty || !Tree.includes(leaves[index], at: index, size: size, root: root, path: path.dropLast()))
      }
    }
  }

  @Test func `every consistency proof up to 70 leaves is that of RFC 6962 and holds for its sizes only`() throws {
    let leaves = Plain.leaves(70)
    let reader = Reader(leaves: leaves)
    let roots = (0...70).map { Plain.root(leaves[..<$0]) }
    for new in 0...70 {
      for old in 0...new {
        let proof = try reader.consistencyProof(from: old, to: new)
        if old > 0 { #expect(proof == Plain.consistency(old, leaves[..<new])) }
        func holds(_ a: Int, _ b: Int, _ proof: [Digest], oldRoot: Digest? = nil, newRoot: Digest? = nil) -> Bool {
          Tree.isConsistent(
            oldSize: a, oldRoot: oldRoot ?? roots[a], newSize: b, newRoot: newRoot ?? roots[b], proof: proof)
        }
        #expect(holds(old, new, proof))
        #expect(!holds(old, new, proof + [roots[1]]))
        #expect(!holds(old, new, proof, oldRoot: leaves[3]))
        #expect(!holds(old, new, proof, newRoot: leaves[3]) || old == 0)
        if !proof.isEmpty { #expect(!holds(old, new, proof.dropLast())) }
        for at in proof.indices {
          var changed = proof
          changed[at] = Tree.leafHash([UInt8(at)])
          #expect(!holds(old, new, changed))
        }
      }
    }
  }

  @Test func `out of range is refused and not trapped`() throws {
    let leaf = Plain.leaves(1)[0]
    for (index, size) in [(-1, 1), (1, 1), (0, 0), (0, -1), (Int.max, Int.max), (Int.min, Int.max)] {
      #expect(throws: TreeFault.outOfRange) { try ProofPlan.inclusion(of: index, size: size) }
      #expect(Tree.root(ofLeaf: leaf, at: index, size: size, path: [leaf]) == nil)
    }
    for (old, new) in [(-1, 1), (2, 1), (Int.min, Int.max)] {
      #expect(throws: TreeFault.outOfRange) { try ProofPlan.consistency(from: old, to: new) }
      #expect(!Tree.isConsistent(oldSize: old, oldRoot: leaf, newSize: new, newRoot: leaf, proof: []))
    }
    #expect(try ProofPlan.inclusion(of: 0, size: Int.max).nodes.count > 60)
    #expect(Tree.root(ofLeaf: leaf, at: Int.max - 1, size: Int.max, path: []) == nil)
    #expect(
      !Tree.isConsistent(oldSize: Int.max - 1, oldRoot: leaf, newSize: Int.max, newRoot: leaf, proof: [leaf, leaf]))
    #expect(throws: TreeFault.outOfRange) { try ProofPlan.inclusion(of: 0, size: 2).proof(from: []) }
  }
}
