import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// Remedies from the documents to the contract, an opening with an objection, a committee with much to write, over HTTP and
/// the command, and what nobody can do on the way.
@Suite(.serialized) struct `A contested tender` {
  /// What is due and what waits, as the command tells the officer: `answer R4 2026-12-08` and `signing L1 R4`.
  private func due(_ play: ContestedPlay) async throws -> (what: [String], holds: [String]) {
    let told = try await play.office.must(play.office.lead, "remedy", "due", ContestedPlay.id)
    func words(_ row: JSON, _ names: String...) -> String {
      names.compactMap { row[$0]?.stringValue }.joined(separator: " ")
    }
    return (
      (told["due"]?.arrayValue ?? []).map { words($0, "what", "remedy", "lot", "by") },
      (told["holds"]?.arrayValue ?? []).map { words($0, "step", "lot", "remedy") }
    )
  }

  private func remedy(_ id: String, _ play: ContestedPlay, seenBy person: Person) async throws -> JSON {
    try await play.office.must(person, "remedy", "show", ContestedPlay.id, id)
  }

  @Test func `a challenge to the documents that is upheld is owed an amendment, and the opening waits for it`()
    async throws
  {
    let play = try await ContestedPlay.reach(.documentsChallenged)
    let told = try await due(play)
    #expect(told.what == ["amendDocuments R2 L1", "amendDocuments R2 L2"])
    #expect(told.holds == ["opening L1 R2", "opening L2 R2"])
    let seen = try await remedy("R2", play, seenBy: play.office.lead)
    #expect(seen["state"] == "answered" && seen["outcome"] == "upheld" && seen["filer"] == .null)
    #expect(try await remedy("R1", play, seenBy: play.onlooker)["state"] == "answered")
    #expect(try await remedy("R3", play, seenBy: play.third)["state"] == "withdrawn")
    try await ImpossibleCase.attempt(Contested.documentsChallenged, play.tender)
    // Fewer than fifteen of its days are left: what bears on bids moves the deadline too.
    let end = await play.tender.deadline - 15 * play.day
    try await until("fifteen days are left", seconds: 60) { Date().timeIntervalSince1970 >= Double(end + 1) }
    try await ImpossibleCase.attempt([Contested.lateAmendment], play.tender)
  }

  @Test func `questions end three days before the deadline`() async throws {
    let play = try await ContestedPlay.reach(.bids)
    #expect(try await due(play).holds == [])
    let end = await play.tender.deadline - 3 * play.day
    try await until("the window of questions is over", seconds: 200) {
      Date().timeIntervalSince1970 > Double(end) + 0.1
    }
    try await ImpossibleCase.attempt([Contested.question], play.tender)
  }

  @Test(arguments: [
    (ContestedPlay.Stage.closed, Contested.closed), (.seated, Contested.seated), (.vacant, Contested.vacant),
    (.evaluated, Contested.evaluated), (.awarded, Contested.awarded),
  ])
  func `to the award nobody can`(stage: ContestedPlay.Stage, cases: [ImpossibleCase]) async throws {
    let play = try await ContestedPlay.reach(stage)
    try await ImpossibleCase.attempt(cases, play.tender)
  }

  @Test func `a challenge to the result holds the contract until it is answered`() async throws {
    let play = try await ContestedPlay.reach(.challenged)
    let filed = try await remedy("R4", play, seenBy: play.second)
    let by = try #require(filed["due"]?.stringValue)
    let told = try await due(play)
    #expect(told.what.contains("answer R4 L1 \(by)"), "\(told)")
    #expect(told.what.contains { $0.hasPrefix("contract L1 2") }, "\(told)")
    #expect(told.holds == ["signing L1 R4"])
    // Seven working days: nine days at least, and by no holiday more than three weeks.
    #expect(by >= ContestedPlay.day(after: 9) && by <= ContestedPlay.day(after: 21))
    try await ImpossibleCase.attempt(Contested.challenged, play.tender)
  }

