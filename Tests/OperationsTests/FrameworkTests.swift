import Canon
import Exact
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

// What is done about a framework agreement.
extension Scene {
  @discardableResult
  func select(_ passedOver: [Award.PassedOver] = []) async throws -> TakenNote {
    let draft = try await office.draftSelection(Self.tender, lot: "L1", passedOver: passedOver, by: officer.actor)
    guard let file = draft.files.first?.bytes else { throw SceneFault() }
    return try await sign(draft, extra: ["selection": JSON.parse(file)], by: officer)
  }

  @discardableResult
  func call(_ bid: SealedBid? = nil, reason: String? = "服务便利，用户评价好") async throws -> JSON {
    var form: JSON = [:]
    if let bid { form = form.setting("bid", JSON(bid.id.hex)) }
    if let reason { form = form.setting("reason", JSON(reason)) }
    return try await office.callOff(Self.tender, lot: "L1", form, by: park.actor)
  }

  func agree(_ place: Int, with bid: SealedBid, _ agency: Person) async throws {
    _ = try await office.draftFrameworkAgreement(
      Self.tender, lot: "L1", ["bid": JSON(bid.id.hex)], by: officer.actor)
    for person in [officer, agency] { try await sign(paper: "L1-framework-agreement-\(place)", by: person) }
  }

  func remove(_ bid: SealedBid, _ ground: String = "refusedCall", reason: String = "两次无故拒绝") async throws -> JSON {
    try await office.removeAgency(
      Self.tender, lot: "L1", ["bid": JSON(bid.id.hex), "ground": JSON(ground), "reason": JSON(reason)],
      by: officer.actor)
  }

  func bidID(_ bid: SealedBid) throws -> Bid.ID {
    guard let print = Fingerprint(bid.id.bytes) else { throw SceneFault() }
    return Bid.ID(print)
  }

  /// Evaluated, with the opening record.
  func evaluatedFramework() async throws -> [SealedBid] {
    let (bids, _) = try await scored()
    _ = try await office.recordOpening(Self.tender, lot: "L1", by: officer.actor)
    try await evaluate()
    clock.pass(1)
    return bids
  }

  func papers(by person: Person?) async throws -> [String] {
    (try await office.listPapers(Self.tender, by: person?.actor)["papers"]?.arrayValue ?? []).compactMap {
      $0["name"]?.stringValue
    }
  }
}

@Suite struct `A framework agreement by command` {
  @Test func `goes from the selection of several to call-offs, and anybody can work it out again`() async throws {
    let scene = try await Scene.make(profile: .f)
    let officer = try scene.officer.actor
    #expect(await refusal { try await scene.select() } == "framework.notEvaluated")
    let bids = try await scene.evaluatedFramework()
    #expect(await refusal { try await scene.award() } == "framework.notSelected")
    #expect(await refusal { try await scene.call(bids[0]) } == "framework.notSelected")
    let limit = [Award.PassedOver(bid: try scene.bidID(bids[0]), ground: .lotLimit)]
    #expect(await refusal { try await scene.select(limit) } == "framework.passedOverUnfit")

    // Two officers' signatures at once: one selects.
    async let one = refusal { try await scene.select() }
    async let two = refusal { try await scene.select() }
    let said = await [one, two].sorted()
    #expect(said[0] == "" && ["", "framework.selectedAlready", "note.notAsDrafted"].contains(said[1]), "\(said)")
    try await scene.expectSound()
    #expect(await refusal { try await scene.select() } == "framework.selectedAlready")
    let shown = try await scene.office.showFramework(Scene.tender, lot: "L1", by: scene.agencies[2].actor)
    #expect(shown["responded"] == 3 && shown["selected"]?.arrayValue?.count == 2)
    #expect(
      shown["selected"]?.arrayValue?.compactMap { $0["bid"]?.stringValue } == [bids[0].id.hex, bids[1].id.hex])

