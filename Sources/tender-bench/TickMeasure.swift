import Documents
import Glibc
import Logging
import Notes
import Operations
import Postgres
import Store
import Synchronization

/// Ticks as the daemon makes them: taking what waits, the trees, the entry, one COMMIT with fsync, the signed head.
///
/// The daemon's own deed runs in this process against a database that nobody else uses, with a clock that is moved a
/// period before each tick: from outside it cannot be seen how long one takes. The notes that wait are rows made by the
/// database itself; a tick looks at nothing of them but their ids.
struct TickMeasure {
  /// How many tenders are open, how many notes wait for the tick in all, and how often it is measured.
  static let loads: [(tenders: Int, notes: Int, rounds: Int)] = [
    (1, 0, 15), (1, 100, 15), (1, 10_000, 5), (50, 0, 15), (50, 10_000, 5),
  ]
  private static let origin = "rehearsal.bench.ticks"

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  func figures() async throws -> [Figure] {
    let database = Database(configuration, logger: Self.silent)
    let time = Time()
    let office = try await office(database, time)
    try await prepare(database)
    var figures: [Figure] = []
    var tenders = 0
    for load in Self.loads {
      try await open(load.tenders, besides: tenders, database)
      tenders = load.tenders
      var milliseconds: [Double] = []
      for round in 1...load.rounds {
        try await handIn(load.notes, to: load.tenders, round: "\(load.tenders)/\(round)", database)
        time.pass(seconds: 10)
        let started = ContinuousClock.now
        guard let tick = try await office.tick(), tick.batches.count == load.tenders else {
          throw BenchFailure("a tick did not come, or not for all tenders")
        }
        milliseconds.append((ContinuousClock.now - started).inSeconds * 1_000)
      }
      say("ticks: \(load.tenders) tenders, \(load.notes) notes: \(Statistics.median(milliseconds)) ms")
      figures.append(figure(load, milliseconds))
    }
    await office.desk.close()
    await database.close()
    return figures
  }

  private func figure(_ load: (tenders: Int, notes: Int, rounds: Int), _ milliseconds: [Double]) -> Figure {
    var figure = Figure("ticks")
    let value = Statistics.median(milliseconds)
    figure.add("tenders", load.tenders)
    figure.add("notes", load.notes)
    figure.add("value", value, places: 2)
    figure.add("unit", "ms")
    figure.add("max_ms", milliseconds.max() ?? .nan, places: 2)
    figure.add("operations", milliseconds.count)
    figure.add("rounds", load.rounds)
    if load.notes == 10_000 { figure.goal(below: 1_000, value) }
    return figure
  }

  // MARK: the office

  /// A clock that stands until it is moved, a while from now so that nothing lies behind it.
  private final class Time: Sendable {
    private let seconds = Mutex(Int(Glibc.time(nil)))
    var now: Store.Moment { Store.Moment(seconds: seconds.withLock { $0 }) }
    func pass(seconds more: Int) { seconds.withLock { $0 += more } }
  }

  private static var silent: Logger {
    var logger = Logger(label: "bench")
    logger.logLevel = .critical
    return logger
  }

  private var configuration: DatabaseConfiguration {
    DatabaseConfiguration(conninfo: "host=\(plan.databaseHost) user=tender_app dbname=\(plan.database)_ticks")
  }

  private func office(_ database: Database, _ time: Time) async throws -> Operations.Office {
    let key = try SigningKey(name: Self.origin)
    let publisher = LogPublisher(
      database: database, key: key, headFile: "\(plan.work)/ticks.head", logger: Self.silent)
    try await publisher.start()
    let random: @Sendable (Int) -> [UInt8] = { count in
      var generator = SystemRandomNumberGenerator()
      return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
    return Operations.Office(
      database: database, instance: Instance(rehearsal: true, origin: Self.origin), logKey: key,
      press: PaperPress(settings: PressSettings(python: "/nowhere", fonts: "/nowhere")), publisher: publisher,
      desk: try BidDesk(configuration, database: database, logger: Self.silent), limits: Limits(),
      clock: Clock(now: { time.now }, random: random), logger: Self.silent)
  }

  // MARK: what it finds

  /// What a tender refers to: somebody, a batch, a note in the log.
  private func prepare(_ database: Database) async throws {
    let officer = try SigningKey(name: "bench/officer")
    let reference = officer.verifier.reference.text
    let publicKey = Hex.encode(officer.verifier.publicKey)
    let vkey = officer.verifier.text
    try await database.write(as: .notary) { tx in
      try tx.script(
        """
        insert into actor (key_ref, vkey, public_key, role, name, added_at, added_by)
        values ('\(reference)', '\(vkey)', '\\x\(publicKey)', 'officer', 'bench', now(), 'local');
        insert into programme (programme_id, title, policy_no, starts_on, ends_on, created_by, created_at)
        values ('bench', 'bench', 'bench', '2026-01-01', '2030-12-31', '\(reference)', now());
        insert into batch (batch_id, programme_id, year, title, term_days, window_opens_at, window_closes_at, term_begins,
               term_ends, created_by, created_at)
        values ('bench', 'bench', 2026, 'bench', 365, '2026-01-01', '2026-06-01', '2027-01-01', '2027-12-31',
               '\(reference)', now());
        insert into note (note_id, type, tender_id, signer, bytes, taken_at)
        values (sha256('notice'), 'tender-notice/v1', 'rehearsal.1', '\(reference)', 'bench', now());
        """)
      _ = try tx.append(entry: Array("bench\n".utf8))
    }
  }

  /// Opens tenders until there are `count`; `besides` are open already.
  private func open(_ count: Int, besides: Int, _ database: Database) async throws {
    guard count > besides else { return }
    try await database.write(as: .office) { tx in
      try tx.script(
        """
        insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
               grace_seconds, recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at,
               notice_index)
        select 'rehearsal.' || n, 'bench', 'bench', 'G1', '{}', 'open', 3, 5, 3, 5, 60, key_ref, now(), sha256('notice'),
               sha256('terms'), now(), now() + interval '30 days', 0
          from generate_series(\(besides + 1), \(count)) as n, actor;
        insert into tender_master (tender_id, master)
        select 'rehearsal.' || n, sha256(('master ' || n)::bytea) from generate_series(\(besides + 1), \(count)) as n;
        """)
    }
  }

  /// Notes that wait for the next tick, dealt out to the tenders in turn.
  private func handIn(_ count: Int, to tenders: Int, round: String, _ database: Database) async throws {
    guard count > 0 else { return }
    let rows = "generate_series(1, \(count)) as n"
    let id = "sha256(('\(round) \(count) ' || n)::bytea)"
    let tender = "'rehearsal.' || 1 + n % \(tenders)"
    try await database.write(as: .notary) { tx in
      try tx.script(
        """
        insert into note (note_id, type, tender_id, signer, bytes, taken_at)
        select \(id), 'tender-register/v1', \(tender), 'bench', '\\x00', now() from \(rows);
        insert into bid_note (note_id, tender_id, kind, bidder, received_at)
        select \(id), \(tender), 'register', 'bench', now() from \(rows);
        insert into waiting_notes (tender_id, note_ids)
        select tender, array_agg(id) from (select \(id) as id, \(tender) as tender, n / 256 as part from \(rows)) as new
         group by tender, part;
        """)
    }
  }
}
