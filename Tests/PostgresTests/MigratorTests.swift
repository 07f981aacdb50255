import Postgres
import TestSupport
import Testing

@Suite struct `Migrations` {
  private static let first = ("0001_items", "create table item (id bigint);")
  private static let second = ("0002_more", "alter table item add column note text; create index on item (id);")

  private static func migrator(_ files: (String, String)...) throws -> Migrator {
    try Migrator(files.map { try Migration(name: $0.0, sql: $0.1) })
  }

  @Test func `an empty database becomes current, step by step, once`() async throws {
    let made = try await TestDatabase.make(.empty)
    let database = made.database(as: "postgres")
    let both = try Self.migrator(Self.first, Self.second)
    #expect(try await both.status(of: database) == .empty)
    let one = try Self.migrator(Self.first)
    #expect(try await one.migrate(made.configuration(as: "postgres"), logger: .quiet) == ["0001_items"])
    #expect(try await one.status(of: database) == .current)
    #expect(try await both.status(of: database) == .behind(pending: ["0002_more"]))
    #expect(try await both.migrate(made.configuration(as: "postgres"), logger: .quiet) == ["0002_more"])
    #expect(try await both.migrate(made.configuration(as: "postgres"), logger: .quiet) == [])
    #expect(try await both.status(of: database) == .current)
    #expect(try await one.status(of: database) == .ahead(unknown: ["0002_more"]))
    let failure = await #expect(throws: MigrationFailure.self) {
      try await one.migrate(made.configuration(as: "postgres"), logger: .quiet)
    }
    #expect(failure == .refused(.ahead(unknown: ["0002_more"])))
    await database.close()
  }

  @Test func `a migration changed after it was applied is refused`() async throws {
    let made = try await TestDatabase.make(.empty)
    try await Self.migrator(Self.first).migrate(made.configuration(as: "postgres"), logger: .quiet)
    let changed = try Self.migrator(("0001_items", "create table item (id bigint); "), Self.second)
    let failure = await #expect(throws: MigrationFailure.self) {
      try await changed.migrate(made.configuration(as: "postgres"), logger: .quiet)
    }
    #expect(failure == .refused(.foreign(reason: "0001_items was changed after it was applied")))
    let renamed = try Self.migrator(("0001_others", Self.first.1))
    let database = made.database(as: "postgres")
    #expect(
      try await renamed.status(of: database)
        == .foreign(reason: "it has 0001_items where this program has 0001_others"))
    await database.close()
  }

  @Test func `somebody else's database is left alone`() async throws {
    let made = try await TestDatabase.withItems()
    let failure = await #expect(throws: MigrationFailure.self) {
      try await Self.migrator(Self.first).migrate(made.configuration(as: "postgres"), logger: .quiet)
    }
    #expect(failure == .refused(.foreign(reason: "it holds tables but no history of migrations")))
  }

  @Test func `a history with a hole is refused`() async throws {
    let made = try await TestDatabase.make(.empty)
    let both = try Self.migrator(Self.first, Self.second)
    try await both.migrate(made.configuration(as: "postgres"), logger: .quiet)
    let connection = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await connection.script("delete from schema_migration where number = 1")
    let database = made.database(as: "postgres")
    #expect(try await both.status(of: database) == .foreign(reason: "its history lacks number 1"))
    await database.close()
  }

  @Test func `a migration that fails leaves those before it and nothing of itself`() async throws {
    let made = try await TestDatabase.make(.empty)
    let broken = try Self.migrator(
      Self.first, ("0002_broken", "create table half (id bigint); create table item (id bigint);"))
    let failure = await #expect(throws: PostgresFailure.self) {
      try await broken.migrate(made.configuration(as: "postgres"), logger: .quiet)
    }
    #expect(failure?.sqlstate == "42P07")
    let database = made.database(as: "postgres")
    #expect(try await broken.status(of: database) == .behind(pending: ["0002_broken"]))
    #expect(try await database.count("select count(*) from pg_class where relname = 'half'") == 0)
    await database.close()
  }

  @Test func `one migrates at a time`() async throws {
    let made = try await TestDatabase.make(.empty)
    let both = try Self.migrator(Self.first, Self.second)
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask { try await both.migrate(made.configuration(as: "postgres"), logger: .quiet) }
      }
      var applied: [String] = []
      for try await names in group { applied += names }
      return applied
    }
    #expect(applied.sorted() == ["0001_items", "0002_more"])
  }

  @Test func `waiting for another who migrates has an end`() async throws {
    let made = try await TestDatabase.make(.empty)
    let holder = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    #expect(try await holder.tryLock(0x7465_6E64_6572_0001))
    let migrator = try Self.migrator(Self.first)
    let failure = await #expect(throws: MigrationFailure.self) {
      try await migrator.migrate(made.configuration(as: "postgres"), patience: .milliseconds(50), logger: .quiet)
    }
    #expect(failure == .busy)
    #expect(try await holder.unlock(0x7465_6E64_6572_0001))
    #expect(try await !holder.unlock(0x7465_6E64_6572_0001))
    #expect(try await migrator.migrate(made.configuration(as: "postgres"), logger: .quiet) == ["0001_items"])
  }

  @Test(arguments: ["1_a", "0000_a", "0001", "0001_", "000a_b", "0001-a", ""])
  func `a name without four digits is refused`(name: String) {
    #expect(throws: MigrationFailure.badName(name)) { try Migration(name: name, sql: "") }
  }

  @Test func `numbers are neither doubled nor missing`() {
    #expect(throws: MigrationFailure.numberUsedTwice(1)) { try Self.migrator(Self.first, ("0001_again", "")) }
    #expect(throws: MigrationFailure.numberMissing(1)) { try Self.migrator(Self.second) }
    #expect(throws: MigrationFailure.numberMissing(2)) { try Self.migrator(Self.first, ("0003_far", "")) }
    #expect(throws: MigrationFailure.unreadable("/nowhere", errno: 2)) { try Migration.folder("/nowhere") }
  }

  @Test func `the repository's own migrations make a current schema`() async throws {
    let made = try await TestDatabase.make()
    let database = made.database()
    let migrator = try Migrator(Migration.folder(Repository.path("sql/migrations")))
    #expect(try await migrator.status(of: database) == .current)
    await database.close()
  }
}
