import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

extension TenderCommands {
  /// What comes before a notice, each fact for itself.
  struct Prepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "登记公告之前的准备 · Record what comes before the notice (officer).",
      discussion: """
        每项都留存，最后登记的为准；公告之后不再登记。--example 打印样本。
        Each stays on record, the last one counts; none after the notice. --example prints a form.
        """)

    /// What may be recorded.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case survey, plan, fairness

      var path: String { self == .survey ? "surveys" : rawValue }

      func check(_ json: JSON) throws(FormRefusal) {
        switch self {
        case .survey: _ = try DemandSurvey(json: json)
        case .plan: _ = try ProcurementPlan(json: json)
        case .fairness: _ = try FairnessReview(json: json)
        }
      }

      var example: JSON {
        switch self {
        case .survey:
          [
            "park": "P1", "surveyed": "2026-10-20", "publicConsulted": true,
            "situation": [
              "words": "园区以装备制造为主，多数企业没有专职知识产权人员。", "enterprises": 46, "technologyFirms": 22, "patents": 130,
              "trademarks": 75,
            ], "firms": ["甲机构", "乙机构", "丙机构"], "conclusion": "需要驻园的知识产权托管服务，二十户以上。",
          ]
        case .plan:
          [
            "category": "C99 其他服务", "estimate": "600000.00", "method": "open", "intention": "2026-10-10",
            "filed": "2026-11-12",
          ]
        case .fairness:
          [
            "conclusion": "noImpact", "basis": "公平竞争审查条例第八条至第十一条", "reviewer": "政策法规科", "concluded": "2026-11-13",
          ]
        }
      }
    }

    @Argument(help: "survey 需求调查、plan 实施计划 或 fairness 公平竞争审查 · What")
    var kind: Kind

    @Argument(help: "项目编号 · The tender's id")
    var tender: String?

    @Argument(help: "填好的文件（JSON）· The form, a JSON file")
    var file: String?

    @Flag(help: "打印样本 · Print a form to fill in")
    var example = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let output = options.output
      if example { return Terminal.write(kind.example.prettyText + "\n", to: .out) }
      guard let tender, let file else {
        throw CommandFailure.usage(zh: "请给出项目编号和文件。", en: "Name the tender and the file.")
      }
      try requireID(tender)
      let json = try readJSON(file)
      do { try kind.check(json) } catch { throw CommandFailure(error) }
      let answer = try await options.signedConnection().post("/api/tenders/\(tender)/preparation/\(kind.path)", json)
      let words = PreparationWords.kind(kind.rawValue)
      output.say(zh: "\(words.zh)已登记。", en: "The \(words.en) is recorded.")
      showPreparation(answer, output)
    }
  }

  /// The review of a draft by somebody who has not written at it.
  struct Review: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "审查草稿：通过或退回 · Review a draft: approve or return it (another officer than its writers).",
      discussion: """
        先 tender tender draft 项目 --out draft.json 取出细看，再带 --draft draft.json：草稿在您看过之后改动的，不会误批。
        Read it first: tender tender draft TENDER --out draft.json; with --draft draft.json nothing is approved unread.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Flag(help: "通过 · Approve it")
    var approve = false

    @Option(name: .customLong("return"), help: "退回及理由 · Return it, for this reason")
    var returned: String?

    @Option(help: "所审的草稿文件 · The draft that was read")
    var draft: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      guard approve != (returned != nil) else {
        throw CommandFailure.usage(zh: "请写 --approve，或 --return 理由。", en: "Say --approve, or --return REASON.")
      }
      let api = try options.signedConnection()
      let read: JSON
      if let draft {
        read = try readJSON(draft)
      } else {
        let text = try await api.send(.init(method: .get, path: "/api/tenders/\(tender)/draft"))
        do { read = try JSON.parse(text.body) } catch {
          throw CommandFailure.mistake(zh: "服务器的草稿读不通。", en: "The server's draft cannot be read.")
        }
      }
      var body: JSON = [
        "outcome": JSON(approve ? "approved" : "returned"), "draft": JSON(Digest(of: read.canonicalBytes()).hex),
      ]
      if let returned { body = body.setting("reason", JSON(returned)) }
      let answer = try await api.post("/api/tenders/\(tender)/preparation/reviews", body)
      options.output.say(
        zh: approve ? "草稿已审查通过。" : "草稿已退回。", en: approve ? "The draft is approved." : "The draft is returned.")
      showPreparation(answer, options.output)
    }
  }

  struct ShowPreparation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "preparation",
      abstract: "准备文件和还缺的 · The preparation file, and what is missing (officer, supervisor).")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      showPreparation(
        try await options.signedConnection().get("/api/tenders/\(tender)/preparation"), options.output)
    }
  }
}

/// Facts and reviews, and below them what a real notice would want.
private func showPreparation(_ file: JSON, _ output: Output) {
  let language = output.language
  output.show(file) {
    let reviews = (file["reviews"]?.arrayValue ?? []).map { $0.setting("kind", "review") }
    output.table(
      [
        .init(zh: "种类", en: "Kind"), .init(zh: "园区或结论", en: "Park or conclusion"), .init(zh: "登记人", en: "By"),
        .init(zh: "时间", en: "At"), .init(zh: "为准", en: "Counts"), .init(zh: "现稿", en: "Present draft"),
      ],
      ((file["facts"]?.arrayValue ?? []) + reviews).map { row in
        let word =
          row["body"]?["park"]?.stringValue ?? row["body"]?["conclusion"]?.stringValue ?? row["outcome"]?.stringValue
          ?? ""
        return [
          PreparationWords.kind(row.cell("kind"))[language],
          PreparationWords.outcome(row.cell("kind") == "plan" ? row["body"]?.cell("estimate") ?? "" : word)[language],
          row.cell("by"), TenderWords.moment(row["at"])[language], row["counts"]?.boolValue == true ? "✓" : "",
          row["ofPresentDraft"]?.boolValue == true ? "✓" : "",
        ]
      })
    output.line("")
    let missing = (file["missing"]?.arrayValue ?? []).compactMap { PreparationGap(json: $0) }
    let binds = file["binds"]?.boolValue == true
    for finding in missing.map({ $0.finding(isRehearsal: !binds) }) {
      output.line(cells: finding.rule, finding.severity.words[language], finding.fault.wording[language])
    }
    if missing.isEmpty {
      output.line(Wording(zh: "准备齐全。", en: "Everything is there.")[language])
    } else if !binds {
      output.line(
        Wording(zh: "演练可以不备齐；正式项目须备齐才能发布。", en: "A rehearsal may do without; a real notice may not.")[language])
    }
  }
}
