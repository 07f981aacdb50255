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
