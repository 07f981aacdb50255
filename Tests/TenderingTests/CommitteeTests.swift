import Exact
import Tendering
import Testing

private func members(
  _ count: Int, representatives: Int = 1, chair: Int = 0, chairs: Int = 1
) throws -> [Committee.Member] {
  try (0..<count).map { i in
    Committee.Member(
      id: "m\(i + 1)", kind: i >= count - representatives ? .representative : .expert,
      isChair: i >= chair && i < chair + chairs, person: "p\(i)", key: try key("k\(i)"))
  }
}

@Suite struct `Forming a committee` {
  static let sizes: [(count: Int, representatives: Int, budget: String, CommitteeRefusal?)] = [
    (5, 1, "600000.00", nil), (5, 0, "600000.00", nil), (7, 2, "600000.00", nil), (9, 3, "600000.00", nil),
    (3, 1, "600000.00", .tooSmall(needed: 5, given: 3)), (0, 0, "600000.00", .tooSmall(needed: 5, given: 0)),
    (6, 1, "600000.00", .even(given: 6)), (5, 2, "600000.00", .tooManyRepresentatives(max: 1, given: 2)),
    (7, 3, "600000.00", .tooManyRepresentatives(max: 2, given: 3)),
    (9, 4, "600000.00", .tooManyRepresentatives(max: 3, given: 4)),
    (5, 1, "10000000.00", .tooSmall(needed: 7, given: 5)), (5, 1, "9999999.99", nil), (7, 1, "10000000.00", nil),
  ]
  @Test(arguments: sizes)
  func `five or more, odd, with few of the buyer's`(
    count: Int, representatives: Int, budget: String, refusal: CommitteeRefusal?
  ) throws {
    do {
      _ = try Committee(try members(count, representatives: representatives), budget: try yuan(budget))
      #expect(refusal == nil)
    } catch let error as CommitteeRefusal { #expect(error == refusal) }
  }

  @Test func `the chair is one, and never the buyer's`() throws {
    func form(_ members: [Committee.Member]) throws { _ = try Committee(members, budget: .zero) }
    #expect(throws: CommitteeRefusal.noChair) { try form(try members(5, chairs: 0)) }
    #expect(throws: CommitteeRefusal.twoChairs) { try form(try members(5, chairs: 2)) }
    #expect(throws: CommitteeRefusal.representativeChairs) { try form(try members(5, chair: 4)) }
  }

  @Test func `people and keys are all different and stand in order`() throws {
    var twice = try members(5)
    twice[3] = Committee.Member(id: "m4", kind: .expert, person: "p1", key: try key("k3"))
    #expect(throws: CommitteeRefusal.personTwice) { try Committee(twice, budget: .zero) }
    twice[3] = Committee.Member(id: "m4", kind: .expert, person: "p3", key: try key("k1"))
    #expect(throws: CommitteeRefusal.keyTwice) { try Committee(twice, budget: .zero) }
    twice[3] = Committee.Member(id: "m6", kind: .expert, person: "p3", key: try key("k3"))
    #expect(throws: CommitteeRefusal.memberIdWrong(expected: "m4")) { try Committee(twice, budget: .zero) }
  }

  @Test func `nobody who supervises, is related or holds another duty sits`() throws {
    let five = try members(5)
    #expect(throws: CommitteeRefusal.supervisorSits) {
      try Committee(five, budget: .zero, conflicted: ["p2"], supervisors: ["p3"])
    }
    #expect(throws: CommitteeRefusal.conflictOfInterest(member: "m3")) {
      try Committee(five, budget: .zero, duties: Duties(["p1": .custody]), conflicted: ["p2"])
    }
    for duty in Duty.allCases where duty != .evaluation {
      #expect(throws: CommitteeRefusal.dutyHeld(member: "m2", duty: duty)) {
        try Committee(five, budget: .zero, duties: Duties(["p1": duty]))
      }
    }
    _ = try Committee(five, budget: .zero, duties: Duties(["p1": .evaluation, "x": .custody]))
  }

  static let scorers: [(key: String, Lot.State, signed: Set<String>, ScoreRefusal?)] = [
    ("k0", .scoring, [], nil), ("k9", .scoring, [], .notAMember), ("k0", .conformity, [], .notScoring),
    ("k0", .scoring, ["m1"], .signedAlready), ("k0", .evaluated, ["m1"], .signedAlready),
    ("k0", .evaluated, [], .notScoring), ("k9", .draft, ["m1"], .notAMember), ("k1", .scoring, ["m1"], nil),
  ]
  @Test(arguments: scorers)
  func `a sheet comes once, from a member, while scoring`(
    name: String, state: Lot.State, signed: Set<String>, refusal: ScoreRefusal?
  ) throws {
    let committee = try Committee(try members(5), budget: .zero)
    do {
      _ = try committee.member(scoringWith: try key(name), state: state, signed: signed)
      #expect(refusal == nil)
    } catch let error as ScoreRefusal { #expect(error == refusal) }
  }
}

