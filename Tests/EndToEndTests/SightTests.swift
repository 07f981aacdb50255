import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// Who may see what, when: every GET of the interface, by every role, in every phase, over real HTTP.
enum Sight {
  typealias Phase = SightPlay.Phase

  /// Somebody of each role; of officers and agencies those that differ.
  static func people(_ office: StagedOffice) -> [(role: String, person: Person?)] {
    [
      ("public", nil), ("officer", office.lead), ("drawer", office.drawer), ("evaluator", office.deputy),
      ("expert", office.experts[0]), ("bidder", office.agencies[1]), ("stranger", office.agencies[5]),
      ("park", office.manager), ("enterprise", office.firm), ("supervisor", office.supervisor),
      ("custodian", office.custodians[0]), ("administrator", office.administrator),
    ]
  }

  static let everybody = [
    "public", "officer", "drawer", "evaluator", "expert", "bidder", "stranger", "park", "enterprise", "supervisor",
    "custodian", "administrator",
  ]
  static let officers = ["officer", "drawer"]

  /// Who gets an operation's answer, and in which phases. What stands under `everybody` tells each no more than it may
  /// know, which the search for words below proves.
  static let table: [String: [(roles: [String], phases: String)]] = [
    // Before the opening the list is empty for everybody who may ask at all.
    "listBids": [(["evaluator"], "ABDE"), (["expert"], "DE")],
    "fetchBid": [(["evaluator", "expert"], "DE")],
    "listReceipts": [(["bidder", "stranger"], "ABCDE")],
    "fetchReceipt": [(["bidder"], "ABCDE")],
    "readPayload": [(everybody, "CDE")],
    "showReviews": [(officers, "ABCDE"), (["evaluator", "expert"], "DE")],
    "fetchOwnResult": [(["bidder"], "E")],
    "showDraws": [(officers + ["supervisor", "bidder", "stranger"], "ABCDE")],
    "showCommittee": [(["drawer", "supervisor"], "ABCDE"), (["evaluator", "expert"], "DE")],
    "listRecusals": [(["drawer", "supervisor", "bidder", "stranger"], "ABCDE")],
    "listRemedies": [(officers + ["supervisor", "bidder", "stranger"], "ABCDE")],
    // There is none in this tender, for nobody.
    "showRemedy": [], "listDue": [(officers + ["supervisor"], "ABCDE")],
    "listQuestions": [(officers + ["bidder", "stranger"], "ABCDE")],
    "listNotices": [(["bidder", "stranger"], "ABCDE")],
    // For the opening officer, who is none of these.
    "openingConditions": [],
    "showSession": [(officers + ["supervisor", "bidder", "stranger"], "ABCDE")],
    "listCommitteeQuestions": [
      (officers + ["supervisor", "bidder", "stranger"], "ABCDE"), (["evaluator", "expert"], "DE"),
    ],
    "showSignals": [(["evaluator", "expert"], "DE")],
    "listReReviews": [(officers + ["supervisor"], "ABCDE"), (["evaluator", "expert"], "DE")],
    // Enough valid bids compete in this tender, so nobody has argued anything.
    "showCompetition": [],
    // While a lot is being scored, a moment inside D, and of their own scores only.
    "showFlags": [],
    "showStandings": [(officers + ["supervisor"], "CDE")],
    "listStandings": [(officers + ["supervisor"], "ABCDE")],
    "showDraft": [(officers, "ABCDE")],
    "showPreparation": [(officers + ["supervisor"], "ABCDE")],
    "draftNote": [(officers, "E")],
    "listAwards": [(officers + ["supervisor", "bidder", "stranger", "park"], "ABCDE")],
    "listContracts": [(everybody.filter { $0 != "public" }, "ABCDE")],
    "parkPaper.json": [(officers + ["park", "supervisor"], "ABCDE")],
    "parkPaper.pdf": [(officers + ["park", "supervisor"], "ABCDE")],
    "showApplication": [(officers + ["park", "supervisor"], "ABCDE")],
    "listEnterprises": [(officers + ["park", "supervisor"], "ABCDE")],
    // Nobody has signed a contract in this tender: there is no performance to see, and who may not see it is told so.
    // Nor is it a framework agreement.
    "showFramework": [], "showPerformance": [], "showPaper": [(officers + ["supervisor"], "E")],
  ]

