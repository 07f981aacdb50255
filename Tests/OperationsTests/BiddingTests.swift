import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `The path of a bid` {
  @Test func `a bid is acknowledged, and the same note again gets the same word, also when it is late`()
    async throws
  {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    let registered = try await scene.register(agency)
    #expect(registered.isNew)
    let bid = try await scene.seal(agency)
    let first = try await scene.submit(bid, by: agency)
    let ack = try Acknowledgement(first.ack)
    #expect(first.isNew)
    #expect(ack.note == bid.id)
    #expect(ack.received == Scene.opens)
    try first.ack.verify(by: scene.office.logKey.verifier)
    scene.clock.pass(7)
    let again = try await scene.submit(bid, by: agency)
    #expect(!again.isNew)
    #expect(again.ack.bytes == first.ack.bytes)
    try await scene.close()
    let late = try await scene.submit(bid, by: agency)
    #expect(late.ack.bytes == first.ack.bytes)
    #expect(try await scene.audit() == [])
  }

  static let arrivals: [(micros: Int64, code: String)] = [
    (-1, ""), (0, "bid.late"), (1, "bid.late"),
  ]

  @Test(arguments: arrivals)
  func `a bid is in time only strictly before the deadline`(micros: Int64, code: String) async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    let at = Moment(micros: Int64(Scene.deadline) * 1_000_000 + micros)
    #expect(await refusal { try await scene.submit(bid, by: agency, receivedAt: at) } == code)
    // What had arrived in time may be written down while the clock is past the deadline already.
    scene.clock.set(Scene.deadline, micros: 500_000)
    try await scene.office.closeDueTenders()
    #expect(try await scene.audit() == [])
  }

  @Test func `a late bid is answered with the log's signed word, registered or not`() async throws {
    let scene = try await Scene.make()
    scene.clock.set(Scene.deadline)
    for agency in scene.agencies.prefix(2) {
      let bid = try await scene.seal(agency)
      do {
        try await scene.submit(bid, by: agency)
        Issue.record("a late bid was taken")
      } catch let refusal as LateRefusal {
        let word = try SignedNote(parsing: refusal.late)
        try word.verify(by: scene.office.logKey.verifier)
        let late = try LateNote(word)
        #expect(late.note == bid.id)
        #expect(late.received == Scene.deadline)
        #expect(late.deadline == Scene.deadline)
      }
    }
    #expect(try await scene.audit() == [])
  }

  @Test func `two bidders in the last millisecond are both in time, and the third, a microsecond late, is not`()
    async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    var bids: [(SealedBid, Person, Moment)] = []
    for (agency, micros) in zip(scene.agencies, [-1000, -1, 0] as [Int64]) {
      try await scene.register(agency)
      let at = Moment(micros: Int64(Scene.deadline) * 1_000_000 + micros)
      bids.append((try await scene.seal(agency), agency, at))
    }
    let codes = await withTaskGroup(of: (Int, String).self) { group in
      for (place, (bid, agency, at)) in bids.enumerated() {
        group.addTask { (place, await refusal { try await scene.submit(bid, by: agency, receivedAt: at) }) }
      }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect(codes == [0: "", 1: "", 2: "bid.late"])
    try await scene.close()
    let reveal = try await scene.office.database.read(as: .auditor) { tx in try tx.tickNotes(of: Scene.tender) }
    #expect(reveal.count == 5)
    #expect(try await scene.audit() == [])
  }

  @Test func `registrations are taken from the notice on, bids from the opening of bids`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    #expect(await refusal { try await scene.submit(bid, by: agency) } == "bid.notOpenYet")
    let other = Register(tender: Scene.tender, key: agency.key.verifier)
    let again = agency.key.sign(other.text)
    #expect(try await scene.send(again, by: agency).isNew == false)
    #expect(try await scene.audit() == [])
  }

  @Test func `each fault of a bid is refused by its own code and leaves nothing behind`() async throws {
    let scene = try await Scene.make()
    let (agency, other) = (scene.agencies[0], scene.agencies[1])
    scene.clock.set(Scene.opens)
    let early = try await scene.seal(other)
    #expect(await refusal { try await scene.submit(early, by: other) } == "bid.notRegistered")
    try await scene.register(agency)
    let good = try await scene.seal(agency, seq: 5)
    try await scene.submit(good, by: agency)
    let cases: [(String, SealedBid, Person)] = [
      ("bid.seqUsed", try await scene.seal(agency, seq: 5), agency),
      ("bid.seqNotRising", try await scene.seal(agency, seq: 4), agency),
      ("bid.lotNotOffered", try await scene.seal(agency, seq: 6, lot: "L9"), agency),
      ("bid.partNotOffered", try await scene.seal(agency, seq: 6, part: "tech"), agency),
      ("bid.wrongNotice", try await scene.seal(agency, seq: 6) { $0.notice = Digest(of: "another") }, agency),
      ("bid.wrongThreshold", try await scene.seal(agency, seq: 6) { ($0.threshold, $0.custodians) = (3, 5) }, agency),
      ("bid.payloadDiffers", try await scene.seal(agency, seq: 6) { $0.payload = Digest(of: "another") }, agency),
      ("bid.payloadDiffers", try await scene.seal(agency, seq: 6) { $0.payloadBytes += 1 }, agency),
      ("bid.payloadTooLarge", try await scene.seal(agency, seq: 6) { $0.payloadBytes = 5 << 20 }, agency),
      ("bid.signedByAnother", try await scene.seal(agency, seq: 6), other),
    ]
    for (code, bid, sender) in cases {
      #expect(await refusal { try await scene.submit(bid, by: sender) } == code)
    }
    let bare = try await scene.seal(agency, seq: 6)
    #expect(await refusal { try await scene.send(bare.note, by: agency) } == "bid.payloadMissing")
    let kept = try await scene.office.database.read(as: .auditor) { tx in try tx.bidNotes(of: Scene.tender) }
    #expect(kept.map(\.id).contains(good.id))
    #expect(kept.count == 2)
    #expect(try await scene.audit() == [])
  }

  @Test func `a signature by another key, or over another text, is no bid`() async throws {
    let scene = try await Scene.make()
    let (agency, other) = (scene.agencies[0], scene.agencies[1])
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    let stranger = other.key.sign(bid.note.text)
    #expect(await refusal { try await scene.send(stranger, payload: bid.payload, by: agency) } == "bid.signedByAnother")
    let forged = SignedNote(
      text: bid.note.text,
      signatures: [
        NoteSignature(
          name: agency.key.name, keyID: agency.key.verifier.id, bytes: other.key.sign(bid.note.text).signatures[0].bytes
        )
      ])
    #expect(
      await refusal { try await scene.send(forged, payload: bid.payload, by: agency) }
        == NoteError.badSignature("").code)
    #expect(try await scene.audit() == [])
  }

  @Test func `a withdrawal names the bid in force, and a later bid stands again`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let first = try await scene.seal(agency, seq: 1)
    let second = try await scene.seal(agency, seq: 2)
    let third = try await scene.seal(agency, seq: 5)
    try await scene.submit(first, by: agency)
    try await scene.office.tick()
    try await scene.submit(second, by: agency)
    let wrong = scene.withdrawal(of: first.id, by: agency, seq: 3)
    #expect(await refusal { try await scene.send(wrong, by: agency) } == "bid.withdrawsOther")
    try await scene.send(scene.withdrawal(of: second.id, by: agency, seq: 3), by: agency)
    let twice = scene.withdrawal(of: second.id, by: agency, seq: 4)
    #expect(await refusal { try await scene.send(twice, by: agency) } == "bid.withdrawsOther")
    scene.clock.pass(10)
    try await scene.office.tick()
    try await scene.submit(third, by: agency)
    try await scene.close()
    #expect(try await scene.audit() == [])
  }

  @Test func `a payload that comes with several notes, of one bidder or of two, at once or later, is kept once`()
    async throws
  {
    let scene = try await Scene.make()
    let (one, other) = (scene.agencies[0], scene.agencies[1])
    scene.clock.set(Scene.opens)
    try await scene.register(one)
    try await scene.register(other)
    let first = try await scene.seal(one)
    let payload = first.payload
    let (digest, length) = (Digest(of: payload), payload.count)
    func carrier(_ agency: Person, seq: Int) async throws -> SignedNote {
      try await scene.seal(agency, seq: seq) {
        $0.payload = digest
        $0.payloadBytes = length
      }.note
    }
    // Several at once come in one batch, or in a few.
    let notes = try await [first.note, carrier(one, seq: 2), carrier(one, seq: 3)]
    let others = try await [carrier(other, seq: 1), carrier(other, seq: 2)]
    try await withThrowingTaskGroup { group in
      for (note, agency) in notes.map({ ($0, one) }) + others.map({ ($0, other) }) {
        group.addTask {
          // Of one bidder's notes a later one may be written first; the earlier is then refused by its seq alone.
          let code = await refusal { try await scene.send(note, payload: payload, by: agency) }
          #expect(["", "bid.seqNotRising"].contains(code), "\(code)")
        }
      }
      try await group.waitForAll()
    }
    try await scene.send(try await carrier(one, seq: 4), payload: payload, by: one)
    try await scene.send(try await carrier(other, seq: 4), payload: payload, by: other)
    let pieces = try await scene.office.database.read(as: .notary) { tx -> (own: [UInt8], others: Int) in
      guard let row = try tx.payload(digest) else { return ([], 0) }
      var bytes: [UInt8] = []
      var number = 0
      while let piece = try tx.chunk(digest, uploader: row.uploader, number: number) {
        bytes += piece
        number += 1
      }
      var strangers = 0
      for agency in [one, other] {
        let uploader = agency.key.verifier.reference.text + "#attached"
        if uploader != row.uploader { strangers += try tx.chunksReached(digest, uploader: uploader).chunks }
      }
      return (bytes, strangers)
    }
    #expect(pieces.own == payload)
    #expect(pieces.others == 0)
    try await scene.close()
    #expect(try await scene.audit() == [])
  }

  @Test func `a row of the sealed period that refers to what is not there is refused by the name of that reference`()
    async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    try await scene.threeBids()
    let strange = "sha256('strange'::bytea)"
    let note = """
      insert into note
      select \(strange), type, tender_id, signer, bytes, taken_at from note where type = '\(BidNote.type)' limit 1;

      """
    func bid(tender: String = "tender_id", lot: String = "lot_id", payload: String = "payload_sha256") -> String {
      """
      insert into bid_note (note_id, tender_id, kind, bidder, lot_id, part_id, seq, payload_sha256, received_at)
      select \(strange), \(tender), kind, 'stranger', \(lot), part_id, 1, \(payload), received_at
        from bid_note where kind = 'bid' limit 1;
      """
    }
    let tick = "insert into tick_note (note_id, tick_no, tender_id, slot) select"
    for (sql, constraint) in [
      (bid(), "bid_note_note_id_fkey"), (note + bid(tender: "'rehearsal.none'"), "bid_note_tender_id_fkey"),
      (note + bid(lot: "'L9'"), "bid_note_of_part"), (note + bid(payload: strange), "bid_note_payload_sha256_fkey"),
      ("\(tick) \(strange), 1, '\(Scene.tender)', 1", "tick_note_note_id_fkey"),
      ("\(tick) note_id, 99, tender_id, 1 from bid_note limit 1", "tick_note_of_batch"),
      (
        "insert into bidder select tender_id, 'stranger', vkey || 'x', actor, note_id from bidder limit 1",
        "bidder_key_of_agency"
      ),
    ] {
      let failure = await #expect(throws: PostgresFailure.self) {
        try await scene.office.database.write(as: .notary) { tx in try tx.script(sql) }
      }
      #expect(failure?.constraint == constraint && failure?.sqlstate == "23503", "\(sql): \(failure as Any)")
    }
    // The same row with all that it refers to is taken.
    let whole = note + bid()
    try await scene.office.database.write(as: .notary) { tx in try tx.script(whole) }
  }

  @Test func `ticks come whether anything was handed in or not, one entry each, and an empty one has the same length`()
    async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    let empty = try await scene.office.tick()
    #expect(try await scene.office.tick() == nil)
    try await scene.threeBids()
    scene.clock.pass(10)
    let full = try await scene.office.tick()
    #expect(empty?.number == 1)
    #expect(full?.number == 2)
    #expect(empty?.text.utf8.count == full?.text.utf8.count)
    #expect(empty?.batches.map(\.tender) == [Scene.tender])
    #expect(try await scene.audit() == [])
    try await scene.close()
    scene.clock.pass(10)
    #expect(try await scene.office.tick() == nil)
    #expect(try await scene.audit() == [])
  }

  @Test func `a close is refused before the deadline and happens once`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    #expect(
      await refusal { _ = try await scene.office.closeTender(Scene.tender, by: try scene.officer.actor) }
        == "tender.closesTooEarly")
    try await scene.close()
    let size = try await scene.office.database.read(as: .auditor) { tx in try tx.logHead().size }
    try await scene.office.closeDueTenders()
    #expect(try await scene.office.database.read(as: .auditor) { tx in try tx.logHead().size } == size)
    let row = try await scene.row()
    #expect(row.state == .closed)
    // Behind it stands only the open data that says so.
    #expect(row.closeIndex == size - 2)
    #expect(try await scene.audit() == [])
  }
}
