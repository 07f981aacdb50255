/// Why the committee does not ask, find, change or write something so.
public enum PanelRefusal: Refusal {
  /// Questions belong to the conformity review, once the prices are known.
  case notNow(state: Lot.State)
  /// The chair writes for the committee.
  case notTheChair
  /// The bid is not, or no more, under review.
  case bidNotReviewed
  case askedAlready
  /// The price contradicts nothing: there is no correction to confirm.
  case nothingToConfirm
  /// Low prices are measured by the conforming ones, so the committee's findings on all bids come first.
  case findingsMissing(count: Int)
  case wordsMissing
  case wordsTooLong(max: Int)
  /// The time to answer is from one second to so many days.
  case timeWrong(daysMax: Int)
  case questionUnknown
  case answeredAlready
  case answerLate(until: Instant)
  /// A correction is confirmed or not, in so many words.
  case confirmationMissing
  /// Only a correction is confirmed.
  case confirmationUnasked
  /// Only the explanation of a low price is found proven or not.
  case notALowPrice
  case foundAlready
  /// Before anybody scores: a corrected price waits for the bidder's word.
  case correctionUnasked(bid: Bid.ID)
  /// Before anybody scores: an abnormally low price waits for the committee's question.
  case lowPriceUnasked(bid: Bid.ID)
  /// Before anybody scores: an answer or a finding is still awaited.
  case questionOpen(number: Int)
  /// Reasons and changes come when every sheet is signed and before the result is.
  case sheetsMissing(count: Int)
  /// The score is not far from the others'.
  case notFlagged
  case explainedAlready
  /// A tie was drawn from the figures as they are.
  case tieDrawn
  /// A score far from the others' waits for its member's reason.
  case reasonAwaited(member: String, bid: Bid.ID, criterion: String)
  case dissentedAlready

  public var code: String {
    switch self {
    case .notNow: "panel.notNow"
    case .notTheChair: "panel.notTheChair"
    case .bidNotReviewed: "panel.bidNotReviewed"
    case .askedAlready: "panel.askedAlready"
    case .nothingToConfirm: "panel.nothingToConfirm"
    case .findingsMissing: "panel.findingsMissing"
    case .wordsMissing: "panel.wordsMissing"
    case .wordsTooLong: "panel.wordsTooLong"
    case .timeWrong: "panel.timeWrong"
    case .questionUnknown: "panel.questionUnknown"
    case .answeredAlready: "panel.answeredAlready"
    case .answerLate: "panel.answerLate"
    case .confirmationMissing: "panel.confirmationMissing"
    case .confirmationUnasked: "panel.confirmationUnasked"
    case .notALowPrice: "panel.notALowPrice"
    case .foundAlready: "panel.foundAlready"
    case .correctionUnasked: "panel.correctionUnasked"
    case .lowPriceUnasked: "panel.lowPriceUnasked"
    case .questionOpen: "panel.questionOpen"
    case .sheetsMissing: "panel.sheetsMissing"
    case .notFlagged: "panel.notFlagged"
    case .explainedAlready: "panel.explainedAlready"
    case .tieDrawn: "panel.tieDrawn"
    case .reasonAwaited: "panel.reasonAwaited"
    case .dissentedAlready: "panel.dissentedAlready"
    }
  }
}
