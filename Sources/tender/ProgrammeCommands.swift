import ArgumentParser
import Canon
import Messages

struct ProgrammeCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "programme", abstract: "试点 · The pilot programme.", subcommands: [Create.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "设立试点 · Set up a programme (officer).")

    @Argument(help: "试点编号，如 zk-2026 · The programme's id")
    var id: String

    @Option(help: "名称 · Its name")
    var name: String

    @Option(help: "依据文号 · The number of the paper it rests on")
    var basis: String

    @Option(help: "首日，如 2026-01-01 · The first day")
    var begins: String

    @Option(help: "末日 · The last day")
    var ends: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let api = try options.signedConnection()
      let answer = try await api.post(
        "/api/programmes",
        ["id": JSON(id), "name": JSON(name), "basis": JSON(basis), "begins": JSON(begins), "ends": JSON(ends)])
      options.output.show(answer) { PilotTables.programmes([answer], options.output) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出试点 · List programmes.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.connection().get("/api/programmes")
      options.output.show(answer) { PilotTables.programmes(answer["programmes"]?.arrayValue ?? [], options.output) }
    }
  }
}

struct BatchCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "年度批次 · The yearly batch of parks.", subcommands: [Create.self, List.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "设立批次并开放申报 · Open a batch for applications (officer).")

    @Argument(help: "批次编号，如 b-2026 · The batch's id")
    var id: String

    @Option(help: "试点编号 · The programme's id")
    var programme: String

    @Option(help: "年度 · The year")
    var year: Int

    @Option(help: "名称，如 2026年第一批 · Its name")
    var title: String

    @Option(help: "申报开始，Unix 秒，省略即现在 · When applications open, Unix seconds; now when left out")
    var windowOpens: Int?

    @Option(help: "申报截止，Unix 秒 · When applications close, Unix seconds")
    var windowCloses: Int

    @Option(help: "托管期首日 · The first day of the term")
    var begins: String

    @Option(help: "托管期末日（满一年）· The last day, one year on")
    var ends: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let api = try options.signedConnection()
      var form: JSON = [
        "id": JSON(id), "programme": JSON(programme), "year": JSON(year), "title": JSON(title),
        "windowCloses": JSON(windowCloses), "termBegins": JSON(begins), "termEnds": JSON(ends),
      ]
      if let windowOpens { form = form.setting("windowOpens", JSON(windowOpens)) }
      let answer = try await api.post("/api/batches", form)
      options.output.show(answer) { PilotTables.batches([answer], options.output) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出批次 · List batches.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.connection().get("/api/batches")
      options.output.show(answer) { PilotTables.batches(answer["batches"]?.arrayValue ?? [], options.output) }
    }
  }
}

/// The pilot's lists as people read them.
enum PilotTables {
  static func programmes(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "编号", en: "Id"), .init(zh: "名称", en: "Name"), .init(zh: "依据", en: "Basis"),
        .init(zh: "首日", en: "Begins"), .init(zh: "末日", en: "Ends"),
      ], rows.map { row in ["id", "name", "basis", "begins", "ends"].map { row.cell($0) } })
  }

  static func batches(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "编号", en: "Id"), .init(zh: "名称", en: "Name"), .init(zh: "试点", en: "Programme"),
        .init(zh: "托管期首日", en: "Term begins"), .init(zh: "末日", en: "Ends"),
      ], rows.map { row in ["id", "title", "programme", "termBegins", "termEnds"].map { row.cell($0) } })
  }

  static func parks(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "编号", en: "Id"), .init(zh: "园区", en: "Park"), .init(zh: "批次", en: "Batch"),
        .init(zh: "科技企业", en: "Technology firms", .right), .init(zh: "决定", en: "Decision"),
        .init(zh: "文号", en: "Number"), .init(zh: "理由", en: "Reason"),
      ],
      rows.map { row in
        let decision = row["decision"] ?? .null
        let outcome: Wording? =
          switch decision["outcome"]?.stringValue {
          case "confirmed": Wording(zh: "确认", en: "confirmed")
          case "refused": Wording(zh: "不予确认", en: "refused")
          default: nil
          }
        return [
          row.cell("park"), row.cell("name"), row.cell("batch"), row.cell("technologyFirms"),
          outcome?[output.language] ?? "", decision.cell("number"), decision.cell("reason"),
        ]
      })
  }

  static func enterprises(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "统一社会信用代码", en: "Credit code"), .init(zh: "企业", en: "Enterprise"),
        .init(zh: "规模", en: "Size"), .init(zh: "知识产权机构", en: "IP unit"), .init(zh: "人员", en: "Staff", .right),
        .init(zh: "密钥", en: "Key"),
      ],
      rows.map { row in ["creditCode", "name", "size", "hasUnit", "staff", "key"].map { row.cell($0) } })
  }
}
