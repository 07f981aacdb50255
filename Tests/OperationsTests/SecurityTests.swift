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
  /// A published tender whose draft was changed before the notice.
  static func published(_ change: (JSON) throws -> JSON) async throws -> Scene {
    let scene = try await Scene.drafted()
    let read = try await scene.office.showDraft(of: Scene.tender, by: scene.officer.actor)
    _ = try await scene.office.replaceDraft(
      of: Scene.tender, try change(scene.draft), reading: Digest(of: read), by: scene.officer.actor)
    try await scene.publish()
    return scene
  }

  /// One finding more about a bid.
  func qualify(_ bid: SealedBid, passed: Bool = true, _ more: JSON = [:]) async throws -> JSON {
    var finding: JSON = ["bid": JSON(bid.id.hex), "passed": JSON(passed)]
    if !passed { finding = finding.setting("ground", "notQualified").setting("reason", "未交投标保证金") }
    for member in more.members ?? [] { finding = finding.setting(member.name, member.value) }
    return try await office.qualifyBids(Scene.tender, lot: "L1", ["findings": [finding]], by: officer.actor)
  }

  func due(_ what: String) async throws -> [JSON] {
    (try await office.listDue(Scene.tender, by: officer.actor)["due"]?.arrayValue ?? []).filter {
      $0["what"]?.stringValue == what
    }
  }
}

@Suite struct `A bid security` {
  private static func scene() async throws -> Scene {
    try await Scene.published { draft in
      let lot = try #require(draft["lots"]?.arrayValue?.first)
      return draft.setting("lots", [lot.setting("bidSecurity", "6000.00")])
    }
  }

