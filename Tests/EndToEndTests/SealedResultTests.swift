import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// One tender of two parts under the Tendering Law, whose scheme discloses the winner alone, from its bids to its award, by
/// the programs alone: a bid that a custodian strands and its bidder recovers, experts drawn, one technical part rejected, a
/// tie drawn, the candidates made public, and bid security given back.
private actor SealedPlay {
  enum Stage: Int {
    case closed, technical, recovered, reviewed, priced, scored, drawn, evaluated, awarded
  }

  nonisolated let office: StagedOffice
  nonisolated let tender: StagedTender
  /// The first two tie; the third is third; the fourth falls in the technical part.
  nonisolated let technical, priced: [SealedBid]
  private var stage = Stage.closed
  /// The experts in the order drawn.
  private(set) var seats: [Person] = []

  private static let begun = Task { try await begin() }

  static func reach(_ wanted: Stage) async throws -> SealedPlay {
    let play = try await begun.value
    try await play.advance(to: wanted)
    return play
  }

  private init(_ tender: StagedTender, technical: [SealedBid], priced: [SealedBid]) {
    self.tender = tender
    office = tender.office
    self.technical = technical
    self.priced = priced
  }

  nonisolated var id: String { tender.id }

  private static func begin() async throws -> SealedPlay {
    let office = try await StagedOffice.make(isWatched: true)
    // Long enough to seal and submit eight bids here and now, and no longer.
    let bidsFor = Int(min(max(office.pace * 3, 16), 90))
    let id = "rehearsal.sealed"
    let usual = StagedTender.draft(
      office, id: id, bidsFor: bidsFor, parts: ["technical", "price"], disclosure: "winner")
    let lot = (usual["lots"]?.arrayValue?.first ?? .null).setting("bidSecurity", "6000.00")
    let tender = try await StagedTender.publish(
      office, id: id, draft: usual.setting("profile", "T1").setting("lots", [lot]))
    let prices = [OfferedPrice.first, .first, .third, .second]
    var parts: [String: [SealedBid]] = [:]
    for part in ["technical", "price"] {
      for (agency, price) in zip(office.agencies, prices) {
        let bid = try await tender.seal(agency, price: price, part: part)
        let outcome = try await bid.submit()
        guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
        parts[part, default: []].append(bid)
      }
    }
    try await until("the tender closes", seconds: 120) {
      try await office.daemon.send("GET", "/api/tenders/\(tender.id)").json?["close"]?.integerValue != nil
    }
    return SealedPlay(tender, technical: parts["technical"] ?? [], priced: parts["price"] ?? [])
  }

  private func advance(to wanted: Stage) async throws {
    while stage.rawValue < wanted.rawValue, let next = Stage(rawValue: stage.rawValue + 1) {
      try await take(next)
      stage = next
    }
  }

  private func take(_ next: Stage) async throws {
    let lot = ["--lot", "L1"]
    switch next {
    case .closed: break
    case .technical: try await openTechnical()
    case .recovered: try await office.must(office.agencies[0], "bid", "secret", technical[0].folder)
    case .reviewed: try await review()
    case .priced:
      try await office.must(office.opener, ["opening", "start", id] + lot)
      for index in 2...4 {
        try await office.must(
          office.custodians[index - 1], "custodian", "open", id, "--identity", tender.identity(index))
      }
      try await office.must(office.opener, ["opening", "record", id] + lot)
    case .scored: try await score()
    case .drawn: try await drawTie()
    case .evaluated: try await office.must(office.lead, ["evaluation", "sign", id] + lot)
    case .awarded:
      try await office.must(office.lead, ["award", "candidates", id] + lot)
      try await office.must(office.lead, ["award", "decide", id] + lot)
      // The third's: which of the first two wins is the draw's, and of the winner nothing is sealed.
      try await office.must(office.agencies[2], ["result", "fetch", id] + lot)
      try await office.must(
        office.lead,
        ["security", "return", id] + lot + ["--bid", technical[2].id.hex, "--on", ContestedPlay.day(after: 0)])
    }
  }

  /// Three custodians answer; the third claims falsely that its share file of the first bid is bad.
  private func openTechnical() async throws {
    try await office.must(office.opener, "opening", "start", id, "--lot", "L1")
    for index in 1...2 {
      try await office.must(office.custodians[index - 1], "custodian", "open", id, "--identity", tender.identity(index))
    }
    let file = "\(id)/shares-3.json"
    let custodian = office.custodians[2]
    try await office.must(custodian, "custodian", "open", id, "--identity", tender.identity(3), "--out", file)
    let made = try JSON.parse(office.folder.bytes(file))
    let body = try Shares(parsing: SignedNote(parsing: Array((made["note"]?.stringValue ?? "").utf8)).text)
    let stranded = technical[0].id.b64
    let lines = (made["list"]?.stringValue ?? "").split(separator: "\n").map { line in
      line.contains(stranded) ? "bad \(stranded) mac" : String(line)
    }
    let shares = Shares(tender: id, manifest: body.manifest, index: 3, list: ListLine(of: lines))
    try office.folder.write(
      "\(id)/false-3.json",
      [
        "note": JSON(String(decoding: custodian.key.sign(shares.text).bytes, as: UTF8.self)),
        "list": JSON(ListLine.text(of: lines)),
      ])
    try await office.must(custodian, "custodian", "post", "\(id)/false-3.json")
  }

  /// Record, qualification, the experts' draw, the committee, conformity, and the rejection of the fourth.
  private func review() async throws {
    let lot = ["--lot", "L1"]
    try await office.must(office.opener, ["opening", "record", id] + lot)
    try await office.must(office.lead, ["qualify", id] + lot + ["--pass-all", "--security", "all=transfer"])
    try await draw("experts", parties: [office.drawer, office.supervisor]) { office in
      let pool = office.experts.enumerated().map { place, person -> JSON in
        ["id": JSON("e\(place + 1)"), "person": JSON(person.reference)]
      }
      try office.folder.write("\(self.id)/pool.json", .array(pool))
      return ["--take", "4", "--candidates", "\(self.id)/pool.json"]
    }
    let shown = try await office.must(office.supervisor, "draw", "show", id)
    let done = shown["lots"]?.arrayValue?.first { $0["purpose"] == "experts" }?["draws"]?.arrayValue?.first
    let drawn = (done?["result"]?.arrayValue ?? []).compactMap(\.stringValue)
    seats = drawn.compactMap { Int($0.dropFirst()).map { office.experts[$0 - 1] } } + [office.deputy]
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
    try await office.must(
      office.drawer,
      ["committee", "form", id] + lot
        + ["--members", "\(id)/members.json", "--draw", done?["draw"]?.stringValue ?? ""])
    for person in seats {
      try await office.must(person, ["committee", "declare", id] + lot + ["--none"])
      try await office.must(
        person, ["conform", id] + lot + ["--pass-all", "--fail", "\(technical[3].id.hex)=notResponsive=未响应实质性要求"])
    }
    try await office.must(office.lead, ["evaluation", "reject", id] + lot)
  }

  /// Commit, start, reveal, result.
  private func draw(
    _ purpose: String, parties: [Person], _ more: (StagedOffice) throws -> [String] = { _ in [] }
  ) async throws {
    let what = [id, "--lot", "L1", "--purpose", purpose]
    for party in parties {
      try await office.must(
        party, ["draw", "commit"] + what + ["--secret", "\(id)/\(purpose)-\(party.key.name).secret"])
    }
    try await office.must(office.drawer, ["draw", "start"] + what + (try more(office)))
    for party in parties {
      try await office.must(
        party, ["draw", "reveal"] + what + ["--secret", "\(id)/\(purpose)-\(party.key.name).secret"])
    }
    try await office.must(office.drawer, ["draw", "result"] + what)
  }

  private nonisolated func seatKey(_ seat: Int) -> String { "keys/\(id).m\(seat).key" }

  /// The committee looks at the prices, then everybody signs; the first two get the same.
  private func score() async throws {
    for person in seats { try await office.must(person, "conform", id, "--lot", "L1", "--pass-all") }
    let template = try await office.must(seats[0], "score", "template", id, "--lot", "L1")
    guard Set(template.names) == Set(technical.prefix(3).map(\.id.hex)) else {
      throw StageFailure("the template has \(template.names)")
    }
    let points = [("52.00", "15.00"), ("52.00", "15.00"), ("44.50", "20.00")]
    let sheet = JSON.object(
      zip(technical, points).map { JSON.Member($0.id.hex, ["c1": JSON($1.0), "c2": JSON($1.1)]) })
    try office.folder.write("\(id)/sheet.json", sheet)
    for (place, person) in seats.enumerated() {
      try await office.must(
        person, "score", "sign", id, "--lot", "L1", "--member", "m\(place + 1)", "--member-key", seatKey(place + 1),
        "--sheet", "\(id)/sheet.json")
    }
  }

  private func drawTie() async throws {
    try await draw("tie", parties: [office.drawer, office.supervisor, office.agencies[1]])
  }
}

