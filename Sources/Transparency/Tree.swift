import struct Crypto.SHA256
import Notes

/// The hashes of an RFC 6962 tree over SHA-256.
///
/// - Source: RFC 6962, section 2.1.
public enum Tree {
  /// The root of a tree without leaves: SHA-256 of nothing.
  public static let emptyRoot = Digest(SHA256().finalize())

  /// SHA-256(0x00 || entry).
  public static func leafHash(_ entry: some Collection<UInt8>) -> Digest {
    var hasher = SHA256()
    withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
    let done: Void? = entry.withContiguousStorageIfAvailable {
      hasher.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if done == nil { Array(entry).withUnsafeBytes { hasher.update(bufferPointer: $0) } }
    return Digest(hasher.finalize())
  }

  /// SHA-256(0x01 || left || right).
  public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { raw in
      raw[0] = 1
      left.store(in: UnsafeMutableRawBufferPointer(rebasing: raw[1...]))
      right.store(in: UnsafeMutableRawBufferPointer(rebasing: raw[33...]))
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(raw))
      return Digest(hasher.finalize())
    }
  }

  /// The root over these leaf hashes, in order; `emptyRoot` when there are none.
  public static func root(ofLeafHashes leaves: some Sequence<Digest>) -> Digest {
    var frontier = Frontier()
    for leaf in leaves { frontier.append(leaf) }
    return frontier.root
  }
}

/// A complete subtree: the hash over the leaves `index << level ..< (index + 1) << level`. Level 0 is a leaf.
public struct TreeNode: Hashable, Sendable {
  public var level: Int
  public var index: Int

  public init(level: Int, index: Int) {
    self.level = level
    self.index = index
  }

  /// The complete subtrees that together cover `start ..< end`, from the left.
  ///
  /// `start` is a multiple of a power of two not below `end − start`, as every subtree of RFC 6962 begins.
  static func covering(_ start: Int, _ end: Int) -> [TreeNode] {
    var nodes: [TreeNode] = []
    var at = start
    while at < end {
      let level = Int.bitWidth - 1 - (end - at).leadingZeroBitCount
      nodes.append(TreeNode(level: level, index: at >> level))
      at += 1 << level
    }
    return nodes
  }
}

/// Why a tree, a tile or a proof cannot be read or made.
public enum TreeFault: Error, Hashable, Sendable {
  /// An index, size or level that no tree has, or that lies outside this one.
  case outOfRange
  /// Bytes that are no frontier.
  case badFrontier
  /// The bytes of a tile have another length than its width asks for.
  case badTile(String)
  /// An entry bundle that ends early, is too long, or holds another number of entries.
  case badBundle(String)
  /// More than 65,535 bytes.
  case entryTooLarge(bytes: Int)
  /// A tile that is not there.
  case missingTile(String)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .outOfRange: "tree.outOfRange"
    case .badFrontier: "tree.badFrontier"
    case .badTile: "tree.badTile"
    case .badBundle: "tree.badBundle"
    case .entryTooLarge: "tree.entryTooLarge"
    case .missingTile: "tree.missingTile"
    }
  }
}
