import ArgumentParser
import Canon
import Messages
import Notes
import Transparency

/// `tender receipt verify`: a receipt and its note against the trust files, offline.
struct ReceiptVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "离线核验回执 · Check a receipt (tender-ack, tender-late or log proof) for a note, offline.",
    discussion: """
      加 --tender 时，还把回执中的时间与公告（含更正）的截止时间对照：错误的拒收由此可以证明。
      With --tender its times are held against the notice's deadline, amendments included: so a note that was turned away \
      wrongly can be proved.
      """)

  @Argument(help: "回执文件 · The receipt")
  var receipt: String

  @Option(help: "交的那份记录 · The note that was handed in")
  var note: String

  @Option(help: ArgumentHelp("项目文件夹（tender tender fetch 所得）· The tender's folder", valueName: "dir"))
  var tender: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let trust = try trustFiles(try options.trustFolder())
    let signed = try SignedNote(parsing: try Files.read(note))
    let checked = try Receipt.verify(try Files.read(receipt), note: signed, trust: trust)
    try judge(checked)
    let words = words(checked)
    options.output.show(json(checked, note: signed.id, words)) { options.output.line(words[options.language]) }
  }

  /// The receipt's times against the notice's deadline, when the notice is at hand.
  private func judge(_ receipt: Receipt) throws {
    guard let tender else { return }
    let folder = try TenderFolder(reading: tender)
    try folder.check(try options.trusted())
    guard folder.notice.tender.utf8.elementsEqual(receipt.tender.utf8) else { throw ReceiptFault.otherTender }
    try receipt.judge(deadline: folder.deadline)
  }

  private func trustFiles(_ folder: String) throws -> Trust {
    let policy = try Files.read(folder + "/" + Trust.policyFile)
    let vkeys = try Files.read(folder + "/" + Trust.vkeysFile)
    do {
      return try Trust(policy: policy, vkeys: vkeys)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "信任文件夹 \(folder) 中的文件不对：", en: "The trust files in \(folder) are not in order:").then(
          error.wording))
    }
  }

  private func words(_ receipt: Receipt) -> Wording {
    switch receipt {
    case .acknowledged(let ack):
      Wording(
        zh: "ok 已收到（Unix 时间 \(ack.received)），由日志密钥签署；尚待入日志的证明。"
          + "它证明系统承诺收下：截标后公布的清单若没有这份文件，系统即已违约。",
        en:
          "ok received at \(ack.received) (Unix time), signed by the log key; the proof from the log is still to come. "
          + "It proves the promise: if the reveal after the close lacks this note, the promise is broken.")
    case .late(let late):
      Wording(
        zh: "ok 迟到：收到时间 \(late.received)，截止时间 \(late.deadline)，由日志密钥签署。它证明这份文件因迟到被拒收、系统所称的时间是这些；"
          + (tender == nil
            ? "公告的截止时间若不同，或同一文件另有签收回执，就证明拒收有误（加 --tender 对照公告）。" : "与公告的截止时间相符。"),
        en:
          "ok late: received at \(late.received), deadline \(late.deadline), signed by the log key. It proves that the note "
          + "was turned away as late, and which times were given for it; "
          + (tender == nil
            ? "if the notice's deadline is another, or an acknowledgement of the same note exists, that was wrong (--tender "
              + "compares with the notice)." : "they fit the notice's deadline."))
    case .logged(let logged):
      Wording(
        zh: "ok 在日志中：时点 \(logged.tick.number)（Unix 时间 \(logged.tick.time)），日志第 \(logged.index) 条，"
          + "检查点 \(logged.checkpoint.checkpoint.size) 条，\(logged.checkpoint.cosigners.count) 个见证人联署。",
        en: "ok in the log: tick \(logged.tick.number) (Unix time \(logged.tick.time)), log entry \(logged.index), "
          + "checkpoint of \(logged.checkpoint.checkpoint.size) entries, cosigned by "
          + "\(logged.checkpoint.cosigners.count) witnesses.")
    }
  }

  private func json(_ receipt: Receipt, note: Digest, _ words: Wording) -> JSON {
    let base: JSON = [
      "result": "ok", "kind": JSON(receipt.kind), "note": JSON(note.b64), "text": JSON(words[options.language]),
    ]
    switch receipt {
    case .acknowledged(let ack):
      return base.setting("tender", JSON(ack.tender)).setting("received", JSON(ack.received))
    case .late(let late):
      return base.setting("tender", JSON(late.tender)).setting("received", JSON(late.received))
        .setting("deadline", JSON(late.deadline))
    case .logged(let logged):
      return base.setting("tender", JSON(logged.tender)).setting("tick", JSON(logged.tick.number))
        .setting("time", JSON(logged.tick.time)).setting("index", JSON(logged.index)).setting("slot", JSON(logged.slot))
        .setting("origin", JSON(logged.checkpoint.checkpoint.origin))
        .setting("size", JSON(logged.checkpoint.checkpoint.size))
    }
  }
}
