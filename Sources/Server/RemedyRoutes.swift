import Canon
import HTTPTypes
import Operations
import Tendering

/// Inquiries, challenges, objections, complaints, and what is due.
func addRemedyRoutes(to table: inout RouteTable, office: Office) {
  let remedy = RouteDescription.Parameter.path("remedy", .id, zh: "编号，如 R1", en: "its id, such as R1")
  table.creating(
    .fileRemedy, "/api/tenders/{id}/remedies",
    .init(
      "fileRemedy", zh: "提出询问、质疑、异议或投诉", en: "Inquire, challenge, object or complain", takes: .json(.remedyFiling),
      gives: .created(.remedy), refuses: [.tender, .remedy]), office: office
  ) { request, actor, once in
    try await office.fileRemedy(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listRemedies, .get, "/api/tenders/{id}/remedies",
    .init(
      "listRemedies", zh: "询问、质疑、异议和投诉", en: "Inquiries, challenges, objections and complaints",
      gives: .json(["remedies": .list(.remedy)]), refuses: [.tender])
  ) { request, actor in .json(try await office.listRemedies(request.parameter("id"), by: actor)) }
  table.deed(
    .listRemedies, .get, "/api/tenders/{id}/remedies/{remedy}",
    .init(
      "showRemedy", zh: "一件询问、质疑、异议或投诉", en: "One of them", parameters: [remedy], gives: .json(.remedy),
      refuses: [.tender, .remedy])
  ) { request, actor in
    .json(try await office.showRemedy(request.parameter("id"), remedy: request.parameter("remedy"), by: actor))
  }
  table.creating(
    .fileRemedy, "/api/tenders/{id}/remedies/{remedy}/withdrawal",
    .init(
      "withdrawRemedy", zh: "撤回", en: "Withdraw it", parameters: [remedy], gives: .json(.remedy),
      refuses: [.tender, .remedy]), office: office
  ) { request, actor, once in
    try await office.withdrawRemedy(
      request.parameter("id"), remedy: request.parameter("remedy"), by: actor, once: once)
  }
  table.creating(
    .answerRemedy, "/api/tenders/{id}/remedies/{remedy}/answer",
    .init(
      "answerRemedy", zh: "答复询问、质疑或异议", en: "Answer an inquiry, challenge or objection", parameters: [remedy],
      takes: .json(.remedyFinding), gives: .json(.remedy), refuses: [.tender, .remedy]), office: office
  ) { request, actor, once in
    try await office.answerRemedy(
      request.parameter("id"), remedy: request.parameter("remedy"), request.json(), by: actor, once: once)
  }
  table.creating(
    .decideComplaint, "/api/tenders/{id}/remedies/{remedy}/acceptance",
    .init(
      "acceptComplaint", zh: "受理或不予受理投诉", en: "Take a complaint up, or not", parameters: [remedy],
      takes: .json(.complaintAcceptance), gives: .json(.remedy), refuses: [.tender, .remedy]), office: office
  ) { request, actor, once in
    try await office.acceptComplaint(
      request.parameter("id"), remedy: request.parameter("remedy"), request.json(), by: actor, once: once)
  }
  table.creating(
    .decideComplaint, "/api/tenders/{id}/remedies/{remedy}/decision",
    .init(
      "decideComplaint", zh: "投诉处理决定", en: "Decide a complaint", parameters: [remedy], takes: .json(.remedyFinding),
      gives: .json(.remedy), refuses: [.tender, .remedy]), office: office
  ) { request, actor, once in
    try await office.decideComplaint(
      request.parameter("id"), remedy: request.parameter("remedy"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listDue, .get, "/api/tenders/{id}/due",
    .init(
      "listDue", zh: "待办事项和暂停的环节", en: "What is due, and what waits for a remedy", gives: .json(.dueList),
      refuses: [.tender])
  ) { request, actor in .json(try await office.listDue(request.parameter("id"), by: actor)) }
}
