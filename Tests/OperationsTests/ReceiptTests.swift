import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing
import Transparency

@Suite struct `Full receipts` {
  @Test func `follow the tick: first there is none, then one that proves note, slot, tick and head`() async throws {
    let scene = try await Scene.make()
    let (agency, other) = (scene.agencies[0], scene.agencies[1])
    func receipt(_ note: Digest, _ person: Person) async throws -> [UInt8] {
      try await scene.office.fetchReceipt(note, of: Scene.tender, by: try person.actor)
    }
    func states() async throws -> [String?] {
      let list = try await scene.office.listReceipts(Scene.tender, by: try agency.actor)
      return list["receipts"]?.arrayValue?.map { $0["state"]?.stringValue } ?? []
    }
    let bids = try await scene.threeBids()
    #expect(await refusal { _ = try await receipt(bids[0].id, agency) } == "receipts.waitsForTick")
    #expect(try await states() == ["acknowledged", "acknowledged"])
    let tick = try #require(try await scene.office.tick())
    let bytes = try await receipt(bids[0].id, agency)
    #expect(try await states() == ["logged", "logged"])
    guard case .logged(let logged) = try Receipt.verify(bytes, note: bids[0].note, trust: try scene.trusted()) else {
      Issue.record("no proof from the log")
      return
    }
    #expect(logged.tick.number == tick.number)
    #expect(logged.tender == Scene.tender)
    #expect(logged.checkpoint.checkpoint.size == logged.index + 1)
    // A later head covers it as well, and a full tile between makes no difference.
    for _ in 0..<260 {
      try await scene.office.database.write { tx in
        _ = try tx.append(entry: Array("tender-filler/v1\n".utf8))
      }
    }
    await scene.office.publisher.publish()
    let later = try await receipt(bids[0].id, agency)
    guard case .logged(let again) = try Receipt.verify(later, note: bids[0].note, trust: try scene.trusted()) else {
      Issue.record("no proof from the log")
      return
    }
    #expect(again.index == logged.index)
    #expect(again.checkpoint.checkpoint.size == logged.checkpoint.checkpoint.size + 260)
    // Nobody else's, and nothing of what is not there.
    #expect(await refusal { _ = try await receipt(bids[0].id, other) } == "input.notFound")
    #expect(await refusal { _ = try await receipt(Digest(of: "x"), agency) } == "input.notFound")
    #expect(
      await refusal { _ = try await receipt(bids[0].id, scene.officer) } == AccessRefusal.notOwn.code)
  }

  @Test func `wait for a head that covers the tick`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let note = try await scene.register(agency)
    let id = try Acknowledgement(note.ack).note
    scene.clock.pass(10)
    // It is not this daemon that signs, and the one that does has not yet.
    let other = try await scene.anotherOffice()
    _ = try await other.tick()
    #expect(
      await refusal { _ = try await other.fetchReceipt(id, of: Scene.tender, by: try agency.actor) }
        == "receipts.waitsForHead")
    await scene.office.publisher.publish()
    _ = try await other.fetchReceipt(id, of: Scene.tender, by: try agency.actor)
  }
}

@Suite struct `Large ticks` {
  /// Notes as the archive would hold them, made by the database itself: nobody could sign so many here.
  private static func crowd(_ scene: Scene, count: Int) async throws {
    let owner = scene.store.database(as: "tender_owner")
    try await owner.write { tx in
      try tx.script(
        """
        create temporary table crowd on commit drop as
        select sha256(('crowd ' || n)::bytea) as id, n from generate_series(1, \(count)) as n;
        insert into note select id, 'tender-register/v1', '\(Scene.tender)', 'x', '\\x00', now() from crowd;
        insert into bid_note (note_id, tender_id, kind, bidder, received_at)
        select id, '\(Scene.tender)', 'register', 'crowd ' || n, to_timestamp(\(Scene.opens)) from crowd;
        insert into waiting_notes (tender_id, note_ids)
        select '\(Scene.tender)', array_agg(id order by n) from crowd group by (n - 1) / 256 order by (n - 1) / 256;
        """)
    }
    await owner.close()
  }

  @Test func `more notes than a tick has slots wait for the next, and the close makes as many ticks as it takes`()
    async throws
  {
    let scene = try await Scene.make()
    let count = BatchTree.slots + 3
    try await Self.crowd(scene, count: count)
    scene.clock.set(Scene.deadline)
    try await scene.office.closeDueTenders()
    let (head, reveal, entries, master) = try await scene.office.database.read(as: .auditor) { tx in
      let head = try tx.logHead()
      return (
        // Behind the close stands what names its open data.
        head, try tx.tickNotes(of: Scene.tender), try tx.logEntries(from: head.size - 4, to: head.size),
        try tx.master(of: Scene.tender)
      )
    }
    #expect(head.tick == 2)
    #expect(reveal.filter { $0.tick == 1 }.count == BatchTree.slots)
    #expect(reveal.filter { $0.tick == 2 }.count == 3)
    #expect(Set(reveal.map(\.note)).count == count)
    // Those that came first are in the first.
    let last = Set((count - 2...count).map { Digest(of: "crowd \($0)") })
    #expect(Set(reveal.filter { $0.tick == 2 }.map(\.note)) == last)
    let tick = try TickText(parsing: String(decoding: entries[1], as: UTF8.self))
    let tree = try BatchTree(master: master, tick: 2, notes: reveal.filter { $0.tick == 2 }.map { ($0.slot, $0.note) })
    #expect(tick.batches.map(\.root) == [tree.root])
    let close = try Close(try SignedNote(parsing: entries[2]))
    #expect(close.firstTick == 1 && close.lastTick == 2 && close.revealLines == count)
  }

  @Test func `five hundred tenders fit a tick, and the next one waits to be published`() async throws {
    let scene = try await Scene.make()
    let owner = scene.store.database(as: "tender_owner")
    let name = "'rehearsal.' || repeat('x', 50) || 1000 + n"
    try await owner.write { tx in
      try tx.script(
        """
        insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
               grace_seconds, recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at,
               notice_index)
        select \(name), batch_id, title, profile, draft, state, threshold, custodians, minimum, grace_seconds,
               recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at, notice_index
          from tender, generate_series(1, 498) as n;
        insert into tender_master select \(name), sha256('master') from generate_series(1, 498) as n;
        """)
    }
    await owner.close()
    try await scene.publishAnother("rehearsal.fits")
    #expect(await refusal { try await scene.publishAnother("rehearsal.one-more") } == "tender.tooManyOpen")
    scene.clock.set(Scene.opens)
    let tick = try #require(try await scene.office.tick())
    #expect(tick.batches.count == TickText.tendersMax)
    let size = try await scene.office.database.read(as: .auditor) { tx in
      let size = try tx.logHead().size
      return try tx.logEntries(from: size - 1, to: size)[0].count
    }
    #expect(size < Tile.entryBytesMax)
  }

  @Test func `twenty tenders have a line each, bytewise by id, in one tick`() async throws {
    let scene = try await Scene.make()
    for number in 1...19 { try await scene.publishAnother("rehearsal.t\(number)") }
    scene.clock.pass(10)
    let tick = try #require(try await scene.office.tick())
    #expect(tick.batches.count == 20)
    let ids = tick.batches.map(\.tender)
    #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(try await scene.audit() == [])
  }
}
