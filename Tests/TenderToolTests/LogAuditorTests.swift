import Canon
import Foundation
import Messages
import Notes
import Synchronization
import TestSupport
import Testing
import Transparency
import Verification

@testable import tender

/// A log that is kept in memory, signed, and served as a test wants it.
final class ServedLog: Sendable {
  static let origin = "rehearsal.log"

  let key: SigningKey
  private let state: Mutex<State>

  private struct State: Sendable {
    var entries: [[UInt8]]
    var cosignatures: [NoteSignature] = []
    /// What takes the place of the bytes at a path.
    var changed: [String: [UInt8]] = [:]
  }

  init(_ entries: [[UInt8]], key: SigningKey? = nil) throws {
    self.key = try key ?? SigningKey(name: Self.origin)
    state = Mutex(State(entries: entries))
  }

  func append(_ entries: [[UInt8]]) { state.withLock { $0.entries += entries } }
  func replace(_ entries: [[UInt8]]) { state.withLock { $0.entries = entries } }
  func change(_ path: String, _ bytes: [UInt8]) { state.withLock { $0.changed[path] = bytes } }

  var head: Checkpoint {
    let leaves = state.withLock { $0.entries.map { Tree.leafHash($0) } }
    return Checkpoint(origin: Self.origin, size: leaves.count, root: Tree.root(ofLeafHashes: leaves))
  }

  func cosign(by witness: SigningKey) throws {
    let line = try Cosignature.sign(head, by: witness, at: 1_800_000_000)
    state.withLock { $0.cosignatures = [line] }
  }

  var source: LogSource {
    LogSource { [self] path, _ async throws(CommandFailure) in
      if let bytes = state.withLock({ $0.changed[path] }) { return bytes }
      let (entries, cosignatures) = state.withLock { ($0.entries, $0.cosignatures) }
      if path == "checkpoint" { return head.sign(by: key).with(cosignatures).bytes }
      guard let tile = Tile(path: path), let bytes = Self.bytes(tile, entries) else {
        throw CommandFailure(.notKnown, zh: path, en: path)
      }
      return bytes
    }
  }

  private static func bytes(_ tile: Tile, _ entries: [[UInt8]]) -> [UInt8]? {
    var level = entries.map { Tree.leafHash($0) }
    guard tile.content != .entries else {
      return tile.range.upperBound <= entries.count ? try? Tile.bundle(of: Array(entries[tile.range])) : nil
    }
    for _ in 0..<tile.level {
      level = stride(from: 0, to: level.count - level.count % 256, by: 256).map {
        Tree.root(ofLeafHashes: level[$0..<($0 + 256)])
      }
    }
    return tile.range.upperBound <= level.count ? Tile.bytes(of: level[tile.range]) : nil
  }

  var policy: LogPolicy {
    get throws { LogPolicy(try Policy(parsing: Array(Policy.text(log: key.verifier).utf8))) }
  }
}

/// The entries of a log in which one tender is published, ticks for a while, and closes.
struct TickingLog {
  let officer: SigningKey
  let log: SigningKey
  let notice: SignedNote
  static let tender = "rehearsal.t"

  init(_ log: SigningKey) throws {
    self.log = log
    officer = try SigningKey(name: "officer")
    notice = try Self.exampleNotice(by: officer)
  }

  /// The notice of the protocol's example, renamed as a rehearsal.
  private static func exampleNotice(by officer: SigningKey) throws -> SignedNote {
    for name in try Vectors.names(in: "protocol/bundle/notes") {
      let text = try SignedNote(parsing: Vectors.bytes("protocol/bundle/notes/\(name)")).text
      guard text.hasPrefix("tender-notice/v1\n") else { continue }
      return officer.sign(text.replacing("tender T-2026-014\n", with: "tender \(tender)\n", maxReplacements: 1))
    }
    throw TickingLogFault.noNotice
  }

  func tick(_ number: Int, time: Int? = nil, open: Bool = true) -> [UInt8] {
    let batches = open ? [TickText.Batch(tender: Self.tender, root: Digest(of: "batch \(number)"))] : []
    return Array(TickText(number: number, time: time ?? 1_800_000_000 + number, batches: batches).text.utf8)
  }

  func close(first: Int, last: Int) -> [UInt8] {
    log.sign(
      Close(
        tender: Self.tender, notice: notice.id, time: 1_800_000_000 + last, firstTick: first, lastTick: last,
        revealLines: 3, revealBytes: 100, reveal: Digest(of: "reveal")
      ).text
    ).bytes
  }
}

enum TickingLogFault: Error { case noNotice }

@Suite struct `An auditor of the log` {
  let ticking: TickingLog
  let log: ServedLog

