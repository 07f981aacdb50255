import Foundation

/// pgbench, the yardstick: note and payload of a bid as one row, one row a transaction, nothing checked.
///
/// The bytes are copied from a small table on the server, which spares pgbench their transport; it has no binary
/// parameters, and as text they would cost PostgreSQL a third of its speed.
struct PgBench {
  static let clients = 32
  static let seconds = 8

  struct Round {
    /// Rows a second.
    let rate: Double
    /// Milliseconds of each transaction.
    let latencies: [Double]
  }

  private let plan: Plan
  private var script: String { "\(plan.work)/pgbench.sql" }

  init(_ plan: Plan) { self.plan = plan }

  /// The table, and 64 rows to copy from, which do not compress.
  func prepare(noteBytes: Int) async throws {
    func noise(_ mark: String, _ bytes: Int) -> String {
      """
      (select substr(string_agg(sha256(convert_to(n || '\(mark)' || i, 'UTF8')), ''), 1, \(bytes))
         from generate_series(1, \((bytes + 31) / 32)) as i)
      """
    }
    let sql = """
      drop table if exists bench_row, bench_source;
      create table bench_row (
        row_id bigint generated always as identity primary key, note bytea not null, payload bytea not null);
      create table bench_source (n int primary key, note bytea not null, payload bytea not null);
      alter table bench_row alter column note set storage external, alter column payload set storage external;
      alter table bench_source alter column note set storage external, alter column payload set storage external;
      insert into bench_source
      select n, \(noise("n", noteBytes)), \(noise("p", Fixture.payloadBytes)) from generate_series(1, 64) as n;
      """
    try await psql(sql)
    let step = """
      \\set n random(1, 64)
      insert into bench_row (note, payload) select note, payload from bench_source where n = :n;

      """
    try step.write(toFile: script, atomically: true, encoding: .utf8)
  }

  /// Every round begins behind a checkpoint, whoever's it is: with the WAL segments of the rounds before to use again, and
  /// no write of theirs outstanding.
  func settle() async throws { try await psql("truncate bench_row; checkpoint") }

  func round() async throws -> Round {
    try await settle()
    let log = "\(plan.work)/pgbench-log"
    for file in try logs(log) { try FileManager.default.removeItem(atPath: file) }
    let words = try await Tool.run(
      "\(plan.postgresBin)/pgbench",
      [
        "-n", "-M", "prepared", "-c", String(Self.clients), "-j", "2", "-T", String(Self.seconds), "-f", script, "-l",
        "--log-prefix", log, "-h", plan.databaseHost, "-U", "postgres", plan.database,
      ])
    guard let line = words.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }),
      let rate = line.split(separator: " ").dropFirst(2).first.flatMap({ Double($0) })
    else { throw BenchFailure("pgbench named no rate: \(words)") }
    var latencies: [Double] = []
    for file in try logs(log) {
      // client, transaction, microseconds, …
      for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        if let microseconds = line.split(separator: " ", maxSplits: 3).dropFirst(2).first.flatMap({ Double($0) }) {
          latencies.append(microseconds / 1_000)
        }
      }
      try FileManager.default.removeItem(atPath: file)
    }
    return Round(rate: rate, latencies: latencies)
  }

  private func logs(_ prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: plan.work)
      .map { "\(plan.work)/\($0)" }
      .filter { $0.hasPrefix(prefix + ".") }
  }

  private func psql(_ sql: String) async throws {
    try await Tool.run(
      "\(plan.postgresBin)/psql",
      ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-h", plan.databaseHost, "-U", "postgres", "-d", plan.database, "-c", sql])
  }
}
