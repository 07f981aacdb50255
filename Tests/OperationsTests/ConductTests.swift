import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

extension Scene {
  /// An expert who is known and sits nowhere.
  func newExpert(_ name: String) async throws -> Person {
    let person = try Person(name, .expert)
    let row = ActorRow(key: person.key.verifier, role: .expert, name: name, addedAt: clock.now, addedBy: "local")
    try await office.database.write { tx in try tx.insert(row) }
    return person
  }

  /// Signs a committee of these people with these keys.
  func seat(_ people: [Person], _ keys: [SigningKey], draw: Digest? = nil) async throws {
    let note = CommitteeNote(
      tender: Self.tender, lot: "L1", draw: draw,
      members: keys.enumerated().map { .init(id: "m\($0 + 1)", key: $1.verifier) })
    let seats = people.enumerated().map { place, person in
      JSON.Member("m\(place + 1)", ["person": JSON(person.reference), "kind": "expert", "chair": JSON(place == 0)])
    }
    try await take(drawing.key.sign(note.text), extra: ["people": .object(seats)], by: drawing)
  }

  func excuse(_ member: String, reason: String = "突发疾病", by person: Person? = nil) async throws {
    _ = try await office.excuseMember(
      Self.tender, lot: "L1", ["member": JSON(member), "reason": JSON(reason)], by: (person ?? drawing).actor)
  }

  func conform(_ bids: [SealedBid], by person: Person) async throws {
    _ = try await office.conformBids(Self.tender, lot: "L1", passed(bids), by: person.actor)
  }

  func look(_ bid: SealedBid, by person: Person) async throws {
    _ = try await office.listBids(Self.tender, lot: "L1", by: person.actor)
    _ = try await office.fetchBid(bid.id, of: Self.tender, by: person.actor)
  }

  func signSheet(_ member: Int, _ sheet: JSON, key: SigningKey, by person: Person) async throws {
    let note = ScoresNote(
      tender: Self.tender, lot: "L1", member: "m\(member)", sheet: Digest(of: sheet.canonicalBytes()))
    try await take(key.sign(note.text), extra: ["sheet": sheet], by: person)
  }
}

