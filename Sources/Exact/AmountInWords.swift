/// 大写金额: amounts in the capital characters that cannot be altered with a stroke.
///
///     198000.00 ↔ 壹拾玖万捌仟元整    230500.00 ↔ 贰拾叁万零伍佰元整    1.05 ↔ 壹元零伍分
///
/// Printing follows 正确填写票据和结算凭证的基本规定; reading also takes the freedoms that this rule leaves (a 零 more or
/// less, 正 for 整, 圆 for 元, 人民币 in front, traditional characters) and nothing whose value is in doubt.
public enum AmountInWords {
  private static let digits: [Unicode.Scalar] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

  /// The words for a price.
  public static func print(_ price: Price) -> String {
    let (yuan, jiao, fen) = (price.fen / 100, Int(price.fen / 10 % 10), Int(price.fen % 10))
    var words = ""
    if yuan > 0 || price.fen == 0 { words += (yuan == 0 ? "零" : whole(yuan)) + "元" }
    if jiao > 0 { words += "\(digits[jiao])角" }
    if fen > 0 { words += (jiao == 0 && yuan > 0 ? "零" : "") + "\(digits[fen])分" }
    return fen == 0 ? words + "整" : words
  }

  /// Words for 1 and more: groups of 亿 and 万 inside one another, 零 where a place is skipped.
  private static func whole(_ value: Int64) -> String {
    for (unit, name) in [(100_000_000, "亿"), (10_000, "万"), (1000, "仟"), (100, "佰"), (10, "拾")] as [(Int64, String)]
    where value >= unit {
      let rest = value % unit
      let gap = rest > 0 && rest < unit / 10 ? "零" : ""
      return whole(value / unit) + name + gap + (rest > 0 ? whole(rest) : "")
    }
    return String(Character(digits[Int(value)]))
  }

  /// The price that `words` say.
  ///
  /// - Throws: `malformed` for anything but one amount, `tooLarge` for what a `Price` cannot hold.
  public static func parse(_ words: String) throws(NumberFault) -> Price {
    // No real amount needs more; the limit keeps a hostile bid from costing time.
    guard words.utf8.count <= 400 else { throw .malformed }
    var tokens: [Token] = []
    for scalar in words.unicodeScalars.drop(prefix: ["人", "民", "币"]) {
      guard let token = Token(scalar) else { throw .malformed }
      tokens.append(token)
    }
    let ended = tokens.last == .even
    if ended { tokens.removeLast() }
    var rest = tokens[...]
    var yuan: Int64 = 0
    let hasYuan = rest.contains(.yuan)
    if let at = rest.firstIndex(of: .yuan) {
      yuan = try value(rest[..<at])
      rest = rest[(at + 1)...]
    }
    var (jiao, fen): (Int64, Int64) = (0, 0)
    var hasFen = false
    let hasJiao = try take(.jiao, from: &rest, into: &jiao)
    if try take(.fen, from: &rest, into: &fen) { hasFen = true }
    guard rest.isEmpty, hasYuan || hasJiao || hasFen, !(ended && hasFen) else { throw .malformed }
    let (product, over) = yuan.multipliedReportingOverflow(by: 100)
    let (sum, more) = product.addingReportingOverflow(jiao * 10 + fen)
    guard !over, !more, let price = Price(fen: sum) else { throw .tooLarge }
    return price
  }

  private enum Token: Equatable {
    case digit(Int64), unit(Int64), yuan, jiao, fen, even

