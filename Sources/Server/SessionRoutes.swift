import HTTPTypes
import Operations
import Tendering

/// The opening as a session: attendance, objections, answers.
public func addSessionRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .attendOpening, "/api/tenders/{id}/attendance",
    .init(
      "attendOpening", zh: "开标签到", en: "Attend the opening", gives: .created(["tender": .id, "role": .text]),
      refuses: [.tender, .opening, .session]), office: office
  ) { request, actor, once in try await office.attendOpening(request.parameter("id"), by: actor, once: once) }
  table.deeds(
    [.objectAtOpening, .answerObjection, .fetchSupervisorFile], .get, "/api/tenders/{id}/lots/{lot}/opening-session",
    .init(
      "showSession", zh: "签到、现场异议和答复", en: "Attendance, objections and answers",
      gives: .json([
        "attendance": .list(["actor": .keyReference, "role": .text, "attended": .seconds]),
        "objections": .list([
          "objection": .integer, "bidder": .keyReference, "words": .text, "made": .seconds, "answer": .orNull(.text),
        ]),
      ]), refuses: [.tender])
  ) { request, actor in
    .json(try await office.showSession(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .objectAtOpening, "/api/tenders/{id}/lots/{lot}/opening-objections",
    .init(
      "objectAtOpening", zh: "投标人当场提出异议", en: "A bidder objects on the spot",
      takes: .json(.form(["words": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "objection": .integer]), refuses: [.tender, .session]), office: office
  ) { request, actor, once in
    try await office.objectAtOpening(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .answerObjection, "/api/tenders/{id}/lots/{lot}/opening-objections/{no}/answer",
    .init(
      "answerObjection", zh: "当场答复异议", en: "Answer an objection on the spot",
      parameters: [.path("no", .integer, zh: "异议序号", en: "the objection's number")],
      takes: .json(.form(["words": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "objection": .integer]), refuses: [.tender, .session]), office: office
  ) { request, actor, once in
    try await office.answerObjection(
      request.parameter("id"), lot: request.parameter("lot"), objection: request.parameter("no", as: Int.self),
      request.json(), by: actor, once: once)
  }
}
