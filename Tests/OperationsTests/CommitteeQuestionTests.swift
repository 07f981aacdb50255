import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

extension Scene {
  func ask(
    _ kind: String, about bid: SealedBid, by person: Person? = nil, seconds: Int = 60, words: String = "请书面说明报价的构成"
  ) async throws {
    _ = try await office.askBidder(
      Self.tender, lot: "L1",
      ["bid": JSON(bid.id.hex), "kind": JSON(kind), "question": JSON(words), "seconds": JSON(seconds)],
      by: (person ?? experts[0]).actor)
  }

  func answer(_ number: Int, by person: Person, confirmed: Bool? = nil) async throws {
    _ = try await office.answerCommittee(
      Self.tender, lot: "L1", question: number,
      ["answer": "已有同类项目，人员驻当地", "confirmed": confirmed.map { JSON($0) } ?? .null], by: person.actor)
  }

  func find(_ number: Int, proven: Bool, by person: Person) async throws {
    _ = try await office.findExplanation(
      Self.tender, lot: "L1", question: number, ["proven": JSON(proven), "reason": "成本明细齐全与否"], by: person.actor)
  }

  /// Opened, qualified, with a committee that has declared and not looked yet.
  func seated(_ prices: [String]) async throws -> (bids: [SealedBid], keys: [SigningKey]) {
    let bids = try await opened(prices: prices)
    clock.pass(1)
    _ = try await office.qualifyBids(Self.tender, lot: "L1", passed(bids), by: officer.actor)
    let keys = try memberKeys()
    try await formCommittee(keys)
    return (bids, keys)
  }

  func evaluationFile() async throws -> JSON {
    try JSON.parse(
      try await office.database.read(as: .auditor) { tx in
        try tx.bundleFile("evaluation/L1.json", of: Self.tender) ?? []
      })
  }
}

