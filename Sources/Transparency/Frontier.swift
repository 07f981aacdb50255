import Notes

/// The right edge of a growing tree: the roots of its complete subtrees, largest first.
///
/// One for each 1 bit of `size`, so appending, taking the root and storing it all cost O(log size), whatever the log
/// holds. It is what the daemon keeps beside the head and what the signer keeps outside the database.
public struct Frontier: Hashable, Sendable {
  /// How many leaves stand in the tree.
  public private(set) var size: Int
  /// The complete subtrees from the left; `size.nonzeroBitCount` of them.
  public private(set) var peaks: [Digest]

  /// The empty tree.
  public init() {
    size = 0
    peaks = []
  }

  /// The protocol's numbers have at most 15 digits; what is read above that is no log's size.
  public static let sizeMax = 999_999_999_999_999

  /// - Throws: `badFrontier` for a size that no log has, or when the number of peaks is not that of the size.
  public init(size: Int, peaks: [Digest]) throws(TreeFault) {
    guard (0...Frontier.sizeMax).contains(size), peaks.count == size.nonzeroBitCount else { throw .badFrontier }
    self.size = size
    self.peaks = peaks
  }

  /// Appends one leaf by its hash.
  public mutating func append(_ leafHash: Digest) {
    append(leafHash) { _, _ in }
  }

  /// Appends one leaf and names every node that is complete from now on: the leaf itself, then each parent.
  ///
  /// - Parameter completed: for a store of nodes; called with each node once in the life of the tree, two times a leaf
  ///   on average.
  public mutating func append(_ leafHash: Digest, completed: (TreeNode, Digest) -> Void) {
    var hash = leafHash
    var node = TreeNode(level: 0, index: size)
    completed(node, hash)
    while node.index & 1 == 1, let left = peaks.popLast() {
      hash = Tree.nodeHash(left, hash)
      node = TreeNode(level: node.level + 1, index: node.index >> 1)
      completed(node, hash)
    }
    peaks.append(hash)
    size += 1
  }

  /// The tree's root; `Tree.emptyRoot` when it has no leaf.
  public var root: Digest {
    guard var hash = peaks.last else { return Tree.emptyRoot }
    for peak in peaks.dropLast().reversed() { hash = Tree.nodeHash(peak, hash) }
    return hash
  }

  /// The nodes whose hashes are the peaks of a tree of this size, in the order of `peaks`.
  public static func nodes(size: Int) -> [TreeNode] { size > 0 ? TreeNode.covering(0, size) : [] }

  /// 8 bytes of size, big endian, then 32 bytes a peak.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(8 + 32 * peaks.count)
    for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: size >> shift)) }
    for peak in peaks { out += peak.bytes }
    return out
  }

  /// From `bytes`; no bytes at all are the empty tree, as a new database has it.
  ///
  /// - Throws: `badFrontier` for bytes that no frontier has.
  public init(bytes: some Collection<UInt8>) throws(TreeFault) {
    let bytes = Array(bytes)
    guard !bytes.isEmpty else {
      self.init()
      return
    }
    guard bytes.count >= 8, bytes[0] < 0x80, (bytes.count - 8) % 32 == 0 else { throw .badFrontier }
    var size = 0
    for byte in bytes[..<8] { size = size << 8 | Int(byte) }
    var peaks: [Digest] = []
    for at in stride(from: 8, to: bytes.count, by: 32) {
      guard let peak = Digest(bytes: bytes[at..<(at + 32)]) else { throw .badFrontier }
      peaks.append(peak)
    }
    try self.init(size: size, peaks: peaks)
  }
}
