import Tendering
import Testing

@Suite struct `A statement on competition` {
  private static func standing(
    _ tooFew: ProcedureRules.TooFew = .argued, _ state: Lot.State = .conformity, waiting: Int = 0, valid: Int = 2,
    isArgued: Bool = false
  ) -> CompetitionArgument.Standing {
    .init(tooFew: tooFew, state: state, waiting: waiting, valid: valid, minimum: 3, isArgued: isArgued)
  }

  private static let cases: [(CompetitionArgument.Standing, Bool, CompetitionRefusal?)] = [
    (standing(), true, nil), (standing(.argued, .scoring, valid: 1), true, nil), (standing(), false, .notTheChair),
    (standing(.argued, .evaluated), true, .notNow(state: .evaluated)),
    (standing(.fails, .opened), false, .notTheChair), (standing(.fails, .opened), true, .notNow(state: .opened)),
    (standing(.fails), true, .lawFails), (standing(isArgued: true), true, .arguedAlready),
    (standing(waiting: 2, valid: 0), true, .findingsMissing(count: 2)), (standing(valid: 0), true, .nobodyLeft),
    (standing(valid: 3), true, .enoughLeft(valid: 3)),
  ]
  @Test(arguments: cases.indices)
  func `is the chair's, under the Tendering Law, when some valid bids are left and too few`(index: Int) throws {
    let (standing, byChair, refusal) = Self.cases[index]
    guard let refusal else { return try CompetitionArgument.mayArgue(standing, byChair: byChair) }
    #expect(throws: refusal) { try CompetitionArgument.mayArgue(standing, byChair: byChair) }
  }

  @Test func `has words, and holds when more than half of all members sign it`() {
    #expect(throws: CompetitionRefusal.wordsMissing) { try CompetitionArgument.check(words: "  ") }
    #expect(throws: CompetitionRefusal.wordsTooLong(max: 4000)) {
      try CompetitionArgument.check(words: String(repeating: "x", count: 4001))
    }
    for (signed, size, holds) in [(2, 5, false), (3, 5, true), (3, 7, false), (4, 7, true), (0, 0, false)] {
      #expect(CompetitionArgument.holds(signed: signed, of: size) == holds)
    }
  }

  @Test func `lets fewer than the minimum be ranked, and never none`() throws {
    let two = try SampleLot.simple([("100.00", "50.00"), ("120.00", "40.00")])
    #expect(try two.evaluate().failed == .tooFewConforming)
    let argued = try two.evaluate(failsBelowMinimum: false)
    #expect(argued.failed == nil)
    // The only bid is above the ceiling: nobody is left to compete.
    let none = try SampleLot.simple([("400000.00", "50.00")])
    #expect(try none.evaluate(failsBelowMinimum: false).failed == .tooFewConforming)
  }
}
