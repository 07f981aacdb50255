import Notes

// Verification: what anybody does with a proof.

extension Tree {
  /// The root that an inclusion proof leads to, or nil when the path has not the length of such an index and size.
  ///
  /// - Source: RFC 9162, section 2.1.3.2, which checks the proofs of RFC 6962.
  public static func root(ofLeaf leaf: Digest, at index: Int, size: Int, path: some Sequence<Digest>) -> Digest? {
    guard index >= 0, index < size else { return nil }
    var position = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return nil }
      if position & 1 == 1 || position == last {
        hash = nodeHash(sibling, hash)
        // A node without a right sibling moves up unhashed until it is a right child.
        while position & 1 == 0, position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      position >>= 1
      last >>= 1
    }
    return last == 0 ? hash : nil
  }

  /// Whether the leaf stands at `index` in the tree of this size and root.
  public static func includes(
    _ leaf: Digest, at index: Int, size: Int, root: Digest, path: some Sequence<Digest>
  ) -> Bool {
    Tree.root(ofLeaf: leaf, at: index, size: size, path: path) == root
  }

  /// Whether the tree of `newSize` begins with the whole tree of `oldSize`.
  ///
  /// Nothing is proved by an empty proof but that equal trees are equal, and that every tree begins with the empty one.
  /// - Source: RFC 9162, section 2.1.4.2.
  public static func isConsistent(
    oldSize: Int, oldRoot: Digest, newSize: Int, newRoot: Digest, proof: [Digest]
  ) -> Bool {
    guard oldSize >= 0, oldSize <= newSize else { return false }
    if oldSize == newSize { return proof.isEmpty && oldRoot == newRoot && (oldSize > 0 || oldRoot == emptyRoot) }
    if oldSize == 0 { return proof.isEmpty && oldRoot == emptyRoot }
    var rest = proof[...]
    // An old tree that is one complete subtree is itself the first node of the proof and left out of it.
    let first: Digest
    if oldSize & (oldSize - 1) == 0 {
      first = oldRoot
    } else {
      guard let given = rest.popFirst() else { return false }
      first = given
    }
    var position = oldSize - 1
    var last = newSize - 1
    while position & 1 == 1 {
      position >>= 1
      last >>= 1
    }
    var old = first
    var new = first
    for node in rest {
      guard last > 0 else { return false }
      if position & 1 == 1 || position == last {
        old = nodeHash(node, old)
        new = nodeHash(node, new)
        while position & 1 == 0, position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        new = nodeHash(new, node)
      }
      position >>= 1
      last >>= 1
    }
    return last == 0 && old == oldRoot && new == newRoot
  }
}

// Making: what the log does.

/// Which complete subtrees a proof is made of, so that a store can read all their hashes at once.
///
///     let plan = try ProofPlan.inclusion(of: 11, size: 14)
///     let path = try plan.proof(from: store.hashes(at: plan.nodes))
public struct ProofPlan: Sendable {
  /// Every node whose hash is needed, each once.
  public let nodes: [TreeNode]
  /// How many of `nodes`, in order, make each hash of the proof.
  private let counts: [Int]

  private init(_ ranges: [(Int, Int)]) {
    var nodes: [TreeNode] = []
    var counts: [Int] = []
    for (start, end) in ranges {
      let cover = TreeNode.covering(start, end)
      nodes += cover
      counts.append(cover.count)
    }
    self.nodes = nodes
    self.counts = counts
  }

  /// The path of RFC 6962, section 2.1.1, from the leaf's sibling up.
  ///
  /// - Throws: `outOfRange` unless 0 <= index < size.
  public static func inclusion(of index: Int, size: Int) throws(TreeFault) -> ProofPlan {
    guard index >= 0, index < size else { throw .outOfRange }
    var ranges: [(Int, Int)] = []
    var start = 0
    var end = size
    while end - start > 1 {
      let middle = split(start, end)
      if index < middle {
        ranges.append((middle, end))
        end = middle
      } else {
        ranges.append((start, middle))
        start = middle
      }
    }
    return ProofPlan(ranges.reversed())
  }

