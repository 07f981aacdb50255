import Canon
import Foundation
import Notes
import Testing

/// What nobody can do, phase by phase, over real HTTP: each refused with its code, and nothing changed.
enum Impossible {
  struct Case: Sendable {
    let phase: SightPlay.Phase
    /// What is impossible, as in "it is impossible to …".
    let sentence: String
    let who: @Sendable (StagedOffice) -> Person?
    let method: String
    /// Below `/api/tenders/<id>`, or from the root when it begins with `/`.
    let place: String
    var body: JSON?
    /// One of these.
    let codes: Set<String>

    init(
      _ phase: SightPlay.Phase, _ sentence: String, _ who: @escaping @Sendable (StagedOffice) -> Person?,
      _ method: String, _ place: String, _ body: JSON? = nil, _ codes: String...
    ) {
      self.phase = phase
      self.sentence = sentence
      self.who = who
      self.method = method
      self.place = place
      self.body = body
      self.codes = Set(codes)
    }
  }

  private static let lead: @Sendable (StagedOffice) -> Person? = { $0.lead }
  private static let opener: @Sendable (StagedOffice) -> Person? = { $0.opener }
  private static let drawer: @Sendable (StagedOffice) -> Person? = { $0.drawer }
  private static let deputy: @Sendable (StagedOffice) -> Person? = { $0.deputy }
  private static let expert: @Sendable (StagedOffice) -> Person? = { $0.experts[0] }
  private static let bidder: @Sendable (StagedOffice) -> Person? = { $0.agencies[1] }
  private static let stranger: @Sendable (StagedOffice) -> Person? = { $0.agencies[5] }
  private static let park: @Sendable (StagedOffice) -> Person? = { $0.manager }
  private static let firm: @Sendable (StagedOffice) -> Person? = { $0.firm }
  private static let supervisor: @Sendable (StagedOffice) -> Person? = { $0.supervisor }
  private static let custodian: @Sendable (StagedOffice) -> Person? = { $0.custodians[0] }
  private static let administrator: @Sendable (StagedOffice) -> Person? = { $0.administrator }
  private static let nobody: @Sendable (StagedOffice) -> Person? = { _ in nil }
  private static let empty: JSON = ["findings": []]

