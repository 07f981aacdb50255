import Foundation
import Notes
import Postgres
import Testing

extension StagedOffice {
  /// Tables that go on by themselves: the clock's ticks and the log's heads over them, attachments that are read in the
  /// background, which daemon is there, used nonces; and pieces of payloads, which are nobody's act until a note names them.
  private static let moving: Set<String> = [
    "bid_reading", "attachment_reading", "daemon", "request_nonce", "log_head", "log_node", "log_checkpoint",
    "log_cosignature", "log_witness", "tick", "tick_batch", "tick_note", "waiting_notes", "payload", "payload_chunk",
    "payload_attempt", "schema_migration",
  ]

  /// Every row of every other table, as count and hash by table; of the log every entry but the ticks.
  func everything() async throws -> [String: String] {
    let names: [String] = try await look { tx in
      try tx.rows(
        Statement(
          "look_tables",
          """
          select table_name::text
            from information_schema.tables
           where table_schema = 'public' and table_type = 'BASE TABLE'
           order by table_name
          """)
      ) { try $0.value(0) }
    }
    var found: [String: String] = [:]
    for name in names where !Self.moving.contains(name) {
      let isLog = name == "log_entry"
      let sql = """
        select count(*)::text || ' ' || coalesce(md5(string_agg(md5(row::text), '' order by md5(row::text))), '')
          from \(name) as row\(isLog ? " where substring(bytes from 1 for 12) <> 'tender-tick/'::bytea" : "")
        """
      let statement = Statement("look_at_\(name)", sql)
      found[name] = try await look { tx in try tx.onlyRow(statement).value(0) }
    }
    return found
  }
}

/// What was refused left everything as it was: no row of any table is another, none is more, none is less, the record of
/// activities and the log among them.
func losingNothing(_ tender: StagedTender, _ body: () async throws -> Void) async throws {
  let before = try await tender.office.everything()
  try await body()
  let after = try await tender.office.everything()
  #expect(before.count > 60 && before["activity"] != nil && before["log_entry"] != nil)
  for (table, rows) in after where rows != before[table] {
    Issue.record("\(table): \(before[table] ?? "no such table") before, \(rows) after")
  }
}
