import Exact

/// One step from the price read out to the price that counts.
///
/// - Source: R-077, ministry order 87 article 59.
public struct PriceCorrection: Hashable, Sendable {
  /// The rule's name in the file. Another implementation may know more of them: the steps must add up, whatever the
  /// reason given.
  public struct Rule: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// 大写金额与小写金额不一致，以大写金额为准
    public static let wordsOverFigures = Rule(rawValue: "wordsOverFigures")
    /// 总价金额与按单价汇总金额不一致，以单价金额计算结果为准
    public static let itemsOverTotal = Rule(rawValue: "itemsOverTotal")
  }

  public let rule: Rule
  public let from: Price
  public let to: Price

  public init(rule: Rule, from: Price, to: Price) {
    self.rule = rule
    self.from = from
    self.to = to
  }

  /// The corrections that an offer's own contradictions call for, in the law's order.
  ///
  /// Words that cannot be read correct nothing: they are a matter for clarification. A unit price whose decimal point
  /// slipped is put right by its line's own amount (`displaced`), and then the sum of the lines is compared with the
  /// total. Where unit prices and quantities come to the total as they stand, it is an amount that slipped, and nothing
  /// contradicts the total. The offer's own total is the opening form (开标一览表): what attachments say of the price
  /// never changes it.
  ///
  ///     read 198000.00, words 壹拾捌万元整 → wordsOverFigures 198000.00 → 180000.00
  ///
  /// - Throws: `tooLarge` when the items add up to more than a price holds.
  public static func corrections(read: Price, inWords: String?, items: [OfferItem]) throws(NumberFault)
    -> [PriceCorrection]
  {
    var steps: [PriceCorrection] = []
    var current = read
    if let inWords, let words = try? AmountInWords.parse(inWords), words != current {
      steps.append(PriceCorrection(rule: .wordsOverFigures, from: current, to: words))
      current = words
    }
    guard !items.isEmpty else { return steps }
    if (try? sum(items.map(\.product))) == current { return steps }
    let total = try sum(items.map { $0.isDisplaced ? $0.amount.ratio : $0.product })
    if total != current { steps.append(PriceCorrection(rule: .itemsOverTotal, from: current, to: total)) }
    return steps
  }

  private static func sum(_ amounts: [Ratio]) throws(NumberFault) -> Price {
    let fen = try Rounding.hundredths.points(amounts.reduce(Ratio.zero) { $0 + $1 })
    guard let total = Price(fen: fen.units) else { throw .negative }
    return total
  }

  /// The lines whose unit price has its decimal point, or a per cent, plainly in the wrong place, counted from 0: the
  /// unit price becomes amount ÷ quantity.
  public static func displaced(_ items: [OfferItem]) -> [Int] { items.indices.filter { items[$0].isDisplaced } }
}

/// One line of an offer's price table (分项报价).
public struct OfferItem: Hashable, Sendable {
  public let name: String
  public let unit: String
  public let quantity: Points
  public let unitPrice: Price
  public let amount: Price

  public init(name: String, unit: String, quantity: Points, unitPrice: Price, amount: Price) {
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.amount = amount
  }

  /// Unit price × quantity, exact.
  public var product: Ratio { unitPrice.ratio * quantity.ratio }

  /// The amount is the product but for a shifted decimal point in the unit price.
  var isDisplaced: Bool {
    guard !product.isZero, product != amount.ratio else { return false }
    return (1...8).contains { shift in
      let factor = Ratio(BigNatural.powerOfTen(shift))
      return product * factor == amount.ratio || product == amount.ratio * factor
    }
  }
}
