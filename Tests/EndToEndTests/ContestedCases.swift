import Canon
import Foundation
import Notes

/// What nobody can do at each stage of the contested tender.
enum Contested {
  typealias Case = ImpossibleCase
  private typealias S = Somebody

  private static func finding(_ outcome: String, _ effect: String = "none") -> JSON {
    ["outcome": JSON(outcome), "effect": JSON(effect), "findings": "经核对", "grounds": "招标文件第三章"]
  }
  private static func question(_ tender: StagedTender, _ kind: String, words: String = "请说明") throws -> JSON {
    [
      "bid": JSON(try tender.bid(of: tender.office.agencies[0]).hex), "kind": JSON(kind), "question": JSON(words),
      "seconds": 60,
    ]
  }
  private static func asks(_ tender: StagedTender, as person: Person, _ body: JSON) async throws -> Answer {
    try await tender.office.daemon.send(
      "POST", "/api/tenders/\(tender.id)/lots/L1/questions", body, as: person.key)
  }

  // MARK: the documents

  static let lateAmendment = Case("amend near the end without moving the deadline", "notice.preparationTooShort") {
    tender in
    try await tender.office.daemon.send(
      "POST", "/api/tenders/\(tender.id)/drafts/amendment",
      ["reason": "明确标准", "changes": [["item": "standard", "to": "每周驻园三天"]]], as: tender.office.lead.key)
  }

  static let documentsChallenged: [Case] = [
    Case(
      "answer a question a second time", S.lead, "POST", "drafts/clarification",
      ["answers": [["question": 1, "answer": "不可以"]]], "question.answeredAlready"),
    Case(
      "answer a challenge a second time", S.lead, "POST", "remedies/R2/answer", finding("rejected"),
      "remedy.endedAlready"),
    Case(
      "answer a challenge as the authority", S.supervisor, "POST", "remedies/R2/answer", finding("rejected"),
      "access.roleMayNot"),
    Case("take back another's challenge", S.stranger, "POST", "remedies/R2/withdrawal", [:], "remedy.remedyUnknown"),
    Case(
      "take back what is taken back", { $0.agencies[2] }, "POST", "remedies/R3/withdrawal", [:], "remedy.endedAlready"),
    Case(
      "answer a challenge that was taken back", S.lead, "POST", "remedies/R3/answer", finding("rejected"),
      "remedy.endedAlready"),
    Case("read another's inquiry", S.stranger, "GET", "remedies/R1", "remedy.remedyUnknown"),
  ]

  static let question = Case(
    "ask after the window", S.bidder, "POST", "questions", ["text": "几天？"], "question.windowOver")

  // MARK: opening and committee

  static let closed: [Case] = [
    Case("open a lot with two bids", S.opener, "GET", "drafts/opening?lot=L2", "opening.tooFewBids"),
    Case(
      "open a lot with two bids beside one with three", S.opener, "GET", "drafts/opening?lot=L1,L2",
      "opening.tooFewBids"),
    Case(
      "fail a lot with two bids as a bidder", S.bidder, "GET", "drafts/fail?lot=L2&ground=tooFewBids&reason=x",
      "access.roleMayNot"),
    Case(
      "learn who challenged, as another bidder", S.bidder, "POST", "remedies/R2/withdrawal", [:],
      "remedy.remedyUnknown"),
  ]