extension StagedOffice {
  @discardableResult
  fileprivate func must(_ person: Person?, _ words: [String]) async throws -> JSON {
    let outcome = try await tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    return outcome.json ?? .null
  }
}

@Suite(.serialized) struct `Two parts, a draw, a recovered bid and a sealed result` {
  @Test func `a bid that a custodian strands is opened by its bidder, and the custodian is named`() async throws {
    let play = try await SealedPlay.reach(.technical)
    let bid = play.technical[0].id.hex
    let undeclared = try await play.office.tender(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
    #expect(undeclared.exit == 4 && undeclared.code == "conduct.notDeclared", "\(undeclared)")
    try await play.office.must(play.office.deputy, "committee", "declare", play.id, "--lot", "L1", "--none")
    func result() async throws -> String? {
      let listed = try await play.office.must(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
      return listed["bids"]?.arrayValue?.first { $0["bid"]?.stringValue == bid }?["result"]?.stringValue
    }
    #expect(try await result() == "unopenable")
    let early = try await play.office.tender(play.office.lead, "qualify", play.id, "--lot", "L1", "--pass-all")
    #expect(early.exit == 3 && early.code == "opening.recoveryRunning", "\(early)")
    let other = try await play.office.tender(play.office.agencies[1], "bid", "secret", play.technical[1].folder)
    #expect(other.exit == 3 && other.code == "opening.bidNotUnopenable", "\(other)")
    _ = try await SealedPlay.reach(.recovered)
    #expect(try await result() == "opened")
  }

  @Test func `the price part waits for the first, and a second manifest leaves out what fell`() async throws {
    let play = try await SealedPlay.reach(.recovered)
    let early = try await play.office.tender(play.office.opener, "opening", "start", play.id, "--lot", "L1")
    #expect(early.exit == 3 && early.code == "opening.earlierPartNotDone", "\(early)")
    _ = try await SealedPlay.reach(.priced)
    let listed = try await play.office.must(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
    let opened = (listed["bids"]?.arrayValue ?? []).filter { $0["part"] == "price" }
    #expect(Set(opened.compactMap { $0["bid"]?.stringValue }) == Set(play.priced.prefix(3).map(\.id.hex)))
    #expect(opened.allSatisfy { $0["result"] == "opened" })
    let fetched = try await play.office.tender(
      play.office.deputy, "bids", "fetch", play.id, "--lot", "L1", "--out", "\(play.id)/read")
    #expect(fetched.exit == 0, "\(fetched)")
  }

  @Test func `a tie is drawn before there is a result`() async throws {
    let play = try await SealedPlay.reach(.scored)
    let early = try await play.office.tender(play.office.lead, "evaluation", "sign", play.id, "--lot", "L1")
    #expect(early.exit == 3 && early.code == "evaluation.tieNotDrawn", "\(early)")
    let stranger = try await play.office.tender(
      play.office.agencies[2], "draw", "commit", play.id, "--lot", "L1", "--purpose", "tie", "--secret", "\(play.id)/x")
    #expect(stranger.exit == 4 && stranger.code == "draw.notAContributor", "\(stranger)")
    _ = try await SealedPlay.reach(.drawn)
    let again = try await play.office.tender(
      play.office.drawer, "draw", "void", play.id, "--lot", "L1", "--purpose", "tie", "--reason", "重来")
    #expect(again.exit == 3 && again.code == "draw.drawUnknown", "\(again)")
  }

  @Test func `each bidder gets its own result and holds it against the public seal`() async throws {
    let play = try await SealedPlay.reach(.evaluated)
    let early = try await play.office.tender(play.office.agencies[2], "result", "fetch", play.id, "--lot", "L1")
    #expect(early.exit != 0 && early.code == "access.notYet", "\(early)")
    _ = try await SealedPlay.reach(.awarded)
    var ranks: [Int?] = []
    for (place, agency) in play.office.agencies.prefix(4).enumerated() {
      let fetched = try await play.office.tender(
        agency, "result", "fetch", play.id, "--lot", "L1", "--out", "\(play.id)/result-\(place).json")
      #expect(fetched.exit == 0, "\(fetched)")
      ranks.append(fetched.json?["element"]?["rank"]?.integerValue)
    }
    #expect(ranks == [1, 1, 3, nil])
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/bundle")
    let verified = try await play.office.tender(
      nil, "result", "verify", "\(play.id)/result-2.json", "--bundle", "\(play.id)/bundle")
    #expect(verified.exit == 0, "\(verified)")
    let stored = try JSON.parse(play.office.folder.bytes("\(play.id)/result-2.json"))
    let better = stored.setting("element", (stored["element"] ?? .null).setting("rank", 2))
    try play.office.folder.write("\(play.id)/better.json", better)
    let forged = try await play.office.tender(
      nil, "result", "verify", "\(play.id)/better.json", "--bundle", "\(play.id)/bundle")
    #expect(forged.exit == 1, "\(forged)")
    // Papers with everybody's figures are nobody's but the bureau's and the supervisor's.
    for (person, sees) in [
      (play.office.supervisor, true), (play.office.manager, false), (play.office.agencies[2], false),
    ] {
      let papers = try await play.office.must(person, "paper", "list", play.id)
      let names = (papers["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      #expect(names.contains("L1-evaluation-report") == sees && names.contains("L1-result-notice"), "\(person.name)")
    }
  }

  @Test func `strangers check what is public, and the supervisor everything`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/public")
    let open = try await play.office.tender(nil, "verify", "\(play.id)/public")
    #expect(open.exit == 0, "\(open)")
    let lines = open.json?.arrayValue ?? []
    #expect(lines.contains { $0["check"] == "seals" && $0["result"] == "note" && $0["missing"] == true })
    #expect(lines.contains { $0["check"] == "shares" && ($0["en"]?.stringValue ?? "").contains("proves it good") })
    #expect(
      open.errors.contains("could not be made for what was not given") && open.errors.contains("The bundle holds."))

    let refused = try await play.office.tender(
      play.office.lead, "export", play.id, "--out", "\(play.id)/no", "--audience", "supervisor")
    #expect(refused.exit == 4 && refused.code == "access.roleMayNot", "\(refused)")
    try await play.office.must(
      play.office.supervisor, "export", play.id, "--out", "\(play.id)/supervisor", "--audience", "supervisor")
    let whole = try await play.office.tender(nil, "verify", "\(play.id)/supervisor")
    #expect(whole.exit == 0, "\(whole)")
    let checked = whole.json?.arrayValue ?? []
    #expect(checked.contains { $0["check"] == "seals" && $0["en"] == "all 3 seals open to the whole evaluations" })
    let missing = checked.filter { $0["missing"] == true }.compactMap { $0["check"]?.stringValue }
    #expect(!missing.contains("seals") && !missing.contains("scores") && !missing.contains("award"), "\(missing)")
    // One figure of the whole file changed.
    let path = "\(play.id)/supervisor/supervisor/evaluation.L1.json"
    let bytes = try play.office.folder.bytes(path)
    let changed = String(decoding: bytes, as: UTF8.self).replacing("\"44.50\"", with: "\"44.00\"")
    try play.office.folder.write(path, Array(changed.utf8))
    let false_ = try await play.office.tender(nil, "verify", "\(play.id)/supervisor")
    #expect(false_.exit == 1 && false_.errors.contains("do not make the public seals"), "\(false_)")

    let audited = try await play.office.daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
  }

  @Test func `the daemon's page shows the same list in both languages, and whom not to believe`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    func page(_ prefix: String) async throws -> String {
      let answer = try await play.office.daemon.send("GET", "\(prefix)/tenders/\(play.id)/verify")
      return String(decoding: answer.body, as: UTF8.self)
    }
    try await until("the bundle is checked", seconds: 60) { try await page("/en").contains("Nothing fails.") }
    let (zh, en) = (try await page(""), try await page("/en"))
    #expect(zh.contains("未发现不符") && zh.contains("tender export \(play.id)"))
    #expect(
      en.contains("proves nothing that you do not check again yourself") && en.contains("re-creation proves it good"))
    let data = try await play.office.daemon.send("GET", "/api/tenders/\(play.id)/verification").json
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/again")
    // The words are those of `tender verify`, but for the log's size, which grows on.
    let own = try await play.office.tender(nil, "verify", "\(play.id)/again").json?.arrayValue ?? []
    func held(_ findings: [JSON]) -> Set<String> {
      Set(findings.filter { $0["result"] == "ok" }.compactMap { $0["check"]?.stringValue })
    }
    #expect(held(data?["findings"]?.arrayValue ?? []) == held(own))
  }

  @Test func `every answer was as the interface says, and what is done here alone has its example`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    try await until("the bundle is checked", seconds: 60) {
      try await play.office.visit("/api/tenders/\(play.id)/verification", as: nil)?["state"] == "checked"
    }
    try await ExamplePlay.sealed.hold(play.office.daemon)
  }
}
