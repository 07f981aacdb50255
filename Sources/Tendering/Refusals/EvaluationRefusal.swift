/// Why a lot's result cannot be worked out yet, or not from these facts.
public enum EvaluationRefusal: Refusal {
  case scheme(SchemeRefusal)
  case bidTwice(bid: Bid.ID)
  /// The share is neither zero nor the scheme's.
  case deductionDiffers(bid: Bid.ID)
  /// The chain of corrections does not begin at the price read.
  case correctionsBroken(bid: Bid.ID)
  /// Members are m1, m2, … and each has one sheet.
  case membersWrong
  case sheetMissing(member: String)
  /// not one of the lawful changes, not of the score that stands, or without a reason; counted from 0.
  case changeUnlawful(index: Int)
  /// A trimmed mean leaves two scores out and needs so many members.
  case tooFewToTrim(needed: Int, given: Int)
  case sheet(member: String, ScoreRefusal)
  /// an objective item has one true value.
  case objectiveScoresDiffer(bid: Bid.ID, criterion: String)
  /// A criterion that goes by the bidder's answer: a score above what the answer is worth.
  case scoreAboveAnswer(bid: Bid.ID, criterion: String, byAnswer: String)
  /// An admitted price of zero, against which no other can be measured.
  case priceZero(bid: Bid.ID)
  /// Equal to the last key: the tie must be drawn first, among exactly these.
  case tieNotDrawn(bids: [Bid.ID])
  case drawDiffers(bids: [Bid.ID])
  /// A reason for a score that is not far from the others'.
  case explanationIdle(member: String, bid: Bid.ID, criterion: String)
  case tooLarge(bid: Bid.ID)

  public var code: String {
    switch self {
    case .scheme(let refusal): "evaluation." + refusal.code
    case .bidTwice: "evaluation.bidTwice"
    case .deductionDiffers: "evaluation.deductionDiffers"
    case .correctionsBroken: "evaluation.correctionsBroken"
    case .membersWrong: "evaluation.membersWrong"
    case .sheetMissing: "evaluation.sheetMissing"
    case .changeUnlawful: "evaluation.changeUnlawful"
    case .tooFewToTrim: "evaluation.tooFewToTrim"
    case .sheet(_, let refusal): "evaluation." + refusal.code
    case .objectiveScoresDiffer: "evaluation.objectiveScoresDiffer"
    case .scoreAboveAnswer: "evaluation.scoreAboveAnswer"
    case .priceZero: "evaluation.priceZero"
    case .tieNotDrawn: "evaluation.tieNotDrawn"
    case .drawDiffers: "evaluation.drawDiffers"
    case .explanationIdle: "evaluation.explanationIdle"
    case .tooLarge: "evaluation.tooLarge"
    }
  }
}
