import Notes
import Postgres
import Store
import TestSupport
import Testing

/// Migrations that give rows another shape: what stood before stands after.
@Suite struct `Rows that stand when one migrates` {
  @Test func `notes that wait for a tick wait on, each once and in the order they came in`() async throws {
    let made = try await TestDatabase.make(.empty)
    let all = try Migration.folder(Repository.path("sql/migrations"))
    let owner = made.configuration(as: "tender_owner")
    try await Migrator(all.filter { $0.number < 38 }).migrate(owner, logger: .quiet)
    // The notes themselves are not needed for this; their references are not looked at.
    let connection = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await connection.script(
      """
      set session_replication_role = replica;
      insert into pending_note (note_id, tender_id)
      select sha256(n::text::bytea), case when n % 3 = 0 then 'few' else 'many' end
        from generate_series(1, 1100) as n
       order by n;
      """)
    await connection.close()
    try await Migrator(all).migrate(owner, logger: .quiet)

    let came = Dictionary(grouping: 1...1_100) { $0 % 3 == 0 ? "few" : "many" }.mapValues { numbers in
      numbers.map { Digest(of: "\($0)") }
    }
    let database = made.database()
    let inOrder = Statement(
      "waiting_in_order", "select tender_id, note_ids from waiting_notes order by tender_id, arrival")
    try await database.write(as: .notary) { tx in
      var stand: [String: [Digest]] = [:]
      for row in try tx.rows(inOrder) {
        let notes: [[UInt8]] = try row.value("note_ids")
        stand[try row.value("tender_id"), default: []] += notes.compactMap { Digest(bytes: $0) }
      }
      #expect(stand == came)
      // A tick takes whole rows, so a little less than it may; nothing is left behind and nothing comes twice.
      var taken: [String: [Digest]] = [:]
      for _ in 1...9 {
        for (tender, notes) in try tx.takeWaitingNotes(of: ["few", "many"], limit: 300) {
          #expect(notes.count <= 300)
          taken[tender, default: []] += notes
        }
      }
      #expect(taken.mapValues(Set.init) == came.mapValues(Set.init))
      #expect(taken.mapValues(\.count) == came.mapValues(\.count))
      for tender in ["few", "many"] {
        let isLeft = try tx.areNotesWaiting(of: tender)
        #expect(!isLeft, "\(tender)")
      }
    }
    await database.close()
  }

  @Test func `a firm on a park's register, and its contract, are of the park's batch`() async throws {
    let made = try await TestDatabase.make(.empty)
    let all = try Migration.folder(Repository.path("sql/migrations"))
    let owner = made.configuration(as: "tender_owner")
    try await Migrator(all.filter { $0.number < 42 }).migrate(owner, logger: .quiet)
    let connection = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await connection.script(
      """
      set session_replication_role = replica;
      insert into park (park_id, batch_id, name, county, credit_code, manager, application, application_sha256,
             technology_firms, applied_at)
      select park_id, batch_id, 'n', '411602', park_id, 'm', '{}', sha256('{}'), 20, now()
        from (values ('P1', 'b1'), ('P2', 'b1'), ('Q1', 'b2')) as new (park_id, batch_id);
      insert into enterprise (credit_code, park_id, name, size, technology, ip_staff, contact, actor, has_unit,
             industrial, registered_by, registered_at)
      select code, park_id, 'n', 'small', true, 0, 'c', key, false, true, 'm', now()
        from (values ('A', 'P1', 'a'), ('B', 'P2', null), ('C', 'Q1', 'c')) as new (code, park_id, key);
      insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at)
      select 't-' || batch_id, batch_id, 't', 'G1', '{}', 'draft', 3, 5, 3, 5, 60, 'o', now()
        from (values ('b1'), ('b2')) as new (batch_id);
      insert into trustee_contract (contract_no, tender_id, lot_id, mode, agency, enterprise, fee_fen, starts_on,
             ends_on, paper, contract, drafted_at)
      select code, tender_id, 'L1', 'full', 'agency', code, 0, '2027-01-01', '2027-12-31', 'p-' || code, '{}', now()
        from (values ('A', 't-b1'), ('B', 't-b1'), ('C', 't-b2')) as new (code, tender_id);
      """)
    await connection.close()
    try await Migrator(all).migrate(owner, logger: .quiet)

    let stand = Statement(
      "firms_and_contracts",
      """
      select enterprise.credit_code, enterprise.batch_id, enterprise.park_id, enterprise.actor,
             trustee_contract.tender_id, trustee_contract.batch_id as contract_batch
        from enterprise
        join trustee_contract on trustee_contract.enterprise = enterprise.credit_code
       order by enterprise.credit_code
      """)
    let database = made.database()
    let columns = ["credit_code", "batch_id", "park_id", "actor", "tender_id", "contract_batch"]
    let rows: [[String?]] = try await database.read(as: .auditor) { tx in
      try tx.rows(stand) { row -> [String?] in try columns.map { try row.value(.name($0)) } }
    }
    #expect(
      rows == [
        ["A", "b1", "P1", "a", "t-b1", "b1"], ["B", "b1", "P2", nil, "t-b1", "b1"],
        ["C", "b2", "Q1", "c", "t-b2", "b2"],
      ])
    await database.close()
    // Contracts are changed by nobody, as before.
    let changing = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    await #expect(throws: PostgresFailure.self) {
      try await changing.script("update trustee_contract set batch_id = 'b1'")
    }
    await changing.close()
  }
}
