/// Why nobody attends, objects or answers at an opening so.
public enum SessionRefusal: Refusal {
  /// Before the deadline nobody is there, and nothing is opened.
  case notBegun
  /// The opening record is issued, or the bids are in review.
  case over
  /// Whoever judges the bids stays away from their opening.
  case committeeStaysAway
  case notABidder
  case tooManyObjections(max: Int)
  case wordsMissing
  case wordsTooLong(max: Int)
  case objectionUnknown
  case answeredAlready
  /// The record waits until every objection is answered.
  case unanswered(count: Int)
  /// Something was said, or somebody came, while the record was printed: it would not show it.
  case goesOn

  public var code: String {
    switch self {
    case .notBegun: "session.notBegun"
    case .over: "session.over"
    case .committeeStaysAway: "session.committeeStaysAway"
    case .notABidder: "session.notABidder"
    case .tooManyObjections: "session.tooManyObjections"
    case .wordsMissing: "session.wordsMissing"
    case .wordsTooLong: "session.wordsTooLong"
    case .objectionUnknown: "session.objectionUnknown"
    case .answeredAlready: "session.answeredAlready"
    case .unanswered: "session.unanswered"
    case .goesOn: "session.goesOn"
    }
  }
}
