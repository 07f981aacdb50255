import HTTPTypes
import Operations
import Tendering

/// What the committee asks, finds, explains and writes beside its sheets.
public func addPanelRoutes(to table: inout RouteTable, office: Office) {
  addQuestionRoutes(to: &table, office: office)
  addScoreRoutes(to: &table, office: office)
  table.deed(
    .showSignals, .get, "/api/tenders/{id}/lots/{lot}/collusion-signals",
    .init(
      "showSignals", zh: "串通投标线索及证据", en: "Signals of collusion, with their evidence",
      gives: .json([
        "unread": .integer,
        "signals": .list([
          "kind": .words(CollusionSignal.Kind.self), "weight": .words(CollusionSignal.Weight.self), "bids": .list(.hex),
          "evidence": .text,
        ]),
      ]), refuses: [.tender, .score, .conduct])
  ) { request, actor in
    .json(try await office.showSignals(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
}

private let numbered = RouteDescription.Parameter.path("no", .integer, zh: "询问序号", en: "the question's number")

private func addQuestionRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .askBidder, "/api/tenders/{id}/lots/{lot}/questions",
    .init(
      "askBidder", zh: "评标委员会书面询问投标人", en: "The committee asks a bidder in writing",
      takes: .json(
        .form([
          "bid": .hex, "kind": .words(CommitteeQuestion.Kind.self), "question": .text(4000), "seconds": .integer,
        ])),
      gives: .created([
        "tender": .id, "lot": .id, "question": .integer, "answerBy": .seconds,
        "triggers": .list(.words(AbnormallyLow.Trigger.self)),
      ]), refuses: [.tender, .score, .conduct, .panel, .lowPrice]), office: office
  ) { request, actor, once in
    try await office.askBidder(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deeds(
    [.askBidder, .answerCommittee, .qualifyBid, .fetchSupervisorFile], .get, "/api/tenders/{id}/lots/{lot}/questions",
    .init(
      "listCommitteeQuestions", zh: "书面询问和答复", en: "Written questions and answers",
      gives: .json([
        "questions": .list([
          "question": .integer, "bid": .hex, "kind": .words(CommitteeQuestion.Kind.self), "words": .text,
          "triggers": .list(.words(AbnormallyLow.Trigger.self)), "asked": .seconds, "answerBy": .seconds,
          "answer": .orNull(.text), "confirmed": .orNull(.bool), "findings": .integer, "accepted": .orNull(.bool),
        ])
      ]), refuses: [.tender, .score, .conduct])
  ) { request, actor in
    .json(try await office.listQuestions(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .answerCommittee, "/api/tenders/{id}/lots/{lot}/questions/{no}/answer",
    .init(
      "answerCommittee", zh: "投标人书面答复", en: "The bidder answers in writing", parameters: [numbered],
      takes: .json(.form(["answer": .text(4000), "confirmed?": .orNull(.bool)])),
      gives: .created(["tender": .id, "lot": .id, "question": .integer]), refuses: [.tender, .panel]), office: office
  ) { request, actor, once in
    try await office.answerCommittee(
      request.parameter("id"), lot: request.parameter("lot"), question: request.parameter("no", as: Int.self),
      request.json(), by: actor, once: once)
  }
  table.creating(
    .findExplanation, "/api/tenders/{id}/lots/{lot}/questions/{no}/findings",
    .init(
      "findExplanation", zh: "对低价说明的认定（每位评委）", en: "A member's finding on the explanation of a low price",
      parameters: [numbered], takes: .json(.form(["proven": .bool, "reason": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "question": .integer, "member": .id]),
      refuses: [.tender, .score, .conduct, .panel, .lowPrice]), office: office
  ) { request, actor, once in
    try await office.findExplanation(
      request.parameter("id"), lot: request.parameter("lot"), question: request.parameter("no", as: Int.self),
      request.json(), by: actor, once: once)
  }
}

private func addScoreRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .explainScore, .get, "/api/tenders/{id}/lots/{lot}/flags",
    .init(
      "showFlags", zh: "本人畸高畸低的评分", en: "The caller's scores that lie far from the others'",
      gives: .json([
        "flags": .list([
          "bid": .hex, "criterion": .id, "direction": .words(Outlier.Direction.self), "explained": .bool,
        ])
      ]), refuses: [.tender, .score, .conduct, .panel, .evaluation])
  ) { request, actor in
    .json(try await office.showFlags(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  let signed: Schema = ["tender": .id, "lot": .id, "member": .id]
  table.creating(
    .explainScore, "/api/tenders/{id}/lots/{lot}/explanations",
    .init(
      "explainScore", zh: "说明畸高畸低评分的理由", en: "Give the reason for a score far from the others'",
      takes: .json(.form(["bid": .hex, "criterion": .id, "reason": .text(2000)])), gives: .created(signed),
      refuses: [.tender, .score, .conduct, .panel, .evaluation]), office: office
  ) { request, actor, once in
    try await office.explainScore(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .changeScore, "/api/tenders/{id}/lots/{lot}/changes",
    .init(
      "changeScore", zh: "依法修改本人的一项评分", en: "Change one of the caller's scores lawfully",
      takes: .json(
        .form([
          "bid": .hex, "criterion": .id, "ground": .words(ScoreChange.Ground.self), "to": .points,
          "reason": .text(2000),
        ])), gives: .created(signed), refuses: [.tender, .score, .conduct, .panel, .evaluation]), office: office
  ) { request, actor, once in
    try await office.changeScore(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .dissent, "/api/tenders/{id}/lots/{lot}/dissents",
    .init(
      "dissent", zh: "提交不同意见", en: "Write a dissent", takes: .json(.form(["words": .text(4000)])),
      gives: .created(signed), refuses: [.tender, .score, .conduct, .panel]), office: office
  ) { request, actor, once in
    try await office.dissent(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
}