  /// The proof of RFC 6962, section 2.1.2, that `size` begins with `old`.
  ///
  /// - Throws: `outOfRange` unless 0 <= old <= size.
  public static func consistency(from old: Int, to size: Int) throws(TreeFault) -> ProofPlan {
    guard old >= 0, old <= size else { throw .outOfRange }
    guard old > 0, old < size else { return ProofPlan([]) }
    var ranges: [(Int, Int)] = []
    var start = 0
    var end = size
    // The last subtree of the old tree; not in the proof when it is the whole old tree.
    while old != end {
      let middle = split(start, end)
      if old <= middle {
        ranges.append((middle, end))
        end = middle
      } else {
        ranges.append((start, middle))
        start = middle
      }
    }
    if start > 0 { ranges.append((start, end)) }
    return ProofPlan(ranges.reversed())
  }

  /// The root of the tree of this size, as a proof of one hash.
  ///
  /// - Throws: `outOfRange` unless size > 0.
  public static func root(size: Int) throws(TreeFault) -> ProofPlan {
    guard size > 0 else { throw .outOfRange }
    return ProofPlan([(0, size)])
  }

  /// The proof, from the hashes of `nodes` in their order.
  ///
  /// - Throws: `outOfRange` when there are more or fewer hashes than nodes.
  public func proof(from hashes: [Digest]) throws(TreeFault) -> [Digest] {
    guard hashes.count == nodes.count else { throw .outOfRange }
    var proof: [Digest] = []
    proof.reserveCapacity(counts.count)
    var at = 0
    for count in counts {
      var hash = hashes[at + count - 1]
      for left in hashes[at..<(at + count - 1)].reversed() { hash = Tree.nodeHash(left, hash) }
      proof.append(hash)
      at += count
    }
    return proof
  }

  /// Where RFC 6962 divides: the largest power of two below the number of leaves.
  private static func split(_ start: Int, _ end: Int) -> Int {
    start + 1 << (Int.bitWidth - 1 - (end - start - 1).leadingZeroBitCount)
  }
}

/// Whoever can read hashes of complete subtrees: a table of nodes, or stored tiles (`TileHashes`).
public protocol HashReader {
  associatedtype Failure: Error
  /// The hashes of these nodes, in this order.
  func hashes(at nodes: [TreeNode]) throws(Failure) -> [Digest]
}

/// A proof could not be made.
public enum ProofFault<Failure: Error>: Error {
  case tree(TreeFault)
  case reading(Failure)
}

extension HashReader {
  /// The inclusion proof of the leaf at `index` in the tree of `size` leaves.
  public func inclusionProof(of index: Int, size: Int) throws(ProofFault<Failure>) -> [Digest] {
    try make { () throws(TreeFault) in try ProofPlan.inclusion(of: index, size: size) }
  }

  /// The proof that the tree of `size` leaves begins with that of `old`.
  public func consistencyProof(from old: Int, to size: Int) throws(ProofFault<Failure>) -> [Digest] {
    try make { () throws(TreeFault) in try ProofPlan.consistency(from: old, to: size) }
  }

  /// The root of the tree of `size` leaves.
  public func root(size: Int) throws(ProofFault<Failure>) -> Digest {
    guard size != 0 else { return Tree.emptyRoot }
    let hashes = try make { () throws(TreeFault) in try ProofPlan.root(size: size) }
    return hashes[0]
  }

  /// The right edge of the tree of `size` leaves, to go on appending.
  public func frontier(size: Int) throws(ProofFault<Failure>) -> Frontier {
    guard size >= 0 else { throw .tree(.outOfRange) }
    let peaks: [Digest]
    do { peaks = try hashes(at: Frontier.nodes(size: size)) } catch { throw .reading(error) }
    do { return try Frontier(size: size, peaks: peaks) } catch { throw .tree(error) }
  }

  private func make(_ plan: () throws(TreeFault) -> ProofPlan) throws(ProofFault<Failure>) -> [Digest] {
    let made: ProofPlan
    do { made = try plan() } catch { throw .tree(error) }
    let read: [Digest]
    do { read = try hashes(at: made.nodes) } catch { throw .reading(error) }
    do { return try made.proof(from: read) } catch { throw .tree(error) }
  }
}
