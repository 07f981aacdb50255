import ArgumentParser
import Canon
import Messages
import Notes

/// A tender's notice and documents as PDF: anybody may have them.
struct DocumentCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document", abstract: "招标公告和招标文件 · A tender's notice and documents, as PDF.",
    subcommands: [List.self, Fetch.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出可取的文件及所依据的数据 · Which there are, and from which data they are printed.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let json = try await options.publicConnection().get("/api/tenders/\(tender)/documents", signed: false)
      let output = options.output
      output.show(json) {
        DocumentViews.basis(json, output)
        output.line("")
        output.table(
          [.init(zh: "文件", en: "Document"), .init(zh: "名称", en: "Name")],
          (json["documents"]?.arrayValue ?? []).map { document in
            [DocumentViews.kind(document, of: json)[output.language], document.cell("name")]
          })
      }
    }
  }

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取招标公告和招标文件（PDF） · Fetch the notice and the documents in force as PDF.",
      discussion: """
        由已公布的数据排印；本命令取 terms.json 并核对其 SHA-256 与服务器所说的一致（与签名的核对用 tender tender fetch）。
        Printed from the published data, whose hash is compared here; `tender tender fetch` checks the signatures.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "tender-notice、tender-document，缺省为全部 · Which; all when none is given")
    var kinds: [String] = []

    @Option(help: "写入的文件夹 · The folder to write to")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      for kind in kinds { try requireID(kind) }
      let api = try options.publicConnection()
      let base = "/api/tenders/\(tender)/documents"
      let list = try await api.get(base, signed: false)
      let package = try await api.get("/api/tenders/\(tender)/package", signed: false)
      guard let terms = package["terms"]?.stringValue, list["terms"]?.stringValue == Digest(of: Array(terms.utf8)).b64
      else {
        throw CommandFailure.checkedFalse(
          zh: "招标数据 terms.json 的哈希与服务器所说的不符（可能刚有更正，请重试）。",
          en: "terms.json is not the data whose hash the server states; it may have been amended just now: repeat.")
      }
      let known = (list["documents"]?.arrayValue ?? []).compactMap { $0["kind"]?.stringValue }
      func fetch(_ kind: String) async throws -> [UInt8] {
        try await api.send(.init(method: .get, path: "\(base)/\(kind).pdf", signed: false, answerMax: 64 << 20)).body
      }
      // What the server does not have it refuses in its own words, before anything is written.
      for kind in kinds where !known.contains(kind) { _ = try await fetch(kind) }
      try Files.makeFolder(out)
      var rows: [JSON] = []
      for kind in kinds.isEmpty ? known : kinds {
        let pdf = try await fetch(kind)
        let name = "\(tender)-\(kind).pdf"
        try Files.write(pdf, to: "\(out)/\(name)", .open)
        rows.append([
          "kind": JSON(kind), "name": JSON(name), "bytes": JSON(pdf.count), "pdf": JSON(Digest(of: pdf).b64),
        ])
      }
      let output = options.output
      let answer: JSON = [
        "tender": JSON(tender), "terms": list["terms"] ?? .null, "folder": JSON(out), "documents": .array(rows),
      ]
      output.show(answer) {
        DocumentViews.basis(list, output)
        output.line("")
        output.table(
          [
            .init(zh: "文件", en: "Document"), .init(zh: "名称", en: "Name"), .init(zh: "大小", en: "Size", .right),
            .init(zh: "PDF 的 SHA-256", en: "SHA-256 of the PDF"),
          ],
          rows.map { row in
            [
              DocumentViews.kind(row, of: list)[output.language], row.cell("name"),
              AmountWording.bytes(row["bytes"]?.integerValue ?? 0), row.cell("pdf"),
            ]
          })
      }
    }
  }
}

enum DocumentViews {
  /// What the papers are printed from.
  static func basis(_ json: JSON, _ output: Output) {
    output.facts([
      (Wording(zh: "项目", en: "Tender"), json.cell("tender")), (Wording(zh: "公告", en: "Notice"), json.cell("notice")),
      (Wording(zh: "terms.json 的 SHA-256", en: "SHA-256 of terms.json"), json.cell("terms")),
      (Wording(zh: "已并入的更正", en: "Amendments in it"), json.cell("amendments")),
      (Wording(zh: "已并入的澄清", en: "Clarifications in it"), json.cell("clarifications")),
      (Wording(zh: "数据时间", en: "As of"), TenderWords.moment(json["madeAt"])[output.language]),
    ])
  }

  /// A framework agreement has names of its own.
  static func kind(_ document: JSON, of list: JSON) -> Wording {
    let isFramework = list["profile"]?.stringValue == "F"
    return switch document["kind"]?.stringValue {
    case "tender-notice": isFramework ? PageWords.frameworkNotice : PageWords.notice
    case "tender-document": isFramework ? PageWords.frameworkDocument : PageWords.document
    default: Wording(zh: document.cell("kind"), en: document.cell("kind"))
    }
  }
}
