import Canon
import Foundation
import Notes
import Testing

// What the opening's session and the committee of the contested tender have to write.
extension ContestedPlay {
  nonisolated private func place(_ path: String) -> String { "/api/tenders/\(Self.id)/lots/L1/\(path)" }

  /// The opening officer, the supervisor and a bidder attend; the bidder objects and is answered.
  func objectOnTheSpot() async throws {
    for person in [second, office.opener, office.supervisor] {
      try await office.must(person, "opening", "attend", Self.id)
    }
    let objection = try await office.post(second, place("opening-objections"), ["words": "唱标的服务期限与我方投标文件不一致"])
    let number = objection["objection"]?.integerValue ?? 0
    try await office.post(
      office.opener, place("opening-objections/\(number)/answer"), ["words": "经核对投标文件，服务期限为365日，唱标无误"])
    try await office.visit(place("opening-session"), as: office.supervisor)
  }

  /// A list of debarred firms has one of the bidders by mistake, which is taken back.
  func lookUpStandings() async throws {
    let now = Int(Date().timeIntervalSince1970)
    try await office.post(
      office.lead, "/api/standings",
      [
        "list": "procurementViolation", "channel": "中国政府采购网", "queried": JSON(now),
        "entries": [
          [
            "name": JSON(second.name + "知识产权代理有限公司"), "creditCode": JSON(second.code), "from": "2026-01-01",
            "to": "2028-12-31", "scope": "全国", "ground": "提供虚假材料谋取中标（虚构）",
          ]
        ],
      ])
    let seen = try await office.visit(place("standings"), as: office.lead)
    let against = (seen?["bids"]?.arrayValue ?? []).flatMap { $0["against"]?.arrayValue ?? [] }
    guard against.count == 1, let entry = against[0]["entry"]?.integerValue else {
      throw StageFailure("standings: \(seen?.canonicalText ?? "")")
    }
    try await office.visit("/api/standings", as: office.supervisor)
    try await office.post(office.lead, "/api/standings/\(entry)/revocation", ["reason": "同名误录，原公布机关已更正"])
  }

  /// A bidder asks that somebody step back; the drawing officer finds no reason.
  func askForRecusal() async throws {
    let asked = try await office.post(
      second, place("recusals"), ["named": "采购人代表", "reason": "据悉其近三年内曾在某投标人处任职"])
    let number = asked["request"]?.integerValue ?? 0
    try await office.post(
      office.drawer, place("recusals/\(number)/decision"), ["member": nil, "reason": "经查任职记录，无此情形"])
    try await office.visit(place("recusals"), as: office.drawer)
  }

  func excuseOne() async throws {
    try await office.post(office.drawer, place("excuses"), ["member": "m4", "reason": "突发疾病，不能继续评审"])
  }

  /// The chair asks the bidder of a very low price to explain it; it does, and the committee is not convinced.
  func askAboutLowPrice() async throws {
    let bid = try bid(cheap).hex
    let asked = try await office.post(
      judges[0], place("questions"),
      ["bid": JSON(bid), "kind": "lowPrice", "question": "报价不足最高限价的一半，请书面说明构成并附证明", "seconds": 600])
    let number = asked["question"]?.integerValue ?? 0
    try await office.post(
      cheap, place("questions/\(number)/answer"), ["answer": "我方在当地设有办公室，人员成本较低"])
    for person in judges.prefix(3) {
      try await office.post(
        person, place("questions/\(number)/findings"), ["proven": false, "reason": "未附成本明细，不能证明可以诚信履约"])
    }
    try await office.visit(place("questions"), as: office.supervisor)
    // Attachments are read in the background.
    try await until("all attachments are read", seconds: 60) {
      try await self.office.visit(self.place("collusion-signals"), as: self.judges[0])?["unread"] == 0
    }
  }

  /// The second member sees which of its scores lie far from the others', changes one and explains the other; the third
  /// writes what it holds.
  func giveReasons() async throws {
    let member = judges[1]
    let shown = try await office.visit(place("flags"), as: member)
    guard shown?["flags"]?.arrayValue?.count == 2 else { throw StageFailure("flags: \(shown?.canonicalText ?? "")") }
    try await office.post(
      member, place("changes"),
      [
        "bid": JSON(try bid(second).hex), "criterion": "c1", "ground": "extreme", "to": "46.00",
        "reason": "漏看了驻园人员名单，重新核对后更正",
      ])
    try await office.post(
      member, place("explanations"),
      ["bid": JSON(try bid(third).hex), "criterion": "c1", "reason": "方案未写明每周驻园天数，与招标文件要求差距较大"])
    try await office.post(judges[2], place("dissents"), ["words": "认为服务方案评分标准中“便捷”一项表述不够明确，保留意见"])
  }
}

extension OfferedPrice {
  /// Less than half of what anybody else asks for.
  static let unexplained = OfferedPrice(unit: "4500.00", total: "90000.00", words: "玖万元整", days: "3")
}
