import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// Questions about a tender's documents, and their answers to all.
struct QuestionCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "question", abstract: "提问与澄清 · Questions about the documents, and answers to all.",
    subcommands: [Ask.self, List.self, Answer.self])

  struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "对招标文件提问 · Ask about a tender's documents.",
      discussion: """
        谁提问不向任何人公开；问题和答复向所有人公布，请不要写明单位。
        Who asks is told to nobody. Question and answer go to everybody: do not say who you are.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "问题 · The question")
    var text: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.signedConnection().post("/api/tenders/\(tender)/questions", ["text": JSON(text)])
      let output = options.output
      output.say(zh: "问题已收到，答复将向所有人公布。", en: "The question is taken; its answer will go to everybody.")
      output.show(json) {
        output.facts([
          (Wording(zh: "您的问题", en: "Your question"), json.cell("question")),
          (Wording(zh: "答复期限", en: "Due"), TenderWords.moment(json["due"])[output.language]),
        ])
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出问题：经办人见全部（不含提问单位），机构见本机构的 · List questions: an agency's own, or for an officer all.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.signedConnection().get("/api/tenders/\(tender)/questions")
      let output = options.output
      output.say(
        zh: "提问截止：\(TenderWords.moment(json["until"]).zh)",
        en: "Questions until \(TenderWords.moment(json["until"]).en)")
      output.show(
        json["questions"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "序号", en: "No.", .right), .init(zh: "提问时间", en: "Asked"), .init(zh: "状态", en: "State"),
          .init(zh: "答复期限", en: "Due"), .init(zh: "问题", en: "Question"), .init(zh: "答复", en: "Answer"),
        ]
      ) { row in
        [
          row.cell("question"), TenderWords.moment(row["asked"])[output.language],
          QuestionWords.state(row.cell("state"))[output.language], TenderWords.moment(row["due"])[output.language],
          row.cell("text"), row.cell("answer"),
        ]
      }
    }
  }

  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "答复问题，向所有人公布 · Answer questions, to everybody.",
      discussion: """
        一次答复几个问题用 --file（JSON）：{"affectsBids":false,"answers":[{"question":1,"answer":"…","as":"…"}]}
        Several at once: --file, as above; "as" puts a question into other words.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "问题的序号 · The question's number")
    var question: Int?

    @Option(help: "答复 · The answer")
    var answer: String?

    @Option(name: .customLong("as"), help: "公布时的问题（不写则照原文）· The question in other words")
    var wording: String?

    @Flag(help: "答复影响投标文件编制 · The answer affects how bids are written")
    var affectsBids = false

    @Option(help: "几个答复的 JSON 文件 · A JSON file of several answers")
    var file: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let form = try form()
      let tender = tender
      var seq = 0
      let posted = try await options.signedConnection().signAndPost(tender: tender, form: form, as: "clarification") {
        draft throws(CommandFailure) in
        seq = try Self.check(draft, of: tender, form: form)
      }
      let output = options.output
      output.say(zh: "答复已向所有人公布。", en: "The answers are public.")
      output.show(["tender": JSON(tender), "note": JSON(posted.id.b64), "seq": JSON(seq)]) {
        output.facts([
          (Wording(zh: "澄清", en: "Clarification"), String(seq)), (Wording(zh: "文书", en: "Note"), posted.id.b64),
        ])
      }
    }

    private func form() throws(CommandFailure) -> JSON {
      if let file {
        guard question == nil, answer == nil else {
          throw .usage(zh: "--file 不与 --question、--answer 同用。", en: "--file goes without --question and --answer.")
        }
        return try readJSON(file)
      }
      guard let question, let answer else {
        throw .usage(zh: "请给出 --question 序号和 --answer 答复。", en: "Give --question and --answer.")
      }
      var entry: JSON = ["question": JSON(question), "answer": JSON(answer)]
      if let wording { entry = entry.setting("as", JSON(wording)) }
      return ["affectsBids": JSON(affectsBids), "answers": [entry]]
    }

    /// The file that the note names holds these answers, in this order, and no more.
    private static func check(_ draft: Draft, of tender: String, form: JSON) throws(CommandFailure) -> Int {
      let asked = (form["answers"]?.arrayValue ?? []).map { $0["answer"]?.stringValue }
      guard let note = try? ClarificationNote(parsing: draft.text), note.tender == tender, draft.files.count == 1,
        let file = draft.files.first, draft.listLines == [FileLine(path: file.path, content: file.bytes).line],
        let told = try? JSON.parse(file.bytes),
        told["affectsBids"]?.boolValue == form["affectsBids"]?.boolValue ?? false,
        (told["answers"]?.arrayValue ?? []).map({ $0["answer"]?.stringValue }) == asked
      else {
        throw .checkedFalse(
          zh: "服务器拟的澄清与您的答复对不上，没有签名。", en: "The drafted note does not carry your answers; it was not signed.")
      }
      return note.seq
    }
  }
}
