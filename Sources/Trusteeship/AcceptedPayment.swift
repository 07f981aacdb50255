import Canon
import Exact
import Tendering

/// A payment under a service contract after its acceptance: when, and how much. The money itself is not here.
///
/// - Source: R-113 (regulation on payments to small and medium firms, articles 9 and 10).
public struct AcceptedPayment: Hashable, Sendable {
  public let on: CalendarDay
  public let amount: Price

  /// - Parameters:
  ///   - final: the amount that the acceptance found; nil before it.
  ///   - paid: what was paid before.
  /// - Throws: `form`, `notAccepted`, `dayInFuture`, `overpaid`.
  public init(json: JSON, final: Price?, paid: Price, on today: CalendarDay, pace: Pace) throws(PerformanceRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(json, only: ["on", "amount"])
      on = try form.day("on")
      amount = try form.price("amount")
      guard amount > .zero else { throw .wrong(field: "amount") }
    } catch {
      throw .form(error)
    }
    guard let final else { throw .notAccepted }
    try PerformedContract.require(over: on, on: today, pace: pace)
    guard let sum = try? paid.adding(amount), sum <= final else { throw .overpaid }
  }

  /// The last day to pay: so many days after the acceptance as the contract says, thirty at most.
  ///
  ///     accepted 2027-12-01, 30 days → 2027-12-31
  public static func last(accepted day: CalendarDay, days: Int?, rules: RuleBook) -> CalendarDay? {
    guard let lawful = rules.rule(.paymentWithin)?.value.period else { return nil }
    let byLaw = WorkingCalendar.china.lastDay(of: lawful, after: day)
    guard let days else { return byLaw }
    return min(byLaw, WorkingCalendar.china.lastDay(of: .days(days), after: day))
  }
}
