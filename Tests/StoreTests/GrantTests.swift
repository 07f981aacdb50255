import Postgres
import TestSupport
import Testing

@Suite struct `Who may write what` {
  /// Tables of which some rows may change, and how the daemon may: everything else is insert-only for everybody.
  static let changing: [String: Set<String>] = [
    "log_head": ["update"], "actor": ["insert", "update"], "request_nonce": ["insert", "delete"],
    "enterprise": ["insert", "update"], "tender": ["insert", "update"], "lot": ["insert", "update", "delete"],
    "waiting_notes": ["insert", "delete"], "award": ["insert", "update"], "daemon": ["insert", "update", "delete"],
    "lot_part": ["insert", "delete"], "idempotency_key": ["insert", "delete"], "schema_migration": [],
  ]

  private func tables(_ store: TestDatabase) async throws -> [String] {
    let statement = Statement(
      "tables",
      "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
    return try await store.database().read { tx in try tx.rows(statement) { try $0.value("name") } }
  }

  @Test func `the daemon may insert, and update or delete only what the list names`() async throws {
    let store = try await TestDatabase.make()
    let database = store.database()
    for table in try await tables(store) {
      let statement = Statement(
        "rights_\(table)",
        """
        select right_name as name
          from unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as right_name
         where has_table_privilege(current_user, '\(table)', right_name)
            or right_name in ('insert', 'update') and has_any_column_privilege(current_user, '\(table)', right_name)
        """)
      let rights = Set(try await database.read { tx in try tx.rows(statement) { try $0.value("name") as String } })
      #expect(rights == Self.changing[table] ?? ["insert"], "\(table)")
    }
  }

  @Test func `an insert-only table refuses its own owner`() async throws {
    let store = try await TestDatabase.make()
    let owner = store.database(as: "tender_owner")
    try await owner.write { tx in try tx.script("insert into instance (rehearsal, origin) values (false, 'a')") }
    for sql in ["update instance set origin = 'b'", "delete from instance", "truncate instance"] {
      let failure = await #expect(throws: PostgresFailure.self) { try await owner.write { tx in try tx.script(sql) } }
      #expect(failure?.sqlstate == "42501", "\(sql)")
    }
    for table in try await tables(store) where Self.changing[table] == nil {
      let failure = await #expect(throws: PostgresFailure.self) {
        try await owner.write { tx in try tx.script("truncate \(table) cascade") }
      }
      #expect(failure?.sqlstate == "42501", "\(table)")
    }
  }

  @Test func `the auditor reads every table and writes none`() async throws {
    let store = try await TestDatabase.make()
    let auditor = store.database(as: "tender_auditor")
    for table in try await tables(store) {
      _ = try await auditor.read { tx in try tx.rows(Statement("read_\(table)", "select * from \(table) limit 1")).count
      }
      let failure = await #expect(throws: PostgresFailure.self) {
        try await auditor.write { tx in try tx.script("insert into \(table) default values") }
      }
      #expect(failure?.sqlstate == "42501", "\(table)")
    }
  }

  @Test func `the log's head only grows`() async throws {
    let store = try await TestDatabase.make()
    let database = store.database()
    try await database.write { tx in try tx.script("update log_head set size = 3, tick_no = 2") }
    for change in ["size = 2", "tick_no = 1"] {
      let failure = await #expect(throws: PostgresFailure.self) {
        try await database.write { tx in try tx.script("update log_head set \(change)") }
      }
      #expect(failure?.constraint == "log_head_only_grows", "\(change)")
    }
  }
}
