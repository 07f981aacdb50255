import ArgumentParser
import Canon
import Messages
import Tendering

extension TenderCommands {
  /// The content of a draft held against the rules, before anybody sees it.
  struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "检查草稿的内容（离线）· Check a draft's content, offline.",
      discussion: """
        每项一行：规则、处理（不得通过、须附法律意见、提示）、位置、问题。有未处理的问题时退出码为 3。
        One line a finding. A legal note stands in the draft: "legalNotes":[{"rule":"R-009","at":"qualification[0]","note":"…"}].
        """)

    @Argument(help: "草稿文件（JSON）· The draft, a JSON file")
    var file: String

    @Flag(help: "连同服务器上登记的准备文件一并检查（经办人）· Look at the preparation file on the server too (officer)")
    var recorded = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let draft: DraftOutline
      do { draft = try DraftOutline(json: try readJSON(file)) } catch let refusal as FormRefusal {
        throw CommandFailure(refusal)
      }
      var findings = draft.findings(isRehearsal: draft.id.isRehearsal)
      if recorded {
        let file = try await options.signedConnection().get("/api/tenders/\(draft.id.text)/preparation")
        findings += (file["missing"]?.arrayValue ?? []).compactMap { PreparationGap(json: $0) }
          .map { $0.finding(isRehearsal: draft.id.isRehearsal) }
      }
      let output = options.output
      let language = output.language
      output.show(["tender": JSON(draft.id.text), "findings": .array(findings.map(\.json))]) {
        output.table(
          [
            .init(zh: "规则", en: "Rule"), .init(zh: "处理", en: "Severity"), .init(zh: "位置", en: "At"),
            .init(zh: "问题", en: "Finding"), .init(zh: "法律意见", en: "Legal note"),
          ],
          findings.map {
            [$0.rule, $0.severity.words[language], $0.at, $0.fault.wording[language], $0.note ?? ""]
          })
      }
      let open = findings.filter(\.isOpen)
      guard open.isEmpty else { throw CommandFailure(LintRefusal(open: open)) }
      output.say(
        zh: "共 \(findings.count) 项，没有未处理的问题。", en: "\(findings.count) findings, none of them open.")
    }
  }
}

extension LintFinding {
  var json: JSON {
    [
      "rule": JSON(rule), "severity": JSON(severity.rawValue), "at": JSON(at), "code": JSON(fault.code),
      "zh": JSON(fault.wording.zh), "en": JSON(fault.wording.en), "note": JSON(note), "open": .bool(isOpen),
    ]
  }
}
