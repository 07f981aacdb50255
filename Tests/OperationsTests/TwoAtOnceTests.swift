import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing

/// Two people who take the same step at the same moment, each having drafted and signed before either hands in: one has
/// done it, the other is told that it is done, and it is done once.
@Suite struct `Of two who take the same step at once` {
  typealias Act = @Sendable () async throws -> Void

  private func expectOne(
    _ told: String, _ first: @escaping Act, _ second: @escaping Act, _ place: SourceLocation = #_sourceLocation
  ) async {
    async let one = refusal(first)
    async let other = refusal(second)
    let codes = await [one, other].sorted()
    #expect(codes == ["", told], sourceLocation: place)
  }

  private func count(_ type: String, in scene: Scene) async throws -> Int {
    try await scene.office.database.read(as: .auditor) { tx in try tx.notes(of: Scene.tender, type: type).count }
  }

  @Test func `one publishes, amends, opens, qualifies, evaluates, awards and decides, the other is told`() async throws
  {
    let scene = try await Scene.drafted()
    let (one, two) = (scene.officer, scene.drawing)

    var drafts = [NoteDraft]()
    for person in [one, two] { drafts.append(try await scene.office.draftNotice(Scene.tender, by: person.actor)) }
    let notices = drafts
    await expectOne("notice.tenderHasNotice") {
      try await scene.sign(notices[0], by: one)
    } _: {
      try await scene.sign(notices[1], by: two)
    }
    #expect(try await count(Notice.type, in: scene) == 1)

    let forms: [JSON] = [
      ["reason": "甲", "changes": [Scene.newStandard]],
      ["reason": "乙", "changes": [["item": "standard", "to": "每周驻园不少于四天"]]],
    ]
    drafts = []
    for (form, person) in zip(forms, [one, two]) {
      drafts.append(try await scene.office.draftAmendment(Scene.tender, form, by: person.actor))
    }
    let amendments = drafts
    await expectOne("notice.amendmentSeqWrong") {
      try await scene.sign(amendments[0], extra: ["amendment": forms[0]], by: one)
    } _: {
      try await scene.sign(amendments[1], extra: ["amendment": forms[1]], by: two)
    }
    #expect(try await count(Amendment.type, in: scene) == 1)

    let bids = try await scene.threeBids()
    try await scene.close()
    // One duty, one person: it hands in two manifests that it drafted at different moments.
    drafts = []
    for _ in 1...2 {
      scene.clock.pass(1)
      drafts.append(try await scene.office.draftOpening(Scene.tender, lots: nil, by: one.actor))
    }
    let manifests = drafts
    await expectOne("opening.pairOpenedAlready") {
      try await scene.sign(manifests[0], by: one)
    } _: {
      try await scene.sign(manifests[1], by: one)
    }
    #expect(try await count(Opening.type, in: scene) == 1)

    let manifest = try await scene.office.database.read(as: .auditor) { tx in
      try tx.notes(of: Scene.tender, type: Opening.type).map(\.id)
    }[0]
    scene.clock.pass(1)
    // A custodian gives its shares and, at once, others under the same number.
    let shares = try await scene.entries(of: 1, manifest: manifest)
    let poor = try await scene.entries(of: 1, manifest: manifest, without: [bids[0].id])
    await expectOne("opening.sharesGivenAlready") {
      try await scene.post(shares, of: 1, manifest: manifest, by: scene.custodians[0])
    } _: {
      try await scene.post(poor, of: 1, manifest: manifest, by: scene.custodians[0])
    }
    // Two custodians reach the threshold together: both have acted, and each bid is opened once.
    async let second = refusal { try await scene.postShares(2, manifest: manifest) }
    async let third = refusal { try await scene.postShares(3, manifest: manifest) }
    #expect(await [second, third] == ["", ""])
    #expect(try await scene.results().map(\.result) == ["opened", "opened", "opened"])

    scene.clock.pass(1)
    let passed = scene.passed(bids)
    await expectOne("review.reviewedAlready") {
      _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", passed, by: one.actor)
    } _: {
      _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", passed, by: two.actor)
    }
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", passed, by: expert.actor)
    }
    let points = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]
    for member in 1...4 { try await scene.score(member, scene.sheet(bids, points), keys: keys) }
    await expectOne("score.signedAlready") {
      try await scene.score(5, scene.sheet(bids, points), keys: keys)
    } _: {
      try await scene.score(5, scene.sheet(bids, [("51.50", "15.00")] + points.dropFirst()), keys: keys)
    }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: one.actor)

    drafts = []
    for person in [one, two] {
      drafts.append(try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: person.actor))
    }
    let evaluations = drafts
    await expectOne("tender.wrongState") {
      try await scene.sign(evaluations[0], extra: ["lot": "L1"], by: one)
    } _: {
      try await scene.sign(evaluations[1], extra: ["lot": "L1"], by: two)
    }
    #expect(try await count(EvaluationNote.type, in: scene) == 1)

    scene.clock.pass(1)
    drafts = []
    for person in [one, two] {
      drafts.append(
        try await scene.office.draftAward(Scene.tender, lot: "L1", bid: nil, passedOver: [], by: person.actor))
    }
    let awards = drafts
    let file = try JSON.parse(try #require(awards[0].files.first?.bytes))
    await expectOne("award.awardedAlready") {
      try await scene.sign(awards[0], extra: ["award": file], by: one)
    } _: {
      try await scene.sign(awards[1], extra: ["award": file], by: two)
    }
    #expect(try await count(AwardNote.type, in: scene) == 1)

    scene.clock.pass(1)
    let loser = scene.agencies[1]
    try await scene.file(Scene.filing(), by: loser)
    await expectOne("remedy.endedAlready") {
      try await scene.answer("R1", Scene.finding("rejected"), by: one)
    } _: {
      try await scene.answer("R1", Scene.finding("upheld", "nextCandidate"), by: two)
    }
    scene.clock.pass(1)
    try await scene.file(Scene.filing("complaint", matters: [["text": "评分有误", "from": 1]], of: "R1"), by: loser)
    let supervisor = scene.supervisor
    await expectOne("remedy.wrongStep") {
      _ = try await scene.office.acceptComplaint(Scene.tender, remedy: "R2", ["accepted": true], by: supervisor.actor)
    } _: {
      _ = try await scene.office.acceptComplaint(Scene.tender, remedy: "R2", ["accepted": true], by: supervisor.actor)
    }
    await expectOne("remedy.endedAlready") {
      _ = try await scene.office.decideComplaint(
        Scene.tender, remedy: "R2", Scene.finding("rejected"), by: supervisor.actor)
    } _: {
      _ = try await scene.office.decideComplaint(
        Scene.tender, remedy: "R2", Scene.finding("upheld"), by: supervisor.actor)
    }
    try await scene.expectSound()
  }

  @Test func `one cancels, the other is told`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    await expectOne("tender.wrongState") {
      try await scene.cancel(["ground": "taskCancelled", "reason": "甲"])
    } _: {
      try await scene.cancel(["ground": "taskCancelled", "reason": "乙"], by: scene.drawing)
    }
    #expect(try await count(CancellationNote.type, in: scene) == 1)
    try await scene.expectSound()
  }

  @Test func `one fails the lot, the other is told`() async throws {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    for agency in scene.agencies.prefix(2) {
      try await scene.register(agency)
      try await scene.submit(try await scene.seal(agency), by: agency)
    }
    try await scene.close()
    scene.clock.pass(1)
    let reasons = ["投标人不足三家", "只有两家"]
    var drafts = [NoteDraft]()
    for (reason, person) in zip(reasons, [scene.officer, scene.drawing]) {
      drafts.append(
        try await scene.office.draftFailure(
          Scene.tender, lot: "L1", ground: "tooFewBids", reason: reason, by: person.actor))
    }
    let failures = drafts
    await expectOne("tender.wrongState") {
      try await scene.sign(failures[0], extra: ["reason": JSON(reasons[0])], by: scene.officer)
    } _: {
      try await scene.sign(failures[1], extra: ["reason": JSON(reasons[1])], by: scene.drawing)
    }
    #expect(try await count(FailNote.type, in: scene) == 1)
    try await scene.expectSound()
  }

  @Test func `one submits a contract for filing, one of the park and one of the bureau file it, the others are told`()
    async throws
  {
    let tender = try await AwardedTender()
    let (office, id, pilot) = (tender.office, AwardedTender.id, tender.pilot)
    try await tender.agreed()
    let firm = try await pilot.firm(serial: 301, in: "P1", by: tender.park)
    let (number, paper) = try await tender.drafted(with: firm)
    for person in [tender.winner, firm] { try await tender.sign(paper, by: person) }
    let submit: Act = { _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor) }
    await expectOne("filing.submittedAlready", submit, submit)
    let record: Act = {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    }
    await expectOne("filing.filedAlready", record, record)
    let draft = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    let other = try await office.draftFiling(id, contract: number, by: pilot.otherOfficer.actor)
    await expectOne("filing.filedAlready") {
      _ = try await tender.take(draft, by: pilot.officer)
    } _: {
      _ = try await tender.take(other, by: pilot.otherOfficer)
    }
  }

  /// The numbers of notes are the tender's, not the lot's: a reader of the log refuses the second of the same number.
  @Test func `one evaluates a lot, the other another lot, and no number is given twice`() async throws {
    let scene = try await Scene.make(lotsWonMax: 2)
    _ = try await scene.scoreTwoLots()
    scene.clock.pass(1)
    let lots = [("L1", scene.officer), ("L2", scene.drawing)]
    var drafts = [NoteDraft]()
    for (lot, person) in lots {
      drafts.append(try await scene.office.draftEvaluation(Scene.tender, lot: lot, by: person.actor))
    }
    let evaluations = drafts
    await expectOne("note.notAsDrafted") {
      try await scene.sign(evaluations[0], extra: ["lot": "L1"], by: lots[0].1)
    } _: {
      try await scene.sign(evaluations[1], extra: ["lot": "L2"], by: lots[1].1)
    }
    #expect(try await count(EvaluationNote.type, in: scene) == 1)
    // Whoever was told drafts anew.
    for (lot, person) in lots where try await scene.lot(lot).state != .evaluated {
      let again = try await scene.office.draftEvaluation(Scene.tender, lot: lot, by: person.actor)
      try await scene.sign(again, extra: ["lot": JSON(lot)], by: person)
    }
    for lot in ["L1", "L2"] { try await scene.award(lot: lot) }
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
  }

  @Test func `the database has each number of a kind of notes once`() async throws {
    let scene = try await Scene.make()
    let notice = try #require(try await scene.row().noticeID)
    let numbers: [(seq: Int, refused: String?)] = [(1, nil), (2, nil), (1, "note_number_once")]
    for (place, (seq, expected)) in numbers.enumerated() {
      // Each names another list, and so is another note.
      let body = AwardNote(tender: Scene.tender, notice: notice, seq: seq, list: ListLine(of: ["\(place)"]))
      let note = scene.officer.key.sign(body.text)
      let failure = await failure {
        try await scene.office.database.write(as: .office) { tx in
          try tx.insert(note, tender: Scene.tender, at: scene.office.now)
        }
      }
      #expect(failure?.constraint == expected, "\(failure as Any)")
    }
  }

  private func failure(_ act: Act) async -> PostgresFailure? {
    do { try await act() } catch { return error as? PostgresFailure }
    return nil
  }
}
