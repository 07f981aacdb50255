import Exact

/// Prices so low that the committee must ask (异常低价). A trigger asks for an explanation; it rejects nobody.
///
/// - Source: R-079, 待核实; R-078 for what follows.
public struct AbnormallyLow: Hashable, Sendable {
  public enum Trigger: String, Hashable, Sendable, CaseIterable {
    /// Below the share of the mean of all conforming prices.
    case belowMean
    /// Below the share of the next-lowest price.
    case belowNext
    /// Below the share of the ceiling.
    case belowCeiling
  }

  public let toMean: Points
  public let toNext: Points
  public let toCeiling: Points

  /// The most that tender documents may raise a ratio to.
  public static let ratioMax = Ratio(units: 65, scale: 2)

  /// - Returns: nil when a ratio is above 0.65.
  public init?(toMean: Points, toNext: Points, toCeiling: Points) {
    guard [toMean, toNext, toCeiling].allSatisfy({ $0.ratio <= Self.ratioMax }) else { return nil }
    self.toMean = toMean
    self.toNext = toNext
    self.toCeiling = toCeiling
  }

  /// The rules' own ratios.
  public init(rules: RuleBook) {
    toMean = rules.share(.abnormalToMean)
    toNext = rules.share(.abnormalToNext)
    toCeiling = rules.share(.abnormalToCeiling)
  }

  /// What each conforming bid's quoted price sets off; all comparisons are strict and exact.
  ///
  ///     40, 90, 110 under a ceiling of 80: the mean is 80, so 40 is not below half of it, but below half of 90
  ///
  /// - Parameter prices: the prices read out, not the policy-adjusted ones.
  /// - Returns: for each price in the order given, the triggers that it sets off.
  public func triggers(_ prices: [Price], ceiling: Price) -> [[Trigger]] {
    let sum = prices.reduce(Ratio.zero) { $0 + $1.ratio }
    let sorted = prices.sorted()
    return prices.map { price in
      var set: [Trigger] = []
      // price < sum ÷ count × share, without the division.
      if price.ratio * Ratio(Int64(prices.count)) < sum * toMean.ratio { set.append(.belowMean) }
      if price == sorted.first, sorted.count > 1, price.ratio < sorted[1].ratio * toNext.ratio {
        set.append(.belowNext)
      }
      if price.ratio < ceiling.ratio * toCeiling.ratio { set.append(.belowCeiling) }
      return set
    }
  }
}
