import Canon
import Foundation
import Notes
import Testing

/// Something that nobody can do: how it is tried over real HTTP, and the one code of its refusal. Where several things are
/// wrong with what is tried, the documented order (`Precedence`) says which is told.
struct ImpossibleCase: Sendable {
  /// What is impossible, as in "it is impossible to …".
  let sentence: String
  let code: String
  let attempt: @Sendable (StagedTender) async throws -> Answer

  typealias Who = @Sendable (StagedOffice) -> Person?

  init(_ sentence: String, _ code: String, _ attempt: @escaping @Sendable (StagedTender) async throws -> Answer) {
    self.sentence = sentence
    self.code = code
    self.attempt = attempt
  }

  /// One request by somebody.
  ///
  /// - Parameter place: below `/api/tenders/<id>`, or from the root when it begins with `/`.
  init(_ sentence: String, _ who: @escaping Who, _ method: String, _ place: String, _ body: JSON?, _ code: String) {
    self.init(sentence, code) { tender in
      let target = place.hasPrefix("/") ? place : "/api/tenders/\(tender.id)/\(place)"
      return try await tender.office.daemon.send(method, target, body, as: who(tender.office)?.key)
    }
  }

  init(_ sentence: String, _ who: @escaping Who, _ method: String, _ place: String, _ code: String) {
    self.init(sentence, who, method, place, nil, code)
  }

  /// A note that somebody signs and hands in.
  init(
    _ sentence: String, _ who: @escaping Who, note: @escaping @Sendable (StagedTender) throws -> String,
    beside: JSON = [:], _ code: String
  ) {
    self.init(sentence, code) { tender in
      guard let person = who(tender.office) else { throw StageFailure("nobody signs") }
      let signed = person.key.sign(try note(tender))
      return try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/notes",
        beside.setting("note", JSON(String(decoding: signed.bytes, as: UTF8.self))), as: person.key)
    }
  }

  /// Tries each; what was refused left everything as it was.
  static func attempt(_ cases: [ImpossibleCase], _ tender: StagedTender) async throws {
    try await losingNothing(tender) {
      for entry in cases {
        let answer = try await entry.attempt(tender)
        #expect(
          answer.status >= 400 && answer.status < 500 && answer.code == entry.code,
          "it is possible to \(entry.sentence), or refused otherwise than \(entry.code): \(answer)")
        // Whoever is refused reads why, in Chinese and in English.
        let (zh, en) = (answer.json?["zh"]?.stringValue ?? "", answer.json?["en"]?.stringValue ?? "")
        let isHan = { (scalar: Unicode.Scalar) in (0x4E00...0x9FFF).contains(scalar.value) }
        let isEnglish = en.utf8.contains { (0x61...0x7A).contains($0) } && !en.unicodeScalars.contains(where: isHan)
        #expect(zh.unicodeScalars.contains(where: isHan) && isEnglish, "\(entry.sentence): \(zh) \(en)")
      }
    }
  }
}

/// Who tries.
enum Somebody {
  static let lead: ImpossibleCase.Who = { $0.lead }
  static let opener: ImpossibleCase.Who = { $0.opener }
  static let drawer: ImpossibleCase.Who = { $0.drawer }
  static let deputy: ImpossibleCase.Who = { $0.deputy }
  static let expert: ImpossibleCase.Who = { $0.experts[0] }
  static let bidder: ImpossibleCase.Who = { $0.agencies[1] }
  static let stranger: ImpossibleCase.Who = { $0.agencies[5] }
  static let park: ImpossibleCase.Who = { $0.manager }
  static let firm: ImpossibleCase.Who = { $0.firm }
  static let supervisor: ImpossibleCase.Who = { $0.supervisor }
  static let custodian: ImpossibleCase.Who = { $0.custodians[0] }
  static let administrator: ImpossibleCase.Who = { $0.administrator }
  static let nobody: ImpossibleCase.Who = { _ in nil }
}

/// What nobody can do in each phase of a tender that discloses its winner alone.
enum Impossible {
  typealias Case = ImpossibleCase

