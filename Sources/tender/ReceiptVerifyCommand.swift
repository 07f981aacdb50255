import ArgumentParser
import Canon
import Messages
import Notes
import Transparency

/// `tender receipt verify`: a receipt and its note against the trust files, offline.
struct ReceiptVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "离线核验回执 · Check a receipt (tender-ack, tender-late or log proof) for a note, offline.")

  @Argument(help: "回执文件 · The receipt")
  var receipt: String

  @Option(help: "交的那份记录 · The note that was handed in")
  var note: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let trust = try trustFiles(try options.trustFolder())
    let signed = try SignedNote(parsing: try Files.read(note))
    let checked = try Receipt.verify(try Files.read(receipt), note: signed, trust: trust)
    let words = words(checked)
    options.output.show(json(checked, note: signed.id, words)) { options.output.line(words[options.language]) }
  }

  private func trustFiles(_ folder: String) throws -> Trust {
    let policy = try Files.read(folder + "/" + Trust.policyFile)
    let vkeys = try Files.read(folder + "/" + Trust.vkeysFile)
    do {
      return try Trust(policy: policy, vkeys: vkeys)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code, zh: "信任文件夹 \(folder) 中的文件不对。",
        en: "The trust files in \(folder) are not in order.")
    }
  }

  private func words(_ receipt: Receipt) -> Wording {
    switch receipt {
    case .acknowledged(let ack):
      Wording(
        zh: "ok 已收到（Unix 时间 \(ack.received)），由日志密钥签署；尚待入日志的证明。",
        en:
          "ok received at \(ack.received) (Unix time), signed by the log key; the proof from the log is still to come.")
    case .late(let late):
      Wording(
        zh: "ok 迟到：收到时间 \(late.received)，截止时间 \(late.deadline)，由日志密钥签署。",
        en: "ok late: received at \(late.received), deadline \(late.deadline), signed by the log key.")
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
