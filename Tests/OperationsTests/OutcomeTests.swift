import Canon
import Documents
import Foundation
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `From the reviews to the award` {
  static let faults: [(c1: String, c2: String, code: String)] = [
    ("60.50", "15.00", "score.outOfRange"), ("52.25", "15.00", "score.offStep"),
    ("52.00", "17.50", "score.offStep"), ("52.0", "15.00", "score.wrongScale"),
    ("-1.00", "15.00", "score.notANumber"), ("1e1", "15.00", "score.notANumber"),
  ]

  @Test func `a score out of range, off its step or of another scale is refused before anything is kept`() async throws
  {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore()
    let fair = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]
    for fault in Self.faults {
      let sheet = scene.sheet(bids, [(fault.c1, fault.c2)] + fair.dropFirst())
      #expect(await refusal { try await scene.score(1, sheet, keys: keys) } == fault.code)
    }
    let good = scene.sheet(bids, fair)
    let missing = scene.sheet(Array(bids.dropLast()), fair)
    #expect(await refusal { try await scene.score(1, missing, keys: keys) } != "")
    try await scene.score(1, good, keys: keys)
    // The same again is the same; another sheet after signing is not taken.
    try await scene.score(1, good, keys: keys)
    let other = scene.sheet(bids, [("51.00", "15.00")] + fair.dropFirst())
    #expect(await refusal { try await scene.score(1, other, keys: keys) } == "score.signedAlready")
    let differs = scene.sheet(bids, [("52.00", "20.00")] + fair.dropFirst())
    #expect(await refusal { try await scene.score(2, differs, keys: keys) } == "evaluation.objectiveScoresDiffer")
    let anothersKey = [keys[1], keys[0]] + keys.dropFirst(2)
    #expect(await refusal { try await scene.score(2, good, keys: anothersKey) } != "")
    #expect(
      await refusal { _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: try scene.officer.actor) }
        == "evaluation.sheetMissing")
    #expect(try await scene.audit() == [])
  }

  @Test func `more points than a bidder's own answer is worth are refused before the member signs`() async throws {
    let scene = try await Scene.make(scheme: Scene.banded)
    // All answer 3 days, which are worth 10 points.
    let (bids, keys) = try await scene.readyToScore()
    let fair = [("52.00", "10.00"), ("50.00", "10.00"), ("40.50", "10.00")]
    let generous = scene.sheet(bids, [("52.00", "15.00")] + fair.dropFirst())
    #expect(await refusal { try await scene.score(1, generous, keys: keys) } == "evaluation.scoreAboveAnswer")
    // Less is theirs to give, all alike.
    let strict = [("52.00", "5.00")] + fair.dropFirst()
    for member in 1...5 { try await scene.score(member, scene.sheet(bids, strict), keys: keys) }
    try await scene.evaluate()
    try await scene.expectSound()
  }

  @Test func `a bid that was withdrawn, or that nobody knows, is not scored`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    let fourth = scene.agencies[3]
    try await scene.register(fourth)
    let gone = try await scene.seal(fourth)
    try await scene.submit(gone, by: fourth)
    try await scene.send(scene.withdrawal(of: gone.id, by: fourth, seq: 2), by: fourth)
    try await scene.close()
    let manifest = try await scene.startOpening().id
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(2, manifest: manifest)
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", scene.passed(bids), by: expert.actor)
    }
    let points = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00"), ("60.00", "20.00")]
    let sheet = scene.sheet(bids + [gone], points)
    #expect(await refusal { try await scene.score(1, sheet, keys: keys) }.hasPrefix("score."))
    #expect(
      await refusal {
        _ = try await scene.office.qualifyBids(
          Scene.tender, lot: "L1", scene.passed([gone]), by: try scene.officer.actor)
      } != "")
    #expect(try await scene.audit() == [])
  }

  @Test func `a price of nothing that the committee let pass is invalid, and holds up nobody`() async throws {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: ["198000.00", "180000.00", "210000.00", "0.00"])
    // It is not among what is scored.
    let points = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]
    for member in 1...5 { try await scene.score(member, scene.sheet(Array(bids.prefix(3)), points), keys: keys) }
    scene.clock.pass(1)
    try await scene.evaluate()
    let file = try await scene.office.database.read(as: .auditor) { tx in
      try #require(try tx.bundleFile("evaluation/L1.json", of: Scene.tender))
    }
    let told = try #require(try JSON.parse(file)["bids"]?.arrayValue)
    #expect(told.count == 4 && told.filter { $0["state"] == "ranked" }.count == 3)
    let fallen = try #require(told.first { $0["bid"]?.stringValue == bids[3].id.b64 })
    #expect(
      fallen["state"] == "invalid" && fallen["invalid"]?["reason"]?.stringValue == Offer.zeroPriceReason, "\(fallen)")
    try await scene.award()
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
  }

  @Test func `the result follows the figures, and an award that skips the first rank is refused`() async throws {
    let environment = ProcessInfo.processInfo.environment
    try #require(environment["TENDER_VENV"] != nil && environment["TENDER_FONTS"] != nil, "the press needs its tools")
    let scene = try await Scene.make()
    let (bids, _) = try await scene.scored()
    #expect(try await scene.audit() == [])
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    let evaluated = try await scene.evaluate()
    #expect(try await scene.evaluate().index == evaluated.index)
    #expect(try await scene.audit() == [])
    let officer = try scene.officer.actor
    func award(_ bid: SealedBid?, passingOver: [Award.PassedOver] = []) async throws -> NoteDraft {
      let id = try bid.map { bid -> Bid.ID in
        guard let fingerprint = Fingerprint(bid.id.bytes) else { throw SceneFault() }
        return Bid.ID(fingerprint)
      }
      return try await scene.office.draftAward(
        Scene.tender, lot: "L1", bid: id, passedOver: passingOver, by: officer)
    }
    #expect(await refusal { _ = try await award(bids[1]) } == "award.skipsRank")
    #expect(await refusal { _ = try await award(bids[2]) } == "award.skipsRank")
    let draft = try await award(nil)
    let file = try #require(draft.files.first?.bytes)
    let json = try JSON.parse(file)
    #expect(json["bid"]?.stringValue == bids[0].id.b64)
    #expect(json["price"]?.stringValue == "198000.00")
    try await scene.sign(draft, extra: ["award": json], by: scene.officer)
    #expect(try await scene.lot().state == .awarded)
    #expect(try await scene.audit() == [])
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.count { $0.kind == "result-letter" } == 2)
    #expect(papers.filter { $0.kind == "result-letter" }.allSatisfy { !$0.isPublic })
    #expect(
      Set(papers.map(\.kind))
        .isSuperset(of: ["opening-record", "evaluation-report", "result-notice", "award-notice"]))
  }

  @Test func `who was passed over on a ground of its own does not come back when the next award falls`() async throws {
    let scene = try await Scene.make()
    let (bids, _) = try await scene.scored()
    scene.clock.pass(1)
    try await scene.evaluate()
    let declined = Award.PassedOver(bid: try scene.bidID(bids[0]), ground: .declined)
    try await scene.award(bids[1], passingOver: [declined])
    scene.clock.pass(1)
    _ = try await scene.office.voidAward(
      Scene.tender, lot: "L1", ["ground": "declined", "reason": "放弃中标"], by: scene.officer.actor)
    for gone in bids.prefix(2) { #expect(await refusal { try await scene.award(gone) } == "award.droppedOut") }
    scene.clock.pass(1)
    try await scene.award()
    let award = try await scene.office.database.read(as: .auditor) { tx in
      try #require(try tx.award(of: Scene.tender, lot: "L1"))
    }
    #expect(award.bid == bids[2].id)
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
  }

  @Test func `papers that could not be printed are printed when the same note comes again`() async throws {
    let scene = try await Scene.make()
    _ = try await scene.scored()
    let officer = try scene.officer.actor
    let draft = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer)
    let envelope = try NoteEnvelope(
      note: scene.officer.key.sign(draft.text), list: draft.list.map { Array($0.utf8) }, extra: ["lot": "L1"])
    let office = scene.office
    let broken = Office(
      database: office.database, instance: office.instance, logKey: office.logKey,
      press: PaperPress(settings: PressSettings(python: "/nonexistent/python", fonts: "/nonexistent")),
      publisher: office.publisher, desk: office.desk, limits: office.limits, clock: office.clock, logger: office.logger)
    await #expect(throws: PressFailure.self) { try await broken.takeNote(envelope, by: officer) }
    #expect(try await scene.lot().state == .evaluated)
    #expect(try await scene.audit() == [])
    // The open data of the deed does not wait for them.
    let record = try await office.openDataRecord(Scene.tender)
    let compiled = try JSON.parse(record)["records"]?.arrayValue?.first?["compiledRelease"]
    #expect(compiled?["tender"]?["lots"]?.arrayValue?.first?["evaluation"] != nil)
    func reports() async throws -> Int {
      try await office.database.read(as: .auditor) { tx in
        try tx.papers(of: Scene.tender).count { $0.kind == "evaluation-report" }
      }
    }
    #expect(try await reports() == 0)
    for _ in 1...2 {
      _ = try await office.takeNote(envelope, by: officer)
      #expect(try await reports() == 1)
    }
    #expect(try await scene.audit() == [])
  }
}
