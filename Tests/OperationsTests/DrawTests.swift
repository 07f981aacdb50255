import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

// What the parties of a draw do.
extension Scene {
  static let secrets = ["officer", "supervisor", "bidder"].map { Digest(of: "secret of \($0)").bytes }

  func commit(_ secret: [UInt8], purpose: String, by person: Person) async throws {
    _ = try await office.commitToDraw(
      Self.tender, lot: "L1", ["purpose": JSON(purpose), "commitment": JSON(Digest(of: secret).b64)], by: person.actor)
  }

  func reveal(_ secret: [UInt8], to draw: Digest, by person: Person) async throws {
    _ = try await office.revealToDraw(
      draw, of: Self.tender, ["secret": JSON(Base64.encode(secret))], by: person.actor)
  }

  /// What these people are told when they commit to a secret.
  func told(_ people: [Person], purpose: String) async -> [String] {
    var codes: [String] = []
    for person in people {
      codes.append(await refusal { try await commit(Self.secrets[2], purpose: purpose, by: person) })
    }
    return codes
  }

  /// The draw's note over what has been committed, as the drawing officer's program writes it.
  func announce(
    purpose: String, take count: Int, list: [String], commits: [(Person, [UInt8])], extra: JSON = [:],
    by person: Person? = nil
  ) async throws -> Digest {
    let lines = commits.map { Notes.Draw.Commit(party: $0.0.key.name, digest: Digest(of: $0.1)) }
      .sorted { $0.party.utf8.lexicographicallyPrecedes($1.party.utf8) }
    let note = Notes.Draw(
      tender: Self.tender, lot: "L1", purpose: purpose, take: count, commits: lines, list: ListLine(of: list))
    let officer = person ?? drawing
    return try await take(
      officer.key.sign(note.text), list: ListLine.text(of: list), extra: extra, by: officer
    ).id
  }

  func result(of draw: Digest) async throws -> [String] {
    let draft = try await office.draftDrawn(Self.tender, draw: draw, by: drawing.actor)
    try await sign(draft, by: drawing)
    return try Drawn(parsing: draft.text).results
  }

  func void(_ draw: Digest, reason: String) async throws {
    let note = VoidNote(tender: Self.tender, draw: draw, reason: Digest(of: reason))
    try await take(drawing.key.sign(note.text), extra: ["reason": JSON(reason)], by: drawing)
  }

  /// The pool e1, e2, … over these people.
  func pool(_ people: [Person], declined: JSON? = nil) -> (list: [String], extra: JSON) {
    let entries = people.enumerated().map { JSON.Member("e\($0 + 1)", JSON($1.reference)) }
    var extra: JSON = ["candidates": .object(entries)]
    if let declined { extra = extra.setting("declined", declined) }
    return (entries.map(\.name), extra)
  }
}

