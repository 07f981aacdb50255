import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

extension Scene {
  /// The fifth member's score of one bid lies far from the others' and is explained; the result waits for its signature.
  fileprivate func scoredByFive(
    _ bids: [SealedBid], _ rest: [String], fifth: [String], keys: [SigningKey]
  ) async throws {
    for member in 1...5 { try await score(member, sheetOf(bids, member == 5 ? fifth : rest), keys: keys) }
    for (bid, scores) in zip(bids, zip(rest, fifth)) where scores.0 != scores.1 {
      _ = try await office.explainScore(
        Self.tender, lot: "L1", ["bid": JSON(bid.id.hex), "criterion": "c1", "reason": "方案缺少驻园安排"],
        by: experts[4].actor)
    }
    _ = try await office.recordOpening(Self.tender, lot: "L1", by: officer.actor)
  }

  fileprivate func sheetOf(_ bids: [SealedBid], _ c1: [String]) -> JSON { sheet(bids, c1.map { ($0, "15.00") }) }

  fileprivate func convene() async throws {
    _ = try await office.convene(
      Self.tender, lot: "L1", ["ground": "extreme", "reason": "评分畸低或畸高，请复核"], by: officer.actor)
  }

  fileprivate func correctFifth(_ bids: [SealedBid], _ c1: [String], keys: [SigningKey]) async throws {
    let json = sheetOf(bids, c1)
    let note = ScoresNote(tender: Self.tender, lot: "L1", member: "m5", sheet: Digest(of: json.canonicalBytes()))
    try await take(keys[4].sign(note.text), extra: ["sheet": json, "reason": "漏看驻园一节"], by: experts[4])
  }

  /// A draw among these bids by the officer and a tied bidder; the ids as drawn.
  fileprivate func drawTie(_ bids: [SealedBid], with bidder: Person, _ word: String) async throws -> (Digest, [String])
  {
    let (a, b) = (Digest(of: "officer \(word)").bytes, Digest(of: "bidder \(word)").bytes)
    try await commit(a, purpose: "tie", by: drawing)
    try await commit(b, purpose: "tie", by: bidder)
    let draw = try await announce(
      purpose: "tie", take: bids.count, list: bids.map(\.id.hex).sorted(), commits: [(drawing, a), (bidder, b)])
    try await reveal(a, to: draw, by: drawing)
    try await reveal(b, to: draw, by: bidder)
    return (draw, try await result(of: draw))
  }

  /// Rank, draw and place in it of each bid, as the file of the bundle has them.
  fileprivate func places(_ bids: [SealedBid], in path: String = "evaluation/L1.json") async throws -> [String] {
    let bytes = try await office.database.read(as: .auditor) { tx in try tx.bundleFile(path, of: Self.tender) ?? [] }
    let elements = try JSON.parse(bytes)["bids"]?.arrayValue ?? []
    return bids.map { bid in
      let element = elements.first { $0["bid"] == JSON(bid.id.b64) }
      let rank = element?["rank"]?.integerValue.map { "\($0)" } ?? "-"
      guard let draw = element?["tie"]?["draw"]?.stringValue, let order = element?["tie"]?["order"]?.integerValue else {
        return rank
      }
      return "\(rank) \(draw) \(order)"
    }
  }

  fileprivate func firstDrawn(_ result: [String], _ bids: [SealedBid]) throws -> SealedBid {
    try #require(bids.first { $0.id.hex == result.first })
  }

  fileprivate func openTie(by person: Person) async throws -> [String] {
    let lots = try await office.showDraws(Self.tender, by: person.actor)["lots"]?.arrayValue ?? []
    let tie = lots.first { $0["purpose"] == "tie" && $0["open"]?.boolValue == true }
    return (tie?["tied"]?.arrayValue ?? []).compactMap(\.stringValue)
  }
}

@Suite struct `A tie that a re-review makes` {
  static let prices = ["198000.00", "198000.00", "198000.00"]

  @Test func `is drawn again among all that are equal now, and the draw of the first result stays with that`()
    async throws
  {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: Self.prices)
    let (rest, fifth) = (["52.00", "52.00", "52.00"], ["52.00", "52.00", "30.00"])
    try await scene.scoredByFive(bids, rest, fifth: fifth, keys: keys)
    let two = Array(bids.prefix(2))
    let (first, firstResult) = try await scene.drawTie(two, with: scene.agencies[1], "one")
    try await scene.evaluate()
    func places(of draw: Digest, _ result: [String], _ bids: [SealedBid]) throws -> [String] {
      try bids.map { "1 \(draw.b64) \(1 + (try #require(result.firstIndex(of: $0.id.hex))))" }
    }
    #expect(try await scene.places(two) == places(of: first, firstResult, two))
    #expect(try await scene.audit() == [])

