import ArgumentParser
import Canon
import Messages

/// The opening record (开标记录表) of a lot.
struct OpeningRecord: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "印发开标记录表 · Issue the opening record of a lot.")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    try requireID(lot)
    let json = try await options.signedConnection().post(
      "/api/tenders/\(tender)/lots/\(lot)/opening-record", [:], repeatable: true)
    let output = options.output
    output.show(json) { output.facts([(Wording(zh: "文书", en: "Paper"), json.cell("paper"))]) }
  }
}
