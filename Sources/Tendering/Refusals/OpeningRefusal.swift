/// Why nothing is opened, a custodian's shares are not taken, or an opening's record is not made.
public enum OpeningRefusal: Refusal {
  case tenderUnknown
  case cancelled
  case notClosed
  case pairUnknown
  case pairOpenedAlready
  /// Never two parts of one lot in one manifest.
  case twoPartsOfOneLot
  /// A later part waits for the earlier one.
  case earlierPartNotDone
  case recoveryRunning(until: Instant)
  /// a lot with fewer bidders in force than the minimum stays shut.
  case tooFewBids(needed: Int)
  case manifestUnknown
  case notACustodian
  /// The note's index is not this custodian's.
  case indexDiffers
  case sharesGivenAlready
  /// Other bids than the manifest's, or another order.
  case linesDiffer
  /// A share that its commitment does not bear out; it is never kept or shown.
  case commitmentFails(bid: Bid.ID)
  case bidNotUnopenable
  case secretGivenAlready
  case recoveryOver(ended: Instant)
  /// The secret does not re-create the bid's shares.
  case secretDiffers
  /// The opening record waits until each bid of the manifest has a result.
  case resultsMissing(count: Int)
  case recordedAlready

  public var code: String {
    switch self {
    case .tenderUnknown: "opening.tenderUnknown"
    case .cancelled: "opening.cancelled"
    case .notClosed: "opening.notClosed"
    case .pairUnknown: "opening.pairUnknown"
    case .pairOpenedAlready: "opening.pairOpenedAlready"
    case .twoPartsOfOneLot: "opening.twoPartsOfOneLot"
    case .earlierPartNotDone: "opening.earlierPartNotDone"
    case .recoveryRunning: "opening.recoveryRunning"
    case .tooFewBids: "opening.tooFewBids"
    case .manifestUnknown: "opening.manifestUnknown"
    case .notACustodian: "opening.notACustodian"
    case .indexDiffers: "opening.indexDiffers"
    case .sharesGivenAlready: "opening.sharesGivenAlready"
    case .linesDiffer: "opening.linesDiffer"
    case .commitmentFails: "opening.commitmentFails"
    case .bidNotUnopenable: "opening.bidNotUnopenable"
    case .secretGivenAlready: "opening.secretGivenAlready"
    case .recoveryOver: "opening.recoveryOver"
    case .secretDiffers: "opening.secretDiffers"
    case .resultsMissing: "opening.resultsMissing"
    case .recordedAlready: "opening.recordedAlready"
    }
  }
}
