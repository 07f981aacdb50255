import HTTPTypes
import Tendering

// The refusals about a signed result's review: their statuses, and one of each case.

extension ReReviewRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .groundUnlawful, .reasonMissing, .reasonTooLong, .nothingCorrected: .unprocessableContent
    case .awarded, .lotOver, .notEvaluated, .openAlready, .scoresStand, .correctedAlready, .underReview,
      .rejectedForGood:
      .conflict
    }
  }

  static let everyCase: [Self] =
    [
      .groundUnlawful, .reasonMissing, .reasonTooLong(max: 2000), .awarded, .lotOver, .notEvaluated, .openAlready,
      .scoresStand, .nothingCorrected, .correctedAlready, .underReview(number: 1),
    ] + [Bid.ID(hex: String(repeating: "ab", count: 32))].compactMap { $0 }.map(Self.rejectedForGood)
}

extension ProblemFamily {
  public static let reReview = ProblemFamily(ReReviewRefusal.self)
}
