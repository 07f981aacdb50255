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
}
