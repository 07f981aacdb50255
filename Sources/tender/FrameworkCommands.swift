import ArgumentParser
import Canon
import Exact
import Messages
import Notes
import Tendering

/// Framework agreements (框架协议): selecting agencies, their agreements, call-offs.
struct FrameworkCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "framework", abstract: "框架协议：入围、协议、第二阶段成交 · Framework agreements (profile F).",
    discussion: """
      顺序：lot 评审签署后 framework select；framework agreement 逐家拟协议，双方用 paper sign 签署；园区用 framework call \
      选定（或按序轮到），经办人用 award decide 成交，之后照常订立服务合同。
      After the signed evaluation: select; agreement for each, signed by both with `paper sign`; the park's call; then `award \
      decide` and the service contract as always.
      """,
    subcommands: [
      FrameworkShow.self, FrameworkSelect.self, FrameworkAgree.self, FrameworkCall.self, FrameworkRemove.self,
    ])
}

struct FrameworkShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "查看入围、协议和成交 · Who is selected, with which agreement, and who was called.")

  @OptionGroup var place: LotPlace
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().get(try place.path + "/framework")
    FrameworkViews.show(answer, options.output)
  }
}

struct FrameworkSelect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select", abstract: "确定入围供应商 · Select the agencies of a lot, in rank order (officer).",
    discussion: """
      入围数不超过征集文件所定上限，淘汰比例和家数按规定核算；入围结果公告、入围通知书和结果告知书随之印发。
      As many as the documents allow and elimination leaves; notice and letters are issued with it.
      """)

  @OptionGroup var place: LotPlace

  @Option(help: "跳过的更前名次：编号:事由,… · Better ranked bids left aside: HEX:ground,…")
  var passedOver: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    _ = try place.path
    let (tender, lot) = (place.tender, place.lot)
    let api = try options.signedConnection()
    let query = [("lot", lot)] + (passedOver.map { [("passedOver", $0)] } ?? [])
    let draft = try Draft(try await api.get("/api/tenders/\(tender)/drafts/selection", query: query))
    guard let file = draft.files.first(where: { $0.path == "documents/selection.\(lot).json" }),
      draft.listLines == [FileLine(path: file.path, content: file.bytes).line],
      let json = try? JSON.parse(file.bytes), let selection = try? Selection(json: json),
      selection.lot.text.utf8.elementsEqual(lot.utf8), selection.tender.text.utf8.elementsEqual(tender.utf8)
    else {
      throw CommandFailure.checkedFalse(
        zh: "服务器拟的入围文书与所列文件不符，没有签名。",
        en: "The drafted selection does not name the file that came with it; it was not signed.")
    }
    let posted = try await api.sign(
      tender: tender, text: draft.text, list: draft.list, extra: [("selection", json)])
    let output = options.output
    output.say(
      zh: "标段 \(lot) 入围 \(selection.selected.count) 家，淘汰 \(selection.eliminated) 家；公告和通知书已印发。",
      en: "\(selection.selected.count) agencies are selected in lot \(lot), \(selection.eliminated) eliminated.")
    output.show(json) {
      output.table(
        [
          .init(zh: "位", en: "Place", .right), .init(zh: "投标", en: "Bid"), .init(zh: "名次", en: "Rank", .right),
          .init(zh: "报价", en: "Price", .right),
        ],
        selection.selected.map {
          ["\($0.place)", $0.bid.hex, "\($0.rank)", AmountWording.grouped($0.price.description)]
        })
      output.facts([(Wording(zh: "文书", en: "Note"), posted.id.b64)])
    }
  }
}

struct FrameworkAgree: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "拟框架协议 · Draw up the framework agreement with a selected agency (officer).")

  @OptionGroup var place: LotPlace

  @Option(help: "入围的投标（十六进制编号）· The selected bid, hex")
  var bid: String

  @Option(help: "首日，如 2026-12-01，缺省为今天 · The first day; today when absent")
  var begins: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    var form: JSON = ["bid": JSON(bid)]
    if let begins { form = form.setting("begins", JSON(begins)) }
    let answer = try await options.signedConnection().post(try place.path + "/framework/agreements", form)
    let output = options.output
    output.say(
      zh: "框架协议已拟，双方用 tender paper sign 签署。", en: "The agreement is drawn up; both sides sign it with `paper sign`.")
    output.show(answer) {
      output.facts([
        (Wording(zh: "文书", en: "Paper"), answer.cell("name")), (Wording(zh: "编号", en: "Number"), answer.cell("number")),
      ])
    }
  }
}

