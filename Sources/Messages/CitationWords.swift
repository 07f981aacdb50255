import Tendering

/// A rule's source in words: `GPL §35; TBL §24` is 《政府采购法》第三十五条、《招标投标法》第二十四条.
public enum Citation {
  /// What is not known stays as it is written.
  public static func words(_ source: String) -> Wording {
    let cited = source.split(separator: ";").map { one($0.drop { $0 == " " }) }
    return Wording(zh: cited.map(\.zh).joined(separator: "、"), en: cited.map(\.en).joined(separator: "; "))
  }

  private static func one(_ text: Substring) -> Wording {
    let space = text.firstIndex(of: " ") ?? text.endIndex
    guard let instrument = Instrument.named(String(text[..<space])) else {
      return Wording(zh: String(text), en: String(text))
    }
    let rest = text[space...].drop { $0 == " " }
    let place = rest.hasPrefix("§") ? articles(rest.dropFirst()) : String(rest)
    return Wording(
      zh: title(instrument.title) + place, en: instrument.en + (rest.isEmpty ? "" : " \(rest)"))
  }

  /// 《政府采购法》; what stands in brackets behind a title stays behind it.
  private static func title(_ title: String) -> String {
    guard !title.hasPrefix("（") else { return title }
    guard let bracket = title.firstIndex(of: "（") else { return "《\(title)》" }
    return "《\(title[..<bracket])》\(title[bracket...])"
  }

  /// `10–11` is 第十条至第十一条, `20(7)` is 第二十条第（7）项.
  private static func articles(_ text: Substring) -> String {
    if let dash = text.firstIndex(of: "–") {
      return article(text[..<dash]) + "至" + article(text[text.index(after: dash)...])
    }
    return article(text)
  }

  private static func article(_ text: Substring) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (1...999).contains(number) else { return String(text) }
    let rest = text[digits.endIndex...]
    return "第\(chinese(number))条"
      + (rest.isEmpty ? "" : "第\(rest.replacing("(", with: "（").replacing(")", with: "）"))项")
  }

  /// 1 … 999 as articles are numbered: 十, 二十一, 一百零五.
  static func chinese(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10)
    var words = hundreds > 0 ? digits[hundreds] + "百" : ""
    if tens > 0 {
      words += (tens == 1 && hundreds == 0 ? "" : digits[tens]) + "十"
    } else if hundreds > 0, ones > 0 {
      words += "零"
    }
    return words + digits[ones]
  }
}
