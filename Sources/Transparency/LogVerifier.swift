import Notes

/// Reads a whole log from its files, believing none of them: every tile is checked against the checkpoint's root before
/// what lies under it is looked at.
///
/// It holds one tile of each level and one bundle of entries at a time.
///
///     let head = try policy.verify(Checkpoint.note(parsing: bytes)).checkpoint
///     try LogVerifier(head).entries(from: { try read($0) }) { index, entry in … }
public struct LogVerifier: Sendable {
  public let checkpoint: Checkpoint

  /// - Parameter checkpoint: one that is believed, as `Policy.verify` gives it.
  public init(_ checkpoint: Checkpoint) { self.checkpoint = checkpoint }

  /// Lends every entry of the log, in order, each after it was checked.
  ///
  /// - Parameters:
  ///   - read: the bytes at a path such as `tile/0/000`, nil when there is nothing. Where a partial tile is gone, the
  ///     full one will do.
  ///   - entry: the index from 0 and the entry's bytes.
  /// - Throws: `log` with the first tile that is wrong or missing, or what `read` or `entry` threw.
  public func entries<Failure: Error>(
    from read: (String) throws(Failure) -> [UInt8]?,
    _ entry: (Int, ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(LogFailure<Failure>) {
    guard checkpoint.size > 0 else {
      guard checkpoint.root == Tree.emptyRoot else { throw .log(.rootDiffers) }
      return
    }
    // The right edge: one partial tile of each level. Together they are the root.
    var edge: [(tile: Tile, hashes: [Digest])] = []
    var peaks: [Digest] = []
    for level in stride(from: 7, through: 0, by: -1) {
      let count = Tile.count(level: level, size: checkpoint.size)
      guard count % Tile.widthMax > 0,
        let tile = Tile.standing(.hashes(level: level), index: count / Tile.widthMax, size: checkpoint.size)
      else { continue }
      let hashes = try self.hashes(tile, read)
      edge.append((tile, hashes))
      peaks += LogVerifier.peaks(hashes)
    }
    guard let frontier = try? Frontier(size: checkpoint.size, peaks: peaks), frontier.root == checkpoint.root else {
      throw .log(try culprit(edge, read))
    }
    for (tile, hashes) in edge { try descend(tile, hashes, read, entry) }
  }

  /// What lies under the hashes of a tile that is already believed.
  private func descend<Failure: Error>(
    _ tile: Tile, _ hashes: [Digest], _ read: (String) throws(Failure) -> [UInt8]?,
    _ entry: (Int, ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(LogFailure<Failure>) {
    guard tile.level > 0 else { return try bundle(tile, hashes, read, entry) }
    for (offset, hash) in hashes.enumerated() {
      let below = try LogVerifier.tile(
        .hashes(level: tile.level - 1), tile.range.lowerBound + offset, Tile.widthMax, Failure.self)
      let content = try self.hashes(below, read)
      guard Tree.root(ofLeafHashes: content) == hash else { throw .log(.wrongTile(below.path)) }
      try descend(below, content, read, entry)
    }
  }

  private func bundle<Failure: Error>(
    _ tile: Tile, _ leaves: [Digest], _ read: (String) throws(Failure) -> [UInt8]?,
    _ entry: (Int, ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(LogFailure<Failure>) {
    let bundle = try LogVerifier.tile(.entries, tile.index, tile.width, Failure.self)
    let entries = try self.entries(bundle, read)
    for (bytes, leaf) in zip(entries, leaves) where Tree.leafHash(bytes) != leaf {
      throw .log(.wrongTile(bundle.path))
    }
    for (offset, bytes) in entries.enumerated() {
      do { try entry(bundle.range.lowerBound + offset, bytes) } catch { throw .caller(error) }
    }
  }

  /// The tile to blame when the right edge does not make the root.
  ///
  /// That is the first of its tiles that differs from the entries below it. If none does, the root is of another log.
  private func culprit<Failure: Error>(
    _ edge: [(tile: Tile, hashes: [Digest])], _ read: (String) throws(Failure) -> [UInt8]?
  ) throws(LogFailure<Failure>) -> LogFault {
    var frontier = Frontier()
    var wrong: Tile?
    var at = 0
    while at < checkpoint.size, let tile = Tile.standing(.entries, index: at / Tile.widthMax, size: checkpoint.size) {
      for bytes in try entries(tile, read) {
        frontier.append(Tree.leafHash(bytes)) { node, hash in
          guard node.level % 8 == 0, wrong == nil else { return }
          let held = edge.first { $0.tile.level == node.level / 8 && $0.tile.range.contains(node.index) }
          if let held, held.hashes[node.index - held.tile.range.lowerBound] != hash { wrong = held.tile }
        }
      }
      at += tile.width
    }
    return wrong.map { .wrongTile($0.path) } ?? .rootDiffers
  }

  /// The complete subtrees in a partial tile, largest first.
  private static func peaks(_ hashes: [Digest]) -> [Digest] {
    var frontier = Frontier()
    for hash in hashes { frontier.append(hash) }
    return frontier.peaks
  }

  private static func tile<Failure: Error>(
    _ content: Tile.Content, _ index: Int, _ width: Int, _: Failure.Type
  ) throws(LogFailure<Failure>) -> Tile {
    do { return try Tile(content, index: index, width: width) } catch { throw .log(.tree(error)) }
  }

  private func hashes<Failure: Error>(
    _ tile: Tile, _ read: (String) throws(Failure) -> [UInt8]?
  ) throws(LogFailure<Failure>) -> [Digest] {
    let (found, bytes) = try bytes(tile, read)
    do { return Array(try found.hashes(in: bytes).prefix(tile.width)) } catch { throw .log(.tree(error)) }
  }

  private func entries<Failure: Error>(
    _ tile: Tile, _ read: (String) throws(Failure) -> [UInt8]?
  ) throws(LogFailure<Failure>) -> ArraySlice<ArraySlice<UInt8>> {
    let (found, bytes) = try bytes(tile, read)
    do { return try found.entries(in: bytes).prefix(tile.width) } catch { throw .log(.tree(error)) }
  }

  /// The bytes of a tile, or of the full tile that has taken its place since.
  private func bytes<Failure: Error>(
    _ tile: Tile, _ read: (String) throws(Failure) -> [UInt8]?
  ) throws(LogFailure<Failure>) -> (Tile, [UInt8]) {
    do {
      if let bytes = try read(tile.path) { return (tile, bytes) }
      if !tile.isFull, let full = try? Tile(tile.content, index: tile.index), let bytes = try read(full.path) {
        return (full, bytes)
      }
    } catch { throw .caller(error) }
    throw .log(.tree(.missingTile(tile.path)))
  }
}

/// A log could not be read to its end.
public enum LogFailure<Failure: Error>: Error {
  /// The log's own fault.
  case log(LogFault)
  /// What the caller's closures threw.
  case caller(Failure)
}

/// What is wrong with a log.
public enum LogFault: Error, Hashable, Sendable {
  /// A tile that is missing or has not the form of one.
  case tree(TreeFault)
  /// A tile whose content is not what the checkpoint stands for.
  case wrongTile(String)
  /// The tiles agree with each other and make another root: the checkpoint is of another log.
  case rootDiffers

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tree(let fault): fault.code
    case .wrongTile: "log.wrongTile"
    case .rootDiffers: "log.rootDiffers"
    }
  }
}
