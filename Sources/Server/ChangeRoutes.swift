import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering

/// What happens to a published tender before its end, as far as it takes more words than an address has room for; and
/// what its bidders are told of it.
func addChangeRoutes(to table: inout RouteTable, office: Office) {
  table.deeds(
    [.amendTender, .clarifyTender, .cancelTender], .post, "/api/tenders/{id}/drafts/{kind}",
    .init(
      "draftChange", zh: "拟更正、澄清文稿", en: "Draft an amendment or answers from a form",
      remarks: Wording(
        zh: "只拟文稿，不作任何改变；签名后提交到 notes，并附同一份表单。",
        en: "Drafts only, nothing changes; sign the text and hand it in at notes, with the same form beside it."),
      parameters: [
        .path("kind", .words(["amendment", "clarification", "cancellation"]), zh: "文稿种类", en: "the kind of note")
      ],
      takes: .json(.oneOf([.tenderChange, .clarification, .cancellation])), gives: .json(.noteDraft),
      refuses: [.tender, .notice, .amendment, .question, .input, .lint],
      repeats: .same(zh: "只拟文稿。", en: "nothing is kept."))
  ) { request, actor in
    let tender: String = try request.parameter("id")
    switch try request.parameter("kind") as String {
    case "amendment": return .json(try await office.draftAmendment(tender, request.json(), by: actor).json)
    case "clarification": return .json(try await office.draftClarification(tender, request.json(), by: actor).json)
    case "cancellation": return .json(try await office.draftCancellation(tender, request.json(), by: actor).json)
    default: throw InputRefusal.notFound("draft")
    }
  }
  table.creating(
    .askQuestion, "/api/tenders/{id}/questions",
    .init(
      "askQuestion", zh: "对招标文件提问", en: "Ask about the documents",
      remarks: Wording(
        zh: "提问单位不向任何人公开；答复向所有人公布。", en: "Who asked is told to nobody; the answer goes to everybody."),
      takes: .json(.form(["text": .text(Question.textMax)])), gives: .created(.question), refuses: [.tender, .question]),
    office: office
  ) { request, actor, once in
    try await office.askQuestion(request.parameter("id"), request.json(), by: actor, once: once)
  }
  table.deed(
    .listQuestions, .get, "/api/tenders/{id}/questions",
    .init(
      "listQuestions", zh: "提问和答复（机构只见本机构的）", en: "Questions; an agency sees its own", gives: .json(.questions),
      refuses: [.tender])
  ) { request, actor in
    .json(try await office.listQuestions(request.parameter("id"), by: actor))
  }
  table.anyActor(
    .get, "/api/notices",
    .init(
      "listNotices", zh: "本机构参加的项目在公告之后的变化", en: "What has happened to the tenders that the caller takes part in",
      parameters: [.query("tender", .id, zh: "只列一个项目", en: "of one tender only")], gives: .json(.notices))
  ) { request, actor in
    .json(try await office.listNotices(of: request.queryParameter("tender"), by: actor))
  }
}
