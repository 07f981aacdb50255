import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

extension TenderCommands {
  /// The end of a whole tender.
  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "终止项目 · Cancel a tender; its bids stay sealed for ever.",
      discussion: """
        截止之前或者之后均可，但不得已有标段定标。已密封的投标不再开启。
        Before or after the close, while no lot is awarded.
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Option(help: "情形 · taskCancelled, documentsUnlawful, openingImpossible")
    var ground: String

    @Option(help: "理由，写入公告 · The reason, as the notice will say it")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let form: JSON = ["ground": JSON(ground), "reason": JSON(reason)]
      let (tender, ground, reason) = (tender, ground, reason)
      let posted = try await options.signedConnection().signAndPost(tender: tender, form: form, as: "cancellation") {
        draft throws(CommandFailure) in
        guard let note = try? CancellationNote(parsing: draft.text), note.tender == tender, note.reason == ground,
          let file = draft.files.first, draft.files.count == 1,
          draft.listLines == [FileLine(path: file.path, content: file.bytes).line],
          (try? JSON.parse(file.bytes))?["reason"]?.stringValue == reason
        else {
          throw .checkedFalse(
            zh: "服务器拟的终止文书与您给的理由对不上，没有签名。",
            en: "The drafted note does not carry your reason; it was not signed.")
        }
      }
      let output = options.output
      output.say(zh: "项目 \(tender) 已终止，公告已印发。", en: "The tender \(tender) is cancelled; the notice is issued.")
      output.show(["tender": JSON(tender), "note": JSON(posted.id.b64)]) {
        output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
      }
    }
  }
}

extension LotCommands {
  /// The end of one lot after the close.
  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "终止一个标段（截止之后、定标之前）· Cancel one lot, after the close and before its award.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "标段 · The lot")
    var lot: String

    @Option(help: "理由，写入公告 · The reason, as the notice will say it")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      var fail = LotCommands.Fail()
      fail.tender = tender
      fail.lot = lot
      fail.ground = Lot.FailureGround.cancelled.rawValue
      fail.reason = reason
      fail.options = options
      try await fail.run()
    }
  }
}
