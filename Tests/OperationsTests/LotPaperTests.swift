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
}

@Suite struct `The papers of a lot` {
  @Test func `propose equals in the order in which they were drawn`() async throws {
    let scene = try await Scene.make()
    let (bids, keys) = try await scene.readyToScore(prices: ["198000.00", "198000.00", "210000.00"])
    for member in 1...5 {
      try await scene.score(
        member, scene.sheet(bids, [("52.00", "15.00"), ("52.00", "15.00"), ("40.50", "10.00")]), keys: keys)
    }
    let (a, b) = (Scene.secrets[0], Scene.secrets[2])
    try await scene.commit(a, purpose: "tie", by: scene.drawing)
    try await scene.commit(b, purpose: "tie", by: scene.agencies[1])
    let draw = try await scene.announce(
      purpose: "tie", take: 2, list: bids.prefix(2).map(\.id.hex).sorted(),
      commits: [(scene.drawing, a), (scene.agencies[1], b)])
    try await scene.reveal(a, to: draw, by: scene.drawing)
    try await scene.reveal(b, to: draw, by: scene.agencies[1])
    let drawn = try await scene.result(of: draw)
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let report = try #require(try await scene.facts("evaluation-report").first)
    let proposed = (report["proposed"]?.arrayValue ?? []).compactMap(\.stringValue)
    let bidders = Dictionary(uniqueKeysWithValues: zip(bids.map(\.id.hex), scene.agencies.map(\.reference)))
    #expect(proposed == drawn.compactMap { bidders[$0] } + [scene.agencies[2].reference])
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
    let (bids, keys) = try await scene.readyToScore()
    let sheet = JSON.object(bids.map { JSON.Member($0.id.hex, [:]) }.sorted { $0.name < $1.name })
    for member in 1...5 { try await scene.score(member, sheet, keys: keys) }
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
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