  static func cases(in phase: SightPlay.Phase) -> [Case] {
    switch phase {
    case .a: whileBidsComeIn + changesOfTheDocuments + tooEarly + wrongTwice
    case .b: closed + wrongTwiceAfterTheClose
    case .c: opened
    case .d: evaluating
    case .e: announced
    }
  }

  private typealias S = Somebody
  private static let empty: JSON = ["findings": []]
  private static let nowhere = String(repeating: "ab", count: 32)
  private static let contract: JSON = ["mode": "full", "enterprise": "91411600MA00010182"]
  private static func change(_ item: String) -> JSON {
    ["reason": "更正", "changes": [["item": JSON(item), "to": "另一种"]]]
  }
  private static func remedy(_ kind: String, _ about: String, lot: String? = "L1") -> JSON {
    let form: JSON = [
      "kind": JSON(kind), "about": JSON(about), "matters": [["text": "一项"]], "request": "重新核对", "facts": "如附件",
      "law": "《政府采购法》第五十二条",
    ]
    return lot.map { form.setting("lot", JSON($0)) } ?? form
  }

  private static let whileBidsComeIn: [Case] = [
    Case("see bids during tendering, as an evaluator", S.deputy, "GET", "bids?lot=L1", "conduct.notDeclared"),
    Case("see bids during tendering, as an officer", S.lead, "GET", "bids", "access.roleMayNot"),
    Case("see bids during tendering, as a supervisor", S.supervisor, "GET", "bids", "access.roleMayNot"),
    Case("count bids by the receipts, as an officer", S.lead, "GET", "receipts", "access.notOwn"),
    Case("count bids by the receipts, unsigned", S.nobody, "GET", "receipts", "auth.required"),
    Case("count bids by the standings, as an officer", S.lead, "GET", "lots/L1/standings", "access.notYet"),
    Case("bid in another's name", "bid.signedByAnother") { tender in
      let note = try tender.bidNote(of: tender.office.agencies[0]) { $0.seq = 7 }
      return try await tender.post(note, as: tender.office.agencies[1])
    },
    Case("withdraw another's bid", "bid.withdrawsOther") { tender in
      let (mine, others) = (tender.office.agencies[1], try tender.bid(of: tender.office.agencies[0]))
      let note = mine.key.sign(
        Withdraw(
          tender: tender.id, lot: "L1", part: "main", bidder: mine.key.verifier.reference, seq: 90, bid: others
        ).text)
      return try await tender.post(note.bytes, as: mine)
    },
    Case("bid without standing in the list of bidders", "bid.notRegistered") { tender in
      let late = tender.office.agencies[4]
      let note = try tender.bidNote(of: tender.office.agencies[1], by: late) { _ in }
      return try await tender.post(note, as: late)
    },
    Case("bid for a lot that is not offered", "bid.lotNotOffered") { tender in
      let note = try tender.bidNote(of: tender.office.agencies[1]) { $0.lot = "L7" }
      return try await tender.post(note, as: tender.office.agencies[1])
    },
    Case("close before the deadline", S.lead, "POST", "close", "tender.closesTooEarly"),
    Case("close as a bidder", S.bidder, "POST", "close", "access.roleMayNot"),
    Case("draft a tender as an agency", S.bidder, "POST", "/api/tenders", [:], "access.roleMayNot"),
    Case("draft a tender as a supervisor", S.supervisor, "POST", "/api/tenders", [:], "access.roleMayNot"),
    Case("publish with weights of 99", "scheme.weightsNotHundred") { tender in
      try await tender.office.propose("rehearsal.w99") { lot in
        let criteria: JSON = [
          ["id": "c1", "name": "服务方案", "kind": "judged", "max": "59.00", "step": "0.50"],
          ["id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "20.00", "step": "5.00"],
        ]
        return lot.setting("scheme", (lot["scheme"] ?? .null).setting("criteria", criteria))
      }
    },
    Case("publish with a ceiling above the budget", "notice.ceilingAboveBudget") { tender in
      try await tender.office.propose("rehearsal.high") { $0.setting("budget", "250000.00") }
    },
    Case(
      "confirm a park as the park", S.park, "POST", "/api/parks/P1/decision", ["outcome": "confirmed"],
      "access.roleMayNot"),
    Case(
      "decide on a park twice", S.lead, "POST", "/api/parks/P1/decision", ["outcome": "confirmed"],
      "park.decidedAlready"),
    Case("read another park's register as a firm", S.firm, "GET", "/api/parks/P1/enterprises", "access.notOwn"),
    Case("bring a credit list as a bidder", S.bidder, "POST", "/api/standings", [:], "access.roleMayNot"),
    Case("read the credit lists as a bidder", S.bidder, "GET", "/api/standings", "access.roleMayNot"),
    Case(
      "take the supervisor's file as an officer", S.lead, "GET", "bundle?audience=supervisor", "access.roleMayNot"),
    Case("take the supervisor's file unsigned", S.nobody, "GET", "bundle?audience=supervisor", "auth.required"),
  ]

  private static let changesOfTheDocuments: [Case] = [
    Case("publish the same tender a second time", S.lead, "GET", "drafts/notice", "notice.tenderHasNotice"),
    Case("change the draft of a published tender", "notice.tenderHasNotice") { tender in
      let read = try await tender.office.daemon.send(
        "GET", "/api/tenders/\(tender.id)/draft", as: tender.office.lead.key)
      var request = Request(
        "PUT", "/api/tenders/\(tender.id)/draft",
        body: StagedTender.draft(tender.office, id: tender.id, bidsFor: 60).canonicalBytes(),
        key: tender.office.lead.key)
      request.headers = [("Content-Type", "application/json"), ("If-Match", read.header("ETag") ?? "")]
      return try await tender.office.daemon.send(request)
    },
    Case(
      "change a frozen rule, the scheme", S.lead, "POST", "drafts/amendment", change("scheme"), "amendment.rulesFixed"),
    Case(
      "change a frozen rule, who holds the keys", S.lead, "POST", "drafts/amendment", change("custodians"),
      "amendment.rulesFixed"),
    Case("change what is bought", S.lead, "POST", "drafts/amendment", change("lots"), "amendment.subjectFixed"),
    Case(
      "change what a bidder must be", S.lead, "POST", "drafts/amendment", change("qualification"),
      "amendment.qualificationFixed"),
    Case(
      "amend without a reason", S.lead, "POST", "drafts/amendment", ["changes": [["item": "standard", "to": "更高"]]],
      "amendment.reasonMissing"),
    Case(
      "amend to what stands there", S.lead, "POST", "drafts/amendment",
      ["reason": "更正", "changes": [["item": "standard", "to": "不少于二十户"]]], "amendment.changesNothing"),
    Case("amend nothing at all", S.lead, "POST", "drafts/amendment", ["reason": "更正"], "notice.amendmentEmpty"),
    Case("bring the deadline forward", "notice.amendmentEarlier") { tender in
      try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/drafts/amendment",
        ["reason": "提前", "deadline": JSON(tender.deadline - 1)], as: tender.office.lead.key)
    },
    Case("amend as a bidder", S.bidder, "POST", "drafts/amendment", change("standard"), "access.roleMayNot"),
    Case(
      "ask so that one is known", "question.namesAsker"
    ) { tender in
      let asker = tender.office.agencies[1]
      return try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/questions", ["text": JSON("\(asker.key.name) 可否联合投标？")], as: asker.key)
    },
    Case("ask as an officer", S.lead, "POST", "questions", ["text": "几天？"], "access.roleMayNot"),
    Case(
      "answer what nobody asked", S.lead, "POST", "drafts/clarification",
      ["answers": [["question": 5, "answer": "可以"]]], "question.questionUnknown"),
    Case(
      "answer nothing", S.lead, "POST", "drafts/clarification", ["answers": []], "question.nothingToAnswer"),
    Case(
      "cancel without a reason", S.lead, "POST", "drafts/cancellation", ["ground": "taskCancelled"],
      "tender.reasonMissing"),
    Case(
      "cancel at will", S.lead, "POST", "drafts/cancellation", ["ground": "noLongerWanted", "reason": "不要了"],
      "form.wrong"),
    Case(
      "cancel as a bidder", S.bidder, "POST", "drafts/cancellation", ["ground": "taskCancelled", "reason": "不要了"],
      "access.roleMayNot"),
    Case(
      "cancel one lot while bids come in", S.lead, "GET", "drafts/fail?lot=L1&ground=cancelled&reason=x",
      "tender.waitsFor"),
  ]