  static let cases: [Case] = [
    // While bids come in.
    Case(.a, "see bids during tendering, as an evaluator", deputy, "GET", "bids?lot=L1", nil, "conduct.notDeclared"),
    Case(.a, "see bids during tendering, as an officer", lead, "GET", "bids", nil, "access.roleMayNot"),
    Case(.a, "see bids during tendering, as a supervisor", supervisor, "GET", "bids", nil, "access.roleMayNot"),
    Case(.a, "count bids by the receipts, as an officer", lead, "GET", "receipts", nil, "access.notOwn"),
    Case(.a, "count bids by the receipts, unsigned", nobody, "GET", "receipts", nil, "auth.required"),
    Case(
      .a, "look up how bidders stand before anybody may know who bids", lead, "GET", "lots/L1/standings", nil,
      "access.notYet"),
    Case(.a, "close before the deadline", lead, "POST", "close", nil, "tender.closesTooEarly"),
    Case(.a, "close as a bidder", bidder, "POST", "close", nil, "access.roleMayNot"),
    Case(
      .a, "open before the deadline", opener, "GET", "drafts/opening?lot=L1", nil, "opening.tenderNotClosed",
      "tender.wrongTenderState", "tender.waitsFor", "opening.notClosed", "tender.wrongState"),
    Case(.a, "publish the same tender a second time", lead, "GET", "drafts/notice", nil, "notice.tenderHasNotice"),
    Case(
      .a, "fail a lot for too few bids while bids come in", lead, "GET",
      "drafts/fail?lot=L1&ground=tooFewBids&reason=x", nil, "tender.wrongState"),
    Case(.a, "qualify before the opening", lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case(.a, "qualify as a bidder", bidder, "POST", "lots/L1/qualification", empty, "access.roleMayNot"),
    Case(.a, "judge conformity before the opening", expert, "POST", "lots/L1/conformity", empty, "score.notAMember"),
    Case(
      .a, "print the opening record before the opening", opener, "POST", "lots/L1/opening-record", nil,
      "opening.manifestUnknown", "opening.notOpened", "tender.wrongState", "opening.resultsMissing", "tender.waitsFor"),
    Case(
      .a, "award before the opening", lead, "GET", "drafts/award?lot=L1", nil, "tender.wrongState", "award.notEvaluated"
    ),
    Case(
      .a, "evaluate before the opening", lead, "GET", "drafts/evaluation?lot=L1", nil, "tender.waitsFor",
      "tender.wrongState",
      "evaluation.sheetMissing"),
    Case(
      .a, "draw up a contract before an award", bidder, "POST", "lots/L1/contracts",
      ["mode": "full", "enterprise": "91411600MA00010182"], "contract.agencyNotAwarded", "agreement.lotNotAwarded"),
    Case(.a, "take an award that is not there", park, "POST", "lots/L1/acceptance", nil, "agreement.lotNotAwarded"),
    Case(.a, "read a result that is not there", bidder, "GET", "lots/L1/result", nil, "access.notYet"),
    Case(.a, "draft a tender as an agency", bidder, "POST", "/api/tenders", [:], "access.roleMayNot"),
    Case(.a, "draft a tender as a supervisor", supervisor, "POST", "/api/tenders", [:], "access.roleMayNot"),
    Case(
      .a, "confirm a park as the park", park, "POST", "/api/parks/P1/decision", ["outcome": "confirmed"],
      "access.roleMayNot"),
    Case(
      .a, "decide on a park twice", lead, "POST", "/api/parks/P1/decision", ["outcome": "confirmed"],
      "park.decidedAlready"),
    Case(.a, "read another park's register as a firm", firm, "GET", "/api/parks/P1/enterprises", nil, "access.notOwn"),
    Case(.a, "bring a credit list as a bidder", bidder, "POST", "/api/standings", [:], "access.roleMayNot"),
    Case(.a, "read the credit lists as a bidder", bidder, "GET", "/api/standings", nil, "access.roleMayNot"),
    Case(
      .a, "take the supervisor's file as an officer", lead, "GET", "bundle?audience=supervisor", nil,
      "access.roleMayNot"),
    Case(
      .a, "take the supervisor's file unsigned", nobody, "GET", "bundle?audience=supervisor", nil,
      "auth.required", "access.notAuthenticated"),
    // Closed, nothing opened.
    Case(
      .b, "open as the officer who published", lead, "GET", "drafts/opening?lot=L1", nil, "access.dutyNotAssigned",
      "access.dutyAssignedAlready", "access.notOwn"),
    Case(.b, "open as a bidder", bidder, "GET", "drafts/opening?lot=L1", nil, "access.roleMayNot"),
    Case(
      .b, "look at bids before the opening, as an evaluator", deputy, "GET", "bids?lot=L1", nil, "conduct.notDeclared"),
    Case(.b, "skip the opening and qualify", lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case(
      .b, "skip everything and award", lead, "GET", "drafts/award?lot=L1", nil, "tender.wrongState",
      "award.notEvaluated"),
    Case(
      .b, "fail a lot for too few bids that has three", lead, "GET", "drafts/fail?lot=L1&ground=tooFewBids&reason=x",
      nil, "tender.failsWithoutCause"),
    Case(.b, "look up how bidders stand before the opening", lead, "GET", "lots/L1/standings", nil, "access.notYet"),
    // Opened.
    Case(.c, "read opened bids as a bidder", bidder, "GET", "bids?lot=L1", nil, "access.roleMayNot"),
    Case(
      .c, "read opened bids as an expert who has no seat", expert, "GET", "bids?lot=L1", nil, "access.notOwn",
      "conduct.notDeclared", "access.dutyNotAssigned", "score.notAMember"),
    Case(
      .c, "read opened bids without having declared conflicts", deputy, "GET", "bids?lot=L1", nil, "conduct.notDeclared"
    ),
    Case(.c, "qualify as the committee's member", deputy, "POST", "lots/L1/qualification", empty, "access.roleMayNot"),
    Case(
      .c, "fail a lot without any word of why", lead, "GET", "drafts/fail?lot=L1&ground=tooFewBids&reason=x", nil,
      "tender.failsWithoutCause"),
    Case(
      .c, "evaluate before anybody has scored", lead, "GET", "drafts/evaluation?lot=L1", nil, "tender.wrongState",
      "tender.waitsFor", "evaluation.sheetMissing"),
    Case(
      .c, "read who sits before the result, as the officer who published", lead, "GET", "lots/L1/committee", nil,
      "access.dutyNotAssigned", "access.notOwn", "access.dutyAssignedAlready"),
    // Evaluating: three of five have signed.
    Case(.d, "qualify again after the review", lead, "POST", "lots/L1/qualification", empty, "tender.wrongState"),
    Case(
      .d, "evaluate while a member has not signed", lead, "GET", "drafts/evaluation?lot=L1", nil,
      "evaluation.sheetMissing", "tender.wrongState"),
    Case(
      .d, "award while a member has not signed", lead, "GET", "drafts/award?lot=L1", nil, "tender.wrongState",
      "award.notEvaluated"),
    Case(.d, "see who sits, as a bidder", bidder, "GET", "lots/L1/committee", nil, "access.roleMayNot"),
    Case(
      .d, "see who sits, as the officer who published", lead, "GET", "lots/L1/committee", nil, "access.dutyNotAssigned",
      "access.notOwn", "access.dutyAssignedAlready"),
    Case(.d, "read one's result before it is announced", bidder, "GET", "lots/L1/result", nil, "access.notYet"),
    Case(
      .d, "read the evaluation report before it is signed", supervisor, "GET", "papers/L1-evaluation-report", nil,
      "signing.paperUnknown"),
    // Announced.
    Case(
      .e, "award a lot a second time", lead, "GET", "drafts/fail?lot=L1&ground=tooFewQualified&reason=x", nil,
      "tender.wrongState"),
    Case(
      .e, "read the whole report as a loser", bidder, "GET", "papers/L1-evaluation-report", nil, "signing.paperUnknown"),
    Case(
      .e, "read the whole report as the public", nobody, "GET", "papers/L1-evaluation-report", nil,
      "signing.paperUnknown"),
    Case(.e, "read a result of a bid that one did not make", stranger, "GET", "lots/L1/result", nil, "input.notFound"),
    Case(
      .e, "read the losers' figures in the supervisor's folder, unsigned", nobody, "GET",
      "bundle/supervisor/evaluation.L1.json", nil, "access.notAuthenticated"),
    Case(
      .e, "read the losers' figures in the supervisor's folder, as a loser", bidder, "GET",
      "bundle/supervisor/evaluation.L1.json", nil, "access.roleMayNot"),
    Case(
      .e, "draw up a contract as a loser", bidder, "POST", "lots/L1/contracts",
      ["mode": "full", "enterprise": "91411600MA00010182"], "contract.agencyNotAwarded"),
    Case(.e, "accept an award for another's park", firm, "POST", "lots/L1/acceptance", nil, "access.roleMayNot"),
  ]

  /// Tries each case of a phase; what was refused left everything as it was.
  static func attempt(in phase: SightPlay.Phase, _ play: SightPlay) async throws {
    try await losingNothing(play.tender) {
      for entry in cases where entry.phase == phase {
        let target = entry.place.hasPrefix("/") ? entry.place : "/api/tenders/\(play.id)/\(entry.place)"
        let answer = try await play.office.daemon.send(
          entry.method, target, entry.body, as: entry.who(play.office)?.key)
        #expect(
          answer.status >= 400 && answer.status < 500 && entry.codes.contains(answer.code ?? ""),
          "it is possible to \(entry.sentence), or refused otherwise: \(answer)")
      }
    }
  }
}
