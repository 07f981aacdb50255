import Canon
import Notes
@testable import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

extension Scene {
  /// The facts of the tender's papers of one kind.
  fileprivate func facts(_ kind: String) async throws -> [JSON] {
    let papers = try await office.database.read(as: .auditor) { tx in try tx.papers(of: Self.tender) }
    return try papers.filter { $0.kind == kind }.map { try JSON.parse(Array($0.json.utf8)) }
  }

  /// Scored so that the first two are equal, and drawn: their ids in the order drawn.
  fileprivate func drawnTie(_ bids: [SealedBid], keys: [SigningKey]) async throws -> [String] {
    for member in 1...5 {
      try await score(member, sheet(bids, [("52.00", "15.00"), ("52.00", "15.00"), ("40.50", "10.00")]), keys: keys)
    }
    let (a, b) = (Self.secrets[0], Self.secrets[2])
    try await commit(a, purpose: "tie", by: drawing)
    try await commit(b, purpose: "tie", by: agencies[1])
    let draw = try await announce(
      purpose: "tie", take: 2, list: bids.prefix(2).map(\.id.hex).sorted(), commits: [(drawing, a), (agencies[1], b)])
    try await reveal(a, to: draw, by: drawing)
    try await reveal(b, to: draw, by: agencies[1])
    return try await result(of: draw)
  }

  /// Signed without points by all five, and evaluated.
  fileprivate func evaluatedByPrice() async throws {
    let (bids, keys) = try await readyToScore()
    let sheet = JSON.object(bids.map { JSON.Member($0.id.hex, [:]) }.sorted { $0.name < $1.name })
    for member in 1...5 { try await score(member, sheet, keys: keys) }
    _ = try await office.recordOpening(Self.tender, lot: "L1", by: officer.actor)
    try await evaluate()
  }
}

