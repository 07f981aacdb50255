import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// A framework agreement by the programs alone: from its draft to the contract of a call-off, checked as a stranger does.
@Suite struct `A framework agreement at the command line` {
  private static let id = "rehearsal.framework"
  private static let lot = ["--lot", "L1"]

  @Test func `selects three, and a park's choice leads to the contract`() async throws {
    let office = try await StagedOffice.make(isWatched: true)
    let bidsFor = office.secondsForBids(4, atLeast: 25)
    let draft = StagedTender.draft(office, id: Self.id, bidsFor: bidsFor).setting("profile", "F")
    let refused = try await create(office, draft)
    #expect(refused.exit == 3 && refused.code == "lint.frameworkUnsaid", "\(refused)")
    let terms: JSON = ["placesMax": 3, "months": 24, "callOff": "direct"]
    let tooLong = try await create(office, draft.setting("framework", terms.setting("months", 36)))
    #expect(tooLong.exit == 3 && tooLong.code == "lint.frameworkTooLong", "\(tooLong)")
    let tender = try await StagedTender.publish(office, id: Self.id, draft: draft.setting("framework", terms))

    var bids: [SealedBid] = []
    for (agency, price) in zip(office.agencies, [OfferedPrice.first, .second, .third, .first]) {
      let bid = try await tender.seal(agency, price: price)
      #expect(try await bid.submit().exit == 0)
      bids.append(bid)
    }
    try await tender.untilClosed()
    try await evaluate(tender, bids)

    let early = try await office.tender(office.lead, ["award", "decide", Self.id] + Self.lot)
    #expect(early.exit == 3 && early.code == "framework.notSelected", "\(early)")
    let selected = try await must(office, office.lead, ["framework", "select", Self.id] + Self.lot)
    #expect(selected["eliminated"] == 1)
    #expect(
      selected["selected"]?.arrayValue?.compactMap { $0["bid"]?.stringValue } == bids.prefix(3).map(\.id.b64))
    for (place, bid) in bids.prefix(3).enumerated() {
      let drawn = try await must(
        office, office.lead, ["framework", "agreement", Self.id] + Self.lot + ["--bid", bid.id.hex])
      let name = try #require(drawn["name"]?.stringValue)
      #expect(drawn["number"]?.stringValue == "L1-F\(place + 1)")
      for person in [office.lead, bid.agency] { try await office.must(person, "paper", "sign", Self.id, name) }
    }

    // The park has nothing to choose without a name; its second choice stands; the third leaves.
    let unnamed = try await office.tender(office.manager, ["framework", "call", Self.id] + Self.lot)
    #expect(unnamed.exit == 3 && unnamed.code == "framework.choiceMissing", "\(unnamed)")
    try await must(
      office, office.manager,
      ["framework", "call", Self.id] + Self.lot + ["--bid", bids[1].id.hex, "--reason", "驻园服务评价好"])
    try await must(
      office, office.lead,
      ["framework", "remove", Self.id] + Self.lot + [
        "--bid", bids[2].id.hex, "--ground", "debarred", "--reason", "被列入严重违法失信名单",
      ])
    let award = try await must(office, office.lead, ["award", "decide", Self.id] + Self.lot)
    #expect(award["bid"]?.stringValue == bids[1].id.b64 && award["rank"] == 2)
    try await must(office, office.lead, ["contract", "service", Self.id] + Self.lot)
    for person in [office.lead, bids[1].agency] {
      try await office.must(person, "contract", "sign", Self.id, "L1-service-contract")
    }
    let shown = try await must(office, bids[0].agency, ["framework", "show", Self.id] + Self.lot)
    #expect(shown["calls"]?.arrayValue?.count == 1)
    #expect(shown["selected"]?.arrayValue?.filter { $0["agreement"]?["signed"] == true }.count == 3)

