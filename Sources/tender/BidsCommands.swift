import ArgumentParser
import Canon
import Messages
import Notes
import Sealing
import Tendering
import Transparency

struct BidsCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bids", abstract: "评审人取投标文件 · An evaluator's look at the bids.",
    subcommands: [List.self, Fetch.self, Signals.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出一个标段的投标 · List the bids of a lot.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let json = try await options.signedConnection().get("/api/tenders/\(tender)/bids", query: [("lot", lot)])
      let output = options.output
      output.show(
        json["bids"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "投标", en: "Bid"), .init(zh: "部分", en: "Part"), .init(zh: "投标人", en: "Bidder"),
          .init(zh: "名称", en: "Name"), .init(zh: "份额", en: "Shares", .right), .init(zh: "结果", en: "Result"),
        ]
      ) { row in
        [
          String(row.cell("bid").prefix(12)), row.cell("part"), row.cell("bidder"), row.cell("name"),
          row.cell("shares"), Self.result(row["result"])[output.language],
        ]
      }
    }

    static func result(_ value: JSON?) -> Wording {
      switch value?.stringValue {
      case "opened": Wording(zh: "已开启", en: "opened")
      case "malformed": Wording(zh: "不合规范", en: "malformed")
      case "unopenable": Wording(zh: "无法开启", en: "unopenable")
      case let other?: Wording(zh: other, en: other)
      case nil: Wording(zh: "等待份额", en: "waiting")
      }
    }
  }

  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "在本机开启投标并存为文件 · Open the bids on this machine and store their files.",
      discussion: "不相信服务器的结论：用份额在本机还原密钥，逐字节核对份额行，再解密并核对。Combines the shares here and redoes every check.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "存入的文件夹 · The folder to write into")
    var out: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let api = try options.signedConnection()
      let json = try await api.get("/api/tenders/\(tender)/bids", query: [("lot", lot)])
      let trust = options.trust == nil && environment("TENDER_TRUST") == nil ? nil : try options.trusted()
      if trust == nil {
        options.output.say(
          zh: "注意：没有给 --trust，公告的签名没有核对。", en: "Note: without --trust the notice's signature is not checked.")
      }
      try Files.makeFolder(out)
      let opener = BidOpener(api: api, tender: tender, trust: trust, out: out)
      var rows: [JSON] = []
      for row in json["bids"]?.arrayValue ?? [] {
        guard let id = row["bid"]?.stringValue.flatMap({ Digest(hex: $0) }) else {
          throw CommandFailure.mistake(zh: "服务器的投标清单不对。", en: "The server's list of bids is malformed.")
        }
        rows.append(try await opener.open(id, lot: lot))
      }
      show(rows)
      try report(rows)
    }

    /// A malformed bid is a verdict; one that stays shut, or could not be fetched or stored, is trouble of ours.
    private func report(_ rows: [JSON]) throws {
      if rows.contains(where: { $0.cell("result") == "failed" }) {
        throw CommandFailure.localFile(
          zh: "有投标没能取下或存好，原因见上表。请重新执行同一命令。",
          en: "Some bids could not be fetched or stored; the table says why. Run the same command again.")
      }
      let shut = ["open.tooFewShares", "open.payloadDiffers", "open.recipientCount"]
      if rows.contains(where: { shut.contains($0.cell("code")) }) { throw ExitCode(Exit.code(of: .cannotOpen)) }
    }

    private func show(_ rows: [JSON]) {
      let output = options.output
      output.show(
        rows, in: .array(rows),
        [
          .init(zh: "投标", en: "Bid"), .init(zh: "部分", en: "Part"), .init(zh: "名称", en: "Name"),
          .init(zh: "报价", en: "Price", .right), .init(zh: "文件", en: "Files", .right),
          .init(zh: "结果", en: "Result"), .init(zh: "文件夹", en: "Folder"),
        ]
      ) { row in
        [
          String(row.cell("bid").prefix(12)), row.cell("part"), row.cell("name"),
          AmountWording.grouped(row.cell("price")), row.cell("files"),
          row["words"]?[output.language.rawValue]?.cell ?? "",
          row.cell("folder"),
        ]
      }
    }
  }
}

/// Opens one bid on this machine: note, shares and payload come from the daemon, the verdict is made here.
struct BidOpener {
  let api: Connection
  let tender: String
  let trust: TrustFolder?
  let out: String

  func open(_ id: Digest, lot: String) async throws(CommandFailure) -> JSON {
    let json = try await api.get("/api/tenders/\(tender)/bids/\(id.hex)")
    let note = try SignedNote(received: json["note"]?.stringValue, Wording(zh: "投标", en: "bid note"))
    guard note.id == id else { throw .checkedFalse(zh: "服务器给的是另一份投标。", en: "The server sent another bid.") }
    let bid: BidNote = try note.body(Wording(zh: "投标", en: "bid note"))
    let notice = try checkedNotice(json, bid)
    guard bid.head.tender == tender, bid.head.lot == lot else {
      throw .checkedFalse(zh: "服务器给的是另一标段的投标。", en: "The server sent a bid of another lot.")
    }
    let row: JSON = [
      "bid": JSON(id.hex), "part": JSON(bid.head.part), "bidder": JSON(bid.head.bidder.text),
      "payload": JSON(bid.head.payload.hex),
    ]
    let shares = (json["shares"]?.arrayValue ?? []).compactMap { entry in
      entry["share"]?.stringValue.flatMap { Base64.decode($0) }.flatMap { KeyShare(bytes: $0) }
    }
    do throws(OpenRefusal) {
      let recipients = notice.custodians.compactMap { try? AgeRecipient(parsing: $0.recipient) }
      let envelope = try SealedEnvelope(bid).opened(by: shares, recipients: recipients)
      return try await unpack(envelope, row)
    } catch {
      return verdict(row, "closed", error.code, error.wording)
    }
  }

