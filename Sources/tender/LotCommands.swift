import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// What an officer decides about one lot beside the award.
struct LotCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lot", abstract: "标段（采购包）· Lots.", subcommands: [Fail.self, Cancel.self])

  struct Fail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "宣布废标 · Declare that a lot failed, with its ground and reason.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @Argument(help: "标段 · The lot")
    var lot: String

    @Option(help: "事由 · tooFewBids, tooFewOpened, tooFewQualified, tooFewConforming, allOverBudget, unlawfulAct")
    var ground: String

    @Option(help: "理由，写入公告 · The reason, as the notice will say it")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      try requireID(lot)
      let reason = reason
      let lot = lot
      let posted = try await options.signedConnection().signAndPost(
        tender: tender, draft: "fail", query: [("lot", lot), ("ground", ground), ("reason", reason)],
        extra: [("reason", JSON(reason))]
      ) { draft throws(CommandFailure) in
        guard let note = try? FailNote(parsing: draft.text), note.lot == lot, note.reason == Digest(of: reason) else {
          throw .checkedFalse(
            zh: "服务器拟的废标文书与您给的理由对不上，没有签名。",
            en: "The drafted note does not carry your reason; it was not signed.")
        }
      }
      let output = options.output
      output.say(
        zh: "标段 \(lot) 已\(ground == Lot.FailureGround.cancelled.rawValue ? "终止" : "废标")，公告已印发。",
        en:
          "Lot \(lot) \(ground == Lot.FailureGround.cancelled.rawValue ? "is cancelled" : "failed"); the notice is issued."
      )
      output.show(["tender": JSON(tender), "lot": JSON(lot), "note": JSON(posted.id.b64)]) {
        output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
      }
    }
  }
}
