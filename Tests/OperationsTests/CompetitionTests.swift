import Canon
import Documents
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `With too few valid bids` {
  private static let argument = "两家报价和方案差异明显，均独立编制，不明显缺乏竞争。"

  /// Opened, qualified, and one of three found not to conform by every member.
  private func reviewed(_ profile: Profile) async throws -> (Scene, [SealedBid], [SigningKey]) {
    let scene = try await Scene.make(profile: profile)
    let bids = try await scene.opened()
    scene.clock.pass(1)
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    let findings: JSON = [
      "findings": .array(
        bids.dropLast().map { ["bid": JSON($0.id.hex), "passed": true] }
          + [["bid": JSON(bids[2].id.hex), "passed": false, "ground": "notResponsive", "reason": "服务期限不符"]])
    ]
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", findings, by: expert.actor)
    }
    return (scene, bids, keys)
  }

  private func argue(_ scene: Scene, by expert: Int = 0, _ words: String = argument) async -> String {
    await refusal {
      _ = try await scene.office.argueCompetition(
        Scene.tender, lot: "L1", ["argument": JSON(words)], by: scene.experts[expert].actor)
    }
  }

  private func sign(_ scene: Scene, _ member: Int, key: SigningKey, forging: Bool = false) async -> String {
    await refusal {
      let shown = try await scene.office.showCompetition(Scene.tender, lot: "L1", by: scene.experts[member - 1].actor)
      let json = try #require(shown["json"]?.stringValue.flatMap { Digest(b64: $0) })
      let pdf = try #require(shown["pdf"]?.stringValue.flatMap { Digest(b64: $0) })
      let note = RecordNote(
        tender: Scene.tender, party: key.verifier.reference, kind: "competition-statement",
        number: shown["number"]?.stringValue ?? "", json: forging ? pdf : json, pdf: pdf)
      try await scene.take(key.sign(note.text), by: scene.experts[member - 1])
    }
  }

  private func fail(_ scene: Scene) async -> String {
    await refusal {
      let reason = "有效投标不足三家"
      let draft = try await scene.office.draftFailure(
        Scene.tender, lot: "L1", ground: "tooFewConforming", reason: reason, by: scene.officer.actor)
      try await scene.sign(draft, extra: ["reason": JSON(reason)], by: scene.officer)
    }
  }

  @Test func `a majority that signs why competition is not lacking lets the lot go on to its award`() async throws {
    let (scene, bids, keys) = try await reviewed(.t0)
    let sheet = scene.sheet(Array(bids.dropLast()), [("52.00", "15.00"), ("50.00", "10.00")])
    #expect(await refusal { try await scene.score(1, sheet, keys: keys) } == "competition.majorityAwaited")
    #expect(await sign(scene, 1, key: keys[0]) == "competition.statementUnknown")
    #expect(await argue(scene, by: 1) == "competition.notTheChair")
    #expect(await argue(scene, "  ") == "competition.wordsMissing")
    #expect(await argue(scene) == "")
    #expect(await argue(scene) == "competition.arguedAlready")
    #expect(await sign(scene, 1, key: keys[0], forging: true) == "competition.statementDiffers")
    #expect(await sign(scene, 1, key: keys[1]) != "", "another seat's key")
    for member in 1...2 { #expect(await sign(scene, member, key: keys[member - 1]) == "") }
    #expect(await sign(scene, 2, key: keys[1]) == "", "the same note again is the same")
    #expect(await refusal { try await scene.score(1, sheet, keys: keys) } == "competition.majorityAwaited")
    #expect(await sign(scene, 4, key: keys[3]) == "")
    #expect(await fail(scene) == "competition.upheld")
    // Nobody but officers, the supervisor and the members sees it before the result.
    #expect(
      await refusal {
        _ = try await scene.office.showCompetition(Scene.tender, lot: "L1", by: scene.agencies[0].actor)
      } == "access.roleMayNot")
    let early = try await scene.office.listPapers(Scene.tender, by: nil)["papers"]?.arrayValue ?? []
    #expect(!early.contains { $0["kind"] == "competition-statement" })
    #expect(try await scene.audit() == [])
    for member in 1...5 { try await scene.score(member, sheet, keys: keys) }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let file = try await scene.evaluationFile()
    #expect(file["failed"] == nil && file["bids"]?.arrayValue?.count { $0["state"] == "ranked" } == 2)
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    let report = try #require(papers.first { $0.kind == "evaluation-report" }?.json)
    #expect(report.contains(Self.argument) && report.contains("m1、m2、m4") && report.contains("m3、m5"))
    let announced = try await scene.office.listPapers(Scene.tender, by: nil)["papers"]?.arrayValue ?? []
    #expect(announced.contains { $0["kind"] == "competition-statement" })
    try await scene.award()
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
    let record = try await scene.office.database.read(as: .auditor) { tx in try tx.activities(of: Scene.tender) }
    #expect(record.count { $0.deed == "argueCompetition" } == 1 && record.count { $0.deed == "signCompetition" } == 3)
  }

  @Test func `without it the lot fails, and each bidder is told what had been found of its own bid`() async throws {
    let (scene, bids, _) = try await reviewed(.t0)
    #expect(await argue(scene) == "")
    #expect(await fail(scene) == "")
    #expect(try await scene.lot().state == .failed)
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    let letters = papers.filter { $0.kind == "result-letter" }
    #expect(letters.count == 3 && letters.allSatisfy { !$0.isPublic && $0.reader != nil })
    for (place, bid) in bids.enumerated() {
      let letter = try #require(letters.first { $0.json.contains(bid.id.b64) })
      #expect(letter.reader == scene.agencies[place].reference)
      #expect(letter.json.contains("服务期限不符") == (place == 2), "nobody else's reason")
      #expect(letter.json.contains("不足法定家数"))
      for other in bids where other.id != bid.id { #expect(!letter.json.contains(other.id.b64)) }
    }
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }

  @Test func `under procurement law nothing is argued, for the rules and for the database`() async throws {
    let (scene, bids, _) = try await reviewed(.g1)
    #expect(await argue(scene) == "competition.lawFails")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.insertCompetition(
          tender: Scene.tender, lot: "L1", paper: "x", argument: "x", valid: 2, by: scene.experts[0].reference,
          at: scene.office.now)
      }
    }
    #expect(failure?.constraint == "competition_argued")
    #expect(await fail(scene) == "")
    // A letter tells who was opened and not judged that its lot failed before it was.
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.count { $0.kind == "result-letter" } == bids.count)
    #expect(try await scene.audit() == [])
  }
}
