import Exact

extension Scheme {
  public enum PriceFormula: String, Hashable, Sendable, CaseIterable {
    /// lowest ÷ evaluated × max.
    case lowest
    /// Everybody at the ceiling: price is no factor.
    case fixed
    /// max less so many points for each per cent away from the mean of the evaluated prices. Outside procurement only.
    case meanDeviation

    /// Whether the law of a profile allows it: under procurement low price first, or a fixed price.
    public func isLawful(for profile: Profile) -> Bool { profile.procedure.priceFormulas.contains(self) }
  }

  public struct PriceCriterion: Hashable, Sendable {
    /// How many points each per cent costs, above the mean and below it.
    public struct Deviation: Hashable, Sendable {
      public let perPercentAbove: Points
      public let perPercentBelow: Points

      public init(perPercentAbove: Points, perPercentBelow: Points) {
        self.perPercentAbove = perPercentAbove
        self.perPercentBelow = perPercentBelow
      }
    }

    public let formula: PriceFormula
    public let max: Points
    /// Share taken off a small or micro firm's price before measuring, 0.00 … 1; its scale is every deduction's.
    public let smallFirmDeduction: Points
    /// There if and only if the formula is `meanDeviation`.
    public let deviation: Deviation?

    public init(formula: PriceFormula, max: Points, smallFirmDeduction: Points, deviation: Deviation? = nil) {
      self.formula = formula
      self.max = max
      self.smallFirmDeduction = smallFirmDeduction
      self.deviation = deviation
    }
  }
}

extension Scheme {
  /// What all prices of a lot are measured by.
  struct PriceBase: Hashable, Sendable {
    let lowest: EvaluatedPrice
    /// The mean of the evaluated prices, rounded to whole fen so that it can be published; for `meanDeviation` only.
    let mean: Price?
  }

  /// The base of these evaluated prices; nil when there is none.
  ///
  /// - Throws: `tooLarge` when a mean is more than a price holds.
  func priceBase(_ prices: [EvaluatedPrice]) throws(NumberFault) -> PriceBase? {
    guard let lowest = prices.min() else { return nil }
    guard price.formula == .meanDeviation else { return PriceBase(lowest: lowest, mean: nil) }
    let sum = prices.reduce(Ratio.zero) { $0 + $1.ratio }
    let mean = try Rounding.hundredths.points(try sum.divided(by: Ratio(Int64(prices.count))))
    guard let price = Price(fen: mean.units) else { throw .negative }
    return PriceBase(lowest: lowest, mean: price)
  }

  /// The price criterion's points for one bid, rounded once.
  ///
  ///     lowest: 168300.00 ÷ 180000.00 × 20.00 → 18.70
  ///     meanDeviation, mean 200000.00, 1.00 a per cent above: 210000.00 is 5 per cent above → 20.00 − 5.00 = 15.00
  ///
  /// - Throws: `divisionByZero` for a base of zero.
  func pricePoints(_ evaluated: EvaluatedPrice, base: PriceBase) throws(NumberFault) -> Points {
    let places = rounding.places
    switch price.formula {
    case .fixed: return .zero(scale: places)
    case .lowest:
      let (product, over) = base.lowest.units.multipliedReportingOverflow(by: UInt128(price.max.units))
      let (under, more) = evaluated.units.multipliedReportingOverflow(by: UInt128(powerOfTen(price.max.scale)))
      if !over, !more, let units = try? rounding.units(product, over: under),
        let points = Points(units: units, scale: places)
      {
        return points
      }
      // What does not fit machine words takes the long way, to the same figure.
      return try rounding.points(try base.lowest.ratio.divided(by: evaluated.ratio) * price.max.ratio)
    case .meanDeviation:
      guard let mean = base.mean, let deviation = price.deviation else { throw .divisionByZero }
      let away = try (evaluated.ratio - mean.ratio).divided(by: mean.ratio) * Ratio(100)
      let cost = away.isNegative ? -away * deviation.perPercentBelow.ratio : away * deviation.perPercentAbove.ratio
      let left = price.max.ratio - cost
      return left.isNegative ? .zero(scale: places) : try rounding.points(left)
    }
  }
}
