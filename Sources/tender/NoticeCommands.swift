import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// What an agency is told of the tenders that it takes part in.
struct NoticeCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "告知 · What one is told of the tenders that one takes part in.",
    subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出公告之后的变化 · List what has happened since the notice.",
      discussion: """
        更正、澄清、废标、终止，均自发生时起在此列出。条款更正前交的投标继续有效，标明“按先前条款密封”，可以替换。
        A bid handed in before the documents were amended stays in force; it is marked, and may be replaced.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      if let tender { try requireID(tender) }
      let json = try await options.signedConnection().get(
        "/api/notices", query: tender.map { [("tender", $0)] } ?? [])
      let output = options.output
      output.show(
        json["notices"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "时间", en: "At"), .init(zh: "项目", en: "Tender"), .init(zh: "标段", en: "Lot"),
          .init(zh: "事项", en: "What"), .init(zh: "内容", en: "Words"), .init(zh: "新的截止时间", en: "New deadline"),
          .init(zh: "您的投标", en: "Your bid"),
        ]
      ) { row in
        [
          TenderWords.moment(row["at"])[output.language], row.cell("tender"), row.cell("lot"),
          NoticeKindWords.words(row.cell("kind"))[output.language], row.cell("reason"),
          TenderWords.moment(row["deadline"])[output.language],
          row["sealedEarlier"]?.arrayValue?.isEmpty == false ? NoticeKindWords.sealedEarlier[output.language] : "",
        ]
      }
    }
  }
}
