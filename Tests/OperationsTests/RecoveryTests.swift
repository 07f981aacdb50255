import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

/// A lot whose first bid two custodians of three call bad, so that too few shares are left of it.
private struct Stranded {
  let scene: Scene
  let bids: [SealedBid]
  let manifest: Digest
  /// When the bid was found unopenable, in Unix seconds.
  let found: Int

  /// - Parameter changed: what is changed in the note of the first bid after it was sealed.
  init(parts: [String] = ["main"], changed: (inout BidNote) -> Void = { _ in }) async throws {
    scene = try await Scene.make(parts: parts)
    scene.clock.set(Scene.opens)
    var bids: [SealedBid] = []
    for (agency, price) in zip(scene.agencies, ["198000.00", "180000.00", "210000.00"]) {
      try await scene.register(agency)
      for part in parts {
        var bid = try await scene.seal(agency, price: price, part: part)
        if bids.isEmpty {
          var body = try BidNote(parsing: bid.note.text)
          changed(&body)
          bid = SealedBid(note: agency.key.sign(body.text), payload: bid.payload, secret: bid.secret)
        }
        try await scene.submit(bid, by: agency)
        bids.append(bid)
      }
    }
    self.bids = bids
    try await scene.close()
    scene.clock.pass(1)
    manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    for index in [1, 2] { try await Self.post(index, scene, manifest, bad: index == 1 ? bids[0].id : nil) }
    found = scene.clock.now.seconds
  }

  /// A custodian's shares, with a claim in the place of one.
  static func post(_ index: Int, _ scene: Scene, _ manifest: Digest, bad: Digest? = nil) async throws {
    let entries = try await scene.entries(of: index, manifest: manifest, without: bad.map { [$0] } ?? [])
    try await scene.post(
      entries.map { $0.bid == bad ? .bad($0.bid, reason: "mac") : $0 }, of: index, manifest: manifest,
      by: scene.custodians[index - 1])
  }

  var result: String? {
    get async throws { try await scene.results().first { $0.bid == bids[0].id }?.result }
  }

  func reveal(_ secret: BidSecret, by agency: Person? = nil) async -> String {
    let person = agency ?? scene.agencies[0]
    let note = SecretNote(tender: Scene.tender, bid: bids[0].id, secret: secret.bytes)
    return await refusal { try await scene.take(person.key.sign(note.text), by: person) }
  }

  /// Ends the lot as failed, so that the bundle is one of a finished tender, and checks everything.
  func holds() async throws {
    #expect(try await scene.audit() == [])
    let reason = "重大变故"
    let note = FailNote(tender: Scene.tender, lot: "L1", ground: "unlawfulAct", reason: Digest(of: reason))
    try await scene.take(scene.officer.key.sign(note.text), extra: ["reason": JSON(reason)], by: scene.officer)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }
}

