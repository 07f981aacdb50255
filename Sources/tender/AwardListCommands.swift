import ArgumentParser
import Canon
import Messages

/// The awards that concern the asker: a park's, an agency's, or all for the bureau.
struct AwardList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "查看定标结果 · Awards that concern you, with the papers (park, agency, bureau).")

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().list("/api/awards", of: "awards")
    options.output.show(answer) { Self.show(answer["awards"]?.arrayValue ?? [], options.output) }
  }

  static func show(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "项目", en: "Tender"), .init(zh: "标段", en: "Lot"), .init(zh: "园区", en: "Park"),
        .init(zh: "服务机构", en: "Agency"), .init(zh: "价格", en: "Price", .right), .init(zh: "已接收", en: "Accepted"),
        .init(zh: "文书", en: "Papers"),
      ],
      rows.map { row in
        [
          row.cell("tender"), row.cell("lot"), row.cell("park"), (row["agency"] ?? .null).cell("name"),
          row.cell("price"), row["accepted"]?.isNull ?? true ? "—" : "✓",
          (row["papers"]?.arrayValue ?? []).map(\.cell).joined(separator: " "),
        ]
      })
  }
}

struct AwardAccept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "园区接收中标机构 · Accept the agency that won your lot (park).")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    try requireID(lot)
    let answer = try await options.signedConnection().post(
      "/api/tenders/\(tender)/lots/\(lot)/acceptance", [:], repeatable: true)
    options.output.show(answer) { AwardList.show([answer], options.output) }
  }
}
