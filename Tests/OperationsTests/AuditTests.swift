import Notes
import Operations
import Postgres
import Store
import TestSupport
import Testing

@Suite struct `The audit` {
  /// What somebody with the superuser's rights changes behind the daemon's back, and which checks must see it. A byte is
  /// changed by turning a bit (`# 1`): a fixed value may by chance be what stands there, and then nothing is changed.
  static let tampering: [(what: String, sql: String, checks: [String])] = [
    (
      "an entry of the log",
      #"""
      update log_entry set bytes = bytes || '\x0a', leaf = sha256('\x00'::bytea || bytes || '\x0a') where
      log_index = 0
      """#, ["log", "sql/entry_is_its_note"]
    ),
    ("the head's root", "update log_head set root = sha256('x')", ["log"]),
    ("a published head", "update log_checkpoint set root = sha256('x') where size > 0", ["checkpoints"]),
    (
      "a head that was never signed",
      #"""
      insert into log_checkpoint select size + 5, root, note, now() from log_checkpoint order by size desc limit 1
      """#, ["checkpoints", "sql/checkpoint_within_log"]
    ),
    (
      "a cosignature",
      #"""
      insert into log_witness values ('w', 'witness.example/w1+5f582629+BPI/j4rk5nq9Li/n2tXV5LHZi4ZPzVGu+XHB58t5yLth', now()); insert into log_cosignature
      select max(size), 'w', now(), decode(repeat('00', 72), 'hex') from log_checkpoint
      """#, ["checkpoints"]
    ),
    ("a tick's time", "update tick set at = at + interval '1 second' where tick_no = 1", ["ticks"]),
    ("a batch root", "update tick_batch set root = sha256('x') where tick_no = 1", ["ticks"]),
    (
      "a note's slot",
      #"""
      update tick_note set slot = (slot + 1) % 65536 where note_id = (select note_id from tick_note order by
      note_id limit 1)
      """#, ["batches", "close"]
    ),
    (
      "a tick's note is gone",
      #"""
      delete from tick_note where note_id = (select note_id from bid_note where kind = 'bid' order by note_id
      limit 1)
      """#, ["batches", "close", "sql/bid_ticked_or_waiting"]
    ),
    (
      "a note waits that nobody handed in",
      #"""
      insert into waiting_notes (tender_id, note_ids)
      select tender_id, array[sha256('x')] from tender where state = 'closed' limit 1
      """#, ["sql/bid_ticked_or_waiting", "sql/closed_tender_complete"]
    ),
    (
      "a note waits twice",
      #"""
      with gone as (
        delete from tick_note where note_id = (select note_id from bid_note where kind = 'bid' order by note_id limit 1)
        returning tender_id, note_id)
      insert into waiting_notes (tender_id, note_ids) select tender_id, array[note_id, note_id] from gone
      """#, ["batches", "close", "sql/bid_ticked_or_waiting", "sql/closed_tender_complete"]
    ),
    ("the master", "update tender_master set master = sha256('x')", ["batches", "close"]),
    (
      "a note's bytes",
      #"""
      update note set bytes = set_byte(bytes, 59, get_byte(bytes, 59) # 1) where type = 'tender-bid/v1'
      """#, ["notes"]
    ),
    ("a note's signer", "update note set signer = 'officer+00000000' where type = 'tender-opening/v1'", ["notes"]),
    (
      "who holds a key",
      #"""
      update actor set role = 'supervisor' where role = 'custodian'
      """#, ["notes", "sql/people_role_fits"]
    ),
    (
      "the deadline",
      #"""
      update tender set deadline_at = deadline_at + interval '1 minute', closed_at = closed_at + interval
      '1 minute'
      """#, ["notice", "close"]
    ),
    ("the minimum", "update tender set minimum = 2", ["notice"]),
    ("a part's size", "update lot_part set bytes_max = bytes_max + 1", ["notice"]),
    (
      "the scheme",
      #"""
      update lot set scheme = replace(scheme, '60.00', '61.00'), scheme_sha256 =
      sha256(convert_to(replace(scheme, '60.00', '61.00'), 'UTF8'))
      """#, ["notice"]
    ),
    (
      "when a bid came",
      #"""
      update bid_note set received_at = (select deadline_at from tender) where kind = 'bid'
      """#, ["sql/bid_in_time"]
    ),
    ("a bid's seq", "update bid_note set seq = 7 where kind = 'bid'", ["bids"]),
    (
      "a payload's bytes",
      #"""
      update payload_chunk set bytes = set_byte(bytes, 999, get_byte(bytes, 999) # 1)
      """#, ["payloads"]
    ),
    (
      "a payload's piece is gone",
      #"""
      delete from payload_chunk where sha256 = (select sha256 from payload order by sha256 limit 1)
      """#, ["payloads", "sql/payload_pieces"]
    ),
    ("the reveal", "update reveal set text = text || '\\x0a', sha256 = sha256(text || '\\x0a')", ["close"]),
    (
      "a manifest's line",
      #"""
      delete from opening_bid where bid = (select bid from opening_bid order by bid limit 1)
      """#, ["manifests"]
    ),
    ("a share", "update share set share = set_byte(share, 2, get_byte(share, 2) # 1)", ["shares"]),
    (
      "a result",
      #"""
      update opened set result = 'malformed', reason = 'bid', particulars = null
      """#, ["results", "sql/offer_of_opened_bid"]
    ),
    (
      "what was read out",
      #"""
      update opened set particulars = replace(particulars, '198000.00', '199000.00')
      """#, ["results"]
    ),
    ("an offer", "update offer set json = replace(json, '198000.00', '199000.00')", ["results"]),
    (
      "a public file",
      #"""
      update bundle_file set bytes = bytes || '\x0a', sha256 = sha256(bytes || '\x0a')
      """#, ["files", "notice"]
    ),
    ("a list", "delete from note_list", ["lists"]),
    (
      "a person's second function",
      #"""
      insert into actor select 'second+00000000', 'x', sha256('x'), 'officer', name, organisation, null,
      added_at, 'local', null from actor where role = 'custodian' limit 1; insert into tender_person values
      ('rehearsal.t', 'second+00000000', 'evaluator')
      """#, ["sql/people_one_function", "sql/people_role_fits"]
    ),
    ("a lot's state", "update lot set state = 'awarded'", ["sql/lot_state_has_facts"]),
    ("a trigger", "drop trigger insert_only on share", ["sql/tables_insert_only"]),
    ("a trigger of a draft's parts", "drop trigger draft_only on lot_part", ["sql/tables_insert_only"]),
  ]

  @Test func `whatever is changed behind the daemon's back, it is found by name`() async throws {
    let scene = try await Scene.make()
    try await scene.opened()
    #expect(try await scene.audit() == [])
    let queries = try AuditQuery.folder(Repository.path("sql/checks"))
    let hand = scene.store.database(as: "postgres")
    let audit = Audit(
      database: hand, logKey: scene.office.logKey.verifier, headFile: scene.headFile, queries: queries)
    for (what, sql, checks) in Self.tampering {
      // Each in a transaction that is undone, so that it is alone.
      await #expect(throws: Undone.self) {
        try await hand.write { tx in
          try tx.script(
            "set local session_replication_role = replica;" + Self.guards("disable trigger %I") + sql + ";"
              + Self.guards("enable always trigger %I"))
          let report = try audit.report(in: tx)
          let found = Set(report.lines.filter { !$0.isOk }.map(\.name))
          #expect(found.isSuperset(of: checks), "\(what): found \(found.sorted())")
          throw Undone()
        }
      }
    }
    await hand.close()
    #expect(try await scene.audit() == [])
  }

  private struct Undone: Error {}

  /// Always-enabled triggers fire even so: the hand that tampers takes them away, and puts them back to leave no trace.
  static func guards(_ change: String) -> String {
    """

    do $$ declare guard record; begin
      for guard in select tgrelid::regclass as place, tgname from pg_trigger 
        where tgname like 'insert_only%' or tgname = 'draft_only' loop
        execute format('alter table %s \(change)', guard.place, guard.tgname);
      end loop;
    end $$;
    alter table log_entry drop constraint if exists log_entry_leaf;

    """
  }

  @Test func `a head that was signed and is not the log's beginning is found`() async throws {
    let scene = try await Scene.make()
    let other = try await Scene.make()
    try await other.threeBids()
    scene.clock.set(Scene.opens)
    try await scene.office.tick()
    #expect(try await scene.audit() == [])
    let queries = try AuditQuery.folder(Repository.path("sql/checks"))
    for (file, name) in [(other.headFile, "another log's"), ("/nonexistent/head", "missing")] {
      let report = try await Audit(
        database: scene.office.database, logKey: scene.office.logKey.verifier, headFile: file, queries: queries
      ).run()
      #expect(report.lines.filter { !$0.isOk }.map(\.name) == ["head"], "\(name)")
    }
    let report = try await Audit(
      database: scene.office.database, logKey: other.office.logKey.verifier, headFile: scene.headFile, queries: queries
    ).run()
    #expect(report.lines.filter { !$0.isOk }.map(\.name) == ["head", "checkpoints", "notes"])
  }

  @Test func `a folder without queries, or a query without its rule, is refused`() throws {
    #expect(throws: AuditQueryFault.self) { try AuditQuery.folder("/nonexistent") }
    #expect(throws: AuditQueryFault.self) { try AuditQuery.folder(Repository.path("sql/migrations")) }
    #expect(throws: AuditQueryFault.none(folder: Repository.path("Sources"))) {
      try AuditQuery.folder(Repository.path("Sources"))
    }
  }
}