  /// Public ones: what they tell is searched for words, not refused.
  static let open: Set<String> = [
    "listTenders", "showTender", "tenderPackage", "listBundle", "readBundleFile", "feed", "alive", "ready",
    "logCheckpoint", "logTile", "describe", "statedKeys", "openDataRecord", "openDataRelease", "openDataBulk",
    "openDataExtension", "frontPage.zh", "frontPage.en", "tenderPage.zh", "tenderPage.en", "verifyPage.zh",
    "verifyPage.en",
    "showVerification", "style", "listProgrammes", "listBatches", "listParks", "showPark", "listAgencies", "showAgency",
    "listPapers", "listDocuments", "printDocument", "openAPI",
  ]

  /// Those whose answers follow the clock or the log, not the bids.
  static let moving: Set<String> = [
    "feed", "logCheckpoint", "logTile", "describe", "ready", "listBundle", "readBundleFile", "showTender",
    "listTenders",
    "showDraws", "listQuestions", "openAPI", "frontPage.zh", "frontPage.en", "tenderPage.zh", "tenderPage.en",
    "verifyPage.zh",
    "verifyPage.en",
  ]

  /// Every GET of the interface with a target of this tender.
  static func operations(_ office: StagedOffice, _ tender: String, bid: SealedBid? = nil) async throws -> [(
    name: String, target: String
  )] {
    let document = try await office.daemon.send("GET", "/openapi.json").json
    var found: [(String, String)] = []
    let payload = try bid?.body().head.payload.hex ?? String(repeating: "0", count: 64)
    let id = bid?.id.hex ?? String(repeating: "0", count: 64)
    for path in document?["paths"]?.members ?? [] {
      guard let name = path.value["get"]?["operationId"]?.stringValue else { continue }
      var target = path.name
      for (place, value) in [
        ("{payload}", payload), ("{bid}", id), ("{note}", id), ("{remedy}", "Q-1"), ("{lot}", "L1"),
        ("{kind}", path.name.contains("documents") ? "tender-notice" : "evaluation"),
        ("{name}", "L1-evaluation-report"), ("{creditCode}", office.agencies[0].code ?? ""), ("{n}", "1"),
        ("{path}", path.name.contains("bundle") ? "supervisor/evaluation.L1.json" : "entries/000.p/1"),
      ] { target = target.replacingOccurrences(of: place, with: value) }
      target = target.replacingOccurrences(of: "{id}", with: target.contains("/parks/") ? StagedOffice.park : tender)
      if name == "draftNote" { target += "?lot=L1" }
      found.append((name, target))
    }
    return found
  }

  /// The answers that do not follow the clock, by role and operation.
  static func timeless(_ office: StagedOffice, _ tender: String) async throws -> [String: Answer] {
    var answers: [String: Answer] = [:]
    for (name, target) in try await operations(office, tender) where !moving.contains(name) {
      for (role, person) in people(office) where !["bidder"].contains(role) {
        answers["\(role) \(name)"] = try await office.daemon.send("GET", target, as: person?.key)
      }
    }
    return answers
  }
}

@Suite(.serialized) struct `Who sees what, when` {
  @Test func `every operation that reads stands in the table`() async throws {
    let play = try await SightPlay.reach(.a)
    let names = Set(try await Sight.operations(play.office, play.id).map(\.name))
    #expect(names.subtracting(Sight.open).subtracting(Sight.table.keys) == [], "to be added to the table of sight")
    #expect(Sight.open.union(Sight.table.keys).subtracting(names) == [], "no such operation")
  }

