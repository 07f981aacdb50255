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
    }
  }
}
