import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Lists of credit, debarment and licences` {
  private func file(_ list: String, _ scene: Scene, _ entries: [JSON]) -> JSON {
    [
      "list": JSON(list), "channel": "www.creditchina.gov.cn", "queried": JSON(scene.clock.now.seconds),
      "entries": .array(entries),
    ]
  }

  private func entry(_ agency: Person, from: String, to: String?) -> JSON {
    [
      "name": "机构", "creditCode": JSON(agency.key.name), "from": JSON(from), "to": JSON(to), "scope": "政府采购活动",
      "ground": "财政部门决定",
    ]
  }

  @Test func `nobody passes who was barred at the deadline, and who shares a person passes with a reason only`()
    async throws
  {
    let scene = try await Scene.make()
    let (office, officer) = (scene.office, try scene.officer.actor)
    // The deadline is on 2027-01-15 in China. One is barred that day, one was until the day before.
    let list = file(
      "debarment", scene,
      [
        entry(scene.agencies[0], from: "2026-01-15", to: "2027-01-15"),
        entry(scene.agencies[1], from: "2024-01-14", to: "2027-01-14"),
      ])
    let first = try await office.importStandings(list, by: officer)
    #expect(first["isNew"] == true && first["entries"] == 2)
    #expect(try await office.importStandings(list, by: officer)["isNew"] == false)
    for person in [scene.supervisor, scene.park, scene.experts[0], scene.agencies[0]] {
      #expect(
        await refusal { _ = try await office.importStandings(list, by: person.actor) } == "access.roleMayNot")
    }
    #expect(
      await refusal { _ = try await office.importStandings(list.setting("queried", 1_900_000_000), by: officer) }
        == "standing.queriedLater")

    let bids = try await openedSharing(scene)
    let own = try await office.showStandings(Scene.tender, lot: "L1", by: officer)
    let rows = own["bids"]?.arrayValue ?? []
    func row(_ bid: SealedBid) -> JSON? { rows.first { $0["bid"] == JSON(bid.id.hex) } }
    #expect(own["deadline"] == "2027-01-15")
    #expect(row(bids[0])?["against"]?.arrayValue?.count == 1 && row(bids[1])?["against"] == [])
    #expect(row(bids[2])?["licence"] == "notFound")
    func qualify(_ bid: SealedBid, _ reason: String? = nil) async throws -> JSON {
      let finding: JSON = ["bid": JSON(bid.id.hex), "passed": true]
      return try await office.qualifyBids(
        Scene.tender, lot: "L1",
        ["findings": [reason.map { finding.setting("reason", JSON($0)) } ?? finding]], by: officer)
    }
    #expect(await refusal { _ = try await qualify(bids[0]) } == "standing.barredAtDeadline")
    #expect(await refusal { _ = try await qualify(bids[0], "我看没问题") } == "standing.barredAtDeadline")

    // An entry that was wrong is taken back, once, with a reason; it stays on record.
    let number = try #require(row(bids[0])?["against"]?.arrayValue?.first?["entry"]?.integerValue)
    func revoke(_ entry: String, _ reason: String) async throws -> JSON {
      try await office.revokeStanding(entry, ["reason": JSON(reason)], by: officer)
    }
    #expect(await refusal { _ = try await revoke("\(number)", " ") } == "standing.reasonMissing")
    for wrong in ["0", "-1", "99999", "01", "x", "99999999999999999999"] {
      #expect(await refusal { _ = try await revoke(wrong, "误") } == "standing.entryUnknown", "\(wrong)")
    }
    _ = try await revoke("\(number)", "同名误列，见更正函")
    #expect(await refusal { _ = try await revoke("\(number)", "又") } == "standing.revokedAlready")
    let after = try await office.listStandings(by: scene.supervisor.actor)
    #expect(after["entries"]?.arrayValue?.count == 2)

    // The first two name one person, written differently; the third does not.
    let shared = row(bids[0])?["shared"]?.arrayValue ?? []
    #expect(shared.first?["certificate"] == "4110000001" && row(bids[2])?["shared"] == [])
    // In the manifest's order, which chance decided.
    let sharing = (shared.first?["bids"]?.arrayValue ?? []).compactMap(\.stringValue)
    #expect(sharing.sorted() == bids.prefix(2).map(\.id.hex).sorted())
    _ = try await qualify(bids[2])
    for bid in bids.prefix(2) {
      #expect(await refusal { _ = try await qualify(bid) } == "standing.personInTwoBids")
      _ = try await qualify(bid, "经核对为证号登记错误，确系两人")
    }
    #expect(try await scene.audit() == [])
  }

  /// Three opened bids, of which the first two name one person.
  private func openedSharing(_ scene: Scene) async throws -> [SealedBid] {
    scene.clock.set(Scene.opens)
    guard let notice = try await scene.row().noticeID else { throw SceneFault() }
    var bids: [SealedBid] = []
    for (agency, certificate) in zip(scene.agencies, ["4110-000001", "4110 000001", "4110000002"]) {
      try await scene.register(agency)
      let subject = BidSubject(
        tender: Scene.tender, notice: notice, lot: "L1", part: "main", bidder: agency.key.verifier.reference, seq: 1)
      let document = try Scene.document(subject, agency: agency, price: "198000.00")
      let offer = (document["offer"] ?? [:]).setting(
        "team", [["name": "甲", "certificate": JSON(certificate), "role": "lead", "daysOnSite": 120]])
      let bid = try await scene.seal(agency, document: document.setting("offer", offer))
      try await scene.submit(bid, by: agency)
      bids.append(bid)
    }
    try await scene.close()
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(2, manifest: manifest)
    return bids
  }

  @Test func `what was imported cannot be changed or taken away, even by the owner`() async throws {
    let scene = try await Scene.make()
    _ = try await scene.office.importStandings(
      file("dishonest", scene, [entry(scene.agencies[0], from: "2026-01-01", to: nil)]), by: scene.officer.actor)
    let owner = scene.store.database(as: "tender_owner")
    for table in ["standing_import", "standing_entry"] {
      for change in ["delete from \(table)", "truncate \(table) cascade"] {
        await #expect(throws: PostgresFailure.self, "\(change)") {
          try await owner.write { tx in try tx.script(change) }
        }
      }
    }
    await owner.close()
    // Before the opening nobody is told who bid by asking how bidders stood.
    #expect(
      await refusal {
        _ = try await scene.office.showStandings(Scene.tender, lot: "L1", by: scene.officer.actor)
      } == "access.notYet")
  }
}
