/// Why a notice, an amendment or a clarification is not published.
public enum NoticeRefusal: Refusal {
  case rehearsalDiffers(isRehearsal: Bool)
  /// A tender id has one notice for ever.
  case tenderHasNotice
  case opensNotBeforeDeadline
  /// The deadline has been reached already.
  case deadlinePast(deadline: Instant)
  /// fewer whole days from issue to deadline than the law leaves bidders.
  case preparationTooShort(daysMin: Int)
  case graceOutOfRange(max: Int)
  case recoveryOutOfRange(max: Int)
  case thresholdTooLow
  /// n < 2t − 1: those who could block an opening could not have opened.
  case tooFewCustodians(needed: Int, given: Int)
  case tooManyCustodians(max: Int)
  case custodianIndexWrong(index: Int)
  case custodianNotPinned(index: Int)
  case custodianTwice(index: Int)
  case recipientTwice(index: Int)
  /// The custodian's signed statement says another tender, index or recipient.
  case statementDiffers(index: Int)
  case partCountOutOfRange(max: Int)
  case partTwice(lot: String, part: String)
  case partBytesOutOfRange(max: Int)
  case minimumOutOfRange(max: Int)
  /// Profile G never opens a lot with fewer than three bidders.
  case minimumBelowLaw(needed: Int)
  case lotWithoutScheme(lot: String)
  case minimumDiffersFromScheme(lot: String)
  /// The tender documents do not hash to `terms`, or do not hold a lot's scheme hash.
  case termsDiffer
  /// no written conclusion of the fair-competition review.
  case reviewMissing
  /// the ceiling price is above the budget.
  case ceilingAboveBudget(lot: String)
  /// The budget puts the tender under another profile.
  case profileDiffers(expected: Profile)
  case amendmentEmpty
  case amendmentTooLate(deadline: Instant)
  /// An amendment only moves the deadline later.
  case amendmentEarlier
  case amendmentSeqWrong(expected: Int)
  case wrongNotice

  public var code: String {
    switch self {
    case .rehearsalDiffers: "notice.rehearsalDiffers"
    case .tenderHasNotice: "notice.tenderHasNotice"
    case .opensNotBeforeDeadline: "notice.opensNotBeforeDeadline"
    case .deadlinePast: "notice.deadlinePast"
    case .preparationTooShort: "notice.preparationTooShort"
    case .graceOutOfRange: "notice.graceOutOfRange"
    case .recoveryOutOfRange: "notice.recoveryOutOfRange"
    case .thresholdTooLow: "notice.thresholdTooLow"
    case .tooFewCustodians: "notice.tooFewCustodians"
    case .tooManyCustodians: "notice.tooManyCustodians"
    case .custodianIndexWrong: "notice.custodianIndexWrong"
    case .custodianNotPinned: "notice.custodianNotPinned"
    case .custodianTwice: "notice.custodianTwice"
    case .recipientTwice: "notice.recipientTwice"
    case .statementDiffers: "notice.statementDiffers"
    case .partCountOutOfRange: "notice.partCountOutOfRange"
    case .partTwice: "notice.partTwice"
    case .partBytesOutOfRange: "notice.partBytesOutOfRange"
    case .minimumOutOfRange: "notice.minimumOutOfRange"
    case .minimumBelowLaw: "notice.minimumBelowLaw"
    case .lotWithoutScheme: "notice.lotWithoutScheme"
    case .minimumDiffersFromScheme: "notice.minimumDiffersFromScheme"
    case .termsDiffer: "notice.termsDiffer"
    case .reviewMissing: "notice.reviewMissing"
    case .ceilingAboveBudget: "notice.ceilingAboveBudget"
    case .profileDiffers: "notice.profileDiffers"
    case .amendmentEmpty: "notice.amendmentEmpty"
    case .amendmentTooLate: "notice.amendmentTooLate"
    case .amendmentEarlier: "notice.amendmentEarlier"
    case .amendmentSeqWrong: "notice.amendmentSeqWrong"
    case .wrongNotice: "notice.wrongNotice"
    }
  }
}