  private func checkedNotice(_ json: JSON, _ bid: BidNote) throws(CommandFailure) -> Notes.Notice {
    let what = Wording(zh: "公告", en: "notice")
    let note = try SignedNote(received: json["notice"]?.stringValue, what)
    guard note.id == bid.head.notice else {
      throw .checkedFalse(zh: "服务器给的公告不是投标所指的那一份。", en: "The server's notice is not the one that the bid names.")
    }
    try trust?.verify(note, by: [.officer], what)
    return try note.body(what)
  }

  /// - Throws: the bid's own fault; faults of file and network come back as rows, for the other bids go on.
  private func unpack(_ envelope: OpenedEnvelope, _ row: JSON) async throws(OpenRefusal) -> JSON {
    let id = String(row.cell("bid").prefix(12))
    let work = "\(out)/.\(id).age"
    let fresh = "\(out)/.\(id).part"
    defer { Files.remove(work) }
    do {
      try await fetch(envelope.head, to: work)
      if Files.exists(fresh) { try Files.removeFolder(fresh) }
      let opened = try envelope.openPayload(at: work, intoNewFolder: fresh)
      let folder = "\(out)/\(id)"
      try BidFolderNames.rename(opened, in: fresh)
      if Files.exists(folder) { try Files.removeFolder(folder) }
      try Files.rename(fresh, to: folder)
      let price = opened.document.offer["price"]?["total"]?.stringValue
      return verdict(row, "opened", nil, Wording(zh: "已开启", en: "opened"))
        .setting("folder", JSON(folder)).setting("files", JSON(opened.members.count))
        .setting("name", JSON(opened.document.offer["supplier"]?["name"]?.stringValue)).setting("price", JSON(price))
    } catch let refusal as PayloadFileRefusal {
      switch refusal {
      case .refused(let refusal): throw refusal
      case .file(let file):
        let failure = Files.failure(file.path, Files.writing, file.errorNumber)
        return verdict(row, "failed", nil, failure.wording)
      }
    } catch let failure as CommandFailure {
      return verdict(row, "failed", failure.code, failure.wording)
    } catch {
      return verdict(row, "failed", nil, Wording(zh: "\(error)", en: "\(error)"))
    }
  }

  private func fetch(_ head: BidNote.Head, to path: String) async throws(CommandFailure) {
    let writer = try FileWriter(path, .secret)
    _ = try await api.download("/api/payloads/\(head.payload.hex)", bytesMax: head.payloadBytes) {
      piece throws(CommandFailure) in try writer.write(piece)
    }
    try writer.finish()
  }

  private func verdict(_ row: JSON, _ result: String, _ code: String?, _ words: Wording) -> JSON {
    row.setting("result", JSON(result)).setting("code", JSON(code))
      .setting("words", ["zh": JSON(words.zh), "en": JSON(words.en)])
  }
}

/// Gives the members of an opened bid the names that the bidder's user knows, as far as a file system may hold them.
enum BidFolderNames {
  static func rename(_ bid: OpenedBid, in folder: String) throws(CommandFailure) {
    var taken: Set<[UInt8]> = [folded(BidDocument.memberName)]
    for entry in bid.document.offer["attachments"]?.arrayValue ?? [] {
      guard let member = entry["member"]?.stringValue, let title = entry["title"]?.stringValue,
        bid.members.contains(where: { sameScalars($0.name, member) }), member != BidDocument.memberName,
        let name = safe(title), Files.exists("\(folder)/\(member)")
      else { continue }
      var free = name
      var number = 2
      while !taken.insert(folded(free)).inserted || bid.members.contains(where: { folded($0.name) == folded(free) }) {
        free = numbered(name, number)
        number += 1
      }
      try Files.rename("\(folder)/\(member)", to: "\(folder)/\(free)")
    }
  }

  /// A title as a file's name: no separator, no control or direction mark, nothing hidden, 200 bytes at most.
  static func safe(_ title: String) -> String? {
    var out = String.UnicodeScalarView()
    var bytes = 0
    for scalar in title.unicodeScalars {
      let plain: Unicode.Scalar =
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2F, 0x5C, 0x3A, 0x2A, 0x3F, 0x22, 0x3C, 0x3E, 0x7C, 0x200E, 0x200F,
          0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
          "_"
        default: scalar
        }
      bytes += UTF8.width(plain)
      if bytes > 200 { break }
      if out.isEmpty, plain == "." || plain == " " || plain == "-" { out.append("_") } else { out.append(plain) }
    }
    return out.isEmpty ? nil : String(out)
  }

  private static func numbered(_ name: String, _ number: Int) -> String {
    guard let dot = name.utf8.lastIndex(of: 0x2E) else { return "\(name)-\(number)" }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }

  private static func folded(_ name: String) -> [UInt8] { Array(name.lowercased().utf8) }
}
