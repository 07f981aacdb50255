/// Why a signed result is not reviewed again, or not so (重新评审).
public enum ReReviewRefusal: Refusal {
  /// The law knows four grounds and no other.
  case groundUnlawful
  case reasonMissing
  case reasonTooLong(max: Int)
  /// There is an award: what is wrong with it is for a challenge or a complaint, and for the award's becoming void.
  case awarded
  /// The lot failed or was cancelled.
  case lotOver
  /// Before the result is signed members change their scores themselves.
  case notEvaluated
  case openAlready
  /// Sums are worked out anew; on this ground no score changes.
  case scoresStand
  /// The sheet is the one that was signed.
  case nothingCorrected
  /// The member has corrected its sheet in this re-review.
  case correctedAlready
  /// The lot's result is under re-review: nothing follows from it before that is over.
  case underReview(number: Int)
  /// The log says of the bid that it is invalid, for good: the corrected scores would rank it.
  case rejectedForGood(bid: Bid.ID)

  public var code: String {
    switch self {
    case .groundUnlawful: "reReview.groundUnlawful"
    case .reasonMissing: "reReview.reasonMissing"
    case .reasonTooLong: "reReview.reasonTooLong"
    case .awarded: "reReview.awarded"
    case .lotOver: "reReview.lotOver"
    case .notEvaluated: "reReview.notEvaluated"
    case .openAlready: "reReview.openAlready"
    case .scoresStand: "reReview.scoresStand"
    case .nothingCorrected: "reReview.nothingCorrected"
    case .correctedAlready: "reReview.correctedAlready"
    case .underReview: "reReview.underReview"
    case .rejectedForGood: "reReview.rejectedForGood"
    }
  }
}
