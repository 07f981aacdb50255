import Canon
import Foundation
import Notes
import Testing

/// One tender from its notice to the contracts. Each test asks for the stage that it needs; what is done is not done
/// again. The suite that uses it runs its tests in order.
actor Play {
  enum Stage: Int, Comparable {
    case bids, closed, manifest, opened, scoring, evaluated, reviewed, awarded, agreed, contracted

    static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    var next: Stage? { Stage(rawValue: rawValue + 1) }
  }

  nonisolated let tender: StagedTender
  nonisolated let office: StagedOffice
  /// In rank order they will be first, third, second.
  nonisolated let bids: [SealedBid]
  /// A bid whose share for the third custodian is an age file to that custodian of something else.
  nonisolated let spoilt: SealedBid
  /// What that age file holds.
  nonisolated let wrongShare: [UInt8]
  nonisolated let withdrawn, late: SealedBid
  private var stage = Stage.bids

  private static let begun = Task { try await begin() }

  /// The play, taken to this stage at least.
  static func reach(_ stage: Stage) async throws -> Play {
    let play = try await begun.value
    try await play.advance(to: stage)
    return play
  }

  private init(
    tender: StagedTender, bids: [SealedBid], spoilt: SealedBid, wrongShare: [UInt8], withdrawn: SealedBid,
    late: SealedBid
  ) {
    self.tender = tender
    office = tender.office
    self.bids = bids
    self.spoilt = spoilt
    self.wrongShare = wrongShare
    self.withdrawn = withdrawn
    self.late = late
  }

  private static func begin() async throws -> Play {
    let office = try await StagedOffice.make(isWatched: true)
    // To seal and submit six bids.
    let published = try await StagedTender.publish(
      office, id: "rehearsal.play", bidsFor: office.secondsForBids(4, atLeast: 18))
    // While there is little of it.
    for path in ["/api/tenders/\(published.id)/bundle", "/ocds/\(published.id)/record.json"] {
      try await office.visit(path, as: nil)
    }
    let tender = try await published.asked().amended(later: 1)
    let agencies = tender.office.agencies
    let prices = [OfferedPrice.first, .second, .third, .second, .third, .first]
    let sealed = try await withThrowingTaskGroup(of: (Int, SealedBid).self) { group in
      for (place, agency) in agencies.enumerated() {
        if place >= 3 { try await group.next().map { _ in } }
        group.addTask { (place, try await tender.seal(agency, price: prices[place])) }
      }
      try await group.waitForAll()
      return agencies.map {
        SealedBid(tender: tender, agency: $0, folder: "\(tender.id)/\($0.key.name)/1.sealed", id: Digest(of: ""))
      }
    }.map { try $0.withID() }
    let (spoilt, wrongShare) = try await spoil(sealed[3])
    for bid in sealed.prefix(3) + [spoilt, sealed[4]] {
      let outcome = try await bid.submit()
      guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    }
    try await tender.office.must(sealed[4].agency, "bid", "withdraw", tender.id, "--lot", "L1")
    return Play(
      tender: tender, bids: Array(sealed.prefix(3)), spoilt: spoilt, wrongShare: wrongShare, withdrawn: sealed[4],
      late: sealed[5])
  }

  /// Puts another age file in the place of the third share and signs again, as a bidder may.
  private static func spoil(_ bid: SealedBid) async throws -> (SealedBid, [UInt8]) {
    let office = bid.tender.office
    let statement = try CustodianStatement(
      parsing: SignedNote(parsing: office.folder.bytes("\(bid.tender.id)/custodians/3/statement.note")).text)
    let wrong = (0..<32).map { _ in UInt8.random(in: .min ... .max) } + [3]
    let encrypted = try await Program.run(
      Program.tender, ["age", "encrypt", "-r", statement.recipient], in: office.folder.path,
      environment: Program.environment(), input: wrong)
    guard encrypted.exit == 0 else { throw StageFailure("\(encrypted)") }
    var note = try bid.body()
    note.shares[2].file = encrypted.bytes
    let signed = bid.agency.key.sign(note.text)
    try office.folder.write(bid.folder + "/bid.note", signed.bytes)
    return (SealedBid(tender: bid.tender, agency: bid.agency, folder: bid.folder, id: signed.id), wrong)
  }

  private func advance(to wanted: Stage) async throws {
    let relay = office.daemon.relay
    relay?.plays(true)
    defer { relay?.plays(false) }
    while stage < wanted, let next = stage.next {
      try await take(next)
      stage = next
    }
  }

  private func take(_ next: Stage) async throws {
    let id = tender.id
    switch next {
    case .bids: break
    case .closed:
      try await tender.untilClosed()
      try await office.visit("/api/tenders/\(id)/documents", as: nil)
    case .manifest: try await office.must(office.opener, "opening", "start", id, "--lot", "L1")
    case .opened:
      for index in 1...4 { try await open(index) }
      try await office.must(office.deputy, "committee", "declare", id, "--lot", "L1", "--none")
    case .scoring: try await score()
    case .evaluated:
      // Sheets that a test has signed stay as they are.
      for seat in 1...5 { _ = try await sign(sheet(seat), seat: seat) }
      try await office.must(
        seats[1], "score", "explain", id, "--lot", "L1", "--bid", bids[1].id.hex, "--criterion", "c1", "--reason",
        "方案缺少培训安排")
      try await office.must(office.lead, "evaluation", "sign", id, "--lot", "L1")
    case .reviewed: try await review()
    case .awarded: try await office.must(office.lead, "award", "decide", id, "--lot", "L1")
    case .agreed: try await agree()
    case .contracted:
      let enterprise = String(office.firm.reference.prefix(18))
      try await office.must(
        office.agencies[0], "contract", "draft", id, "--lot", "L1", "--mode", "full", "--enterprise", enterprise)
    }
  }

  /// A custodian gives its shares, unless a test has let it.
  private func open(_ index: Int) async throws {
    try await office.must(
      office.custodians[index - 1], "custodian", "open", id, "--identity", tender.identity(index))
  }

  nonisolated var id: String { tender.id }
  nonisolated var seats: [Person] { office.experts + [office.deputy] }
  nonisolated func seatKey(_ seat: Int) -> String { "keys/\(id).m\(seat).key" }

  /// Up to the day on which the members may sign: record, qualification, committee, conformity.
  private func score() async throws {
    try await office.must(office.opener, "opening", "record", id, "--lot", "L1")
    try await office.must(office.lead, "qualify", id, "--lot", "L1", "--pass-all")
    var members: [JSON] = []
    for (place, person) in seats.enumerated() {
      let key = try SigningKey(name: "\(id).m\(place + 1)")
      try office.folder.write(seatKey(place + 1), Array((key.line + "\n").utf8))
      members.append([
        "member": JSON("m\(place + 1)"), "vkey": JSON(key.verifier.text), "person": JSON(person.reference),
        "chair": JSON(place == 0), "kind": place == 4 ? "representative" : "expert",
      ])
    }
    try office.folder.write("\(id)/members.json", JSON.array(members))
    try await office.must(office.drawer, "committee", "form", id, "--lot", "L1", "--members", "\(id)/members.json")
    for person in office.experts { try await office.must(person, "committee", "declare", id, "--lot", "L1", "--none") }
    for person in seats { try await office.must(person, "conform", id, "--lot", "L1", "--pass-all") }
  }

  /// The result is reviewed again: the second member corrects the score that lies far from the others'.
  private func review() async throws {
    try await office.must(
      office.lead, "evaluation", "review", id, "--lot", "L1", "--ground", "extreme", "--reason", "一项评分畸低")
    let waiting = try await office.tender(office.lead, "award", "decide", id, "--lot", "L1")
    guard waiting.exit == 3, waiting.code == "reReview.underReview" else { throw StageFailure("\(waiting)") }
    let near = try await sign(
      sheet(1).setting(bids[0].id.hex, ["c1": "51.50", "c2": "15.00"]), seat: 1, reason: "重新考虑")
    guard near.exit == 3, near.code == "evaluation.changeUnlawful" else { throw StageFailure("\(near)") }
    let corrected = try await sign(sheet(2, isCorrected: true), seat: 2, reason: "漏看培训安排")
    guard corrected.exit == 0 else { throw StageFailure("\(corrected)") }
    try await office.must(office.lead, "evaluation", "sign", id, "--lot", "L1")
    let told = try await office.must(office.supervisor, "evaluation", "reviews", id, "--lot", "L1")
    guard let row = told["reviews"]?.arrayValue?.first, row["corrected"] == ["m2"], row["ground"] == "extreme" else {
      throw StageFailure(told.canonicalText)
    }
  }

  /// What a member thinks of the three bids: c1 differs from member to member, c2 is counted.
  ///
  /// - Parameter isCorrected: as the second member signs it in the re-review.
  nonisolated func sheet(_ seat: Int, isCorrected: Bool = false) -> JSON {
    let judged = ["52.00", "47.00", "44.50"]
    let counted = ["15.00", "10.00", "20.00"]
    return .object(
      bids.enumerated().map { place, bid in
        let own = place == 1 && !isCorrected ? "30.00" : "40.50"
        return JSON.Member(bid.id.hex, ["c1": JSON(seat == 2 ? own : judged[place]), "c2": JSON(counted[place])])
      })
  }

  /// Signs a sheet with the seat's key through the command.
  nonisolated func sign(
    _ sheet: JSON, seat: Int, as person: Person? = nil, reason: String? = nil
  ) async throws -> Outcome {
    let file = "\(id)/sheet-\(seat)-\(UUID().uuidString).json"
    try office.folder.write(file, sheet)
    return try await office.tender(
      person ?? seats[seat - 1],
      ["score", "sign", id, "--lot", "L1", "--member", "m\(seat)", "--member-key", seatKey(seat), "--sheet", file]
        + (reason.map { ["--reason", $0] } ?? []))
  }

  private func agree() async throws {
    let winner = office.agencies[0]
    try await office.must(office.manager, "award", "accept", id, "--lot", "L1")
    try await office.must(office.lead, "contract", "service", id, "--lot", "L1")
    for person in [office.lead, winner] { try await office.must(person, "contract", "sign", id, "L1-service-contract") }
    try office.folder.write(
      "\(id)/agreement.json",
      ["office": ["place": "二层203室", "isFree": true, "area": "46", "equipment": ["办公桌椅4套"]], "reportMonths": 3])
    try await office.must(
      office.manager, "agreement", "draft", id, "--lot", "L1", "--file", "\(id)/agreement.json")
    for person in [office.manager, winner] {
      try await office.must(person, "agreement", "sign", id, "L1-park-agreement")
    }
  }
}

