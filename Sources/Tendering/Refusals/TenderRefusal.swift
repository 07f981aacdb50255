/// Why a tender or a lot does not take a step.
public enum TenderRefusal: Refusal {
  case tenderUnknown
  case tenderExists
  case lotUnknown
  case rehearsalDiffers(isRehearsal: Bool)
  /// The step does not follow from where the lot stands.
  case wrongState(state: Lot.State, step: Lot.Step)
  /// The same for the tender as a whole.
  case wrongTenderState(state: Tender.State, step: Tender.Step)
  /// The close waits for the deadline.
  case closesTooEarly(deadline: Instant)
  /// A tender with a lot already awarded is not cancelled any more.
  case awardedAlready
  case reasonMissing
  /// The lot has enough; it may not be failed for want of bids.
  case failsWithoutCause
  /// so many bids are left, or may still be, that the lot does not fail on this ground.
  case enoughLeft(ground: Lot.FailureGround, count: Int, minimum: Int)
  /// so many prices are within the budget, none where nobody's can be read: not all are above it.
  case withinBudget(count: Int)
  /// Another step must be done first, named by its step.
  case waitsFor(step: Lot.Step)
  /// A tick has room for so many tenders between notice and close, and there are.
  case tooManyOpen(max: Int)
  /// A new tender may follow another only when something of that has failed or was cancelled.
  case followedNotEnded
  /// There is no tender that it could follow.
  case followedUnknown
  /// The earlier tender is of another yearly batch.
  case followedOtherBatch

  public var code: String {
    switch self {
    case .tenderUnknown: "tender.tenderUnknown"
    case .tenderExists: "tender.tenderExists"
    case .lotUnknown: "tender.lotUnknown"
    case .rehearsalDiffers: "tender.rehearsalDiffers"
    case .wrongState: "tender.wrongState"
    case .wrongTenderState: "tender.wrongTenderState"
    case .closesTooEarly: "tender.closesTooEarly"
    case .awardedAlready: "tender.awardedAlready"
    case .reasonMissing: "tender.reasonMissing"
    case .failsWithoutCause: "tender.failsWithoutCause"
    case .enoughLeft: "tender.enoughLeft"
    case .withinBudget: "tender.withinBudget"
    case .waitsFor: "tender.waitsFor"
    case .tooManyOpen: "tender.tooManyOpen"
    case .followedNotEnded: "tender.followedNotEnded"
    case .followedUnknown: "tender.followedUnknown"
    case .followedOtherBatch: "tender.followedOtherBatch"
    }
  }
}
