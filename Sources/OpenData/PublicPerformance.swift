import Exact
import Tendering

/// A failure of performance as it is made public: neither what happened in words nor whom it befell.
public struct PublicFailure: Hashable, Sendable {
  /// Unique in the tender and for ever the same: `L1-S01-F1`.
  public let id: String
  /// First and last day.
  public let begins, ends: CalendarDay
  /// The kind's word: `absence`.
  public let category: String
  public let events: Int
  /// What the contract provides for.
  public let contracted: String
  /// What was imposed, if anything was.
  public let penalty: Price?
  /// More about it; why nothing was imposed.
  public let words: String?
  public let isPaid, isWithdrawn: Bool

  public init(
    id: String, begins: CalendarDay, ends: CalendarDay, category: String, events: Int, contracted: String,
    penalty: Price?, words: String?, isPaid: Bool, isWithdrawn: Bool
  ) {
    self.id = id
    self.begins = begins
    self.ends = ends
    self.category = category
    self.events = events
    self.contracted = contracted
    self.penalty = penalty
    self.words = words
    self.isPaid = isPaid
    self.isWithdrawn = isWithdrawn
  }
}

/// A round of accepting what was rendered under a contract, as it is made public.
public struct PublicAcceptance: Hashable, Sendable {
  public struct Item: Hashable, Sendable {
    public let name: String
    public let passed: Bool
    public let words: String

    public init(name: String, passed: Bool, words: String) {
      self.name = name
      self.passed = passed
      self.words = words
    }
  }

  /// From 1.
  public let round: Int
  public let at: Instant
  public let endedOn: CalendarDay
  public let items: [Item]
  /// Users of the service: how many were asked, how many are satisfied, how many are not.
  public let asked, satisfied, dissatisfied: Int
  public let opinion: String?
  /// What the service cost in the end; nil for a round that rejected it.
  public let amount: Price?
  /// Why amount and day are not the contract's.
  public let amountReason, dayReason: String?
  /// Why it was rejected.
  public let reason: String?

  public init(
    round: Int, at: Instant, endedOn: CalendarDay, items: [Item],
    opinions: (asked: Int, satisfied: Int, dissatisfied: Int, words: String?), amount: Price?, amountReason: String?,
    dayReason: String?, reason: String?
  ) {
    self.round = round
    self.at = at
    self.endedOn = endedOn
    self.items = items
    (asked, satisfied, dissatisfied, opinion) = opinions
    self.amount = amount
    self.amountReason = amountReason
    self.dayReason = dayReason
    self.reason = reason
  }
}
