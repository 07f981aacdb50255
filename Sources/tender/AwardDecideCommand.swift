import ArgumentParser
import Canon
import Messages
import Notes
import Tendering

/// The award of a lot (定标) by an officer, in rank order.
struct AwardDecide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "定标（按名次）· Award a lot, in rank order.",
    discussion: """
      评标办法为“只公开中标人”而中标人不是已公开的那一份时，先就它重新签署评标结果，再定标，两份文书一次办完。
      Where only the winner is shown and the award goes to another bid, the evaluation is signed again first.
      """)

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @Option(help: "投标（十六进制编号，缺省为第一名）· The bid, hex; the first in rank when absent")
  var bid: String?

  @Option(help: "跳过的更前名次：编号:事由,… · Better ranked bids left aside: HEX:ground,…")
  var passedOver: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    try requireID(lot)
    let api = try options.signedConnection()
    var query = [("lot", lot)]
    if let bid { query.append(("bid", bid)) }
    if let passedOver { query.append(("passedOver", passedOver)) }
    let draft = try await draft(api, query)
    guard let file = draft.files.first(where: { $0.path == "award/\(lot).json" }),
      draft.listLines == [FileLine(path: file.path, content: file.bytes).line],
      let award = try? JSON.parse(file.bytes), award["lot"]?.stringValue == lot
    else {
      throw CommandFailure.checkedFalse(
        zh: "服务器拟的定标文书与所列文件不符，没有签名。",
        en: "The drafted award does not name the file that came with it; it was not signed.")
    }
    if let bid, let asked = Bid.ID(hex: bid), award["bid"]?.stringValue != asked.base64 {
      throw CommandFailure.checkedFalse(
        zh: "服务器拟的定标给了另一份投标，没有签名。", en: "The drafted award goes to another bid; it was not signed.")
    }
    let posted = try await api.sign(
      tender: tender, text: draft.text, list: draft.list, extra: [("award", award)])
    let output = options.output
    output.say(
      zh: "标段 \(lot) 已定标；中标结果公告、中标通知书和结果告知书已印发。",
      en: "Lot \(lot) is awarded; result notice, award notice and letters are issued.")
    output.show(award) {
      output.facts([
        (Wording(zh: "投标", en: "Bid"), award.cell("bid")), (Wording(zh: "名次", en: "Rank"), award.cell("rank")),
        (Wording(zh: "中标价", en: "Price"), AmountWording.grouped(award.cell("price"))),
        (Wording(zh: "文书", en: "Note"), posted.id.b64),
      ])
    }
  }

  private func draft(_ api: Connection, _ query: [(String, String)]) async throws(CommandFailure) -> Draft {
    let path = "/api/tenders/\(tender)/drafts/award"
    do throws(CommandFailure) {
      return try Draft(try await api.get(path, query: query))
    } catch {
      guard error.code == AwardRefusal.winnerSealed.code else { throw error }
    }
    var choice = EvaluationCommands.Choice()
    choice.bid = bid
    choice.passedOver = passedOver
    _ = try await api.signEvaluation(tender, lot: lot, choice)
    options.output.say(
      zh: "评标结果已重新签署：公开的得分改为这份投标的。",
      en: "The evaluation is signed again: the figures shown are now this bid's.")
    return try Draft(try await api.get(path, query: query))
  }
}
