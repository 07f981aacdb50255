import HTTPTypes
import Messages
import Operations
import Tendering

/// A signed result that is reviewed again.
func addReReviewRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .reviewResult, "/api/tenders/{id}/lots/{lot}/re-reviews",
    .init(
      "reviewResult", zh: "组织原评标委员会重新评审已签署的结果", en: "Have the committee review its signed result again",
      remarks: Wording(
        zh: "只限法定四种情形，且在定标之前。评委各自更正并重新签署评分表，经办人再签署评审结果。",
        en:
          "On one of the law's four grounds, before the award. Members sign corrected sheets, then the officer the evaluation."
      ),
      takes: .json(.form(["ground": .text(100), "reason": .text(ScoreChange.reasonMax)])),
      gives: .created(["tender": .id, "lot": .id, "review": .integer, "ground": .words(ReReview.Ground.self)]),
      refuses: [.tender, .reReview]), office: office
  ) { request, actor, once in
    try await office.convene(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listReReviews, .get, "/api/tenders/{id}/lots/{lot}/re-reviews",
    .init(
      "listReReviews", zh: "重新评审的情况", en: "The lot's re-reviews",
      gives: .json([
        "reviews": .list([
          "review": .integer, "ground": .words(ReReview.Ground.self), "reason": .text, "convened": .seconds,
          "ended": .orNull(.seconds), "corrected": .list(.id),
        ])
      ]), refuses: [.tender])
  ) { request, actor in
    .json(try await office.listReReviews(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
}
