import Canon
import Foundation
import Notes

/// Commands and queries on a tender of 200 lots in two parts, with 2,000 sealed bids: each asked of a real daemon, as
/// the person who may, one at a time; signing and HTTP are in the figure, the start of a program is not.
struct ScaleMeasure {
  private static let lot = "L1"
  private static let queryRounds = 5

  private let plan: Plan
  private let host: String
  private let port: Int

  init(_ plan: Plan) throws {
    self.plan = plan
    (host, port) = try plan.address(plan.scaleServer)
  }

  func figures() async throws -> [Figure] {
    var clock = Stopwatch()
    let office = Office(host: host, port: port)
    let tender = try await published(office, &clock)
    let bids = try await handedIn(tender, &clock)
    try await ask(queriesBefore(tender), office, &clock)
    let manifest = try await opened(tender, bids, office, &clock)
    try await ask(queriesAfter(tender), office, &clock)
    try await evaluated(tender, bids, first: manifest, office, &clock)
    try await ask(queriesAtTheEnd(tender), office, &clock)
    return clock.figures
  }

  // MARK: to the close

  private func published(_ office: Office, _ clock: inout Stopwatch) async throws -> ScaleTender {
    let people = try People(bidders: ScaleTender.bidders)
    try await people.enter(plan, database: "\(plan.database)_scale", parks: ScaleTender.lots)
    let draft = TenderDraft(
      id: ScaleTender.id, lots: ScaleTender.lots, parts: ScaleTender.parts, bidsFor: ScaleTender.bidsFor,
      budget: ScaleTender.budget
    ).json(people)
    _ = try await clock.time("create") { try await office.call("POST", "/api/tenders", draft, by: people.officer) }
    let identities = try await office.stateKeys(of: people, tender: ScaleTender.id)
    let notice = try await clock.time("publish") { try await office.publish(ScaleTender.id, by: people.officer) }
    let id = ScaleTender.id
    _ = try await clock.time("ask") {
      try await office.call("POST", "/api/tenders/\(id)/questions", ["text": "驻园服务是否包括周末？"], by: people.bidders[0])
    }
    try await clock.time("clarify") {
      try await office.change(
        "clarification", of: id, ["answers": [["question": 1, "answer": "不包括。"]]], by: people.officer)
    }
    try await clock.time("amend") {
      try await office.change(
        "amendment", of: id, ["reason": "明确驻园时间", "changes": [["item": "standard", "to": "每周驻园不少于四天"]]],
        by: people.officer)
    }
    return ScaleTender(people: people, notice: notice.id, identities: identities)
  }

  private func handedIn(_ tender: ScaleTender, _ clock: inout Stopwatch) async throws -> [Digest: BidNote] {
    let registrations = tender.people.bidders.map { key in
      SealedBid(note: key.sign(Register(tender: ScaleTender.id, key: key.verifier).text).bytes, payload: [], key: key)
    }
    let bids = try tender.bids()
    for notes in [registrations, bids] {
      let result = try await LoadGenerator.run(
        try RequestPress.requests(notes, of: ScaleTender.id), connections: min(notes.count, 32), host: host, port: port)
      if let refusal = result.firstRefusal { throw BenchFailure("a bid was refused: \(refusal)") }
    }
    say("scale: \(bids.count) bids for \(ScaleTender.lots) lots are in")
    return Dictionary(
      uniqueKeysWithValues: try bids.map { bid in
        let note = try SignedNote(parsing: bid.note)
        return (note.id, try BidNote(parsing: note.text))
      })
  }

  /// The close, from the deadline on, and the manifest of every lot's first part.
  private func opened(
    _ tender: ScaleTender, _ bids: [Digest: BidNote], _ office: Office, _ clock: inout Stopwatch
  ) async throws -> Digest {
    let (id, people) = (ScaleTender.id, tender.people)
    let shown = try await office.call("GET", "/api/tenders/\(id)", by: people.officer)
    guard let deadline = shown["deadline"]?.integerValue else { throw BenchFailure("the tender has no deadline") }
    try await Task.sleep(for: .seconds(Double(deadline) - Date().timeIntervalSince1970))
    guard Date().timeIntervalSince1970 - Double(deadline) < 1 else {
      throw BenchFailure("the bids were not in by the deadline")
    }
    try await clock.time("close", below: nil) {
      _ = try await office.call("POST", "/api/tenders/\(id)/close", by: people.officer)
    }
    let (manifest, order) = try await clock.time("manifest", below: nil) {
      try await office.startOpening(id, by: people.openingOfficer)
    }
    clock.add("close_and_manifest", clock.last("close") + clock.last("manifest"), below: 5_000)
    try await give(tender, manifest, order, bids, office, &clock)
    return manifest
  }