    try await check(office)
    try await ExamplePlay.framework.hold(office.daemon)
  }

  private func create(_ office: StagedOffice, _ draft: JSON) async throws -> Outcome {
    try office.folder.write("framework.json", draft)
    return try await office.tender(office.lead, "tender", "create", "framework.json")
  }

  @discardableResult
  private func must(_ office: StagedOffice, _ person: Person, _ words: [String]) async throws -> JSON {
    let outcome = try await office.tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(words): \(outcome)") }
    return outcome.json ?? .null
  }

  /// From the close to the signed evaluation, in the order of `bids`.
  private func evaluate(_ tender: StagedTender, _ bids: [SealedBid]) async throws {
    let (office, id, lot) = (tender.office, tender.id, Self.lot)
    try await must(office, office.opener, ["opening", "start", id] + lot)
    for index in 1...3 {
      try await office.must(office.custodians[index - 1], "custodian", "open", id, "--identity", tender.identity(index))
    }
    try await must(office, office.opener, ["opening", "record", id] + lot)
    try await must(office, office.lead, ["qualify", id] + lot + ["--pass-all"])
    let seats = office.experts + [office.deputy]
    var members: [JSON] = []
    for (place, person) in seats.enumerated() {
      let key = try SigningKey(name: "\(id).m\(place + 1)")
      try office.folder.write("keys/\(key.name).key", Array((key.line + "\n").utf8))
      members.append([
        "member": JSON("m\(place + 1)"), "vkey": JSON(key.verifier.text), "person": JSON(person.reference),
        "chair": JSON(place == 0), "kind": place == 4 ? "representative" : "expert",
      ])
    }
    try office.folder.write("\(id)/members.json", JSON.array(members))
    try await must(office, office.drawer, ["committee", "form", id] + lot + ["--members", "\(id)/members.json"])
    for person in seats { try await must(office, person, ["committee", "declare", id] + lot + ["--none"]) }
    for person in seats { try await must(office, person, ["conform", id] + lot + ["--pass-all"]) }
    let points = [("55.00", "20.00"), ("50.00", "15.00"), ("45.00", "10.00"), ("35.00", "5.00")]
    let sheet = JSON.object(
      zip(bids, points).map { bid, row in
        JSON.Member(bid.id.hex, ["c1": JSON(row.0), "c2": JSON(row.1)])
      })
    try office.folder.write("\(id)/sheet.json", sheet)
    for (place, person) in seats.enumerated() {
      try await must(
        office, person,
        ["score", "sign", id] + lot + [
          "--member", "m\(place + 1)", "--member-key", "keys/\(id).m\(place + 1).key", "--sheet", "\(id)/sheet.json",
        ])
    }
    try await must(office, office.lead, ["evaluation", "sign", id] + lot)
  }

  /// A stranger's check of the bundle, offline, and the public's reviewers over its open data; then a place that was
  /// given to another.
  private func check(_ office: StagedOffice) async throws {
    try await office.must(nil, "export", Self.id, "--out", "framework-bundle")
    let verified = try await office.tender(nil, "verify", "framework-bundle")
    #expect(verified.exit == 0, "\(verified)")
    #expect(verified.output.contains("1 个标段的入围") || verified.output.contains("selections of 1 lots"), "\(verified)")
    let reviewed = try await Program.run(
      Repository.path("scripts/check-ocds"), ["framework-bundle/ocds.json"], in: office.folder.path,
      environment: Program.environment(), seconds: 120)
    #expect(reviewed.exit == 0, "\(reviewed)")
    let file = "framework-bundle/documents/selection.L1.json"
    let selection = try JSON.parse(office.folder.bytes(file))
    let places = try #require(selection["selected"]?.arrayValue)
    let two: JSON = selection.setting("selected", .array(Array(places.prefix(2)))).setting("eliminated", 2)
    try office.folder.write(file, two.canonicalBytes())
    let forged = try await office.tender(nil, "verify", "framework-bundle")
    #expect(forged.exit == 1 && forged.output.contains("selection.L1.json"), "\(forged)")
  }
}
