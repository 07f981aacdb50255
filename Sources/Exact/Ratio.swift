/// An exact fraction, below zero or above, in lowest terms.
public struct Ratio: Hashable, Comparable, Sendable {
  public let isNegative: Bool
  public let numerator: BigNatural
  /// Never zero.
  public let denominator: BigNatural

  public static let zero = Ratio(units: 0, scale: 0)
  public static let one = Ratio(units: 1, scale: 0)

  /// `numerator` ÷ `denominator`.
  ///
  /// - Throws: `divisionByZero` only.
  public init(_ numerator: BigNatural, over denominator: BigNatural, isNegative: Bool = false) throws(NumberFault) {
    guard !denominator.isZero else { throw .divisionByZero }
    self.init(reducing: numerator, denominator, isNegative)
  }

  public init(_ whole: Int64) { self.init(units: whole, scale: 0) }

  /// `units` counted in 10^-`scale`; a scale below zero counts as zero.
  public init(units: Int64, scale: Int) {
    self.init(reducing: BigNatural(units.magnitude), BigNatural.powerOfTen(scale), units < 0)
  }

  /// The caller has made sure that `denominator` is not zero.
  private init(reducing numerator: BigNatural, _ denominator: BigNatural, _ isNegative: Bool) {
    let common = BigNatural.greatestCommonDivisor(numerator, denominator)
    self.numerator = numerator.divided(by: common)?.quotient ?? numerator
    self.denominator = denominator.divided(by: common)?.quotient ?? denominator
    self.isNegative = isNegative && !numerator.isZero
  }

  public var isZero: Bool { numerator.isZero }

  public static func * (a: Ratio, b: Ratio) -> Ratio {
    Ratio(
      reducing: a.numerator * b.numerator, a.denominator * b.denominator, a.isNegative != b.isNegative)
  }

  /// - Throws: `divisionByZero` only.
  public func divided(by other: Ratio) throws(NumberFault) -> Ratio {
    guard !other.isZero else { throw .divisionByZero }
    return Ratio(
      reducing: numerator * other.denominator, denominator * other.numerator, isNegative != other.isNegative)
  }

  public static prefix func - (a: Ratio) -> Ratio { Ratio(reducing: a.numerator, a.denominator, !a.isNegative) }
  public static func - (a: Ratio, b: Ratio) -> Ratio { a + -b }

  public static func + (a: Ratio, b: Ratio) -> Ratio {
    let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
    let under = a.denominator * b.denominator
    if a.isNegative == b.isNegative { return Ratio(reducing: left + right, under, a.isNegative) }
    return Ratio(reducing: BigNatural.distance(left, right), under, left < right ? b.isNegative : a.isNegative)
  }

  public static func < (a: Ratio, b: Ratio) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    let (left, right) = (a.numerator * b.denominator, b.numerator * a.denominator)
    return a.isNegative ? right < left : left < right
  }

  /// All decimals, at least `placesMin` of them, or nil when they never end (one third).
  ///
  ///     168300.00 for 198000.00 × (1 − 0.15);  0.333… for nothing
  public func exactDecimal(placesMin: Int = 2) -> String? {
    var (rest, twos, fives) = (denominator, 0, 0)
    while let (quotient, left) = rest.divided(by: BigNatural(2)), left.isZero { (rest, twos) = (quotient, twos + 1) }
    while let (quotient, left) = rest.divided(by: BigNatural(5)), left.isZero { (rest, fives) = (quotient, fives + 1) }
    guard rest == .one else { return nil }
    let places = max(twos, fives, placesMin, 0)
    guard let (units, _) = (numerator * BigNatural.powerOfTen(places)).divided(by: denominator) else { return nil }
    let digits = units.description
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let sign = isNegative ? "-" : ""
    return places == 0 ? sign + padded : sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

extension Ratio {
  /// The decimal written in `text` as everywhere: ASCII digits with one point at most, no sign, no blank, no
  /// superfluous zero in front. It may be of any length, which is the caller's to bound.
  ///
  ///     "20.50" gives 41/2; "" and "1." and "01" and "三" give nil
  public init?(decimal text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      .map(Array.init)
    guard let whole = parts.first, whole.count == 1 || whole.first != UInt8(ascii: "0"),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let ten = BigNatural(10)
    let units = parts.joined().reduce(BigNatural.zero) { $0 * ten + BigNatural(UInt64($1 - 0x30)) }
    self.init(reducing: units, BigNatural.powerOfTen(parts.count == 2 ? parts[1].count : 0), false)
  }

  /// A whole number of zero or more.
  public init(_ whole: BigNatural) { self.init(reducing: whole, .one, false) }
}
