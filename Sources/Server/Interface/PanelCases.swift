import Canon
import Tendering

// One of each case of the refusals about how a committee works; see `TenderingCases`.

private let moment = Instant(seconds: 1_790_000_000)
private let bid = Bid.ID(hex: String(repeating: "ab", count: 32))!

extension ConductRefusal {
  static let everyCase: [Self] = [
    .lotNotOpened, .lotDecided, .steppedBack, .notDeclared, .reasonMissing, .reasonTooLong(max: 2000), .notABidder,
    .tooManyRequests(max: 20), .requestUnknown, .requestDecided, .notSeated(member: "m2"), .seatVacant(member: "m2"),
    .seatChanged(member: "m2"), .satBefore(member: "m2"), .overturnsSheets(bid: bid),
  ]
}

extension PanelRefusal {
  static let everyCase: [Self] = [
    .notNow(state: .scoring), .notTheChair, .bidNotReviewed, .askedAlready, .nothingToConfirm,
    .findingsMissing(count: 1), .wordsMissing, .wordsTooLong(max: 4000), .timeWrong(daysMax: 30), .questionUnknown,
    .answeredAlready, .answerLate(until: moment), .confirmationMissing, .confirmationUnasked, .notALowPrice,
    .foundAlready, .correctionUnasked(bid: bid), .lowPriceUnasked(bid: bid), .questionOpen(number: 1),
    .sheetsMissing(count: 1), .notFlagged, .explainedAlready, .tieDrawn,
    .reasonAwaited(member: "m2", bid: bid, criterion: "c1"), .dissentedAlready,
  ]
}

extension SessionRefusal {
  static let everyCase: [Self] = [
    .notBegun, .over, .committeeStaysAway, .notABidder, .tooManyObjections(max: 20), .wordsMissing,
    .wordsTooLong(max: 2000), .objectionUnknown, .answeredAlready, .unanswered(count: 1), .goesOn,
  ]
}
