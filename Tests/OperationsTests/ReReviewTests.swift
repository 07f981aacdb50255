import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Reviewing a signed result again` {
  /// Signed with the fifth member's first score far below the others', for which it gave its reason.
  private func evaluated(disclosure: String = "full") async throws -> (Scene, [SealedBid], [SigningKey]) {
    let scene = try await Scene.make(disclosure: disclosure)
    let (bids, keys) = try await scene.readyToScore()
    for member in 1...5 {
      try await scene.score(member, sheet(scene, bids, member == 5 ? "30.00" : "52.00"), keys: keys)
    }
    _ = try await scene.office.explainScore(
      Scene.tender, lot: "L1", ["bid": JSON(bids[0].id.hex), "criterion": "c1", "reason": "方案缺少驻园安排"],
      by: scene.experts[4].actor)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    return (scene, bids, keys)
  }

  private func sheet(_ scene: Scene, _ bids: [SealedBid], _ first: String, c2: String = "15.00") -> JSON {
    scene.sheet(bids, [(first, c2), ("50.00", "10.00"), ("40.50", "10.00")])
  }

  private func convene(_ scene: Scene, _ ground: String = "extreme", reason: String = "评分畸低，请复核") async -> String {
    await refusal {
      _ = try await scene.office.convene(
        Scene.tender, lot: "L1", ["ground": JSON(ground), "reason": JSON(reason)], by: scene.officer.actor)
    }
  }

  private func correct(
    _ scene: Scene, _ member: Int, _ sheet: JSON, keys: [SigningKey], reason: String = "漏看驻园一节"
  ) async -> String {
    await refusal {
      let note = ScoresNote(
        tender: Scene.tender, lot: "L1", member: "m\(member)", sheet: Digest(of: sheet.canonicalBytes()))
      try await scene.take(
        keys[member - 1].sign(note.text), extra: ["sheet": sheet, "reason": JSON(reason)], by: scene.experts[member - 1]
      )
    }
  }

  private func file(_ path: String, _ scene: Scene) async throws -> [UInt8] {
    try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFile(path, of: Scene.tender) ?? [] }
  }

  @Test func `the committee corrects what the ground allows, both results stay, and a stranger checks the step`()
    async throws
  {
    let (scene, bids, keys) = try await evaluated()
    let first = try await file("evaluation/L1.json", scene)
    #expect(await convene(scene, "buyerDisagrees") == "reReview.groundUnlawful")
    #expect(await convene(scene, reason: " ") == "reReview.reasonMissing")
    #expect(await correct(scene, 5, sheet(scene, bids, "48.00"), keys: keys) == "score.notScoring")
    #expect(await convene(scene) == "")
    #expect(await convene(scene) == "reReview.openAlready")
    #expect(try await scene.audit() == [])
    // Nothing follows from the result meanwhile, for the rules and for the database.
    #expect(await refusal { try await scene.award() } == "reReview.underReview")
    await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.insertAward(
          tender: Scene.tender, lot: "L1", bid: bids[0].id, bidder: scene.agencies[0].reference, rank: 1, priceFen: 1,
          file: "{}", note: bids[0].id, at: scene.office.now)
      }
    }
    let due = try await scene.office.listDue(Scene.tender, by: scene.officer.actor)
    #expect(due["due"]?.arrayValue?.compactMap { $0["what"]?.stringValue }.contains("reReview") == true)
    // Only what lies far from the others', and only by who gave it, once.
    #expect(await correct(scene, 1, sheet(scene, bids, "51.00"), keys: keys) == "evaluation.changeUnlawful")
    #expect(
      await correct(scene, 5, sheet(scene, bids, "48.00", c2: "20.00"), keys: keys) == "evaluation.changeUnlawful")
    #expect(await correct(scene, 5, sheet(scene, bids, "48.00"), keys: keys, reason: "") == "reReview.reasonMissing")
    #expect(await correct(scene, 5, sheet(scene, bids, "48.00"), keys: keys) == "")
    #expect(await correct(scene, 5, sheet(scene, bids, "49.00"), keys: keys) == "reReview.correctedAlready")
    #expect(try await scene.audit() == [], "what is corrected and not yet signed changes no signed result")
    try await scene.evaluate()
    let second = try await file("evaluation/L1.json", scene)
    #expect(try await file("documents/superseded-1.L1.json", scene) == first && second != first)
    let decision = try JSON.parse(try await file("documents/re-review-1.L1.json", scene))
    #expect(decision["ground"] == "extreme" && decision["evaluation"] == JSON(Digest(of: first).b64))
    let json = try JSON.parse(second)
    let element = json["bids"]?.arrayValue?.first { $0["bid"] == JSON(bids[0].id.b64) }
    #expect(element?["criteria"]?["c1"]?["m5"] == "48.00" && json["changes"] == nil && json["explanations"] == nil)
    let listed = try await scene.office.listReReviews(Scene.tender, lot: "L1", by: scene.supervisor.actor)
    let row = try #require(listed["reviews"]?.arrayValue?.first)
    #expect(row["corrected"] == ["m5"] && row["ended"]?.integerValue != nil)
    #expect(
      await refusal {
        _ = try await scene.office.listReReviews(Scene.tender, lot: "L1", by: scene.agencies[0].actor)
      } == "access.roleMayNot")
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    let report = try #require(papers.first { $0.name == "L1-evaluation-report-2" }?.json)
    #expect(report.contains("第1次重新评审") && papers.contains { $0.name == "L1-evaluation-report" })
    let told = try #require(papers.first { $0.name == "L1-re-review-report" }?.json)
    #expect(told.contains("评分畸低，请复核") && told.contains(Digest(of: first).b64))
    try await scene.award()
    #expect(try await scene.verified() == [])
    #expect(await convene(scene) == "reReview.awarded")
    _ = try await scene.office.voidAward(
      Scene.tender, lot: "L1", ["ground": "declined", "reason": "放弃中标"], by: scene.officer.actor)
    #expect(await convene(scene) == "reReview.awarded", "an award that fell through was one")
    #expect(try await scene.audit() == [])
    let record = try await scene.office.database.read(as: .auditor) { tx in try tx.activities(of: Scene.tender) }
    #expect(record.count { $0.deed == "reviewResult" } == 1)
  }

  @Test func `a corrected sheet gives no more than a bidder's own answer is worth either`() async throws {
    let scene = try await Scene.make(scheme: Scene.banded)
    // All answer 3 days, which are worth 10 points.
    let (bids, keys) = try await scene.readyToScore()
    func points(_ first: String, _ c2: String) -> JSON {
      scene.sheet(bids, [(first, c2), ("50.00", "10.00"), ("40.50", "10.00")])
    }
    for member in 1...5 {
      try await scene.score(member, points(member == 5 ? "30.00" : "52.00", "10.00"), keys: keys)
    }
    _ = try await scene.office.explainScore(
      Scene.tender, lot: "L1", ["bid": JSON(bids[0].id.hex), "criterion": "c1", "reason": "方案缺少驻园安排"],
      by: scene.experts[4].actor)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    #expect(await convene(scene) == "")
    #expect(await correct(scene, 5, points("48.00", "15.00"), keys: keys) == "evaluation.scoreAboveAnswer")
    #expect(await correct(scene, 5, points("48.00", "10.00"), keys: keys) == "")
    try await scene.evaluate()
    #expect(try await scene.audit() == [])
  }

  @Test func `a review that corrects nothing ends with the same figures, and sums never change a score`() async throws {
    let (scene, bids, keys) = try await evaluated(disclosure: "winner")
    #expect(await convene(scene, "sumWrong", reason: "请重新核对汇总") == "")
    #expect(await correct(scene, 5, sheet(scene, bids, "48.00"), keys: keys) == "reReview.scoresStand")
    try await scene.evaluate()
    #expect(try await file("evaluation/L1.json", scene) == (try await file("documents/superseded-1.L1.json", scene)))
    #expect(await convene(scene, "extreme") == "", "another may follow")
    #expect(await correct(scene, 5, sheet(scene, bids, "48.00"), keys: keys) == "")
    try await scene.evaluate()
    try await scene.award()
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
    // Of the losers nothing is public, not who was corrected.
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.filter { $0.kind == "re-review-report" }.map(\.isPublic) == [false, false])
    let decision = try await file("documents/re-review-2.L1.json", scene)
    #expect(!String(decoding: decision, as: UTF8.self).contains("m5"))
  }

  @Test func `a result that is not signed, and one of a lot that is over, is not reviewed`() async throws {
    let scene = try await Scene.make()
    _ = try await scene.scored()
    #expect(await convene(scene) == "reReview.notEvaluated")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let reason = "出现影响采购公正的违法违规行为"
    let draft = try await scene.office.draftFailure(
      Scene.tender, lot: "L1", ground: "unlawfulAct", reason: reason, by: scene.officer.actor)
    try await scene.sign(draft, extra: ["reason": JSON(reason)], by: scene.officer)
    #expect(await convene(scene) == "reReview.lotOver")
    #expect(try await scene.audit() == [])
  }
}