  /// Shares of as many custodians as are needed; the last one's opens the bids.
  private func give(
    _ tender: ScaleTender, _ manifest: Digest, _ order: [Digest], _ bids: [Digest: BidNote], _ office: Office,
    _ clock: inout Stopwatch, named name: String? = "shares"
  ) async throws {
    for custodian in 0..<Fixture.threshold {
      let entries = try tender.shares(custodian, manifest: manifest, of: bids, in: order).map(\.line)
      let note = Shares(
        tender: ScaleTender.id, manifest: manifest, index: custodian + 1, list: ListLine(of: entries))
      let key = tender.people.custodians[custodian]
      let started = ContinuousClock.now
      try await office.post(
        note: key.sign(note.text), tender: ScaleTender.id, by: key, more: [("list", JSON(ListLine.text(of: entries)))])
      let last = custodian == Fixture.threshold - 1
      if let name {
        clock.add(last ? "\(name)_that_open" : name, (ContinuousClock.now - started).inSeconds * 1_000, below: nil)
      }
    }
  }

  // MARK: one lot to its award

  private func evaluated(
    _ tender: ScaleTender, _ bids: [Digest: BidNote], first: Digest, _ office: Office, _ clock: inout Stopwatch
  ) async throws {
    let (id, people, lot) = (ScaleTender.id, tender.people, Self.lot)
    let lotPath = "/api/tenders/\(id)/lots/\(lot)"
    func inLot(_ part: String) -> [Digest] {
      bids.filter { $0.value.head.lot == lot && $0.value.head.part == part }.map(\.key)
    }
    func findings(_ bids: [Digest]) -> JSON {
      ["findings": .array(bids.map { ["bid": JSON($0.hex), "passed": true] })]
    }
    let technical = inLot("technical")
    try await clock.time("record_opening") {
      _ = try await office.call("POST", "\(lotPath)/opening-record", by: people.openingOfficer)
    }
    try await clock.time("qualify") {
      _ = try await office.call("POST", "\(lotPath)/qualification", findings(technical), by: people.officer)
    }
    let seats = people.experts + [people.evaluators[0]]
    let keys = try (1...seats.count).map { try SigningKey(name: "\(id).m\($0)") }
    let committee = CommitteeNote(
      tender: id, lot: lot, draw: nil,
      members: keys.enumerated().map { .init(id: "m\($0 + 1)", key: $1.verifier) })
    let who = JSON.object(
      seats.enumerated().map { place, key in
        JSON.Member(
          "m\(place + 1)",
          [
            "person": JSON(key.verifier.reference.text), "chair": JSON(place == 0),
            "kind": place == seats.count - 1 ? "representative" : "expert",
          ])
      })
    try await clock.time("form_committee") {
      _ = try await office.post(
        note: people.drawingOfficer.sign(committee.text), tender: id, by: people.drawingOfficer, more: [("people", who)]
      )
    }
    for seat in seats {
      try await clock.time("declare") {
        _ = try await office.call("POST", "\(lotPath)/declaration", ["conflict": nil], by: seat)
      }
    }
    for seat in seats {
      try await clock.time("conform") {
        _ = try await office.call("POST", "\(lotPath)/conformity", findings(technical), by: seat)
      }
    }
    let (manifest, order) = try await clock.time("manifest_of_one_lot") {
      try await office.startOpening(id, lot: lot, by: people.openingOfficer)
    }
    try await give(tender, manifest, order, bids, office, &clock, named: nil)
    // The committee looks at the prices too; a bid goes by the name of its first part.
    for seat in seats {
      try await clock.time("conform") {
        _ = try await office.call("POST", "\(lotPath)/conformity", findings(technical), by: seat)
      }
    }
    try await clock.time("bids_of_a_lot") {
      _ = try await office.call("GET", "/api/tenders/\(id)/bids?lot=\(lot)", by: seats[0])
    }
    try await clock.time("collusion_signals") {
      _ = try await office.call("GET", "\(lotPath)/collusion-signals", by: seats[0])
    }
    for (place, key) in keys.enumerated() {
      let sheet = JSON.object(
        try await scored(office, seats[place]).enumerated().map { number, bid in
          JSON.Member(bid, ["c1": JSON("\(60 + number).\(place.isMultiple(of: 2) ? "00" : "50")")])
        })
      let note = ScoresNote(tender: id, lot: lot, member: "m\(place + 1)", sheet: Digest(of: sheet.canonicalBytes()))
      try await clock.time("score") {
        _ = try await office.post(note: key.sign(note.text), tender: id, by: seats[place], more: [("sheet", sheet)])
      }
    }
    // The report, and the notices with a letter to each loser, are printed in the same commands.
    try await clock.time("evaluate") {
      _ = try await office.signDraft("evaluation", of: id, lot: lot, by: people.officer)
    }
    try await clock.time("award") {
      _ = try await office.signDraft("award", of: id, lot: lot, by: people.officer)
    }
  }

