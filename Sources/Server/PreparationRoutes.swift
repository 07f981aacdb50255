import Canon
import HTTPTypes
import Messages
import Operations
import Tendering

/// What comes before a notice: surveys, plan, fair-competition conclusion, and the review of the draft by another person.
func addPreparationRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .prepareTender, "/api/tenders/{id}/preparation/surveys",
    .init(
      "recordSurvey", zh: "登记园区的采购需求调查", en: "Record the survey of a park's demand", takes: .json(.demandSurvey),
      gives: .created(.preparation), refuses: [.tender, .notice, .preparation]), office: office, telling: worded
  ) { request, actor, once in
    try await office.recordSurvey(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.creating(
    .prepareTender, "/api/tenders/{id}/preparation/plan",
    .init(
      "recordPlan", zh: "登记采购实施计划", en: "Record the procurement plan", takes: .json(.procurementPlan),
      gives: .created(.preparation), refuses: [.tender, .notice, .preparation]), office: office, telling: worded
  ) { request, actor, once in
    try await office.recordPlan(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.creating(
    .prepareTender, "/api/tenders/{id}/preparation/fairness",
    .init(
      "recordFairness", zh: "登记公平竞争审查结论", en: "Record the conclusion of the fair-competition review",
      remarks: Wording(
        zh: "针对登记时的草稿；草稿改动后要重新审查。", en: "About the draft as it stands; another text needs another."),
      takes: .json(.fairnessReview), gives: .created(.preparation), refuses: [.tender, .notice, .preparation]),
    office: office, telling: worded
  ) { request, actor, once in
    try await office.recordFairness(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.creating(
    .reviewDraft, "/api/tenders/{id}/preparation/reviews",
    .init(
      "reviewDraft", zh: "审查草稿：通过或退回", en: "Review the draft: approve or return it",
      remarks: Wording(
        zh: "审查人不得编制过任何一版；draft 是所审草稿的实体标签（SHA-256）。",
        en: "Nobody who has written a version; draft is the entity tag (SHA-256) of the text that was read."),
      takes: .json(
        .form([
          "outcome": .words(DraftReview.Outcome.self), "reason?": .orNull(.text(DraftReview.reasonMax)), "draft": .hex,
        ])), gives: .created(.preparation), refuses: [.tender, .notice, .preparation, .condition]), office: office,
    telling: worded
  ) { request, actor, once in
    try await office.reviewDraft(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listPreparation, .get, "/api/tenders/{id}/preparation",
    .init(
      "showPreparation", zh: "准备文件：已登记的和还缺的", en: "The preparation file: what is there and what is missing",
      gives: .json(.preparation), refuses: [.tender])
  ) { request, actor in
    .json(worded(try await office.showPreparation(request.parameter("id"), by: actor)))
  }
}

/// Bid securities that go back.
func addSecurityRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .returnSecurity, "/api/tenders/{id}/lots/{lot}/security-returns",
    .init(
      "returnSecurity", zh: "登记退还一份投标保证金", en: "Record that a bidder has its bid security back",
      takes: .json(.form(["bid": .hex, "on": .day])),
      gives: .created([
        "lot": .id,
        "returned": .list([
          "bid": .hex, "on": .day,
          "interest": .orNull(["days": .integer, "yearlyRate": .text, "amount": .price, "confirmed": .bool]),
        ]), "waiting": .list(.hex),
      ]), refuses: [.tender, .review, .preparation]), office: office
  ) { request, actor, once in
    try await office.returnSecurity(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
}

/// What is missing, in words too.
@Sendable private func worded(_ file: JSON) -> JSON {
  file.setting("missing", .array((file["missing"]?.arrayValue ?? []).map { PreparationGap(json: $0)?.worded ?? $0 }))
}

extension PreparationGap {
  /// As an answer has it: with words in both languages.
  var worded: JSON { json.setting("zh", JSON(wording.zh)).setting("en", JSON(wording.en)) }
}

extension PreparationIncomplete {
  /// Everything that is missing, in order.
  var json: JSON { .array(gaps.map(\.worded)) }
}

extension Schema {
  static let demandSurvey = Schema.named(
    "DemandSurvey",
    .form([
      "park": .id, "surveyed": .day, "publicConsulted": .bool,
      "situation": .form([
        "words": .text(4000), "enterprises": .integer(0...9_999_999), "technologyFirms": .integer(0...9_999_999),
        "patents": .integer(0...9_999_999), "trademarks": .integer(0...9_999_999),
      ]), "firms": .list(.text(300), max: DemandSurvey.firmsMax), "conclusion": .text(4000),
      "note?": .orNull(.text(2000)), "attachment?": .orNull(.digest),
    ]))

  static let procurementPlan = Schema.named(
    "ProcurementPlan",
    .form([
      "category": .text(200), "estimate": .price, "method": .words(ProcurementPlan.Method.self),
      "intention?": .orNull(.day), "filed?": .orNull(.day), "note?": .orNull(.text(2000)),
      "attachment?": .orNull(.digest),
    ]))

  static let fairnessReview = Schema.named(
    "FairnessReview",
    .form([
      "conclusion": .words(FairnessReview.Conclusion.self), "basis": .text(1000), "reviewer": .text(200),
      "concluded": .day, "clause?": .orNull(.text(1000)), "reason?": .orNull(.text(2000)),
      "attachment?": .orNull(.digest),
    ]))

  static let preparation = Schema.named(
    "Preparation",
    [
      "tender": .id, "draft": .hex, "binds": .bool, "ready": .bool,
      "missing": .list([
        "code": .text, "rule": .text, "park": .orNull(.id), "min": .orNull(.integer), "zh": .text, "en": .text,
      ]),
      "facts": .list([
        "no": .integer, "kind": .words(["survey", "plan", "fairness"]), "counts": .bool,
        "body": .oneOf([.demandSurvey, .procurementPlan, .fairnessReview]), "ofPresentDraft": .bool,
        "by": .keyReference, "at": .seconds,
      ]),
      "reviews": .list([
        "no": .integer, "outcome": .words(DraftReview.Outcome.self), "reason": .text, "counts": .bool,
        "ofPresentDraft": .bool, "by": .keyReference, "at": .seconds,
      ]), "versions": .list(["no": .integer, "draft": .hex, "by": .keyReference, "at": .seconds]),
    ])
}
