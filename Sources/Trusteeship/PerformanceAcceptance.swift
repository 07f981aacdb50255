import Canon
import Exact
import Tendering

/// One round of accepting what was rendered under a service contract (履约验收): item by item, with what the users of the
/// service say of it. A rejected round may be followed by another; an accepted one ends the contract.
///
/// - Source: R-112 (GPL §41, GPR §45, REQ22 §24); R-111 (GPL §49) for the amount.
public struct PerformanceAcceptance: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case accepted, rejected
  }

  public enum Finding: String, Hashable, Sendable, CaseIterable {
    case passed, failed
  }

  public struct Item: Hashable, Sendable {
    public let name: String
    public let finding: Finding
    /// What was found.
    public let words: String
  }

  /// What firms of the park say: counts, and words if they are given any. Nobody is named.
  public struct Opinions: Hashable, Sendable {
    public let asked, satisfied, dissatisfied: Int
    public let words: String?
  }

  public let outcome: Outcome
  /// The day on which the service ended, or on which it was looked at.
  public let endedOn: CalendarDay
  public let items: [Item]
  public let opinions: Opinions
  /// What the service costs in the end; nil for a rejected round.
  public let amount: Price?
  /// Why the amount is not the contract's.
  public let amountReason: String?
  /// Why the day is not the contract's last.
  public let dayReason: String?
  /// Why it is rejected.
  public let reason: String?

  static let itemsMax = 100

  /// Reads `{"outcome","ended":"2027-11-30","items":[{"item","finding","words"}],"opinions":{"asked","satisfied",
  /// "dissatisfied","words"},"amount":"198000.00","amountReason","dayReason","reason"}`.
  ///
  /// - Parameters:
  ///   - contract: nil where the lot has none.
  ///   - today: the day of the acceptance, in China.
  /// - Throws: `form`, then the rest in the order of `PerformanceRefusal`.
  public init(
    json: JSON, of contract: PerformedContract?, on today: CalendarDay, pace: Pace, rules: RuleBook = .current
  ) throws(PerformanceRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(
        json,
        only: ["outcome", "ended", "items", "opinions", "amount", "amountReason", "dayReason", "reason"])
      outcome = try form.word("outcome")
      guard let day = CalendarDay(try form.text("ended", max: 10)) else {
        throw FormRefusal.wrong(field: form.field("ended"))
      }
      endedOn = day
      items = try Self.items(form)
      let said = try form.object("opinions", only: ["asked", "satisfied", "dissatisfied", "words"])
      let people = 0...1_000_000
      opinions = Opinions(
        asked: try said.integer("asked", in: people), satisfied: try said.integer("satisfied", in: people),
        dissatisfied: try said.integer("dissatisfied", in: people),
        words: try said.optionalText("words", max: 2000))
      amount = try form.optionalPrice("amount")
      if (amount == nil) == (outcome == .accepted) {
        throw amount == nil ? FormRefusal.missing(field: form.field("amount")) : .wrong(field: form.field("amount"))
      }
      amountReason = try form.optionalText("amountReason")
      dayReason = try form.optionalText("dayReason")
      reason = try form.optionalText("reason")
    } catch {
      throw .form(error)
    }
    guard let contract else { throw .contractMissing }
    try contract.requireRunning()
    try PerformedContract.require(over: endedOn, on: today, pace: pace)
    guard outcome == .accepted || isWritten(reason ?? "") else { throw .reasonMissing }
    guard !items.isEmpty else { throw .noItems }
    if outcome == .accepted, let failed = items.first(where: { $0.finding == .failed }) {
      throw .itemFailed(item: failed.name)
    }
    guard opinions.asked > 0 else { throw .usersMissing }
    guard opinions.satisfied + opinions.dissatisfied <= opinions.asked else { throw .opinionsTooMany }
    guard contract.term.begins <= endedOn else { throw .endBeforeTerm }
    guard outcome == .accepted, let amount else { return }
    let share = rules.share(.additionMax)
    guard amount.ratio <= contract.price.ratio * (Ratio.one + share.ratio) else {
      throw .additionTooLarge(share: share)
    }
    guard amount == contract.price || isWritten(amountReason ?? "") else { throw .amountReasonMissing }
    guard endedOn == contract.term.ends || isWritten(dayReason ?? "") else { throw .dayReasonMissing }
  }

  private static func items(_ form: FormReader) throws(FormRefusal) -> [Item] {
    var items: [Item] = []
    for entry in try form.objects("items", max: itemsMax, only: ["item", "finding", "words"]) {
      items.append(
        Item(
          name: try entry.text("item", max: 300), finding: try entry.word("finding"),
          words: try entry.text("words", max: 1000)))
    }
    return items
  }

  /// What the archive keeps, and reads again as it was accepted.
  public var json: JSON {
    [
      "outcome": JSON(outcome.rawValue), "ended": JSON(endedOn.description),
      "items": .array(
        items.map { ["item": JSON($0.name), "finding": JSON($0.finding.rawValue), "words": JSON($0.words)] }),
      "opinions": [
        "asked": JSON(opinions.asked), "satisfied": JSON(opinions.satisfied),
        "dissatisfied": JSON(opinions.dissatisfied), "words": JSON(opinions.words),
      ],
      "amount": JSON(amount?.description), "amountReason": JSON(amountReason), "dayReason": JSON(dayReason),
      "reason": JSON(reason),
    ]
  }
}