    // The notice names both and is everybody's; each letter is one agency's, and the loser reads its own result.
    let all = try await scene.papers(by: nil)
    #expect(all.contains("L1-selection-notice") && !all.contains { $0.contains("letter") })
    #expect(try await scene.papers(by: scene.agencies[0]).filter { $0.contains("letter") } == ["L1-selection-letter-1"])
    #expect(try await scene.papers(by: scene.agencies[2]).contains { $0.hasPrefix("L1-result-letter") })
    let own = try await scene.office.fetchOwnResult(Scene.tender, lot: "L1", by: scene.agencies[2].actor)
    #expect(own["result"]?["element"]?["rank"] == 3)
    let notice = try JSON.parse(
      try await scene.office.fetchPaper("L1-selection-notice", of: Scene.tender, by: nil).json)
    #expect(notice["selected"]?.arrayValue?.count == 2 && notice["eliminated"] == 1 && notice["callOff"] == "直接选定")

    // The result stands: the lot neither fails nor is cancelled.
    #expect(await refusal { try await scene.failLot("unlawfulAct") } == "framework.selectedAlready")
    #expect(await refusal { _ = try await scene.cancel() } == "tender.awardedAlready")

    // While a challenge may change the result nothing is signed, and nobody is called.
    #expect(try await scene.due().what.count { $0.hasPrefix("contract") } == 2)
    _ = try await scene.office.draftFrameworkAgreement(
      Scene.tender, lot: "L1", ["bid": JSON(bids[1].id.hex)], by: officer)
    try await scene.file(Scene.filing(), by: scene.agencies[2])
    let second = "L1-framework-agreement-2"
    #expect(await refusal { try await scene.sign(paper: second, by: scene.officer) } == "remedy.held")
    try await scene.answer("R1", Scene.finding("rejected"))
    #expect(await refusal { try await scene.call(bids[1]) } == "framework.agreementMissing")
    for person in [scene.officer, scene.agencies[1]] { try await scene.sign(paper: second, by: person) }
    #expect(
      await refusal {
        _ = try await scene.office.draftFrameworkAgreement(
          Scene.tender, lot: "L1", ["bid": JSON(bids[1].id.hex)], by: officer)
      } == "framework.agreementExists")
    #expect(
      await refusal {
        _ = try await scene.office.draftFrameworkAgreement(
          Scene.tender, lot: "L1", ["bid": JSON(bids[0].id.hex), "begins": "2026-01-01"], by: officer)
      } == "framework.beginsInPast")
    #expect(
      await refusal {
        _ = try await scene.office.draftFrameworkAgreement(
          Scene.tender, lot: "L1", ["bid": JSON(bids[2].id.hex)], by: officer)
      } == "framework.notAmongSelected")
    try await scene.agree(1, with: bids[0], scene.agencies[0])
    #expect(try await scene.papers(by: nil).contains("L1-framework-agreement-1-signed"))
    try await scene.expectSound()

    // The park chooses the second; the first in rank is left aside by that choice and by nothing else.
    #expect(await refusal { try await scene.call() } == "framework.choiceMissing")
    #expect(await refusal { try await scene.call(bids[2]) } == "framework.notAmongSelected")
    #expect(await refusal { try await scene.call(bids[1], reason: " ") } == "framework.reasonMissing")
    #expect(await refusal { try await scene.award() } == "framework.callMissing")
    scene.clock.pass(1)
    try await scene.call(bids[1])
    #expect(await refusal { try await scene.call(bids[0]) } == "framework.callStands")
    #expect(await refusal { _ = try await scene.remove(bids[1]) } == "framework.callStands")
    #expect(await refusal { try await scene.award(bids[0]) } == "framework.otherCalled")
    try await scene.award()
    let award = try await scene.office.database.read(as: .auditor) { tx in try tx.award(of: Scene.tender, lot: "L1") }
    let file = try Award(json: JSON.parse(Array(try #require(award).file.utf8)))
    #expect(file.rank == 2 && file.passedOver.map(\.ground) == [.userChoice])
    #expect(try await scene.papers(by: nil).contains("L1-award-notice"))
    #expect(try await !scene.papers(by: nil).contains("L1-result-notice"))
    try await scene.expectSound()
    #expect(try await scene.verified() == [])

    // That one falls through; the second call goes to the first, whose contract and agreement follow as always.
    scene.clock.pass(1)
    _ = try await scene.office.voidAward(
      Scene.tender, lot: "L1", ["ground": "declined", "reason": "来函放弃"], by: officer)
    #expect(await refusal { try await scene.call(bids[1]) } == "framework.calledBefore")
    let left = try await scene.remove(bids[1])
    #expect(left["selected"]?.arrayValue?.last?["left"]?["ground"] == "refusedCall")
    #expect(await refusal { _ = try await scene.remove(bids[1]) } == "framework.hasLeft")
    #expect(await refusal { _ = try await scene.remove(bids[0], reason: " ") } == "framework.reasonMissing")
    try await scene.call(bids[0])
    try await lookAtWords(scene)
    try await scene.award()
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: officer)
    for person in [scene.officer, scene.agencies[0]] {
      try await scene.sign(paper: "L1-service-contract-2", by: person)
    }
    let agreement: JSON = [
      "office": ["place": "创业中心203室", "isFree": true, "area": "46"],
      "staff": [["name": "喆堃", "certificate": "4100000001", "role": "项目负责人", "daysOnSite": 120]],
    ]
    _ = try await scene.office.draftParkAgreement(Scene.tender, lot: "L1", agreement, by: scene.park.actor)
    for person in [scene.park, scene.agencies[0]] { try await scene.sign(paper: "L1-park-agreement", by: person) }
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
    try await lookAtOpenData(scene)
    try await tamper(scene)
  }

  /// Why the second was called and left, and the first was called: the park, the bureau and each agency of itself.
  private func lookAtWords(_ scene: Scene) async throws {
    for (person, seen) in [
      (scene.officer, [true, true, true]), (scene.supervisor, [true, true, true]), (scene.park, [true, true, true]),
      (scene.agencies[0], [false, true, false]), (scene.agencies[1], [true, false, true]),
      (scene.agencies[2], [false, false, false]),
    ] {
      let shown = try await scene.office.showFramework(Scene.tender, lot: "L1", by: person.actor)
      let left = shown["selected"]?.arrayValue?.last?["left"]
      // That there was a call, and an end, is told to all.
      #expect(left?["ground"] == "refusedCall")
      let words = (shown["calls"]?.arrayValue ?? []).map { $0["reason"] } + [left?["reason"]]
      #expect(words.map { $0?.stringValue != nil } == seen, "\(person.key.name)")
    }
  }

  private func lookAtOpenData(_ scene: Scene) async throws {
    let package = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFile("ocds.json", of: Scene.tender) ?? []
      })
    #expect(OpenDataFaults.of(package: package) == [])
    let compiled = package["records"]?.arrayValue?.first?["compiledRelease"]
    let awards = (compiled?["awards"]?.arrayValue ?? []).map { award in
      "\(award["id"]?.stringValue ?? "") \(award["status"]?.stringValue ?? "")"
    }
    #expect(
      Set(awards) == [
        "L1-selected-1 active", "L1-selected-2 cancelled", "L1-award cancelled", "L1-award-2 active",
      ])
    let contracts = (compiled?["contracts"]?.arrayValue ?? []).map { contract in
      "\(contract["id"]?.stringValue ?? "") \(contract["awardID"]?.stringValue ?? "") \(contract["status"]?.stringValue ?? "")"
    }
    #expect(
      Set(contracts) == [
        "L1-F1 L1-selected-1 active", "L1-F2 L1-selected-2 terminated", "L1-S02 L1-award-2 active",
      ])
  }

  /// What the audit and the public's check say to a place that was given to the third in rank.
  private func tamper(_ scene: Scene) async throws {
    try await scene.store.database(as: "postgres").write { tx in
      try tx.script(
        """
        alter table selected_agency disable trigger all;
        update selected_agency set rank = 3 where place = 2;
        alter table selected_agency enable trigger all;
        """)
    }
    let found = try await scene.audit()
    for name in ["selection_as_ranked", "awards"] { #expect(found.contains { $0.contains(name) }, "\(found)") }
  }

  @Test func `lets the selected come in turn where the documents say so`() async throws {
    let scene = try await Scene.make(profile: .f, callOff: .rotation)
    let bids = try await scene.evaluatedFramework()
    // The first in rank gave up before the selection: the next two are selected.
    try await scene.select([Award.PassedOver(bid: try scene.bidID(bids[0]), ground: .declined)])
    #expect(await refusal { try await scene.call(reason: nil) } == "framework.nobodyLeft")
    try await scene.agree(1, with: bids[1], scene.agencies[1])
    try await scene.agree(2, with: bids[2], scene.agencies[2])
    #expect(await refusal { try await scene.call(bids[2]) } == "framework.turnsDecide")
    let told = try await scene.call(reason: nil)
    #expect(told["calls"]?.arrayValue?.first?["place"] == 1)
    scene.clock.pass(1)
    try await scene.award()
    let award = try await scene.office.database.read(as: .auditor) { tx in try tx.award(of: Scene.tender, lot: "L1") }
    let file = try Award(json: JSON.parse(Array(try #require(award).file.utf8)))
    #expect(file.rank == 2 && file.passedOver.map(\.ground) == [.inTurn])
    try await scene.expectSound()
    #expect(try await scene.verified() == [])
  }

  @Test func `is held by the database where somebody goes around the rules`() async throws {
    let scene = try await Scene.make(profile: .f)
    let bids = try await scene.evaluatedFramework()
    let draft = try await scene.office.draftSelection(
      Scene.tender, lot: "L1", passedOver: [], by: scene.officer.actor)
    let good = try JSON.parse(try #require(draft.files.first).bytes)
    let note = try #require(try await scene.row().noticeID)
    let at = scene.clock.now
    func constraint(_ deed: @escaping @Sendable (borrowing Transaction) throws -> Void) async -> String? {
      do {
        try await scene.office.database.write(as: .office) { tx in try deed(tx) }
        return nil
      } catch {
        return (error as? PostgresFailure)?.constraint ?? "\(error)"
      }
    }
    // All three selected: nobody is eliminated.
    let places = try #require(good["selected"]?.arrayValue)
    let third: JSON = [
      "place": 3, "bid": JSON(try scene.bidID(bids[2]).base64), "bidder": JSON(scene.agencies[2].reference),
      "rank": 3, "price": "210000.00",
    ]
    let all = try Selection(
      json: good.setting("selected", .array(places + [third])).setting("eliminated", 0))
    #expect(await constraint { tx in try tx.insert(all, note: note, at: at) } == "selection_eliminates")
    let one = try Selection(json: good.setting("selected", .array([places[0]])).setting("eliminated", 2))
    #expect(await constraint { tx in try tx.insert(one, note: note, at: at) } == "selection_of_several")
    // Nobody is called without an agreement, and nothing is awarded without a call.
    try await scene.select()
    let park = scene.park.reference
    #expect(
      await constraint { tx in
        try tx.insertCallOff(1, place: 1, tender: Scene.tender, lot: "L1", reason: "便利", by: park, at: at)
      } == "call_off_of_agreement")
    let (bid, bidder) = (bids[0].id, scene.agencies[0].reference)
    #expect(
      await constraint { tx in
        try tx.insertAward(
          tender: Scene.tender, lot: "L1", bid: bid, bidder: bidder, rank: 1, priceFen: 1, file: "{}", note: note,
          at: at)
      } == "award_after_call")
    #expect(
      await constraint { tx in _ = try tx.move(lot: "L1", of: Scene.tender, from: .evaluated, to: .failed) }
        == "lot_keeps_selection")
    // With an agency that has left nothing is signed.
    _ = try await scene.office.draftFrameworkAgreement(
      Scene.tender, lot: "L1", ["bid": JSON(bids[1].id.hex)], by: scene.officer.actor)
    _ = try await scene.remove(bids[1], "falseMaterial", reason: "资格证明系伪造")
    #expect(
      await refusal { try await scene.sign(paper: "L1-framework-agreement-2", by: scene.officer) }
        == "signing.notOpenForSigning")
    let officer = scene.officer.reference
    #expect(
      await constraint { tx in
        try tx.insertSignature(
          tender: Scene.tender, paper: "L1-framework-agreement-2", party: officer, note: note, at: at)
      } == "paper_signature_of_staying_agency")
    try await scene.expectSound()
  }

  @Test func `is known under profile F alone`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.evaluatedFramework()
    #expect(await refusal { try await scene.select() } == "framework.notAFramework")
    #expect(await refusal { try await scene.call(bids[0]) } == "framework.notAFramework")
  }
}
