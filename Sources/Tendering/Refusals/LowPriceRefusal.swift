/// Why a low price is not asked about, or not decided on, so.
public enum LowPriceRefusal: Refusal {
  /// No figure triggers and the committee says nothing in its own words.
  case nothingToAsk
  /// the bidder has so many minutes at least.
  case timeTooShort(minutesMin: Int)
  /// The bidder's time still runs and it has not answered.
  case waitsForAnswer(until: Instant)
  /// An explanation that never came cannot have proven anything.
  case proofWithoutAnswer
  case reasonMissing

  public var code: String {
    switch self {
    case .nothingToAsk: "lowPrice.nothingToAsk"
    case .timeTooShort: "lowPrice.timeTooShort"
    case .waitsForAnswer: "lowPrice.waitsForAnswer"
    case .proofWithoutAnswer: "lowPrice.proofWithoutAnswer"
    case .reasonMissing: "lowPrice.reasonMissing"
    }
  }
}
