import Tendering
import Testing

@Suite struct `Stepping back from a lot` {
  static let before: [Lot.State] = [.draft, .published, .open, .closed]
  static let during: [Lot.State] = [.opening, .opened, .qualification, .conformity, .scoring]

  private func refusal(_ body: () throws -> Void) -> ConductRefusal? {
    do {
      try body()
      return nil
    } catch { return error as? ConductRefusal }
  }

  @Test(arguments: Lot.State.allCases)
  func `is declared, asked for and decided once the bidders are known, until the lot is evaluated`(state: Lot.State) {
    let expected: ConductRefusal? =
      Self.before.contains(state) ? .lotNotOpened : Self.during.contains(state) ? nil : .lotDecided
    let fresh = Impartiality(hasDeclared: false, hasSteppedBack: false)
    #expect(refusal { try fresh.mayDeclare(conflict: nil, in: state) } == expected)
    #expect(refusal { try fresh.mayDeclare(conflict: "配偶任职", in: state) } == expected)
    #expect(
      refusal { try RecusalRequest.ask(in: state, isBidder: true, earlier: 0, named: "某专家", reason: "亲属") } == expected)
    #expect(
      refusal { try RecusalRequest.decide(in: state, isKnown: true, isDecided: false, reason: "查无此人") } == expected)
  }

  @Test func `no bid is seen before the declaration, and none after stepping back`() {
    for (declared, back, expected) in [
      (false, false, ConductRefusal.notDeclared), (true, false, nil), (false, true, .steppedBack),
      (true, true, .steppedBack),
    ] {
      #expect(
        refusal { try Impartiality(hasDeclared: declared, hasSteppedBack: back).mayJudge() } == expected)
    }
    let gone = Impartiality(hasDeclared: true, hasSteppedBack: true)
    #expect(refusal { try gone.mayDeclare(conflict: nil, in: .scoring) } == .steppedBack)
    // What comes first is told first.
    #expect(refusal { try gone.mayDeclare(conflict: " ", in: .evaluated) } == .lotDecided)
    let fresh = Impartiality(hasDeclared: true, hasSteppedBack: false)
    #expect(refusal { try fresh.mayDeclare(conflict: " ", in: .scoring) } == .reasonMissing)
    #expect(
      refusal { try fresh.mayDeclare(conflict: String(repeating: "x", count: 2001), in: .scoring) }
        == .reasonTooLong(max: 2000))
  }

  @Test func `a request comes from a bidder, with words, and is decided once`() {
    func ask(_ isBidder: Bool, _ earlier: Int, _ named: String = "张某", _ reason: String = "亲属") -> ConductRefusal? {
      refusal {
        try RecusalRequest.ask(in: .opened, isBidder: isBidder, earlier: earlier, named: named, reason: reason)
      }
    }
    #expect(ask(false, 99) == .notABidder)
    #expect(ask(true, 20) == .tooManyRequests(max: 20))
    #expect(ask(true, 19) == nil)
    #expect(ask(true, 0, " ") == .reasonMissing)
    #expect(ask(true, 0, "张某", "") == .reasonMissing)
    func decide(_ isKnown: Bool, _ isDecided: Bool, _ reason: String) -> ConductRefusal? {
      refusal { try RecusalRequest.decide(in: .scoring, isKnown: isKnown, isDecided: isDecided, reason: reason) }
    }
    #expect(decide(false, true, "") == .requestUnknown)
    #expect(decide(true, true, "") == .requestDecided)
    #expect(decide(true, false, "") == .reasonMissing)
  }

  private func member(
    _ place: Int, person: String? = nil, key name: String? = nil, chair: Bool = false, kind: Committee.Kind = .expert
  ) throws
    -> Committee.Member
  {
    Committee.Member(
      id: "m\(place)", kind: kind, isChair: chair, person: person ?? "p\(place)", key: try key(name ?? "k\(place)"))
  }

  @Test func `a seat is taken by somebody new, of the seat's kind, and no other seat moves`() throws {
    let holders = try [member(1, chair: true), member(2), member(3, kind: .representative)]
    let seats = holders.enumerated().map { Committee.Seat(holder: $1, isVacant: $0 == 1) }
    #expect(refusal { try Committee.requireFull(seats) } == .seatVacant(member: "m2"))
    #expect(refusal { try Committee.requireFull(holders.map { .init(holder: $0, isVacant: false) }) } == nil)
    let barred: Set<String> = ["p1", "p2", "p3", "p9"]
    func take(_ members: [Committee.Member]) throws -> [Committee.Member] {
      try Committee.newcomers(to: seats, in: members, barred: barred)
    }
    let newcomer = try member(2, person: "p4", key: "k4")
    #expect(try take([holders[0], newcomer, holders[2]]) == [newcomer])
    let wrong: [([Committee.Member], ConductRefusal)] = [
      (holders, .seatChanged(member: "m2")),
      ([holders[0], newcomer], .seatChanged(member: "m3")),
      ([holders[0], try member(2, person: "p4"), holders[2]], .seatChanged(member: "m2")),
      ([holders[0], try member(2, key: "k4"), holders[2]], .seatChanged(member: "m2")),
      ([holders[0], try member(2, person: "p4", key: "k4", chair: true), holders[2]], .seatChanged(member: "m2")),
      (
        [holders[0], try member(2, person: "p4", key: "k4", kind: .representative), holders[2]],
        .seatChanged(member: "m2")
      ),
      (
        [holders[0], newcomer, try member(3, person: "p5", key: "k5", kind: .representative)],
        .seatChanged(member: "m3")
      ),
      ([holders[0], try member(2, person: "p9", key: "k4"), holders[2]], .satBefore(member: "m2")),
    ]
    for (members, expected) in wrong { #expect(refusal { _ = try take(members) } == expected) }
  }
}
