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

  /// Whether a lot of this budget may ask for so much: 6 000.00 of 300 000.00 at two per cent, and no fen more.
  public static func isLawful(_ amount: Price, of budget: Price, rules: RuleBook = .current) -> Bool {
    amount.ratio <= budget.ratio * rules.share(.bidSecurityMax).ratio
  }
}
