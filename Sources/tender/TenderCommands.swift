import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

struct TenderCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tender", abstract: "招标项目 · Tenders.",
    subcommands: [
      List.self, Show.self, Fetch.self, Lint.self, Create.self, ShowDraft.self, Revise.self, Prepare.self,
      Review.self, ShowPreparation.self, Publish.self, Amend.self,
      Cancel.self,
      Close.self,
    ])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出项目 · List the tenders.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try await options.publicConnection().list("/api/tenders", of: "tenders", signed: false)
      let output = options.output
      let rows = json["tenders"]?.arrayValue ?? []
      output.show(
        rows, in: json,
        [
          .init(zh: "项目", en: "Tender"), .init(zh: "名称", en: "Title"), .init(zh: "状态", en: "State"),
          .init(zh: "标段", en: "Lots", .right), .init(zh: "截止时间", en: "Deadline"),
        ]
      ) { row in
        [
          row.cell("id"), row.cell("title"), TenderWords.state(row["state"])[output.language],
          row["lots"]?.arrayValue.map { String($0.count) } ?? row.cell("lots"),
          TenderWords.moment(row["deadline"])[output.language],
        ]
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "显示一个项目 · Show one tender.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.publicConnection().get("/api/tenders/\(tender)", signed: false)
      let output = options.output
      output.show(json) {
        output.facts([
          (Wording(zh: "项目", en: "Tender"), json.cell("id")), (Wording(zh: "名称", en: "Title"), json.cell("title")),
          (Wording(zh: "状态", en: "State"), TenderWords.state(json["state"])[output.language]),
          (Wording(zh: "演练", en: "Rehearsal"), json.cell("rehearsal")),
          (Wording(zh: "开始投标", en: "Opens"), TenderWords.moment(json["opens"])[output.language]),
          (Wording(zh: "截止时间", en: "Deadline"), TenderWords.moment(json["deadline"])[output.language]),
          (Wording(zh: "开标密钥", en: "Opening keys"), "\(json.cell("threshold"))/\(json.cell("custodians"))"),
          (Wording(zh: "最少投标人", en: "Minimum"), json.cell("minimum")),
          (Wording(zh: "公告", en: "Notice"), json.cell("notice")),
        ])
        if let earlier = json["follows"], !earlier.isNull {
          let lots = (earlier["lots"]?.arrayValue ?? []).map { "\($0.cell("lot")) ← \($0.cell("of"))" }
          output.facts([
            (PageWords.follows, earlier.cell("tender") + "  " + lots.joined(separator: " "))
          ])
        }
        output.line("")
        output.table(
          [
            .init(zh: "标段", en: "Lot"), .init(zh: "名称", en: "Title"), .init(zh: "园区", en: "Park"),
            .init(zh: "最高限价", en: "Ceiling", .right), .init(zh: "投标保证金", en: "Security", .right),
            .init(zh: "状态", en: "State"),
            .init(zh: "部分", en: "Parts"),
          ],
          (json["lots"]?.arrayValue ?? []).map { lot in
            [
              lot.cell("lot"), lot.cell("title"), lot.cell("park"), AmountWording.grouped(lot.cell("ceiling")),
              AmountWording.grouped(lot.cell("bidSecurity")),
              TenderWords.lotState(lot["state"])[output.language],
              (lot["parts"]?.arrayValue ?? []).map { $0.cell("part") }.joined(separator: " "),
            ]
          })
        for amendment in json["amendments"]?.arrayValue ?? [] {
          output.line("")
          output.facts([
            (Wording(zh: "更正", en: "Amendment"), amendment.cell("seq")),
            (Wording(zh: "时间", en: "Made"), TenderWords.moment(amendment["at"])[output.language]),
            (Wording(zh: "截止时间", en: "Deadline"), TenderWords.moment(amendment["deadline"])[output.language]),
            (Wording(zh: "理由", en: "Reason"), amendment.cell("reason")),
          ])
        }
      }
    }
  }

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取公告、声明和招标文件供离线使用 · Store notice, statements and documents for offline work.",
      discussion: "需要 --trust：公告和密钥持有人声明要由您事先信任的密钥签名。Checks all signatures against your own --trust folder.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "存入的文件夹 · The folder to make")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let trust = try options.trusted()
      let package = try await options.publicConnection().get("/api/tenders/\(tender)/package", signed: false)
      let folder = try TenderFolder(package: package)
      guard folder.notice.tender == tender else {
        throw CommandFailure.checkedFalse(
          zh: "服务器给的是另一个项目（\(folder.notice.tender)）的公告。",
          en: "The server sent the notice of another tender, \(folder.notice.tender).")
      }
      try folder.check(trust)
      try folder.write(to: out, trust: trust)
      let output = options.output
      output.say(
        zh: "公告、\(folder.statementNotes.count) 位密钥持有人的声明和招标文件都已核对，存入 \(out)。可以离线封装投标。",
        en: "Notice, \(folder.statementNotes.count) custodians' statements and the documents hold; they are in \(out). "
          + "Bids can be sealed offline.")
      let json: JSON = [
        "tender": JSON(tender), "folder": JSON(out), "notice": JSON(folder.noticeNote.id.b64),
        "deadline": JSON(folder.deadline),
      ]
      output.show(json) {
        output.facts([
          (Wording(zh: "公告", en: "Notice"), folder.noticeNote.id.b64),
          (Wording(zh: "截止时间", en: "Deadline"), TenderWords.moment(folder.deadline)[output.language]),
        ])
      }
    }
  }
}

/// Words for what the server's JSON says of tenders and lots.
enum TenderWords {
  static func state(_ value: JSON?) -> Wording {
    let text = value?.stringValue ?? ""
    return Tender.State(rawValue: text)?.words ?? Wording(zh: text, en: text)
  }

  static func lotState(_ value: JSON?) -> Wording {
    let text = value?.stringValue ?? ""
    if text == "bidding" { return Lot.State.open.words }
    return Lot.State(rawValue: text)?.words ?? Wording(zh: text, en: text)
  }

  static func moment(_ value: JSON?) -> Wording {
    guard let seconds = value?.integerValue else { return Wording(zh: "", en: "") }
    return moment(seconds)
  }

  static func moment(_ seconds: Int) -> Wording { DateWording.moment(Instant(seconds: Int64(seconds))) }
}

/// Refuses what cannot be an id before it goes into a path.
func requireID(_ text: String) throws(CommandFailure) {
  guard isID(text) else {
    throw .usage(
      zh: "“\(text)”不是编号：只用字母、数字和 . _ -，最多 64 个，以字母或数字开头。",
      en: "“\(text)” is no id: letters, digits and . _ - only, 64 at most, beginning with a letter or digit.")
  }
}
