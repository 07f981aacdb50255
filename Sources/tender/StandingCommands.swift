import ArgumentParser
import Canon
import Exact
import Messages
import Tendering

/// Lists of credit, debarment and licences, for the qualification review.
struct StandingCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standing", abstract: "信用、禁止参加和执业许可名单 · Lists of credit, debarment and licences.",
    subcommands: [Import.self, Revoke.self, List.self, Show.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "导入查到的名单 · Bring a list as it was looked up.",
      discussion: """
        JSON 文件：{"list","channel","queried","entries":[…]}；CSV 文件（首行 name,creditCode,licence,state,from,to,scope,ground）
        另给 --list、--channel、--queried。名单可以是空的：查过而无人在列。只增不改；有误的用 standing revoke 更正。
        A JSON file, or a CSV with a header line and --list, --channel, --queried. An empty list says that nobody is on it.
        """)

    @Argument(help: "名单文件 · The file, JSON or CSV")
    var file: String
    @Option(help: "CSV：dishonest、taxViolation、procurementViolation、debarment 或 licence · Which list a CSV is")
    var list: String?
    @Option(help: "CSV：查询渠道 · Where it was looked up")
    var channel: String?
    @Option(help: "CSV：查询时间，Unix 秒 · When, Unix seconds")
    var queried: Int?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = file.utf8.suffix(4).elementsEqual(".csv".utf8) ? try csv() : try readJSON(file)
      do { _ = try StandingFile(json: json) } catch { throw CommandFailure(error) }
      let answer = try await options.signedConnection().post("/api/standings", json)
      let output = options.output
      output.say(
        zh: answer["isNew"]?.boolValue == true ? "已导入。" : "同一份名单已导入过。",
        en: answer["isNew"]?.boolValue == true ? "Taken." : "This list was taken before.")
      output.show(answer) {
        output.line(cells: answer.cell("list"), answer.cell("entries"))
      }
    }

    private func csv() throws -> JSON {
      guard let list, let channel, let queried else {
        throw CommandFailure.usage(
          zh: "CSV 文件要给 --list、--channel、--queried。", en: "A CSV file needs --list, --channel and --queried.")
      }
      let rows = CSVRows(try Files.text(file, limit: 8 << 20)).rows
      guard let names = rows.first else {
        throw CommandFailure.localFile(zh: "\(file) 没有首行。", en: "\(file) has no header line.")
      }
      let entries = rows.dropFirst().map { row -> JSON in
        .object(
          zip(names, row).filter { !$1.isEmpty }.map { name, value in JSON.Member(name, JSON(value)) })
      }
      return [
        "list": JSON(list), "channel": JSON(channel), "queried": JSON(queried), "entries": .array(Array(entries)),
      ]
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "更正一条记录 · Take an entry back.")

    @Argument(help: "记录编号 · The entry's number")
    var entry: Int
    @Option(help: "理由和依据 · The reason")
    var reason: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "/api/standings/\(entry)/revocation", ["reason": JSON(reason)])
      let output = options.output
      output.say(zh: "记录 \(entry) 已更正。", en: "Entry \(entry) is taken back.")
      output.show(answer) { output.line("\(entry)") }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "全部记录 · All entries.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().get("/api/standings")
      show(answer["entries"]?.arrayValue ?? [], in: answer, options.output)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "开标后各投标人在截止日的状况 · How an opened lot's bidders stood at the deadline.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String
    @Option(help: "标段 · The lot")
    var lot: String
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let answer = try await options.signedConnection().get("/api/tenders/\(tender)/lots/\(lot)/standings")
      let output = options.output
      output.show(
        answer["bids"]?.arrayValue ?? [], in: answer,
        [
          .init(zh: "投标", en: "Bid"), .init(zh: "投标人", en: "Bidder"), .init(zh: "执业许可", en: "Licence"),
          .init(zh: "不利记录", en: "Against it"), .init(zh: "与他人共有人员", en: "Shared people"),
        ]
      ) { row in
        [
          String(row.cell("bid").prefix(12)), row.cell("bidder"), row.cell("licence"),
          (row["against"]?.arrayValue ?? []).map {
            "\($0["list"]?.stringValue ?? "")#\($0["entry"]?.integerValue ?? 0)"
          }
          .joined(separator: " "),
          (row["shared"]?.arrayValue ?? []).compactMap { $0["certificate"]?.stringValue }.joined(separator: " "),
        ]
      }
    }
  }
}

private func show(_ rows: [JSON], in answer: JSON, _ output: Output) {
  output.show(
    rows, in: answer,
    [
      .init(zh: "编号", en: "Entry", .right), .init(zh: "名单", en: "List"), .init(zh: "名称", en: "Name"),
      .init(zh: "信用代码或证号", en: "Code or licence"), .init(zh: "起", en: "From"), .init(zh: "止", en: "To"),
      .init(zh: "更正", en: "Taken back"),
    ]
  ) { row in
    [
      row.cell("entry"), row.cell("list"), row.cell("name"),
      row["licence"]?.stringValue ?? row["creditCode"]?.stringValue ?? "", row.cell("from"), row.cell("to"),
      row["reason"]?.stringValue ?? "",
    ]
  }
}

/// The rows of a CSV file (RFC 4180): fields in quotation marks may hold commas, line breaks and doubled quotation marks.
struct CSVRows {
  private(set) var rows: [[String]] = []

  init(_ text: String) {
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    // Spreadsheets write a mark before UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    func end(_ field: inout [UInt8], _ row: inout [String]) {
      row.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x22 where isQuoted && bytes.first == 0x22:
        field.append(0x22)
        bytes = bytes.dropFirst()
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted: end(&field, &row)
      case 0x0D where !isQuoted: break
      case 0x0A where !isQuoted:
        end(&field, &row)
        if row != [""] { rows.append(row) }
        row = []
      default: field.append(byte)
      }
    }
    end(&field, &row)
    if row != [""] { rows.append(row) }
  }
}
