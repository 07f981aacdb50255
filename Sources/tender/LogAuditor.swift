import Canon
import Messages
import Notes
import Transparency
import Verification

/// What a look at the log came to.
enum LogSight: Sendable {
  /// Nothing that was not known.
  case unchanged
  /// The log has grown, and everything holds.
  case grown(WatchState, entries: Int)
  /// Not to be judged yet: the newest checkpoint lacks cosignatures, or an older one is served than was seen before.
  case wait(LogShout)
}

/// Something that proves the log false, or cannot be so for long.
struct LogShout: Error, Sendable {
  /// Two of the log's signed checkpoints contradict each other.
  static let fork = "log.fork"

  let code: String
  let wording: Wording
  /// The log's own signed word of which this is said, if there is one.
  var evidence: SignedNote?

  init(_ code: String, zh: String, en: String, evidence: SignedNote? = nil) {
    self.code = code
    wording = Wording(zh: zh, en: en)
    self.evidence = evidence
  }

  var json: JSON { ["result": "FAIL", "code": JSON(code), "zh": JSON(wording.zh), "en": JSON(wording.en)] }
}

/// Follows a log from what was kept to what is served now, believing nothing of the latter.
struct LogAuditor: Sendable {
  let log: LogSource
  let policy: LogPolicy

  /// - Throws: `LogShouts` when the log is false; `CommandFailure` when it cannot be read.
  func look(from state: WatchState?) async throws -> LogSight {
    let note = try await log.checkpoint()
    let head: Checkpoint
    let trusted: TrustedCheckpoint?
    do { (head, trusted) = try policy.judge(note) } catch {
      throw LogShouts([LogShout(error.code ?? "checkpoint", zh: error.wording.zh, en: error.wording.en)])
    }
    let before = state ?? WatchState(origin: head.origin)
    let old = before.head
    if let old, old.size == head.size {
      guard old.root == head.root else { throw LogShouts([Self.fork(old, head, nil, note)]) }
      return .unchanged
    }
    if let old, head.size < old.size {
      return .wait(
        LogShout(
          "log.shrunk", zh: "服务器给出 \(head.size) 条的检查点，而以前见过 \(old.size) 条的。",
          en: "A checkpoint of \(head.size) entries is served; one of \(old.size) was seen before.", evidence: note))
    }
    guard trusted != nil else {
      return .wait(
        LogShout(
          CheckpointFault.quorumNotMet.code, zh: "\(head.size) 条的检查点缺少信任策略要求的见证联署。",
          en: "The checkpoint of \(head.size) entries lacks the cosignatures that the policy asks for.", evidence: note)
      )
    }
    var next = try await follow(before, to: head, note)
    next.checkpoint = note
    return .grown(next, entries: head.size - before.follower.size)
  }

  private func follow(_ before: WatchState, to head: Checkpoint, _ note: SignedNote) async throws -> WatchState {
    var next = before
    var shouts: [LogShout] = []
    var wrongTile: Tile?
    let bundles = try next.follower.bundles(to: head.size)
    for bundle in bundles {
      let bytes = try await log.bytes(bundle)
      let step: LogFollower.Step
      do { step = try next.follower.take(bundle, bytes) } catch {
        throw LogShouts([try await explain(error, before, head, note)])
      }
      for (index, entry) in step.entries {
        shouts += next.watch.take(entry, index: index).filter { $0.result == .fail }.map {
          LogShout("log.\($0.check.rawValue)", zh: "第 \(index) 条：\($0.zh)", en: "entry \(index): \($0.en)")
        }
      }
      for (tile, bytes) in step.tiles where wrongTile == nil {
        if try await log.bytes(tile) != bytes { wrongTile = tile }
      }
    }
    for (tile, bytes) in next.follower.partialTiles where wrongTile == nil {
      if try await log.bytes(tile) != bytes { wrongTile = tile }
    }
    // What the entries say is the log's word only if they make its signed root.
    guard next.follower.root == head.root else {
      throw LogShouts([try await parting(before, head, note)])
    }
    if let wrongTile {
      shouts.append(
        LogShout(
          "log.wrongTile", zh: "日志分片 \(wrongTile.path) 与条目不符。",
          en: "The tile \(wrongTile.path) is not what the entries make."))
    }
    guard shouts.isEmpty else { throw LogShouts(shouts) }
    return next
  }

  private func explain(
    _ fault: FollowFault, _ before: WatchState, _ head: Checkpoint, _ note: SignedNote
  ) async throws -> LogShout {
    guard case .changed(let index) = fault, let old = before.head else {
      return LogShout(fault.code, zh: fault.wording.zh, en: fault.wording.en)
    }
    // The server may give wrong entries under a right head; what it signed decides which.
    let parts = try await difference(before.follower, head)
    return parts == nil
      ? LogShout(fault.code, zh: fault.wording.zh, en: fault.wording.en)
      : Self.fork(old, head, index..<(index + 1), note)
  }

  /// The entries do not make the signed root: another log than was kept, or entries that are not its own.
  private func parting(_ before: WatchState, _ head: Checkpoint, _ note: SignedNote) async throws -> LogShout {
    if let old = before.head, let range = try await difference(before.follower, head) {
      return Self.fork(old, head, range, note)
    }
    return LogShout(
      "log.rootDiffers",
      zh: "从第 \(before.follower.size) 条起的条目合不成已签署的根（\(head.size) 条）。",
      en: "The entries from \(before.follower.size) on do not make the signed root of \(head.size) entries.",
      evidence: note)
  }

  private func difference(_ follower: LogFollower, _ head: Checkpoint) async throws -> Range<Int>? {
    var hashes: [Tile: [Digest]] = [:]
    for tile in follower.tilesHoldingEdge(in: head.size) {
      hashes[tile] = try? tile.hashes(in: try await log.bytes(tile))
    }
    return follower.compare(with: hashes)
  }

  private static func fork(_ old: Checkpoint, _ new: Checkpoint, _ range: Range<Int>?, _ note: SignedNote) -> LogShout {
    let (zh, en): (String, String)
    switch range {
    case nil: (zh, en) = ("同为 \(old.size) 条而根不同", "both of \(old.size) entries, with different roots")
    case let range? where range.count == 1:
      (zh, en) = ("第 \(range.lowerBound) 条不同", "entry \(range.lowerBound) is another one")
    case let range?:
      (zh, en) = (
        "第 \(range.lowerBound) 至 \(range.upperBound - 1) 条之间不同",
        "they part among the entries \(range.lowerBound) to \(range.upperBound - 1)"
      )
    }
    return LogShout(
      LogShout.fork,
      zh: "日志分叉：签署过 \(old.size) 条和 \(new.size) 条的两个检查点互不相容（\(zh)）。两份签署的检查点就是证据。",
      en:
        "The log has forked: the signed checkpoints of \(old.size) and \(new.size) entries contradict each other (\(en)). "
        + "The two are the proof.", evidence: note)
  }
}

/// Everything that a look at the log has proved false; at least one.
struct LogShouts: Error, Sendable {
  let shouts: [LogShout]
  init(_ shouts: [LogShout]) { self.shouts = shouts }
}
