/// Why a text is not the number asked for, or why a result has no place to stand.
public enum NumberFault: Error, Hashable, Sendable {
  /// Not digits with at most one point between them; a sign, a blank or a leading zero counts as malformed.
  case malformed
  /// The decimals shown are not as many as must be shown.
  case wrongScale(expected: Int, given: Int)
  /// More than the type can hold; nothing was rounded or cut.
  case tooLarge
  /// Below zero where only zero and more makes sense.
  case negative
  /// A fraction whose denominator is zero.
  case divisionByZero

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .malformed: "number.malformed"
    case .wrongScale: "number.wrongScale"
    case .tooLarge: "number.tooLarge"
    case .negative: "number.negative"
    case .divisionByZero: "number.divisionByZero"
    }
  }
}

/// The powers of ten that fit an Int64, 10⁰ … 10¹⁸.
let powersOfTen: [Int64] = (0...18).reduce(into: []) { all, _ in all.append((all.last.map { $0 * 10 }) ?? 1) }

/// Digits read off a text: `units` counted in 10^-`scale`.
struct DecimalText {
  let units: Int64
  let scale: Int

  /// Reads `0`, `12`, `0.05`, `198000.00`; ASCII digits only, no sign, no blank, no superfluous zero in front.
  init(_ text: some Collection<UInt8>) throws(NumberFault) {
    var units: Int64 = 0
    var whole = 0
    var scale: Int? = nil
    var leadingZero = false
    for byte in text {
      if byte == UInt8(ascii: ".") {
        guard scale == nil, whole > 0 else { throw .malformed }
        scale = 0
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { throw .malformed }
      if let places = scale {
        scale = places + 1
      } else {
        if leadingZero { throw .malformed }
        leadingZero = whole == 0 && byte == 0x30
        whole += 1
      }
      let (product, over) = units.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(Int64(byte - 0x30))
      // A text of a thousand zeros is cut off here as well: the scale is limited by its readers.
      if over || more || whole > 19 || (scale ?? 0) > 18 { throw .tooLarge }
      units = sum
    }
    guard whole > 0, scale != 0 else { throw .malformed }
    self.units = units
    self.scale = scale ?? 0
  }

  /// `units` counted in 10^-`scale` as text, with exactly `scale` decimals.
  static func print(_ units: Int64, scale: Int) -> String {
    let digits = String(units)
    guard scale > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    return padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}
