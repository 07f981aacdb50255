import Foundation
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing
import Transparency
import Verification

@Suite struct `Several daemons on one database` {
  @Test func `each period has one tick, whoever makes it`() async throws {
    let scene = try await Scene.make()
    let offices = [scene.office, try await scene.anotherOffice(), try await scene.anotherOffice()]
    for period in 1...6 {
      scene.clock.pass(10)
      let ticks = try await withThrowingTaskGroup(of: TickText?.self) { group in
        for office in offices + offices { group.addTask { try await office.tick() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(ticks.compactMap(\.self).map(\.number) == [period])
    }
    // A little early is not due.
    scene.clock.set(Scene.published + 69, micros: 999_999)
    #expect(try await scene.office.tick() == nil)
    #expect(try await scene.audit() == [])
  }

  @Test func `after an outage there is one tick at the time that it is, none of the past, and then one each period`()
    async throws
  {
    let scene = try await Scene.make()
    try await scene.publishAnother("rehearsal.far", deadline: Scene.deadline + 100_000)
    scene.clock.pass(10)
    _ = try await scene.office.tick()
    scene.clock.pass(50_000)
    let other = try await scene.anotherOffice()
    try await other.closeDueTenders()
    let closing = try await scene.office.database.read(as: .auditor) { tx in try tx.logHead() }
    #expect(closing.tick == 2)
    #expect(closing.tickAt?.seconds == scene.clock.now.seconds)
    #expect(try await other.tick() == nil)
    scene.clock.pass(10)
    #expect(try await scene.office.tick()?.number == 3)
    #expect(try await other.tick() == nil)
    #expect(try await scene.audit() == [])
  }

  @Test func `tenders that close together close one after the other, each with a closing tick of its own, once`()
    async throws
  {
    let scene = try await Scene.make()
    let ids = [Scene.tender, "rehearsal.B", "rehearsal.a"]
    for id in ids.dropFirst() { try await scene.publishAnother(id) }
    let other = try await scene.anotherOffice()
    for (number, agency) in scene.agencies.enumerated() {
      for id in ids {
        try await scene.hand(
          scene.registration(agency, for: id), for: id, to: number.isMultiple(of: 2) ? scene.office : other, by: agency)
      }
    }
    scene.clock.set(Scene.deadline)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for office in [scene.office, other, scene.office, other] { group.addTask { try await office.closeDueTenders() } }
      try await group.waitForAll()
    }
    // Whoever met the other half-way looks again.
    #expect(try await other.closeDueTenders().isEmpty)
    let entries = try await scene.office.database.read(as: .auditor) { tx in
      // A close has its open data right behind it.
      return try tx.logEntries(from: 0, to: tx.logHead().size).map { String(decoding: $0, as: UTF8.self) }
        .filter { !$0.utf8.starts(with: PapersNote.type.utf8) }.suffix(6).map { $0 }
    }
    var open = Set(ids)
    for place in [0, 2, 4] {
      let tick = try TickText(parsing: entries[place])
      let close = try Close(try SignedNote(parsing: Array(entries[place + 1].utf8)))
      #expect(tick.batches.map(\.tender) == open.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      #expect(open.remove(close.tender) != nil)
      #expect(close.lastTick == tick.number)
      #expect(close.time == tick.time)
    }
    #expect(try await scene.audit() == [])
  }

  @Test func `a close waits for what had arrived at another daemon, and for nothing that came later`() async throws {
    let scene = try await Scene.make()
    let other = try await scene.anotherOffice()
    let (first, second) = (scene.agencies[0], scene.agencies[1])
    let inTime = other.arrivals.hold(Scene.atDeadline(-1))
    let late = other.arrivals.hold(Scene.atDeadline(0))
    scene.clock.set(Scene.deadline, micros: 300)
    try await other.join()
    #expect(try await !scene.office.closeDueTenders().isEmpty)
    try await scene.hand(
      scene.registration(first), to: other, by: first, receivedAt: Scene.atDeadline(-1))
    other.arrivals.settle(inTime)
    // It has not said so yet.
    #expect(try await !scene.office.closeDueTenders().isEmpty)
    try await other.join()
    #expect(try await scene.office.closeDueTenders().isEmpty)
    #expect(
      await refusal {
        try await scene.hand(
          scene.registration(second), to: other, by: second, receivedAt: Scene.atDeadline(-1))
      } == "bid.closed")
    other.arrivals.settle(late)
    #expect(try await scene.audit() == [])
  }

  /// What becomes of the daemon that holds something.
  static let ends: [(what: String, sql: String?)] = [
    ("it left", nil), ("it was killed", "update daemon set beat_at = beat_at - interval '11 seconds'"),
  ]

  @Test(arguments: ends)
  func `a daemon that is gone holds up no close`(what: String, sql: String?) async throws {
    let scene = try await Scene.make()
    let other = try await scene.anotherOffice()
    _ = other.arrivals.hold(Scene.atDeadline(-1))
    try await other.join()
    scene.clock.set(Scene.deadline)
    #expect(try await !scene.office.closeDueTenders().isEmpty)
    if let sql { try await scene.office.database.write { tx in try tx.script(sql) } } else { await other.leave() }
    #expect(try await scene.office.closeDueTenders().isEmpty, "\(what)")
    #expect(try await scene.audit() == [])
  }

  @Test func `one tender's grace does not hold up another's close`() async throws {
    let scene = try await Scene.make()
    try await scene.publishAnother("rehearsal.later", deadline: Scene.deadline + 3)
    let arrival = scene.office.arrivals.hold(Scene.atDeadline(-1))
    scene.clock.set(Scene.deadline + 3)
    #expect(try await scene.office.closeDueTenders().count == 2)
    scene.clock.set(Scene.deadline + 4)
    // The first one's grace is as good as over, the second's is not.
    #expect(try await scene.office.closeDueTenders().map(\.id) == ["rehearsal.later"])
    scene.office.arrivals.settle(arrival)
    #expect(try await scene.office.closeDueTenders().isEmpty)
    #expect(try await scene.audit() == [])
  }

  @Test func `one bidder's notes at two daemons at once rise with the ticks all the same`() async throws {
    let scene = try await Scene.make()
    let other = try await scene.anotherOffice()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    var bids: [SealedBid] = []
    for seq in 1...12 { bids.append(try await scene.seal(agency, seq: seq)) }
    let codes = await withTaskGroup(of: String.self) { group in
      for (place, bid) in bids.enumerated() {
        let office = place.isMultiple(of: 2) ? scene.office : other
        group.addTask { await refusal { try await scene.hand(bid.note, payload: bid.payload, to: office, by: agency) } }
        group.addTask {
          scene.clock.pass(10)
          return await refusal { _ = try await other.tick() }
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(codes.isSubset(of: ["", "bid.seqNotRising", "bid.late"]), "\(codes)")
    try await scene.close()
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified(.fail) == [])
  }

  /// Milliseconds between a daemon's clock and PostgreSQL's.
  static let differences: [(milliseconds: Int64, code: String)] = [
    (-300, "bid.notOpenYet"), (300, "bid.notOpenYet"), (-2_000, "bid.clockUnsure"), (2_000, "bid.clockUnsure"),
    (3_600_000, "bid.clockUnsure"),
  ]

  @Test(arguments: differences)
  func `a daemon whose clock is wrong takes nothing, ticks nothing and closes nothing`(
    milliseconds: Int64, code: String
  ) async throws {
    let scene = try await Scene.make()
    let off = try await scene.anotherOffice(
      now: {
        Operations.Moment(micros: Int64(Date().timeIntervalSince1970 * 1_000_000) + milliseconds * 1_000)
      }, limits: Limits())
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    try await off.join()
    // The scene plays in a year to come: by a right clock bids are not taken yet.
    #expect(
      await refusal {
        try await scene.hand(bid.note, payload: bid.payload, to: off, by: agency, receivedAt: off.now)
      } == code)
    let ticked = try await off.tick()
    #expect((ticked == nil) == (code == "bid.clockUnsure"))
    #expect(await off.troubles() == (code == "bid.clockUnsure" ? ["bid.clockUnsure"] : []))
  }

  @Test func `of two daemons only the one with the right clock closes`() async throws {
    let scene = try await Scene.make()
    let ahead = try await scene.anotherOffice(now: { Operations.Moment(seconds: Scene.deadline + 1) }, limits: Limits())
    try await ahead.join()
    #expect(try await ahead.closeDueTenders().count == 1)
    #expect(
      await refusal { _ = try await ahead.closeTender(Scene.tender, by: try scene.officer.actor) } == "bid.clockUnsure")
    await ahead.leave()
    try await scene.close()
    #expect(try await scene.row().state == .closed)
    #expect(try await scene.audit() == [])
  }

  @Test func `a daemon killed after the close was committed leaves the signing to the next`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    // It commits, and then cannot sign: as if it were killed between the two.
    let file = FileManager.default.temporaryDirectory.appending(path: "gone-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: scene.headFile, toPath: file + "/head")
    await scene.office.publisher.close()
    let dying = try await scene.anotherOffice(headFile: file + "/head")
    try FileManager.default.removeItem(atPath: file)
    scene.clock.set(Scene.deadline)
    #expect(try await dying.closeDueTenders().isEmpty)
    #expect(await dying.troubles() == ["log.notSigned"])
    // Its session ends with it, and with the session its place.
    await dying.publisher.close()
    let next = try await scene.anotherOffice()
    #expect(try await next.closeDueTenders().isEmpty)
    let head = try Checkpoint(Checkpoint.note(parsing: next.logCheckpoint ?? []))
    // Behind the close stands what names its open data.
    #expect(try await scene.row().closeIndex == head.size - 2)
    let proof = try await next.fetchReceipt(bids[0].id, of: Scene.tender, by: try scene.agencies[0].actor)
    _ = try Receipt.verify(proof, note: bids[0].note, trust: try scene.trusted())
    #expect(try await scene.verified(.fail) == [])
    #expect(try await scene.audit() == [])
  }
}

@Suite struct `Notes around the deadline, at two daemons` {
  @Test func `are in the log if and only if they had arrived before it, and everybody holds a signed word`()
    async throws
  {
    var random = Seed.generator("notes around the deadline")
    let scene = try await Scene.make()
    let other = try await scene.anotherOffice()
    let crowd = try await scene.moreAgencies(24)
    var bids: [SealedBid] = []
    scene.clock.set(Scene.opens)
    for agency in scene.agencies {
      try await scene.register(agency)
      bids.append(try await scene.seal(agency))
    }
    struct Sent: Sendable {
      let note: SignedNote
      var payload: [UInt8]?
      let agency: Person
      let office: Office
      let at: Operations.Moment
    }
    var sent: [Sent] = []
    func add(_ note: SignedNote, _ payload: [UInt8]?, _ agency: Person) {
      let micros = Int64.random(in: -3...2, using: &random) * ([1, 1_000, 300_000].randomElement(using: &random) ?? 1)
      sent.append(
        Sent(
          note: note, payload: payload, agency: agency,
          office: Bool.random(using: &random) ? scene.office : other, at: Scene.atDeadline(micros)))
    }
    for agency in crowd { add(scene.registration(agency), nil, agency) }
    for (bid, agency) in zip(bids, scene.agencies) { add(bid.note, bid.payload, agency) }
    sent.shuffle(using: &random)
    let holds = sent.map { ($0.office.arrivals, $0.office.arrivals.hold($0.at)) }
    try await other.join()
    try await scene.office.join()
    scene.clock.set(Scene.deadline, micros: 900_000)
    let words = try await withThrowingTaskGroup(of: (Digest, Bool).self) { group in
      for (one, (arrivals, hold)) in zip(sent, holds) {
        group.addTask {
          defer { arrivals.settle(hold) }
          do {
            let receipt = try await scene.hand(
              one.note, payload: one.payload, to: one.office, by: one.agency, receivedAt: one.at)
            try receipt.ack.verify(by: scene.office.logKey.verifier)
            let ack = try Acknowledgement(receipt.ack)
            #expect(ack.note == one.note.id && ack.received < Scene.deadline)
            return (one.note.id, true)
          } catch let refusal as LateRefusal {
            let word = try SignedNote(parsing: refusal.late)
            try word.verify(by: scene.office.logKey.verifier)
            let late = try LateNote(word)
            #expect(late.note == one.note.id && late.received >= Scene.deadline)
            return (one.note.id, false)
          }
        }
      }
      for office in [scene.office, other] {
        group.addTask {
          while try await !office.closeDueTenders().isEmpty { try await office.join() }
          return (Digest(of: ""), false)
        }
      }
      return try await group.reduce(into: [Digest: Bool]()) { $0[$1.0] = $1.1 }
    }
    for one in sent { #expect(words[one.note.id] == (one.at < Scene.atDeadline(0)), "\(one.at)") }
    let reveal = Set(
      try await scene.office.database.read(as: .auditor) { tx in try tx.tickNotes(of: Scene.tender) }.map(\.note))
    let registered = Set(scene.agencies.map { scene.registration($0).id })
    #expect(reveal.subtracting(registered) == Set(words.filter(\.value).keys))
    await scene.office.publisher.publish()
    // Asked again after the close, everybody hears what it heard.
    for one in sent where one.at < Scene.atDeadline(0) {
      let again = try await scene.hand(one.note, payload: one.payload, to: other, by: one.agency)
      #expect(try !again.isNew && Acknowledgement(again.ack).received == one.at.seconds)
      let proof = try await scene.office.fetchReceipt(one.note.id, of: Scene.tender, by: try one.agency.actor)
      _ = try Receipt.verify(proof, note: one.note, trust: try scene.trusted())
    }
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified(.fail) == [])
  }
}
