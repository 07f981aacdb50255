import Tendering

// The notice and the documents of a tender, printed on request from what is published.

extension Schema {
  /// What both show.
  private static let published: KeyValuePairs<String, Schema> = [
    "buyer": .paperParty, "platform": Schema.text.called("平台地址", "where the public reaches the daemon"),
    "profile": .words(Profile.self),
    "procedure": Schema.told([
      "government": .bool, "selectsSeveral": .bool, "reviewer": .words(ProcedureRules.Reviewer.self),
      "tooFew": .words(ProcedureRules.TooFew.self), "remedy": .words(ProcedureRules.Remedy.self),
      "publishesCandidates": .bool,
    ]).called("所适用程序的不同之处", "what the profile's law decides differently"),
    "notice": Schema.digest.called("公告的编号", "the id of the signed notice"),
    "terms": Schema.digest.called("terms.json 的摘要", "the hash of terms.json in force"), "publishedAt": .paperMoment,
    "opens": .paperMoment, "deadline": .paperMoment, "firstDeadline": .paperMoment, "deadlineMoved": .bool,
    "service": .told([
      "requirement": .text, "standard": .text, "validityDays": .integer(1...3650), "termDays": .integer(1...3650),
    ]), "qualification": .list(.text), "consortium?": .bool,
    "framework?": .told([
      "placesMax": .integer, "months": .integer, "callOff": .words(FrameworkTerms.CallOff.self), "callOffWords": .text,
    ]), "budget?": Schema.yuan.called("各标段预算之和", "the sum of the lots' budgets"),
    "lots": .list(
      .told([
        "id": .id, "no": .integer, "title": .text, "park": Schema.text.called("园区名称", "the park's name"),
        "budget": .price, "ceiling": .price, "bidSecurity?": .price, "smallFirms?": .words(["reserved", "open"]),
        "parts": .list(.told(["part": .id, "size": .text, "public": .bool])),
        "scheme": Schema.integer.called("第几个评审方案", "which of the schemes, from 1"), "schemeSha256": .digest,
      ])),
    "fairCompetition?": .told(["conclusion": .text, "concluded": .text, "basis": .text, "clause?": .text]),
    "follows?": .told(["tender": .id, "lots": .list(.told(["lot": .id, "of": .id]))]),
    "amendments": .list(
      .told([
        "seq": .integer, "madeAt": .paperMoment, "reason": .text,
        "changes": .list(.told(["name": .text, "before": .text, "after": .text])), "deadlineBefore": .paperMoment,
        "deadlineAfter": .paperMoment, "note": .digest,
      ])),
    "rules": Schema.list(
      .told([
        "id": .text, "key": .words(Rule.Key.self), "name": .text, "value": .text, "amount": .text, "source": .text,
        "unconfirmed": Schema.bool.called("待核实", "to be confirmed by a legal officer"),
      ])
    ).called("所适用的规则数值", "the legal numbers that it tells"),
  ]

  static let documentPapers: [Schema] = [
    paper(
      "tender-notice", as: "TenderNoticeFile", of: .tender, zh: "招标公告", en: "The notice of a tender", published),
    paper(
      "tender-document", as: "TenderDocumentFile", of: .tender, zh: "招标文件", en: "The documents of a tender in force",
      published,
      [
        "schemes": .list(.told(["no": .integer, "lots": .list(.id), "scheme": .printedScheme])),
        "holders": Schema.list(.told(["index": .integer, "recipient": .text, "statement": .digest])).called(
          "开标密钥持有人", "whom bidders seal to"),
        "clarifications": .list(
          .told([
            "seq": .integer, "madeAt": .paperMoment,
            "answers": .list(.told(["question": .text, "answer": .text])), "note": .digest,
          ])), "anyUnconfirmed": .bool,
        "decryption": .told([
          "custodians": .integer, "threshold": .integer, "windowSeconds": .integer, "window": .text, "clause": .text,
          "confirmed": .bool,
        ]), "disclosure": .told(["all": .bool, "confirmed": .bool]),
        "contractService": .told(["requirement": .text, "standard": .text]),
        "payments": .list(.told(["condition": .text, "percent": .text])), "paymentDays?": .text,
        "exits?": Schema.list(.text).called("框架协议的清退情形", "the grounds on which an agency is removed"),
      ]),
  ]
}
