import Foundation
import Logging
import Notes
import Operations
import Postgres
import Store
import Synchronization
import TestSupport
import Transparency

/// A log of plain entries in a database of its own, and daemons' publishers over it.
final class SmallLog: Sendable {
  static let origin = "rehearsal.log"

  let store: TestDatabase
  let database: Database
  let key: SigningKey
  let folder: String

  /// - Parameter key: of another log whose database this is a copy of; a fresh one otherwise.
  static func make(entries: Int = 0, key: SigningKey? = nil) async throws -> SmallLog {
    let log = try await SmallLog(key: key ?? SigningKey(name: origin))
    // As after a first start, before anything came: a log with entries and no file is refused.
    let empty = Checkpoint(origin: origin, size: 0, root: Tree.emptyRoot).sign(by: log.key)
    if entries > 0 { try Data(empty.bytes).write(to: URL(fileURLWithPath: log.headFile)) }
    try await log.append(entries)
    return log
  }

  private init(key: SigningKey) async throws {
    store = try await TestDatabase.make()
    database = store.database()
    self.key = key
    folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var headFile: String { folder + "/head" }

  /// Appends entries; the same number gives the same entry, so that another database can be a copy of this one.
  func append(_ count: Int, word: String = "entry") async throws {
    guard count > 0 else { return }
    try await database.write { tx in
      for _ in 0..<count {
        let size = try tx.logHead(locked: true).size
        _ = try tx.append(entry: Array("\(word) \(size)".utf8))
      }
    }
  }

  /// A daemon's publisher, not started.
  func publisher(
    file: String? = nil, neighbours: Neighbours = .none, now: @escaping @Sendable () -> Moment = systemMoment,
    cut: @escaping @Sendable (SigningCut) throws -> Void = { _ in }
  ) -> LogPublisher {
    // What the tests provoke is said at the level critical.
    var silent = Logger.quiet
    silent.handler = SwiftLogNoOpLogHandler()
    return LogPublisher(
      database: store.database(), key: key, headFile: file ?? headFile, neighbours: neighbours, now: now, cut: cut,
      logger: silent)
  }

  /// The head in a file; nil when there is none.
  func kept(_ file: String? = nil) throws -> Checkpoint? {
    guard let data = FileManager.default.contents(atPath: file ?? headFile) else { return nil }
    return try SignedHead.read(Array(data), by: key.verifier).head
  }

  func published() async throws -> CheckpointRow? { try await database.read { tx in try tx.newestCheckpoint() } }

  /// The head that the database's log has now.
  func head() async throws -> Checkpoint {
    let head = try await database.read { tx in try tx.logHead() }
    return Checkpoint(origin: key.name, size: head.size, root: head.root)
  }

  /// What the audit finds, a line for each check that does not hold.
  func audit(file: String? = nil) async throws -> [String] {
    let report = try await Audit(
      database: store.database(as: "tender_auditor"), logKey: key.verifier, headFile: file ?? headFile, queries: []
    ).run()
    // The entries are neither notes nor ticks, which is another check's business.
    return report.lines.filter { !$0.isOk && $0.name != "ticks" }.map { line in
      "\(line.name): " + line.faults.map { "\($0.subject) \($0.en)" }.joined(separator: "; ")
    }
  }

  /// The checkpoint that a publisher shows, its signature checked.
  func shown(_ publisher: LogPublisher) throws -> Checkpoint? {
    try publisher.checkpoint.map { try SignedHead.read($0, by: key.verifier).head }
  }
}

/// A witness in memory: the real verdict, a state, and whatever a test makes of its answers.
final class TestWitness: Sendable {
  let key: SigningKey
  let verifier: VerifierKey
  private let logs: WitnessedLogs
  private let state = Mutex<State>(State())

  struct State: Sendable {
    var last: Checkpoint?
    var note: SignedNote?
    var requests = 0
    var refused: [String] = []
  }

  init(_ name: String, of log: SmallLog) throws {
    key = try SigningKey(name: name)
    verifier = try Cosignature.verifier(of: key)
    logs = WitnessedLogs([log.key.verifier])
  }

  var last: Checkpoint? { state.withLock { $0.last } }
  var requests: Int { state.withLock { $0.requests } }
  var refused: [String] { state.withLock { $0.refused } }

  /// Cosigns as a witness does.
  func answer(_ body: [UInt8], at time: Int) throws -> WitnessAnswer {
    try state.withLock { state in
      state.requests += 1
      do {
        let accepted = try logs.judge(try AddCheckpoint(parsing: body)) { _ in state.last }
        let line = try Cosignature.sign(text: accepted.note.text, by: key, at: time)
        state.last = accepted.head
        state.note = accepted.note.with([line])
        return .cosigned(Array((line.line + "\n").utf8))
      } catch let refusal as WitnessRefusal {
        state.refused.append(refusal.code)
        if case .conflict(let size) = refusal { return .conflict(size: size) }
        return .refused(status: 422)
      }
    }
  }

  /// - Parameter change: what becomes of an answer on its way.
  func neighbour(
    now: @escaping @Sendable () -> Moment = systemMoment, showsHead: Bool = true,
    changing change: @escaping @Sendable (WitnessAnswer) async throws -> WitnessAnswer = { $0 }
  ) -> Neighbours.Witness {
    Neighbours.Witness(
      key: verifier, head: { showsHead ? self.state.withLock { $0.note?.bytes } : nil },
      add: { body in try await change(try self.answer(body, at: now().seconds)) })
  }
}

/// Asks again and again until it is so.
func eventually(_ what: String, seconds: Double = 20, _ isSo: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < end {
    if try await isSo() { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  throw WaitedInVain(what: what)
}

struct WaitedInVain: Error { let what: String }
