import Tendering
import Testing

@Suite struct `A lot's way` {
  /// Every step that is allowed; any other pair is refused.
  static let table: [Lot.State: [Lot.Step: Lot.State]] = [
    .draft: [.publish: .published, .cancel: .cancelled],
    .published: [.open: .open, .close: .closed, .cancel: .cancelled],
    .open: [.close: .closed, .cancel: .cancelled],
    .closed: [.startOpening: .opening, .fail: .failed, .cancel: .cancelled],
    .opening: [.finishOpening: .opened, .fail: .failed, .cancel: .cancelled],
    .opened: [
      .startOpening: .opening, .startQualification: .qualification, .startConformity: .conformity, .fail: .failed,
      .cancel: .cancelled,
    ],
    .qualification: [.startConformity: .conformity, .fail: .failed, .cancel: .cancelled],
    .conformity: [.startOpening: .opening, .startScoring: .scoring, .fail: .failed, .cancel: .cancelled],
    .scoring: [.evaluate: .evaluated, .fail: .failed, .cancel: .cancelled],
    .evaluated: [.award: .awarded, .fail: .failed, .cancel: .cancelled],
    .awarded: [:], .failed: [:], .cancelled: [:],
  ]

  @Test(arguments: Lot.State.allCases)
  func `every state takes its own steps and refuses all others`(state: Lot.State) throws {
    for step in Lot.Step.allCases {
      if let next = Self.table[state]?[step] {
        #expect(try state.after(step) == next)
      } else {
        #expect(throws: TenderRefusal.wrongState(state: state, step: step)) { try state.after(step) }
      }
    }
  }

  @Test func `the story from draft to award`() throws {
    let steps: [Lot.Step] = [
      .publish, .open, .close, .startOpening, .finishOpening, .startQualification, .startConformity, .startScoring,
      .evaluate, .award,
    ]
    #expect(try steps.reduce(Lot.State.draft) { try $0.after($1) } == .awarded)
    #expect(Lot.State.failed.isFinal && Lot.State.cancelled.isFinal && !Lot.State.awarded.isFinal)
  }

  @Test func `too few bidders keep a lot shut`() {
    #expect(Lot.openable(bidders: 2, minimum: 3) == .tooFewBids)
    #expect(Lot.openable(bidders: 3, minimum: 3) == nil)
    #expect(Lot.reviewable(opened: 2, minBids: 3, profile: .g1) == .tooFewOpened)
    #expect(Lot.reviewable(opened: 2, minBids: 3, profile: .t0) == nil)
    #expect(Lot.reviewable(opened: 0, minBids: 3, profile: .t0) == .tooFewOpened)
  }
}