  static let seated: [Case] = [
    Case("open a lot that has failed", S.opener, "GET", "drafts/opening?lot=L2", "opening.tooFewBids"),
    Case("form a committee a second time", "committee.formedAlready") { tender in
      try await tender.sitAnew(["m2": tender.office.deputy])
    },
    Case("ask a bidder as a member who is not the chair", "panel.notTheChair") { tender in
      try await asks(tender, as: tender.office.experts[1], question(tender, "clarification"))
    },
    Case("ask a bidder nothing", "panel.wordsMissing") { tender in
      try await asks(tender, as: tender.office.experts[0], question(tender, "clarification", words: " "))
    },
    Case("ask a bidder to confirm a correction that is none", "panel.nothingToConfirm") { tender in
      try await asks(tender, as: tender.office.experts[0], question(tender, "correction"))
    },
    Case("ask about the low price of a bid that nobody made", "panel.bidNotReviewed") { tender in
      try await asks(
        tender, as: tender.office.experts[0],
        question(tender, "lowPrice").setting("bid", JSON(String(repeating: "ab", count: 32))))
    },
    Case("ask as an officer", "access.roleMayNot") { tender in
      try await asks(tender, as: tender.office.lead, question(tender, "clarification"))
    },
    Case("judge a bid twice", "review.reviewedAlready") { tender in
      try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/lots/L1/conformity",
        ["findings": [["bid": JSON(try tender.bid(of: tender.office.agencies[0]).hex), "passed": true]]],
        as: tender.office.experts[0].key)
    },
  ]

  static let vacant: [Case] = [
    Case("score a bid one has a conflict with", "conduct.steppedBack") { tender in
      try await tender.score(5, as: tender.office.deputy)
    },
    Case("read a bid one has a conflict with", "conduct.steppedBack") { tender in
      let bid = try tender.bid(of: tender.office.agencies[0]).hex
      return try await tender.office.daemon.send(
        "GET", "/api/tenders/\(tender.id)/bids/\(bid)", as: tender.office.deputy.key)
    },
    Case("list bids one has a conflict with", S.deputy, "GET", "bids?lot=L1", "conduct.steppedBack"),
    Case(
      "take a conflict of interest back", S.deputy, "POST", "lots/L1/declaration", ["conflict": nil],
      "conduct.steppedBack"),
    Case("score while a seat is vacant", "conduct.seatVacant") { tender in
      try await tender.score(1, as: tender.office.experts[0])
    },
    Case("seat again who has stepped back", "conduct.seatChanged") { tender in
      try await tender.sitAnew(["m5": tender.office.deputy])
    },
    Case("replace a member who has not stepped back", "conduct.seatChanged") { tender in
      try await tender.sitAnew(["m2": tender.office.experts[2], "m3": tender.office.experts[1]])
    },
    Case(
      "excuse who has stepped back", S.drawer, "POST", "lots/L1/excuses", ["member": "m5", "reason": "有病"],
      "conduct.notSeated"),
  ]

  // MARK: result and remedies

  static let evaluated: [Case] = [
    Case("award out of order, to the third", "award.skipsRank") { tender in try await tender.draftAward(to: 2) },
    Case("award out of order, to the second", "award.skipsRank") { tender in try await tender.draftAward(to: 1) },
    Case(
      "award to a bid that nobody made", S.lead, "GET",
      "drafts/award?lot=L1&bid=\(String(repeating: "ab", count: 32))", "award.bidUnknown"),
    Case("award as the opening officer's bidder", S.bidder, "GET", "drafts/award?lot=L1", "access.roleMayNot"),
    Case("award a lot that has failed", S.lead, "GET", "drafts/award?lot=L2", "award.lotFailed"),
    Case("score after the evaluation", "score.notScoring") { tender in
      try await tender.score(1, as: tender.office.experts[0])
    },
    Case(
      "write a dissent after the evaluation", S.expert, "POST", "lots/L1/dissents", ["words": "不同意"], "panel.notNow"),
    Case(
      "sign a contract that nobody drew up", S.lead, "GET", "drafts/record?paper=L1-service-contract",
      "signing.paperUnknown"),
    Case("cancel a failed lot", S.lead, "GET", "drafts/fail?lot=L2&ground=cancelled&reason=x", "tender.wrongState"),
  ]

  static let awarded: [Case] = [
    Case(
      "cancel the rest after an award", S.lead, "POST", "drafts/cancellation",
      ["ground": "taskCancelled", "reason": "任务取消"], "tender.awardedAlready"),
    Case("sign the winner's contract as a loser", "signing.notAParty") { tender in
      try await tender.signs("L1-service-contract", tender.office.agencies[1])
    },
    Case("sign a contract as the park", "signing.notAParty") { tender in
      try await tender.signs("L1-service-contract", tender.office.manager)
    },
  ]

  static let challenged: [Case] = [
    Case("sign a contract during a challenge, as the buyer", "remedy.held") { tender in
      try await tender.signs("L1-service-contract", tender.office.lead)
    },
    Case("sign a contract during a challenge, as the winner", "remedy.held") { tender in
      try await tender.signs("L1-service-contract", tender.office.agencies[0])
    },
    Case("complain before the answer", S.bidder, "POST", "remedies", complaint, "remedy.answerAwaited"),
    Case(
      "answer a challenge as the winner", { $0.agencies[0] }, "POST", "remedies/R4/answer", finding("rejected"),
      "access.roleMayNot"),
    Case(
      "explain a challenge away", S.lead, "POST", "remedies/R4/answer", finding("explained"), "remedy.outcomeUnfit"),
    Case(
      "reject a challenge and award anew all the same", S.lead, "POST", "remedies/R4/answer",
      finding("rejected", "nextCandidate"), "remedy.effectUnlawful"),
    Case(
      "amend the documents after the award", S.lead, "POST", "remedies/R4/answer", finding("upheld", "amendDocuments"),
      "remedy.effectUnlawful"),
    Case(
      "take a challenge up as the authority", S.supervisor, "POST", "remedies/R4/acceptance", ["accepted": true],
      "remedy.wrongStep"),
    Case("read another's challenge before its answer", S.stranger, "GET", "remedies/R4", "remedy.remedyUnknown"),
    Case("award to the challenger while the award stands", "award.awardedAlready") { tender in
      try await tender.draftAward(to: 1)
    },
  ]

  private static let complaint: JSON = [
    "kind": "complaint", "about": "result", "lot": "L1", "of": "R4", "matters": [["text": "得分有误", "from": 1]],
    "request": "纠正", "facts": "见评审结果", "law": "《政府采购法》第五十五条",
  ]

  static let complained: [Case] = [
    Case("sign a contract while the authority suspends, as the buyer", "remedy.held") { tender in
      try await tender.signs("L1-service-contract", tender.office.lead)
    },
    Case("sign a contract while the authority suspends, as the winner", "remedy.held") { tender in
      try await tender.signs("L1-service-contract", tender.office.agencies[0])
    },
    Case("complain twice about one answer", S.bidder, "POST", "remedies", complaint, "remedy.complainedAlready"),
    Case(
      "complain about another's challenge", { $0.agencies[2] }, "POST", "remedies", complaint, "remedy.earlierMissing"),
    Case(
      "answer a complaint as the buyer", S.lead, "POST", "remedies/R5/answer", finding("rejected"), "remedy.wrongStep"),
    Case(
      "take a complaint up twice", S.supervisor, "POST", "remedies/R5/acceptance", ["accepted": true],
      "remedy.wrongStep"),
    Case(
      "take back another's complaint", { $0.agencies[2] }, "POST", "remedies/R5/withdrawal", [:],
      "remedy.remedyUnknown"),
  ]

  static let decided: [Case] = [
    Case("sign the contract of an award that must fall", "remedy.held") { tender in
      try await tender.signs("L1-service-contract", tender.office.lead)
    },
    Case(
      "decide a complaint twice", S.supervisor, "POST", "remedies/R5/decision", finding("rejected"),
      "remedy.endedAlready"),
    Case(
      "void an award on a ground that is none", S.lead, "POST", "lots/L1/award/void",
      ["ground": "changedMind", "reason": "x"], "form.wrong"),
    Case(
      "void an award without a reason", S.lead, "POST", "lots/L1/award/void", ["ground": "unlawfulAct", "reason": " "],
      "award.reasonMissing"),
    Case(
      "fail a lot while its award stands", S.lead, "GET", "drafts/fail?lot=L1&ground=unlawfulAct&reason=x",
      "tender.wrongState"),
  ]

  static let awardedAnew: [Case] = [
    Case("award again to whose award fell", "award.awardedAlready") { tender in try await tender.draftAward(to: 0) },
    Case("sign the contract of an award that fell", "signing.notOpenForSigning") { tender in
      try await tender.signs("L1-service-contract", tender.office.lead)
    },
    Case("sign the new contract as the first winner", "signing.notAParty") { tender in
      try await tender.signs("L1-service-contract-2", tender.office.agencies[0])
    },
  ]

  static let signed: [Case] = [
    Case(
      "void an award after its contract", S.lead, "POST", "lots/L1/award/void",
      ["ground": "unlawfulAct", "reason": "中标无效"], "award.contractSigned"),
    Case(
      "cancel after the contract", S.lead, "POST", "drafts/cancellation",
      ["ground": "taskCancelled", "reason": "任务取消"], "tender.awardedAlready"),
    Case(
      "challenge without having bid", S.stranger, "POST", "remedies",
      complaint.setting("kind", "challenge").removing("of").setting("matters", [["text": "得分有误"]]),
      "remedy.noStanding"),
  ]
}

