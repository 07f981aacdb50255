/// How, and to how many places, a fraction becomes a published figure.
public struct Rounding: Hashable, Sendable {
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// A half goes away from zero: 0.125 → 0.13 (四舍五入).
    case halfUp
    /// A half goes to the even neighbour: 0.125 → 0.12.
    case halfEven
    /// What is left over is dropped.
    case down
    /// Any remainder counts as one more.
    case up
  }

  public let mode: Mode
  /// Decimals kept, 0 … 6.
  public let places: Int

  public static let placesMax = 6

  public init?(mode: Mode, places: Int) {
    guard (0...Self.placesMax).contains(places) else { return nil }
    self.mode = mode
    self.places = places
  }

  private init(_ mode: Mode, _ places: Int) {
    self.mode = mode
    self.places = places
  }

  /// Half up to hundredths, what tender documents here usually say.
  public static let hundredths = Rounding(.halfUp, 2)

  /// The published figure of a fraction of zero or more.
  ///
  ///     lowest 168300 ÷ evaluated 195925 × 20 = 17.1800… → 17.18
  ///
  /// - Throws: `negative`, `tooLarge`.
  public func points(_ value: Ratio) throws(NumberFault) -> Points {
    guard !value.isNegative else { throw .negative }
    let scaled = value.numerator * BigNatural.powerOfTen(places)
    guard let (quotient, rest) = scaled.divided(by: value.denominator) else { throw .divisionByZero }
    let up = goesUp(
      twiceRest: rest + rest, whole: value.denominator, isZero: rest.isZero,
      isOdd: quotient.divided(by: BigNatural(2)).map { !$0.remainder.isZero } ?? false)
    guard let units = (up ? quotient + .one : quotient).uint64, units <= UInt64(Int64.max) else { throw .tooLarge }
    return Points(unchecked: Int64(units), scale: places)
  }

  /// The published figure of `numerator` ÷ `denominator` × 10^`places`, as a whole count of 10^-`places`.
  ///
  /// The quick way for machine words; `points(_:)` gives the same for every value.
  ///
  /// - Throws: `divisionByZero`, `tooLarge`.
  public func units(_ numerator: UInt128, over denominator: UInt128) throws(NumberFault) -> Int64 {
    guard denominator > 0 else { throw .divisionByZero }
    let (scaled, over) = numerator.multipliedReportingOverflow(by: UInt128(powersOfTen[places]))
    // The top bit stays free so that twice the remainder fits.
    guard !over, denominator >> 127 == 0 else { throw .tooLarge }
    let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: denominator)
    let up = goesUp(
      twiceRest: rest * 2, whole: denominator, isZero: rest == 0, isOdd: !quotient.isMultiple(of: 2))
    guard quotient < UInt128(Int64.max) else { throw .tooLarge }
    return Int64(quotient) + (up ? 1 : 0)
  }

  private func goesUp<Number: Comparable>(twiceRest: Number, whole: Number, isZero: Bool, isOdd: Bool) -> Bool {
    switch mode {
    case .down: false
    case .up: !isZero
    case .halfUp: twiceRest >= whole
    case .halfEven: twiceRest > whole || (twiceRest == whole && isOdd)
    }
  }
}
