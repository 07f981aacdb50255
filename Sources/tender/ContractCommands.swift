import ArgumentParser
import Canon
import Messages

/// The contract bureau–agency and the trustee contracts agency–enterprise.
struct ContractCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "合同：服务合同、托管合同 · Contracts: drafting, signing, listing.",
    subcommands: [Service.self, DraftTrustee.self, Sign.self, List.self])

  struct Service: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "拟定采购人与服务机构的一页合同 · Draw up the contract bureau–agency (officer).",
      discussion: "缺省：期限为批次余期，价款按三成、三成、四成支付。 · Otherwise: the rest of the batch's term, paid 30, 30, 40 %.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "JSON 文件：term、payments、paymentDays · A JSON file with term, payments, paymentDays")
    var file: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let form = try file.map { path throws(CommandFailure) in try Files.json(path) } ?? [:]
      let answer = try await options.signedConnection().post(
        "/api/tenders/\(tender)/lots/\(lot)/service-contract", form)
      PaperViews.show(answer, options.output)
    }
  }

  struct DraftTrustee: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft", abstract: "拟定托管合同 · Draw up a trustee contract (agency).",
      discussion: """
        完全式托管含 F1…F5，免费；部分托管用 --item P1=12000.00 选择项目和价格。 · Full trusteeship holds F1…F5 and is \
        free; for partial trusteeship choose items with their prices: --item P1=12000.00.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "full（完全式）或 partial（部分）· full or partial")
    var mode: String

    @Option(help: "企业的统一社会信用代码 · The enterprise's credit code")
    var enterprise: String

    @Option(name: .customLong("item"), help: "选定项目和价格，如 P1=12000.00 · A chosen item and its price")
    var items: [String] = []

    @Option(help: "费用合计；缺省为各项之和 · The fee; otherwise the sum")
    var fee: String?

    @Option(help: "首日 · The first day")
    var begins: String?

    @Option(help: "末日 · The last day")
    var ends: String?

    @Option(help: "服务计划，可多次 · A line of the service plan; may be repeated")
    var plan: [String] = []

    @Option(help: "其他内容的 JSON 文件 · A JSON file with anything else of the form")
    var file: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      var form = try file.map { path throws(CommandFailure) in try Files.json(path) } ?? [:]
      form = form.setting("mode", JSON(mode)).setting("enterprise", JSON(enterprise))
      if !items.isEmpty { form = form.setting("items", .array(try items.map(Self.item))) }
      if let fee { form = form.setting("fee", JSON(fee)) }
      if begins != nil || ends != nil {
        guard let begins, let ends else {
          throw CommandFailure.usage(zh: "--begins 和 --ends 要一起给出。", en: "Give --begins and --ends together.")
        }
        form = form.setting("term", ["begins": JSON(begins), "ends": JSON(ends)])
      }
      if !plan.isEmpty { form = form.setting("plan", .array(plan.map { JSON($0) })) }
      let answer = try await options.signedConnection().post(
        "/api/tenders/\(tender)/lots/\(lot)/contracts", form)
      PaperViews.show(answer, options.output)
    }

    private static func item(_ text: String) throws(CommandFailure) -> JSON {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let code = parts.first, !code.isEmpty else {
        throw .usage(zh: "--item 要写成 P1=12000.00。", en: "Write --item as P1=12000.00.")
      }
      return ["item": JSON(code), "price": parts.count == 2 ? JSON(parts[1]) : .null]
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "签署合同或其他文书 · Sign a contract or another paper, by its name.")

    @OptionGroup var paper: PaperToSign
    @OptionGroup var options: GlobalOptions

    func run() async throws { try await paper.sign(options) }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出托管合同及备案情况 · Trustee contracts that concern you, and their filing.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let answer = try await options.signedConnection().get("/api/tenders/\(tender)/contracts")
      options.output.show(answer) {
        PaperViews.contracts(answer["contracts"]?.arrayValue ?? [], options.output)
      }
    }
  }
}

/// The agreement park–agency.
struct AgreementCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "托管协议（园区与服务机构）· The park agreement.",
    subcommands: [DraftAgreement.self, Sign.self, Publish.self])

  struct DraftAgreement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft", abstract: "拟定托管协议 · Draw up the agreement (park).",
      discussion: "用 --example 打印一份样本。 · --example prints a form to fill in.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String?

    @Option(help: "标段 · The lot")
    var lot: String?

    @Option(help: "JSON 文件 · A JSON file")
    var file: String?

    @Flag(help: "打印样本 · Print an example")
    var example = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      if example {
        Terminal.write(Self.form.canonicalText + "\n", to: .out)
        return
      }
      guard let tender, let lot, let file else {
        throw CommandFailure.usage(
          zh: "请给出项目编号、--lot 和 --file；用 --example 可以打印样本。",
          en: "Give the tender's id, --lot and --file; --example prints a form.")
      }
      try requireID(tender)
      try requireID(lot)
      let answer = try await options.signedConnection().post(
        "/api/tenders/\(tender)/lots/\(lot)/park-agreement", try Files.json(file))
      PaperViews.show(answer, options.output)
    }

    private static let form: JSON = [
      "office": [
        "place": "创业服务中心二层203室", "isFree": true, "area": "46", "equipment": ["办公桌椅4套", "宽带网络", "文件柜2组"],
      ],
      "staff": [["name": "喆堃", "certificate": "4100000001", "role": "项目负责人", "daysOnSite": 120]],
      "term": ["begins": "2026-12-01", "ends": "2027-11-30"], "reportMonths": 3,
    ]
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "签署托管协议 · Sign the agreement (park, agency).")

    @OptionGroup var paper: PaperToSign
    @OptionGroup var options: GlobalOptions

    func run() async throws { try await paper.sign(options) }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "把双方签署的协议记入公开日志 · Name the signed agreement in the log (officer).")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let posted = try await options.signedConnection().signAndPost(
        tender: tender, draft: "agreement", query: [("lot", lot)]
      ) { draft throws(CommandFailure) in try PaperViews.requireFilesNamed(draft) }
      PaperViews.posted(posted, options.output)
    }
  }
}
