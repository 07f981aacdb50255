/// An amount of money in whole fen (1/100 yuan), zero or more.
///
///     Price("198000.00")?.fen == 19_800_000
///
/// The text has exactly two decimals, so that two programs that read a price agree on every byte.
public struct Price: Hashable, Comparable, Sendable, LosslessStringConvertible {
  public let fen: Int64

  public static let zero = Price(unchecked: 0)

  private init(unchecked fen: Int64) { self.fen = fen }

  /// The amount of so many fen, or nil below zero.
  public init?(fen: Int64) {
    guard fen >= 0 else { return nil }
    self.fen = fen
  }

  /// The amount written in `text`: digits, a point, exactly two digits.
  ///
  /// - Throws: `malformed`, `wrongScale` for other than two decimals, `tooLarge` from 92 233 720 368 547 758.08 on.
  public init(parsing text: String) throws(NumberFault) {
    let decimal = try DecimalText(text.utf8)
    guard decimal.scale == 2 else { throw .wrongScale(expected: 2, given: decimal.scale) }
    fen = decimal.units
  }

  public init?(_ text: String) {
    guard let price = try? Price(parsing: text) else { return nil }
    self = price
  }

  /// Exactly two decimals, no grouping.
  public var description: String { DecimalText.print(fen, scale: 2) }

  /// The amount as a fraction of a yuan.
  public var ratio: Ratio { Ratio(units: fen, scale: 2) }

  public func adding(_ other: Price) throws(NumberFault) -> Price {
    let (sum, over) = fen.addingReportingOverflow(other.fen)
    if over { throw .tooLarge }
    return Price(unchecked: sum)
  }

  public func subtracting(_ other: Price) throws(NumberFault) -> Price {
    guard fen >= other.fen else { throw .negative }
    return Price(unchecked: fen - other.fen)
  }

  /// So many times the amount, for a whole number of zero or more.
  public func times(_ count: Int64) throws(NumberFault) -> Price {
    guard count >= 0 else { throw .negative }
    let (product, over) = fen.multipliedReportingOverflow(by: count)
    if over { throw .tooLarge }
    return Price(unchecked: product)
  }

  public static func < (a: Price, b: Price) -> Bool { a.fen < b.fen }
}
