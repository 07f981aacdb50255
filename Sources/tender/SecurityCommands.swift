import ArgumentParser
import Canon
import Messages

/// Bid securities (投标保证金) that go back.
struct SecurityCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "security", abstract: "投标保证金 · Bid securities.", subcommands: [Return.self])

  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "登记退还 · Record that a bidder has its security back (officer).",
      discussion: "何时应退还见 tender remedy due。When they are due: tender remedy due.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "投标（十六进制编号）· The bid, its hex id")
    var bid: String

    @Option(help: "退还日期，如 2026-12-20 · The day")
    var on: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let answer = try await options.signedConnection().post(
        "/api/tenders/\(tender)/lots/\(lot)/security-returns", ["bid": JSON(bid), "on": JSON(on)])
      let waiting = answer["waiting"]?.arrayValue?.count ?? 0
      options.output.say(zh: "已登记；尚有 \(waiting) 份未退还。", en: "Recorded; \(waiting) are still to go back.")
      options.output.show(answer) {
        for row in answer["returned"]?.arrayValue ?? [] {
          // What is owed for a late one, in yuan; nothing stands for one in time.
          let owed = row["interest"]?["amount"]?.stringValue ?? ""
          options.output.line(cells: row.cell("bid"), row.cell("on"), owed)
        }
      }
    }
  }
}
