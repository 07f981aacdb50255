import Canon
import Notes
@testable import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing
import Verification

extension Scene {
  /// Drafts, signs and hands in the cancellation of the whole tender.
  @discardableResult
  func cancel(_ form: JSON = ["ground": "taskCancelled", "reason": "预算调整"], by officer: Person? = nil) async throws
    -> TakenNote
  {
    let officer = officer ?? self.officer
    let draft = try await office.draftCancellation(Self.tender, form, by: officer.actor)
    return try await sign(draft, extra: ["cancellation": form], by: officer)
  }

  func failLot(_ ground: String, reason: String = "采购任务取消") async throws {
    let draft = try await office.draftFailure(
      Self.tender, lot: "L1", ground: ground, reason: reason, by: officer.actor)
    try await sign(draft, extra: ["reason": JSON(reason)], by: officer)
  }
}

@Suite struct `Cancelling` {
  @Test func `a tender while bids are taken ends its period, proves what was acknowledged, and opens nothing`()
    async throws
  {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    try await scene.cancel()
    let shown = try await scene.office.showTender(Scene.tender)
    #expect(shown["state"] == "cancelled" && shown["end"] == "cancelled")
    #expect(try await scene.lot().state == .cancelled)
    // What was acknowledged stands in a tick: each bidder has its full receipt.
    await scene.office.publisher.publish()
    _ = try await scene.office.fetchReceipt(bids[0].id, of: Scene.tender, by: scene.agencies[0].actor)
    #expect(try await scene.notices(of: scene.agencies[0]).last?["kind"] == "cancellation")
    #expect(await refusal { try await scene.register(scene.agencies[3]) } == "bid.cancelled")
    #expect(await refusal { try await scene.ask("还招吗？", by: scene.agencies[0]) } == "question.tenderEnded")
    #expect(
      await refusal { try await scene.amend(["reason": "x", "deadline": JSON(Scene.deadline + 5)]) }
        == "tender.wrongTenderState")
    scene.clock.set(Scene.deadline + 1)
    #expect(try await scene.office.closeDueTenders().isEmpty)
    #expect(try await scene.office.tick() == nil)
    #expect(await refusal { try await scene.startOpening() } == "opening.cancelled")
    #expect(await refusal { try await scene.cancel() } == "tender.wrongState")
    #expect(await refusal { try await scene.failLot("tooFewBids") } == "tender.wrongState")
    #expect(try await scene.audit() == [])
    let failures = try await scene.verified(.fail)
    #expect(failures == [], "\(failures)")
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.map(\.kind).contains("cancellation-notice"))
    let found = try await scene.found(after: "update cancellation set ground = 'other'")
    #expect(found.contains("changes"), "\(found)")
    #expect(try await scene.found(after: "update lot set state = 'closed'").contains("sql/lot_state_has_facts"))
  }

  @Test func `a tender after its close keeps sealed what is sealed, whoever was about to open it`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    try await scene.postShares(1, manifest: manifest)
    let entries = try await scene.entries(of: 2, manifest: manifest)
    #expect(await refusal { try await scene.failLot("cancelled") } == "tender.waitsFor")
    try await scene.cancel(["ground": "documentsUnlawful", "reason": "文件违法，改正后重新招标"])
    #expect(
      await refusal { try await scene.post(entries, of: 2, manifest: manifest, by: scene.custodians[1]) }
        == "opening.cancelled")
    try await scene.office.resumeOpenings()
    #expect(try await scene.results().allSatisfy { $0.result == nil })
    let shown = try await scene.office.showTender(Scene.tender)
    #expect(shown["state"] == "closed" && shown["end"] == "cancelled")
    #expect(shown["cancellation"]?["ground"] == "documentsUnlawful")
    #expect(try await scene.audit() == [])
    let failures = try await scene.verified(.fail)
    #expect(failures == [], "\(failures)")
  }

  @Test func `one lot after the close leaves its bids sealed, and each fault has its code`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    #expect(await refusal { try await scene.failLot("cancelled") } == "tender.waitsFor")
    #expect(await refusal { try await scene.cancel(["ground": "noMoney", "reason": "x"]) } == "form.wrong")
    #expect(
      await refusal { try await scene.cancel(["ground": "taskCancelled", "reason": " "]) } == "tender.reasonMissing")
    let agency = scene.agencies[0]
    #expect(
      await refusal {
        _ = try await scene.office.draftCancellation(
          Scene.tender, ["ground": "taskCancelled", "reason": "x"], by: try agency.actor)
      } == "access.roleMayNot")
    let drafted = try await Scene.drafted()
    #expect(await refusal { try await drafted.cancel() } == "tender.waitsFor")
    try await scene.close()
    scene.clock.pass(1)
    try await scene.failLot("cancelled")
    #expect(try await scene.lot().state == .cancelled)
    let opening = await refusal { try await scene.startOpening() }
    #expect(opening == "tender.wrongState", "\(opening)")
    #expect(try await scene.notices(of: agency).last?["kind"] == "lotCancelled")
    #expect(try await scene.office.showTender(Scene.tender)["end"] == "cancelled")
    #expect(try await scene.results().isEmpty)
    #expect(try await scene.audit() == [])
    let failures = try await scene.verified(.fail)
    #expect(failures == [], "\(failures)")
  }

  @Test func `by two officers at once is done once, and a bid that comes meanwhile is proved or refused`() async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    try await scene.register(scene.agencies[0])
    let bid = try await scene.seal(scene.agencies[0])
    async let taken = refusal { try await scene.submit(bid, by: scene.agencies[0]) }
    async let first = refusal { try await scene.cancel(["ground": "taskCancelled", "reason": "甲"]) }
    async let second = refusal {
      try await scene.cancel(["ground": "taskCancelled", "reason": "乙"], by: scene.drawing)
    }
    let codes = await [first, second]
    #expect(codes.count { $0 == "" } == 1 && codes.allSatisfy { ["", "tender.wrongState"].contains($0) }, "\(codes)")
    #expect(["", "bid.cancelled"].contains(await taken))
    #expect(try await scene.audit() == [])
    let failures = try await scene.verified(.fail)
    #expect(failures == [], "\(failures)")
  }
}
