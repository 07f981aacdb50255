import HTTPTypes
import Operations
import Tendering

/// Who judges a lot: declarations of conflicts, requests that somebody step back, members who leave.
public func addCommitteeRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .declareConflict, "/api/tenders/{id}/lots/{lot}/declaration",
    .init(
      "declareConflict", zh: "声明与投标人有无利害关系", en: "Declare whether there is a conflict of interest",
      takes: .json(.form(["conflict": .orNull(.text(2000))])),
      gives: .created(["tender": .id, "lot": .id, "conflict": .bool]), refuses: [.tender, .conduct]), office: office
  ) { request, actor, once in
    try await office.declareConflict(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deed(
    .showCommittee, .get, "/api/tenders/{id}/lots/{lot}/committee",
    .init(
      "showCommittee", zh: "评标委员会的席位", en: "The seats of a lot's committee",
      gives: .json([
        "tender": .id, "lot": .id, "note": .orNull(.digest),
        "seats": .list([
          "member": .id, "vkey": .text, "kind": .words(Committee.Kind.self), "chair": .bool, "vacant": .bool,
          "declared": .bool, "person": .orNull(.keyReference), "cause": .orNull(.text), "reason": .orNull(.text),
        ]),
      ]), refuses: [.tender])
  ) { request, actor in
    .json(try await office.showCommittee(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .excuseMember, "/api/tenders/{id}/lots/{lot}/excuses",
    .init(
      "excuseMember", zh: "评委不能继续评审", en: "A member cannot go on",
      takes: .json(.form(["member": .id, "reason": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "member": .id]), refuses: [.tender, .conduct]), office: office
  ) { request, actor, once in
    try await office.excuseMember(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  addRecusalRoutes(to: &table, office: office)
}

private func addRecusalRoutes(to table: inout RouteTable, office: Office) {
  table.creating(
    .requestRecusal, "/api/tenders/{id}/lots/{lot}/recusals",
    .init(
      "requestRecusal", zh: "投标人申请回避", en: "A bidder asks that somebody step back",
      takes: .json(.form(["named": .text(200), "reason": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "request": .integer]), refuses: [.tender, .conduct]), office: office
  ) { request, actor, once in
    try await office.requestRecusal(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.deeds(
    [.requestRecusal, .decideRecusal, .fetchSupervisorFile], .get, "/api/tenders/{id}/lots/{lot}/recusals",
    .init(
      "listRecusals", zh: "回避申请及答复", en: "Requests that somebody step back, with their answers",
      gives: .json([
        "requests": .list([
          "request": .integer, "bidder": .keyReference, "named": .text, "reason": .text, "asked": .seconds,
          "granted": .orNull(.bool), "answer": .orNull(.text), "decided": .orNull(.seconds),
        ])
      ]), refuses: [.tender])
  ) { request, actor in
    .json(try await office.listRecusals(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .decideRecusal, "/api/tenders/{id}/lots/{lot}/recusals/{no}/decision",
    .init(
      "decideRecusal", zh: "答复回避申请", en: "Decide on a request that somebody step back",
      parameters: [.path("no", .integer, zh: "申请序号", en: "the request's number")],
      takes: .json(.form(["member": .orNull(.id), "reason": .text(2000)])),
      gives: .created(["tender": .id, "lot": .id, "request": .integer, "granted": .bool]),
      refuses: [.tender, .conduct]), office: office
  ) { request, actor, once in
    try await office.decideRecusal(
      request.parameter("id"), lot: request.parameter("lot"), request: request.parameter("no", as: Int.self),
      request.json(), by: actor, once: once)
  }
}