    init?(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "元", "圆", "圓": self = .yuan
      case "角": self = .jiao
      case "分": self = .fen
      case "整", "正": self = .even
      case "拾": self = .unit(10)
      case "佰": self = .unit(100)
      case "仟": self = .unit(1000)
      case "万", "萬": self = .unit(10_000)
      case "亿", "億": self = .unit(100_000_000)
      case "貳", "贰": self = .digit(2)
      case "參", "叁": self = .digit(3)
      case "陸", "陆": self = .digit(6)
      default:
        guard let value = digits.firstIndex(of: scalar) else { return nil }
        self = .digit(Int64(value))
      }
    }
  }

  /// Takes `零`? digit unit from the front; false when the unit does not stand there.
  private static func take(
    _ unit: Token, from rest: inout ArraySlice<Token>, into value: inout Int64
  ) throws(NumberFault) -> Bool {
    guard let at = rest.firstIndex(of: unit) else { return false }
    var part = rest[..<at]
    if part.count == 2, part.first == .digit(0) { part.removeFirst() }
    guard part.count == 1, case .digit(let digit)? = part.first else { throw .malformed }
    value = digit
    rest = rest[(at + 1)...]
    return true
  }

  /// A whole number; split at the last 亿, then at 万, then place by place.
  private static func value(_ tokens: ArraySlice<Token>) throws(NumberFault) -> Int64 {
    if tokens.elementsEqual([.digit(0)]) { return 0 }
    guard tokens.first != .digit(0) else { throw .malformed }
    var tokens = tokens
    // 壹拾万零元整; but 贰零元整 may be a 20.
    if tokens.count > 1, tokens.last == .digit(0), case .unit? = tokens.dropLast().last { tokens.removeLast() }
    return try group(tokens, units: [100_000_000, 10_000], isBehind: false)
  }

  /// - Parameter isBehind: a higher group stands before this one.
  private static func group(
    _ tokens: ArraySlice<Token>, units: [Int64], isBehind: Bool
  ) throws(NumberFault) -> Int64 {
    guard let unit = units.first else { return try places(tokens, isBehind: isBehind) }
    guard let at = tokens.lastIndex(of: .unit(unit)) else {
      return try group(tokens, units: Array(units.dropFirst()), isBehind: isBehind)
    }
    // 亿 may hold 亿 once more (亿亿); 万 may not hold 万.
    let high = try group(tokens[..<at], units: unit == 10_000 ? [] : units, isBehind: isBehind)
    guard high > 0 else { throw .malformed }
    let after = tokens[(at + 1)...]
    let low = after.isEmpty ? 0 : try group(after, units: Array(units.dropFirst()), isBehind: true)
    guard after.isEmpty || low > 0 else { throw .malformed }
    let (product, over) = high.multipliedReportingOverflow(by: unit)
    let (sum, more) = product.addingReportingOverflow(low)
    if over || more { throw .tooLarge }
    return sum
  }

  /// 1 … 9999: falling places, a 零 allowed before any digit but never two together.
  private static func places(_ tokens: ArraySlice<Token>, isBehind: Bool) throws(NumberFault) -> Int64 {
    var (sum, ceiling, i): (Int64, Int64, Int) = (0, 10_000, tokens.startIndex)
    while i < tokens.endIndex {
      let hasZero = tokens[i] == .digit(0)
      if hasZero { i += 1 }
      guard i < tokens.endIndex else { throw .malformed }
      var digit: Int64
      switch tokens[i] {
      case .digit(let value) where value > 0: (digit, i) = (value, i + 1)
      // 拾伍 for 壹拾伍 is common in front.
      case .unit(10) where i == tokens.startIndex && !isBehind: digit = 1
      default: throw .malformed
      }
      var place: Int64 = 1
      if i < tokens.endIndex, case .unit(let unit) = tokens[i] { (place, i) = (unit, i + 1) }
      guard place < ceiling else { throw .malformed }
      // 壹佰贰 may be a 120, 贰万伍 a 25000: people leave the last unit away in speech.
      guard place > 1 || hasZero || ceiling == 10 || (sum == 0 && !isBehind) else { throw .malformed }
      ceiling = place
      digit *= place
      sum += digit
    }
    guard sum > 0 else { throw .malformed }
    return sum
  }
}

extension String.UnicodeScalarView {
  /// The scalars after `prefix` when they begin so, otherwise all of them.
  fileprivate func drop(prefix: [Unicode.Scalar]) -> SubSequence {
    starts(with: prefix) ? dropFirst(prefix.count) : self[...]
  }
}
