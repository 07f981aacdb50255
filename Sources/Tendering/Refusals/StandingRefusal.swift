/// Why a list is not taken, or a bidder not passed at the qualification review.
public enum StandingRefusal: Refusal {
  case form(FormRefusal)
  /// An entry ends before it begins.
  case periodReversed(field: String)
  case codeMissing(field: String)
  case licenceMissing(field: String)
  /// The list is said to have been looked up at a time that has not come.
  case queriedLater
  case entryUnknown
  case revokedAlready
  case reasonMissing
  /// The bidder was on a list at the deadline: it does not pass while the entry stands.
  case barredAtDeadline(list: StandingList, entry: Int)
  /// The bidder's licence was not valid at the deadline.
  case licenceNotValid(entry: Int)
  /// Somebody stands in another bid of the lot too: passing it needs the reviewer's reason.
  case personInTwoBids(certificate: String)
  /// a member of the consortium stands in another bid of the lot too: passing it needs the reviewer's reason.
  case memberInTwoBids(code: String)
  /// the documents accept no consortium.
  case consortiumNotAccepted

  public var code: String {
    switch self {
    case .form(let refusal): refusal.code
    case .periodReversed: "standing.periodReversed"
    case .codeMissing: "standing.codeMissing"
    case .licenceMissing: "standing.licenceMissing"
    case .queriedLater: "standing.queriedLater"
    case .entryUnknown: "standing.entryUnknown"
    case .revokedAlready: "standing.revokedAlready"
    case .reasonMissing: "standing.reasonMissing"
    case .barredAtDeadline: "standing.barredAtDeadline"
    case .licenceNotValid: "standing.licenceNotValid"
    case .personInTwoBids: "standing.personInTwoBids"
    case .memberInTwoBids: "standing.memberInTwoBids"
    case .consortiumNotAccepted: "standing.consortiumNotAccepted"
    }
  }
}