@Suite struct `Reviewing bids` {
  typealias Case = (Review.Subject, Invalidity.Stage, Invalidity.Ground?, String, ReviewRefusal?)
  static let opened = Review.Subject(isKnown: true, result: .opened)
  static let cases: [Case] = [
    (opened, .qualification, nil, "", nil), (opened, .qualification, .noLicence, "无执业许可证", nil),
    (opened, .conformity, .overCeiling, "报价超过最高限价", nil), (opened, .conformity, .abnormallyLow, "说明不成立", nil),
    (opened, .conformity, .collusion, "报价呈规律性差异", nil),
    (Review.Subject(isKnown: false, result: nil), .qualification, nil, "", .bidUnknown),
    (Review.Subject(isKnown: true, result: nil), .qualification, nil, "", .bidNotOpened),
    (Review.Subject(isKnown: true, result: .malformed(.age)), .qualification, nil, "", .bidNotOpened),
    (Review.Subject(isKnown: true, result: .unopenable), .conformity, nil, "", .bidNotOpened),
    (
      Review.Subject(isKnown: true, result: .opened, invalidity: Invalidity(.noLicence, reason: "x"), isReviewed: true),
      .conformity, nil, "", .bidInvalidAlready
    ),
    (Review.Subject(isKnown: true, result: .opened, isReviewed: true), .conformity, nil, "", .reviewedAlready),
    (opened, .qualification, .overCeiling, "", .groundOfOtherStage(ground: "overCeiling")),
    (opened, .conformity, .noLicence, "x", .groundOfOtherStage(ground: "noLicence")),
    (opened, .qualification, .collusion, "x", .groundOfOtherStage(ground: "collusion")),
    (opened, .qualification, .noLicence, " \n", .reasonMissing),
    (opened, .qualification, .noLicence, String(repeating: "长", count: 700), .reasonTooLong(max: 2000)),
  ]
  @Test(arguments: cases.indices)
  func `a finding is taken at its own stage with a reason`(index: Int) {
    let (subject, stage, ground, reason, refusal) = Self.cases[index]
    do {
      let finding = try Review.find(subject, stage: stage, ground: ground, reason: reason)
      #expect(refusal == nil, "case \(index)")
      #expect(finding == (ground.map { .invalid(Invalidity($0, reason: reason)) } ?? .passed))
    } catch { #expect(error == refusal, "case \(index)") }
  }

  @Test func `a majority of the whole committee decides`() {
    let bad = Review.Finding.invalid(Invalidity(.notSigned, reason: "a"))
    let worse = Review.Finding.invalid(Invalidity(.overCeiling, reason: "b"))
    #expect(Review.majority([.passed, .passed], of: 5) == nil)
    #expect(Review.majority([.passed, bad, .passed, .passed], of: 5) == .passed)
    #expect(Review.majority([bad, .passed, worse, worse], of: 5) == worse)
    #expect(Review.majority([bad, .passed, worse], of: 5) == nil)
    #expect(Review.majority([], of: 5) == nil)
  }

  @Test func `a stage ends when nothing waits, and too few left fail the lot`() throws {
    func end(_ stage: Invalidity.Stage, waiting: Int, passed: Int, _ profile: Profile) throws -> Lot.FailureGround? {
      try Review.end(stage, waiting: waiting, passed: passed, minBids: 3, profile: profile)
    }
    #expect(throws: ReviewRefusal.bidsWaiting(count: 1)) { try end(.qualification, waiting: 1, passed: 3, .g1) }
    #expect(try end(.qualification, waiting: 0, passed: 3, .g1) == nil)
    #expect(try end(.qualification, waiting: 0, passed: 2, .g1) == .tooFewQualified)
    #expect(try end(.conformity, waiting: 0, passed: 2, .g2) == .tooFewConforming)
    #expect(try end(.conformity, waiting: 0, passed: 2, .t1) == nil)
    #expect(try end(.conformity, waiting: 0, passed: 0, .t1) == .tooFewConforming)
  }
}

@Suite struct `A lot that is to fail` {
  typealias Case = (Lot.FailureGround, counts: [Int], prices: [String]?, Profile, TenderRefusal?)
  /// Counts of opened, qualified and conforming bids, of three that are needed; the budget is 300000.00.
  static let cases: [Case] = [
    (.tooFewOpened, [3, 3, 3], [], .g1, .enoughLeft(ground: .tooFewOpened, count: 3, minimum: 3)),
    (.tooFewOpened, [2, 2, 2], [], .g1, nil),
    (.tooFewOpened, [1, 1, 1], [], .t1, .enoughLeft(ground: .tooFewOpened, count: 1, minimum: 1)),
    (.tooFewOpened, [0, 0, 0], [], .t1, nil),
    (.tooFewQualified, [4, 3, 2], [], .g2, .enoughLeft(ground: .tooFewQualified, count: 3, minimum: 3)),
    (.tooFewQualified, [4, 2, 2], [], .f, nil),
    (.tooFewQualified, [4, 2, 2], [], .t0, .enoughLeft(ground: .tooFewQualified, count: 2, minimum: 1)),
    (.tooFewConforming, [5, 4, 3], [], .g1, .enoughLeft(ground: .tooFewConforming, count: 3, minimum: 3)),
    (.tooFewConforming, [5, 4, 2], nil, .g1, nil),
    // Only the committee keeps such a lot alive, by its argument.
    (.tooFewConforming, [5, 4, 2], [], .t1, nil),
    (.allOverBudget, [3, 3, 3], nil, .g1, .waitsFor(step: .finishOpening)),
    (.allOverBudget, [3, 3, 3], [], .g1, .withinBudget(count: 0)),
    (.allOverBudget, [3, 3, 3], ["300000.01", "300000.00", "299999.99"], .g1, .withinBudget(count: 2)),
    (.allOverBudget, [3, 3, 3], ["300000.01", "400000.00"], .g1, nil),
    (.unlawfulAct, [3, 3, 3], nil, .g1, nil), (.cancelled, [3, 3, 3], nil, .g1, nil),
  ]
  @Test(arguments: cases.indices)
  func `fails only on a ground that its bids bear`(index: Int) throws {
    let (ground, counts, prices, profile, refusal) = Self.cases[index]
    let remaining = Lot.Remaining(
      opened: counts[0], qualified: counts[1], conforming: counts[2],
      prices: try prices.map { try $0.map { Lot.OfferedPrice(read: try yuan($0), corrected: try yuan($0)) } })
    do {
      try Lot.requireFailure(
        on: ground, remaining: remaining, minimum: 3, budget: try yuan("300000.00"), profile: profile)
      #expect(refusal == nil, "case \(index)")
    } catch { #expect(error as? TenderRefusal == refusal, "case \(index)") }
  }

  @Test func `has every price above the budget as read out and as corrected`() throws {
    let (low, high) = (try yuan("290000.00"), try yuan("310000.00"))
    for price in [Lot.OfferedPrice(read: low, corrected: high), Lot.OfferedPrice(read: high, corrected: low)] {
      #expect(throws: TenderRefusal.withinBudget(count: 1)) {
        try Lot.requireFailure(
          on: .allOverBudget, remaining: .init(opened: 3, qualified: 3, conforming: 3, prices: [price]), minimum: 3,
          budget: try yuan("300000.00"), profile: .g1)
      }
    }
  }
}
