import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing
import Trusteeship

// What suppliers, bureau and authority do about a tender.
extension Scene {
  static func filing(
    _ kind: String = "challenge", _ about: String = "result", lot: String? = "L1", matters: [JSON] = [["text": "评分有误"]],
    of: String? = nil
  ) -> JSON {
    var json: JSON = [
      "kind": JSON(kind), "about": JSON(about), "matters": .array(matters), "request": "重新核对", "facts": "见评审得分",
      "law": "《政府采购法》第五十二条",
    ]
    if let lot { json = json.setting("lot", JSON(lot)) }
    if let of { json = json.setting("of", JSON(of)) }
    return json
  }

  static func finding(_ outcome: String, _ effect: String = "none") -> JSON {
    ["outcome": JSON(outcome), "effect": JSON(effect), "findings": "经核对，得分无误", "grounds": "招标文件第三章"]
  }

  @discardableResult
  func file(_ filing: JSON, by agency: Person) async throws -> JSON {
    try await office.fileRemedy(Self.tender, filing, by: agency.actor)
  }

  @discardableResult
  func answer(_ remedy: String, _ finding: JSON, by officer: Person? = nil) async throws -> JSON {
    try await office.answerRemedy(Self.tender, remedy: remedy, finding, by: (officer ?? self.officer).actor)
  }

  func expectSound(_ place: SourceLocation = #_sourceLocation) async throws {
    let faults = try await audit()
    #expect(faults == [], sourceLocation: place)
  }

  func due() async throws -> (what: [String], holds: [String]) {
    let told = try await office.listDue(Self.tender, by: officer.actor)
    return (
      (told["due"]?.arrayValue ?? []).map { "\($0["what"]?.stringValue ?? "") \($0["by"]?.stringValue ?? "-")" },
      (told["holds"]?.arrayValue ?? []).map { "\($0["step"]?.stringValue ?? "") \($0["remedy"]?.stringValue ?? "")" }
    )
  }

  /// A party signs a paper.
  func sign(paper: String, by person: Person) async throws {
    let draft = try await office.draftRecord(Self.tender, paper: paper, by: person.actor)
    try await take(person.key.sign(draft.text), by: person)
  }

  /// Evaluated and awarded to the first, with its service contract drawn up and signed by nobody.
  func withContract() async throws {
    _ = try await scored()
    _ = try await office.recordOpening(Self.tender, lot: "L1", by: officer.actor)
    try await evaluate()
    clock.pass(1)
    try await award()
    clock.pass(1)
    _ = try await office.draftServiceContract(Self.tender, lot: "L1", [:], by: officer.actor)
  }
}

@Suite struct `Remedies in the office` {
  @Test func `a challenge holds the signing until it is answered, whoever tries and however`() async throws {
    let scene = try await Scene.make()
    #expect(
      await refusal { try await scene.file(Scene.filing(), by: scene.agencies[1]) } == "remedy.noStanding",
      "before the close nobody has bid")
    try await scene.withContract()
    let contract = "L1-service-contract"
    #expect(try await scene.due().what == ["contract 2027-02-15"])  // the thirtieth day is a Sunday
    let loser = scene.agencies[1]
    #expect(await refusal { try await scene.file(Scene.filing(), by: scene.agencies[3]) } == "remedy.noStanding")
    #expect(await refusal { try await scene.file(Scene.filing(), by: scene.officer) } == "access.roleMayNot")
    #expect(await refusal { try await scene.file(Scene.filing("objection"), by: loser) } == "remedy.kindUnknownHere")
    #expect(await refusal { try await scene.file(Scene.filing(lot: "L9"), by: loser) } == "tender.lotUnknown")
    #expect(await refusal { try await scene.file([:], by: loser) } == "form.missing")
    let filed = try await scene.file(Scene.filing(), by: loser)
    #expect(filed["id"] == "R1" && filed["state"] == "pending" && filed["due"] == "2027-01-26")
    #expect(try await scene.due().what == ["answer 2027-01-26", "contract 2027-02-15"])
    #expect(try await scene.due().holds == ["signing R1"])

