import ArgumentParser
import Canon
import Messages
import Notes
import Tendering
import Transparency

/// A bidder's own result (自己的评审结果): its figures, and that they are the ones sealed in the public file.
struct ResultCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "result", abstract: "自己的评审结果 · A bidder's own result.", subcommands: [Fetch.self, Verify.self])

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取自己的得分并与公开的封存值核对 · Fetch one's own figures and hold them against the public seal.",
      discussion: """
        评审文件由采购人签署并记入日志；不给 --bundle 时按您的信任文件核对其签名。连同 --out 保存的文件可以给任何人核对。
        The public file's note is checked against your trust files. Whoever gets the stored file can check it likewise.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "存入的文件 · Where to store it")
    var out: String?

    @Option(help: "已导出并核验过的公开包 · An exported bundle that you have verified")
    var bundle: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let answer = try await api.get("/api/tenders/\(tender)/lots/\(lot)/result")
      let file: JSON
      if let bundle {
        file = try PublicEvaluation.read(bundle, tender: tender, lot: lot)
      } else {
        let trust = try options.trusted()
        try trust.requireSameWorld(tender)
        file = try await PublicEvaluation(api: api, tender: tender, lot: lot).fetch(answer, trust)
      }
      let result = try ResultCommands.check(answer["result"] ?? .null, tender: tender, lot: lot, file: file)
      guard let key = api.key, result.element["bidder"]?.stringValue == key.verifier.reference.text else {
        throw CommandFailure.checkedFalse(zh: "服务器给的不是您的结果。", en: "The server sent somebody else's result.")
      }
      if let out { try Files.write(result.json.canonicalBytes(), to: out, .secret) }
      ResultCommands.show(result, options.output)
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "离线核对一份自己的结果 · Hold a stored result against a bundle, offline.")

    @Argument(help: "result fetch 存下的文件 · The file that `result fetch` stored")
    var file: String

    @Option(help: "已导出并核验过的公开包 · An exported bundle that you have verified")
    var bundle: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try readJSON(file)
      guard let tender = json["tender"]?.stringValue, let lot = json["lot"]?.stringValue else {
        throw CommandFailure.localFile(zh: "\(file) 不是评审结果文件。", en: "\(file) is no result.")
      }
      let result = try ResultCommands.check(
        json, tender: tender, lot: lot, file: try PublicEvaluation.read(bundle, tender: tender, lot: lot))
      ResultCommands.show(result, options.output)
    }
  }

  /// - Throws: `checkedFalse` when the public file does not say or seal this.
  static func check(
    _ json: JSON, tender: String, lot: String, file: JSON
  ) throws(CommandFailure) -> OwnResult {
    let result: OwnResult
    do { result = try OwnResult(json: json) } catch { throw CommandFailure(error) }
    guard sameScalars(result.tender.text, tender), sameScalars(result.lot.text, lot),
      result.holds(in: file, sha256: EvaluationFile.sha256)
    else {
      throw .checkedFalse(
        zh: "这份结果与公开的评审文件（或其中的封存值）不符。请保存它并向监督部门反映。",
        en: "This result is not what the public evaluation says or seals. Keep it and tell the supervisor.")
    }
    return result
  }

  static func show(_ result: OwnResult, _ output: Output) {
    let element = result.element
    output.say(
      result.salt == nil
        ? Wording(zh: "与公开的评审文件一致。", en: "It is what the public evaluation says.")
        : Wording(
          zh: "与公开的封存值一致：这就是评标委员会签署的结果，别人看不到。",
          en: "It opens the public seal: this is the result that was signed, and nobody else sees it."))
    output.show(result.json) {
      output.facts([
        (Wording(zh: "投标", en: "Bid"), element.cell("bid")), (Wording(zh: "状态", en: "State"), element.cell("state")),
        (Wording(zh: "名次", en: "Rank"), element.cell("rank")), (Wording(zh: "总分", en: "Total"), element.cell("total")),
        (Wording(zh: "价格分", en: "Price points"), element["price"]?.cell("points") ?? ""),
        (Wording(zh: "理由", en: "Reason"), element["invalid"]?.cell("reason") ?? ""),
      ])
    }
  }
}

/// A lot's public evaluation file, as the log names it.
struct PublicEvaluation {
  let api: Connection
  let tender: String
  let lot: String

  private var path: String { "evaluation/\(lot).json" }

  /// From a bundle on this machine.
  static func read(_ bundle: String, tender: String, lot: String) throws(CommandFailure) -> JSON {
    guard sameScalars(try Files.word("\(bundle)/tender.txt"), tender) else {
      throw .checkedFalse(zh: "公开包属于另一个项目。", en: "The bundle is of another tender.")
    }
    return try readJSON("\(bundle)/evaluation/\(lot).json")
  }

  /// From the daemon, believed because an officer of the caller's trust has signed a note that names it.
  ///
  /// - Parameter answer: the daemon's, with `note` and `list`.
  func fetch(_ answer: JSON, _ trust: TrustFolder) async throws(CommandFailure) -> JSON {
    let what = Wording(zh: "评标文书", en: "evaluation note")
    let signed = try SignedNote(received: answer["note"]?.stringValue, what)
    try trust.verify(signed, by: [.officer], what)
    let note: EvaluationNote = try signed.body(what)
    let bytes = try await api.send(
      .init(method: .get, path: "/api/tenders/\(tender)/bundle/\(path)", signed: false, answerMax: 32 << 20)
    ).body
    let lines = try? note.list.entries(in: Array((answer["list"]?.stringValue ?? "").utf8))
    guard note.tender == tender, let lines, lines.contains(FileLine(path: path, content: bytes).line),
      let json = try? JSON.parse(bytes)
    else {
      throw .checkedFalse(
        zh: "服务器给的评审文件不是采购人签署的文书所列的那一份。",
        en: "The server's evaluation is not the file that the officer's note names.")
    }
    return json
  }
}
