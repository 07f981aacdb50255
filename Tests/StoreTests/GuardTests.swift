import Postgres
import TestSupport
import Testing

@Suite struct `Guarded tables` {
  /// Tables whose rows every deed may see, and why that is so.
  static let open: [String: String] = [
    // Public by themselves.
    "log_entry": "public log", "log_head": "public log", "log_node": "public log", "log_checkpoint": "public log",
    "log_cosignature": "public log", "log_witness": "public log", "tick": "public log", "tick_batch": "public log",
    "note_list": "named by entries of the public log", "reveal": "public from the close, and not there before",
    "bundle_file": "public files, named by the log", "amendment": "public", "answer": "public",
    "cancellation": "public",
    "clarification": "public", "lot_failure": "public", "publicity": "public", "programme": "public", "batch": "public",
    "instance": "the log's name", "agency": "the public register of agencies",
    "agency_address": "of the public register of agencies",
    "award": "public, and not there before", "award_void": "public, and not there before",
    "framework": "public with the notice", "selection": "public, and not there before",
    "selected_agency": "public, and not there before",
    "custodian_statement": "public with the notice",
    // What is read out at the opening, or follows from it by public notes; none of it is there before.
    "opening_pair": "by the opening's public note", "opening_bid": "by the opening's public note",
    "share": "lists of public notes", "share_note": "public notes", "opened": "read out", "bid_secret": "public notes",
    "committee": "public notes: seats without persons", "draw": "public notes", "draw_end": "public notes",
    "draw_result": "public notes: ids without persons", "draw_party": "public notes",
    "committee_draw": "public notes", "re_review": "the decision is a public file", "re_review_end": "public notes",
    // The daemon's own.
    "daemon": "which daemons run", "schema_migration": "the schema's own",
    "actor": "who holds which key, needed by all",
    "request_nonce": "numbers used once",
    "standing_import": "lists of public authorities", "standing_entry": "lists of public authorities",
    "standing_revocation": "lists of public authorities",
  ]

  private func tables(_ store: TestDatabase) async throws -> (guarded: Set<String>, others: Set<String>) {
    let statement = Statement(
      "guarded_tables",
      """
      select relname::text as name, relrowsecurity as guarded
        from pg_class
       where relnamespace = 'public'::regnamespace
         and relkind = 'r'
      """)
    let rows = try await store.database().read { tx in
      try tx.rows(statement) { (try $0.value("name") as String, try $0.value("guarded") as Bool) }
    }
    return (Set(rows.filter(\.1).map(\.0)), Set(rows.filter { !$0.1 }.map(\.0)))
  }

  @Test func `are all tables but those that say why not`() async throws {
    let (guarded, others) = try await tables(TestDatabase.make())
    let named = Set(Self.open.keys)
    #expect(others.subtracting(named) == [], "guard it, or say why not")
    #expect(named.subtracting(others) == [], "guarded, or not there any more")
    #expect(guarded.count >= 72)
  }

  /// Row-level security without a policy shows nothing to anybody, which would be found; a policy for all roles would not.
  @Test func `have policies for the daemon and the auditor, and for nobody else`() async throws {
    let store = try await TestDatabase.make()
    let statement = Statement(
      "policies",
      """
      select tablename::text as name, string_agg(cmd || ' ' || array_to_string(roles, '+'), ', ' order by cmd, roles) as held
        from pg_policies
       group by tablename
      """)
    let rows = try await store.database().read { tx in
      try tx.rows(statement) { (try $0.value("name") as String, try $0.value("held") as String) }
    }
    #expect(Set(rows.map(\.0)) == (try await tables(store)).guarded)
    for (name, held) in rows {
      let usual = "INSERT tender_app, SELECT tender_app, SELECT tender_auditor"
      let takesAway = ["waiting_notes", "idempotency_key", "lot", "lot_part"].contains(name)
      let changes = ["enterprise", "tender", "lot"].contains(name)
      let expected = (takesAway ? "DELETE tender_app, " : "") + usual + (changes ? ", UPDATE tender_app" : "")
      #expect(held == expected, "\(name)")
    }
  }

  /// Columns that the daemon's role may not read of rows that it sees; a view of whole rows shows them to whom it names.
  static let hidden: [String: Set<String>] = [
    "bid_note": ["address"], "question": ["asker"], "recusal_decision": ["person"], "tender": ["draft"],
    "park": ["application"], "park_revision": ["application"], "remedy": ["filer", "form"],
    "framework_exit": ["reason"], "call_off": ["reason"],
  ]

  @Test func `hide the columns that are named here and no other, and show them in views that are barriers`()
    async throws
  {
    let store = try await TestDatabase.make()
    let database = store.database()
    let columns = Statement(
      "hidden_columns",
      """
      select relname::text as name, attname::text as column_name
        from pg_class
        join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
       where relnamespace = 'public'::regnamespace
         and relkind = 'r'
         and not has_column_privilege(current_user, attrelid, attnum, 'select')
      """)
    let views = Statement(
      "views",
      """
      select relname::text as name, coalesce('security_barrier=true' = any (reloptions), false) as barrier
        from pg_class
       where relnamespace = 'public'::regnamespace
         and relkind in ('v', 'm')
      """)
    let (found, shown) = try await database.read { tx in
      (
        try tx.rows(columns) { (try $0.value("name") as String, try $0.value("column_name") as String) },
        try tx.rows(views) { (try $0.value("name") as String, try $0.value("barrier") as Bool) }
      )
    }
    #expect(Dictionary(grouping: found, by: \.0).mapValues { Set($0.map(\.1)) } == Self.hidden)
    #expect(Set(shown.map(\.0)) == Set(Self.hidden.keys.map { "\($0)_whole" }).union(["remedy_form"]))
    for view in shown { #expect(view.1, "\(view.0)") }
  }

  /// As the writer it would see less, and a rule that looks for a row would not find it.
  @Test func `are looked into by triggers as the owner`() async throws {
    let store = try await TestDatabase.make()
    let statement = Statement(
      "looking_functions",
      """
      select distinct proname::text as name
        from pg_proc
        join pg_class on relrowsecurity
       where pronamespace = 'public'::regnamespace
         and not prosecdef
         and prosrc ~ ('(from|join)\\s+' || relname || '\\M')
      """)
    let names = try await store.database().read { tx in try tx.rows(statement) { try $0.value("name") as String } }
    #expect(names == [])
  }

  @Test func `show nothing to a transaction that says nobody, and refuse what it writes`() async throws {
    let store = try await TestDatabase.make()
    let owner = store.database(as: "postgres")
    try await owner.write { tx in
      try tx.script(
        """
        set local session_replication_role = replica;
        insert into bid_note (note_id, tender_id, kind, bidder, received_at)
        values (sha256('a'), 'rehearsal.t', 'register', 'x', now());
        insert into tender_master (tender_id, master) values ('rehearsal.t', sha256('m'));
        """)
    }
    let counts = Statement("both", "select (select count(*) from bid_note) + (select count(*) from tender_master) as n")
    for (reader, count) in [("", 0), ("actor ", 0), ("actor y", 0), ("actor x", 1), ("Notary", 0), ("notary", 2)] {
      let seen = try await store.database().read(as: Reader(reader)) { tx in
        try tx.onlyRow(counts).value("n") as Int64
      }
      #expect(seen == count, "\(reader)")
    }
    let failure = await #expect(throws: PostgresFailure.self) {
      try await store.database().write { tx in
        try tx.script("insert into waiting_notes (tender_id, note_ids) values ('y', array['x'::bytea])")
      }
    }
    #expect(failure?.sqlstate == "42501")
  }
}
