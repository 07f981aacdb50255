/// Why a lot's result cannot be worked out yet, or not from these facts.
public enum EvaluationRefusal: Refusal {
  case scheme(SchemeRefusal)
  case bidTwice(bid: Bid.ID)
  case memberUnknown(member: String)
  case sheetMissing(member: String)
  case sheet(member: String, ScoreRefusal)
  /// an objective item has one true value.
  case objectiveScoresDiffer(bid: Bid.ID, criterion: String)
  case priceMissing(bid: Bid.ID)
  /// An admitted price of zero, against which no other can be measured.
  case priceZero(bid: Bid.ID)
  /// Admitted although above the ceiling.
  case overCeiling(bid: Bid.ID)
  /// Equal to the last key: the tie must be drawn first, among exactly these.
  case tieNotDrawn(bids: [Bid.ID])
  case drawDiffers(bids: [Bid.ID])
  case tooLarge(bid: Bid.ID)

  public var code: String {
    switch self {
    case .scheme(let refusal): "evaluation." + refusal.code
    case .bidTwice: "evaluation.bidTwice"
    case .memberUnknown: "evaluation.memberUnknown"
    case .sheetMissing: "evaluation.sheetMissing"
    case .sheet(_, let refusal): "evaluation." + refusal.code
    case .objectiveScoresDiffer: "evaluation.objectiveScoresDiffer"
    case .priceMissing: "evaluation.priceMissing"
    case .priceZero: "evaluation.priceZero"
    case .overCeiling: "evaluation.overCeiling"
    case .tieNotDrawn: "evaluation.tieNotDrawn"
    case .drawDiffers: "evaluation.drawDiffers"
    case .tooLarge: "evaluation.tooLarge"
    }
  }
}
