/// Why a lot is not awarded so.
public enum AwardRefusal: Refusal {
  case notEvaluated
  case lotFailed
  case awardedAlready
  case bidUnknown
  case bidNotRanked
  /// in rank order only; every better-ranked bid needs a lawful ground for passing it over.
  case skipsRank(expected: Int, given: Int)
  /// A bid passed over that stands behind the award, or is not ranked.
  case passedOverNotBetter
  case passedOverTwice
  /// The evaluation file's hash is another.
  case evaluationDiffers
  /// The winner reached the announced limit of lots (兼投不兼中).
  case lotLimitReached(max: Int)
  /// The public evaluation shows another bid's element and seals this one's: it is signed again first.
  case winnerSealed
  /// There is no award that could fall through.
  case nothingAwarded
  /// The contract is signed by all: it is to be rescinded first.
  case contractSigned
  /// The ground does not lie in this bidder, or a limit of lots is not reached.
  case groundUnfit
  case reasonMissing
  /// This bid's own award fell through.
  case droppedOut
  /// Lots with a limit are awarded in their announced order.
  case earlierLotFirst(Lot.ID)
  /// The profile makes no candidates public.
  case noPublicity
  /// The candidates are to be public before the award.
  case publicityMissing
  /// They are public to the end of that day.
  case publicityRunning(until: CalendarDay)

  public var code: String {
    switch self {
    case .notEvaluated: "award.notEvaluated"
    case .lotFailed: "award.lotFailed"
    case .awardedAlready: "award.awardedAlready"
    case .bidUnknown: "award.bidUnknown"
    case .bidNotRanked: "award.bidNotRanked"
    case .skipsRank: "award.skipsRank"
    case .passedOverNotBetter: "award.passedOverNotBetter"
    case .passedOverTwice: "award.passedOverTwice"
    case .evaluationDiffers: "award.evaluationDiffers"
    case .lotLimitReached: "award.lotLimitReached"
    case .winnerSealed: "award.winnerSealed"
    case .nothingAwarded: "award.nothingAwarded"
    case .contractSigned: "award.contractSigned"
    case .groundUnfit: "award.groundUnfit"
    case .reasonMissing: "award.reasonMissing"
    case .droppedOut: "award.droppedOut"
    case .earlierLotFirst: "award.earlierLotFirst"
    case .noPublicity: "award.noPublicity"
    case .publicityMissing: "award.publicityMissing"
    case .publicityRunning: "award.publicityRunning"
    }
  }
}
