import Exact

/// corrected × (1 − deduction), exact and never rounded.
///
///     198000.00 × (1 − 0.15) = 168300.00;  0.01 × (1 − 0.15) = 0.0085
public struct EvaluatedPrice: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Counted in 10^-`scale` yuan. Prices of one lot share a scale, so that comparing is comparing units.
  public let units: UInt128
  public let scale: Int

  /// - Parameters:
  ///   - deduction: a share of 0 … 1 with at most four decimals.
  public init(corrected: Price, deduction: Points) {
    scale = 2 + deduction.scale
    let whole = UInt128(powerOfTen(deduction.scale))
    let left = UInt128(deduction.units) <= whole ? whole - UInt128(deduction.units) : 0
    // 63 bits times at most 30: never more than 128.
    units = UInt128(corrected.fen) * left
  }

  /// A published figure counted at the scale of its lot's prices; nil when digits would be lost.
  init?(_ figure: Points, scale: Int) {
    guard scale >= figure.scale else { return nil }
    self.scale = scale
    // 63 bits times at most 37: a price of any size fits, which `Points` of so many decimals would not hold.
    units = UInt128(figure.units) * UInt128(powerOfTen(scale - figure.scale))
  }

  /// As many decimals as it needs, at least two.
  public var description: String {
    var digits = String(units)
    digits = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    var fraction = digits.suffix(scale)
    while fraction.utf8.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return digits.dropLast(scale) + "." + fraction
  }

  public var ratio: Ratio {
    // Never zero below: it is a power of ten.
    (try? Ratio(BigNatural(wide: units), over: BigNatural.powerOfTen(scale))) ?? .zero
  }

  /// The one price's value aligned with another's scale.
  private func aligned(with other: EvaluatedPrice) -> UInt128 {
    units * UInt128(powerOfTen(max(0, other.scale - scale)))
  }

  public static func < (a: Self, b: Self) -> Bool { a.aligned(with: b) < b.aligned(with: a) }
  public static func == (a: Self, b: Self) -> Bool { a.aligned(with: b) == b.aligned(with: a) }
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }
