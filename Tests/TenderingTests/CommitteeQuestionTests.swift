import Tendering
import Testing

@Suite struct `A committee's question to a bidder` {
  typealias Question = CommitteeQuestion

  private func refusal(_ body: () throws -> Void) -> PanelRefusal? {
    do {
      try body()
      return nil
    } catch { return error as? PanelRefusal }
  }

  private func ask(
    _ kind: Question.Kind, in state: Lot.State = .conformity, priced: Bool = true, chair: Bool = true,
    reviewed: Bool = true, corrected: Bool = true, asked: Bool = false, waiting: Int = 0, words: String = "请说明",
    seconds: Int = 1800
  ) -> PanelRefusal? {
    refusal {
      try Question.ask(
        kind, about: .init(isUnderReview: reviewed, isCorrected: corrected, isAsked: asked), in: state,
        arePricesKnown: priced, byChair: chair, waiting: waiting, words: words, seconds: seconds)
    }
  }

  @Test(arguments: Lot.State.allCases)
  func `is asked in the conformity review and at no other time`(state: Lot.State) {
    for kind in Question.Kind.allCases {
      #expect(ask(kind, in: state) == (state == .conformity ? nil : .notNow(state: state)))
    }
  }

  @Test func `is the chair's, about a bid under review, in words, with a time to answer`() {
    let cases: [(PanelRefusal?, PanelRefusal?)] = [
      (ask(.lowPrice, priced: false), .notNow(state: .conformity)), (ask(.clarification, priced: false), nil),
      (ask(.correction, chair: false, reviewed: false), .notTheChair),
      (ask(.correction, reviewed: false, asked: true), .bidNotReviewed),
      (ask(.correction, corrected: false, asked: true), .askedAlready), (ask(.clarification, asked: true), nil),
      (ask(.correction, corrected: false), .nothingToConfirm), (ask(.lowPrice, corrected: false), nil),
      (ask(.lowPrice, waiting: 2, words: ""), .findingsMissing(count: 2)), (ask(.correction, waiting: 2), nil),
      (ask(.clarification, words: " ", seconds: 0), .wordsMissing),
      (ask(.clarification, words: String(repeating: "x", count: 4001)), .wordsTooLong(max: 4000)),
      (ask(.clarification, seconds: 0), .timeWrong(daysMax: 30)),
      (ask(.clarification, seconds: 30 * 86_400 + 1), .timeWrong(daysMax: 30)),
      (ask(.clarification, seconds: 30 * 86_400), nil),
    ]
    for (index, (told, expected)) in cases.enumerated() { #expect(told == expected, "case \(index)") }
  }

  @Test func `is answered once, in time, and a correction in so many words`() {
    let by = Instant(seconds: 100)
    func answer(
      _ kind: Question.Kind, at second: Int64 = 100, answered: Int64? = nil, confirms: Bool? = nil, words: String = "是"
    ) -> PanelRefusal? {
      let question = Question(
        number: 1, kind: kind, answerBy: by, answeredAt: answered.map { Instant(seconds: $0) })
      return refusal { try question.answer(words, confirms: confirms, at: Instant(seconds: second)) }
    }
    #expect(answer(.clarification) == nil && answer(.lowPrice) == nil && answer(.correction, confirms: false) == nil)
    #expect(answer(.clarification, at: 101, answered: 5) == .answeredAlready)
    #expect(answer(.correction, at: 101) == .answerLate(until: by))
    #expect(answer(.correction, words: "") == .confirmationMissing)
    #expect(answer(.lowPrice, confirms: true, words: "") == .confirmationUnasked)
    #expect(answer(.clarification, words: " ") == .wordsMissing)
  }

  @Test
  func `of a correction voids the bid unless it is confirmed, and of a low price when a majority finds it unproven`() {
    let by = Instant(seconds: 100)
    func question(
      _ kind: Question.Kind, answered: Bool = true, confirmed: Bool? = nil, _ findings: [Bool] = []
    ) -> Question {
      Question(
        number: 1, kind: kind, answerBy: by, answeredAt: answered ? Instant(seconds: 50) : nil, isConfirmed: confirmed,
        findings: findings.map { .init(isProven: $0, reason: "理由") })
    }
    #expect(question(.clarification, answered: false).verdict(size: 5) == .passed)
    #expect(question(.correction, confirmed: true).verdict(size: 5) == .passed)
    for unconfirmed in [question(.correction, confirmed: false), question(.correction, answered: false)] {
      guard case .invalid(let why)? = unconfirmed.verdict(size: 5) else {
        Issue.record("valid without a confirmation")
        continue
      }
      #expect(why.stage == .price && why.ground == "correctionNotConfirmed")
    }
    #expect(question(.lowPrice, [true, true, false, false]).verdict(size: 5) == nil)
    #expect(question(.lowPrice, [true, true, true]).verdict(size: 5) == .passed)
    guard case .invalid(let why)? = question(.lowPrice, [false, false, true, false]).verdict(size: 5) else {
      Issue.record("valid against a majority")
      return
    }
    #expect(why.ground == "abnormallyLow" && why.reason == "理由")
    // Nothing is over before the answer or its time.
    let waiting = question(.correction, answered: false)
    #expect(!waiting.isSettled(at: by, size: 5) && waiting.isSettled(at: Instant(seconds: 101), size: 5))
    #expect(!question(.lowPrice, [true, true]).isSettled(at: by, size: 5))
    #expect(question(.lowPrice, [true, true, true]).isSettled(at: by, size: 5))
  }
}
