import Canon
import Foundation
import Notes

/// One tender of two parts under the Tendering Law, whose scheme discloses the winner alone, from its bids to its award, by
/// the programs alone: a bid that a custodian strands and its bidder recovers, experts drawn, one technical part rejected, so
/// that fewer bids are valid than the tender asks for and the committee argues why competition is not lacking, a tie drawn,
/// the candidates made public, and bid security given back.
actor SealedPlay {
  enum Stage: Int {
    case closed, technical, recovered, reviewed, priced, conformed, argued, scored, drawn, evaluated, awarded
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
    // To seal and submit eight bids.
    let bidsFor = office.secondsForBids(4.5, atLeast: 24)
    let id = "rehearsal.sealed"
    let usual = StagedTender.draft(
      office, id: id, bidsFor: bidsFor, parts: ["technical", "price"], disclosure: "winner")
    // It asks for four bids, so that with the three that are left it has too few.
    let first = usual["lots"]?.arrayValue?.first ?? .null
    let scheme = (first["scheme"] ?? .null).setting("minBids", 4)
    let lot = first.setting("bidSecurity", "6000.00").setting("scheme", scheme)
    let tender = try await StagedTender.publish(
      office, id: id, draft: usual.setting("profile", "T1").setting("minimum", 4).setting("lots", [lot]))
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
    try await tender.untilClosed()
    return SealedPlay(tender, technical: parts["technical"] ?? [], priced: parts["price"] ?? [])
  }

  private func advance(to wanted: Stage) async throws {
    let relay = office.daemon.relay
    relay?.plays(true)
    defer { relay?.plays(false) }
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
    case .conformed:
      // The committee looks at the prices.
      for person in seats { try await office.must(person, "conform", id, "--lot", "L1", "--pass-all") }
    case .argued: try await argueCompetition()
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
      try await office.must(office.supervisor, "draw", "show", id)
      try await until("the bundle is checked", seconds: 60) {
        try await self.office.visit("/api/tenders/\(self.id)/verification", as: nil)?["state"] == "checked"
      }
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

  nonisolated func seatKey(_ seat: Int) -> String { "keys/\(id).m\(seat).key" }

  /// The chair words the statement on competition, and a majority of the five signs it.
  private func argueCompetition() async throws {
    let lot = ["--lot", "L1"]
    try await office.must(seats[0], ["competition", "argue", id] + lot + ["--argument", Self.argument])
    for seat in 1...3 { try await office.must(seats[seat - 1], signing(seat)) }
    try await office.must(office.supervisor, ["competition", "show", id] + lot)
  }

  static let argument = "三家报价和方案差异明显，均独立编制，不明显缺乏竞争。"

  /// How a seat's member signs the statement on competition.
  nonisolated func signing(_ seat: Int) -> [String] {
    ["competition", "sign", id, "--lot", "L1", "--member", "m\(seat)", "--member-key", seatKey(seat)]
  }

  /// Everybody signs; the first two get the same.
  private func score() async throws {
    let template = try await office.must(seats[0], "score", "template", id, "--lot", "L1")
    guard Set(template.names) == Set(technical.prefix(3).map(\.id.hex)) else {
      throw StageFailure("the template has \(template.names)")
    }
    for (place, person) in seats.enumerated() { try await office.must(person, try scoring(place + 1)) }
  }

  /// How a seat's member signs its sheet, which is everybody's.
  nonisolated func scoring(_ seat: Int) throws -> [String] {
    let points = [("52.00", "15.00"), ("52.00", "15.00"), ("44.50", "20.00")]
    let sheet = JSON.object(
      zip(technical, points).map { JSON.Member($0.id.hex, ["c1": JSON($1.0), "c2": JSON($1.1)]) })
    try office.folder.write("\(id)/sheet.json", sheet)
    return [
      "score", "sign", id, "--lot", "L1", "--member", "m\(seat)", "--member-key", seatKey(seat), "--sheet",
      "\(id)/sheet.json",
    ]
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
