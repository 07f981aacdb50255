import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// The evaluation of a lot (评标结果): recomputed here before an officer signs it.
struct EvaluationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluation", abstract: "评标结果 · Evaluations.",
    subcommands: [Show.self, Sign.self, Reject.self, EvaluationReview.self, EvaluationReviews.self])

  /// Whose result the public sees where the scheme shows the winner's alone.
  struct Choice: ParsableArguments {
    @Option(
      help: "拟中标的投标（十六进制编号，缺省为第一名；仅“只公开中标人”时有用）· The bid whose element is public; the first in rank when absent")
    var bid: String?

    @Option(help: "跳过的更前名次：编号:事由,… · Better ranked bids left aside: HEX:ground,…")
    var passedOver: String?

    var query: [(String, String)] {
      [("bid", bid), ("passedOver", passedOver)].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The same beside a note.
    func extra(lot: String) throws(CommandFailure) -> [(String, JSON)] {
      var extra = [("lot", JSON(lot))]
      if let bid { extra.append(("bid", JSON(bid))) }
      guard let passedOver else { return extra }
      var entries: [JSON] = []
      for entry in passedOver.split(separator: ",") {
        let words = entry.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2 else {
          throw .usage(zh: "“\(entry)”写法不对，应为 编号:事由。", en: "“\(entry)” is not HEX:ground.")
        }
        entries.append(["bid": JSON(words[0]), "ground": JSON(words[1])])
      }
      return extra + [("passedOver", .array(entries))]
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示将要签署的评标结果 · Show the evaluation as it would be signed.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var choice: Choice
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let json = try await options.signedConnection().get(
        "/api/tenders/\(tender)/drafts/evaluation", query: [("lot", lot)] + choice.query)
      let file = try EvaluationFile(try Draft(json), lot: lot)
      file.show(options.output)
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "复算并签署评标结果 · Recompute and sign the evaluation.",
      discussion: """
        评标办法为“只公开中标人”时，公开的文件只有中标人的得分，其他投标只公布封存值；签署前在本机用全文和盐值核对每个封存值。
        Where the scheme shows the winner alone, every seal of the public file is opened here before anything is signed.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var choice: Choice
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let signed = try await options.signedConnection().signEvaluation(tender, lot: lot, choice)
      options.output.say(
        zh: "评标结果已在本机复算无误并签署；评标报告已印发。",
        en: "The evaluation was recomputed here, holds, and is signed; the report is issued.")
      signed.show(options.output)
    }
  }

  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "分两部分的标段：签署前一部分的否决 · In a lot of several parts: sign what the earlier part rejects.",
      discussion: "被否决的投标，后一部分不再开启。没有否决的可直接启动下一部分的开标。What is rejected stays shut in the next part.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      var rejected: [Digest] = []
      let posted = try await options.signedConnection().signAndPost(
        tender: tender, draft: "evaluation", query: [("lot", lot)], extra: [("lot", JSON(lot))]
      ) { draft throws(CommandFailure) in
        guard draft.files.isEmpty, let note = try? EvaluationNote(parsing: draft.text), note.list.lines == 0,
          note.tender == tender
        else {
          throw CommandFailure(
            .refused, zh: "标段 \(lot) 各部分都已开启：请用 tender evaluation sign。",
            en: "Every part of lot \(lot) is opened: use `tender evaluation sign`.")
        }
        rejected = note.rejects
      }
      let output = options.output
      output.say(
        zh: "已签署否决 \(rejected.count) 份投标；它们的后一部分不再开启。",
        en: "\(rejected.count) bids are rejected; their later parts stay shut.")
      let json: JSON = [
        "tender": JSON(tender), "lot": JSON(lot), "note": JSON(posted.id.b64),
        "rejected": .array(rejected.map { JSON($0.hex) }),
      ]
      output.show(json) { for bid in rejected { output.line(bid.hex) } }
    }
  }
}

extension Connection {
  /// Recomputes the drafted evaluation here, and signs it.
  func signEvaluation(
    _ tender: String, lot: String, _ choice: EvaluationCommands.Choice
  ) async throws(CommandFailure) -> EvaluationFile {
    let draft = try Draft(
      try await get("/api/tenders/\(tender)/drafts/evaluation", query: [("lot", lot)] + choice.query))
    let file = try EvaluationFile(draft, lot: lot)
    try file.recompute()
    try await sign(tender: tender, text: draft.text, list: draft.list, extra: try choice.extra(lot: lot))
    return file
  }
}

/// The evaluation of a draft: the file that the log will name and, where that seals elements, the whole one.
struct EvaluationFile {
  /// Every number of every bid.
  let json: JSON
  let published: JSON
  private let salts: EvaluationSalts?

  init(_ draft: Draft, lot: String) throws(CommandFailure) {
    func file(_ path: String) -> (bytes: [UInt8], json: JSON)? {
      guard let bytes = draft.files.first(where: { $0.path == path })?.bytes, let json = try? JSON.parse(bytes) else {
        return nil
      }
      return (bytes, json)
    }
    let path = "evaluation/\(lot).json"
    guard let (bytes, published) = file(path) else {
      throw .mistake(zh: "服务器没有给出评标文件。", en: "The server sent no evaluation file.")
    }
    guard draft.listLines == [FileLine(path: path, content: bytes).line] else {
      throw .checkedFalse(
        zh: "文书列出的评标文件与收到的不同，没有签名。",
        en: "The note names another evaluation file than the one that came; it was not signed.")
    }
    self.published = published
    json = file("supervisor/evaluation.\(lot).json")?.json ?? published
    salts = file("supervisor/salts.\(lot).json").flatMap { try? EvaluationSalts(json: $0.json) }
  }

  /// Every number again from the members' scores and the prices, and every seal.
  func recompute() throws(CommandFailure) {
    do {
      // Where the committee argued that competition is not lacking, fewer than the minimum do not fail the lot.
      _ = try Evaluation.recompute(json, failsBelowMinimum: json["failed"] != nil, sha256: Self.sha256)
      let sealed = Evaluation.sealed(in: published)
      if !sealed.isEmpty {
        guard let salts else {
          throw EvaluationFault(kind: .seal, field: "salts", given: "", recomputed: "")
        }
        try Evaluation.unseal(published, with: json, salts: salts, sha256: Self.sha256)
      }
    } catch {
      throw .checkedFalse(
        zh: "评标文件复算不符，没有签名：\(error)", en: "The evaluation does not recompute; it was not signed: \(error)")
    }
  }

  static func sha256(_ bytes: [UInt8]) -> Fingerprint { Fingerprint(digest: Digest(of: bytes).bytes) }

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
