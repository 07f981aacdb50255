import HTTPTypes
import Operations
import Tendering

/// Framework agreements: who is selected, their agreements, removals, and call-offs. The selection itself is a signed note.
func addFrameworkRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .viewFramework, .get, "/api/tenders/{id}/lots/{lot}/framework",
    .init(
      "showFramework", zh: "框架协议：入围、协议、退出和成交", en: "A lot's framework agreement", gives: .json(.framework),
      refuses: [.tender, .framework])
  ) { request, actor in
    .json(try await office.showFramework(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .signFrameworkAgreement, "/api/tenders/{id}/lots/{lot}/framework/agreements",
    .init(
      "draftFrameworkAgreement", zh: "拟框架协议", en: "Draw up the framework agreement with a selected agency",
      takes: .json(.frameworkAgreementForm), gives: .created(.paper), refuses: [.tender, .framework, .signing, .input]),
    office: office
  ) { request, actor, once in
    try await office.draftFrameworkAgreement(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .removeAgency, "/api/tenders/{id}/lots/{lot}/framework/exits",
    .init(
      "removeAgency", zh: "清退入围供应商", en: "Remove a selected agency", takes: .json(.frameworkExitForm),
      gives: .created(.framework), refuses: [.tender, .framework]), office: office
  ) { request, actor, once in
    try await office.removeAgency(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .callOff, "/api/tenders/{id}/lots/{lot}/framework/calls",
    .init(
      "callOff", zh: "第二阶段：园区直接选定，或者按序轮到", en: "Second stage: the park chooses, or the next in turn is called",
      takes: .json(.callOffForm), gives: .created(.framework), refuses: [.tender, .framework, .park, .remedy]),
    office: office
  ) { request, actor, once in
    try await office.callOff(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
}
