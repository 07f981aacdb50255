import Canon
import Notes
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

@testable import Operations

@Suite struct `The opening` {
  @Test func `the t-th custodian opens every bid, and the audit opens them again`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    #expect(await refusal { try await scene.startOpening() } == "opening.notClosed")
    try await scene.close()
    #expect(try await scene.audit() == [])
    let manifest = try await scene.startOpening().id
    #expect(try await scene.audit() == [])
    try await scene.postShares(2, manifest: manifest)
    #expect(try await scene.results().allSatisfy { $0.result == nil })
    #expect(try await scene.audit() == [])
    try await scene.postShares(3, manifest: manifest)
    let results = try await scene.results()
    #expect(results.map(\.result) == ["opened", "opened", "opened"])
    #expect(Set(results.map(\.bid)) == Set(bids.map(\.id)))
    #expect(try await scene.lot().state == .opened)
    #expect(try await scene.audit() == [])
    // The third custodian's shares are taken and change nothing.
    try await scene.postShares(1, manifest: manifest)
    #expect(try await scene.results().map(\.resultNote) == results.map(\.resultNote))
    #expect(try await scene.audit() == [])
  }

  @Test func `a manifest lists the bids in force by tick and slot, and nothing withdrawn or replaced`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    let fourth = scene.agencies[3]
    try await scene.register(fourth)
    let gone = try await scene.seal(fourth)
    try await scene.submit(gone, by: fourth)
    try await scene.send(scene.withdrawal(of: gone.id, by: fourth, seq: 2), by: fourth)
    let better = try await scene.seal(scene.agencies[0], price: "190000.00", seq: 2)
    try await scene.submit(better, by: scene.agencies[0])
    try await scene.close()
    let draft = try await scene.office.draftOpening(Scene.tender, lots: nil, by: scene.officer.actor)
    let lines = try (draft.list ?? "").split(separator: "\n").map { try Opening.Entry(parsing: String($0)) }
    let ids = lines.compactMap { if case .bid(let id, _, _) = $0 { id } else { nil } }
    #expect(Set(ids) == [better.id, bids[1].id, bids[2].id])
    #expect(ids.count == lines.count)
    let reveal = try await scene.office.database.read(as: .auditor) { tx in try tx.tickNotes(of: Scene.tender) }.map(
      \.note)
    #expect(ids == reveal.filter { ids.contains($0) })
    try await scene.sign(draft, by: scene.officer)
    #expect(try await scene.audit() == [])
  }

  @Test func `two bids where three are needed stay sealed, and the lot fails for it`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids(prices: ["198000.00", "180000.00"])
    try await scene.close()
    #expect(await refusal { try await scene.startOpening() } == "opening.tooFewBids")
    #expect(try await scene.audit() == [])
  }

  @Test func `a manifest that leaves a bid out is refused, and another's word is no manifest`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    let draft = try await scene.office.draftOpening(Scene.tender, lots: nil, by: scene.officer.actor)
    let lines = Array((draft.list ?? "").split(separator: "\n").dropLast().map(String.init))
    var opening = try Opening(parsing: draft.text)
    opening.list = ListLine(of: lines)
    let forged = NoteDraft(text: opening.text, list: ListLine.text(of: lines))
    #expect(await refusal { try await scene.sign(forged, by: scene.officer) } == "note.notAsDrafted")
    #expect(await refusal { try await scene.sign(draft, by: scene.drawing) } != "")
    #expect(await refusal { try await scene.sign(draft, by: scene.custodians[0]) } != "")
    let taken = try await scene.sign(draft, by: scene.officer)
    let again = try await scene.sign(draft, by: scene.officer)
    #expect(again.id == taken.id && again.index == taken.index)
    #expect(await refusal { try await scene.startOpening() } != "")
    #expect(try await scene.audit() == [])
  }

  @Test func `shares that fail their commitment, are not all, or are another's are refused and nothing is kept`()
    async throws
  {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    let manifest = try await scene.startOpening().id
    let good = try await scene.entries(of: 1, manifest: manifest)
    var flipped = good
    if case .share(let bid, var bytes) = good[1] {
      bytes[5] ^= 1
      flipped[1] = .share(bid, bytes)
    }
    let cases: [(String, [Shares.Entry], Int, Int)] = [
      ("opening.commitmentFails", flipped, 1, 1), ("opening.linesDiffer", Array(good.dropLast()), 1, 1),
      ("opening.linesDiffer", good.reversed(), 1, 1), ("opening.indexDiffers", good, 2, 1),
      ("opening.commitmentFails", good, 2, 2),
    ]
    for (code, entries, index, custodian) in cases {
      let found = await refusal {
        try await scene.post(entries, of: index, manifest: manifest, by: scene.custodians[custodian - 1])
      }
      #expect(found == code)
    }
    let taken = try await scene.post(good, of: 1, manifest: manifest, by: scene.custodians[0])
    let again = try await scene.post(good, of: 1, manifest: manifest, by: scene.custodians[0])
    #expect(taken.index == again.index)
    // Another text by the same custodian: its claims instead of its shares.
    let claims = good.map { Shares.Entry.bad($0.bid, reason: "mac") }
    #expect(
      await refusal { try await scene.post(claims, of: 1, manifest: manifest, by: scene.custodians[0]) }
        == "opening.sharesGivenAlready")
    #expect(try await scene.audit() == [])
  }

  @Test func `a bid that is not what it should be is malformed and the others are opened`() async throws {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    for agency in scene.agencies { try await scene.register(agency) }
    for agency in scene.agencies.prefix(3) { try await scene.submit(try await scene.seal(agency), by: agency) }
    // The note is another seq's than the sealed document says.
    let odd = scene.agencies[3]
    let bid = try await scene.seal(odd) { $0.seq = 2 }
    try await scene.submit(bid, by: odd)
    try await scene.close()
    let manifest = try await scene.startOpening().id
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(2, manifest: manifest)
    let results = try await scene.results()
    #expect(results.first { $0.bid == bid.id }?.result == "malformed")
    #expect(results.first { $0.bid == bid.id }?.reason == "bid")
    #expect(results.count { $0.result == "opened" } == 3)
    #expect(try await scene.audit() == [])
  }

  @Test func `a custodian of another tender has no word in this one's opening; the database agrees`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    let manifest = try await scene.startOpening().id
    let other = "rehearsal.t2"
    _ = try await scene.office.createTender(scene.draft(id: other), by: scene.officer.actor)
    for (index, custodian) in scene.custodians.enumerated() {
      let statement = CustodianStatement(tender: other, index: index + 1, recipient: AgeIdentity().recipient.text)
      try await scene.take(custodian.key.sign(statement.text), by: custodian)
    }
    let custodian = scene.custodians[0]
    let shares = Shares(tender: other, manifest: manifest, index: 1, list: ListLine(of: []))
    let found = await refusal {
      try await scene.take(custodian.key.sign(shares.text), list: ListLine.text(of: []), by: custodian)
    }
    #expect(found == "opening.manifestUnknown")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.script(
          """
          insert into share_note (manifest, custodian_index, note_id)
          select distinct opening_bid.manifest, 1, note.note_id
            from opening_bid, note
           where note.tender_id = '\(other)' and note.type = '\(CustodianStatement.type)' limit 1
          """)
      }
    }
    #expect(failure?.constraint == "share_note_of_tender", "\(failure as Any)")
    // The custodian of this tender with the same number is not in the way of it.
    try await scene.postShares(1, manifest: manifest)
    #expect(try await scene.audit() == [])
  }

  @Test func `a bid whose stored payload is not the note's has no result, and the others have theirs`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    try await scene.close()
    let owner = scene.store.database(as: "tender_owner")
    try await owner.write { tx in
      try tx.script(
        """
        alter table payload_chunk disable trigger insert_only;
        update payload_chunk set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1)
         where chunk_no = 0 and sha256 = '\\x\(Digest(of: bids[1].payload).hex)';
        """)
    }
    let manifest = try await scene.startOpening().id
    for index in [1, 2] { try await scene.postShares(index, manifest: manifest) }
    #expect(try await scene.results().map { $0.bid == bids[1].id ? nil : "opened" } == scene.results().map(\.result))
    #expect(try await scene.lot().state == .opening)
    // Mended, it is opened when a daemon starts.
    try await owner.write { tx in
      try tx.script(
        """
        update payload_chunk set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1)
         where chunk_no = 0 and sha256 = '\\x\(Digest(of: bids[1].payload).hex)';
        alter table payload_chunk enable always trigger insert_only;
        """)
    }
    await owner.close()
    try await scene.office.resumeOpenings()
    #expect(try await scene.results().allSatisfy { $0.result == "opened" })
    #expect(try await scene.audit() == [])
  }
}
