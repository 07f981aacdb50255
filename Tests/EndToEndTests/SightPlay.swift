import Canon
import Foundation
import Notes
import Testing

/// One tender from its bids to its award that discloses its winner alone, taken on from test to test: the phases of the
/// table of who sees what, when.
actor SightPlay {
  /// A published, B closed and unopened, C opened, D evaluating, E result announced.
  enum Phase: String, Comparable, CaseIterable, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"

    static func < (a: Phase, b: Phase) -> Bool { a.rawValue < b.rawValue }
    var next: Phase? { Phase.allCases.first { $0 > self } }
  }

  nonisolated let tender: StagedTender
  nonisolated let office: StagedOffice
  /// First, third and second in the end.
  nonisolated let bids: [SealedBid]
  /// What every GET answered before anybody had bid, by role and operation, where it does not follow the clock.
  nonisolated let before: [String: Answer]
  private var phase = Phase.a

  private static let begun = Task { try await begin() }

  static func reach(_ wanted: Phase) async throws -> SightPlay {
    let play = try await begun.value
    try await play.advance(to: wanted)
    return play
  }

  private init(_ tender: StagedTender, bids: [SealedBid], before: [String: Answer]) {
    self.tender = tender
    office = tender.office
    self.bids = bids
    self.before = before
  }

  nonisolated var id: String { tender.id }
  nonisolated var seats: [Person] { office.experts + [office.deputy] }

  private static func begin() async throws -> SightPlay {
    let office = try await StagedOffice.make()
    try await office.post(
      office.lead, "/api/tenders", StagedTender.draft(office, id: "rehearsal.draft", bidsFor: 600))
    // What is read before the close is read three times over, with the cases of the impossible after it.
    let bidsFor = office.secondsForBids(8, atLeast: 50)
    let tender = try await StagedTender.publish(office, id: "rehearsal.sight", bidsFor: bidsFor, disclosure: "winner")
    let before = try await Sight.timeless(office, tender.id)
    var bids: [SealedBid] = []
    for (agency, price) in zip(office.agencies, [OfferedPrice.first, .second, .third]) {
      let bid = try await tender.seal(agency, price: price)
      let outcome = try await bid.submit()
      guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
      bids.append(bid)
    }
    return SightPlay(tender, bids: bids, before: before)
  }

  private func advance(to wanted: Phase) async throws {
    while phase < wanted, let next = phase.next {
      try await take(next)
      phase = next
    }
  }

  private func take(_ next: Phase) async throws {
    let lot = ["--lot", "L1"]
    switch next {
    case .a: break
    case .b: try await tender.untilClosed()
    case .c:
      try await office.must(office.opener, ["opening", "start", id] + lot)
      for index in 1...3 {
        try await office.must(
          office.custodians[index - 1], "custodian", "open", id, "--identity", tender.identity(index))
      }
      try await office.must(office.opener, ["opening", "record", id] + lot)
    case .d:
      try await office.must(office.lead, ["qualify", id] + lot + ["--pass-all"])
      var members: [JSON] = []
      for (place, person) in seats.enumerated() {
        let key = try SigningKey(name: "\(id).m\(place + 1)")
        try office.folder.write("keys/\(key.name).key", Array((key.line + "\n").utf8))
        members.append([
          "member": JSON("m\(place + 1)"), "vkey": JSON(key.verifier.text), "person": JSON(person.reference),
          "chair": JSON(place == 0), "kind": place == 4 ? "representative" : "expert",
        ])
      }
      try office.folder.write("\(id)/members.json", JSON.array(members))
      try await office.must(office.drawer, ["committee", "form", id] + lot + ["--members", "\(id)/members.json"])
      for person in seats { try await office.must(person, ["committee", "declare", id] + lot + ["--none"]) }
      for person in seats { try await office.must(person, ["conform", id] + lot + ["--pass-all"]) }
      for seat in 1...3 { try await sign(seat) }
    case .e:
      for seat in 4...5 { try await sign(seat) }
      try await office.must(office.lead, ["evaluation", "sign", id] + lot)
      try await office.must(office.lead, ["award", "decide", id] + lot)
    }
  }

  /// What a member gives: no figure of it is anybody else's.
  nonisolated func judged(_ seat: Int) -> [String] { ["5\(seat).50", "4\(seat).00", "3\(seat).00"] }

  private func sign(_ seat: Int) async throws {
    let counted = ["15.00", "10.00", "20.00"]
    let sheet = JSON.object(
      bids.enumerated().map { place, bid in
        JSON.Member(bid.id.hex, ["c1": JSON(judged(seat)[place]), "c2": JSON(counted[place])])
      })
    try office.folder.write("\(id)/sheet-\(seat).json", sheet)
    try await office.must(
      seats[seat - 1],
      [
        "score", "sign", id, "--lot", "L1", "--member", "m\(seat)", "--member-key", "keys/\(id).m\(seat).key",
        "--sheet",
        "\(id)/sheet-\(seat).json",
      ])
  }
}

extension StagedOffice {
  @discardableResult
  fileprivate func must(_ person: Person?, _ words: [String]) async throws -> JSON {
    let outcome = try await tender(person, words)
    guard outcome.exit == 0 else { throw StageFailure("\(outcome)") }
    return outcome.json ?? .null
  }
}
