import Logging

/// Applies migrations forward, one transaction each, and remembers each with its SHA-256.
public struct Migrator: Sendable {
  private let migrations: [Migration]

  /// - Throws: `numberUsedTwice`, `numberMissing` when the numbers are not 1, 2, 3, …
  public init(_ migrations: [Migration]) throws(MigrationFailure) {
    self.migrations = try Migration.ordered(migrations)
  }

  /// How the schema stands; any role that may connect can ask.
  public func status(of database: Database) async throws -> SchemaStatus {
    try await database.read { tx in try status(tx) }
  }

  /// Applies what is missing and returns the names of what was applied.
  ///
  /// Whoever migrates at the same moment waits his turn: a session lock lets one in at a time.
  ///
  /// - Parameters:
  ///   - configuration: connects as the owner of the schema; its statement time-out does not apply here.
  ///   - patience: how long to wait for another process that is migrating.
  /// - Throws: `MigrationFailure` (`busy`, `refused`), `PostgresFailure` of the migration that failed, which is undone.
  @discardableResult
  public func migrate(
    _ configuration: DatabaseConfiguration, patience: Duration = .seconds(60), logger: Logger
  ) async throws -> [String] {
    var configuration = configuration
    configuration.statementTimeout = .seconds(3_600)
    configuration.transactionTimeout = .seconds(3_600)
    let connection = try Connection(configuration, logger: logger)
    do {
      try await takeTurn(connection, patience: patience)
      let applied = try await applyMissing(connection, logger: logger)
      await connection.close()
      return applied
    } catch {
      await connection.close()
      throw error
    }
  }

  /// The lock is the connection's: it ends with it, however this process ends.
  private func takeTurn(_ connection: Connection, patience: Duration) async throws {
    let clock = ContinuousClock()
    let end = clock.now + patience
    while try await !connection.tryLock(Self.lock) {
      guard clock.now < end else { throw MigrationFailure.busy }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func applyMissing(_ connection: Connection, logger: Logger) async throws -> [String] {
    let before = try await connection.transaction { tx in try status(tx) }
    let pending: [Migration]
    switch before {
    case .current: return []
    case .empty: pending = migrations
    case .behind(let names): pending = migrations.filter { names.contains($0.name) }
    case .ahead, .foreign: throw MigrationFailure.refused(before)
    }
    for migration in pending {
      try await connection.transaction { tx in
        if migration.number == 1 { try tx.script(Self.historyTable) }
        try tx.script(migration.sql)
        try tx.execute(
          .recordMigration, [.int(migration.number), .text(migration.name), .text(migration.sql)])
      }
      logger.info("migrated", metadata: ["migration": "\(migration.name)"])
    }
    return pending.map(\.name)
  }

  private func status(_ tx: borrowing Transaction) throws -> SchemaStatus {
    let seen = try tx.onlyRow(.lookAround)
    guard try seen.value("has_history") as Bool else {
      return try seen.value("has_tables") ? .foreign(reason: "it holds tables but no history of migrations") : .empty
    }
    let digests = try tx.rows(.digests, [.texts(migrations.map(\.sql))]) { try $0.value("sha256") as [UInt8] }
    let recorded = try tx.rows(.recordedMigrations) { row in
      (
        number: try row.value("number") as Int, name: try row.value("name") as String,
        sha256: try row.value("sha256") as [UInt8]
      )
    }
    for (place, record) in recorded.enumerated() {
      guard record.number == place + 1 else { return .foreign(reason: "its history lacks number \(place + 1)") }
      guard place < migrations.count else { continue }
      guard record.name.utf8.elementsEqual(migrations[place].name.utf8) else {
        return .foreign(reason: "it has \(record.name) where this program has \(migrations[place].name)")
      }
      guard record.sha256 == digests[place] else {
        return .foreign(reason: "\(record.name) was changed after it was applied")
      }
    }
    if recorded.count > migrations.count {
      return .ahead(unknown: recorded[migrations.count...].map(\.name))
    }
    let pending = migrations[recorded.count...].map(\.name)
    return pending.isEmpty ? .current : .behind(pending: pending)
  }

  /// "tender" and a number nobody else uses in this database.
  private static let lock: Int64 = 0x7465_6E64_6572_0001

  private static let historyTable = """
    create table schema_migration (
      number     integer     constraint schema_migration_pk primary key,
      name       text        not null,
      sha256     bytea       not null constraint schema_migration_sha256_size check (octet_length(sha256) = 32),
      applied_at timestamptz not null default now()
    );
    comment on table schema_migration is 'One row is one migration that was applied; rows are only added.';
    grant select on schema_migration to public;
    """
}

extension Statement {
  fileprivate static let lookAround = Statement(
    "look_around",
    """
    select to_regclass('schema_migration') is not null as has_history,
           exists (
             select 1
               from pg_catalog.pg_class as c
               join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
              where n.nspname not in ('pg_catalog', 'information_schema')
                and n.nspname not like 'pg\\_%'
                and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
           ) as has_tables
    """)

  /// The server computes the digests, so this room needs no cryptography.
  fileprivate static let digests = Statement(
    "migration_digests",
    """
    select sha256(convert_to(file.sql, 'UTF8')) as sha256
      from unnest($1) with ordinality as file (sql, place)
     order by file.place
    """)

  fileprivate static let recordedMigrations = Statement(
    "recorded_migrations",
    """
    select number, name, sha256
      from schema_migration
     order by number
    """)

  fileprivate static let recordMigration = Statement(
    "record_migration",
    """
    insert into schema_migration (number, name, sha256)
    values ($1, $2, sha256(convert_to($3, 'UTF8')))
    """)
}
