import ArgumentParser
import Canon
import Messages
import Tendering

extension OpeningCommands {
  /// What an opening waits for, each condition by itself.
  struct Preconditions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "开标的各项前提 · What an opening waits for, lot by lot.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.signedConnection().openingConditions(tender)
      options.output.show(
        json["conditions"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "标段", en: "Lot"), .init(zh: "前提", en: "Condition"), .init(zh: "满足", en: "Holds"),
          .init(zh: "说明", en: "Detail"),
        ]
      ) { row in
        [
          row.cell("lot"), row.cell("code"), row.cell("ok"),
          row["detail"]?.cell(options.output.language.rawValue) ?? "",
        ]
      }
    }
  }
}

extension Connection {
  func openingConditions(_ tender: String) async throws(CommandFailure) -> JSON {
    try await get("/api/tenders/\(tender)/opening-conditions")
  }

  /// Says which conditions of an opening do not hold, beside the refusal that follows; nothing where that cannot be asked.
  func sayWhatOpeningWaitsFor(_ tender: String, lots: [String], on output: Output) async {
    guard let json = try? await openingConditions(tender) else { return }
    for row in json["conditions"]?.arrayValue ?? [] where row["ok"] == false {
      guard lots.isEmpty || lots.contains(row.cell("lot")) else { continue }
      let detail = row["detail"]
      output.say(
        zh: "前提不满足（\(row.cell("lot")) \(row.cell("code"))）：\(detail?.cell("zh") ?? "")",
        en: "Does not hold (\(row.cell("lot")) \(row.cell("code"))): \(detail?.cell("en") ?? "")")
    }
  }
}
