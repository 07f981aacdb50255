import Notes
import Transparency

/// The log of a bundle, read once from its first entry to its last.
struct LogReading: Sendable {
  var size = 0
  var root = Tree.emptyRoot
  var origin = ""
  /// The leaf hashes: roots of earlier sizes are computed from them.
  var leaves: [Digest] = []
  /// The ticks of the tender's period.
  var ticks: [PeriodTick] = []
  var tickCount = 0
  var period: PeriodWalk.Period?
  var tenders = 0

  /// The root at each of these sizes, each at most `size`, in one pass.
  func roots(at sizes: Set<Int>) -> [Int: Digest] {
    var roots: [Int: Digest] = [:]
    var frontier = Frontier()
    if sizes.contains(0) { roots[0] = frontier.root }
    let last = sizes.max() ?? 0
    for leaf in leaves.prefix(last) {
      frontier.append(leaf)
      if sizes.contains(frontier.size) { roots[frontier.size] = frontier.root }
    }
    return roots
  }
}

extension Inspection {
  /// The tiles that a log of the checkpoint's size has, compared with the folder, then with what the entries make.
  mutating func readLog(size: Int, root: Digest) {
    defer {
      report.end(
        .log, zh: "日志 \(size) 条与检查点及全部瓦片一致", en: "the log's \(size) entries give the checkpoint's root and every tile")
    }
    // A log of this size has at least this many files: nothing is computed for a size that the folder cannot hold.
    guard size <= dossier.files.count * Tile.widthMax, let tiles = try? Tile.arising(from: 0, to: size) else {
      report.fail(
        .log, "checkpoint", zh: "检查点写明 \(size) 条，日志瓦片没有这么多",
        en: "the checkpoint says \(size) entries; the tiles hold fewer")
      return
    }
    checkTileFiles(tiles)
    var walk = PeriodWalk(tender: dossier.tender, isRehearsal: PeriodWalk.isRehearsal(dossier.log.origin))
    guard walkEntries(tiles, walk: &walk) else { return }
    var frontier = Frontier()
    var levels: [[Digest]] = []
    for leaf in dossier.log.leaves {
      frontier.append(leaf) { node, hash in
        guard node.level % 8 == 0 else { return }
        while levels.count <= node.level / 8 { levels.append([]) }
        levels[node.level / 8].append(hash)
      }
    }
    if frontier.root != root {
      report.fail(
        .log, "checkpoint", zh: "由全部条目算出的根与检查点不符", en: "the entries do not give the checkpoint's root")
    }
    for tile in tiles {
      guard case .hashes(let level) = tile.content, level < levels.count else { continue }
      let range = tile.range
      guard range.upperBound <= levels[level].count else { continue }
      guard let bytes = read(tile.path, limit: Tile.widthMax * 32, .log) else { continue }
      if Tile.bytes(of: levels[level][range]) != bytes {
        report.fail(
          .log, tile.path, zh: "瓦片 \(tile.path) 与条目算出的哈希不符",
          en: "the tile \(tile.path) has other hashes than the entries")
      }
    }
    dossier.log.size = size
    dossier.log.root = root
    dossier.log.ticks = walk.ticks
    dossier.log.tickCount = walk.tickCount
    dossier.log.period = walk.periods[dossier.tender]
    dossier.log.tenders = walk.periods.count
    dossier.logged = walk.logged
  }

  private mutating func checkTileFiles(_ tiles: [Tile]) {
    var expected = Set(tiles.map(\.path))
    for path in dossier.files.keys.sorted() where BundlePath(path) == .tile {
      if expected.remove(path) == nil {
        report.fail(
          .log, path, zh: "多出瓦片文件 \(path)", en: "the tile file \(path) does not belong to a log of this size")
      }
    }
    for path in expected.sorted() {
      report.fail(.log, path, zh: "缺少瓦片文件 \(path)", en: "the tile file \(path) is missing")
    }
  }

  /// - Returns: false when an entry file could not be read, so that nothing after it can be told.
  private mutating func walkEntries(_ tiles: [Tile], walk: inout PeriodWalk) -> Bool {
    dossier.log.leaves.reserveCapacity(tiles.count * Tile.widthMax / 2)
    for tile in tiles where tile.content == .entries {
      guard let bytes = read(tile.path, limit: Tile.widthMax * (Tile.entryBytesMax + 2), .log) else { return false }
      guard let entries = try? tile.entries(in: bytes) else {
        report.fail(
          .log, tile.path, zh: "条目文件 \(tile.path) 的长度或条数不符", en: "\(tile.path) does not hold \(tile.width) entries")
        return false
      }
      for entry in entries {
        walk.take(Array(entry), index: dossier.log.leaves.count, report: &report)
        dossier.log.leaves.append(Tree.leafHash(entry))
      }
    }
    report.end(
      .ticks, zh: "时点编号连续、时间不倒退，各项目的批次行与其开放期一致（\(walk.tickCount) 个时点）",
      en:
        "ticks are numbered without a gap, never go back, and carry exactly the open tenders (\(walk.tickCount))"
    )
    return true
  }
}
