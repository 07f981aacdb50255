import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

extension Scene {
  /// A further key, registered for somebody of this name.
  fileprivate func newKey(
    _ keyName: String, _ role: Tendering.Role, of name: String, organisation: String = ""
  ) async throws -> Person {
    let person = try Person(keyName, role)
    let row = ActorRow(
      key: person.key.verifier, role: role, name: name, organisation: organisation, addedAt: clock.now,
      addedBy: "local")
    try await office.database.write { tx in try tx.insert(row) }
    return person
  }

  /// Signs a committee with each in a seat of this kind, the first as its chair.
  fileprivate func form(_ people: [(person: Person, kind: Committee.Kind)]) async throws {
    var members: [CommitteeNote.Member] = []
    var seats: [JSON.Member] = []
    for (place, seat) in people.enumerated() {
      let member = "m\(place + 1)"
      members.append(.init(id: member, key: try SigningKey(name: "\(Self.tender).\(member)").verifier))
      seats.append(
        JSON.Member(
          member,
          [
            "person": JSON(seat.person.reference), "kind": JSON(seat.kind.rawValue), "chair": JSON(place == 0),
          ]))
    }
    let note = CommitteeNote(tender: Self.tender, lot: "L1", draw: nil, members: members)
    try await take(drawing.key.sign(note.text), extra: ["people": .object(seats)], by: drawing)
  }

  /// Opened and qualified, and nobody sits.
  fileprivate static func qualified() async throws -> Scene {
    let scene = try await Scene.make()
    let bids = try await scene.opened()
    scene.clock.pass(1)
    _ = try await scene.office.qualifyBids(tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    return scene
  }
}

@Suite struct `Forming a committee` {
  @Test func `waits for the notice, so that a draft can still be revised`() async throws {
    let scene = try await Scene.drafted()
    let size = try await scene.logSize()
    let keys = try scene.memberKeys()
    #expect(await refusal { try await scene.seat(scene.experts, keys) } == "tender.tenderUnknown")
    #expect(try await scene.logSize() == size)
    let officer = try scene.officer.actor
    let read = Digest(of: try await scene.office.showDraft(of: Scene.tender, by: officer))
    _ = try await scene.office.replaceDraft(
      of: Scene.tender, scene.draft.setting("title", "改过的名称"), reading: read, by: officer)
    try await scene.publish()
    #expect(try await scene.audit() == [])
  }

  @Test func `is refused for a lot that failed, was cancelled or is decided`() async throws {
    let failed = try await Scene.make()
    try await failed.opened()
    try await failed.failLot("unlawfulAct", reason: "经核实存在影响采购公正的违法行为")
    #expect(try await failed.lot().state == .failed)
    let size = try await failed.logSize()
    #expect(await refusal { try await failed.seat(failed.experts, failed.memberKeys()) } == "conduct.lotDecided")
    #expect(try await failed.logSize() == size)

    let cancelled = try await Scene.make()
    _ = try await cancelled.threeBids()
    try await cancelled.cancel()
    #expect(
      await refusal { try await cancelled.seat(cancelled.experts, cancelled.memberKeys()) } == "conduct.lotDecided")
    for state in [Lot.State.evaluated, .awarded, .failed, .cancelled] {
      #expect(throws: ConductRefusal.lotDecided) { try state.mayFormCommittee() }
    }
  }

  @Test func `seats experts as experts and the buyer's people as the buyer's, whatever is asked for`() async throws {
    let scene = try await Scene.qualified()
    var deputies: [Person] = []
    for name in ["deputy1", "deputy2", "deputy3", "deputy4", "deputy5"] {
      deputies.append(try await scene.newKey(name, .evaluator, of: name))
    }
    typealias Seats = [(person: Person, kind: Committee.Kind)]
    func refused(_ seats: Seats) async -> String { await refusal { try await scene.form(seats) } }
    let bureaus: Seats = deputies.map { (person: $0, kind: .expert) }
    #expect(await refused(bureaus) == "committee.kindUnfit", "five of the bureau as experts")
    let four: Seats = scene.experts.prefix(4).map { (person: $0, kind: .expert) }
    let unfit: Seats = [
      (person: deputies[0], kind: .expert), (person: scene.experts[4], kind: .representative),
      (person: scene.custodians[0], kind: .expert), (person: scene.custodians[0], kind: .representative),
    ]
    for seat in unfit { #expect(await refused(four + [seat]) == "committee.kindUnfit", "\(seat.kind)") }
    await #expect(throws: CommitteeRefusal.kindUnfit(member: "m5", kind: .expert)) {
      try await scene.form(four + [unfit[0]])
    }
    let deputy: Seats = [(person: deputies[0], kind: .representative)]
    let another: Seats = [(person: deputies[1], kind: .representative)]
    #expect(await refused(deputy + four) == "committee.representativeChairs")
    let three: Seats = Array(four.prefix(3))
    #expect(await refused(three + deputy + another) == "committee.tooManyRepresentatives")
    #expect(await refused(four + deputy) == "")
    #expect(try await scene.audit() == [])
  }

