/// Why a member's score sheet is not taken.
public enum ScoreRefusal: Refusal {
  case notAMember
  case notScoring
  /// A signed sheet is locked.
  case signedAlready
  case form(FormRefusal)
  /// No such bid in this lot.
  case bidUnknown(bid: Bid.ID)
  /// Withdrawn, replaced, invalid, malformed or unopenable: nothing to score.
  case bidNotScored(bid: Bid.ID)
  case bidMissing(bid: Bid.ID)
  case criterionUnknown(bid: Bid.ID, criterion: String)
  case criterionMissing(bid: Bid.ID, criterion: String)
  case notANumber(bid: Bid.ID, criterion: String)
  case wrongScale(bid: Bid.ID, criterion: String, expected: Int)
  case outOfRange(bid: Bid.ID, criterion: String)
  case offStep(bid: Bid.ID, criterion: String)
  /// In none of the criterion's grades.
  case betweenGrades(bid: Bid.ID, criterion: String)
  /// The signed note names another sheet.
  case hashDiffers

  public var code: String {
    switch self {
    case .notAMember: "score.notAMember"
    case .notScoring: "score.notScoring"
    case .signedAlready: "score.signedAlready"
    case .form(let form): "score." + form.code
    case .bidUnknown: "score.bidUnknown"
    case .bidNotScored: "score.bidNotScored"
    case .bidMissing: "score.bidMissing"
    case .criterionUnknown: "score.criterionUnknown"
    case .criterionMissing: "score.criterionMissing"
    case .notANumber: "score.notANumber"
    case .wrongScale: "score.wrongScale"
    case .outOfRange: "score.outOfRange"
    case .offStep: "score.offStep"
    case .betweenGrades: "score.betweenGrades"
    case .hashDiffers: "score.hashDiffers"
    }
  }
}
