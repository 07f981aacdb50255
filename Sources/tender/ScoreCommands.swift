import ArgumentParser
import Canon
import Exact
import Messages
import Notes
import Tendering

/// A member's scores (评分): an empty sheet to fill in, and its signing.
struct ScoreCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "评分 · A committee member's score sheet.",
    subcommands: [Template.self, Sign.self, Flags.self, Explain.self, Change.self])

  struct Template: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "空白评分表 · An empty sheet: each bid with every criterion at 0.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let scheme = try await Self.scheme(api, tender, lot)
      let reviews = try await api.get("/api/tenders/\(tender)/lots/\(lot)/reviews")
      let bids = (reviews["bids"]?.arrayValue ?? []).filter {
        $0["scored"]?.boolValue ?? false
      }
      .compactMap { $0["bid"]?.stringValue }
      let row = JSON.object(scheme.criteria.map { JSON.Member($0.id, JSON(Self.zero($0))) })
      let sheet = JSON.object(bids.map { JSON.Member($0, row) })
      // Data on stdout, also for people: it is a file to fill in.
      let text = options.json ? sheet.canonicalText : sheet.prettyText
      Terminal.write(Terminal.clean(text, keepingLines: true) + "\n", to: .out)
    }

    static func zero(_ criterion: Criterion) -> String {
      criterion.max.scale > 0 ? "0." + String(repeating: "0", count: criterion.max.scale) : "0"
    }

    static func scheme(_ api: Connection, _ tender: String, _ lot: String) async throws(CommandFailure) -> Scheme {
      let json = try await api.get("/api/tenders/\(tender)", signed: false)
      guard let found = json["lots"]?.arrayValue?.first(where: { $0["lot"]?.stringValue == lot }),
        let scheme = found["scheme"]
      else { throw CommandFailure(TenderRefusal.lotUnknown) }
      do { return try Scheme(json: scheme) } catch { throw CommandFailure(error) }
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "核对、签名并提交评分表 · Check, sign and hand in a sheet. It cannot be changed afterwards.",
      discussion:
        "重新评审中更正自己的评分：交更正后的整份评分表，并以 --reason 写明理由。In a re-review hand in the whole corrected sheet, with --reason.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "席位 m1…mk · Your seat")
    var member: String

    @Option(help: "席位的密钥文件（名为 <项目>.<席位>）· The seat's key file, named <tender>.<seat>")
    var memberKey: String

    @Option(help: "评分表（JSON）· The sheet")
    var sheet: String

    @Option(help: "重新评审中更正的理由 · Why it is corrected, in a re-review")
    var reason: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let key = try KeyFile.read(memberKey)
      guard key.name == "\(tender).\(member)" else {
        throw CommandFailure.usage(
          zh: "席位密钥应名为 \(tender).\(member)，这一把叫 \(key.name)。",
          en: "The seat's key is to be named \(tender).\(member); this one is \(key.name).")
      }
      let json = try readJSON(sheet)
      let scheme = try await Template.scheme(api, tender, lot)
      try check(json, scheme)
      let note = ScoresNote(
        tender: tender, lot: lot, member: member, sheet: Digest(of: json.canonicalBytes()))
      let posted = try await api.post(
        note: key.sign(note.text), tender: tender,
        extra: [("sheet", json)] + (reason.map { [("reason", JSON($0))] } ?? []))
      let output = options.output
      output.say(zh: "评分表已签名提交，不能再改。", en: "The sheet is signed and handed in; it cannot be changed.")
      output.show(["tender": JSON(tender), "lot": JSON(lot), "member": JSON(member), "note": JSON(posted.id.b64)]) {
        output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
      }
    }

    /// The figures, before anything is signed: ranges, steps and decimals as the scheme has them.
    private func check(_ json: JSON, _ scheme: Scheme) throws(CommandFailure) {
      let bids = Set(json.names.compactMap { Bid.ID(hex: $0) })
      do { _ = try ScoreSheet(json: json, member: member, scheme: scheme, scored: bids) } catch {
        throw CommandFailure(error)
      }
    }
  }
}
