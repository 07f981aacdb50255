import Canon
import Tendering

// One of each case of the refusals about how a committee works; see `TenderingCases`.

private let bid = Bid.ID(hex: String(repeating: "ab", count: 32))!

extension ConductRefusal {
  static let everyCase: [Self] = [
    .lotNotOpened, .lotDecided, .steppedBack, .notDeclared, .reasonMissing, .reasonTooLong(max: 2000), .notABidder,
    .tooManyRequests(max: 20), .requestUnknown, .requestDecided, .notSeated(member: "m2"), .seatVacant(member: "m2"),
    .seatChanged(member: "m2"), .satBefore(member: "m2"), .overturnsSheets(bid: bid),
  ]
}
