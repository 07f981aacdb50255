/// A score, a weight or a share: an exact decimal of zero or more that keeps the scale it was written in.
///
///     Points("52.00")! has units 5200 and scale 2; it equals Points("52.0")! and prints as "52.00"
///
/// Equality and order are by value; `scale` says how many decimals are shown.
public struct Points: Comparable, Sendable, LosslessStringConvertible {
  /// The value counted in 10^-`scale`.
  public let units: Int64
  /// Decimals shown, 0 … `scaleMax`.
  public let scale: Int

  public static let scaleMax = 9

  public init?(units: Int64, scale: Int) {
    guard units >= 0, (0...Self.scaleMax).contains(scale) else { return nil }
    self.units = units
    self.scale = scale
  }

  init(unchecked units: Int64, scale: Int) {
    self.units = units
    self.scale = scale
  }

  /// Zero with so many decimals shown; more than `scaleMax` are cut to it.
  public static func zero(scale: Int) -> Points { Points(unchecked: 0, scale: min(max(scale, 0), scaleMax)) }

  /// The value written in `text`.
  ///
  /// - Parameter scale: how many decimals must be shown; nil takes any number up to `scaleMax`.
  /// - Throws: `malformed`, `wrongScale`, `tooLarge`.
  public init(parsing text: String, scale: Int? = nil) throws(NumberFault) {
    let decimal = try DecimalText(text.utf8)
    if let scale, decimal.scale != scale { throw .wrongScale(expected: scale, given: decimal.scale) }
    guard decimal.scale <= Self.scaleMax else { throw .wrongScale(expected: Self.scaleMax, given: decimal.scale) }
    units = decimal.units
    self.scale = decimal.scale
  }

  public init?(_ text: String) {
    guard let points = try? Points(parsing: text) else { return nil }
    self = points
  }

  /// Exactly `scale` decimals.
  public var description: String { DecimalText.print(units, scale: scale) }

  public var ratio: Ratio { Ratio(units: units, scale: scale) }

  /// The sum, shown with the finer of the two scales.
  public func adding(_ other: Points) throws(NumberFault) -> Points {
    let finer = max(scale, other.scale)
    let (sum, over) = try units(at: finer).addingReportingOverflow(other.units(at: finer))
    if over { throw .tooLarge }
    return Points(unchecked: sum, scale: finer)
  }

  /// The same value counted at a scale that is at least as fine.
  ///
  /// - Throws: `tooLarge` when the count does not fit, `wrongScale` when digits would be lost.
  public func units(at finer: Int) throws(NumberFault) -> Int64 {
    guard finer >= scale, finer <= Self.scaleMax else { throw .wrongScale(expected: scale, given: finer) }
    let (product, over) = units.multipliedReportingOverflow(by: powersOfTen[finer - scale])
    if over { throw .tooLarge }
    return product
  }

  /// Whether the value is a whole number of `step`s; a step of zero has no multiples.
  public func isMultiple(of step: Points) -> Bool {
    guard step.units > 0 else { return false }
    let finer = max(scale, step.scale)
    return (UInt128(units) * UInt128(powersOfTen[finer - scale]))
      .isMultiple(of: UInt128(step.units) * UInt128(powersOfTen[finer - step.scale]))
  }

  public static func == (a: Points, b: Points) -> Bool { a.aligned(with: b) == b.aligned(with: a) }
  public static func < (a: Points, b: Points) -> Bool { a.aligned(with: b) < b.aligned(with: a) }

  private func aligned(with other: Points) -> UInt128 {
    UInt128(units) * UInt128(powersOfTen[max(0, other.scale - scale)])
  }
}

extension Points: Hashable {
  /// Trailing zeros do not count, as they do not in `==`.
  public func hash(into hasher: inout Hasher) {
    var (units, scale) = (units, scale)
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    hasher.combine(units)
    hasher.combine(scale)
  }
}