@Suite struct `A bid without enough shares` {
  @Test func `is opened by its bidder's own secret within the window, by nothing else of anybody`() async throws {
    let stranded = try await Stranded()
    let scene = stranded.scene
    #expect(try await stranded.result == "unopenable")
    #expect(try await scene.audit() == [])
    #expect(await stranded.reveal(BidSecret()) == "opening.secretDiffers")
    #expect(await stranded.reveal(stranded.bids[0].secret, by: scene.agencies[1]) == "access.notOwn")
    let other = SecretNote(tender: Scene.tender, bid: stranded.bids[1].id, secret: stranded.bids[1].secret.bytes)
    #expect(
      await refusal { try await scene.take(scene.agencies[1].key.sign(other.text), by: scene.agencies[1]) }
        == "opening.bidNotUnopenable")
    // Nothing goes on without it while it may still come.
    #expect(
      await refusal {
        _ = try await scene.office.qualifyBids(
          Scene.tender, lot: "L1", scene.passed(stranded.bids), by: try scene.officer.actor)
      } == "opening.recoveryRunning")
    #expect(
      await refusal {
        _ = try await scene.office.draftFailure(
          Scene.tender, lot: "L1", ground: "tooFewOpened", reason: "不足", by: try scene.officer.actor)
      } == "opening.recoveryRunning")
    // The last second of the window counts.
    scene.clock.set(stranded.found + 60)
    #expect(await stranded.reveal(stranded.bids[0].secret) == "")
    #expect(try await stranded.result == "opened")
    #expect(await stranded.reveal(stranded.bids[0].secret) == "", "the same note again")
    let again = SecretNote(tender: Scene.tender, bid: stranded.bids[0].id, secret: BidSecret().bytes)
    #expect(
      await refusal { try await scene.take(scene.agencies[0].key.sign(again.text), by: scene.agencies[0]) }
        == "opening.bidNotUnopenable")
    _ = try await scene.office.qualifyBids(
      Scene.tender, lot: "L1", scene.passed(stranded.bids), by: scene.officer.actor)
    try await stranded.holds()
  }

  @Test func `is opened by a further custodian's shares, note and result in one transaction`() async throws {
    let stranded = try await Stranded()
    let scene = stranded.scene
    scene.clock.set(stranded.found + 59)
    let before = try await scene.office.database.read(as: .auditor) { tx in try tx.logHead().size }
    try await scene.postShares(3, manifest: stranded.manifest)
    #expect(try await stranded.result == "opened")
    let entries = try await scene.office.database.read(as: .auditor) { tx in
      try tx.notes(of: Scene.tender).filter { ($0.logIndex ?? 0) >= before }.map(\.type)
    }
    // The open data of the opening comes with its result.
    #expect(entries == [Shares.type, Opened.type, PapersNote.type])
    #expect(await stranded.reveal(stranded.bids[0].secret) == "opening.bidNotUnopenable")
    try await stranded.holds()
  }

  @Test func `stays shut for good when the window is over, whatever comes`() async throws {
    let stranded = try await Stranded()
    let scene = stranded.scene
    scene.clock.set(stranded.found + 61)
    #expect(await stranded.reveal(stranded.bids[0].secret) == "opening.recoveryOver")
    // Shares are owed and taken; the result is final all the same.
    try await scene.postShares(3, manifest: stranded.manifest)
    #expect(try await stranded.result == "unopenable")
    #expect(await stranded.reveal(stranded.bids[0].secret) == "opening.recoveryOver")
    let rest = Array(stranded.bids.dropFirst())
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(rest), by: scene.officer.actor)
    #expect(
      await refusal {
        _ = try await scene.office.qualifyBids(
          Scene.tender, lot: "L1", scene.passed([stranded.bids[0]]), by: try scene.officer.actor)
      } == "review.bidNotOpened")
    try await stranded.holds()
  }

  @Test func `with a share line that its own secret does not make ends as malformed`() async throws {
    let stranded = try await Stranded { $0.shares[2].file[100] ^= 1 }
    #expect(try await stranded.result == "unopenable")
    #expect(await stranded.reveal(stranded.bids[0].secret) == "")
    let row = try await stranded.scene.results().first { $0.bid == stranded.bids[0].id }
    #expect(row?.result == "malformed" && row?.reason == "envelope")
    try await stranded.holds()
  }

  @Test func `is recorded anew once it is opened`() async throws {
    let stranded = try await Stranded()
    let scene = stranded.scene
    let officer = try scene.officer.actor
    func record() async throws -> String? {
      try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)["paper"]?.stringValue
    }
    #expect(try await record() == "L1-opening-record")
    #expect(try await record() == "L1-opening-record")
    let first = try await scene.office.database.read(as: .auditor) { tx in
      try #require(try tx.bundleFile("documents/opening-record.L1.json", of: Scene.tender))
    }
    let told = (try JSON.parse(first)["results"]?.arrayValue ?? []).map { row in
      "\(row["result"]?.stringValue ?? "") \(row["treatment"]?.stringValue ?? "-")"
    }
    #expect(told.contains("unopenable withdrawn") && !told.contains("unopenable -"), "\(told)")
    #expect(await stranded.reveal(stranded.bids[0].secret) == "")
    #expect(try await record() == "L1-opening-record-2")
    #expect(try await record() == "L1-opening-record-2")
    let file = try await scene.office.database.read(as: .auditor) { tx in
      try tx.bundleFile("documents/opening-record.L1.json", of: Scene.tender)
    }
    #expect(try JSON.parse(file ?? [])["particulars"]?.arrayValue?.count == 3)
    try await stranded.holds()
  }

  @Test func `a daemon that was cut off between shares and results opens the bids when it starts again`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    let manifest = try await scene.startOpening().id
    try await scene.postShares(1, manifest: manifest)
    // The second custodian's note alone, as its transaction leaves it.
    let entries = try await scene.entries(of: 2, manifest: manifest)
    let lines = entries.map(\.line)
    let shares = Shares(tender: Scene.tender, manifest: manifest, index: 2, list: ListLine(of: lines))
    let note = scene.custodians[1].key.sign(shares.text)
    let at = scene.clock.now
    try await scene.office.database.write(as: .office) { tx in
      _ = try tx.take(note, tender: Scene.tender, list: Array(ListLine.text(of: lines).utf8), at: at)
      try tx.insert(shares, id: note.id, entries: entries)
    }
    #expect(try await scene.results().allSatisfy { $0.result == nil })
    let ticking = Task { try await scene.office.runTicks() }
    defer { ticking.cancel() }
    while try await scene.lot().state != .opened { try await Task.sleep(for: .milliseconds(5)) }
    #expect(try await scene.results().map(\.result) == ["opened", "opened", "opened"])
    #expect(try await scene.audit() == [])
  }
}
