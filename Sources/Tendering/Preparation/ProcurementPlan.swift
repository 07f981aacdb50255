import Canon
import Exact

/// How a purchase is to be carried out (采购实施计划), before it begins.
///
///     {"category":"C99","estimate":"600000.00","method":"open","intention":"2026-10-10","filed":"2026-11-12",
///      "note":"…","attachment":"<b64>"}     the last four may be left out
///
/// `intention` is the day on which the procurement intention (采购意向) was published, `filed` the one on which the plan
/// went to the finance bureau. `note` says why the intention came later than is usual, or not at all.
///
/// - Source; how long before it must be is from memory, 待核实.
public struct ProcurementPlan: Hashable, Sendable {
  /// The way of procurement (采购方式).
  public enum Method: String, Hashable, Sendable, CaseIterable {
    case open, invited, framework, negotiation, consultation, direct

    /// Whether this product's tenders under a profile are that way.
    func serves(_ profile: Profile) -> Bool {
      switch self {
      case .open, .invited: profile != .f
      case .framework: profile == .f
      case .negotiation, .consultation, .direct: false
      }
    }
  }

  /// As the catalogue of purchases calls it.
  public let category: String
  public let estimate: Price
  public let method: Method
  public let intention: CalendarDay?
  public let filed: CalendarDay?
  public let note: String?
  public let attachment: Fingerprint?

  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json, only: ["category", "estimate", "method", "intention", "filed", "note", "attachment"])
    category = try form.text("category", max: 200)
    estimate = try form.price("estimate")
    method = try form.word("method")
    intention = try form.optionalDay("intention")
    filed = try form.optionalDay("filed")
    note = try form.optionalText("note")
    attachment = try form.attachment()
  }
}
