import Canon
import Exact
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `A consortium` {
  private func member(_ serial: Int) throws -> String { try #require(CreditCode.synthetic(serial: serial)).text }

  @Test func `is held against the lists with every member, and no firm stands in two bids without a word`() async throws
  {
    let scene = try await Scene.published { $0.setting("consortium", true) }
    let (office, officer) = (scene.office, try scene.officer.actor)
    let (barred, clean) = (try member(71), try member(72))
    _ = try await office.importStandings(
      [
        "list": "dishonest", "channel": "www.creditchina.gov.cn", "queried": JSON(scene.clock.now.seconds),
        "entries": [
          [
            "name": "成员", "creditCode": JSON(barred), "from": "2026-01-15", "scope": "全国", "ground": "法院列入",
          ]
        ],
      ], by: officer)
    let bids = try await scene.opened()
    await #expect(throws: StandingRefusal.barredAtDeadline(list: .dishonest, entry: 1)) {
      try await scene.qualify(bids[0], ["members": [JSON(clean), JSON(barred)]])
    }
    await #expect(throws: FormRefusal.wrong(field: "findings[0].members[1]")) {
      try await scene.qualify(bids[0], ["members": [JSON(clean), JSON(clean)]])
    }
    await #expect(throws: FormRefusal.wrong(field: "findings[0].members[0]")) {
      try await scene.qualify(bids[0], ["members": ["911"]])
    }
    // Another bidder of the lot as a member: it takes part twice.
    let rival = scene.agencies[1].key.name
    await #expect(throws: StandingRefusal.memberInTwoBids(code: rival)) {
      try await scene.qualify(bids[0], ["members": [JSON(rival)]])
    }
    _ = try await scene.qualify(bids[0], ["members": [JSON(clean)]])
    await #expect(throws: StandingRefusal.memberInTwoBids(code: clean)) {
      try await scene.qualify(bids[1], ["members": [JSON(clean)]])
    }
    _ = try await scene.qualify(bids[1], ["members": [JSON(clean)], "reason": "经核对，另一份所列为分公司误填"])
    let shown = try await office.showStandings(Scene.tender, lot: "L1", by: officer)
    let row = shown["bids"]?.arrayValue?.first { $0["bid"] == JSON(bids[0].id.hex) }
    #expect(row?["members"] == [JSON(clean)])
    #expect(row?["sharedFirms"]?.arrayValue?.first?["creditCode"] == JSON(clean))
    #expect(try await scene.audit() == [])
  }

  @Test func `does not pass where the documents accept none, by the rules and by the database`() async throws {
    let scene = try await Scene.published { $0.setting("consortium", false) }
    let bids = try await scene.opened()
    let code = try member(72)
    await #expect(throws: StandingRefusal.consortiumNotAccepted) {
      try await scene.qualify(bids[0], ["members": [JSON(code)], "reason": "x"])
    }
    _ = try await scene.qualify(bids[1])
    let owner = scene.store.database(as: "tender_owner")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await owner.write { tx in
        try tx.script("insert into qualification_member values ('\\x\(bids[1].id.hex)', '\(code)')")
      }
    }
    #expect(failure?.constraint == "qualification_member_accepted")
    await owner.close()
    // It is found invalid, with its members on record.
    _ = try await scene.qualify(bids[0], passed: false, ["members": [JSON(code)], "reason": "不接受联合体"])
    let kept = try await scene.office.database.read(as: .auditor) { tx in
      try tx.consortiumMembers(of: Scene.tender, lot: "L1")
    }
    #expect(kept[bids[0].id]?.map(\.text) == [code])
  }
}
