import ArgumentParser
import Canon
import Foundation
import Messages
import Notes
import Tendering

extension TenderCommands {
  /// An officer's change of a published tender.
  struct Amend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "更正已发布的项目 · Amend a published tender: a later deadline, other words, or both.",
      discussion: """
        不得改变采购标的和资格条件；影响投标文件编制的，须在截止十五日前，否则同时推后截止时间。已交的投标继续有效。
        Subject and qualification stay. What affects bids comes fifteen days before the deadline, or the deadline moves \
        with it. Bids that are in stay in force.

        --changes 文件 · FILE: [{"item":"clause","name":"付款方式","from":"…","to":"…"}, …]
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "理由，写入更正公告 · The reason, as the notice will say it")
    var reason: String

    @Option(help: "新的截止时间：2026-12-01T17:00:00（北京时间）或 Unix 秒 · The new deadline, Beijing time or Unix seconds")
    var deadline: String?

    @Option(help: ArgumentHelp("截止时间推后的秒数 · Move the deadline by so many seconds", valueName: "seconds"))
    var later: Int?

    @Option(help: "新的服务标准 · Another standard of the service")
    var standard: String?

    @Option(help: "新的服务期限（日）· Another term, in days")
    var termDays: Int?

    @Option(help: "新的投标有效期（日）· Another bid validity, in days")
    var validityDays: Int?

    @Option(help: "其他更正（JSON 文件）· Further changes, a JSON file")
    var changes: String?

    @Flag(help: "不影响投标文件编制 · The change does not affect how bids are written")
    var unaffected = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.signedConnection()
      let form = try await form(api)
      let tender = tender
      var signed: Amendment?
      let posted = try await api.signAndPost(tender: tender, form: form, as: "amendment") {
        draft throws(CommandFailure) in
        signed = try Self.check(draft, of: tender, form: form)
      }
      let output = options.output
      output.say(zh: "更正已发布，已告知参加投标的机构。", en: "The amendment is published; those who bid are told.")
      let json: JSON = [
        "tender": JSON(tender), "note": JSON(posted.id.b64), "index": posted.index.map { JSON($0) } ?? .null,
        "seq": signed.map { JSON($0.seq) } ?? .null, "deadline": signed?.deadline.map { JSON($0) } ?? .null,
      ]
      output.show(json) {
        output.facts([
          (Wording(zh: "更正", en: "Amendment"), json.cell("seq")),
          (Wording(zh: "文书", en: "Note"), posted.id.b64),
          (Wording(zh: "截止时间", en: "Deadline"), TenderWords.moment(json["deadline"])[output.language]),
        ])
      }
    }

    private func form(_ api: Connection) async throws(CommandFailure) -> JSON {
      var entries: [JSON] = []
      if let standard { entries.append(["item": "standard", "to": JSON(standard)]) }
      if let termDays { entries.append(["item": "termDays", "to": JSON(termDays)]) }
      if let validityDays { entries.append(["item": "validityDays", "to": JSON(validityDays)]) }
      if let changes { entries += try readJSON(changes).arrayValue ?? [] }
      var form: JSON = ["reason": JSON(reason)]
      if !entries.isEmpty {
        form = form.setting("changes", .array(entries)).setting("affectsBids", JSON(!unaffected))
      }
      if let moment = try await newDeadline(api) { form = form.setting("deadline", JSON(moment)) }
      return form
    }

    /// Unix seconds.
    private func newDeadline(_ api: Connection) async throws(CommandFailure) -> Int? {
      if let deadline {
        guard later == nil else {
          throw .usage(zh: "--deadline 和 --later 只用一个。", en: "Give one of --deadline and --later.")
        }
        if let seconds = Int(deadline) { return seconds }
        guard let seconds = Self.seconds(of: deadline) else {
          throw .usage(
            zh: "“\(deadline)”不是时间，应如 2026-12-01T17:00:00。", en: "“\(deadline)” is no time such as 2026-12-01T17:00:00."
          )
        }
        return seconds
      }
      guard let later else { return nil }
      let shown = try await api.get("/api/tenders/\(tender)")
      guard let now = shown["deadline"]?.integerValue else { return nil }
      let (sum, overflow) = now.addingReportingOverflow(later)
      return overflow ? now : sum
    }

    /// A moment in the time of Asia/Shanghai.
    private static func seconds(of text: String) -> Int? {
      let halves = text.split(separator: "T", omittingEmptySubsequences: false)
      guard halves.count == 2, let day = CalendarDay(String(halves[0])) else { return nil }
      let clock = halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
        let second = clock.count == 3 ? clock[2] : 0, (0..<24).contains(hour), (0..<60).contains(minute),
        (0..<60).contains(second)
      else { return nil }
      return Int(day.begins.seconds) + hour * 3600 + minute * 60 + second
    }

    /// The draft says what was asked for and nothing else; its documents are those that it names.
    private static func check(
      _ draft: Draft, of tender: String, form: JSON
    ) throws(CommandFailure) -> Amendment {
      let note: Amendment
      do { note = try Amendment(parsing: draft.text) } catch {
        throw .checkedFalse(
          zh: "服务器拟的更正读不通：\(error.wording.zh)", en: "The drafted amendment cannot be read: \(error.wording.en)")
      }
      let terms = draft.files.first { $0.path == "documents/terms.json" }
      guard note.tender == tender, note.deadline == form["deadline"]?.integerValue,
        (note.terms != nil) == (form["changes"] != nil), note.terms == terms.map({ Digest(of: $0.bytes) })
      else {
        throw .checkedFalse(
          zh: "服务器拟的更正与您要求的对不上，没有签名。",
          en: "The drafted amendment is not what you asked for; it was not signed.")
      }
      return note
    }
  }
}
