import Exact
import Tendering

/// Legal numbers and the register of rules as people read them; whatever was not read in full says 待核实.
extension Rule.Level {
  public var words: Wording {
    switch self {
    case .verified: Wording(zh: "已核对全文", en: "read in full")
    case .secondary: Wording(zh: "仅见于二手文本，待核实", en: "secondary text only, to be confirmed")
    case .memory: Wording(zh: "凭记忆，待核实", en: "from memory, to be confirmed")
    case .own: Wording(zh: "无明文规定，本系统自定，待核实", en: "no rule, our own choice, to be confirmed")
    }
  }
}

extension Rule.Value {
  public var words: Wording {
    switch self {
    case .count(let count): Wording(zh: "\(count)", en: "\(count)")
    case .days(let days): Period.days(days).words
    case .workingDays(let days): Period.workingDays(days).words
    case .minutes(let minutes): Wording(zh: "\(minutes)分钟", en: "\(minutes) minutes")
    case .years(let years): Wording(zh: "\(years)年", en: "\(years) years")
    case .share(let share):
      // A share of two decimals is a whole number of hundredths.
      Wording(zh: "\(share.percent)%", en: "\(share.percent)%")
    case .money(let price):
      Wording(zh: "\(AmountWording.grouped(price.description))元", en: AmountWording.price(price).en)
    }
  }
}

extension Points {
  /// The share as per cent, without superfluous zeros: `10`, `4.5`.
  var percent: String {
    var text = (ratio * Ratio(100)).exactDecimal(placesMin: 0) ?? ""
    if text.utf8.contains(0x2E) {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }
}
