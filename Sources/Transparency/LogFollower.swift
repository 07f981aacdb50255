import Notes

/// An auditor's place in a log that it follows: how far it has read, and the right edge of every level of tiles.
///
/// It goes on from head to head without keeping the log: what it holds is at most 255 hashes of each level. Entries go
/// in from the left; every full tile that they complete comes out, to be compared with the one that is served.
///
///     var next = follower
///     for bundle in try next.bundles(to: head.size) {
///       let step = try next.take(bundle, read(bundle.path))        // its new entries, and the tiles they completed
///     }
///     guard next.root == head.root else { … }                      // `compare` says where the two part
public struct LogFollower: Sendable {
  /// How many entries were read.
  public private(set) var size: Int
  /// The hashes of the partial tile of each level, from level 0 (the leaves) up.
  public private(set) var edge: [[Digest]]

  /// Before the first entry.
  public init() {
    size = 0
    edge = []
  }

  /// A place that was stored.
  ///
  /// - Throws: `badFrontier` when the edge is not that of a log of this size.
  public init(size: Int, edge: [[Digest]]) throws(TreeFault) {
    guard (0...Frontier.sizeMax).contains(size) else { throw .badFrontier }
    let counts = LogFollower.counts(size)
    guard edge.count == counts.count, zip(edge, counts).allSatisfy({ $0.count == $1 }) else { throw .badFrontier }
    self.size = size
    self.edge = edge
  }

  /// How many hashes the partial tile of each level has; up to the highest level that has any.
  private static func counts(_ size: Int) -> [Int] {
    var counts: [Int] = []
    var level = 0
    while Tile.count(level: level, size: size) > 0 {
      counts.append(Tile.count(level: level, size: size) % Tile.widthMax)
      level += 1
    }
    return counts
  }

  /// The root of what was read.
  public var root: Digest {
    var hash: Digest?
    for hashes in edge {
      var frontier = Frontier()
      for hash in hashes { frontier.append(hash) }
      for peak in frontier.peaks.reversed() { hash = hash.map { Tree.nodeHash(peak, $0) } ?? peak }
    }
    return hash ?? Tree.emptyRoot
  }

  /// The bundles of entries to read, from the left, to come to a log of `size` entries; the first of them may begin with
  /// entries that were read before.
  ///
  /// - Throws: `outOfRange` for a smaller size, and for more tiles than `Tile.arisingMax`.
  public func bundles(to size: Int) throws(TreeFault) -> [Tile] {
    try Tile.arising(from: self.size, to: size).filter { $0.content == .entries }
  }

  /// What came of one bundle.
  public struct Step: Sendable {
    /// The entries that had not been read before, with their indices.
    public var entries: [(index: Int, bytes: ArraySlice<UInt8>)] = []
    /// Full tiles of hashes that they completed, with their bytes.
    public var tiles: [(tile: Tile, bytes: [UInt8])] = []
  }

  /// Reads the next bundle.
  ///
  /// - Throws: `badBundle`; `changed` when an entry that was read before is another one now; `outOfRange` when the
  ///   bundle is not the next one.
  public mutating func take(_ bundle: Tile, _ bytes: [UInt8]) throws(FollowFault) -> Step {
    guard bundle.content == .entries, bundle.index == size / Tile.widthMax, bundle.range.upperBound > size else {
      throw .tree(.outOfRange)
    }
    let entries: [ArraySlice<UInt8>]
    do { entries = try bundle.entries(in: bytes) } catch { throw .tree(error) }
    var step = Step()
    let seen = edge.first ?? []
    for (offset, entry) in entries.enumerated() {
      let index = bundle.range.lowerBound + offset
      let leaf = Tree.leafHash(entry)
      guard offset >= seen.count else {
        guard leaf == seen[offset] else { throw .changed(index: index) }
        continue
      }
      step.entries.append((index, entry))
      append(leaf, &step)
    }
    return step
  }

  private mutating func append(_ leaf: Digest, _ step: inout Step) {
    size += 1
    var hash = leaf
    var level = 0
    while true {
      if edge.count == level { edge.append([]) }
      edge[level].append(hash)
      guard edge[level].count == Tile.widthMax else { return }
      let index = Tile.count(level: level, size: size) / Tile.widthMax - 1
      if let tile = try? Tile(.hashes(level: level), index: index) {
        step.tiles.append((tile, Tile.bytes(of: edge[level])))
      }
      hash = Tree.root(ofLeafHashes: edge[level])
      edge[level] = []
      level += 1
    }
  }

  /// The partial tiles of the right edge, with their bytes.
  public var partialTiles: [(tile: Tile, bytes: [UInt8])] {
    edge.enumerated().compactMap { level, hashes in
      let index = Tile.count(level: level, size: size) / Tile.widthMax
      guard let tile = Tile.standing(.hashes(level: level), index: index, size: size), tile.width == hashes.count else {
        return nil
      }
      return (tile, Tile.bytes(of: hashes))
    }
  }

  /// The tiles of a larger log that hold what stands on this edge now.
  public func tilesHoldingEdge(in size: Int) -> [Tile] {
    edge.indices.compactMap { level in
      edge[level].isEmpty
        ? nil
        : Tile.standing(
          .hashes(level: level), index: Tile.count(level: level, size: self.size) / Tile.widthMax, size: size)
    }
  }

  /// Where another log of at least this size parts from what was read: the entries among which the first difference
  /// lies; nil when it begins with all of it.
  ///
  /// - Parameter hashes: the hashes of those of `tilesHoldingEdge` that could be read.
  public func compare(with hashes: [Tile: [Digest]]) -> Range<Int>? {
    // The highest level stands leftmost.
    for level in edge.indices.reversed() {
      let first = Tile.count(level: level, size: size) / Tile.widthMax * Tile.widthMax
      let theirs = hashes.first { $0.key.content == .hashes(level: level) && $0.key.range.lowerBound == first }?.value
      for (offset, hash) in edge[level].enumerated() {
        let other = theirs.flatMap { offset < $0.count ? $0[offset] : nil }
        guard other == hash else {
          let shift = 8 * level
          return ((first + offset) << shift)..<((first + offset + 1) << shift)
        }
      }
    }
    return nil
  }
}

/// Why an auditor does not go on.
public enum FollowFault: Error, Hashable, Sendable {
  /// A tile that has not the form of one, or not the next one.
  case tree(TreeFault)
  /// The entry at this index is not the one that was read before.
  case changed(index: Int)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tree(let fault): fault.code
    case .changed: "follow.changed"
    }
  }
}
