import ArgumentParser
import Canon
import Messages
import Trusteeship

/// How a service contract is performed: failures, penalties, acceptance (履约、验收).
struct PerformanceCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "performance", abstract: "服务合同的履约：不良记录、违约金、验收 · How a service contract is performed.",
    subcommands: [
      PerformanceShow.self, PerformanceFailure.self, PerformanceSettle.self, PerformanceAccept.self,
      PerformancePaid.self,
    ])
}

struct PerformanceShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "查看履约情况 · Show it (bureau, supervisor, the lot's park and agency).")

  @OptionGroup var place: LotPlace
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().get(try place.path + "/performance")
    PerformanceViews.show(answer, options.output)
  }
}

struct PerformanceFailure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failure", abstract: "登记不良记录 · Record a failure of performance (officer).",
    discussion: """
      用 tender performance failure --example 项目 --lot L1 打印样本。公开的是期间、种类、次数和违约金，不公开经过。
      --example prints a form to fill in. Period, kind, number and penalty are made public; what happened is not.
      """)

  @OptionGroup var place: LotPlace

  @Option(help: "JSON 文件 · A JSON file")
  var file: String?

  @Flag(help: "打印样本 · Print an example")
  var example = false

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    if example { return PerformanceForm.show(Self.form) }
    try await PerformanceForm.send(file, to: try place.path + "/performance/failures", options)
  }

  private static let form: JSON = [
    "period": ["begins": "2027-03-01", "ends": "2027-03-31"],
    "category": JSON(ContractFailure.Category.absence.rawValue), "description": "三月有两周未按约驻园", "events": 2,
    "penaltyContracted": "每缺一日扣减 500 元", "penalty": "1000.00", "penaltyWords": "从第二期付款中扣减",
  ]
}

struct PerformanceSettle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "了结不良记录：已缴纳或撤销 · Say that a penalty was paid, or withdraw the record (officer).")

  @OptionGroup var place: LotPlace

  @Option(help: "记录序号 · The record's number")
  var failure: Int

  @Flag(help: "违约金已缴纳 · The penalty was paid")
  var paid = false

  @Flag(help: "撤销记录 · Withdraw the record")
  var withdraw = false

  @Option(help: "撤销的理由 · Why it is withdrawn")
  var reason: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    guard paid != withdraw else {
      throw CommandFailure.usage(zh: "请写明 --paid 或 --withdraw 其中之一。", en: "Give either --paid or --withdraw.")
    }
    let settlement: ContractFailure.Settlement = paid ? .paid : .withdrawn
    let answer = try await options.signedConnection().post(
      try place.path + "/performance/failures/\(failure)/settlement",
      ["settlement": JSON(settlement.rawValue), "reason": JSON(reason)])
    PerformanceViews.show(answer, options.output)
  }
}

struct PerformanceAccept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "履约验收：合格或不合格 · Accept what was rendered, or reject it (officer).",
    discussion: """
      逐项写明，并征询服务对象的意见。用 --example 打印样本。结果随开放数据公开；同时印出履约验收单，用 tender paper fetch 取。
      Item by item, with what the users of the service say. --example prints a form. The result is public as open data; its
      sheet is among the papers (tender paper fetch).
      """)

  @OptionGroup var place: LotPlace

  @Option(help: "JSON 文件 · A JSON file")
  var file: String?

  @Flag(help: "打印样本 · Print an example")
  var example = false

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    if example { return PerformanceForm.show(Self.form) }
    try await PerformanceForm.send(file, to: try place.path + "/performance/acceptances", options)
  }

  private static let form: JSON = [
    "outcome": JSON(PerformanceAcceptance.Outcome.accepted.rawValue), "ended": "2027-11-30",
    "items": [
      ["item": "驻园服务", "finding": JSON(PerformanceAcceptance.Finding.passed.rawValue), "words": "全年驻园 156 日"],
      ["item": "托管企业", "finding": JSON(PerformanceAcceptance.Finding.passed.rawValue), "words": "完成 22 户"],
    ], "opinions": ["asked": 20, "satisfied": 18, "dissatisfied": 1, "words": "希望增加专利检索培训"],
    "amount": "198000.00", "amountReason": nil, "dayReason": nil, "reason": nil,
  ]
}

struct PerformancePaid: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paid", abstract: "登记验收后的付款 · Record a payment after the acceptance (officer).",
    discussion: "何时应付见 tender remedy due。When it is due: tender remedy due.")

  @OptionGroup var place: LotPlace

  @Option(help: "付款日期，如 2027-12-20 · The day")
  var on: String

  @Option(help: "金额（元）· Yuan, with two decimals")
  var amount: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(
      try place.path + "/performance/payments", ["on": JSON(on), "amount": JSON(amount)])
    PerformanceViews.show(answer, options.output)
  }
}

