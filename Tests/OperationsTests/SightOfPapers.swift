import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing

// Papers, contracts, framework agreements, remedies, parks and drafts. Their rows are put in by hand, past every check,
// each beside another's of its kind: only who sees them is asked.

extension RowSight {
  static let county = office.union(bureau).union(["county"])
  static let inside = office.union(bureau)
  /// Those of the lot's park, and its bidders, besides.
  static let takingPart = inside.union(["park", "bidder", "newcomer"])
  /// Everybody who has no part in it sees so many.
  static func others(_ count: Int, but seeing: Set<String>, _ some: [String: Int] = [:]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: everybody.subtracting(seeing).map { ($0, some[$0] ?? count) })
  }

  static let papers: [RowSight] = [
    // One draft beside the tender.
    RowSight("tender", "ABCDSE", all: inside.union(["notary"]), some: others(1, but: inside.union(["notary"]))),
    RowSight("tender_whole", "ABCDSE", all: inside),
    RowSight("lot", "ABCDSE", all: inside.union(["notary"]), some: others(1, but: inside.union(["notary"]))),
    RowSight("lot_part", "ABCDSE", all: inside.union(["notary"]), some: others(1, but: inside.union(["notary"]))),

    // Two parks that were confirmed, and one that was refused.
    RowSight("park", "ABCDSE", all: county, some: others(2, but: county)),
    RowSight("park_decision", "ABCDSE", all: county, some: others(2, but: county)),
    RowSight("park_revision", "ABCDSE", all: county, some: others(1, but: county)),
    RowSight("park_whole", "ABCDSE", all: county, some: ["park": 2]),
    RowSight("park_revision_whole", "ABCDSE", all: county, some: ["park": 1]),
    RowSight("pilot_paper", "ABCDSE", all: county, some: ["park": 1]),
    RowSight("enterprise", "ABCDSE", all: county, some: ["park": 1, "enterprise": 1]),

    // The bidder's own that waits, another's about the documents and another's about the lot, both decided.
    RowSight("remedy", "A", all: inside, some: ["bidder": 2, "newcomer": 1]),
    RowSight("remedy", "BCDSE", all: inside.union(["bidder"]), some: ["newcomer": 1]),
    RowSight("remedy_whole", "A", all: office, some: ["bidder": 1]),
    RowSight("remedy_whole", "BCDSE", all: inside, some: ["bidder": 1]),
    RowSight("remedy_form", "ABCDSE", all: inside, some: ["bidder": 1]),
    RowSight("remedy_end", "A", all: inside, some: ["bidder": 1, "newcomer": 1]),
    RowSight("remedy_end", "BCDSE", all: inside.union(["bidder"]), some: ["newcomer": 1]),
    RowSight("remedy_acceptance", "A", all: inside),
    RowSight("remedy_acceptance", "BCDSE", all: inside.union(["bidder"])),

    // A letter to another, one to the bidder, a contract in two editions, a public paper, one that no note names yet, the
    // report with everybody's figures, the committee's own statement, an acceptance sheet of the lot and one of none.
    RowSight(
      "paper where number like 'sight-%'", "E", all: inside,
      some: others(1, but: inside, ["bidder": 5, "enterprise": 3, "park": 4, "member": 2, "last": 2])),
    RowSight(
      "paper_party where name in ('contract', 'public')", "E", all: inside.union(["bidder", "enterprise", "park"]),
      some: others(1, but: inside.union(["bidder", "enterprise", "park"]))),
    RowSight(
      "paper_signature where name in ('contract', 'public')", "E", all: inside.union(["bidder", "enterprise", "park"]),
      some: others(1, but: inside.union(["bidder", "enterprise", "park"]))),
    RowSight("service_contract", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("park_agreement", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("trustee_contract", "E", all: inside, some: ["bidder": 1, "park": 1, "enterprise": 1]),
    RowSight("filing_submission", "E", all: inside, some: ["bidder": 1, "park": 1, "enterprise": 1]),
    RowSight("filing", "E", all: inside, some: ["bidder": 1, "park": 1, "enterprise": 1]),
    RowSight("contract_failure", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("contract_failure_end", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("contract_acceptance", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("contract_payment", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("framework_agreement", "E", all: takingPart),
    RowSight("framework_exit", "E", all: takingPart),
    RowSight("framework_exit_whole", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("call_off", "E", all: takingPart),
    RowSight("call_off_whole", "E", all: inside, some: ["bidder": 1, "park": 1]),
    RowSight("competition_statement", "E", all: inside, some: ["member": 1, "last": 1]),
    RowSight("competition_consent", "E", all: inside, some: ["member": 1, "last": 1]),
  ]
}

extension Scene {
  /// What is added when a phase is reached.
  func putPapers(_ phase: RowSight.Phase) async throws {
    if phase == .a { try await putPilot() }
    if phase == .e { try await putContracts() }
  }

  private func putPilot() async throws {
    let (own, other) = (agencies[1].reference, agencies[2].reference)
    for person in [try RowSight.firm.get(), try RowSight.countyOfficer.get()] {
      try await office.database.write(as: .office) { tx in
        try tx.insert(
          ActorRow(
            key: person.key.verifier, role: person.role, name: person.key.name, addedAt: clock.now, addedBy: "local"))
      }
    }
    let columns =
      "profile, draft, state, threshold, custodians, minimum, grace_seconds, recovery_seconds, created_by, created_at"
    let park = "county, manager, application, application_sha256, technology_firms, applied_at"
    let firm = "size, technology, ip_staff, contact, has_unit, industrial, registered_by, registered_at"
    let firmValues = "'small', true, 1, 'c', false, true, '\(self.park.reference)', now()"
    try await putByHand(
      """
      insert into tender (tender_id, batch_id, title, \(columns))
      select 'rehearsal.draft', batch_id, title, profile, draft, 'draft', threshold, custodians, minimum, grace_seconds,
             recovery_seconds, created_by, created_at
        from tender;
      insert into park (park_id, batch_id, name, credit_code, \(park))
      select 'p3', batch_id, name, '91411600MA0000074K', county, '\(officer.reference)', application, application_sha256,
             technology_firms, applied_at
        from park where park_id = 'p1';
      insert into park_decision values ('p3', false, 'r', '3', '\(officer.reference)', now());
      insert into park_revision
      select park_id, 1, application, application_sha256, technology_firms, manager, now() from park where park_id <> 'p1';
      insert into pilot_paper
      select park_id, 'k', park_id, '{}', sha256('{}'), 'p', sha256('p'), now() from park where park_id <> 'p2';
      insert into enterprise (credit_code, park_id, batch_id, name, actor, \(firm))
      select code, park.park_id, park.batch_id, named, key, \(firmValues)
        from (values ('91411600MA0000082E', 'p1', 'f', '\(try RowSight.firm.get().reference)'),
                     ('91411600MA0000090Y', 'p3', 'g', null)) as new (code, park_id, named, key)
        join park on park.park_id = new.park_id;
      insert into lot (tender_id, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, scheme_sha256, state)
      select 'rehearsal.draft', lot_id, lot_no, title, 'p3', budget_fen, ceiling_fen, scheme, scheme_sha256, 'draft'
        from lot;
      insert into lot_part select 'rehearsal.draft', lot_id, part_id, part_no, bytes_max, public from lot_part;
      insert into remedy (tender_id, remedy_no, lot_id, kind, about, filer, form, form_sha256, affects_result, filed_at, due_on)
      values
        ('\(Self.tender)', 1, null, 'challenge', 'documents', '\(own)', '{}', sha256('{}'), false, now(), '2027-01-20'),
        ('\(Self.tender)', 2, null, 'challenge', 'documents', '\(other)', '{}', sha256('{}'), false, now(), '2027-01-20'),
        ('\(Self.tender)', 3, 'L1', 'challenge', 'procedure', '\(other)', '{}', sha256('{}'), false, now(), '2027-01-20');
      insert into remedy_end (tender_id, remedy_no, state, outcome, effect, words, ended_by, ended_at)
      select tender_id, remedy_no, 'answered', 'rejected', 'none', '{}', '\(officer.reference)', now()
        from remedy where remedy_no > 1;
      insert into remedy_acceptance values
        ('\(Self.tender)', 3, null, '2027-01-20', '\(supervisor.reference)', now());
      """)
  }

  private func putContracts() async throws {
    let (own, other) = (agencies[1].reference, agencies[2].reference)
    let firm = try RowSight.firm.get().reference
    func paper(_ name: String, _ kind: String, lot: String?, isPublic: Bool = false, reader: String? = nil) -> String {
      """
      insert into paper (tender_id, name, kind, number, lot_id, json, json_sha256, pdf, pdf_sha256, public, reader, made_at)
      values ('\(Self.tender)', '\(name)', '\(kind)', 'sight-\(name)', \(lot.map { "'\($0)'" } ?? "null"), '{}', sha256('{}'),
              'p', sha256('p'), \(isPublic), \(reader.map { "'\($0)'" } ?? "null"), now());
      """
    }
    let papers = [
      paper("letter-1", "result-letter", lot: "L1", reader: own),
      paper("letter-2", "result-letter", lot: "L1", reader: other),
      paper("contract", "trustee-contract-full", lot: "L1"),
      paper("contract-signed", "trustee-contract-full", lot: "L1"),
      paper("public", "notice", lot: nil, isPublic: true), paper("unnamed", "notice", lot: nil, isPublic: true),
      paper("report", "evaluation-report", lot: "L1"),
      paper("statement", "competition-statement", lot: "L1", isPublic: true),
      paper("sheet", "acceptance-sheet", lot: "L1", reader: own),
      paper("other", "acceptance-sheet", lot: nil, reader: other),
    ]
    try await putByHand(papers.joined(separator: "\n"))
    try await putByHand(
      """
      insert into bundle_file values ('\(Self.tender)', 'documents/public.pdf', 1, 'p', sha256('p'));
      insert into paper_party values
        ('\(Self.tender)', 'contract', 'agency', '\(own)'), ('\(Self.tender)', 'contract', 'enterprise', '\(firm)'),
        ('\(Self.tender)', 'public', 'bureau', '\(officer.reference)');
      insert into paper_signature values
        ('\(Self.tender)', 'contract', '\(own)', sha256('n'), now()),
        ('\(Self.tender)', 'public', '\(officer.reference)', sha256('m'), now());
      """)
    for (tender, agency, code, paper) in [
      (Self.tender, own, "91411600MA0000082E", "contract"), ("rehearsal.draft", other, "91411600MA0000090Y", "none"),
    ] {
      let contract = "'\(tender)', 'c'"
      try await putByHand(
        """
        insert into service_contract (contract_no, tender_id, lot_id, award_no, paper, officer, agency, drafted_at)
        values ('c', '\(tender)', 'L1', 1, 's', '\(officer.reference)', '\(agency)', now());
        insert into park_agreement (agreement_no, tender_id, lot_id, award_no, paper, park_manager, agency, drafted_at)
        values ('a', '\(tender)', 'L1', 1, 's', 'somebody', '\(agency)', now());
        insert into trustee_contract (contract_no, tender_id, batch_id, lot_id, mode, agency, enterprise, fee_fen, starts_on,
               ends_on, paper, contract, drafted_at)
        select 'c', tender_id, batch_id, 'L1', 'full', '\(agency)', '\(code)', 0, '2027-01-01', '2027-12-31', '\(paper)',
               '{}', now()
          from tender where tender_id = '\(tender)';
        insert into filing_submission values (\(contract), 1, '\(agency)', now());
        insert into filing (tender_id, contract_no, authority, filed_by, filed_at, result, reason, round)
        values (\(contract), 'park', 'somebody', now(), 'returned', 'r', 1);
        insert into contract_failure (tender_id, contract_no, failure_no, begins_on, ends_on, category, description, events,
               penalty_contracted, penalty_words, recorded_by, recorded_at)
        values (\(contract), 1, '2027-01-01', '2027-01-02', 'quality', 'd', 1, 'p', 'w', '\(officer.reference)', now());
        insert into contract_failure_end values (\(contract), 1, 'withdrawn', 'r', '\(officer.reference)', now());
        insert into contract_acceptance values
          (\(contract), 1, 'rejected', '2027-12-31', null, '{}', '\(officer.reference)', now());
        insert into contract_payment values (\(contract), 1, '2027-12-31', 1, '\(officer.reference)', now());
        insert into selected_agency values ('\(tender)', 'L1', 1, sha256('b'), '\(agency)', 1, 1);
        insert into framework_agreement values
          ('\(tender)', 'a', 'L1', 1, 'p', '\(officer.reference)', '\(agency)', '2027-01-01', '2027-12-31', now());
        insert into framework_exit values ('\(tender)', 'L1', 1, 'breach', 'r', '\(officer.reference)', now());
        insert into call_off (tender_id, lot_id, call_no, place, reason, called_by, called_at)
        values ('\(tender)', 'L1', 1, 1, 'r', 'somebody', now());
        insert into competition_statement values ('\(tender)', 'L1', 's', 'a', 1, 'somebody', now());
        insert into competition_consent values ('\(tender)', 'L1', 'm1', 1, sha256('n'), now());
        """)
    }
  }
}

@Suite struct `Papers, remedies and drafts` {
  @Test func `are written by the office, and a committee's own statement by whoever sits there`() async throws {
    let scene = try await Scene.make()
    _ = try await scene.readyToScore()
    let (member, agency) = (try scene.experts[0].actor, try scene.agencies[0].actor)
    func paper(_ kind: String) -> String {
      """
      insert into paper (tender_id, name, kind, number, lot_id, json, json_sha256, pdf, pdf_sha256, public, made_at)
      values ('\(Scene.tender)', 'x', '\(kind)', 'x', 'L1', '{}', sha256('{}'), 'p', sha256('p'), true, now())
      """
    }
    let remedy = """
      insert into remedy (tender_id, remedy_no, kind, about, filer, form, form_sha256, affects_result, filed_at, due_on)
      values ('\(Scene.tender)', 1, 'inquiry', 'documents', '\(scene.agencies[0].reference)', '{}', sha256('{}'), false, now(),
              '2027-01-20')
      """
    let moved = "update tender set title = title where state = 'draft'; delete from lot_part; delete from lot"
    let cases: [(sql: String, reader: Reader, isTaken: Bool)] = [
      (paper("service-contract"), .office, true), (paper("service-contract"), .actor(member), false),
      (paper("service-contract"), .actor(agency), false), (paper("service-contract"), .everybody, false),
      (paper("competition-statement"), .actor(member), true), (paper("competition-statement"), .actor(agency), false),
      (paper("competition-statement"), .nobody, false), (remedy, .office, true), (remedy, .actor(agency), false),
      // What a reader does not see it does not take away either.
      (moved, .nobody, true), (moved, .actor(agency), true), (moved, .office, false),
    ]
    struct Undone: Error {}
    for entry in cases {
      do {
        try await scene.office.database.write(as: entry.reader) { tx in
          try tx.script(entry.sql)
          throw Undone()
        }
      } catch let failure as PostgresFailure {
        #expect(!entry.isTaken && failure.sqlstate == "42501", "\(entry.reader.text): \(entry.sql): \(failure)")
      } catch is Undone {
        #expect(entry.isTaken, "\(entry.reader.text) may write: \(entry.sql)")
      }
    }
  }
}