@Suite struct `Drawing experts` {
  @Test func `needs the officer and somebody whom it does not command, each with a secret committed before`()
    async throws
  {
    let scene = try await Scene.make()
    let (a, b) = (Scene.secrets[0], Scene.secrets[1])
    #expect(await refusal { try await scene.commit(a, purpose: "experts", by: scene.drawing) } == "draw.notOpen")
    try await scene.opened()
    for (person, code) in [
      (scene.officer, "draw.notOpen"), (scene.agencies[0], "draw.notOpen"), (scene.experts[0], "access.roleMayNot"),
    ] {
      #expect(await refusal { try await scene.commit(a, purpose: "experts", by: person) } == code)
    }
    // Whose answer was lost asks again.
    for _ in 1...2 { try await scene.commit(a, purpose: "experts", by: scene.drawing) }
    #expect(
      await refusal { try await scene.commit(b, purpose: "experts", by: scene.drawing) }
        == "draw.commitmentGivenAlready")
    let (list, extra) = scene.pool(scene.experts)
    func start(_ commits: [(Person, [UInt8])], list: [String] = list, extra: JSON = extra, take: Int = 5) async
      -> String
    {
      await refusal {
        _ = try await scene.announce(purpose: "experts", take: take, list: list, commits: commits, extra: extra)
      }
    }
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)]) == "draw.independentMissing")
    #expect(
      await refusal { try await scene.commit(a, purpose: "experts", by: scene.supervisor) } == "draw.commitmentUsed")
    try await scene.commit(b, purpose: "experts", by: scene.supervisor)
    #expect(await start([(scene.drawing, a), (scene.supervisor, a)]) == "draw.commitmentsDiffer")
    let doubled = Array(list.dropLast()) + [list[0]]
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)], list: doubled) == "committee.drawUnfit")
    let wrong = scene.pool(scene.experts.dropLast() + [scene.custodians[0]])
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)], extra: wrong.extra) == "draw.listDiffers")
    let twice = scene.pool(scene.experts.dropLast() + [scene.experts[0]])
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)], extra: twice.extra) == "draw.listDiffers")
    let commits = [(scene.drawing, a), (scene.supervisor, b)]
    #expect(
      await refusal {
        _ = try await scene.announce(
          purpose: "experts", take: 5, list: list, commits: commits, extra: extra, by: scene.officer)
      } == "access.dutiesClash")
    let draw = try await scene.announce(purpose: "experts", take: 5, list: list, commits: commits, extra: extra)
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)]) == "", "the same note again")
    #expect(await start([(scene.drawing, a), (scene.supervisor, b)], take: 4) == "draw.runningAlready")
    #expect(
      await refusal { try await scene.commit(Scene.secrets[2], purpose: "experts", by: scene.supervisor) }
        == "draw.runningAlready")
    try await scene.commit(b, purpose: "experts", by: scene.supervisor)
    #expect(try await scene.audit() == [])

    // Secrets come after the list; one that was not committed to is refused, and nobody sees the others' before the end.
    #expect(await refusal { _ = try await scene.result(of: draw) } == "draw.secretsMissing")
    #expect(await refusal { try await scene.reveal(b, to: draw, by: scene.drawing) } == "committee.secretDiffers")
    #expect(await refusal { try await scene.reveal(a, to: draw, by: scene.officer) } == "draw.notAContributor")
    #expect(await refusal { try await scene.reveal(a, to: Digest(of: "x"), by: scene.drawing) } == "draw.drawUnknown")
    try await scene.reveal(a, to: draw, by: scene.drawing)
    try await scene.reveal(a, to: draw, by: scene.drawing)
    #expect(await refusal { try await scene.reveal(b, to: draw, by: scene.drawing) } == "draw.secretGivenAlready")
    let shown = try await scene.office.showDraws(Scene.tender, by: try scene.supervisor.actor).canonicalText
    #expect(!shown.contains(Base64.encode(a)) && shown.contains("\"revealed\":true"))
    try await scene.reveal(b, to: draw, by: scene.supervisor)
    #expect(await refusal { try await scene.void(draw, reason: "不满意") } == "draw.nothingMissing")
    let result = try await scene.result(of: draw)
    #expect(result == Drawn.order(draw: draw, secrets: [a, b], ids: list))
    #expect(await refusal { _ = try await scene.result(of: draw) } == "draw.endedAlready")
    #expect(await refusal { try await scene.reveal(b, to: draw, by: scene.drawing) } == "draw.endedAlready")
    try await scene.reveal(a, to: draw, by: scene.drawing)
    #expect(try await scene.audit() == [])

    // The committee sits as drawn.
    let keys = try scene.memberKeys()
    let drawn = result.map { scene.experts[(Int($0.dropFirst()) ?? 1) - 1] }
    _ = try await scene.office.qualifyBids(
      Scene.tender, lot: "L1",
      ["findings": .array(try await scene.results().map { ["bid": JSON($0.bid.hex), "passed": true] })],
      by: scene.officer.actor)
    #expect(
      await refusal { try await scene.formCommittee(keys, draw: draw, order: drawn.reversed()) }
        == "committee.notAsDrawn")
    #expect(
      await refusal { try await scene.formCommittee(keys, draw: Digest(of: "x"), order: drawn) } == "draw.drawUnknown")
    try await scene.formCommittee(keys, draw: draw, order: drawn)
    #expect(
      await refusal { try await scene.commit(Scene.secrets[2], purpose: "experts", by: scene.drawing) }
        == "draw.notOpen")
    #expect(try await scene.audit() == [])
  }

  @Test func `for a vacant seat is told to whoever takes no part once it is announced, and not before`() async throws {
    let scene = try await Scene.make()
    _ = try await scene.readyToScore()
    let (a, b) = (Scene.secrets[0], Scene.secrets[1])
    let outsiders = [scene.officer, scene.agencies[0], scene.agencies[3]]
    let notOpen = outsiders.map { _ in "draw.notOpen" }
    #expect(await scene.told(outsiders + [scene.drawing], purpose: "experts") == notOpen + ["draw.notOpen"])
    try await scene.excuse("m3")
    #expect(await scene.told(outsiders, purpose: "experts") == notOpen, "nobody sits on a seat")
    try await scene.commit(a, purpose: "experts", by: scene.drawing)
    try await scene.commit(b, purpose: "experts", by: scene.supervisor)
    #expect(await scene.told(outsiders, purpose: "experts") == notOpen, "commitments wait")
    let (list, extra) = scene.pool([try await scene.newExpert("expert6"), try await scene.newExpert("expert7")])
    _ = try await scene.announce(
      purpose: "experts", take: 1, list: list, commits: [(scene.drawing, a), (scene.supervisor, b)], extra: extra)
    #expect(await scene.told(outsiders, purpose: "experts") == outsiders.map { _ in "draw.runningAlready" })
  }

  @Test func `is void when a secret does not come, and begins again with new ones`() async throws {
    let scene = try await Scene.make()
    try await scene.opened()
    let (a, b, c) = (Scene.secrets[0], Scene.secrets[1], Scene.secrets[2])
    let (list, extra) = scene.pool(scene.experts)
    func start(_ officer: [UInt8], _ supervisor: [UInt8], extra: JSON = extra) async throws -> Digest {
      try await scene.commit(officer, purpose: "experts", by: scene.drawing)
      try await scene.commit(supervisor, purpose: "experts", by: scene.supervisor)
      return try await scene.announce(
        purpose: "experts", take: 5, list: list, commits: [(scene.drawing, officer), (scene.supervisor, supervisor)],
        extra: extra)
    }
    let first = try await start(a, b)
    try await scene.reveal(a, to: first, by: scene.drawing)
    #expect(await refusal { try await scene.void(first, reason: " ") } == "draw.reasonMissing")
    try await scene.void(first, reason: "监督部门未在约定时间内公布随机数")
    #expect(await refusal { try await scene.void(first, reason: "again") } == "draw.endedAlready")
    #expect(
      await refusal { try await scene.formCommittee(try scene.memberKeys(), draw: first) } == "committee.drawVoid")
    #expect(await refusal { try await scene.commit(a, purpose: "experts", by: scene.drawing) } == "draw.commitmentUsed")
    #expect(try await scene.audit() == [])
    let second = try await start(c, Digest(of: "another").bytes)
    try await scene.reveal(c, to: second, by: scene.drawing)
    try await scene.reveal(Digest(of: "another").bytes, to: second, by: scene.supervisor)
    let result = try await scene.result(of: second)
    #expect(try await scene.audit() == [])

    // Drawn is drawn; only when somebody cannot come are experts drawn again.
    let (d, e) = (Digest(of: "d").bytes, Digest(of: "e").bytes)
    #expect(await refusal { _ = try await start(d, e) } == "draw.drawnAlready")
    let commits = [(scene.drawing, d), (scene.supervisor, e)]
    func again(_ declined: JSON, _ people: [Person], take: Int) async throws -> Digest {
      let (list, extra) = scene.pool(people, declined: declined)
      return try await scene.announce(purpose: "experts", take: take, list: list, commits: commits, extra: extra)
    }
    let gone = result[0]
    let left = scene.experts.enumerated().filter { "e\($0.offset + 1)" != gone }.map(\.element)
    #expect(await refusal { _ = try await again(["e9": "病假"], left, take: 3) } == "draw.listDiffers")
    #expect(await refusal { _ = try await again([gone: ""].json, left, take: 3) } == "draw.reasonMissing")
    #expect(await refusal { _ = try await again([gone: "病假"].json, scene.experts, take: 3) } == "draw.listDiffers")
    let third = try await again([gone: "病假"].json, left, take: 3)
    #expect(
      await refusal { try await scene.formCommittee(try scene.memberKeys(), draw: second) } == "committee.notAsDrawn")
    try await scene.reveal(d, to: third, by: scene.drawing)
    try await scene.reveal(e, to: third, by: scene.supervisor)
    #expect(try await scene.result(of: third).count == 3)
    #expect(try await scene.audit() == [])
  }
}