@Suite struct `The papers of a lot` {
  @Test func `propose equals in the order in which they were drawn`() async throws {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: ["198000.00", "198000.00", "210000.00"])
    let drawn = try await scene.drawnTie(bids, keys: keys)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let report = try #require(try await scene.facts("evaluation-report").first)
    let proposed = (report["proposed"]?.arrayValue ?? []).compactMap(\.stringValue)
    let bidders = Dictionary(uniqueKeysWithValues: zip(bids.map(\.id.hex), scene.agencies.map(\.reference)))
    #expect(proposed == drawn.compactMap { bidders[$0] } + [scene.agencies[2].reference])
    // Whoever was equal to the winner is told that it was drawn second; the third, who was equal to nobody, no such thing.
    try await scene.award()
    let letters = try await scene.facts("result-letter")
    #expect(letters.count == 2)
    for letter in letters {
      let isTied = bids.prefix(2).contains { JSON($0.id.b64) == letter["bid"] }
      #expect(letter["outcome"]?["rank"]?.integerValue == (isTied ? 1 : 3))
      #expect(letter["outcome"]?["drawnPlace"]?.integerValue == (isTied ? 2 : nil))
    }
  }

  @Test(arguments: [Profile.g1, .t0])
  func `name the remedy of their law, and the day to sign by that is on the list of what is due`(profile: Profile)
    async throws
  {
    let scene = try await Scene.make(profile: profile)
    _ = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    try await scene.award()
    let isChallenged = profile.procedure.remedy == .challenge
    let report = try #require(try await scene.facts("evaluation-report").first)
    #expect((report["tenderingLaw"] == nil) == isChallenged)
    let told = try await scene.facts("result-notice") + scene.facts("result-letter")
    #expect(told.count == 3)
    for paper in told {
      #expect(paper["challengeWorkingDays"]?.integerValue == (isChallenged ? 7 : nil))
      #expect(paper["objection"]?["days"]?.integerValue == (isChallenged ? nil : 3))
      #expect(paper["objection"]?["complaintDays"]?.integerValue == (isChallenged ? nil : 10))
    }
    let notice = try #require(try await scene.facts("award-notice").first)
    #expect(notice["leader"] == "甲")
    let due = try await scene.office.listDue(Scene.tender, by: scene.officer.actor)["due"]?.arrayValue ?? []
    let contract = try #require(due.first { $0["what"] == "contract" && $0["lot"] == "L1" })
    let signBy = try #require(notice["signBy"]?.stringValue.flatMap { CalendarDay(onPaper: $0) })
    #expect(contract["by"]?.stringValue == signBy.description)
    #expect(WorkingCalendar.china.isWorkingDay(signBy))
  }

  @Test func `give the evaluated price, and no points, where the lowest price decides`() async throws {
    let scene = try await Scene.make(profile: .g2, scheme: Scene.lowestPrice)
    try await scene.evaluatedByPrice()
    // A re-review that corrects nothing: its report has the same figures before and after.
    _ = try await scene.office.convene(
      Scene.tender, lot: "L1", ["ground": "sumWrong", "reason": "请重新核对汇总"], by: scene.officer.actor)
    try await scene.evaluate()
    try await scene.award()
    let ranked = try await scene.evaluationFile()["bids"]?.arrayValue ?? []
    #expect(Set(ranked.compactMap { $0["price"]?["evaluated"]?.stringValue }).count == 3)
    func isOwn(_ told: JSON?, of bid: JSON?) throws {
      let price = try #require(ranked.first { $0["bid"] == bid }?["price"]?["evaluated"])
      #expect(told?["evaluatedPrice"] == price && told?["total"] == nil)
    }
    let award = try #require(try await scene.facts("award-notice").first)
    try isOwn(award, of: award["bid"])
    try isOwn(try await scene.facts("result-notice").first, of: award["bid"])
    let letters = try await scene.facts("result-letter")
    #expect(letters.count == 2)
    for letter in letters { try isOwn(letter["outcome"], of: letter["bid"]) }
    let report = try #require(try await scene.facts("re-review-report").first)
    for places in [report["before"]?.arrayValue ?? [], report["after"]?.arrayValue ?? []] {
      #expect(places.map { $0["evaluatedPrice"] } == ranked.map { $0["price"]?["evaluated"] })
      #expect(places.allSatisfy { $0["total"] == nil })
    }
  }

  @Test func `give the evaluated price of each that is selected for a framework agreement by it`() async throws {
    let scene = try await Scene.make(profile: .f, scheme: Scene.lowestPrice)
    try await scene.evaluatedByPrice()
    scene.clock.pass(1)
    try await scene.select()
    let ranked = try await scene.evaluationFile()["bids"]?.arrayValue ?? []
    let selected = try await scene.facts("selection-notice").first?["selected"]?.arrayValue ?? []
    #expect(selected.count == 2)
    #expect(selected.map { $0["evaluatedPrice"] } == ranked.prefix(2).map { $0["price"]?["evaluated"] })
    let letters = try await scene.facts("selection-letter")
    #expect(letters.count == 2)
    for letter in letters {
      let own = try #require(ranked.first { $0["bid"] == letter["bid"] })
      #expect(letter["evaluatedPrice"] == own["price"]?["evaluated"])
    }
    #expect((selected + letters).allSatisfy { $0["total"] == nil })
  }

  @Test(arguments: [Profile.g1, .t0])
  func `say which law they are worded by, and for which park the service is`(profile: Profile) async throws {
    let scene = try await Scene.make(profile: profile)
    _ = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    try await scene.award()
    scene.clock.pass(1)
    _ = try await scene.office.draftServiceContract(Scene.tender, lot: "L1", [:], by: scene.officer.actor)
    let law: String? = profile.isGovernmentProcurement ? nil : "tendering"
    for kind in ["opening-record", "result-notice", "award-notice", "result-letter", "service-contract"] {
      let papers = try await scene.facts(kind)
      #expect(!papers.isEmpty && papers.allSatisfy { $0["law"]?.stringValue == law }, "\(kind)")
    }
    for kind in ["result-notice", "award-notice", "service-contract"] {
      let service = try await scene.facts(kind).first?["service"]
      #expect(service?["scope"]?.stringValue == "面向川汇园区及其入驻企业的知识产权托管服务", "\(kind)")
      #expect(service?["requirement"] == "托管" && service?["standard"] == "合格", "\(kind)")
    }
  }

  @Test(arguments: [Profile.g1, .t0])
  func `of an amendment and of answers are worded by that law, too`(profile: Profile) async throws {
    let scene = try await Scene.make(profile: profile)
    try await scene.ask("驻园人员可否轮换？", by: scene.agencies[0])
    try await scene.answer(["answers": [["question": 1, "answer": "可以轮换。"]]])
    scene.clock.set(Scene.deadline - 10)
    try await scene.amend([
      "reason": "明确驻园要求", "deadline": JSON(Scene.deadline + 50), "changes": [Scene.newStandard],
    ])
    let told = try await scene.facts("clarification-notice") + scene.facts("amendment-notice")
    #expect(told.count == 2)
    for paper in told {
      #expect(paper["law"]?.stringValue == (profile.isGovernmentProcurement ? nil : "tendering"))
    }
  }

  @Test func `name each candidate with what its bid answers, and equals in the order drawn`() async throws {
    let scene = try await Scene.make(profile: .t1, bidsFor: 30 * 86_400)
    let bids = try await scene.threeBids(prices: ["198000.00", "198000.00", "210000.00"])
    scene.clock.set(Scene.opens + 30 * 86_400, micros: 1)
    try await scene.office.closeDueTenders()
    try await scene.openClosed()
    let keys = try await scene.admit(bids)
    let drawn = try await scene.drawnTie(bids, keys: keys)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    scene.clock.pass(1)
    _ = try await scene.office.publishCandidates(Scene.tender, lot: "L1", by: scene.officer.actor)
    let notice = try #require(try await scene.facts("candidate-notice").first)
    #expect(notice["law"] == "tendering")
    let candidates = notice["candidates"]?.arrayValue ?? []
    #expect(candidates.map { $0["rank"]?.integerValue } == [1, 1, 3])
    #expect(candidates.map { $0["drawnPlace"]?.integerValue } == [1, 2, nil])
    let first = try #require(bids.firstIndex { $0.id.hex == drawn.first })
    #expect(candidates.first?["name"]?.stringValue == "机构 \(scene.agencies[first].key.name)")
    for candidate in candidates {
      #expect(candidate["quality"]?.stringValue == "响应招标文件的服务标准：合格")
      #expect(candidate["qualification"]?.stringValue?.hasPrefix("通过资格审查") == true)
    }
  }

  @Test func `tell why a bid could not be read, by what the log says of it`() async throws {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    // The note is another seq's than the sealed document says.
    let odd = scene.agencies[3]
    try await scene.register(odd)
    try await scene.submit(try await scene.seal(odd) { $0.seq = 2 }, by: odd)
    try await scene.close()
    try await scene.openClosed()
    let keys = try await scene.admit(bids)
    let sheet = scene.sheet(bids, [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")])
    for member in 1...5 { try await scene.score(member, sheet, keys: keys) }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    try await scene.award()
    let reason = "投标文件损坏或不符合加密格式（投标数据不符），无法读取。"
    let bidders = try await scene.facts("evaluation-report").first?["bidders"]?.arrayValue ?? []
    #expect(bidders.count == 4)
    for bidder in bidders {
      let isOdd = bidder["bidder"]?.stringValue == odd.reference
      #expect(bidder["reason"]?.stringValue == (isOdd ? reason : nil))
    }
    let letter = try #require(
      try await scene.facts("result-letter").first { $0["bidder"]?.stringValue == odd.reference })
    #expect(letter["outcome"]?["state"] == "notOpened" && letter["outcome"]?["reason"]?.stringValue == reason)
  }

  static let failures: [(ground: String, basis: String)] = [
    ("tooFewBids", "《政府采购法》第三十六条、《政府采购货物和服务招标投标管理办法》第四十一条、第四十三条"), ("allOverBudget", "《政府采购法》第三十六条"),
    ("unlawfulAct", "《政府采购法》第三十六条"),
  ]
  @Test(arguments: failures)
  func `cite the article that a lot fails by, and tell each bidder of its lot`(ground: String, basis: String)
    async throws
  {
    let scene = try await Scene.make()
    let staysSealed = ground == "tooFewBids"
    if staysSealed {
      try await scene.threeBids(prices: ["198000.00", "180000.00"])
      try await scene.close()
    } else {
      try await scene.opened(prices: ["300000.01", "310000.00", "320000.00"])
    }
    scene.clock.pass(1)
    try await scene.failLot(ground, reason: "经核实")
    let notice = try #require(try await scene.facts("failure-notice").first)
    #expect(notice["basis"]?.stringValue == basis)
    let letters = try await scene.facts("result-letter")
    #expect(letters.count == (staysSealed ? 2 : 3))
    for letter in letters { #expect(letter["outcome"]?["reason"]?.stringValue?.hasPrefix("本标段") == true) }
  }

  static let teams: [(roles: [String], lead: String?)] = [
    (["attorney", "lead", "lead"], "甲1"), (["专利代理师", "项目负责人"], "甲1"), (["lead"], "甲0"),
    (["attorney", ""], "甲0"),  // nobody has the part
    ([], nil),
  ]
  @Test(arguments: teams)
  func `name the project lead, wherever in the team`(roles: [String], lead: String?) {
    let team = roles.enumerated().map { place, role -> JSON in
      ["name": JSON("甲\(place)"), "certificate": JSON("证\(place)"), "role": JSON(role), "daysOnSite": 1]
    }
    #expect(Offer(reading: ["team": .array(team)]).lead?.name == lead)
  }
}
