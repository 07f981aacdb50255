import HTTPTypes
import Messages
import Operations
import Tendering

/// A committee's statement that too few bids still compete (profile T).
func addCompetitionRoutes(to table: inout RouteTable, office: Office) {
  let statement: Schema = [
    "argument": .text, "valid": .integer, "minimum": .integer, "paper": .text, "number": .id, "json": .digest,
    "pdf": .digest, "signed": .list(.id), "needed": .integer, "holds": .bool, "facts": .competitionStatement,
  ]
  table.creating(
    .argueCompetition, "/api/tenders/{id}/lots/{lot}/competition",
    .init(
      "argueCompetition", zh: "组长起草竞争性论证意见", en: "The chair words the statement that competition is not lacking",
      remarks: Wording(
        zh: "有效投标不足规定家数的依法招标项目。成员随后以 tender-record/v1 签署（kind 为 competition-statement）。",
        en: "With too few valid bids under the Tendering Law. Members then sign it by tender-record/v1, kind "
          + "competition-statement, with their seats' keys."),
      takes: .json(.form(["argument": .text(CompetitionArgument.bytesMax)])), gives: .created(statement),
      refuses: [.tender, .score, .conduct, .competition, .evaluation, .note]), office: office
  ) { request, actor, once in
    try await office.argueCompetition(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deed(
    .showCompetition, .get, "/api/tenders/{id}/lots/{lot}/competition",
    .init(
      "showCompetition", zh: "竞争性论证意见及签署情况", en: "The statement, and who has signed it", gives: .json(statement),
      refuses: [.tender, .competition])
  ) { request, actor in
    .json(try await office.showCompetition(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
}
