import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing

/// Two lots of which one bidder may win one (兼投不兼中, R-098), from the bids to the awards.
@Suite struct `Lots with a limit` {
  private func standing(of bid: SealedBid, in scene: Scene, lot: String) async throws -> JSON {
    let file = try await scene.office.database.read(as: .auditor) { tx in
      try #require(try tx.bundleFile("evaluation/\(lot).json", of: Scene.tender))
    }
    return try #require(try JSON.parse(file)["bids"]?.arrayValue?.first { $0["bid"]?.stringValue == bid.id.b64 })
  }

  @Test func `who is first in both wins one, the other goes to the next, and nobody is invalid for it`() async throws {
    let scene = try await Scene.make(lotsWonMax: 1)
    let bids = try await scene.scoreTwoLots()
    for lot in ["L1", "L2"] { try await scene.evaluate(lot: lot) }
    scene.clock.pass(1)
    let (first, second) = (try #require(bids["L1"]), try #require(bids["L2"]))

    // The announced order binds, and nobody has reached a limit before it.
    #expect(await refusal { try await scene.award(lot: "L2") } == "award.earlierLotFirst")
    try await scene.award(lot: "L1")
    scene.clock.pass(1)
    // Two lots for one are refused, and so is whoever does not follow next.
    #expect(await refusal { try await scene.award(second[0], lot: "L2") } == "award.lotLimitReached")
    #expect(await refusal { try await scene.award(second[2], lot: "L2") } == "award.skipsRank")
    try await scene.award(lot: "L2")

    let awards = try await scene.office.database.read(as: .auditor) { tx in
      try ["L1", "L2"].map { try #require(try tx.award(of: Scene.tender, lot: $0)) }
    }
    #expect(awards.map(\.bid) == [first[0].id, second[1].id])
    #expect(awards.map(\.rank) == [1, 2])
    let file = try Award(json: JSON.parse(Array(awards[1].file.utf8)))
    #expect(file.passedOver.map(\.ground) == [.lotLimit] && file.passedOver.map(\.bid.hex) == [second[0].id.hex])
    // The one passed over stays what it was: admitted, scored, first in rank.
    let passedOver = try await standing(of: second[0], in: scene, lot: "L2")
    #expect(passedOver["state"] == "ranked" && passedOver["rank"]?.integerValue == 1 && passedOver["total"] != nil)
    let winner = try await standing(of: second[1], in: scene, lot: "L2")
    #expect(winner["state"] == "ranked" && winner["rank"]?.integerValue == 2)

    try await scene.expectSound()
    #expect(try await scene.verified() == [])
    // The open data has both lots, each with its own winner.
    let ocds = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFile("ocds.json", of: Scene.tender) ?? []
      })
    let told = ocds["records"]?.arrayValue?.first?["compiledRelease"]?["awards"]?.arrayValue ?? []
    #expect(told.count == 2 && told.allSatisfy { $0["status"] == "active" })
    let suppliers = told.compactMap { $0["suppliers"]?.arrayValue?.first?["id"]?.stringValue }
    #expect(Set(suppliers).count == 2)
  }
}