@Suite struct `What a committee asks` {
  @Test func `a low price is asked about before anybody scores, and a majority decides on the explanation`()
    async throws
  {
    let scene = try await Scene.make()
    // A fourth bidder, so that one may fall.
    scene.clock.set(Scene.opens)
    var bids: [SealedBid] = []
    for (agency, price) in zip(scene.agencies, ["90000.00", "198000.00", "210000.00", "205000.00"]) {
      try await scene.register(agency)
      let bid = try await scene.seal(agency, price: price)
      try await scene.submit(bid, by: agency)
      bids.append(bid)
    }
    try await scene.close()
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    for index in [1, 3] { try await scene.postShares(index, manifest: manifest) }
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    #expect(await refusal { try await scene.ask("lowPrice", about: bids[0]) } == "panel.notNow")
    for expert in scene.experts.dropLast(2) { try await scene.conform(Array(bids.dropLast()), by: expert) }
    #expect(await refusal { try await scene.ask("lowPrice", about: bids[0]) } == "panel.findingsMissing")
    for expert in scene.experts { try await scene.conform([bids[3]], by: expert) }
    let fair = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00"), ("41.00", "10.00")]
    func score(_ member: Int) async -> String {
      await refusal { try await scene.score(member, scene.sheet(bids, fair), keys: keys) }
    }
    #expect(await score(1) == "panel.lowPriceUnasked")
    #expect(
      await refusal { try await scene.ask("lowPrice", about: bids[0], by: scene.experts[1]) } == "panel.notTheChair")
    #expect(await refusal { try await scene.ask("correction", about: bids[0]) } == "panel.nothingToConfirm")
    #expect(await refusal { try await scene.ask("clarification", about: bids[1], seconds: 0) } == "panel.timeWrong")
    try await scene.ask("lowPrice", about: bids[0], seconds: 60)
    #expect(await refusal { try await scene.ask("lowPrice", about: bids[0]) } == "panel.askedAlready")
    try await scene.ask("clarification", about: bids[1], seconds: 30)
    #expect(await score(1) == "panel.questionOpen")
    #expect(await refusal { try await scene.answer(1, by: scene.agencies[1]) } == "panel.questionUnknown")
    #expect(await refusal { try await scene.find(1, proven: true, by: scene.experts[0]) } == "lowPrice.waitsForAnswer")
    #expect(await refusal { try await scene.find(2, proven: true, by: scene.experts[0]) } == "panel.notALowPrice")
    #expect(
      await refusal { try await scene.answer(1, by: scene.agencies[0], confirmed: true) } == "panel.confirmationUnasked"
    )
    // Twice at once: one is told that it is answered.
    async let first = refusal { try await scene.answer(1, by: scene.agencies[0]) }
    async let second = refusal { try await scene.answer(1, by: scene.agencies[0]) }
    #expect(await [first, second].sorted() == ["", "panel.answeredAlready"])
    scene.clock.pass(31)
    #expect(await refusal { try await scene.answer(2, by: scene.agencies[1]) } == "panel.answerLate")
    let own = try await scene.office.listQuestions(Scene.tender, lot: "L1", by: scene.agencies[1].actor)
    #expect(own["questions"]?.arrayValue?.count == 1)
    for expert in scene.experts.prefix(2) { try await scene.find(1, proven: false, by: expert) }
    #expect(await refusal { try await scene.find(1, proven: true, by: scene.experts[0]) } == "panel.foundAlready")
    #expect(await score(1) == "panel.questionOpen")
    try await scene.find(1, proven: false, by: scene.experts[2])
    // The bid is out: a sheet has exactly the others.
    #expect(await score(1) == "score.bidNotScored")
    for member in 1...5 {
      try await scene.score(
        member, scene.sheet(Array(bids.dropFirst()), Array(fair.dropFirst())), keys: keys)
    }
    #expect(await refusal { try await scene.ask("clarification", about: bids[1]) } == "panel.notNow")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let invalid = try await scene.evaluationFile()["bids"]?.arrayValue?.first { $0["state"] == "invalid" }
    #expect(invalid?["invalid"]?["ground"] == "abnormallyLow" && invalid?["invalid"]?["stage"] == "price")
    let report = try await scene.office.database.read(as: .auditor) { tx in
      try tx.papers(of: Scene.tender).first { $0.kind == "evaluation-report" }?.json ?? ""
    }
    #expect(report.contains("请书面说明报价的构成") && report.contains("已有同类项目，人员驻当地") && report.contains("未在规定时间内答复"))
    #expect(try await scene.audit() == [])
  }

  @Test func `a corrected price counts once its bidder confirms it, and voids the bid when it does not`() async throws {
    for confirms in [true, false] {
      let scene = try await Scene.make()
      scene.clock.set(Scene.opens)
      var bids: [SealedBid] = []
      for (place, agency) in scene.agencies.enumerated() {
        try await scene.register(agency)
        let bid = try await scene.seal(
          agency, price: "20000\(place).00", document: try await scene.contradictory(place))
        try await scene.submit(bid, by: agency)
        bids.append(bid)
      }
      try await scene.close()
      scene.clock.pass(1)
      let manifest = try await scene.startOpening().id
      for index in [1, 3] { try await scene.postShares(index, manifest: manifest) }
      _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
      let keys = try scene.memberKeys()
      try await scene.formCommittee(keys)
      for expert in scene.experts { try await scene.conform(bids, by: expert) }
      let points = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00"), ("41.00", "10.00")]
      func score(_ member: Int, _ scored: [SealedBid]) async -> String {
        await refusal {
          try await scene.score(member, scene.sheet(scored, Array(points.prefix(scored.count))), keys: keys)
        }
      }
      #expect(await score(1, bids) == "panel.correctionUnasked")
      try await scene.ask("correction", about: bids[0], seconds: 10)
      #expect(await refusal { try await scene.answer(1, by: scene.agencies[0]) } == "panel.confirmationMissing")
      if confirms { try await scene.answer(1, by: scene.agencies[0], confirmed: true) } else { scene.clock.pass(11) }
      let scored = confirms ? bids : Array(bids.dropFirst())
      for member in 1...5 { #expect(await score(member, scored) == "") }
      _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
      try await scene.evaluate()
      let element = try await scene.evaluationFile()["bids"]?.arrayValue?.first { $0["bid"] == JSON(bids[0].id.b64) }
      if confirms {
        #expect(element?["price"]?["read"] == "200000.00" && element?["price"]?["corrected"] == "180000.00")
        #expect(element?["price"]?["corrections"]?.arrayValue?.first?["rule"] == "wordsOverFigures")
      } else {
        #expect(element?["invalid"]?["ground"] == "correctionNotConfirmed")
      }
      #expect(try await scene.audit() == [])
    }
  }

  @Test func `a score far from the others' waits for its member's reason or a lawful change, and dissent is reported`()
    async throws
  {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore()
    func sheet(_ first: String, _ second: String) -> JSON {
      scene.sheet(bids, [(first, "15.00"), (second, "10.00"), ("40.50", "10.00")])
    }
    func explain(_ bid: SealedBid, by expert: Int) async -> String {
      await refusal {
        _ = try await scene.office.explainScore(
          Scene.tender, lot: "L1", ["bid": JSON(bid.id.hex), "criterion": "c1", "reason": "方案缺少驻园安排"],
          by: scene.experts[expert].actor)
      }
    }
    func change(_ bid: SealedBid, _ to: String, by expert: Int, ground: String = "extreme") async -> String {
      await refusal {
        _ = try await scene.office.changeScore(
          Scene.tender, lot: "L1",
          ["bid": JSON(bid.id.hex), "criterion": "c1", "ground": JSON(ground), "to": JSON(to), "reason": "漏看一节"],
          by: scene.experts[expert].actor)
      }
    }
    for member in 1...4 { try await scene.score(member, sheet("52.00", "50.00"), keys: keys) }
    #expect(await explain(bids[0], by: 0) == "panel.sheetsMissing")
    try await scene.score(5, sheet("30.00", "25.00"), keys: keys)
    func draft() async -> String {
      await refusal { _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: scene.officer.actor) }
    }
    #expect(await draft() == "panel.reasonAwaited")
    let flags = try await scene.office.showFlags(Scene.tender, lot: "L1", by: scene.experts[4].actor)
    #expect(flags["flags"]?.arrayValue?.count == 2)
    #expect(try await scene.office.showFlags(Scene.tender, lot: "L1", by: scene.experts[0].actor)["flags"] == [])
    #expect(await explain(bids[0], by: 0) == "panel.notFlagged")
    #expect(await explain(bids[0], by: 4) == "")
    #expect(await explain(bids[0], by: 4) == "panel.explainedAlready")
    #expect(await draft() == "panel.reasonAwaited")
    #expect(await change(bids[1], "45.00", by: 0) == "evaluation.changeUnlawful")
    #expect(await change(bids[1], "45.00", by: 4, ground: "outOfRange") == "evaluation.changeUnlawful")
    #expect(await change(bids[1], "45.25", by: 4) == "evaluation.changeUnlawful")
    #expect(await change(bids[1], "45.00", by: 4) == "")
    func dissent() async -> String {
      await refusal {
        _ = try await scene.office.dissent(
          Scene.tender, lot: "L1", ["words": "对第一名的服务方案持保留意见"], by: scene.experts[3].actor)
      }
    }
    #expect(await dissent() == "")
    #expect(await dissent() == "panel.dissentedAlready")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    #expect(await change(bids[0], "45.00", by: 4) == "score.notScoring")
    let file = try await scene.evaluationFile()
    #expect(file["changes"]?.arrayValue?.count == 1 && file["explanations"]?.arrayValue?.count == 1)
    let report = try await scene.office.database.read(as: .auditor) { tx in
      try tx.papers(of: Scene.tender).first { $0.kind == "evaluation-report" }?.json ?? ""
    }
    #expect(report.contains("对第一名的服务方案持保留意见"))
    let award = try await scene.office.draftAward(
      Scene.tender, lot: "L1", bid: nil, passedOver: [], by: scene.officer.actor)
    let json = try JSON.parse(try #require(award.files.first?.bytes))
    try await scene.sign(award, extra: ["award": json], by: scene.officer)
    #expect(try await scene.audit() == [])
    // A stranger recomputes the changed figures and finds the signed sheets behind them.
    #expect(try await scene.verified() == [])
  }

  @Test func `signals of collusion are shown with their evidence to members who have declared, and decide nothing`()
    async throws
  {
    let scene = try await Scene.make()
    let (bids, _) = try await scene.seated(["200000.00", "210000.00", "220000.00"])
    let shown = try await scene.office.showSignals(Scene.tender, lot: "L1", by: scene.experts[0].actor)
    let kinds = Set((shown["signals"]?.arrayValue ?? []).compactMap { $0["kind"]?.stringValue })
    // One contact person in all three, and totals with one step.
    #expect(kinds.isSuperset(of: ["sameContact", "totalsRegular"]), "\(shown.canonicalText)")
    let stranger = try await scene.newExpert("expert9")
    #expect(
      await refusal { _ = try await scene.office.showSignals(Scene.tender, lot: "L1", by: stranger.actor) }
        == "score.notAMember")
    #expect(
      await refusal { _ = try await scene.office.showSignals(Scene.tender, lot: "L1", by: scene.officer.actor) }
        == "access.roleMayNot")
    // A majority finds it, in words; until then every bid is as good as before.
    let finding: JSON = [
      "findings": [
        ["bid": JSON(bids[0].id.hex), "passed": false, "ground": "collusion", "reason": "与另两份投标的联系人为同一人"],
        ["bid": JSON(bids[1].id.hex), "passed": true], ["bid": JSON(bids[2].id.hex), "passed": true],
      ]
    ]
    for expert in scene.experts.prefix(3) {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", finding, by: expert.actor)
    }
    let reviews = try await scene.office.showReviews(Scene.tender, lot: "L1", by: scene.officer.actor)
    let invalid = (reviews["bids"]?.arrayValue ?? []).compactMap { $0["invalid"]?["ground"]?.stringValue }
    #expect(invalid == ["collusion"])
    #expect(try await scene.audit() == [])
  }
}

extension Scene {
  /// The first offer's words say less than its figures; the others' agree.
  fileprivate func contradictory(_ place: Int) async throws -> JSON? {
    guard place == 0, let notice = try await row().noticeID else { return nil }
    let subject = BidSubject(
      tender: Self.tender, notice: notice, lot: "L1", part: "main", bidder: agencies[0].key.verifier.reference, seq: 1)
    let json = try Self.document(subject, agency: agencies[0], price: "200000.00")
    let price = json["offer"]?["price"] ?? .null
    // Words win over figures, and the table agrees with the words.
    let items: JSON = [
      [
        "no": "1", "name": "托管服务", "unit": "项", "quantity": "1", "unitPrice": "180000.00", "amount": "180000.00",
      ]
    ]
    let changed = price.setting("inWords", "壹拾捌万元整").setting("items", items)
    return json.setting("offer", (json["offer"] ?? .null).setting("price", changed))
  }
}