@Suite struct `Duties in one tender` {
  @Test func `no two different duties for one person`() throws {
    for held in Duty.allCases {
      let duties = try Duties().assigning(held, to: "p")
      for asked in Duty.allCases where asked != held {
        #expect(throws: AccessRefusal.dutiesClash(held: held, asked: asked)) { try duties.assigning(asked, to: "p") }
        #expect(throws: AccessRefusal.dutiesClash(held: held, asked: asked)) { try duties.require(asked, of: "p") }
      }
      #expect(try duties.assigning(held, to: "p") == duties)
      try duties.require(held, of: "p")
      #expect(throws: AccessRefusal.dutyNotAssigned(held)) { try duties.require(held, of: "q") }
    }
  }

  @Test func `one opening and one drawing officer, several custodians and evaluators`() throws {
    for duty in Duty.allCases {
      let duties = try Duties().assigning(duty, to: "p")
      if duty == .opening || duty == .drawing {
        #expect(throws: AccessRefusal.dutyAssignedAlready(duty)) { try duties.assigning(duty, to: "q") }
      } else {
        #expect(try duties.assigning(duty, to: "q").held.count == 2)
      }
    }
  }

  @Test func `a deed belongs to its roles and to nobody else`() throws {
    for deed in Deed.allCases {
      #expect(!deed.roles.isEmpty)
      for role in Role.allCases {
        let actor = Actor(key: try key("a"), role: role, person: "p")
        if deed.roles.contains(role) {
          try actor.may(deed)
        } else {
          #expect(throws: AccessRefusal.roleMayNot(role: role, deed: deed)) { try actor.may(deed) }
        }
      }
    }
    // The platform's administrator never touches a tender (one of the five takes an ended one out as an archive), and the bureau never a bid before its time.
    #expect(Deed.allCases.filter { $0.roles.contains(.administrator) }.count == 5)
    #expect(!Deed.fetchBid.roles.contains(.officer) && !Deed.postShares.roles.contains(.officer))
  }
}

@Suite struct `A public draw` {
  static let secrets: [[UInt8]] = [[UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32)]
  static func draw(take: Int = 2, list: [String] = ["x1", "x2", "x3", "x4"], purpose: Draw.Purpose = .experts) throws
    -> Draw
  {
    try Draw(purpose: purpose, take: take, commitments: secrets.map { sha256($0) }, list: list)
  }

  @Test func `the result follows from the secrets as the note says`() throws {
    let id = fingerprint(3)
    let seed = sha256(Array("tender-draw/v1\n".utf8) + id.bytes + Self.secrets[0] + Self.secrets[1])
    let order = ["x1", "x2", "x3", "x4"].sorted {
      sha256(seed.bytes + Array($0.utf8)) < sha256(seed.bytes + Array($1.utf8))
    }
    #expect(try Self.draw().result(id: id, secrets: Self.secrets, sha256: sha256) == Array(order.prefix(2)))
    #expect(try Self.draw(take: 4).result(id: id, secrets: Self.secrets, sha256: sha256) == order)
  }

  @Test func `a secret that does not come, or is another, gives no result`() throws {
    let draw = try Self.draw()
    #expect(throws: CommitteeRefusal.drawVoid) {
      try draw.result(id: fingerprint(3), secrets: [Self.secrets[0], nil], sha256: sha256)
    }
    #expect(throws: CommitteeRefusal.drawVoid) {
      try draw.result(id: fingerprint(3), secrets: [Self.secrets[0]], sha256: sha256)
    }
    #expect(throws: CommitteeRefusal.secretDiffers) {
      try draw.result(id: fingerprint(3), secrets: Self.secrets.reversed(), sha256: sha256)
    }
    #expect(throws: CommitteeRefusal.secretDiffers) {
      try draw.result(id: fingerprint(3), secrets: [[], Self.secrets[1]], sha256: sha256)
    }
  }

  @Test func `one party alone, an id twice or too many to take make no draw`() throws {
    #expect(throws: CommitteeRefusal.drawUnfit) {
      try Draw(purpose: .experts, take: 1, commitments: [fingerprint(1)], list: ["a", "b"])
    }
    #expect(throws: CommitteeRefusal.drawUnfit) {
      try Draw(purpose: .experts, take: 1, commitments: [fingerprint(1), fingerprint(1)], list: ["a", "b"])
    }
    for (take, list) in [(0, ["a"]), (3, ["a", "b"]), (1, []), (1, ["a", "a"]), (1, ["a b"]), (1, [""])] {
      #expect(throws: CommitteeRefusal.drawUnfit) { try Self.draw(take: take, list: list) }
    }
    #expect(throws: CommitteeRefusal.drawUnfit) { try Self.draw(take: 1, list: ["a", "b"], purpose: .tie) }
  }
}