  /// The bids that a sheet names, as the reviews say.
  private func scored(_ office: Office, _ member: SigningKey) async throws -> [String] {
    let reviews = try await office.call("GET", "/api/tenders/\(ScaleTender.id)/lots/\(Self.lot)/reviews", by: member)
    return (reviews["bids"]?.arrayValue ?? []).filter { $0["scored"]?.boolValue == true }.compactMap {
      $0["bid"]?.stringValue
    }
  }

  // MARK: queries

  private struct Query {
    let name: String
    let path: String
    let who: SigningKey?
  }

  private func queriesBefore(_ tender: ScaleTender) -> [Query] {
    let (base, people) = ("/api/tenders/\(ScaleTender.id)", tender.people)
    return [
      Query(name: "show_tender", path: base, who: people.officer),
      Query(name: "list_tenders", path: "/api/tenders", who: people.officer),
      Query(name: "show_draft", path: "\(base)/draft", who: people.officer),
      Query(name: "fetch_package", path: "\(base)/package", who: people.bidders[0]),
      Query(name: "list_receipts", path: "\(base)/receipts", who: people.bidders[0]),
      Query(name: "list_questions", path: "\(base)/questions", who: people.officer),
      Query(name: "list_due", path: "\(base)/due", who: people.officer),
      Query(name: "opening_conditions", path: "\(base)/opening-conditions", who: people.openingOfficer),
    ]
  }

  private func queriesAfter(_ tender: ScaleTender) -> [Query] {
    let (base, people) = ("/api/tenders/\(ScaleTender.id)", tender.people)
    return [
      Query(name: "show_opened_tender", path: base, who: people.officer),
      Query(name: "page_of_the_tender", path: "/tenders/\(ScaleTender.id)", who: nil),
      Query(name: "front_page", path: "/", who: nil),
      Query(name: "opening_session", path: "\(base)/lots/\(Self.lot)/opening-session", who: people.openingOfficer),
      Query(name: "standings", path: "\(base)/lots/\(Self.lot)/standings", who: people.officer),
      Query(name: "list_files", path: "\(base)/bundle", who: people.officer),
      Query(name: "open_data", path: "/ocds/\(ScaleTender.id)/record.json", who: nil),
    ]
  }

  private func queriesAtTheEnd(_ tender: ScaleTender) -> [Query] {
    let (base, people) = ("/api/tenders/\(ScaleTender.id)", tender.people)
    return [
      Query(name: "list_papers", path: "\(base)/papers", who: people.officer),
      Query(name: "list_remedies", path: "\(base)/remedies", who: people.officer),
      Query(name: "show_reviews", path: "\(base)/lots/\(Self.lot)/reviews", who: people.officer),
      Query(name: "list_contracts", path: "\(base)/contracts", who: people.officer),
    ]
  }

  private func ask(_ queries: [Query], _ office: Office, _ clock: inout Stopwatch) async throws {
    for query in queries {
      for _ in 0..<Self.queryRounds {
        try await clock.time(query.name) { try await office.fetch(query.path, by: query.who) }
      }
    }
  }
}
