import Canon
import Foundation
import Notes
import TestSupport
import Testing

@Suite(.serialized) struct `Two parts, a draw, a recovered bid and a sealed result` {
  @Test func `a bid that a custodian strands is opened by its bidder, and the custodian is named`() async throws {
    let play = try await SealedPlay.reach(.technical)
    let bid = play.technical[0].id.hex
    let undeclared = try await play.office.tender(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
    #expect(undeclared.exit == 4 && undeclared.code == "conduct.notDeclared", "\(undeclared)")
    try await play.office.must(play.office.deputy, "committee", "declare", play.id, "--lot", "L1", "--none")
    func result() async throws -> String? {
      let listed = try await play.office.must(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
      return listed["bids"]?.arrayValue?.first { $0["bid"]?.stringValue == bid }?["result"]?.stringValue
    }
    #expect(try await result() == "unopenable")
    let early = try await play.office.tender(play.office.lead, "qualify", play.id, "--lot", "L1", "--pass-all")
    #expect(early.exit == 3 && early.code == "opening.recoveryRunning", "\(early)")
    let other = try await play.office.tender(play.office.agencies[1], "bid", "secret", play.technical[1].folder)
    #expect(other.exit == 3 && other.code == "opening.bidNotUnopenable", "\(other)")
    _ = try await SealedPlay.reach(.recovered)
    #expect(try await result() == "opened")
  }

  @Test func `the price part waits for the first, and a second manifest leaves out what fell`() async throws {
    let play = try await SealedPlay.reach(.recovered)
    let early = try await play.office.tender(play.office.opener, "opening", "start", play.id, "--lot", "L1")
    #expect(early.exit == 3 && early.code == "opening.earlierPartNotDone", "\(early)")
    _ = try await SealedPlay.reach(.priced)
    let listed = try await play.office.must(play.office.deputy, "bids", "list", play.id, "--lot", "L1")
    let opened = (listed["bids"]?.arrayValue ?? []).filter { $0["part"] == "price" }
    #expect(Set(opened.compactMap { $0["bid"]?.stringValue }) == Set(play.priced.prefix(3).map(\.id.hex)))
    #expect(opened.allSatisfy { $0["result"] == "opened" })
    let fetched = try await play.office.tender(
      play.office.deputy, "bids", "fetch", play.id, "--lot", "L1", "--out", "\(play.id)/read")
    #expect(fetched.exit == 0, "\(fetched)")
  }

  @Test func `too few bids are scored once most of the committee has signed why competition is not lacking`()
    async throws
  {
    let play = try await SealedPlay.reach(.conformed)
    let (office, id, lot) = (play.office, play.id, ["--lot", "L1"])
    let seats = await play.seats
    func argue(_ person: Person, _ words: String, lot: [String] = lot) async throws -> Outcome {
      try await office.tender(person, ["competition", "argue", id] + lot + ["--argument", words])
    }
    func show(_ person: Person) async throws -> Outcome {
      try await office.tender(person, ["competition", "show", id] + lot)
    }
    func fail() async throws -> Outcome {
      try await office.tender(
        office.lead, "lot", "fail", id, "L1", "--ground", "tooFewConforming", "--reason", "有效投标不足四家")
    }
    let unargued = try await office.tender(seats[0], try play.scoring(1))
    #expect(unargued.exit == 3 && unargued.code == "competition.majorityAwaited", "\(unargued)")
    let early: [(what: String, outcome: Outcome, exit: Int32, code: String)] = [
      (
        "signed before it is worded", try await office.tender(seats[0], play.signing(1)), 4,
        "competition.statementUnknown"
      ),
      ("shown before it is worded", try await show(office.supervisor), 4, "competition.statementUnknown"),
      ("worded by a member", try await argue(seats[1], "充分竞争"), 4, "competition.notTheChair"),
      ("worded by an officer", try await argue(office.lead, "充分竞争"), 4, "access.roleMayNot"),
      ("worded with nothing", try await argue(seats[0], " "), 3, "competition.wordsMissing"),
      (
        "worded at length", try await argue(seats[0], String(repeating: "竞争", count: 667)), 3,
        "competition.wordsTooLong"
      ),
      ("of a lot that is not there", try await argue(seats[0], "充分竞争", lot: ["--lot", "L2"]), 4, "tender.lotUnknown"),
    ]
    for entry in early {
      #expect(entry.outcome.exit == entry.exit && entry.outcome.code == entry.code, "\(entry.what): \(entry.outcome)")
    }
    _ = try await SealedPlay.reach(.argued)
    let again = try await argue(seats[0], "另一份意见")
    #expect(again.exit == 3 && again.code == "competition.arguedAlready", "\(again)")
    // The same signature again is the same; another's seat is not signed for, by the command or by hand.
    let twice = try await office.tender(seats[0], play.signing(1))
    #expect(twice.exit == 0, "\(twice)")
    let misnamed = try await office.tender(
      seats[3], ["competition", "sign", id] + lot + ["--member", "m4", "--member-key", play.seatKey(5)])
    #expect(misnamed.exit == 2, "\(misnamed)")
    let others = try await office.tender(seats[3], play.signing(5))
    #expect(others.exit == 4 && others.code == "note.wrongSigner", "\(others)")
    let kept = try await office.tender(seats[3], play.signing(4) + ["--keep", "\(id)/statement.pdf"])
    #expect(kept.exit == 0, "\(kept)")
    let pdf = try office.folder.bytes("\(id)/statement.pdf")
    #expect(pdf.starts(with: Array("%PDF".utf8)))
    let shown = try await show(office.supervisor).json ?? .null
    #expect(shown["signed"] == ["m1", "m2", "m3", "m4"] && shown["needed"] == 3 && shown["holds"] == true)
    #expect(shown["valid"] == 3 && shown["minimum"] == 4 && shown["argument"]?.stringValue == SealedPlay.argument)
    let outsider = try await show(office.agencies[0])
    #expect(outsider.exit == 4 && outsider.code == "access.roleMayNot", "\(outsider)")
    let upheld = try await fail()
    #expect(upheld.exit == 3 && upheld.code == "competition.upheld", "\(upheld)")
  }

  @Test func `a tie is drawn before there is a result`() async throws {
    let play = try await SealedPlay.reach(.scored)
    let early = try await play.office.tender(play.office.lead, "evaluation", "sign", play.id, "--lot", "L1")
    #expect(early.exit == 3 && early.code == "evaluation.tieNotDrawn", "\(early)")
    let stranger = try await play.office.tender(
      play.office.agencies[2], "draw", "commit", play.id, "--lot", "L1", "--purpose", "tie", "--secret", "\(play.id)/x")
    #expect(stranger.exit == 3 && stranger.code == "draw.notOpen", "\(stranger)")
    _ = try await SealedPlay.reach(.drawn)
    let again = try await play.office.tender(
      play.office.drawer, "draw", "void", play.id, "--lot", "L1", "--purpose", "tie", "--reason", "重来")
    #expect(again.exit == 3 && again.code == "draw.drawUnknown", "\(again)")
  }

  @Test func `each bidder gets its own result and holds it against the public seal`() async throws {
    let play = try await SealedPlay.reach(.evaluated)
    let early = try await play.office.tender(play.office.agencies[2], "result", "fetch", play.id, "--lot", "L1")
    #expect(early.exit != 0 && early.code == "access.notYet", "\(early)")
    _ = try await SealedPlay.reach(.awarded)
    var ranks: [Int?] = []
    for (place, agency) in play.office.agencies.prefix(4).enumerated() {
      let fetched = try await play.office.tender(
        agency, "result", "fetch", play.id, "--lot", "L1", "--out", "\(play.id)/result-\(place).json")
      #expect(fetched.exit == 0, "\(fetched)")
      ranks.append(fetched.json?["element"]?["rank"]?.integerValue)
    }
    #expect(ranks == [1, 1, 3, nil])
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/bundle")
    let verified = try await play.office.tender(
      nil, "result", "verify", "\(play.id)/result-2.json", "--bundle", "\(play.id)/bundle")
    #expect(verified.exit == 0, "\(verified)")
    let stored = try JSON.parse(play.office.folder.bytes("\(play.id)/result-2.json"))
    let better = stored.setting("element", (stored["element"] ?? .null).setting("rank", 2))
    try play.office.folder.write("\(play.id)/better.json", better)
    let forged = try await play.office.tender(
      nil, "result", "verify", "\(play.id)/better.json", "--bundle", "\(play.id)/bundle")
    #expect(forged.exit == 1, "\(forged)")
    try await redo(play)
    // Papers with everybody's figures are nobody's but the bureau's and the supervisor's.
    for (person, sees) in [
      (play.office.supervisor, true), (play.office.manager, false), (play.office.agencies[2], false),
    ] {
      let papers = try await play.office.must(person, "paper", "list", play.id)
      let names = (papers["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      #expect(names.contains("L1-evaluation-report") == sees && names.contains("L1-result-notice"), "\(person.name)")
    }
  }

  /// The price part is confidential: its bidder alone can open it again, with its own secret and no other.
  private func redo(_ play: SealedPlay) async throws {
    let office = play.office
    func check(_ folder: String) async throws -> Outcome {
      try await office.tender(nil, "bid", "check", folder, "--bundle", "\(play.id)/bundle")
    }
    let own = try await check(play.priced[2].folder)
    let lines = (own.json?.arrayValue ?? []).map { line in
      ["check", "result"].map { line[$0]?.stringValue ?? "" }.joined(separator: " ")
    }
    let held = ["bundle ok", "note ok", "shares ok", "payload ok", "content ok", "result ok"]
    // Of the third in rank the public file has a seal only.
    #expect(own.exit == 0 && lines == held + ["price note"], "\(own)")
    let left = try await check(play.priced[3].folder)
    #expect(left.exit == 0 && left.output.contains("leaves this bid shut"), "\(left)")
    let mixed = "\(play.id)/mixed"
    for name in ["bid.note", "payload.age"] {
      try office.folder.write("\(mixed)/\(name)", office.folder.bytes("\(play.priced[2].folder)/\(name)"))
    }
    try office.folder.write("\(mixed)/secret.hex", office.folder.bytes("\(play.priced[3].folder)/secret.hex"))
    let other = try await check(mixed)
    #expect(other.exit == 1 && other.errors.contains("share line 1 is not what secret.hex makes"), "\(other)")
  }

  @Test func `strangers check what is public, and the supervisor everything`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/public")
    let open = try await play.office.tender(nil, "verify", "\(play.id)/public")
    #expect(open.exit == 0, "\(open)")
    let lines = open.json?.arrayValue ?? []
    #expect(lines.contains { $0["check"] == "seals" && $0["result"] == "note" && $0["missing"] == true })
    #expect(lines.contains { $0["check"] == "shares" && ($0["en"]?.stringValue ?? "").contains("proves it good") })
    #expect(
      open.errors.contains("could not be made for what was not given") && open.errors.contains("The bundle holds."))

    let refused = try await play.office.tender(
      play.office.lead, "export", play.id, "--out", "\(play.id)/no", "--audience", "supervisor")
    #expect(refused.exit == 4 && refused.code == "access.roleMayNot", "\(refused)")
    try await play.office.must(
      play.office.supervisor, "export", play.id, "--out", "\(play.id)/supervisor", "--audience", "supervisor")
    let whole = try await play.office.tender(nil, "verify", "\(play.id)/supervisor")
    #expect(whole.exit == 0, "\(whole)")
    let checked = whole.json?.arrayValue ?? []
    #expect(checked.contains { $0["check"] == "seals" && $0["en"] == "all 3 seals open to the whole evaluations" })
    let missing = checked.filter { $0["missing"] == true }.compactMap { $0["check"]?.stringValue }
    #expect(!missing.contains("seals") && !missing.contains("scores") && !missing.contains("award"), "\(missing)")
    // One figure of the whole file changed.
    let path = "\(play.id)/supervisor/supervisor/evaluation.L1.json"
    let bytes = try play.office.folder.bytes(path)
    let changed = String(decoding: bytes, as: UTF8.self).replacing("\"44.50\"", with: "\"44.00\"")
    try play.office.folder.write(path, Array(changed.utf8))
    let false_ = try await play.office.tender(nil, "verify", "\(play.id)/supervisor")
    #expect(false_.exit == 1 && false_.errors.contains("do not make the public seals"), "\(false_)")

    let audited = try await play.office.daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
  }

  @Test func `the daemon's page shows the same list in both languages, and whom not to believe`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    func page(_ prefix: String) async throws -> String {
      let answer = try await play.office.daemon.send("GET", "\(prefix)/tenders/\(play.id)/verify")
      return String(decoding: answer.body, as: UTF8.self)
    }
    try await until("the bundle is checked", seconds: 60) { try await page("/en").contains("Nothing fails.") }
    let (zh, en) = (try await page(""), try await page("/en"))
    #expect(zh.contains("未发现不符") && zh.contains("tender export \(play.id)"))
    #expect(
      en.contains("proves nothing that you do not check again yourself") && en.contains("re-creation proves it good"))
    let data = try await play.office.daemon.send("GET", "/api/tenders/\(play.id)/verification").json
    try await play.office.must(nil, "export", play.id, "--out", "\(play.id)/again")
    // The words are those of `tender verify`, but for the log's size, which grows on.
    let own = try await play.office.tender(nil, "verify", "\(play.id)/again").json?.arrayValue ?? []
    func held(_ findings: [JSON]) -> Set<String> {
      Set(findings.filter { $0["result"] == "ok" }.compactMap { $0["check"]?.stringValue })
    }
    #expect(held(data?["findings"]?.arrayValue ?? []) == held(own))
  }

  @Test func `every answer was as the interface says, and what is done here alone has its example`() async throws {
    let play = try await SealedPlay.reach(.awarded)
    try await ExamplePlay.sealed.hold(play.office.daemon)
  }
}