extension SealedBid {
  /// With the id that its note has.
  func withID() throws -> SealedBid {
    SealedBid(tender: tender, agency: agency, folder: folder, id: try SignedNote(parsing: note).id)
  }
}

extension Play {
  /// Takes the contract to its filing, and asks for what no step before has asked for, so that each operation that tells
  /// JSON was used once.
  nonisolated func visitTheRest() async throws {
    let (daemon, lead, winner) = (office.daemon, office.lead, office.agencies[0])
    daemon.relay?.plays(true)
    defer { daemon.relay?.plays(false) }
    let contracts = try await daemon.send("GET", "/api/tenders/\(id)/contracts", as: lead.key).json?["contracts"]
    guard let contract = contracts?.arrayValue?.first, let number = contract["contract"]?.stringValue,
      let paper = contract["paper"]?.stringValue
    else { throw StageFailure("no contract") }
    for person in [winner, office.firm] { try await office.must(person, "contract", "sign", id, paper) }
    try await office.must(winner, "filing", "submit", id, number)
    try await office.must(office.manager, "filing", "accept", id, number, "--park")
    try await office.must(lead, "filing", "accept", id, number, "--bureau")
    try await perform()
    try await visitDrafts()
    let everybody = [
      "/healthz", "/readyz", "/log/checkpoint", "/api/instance", "/api/vkeys", "/api/feed?limit=1", "/api/tenders",
      "/api/tenders/\(id)", "/api/tenders/\(id)/package", "/api/tenders/\(id)/bundle/evaluation/L1.json",
      "/ocds/\(id)/releases/1.json", "/ocds/extension/extension.json", "/api/programmes", "/api/batches",
      "/api/agencies", "/api/agencies/\(winner.code ?? "")",
    ]
    for path in everybody { try await visit(path, as: nil) }
    for path in [
      "/api/parks", "/api/parks/P1", "/api/parks/P1/enterprises", "/api/parks/P1/confirmation.json", "/api/awards",
      "/api/tenders/\(id)/papers", "/api/tenders/\(id)/papers/\(paper)", "/api/tenders/\(id)/lots/L1/reviews",
    ] { try await visit(path, as: lead) }
    for path in ["/api/tenders/\(id)/bids", "/api/tenders/\(id)/bids/\(bids[0].id.hex)"] {
      try await visit(path, as: office.deputy)
    }
    try await visit("/api/tenders/\(id)/receipts", as: winner)
    try await visit("/api/tenders/\(id)/lots/L1/committee", as: office.drawer)
    try await visit("/api/tenders/\(id)/opening-conditions", as: office.opener)
    try await visit("/api/notices", as: winner)
    try await visit("/api/tenders/\(id)/questions", as: lead)
    _ = try await office.tender(lead, "tender", "close", id)
  }

