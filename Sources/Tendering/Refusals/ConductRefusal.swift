/// Why somebody does not look at, judge or leave a lot so (回避、更换评委).
public enum ConductRefusal: Refusal {
  /// Who bids is not known yet: there is nothing to declare or to ask.
  case lotNotOpened
  /// The lot is evaluated, or at an end: nothing about its committee changes any more.
  case lotDecided
  /// The person has stepped back from this lot.
  case steppedBack
  /// No bid is looked at before the declaration that there is no conflict of interest.
  case notDeclared
  case reasonMissing
  case reasonTooLong(max: Int)
  /// Only who bids for the lot asks that somebody step back.
  case notABidder
  case tooManyRequests(max: Int)
  case requestUnknown
  case requestDecided
  /// Nobody holds this seat.
  case notSeated(member: String)
  /// a member has stepped back; the evaluation stops until somebody takes the seat.
  case seatVacant(member: String)
  /// A new committee note keeps every seat as it is but those whose holders stepped back.
  case seatChanged(member: String)
  /// Whoever sat in this lot, or stepped back from it, does not sit again.
  case satBefore(member: String)
  /// A newcomer finds otherwise than the sheets that are signed already assume.
  case overturnsSheets(bid: Bid.ID)

  public var code: String {
    switch self {
    case .lotNotOpened: "conduct.lotNotOpened"
    case .lotDecided: "conduct.lotDecided"
    case .steppedBack: "conduct.steppedBack"
    case .notDeclared: "conduct.notDeclared"
    case .reasonMissing: "conduct.reasonMissing"
    case .reasonTooLong: "conduct.reasonTooLong"
    case .notABidder: "conduct.notABidder"
    case .tooManyRequests: "conduct.tooManyRequests"
    case .requestUnknown: "conduct.requestUnknown"
    case .requestDecided: "conduct.requestDecided"
    case .notSeated: "conduct.notSeated"
    case .seatVacant: "conduct.seatVacant"
    case .seatChanged: "conduct.seatChanged"
    case .satBefore: "conduct.satBefore"
    case .overturnsSheets: "conduct.overturnsSheets"
    }
  }
}
