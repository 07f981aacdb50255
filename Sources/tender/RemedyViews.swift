import Canon
import Messages
import Tendering

/// How remedies and what is due are shown.
enum RemedyViews {
  static func table(_ rows: [JSON], _ output: Output) {
    let language = output.language
    output.table(
      [
        .init(zh: "编号", en: "Id"), .init(zh: "种类", en: "Kind"), .init(zh: "针对", en: "About"),
        .init(zh: "标段", en: "Lot"), .init(zh: "提出人", en: "Filed by"), .init(zh: "状态", en: "State"),
        .init(zh: "期限", en: "Due"), .init(zh: "结果", en: "Found"), .init(zh: "处理", en: "What follows"),
      ],
      rows.map { row in
        [
          row.cell("id"), kind(row, language), Remedy.About(rawValue: row.cell("about"))?.words[language] ?? "",
          row.cell("lot"), row.cell("filer"), Remedy.State(rawValue: row.cell("state"))?.words[language] ?? "",
          row["decideBy"]?.stringValue ?? row.cell("due"),
          Remedy.Outcome(rawValue: row.cell("outcome"))?.words[language] ?? "",
          row["outcome"]?.stringValue == nil
            ? "" : Remedy.Effect(rawValue: row.cell("effect"))?.words[language] ?? "",
        ]
      })
  }

  static func whole(_ row: JSON, _ output: Output) {
    table([row], output)
    let form = row["form"] ?? .null
    var facts: [(Wording, String)] = []
    for (number, matter) in (form["matters"]?.arrayValue ?? []).enumerated() {
      facts.append((Wording(zh: "事项 \(number + 1)", en: "Matter \(number + 1)"), matter.cell("text")))
    }
    for (name, zh, en) in [("request", "请求", "Asked for"), ("facts", "事实", "Facts"), ("law", "法律依据", "Legal basis")]
    where form[name]?.stringValue != nil {
      facts.append((Wording(zh: zh, en: en), form.cell(name)))
    }
    for (name, zh, en) in [("findings", "查明", "Found"), ("grounds", "依据", "Grounds")] {
      if let text = row["finding"]?[name]?.stringValue { facts.append((Wording(zh: zh, en: en), text)) }
    }
    if let reason = row["reason"]?.stringValue { facts.append((Wording(zh: "理由", en: "Reason"), reason)) }
    if let until = row["suspendedUntil"]?.stringValue {
      facts.append((Wording(zh: "暂停至", en: "Suspended until"), until))
    }
    facts.append(
      (Wording(zh: "文书", en: "Papers"), (row["papers"]?.arrayValue ?? []).map(\.cell).joined(separator: " ")))
    output.facts(facts)
  }

  static func due(_ answer: JSON, _ output: Output) {
    let language = output.language
    output.table(
      [
        .init(zh: "期限", en: "By"), .init(zh: "事项", en: "What"), .init(zh: "标段", en: "Lot"),
        .init(zh: "编号", en: "Id"), .init(zh: "逾期", en: "Overdue"),
      ],
      (answer["due"]?.arrayValue ?? []).map { row in
        [
          row["by"]?.stringValue ?? Wording(zh: "立即", en: "at once")[language],
          what(row.cell("what"))[language], row.cell("lot"), row.cell("remedy"),
          row["overdue"]?.boolValue == true ? "✓" : "",
        ]
      })
    for row in answer["due"]?.arrayValue ?? [] {
      guard let interest = row["interest"], !interest.isNull else { continue }
      let mark = interest["confirmed"]?.boolValue == true ? "" : "（利率待核实）"
      output.say(
        zh: "标段 \(row.cell("lot"))：保证金逾期 \(interest.cell("days")) 天，每份应付资金占用费 \(interest.cell("amount")) 元"
          + "（年利率 \(interest.cell("yearlyRate"))，\(interest.cell("count")) 份）\(mark)；因投标人自身原因未能退还的除外。",
        en:
          "Lot \(row.cell("lot")): the securities are \(interest.cell("days")) days late; \(interest.cell("amount")) yuan is "
          + "owed on each of \(interest.cell("count")), at \(interest.cell("yearlyRate")) a year"
          + (mark.isEmpty ? "" : " (to be confirmed)") + ", unless the delay lies in the bidder.")
    }
    for hold in answer["holds"]?.arrayValue ?? [] {
      guard let step = ProcedureRules.HeldStep(rawValue: hold.cell("step")) else { continue }
      output.say(
        zh: "标段 \(hold.cell("lot"))：因 \(hold.cell("remedy"))，\(step.words.zh)暂停。",
        en: "Lot \(hold.cell("lot")): \(step.words.en) waits for \(hold.cell("remedy")).")
    }
  }

  private static func kind(_ row: JSON, _ language: Language) -> String {
    guard let words = Remedy.Kind(rawValue: row.cell("kind"))?.words else { return row.cell("kind") }
    return Wording(zh: words.zh, en: words.en)[language]
  }

  private static func what(_ word: String) -> Wording {
    switch word {
    case "answer": Wording(zh: "答复", en: "answer")
    case "check": Wording(zh: "决定是否受理投诉", en: "take the complaint up or not")
    case "decision": Wording(zh: "投诉处理决定", en: "decide the complaint")
    case "award": Wording(zh: "确定中标人", en: "award")
    case "publicity": Wording(zh: "公示中标候选人", en: "make the candidates public")
    case "reReview": Wording(zh: "重新评审，并重新签署评审结果", en: "finish the re-review and sign the evaluation again")
    case "payment": Wording(zh: "支付合同价款", en: "pay the contract's price")
    case "returnSecurity": Wording(zh: "退还投标保证金", en: "give bid securities back")
    case "contract": Wording(zh: "签订合同", en: "sign the contract")
    default: Remedy.Effect(rawValue: word)?.words ?? Wording(zh: word, en: word)
    }
  }
}
