import Exact
import Tendering
import Testing

@Suite struct `A signed result that is reviewed again` {
  /// Five members; the fifth gives the first bid far less than the others.
  private static func lot() throws -> SampleLot {
    SampleLot(
      scheme: try Scheme.sample(minBids: 1), offers: [(bid(0), "100.00", false), (bid(1), "200.00", false)],
      scores: [
        [["50.00"], ["50.00"], ["50.00"], ["50.00"], ["35.00"]],
        [["40.00"], ["40.00"], ["40.00"], ["40.00"], ["40.00"]],
      ])
  }

  private static func sheet(_ first: Int64, _ second: Int64, member: String = "m5") -> ScoreSheet {
    ScoreSheet(member: member, scores: [bid(0): [first], bid(1): [second]])
  }

  private static let standings: [(ReReview.Standing, ReReviewRefusal?)] = [
    (.init(state: .evaluated, wasAwarded: false, isOpen: false), nil),
    (.init(state: .evaluated, wasAwarded: false, isOpen: true), .openAlready),
    (.init(state: .evaluated, wasAwarded: true, isOpen: false), .awarded),
    (.init(state: .awarded, wasAwarded: true, isOpen: false), .awarded),
    (.init(state: .failed, wasAwarded: true, isOpen: true), .awarded),
    (.init(state: .failed, wasAwarded: false, isOpen: true), .lotOver),
    (.init(state: .cancelled, wasAwarded: false, isOpen: false), .lotOver),
    (.init(state: .scoring, wasAwarded: false, isOpen: true), .notEvaluated),
    (.init(state: .open, wasAwarded: false, isOpen: false), .notEvaluated),
  ]
  @Test(arguments: standings.indices)
  func `is one that is evaluated, was never awarded, and is under no other review`(index: Int) throws {
    let (standing, refusal) = Self.standings[index]
    guard let refusal else { return try ReReview.mayConvene(standing) }
    #expect(throws: refusal) { try ReReview.mayConvene(standing) }
  }

  @Test func `is so on one of four grounds, with a reason, and on no other`() throws {
    #expect(ReReview.Ground.allCases.map(\.rawValue) == ["sumWrong", "outOfRange", "objectiveDiffers", "extreme"])
    for ground in ReReview.Ground.allCases { #expect(try ReReview.ground(ground.rawValue) == ground) }
    for word in ["", "unfair", "Extreme", "buyerDisagrees"] {
      #expect(throws: ReReviewRefusal.groundUnlawful) { try ReReview.ground(word) }
    }
    #expect(throws: ReReviewRefusal.reasonMissing) { try ReReview.check(reason: " \n") }
    #expect(throws: ReReviewRefusal.reasonTooLong(max: 2000)) {
      try ReReview.check(reason: String(repeating: "x", count: 2001))
    }
    #expect(ReReviewRefusal.underReview(number: 2).code == "reReview.underReview")
    #expect(ReReviewRefusal.correctedAlready.code == "reReview.correctedAlready")
    #expect(ReReviewRefusal.rejectedForGood(bid: bid(0)).code == "reReview.rejectedForGood")
  }

  @Test func `has only those scores corrected that its ground allows`() throws {
    let lot = try Self.lot()
    let sheets = try lot.sheets
    func corrections(_ sheet: ScoreSheet, _ ground: ReReview.Ground = .extreme) throws -> [ScoreChange] {
      try ReReview.corrections(
        in: sheet, signed: try some(sheets.first { $0.member == sheet.member }), counted: sheets, ground: ground,
        reason: "漏看一页", scheme: lot.scheme)
    }
    #expect(
      try corrections(Self.sheet(4800, 4000)) == [
        ScoreChange(ground: .extreme, member: "m5", bid: bid(0), criterion: "c1", from: 3500, to: 4800, reason: "漏看一页")
      ])
    // The second bid's score is near the others': it is no extreme one.
    #expect(throws: EvaluationRefusal.self) { try corrections(Self.sheet(4800, 4100)) }
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 0)) { try corrections(Self.sheet(4800, 4000), .outOfRange) }
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 0)) {
      try corrections(Self.sheet(4800, 4000), .objectiveDiffers)
    }
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 0)) { try corrections(Self.sheet(9000, 4000)) }
    #expect(throws: ReReviewRefusal.scoresStand) { try corrections(Self.sheet(4800, 4000), .sumWrong) }
    #expect(throws: ReReviewRefusal.nothingCorrected) { try corrections(Self.sheet(3500, 4000)) }
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 0)) {
      try corrections(Self.sheet(4500, 4000, member: "m1"))
    }
  }

  @Test func `leads from one evaluation to the next by such corrections, or the next is none of it`() throws {
    let lot = try Self.lot()
    let before = try lot.evaluate()
    func after(_ change: (inout SampleLot) -> Void) throws -> Evaluation {
      var other = lot
      change(&other)
      return try other.evaluate()
    }
    let lawful = try after { $0.scores[0][4] = ["48.00"] }
    #expect(ReReview.corrected(from: before, to: lawful, ground: .extreme, order: ["m5"]) == 1)
    #expect(ReReview.corrected(from: before, to: before, ground: .sumWrong, order: []) == 0)
    // Somebody else's scores, another ground, a score that was not far from the others'.
    #expect(ReReview.corrected(from: before, to: lawful, ground: .extreme, order: ["m4"]) == nil)
    #expect(ReReview.corrected(from: before, to: lawful, ground: .sumWrong, order: ["m5"]) == nil)
    let near = try after { $0.scores[1][0] = ["41.00"] }
    #expect(ReReview.corrected(from: before, to: near, ground: .extreme, order: ["m1"]) == nil)
    // Two members, one after the other, each held against the scores as they stand then.
    var far = lot
    far.scores[0] = [["50.00"], ["50.00"], ["50.00"], ["80.00"], ["20.00"]]
    let both = try far.evaluate()
    far.scores[0] = Array(repeating: ["50.00"], count: 5)
    #expect(ReReview.corrected(from: both, to: try far.evaluate(), ground: .extreme, order: ["m5", "m4"]) == 2)
  }
}
