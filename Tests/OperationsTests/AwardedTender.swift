import Canon
import Exact
import Notes
import Operations
import Store
import Tendering
import Testing

/// A tender with two awarded lots, as the evaluation leaves it. The bids behind the awards are not played: their rows
/// are written past the foreign keys, since nothing after the award looks at them.
struct AwardedTender: Sendable {
  static let id = "rehearsal.zk-2026"

  let pilot: PilotOffice
  /// Of L1, of L2, and of L3, which has no award.
  let park, otherPark, thirdPark: PilotOffice.Person
  /// Won L1 (park P1) and L2 (park P2); `loser` registered for the tender, `stranger` did not.
  let winner, otherWinner, loser, stranger: PilotOffice.Person

  var office: Office { pilot.office }

  init() async throws {
    pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    park = try await pilot.confirmedPark("P1", serial: 101)
    otherPark = try await pilot.confirmedPark("P2", serial: 102)
    thirdPark = try await pilot.park("park.P3", serial: 103)
    _ = try await pilot.office.applyPark(
      try pilot.application("P3", of: thirdPark, firms: 20), by: thirdPark.actor)
    winner = try await pilot.agency(serial: 1, licence: "41001")
    otherWinner = try await pilot.agency(serial: 2, licence: "41002")
    loser = try await pilot.agency(serial: 3, licence: "41003")
    stranger = try await pilot.agency(serial: 4, licence: "41004")
    try await pilot.sql(rows)
  }

  private var rows: String {
    let digest = "decode(repeat('ab', 32), 'hex')"
    let made = Self.draft(pilot.officer.reference)
    let draft = made.canonicalText.replacing("'", with: "''")
    let terms = JSON.object([.init("service", made["service"] ?? .null)]).canonicalText.replacing("'", with: "''")
    let bidders = [winner, otherWinner, loser].map { person in
      "('\(Self.id)', '\(person.reference)', '\(person.key.verifier.text)', '\(person.reference)', \(digest))"
    }
    return """
      set local session_replication_role = replica;
      insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum, grace_seconds,
             recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at, notice_index,
             close_index, closed_at)
      values ('\(Self.id)', 'b-2026', '知识产权托管服务', 'G1', '\(draft)', 'closed', 3, 5, 3, 5, 60,
             '\(pilot.officer.reference)', now(), \(digest), \(digest), '2026-11-01', '2026-11-02', 0, 1, '2026-11-03');
      insert into lot (tender_id, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, scheme_sha256, state)
      values ('\(Self.id)', 'L1', 1, '一园托管', 'P1', 30000000, 26000000, '{}', sha256('{}'), 'awarded'),
             ('\(Self.id)', 'L2', 2, '二园托管', 'P2', 30000000, 26000000, '{}', sha256('{}'), 'awarded'),
             ('\(Self.id)', 'L3', 3, '三园托管', 'P3', 30000000, 26000000, '{}', sha256('{}'), 'evaluated');
      insert into award (tender_id, lot_id, award_no, bid, bidder, rank, price_fen, file, note_id, awarded_at)
      values ('\(Self.id)', 'L1', 1, \(digest), '\(winner.reference)', 1, 19800000, '{}', \(digest), '2026-11-20'),
             ('\(Self.id)', 'L2', 1, \(digest), '\(otherWinner.reference)', 1, 18800000, '{}', \(digest), '2026-11-20');
      insert into note (note_id, type, tender_id, signer, bytes, taken_at)
      values (\(digest), 'tender-notice/v1', '\(Self.id)', '\(pilot.officer.reference)', 'x', '2026-11-01');
      insert into bundle_file (tender_id, path, log_index, bytes, sha256)
      select '\(Self.id)', 'documents/terms.json', 0, terms, sha256(terms)
        from convert_to('\(terms)', 'UTF8') as terms;
      insert into bidder (tender_id, bidder, vkey, actor, note_id) values \(bidders.joined(separator: ", "));
      insert into paper (tender_id, name, kind, number, lot_id, json, json_sha256, pdf, pdf_sha256, public, made_at)
      select '\(Self.id)', lot || '-award-notice', 'award-notice', 'N-' || lot, lot, '{}', sha256('{}'), 'x', sha256('x'),
             true, '2026-11-20'
        from unnest(array['L1', 'L2']) as lot;
      """
  }

  /// A draft as an officer writes it; papers take the service's words from it.
  static func draft(_ person: String) -> JSON {
    let scheme: JSON = [
      "method": "rated", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "full",
      "criteria": [["id": "c1", "name": "服务方案", "kind": "judged", "max": "80.00", "step": "0.50"]], "combine": "mean",
      "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
      "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
      "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
    ]
    return [
      "id": JSON(id), "batch": "b-2026", "title": "知识产权托管服务", "profile": "G1",
      "times": ["opensAfter": 1, "bidsFor": 60], "grace": 5, "recovery": 60, "threshold": 3, "minimum": 3,
      "reviewed": true,
      "people": [
        "openingOfficer": JSON(person), "drawingOfficer": JSON(person), "administrator": JSON(person), "evaluators": [],
        "custodians": [],
      ],
      "service": ["requirement": "每周驻园三日", "standard": "按服务标准", "validityDays": 90, "termDays": 365],
      "lots": [
        [
          "id": "L1", "park": "P1", "title": "一园托管", "budget": "300000.00", "ceiling": "260000.00",
          "parts": [["part": "main", "maxBytes": 1048576, "public": true]], "scheme": scheme,
        ]
      ],
    ]
  }

  // MARK: deeds

  /// Signs a paper as the CLI does: the draft's text, this person's key.
  @discardableResult
  func sign(_ paper: String, by person: PilotOffice.Person) async throws -> TakenNote {
    let draft = try await office.draftRecord(Self.id, paper: paper, by: person.actor)
    return try await office.takeNote(NoteEnvelope(note: person.key.sign(draft.text)), by: person.actor)
  }

  func take(_ draft: NoteDraft, by person: PilotOffice.Person) async throws -> TakenNote {
    try await office.takeNote(
      NoteEnvelope(note: person.key.sign(draft.text), list: draft.list.map { Array($0.utf8) }), by: person.actor)
  }

  /// L1's service contract, signed by both.
  func serviceContract() async throws {
    _ = try await office.draftServiceContract(Self.id, lot: "L1", [:], by: pilot.officer.actor)
    try await sign("L1-service-contract", by: pilot.officer)
    try await sign("L1-service-contract", by: winner)
  }

  static let agreement: JSON = [
    "office": ["place": "创业中心203室", "isFree": true, "area": "46"],
    "staff": [["name": "喆堃", "certificate": "4100000001", "role": "项目负责人", "daysOnSite": 120]],
  ]

  /// L1's service contract and park agreement, signed by all.
  func agreed() async throws {
    try await serviceContract()
    _ = try await office.draftParkAgreement(Self.id, lot: "L1", Self.agreement, by: park.actor)
    try await sign("L1-park-agreement", by: park)
    try await sign("L1-park-agreement", by: winner)
  }

  /// A full trustee contract of L1, not signed yet; returns its number and its paper's name.
  func drafted(with firm: PilotOffice.Person) async throws -> (number: String, paper: String) {
    let code = try #require(firm.actor.organisation)
    let answer = try await office.draftTrusteeContract(
      Self.id, lot: "L1", ["mode": "full", "enterprise": JSON(code.text)], by: winner.actor)
    return (try #require(answer["number"]?.stringValue), try #require(answer["name"]?.stringValue))
  }
}