struct FrameworkCall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "第二阶段：选定或轮到一家 · Choose one of the selected, or take the next in turn (park).",
    discussion: """
      征集文件定为直接选定的，给出 --bid 和 --reason；定为顺序轮候的，都不用给。
      Where the documents let users choose, give --bid and --reason; where the selected come in turn, neither.
      """)

  @OptionGroup var place: LotPlace

  @Option(help: "选定的投标（十六进制编号）· The bid that is chosen, hex")
  var bid: String?

  @Option(help: "选定的理由：价格、质量、便利、评价 · Why: price, quality, convenience, ratings")
  var reason: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    var form: JSON = [:]
    if let bid { form = form.setting("bid", JSON(bid)) }
    if let reason { form = form.setting("reason", JSON(reason)) }
    let answer = try await options.signedConnection().post(try place.path + "/framework/calls", form)
    options.output.say(
      zh: "已确定本次成交的机构，由经办人定标（award decide）。", en: "The agency is called; the officer awards the lot to it.")
    FrameworkViews.show(answer, options.output)
  }
}

struct FrameworkRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "清退入围供应商 · Remove a selected agency (officer).")

  @OptionGroup var place: LotPlace

  @Option(help: "入围的投标（十六进制编号）· The selected bid, hex")
  var bid: String

  @Option(
    help: "事由 · collusion 串通, falseMaterial 虚假材料, refusedCall 拒绝成交, breach 违约, debarred 被禁止, asAgreed 协议约定")
  var ground: String

  @Option(help: "理由 · The reason, in words")
  var reason: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(
      try place.path + "/framework/exits", ["bid": JSON(bid), "ground": JSON(ground), "reason": JSON(reason)])
    FrameworkViews.show(answer, options.output)
  }
}

enum FrameworkViews {
  static func show(_ answer: JSON, _ output: Output) {
    output.show(answer) {
      let language = output.language
      let terms = answer["terms"]
      output.facts([
        (
          Wording(zh: "第二阶段", en: "Second stage"),
          FrameworkTerms.CallOff(rawValue: terms?.cell("callOff") ?? "")?.words[language] ?? ""
        ),
        (Wording(zh: "有效期（月）", en: "Months"), terms?.cell("months") ?? ""),
        (Wording(zh: "入围数上限", en: "Places at most"), terms?.cell("placesMax") ?? ""),
        (Wording(zh: "有效响应", en: "Ranked"), answer.cell("responded")),
      ])
      output.table(
        [
          .init(zh: "位", en: "Place", .right), .init(zh: "机构", en: "Agency"), .init(zh: "名次", en: "Rank", .right),
          .init(zh: "报价", en: "Price", .right), .init(zh: "框架协议", en: "Agreement"), .init(zh: "状态", en: "State"),
          .init(zh: "投标", en: "Bid"),
        ],
        (answer["selected"]?.arrayValue ?? []).map { row in
          [
            row.cell("place"), row.cell("name"), row.cell("rank"), AmountWording.grouped(row.cell("price")),
            row["agreement"]?["number"]?.stringValue ?? "—", state(row, language), row.cell("bid"),
          ]
        })
      for call in answer["calls"]?.arrayValue ?? [] {
        let void = call["void"]?.boolValue == true ? Wording(zh: "（已作废）", en: " (void)")[language] : ""
        output.facts([
          (
            Wording(zh: "第 \(call.cell("call")) 次成交", en: "Call-off \(call.cell("call"))"),
            Wording(zh: "第 \(call.cell("place")) 位", en: "place \(call.cell("place"))")[language] + void
          )
        ])
      }
    }
  }

  private static func state(_ row: JSON, _ language: Language) -> String {
    if let ground = row["left"]?["ground"]?.stringValue {
      return FrameworkExit(rawValue: ground)?.words[language] ?? ground
    }
    switch row["agreement"]?["signed"]?.boolValue {
    case true: return Wording(zh: "已签署", en: "signed")[language]
    case false: return Wording(zh: "待签署", en: "to be signed")[language]
    default: return Wording(zh: "未拟协议", en: "no agreement yet")[language]
    }
  }
}
