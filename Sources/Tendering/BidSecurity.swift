import Canon
import Exact

/// A bid security (投标保证金): what a lot may ask for, in which form it comes, and when it goes back.
///
/// - Source: R-051.
public enum BidSecurity {
  /// In which form it came. Never in cash.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// A bank's or insurer's guarantee (保函).
    case guarantee
    /// By the bidder's account (转账).
    case transfer
    case cheque, draft
  }

  /// What the review found: `{"received":true,"form":"guarantee"}`; `form` stands with a security that came.
  public struct Receipt: Hashable, Sendable {
    public let received: Bool
    public let form: Form?

    public init(_ form: FormReader) throws(FormRefusal) {
      received = try form.bool("received")
      let isGiven = form.has("form")
      guard isGiven == received else {
        throw received ? .missing(field: form.field("form")) : .wrong(field: form.field("form"))
      }
      self.form = received ? try form.word("form") : nil
    }
  }

  /// What is owed for a security that goes back late.
  public struct LateInterest: Hashable, Sendable {
    /// Days from the one after the last day to the day on which it goes back.
    public let days: Int
    /// The base rate with its surcharge, a share a year: 0.0522.
    public let yearly: Ratio
    /// In yuan, half up to fen.
    public let amount: Points
    /// Whether every number in it was read in full; else it is 待核实.
    public let isConfirmed: Bool
  }

  /// The base rate with its surcharge, for each day late, exact and rounded once.
  ///
  ///     6000.00 × 0.0435 × 1.20 × 3 ÷ 360 = 2.61
  ///
  /// Nothing is owed where the delay lies in the bidder, which only people can tell.
  ///
  /// - Parameters:
  ///   - due: the last day on which it was to go back.
  ///   - day: the day on which it does, or today.
  /// - Returns: nil when it is not late, or no rule of the profile sets a rate.
  /// - Source: ministry order 87 article 38; R-051. The rate and the days of a year are 待核实.
  public static func interest(
    on amount: Price, due: CalendarDay, on day: CalendarDay, rules: RuleBook = .current
  ) -> LateInterest? {
    guard day > due, let base = rules.rule(.loanBaseRate), let surcharge = rules.rule(.securityLateSurcharge),
      let basis = rules.rule(.interestDays), rules.count(.interestDays) > 0,
      let part = try? Ratio(BigNatural(1), over: BigNatural(UInt64(rules.count(.interestDays))))
    else { return nil }
    let days = day.number - due.number
    let yearly = rules.share(.loanBaseRate).ratio * (Ratio.one + rules.share(.securityLateSurcharge).ratio)
    guard let owed = try? Rounding.hundredths.points(amount.ratio * yearly * Ratio(Int64(days)) * part) else {
      return nil
    }
    return LateInterest(
      days: days, yearly: yearly, amount: owed,
      isConfirmed: [base, surcharge, basis].allSatisfy { $0.level == .verified })
  }

  /// Whether a lot of this budget may ask for so much: 6 000.00 of 300 000.00 at two per cent, and no fen more.
  public static func isLawful(_ amount: Price, of budget: Price, rules: RuleBook = .current) -> Bool {
    amount.ratio <= budget.ratio * rules.share(.bidSecurityMax).ratio
  }
}