extension [String: String] {
  fileprivate var json: JSON { .object(map { JSON.Member($0.key, JSON($0.value)) }) }
}

@Suite struct `Drawing among equals` {
  @Test func `places the tied firsts, in the evaluation and in the award`() async throws {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: ["198000.00", "198000.00", "210000.00"])
    #expect(
      await refusal { try await scene.commit(Scene.secrets[0], purpose: "tie", by: scene.drawing) } == "draw.notOpen")
    let outsiders = [scene.officer, scene.agencies[2], scene.agencies[3]]
    let notOpen = outsiders.map { _ in "draw.notOpen" }
    #expect(await scene.told(outsiders, purpose: "tie") == notOpen)
    for member in 1...5 {
      try await scene.score(
        member, scene.sheet(bids, [("52.00", "15.00"), ("52.00", "15.00"), ("40.50", "10.00")]), keys: keys)
    }
    let officer = try scene.officer.actor
    #expect(
      await refusal { _ = try await scene.office.draftEvaluation(Scene.tender, lot: "L1", by: officer) }
        == "evaluation.tieNotDrawn")
    // A tied bidder may contribute; one that is not tied may not, and learns of the tie when the draw is announced.
    let (a, b) = (Scene.secrets[0], Scene.secrets[1])
    #expect(await scene.told(outsiders, purpose: "tie") == notOpen)
    try await scene.commit(a, purpose: "tie", by: scene.drawing)
    try await scene.commit(b, purpose: "tie", by: scene.agencies[1])
    #expect(await scene.told(outsiders, purpose: "tie") == notOpen)
    let tied = bids.prefix(2).map(\.id.hex).sorted()
    let commits = [(scene.drawing, a), (scene.agencies[1], b)]
    #expect(
      await refusal {
        _ = try await scene.announce(purpose: "tie", take: 3, list: bids.map(\.id.hex).sorted(), commits: commits)
      } == "draw.listDiffers")
    let draw = try await scene.announce(purpose: "tie", take: 2, list: tied, commits: commits)
    #expect(await scene.told(outsiders, purpose: "tie") == outsiders.map { _ in "draw.runningAlready" })
    try await scene.reveal(a, to: draw, by: scene.drawing)
    try await scene.reveal(b, to: draw, by: scene.agencies[1])
    let result = try await scene.result(of: draw)
    #expect(Set(result) == Set(tied))
    #expect(
      await refusal { try await scene.commit(Scene.secrets[2], purpose: "tie", by: scene.drawing) } == "draw.notOpen")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    try await scene.evaluate()
    let file = try await scene.office.database.read(as: .auditor) { tx in
      try tx.bundleFile("evaluation/L1.json", of: Scene.tender) ?? []
    }
    for element in try JSON.parse(file)["bids"]?.arrayValue?.prefix(2) ?? [] {
      let hex = (element["bid"]?.stringValue).flatMap { Digest(b64: $0) }?.hex
      #expect(element["rank"]?.integerValue == 1)
      #expect(element["tie"]?["draw"]?.stringValue == draw.b64)
      #expect(element["tie"]?["order"]?.integerValue.map { result[$0 - 1] } == hex)
    }
    // The award goes to the first drawn, whatever its id.
    let award = try await scene.office.draftAward(Scene.tender, lot: "L1", bid: nil, passedOver: [], by: officer)
    let json = try JSON.parse(try #require(award.files.first?.bytes))
    #expect((json["bid"]?.stringValue).flatMap { Digest(b64: $0) }?.hex == result[0])
    try await scene.sign(award, extra: ["award": json], by: scene.officer)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified() == [])
  }
}