    try await scene.convene()
    #expect(try await scene.openTie(by: scene.drawing) == [], "nothing is equal that was not drawn")
    #expect(
      await refusal { try await scene.commit(Scene.secrets[1], purpose: "tie", by: scene.drawing) } == "draw.notOpen")
    try await scene.correctFifth(bids, rest, keys: keys)
    #expect(
      await refusal {
        _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: scene.officer.actor)
      } == "evaluation.tieNotDrawn")
    #expect(try await scene.openTie(by: scene.drawing) == bids.map(\.id.hex).sorted())
    #expect(try await scene.openTie(by: scene.agencies[2]).count == 3)
    #expect(try await scene.audit() == [], "the signed result is what it was")
    let (second, result) = try await scene.drawTie(bids, with: scene.agencies[2], "two")
    #expect(
      await refusal { try await scene.commit(Scene.secrets[1], purpose: "tie", by: scene.drawing) } == "draw.notOpen")
    #expect(try await scene.audit() == [])
    try await scene.evaluate()
    #expect(try await scene.places(bids) == places(of: second, result, bids))
    #expect(
      try await scene.places(two, in: "documents/superseded-1.L1.json") == places(of: first, firstResult, two))
    #expect(try await scene.audit() == [])
    try await scene.award()
    let award = try await scene.office.database.read(as: .auditor) { tx in try tx.award(of: Scene.tender, lot: "L1") }
    #expect(award?.bid == (try scene.firstDrawn(result, bids)).id)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }

  @Test func `is drawn among those who were equal below the first, whose signed places no draw changes afterwards`()
    async throws
  {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: Self.prices)
    let (rest, fifth) = (["42.00", "42.00", "40.00"], ["42.00", "42.00", "60.00"])
    try await scene.scoredByFive(bids, rest, fifth: fifth, keys: keys)
    try await scene.evaluate()
    #expect(try await scene.places(bids) == ["2", "2", "1"])
    try await scene.convene()
    try await scene.correctFifth(bids, rest, keys: keys)
    let two = Array(bids.prefix(2))
    #expect(try await scene.openTie(by: scene.agencies[0]) == two.map(\.id.hex).sorted())
    #expect(
      await refusal { try await scene.commit(Scene.secrets[1], purpose: "tie", by: scene.agencies[2]) }
        == "draw.notOpen")
    let (draw, result) = try await scene.drawTie(two, with: scene.agencies[0], "one")
    #expect(try await scene.audit() == [], "nobody drew the second place of the signed result")
    #expect(await refusal { try await scene.award() } == "reReview.underReview")
    try await scene.evaluate()
    let drawn = try two.map { "1 \(draw.b64) \(1 + (try #require(result.firstIndex(of: $0.id.hex))))" }
    #expect(try await scene.places(bids) == drawn + ["3"])
    #expect(try await scene.places(bids, in: "documents/superseded-1.L1.json") == ["2", "2", "1"])
    #expect(try await scene.audit() == [])
    try await scene.award()
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }
}

@Suite struct `Candidates of a result that was reviewed again` {
  @Test func `are public anew, for days of their own, before the award and for objections`() async throws {
    let scene = try await Scene.make(profile: .t1, bidsFor: 30 * 86_400)
    let officer = try scene.officer.actor
    let bids = try await scene.threeBids()
    scene.clock.set(Scene.opens + 30 * 86_400, micros: 1)
    try await scene.office.closeDueTenders()
    try await scene.openClosed()
    let keys = try await scene.admit(bids)
    let (rest, fifth) = (["52.00", "50.00", "40.50"], ["30.00", "50.00", "40.50"])
    try await scene.scoredByFive(bids, rest, fifth: fifth, keys: keys)
    try await scene.evaluate()
    let before = try await scene.places(bids)
    func announce() async throws -> JSON {
      try await scene.office.publishCandidates(Scene.tender, lot: "L1", by: officer)
    }
    func notices() async throws -> [String] {
      (try await scene.office.listPapers(Scene.tender, by: nil)["papers"]?.arrayValue ?? [])
        .compactMap { $0["name"]?.stringValue }.filter { $0.hasPrefix("L1-candidate-notice") }
    }
    func row(_ review: Int) async throws -> JSON? {
      let listed = try await scene.office.listReReviews(Scene.tender, lot: "L1", by: officer)
      return listed["reviews"]?.arrayValue?.first { $0["review"]?.integerValue == review }
    }
    let first = try await announce()
    #expect(try await notices() == ["L1-candidate-notice"])

    // The days of the first run on while the committee looks again; they are days of another result.
    scene.clock.pass(86_400)
    try await scene.convene()
    #expect(try await scene.due().what.contains("reReview -"))
    #expect(await refusal { try await scene.award() } == "reReview.underReview")
    try await scene.correctFifth(bids, rest, keys: keys)
    try await scene.evaluate()
    #expect(try await row(1)?["corrected"] == ["m5"])
    #expect(try await scene.places(bids) != before)
    #expect(try await scene.audit() == [])
    scene.clock.pass(10 * 86_400)
    #expect(try await scene.due().what.contains { $0.hasPrefix("publicity ") })
    #expect(await refusal { try await scene.award() } == "award.publicityMissing")
    #expect(
      await refusal { try await scene.file(Scene.filing("objection"), by: scene.agencies[1]) }
        == "remedy.nothingHappened")
    let second = try await announce()
    #expect(second["from"] != first["from"] && second["until"] != first["until"])
    #expect(try await announce() == second, "again it is the same")
    #expect(try await notices() == ["L1-candidate-notice", "L1-candidate-notice-2"])
    let shown = try await scene.office.fetchPaper("L1-candidate-notice-2", of: Scene.tender, by: nil)
    let ranked = try JSON.parse(shown.json)["candidates"]?.arrayValue ?? []
    #expect(ranked.count == 3)
    #expect(try await scene.audit() == [])

    scene.clock.pass(1)
    try await scene.file(Scene.filing("objection"), by: scene.agencies[1])
    #expect(try await scene.due().holds == ["award R1"])
    #expect(await refusal { try await scene.award() } == "remedy.held")
    try await scene.answer("R1", Scene.finding("rejected"))
    try await scene.award()
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
  }
}