private enum PerformanceForm {
  static func show(_ form: JSON) { Terminal.write(form.canonicalText + "\n", to: .out) }

  static func send(_ file: String?, to path: String, _ options: GlobalOptions) async throws {
    guard let file else {
      throw CommandFailure.usage(
        zh: "请给出 --file；用 --example 可以打印样本。", en: "Give --file; --example prints a form.")
    }
    let answer = try await options.signedConnection().post(path, try Files.json(file))
    PerformanceViews.show(answer, options.output)
  }
}

enum PerformanceViews {
  static func show(_ answer: JSON, _ output: Output) {
    output.show(answer) {
      let language = output.language
      let term = answer["term"]
      let state =
        answer["accepted"]?.boolValue == true
        ? PerformanceAcceptance.Outcome.accepted.words
        : answer["signed"]?.boolValue == true
          ? Wording(zh: "履行中", en: "being performed") : Wording(zh: "待签署", en: "not signed")
      output.facts([
        (Wording(zh: "服务合同", en: "Service contract"), answer.cell("contract")),
        (Wording(zh: "金额", en: "Price"), answer.cell("price")),
        (Wording(zh: "期限", en: "Term"), "\(term?.cell("begins") ?? "") – \(term?.cell("ends") ?? "")"),
        (Wording(zh: "状态", en: "State"), state[language]),
        (Wording(zh: "付款期限", en: "Pay by"), answer["payBy"]?.stringValue ?? "—"),
        (Wording(zh: "已付", en: "Paid"), answer.cell("paid")),
      ])
      let failures = answer["failures"]?.arrayValue ?? []
      if !failures.isEmpty { self.failures(failures, output) }
      for round in answer["acceptances"]?.arrayValue ?? [] { acceptance(round, output) }
    }
  }

  private static func failures(_ rows: [JSON], _ output: Output) {
    let language = output.language
    output.table(
      [
        .init(zh: "记录", en: "Record"), .init(zh: "期间", en: "Period"), .init(zh: "种类", en: "Kind"),
        .init(zh: "次数", en: "Events", .right), .init(zh: "违约金", en: "Penalty", .right),
        .init(zh: "说明", en: "Words"), .init(zh: "了结", en: "Settled"),
      ],
      rows.map { row in
        [
          row.cell("failure"), "\(row["period"]?.cell("begins") ?? "") – \(row["period"]?.cell("ends") ?? "")",
          ContractFailure.Category(rawValue: row.cell("category"))?.words[language] ?? "", row.cell("events"),
          row.cell("penalty"), row["penaltyWords"]?.stringValue ?? row.cell("description"),
          ContractFailure.Settlement(rawValue: row.cell("settlement"))?.words[language] ?? "",
        ]
      })
  }

  private static func acceptance(_ round: JSON, _ output: Output) {
    let language = output.language
    let opinions = round["opinions"]
    var facts: [(Wording, String)] = [
      (
        Wording(zh: "第 \(round.cell("round")) 次验收", en: "Round \(round.cell("round"))"),
        PerformanceAcceptance.Outcome(rawValue: round.cell("outcome"))?.words[language] ?? ""
      ), (Wording(zh: "服务结束", en: "Ended"), round.cell("ended")),
    ]
    for item in round["items"]?.arrayValue ?? [] {
      let finding = PerformanceAcceptance.Finding(rawValue: item.cell("finding"))?.words[language] ?? ""
      facts.append((Wording(zh: "项目", en: "Item"), "\(item.cell("item"))　\(finding)　\(item.cell("words"))"))
    }
    let counts = ["asked", "satisfied", "dissatisfied"].map { opinions?.cell($0) ?? "" }
    facts.append(
      (
        Wording(zh: "服务对象", en: "Users"),
        Wording(
          zh: "征询 \(counts[0])，满意 \(counts[1])，不满意 \(counts[2])",
          en: "\(counts[0]) asked, \(counts[1]) satisfied, \(counts[2]) not")[language]
      ))
    for (name, zh, en) in [
      ("amount", "结算金额", "Final amount"), ("amountReason", "金额不同的理由", "Why it differs"),
      ("dayReason", "日期不同的理由", "Why the day differs"), ("reason", "理由", "Reason"),
      ("sheet", "履约验收单", "Sheet"),
    ] where round[name]?.stringValue != nil {
      facts.append((Wording(zh: zh, en: en), round.cell(name)))
    }
    output.facts(facts)
  }
}