@Suite struct `How a committee works` {
  @Test func `nobody looks at a bid undeclared or in conflict, and a bidder's request is decided in writing`()
    async throws
  {
    let scene = try await Scene.make()
    #expect(await refusal { try await scene.declare(scene.experts[0]) } == "access.dutyNotAssigned")
    let bids = try await scene.opened()
    scene.clock.pass(1)
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    var keys = try scene.memberKeys()
    var people = scene.experts
    try await scene.seat(people, keys)
    #expect(await refusal { try await scene.seat(people, keys) } == "", "the same note again")
    #expect(await refusal { try await scene.seat(people, try scene.memberKeys()) } == "committee.formedAlready")

    // Before the declaration a member sees and does nothing.
    for expert in people {
      #expect(await refusal { try await scene.look(bids[0], by: expert) } == "conduct.notDeclared")
      #expect(
        await refusal { _ = try await scene.office.fetchBid(bids[0].id, of: Scene.tender, by: expert.actor) }
          == "conduct.notDeclared")
      #expect(await refusal { try await scene.conform(bids, by: expert) } == "conduct.notDeclared")
    }
    for expert in people where expert.reference != people[1].reference { try await scene.declare(expert) }
    try await scene.declare(people[0])
    try await scene.look(bids[0], by: people[0])
    #expect(await refusal { try await scene.declare(people[1], conflict: " ") } == "conduct.reasonMissing")
    try await scene.declare(people[1], conflict: "两年前在投标人处任职")
    #expect(await refusal { try await scene.declare(people[1]) } == "conduct.steppedBack")
    #expect(await refusal { try await scene.look(bids[0], by: people[1]) } == "conduct.steppedBack")
    #expect(await refusal { try await scene.conform(bids, by: people[1]) } == "conduct.steppedBack")
    #expect(
      await refusal { _ = try await scene.office.showReviews(Scene.tender, lot: "L1", by: people[1].actor) }
        == "access.notOwn")
    // Numbers fail: nobody goes on.
    #expect(await refusal { try await scene.conform(bids, by: people[0]) } == "conduct.seatVacant")

    // A bidder asks that somebody step back, in its own words; only the drawing officer decides.
    func ask(_ person: Person, _ named: String = "戴眼镜的男专家") async throws {
      _ = try await scene.office.requestRecusal(
        Scene.tender, lot: "L1", ["named": JSON(named), "reason": "与另一投标人负责人系兄弟"], by: person.actor)
    }
    func decide(_ number: Int, _ member: String?, by person: Person) async throws {
      _ = try await scene.office.decideRecusal(
        Scene.tender, lot: "L1", request: number, ["member": JSON(member), "reason": "查明属实"], by: person.actor)
    }
    #expect(await refusal { try await ask(scene.agencies[3]) } == "conduct.notABidder")
    #expect(await refusal { try await ask(scene.park) } == "access.roleMayNot")
    try await ask(scene.agencies[0])
    try await ask(scene.agencies[1], "不认识的人")
    #expect(await refusal { try await decide(1, "m3", by: scene.officer) } == "access.dutiesClash")
    #expect(await refusal { try await decide(9, "m3", by: scene.drawing) } == "conduct.requestUnknown")
    #expect(await refusal { try await decide(1, "m2", by: scene.drawing) } == "conduct.notSeated")
    try await decide(1, "m3", by: scene.drawing)
    #expect(await refusal { try await decide(1, nil, by: scene.drawing) } == "conduct.requestDecided")
    try await decide(2, nil, by: scene.drawing)
    #expect(await refusal { try await scene.look(bids[0], by: people[2]) } == "conduct.steppedBack")
    let own = try await scene.office.listRecusals(Scene.tender, lot: "L1", by: scene.agencies[0].actor)
    #expect(own["requests"]?.arrayValue?.count == 1)
    // The answer does not say who sits.
    #expect(!own.canonicalText.contains("m3") && !own.canonicalText.contains(people[2].reference))
    let all = try await scene.office.listRecusals(Scene.tender, lot: "L1", by: scene.supervisor.actor)
    #expect(all["requests"]?.arrayValue?.map { $0["granted"] ?? .null } == [true, false])
    #expect(try await scene.audit() == [])

    // Who sits is told to the drawing officer, the supervisor and each member of itself.
    func shown(_ person: Person) async throws -> String {
      try await scene.office.showCommittee(Scene.tender, lot: "L1", by: person.actor).canonicalText
    }
    #expect(await refusal { _ = try await shown(scene.officer) } == "access.dutiesClash")
    #expect(try await shown(scene.drawing).contains(people[4].reference))
    let seen = try await shown(people[0])
    #expect(seen.contains(people[0].reference) && !seen.contains(people[4].reference))

    // Both seats are filled in one committee note; nobody who sat comes again, and no other seat moves.
    let fresh = [try await scene.newExpert("expert6"), try await scene.newExpert("expert7")]
    let freshKeys = try (2...3).map { try SigningKey(name: "\(Scene.tender).m\($0)") }
    let before = (people, keys)
    (people[1], people[2]) = (fresh[0], fresh[1])
    (keys[1], keys[2]) = (freshKeys[0], freshKeys[1])
    #expect(await refusal { try await scene.seat(before.0, before.1) } == "", "the first note again")
    var swapped = people
    swapped[2] = before.0[1]
    #expect(await refusal { try await scene.seat(swapped, keys) } == "conduct.satBefore")
    var moved = keys
    moved[4] = try SigningKey(name: "\(Scene.tender).m5")
    #expect(await refusal { try await scene.seat(people, moved) } == "conduct.seatChanged")
    try await scene.seat(people, keys)
    for person in fresh { try await scene.declare(person) }
    for person in people { try await scene.conform(bids, by: person) }
    #expect(await refusal { try await scene.seat(before.0, before.1) } == "", "the first note again")
    #expect(try await scene.audit() == [])
  }

  @Test func `a replaced member's sheet is void, and its successor reviews and scores for itself`() async throws {
    let scene = try await Scene.make()
    var (bids, keys) = try await scene.readyToScore()
    var people = scene.experts
    let fair = [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]
    for member in 1...5 { try await scene.score(member, scene.sheet(bids, fair), keys: keys) }
    #expect(await refusal { try await scene.excuse("m6") } == "conduct.notSeated")
    #expect(await refusal { try await scene.excuse("m3", by: scene.officer) } == "access.dutiesClash")
    // Two at once: one is told that the seat is vacant already.
    async let first = refusal { try await scene.excuse("m3") }
    async let second = refusal { try await scene.excuse("m3") }
    #expect(await [first, second].sorted() == ["", "conduct.notSeated"])
    func draft() async -> String {
      await refusal { _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: scene.officer.actor) }
    }
    #expect(await draft() == "conduct.seatVacant")
    people[2] = try await scene.newExpert("expert6")
    keys[2] = try SigningKey(name: "\(Scene.tender).m3")

    // The successor is drawn: commitments, list, secrets, as at first.
    let (a, b) = (Scene.secrets[0], Scene.secrets[1])
    try await scene.commit(a, purpose: "experts", by: scene.drawing)
    try await scene.commit(b, purpose: "experts", by: scene.supervisor)
    let old = scene.pool([scene.experts[2], people[2]])
    let commits = [(scene.drawing, a), (scene.supervisor, b)]
    #expect(
      await refusal {
        _ = try await scene.announce(purpose: "experts", take: 1, list: old.list, commits: commits, extra: old.extra)
      } == "draw.listDiffers")
    let pool = scene.pool([people[2]])
    let draw = try await scene.announce(
      purpose: "experts", take: 1, list: pool.list, commits: commits, extra: pool.extra)
    try await scene.reveal(a, to: draw, by: scene.drawing)
    try await scene.reveal(b, to: draw, by: scene.supervisor)
    _ = try await scene.result(of: draw)
    try await scene.seat(people, keys, draw: draw)
    #expect(
      await refusal { try await scene.commit(Scene.secrets[2], purpose: "experts", by: scene.drawing) }
        == "draw.notOpen")

    #expect(await draft() == "evaluation.sheetMissing")
    let sheet = scene.sheet(bids, [("45.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")])
    func sign() async -> String { await refusal { try await scene.signSheet(3, sheet, key: keys[2], by: people[2]) } }
    #expect(await sign() == "conduct.notDeclared")
    try await scene.declare(people[2])
    #expect(await sign() == "review.bidsWaiting")
    // The others have scored all three: a finding against one of them would need a majority to matter.
    try await scene.conform(bids, by: people[2])
    #expect(await refusal { try await scene.conform(bids, by: people[0]) } == "tender.wrongState")
    #expect(await refusal { try await scene.conform(bids, by: scene.experts[2]) } == "conduct.steppedBack")
    #expect(await sign() == "")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    #expect(await refusal { try await scene.excuse("m1") } == "conduct.lotDecided")
    let file = try JSON.parse(
      try await scene.office.database.read(as: .auditor) { tx in
        try tx.bundleFile("evaluation/L1.json", of: Scene.tender) ?? []
      })
    #expect(file["bids"]?.arrayValue?.first?["criteria"]?["c1"]?["m3"] == "45.00")
    let award = try await scene.office.draftAward(
      Scene.tender, lot: "L1", bid: nil, passedOver: [], by: scene.officer.actor)
    let json = try JSON.parse(try #require(award.files.first?.bytes))
    try await scene.sign(award, extra: ["award": json], by: scene.officer)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
    bids = []
  }
}
