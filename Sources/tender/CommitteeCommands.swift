import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// The committee of a lot (评标委员会), formed by the drawing officer.
struct CommitteeCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "committee", abstract: "评标委员会 · Evaluation committees.",
    subcommands: [
      Form.self, Declare.self, Show.self, Recuse.self, Recusals.self, Decide.self, Excuse.self, Replace.self,
      Dissent.self,
    ])

  struct Form: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "组成评标委员会 · Form a lot's committee.",
      discussion: """
        成员文件 · The members' file: [{"member":"m1","vkey":"<tender>.m1+…","person":"<key ref>",\
        "kind":"expert|representative","chair":true}, …]. 公开的只有 m1…mk 的公钥；姓名在结果公布前保密。\
        Only the keys of m1…mk are published; nobody is named before the result.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "标段 · The lot")
    var lot: String

    @Option(help: "成员文件（JSON）· The members' file")
    var members: String

    @Option(help: "专家由这次抽取产生（十六进制编号，tender draw show）· The draw that the experts come from, hex")
    var draw: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let (note, people) = try read()
      let posted = try await options.signedConnection().sign(
        tender: tender, text: note.text, extra: [("people", people)])
      let output = options.output
      output.say(
        zh: "标段 \(lot) 的评标委员会已组成，共 \(note.members.count) 人。",
        en: "The committee of lot \(lot) is formed: \(note.members.count) members.")
      output.show(["tender": JSON(tender), "lot": JSON(lot), "note": JSON(posted.id.b64)]) {
        output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
      }
    }

    private func read() throws(CommandFailure) -> (CommitteeNote, JSON) {
      var seats: [CommitteeNote.Member] = []
      var people: [JSON.Member] = []
      do {
        for (place, entry) in (try readJSON(members).arrayValue ?? []).enumerated() {
          let form = try FormReader(entry, at: "[\(place)]", only: ["member", "vkey", "person", "kind", "chair"])
          let id = try form.text("member", max: 64)
          seats.append(.init(id: id, key: try VerifierKey(parsing: try form.text("vkey", max: 400))))
          people.append(
            .init(
              id,
              [
                "person": try form.value("person"), "kind": try form.value("kind"),
                "chair": JSON(form.has("chair") ? try form.bool("chair") : false),
              ]))
        }
      } catch let failure as CommandFailure {
        throw failure
      } catch let refusal as FormRefusal {
        throw CommandFailure(refusal)
      } catch {
        throw .localFile(
          zh: "\(members) 里有公钥读不通。", en: "A vkey in \(members) cannot be read.")
      }
      guard !seats.isEmpty else {
        throw .localFile(zh: "\(members) 里没有成员。", en: "\(members) holds no members.")
      }
      let drawn = draw.flatMap { Digest(hex: $0) }
      guard (draw == nil) == (drawn == nil) else {
        throw .usage(zh: "--draw 应为 64 个十六进制数字。", en: "--draw is 64 hexadecimal digits.")
      }
      return (CommitteeNote(tender: tender, lot: lot, draw: drawn, members: seats), .object(people))
    }
  }
}
