import ArgumentParser
import Canon
import Messages
import Notes
import Transparency

struct ReceiptCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "回执 · Receipts of what one has handed in.",
    subcommands: [List.self, Fetch.self, ReceiptVerify.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出自己交过的文件 · List one's own notes of a tender.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let own = try await OwnNotes(try options.signedConnection(), tender: tender, trust: nil)
      let output = options.output
      output.show(
        own.rows, in: own.json,
        [
          .init(zh: "编号", en: "Note"), .init(zh: "种类", en: "Kind"), .init(zh: "标段", en: "Lot"),
          .init(zh: "部分", en: "Part"), .init(zh: "序号", en: "Seq", .right), .init(zh: "收到时间", en: "Received"),
          .init(zh: "时点", en: "Tick", .right), .init(zh: "回执", en: "Receipt"),
          .init(zh: "条款", en: "Terms"),
        ]
      ) { row in
        [
          String(row.cell("id").prefix(12)), OwnNotes.kind(row)[output.language], row.cell("lot"), row.cell("part"),
          row.cell("seq"), TenderWords.moment(row["received"])[output.language], row.cell("tick"),
          OwnNotes.state(row)[output.language],
          row["earlierTerms"]?.boolValue == true ? NoticeKindWords.sealedEarlier[output.language] : "",
        ]
      }
    }
  }

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "取回自己的文件、签收回执和完整回执 · Store one's own notes, acknowledgements and full receipts.",
      discussion: "可以重复执行：已有的完整回执不再取，只取还缺的。Safe to repeat: it brings what is missing.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "存入的文件夹 · The folder to write into")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let api = try options.signedConnection()
      let trust = try options.trusted()
      let own = try await OwnNotes(api, tender: tender, trust: trust)
      let receipts = FullReceipts(api: api, tender: tender, trust: trust)
      try Files.makeFolder(out)
      var rows: [JSON] = []
      for entry in own.entries {
        try Files.write(entry.note.bytes, to: "\(out)/\(entry.note.id.hex).note")
        try Files.write(entry.ack.bytes, to: "\(out)/\(entry.note.id.hex).ack")
        rows.append(try await fetch(entry, receipts))
      }
      let missing = rows.count { $0["receipt"]?.stringValue == nil }
      options.output.say(
        zh: "\(own.entries.count) 份文件及其签收回执都已核对签名，存入 \(out)。"
          + (missing == 0 ? "完整回执齐全。" : "还有 \(missing) 份没有完整回执，几秒后再执行一次即可。"),
        en: "\(own.entries.count) notes and their acknowledgements hold and are in \(out). "
          + (missing == 0
            ? "Each has its full receipt." : "\(missing) wait for their full receipt; run this again in some seconds."))
      options.output.show(own.json.setting("stored", .array(rows))) {
        for row in rows { options.output.line(row.cell("receipt").isEmpty ? row.cell("ack") : row.cell("receipt")) }
      }
    }

    /// What there is of one note on this machine now.
    private func fetch(_ entry: OwnNotes.Entry, _ receipts: FullReceipts) async throws(CommandFailure) -> JSON {
      let path = "\(out)/\(entry.note.id.hex).receipt"
      let row: JSON = ["id": JSON(entry.note.id.hex), "ack": JSON("\(out)/\(entry.note.id.hex).ack")]
      if Files.exists(path) {
        let kept = try Files.read(path, limit: LogProof.bytesMax)
        if (try? Receipt.verify(kept, note: entry.note, trust: receipts.trust.trust)) != nil {
          return row.setting("receipt", JSON(path))
        }
      }
      switch try await receipts.fetch(entry.note, to: path) {
      case .proof(let bytes, _):
        try Files.write(bytes, to: path)
        return row.setting("receipt", JSON(path))
      case .waits(let code, _): return row.setting("receipt", .null).setting("waits", JSON(code))
      }
    }
  }
}

/// The caller's own notes of a tender as the daemon has them, each compared with its acknowledgement.
struct OwnNotes {
  struct Entry {
    let note: SignedNote
    let body: AnyNote
    let ack: SignedNote

    /// 0 for a registration.
    var seq: Int {
      switch body {
      case .bid(let bid): bid.head.seq
      case .withdraw(let withdraw): withdraw.seq
      default: 0
      }
    }
  }

  let json: JSON
  let rows: [JSON]
  let entries: [Entry]

  /// - Parameter trust: nil to leave the acknowledgements' signatures alone.
  init(_ api: Connection, tender: String, trust: TrustFolder?) async throws(CommandFailure) {
    json = try await api.get("/api/tenders/\(tender)/receipts")
    rows = json["receipts"]?.arrayValue ?? []
    var entries: [Entry] = []
    for row in rows {
      let what = Wording(zh: "提交记录", en: "note")
      let note = try SignedNote(received: row["note"]?.stringValue, what)
      let ack = try SignedNote(received: row["ack"]?.stringValue, Wording(zh: "回执", en: "acknowledgement"))
      let acknowledged: Acknowledgement = try ack.body(Wording(zh: "回执", en: "acknowledgement"))
      guard acknowledged.note == note.id, acknowledged.tender == tender else {
        throw .checkedFalse(
          zh: "服务器给的回执与文件 \(note.id.hex.prefix(12)) 不符。",
          en: "The server's acknowledgement is not of the note \(note.id.hex.prefix(12)).")
      }
      try trust?.verify(ack, by: [.log], Wording(zh: "回执", en: "acknowledgement"))
      if let key = api.key {
        do { try note.verify(by: key.verifier) } catch {
          throw CommandFailure(
            .checkedFalse, code: error.code,
            Wording(zh: "服务器列出的文件不是您签的：", en: "The server lists a note that you did not sign:")
              .then(error.wording))
        }
      }
      do {
        entries.append(Entry(note: note, body: try AnyNote(parsing: note.text), ack: ack))
      } catch {
        throw CommandFailure(error, as: .checkedFalse)
      }
    }
    self.entries = entries
  }

  /// Bids and withdrawals of one lot and part, by rising seq.
  func of(lot: String, part: String) -> [Entry] {
    entries.filter { entry in
      switch entry.body {
      case .bid(let bid): bid.head.lot == lot && bid.head.part == part
      case .withdraw(let withdraw): withdraw.lot == lot && withdraw.part == part
      default: false
      }
    }.sorted { $0.seq < $1.seq }
  }

  /// How far the receipt is.
  static func state(_ row: JSON) -> Wording {
    switch row.cell("state") {
    case "acknowledged": Wording(zh: "已签收，等候时点", en: "acknowledged, waits for its tick")
    case "ticked": Wording(zh: "已列入时点，等候检查点", en: "in a tick, waits for the log's head")
    case "logged": Wording(zh: "完整回执可取", en: "full receipt to be had")
    case let other: Wording(zh: other, en: other)
    }
  }

  static func kind(_ row: JSON) -> Wording {
    switch row.cell("type") {
    case BidNote.type: Wording(zh: "投标", en: "bid")
    case Withdraw.type: Wording(zh: "撤回", en: "withdrawal")
    case Register.type: Wording(zh: "登记", en: "registration")
    case SecretNote.type: Wording(zh: "交出密钥", en: "secret")
    case let other: Wording(zh: other, en: other)
    }
  }
}