  @Test func `an answer before the close is the same whether anybody has bid or not, head and body`() async throws {
    let play = try await SightPlay.reach(.a)
    let after = try await Sight.timeless(play.office, play.id)
    func heads(_ answer: Answer) -> [String] {
      answer.headers.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }
        .map { "\($0.name.lowercased()): \($0.value)" }.sorted()
    }
    #expect(after.count > 150)
    for (place, answer) in after {
      guard let first = play.before[place] else { continue }
      #expect(answer.status == first.status && heads(answer) == heads(first), "\(place)")
      #expect(answer.body == first.body, "\(place)")
    }
  }

  @Test func `a draft, and whatever is another's or not there, are refused in the same words`() async throws {
    let play = try await SightPlay.reach(.a)
    let office = play.office
    let nobody = String(repeating: "ab", count: 32)
    let pairs: [(what: String, hidden: String, absent: String, person: Person?)] = [
      ("a draft", "/api/tenders/rehearsal.draft", "/api/tenders/rehearsal.nobody", nil),
      ("a draft's package", "/api/tenders/rehearsal.draft/package", "/api/tenders/rehearsal.nobody/package", nil),
      ("a draft's bundle", "/api/tenders/rehearsal.draft/bundle", "/api/tenders/rehearsal.nobody/bundle", nil),
      ("a draft's open data", "/ocds/rehearsal.draft/record.json", "/ocds/rehearsal.nobody/record.json", nil),
      ("a draft's papers", "/api/tenders/rehearsal.draft/papers", "/api/tenders/rehearsal.nobody/papers", nil),
      (
        "a draft, to a bidder", "/api/tenders/rehearsal.draft/receipts", "/api/tenders/rehearsal.nobody/receipts",
        office.agencies[5]
      ),
      (
        "another's receipt", "/api/tenders/\(play.id)/receipts/\(play.bids[0].id.hex)",
        "/api/tenders/\(play.id)/receipts/\(nobody)", office.agencies[1]
      ),
      (
        "an unopened bid", "/api/tenders/\(play.id)/bids/\(play.bids[0].id.hex)",
        "/api/tenders/\(play.id)/bids/\(nobody)", office.deputy
      ),
      (
        "an unopened payload", "/api/payloads/\(try play.bids[0].body().head.payload.hex)",
        "/api/payloads/\(nobody)", nil
      ),
      (
        "an unopened payload in the bundle",
        "/api/tenders/\(play.id)/bundle/payloads/\(try play.bids[0].body().head.payload.hex).age",
        "/api/tenders/\(play.id)/bundle/payloads/\(nobody).age", nil
      ),
      (
        "an unopened bid in the bundle", "/api/tenders/\(play.id)/bundle/notes/\(play.bids[0].id.hex).note",
        "/api/tenders/\(play.id)/bundle/notes/\(nobody).note", nil
      ),
    ]
    for (what, hidden, absent, person) in pairs {
      let (a, b) = (
        try await office.daemon.send("GET", hidden, as: person?.key),
        try await office.daemon.send("GET", absent, as: person?.key)
      )
      #expect(a.status == 404 && a.status == b.status && a.text == b.text, "\(what): \(a) and \(b)")
    }
  }

  @Test(arguments: Sight.Phase.allCases)
  func `each role gets what the table gives it in this phase, and no word of what it may not know`(phase: Sight.Phase)
    async throws
  {
    let play = try await SightPlay.reach(phase)
    let office = play.office
    for (name, target) in try await Sight.operations(office, play.id, bid: play.bids[1]) {
      for (role, person) in Sight.people(office) {
        let answer = try await office.daemon.send("GET", target, as: person?.key)
        #expect(answer.status < 500, "\(phase.rawValue) \(role) \(name): \(answer)")
        if let rows = Sight.table[name] {
          let may = rows.contains { $0.roles.contains(role) && $0.phases.contains(phase.rawValue) }
          // A receipt that waits for its tick is the caller's own all the same.
          let isGiven = answer.status == 200 || answer.status == 204 || answer.code?.hasPrefix("receipts.") == true
          #expect(isGiven == may, "\(phase.rawValue) \(role) \(name): \(answer)")
        }
        // The bytes as they are: an answer need not be text, and to make text of a PDF takes a second.
        let told = Data(answer.body + answer.headers.flatMap { "\($0.name): \($0.value)\n".utf8 })
        // The interface's own examples are of another tender.
        if name == "openAPI" { continue }
        for (word, what) in hidden(from: role, name, phase, play) where told.range(of: Data(word.utf8)) != nil {
          Issue.record("\(phase.rawValue): \(role) reads \(what) (\(word)) in \(name)")
        }
      }
    }
    if phase == .a {
      // Otherwise what was read above may be of the next phase.
      let closed = try await office.daemon.send("GET", "/api/tenders/\(play.id)").json?["close"]?.integerValue
      #expect(closed == nil, "the tender closed while this test was reading")
    }
    try await ImpossibleCase.attempt(Impossible.cases(in: phase), play.tender)
  }

  /// Words that must not stand in any answer to this role in this phase.
  private func hidden(
    from role: String, _ operation: String, _ phase: Sight.Phase, _ play: SightPlay
  ) -> [(word: String, what: String)] {
    var words: [(String, String)] = []
    let isRegister = ["listAgencies", "showAgency"].contains(operation)
    if phase == .a {
      for (place, bid) in play.bids.enumerated() where !(role == "bidder" && place == 1) {
        words += [(bid.id.hex, "another's bid"), (bid.id.b64, "another's bid")]
        if !isRegister { words.append((bid.agency.key.name, "who bid")) }
      }
    }
    if phase < .c { for price in ["198000.00", "212000.00", "205000.00"] { words.append((price, "a price")) } }
    let seesCommittee = ["drawer", "supervisor"].contains(role)
    if phase < .e, !seesCommittee {
      for (place, person) in play.office.experts.enumerated() where !(role == "expert" && place == 0) {
        words.append((person.reference, "who judges"))
      }
    }
    // One member's figures are its own until all have signed; then the officer's and the supervisor's.
    let seesScores = phase == .e && ["officer", "drawer", "supervisor"].contains(role)
    if !seesScores {
      for seat in 1...5 where !(seat == 1 && role == "expert") && !(seat == 5 && role == "evaluator") {
        // The winner's figures are public at the end.
        for (place, figure) in play.judged(seat).enumerated() where !(phase == .e && place == 0) {
          if phase == .e, role == "bidder", place == 1, operation == "fetchOwnResult" { continue }
          words.append(("\"\(figure)\"", "one member's score"))
        }
      }
    }
    return words
  }

  @Test func `the daemon's log has no word of what is in a bid, nor of who judges`() async throws {
    let play = try await SightPlay.reach(.e)
    let log = try play.office.daemon.folder.text("errors")
    #expect(log.contains("listening"))
    var words = ["198000.00", "212000.00", "205000.00", "PRIVATE+KEY+", "AGE-SECRET-KEY-"]
    words += play.office.experts.map(\.reference) + play.bids.map(\.id.hex)
    words += (1...5).flatMap { play.judged($0) }.map { "\"\($0)\"" }
    for word in words { #expect(!log.contains(word), "\(word)") }
  }

  @Test func `after all of it the audit finds nothing, and the archive is whole`() async throws {
    let play = try await SightPlay.reach(.e)
    let daemon = play.office.daemon
    let audited = try await daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
    let early = try await daemon.command("archive", "export", "rehearsal.draft", "--out", daemon.folder.place("early"))
    #expect(early.exit == 3, "\(early)")
    let folder = daemon.folder.place("archive")
    let exported = try await daemon.command("archive", "export", play.id, "--out", folder, "--json")
    #expect(exported.exit == 0 && exported.json?["holds"] == true, "\(exported)")
    let again = try await daemon.command("archive", "export", play.id, "--out", folder)
    #expect(again.exit == 6, "\(again)")
    let checked = try await play.office.tender(nil, "archive", "check", folder)
    #expect(checked.exit == 0, "\(checked)")
  }
}
