import ArgumentParser
import Canon
import Messages
import Notes

/// Papers: which there are, and their bytes.
struct PaperCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper", abstract: "文书 · Papers of a tender.",
    subcommands: [List.self, Show.self, Fetch.self, Sign.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出可看的文书 · Papers that you may read.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let answer = try await options.connection().get("/api/tenders/\(tender)/papers")
      options.output.show(answer) { PaperViews.papers(answer["papers"]?.arrayValue ?? [], options.output) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看一份文书的签署情况 · A paper's hashes and signatures.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "文书名称 · The paper's name, such as L1-park-agreement")
    var name: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(name)
      PaperViews.show(try await options.connection().get("/api/tenders/\(tender)/papers/\(name)"), options.output)
    }
  }

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取文书（PDF 和 JSON），并核对哈希 · Fetch papers as PDF and JSON, checking their hashes.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "文书名称，缺省为全部 · The papers' names; all when none is given")
    var names: [String] = []

    @Option(help: "写入的文件夹 · The folder to write to")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.connection()
      var wanted = names
      if wanted.isEmpty {
        let list = try await api.get("/api/tenders/\(tender)/papers")
        wanted = (list["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      }
      try Files.makeFolder(out)
      var rows: [JSON] = []
      for name in wanted {
        try requireID(name)
        let paper = try await PaperCopy(name, of: tender, from: api)
        try Files.write(paper.pdf, to: "\(out)/\(name).pdf", .open)
        try Files.write(paper.json, to: "\(out)/\(name).json", .open)
        rows.append(paper.facts)
      }
      let answer: JSON = ["papers": .array(rows)]
      options.output.show(answer) { PaperViews.papers(rows, options.output) }
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "签署文书 · Sign a paper to which you are a party.")

    @OptionGroup var paper: PaperToSign
    @OptionGroup var options: GlobalOptions

    func run() async throws { try await paper.sign(options) }
  }
}

/// A paper fetched, its bytes compared with the hashes that the daemon states.
struct PaperCopy {
  let facts: JSON
  let json: [UInt8]
  let pdf: [UInt8]

  init(_ name: String, of tender: String, from api: Connection) async throws(CommandFailure) {
    let path = "/api/tenders/\(tender)/papers/\(name)"
    facts = try await api.get(path)
    json = try await api.send(.init(method: .get, path: path + ".json", answerMax: 16 << 20)).body
    pdf = try await api.send(.init(method: .get, path: path + ".pdf", answerMax: 64 << 20)).body
    guard facts["json"]?.stringValue == Digest(of: json).b64, facts["pdf"]?.stringValue == Digest(of: pdf).b64 else {
      throw .checkedFalse(
        zh: "文书 \(name) 的内容与服务器所说的哈希不符，没有使用。",
        en: "The paper \(name) is not the one whose hashes the server states; it was not used.")
    }
  }
}

/// A paper to be signed: it is fetched and hashed here, so what is signed is what was received, not what the daemon says
/// of it.
struct PaperToSign: ParsableArguments {
  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Argument(help: "文书名称，如 L1-service-contract · The paper's name")
  var name: String

  @Option(help: "先把 PDF 存到此处 · Keep the PDF here first")
  var keep: String?

  func sign(_ options: GlobalOptions) async throws(CommandFailure) {
    try requireID(tender)
    try requireID(name)
    let api = try options.signedConnection()
    let paper = try await PaperCopy(name, of: tender, from: api)
    if let keep { try Files.write(paper.pdf, to: keep, .open) }
    let number = paper.facts["number"]?.stringValue ?? ""
    let facts: JSON
    do {
      facts = try JSON.parse(paper.json)
    } catch {
      throw .checkedFalse(zh: "文书 \(name) 的数据不是 JSON。", en: "The facts of the paper \(name) are not JSON.")
    }
    let key = try options.signingKey().verifier.reference
    let posted = try await api.signAndPost(tender: tender, draft: "record", query: [("paper", name)]) {
      draft throws(CommandFailure) in
      let note: RecordNote
      do throws(NoteError) {
        note = try RecordNote(parsing: draft.text)
      } catch {
        throw CommandFailure(.checkedFalse, code: error.code, error.wording)
      }
      guard note.tender == tender, note.party == key, note.number == number,
        note.number == facts["number"]?.stringValue,
        note.json == Digest(of: paper.json), note.pdf == Digest(of: paper.pdf)
      else {
        throw .checkedFalse(
          zh: "服务器拟的签署文稿与收到的文书不符，没有签名。",
          en: "The drafted record does not name the paper that was received; it was not signed.")
      }
    }
    PaperViews.posted(posted, options.output)
  }
}

/// How papers, contracts and notes that were taken are shown.
enum PaperViews {
  static func papers(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "文书", en: "Paper"), .init(zh: "编号", en: "Number"), .init(zh: "标段", en: "Lot"),
        .init(zh: "公开", en: "Public"), .init(zh: "PDF 的 SHA-256", en: "SHA-256 of the PDF"),
      ], rows.map { row in ["name", "number", "lot", "public", "pdf"].map { row.cell($0) } })
  }

  static func show(_ paper: JSON, _ output: Output) {
    output.show(paper) {
      papers([paper], output)
      for party in paper["parties"]?.arrayValue ?? [] {
        let state =
          party["note"]?.stringValue.map { Wording(zh: "已签 \($0)", en: "signed \($0)") }
          ?? Wording(zh: "待签", en: "not signed")
        output.line("  \(party.cell("party"))  \(party.cell("key"))  \(state[output.language])")
      }
    }
  }

  static func contracts(_ rows: [JSON], _ output: Output) {
    output.table(
      [
        .init(zh: "合同", en: "Contract"), .init(zh: "方式", en: "Mode"), .init(zh: "企业", en: "Enterprise"),
        .init(zh: "费用", en: "Fee", .right), .init(zh: "待签", en: "Not signed by"), .init(zh: "备案", en: "Filing"),
      ],
      rows.map { row in
        let filings = (row["filings"]?.arrayValue ?? []).map { filing in
          filing["number"]?.stringValue ?? "\(filing.cell("authority")) ✗ \(filing.cell("reason"))"
        }
        return [
          row.cell("contract"), row.cell("mode"), row.cell("enterprise"), row.cell("fee"),
          (row["missing"]?.arrayValue ?? []).map(\.cell).joined(separator: " "), filings.joined(separator: "  "),
        ]
      })
  }

  static func posted(_ posted: Posted, _ output: Output) {
    output.show(posted.json) {
      output.facts([
        (Wording(zh: "签名文件", en: "Note"), posted.id.b64),
        (Wording(zh: "日志条目", en: "Log entry"), posted.index.map { String($0) } ?? "—"),
      ])
    }
  }

  /// That a draft names exactly the files that came with it, by their own hashes.
  static func requireFilesNamed(_ draft: Draft) throws(CommandFailure) {
    let lines = FileLine.entries(draft.files.map { FileLine(path: $0.path, content: $0.bytes) })
    guard !lines.isEmpty, draft.listLines == lines else {
      throw .checkedFalse(
        zh: "服务器拟的文稿与所附文件不符，没有签名。", en: "The draft does not name the files that came with it; it was not signed.")
    }
  }
}
