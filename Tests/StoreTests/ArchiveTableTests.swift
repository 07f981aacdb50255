import Postgres
import Store
import TestSupport
import Testing

@Suite struct `The tables of the archive` {
  /// Tables that no tender owns, and those whose content leaves as files or not at all.
  static let outside: [String: String] = [
    "actor": "people; their keys stand in trust files and notes", "agency": "the register of agencies",
    "agency_address": "the register of agencies",
    "batch": "the programme's", "daemon": "the daemons'", "enterprise": "the park's register",
    "idempotency_key": "forgotten after a day", "instance": "the database's", "log_entry": "the log, in the bundle",
    "log_checkpoint": "the log's heads", "log_cosignature": "witnesses' words about the log", "log_head": "the log",
    "log_node": "the log", "log_witness": "witnesses' keys", "note_list": "files of the bundle",
    "park": "the programme's", "park_decision": "the programme's", "park_revision": "the programme's",
    "payload": "files", "payload_attempt": "uploads", "payload_chunk": "files", "waiting_notes": "gone after a tick",
    "pilot_paper": "the park's", "programme": "the programme's", "request_nonce": "forgotten after minutes",
    "schema_migration": "the database's",
    "standing_entry": "the lists of all firms; the findings rest in qualification",
    "standing_import": "the lists of all firms", "standing_revocation": "the lists of all firms",
    "tender_master": "secret until the reveal, public in it", "tick": "the log",
    "tick_batch": "the log", "tick_note": "the log, and the reveal", "activity": "a file of its own",
  ]

  @Test func `are all tables but those that are named here with a reason`() async throws {
    let store = try await TestDatabase.make()
    let database = store.database()
    let (tables, names) = try await database.read { tx in (try tx.archiveTables(), try tx.tableNames()) }
    let inside = Set(tables.map(\.name))
    #expect(Set(names).subtracting(inside) == Set(Self.outside.keys))
    #expect(inside.isSuperset(of: ["tender", "lot", "qualification", "score_sheet", "draw_candidate", "share_note"]))
    // Each can be asked; of a tender that nobody knows it tells nothing.
    for table in tables {
      #expect(try await database.read { tx in try tx.archiveRows(of: table, tender: "nobody") } == [], "\(table.name)")
    }
    await database.close()
  }
}