  @Test func `stands in the documents, must have come before a bid passes, and is due back in five working days`()
    async throws
  {
    let scene = try await Self.scene()
    let (office, officer) = (scene.office, try scene.officer.actor)
    let terms = try #require(
      try await office.database.read(as: .auditor) { tx in try tx.bundleFile("documents/terms.json", of: Scene.tender) }
    )
    #expect(try JSON.parse(terms)["lots"]?.arrayValue?.first?["bidSecurity"] == "6000.00")
    #expect(try await office.showTender(Scene.tender)["lots"]?.arrayValue?.first?["bidSecurity"] == "6000.00")
    let bids = try await scene.opened()
    await #expect(throws: ReviewRefusal.securityMissing) { try await scene.qualify(bids[0]) }
    await #expect(throws: ReviewRefusal.securityMissing) {
      try await scene.qualify(bids[0], ["security": ["received": false]])
    }
    for (security, field) in [
      (["received": true] as JSON, FormRefusal.missing(field: "findings[0].security.form")),
      (["received": true, "form": "cash"], .wrong(field: "findings[0].security.form")),
      (["received": false, "form": "cheque"], .wrong(field: "findings[0].security.form")),
    ] {
      await #expect(throws: field) { try await scene.qualify(bids[0], ["security": security]) }
    }
    let came: JSON = ["security": ["received": true, "form": "guarantee"]]
    for bid in bids { _ = try await scene.qualify(bid, came) }
    #expect(try await scene.due("returnSecurity").isEmpty)
    // The lot comes to nothing: everybody's goes back.
    try await scene.failLot("cancelled")
    let due = try await scene.due("returnSecurity")
    // The deadline and all after it are on Friday, 15 January 2027: five working days on is the next Friday.
    #expect(due.map { $0["by"] } == ["2027-01-22"], "\(due)")
    func back(_ bid: SealedBid, on day: String = "2027-01-15") async throws -> JSON {
      try await office.returnSecurity(
        Scene.tender, lot: "L1", ["bid": JSON(bid.id.hex), "on": JSON(day)], by: officer)
    }
    await #expect(throws: PreparationRefusal.dayAhead(field: "on")) { try await back(bids[0], on: "2027-01-16") }
    #expect(due.first?["interest"] == .null)
    for (place, bid) in bids.dropLast().enumerated() {
      #expect(try await back(bid)["waiting"]?.arrayValue?.count == 2 - place)
    }
    // Three days after the last one: 6000.00 × 0.0435 × 1.20 × 3 ÷ 360.
    scene.clock.pass(10 * 86_400)
    let late: JSON = ["days": 3, "yearlyRate": "0.052200", "amount": "2.61", "confirmed": false]
    #expect(try await scene.due("returnSecurity").map { $0["interest"] } == [late.setting("count", 1)])
    let last = try await back(bids[2], on: "2027-01-25")
    #expect(last["waiting"] == [])
    let told = Dictionary(
      (last["returned"]?.arrayValue ?? []).map { ($0["bid"]?.stringValue ?? "", $0["interest"]) },
      uniquingKeysWith: { first, _ in first })
    #expect(told[bids[0].id.hex] == .some(.null) && told[bids[2].id.hex] == .some(late))
    await #expect(throws: ReviewRefusal.reviewedAlready) { try await back(bids[0]) }
    await #expect(throws: ReviewRefusal.bidUnknown) {
      try await office.returnSecurity(
        Scene.tender, lot: "L1", ["bid": JSON(String(repeating: "ab", count: 32)), "on": "2027-01-15"], by: officer)
    }
    #expect(try await scene.due("returnSecurity").isEmpty)
    #expect(try await scene.audit() == [])
  }

  @Test func `that has not come lets no bid pass, whatever statement says so`() async throws {
    let scene = try await Self.scene()
    let bids = try await scene.opened()
    let owner = scene.store.database(as: "tender_owner")
    func insert(_ values: String) async -> String? {
      let failure = await #expect(throws: PostgresFailure.self) {
        try await owner.write { tx in
          try tx.script(
            """
            insert into qualification (bid, passed, ground, reason, reviewer, reviewed_at, security_received, security_form)
            values ('\\x\(bids[0].id.hex)', \(values))
            """)
        }
      }
      return failure?.constraint
    }
    let person = scene.officer.reference
    #expect(await insert("true, null, '', '\(person)', now(), null, null") == "qualification_security_received")
    #expect(await insert("true, null, '', '\(person)', now(), false, 'cheque'") == "qualification_security_received")
    #expect(
      await insert("false, 'notQualified', 'x', '\(person)', now(), false, 'cheque'") == "qualification_security_form")
    // Without it the bid is found invalid, and that stands.
    _ = try await scene.qualify(bids[0], passed: false, ["security": ["received": false]])
    let shown = try await scene.office.showReviews(Scene.tender, lot: "L1", by: scene.officer.actor)
    #expect(shown["bids"]?.arrayValue?.contains { $0["qualified"] == false } == true)
    await owner.close()
  }

  @Test func `is owed to the losers after the award, and to the winner after its contract`() async throws {
    let scene = try await Self.scene()
    let bids = try await scene.opened()
    let came: JSON = ["security": ["received": true, "form": "transfer"]]
    for bid in bids { _ = try await scene.qualify(bid, came) }
    let keys = try scene.memberKeys()
    try await scene.formCommittee(keys)
    for expert in scene.experts { try await scene.declare(expert) }
    for expert in scene.experts {
      _ = try await scene.office.conformBids(Scene.tender, lot: "L1", scene.passed(bids), by: expert.actor)
    }
    let sheet = scene.sheet(bids, [("50.00", "15.00"), ("40.00", "10.00"), ("45.00", "20.00")])
    for member in 1...5 { try await scene.score(member, sheet, keys: keys) }
    try await scene.evaluate()
    try await scene.award()
    #expect(try await scene.due("returnSecurity").map { $0["by"] } == ["2027-01-22"])
    let winner = try #require(
      try await scene.office.database.read(as: .auditor) { tx in try tx.award(of: Scene.tender, lot: "L1") })
    for bid in bids where bid.id != winner.bid {
      _ = try await scene.office.returnSecurity(
        Scene.tender, lot: "L1", ["bid": JSON(bid.id.hex), "on": "2027-01-15"], by: scene.officer.actor)
    }
    // The winner's waits for the contract.
    #expect(try await scene.due("returnSecurity").isEmpty)
    let agency = try #require(scene.agencies.first { $0.reference == winner.bidder })
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: scene.officer.actor)
    scene.clock.pass(3 * 86_400)
    for person in [scene.officer, agency] {
      let draft = try await scene.office.draftRecord(Scene.tender, paper: "L1-service-contract", by: person.actor)
      try await scene.sign(draft, by: person)
    }
    // Signed on Monday, 18 January.
    #expect(try await scene.due("returnSecurity").map { $0["by"] } == ["2027-01-25"])
    #expect(try await scene.audit() == [])
  }
}