  private static let tooEarly: [Case] = [
    Case("open before the deadline", S.opener, "GET", "drafts/opening?lot=L1", "opening.notClosed"),
    Case(
      "fail a lot for too few bids while bids come in", S.lead, "GET",
      "drafts/fail?lot=L1&ground=tooFewBids&reason=x", "tender.wrongState"),
    Case("attend an opening that has not come", S.bidder, "POST", "attendance", "session.notBegun"),
    Case("attend the opening as who judges", S.deputy, "POST", "attendance", "session.committeeStaysAway"),
    Case(
      "object to an opening that has not come", S.bidder, "POST", "lots/L1/opening-objections", ["words": "有异议"],
      "session.notBegun"),
    Case(
      "print the opening record before the opening", S.opener, "POST", "lots/L1/opening-record", "tender.waitsFor"),
    Case("qualify before the opening", S.lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case("qualify as a bidder", S.bidder, "POST", "lots/L1/qualification", empty, "access.roleMayNot"),
    Case(
      "declare a conflict with bidders whom nobody may know", S.deputy, "POST", "lots/L1/declaration",
      ["conflict": "亲属"], "conduct.lotNotOpened"),
    Case(
      "ask that somebody step back before anybody may judge", S.bidder, "POST", "lots/L1/recusals",
      ["named": "评委", "reason": "亲属"], "conduct.lotNotOpened"),
    Case("judge conformity before the opening", S.expert, "POST", "lots/L1/conformity", empty, "score.notAMember"),
    Case("evaluate before the opening", S.lead, "GET", "drafts/evaluation?lot=L1", "tender.waitsFor"),
    Case("award before the opening", S.lead, "GET", "drafts/award?lot=L1", "award.notEvaluated"),
    Case(
      "make candidates public under procurement law", S.lead, "POST", "lots/L1/candidates", [:], "award.noPublicity"),
    Case(
      "void an award that is not there", S.lead, "POST", "lots/L1/award/void", ["ground": "declined", "reason": "放弃"],
      "award.nothingAwarded"),
    Case("take an award that is not there", S.park, "POST", "lots/L1/acceptance", "agreement.lotNotAwarded"),
    Case(
      "draw up a contract before an award", S.bidder, "POST", "lots/L1/contracts", contract,
      "contract.agencyNotAwarded"),
    Case("file a contract that is not there", S.bidder, "POST", "contracts/L1-T01/filing", "filing.noContract"),
    Case(
      "sign a paper that is not there", S.lead, "GET", "drafts/record?paper=L1-service-contract",
      "signing.paperUnknown"),
    Case("read a result that is not there", S.bidder, "GET", "lots/L1/result", "access.notYet"),
    Case(
      "challenge a result that is not there", S.bidder, "POST", "remedies", remedy("challenge", "result"),
      "remedy.noStanding"),
    Case(
      "object under procurement law", S.bidder, "POST", "remedies", remedy("objection", "documents", lot: nil),
      "remedy.kindUnknownHere"),
    Case(
      "complain about what one has not challenged", S.bidder, "POST", "remedies",
      remedy("complaint", "documents", lot: nil), "remedy.earlierMissing"),
    Case(
      "challenge as the park", S.park, "POST", "remedies", remedy("challenge", "documents", lot: nil),
      "access.roleMayNot"),
    Case(
      "answer a challenge that is not there", S.lead, "POST", "remedies/R1/answer",
      ["outcome": "rejected", "findings": "无", "grounds": "无"], "remedy.remedyUnknown"),
    Case(
      "decide a complaint as the buyer", S.lead, "POST", "remedies/R1/decision",
      ["outcome": "rejected", "findings": "无", "grounds": "无"], "access.roleMayNot"),
    Case("draw experts before the close", S.drawer, "POST", "lots/L1/draw-commitments", commitment, "draw.notOpen"),
  ]

  /// Two things wrong at once, of one step of the documented order and of a later one: the earlier is told.
  private static let wrongTwice: [Case] = [
    Case("be told of the missing signature before the method", S.nobody, "PATCH", "close", "request.methodNotAllowed"),
    Case("be told of the role without a signature", S.nobody, "POST", "close", "auth.required"),
    Case(
      "be told of the form in a role that may not", S.bidder, "POST", "lots/L1/qualification", ["x": 1],
      "access.roleMayNot"),
    Case(
      "be told of the tender while the form is wrong", S.lead, "POST",
      "/api/tenders/rehearsal.nobody/lots/L1/qualification", [:], "form.missing"),
    Case(
      "be told of the lot while the form is wrong", S.drawer, "POST", "lots/L9/excuses", ["member": "m1"],
      "form.missing"),
    Case(
      "be told of a duty in a tender that is not there", S.lead, "GET",
      "/api/tenders/rehearsal.nobody/drafts/opening?lot=L1", "tender.tenderUnknown"),
    Case(
      "be told of a seat in a tender that is not there", S.deputy, "GET", "/api/tenders/rehearsal.nobody/bids?lot=L1",
      "tender.tenderUnknown"),
    Case(
      "be told of a duty in a lot that is not there", S.lead, "POST", "lots/L9/excuses",
      ["member": "m1", "reason": "有病"], "tender.lotUnknown"),
    Case(
      "be told of a duty to judge a lot that is not there", S.expert, "POST", "lots/L9/declaration",
      ["conflict": nil], "tender.lotUnknown"),
    Case(
      "be told of the state without the duty to open", S.lead, "GET", "drafts/opening?lot=L1", "access.dutyNotAssigned"),
    Case(
      "be told of the state without the duty to draw", S.lead, "POST", "lots/L1/excuses",
      ["member": "m1", "reason": "有病"], "access.dutyNotAssigned"),
    Case(
      "be told of a rule before its time", S.bidder, "POST", "lots/L1/recusals", ["named": "评委", "reason": " "],
      "conduct.lotNotOpened"),
  ]
  private static let wrongTwiceAfterTheClose: [Case] = [
    Case(
      "be told of the earlier deadline after the close", S.lead, "POST", "drafts/amendment",
      ["reason": "提前", "deadline": 1],
      "tender.wrongTenderState"),
    Case(
      "be told of the empty amendment after the close", S.lead, "POST", "drafts/amendment", ["reason": "更正"],
      "tender.wrongTenderState"),
  ]

  private static let commitment: JSON = ["purpose": "experts", "commitment": JSON(Digest(of: "a secret").b64)]

  private static let closed: [Case] = [
    Case("bid after the deadline", "bid.late") { tender in
      let late = tender.office.agencies[3]
      return try await tender.post(try tender.bidNote(of: tender.office.agencies[1], by: late) { _ in }, as: late)
    },
    Case("change a bid after the deadline", "bid.late") { tender in
      let bidder = tender.office.agencies[0]
      return try await tender.post(try tender.bidNote(of: bidder) { $0.seq = 2 }, as: bidder)
    },
    Case("delete a bid after the deadline", "bid.late") { tender in
      let bidder = tender.office.agencies[0]
      let note = bidder.key.sign(
        Withdraw(
          tender: tender.id, lot: "L1", part: "main", bidder: bidder.key.verifier.reference, seq: 2,
          bid: try tender.bid(of: bidder)
        ).text)
      return try await tender.post(note.bytes, as: bidder)
    },
    Case("join the list of bidders after the deadline", "bid.late") { tender in
      let late = tender.office.agencies[4]
      return try await tender.post(
        late.key.sign(Register(tender: tender.id, key: late.key.verifier).text).bytes, as: late)
    },
    Case("ask after the close", S.bidder, "POST", "questions", ["text": "几天？"], "question.tenderEnded"),
    Case("amend after the close", S.lead, "POST", "drafts/amendment", change("standard"), "tender.wrongTenderState"),
    Case("move the deadline after it", "tender.wrongTenderState") { tender in
      try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/drafts/amendment",
        ["reason": "延期", "deadline": JSON(tender.deadline + 3600)], as: tender.office.lead.key)
    },
    Case("open as the officer who published", S.lead, "GET", "drafts/opening?lot=L1", "access.dutyNotAssigned"),
    Case("open as a bidder", S.bidder, "GET", "drafts/opening?lot=L1", "access.roleMayNot"),
    Case("open a lot that is not there", S.opener, "GET", "drafts/opening?lot=L9", "tender.lotUnknown"),
    Case(
      "give shares for a manifest that is not there", S.custodian,
      note: { tender in
        Shares(tender: tender.id, manifest: Digest(of: "no manifest"), index: 1, list: ListLine(of: [])).text
      }, beside: ["list": ""], "opening.manifestUnknown"),
    Case("look at bids before the opening, as an evaluator", S.deputy, "GET", "bids?lot=L1", "conduct.notDeclared"),
    Case("skip the opening and qualify", S.lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case("skip everything and award", S.lead, "GET", "drafts/award?lot=L1", "award.notEvaluated"),
    Case(
      "fail a lot for too few bids that has three", S.lead, "GET", "drafts/fail?lot=L1&ground=tooFewBids&reason=x",
      "tender.failsWithoutCause"),
    Case(
      "fail a lot without a word of why", S.lead, "GET", "drafts/fail?lot=L1&ground=unlawfulAct&reason=",
      "tender.reasonMissing"),
    Case("look up how bidders stand before the opening", S.lead, "GET", "lots/L1/standings", "access.notYet"),
    Case(
      "draw experts without a duty to", S.lead, "POST", "lots/L1/draw-commitments", commitment, "draw.notOpen"),
  ]

  private static let opened: [Case] = [
    Case("open the same bids a second time", S.opener, "GET", "drafts/opening?lot=L1", "opening.pairOpenedAlready"),
    Case("read opened bids as a bidder", S.bidder, "GET", "bids?lot=L1", "access.roleMayNot"),
    Case("read opened bids as an expert who has no seat", S.expert, "GET", "bids?lot=L1", "access.dutyNotAssigned"),
    Case("read opened bids without having declared conflicts", S.deputy, "GET", "bids?lot=L1", "conduct.notDeclared"),
    Case(
      "object to the opening after its record", S.bidder, "POST", "lots/L1/opening-objections", ["words": "有异议"],
      "session.over"),
    Case(
      "answer an objection as the officer who published", S.lead, "POST", "lots/L1/opening-objections/1/answer",
      ["words": "已核对"], "access.dutyNotAssigned"),
    Case("qualify as the committee's member", S.deputy, "POST", "lots/L1/qualification", empty, "access.roleMayNot"),
    Case(
      "pass a bid that is not there", S.lead, "POST", "lots/L1/qualification",
      ["findings": [["bid": JSON(nowhere), "passed": true]]], "review.bidUnknown"),
    Case("exclude a bid without a reason", "review.reasonMissing") { tender in
      try await tender.exclude(ground: "noLicence", reason: " ")
    },
    Case("exclude a bid on a ground of a later review", "review.groundOfOtherStage") { tender in
      try await tender.exclude(ground: "overCeiling", reason: "超过最高限价")
    },
    Case(
      "fail a lot for too few bids once it is opened with three", S.lead, "GET",
      "drafts/fail?lot=L1&ground=tooFewBids&reason=x", "tender.failsWithoutCause"),
    Case(
      "ask that somebody step back without having bid", S.stranger, "POST", "lots/L1/recusals",
      ["named": "评委", "reason": "亲属"], "conduct.notABidder"),
    Case(
      "decide on a recusal as the officer who published", S.lead, "POST", "lots/L1/recusals/1/decision",
      ["member": nil, "reason": "无"], "access.dutyNotAssigned"),
    Case(
      "decide on a recusal that nobody asked for", S.drawer, "POST", "lots/L1/recusals/1/decision",
      ["member": nil, "reason": "无"], "conduct.requestUnknown"),
    Case(
      "excuse somebody who does not sit", S.drawer, "POST", "lots/L1/excuses", ["member": "m9", "reason": "有病"],
      "conduct.notSeated"),
    Case("evaluate before anybody has scored", S.lead, "GET", "drafts/evaluation?lot=L1", "tender.waitsFor"),
    Case(
      "read who sits before the result, as the officer who published", S.lead, "GET", "lots/L1/committee",
      "access.dutyNotAssigned"),
  ]

  private static let evaluating: [Case] = [
    Case("qualify again after the review", S.lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case(
      "evaluate while a member has not signed", S.lead, "GET", "drafts/evaluation?lot=L1", "evaluation.sheetMissing"),
    Case("award while a member has not signed", S.lead, "GET", "drafts/award?lot=L1", "award.notEvaluated"),
    Case("see who sits, as a bidder", S.bidder, "GET", "lots/L1/committee", "access.roleMayNot"),
    Case(
      "see who sits, as the officer who published", S.lead, "GET", "lots/L1/committee", "access.dutyNotAssigned"),
    Case("change a score before all have signed", "panel.sheetsMissing") { tender in
      try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/lots/L1/changes",
        [
          "bid": JSON(try tender.bid(of: tender.office.agencies[0]).hex), "criterion": "c1", "ground": "extreme",
          "to": "10.00", "reason": "重新考虑",
        ], as: tender.office.experts[0].key)
    },
    Case("ask a bidder in writing once scoring has begun", "panel.notNow") { tender in
      try await tender.office.daemon.send(
        "POST", "/api/tenders/\(tender.id)/lots/L1/questions",
        [
          "bid": JSON(try tender.bid(of: tender.office.agencies[0]).hex), "kind": "clarification", "question": "请说明",
          "seconds": 60,
        ], as: tender.office.experts[0].key)
    },
    Case(
      "answer the committee what it did not ask", S.bidder, "POST", "lots/L1/questions/1/answer", ["answer": "说明如下"],
      "panel.questionUnknown"),
    Case(
      "find on a low price once scoring has begun", S.expert, "POST", "lots/L1/questions/1/findings",
      ["proven": true, "reason": "成本明细可信"], "panel.notNow"),
    Case(
      "draw a tie while there is none", S.drawer, "POST", "lots/L1/draw-commitments",
      commitment.setting("purpose", "tie"), "draw.notOpen"),
    Case("read one's result before it is announced", S.bidder, "GET", "lots/L1/result", "access.notYet"),
    Case(
      "read the evaluation report before it is signed", S.supervisor, "GET", "papers/L1-evaluation-report",
      "signing.paperUnknown"),
  ]

  private static let announced: [Case] = [
    Case("award a lot a second time, to another", "award.awardedAlready") { tender in
      let other = try tender.bid(of: tender.office.agencies[2]).hex
      return try await tender.office.daemon.send(
        "GET", "/api/tenders/\(tender.id)/drafts/award?lot=L1&bid=\(other)", as: tender.office.lead.key)
    },
    Case(
      "fail a lot that is awarded", S.lead, "GET", "drafts/fail?lot=L1&ground=tooFewQualified&reason=x",
      "tender.wrongState"),
    Case(
      "cancel after the award", S.lead, "POST", "drafts/cancellation", ["ground": "taskCancelled", "reason": "任务取消"],
      "tender.awardedAlready"),
    Case(
      "cancel an awarded lot", S.lead, "GET", "drafts/fail?lot=L1&ground=cancelled&reason=x", "tender.wrongState"),
    Case(
      "step back after the result", S.expert, "POST", "lots/L1/declaration", ["conflict": "亲属"], "conduct.lotDecided"),
    Case(
      "ask that somebody step back after the result", S.bidder, "POST", "lots/L1/recusals",
      ["named": "评委", "reason": "亲属"], "conduct.lotDecided"),
    Case(
      "excuse a member after the result", S.drawer, "POST", "lots/L1/excuses", ["member": "m2", "reason": "有病"],
      "conduct.lotDecided"),
    Case(
      "void an award as a bidder", S.bidder, "POST", "lots/L1/award/void", ["ground": "declined", "reason": "放弃"],
      "access.roleMayNot"),
    Case(
      "void an award for having won enough lots", S.lead, "POST", "lots/L1/award/void",
      ["ground": "lotLimit", "reason": "兼投不兼中"], "award.groundUnfit"),
    Case(
      "challenge a result without having bid", S.stranger, "POST", "remedies", remedy("challenge", "result"),
      "remedy.noStanding"),
    Case(
      "challenge the procedure without saying which step", S.bidder, "POST", "remedies",
      remedy("challenge", "procedure"),
      "remedy.stageMissing"),
    Case("read the whole report as a loser", S.bidder, "GET", "papers/L1-evaluation-report", "signing.paperUnknown"),
    Case("read the whole report as the public", S.nobody, "GET", "papers/L1-evaluation-report", "signing.paperUnknown"),
    Case("read a result of a bid that one did not make", S.stranger, "GET", "lots/L1/result", "input.notFound"),
    Case(
      "read the losers' figures in the supervisor's folder, unsigned", S.nobody, "GET",
      "bundle/supervisor/evaluation.L1.json", "auth.required"),
    Case(
      "read the losers' figures in the supervisor's folder, as a loser", S.bidder, "GET",
      "bundle/supervisor/evaluation.L1.json", "access.roleMayNot"),
    Case("draw up a contract as a loser", S.bidder, "POST", "lots/L1/contracts", contract, "contract.agencyNotAwarded"),
    Case("accept an award for another's park", S.firm, "POST", "lots/L1/acceptance", "access.roleMayNot"),
  ]
}

extension StagedOffice {
  /// A draft of one lot, changed by `edit`, as the officer sends it.
  func propose(_ id: String, _ edit: (JSON) -> JSON) async throws -> Answer {
    let draft = StagedTender.draft(self, id: id, bidsFor: 60)
    let lots = (draft["lots"]?.arrayValue ?? []).map(edit)
    return try await daemon.send("POST", "/api/tenders", draft.setting("lots", .array(lots)), as: lead.key)
  }
}

extension StagedTender {
  /// The id of the first bid that an agency sealed for lot L1.
  func bid(of agency: Person) throws -> Digest {
    try SignedNote(parsing: office.folder.bytes("\(id)/\(agency.key.name)/1.sealed/bid.note")).id
  }

  /// An agency's first bid note, changed, signed by itself or by another.
  func bidNote(
    of agency: Person, by signer: Person? = nil, _ change: (inout BidNote.Head) -> Void
  ) throws -> [UInt8] {
    let signer = signer ?? agency
    var note = try BidNote(
      parsing: SignedNote(parsing: office.folder.bytes("\(id)/\(agency.key.name)/1.sealed/bid.note")).text)
    note.head.bidder = signer.key.verifier.reference
    change(&note.head)
    return signer.key.sign(note.text).bytes
  }

  /// The officer excludes the first agency's bid at the qualification.
  func exclude(ground: String, reason: String) async throws -> Answer {
    try await office.daemon.send(
      "POST", "/api/tenders/\(id)/lots/L1/qualification",
      [
        "findings": [
          [
            "bid": JSON(try bid(of: office.agencies[0]).hex), "passed": false, "ground": JSON(ground),
            "reason": JSON(reason),
          ]
        ]
      ], as: office.lead.key)
  }
}
