import HTTPTypes
import Messages
import Operations
import Tendering

/// How a lot's service contract is performed: failures, what became of them, acceptance.
func addPerformanceRoutes(to table: inout RouteTable, office: Office) {
  table.deed(
    .viewPerformance, .get, "/api/tenders/{id}/lots/{lot}/performance",
    .init(
      "showPerformance", zh: "服务合同的履约情况", en: "How the service contract is performed",
      gives: .json(.performance), refuses: [.tender, .performance])
  ) { request, actor in
    .json(try await office.showPerformance(request.parameter("id"), lot: request.parameter("lot"), by: actor))
  }
  table.creating(
    .recordContractFailure, "/api/tenders/{id}/lots/{lot}/performance/failures",
    .init(
      "recordContractFailure", zh: "登记履约不良记录", en: "Record a failure of performance",
      takes: .json(.contractFailureForm), gives: .created(.performance), refuses: [.tender, .performance]),
    office: office
  ) { request, actor, once in
    try await office.recordContractFailure(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .settleContractFailure, "/api/tenders/{id}/lots/{lot}/performance/failures/{no}/settlement",
    .init(
      "settleContractFailure", zh: "不良记录的了结：违约金已缴纳，或者撤销记录", en: "Its penalty was paid, or the record is withdrawn",
      parameters: [.path("no", .integer, zh: "记录序号", en: "the record's number")], takes: .json(.failureSettlement),
      gives: .created(.performance), refuses: [.tender, .performance]), office: office
  ) { request, actor, once in
    try await office.settleContractFailure(
      request.parameter("id"), lot: request.parameter("lot"), failure: request.parameter("no", as: Int.self),
      request.json(), by: actor, once: once)
  }
  table.creating(
    .acceptPerformance, "/api/tenders/{id}/lots/{lot}/performance/acceptances",
    .init(
      "acceptPerformance", zh: "履约验收（一次）", en: "A round of accepting what was rendered",
      remarks: Wording(
        zh: "同时印出履约验收单（文书，名称见 acceptances 的 sheet）。",
        en: "Its sheet is printed with it: a paper, named by `sheet` of the round."),
      takes: .json(.acceptanceForm), gives: .created(.performance), refuses: [.tender, .performance, .note]),
    office: office
  ) { request, actor, once in
    try await office.acceptPerformance(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
  table.creating(
    .recordPayment, "/api/tenders/{id}/lots/{lot}/performance/payments",
    .init(
      "recordPayment", zh: "登记验收后的付款", en: "Record a payment after the acceptance", takes: .json(.paymentForm),
      gives: .created(.performance), refuses: [.tender, .performance]), office: office
  ) { request, actor, once in
    try await office.recordPayment(
      request.parameter("id"), lot: request.parameter("lot"), request.json(), by: actor, once: once)
  }
}