    // The rules say no, and the database to whoever goes around them.
    #expect(await refusal { try await scene.sign(paper: contract, by: scene.officer) } == "remedy.held")
    let (note, officer) = (try await scene.row().noticeID, scene.officer.reference)
    let at = scene.clock.now
    let failure = await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.insert([.init(party: .bureau, actor: officer)], of: "L1-award-notice", tender: Scene.tender)
        try tx.insertSignature(
          tender: Scene.tender, paper: contract, party: officer, note: try #require(note), at: at)
      }
    }
    #expect(failure?.constraint == "remedy_holds_signing")
    #expect(DeedFault(try #require(failure)).code == "remedy.held")

    // Who else bid learns nothing of it before it is answered, and then not who asked.
    func seen(by person: Person) async throws -> [JSON] {
      try await scene.office.listRemedies(Scene.tender, by: person.actor)["remedies"]?.arrayValue ?? []
    }
    #expect(try await seen(by: scene.agencies[2]).isEmpty)
    for person in [loser, scene.supervisor] { #expect(try await seen(by: person).count == 1) }
    #expect(await refusal { _ = try await seen(by: scene.park) } == "access.roleMayNot")

    for (finding, code) in [
      (Scene.finding("explained"), "remedy.outcomeUnfit"),
      (Scene.finding("rejected", "retender"), "remedy.effectUnlawful"),
      (Scene.finding("upheld", "amendDocuments"), "remedy.effectUnlawful"),
    ] {
      #expect(await refusal { try await scene.answer("R1", finding) } == code)
    }
    #expect(await refusal { try await scene.answer("R2", Scene.finding("rejected")) } == "remedy.remedyUnknown")
    // Two officers at once: one answers, the other is told.
    async let first = refusal { try await scene.answer("R1", Scene.finding("rejected")) }
    async let second = refusal { try await scene.answer("R1", Scene.finding("upheld"), by: scene.drawing) }
    let outcomes = await [first, second].sorted()
    #expect(outcomes == ["", "remedy.endedAlready"])
    let told = try #require(try await seen(by: scene.agencies[2]).first)
    #expect(told["filer"] == .null && told["form"] == .null && told["finding"]?["findings"] == "经核对，得分无误")
    #expect(try await seen(by: loser).first?["papers"] == ["R1-remedy-answer", "R1-remedy-letter"])
    #expect(try await seen(by: scene.agencies[2]).first?["papers"] == [])

    #expect(try await scene.due().holds == [])
    try await scene.sign(paper: contract, by: scene.officer)
    try await scene.expectSound()

    // The complaint that follows holds nothing until the authority suspends, and then the winner's signature too.
    let complaint = Scene.filing(
      "complaint", matters: [["text": "答复未回应", "from": 0], ["text": "评分有误", "from": 1]], of: "R1")
    #expect(await refusal { try await scene.file(complaint, by: scene.agencies[2]) } == "remedy.earlierMissing")
    try await scene.file(complaint, by: loser)
    #expect(try await scene.due().holds == [])
    let supervisor = try scene.supervisor.actor
    let accept: @Sendable (JSON) async throws -> Void = { form in
      _ = try await scene.office.acceptComplaint(Scene.tender, remedy: "R2", form, by: supervisor)
    }
    #expect(await refusal { try await scene.answer("R2", Scene.finding("rejected")) } == "remedy.wrongStep")
    #expect(
      await refusal { try await accept(["accepted": true, "suspendUntil": "2027-02-15"]) } == "remedy.suspensionTooLong"
    )
    #expect(await refusal { try await accept(["accepted": false]) } == "form.missing")
    try await accept(["accepted": true, "suspendUntil": "2027-02-14"])
    #expect(try await scene.due().holds == ["signing R2"])
    #expect(await refusal { try await scene.sign(paper: contract, by: scene.agencies[0]) } == "remedy.held")
    scene.clock.pass(10)
    _ = try await scene.office.decideComplaint(
      Scene.tender, remedy: "R2", Scene.finding("rejected"), by: supervisor)
    try await scene.sign(paper: contract, by: scene.agencies[0])
    #expect(await refusal { try await scene.file(complaint, by: loser) } == "remedy.complainedAlready")
    try await scene.expectSound()
    // The decision is everybody's to read, the answers are not.
    let everybody = try await scene.office.listPapers(Scene.tender, by: nil)["papers"]?.arrayValue ?? []
    let names = everybody.compactMap { $0["name"]?.stringValue }.filter { $0.hasPrefix("R") }
    #expect(names == ["R2-complaint-decision"])
    #expect(try await scene.verified() == [])
  }

  @Test func `before the close nobody learns who turned against the documents`() async throws {
    let scene = try await Scene.make()
    let filing = Scene.filing("challenge", "documents", lot: nil)
    let filed = try await scene.file(filing, by: scene.agencies[3])
    #expect(filed["filer"]?.stringValue == scene.agencies[3].reference)
    let seen = try await scene.office.showRemedy(Scene.tender, remedy: "R1", by: scene.officer.actor)
    #expect(seen["filer"] == .null && seen["papers"] == [] && seen["form"]?["request"] == "重新核对")
    #expect(
      await refusal {
        _ = try await scene.office.showRemedy(Scene.tender, remedy: "R1", by: scene.agencies[0].actor)
      } == "remedy.remedyUnknown")
    // It is upheld: the documents are owed an amendment, and nothing is opened before that.
    try await scene.answer("R1", Scene.finding("upheld", "amendDocuments"))
    let officer = try scene.officer.actor
    let papers = try await scene.office.listPapers(Scene.tender, by: officer)["papers"]?.arrayValue ?? []
    let answer = try #require(papers.first { $0["name"] == "R1-remedy-answer" }?["name"]?.stringValue)
    let file = try await scene.office.fetchPaper(answer, of: Scene.tender, by: officer)
    #expect(!String(decoding: file.json, as: UTF8.self).contains(scene.agencies[3].key.name))
    #expect(try await scene.due().what == ["amendDocuments -"])
    _ = try await scene.threeBids()
    try await scene.close()
    scene.clock.pass(1)
    #expect(await refusal { try await scene.startOpening() } == "remedy.held")
    #expect(
      try await scene.office.showRemedy(Scene.tender, remedy: "R1", by: officer)["filer"]?.stringValue
        == scene.agencies[3].reference)
    try await scene.expectSound()
  }

  @Test func `the opening goes on once the documents are amended, for the rules and for the database`() async throws {
    let scene = try await Scene.make()
    try await scene.file(Scene.filing("challenge", "documents", lot: nil), by: scene.agencies[3])
    try await scene.answer("R1", Scene.finding("upheld", "amendDocuments"))
    #expect(try await scene.due().holds == ["opening R1"])
    scene.clock.pass(2)
    try await scene.amend(["reason": "质疑成立", "changes": [Scene.newStandard]])
    #expect(try await scene.due().holds == [])
    _ = try await scene.threeBids()
    try await scene.close()
    scene.clock.pass(1)
    #expect(await refusal { try await scene.startOpening() } == "")
    try await scene.expectSound()
  }

  @Test func `under the tendering law an objection holds opening and award`() async throws {
    // The deadline is far enough away to object to the documents ten days before it.
    let scene = try await Scene.make(profile: .t1, bidsFor: 30 * 86_400)
    let filing = Scene.filing("objection", "documents")
    #expect(
      await refusal { try await scene.file(Scene.filing("challenge", "documents"), by: scene.agencies[3]) }
        == "remedy.kindUnknownHere")
    #expect(try await scene.file(filing, by: scene.agencies[3])["due"] == "2027-01-18")
    #expect(try await scene.due().holds == ["opening R1", "award R1"])
    try await scene.office.withdraw("R1", by: scene.agencies[3])
    #expect(
      await refusal { try await scene.office.withdraw("R1", by: scene.agencies[3]) } == "remedy.endedAlready")
    #expect(try await scene.due().holds == [])
    scene.clock.set(Scene.opens + 21 * 86_400)
    #expect(await refusal { try await scene.file(filing, by: scene.agencies[3]) } == "remedy.late")
    try await scene.expectSound()
  }

  @Test func `under the tendering law candidates are public first, and an objection to them holds the award alone`()
    async throws
  {
    let scene = try await Scene.make(profile: .t1, bidsFor: 30 * 86_400)
    let officer = try scene.officer.actor
    try await scene.file(Scene.filing("objection", "documents", lot: nil), by: scene.agencies[3])
    let bids = try await scene.threeBids()
    scene.clock.set(Scene.opens + 30 * 86_400, micros: 1)
    try await scene.office.closeDueTenders()
    scene.clock.pass(1)
    #expect(await refusal { try await scene.startOpening() } == "remedy.held")
    try await scene.answer("R1", Scene.finding("rejected"))
    let manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    for index in [1, 3] { try await scene.postShares(index, manifest: manifest) }
    scene.clock.pass(1)
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: officer)
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", scene.passed(bids), by: expert.actor)
    }
    for member in 1...5 {
      try await scene.score(
        member, scene.sheet(bids, [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]), keys: keys)
    }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    // Nothing is public yet that one could object to, and nothing may be awarded.
    #expect(
      await refusal { _ = try await scene.office.publishCandidates(Scene.tender, lot: "L1", by: officer) }
        == "award.notEvaluated")
    try await scene.evaluate()
    scene.clock.pass(1)
    #expect(try await scene.due().what.contains { $0.hasPrefix("publicity 2027-") })
    #expect(await refusal { try await scene.award() } == "award.publicityMissing")
    #expect(
      await refusal { try await scene.file(Scene.filing("objection"), by: scene.agencies[1]) }
        == "remedy.nothingHappened")
    let told = try await scene.office.publishCandidates(Scene.tender, lot: "L1", by: officer)
    #expect(told["from"] != told["until"])
    scene.clock.pass(1)
    try await scene.file(Scene.filing("objection"), by: scene.agencies[1])
    #expect(try await scene.due().holds == ["award R2"])
    #expect(await refusal { try await scene.award() } == "remedy.held")
    try await scene.answer("R2", Scene.finding("rejected"))
    try await scene.award()
    scene.clock.pass(1)
    // After the award it is late: the candidates' days were the time for it.
    #expect(
      await refusal { try await scene.file(Scene.filing("challenge"), by: scene.agencies[2]) }
        == "remedy.kindUnknownHere")
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: officer)
    for person in [scene.officer, scene.agencies[0]] { try await scene.sign(paper: "L1-service-contract", by: person) }
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
    let names = try await scene.office.listPapers(Scene.tender, by: nil)["papers"]?.arrayValue ?? []
    #expect(names.contains { $0["name"] == "L1-candidate-notice" })
  }

  @Test func `a challenge and a signature at the same moment come one after the other`() async throws {
    let scene = try await Scene.make()
    try await scene.withContract()
    async let filed = refusal { try await scene.file(Scene.filing(), by: scene.agencies[1]) }
    async let signed = refusal { try await scene.sign(paper: "L1-service-contract", by: scene.officer) }
    let (filing, signing) = await (filed, signed)
    #expect(filing == "" && ["", "remedy.held"].contains(signing), "\(filing) \(signing)")
    #expect(
      await refusal { try await scene.sign(paper: "L1-service-contract", by: scene.agencies[0]) } == "remedy.held")
    try await scene.expectSound()
  }

  @Test(arguments: ["full", "winner"])
  func `falls through before its contract is signed, and the next candidate follows`(disclosure: String) async throws {
    let scene = try await Scene.make(disclosure: disclosure)
    let (bids, _) = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let officer = try scene.officer.actor
    func void(_ ground: String, _ reason: String = "质疑成立") async -> String {
      await refusal {
        _ = try await scene.office.voidAward(
          Scene.tender, lot: "L1", ["ground": JSON(ground), "reason": JSON(reason)], by: officer)
      }
    }
    #expect(await void("declined") == "award.nothingAwarded")
    #expect(
      await refusal { _ = try await scene.office.publishCandidates(Scene.tender, lot: "L1", by: officer) }
        == "award.noPublicity")
    scene.clock.pass(1)
    try await scene.award()
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: officer)
    scene.clock.pass(1)
    // A challenge is upheld: the award it turned against is void, and until that is done nothing is signed.
    try await scene.file(Scene.filing(), by: scene.agencies[2])
    scene.clock.pass(1)
    try await scene.answer("R1", Scene.finding("upheld", "nextCandidate"))
    #expect(try await scene.due().holds == ["signing R1"])
    #expect(try await scene.due().what.contains("nextCandidate -"))
    #expect(await refusal { try await scene.sign(paper: "L1-service-contract", by: scene.officer) } == "remedy.held")
    try await scene.expectSound()
    #expect(await void("lotLimit") == "award.groundUnfit")
    scene.clock.pass(1)
    // Two officers at once: one does it, the other finds nothing to do.
    async let one = void("unlawfulAct")
    async let two = void("unlawfulAct")
    #expect(await [one, two].sorted() == ["", "award.nothingAwarded"])
    try await scene.expectSound()
    #expect(try await scene.lot().state == .evaluated)
    #expect(await refusal { try await scene.award(bids[0]) } == "award.droppedOut")
    #expect(await refusal { try await scene.award(bids[2]) } == "award.skipsRank")
    if disclosure == "winner" {
      #expect(await refusal { try await scene.award(bids[1]) } == "award.winnerSealed")
      let next = Bid.ID(try #require(Fingerprint(bids[1].id.bytes)))
      let draft = try await scene.office.draftEvaluation(
        Scene.tender, lot: "L1", EvaluationChoice(bid: next), by: officer)
      try await scene.sign(draft, extra: ["lot": "L1", "bid": JSON(bids[1].id.hex)], by: scene.officer)
    }
    scene.clock.pass(1)
    try await scene.award()
    #expect(try await scene.due().holds == [])
    let award = try await scene.office.database.read(as: .auditor) { tx in
      try #require(try tx.award(of: Scene.tender, lot: "L1"))
    }
    #expect(award.number == 2 && award.bid == bids[1].id && award.rank == 2)
    let file = try Award(json: JSON.parse(Array(award.file.utf8)))
    #expect(file.ground == .nextCandidate && file.passedOver.map(\.ground) == [.unlawfulAct])
    // The new winner's contract is another paper; the first draft is nobody's to sign any more.
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: officer)
    #expect(
      await refusal { try await scene.sign(paper: "L1-service-contract", by: scene.officer) }
        == "signing.notOpenForSigning")
    let (note, key, at) = (try await scene.row().noticeID, scene.officer.reference, scene.clock.now)
    let around = await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.insertSignature(
          tender: Scene.tender, paper: "L1-service-contract", party: key, note: try #require(note), at: at)
      }
    }
    #expect(DeedFault(try #require(around)).code == "signing.notOpenForSigning")
    for person in [scene.officer, scene.agencies[1]] {
      try await scene.sign(paper: "L1-service-contract-2", by: person)
    }
    #expect(await void("declined") == "award.contractSigned")
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
    let ocds = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFile("ocds.json", of: Scene.tender) ?? []
      })
    let awards = ocds["records"]?.arrayValue?.first?["compiledRelease"]?["awards"]?.arrayValue ?? []
    #expect(awards.map { $0["status"]?.stringValue } == ["cancelled", "active"])
  }

  @Test func `the audit finds what was done around a remedy`() async throws {
    let scene = try await Scene.make()
    try await scene.withContract()
    try await scene.file(Scene.filing(), by: scene.agencies[1])
    try await scene.answer("R1", Scene.finding("rejected"))
    let owner = scene.store.database(as: "postgres")
    let audit = Audit(
      database: owner, logKey: scene.office.logKey.verifier, headFile: scene.headFile,
      queries: try AuditQuery.folder(Repository.path("sql/checks")))
    for (sql, check) in [
      ("update remedy set due_on = due_on + 1", "remedies"), ("update remedy set kind = 'objection'", "remedies"),
      ("update remedy_end set outcome = 'upheld'", "remedies"),
      ("update remedy_end set ended_by = '\(scene.agencies[1].reference)'", "sql/remedy_steps_in_order"),
      (
        """
        update remedy_end set ended_at = ended_at + interval '1 hour';
        insert into paper_party values ('\(Scene.tender)', 'L1-award-notice', 'bureau', '\(scene.officer.reference)');
        insert into paper_signature
        select tender_id, 'L1-service-contract', '\(scene.officer.reference)', notice_id, now()
          from tender
         where tender_id = '\(Scene.tender)';
        update paper_signature set signed_at = (select ended_at - interval '1 second' from remedy_end)
        """, "sql/nothing_done_while_held"
      ),
    ] {
      struct Undone: Error {}
      await #expect(throws: Undone.self) {
        try await owner.write { tx in
          try tx.script(
            "set local session_replication_role = replica;" + `The audit`.guards("disable trigger %I") + sql + ";"
              + `The audit`.guards("enable always trigger %I"))
          let found = try audit.report(in: tx).lines.filter { !$0.isOk }.map(\.name)
          #expect(found.contains(check), "\(sql): found \(found)")
          throw Undone()
        }
      }
    }
    await owner.close()
    try await scene.expectSound()
  }

  @Test func `the database knows what each profile's remedies hold`() async throws {
    let store = try await TestDatabase.make()
    let held = Statement("held", "select array_to_string(held_steps($1), ' ') as steps")
    for profile in Profile.allCases {
      let steps: String = try await store.database().read { tx in
        try tx.onlyRow(held, [.text(profile.rawValue)]).value("steps")
      }
      #expect(Set(steps.split(separator: " ").map(String.init)) == Set(profile.procedure.held.map(\.rawValue)))
    }
  }
}

extension Office {
  fileprivate func withdraw(_ remedy: String, by agency: Person) async throws {
    _ = try await withdrawRemedy(Scene.tender, remedy: remedy, by: agency.actor)
  }
}

extension DeedFault {
  fileprivate var code: String { if case .refused(let refusal) = self { refusal.code } else { "\(self)" } }
}