extension StagedTender {
  /// A member's sheet of the three bids of L1, signed with the seat's key of the contested play.
  func score(_ seat: Int, as person: Person) async throws -> Answer {
    let sheet = JSON.object(
      try (0...2).map { place in
        JSON.Member(try bid(of: office.agencies[place]).hex, ["c1": "50.00", "c2": "10.00"])
      })
    let key = try SigningKey(parsing: office.folder.text("keys/m\(seat).seat").trimmingCharacters(in: .newlines))
    let note = key.sign(
      ScoresNote(tender: id, lot: "L1", member: "m\(seat)", sheet: Digest(of: sheet.canonicalBytes())).text)
    return try await office.daemon.send(
      "POST", "/api/tenders/\(id)/notes",
      ["note": JSON(String(decoding: note.bytes, as: UTF8.self)), "sheet": sheet], as: person.key)
  }

  /// The committee as it was formed, with others in some seats, signed by the drawing officer.
  func sitAnew(_ newcomers: [String: Person]) async throws -> Answer {
    var members: [CommitteeNote.Member] = []
    var people: [JSON.Member] = []
    for row in try JSON.parse(office.folder.bytes("\(id)/members.json")).arrayValue ?? [] {
      let seat = row["member"]?.stringValue ?? ""
      let newcomer = newcomers[seat]
      let key = try newcomer.map { _ in try SigningKey(name: "\(id).\(seat)").verifier }
      members.append(.init(id: seat, key: try key ?? VerifierKey(parsing: row["vkey"]?.stringValue ?? "")))
      people.append(
        .init(
          seat,
          [
            "person": newcomer.map { JSON($0.reference) } ?? row["person"] ?? .null, "kind": row["kind"] ?? .null,
            "chair": row["chair"] ?? .null,
          ]))
    }
    let note = office.drawer.key.sign(CommitteeNote(tender: id, lot: "L1", draw: nil, members: members).text)
    return try await office.daemon.send(
      "POST", "/api/tenders/\(id)/notes",
      ["note": JSON(String(decoding: note.bytes, as: UTF8.self)), "people": .object(people)], as: office.drawer.key)
  }

  func draftAward(to agency: Int) async throws -> Answer {
    let bid = try bid(of: office.agencies[agency]).hex
    return try await office.daemon.send("GET", "/api/tenders/\(id)/drafts/award?lot=L1&bid=\(bid)", as: office.lead.key)
  }

  /// A party drafts its signature on a paper and hands it in.
  func signs(_ paper: String, _ person: Person) async throws -> Answer {
    let drafted = try await office.daemon.send("GET", "/api/tenders/\(id)/drafts/record?paper=\(paper)", as: person.key)
    guard drafted.status == 200, let text = drafted.json?["text"]?.stringValue else { return drafted }
    let note = person.key.sign(text)
    return try await office.daemon.send(
      "POST", "/api/tenders/\(id)/notes", ["note": JSON(String(decoding: note.bytes, as: UTF8.self))], as: person.key)
  }
}
