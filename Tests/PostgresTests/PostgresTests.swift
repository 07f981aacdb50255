// PostgresTests: the client against a real PostgreSQL.
//
//   ValuesTests          every type there and back, and every value that must not pass
//   TransactionsTests    what is undone, what is run again, what is refused at COMMIT
//   ConnectionsTests     the pool, time-outs, dead hosts, lost connections, poolers
//   MigratorTests        forward only, once, by one at a time, and never over a history that was altered
//   BatcherTests         many callers and one transaction
//   RestartTests         the server stopped, killed and started while both are at work
import Postgres
import Synchronization
import TestSupport

extension Statement {
  /// A statement of a test, which needs no name of its own: the SQL tells it from others.
  init(_ sql: String) { self.init("test", sql) }
}

/// Where a test marks which way its transaction went.
struct Undone: Error, Equatable {}

/// How often something happened, counted by many.
final class Counter: Sendable {
  private let value = Atomic(0)
  var count: Int { value.load(ordering: .relaxed) }
  func raise() { value.add(1, ordering: .relaxed) }
}

extension Database {
  /// The count a statement returns.
  func count(_ sql: String) async throws -> Int {
    try await read { tx in try tx.onlyRow(Statement(sql)).value(0) }
  }
}

extension TestDatabase {
  /// An empty database with one table of two columns, as its owner.
  static func withItems() async throws -> TestDatabase {
    let made = try await make(.empty)
    let connection = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await connection.script(
      "create table item (id bigint constraint item_pk primary key, body bytea, qty integer constraint item_qty check (qty > 0))"
    )
    await connection.close()
    return made
  }
}
