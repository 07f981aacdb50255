import Exact
import Tendering

extension NumberFault: Worded {
  public var wording: Wording {
    switch self {
    case .malformed:
      Wording(
        zh: "数字只用数字和一个小数点，不带正负号、空格、逗号或多余的前导零。",
        en: "A number is digits with one point at most: no sign, blank, comma or superfluous zero.")
    case .wrongScale(let expected, let given):
      Wording(zh: "应有 \(expected) 位小数，这里有 \(given) 位。", en: "\(expected) decimals are expected; here are \(given).")
    case .tooLarge: Wording(zh: "数字太大。", en: "The number is too large.")
    case .negative: Wording(zh: "数字不能小于零。", en: "The number may not be below zero.")
    case .divisionByZero: Wording(zh: "除数为零。", en: "Division by zero.")
    }
  }
}

extension FormRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notAnObject(let field):
      Wording(
        zh: field.isEmpty ? "文件应是一个 JSON 对象。" : "“\(field)”应是一个 JSON 对象。",
        en: field.isEmpty ? "The document must be a JSON object." : "“\(field)” must be a JSON object.")
    case .missing(let field): Wording(zh: "缺少“\(field)”，请补上。", en: "“\(field)” is missing; add it.")
    case .unknown(let field):
      Wording(zh: "不认识“\(field)”，请检查拼写或删去。", en: "“\(field)” is unknown; check its spelling or remove it.")
    case .wrong(let field):
      Wording(zh: "“\(field)”的值不合要求。", en: "The value of “\(field)” is not one that may stand there.")
    case .number(let field, let fault):
      Wording(zh: "“\(field)”：", en: "“\(field)”:").then(fault.wording)
    case .tooLong(let field, let max):
      Wording(zh: "“\(field)”超过 \(max) 字节。", en: "“\(field)” is longer than \(max) bytes.")
    case .tooMany(let field, let max):
      Wording(zh: "“\(field)”超过 \(max) 项。", en: "“\(field)” has more than \(max) items.")
    }
  }
}

extension OfferRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .belongsToOtherPart(let field):
      Wording(
        zh: "“\(field)”不属于投标文件的这一部分，提前出现会泄露内容。请从 bid.json 中移走。",
        en: "“\(field)” belongs to another part of the bid and would be seen too early. Take it out of bid.json.")
    case .missingInPart(let field):
      Wording(zh: "这一部分应有“\(field)”，请补入 bid.json。", en: "This part must hold “\(field)”; add it to bid.json.")
    case .nameUnfit(let max):
      Wording(
        zh: "供应商名称超过 \(max) 个字符，或含有换行等控制字符，不能印入文书。请改正。",
        en: "The supplier's name has more than \(max) characters or a control character, and cannot stand on a paper. "
          + "Put it right.")
    case .priceZero:
      Wording(
        zh: "报价为零（或按大写、明细更正后为零）的投标一律无效。请填写实际报价。",
        en: "A price of zero, as written or as it would be corrected, makes the bid invalid. State the price.")
    case .wordsDiffer:
      Wording(
        zh: "报价的大写与小写不一致（开标后以大写为准）。请改成一致。",
        en: "The price in words is another amount than in figures; after the opening the words win. Make them agree.")
    case .wordsUnreadable:
      Wording(zh: "读不懂报价的大写金额。", en: "The price in words cannot be read as an amount.")
    case .itemDiffers(let index):
      Wording(
        zh: "报价明细第 \(index + 1) 项的金额不等于单价乘数量。",
        en: "Line \(index + 1) of the price: its amount is not unit price × quantity.")
    case .totalDiffers:
      Wording(zh: "报价总额不等于明细之和。", en: "The total is not the sum of the lines.")
    case .aboveCeiling:
      Wording(zh: "报价超过最高限价，评审时将作无效投标处理。", en: "The price is above the ceiling; such a bid is rejected at review.")
    case .answerUnknown(let criterion):
      Wording(
        zh: "“answers”里的“\(criterion)”不是评审因素的编号。",
        en: "“\(criterion)” in “answers” is no criterion of the scheme.")
    case .attachmentTwice(let member):
      Wording(zh: "附件“\(member)”列了两次。", en: "The attachment “\(member)” is listed twice.")
    case .attachmentDiffers(let member):
      Wording(
        zh: "附件“\(member)”不在文件夹里，或内容与所列摘要不同。",
        en: "The attachment “\(member)” is not in the folder, or has other bytes than listed.")
    case .attachmentNotListed(let member):
      Wording(zh: "文件“\(member)”没有列入附件。", en: "The file “\(member)” is not listed as an attachment.")
    }
  }
}