  /// A failure of the service contract, paid for, and the acceptance that ends it.
  private nonisolated func perform() async throws {
    let lead = office.lead
    let told = try await office.daemon.send("GET", "/api/tenders/\(id)/lots/L1/performance", as: lead.key).json
    guard let begins = told?["term"]?["begins"], let ends = told?["term"]?["ends"] else {
      throw StageFailure("no term")
    }
    try office.folder.write(
      "\(id)/failure.json",
      [
        "period": ["begins": begins, "ends": begins], "category": "absence", "description": "首日未驻园", "events": 1,
        "penaltyContracted": "每缺一日扣减五百元", "penalty": "500.00",
      ])
    try await office.must(lead, "performance", "failure", id, "--lot", "L1", "--file", "\(id)/failure.json")
    try await office.must(lead, "performance", "settle", id, "--lot", "L1", "--failure", "1", "--paid")
    try office.folder.write(
      "\(id)/acceptance.json",
      [
        "outcome": "accepted", "ended": ends, "items": [["item": "驻园服务", "finding": "passed", "words": "合格"]],
        "opinions": ["asked": 3, "satisfied": 3, "dissatisfied": 0], "amount": "197500.00", "amountReason": "扣减违约金",
      ])
    try await office.must(lead, "performance", "accept", id, "--lot", "L1", "--file", "\(id)/acceptance.json")
    try await office.must(
      lead, "performance", "paid", id, "--lot", "L1", "--on", begins.stringValue ?? "", "--amount", "197500.00")
    let shown = try await office.must(office.manager, "performance", "show", id, "--lot", "L1")
    guard let sheet = shown["acceptances"]?.arrayValue?.first?["sheet"]?.stringValue else {
      throw StageFailure("no sheet: \(shown.canonicalText)")
    }
    for (place, person) in [lead, office.agencies[0], office.manager].enumerated() {
      try await office.must(person, "paper", "fetch", id, sheet, "--out", "\(id)/sheet-of-\(place)")
    }
    let other = try await office.tender(office.agencies[1], "paper", "fetch", id, sheet, "--out", "\(id)/sheet-of-none")
    guard other.exit == 4, other.code == "signing.paperUnknown" else { throw StageFailure("\(other)") }
  }

