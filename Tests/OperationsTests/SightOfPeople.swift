import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

// Tables that name people, or say where they came from. Their rows are put in by hand, past every check: only who sees
// them is asked.

extension RowSight {
  static let judgesOfLot: Set<String> = ["member", "last"]
  /// The drawing officer, and who supervises.
  static let drawing: Set<String> = office.union(["drawer", "supervisor"])
  static let witnesses: Set<String> = office.union(bureau).union(["custodian", "park"])

  static let people: [RowSight] = [
    RowSight("tender_person where function <> 'evaluator'", "ABCDSE", all: everybody),
    RowSight("tender_person where function = 'evaluator'", "DSE", all: drawing, some: ["member": 1, "last": 1]),

    RowSight("draw_commitment", "B", all: drawing, some: ["bidder": 1]),
    RowSight("draw_commitment", "CDSE", all: everybody),
    RowSight("draw_candidate", "CDSE", all: drawing),
    RowSight("draw_decline", "SE", all: drawing),
    // One secret of two; both; the result is there, and beside it a draw that was voided after its supervisor's secret.
    RowSight("draw_secret", "C", all: ["auditor", "drawer"]),
    RowSight("draw_secret", "D", all: office, some: ["drawer": 1, "bidder": 1]),
    RowSight(
      "draw_secret", "SE", all: ["auditor", "supervisor"],
      some: Dictionary(uniqueKeysWithValues: everybody.subtracting(["auditor", "supervisor"]).map { ($0, 2) })),

    RowSight("bid_note_whole where lot_id is not null", "ABC", all: ["auditor"]),
    RowSight("bid_note_whole where lot_id is not null", "DSE", all: judgesOfLot.union(["auditor"])),
    RowSight("bid_reading", "C", all: office),
    RowSight("bid_reading", "DSE", all: office.union(judgesOfLot)),
    RowSight("attachment_reading", "C", all: ["auditor"]),
    RowSight("attachment_reading", "DSE", all: judgesOfLot.union(["auditor"])),

    RowSight("question", "ABCDSE", all: office.union(["officer", "drawer"]), some: ["bidder": 1, "newcomer": 1]),
    RowSight("question_whole", "ABCDSE", all: office, some: ["bidder": 1, "newcomer": 1]),
    RowSight("recusal_request", "DSE", all: drawing, some: ["bidder": 1]),
    RowSight("recusal_decision", "DSE", all: drawing, some: ["bidder": 1]),
    RowSight("recusal_decision_whole", "DSE", all: drawing),
    RowSight("opening_attendance", "CDSE", all: witnesses, some: ["bidder": 1]),
    RowSight("opening_objection", "CDSE", all: witnesses, some: ["bidder": 1]),
    RowSight("opening_answer", "CDSE", all: witnesses, some: ["bidder": 1]),
    RowSight("committee_question", "E", all: office.union(bureau).union(judgesOfLot), some: ["bidder": 1]),
    RowSight("bidder_answer", "E", all: office.union(bureau).union(judgesOfLot), some: ["bidder": 1]),
    RowSight("qualification_member", "E", all: office.union(bureau).union(judgesOfLot), some: ["bidder": 1]),
    RowSight("security_return", "E", all: office.union(bureau).union(judgesOfLot), some: ["bidder": 1]),

    RowSight("draft_version", "ABCDSE", all: office.union(bureau)),
    RowSight("preparation", "ABCDSE", all: office.union(bureau)),
    RowSight("draft_review", "ABCDSE", all: office.union(bureau)),
    RowSight("activity", "ABCDSE", all: ["auditor"]),
    RowSight("idempotency_key", "ABCDSE", all: office, some: ["bidder": 1]),
  ]
}

