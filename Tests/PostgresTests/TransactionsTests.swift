import Postgres
import TestSupport
import Testing

@Suite struct `Transactions` {
  @Test func `what is thrown undoes everything and is thrown on`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    await #expect(throws: Undone()) {
      try await database.write { tx in
        try tx.execute(Statement("insert into item (id) values (1)"))
        throw Undone()
      }
    }
    #expect(try await database.count("select count(*) from item") == 0)
    let inserted = try await database.write { tx in
      try tx.execute(Statement("insert into item (id) values (1), (2)"))
    }
    #expect(inserted == 2)
    #expect(try await database.count("select count(*) from item") == 2)
    await database.close()
  }

  @Test func `says for whom it reads, for its own length, and goes back with a savepoint`() async throws {
    let made = try await TestDatabase.withItems()
    var configuration = made.configuration(as: "postgres")
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    @Sendable func told(_ tx: borrowing Transaction) throws -> String {
      try tx.onlyRow(Statement("told", "select coalesce(current_setting('tender.reader', true), '') as reader"))
        .value("reader")
    }
    let (first, second) = (Reader("first"), Reader("second"))
    #expect(try await database.read { tx in try told(tx) } == "")
    let course = try await database.write(as: first) { tx in
      var course = [try tx.reading(as: second) { tx in try told(tx) }, try told(tx)]
      do {
        try tx.savepoint { tx in
          course.append(try tx.reading(as: second) { tx in try told(tx) })
          throw Undone()
        }
      } catch is Undone {}
      course.append(try told(tx))
      course += try tx.savepoint { tx in [try tx.reading(as: .nobody) { tx in try told(tx) }] }
      course += try tx.together([Ask(Statement("told_again", "select current_setting('tender.reader') as reader"), [])])
        .flatMap { try $0.rows.map { try $0.value("reader") as String } }
      try tx.reading(as: second) { tx in try tx.script("select 1") }
      course.append(try told(tx))
      return course
    }
    #expect(course == ["second", "first", "second", "first", "", "first", "first"])
    // The one connection again: nothing of it is left.
    #expect(try await database.read { tx in try told(tx) } == "")
    await database.close()
  }

  @Test func `a refusal names its constraint, statement and state`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let insert = Statement("insert_item", "insert into item (id, qty) values ($1, $2)")
    let unique = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in
        try tx.execute(insert, [.int64(1), .int32(1)])
        try tx.execute(insert, [.int64(1), .int32(1)])
      }
    }
    #expect(unique?.constraint == "item_pk")
    #expect(unique?.sqlstate == "23505")
    #expect(unique?.statement == "insert_item")
    #expect(unique?.isConnectionLost == false)
    let check = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in try tx.execute(insert, [.int64(1), .int32(-5)]) }
    }
    #expect(check?.violates("item_qty") == true)
    // The values of the row stay out of what is logged.
    #expect(check.map { !"\($0)".contains("-5") } == true)
    #expect(try await database.count("select count(*) from item") == 0)
    await database.close()
  }

  @Test func `statements sent together are answered in order, each seeing those before it`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let insert = Statement("insert_item", "insert into item (id, qty) values ($1, $2)")
    let count = Statement("count_items", "select count(*) as n from item")
    let seen = try await database.write { tx -> [Int] in
      let answers = try tx.together([
        Ask(insert, [.int64(1), .int32(1)]), Ask(count, []), Ask(insert, [.int64(2), .int32(1)]), Ask(count, []),
      ])
      let counts = try [answers[1], answers[3]].map { Int(try $0.rows[0].value("n") as Int64) }
      return [answers[0].affectedCount, answers[2].affectedCount] + counts
    }
    #expect(seen == [1, 1, 1, 2])
    let nothing = try await database.write { tx in try tx.together([]).count }
    #expect(nothing == 0)
    await database.close()
  }

  @Test func `a refusal among statements sent together undoes them all and names the one`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let insert = Statement("insert_item", "insert into item (id, qty) values ($1, $2)")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in
        _ = try tx.together([
          Ask(insert, [.int64(1), .int32(1)]), Ask(insert, [.int64(1), .int32(1)]),
          Ask(insert, [.int64(2), .int32(1)]),
        ])
      }
    }
    #expect(failure?.constraint == "item_pk")
    #expect(try await database.count("select count(*) from item") == 0)
    await database.close()
  }

  @Test func `a failure that the closure swallows is not committed`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in
        try tx.execute(Statement("insert into item (id) values (1)"))
        do { try tx.execute(Statement("insert into item (id) values (1)")) } catch {}
      }
    }
    #expect(failure?.constraint == "item_pk")
    #expect(try await database.count("select count(*) from item") == 0)
    await database.close()
  }

  @Test func `a savepoint undoes its part and the rest is kept`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let refused = try await database.write { tx in
      try tx.execute(Statement("insert into item (id) values (1)"))
      var refused: [String] = []
      for id in [1, 2, 2, 3] as [Int64] {
        do {
          try tx.savepoint { tx in
            try tx.savepoint { tx in try tx.execute(Statement("insert into item (id) values ($1)"), [.int64(id + 100)])
            }
            try tx.execute(Statement("insert into item (id) values ($1)"), [.int64(id)])
          }
        } catch let failure as PostgresFailure {
          refused.append("\(id) \(failure.constraint ?? "")")
        }
      }
      return refused
    }
    #expect(refused == ["1 item_pk", "2 item_pk"])
    let sum = "select sum(id)::bigint from item"
    #expect(try await database.count(sum) == 1 + 2 + 102 + 3 + 103)
    await database.close()
  }

  @Test func `a deferred constraint refuses at COMMIT and nothing is stored`() async throws {
    let made = try await TestDatabase.withItems()
    let owner = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await owner.script("alter table item add constraint item_qty_once unique (qty) deferrable initially deferred")
    let database = made.database(as: "postgres")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in
        try tx.execute(Statement("insert into item (id, qty) values (1, 1), (2, 1)"))
      }
    }
    #expect(failure?.constraint == "item_qty_once")
    #expect(failure?.kind == .refused)
    #expect(try await database.count("select count(*) from item") == 0)
    await database.close()
  }

  @Test func `reading cannot write and sees one moment`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.read { tx in try tx.execute(Statement("insert into item (id) values (1)")) }
    }
    #expect(failure?.sqlstate == "25006")
    #expect(failure?.kind == .refused)
    let other = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    let counts = try await other.transaction(isolation: .repeatableRead, access: .readOnly) { tx in
      let before = try tx.onlyRow(Statement("select count(*) from item")).value(0) as Int
      return (before, try tx.onlyRow(Statement("select current_setting('transaction_read_only')")).value(0) as String)
    }
    #expect(counts == (0, "on"))
    await database.close()
  }

  @Test func `concurrent serializable counters all arrive`() async throws {
    let made = try await TestDatabase.withItems()
    var configuration = made.configuration(as: "postgres")
    configuration.connectionsMax = 4
    configuration.attemptsMax = 50
    let database = Database(configuration, logger: .quiet)
    try await database.write { tx in try tx.execute(Statement("insert into item (id, qty) values (1, 1)")) }
    let runs = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          try await database.write(isolation: .serializable) { tx in
            runs.raise()
            let quantity: Int32 = try tx.onlyRow(Statement("select qty from item where id = 1")).value(0)
            try tx.execute(Statement("update item set qty = $1 where id = 1"), [.int32(quantity + 1)])
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.count("select qty from item where id = 1") == 41)
    #expect(runs.count >= 40)
    await database.close()
  }

  @Test(arguments: [("40001", 3), ("40P01", 3), ("23514", 1), ("57014", 1)])
  func `only a serialization failure or a deadlock is run again, a bounded number of times`(
    sqlstate: String, runsExpected: Int
  ) async throws {
    let cluster = try await TestCluster.shared()
    var configuration = DatabaseConfiguration(conninfo: "host=\(cluster.socketFolder) user=postgres dbname=postgres")
    configuration.attemptsMax = 3
    let connection = try Connection(configuration, logger: .quiet)
    let runs = Counter()
    let failure = await #expect(throws: PostgresFailure.self) {
      try await connection.transaction { tx in
        runs.raise()
        try tx.script("do $$ begin raise exception 'told to' using errcode = '\(sqlstate)'; end $$")
      }
    }
    #expect(failure?.sqlstate == sqlstate)
    #expect(runs.count == runsExpected)
  }

  @Test(arguments: ["commit", "rollback", "insert into item (id) values (1); commit"])
  func `a script that ends its transaction is refused`(sql: String) async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in try tx.script(sql) }
    }
    #expect(failure?.message == "the script ended its own transaction")
    await database.close()
  }

  @Test func `a closure that asks nothing needs no server`() async throws {
    let database = Database(
      DatabaseConfiguration(conninfo: "host=/nowhere dbname=none"), logger: .quiet)
    #expect(try await database.write { _ in 7 } == 7)
    await database.close()
  }

  @Test func `exactly one row and at most one row are checked`() async throws {
    let cluster = try await TestCluster.shared()
    let connection = try Connection(
      DatabaseConfiguration(conninfo: "host=\(cluster.socketFolder) user=postgres dbname=postgres"), logger: .quiet)
    let series = Statement("select n from generate_series(1, $1) as n")
    try await connection.transaction { tx in
      #expect(throws: PostgresFailure.self) { try tx.onlyRow(series, [.int32(0)]) }
      let none = try tx.row(series, [.int32(0)])
      #expect(none == nil)
      let one = try tx.onlyRow(series, [.int32(1)]).value(0, as: Int.self)
      #expect(one == 1)
      #expect(throws: PostgresFailure.self) { try tx.row(series, [.int32(2)]) }
      let four = try tx.rows(series, [.int32(4)]) { try $0.value("n", as: Int.self) }
      #expect(four == [1, 2, 3, 4])
    }
  }

  @Test func `a statement is described against the schema, and a wrong one refused`() async throws {
    let made = try await TestDatabase.withItems()
    let database = made.database(as: "postgres")
    let description = try await database.read { tx in
      try tx.describe(Statement("select id, body from item where id = $1 and qty > $2"))
    }
    #expect(description == StatementDescription(parameterTypes: [20, 23], columns: ["id", "body"]))
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.read { tx in try tx.describe(Statement("wrong", "select nothing from item")) }
    }
    #expect(failure?.sqlstate == "42703")
    #expect(failure?.statement == "wrong")
    await database.close()
  }
}