  init() throws {
    let key = try SigningKey(name: ServedLog.origin)
    ticking = try TickingLog(key)
    log = try ServedLog([ticking.notice.bytes], key: key)
  }

  var auditor: LogAuditor { get throws { LogAuditor(log: log.source, policy: try log.policy) } }

  /// Looks once; what it shouts, or the new state.
  func look(from state: WatchState? = nil) async throws -> (state: WatchState?, shouts: [LogShout]) {
    do {
      switch try await auditor.look(from: state) {
      case .grown(let next, _): return (next, [])
      case .unchanged: return (state, [])
      case .wait(let shout): return (nil, [shout])
      }
    } catch let shouts as LogShouts {
      return (nil, shouts.shouts)
    }
  }

  @Test func `follows from look to look, and goes on from what it wrote down`() async throws {
    var state = try await look().state
    #expect(state?.watch.openTenders == [TickingLog.tender])
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)").path
    defer { unlink(file) }
    for last in [1, 2, 7, 255, 300, 600] {
      let first = (state?.watch.lastTick?.number ?? 0) + 1
      log.append((first...last).map { ticking.tick($0) })
      let seen = try await look(from: state)
      #expect(seen.shouts.isEmpty, "\(seen.shouts.map(\.wording.en))")
      state = seen.state
      #expect(state?.watch.lastTick?.number == last)
      try #require(state).write(to: file)
      state = try WatchState.read(file, policy: log.policy)
      #expect(state?.head == log.head)
    }
    log.append([ticking.tick(601), ticking.close(first: 1, last: 601)])
    #expect(try await look(from: state).state?.watch.openTenders == [])
    guard case .unchanged = try await auditor.look(from: look(from: state).state) else {
      Issue.record("nothing is new")
      return
    }
    // From the beginning in one go it comes to the same.
    #expect(try await look().state?.json == (try await look(from: state).state?.json))
  }

  /// What follows the notice and two ticks, and the word that it is named by, with the entry's index.
  static let faults: [(String, @Sendable (TickingLog) -> [[UInt8]], code: String, index: Int)] = [
    ("a missing number", { [$0.tick(4)] }, "log.ticks", 3),
    ("a number twice", { [$0.tick(2)] }, "log.ticks", 3),
    ("an absent batch line", { [$0.tick(3, open: false)] }, "log.ticks", 3),
    ("time that goes back", { [$0.tick(3), $0.tick(4, time: 1_700_000_000)] }, "log.ticks", 4),
    ("a close without its closing tick", { [$0.tick(3), $0.notice.bytes, $0.close(first: 1, last: 3)] }, "log.log", 4),
    ("a close that names other ticks", { [$0.tick(3), $0.close(first: 1, last: 2)] }, "log.ticks", 4),
    ("ticks after the close", { [$0.tick(3), $0.close(first: 1, last: 3), $0.tick(4)] }, "log.ticks", 5),
    ("no note and no tick", { _ in [Array("hello\n".utf8)] }, "log.log", 3),
  ]

  @Test(arguments: faults.indices)
  func `shouts which entry is wrong`(place: Int) async throws {
    let (what, entries, code, index) = Self.faults[place]
    log.append([ticking.tick(1), ticking.tick(2)])
    let before = try await look()
    #expect(before.shouts.isEmpty)
    log.append(entries(ticking))
    for state in [before.state, nil] {
      let shouts = try await look(from: state).shouts
      #expect(shouts.first?.code == code, "\(what)")
      #expect(shouts.first?.wording.en.hasPrefix("entry \(index):") == true, "\(what): \(shouts.map(\.wording.en))")
      #expect(shouts.first?.wording.zh.hasPrefix("第 \(index) 条：") == true, "\(what)")
    }
  }

  @Test func `shouts on a fork, where it parts, with the log's own word`() async throws {
    log.append((1...300).map { ticking.tick($0) })
    let state = try await look().state
    let honest = (1...300).map { ticking.tick($0) }
    for changed in [3, 256, 299] {
      var entries = [ticking.notice.bytes] + honest
      entries[changed] = ticking.tick(changed, time: 1_800_000_000 + changed - 1)
      // The same size first, then longer.
      log.replace(entries)
      let same = try await look(from: state).shouts
      #expect(same.map(\.code) == ["log.fork"])
      log.append([ticking.tick(301)])
      let longer = try await look(from: state).shouts
      #expect(longer.map(\.code) == ["log.fork"], "\(longer.map(\.wording.en))")
      let words = try #require(longer.first).wording
      // Of what lies in full tiles only the tile is known.
      let place = changed < 256 ? "among the entries 0 to 255" : "entry \(changed)"
      #expect(words.en.contains(place), "\(words.en)")
      #expect(words.zh.contains("分叉"))
      #expect(longer.first?.evidence?.text == log.head.text)
    }
  }

  @Test func `tells wrong files of a right head from a fork`() async throws {
    log.append((1...300).map { ticking.tick($0) })
    let state = try await look().state
    log.append((301...320).map { ticking.tick($0) })
    let size = log.head.size
    let bundle = try #require(Tile.standing(.entries, index: 1, size: size))
    let hashes = try #require(Tile.standing(.hashes(level: 0), index: 1, size: size))
    let (entries, tile) = (try await log.source.bytes(bundle), try await log.source.bytes(hashes))
    var other = entries
    other[other.count - 60] ^= 1
    log.change(bundle.path, other)
    #expect(try await look(from: state).shouts.first?.code == "log.rootDiffers")
    var earlier = entries
    earlier[60] ^= 1
    log.change(bundle.path, earlier)
    #expect(try await look(from: state).shouts.map(\.code) == ["follow.changed"])
    log.change(bundle.path, Array(entries.dropLast()))
    #expect(try await look(from: state).shouts.map(\.code) == ["tree.badBundle"])
    log.change(bundle.path, entries)
    log.change(hashes.path, [UInt8](repeating: 0, count: tile.count))
    #expect(try await look(from: state).shouts.map(\.code) == ["log.wrongTile"])
    log.change(hashes.path, tile)
    #expect(try await look(from: state).shouts.isEmpty)
  }

  @Test func `believes no head that its policy does not`() async throws {
    let state = try await look().state
    log.append([ticking.tick(1)])
    let stranger = try SigningKey(name: ServedLog.origin)
    log.change("checkpoint", log.head.sign(by: stranger).bytes)
    #expect(try await look(from: state).shouts.map(\.code) == ["checkpoint.notSigned"])
    log.change("checkpoint", Checkpoint(origin: "other", size: 2, root: log.head.root).sign(by: log.key).bytes)
    #expect(try await look(from: state).shouts.map(\.code) == ["checkpoint.unknownOrigin"])
    // An older head is not a lie yet: a daemon may lag behind another.
    let older = Checkpoint(origin: ServedLog.origin, size: 0, root: Tree.emptyRoot)
    log.change("checkpoint", older.sign(by: log.key).bytes)
    #expect(try await look(from: state).shouts.map(\.code) == ["log.shrunk"])
    log.change("checkpoint", log.head.sign(by: log.key).bytes)
    #expect(try await look(from: state).state?.head == log.head)
  }

  @Test func `counts up no bundles of a head that is larger than any log`() async throws {
    let state = try await look().state
    let head = Checkpoint(origin: ServedLog.origin, size: 999_999_999_999_999, root: log.head.root)
    log.change("checkpoint", head.sign(by: log.key).bytes)
    for known in [state, nil] {
      await #expect(throws: TreeFault.outOfRange) { try await look(from: known) }
    }
  }

  @Test func `waits for the witnesses that its policy asks for`() async throws {
    let witness = try SigningKey(name: "witness.example")
    let text = Policy.text(log: log.key.verifier, witnesses: [try Cosignature.verifier(of: witness)], quorum: 1)
    let strict = LogAuditor(log: log.source, policy: LogPolicy(try Policy(parsing: Array(text.utf8))))
    guard case .wait(let shout) = try await strict.look(from: nil) else {
      Issue.record("believed without a witness")
      return
    }
    #expect(shout.code == "checkpoint.quorumNotMet")
    try log.cosign(by: witness)
    guard case .grown = try await strict.look(from: nil) else {
      Issue.record("not believed with its witness")
      return
    }
  }

  @Test func `takes no state that is damaged or of another log`() async throws {
    let state = try #require(try await look().state)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("watch-\(UUID().uuidString)").path
    defer { unlink(file) }
    #expect(try WatchState.read(file, policy: log.policy) == nil)
    try state.write(to: file)
    let other = try ServedLog([])
    #expect(throws: CommandFailure.self) { try WatchState.read(file, policy: other.policy) }
    let text = state.json.canonicalText
    let root = try #require(state.follower.edge.first?.first).b64
    for wrong in [
      "", "{}", String(text.dropLast()), text.replacing(root, with: Tree.emptyRoot.b64),
      text.replacing("tender-watch/v1", with: "x"),
    ] {
      try Data(wrong.utf8).write(to: URL(fileURLWithPath: file))
      #expect(throws: CommandFailure.self) { try WatchState.read(file, policy: log.policy) }
    }
  }
}