extension Scene {
  /// What is added when a phase is reached.
  func putPeople(_ phase: RowSight.Phase, _ bids: [SealedBid]) async throws {
    let place = "'\(Self.tender)', 'L1'"
    let (own, other) = (agencies[1].reference, agencies[2].reference)
    switch phase {
    case .a:
      try await putByHand(
        """
        insert into question values
          ('\(Self.tender)', 1, '\(own)', 'q', now()), ('\(Self.tender)', 2, '\(agencies[3].reference)', 'q', now());
        insert into preparation (tender_id, fact_no, kind, body, draft_sha256, recorded_by, recorded_at)
        values ('\(Self.tender)', 1, 'plan', '{}', sha256('d'), '\(officer.reference)', now());
        insert into draft_review (tender_id, review_no, outcome, draft_sha256, reviewer, reviewed_at)
        values ('\(Self.tender)', 1, 'approved', sha256('d'), '\(officer.reference)', now());
        insert into idempotency_key values
          ('\(own)', 'key-of-one', 'POST /', sha256('r'), '{}', now()),
          ('\(other)', 'key-of-another', 'POST /', sha256('r'), '{}', now());
        """)
    case .b:
      let parties = [("1", drawing.reference), ("2", own), ("3", drawing.reference), ("4", supervisor.reference)]
      for (number, party) in parties {
        try await putByHand(
          "insert into draw_commitment values (sha256(sha256('\(number)')), \(place), 'experts', '\(party)', now())")
      }
    case .c:
      try await putByHand(
        """
        insert into draw values (sha256('one'), \(place), 'experts', 1, now()), (sha256('two'), \(place), 'experts', 1, now());
        insert into draw_party values
          (sha256('one'), 1, '\(drawing.reference)', sha256(sha256('1'))), (sha256('one'), 2, '\(own)', sha256(sha256('2'))),
          (sha256('two'), 1, '\(drawing.reference)', sha256(sha256('3'))),
          (sha256('two'), 2, '\(supervisor.reference)', sha256(sha256('4')));
        insert into draw_candidate values
          (sha256('one'), 1, 'e01', '\(experts[0].reference)'), (sha256('one'), 2, 'e02', '\(experts[4].reference)');
        insert into draw_secret values (sha256(sha256('1')), sha256('1'), now());
        insert into bid_reading values ('\\x\(bids[0].id.hex)', now());
        insert into attachment_reading (bid, member, sha256, words) values ('\\x\(bids[0].id.hex)', 'a.pdf', sha256('a'), 'w');
        insert into opening_attendance values
          ('\(Self.tender)', '\(own)', 'agency', now()), ('\(Self.tender)', '\(other)', 'agency', now());
        insert into opening_objection values (\(place), 1, '\(own)', 'w', now()), (\(place), 2, '\(other)', 'w', now());
        insert into opening_answer values
          (\(place), 1, 'w', '\(officer.reference)', now()), (\(place), 2, 'w', '\(officer.reference)', now());
        """)
    case .d:
      try await putByHand(
        """
        insert into draw_secret values (sha256(sha256('2')), sha256('2'), now());
        insert into recusal_request values
          (\(place), 1, '\(own)', 'somebody', 'r', now()), (\(place), 2, '\(other)', 'somebody', 'r', now());
        insert into recusal_decision (tender_id, lot_id, request_no, person, reason, decided_by, decided_at)
        values (\(place), 1, '\(administrator.reference)', 'r', '\(drawing.reference)', now()),
               (\(place), 2, null, 'r', '\(drawing.reference)', now());
        """)
    case .s:
      try await putByHand(
        """
        insert into draw_secret values (sha256(sha256('4')), sha256('4'), now());
        insert into draw_end values
          (sha256('one'), sha256('n'), null, now()), (sha256('two'), sha256('m'), 'no secret came', now());
        insert into draw_decline values (sha256('one'), 'e01', 'ill', now());
        """)
    case .e:
      let (mine, another) = (bids[1].id.hex, bids[0].id.hex)
      try await putByHand(
        """
        insert into committee_question values
          (\(place), 1, '\\x\(mine)', 'clarification', 'q', '', '\(experts[0].reference)', now(), now() + interval '1 hour'),
          (\(place), 2, '\\x\(another)', 'clarification', 'q', '', '\(experts[0].reference)', now(), now() + interval '1 hour');
        insert into bidder_answer values (\(place), 1, 'a', null, now()), (\(place), 2, 'a', null, now());
        insert into qualification_member values
          ('\\x\(mine)', '91411600MA0000058Y'), ('\\x\(another)', '91411600MA0000066R');
        insert into security_return values
          ('\\x\(mine)', '2027-01-01', '\(officer.reference)', now()),
          ('\\x\(another)', '2027-01-01', '\(officer.reference)', now());
        """)
    }
  }
}

@Suite struct `Columns of rows that may be seen` {
  /// From where, by whom, who steps back, who judges, why.
  static let hidden = [
    ("bid_note", "address"), ("question", "asker"), ("recusal_decision", "person"), ("tender", "draft"),
    ("park", "application"), ("park_revision", "application"), ("remedy", "filer"), ("remedy", "form"),
    ("framework_exit", "reason"), ("call_off", "reason"),
  ]

  @Test func `are read by no reader where they are hidden, whatever it asks`() async throws {
    let scene = try await Scene.make()
    let readers = try RowSight.readers(scene)
    for (table, column) in Self.hidden {
      for (name, reader) in readers {
        for asked in [column, "*", "to_jsonb(\(table))"] {
          let failure = await #expect(throws: PostgresFailure.self, "\(name) reads \(asked) of \(table)") {
            try await scene.store.database().read(as: reader) { tx in
              _ = try tx.rows(Statement("hidden_column", "select \(asked) from \(table) limit 1")).count
            }
          }
          #expect(failure?.sqlstate == "42501")
        }
      }
    }
  }

  @Test func `are in the archive's view of whole rows, which shows the same rows`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    let rows = try await scene.office.database.read(as: .auditor) { tx in
      let table = try tx.archiveTables().first { $0.name == "bid_note" }
      return try table.map { try tx.archiveRows(of: $0, tender: Scene.tender) } ?? []
    }
    #expect(rows.count == 6 && rows.allSatisfy { $0.contains("\"address\"") })
  }
}
