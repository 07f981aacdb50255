/// Why a qualification or conformity finding is not taken.
public enum ReviewRefusal: Refusal {
  case bidUnknown
  /// Malformed, unopenable, withdrawn or never opened.
  case bidNotOpened
  /// Found invalid at an earlier stage; it goes no further.
  case bidInvalidAlready
  case reviewedAlready
  /// The ground is not one of this stage's.
  case groundOfOtherStage(ground: String)
  case reasonMissing
  case reasonTooLong(max: Int)
  /// The stage cannot end while bids wait for a finding.
  case bidsWaiting(count: Int)
  case notAMember
  /// the lot asks for a bid security, and this bid's has not come.
  case securityMissing

  public var code: String {
    switch self {
    case .bidUnknown: "review.bidUnknown"
    case .bidNotOpened: "review.bidNotOpened"
    case .bidInvalidAlready: "review.bidInvalidAlready"
    case .reviewedAlready: "review.reviewedAlready"
    case .groundOfOtherStage: "review.groundOfOtherStage"
    case .reasonMissing: "review.reasonMissing"
    case .reasonTooLong: "review.reasonTooLong"
    case .bidsWaiting: "review.bidsWaiting"
    case .notAMember: "review.notAMember"
    case .securityMissing: "review.securityMissing"
    }
  }
}