  /// What is edited before it binds: a draft, and an application to another year's batch.
  private nonisolated func visitDrafts() async throws {
    let draft = StagedTender.draft(office, id: "rehearsal.edited", bidsFor: 60)
    try await office.post(office.lead, "/api/tenders", draft)
    try await office.must(office.lead, "tender", "draft", "rehearsal.edited", "--out", "edited.json")
    try office.folder.write("edited.json", draft.setting("title", "改过的名称"))
    try await office.must(office.lead, "tender", "revise", "edited.json")
    try await prepare("rehearsal.edited")
    let now = Int(Date().timeIntervalSince1970)
    try await office.post(
      office.lead, "/api/batches",
      [
        "id": "b-2027", "programme": "zk-2026", "year": 2027, "title": "第二批", "windowCloses": JSON(now + 3600),
        "termBegins": "2027-12-01", "termEnds": "2028-11-30",
      ])
    let application = office.application.setting("park", "P2").setting("batch", "b-2027")
    try await office.post(office.manager, "/api/parks", application)
    try await office.must(office.manager, "park", "application", "P2", "--out", "application.json")
    try await office.must(office.manager, "park", "revise", "application.json")
  }

  /// What comes before a notice, by its commands; the lead drafted, so another reviews.
  private nonisolated func prepare(_ id: String) async throws {
    for kind in ["survey", "plan", "fairness"] {
      let example = try await office.tender(office.lead, "tender", "prepare", kind, "--example")
      guard let form = example.json else { throw StageFailure("\(example)") }
      try office.folder.write("\(kind).json", form)
      try await office.must(office.lead, "tender", "prepare", kind, id, "\(kind).json")
    }
    let own = try await office.tender(office.lead, "tender", "review", id, "--approve")
    guard own.exit == 4, own.code == "preparation.reviewerDrafted" else { throw StageFailure("\(own)") }
    try await office.must(office.drawer, "tender", "review", id, "--return", "预算依据不足")
    try await office.must(office.drawer, "tender", "draft", id, "--out", "read.json")
    let file = try await office.must(office.drawer, "tender", "review", id, "--approve", "--draft", "read.json")
    guard file["missing"] == [], file["ready"] == true else { throw StageFailure(file.canonicalText) }
    try await office.must(office.supervisor, "tender", "preparation", id)
    let lint = try await office.must(office.lead, "tender", "lint", "read.json", "--recorded")
    guard lint["findings"]?.arrayValue?.contains(where: { $0["at"] == "preparation" }) == false else {
      throw StageFailure(lint.canonicalText)
    }
  }

  private nonisolated func visit(_ path: String, as person: Person?) async throws {
    try await office.visit(path, as: person)
  }
}
