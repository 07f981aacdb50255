import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// A committee's statement that too few bids still compete (竞争性论证), under the Tendering Law.
struct CompetitionCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competition",
    abstract: "竞争性论证 · A committee's statement that competition is not lacking (profile T).",
    discussion: """
      有效投标不足规定家数的依法招标项目：组长 argue 起草，成员各自 sign 签署；过半数成员签署的，标段继续评审，否则应当废标。
      With too few valid bids: the chair words it, members sign; a majority lets the lot go on, without it the lot fails.
      """, subcommands: [Argue.self, Sign.self, Show.self])

  struct Argue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "组长起草论证意见 · The chair words the statement.")

    @OptionGroup var place: LotPlace

    @Option(help: "论证意见（公开，请勿写入得分）· The argument; it becomes public, so no scores in it")
    var argument: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/competition", ["argument": JSON(argument)])
      options.output.say(
        zh: "论证意见已拟好，须 \(answer.cell("needed")) 名成员签署。",
        en: "The statement is there; \(answer.cell("needed")) members are to sign it.")
      options.output.show(answer) { options.output.line(answer.cell("paper")) }
    }
  }

  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "以席位密钥签署论证意见 · Sign it with the seat's key.")

    @OptionGroup var place: LotPlace

    @Option(help: "席位 m1…mk · Your seat")
    var member: String

    @Option(help: "席位的密钥文件（名为 <项目>.<席位>）· The seat's key file, named <tender>.<seat>")
    var memberKey: String

    @Option(help: "先把 PDF 存到此处 · Keep the PDF here first")
    var keep: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let api = try options.signedConnection()
      let key = try KeyFile.read(memberKey)
      guard key.name == "\(place.tender).\(member)" else {
        throw CommandFailure.usage(
          zh: "席位密钥应名为 \(place.tender).\(member)，这一把叫 \(key.name)。",
          en: "The seat's key is to be named \(place.tender).\(member); this one is \(key.name).")
      }
      let shown = try await api.get("\(place.path)/competition")
      // What is signed is what was received and hashed here.
      let paper = try await PaperCopy(shown.cell("paper"), of: place.tender, from: api)
      if let keep { try Files.write(paper.pdf, to: keep, .open) }
      let note = RecordNote(
        tender: place.tender, party: key.verifier.reference, kind: "competition-statement",
        number: shown.cell("number"),
        json: Digest(of: paper.json), pdf: Digest(of: paper.pdf))
      let posted = try await api.post(note: key.sign(note.text), tender: place.tender)
      options.output.say(zh: "已签署论证意见。", en: "The statement is signed.")
      options.output.show([
        "tender": JSON(place.tender), "lot": JSON(place.lot), "member": JSON(member), "note": JSON(posted.id.b64),
      ]) { options.output.line(posted.id.b64) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看论证意见和签署情况 · The statement, and who has signed.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().get("\(place.path)/competition")
      let output = options.output
      let signed = (answer["signed"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: " ")
      output.show(answer) {
        output.facts([
          (Wording(zh: "有效投标", en: "Valid bids"), "\(answer.cell("valid")) / \(answer.cell("minimum"))"),
          (Wording(zh: "论证意见", en: "Argument"), answer.cell("argument")),
          (Wording(zh: "已签署", en: "Signed"), signed.isEmpty ? "—" : signed),
          (Wording(zh: "须签署", en: "Needed"), answer.cell("needed")),
        ])
      }
    }
  }
}