  @Test func `one person with two keys holds one duty and one seat`() async throws {
    let scene = try await Scene.qualified()
    var keys = try scene.memberKeys()
    let four = Array(scene.experts.prefix(4))
    for (name, code) in [
      ("drawing", "committee.dutyHeld"), ("custodian2", "committee.dutyHeld"), ("officer", "committee.dutyHeld"),
      ("administrator", "committee.dutyHeld"), ("expert1", "committee.personTwice"),
    ] {
      let twin = try await scene.newKey("twin.\(name)", .expert, of: name)
      #expect(await refusal { try await scene.seat(four + [twin], keys) } == code, "\(name)")
    }
    // Of the same name elsewhere is somebody else.
    let namesake = try await scene.newKey("namesake", .expert, of: "drawing", organisation: "另一单位")
    var people = four + [namesake]
    try await scene.seat(people, keys)
    #expect(try await scene.audit() == [])

    // Nor does whoever stepped back come again with another key.
    try await scene.excuse("m2")
    keys[1] = try SigningKey(name: "\(Scene.tender).m2")
    people[1] = try await scene.newKey("twin.expert2", .expert, of: "expert2")
    #expect(await refusal { try await scene.seat(people, keys) } == "conduct.satBefore")
    people[1] = try await scene.newExpert("expert6")
    try await scene.seat(people, keys)
    #expect(try await scene.audit() == [])
  }

  @Test func `says who is not registered, and does not ask the officer who it is itself`() async throws {
    let scene = try await Scene.qualified()
    let keys = try scene.memberKeys()
    let four = Array(scene.experts.prefix(4))
    let revoked = try await scene.newExpert("revoked")
    let at = scene.clock.now
    try await scene.office.database.write(as: .office) { tx in
      _ = try tx.revokeActor(keyRef: revoked.reference, at: at)
    }
    for person in [try Person("stranger", .expert), revoked] {
      await #expect(throws: AccessRefusal.personUnknown(key: person.reference)) {
        try await scene.seat(four + [person], keys)
      }
    }
  }
}

@Suite struct `Naming people in a draft` {
  @Test func `one person with two keys has one function`() async throws {
    let scene = try await Scene.make()
    let usual = scene.draft(id: "rehearsal.t2")
    let people = try #require(usual["people"])
    let twin = try await scene.newKey("twin.custodian1", .evaluator, of: "custodian1")
    let namesake = try await scene.newKey("namesake", .evaluator, of: "custodian1", organisation: "另一单位")
    func draft(evaluator: Person) async -> String {
      let named = people.setting("evaluators", [JSON(evaluator.reference)])
      return await refusal {
        _ = try await scene.office.createTender(usual.setting("people", named), by: scene.officer.actor)
      }
    }
    #expect(await draft(evaluator: twin) == "access.dutiesClash")
    #expect(await draft(evaluator: namesake) == "")
    #expect(try await scene.audit() == [])
  }

  @Test func `says who is not registered`() async throws {
    let scene = try await Scene.make()
    let usual = scene.draft(id: "rehearsal.t2")
    let people = try #require(usual["people"])
    let stranger = try Person("stranger", .custodian)
    let custodians = [stranger, scene.custodians[1], scene.custodians[2]].map { JSON($0.reference) }
    let named: [(field: String, value: JSON)] = [
      ("openingOfficer", JSON(stranger.reference)), ("evaluators", [JSON(stranger.reference)]),
      ("custodians", .array(custodians)),
    ]
    for (field, value) in named {
      await #expect(throws: AccessRefusal.personUnknown(key: stranger.reference), "\(field)") {
        try await scene.office.createTender(
          usual.setting("people", people.setting(field, value)), by: scene.officer.actor)
      }
    }
  }

  @Test func `lets nobody but the custodians named know of it`() async throws {
    let scene = try await Scene.drafted()
    let another = try await scene.newKey("custodian9", .custodian, of: "custodian9")
    func state(_ person: Person, index: Int, tender: String = Scene.tender) async -> String {
      let note = CustodianStatement(tender: tender, index: index, recipient: AgeIdentity().recipient.text)
      return await refusal { try await scene.take(person.key.sign(note.text), by: person) }
    }
    #expect(await state(another, index: 1, tender: "rehearsal.none") == "opening.tenderUnknown")
    #expect(await state(another, index: 1) == "opening.tenderUnknown")
    #expect(await state(scene.custodians[0], index: 2) == "opening.notACustodian")
    try await scene.publish()
    #expect(await state(another, index: 1) == "notice.tenderHasNotice")
  }
}
