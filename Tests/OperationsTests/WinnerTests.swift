import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

/// What may be told to whom when only the winner's result is disclosed.
@Suite struct `Where only the winner is disclosed` {
  private func file(_ path: String, _ scene: Scene) async throws -> JSON {
    try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFile(path, of: Scene.tender) ?? [] })
  }

  private func id(_ bid: SealedBid) throws -> Bid.ID { Bid.ID(try #require(Fingerprint(bid.id.bytes))) }

  private func award(
    _ scene: Scene, _ bid: SealedBid? = nil, passingOver: [Award.PassedOver] = []
  ) async throws {
    let draft = try await scene.office.draftAward(
      Scene.tender, lot: "L1", bid: try bid.map(id), passedOver: passingOver, by: scene.officer.actor)
    let json = try JSON.parse(try #require(draft.files.first?.bytes))
    try await scene.sign(draft, extra: ["award": json], by: scene.officer)
  }

  private func everythingPublic(_ scene: Scene) async throws -> String {
    let listing = try await scene.office.listBundle(Scene.tender)
    var all = ""
    for path in (listing["files"]?.arrayValue ?? []).compactMap({ $0["path"]?.stringValue })
    where path.hasSuffix(".json") {
      let lent = try await scene.office.readBundleFile(path, of: Scene.tender)
      all += String(decoding: try await lent.piece(0) ?? [], as: UTF8.self)
    }
    return all
  }

  @Test func `the log names a sealed file, everybody gets its own, and the supervisor can open it all`() async throws {
    let scene = try await Scene.make(disclosure: "winner")
    let (bids, _) = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    func own(_ agency: Person) async throws -> OwnResult {
      let answer = try await scene.office.fetchOwnResult(Scene.tender, lot: "L1", by: agency.actor)
      return try OwnResult(json: answer["result"] ?? .null)
    }
    #expect(await refusal { _ = try await own(scene.agencies[1]) } == "access.notYet")
    // The draft is the same again: its salts stay.
    let officer = try scene.officer.actor
    let first = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer)
    let second = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer)
    #expect(first.text == second.text && first.files.map(\.bytes) == second.files.map(\.bytes))
    #expect(
      first.files.map(\.path)
        == ["evaluation/L1.json", "supervisor/evaluation.L1.json", "supervisor/salts.L1.json"])
    let evaluated = try await scene.evaluate()
    #expect(try await scene.evaluate().index == evaluated.index)
    #expect(await refusal { _ = try await own(scene.agencies[1]) } == "access.notYet")
    #expect(try await scene.audit() == [])
    try await award(scene)

    let sealed = try await file("evaluation/L1.json", scene)
    #expect(try Evaluation.shown(in: sealed) == id(bids[0]))
    #expect(try Evaluation.sealed(in: sealed) == [id(bids[1]), id(bids[2])])
    for (agency, rank) in zip(scene.agencies, [1, 2, 3]) {
      let result = try await own(agency)
      #expect(result.element["rank"]?.integerValue == rank && (result.salt == nil) == (rank == 1))
      #expect(result.holds(in: sealed) { Fingerprint(digest: Digest(of: $0).bytes) })
    }
    #expect(await refusal { _ = try await own(scene.agencies[3]) } == "input.notFound")
    #expect(await refusal { _ = try await own(scene.officer) } == "access.roleMayNot")

    // Nobody else's figures are in anything public: their totals are 78.00 and 67.64.
    let others = try await [own(scene.agencies[1]), own(scene.agencies[2])].map {
      $0.element["total"]?.stringValue ?? "-"
    }
    let everything = try await everythingPublic(scene)
    for total in others { #expect(!everything.contains("\"\(total)\""), "\(total)") }
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.first { $0.kind == "evaluation-report" }?.isPublic == false)
    for person in [scene.agencies[1], scene.agencies[0]] {
      let seen = try await scene.office.listPapers(Scene.tender, by: try person.actor)
      let names = (seen["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      #expect(names.contains("L1-result-notice") && !names.contains("L1-evaluation-report"))
    }
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])

    // The supervisor's files, and nobody else's to take.
    func listed(_ person: Person?) async throws -> [String] {
      let listing = try await scene.office.listBundle(
        Scene.tender, for: .supervisor, by: try person.map { try $0.actor })
      return (listing["files"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
    }
    #expect(
      try await listed(scene.supervisor).filter { $0.hasPrefix("supervisor/") }
        == ["supervisor/evaluation.L1.json", "supervisor/salts.L1.json"])
    #expect(await refusal { _ = try await listed(scene.officer) } == "access.roleMayNot")
    #expect(await refusal { _ = try await listed(nil) } == "access.notAuthenticated")
    for path in ["supervisor/evaluation.L1.json", "supervisor/salts.L1.json"] {
      #expect(
        await refusal { _ = try await scene.office.readBundleFile(path, of: Scene.tender) } == "access.notAuthenticated"
      )
      #expect(
        await refusal {
          _ = try await scene.office.readBundleFile(path, of: Scene.tender, by: try scene.agencies[0].actor)
        } == "access.roleMayNot")
    }
    let lent = try await scene.office.readBundleFile(
      "supervisor/salts.L1.json", of: Scene.tender, by: scene.supervisor.actor)
    let salts = try EvaluationSalts(json: JSON.parse(try await lent.piece(0) ?? []))
    let full = try JSON.parse(
      Array(
        try await scene.office.database.read(as: .auditor) { tx in
          try tx.evaluationFile(of: Scene.tender, lot: "L1") ?? ""
        }.utf8))
    #expect(
      try Evaluation.unseal(sealed, with: full, salts: salts) { Fingerprint(digest: Digest(of: $0).bytes) } == 2)
    let taken = try await scene.office.database.read(as: .auditor) { tx in
      try tx.activities(of: Scene.tender).filter { $0.deed == "fetchSupervisorFile" }
    }
    #expect(taken.map(\.actor) == [scene.supervisor.reference], "who takes them is written down")
  }

  @Test func `a lawful award to the next in rank has the evaluation signed again for it`() async throws {
    let scene = try await Scene.make(disclosure: "winner")
    let (bids, _) = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let officer = try scene.officer.actor
    let over = [Award.PassedOver(bid: try id(bids[0]), ground: .declined)]
    #expect(await refusal { try await award(scene, bids[1], passingOver: over) } == "award.winnerSealed")
    // The same rules as for the award: nobody is shown out of turn.
    #expect(
      await refusal {
        _ = try await scene.office.draftEvaluation(
          Scene.tender, lot: "L1", EvaluationChoice(bid: try id(bids[1])), by: officer)
      } == "award.skipsRank")
    func show(_ bid: SealedBid, passingOver: [Award.PassedOver]) async throws -> TakenNote {
      let choice = EvaluationChoice(bid: try id(bid), passedOver: passingOver)
      let draft = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", choice, by: officer)
      return try await scene.sign(
        draft,
        extra: [
          "lot": "L1", "bid": JSON(bid.id.hex),
          "passedOver": .array(
            passingOver.map { ["bid": JSON($0.bid.hex), "ground": JSON($0.ground.rawValue)] }),
        ], by: scene.officer)
    }
    let again = try await show(bids[1], passingOver: over)
    #expect(try await show(bids[1], passingOver: over).index == again.index)
    #expect(try await Evaluation.shown(in: file("evaluation/L1.json", scene)) == id(bids[1]))
    #expect(try await scene.audit() == [])
    // And back, by a further note, as long as nothing is awarded.
    _ = try await show(bids[0], passingOver: [])
    #expect(try await Evaluation.shown(in: file("evaluation/L1.json", scene)) == id(bids[0]))
    let third = try await show(bids[1], passingOver: over)
    #expect(third.id != again.id)
    #expect(try await scene.audit() == [])
    try await award(scene, bids[1], passingOver: over)
    #expect(await refusal { _ = try await show(bids[0], passingOver: []) } == "award.awardedAlready")
    let result = try OwnResult(
      json: try await scene.office.fetchOwnResult(Scene.tender, lot: "L1", by: scene.agencies[0].actor)["result"]
        ?? .null)
    #expect(result.salt != nil && result.element["rank"]?.integerValue == 1)
    #expect(try await scene.audit() == [])
    let found = try await scene.verified()
    #expect(found == [], "\(found)")
  }

  @Test func `an officer cannot sign a file whose seals are not the office's`() async throws {
    let scene = try await Scene.make(disclosure: "winner")
    _ = try await scene.scored()
    let draft = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: scene.officer.actor)
    let bytes = try #require(draft.files.first?.bytes)
    let changed =
      Array(String(decoding: bytes, as: UTF8.self).replacing("\"failed\"", with: "\"fallen\"").utf8) + [0x20]
    let lines = [FileLine(path: "evaluation/L1.json", content: changed).line]
    var note = try EvaluationNote(parsing: draft.text)
    note.list = ListLine(of: lines)
    let forged = NoteDraft(text: note.text, list: ListLine.text(of: lines))
    #expect(
      await refusal { try await scene.sign(forged, extra: ["lot": "L1"], by: scene.officer) } == "note.notAsDrafted")
    #expect(try await scene.audit() == [])
  }
}
