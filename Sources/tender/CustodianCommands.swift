import ArgumentParser
import Canon
import Messages
import Notes
import Sealing

struct CustodianCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "custodian", abstract: "开标密钥持有人 · Holders of an opening key.",
    subcommands: [KeyCommand.self, CustodianOpenCommand.self, PostCommand.self])

  struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "为一个项目新生成开标密钥并声明 · Make a fresh opening key for one tender, and state it.",
      discussion: """
        文件夹里生成 identity.txt（开标密钥，只给自己）和 statement.note（可以公开的声明）。重复执行会再次提交同一份声明。
        The folder gets identity.txt, the opening key, for you alone, and statement.note, which is public. Run again \
        it posts the same statement.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "序号，从 1 起 · Your index, from 1")
    var index: Int

    @Option(help: "文件夹 · The folder to make")
    var out: String

    @Flag(help: "只生成，不提交 · Do not post; carry statement.note yourself")
    var offline = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      guard (1...15).contains(index) else {
        throw CommandFailure.usage(zh: "--index 应为 1 至 15。", en: "--index is 1 to 15.")
      }
      let key = try options.signingKey()
      let note = try statement(key)
      let output = options.output
      if offline {
        output.say(
          zh: "声明在 \(out)/statement.note。联网后执行：tender custodian post \(out)/statement.note",
          en: "The statement is \(out)/statement.note. With a network run: tender custodian post \(out)/statement.note")
      } else {
        try await options.signedConnection().post(note: note, tender: tender)
        output.say(
          zh: "声明已提交。请备份 \(out)/identity.txt 并妥善保管：没有它就不能参加开标。",
          en: "The statement is posted. Keep \(out)/identity.txt safe, and a copy of it: without it you cannot help to "
            + "open.")
      }
      let json: JSON = [
        "tender": JSON(tender), "index": JSON(index), "statement": JSON(note.id.b64), "folder": JSON(out),
      ]
      output.show(json) { output.line(note.id.b64) }
    }

    /// The statement of the folder, made with a fresh identity unless it is there already.
    private func statement(_ key: SigningKey) throws(CommandFailure) -> SignedNote {
      let (identityPath, statementPath) = ("\(out)/identity.txt", "\(out)/statement.note")
      if Files.exists(statementPath) {
        let note = try Files.note(statementPath)
        let old: CustodianStatement = try note.body(Wording(zh: "声明", en: "statement"))
        let isSame = old.tender == tender && old.index == index && (try? note.verify(by: key.verifier)) != nil
        guard isSame, Files.exists(identityPath) else {
          throw .localFile(
            zh: "\(out) 里已有另一份声明，不会覆盖。请换一个文件夹。",
            en: "\(out) holds another statement and is left alone. Name another folder.")
        }
        return note
      }
      try Files.makeFolder(out, mode: 0o700)
      let identity = AgeIdentity()
      let text = "# \(tender) \(index)\n# public key: \(identity.recipient.text)\n\(identity.text)\n"
      try Files.write(text, to: identityPath, .secret, replacing: false)
      let note = key.sign(CustodianStatement(tender: tender, index: index, recipient: identity.recipient.text).text)
      try Files.write(note.bytes, to: statementPath)
      return note
    }
  }

  struct PostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "post", abstract: "提交离线做好的声明或份额 · Post a statement or shares made offline.")

    @Argument(help: "statement.note 或 --out 的文件 · statement.note, or the file of `open --out`")
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let envelope = try CustodianEnvelope(reading: file)
      let posted = try await options.signedConnection().post(
        note: envelope.note, tender: envelope.tender, list: envelope.list)
      options.output.say(zh: "已提交。", en: "Posted.")
      options.output.show(posted.json) { options.output.line(posted.id.b64) }
    }
  }
}

/// What a custodian made offline: a note, and for shares its list; as a bare note or `{"note","list"}`.
struct CustodianEnvelope {
  let note: SignedNote
  let list: String?
  let tender: String

  init(note: SignedNote, list: String?, tender: String) {
    self.note = note
    self.list = list
    self.tender = tender
  }

  init(reading path: String) throws(CommandFailure) {
    let bytes = try Files.read(path)
    var list: String?
    let note: SignedNote
    if bytes.first == 0x7B, let json = try? JSON.parse(bytes) {
      note = try SignedNote(received: json["note"]?.stringValue, Wording(zh: "签名文件", en: "note"))
      list = json["list"]?.stringValue
    } else {
      note = try Files.note(path)
    }
    do {
      let body = try AnyNote(parsing: note.text)
      self.init(note: note, list: list, tender: body.tender)
    } catch {
      throw CommandFailure(error, as: .localFile)
    }
  }

  var json: JSON {
    let json: JSON = ["note": JSON(note.asText)]
    return list.map { json.setting("list", JSON($0)) } ?? json
  }
}
