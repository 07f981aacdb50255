import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// The evaluation of a lot (评标结果): recomputed here before an officer signs it.
struct EvaluationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluation", abstract: "评标结果 · Evaluations.", subcommands: [Show.self, Sign.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示将要签署的评标结果 · Show the evaluation as it would be signed.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let json = try await options.signedConnection().get(
        "/api/tenders/\(tender)/drafts/evaluation", query: [("lot", lot)])
      let file = try EvaluationFile(try Draft(json), lot: lot)
      file.show(options.output)
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "复算并签署评标结果 · Recompute and sign the evaluation.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let lot = lot
      var signed: EvaluationFile?
      try await options.signedConnection().signAndPost(
        tender: tender, draft: "evaluation", query: [("lot", lot)], extra: [("lot", JSON(lot))]
      ) { draft throws(CommandFailure) in
        let file = try EvaluationFile(draft, lot: lot)
        try file.recompute()
        signed = file
      }
      options.output.say(
        zh: "评标结果已在本机复算无误并签署；评标报告已印发。",
        en: "The evaluation was recomputed here, holds, and is signed; the report is issued.")
      signed?.show(options.output)
    }
  }
}

/// The evaluation file of a draft.
struct EvaluationFile {
  let json: JSON

  init(_ draft: Draft, lot: String) throws(CommandFailure) {
    guard let file = draft.files.first(where: { $0.path == "evaluation/\(lot).json" }),
      let json = try? JSON.parse(file.bytes)
    else { throw .mistake(zh: "服务器没有给出评标文件。", en: "The server sent no evaluation file.") }
    let line = FileLine(path: file.path, content: file.bytes)
    guard draft.listLines == [line.line] else {
      throw .checkedFalse(
        zh: "文书列出的评标文件与收到的不同，没有签名。",
        en: "The note names another evaluation file than the one that came; it was not signed.")
    }
    self.json = json
  }

  /// Every number again from the members' scores and the prices.
  func recompute() throws(CommandFailure) {
    do {
      _ = try Evaluation.recompute(json) { Fingerprint(digest: Digest(of: $0).bytes) }
    } catch {
      throw .checkedFalse(
        zh: "评标文件复算不符，没有签名：\(error)", en: "The evaluation does not recompute; it was not signed: \(error)")
    }
  }

  func show(_ output: Output) {
    output.show(
      json["bids"]?.arrayValue ?? [], in: json,
      [
        .init(zh: "名次", en: "Rank", .right), .init(zh: "投标人", en: "Bidder"), .init(zh: "状态", en: "State"),
        .init(zh: "报价", en: "Price", .right), .init(zh: "价格分", en: "Price points", .right),
        .init(zh: "总分", en: "Total", .right), .init(zh: "投标", en: "Bid"),
      ]
    ) { bid in
      [
        bid.cell("rank"), bid.cell("bidder"), bid.cell("state"), bid["price"]?.cell("corrected") ?? "",
        bid["price"]?.cell("points") ?? "", bid.cell("total"), bid.cell("bid"),
      ]
    }
  }
}