  @Test func `a complaint holds it while the authority suspends`() async throws {
    let play = try await ContestedPlay.reach(.complained)
    let complaint = try await remedy("R5", play, seenBy: play.office.supervisor)
    #expect(complaint["state"] == "accepted" && complaint["of"] == "R4")
    #expect(complaint["suspendedUntil"]?.stringValue == play.suspendedUntil)
    let told = try await due(play)
    let by = try #require(complaint["decideBy"]?.stringValue)
    #expect(told.what.contains("decision R5 L1 \(by)") && told.holds == ["signing L1 R5"], "\(told)")
    try await ImpossibleCase.attempt(Contested.complained, play.tender)
  }

  @Test func `what the authority upheld is done before anything is signed`() async throws {
    let play = try await ContestedPlay.reach(.decided)
    let told = try await due(play)
    #expect(told.what.contains("nextCandidate R5 L1") && told.holds == ["signing L1 R5"], "\(told)")
    try await ImpossibleCase.attempt(Contested.decided, play.tender)
  }

  @Test func `the next candidate follows, and the contract is with it`() async throws {
    var play = try await ContestedPlay.reach(.awardedAnew)
    #expect(try await due(play).holds == [])
    try await ImpossibleCase.attempt(Contested.awardedAnew, play.tender)
    play = try await ContestedPlay.reach(.signed)
    try await ImpossibleCase.attempt(Contested.signed, play.tender)
    #expect(try await due(play).what == [])
  }

  /// Which papers stand at the end, what they are called, and words that are in them.
  static let papers: [(name: String, title: String, words: [String])] = [
    ("R1-remedy-letter", "询问函", ["服务起始日如何确定"]), ("R1-remedy-answer", "询问答复书", ["自合同签订之日起"]),
    ("R2-remedy-letter", "质疑函", ["服务标准不明确，无法报价"]),
    ("R2-remedy-answer", "质疑答复书", ["服务标准未写明驻园天数", "第十六条"]),
    ("R3-remedy-letter", "质疑函", ["评审因素偏向当地机构"]), ("R4-remedy-letter", "质疑函", ["本机构服务方案得分有误"]),
    ("R4-remedy-answer", "质疑答复书", ["经核对，评分无误"]),
    ("R5-remedy-letter", "投诉书", ["答复没有回应所提事项"]),
    ("R5-complaint-decision", "投诉处理决定书", ["中标人提供虚假业绩", "第七十七条"]),
    ("amendment-notice-1", "更正公告", ["每周驻园不少于三天"]), ("L2-failure-notice", "废标公告", ["投标人不足三家"]),
    ("L1-award-notice", "中标通知书", []), ("L1-award-notice-2", "中标通知书", []),
    ("L1-service-contract-2", "服务合同", []),
  ]

  @Test func `every step has its paper, with its words`() async throws {
    let play = try await ContestedPlay.reach(.signed)
    let office = play.office
    try await office.must(office.lead, "paper", "fetch", ContestedPlay.id, "--out", "contested-papers")
    for paper in Self.papers {
      let file = office.folder.place("contested-papers/\(paper.name).pdf")
      let read = try await Program.run(
        "/usr/bin/pdftotext", [file, "-"], in: office.folder.path, environment: ["PATH": "/usr/bin:/bin"])
      let text = read.output.filter { !$0.isWhitespace }
      #expect(read.exit == 0 && text.contains(paper.title), "\(paper.name): \(read)")
      for words in paper.words { #expect(text.contains(words), "\(paper.name) lacks \(words): \(text)") }
    }
    // The decision is public, letters and answers are not.
    let open = try await office.must(nil, "paper", "list", ContestedPlay.id)["papers"]?.arrayValue ?? []
    #expect(open.compactMap { $0["name"]?.stringValue }.filter { $0.hasPrefix("R") } == ["R5-complaint-decision"])
  }

  @Test func `after all of it the audit finds nothing and a stranger's check holds`() async throws {
    let play = try await ContestedPlay.reach(.signed)
    let audited = try await play.office.daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
    try await play.office.must(nil, "export", ContestedPlay.id, "--out", "contested-bundle")
    let verified = try await play.office.tender(nil, "verify", "contested-bundle")
    #expect(verified.exit == 0, "\(verified)")
  }

  @Test func `every answer was as the interface says, and what is done here alone has its example`() async throws {
    let play = try await ContestedPlay.reach(.signed)
    try await ExamplePlay.contested.hold(play.office.daemon)
  }
}
