import ArgumentParser
import Canon
import Exact
import Messages

struct ParkCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "park", abstract: "园区申报、确认和企业名册 · Host parks: application, decision, register.",
    subcommands: [
      Apply.self, ShowApplication.self, Revise.self, List.self, Show.self, Decide.self, Confirmation.self,
      Enterprises.self,
    ])

  struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交申报表 · Hand in an application (park).",
      discussion: "用 --example 打印一份申报表样本。 · --example prints a form to fill in.")

    @Argument(help: "申报表 JSON 文件 · The application, a JSON file")
    var file: String?

    @Option(help: "批次编号 · The batch's id; otherwise as in the file")
    var batch: String?

    @Flag(help: "打印样本 · Print an example")
    var example = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      if example {
        Terminal.write(PilotExamples.application.canonicalText + "\n", to: .out)
        return
      }
      guard let file else {
        throw CommandFailure.usage(
          zh: "请给出申报表文件；用 --example 可以打印样本。", en: "Name the application's file; --example prints one.")
      }
      var form = try Files.json(file)
      if let batch { form = form.setting("batch", JSON(batch)) }
      let answer = try await options.signedConnection().post("/api/parks", form)
      options.output.show(answer) { PilotTables.parks([answer], options.output) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出园区 · List parks.")

    @Option(help: "批次编号 · Of one batch")
    var batch: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.connection().get("/api/parks", query: batch.map { [("batch", $0)] } ?? [])
      options.output.show(answer) { PilotTables.parks(answer["parks"]?.arrayValue ?? [], options.output) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看园区和申报材料 · Show a park and its evidence.")

    @Argument(help: "园区编号 · The park's id")
    var park: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.connection().get("/api/parks/\(park)")
      options.output.show(answer) {
        PilotTables.parks([answer], options.output)
        for code in answer["unmet"]?.arrayValue ?? [] {
          let words = code.stringValue.flatMap { wording(code: $0)?[options.language] } ?? code.cell
          options.output.line("✗ " + words)
        }
      }
    }
  }

  struct Decide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "确认或不予确认 · Confirm a park or refuse it (officer).")

    @Argument(help: "园区编号 · The park's id")
    var park: String

    @Flag(help: "确认 · Confirm it")
    var confirm = false

    @Flag(help: "不予确认 · Refuse it")
    var refuse = false

    @Option(help: "理由，不予确认时必填 · The reason; needed for a refusal")
    var reason: String?

    @Option(help: "文号，省略则自动编号 · The paper's number; the next one when left out")
    var number: String?

    @Option(
      help:
        "所审的申报表文件（park application 写出）；其后已改则不决定 · The file of the application you judged; nothing is decided if it changed"
    )
    var seen: String?

    @Flag(help: "条件四经审查不具备 · Condition 4 (groundwork) was not found")
    var noGroundwork = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard confirm != refuse else {
        throw CommandFailure.usage(
          zh: "请写明 --confirm 或 --refuse 其中之一。", en: "Give either --confirm or --refuse.")
      }
      var form: JSON = [
        "outcome": JSON(confirm ? "confirmed" : "refused"), "groundworkFound": JSON(!noGroundwork),
      ]
      if let reason { form = form.setting("reason", JSON(reason)) }
      if let number { form = form.setting("number", JSON(number)) }
      let answer = try await options.signedConnection().post(
        "/api/parks/\(park)/decision", form,
        headers: try seen.map { [("If-Match", try EditedFile(path: $0).tag())] } ?? [])
      options.output.show(answer) { PilotTables.parks([answer], options.output) }
    }
  }

  struct Confirmation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取确认通知 · Fetch the paper of the decision (park, bureau).")

    @Argument(help: "园区编号 · The park's id")
    var park: String

    @Option(help: "写入的 PDF 文件 · The PDF to write")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().send(
        .init(method: .get, path: "/api/parks/\(park)/confirmation.pdf", answerMax: 64 << 20))
      try Files.write(answer.body, to: out, .open)
      options.output.say(zh: "已写入 \(out)。", en: "Written to \(out).")
    }
  }

  struct Enterprises: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "企业名册：列出，或用 --file 登记 · The park's register: list it, or add firms with --file (park).",
      discussion: "用 --example 打印一份登记样本。 · --example prints a form to fill in.")

    @Argument(help: "园区编号 · The park's id")
    var park: String?

    @Option(help: "企业 JSON 文件：一家或数组 · A JSON file: one firm or an array")
    var file: String?

    @Flag(help: "打印样本 · Print an example")
    var example = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      if example {
        Terminal.write(PilotExamples.enterprise.canonicalText + "\n", to: .out)
        return
      }
      guard let park else {
        throw CommandFailure.usage(zh: "请给出园区编号。", en: "Name the park.")
      }
      let api = try options.signedConnection()
      if let file {
        let forms = try Files.json(file)
        for form in forms.arrayValue ?? [forms] {
          // The daemon answers the same firm again with the same answer.
          try await api.post("/api/parks/\(park)/enterprises", form, repeatable: true)
        }
      }
      let answer = try await api.get("/api/parks/\(park)/enterprises")
      options.output.show(answer) {
        PilotTables.enterprises(answer["enterprises"]?.arrayValue ?? [], options.output)
      }
    }
  }
}

/// Forms to fill in; every name in them is invented.
enum PilotExamples {
  static func code(_ serial: Int) -> JSON { JSON(CreditCode.synthetic(serial: serial)?.text) }

  static var application: JSON {
    [
      "batch": "b-2026", "park": "P1", "name": "川汇区演武高新技术开发区管理委员会", "creditCode": code(901),
      "level": "county", "foundedBy": "周口市人民政府", "approval": "周政文〔2019〕1号（虚构）", "region": "411602",
      "department": "科技创新与知识产权科", "contact": ["name": "孙演习", "phone": "0394-0000003"], "enterprises": 46,
      "technologyFirms": .array(
        (1...20).map { serial in
          [
            "creditCode": code(100 + serial), "name": JSON("周口彩排科技\(serial)号有限公司"), "category": "technologySME",
            "evidence": JSON("入库登记编号（虚构）\(serial)"),
          ]
        }), "groundwork": "设有知识产权服务站，上年度组织培训三次。",
      "office": ["place": "创业服务中心二层203室", "isFree": true], "plan": "一年内组织不少于二十家企业托管。",
    ]
  }

  static var enterprise: JSON {
    [
      "creditCode": code(5), "name": "周口彩排精密机械有限公司", "size": "small", "hasUnit": false, "staff": 0,
      "isTechnologyFirm": true, "isIndustrial": true, "contact": "周彩排 0394-0000004",
      "vkey": .null,
    ]
  }
}

extension Files {
  /// A form in a file: strict JSON, UTF-8, at most 1 MiB as the daemon takes it.
  static func json(_ path: String) throws(CommandFailure) -> JSON {
    let bytes = try read(path, limit: 1 << 20)
    do {
      return try JSON.parse(bytes)
    } catch {
      throw .localFile(
        zh: "\(path) 不是规范的 JSON（\(error.code)）。请检查文件。",
        en: "\(path) is not JSON as this system reads it (\(error.code)). Check the file.")
    }
  }
}
