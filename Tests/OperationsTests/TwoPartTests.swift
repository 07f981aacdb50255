import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `A lot of two parts` {
  /// Custodians 1 and 3 answer the next manifest.
  private func open(_ scene: Scene) async throws {
    let manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(3, manifest: manifest)
  }

  private func findings(_ bids: [SealedBid], failing: SealedBid? = nil) -> JSON {
    [
      "findings": .array(
        bids.map { bid in
          bid.id == failing?.id
            ? ["bid": JSON(bid.id.hex), "passed": false, "ground": "notResponsive", "reason": "未响应实质性要求"]
            : ["bid": JSON(bid.id.hex), "passed": true]
        })
    ]
  }

  @Test func `is opened, reviewed and evaluated part by part; what falls in the first stays shut in the second`()
    async throws
  {
    let scene = try await Scene.make(parts: ["technical", "price"])
    scene.clock.set(Scene.opens)
    var technical: [SealedBid] = []
    var priced: [SealedBid] = []
    for (agency, price) in zip(scene.agencies, ["198000.00", "180000.00", "210000.00", "200000.00"]) {
      try await scene.register(agency)
      technical.append(try await scene.seal(agency, price: price, part: "technical"))
      priced.append(try await scene.seal(agency, price: price, part: "price"))
      for bid in [technical, priced].compactMap(\.last) { try await scene.submit(bid, by: agency) }
    }
    try await scene.close()
    scene.clock.pass(1)
    let officer = try scene.officer.actor
    try await open(scene)
    #expect(try await scene.lot().state == .opened)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    #expect(await refusal { try await scene.startOpening() } == "opening.earlierPartNotDone")
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(technical), by: officer)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for (place, expert) in scene.experts.enumerated() {
      #expect(await refusal { try await scene.startOpening() } == "opening.earlierPartNotDone", "member \(place)")
      _ = try await scene.office.conformBids(
        Scene.tender, lot: "L1", findings(technical, failing: technical[3]), by: expert.actor)
    }
    // The price is not known yet, and nothing is scored before it is.
    let early = scene.sheet(Array(technical.prefix(3)), [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")])
    #expect(await refusal { try await scene.score(1, early, keys: keys) } == "tender.waitsFor")
    #expect(await refusal { try await scene.startOpening() } == "opening.earlierPartNotDone")
    let rejection = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer)
    let note = try EvaluationNote(parsing: rejection.text)
    #expect(note.rejects == [technical[3].id] && note.list.lines == 0 && rejection.files.isEmpty)
    let taken = try await scene.sign(rejection, extra: ["lot": "L1"], by: scene.officer)
    #expect(try await scene.sign(rejection, extra: ["lot": "L1"], by: scene.officer).index == taken.index)
    #expect(
      await refusal { _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer) }
        == "tender.waitsFor")
    #expect(try await scene.audit() == [])

    scene.clock.pass(1)
    try await open(scene)
    let rows = try await scene.results().filter { $0.part == "price" }
    #expect(Set(rows.map(\.bid)) == Set(priced.prefix(3).map(\.id)))
    #expect(rows.allSatisfy { $0.result == "opened" })
    #expect(try await scene.audit() == [])
    let record = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    #expect(record["paper"]?.stringValue == "L1-opening-record-2")
    // The committee looks at the prices too; bids go by the name of their first part.
    #expect(
      await refusal {
        _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(technical), by: officer)
      } == "tender.wrongState")
    let left = Array(technical.prefix(3))
    #expect(
      await refusal {
        _ = try await scene.office.conformBids(
          Scene.tender, lot: "L1", findings([technical[3]]), by: try scene.experts[0].actor)
      } == "review.bidInvalidAlready")
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", findings(left), by: expert.actor)
    }
    #expect(await refusal { try await scene.startOpening() } == "opening.pairOpenedAlready")
    for member in 1...5 { try await scene.score(member, early, keys: keys) }
    try await scene.evaluate()
    let file = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in
        try tx.bundleFile("evaluation/L1.json", of: Scene.tender) ?? []
      })
    let elements = file["bids"]?.arrayValue ?? []
    #expect(elements.map { $0["state"]?.stringValue ?? "" } == ["ranked", "ranked", "ranked", "invalid"])
    #expect(Set(elements.compactMap { $0["bid"]?.stringValue }) == Set(technical.map(\.id.b64)))
    #expect(elements[0]["price"]?["read"] == "198000.00" && elements[3]["price"] == nil)
    let draft = try await scene.office.draftAward(Scene.tender, lot: "L1", bid: nil, passedOver: [], by: officer)
    let json = try JSON.parse(try #require(draft.files.first?.bytes))
    #expect(json["bid"]?.stringValue == technical[0].id.b64 && json["price"] == "198000.00")
    try await scene.sign(draft, extra: ["award": json], by: scene.officer)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
    let letters = try await scene.office.database.read(as: .auditor) { tx in
      try tx.papers(of: Scene.tender).count { $0.kind == "result-letter" }
    }
    #expect(letters == 3)
  }

  @Test func `with a price part above the ceiling has that bid invalid and unscored`() async throws {
    let scene = try await Scene.make(parts: ["technical", "price"])
    scene.clock.set(Scene.opens)
    var technical: [SealedBid] = []
    for (agency, price) in zip(scene.agencies, ["198000.00", "180000.00", "210000.00", "300000.01"]) {
      try await scene.register(agency)
      technical.append(try await scene.seal(agency, price: price, part: "technical"))
      try await scene.submit(technical[technical.count - 1], by: agency)
      try await scene.submit(try await scene.seal(agency, price: price, part: "price"), by: agency)
    }
    try await scene.close()
    scene.clock.pass(1)
    try await open(scene)
    let officer = try scene.officer.actor
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(technical), by: officer)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for _ in ["technical", "price"] {
      for expert in scene.experts {
        _ = try await scene.office.conformBids(Scene.tender, lot: "L1", findings(technical), by: expert.actor)
      }
      if try await scene.results().allSatisfy({ $0.part == "technical" }) { try await open(scene) }
    }
    let points = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00"), ("40.50", "10.00")]
    #expect(
      await refusal { try await scene.score(1, scene.sheet(technical, points), keys: keys) } == "score.bidNotScored")
    for member in 1...5 {
      try await scene.score(member, scene.sheet(Array(technical.prefix(3)), points), keys: keys)
    }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    try await scene.evaluate()
    let file = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in
        try tx.bundleFile("evaluation/L1.json", of: Scene.tender) ?? []
      })
    #expect(file["bids"]?.arrayValue?.last?["invalid"]?["ground"] == "overCeiling")
    let draft = try await scene.office.draftAward(Scene.tender, lot: "L1", bid: nil, passedOver: [], by: officer)
    let json = try JSON.parse(try #require(draft.files.first?.bytes))
    try await scene.sign(draft, extra: ["award": json], by: scene.officer)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }
}
