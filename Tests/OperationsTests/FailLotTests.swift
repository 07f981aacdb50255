import Canon
import Notes
import Operations
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Failing a lot` {
  private static let fromBids = ["tooFewOpened", "tooFewQualified", "tooFewConforming"]

  /// What the officer is told: of the draft, and of the note signed without one.
  private func fail(_ scene: Scene, _ ground: String) async -> [String] {
    let reason = "经核实"
    let drafted = await refusal {
      _ = try await scene.office.draftFailure(
        Scene.tender, lot: "L1", ground: ground, reason: reason, by: scene.officer.actor)
    }
    let note = FailNote(tender: Scene.tender, lot: "L1", ground: ground, reason: Digest(of: reason))
    let signed = await refusal {
      try await scene.take(scene.officer.key.sign(note.text), extra: ["reason": JSON(reason)], by: scene.officer)
    }
    return [drafted, signed]
  }

  private func twice(_ code: String) -> [String] { [code, code] }

  private func qualify(_ scene: Scene, _ bids: [SealedBid], failing: [SealedBid]) async throws {
    let findings = bids.map { bid -> JSON in
      failing.contains { $0.id == bid.id }
        ? ["bid": JSON(bid.id.hex), "passed": false, "ground": "noLicence", "reason": "无执业许可证"]
        : ["bid": JSON(bid.id.hex), "passed": true]
    }
    _ = try await scene.office.qualifyBids(
      Scene.tender, lot: "L1", ["findings": .array(findings)], by: scene.officer.actor)
  }

  @Test func `for too few bids or prices above the budget is refused while the figures say otherwise`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    try await scene.close()
    for ground in Self.fromBids + ["allOverBudget"] { #expect(await fail(scene, ground) == twice("tender.waitsFor")) }
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    // Custodians have time to give their shares: until then every bid may be opened.
    for ground in Self.fromBids { #expect(await fail(scene, ground) == twice("tender.enoughLeft"), "\(ground)") }
    #expect(await fail(scene, "allOverBudget") == twice("tender.waitsFor"))
    scene.clock.pass(1)
    for custodian in [1, 3] { try await scene.postShares(custodian, manifest: manifest) }
    for ground in Self.fromBids { #expect(await fail(scene, ground) == twice("tender.enoughLeft"), "\(ground)") }
    #expect(await fail(scene, "allOverBudget") == twice("tender.withinBudget"))
    try await qualify(scene, bids, failing: [])
    for ground in Self.fromBids { #expect(await fail(scene, ground) == twice("tender.enoughLeft"), "\(ground)") }
    #expect(try await scene.lot().state == .qualification)
    #expect(try await scene.audit() == [])
  }

  @Test func `with two of three qualified fails for that under procurement law, and a stranger finds nothing wrong`()
    async throws
  {
    let scene = try await Scene.make()
    let bids = try await scene.opened()
    try await qualify(scene, bids, failing: [bids[1]])
    #expect(await fail(scene, "tooFewOpened") == twice("tender.enoughLeft"))
    #expect(await fail(scene, "allOverBudget") == twice("tender.withinBudget"))
    #expect(await fail(scene, "tooFewQualified") == ["", ""])
    #expect(try await scene.lot().state == .failed)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }

  @Test func `with two of three qualified is the committee's matter under the Tendering Law`() async throws {
    let scene = try await Scene.make(profile: .t0)
    let bids = try await scene.opened()
    try await qualify(scene, bids, failing: [bids[1]])
    #expect(await fail(scene, "tooFewQualified") == twice("tender.enoughLeft"))
    #expect(await fail(scene, "tooFewOpened") == twice("tender.enoughLeft"))
  }

  @Test func `with every price above the budget fails for that`() async throws {
    let scene = try await Scene.make()
    try await scene.opened(prices: ["300000.01", "310000.00", "320000.00"])
    #expect(await fail(scene, "allOverBudget") == ["", ""])
    #expect(try await scene.lot().state == .failed)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }

  @Test func `with one price at the budget does not fail for the others above it`() async throws {
    let scene = try await Scene.make()
    try await scene.opened(prices: ["300000.00", "310000.00", "320000.00"])
    #expect(await fail(scene, "allOverBudget") == twice("tender.withinBudget"))
    // Two are above the ceiling, which the figures alone show: one of three is left.
    #expect(await fail(scene, "tooFewConforming") == ["", ""])
  }
}
