import Canon
import Exact
import Tendering

/// A service contract as far as its performance (履约) is judged by it.
public struct PerformedContract: Hashable, Sendable {
  public let price: Price
  public let term: Term
  /// By both sides.
  public let isSigned: Bool
  /// An acceptance has found the service rendered.
  public let isAccepted: Bool

  public init(price: Price, term: Term, isSigned: Bool, isAccepted: Bool) {
    self.price = price
    self.term = term
    self.isSigned = isSigned
    self.isAccepted = isAccepted
  }

  /// That something may be said of its performance still.
  func requireRunning() throws(PerformanceRefusal) {
    guard isSigned else { throw .notSigned }
    guard !isAccepted else { throw .acceptedAlready }
  }

  /// That a day is over; a rehearsal's days of no length are.
  static func require(over day: CalendarDay, on today: CalendarDay, pace: Pace) throws(PerformanceRefusal) {
    guard day <= today || pace == .rehearsal(secondsPerDay: 0) else { throw .dayInFuture }
  }
}

/// A failure of performance of one kind in one period (履约不良记录), with what the contract provides for and what was
/// imposed.
public struct ContractFailure: Hashable, Sendable {
  public enum Category: String, Hashable, Sendable, CaseIterable {
    /// 服务逾期.
    case lateService
    /// 未按约驻园.
    case absence
    /// 服务质量不合约定.
    case quality
    /// 未按时报告或者建档.
    case reporting
    /// 违反保密义务.
    case secrecy
    /// 其他.
    case other
  }

  /// What became of a record: its penalty was paid, or the record withdrawn.
  public enum Settlement: String, Hashable, Sendable, CaseIterable {
    case paid, withdrawn
  }

  /// First and last day in which it happened.
  public let period: Term
  public let category: Category
  /// What happened. It may name a firm and is not made public.
  public let description: String
  /// How often, 1 … 100 000.
  public let events: Int
  /// What the contract provides for.
  public let penaltyContracted: String
  /// What was imposed; nil for nothing.
  public let penalty: Price?
  /// More about what was imposed; why nothing was.
  public let penaltyWords: String?

  static let members = [
    "period", "category", "description", "events", "penaltyContracted", "penalty", "penaltyWords",
  ]

  /// Reads what an officer records:
  /// `{"period":{"begins","ends"},"category","description","events","penaltyContracted","penalty":"500.00","penaltyWords"}`.
  ///
  /// - Parameters:
  ///   - contract: nil where the lot has none.
  ///   - today: the day of recording, in China.
  /// - Throws: `form`, then the rest in the order of `PerformanceRefusal`.
  public init(
    json: JSON, of contract: PerformedContract?, on today: CalendarDay, pace: Pace
  ) throws(PerformanceRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(json, only: Self.members)
      period = try Term(try form.object("period", only: ["begins", "ends"]))
      category = try form.word("category")
      description = try form.text("description")
      events = try form.integer("events", in: 1...100_000)
      penaltyContracted = try form.text("penaltyContracted", max: 600)
      penalty = try form.optionalPrice("penalty")
      // Nothing is no penalty.
      if penalty == .zero { throw FormRefusal.wrong(field: form.field("penalty")) }
      penaltyWords = try form.optionalText("penaltyWords", max: 600)
    } catch {
      throw .form(error)
    }
    guard let contract else { throw .contractMissing }
    try contract.requireRunning()
    guard !period.isReversed else { throw .periodReversed }
    guard contract.term.begins <= period.begins else { throw .periodBeforeTerm }
    try PerformedContract.require(over: period.ends, on: today, pace: pace)
    guard penalty != nil || isWritten(penaltyWords ?? "") else { throw .penaltyWordsMissing }
  }

  public var json: JSON {
    [
      "period": period.json, "category": JSON(category.rawValue), "description": JSON(description),
      "events": JSON(events), "penaltyContracted": JSON(penaltyContracted), "penalty": JSON(penalty?.description),
      "penaltyWords": JSON(penaltyWords),
    ]
  }

  /// That a record may be settled: once, a penalty as paid only where one was imposed, a withdrawal with its reason.
  ///
  /// - Parameters:
  ///   - penalty: what was imposed.
  ///   - before: how it was settled before.
  public static func settle(
    _ settlement: Settlement, penalty: Price?, before: Settlement?, reason: String
  ) throws(PerformanceRefusal) {
    guard before == nil else { throw .settledAlready }
    switch settlement {
    case .paid: guard penalty != nil else { throw .nothingToPay }
    case .withdrawn: guard isWritten(reason) else { throw .reasonMissing }
    }
  }
}

extension FormReader {
  /// An amount, or nil where the key is absent or null.
  func optionalPrice(_ name: String) throws(FormRefusal) -> Price? {
    guard let value = json[name], !value.isNull else { return nil }
    return try price(name)
  }
}
