import Canon
import Exact

/// How a lot's bids are measured (评标办法), frozen by its hash when the notice goes out.
///
/// A scheme that exists is coherent in itself: weights make 100, every criterion has a step it can reach, and the last
/// rank key always decides. What the law adds for a profile is `lint`.
public struct Scheme: Hashable, Sendable {
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// 综合评分法
    case rated
    /// 最低评标价法: among conforming bids the lowest evaluated price wins; nothing is scored.
    case lowestPrice
  }

  /// Who reads which figures.
  public enum Disclosure: String, Hashable, Sendable, CaseIterable {
    /// Everybody every figure; members as m1 … mk.
    case full
    /// Everybody the winner's, each bidder its own, supervisor and finance all.
    case winner
  }

  /// How the members' scores become one.
  public enum Combine: String, Hashable, Sendable, CaseIterable {
    case mean
    /// The mean without one highest and one lowest score, of five members or more. Outside procurement only.
    case trimmedMean

    /// Whether the law of a profile allows it.
    public func isLawful(for profile: Profile) -> Bool { profile.procedure.combines.contains(self) }
  }

  public enum RankKey: String, Hashable, Sendable, CaseIterable {
    /// Highest first.
    case total
    /// Lowest first.
    case evaluatedPrice
    /// A public draw; always decides.
    case draw
  }

  public let method: Method
  public let ceiling: Price
  /// Fewer ranked bids than this fail the lot.
  public let minBids: Int
  public let disclosure: Disclosure
  public let criteria: [Criterion]
  public let combine: Combine
  public let price: PriceCriterion
  public let rounding: Rounding
  public let rank: [RankKey]
  /// 兼投不兼中: how many lots one bidder may win; nil for no limit.
  public let maxLotsWon: Int?
  /// In which order lots are awarded when there is such a limit.
  public let lotOrder: [Lot.ID]?

  public static let minBidsMax = 400
  public static let criteriaMax = 100

  /// - Throws: the first thing that does not hold together, in the order of `SchemeRefusal`.
  public init(
    ceiling: Price, minBids: Int, disclosure: Disclosure, criteria: [Criterion], price: PriceCriterion,
    rounding: Rounding = .hundredths, rank: [RankKey] = [.total, .evaluatedPrice, .draw], method: Method = .rated,
    combine: Combine = .mean, maxLotsWon: Int? = nil, lotOrder: [Lot.ID]? = nil
  ) throws(SchemeRefusal) {
    self.method = method
    self.ceiling = ceiling
    self.minBids = minBids
    self.disclosure = disclosure
    self.criteria = criteria
    self.combine = combine
    self.price = price
    self.rounding = rounding
    self.rank = rank
    self.maxLotsWon = maxLotsWon
    self.lotOrder = lotOrder
    try checkFrame()
    try checkCriteria()
    try checkPriceAndRank()
  }

  private func checkFrame() throws(SchemeRefusal) {
    guard ceiling > .zero else { throw .ceilingZero }
    guard (1...Self.minBidsMax).contains(minBids) else { throw .minBidsOutOfRange(max: Self.minBidsMax) }
    switch method {
    case .rated: guard !criteria.isEmpty else { throw .noCriteria }
    case .lowestPrice:
      guard criteria.isEmpty, price.formula == .lowest, price.max.units == 0, combine == .mean else {
        throw .lowestPriceScored
      }
    }
    guard criteria.count <= Self.criteriaMax else {
      throw .form(.tooMany(field: "criteria", max: Self.criteriaMax))
    }
  }

  private func checkCriteria() throws(SchemeRefusal) {
    var seen: Set<String> = []
    for criterion in criteria {
      guard Identifier<Criterion>(criterion.id) != nil else { throw .criterionIdWrong(criterion: criterion.id) }
      guard seen.insert(criterion.id).inserted else { throw .criterionTwice(criterion: criterion.id) }
      try criterion.check()
    }
  }

  private func checkPriceAndRank() throws(SchemeRefusal) {
    if method == .rated {
      let sum = criteria.reduce(price.max.ratio) { $0 + $1.max.ratio }
      guard sum == Ratio(100) else { throw .weightsNotHundred(sum: sum.exactDecimal() ?? "") }
    }
    let none = price.smallFirmDeduction.units == 0
    if price.formula == .fixed, price.max.units > 0 || !none { throw .fixedPriceScored }
    guard (price.formula == .meanDeviation) == (price.deviation != nil) else { throw .deviationWrong }
    guard price.smallFirmDeduction.ratio < .one, price.smallFirmDeduction.scale <= 4 else {
      throw .deductionOutOfRange(min: "0", max: "1")
    }
    if rank.last != .draw { throw .tieRuleMissing }
    let keys: [[RankKey]] =
      switch method {
      case .rated: [[.total, .evaluatedPrice, .draw], [.total, .draw]]
      case .lowestPrice: [[.evaluatedPrice, .draw]]
      }
    guard keys.contains(rank) else { throw .rankKeysWrong }
    if let maxLotsWon, maxLotsWon < 1 { throw .maxLotsWonOutOfRange }
    guard (maxLotsWon == nil) == (lotOrder == nil), Set(lotOrder ?? []).count == lotOrder?.count ?? 0,
      lotOrder?.isEmpty != true
    else { throw .lotOrderWrong }
  }
}
