import Canon
import Tendering

// Notices to everybody, and letters to one bidder.

extension Schema {
  private static let workingDays = Schema.integer.called("工作日数", "working days")
  private static let noteID = Schema.digest.called("签名文件的编号", "the id of the signed note")

  private static let objection = Schema.told([
    "days?": Schema.integer.called("结果公示后提出异议的天数", "days for an objection to the result"),
    "complaintDays": Schema.integer.called("投诉的天数", "days for a complaint"),
  ]).called("招标投标法下的异议和投诉；政府采购写质疑的工作日数", "objection and complaint under the Tendering Law")

  static let noticePapers: [Schema] = [
    paper(
      "amendment-notice", as: "AmendmentNoticeFile", of: .tender, zh: "更正公告", en: "An amendment of a published tender",
      [
        "buyer": .paperParty, "seq": Schema.integer.called("第几次，从 1 起", "which one, from 1"),
        "publishedOn": .paperDate, "reason": .text,
        "changes": .list(.told(["name": .text, "before": .text, "after": .text])), "deadlineBefore": .paperMoment,
        "deadlineAfter": .paperMoment, "deadlineMoves": .bool, "affectsBids": .bool, "amendedAt": .paperMoment,
        "notice": noteID, "note": noteID, "law?": law,
      ]),
    paper(
      "clarification-notice", as: "ClarificationNoticeFile", of: .tender, zh: "澄清公告", en: "Questions, answered to all",
      [
        "buyer": .paperParty, "seq": .integer, "answers": .list(.told(["question": .text, "answer": .text])),
        "affectsBids": .bool, "deadline": .paperMoment, "answeredAt": .paperMoment, "notice": noteID, "note": noteID,
        "law?": law,
      ]),
    paper(
      "cancellation-notice", as: "CancellationNoticeFile", of: .tender, zh: "终止公告", en: "The end of a whole tender",
      [
        "buyer": .paperParty, "publishedOn": .paperDate, "ground": .words(Tendering.Cancellation.Ground.self),
        "groundName": .text, "reason": .text, "lots": .list(.text), "wasClosed": .bool,
        "staysSealed": Schema.bool.called("没有开启过任何投标", "no bid was opened"), "cancelledAt": .paperMoment,
        "notice": noteID, "note": noteID, "refundWorkingDays": workingDays, "challengeWorkingDays?": workingDays,
        "objection?": objection,
      ]),
    paper(
      "failure-notice", as: "FailureNoticeFile", zh: "废标公告", en: "A lot that failed",
      [
        "buyer": .paperParty, "method": .text, "ground": .words(Lot.FailureGround.self), "groundName": .text,
        "reason": .text, "basis": Schema.text.called("法律依据", "the legal basis"), "bidders": .integer,
        "minimum": .integer, "staysSealed": .bool, "next": .text, "decidedAt": .paperMoment, "note": noteID,
        "challengeWorkingDays?": workingDays, "objection?": objection,
      ]),
    paper(
      "candidate-notice", as: "CandidateNoticeFile", zh: "中标候选人公示", en: "The candidates, made public",
      [
        "buyer": .paperParty,
        "candidates": .list(
          .told([
            "rank": .integer, "name": .text, "price": .paperMoney, "termDays?": .integer, "leader?": .text,
            "certificate?": .text, "drawnPlace?": drawnPlace,
            "quality?": Schema.text.called("质量", "the standard that its bid answers"),
            "qualification?": Schema.text.called("响应招标文件要求的资格条件", "how it meets the conditions of qualification"),
          ])), "ranked": .integer, "rejected": .integer, "from": .paperDate, "until": .paperDate, "law?": law,
      ]),
    paper(
      "result-notice", as: "ResultNoticeFile", zh: "中标结果公告", en: "The result of a lot",
      [
        "buyer": .paperParty, "agent?": .text, "method": .text, "winner": .paperParty, "price": .paperMoney,
        "total?": .points, "evaluatedPrice?": evaluatedPrice, "service": .paperService, "termDays": .integer,
        "firmSize": .text, "experts": .list(.text),
        "terms": .digest, "decidedAt": .paperMoment, "noticeWorkingDays?": workingDays,
        "challengeWorkingDays?": workingDays, "objection?": objection, "law?": law,
      ]),
  ]

  static let letterPapers: [Schema] = [
    paper(
      "award-notice", as: "AwardNoticeFile", zh: "中标通知书或成交通知书", en: "The notice of award, to the winner",
      [
        "buyer": .paperParty, "winner": .paperParty, "bid": .digest, "price": .paperMoney, "total?": .points,
        "evaluatedPrice?": evaluatedPrice, "rank": .integer, "service": .paperService, "termDays": .integer,
        "leader?": .text, "resultNoticeNumber": .text,
        "signBy": .paperDate,
        "framework?": Schema.text.called("框架协议编号", "the framework agreement's number"), "signing?": .paperSigning,
        "law?": law,
      ]),
    paper(
      "result-letter", as: "ResultLetterFile", zh: "结果告知书", en: "The letter to one bidder that did not win",
      [
        "buyer": .paperParty, "recipient": .text, "bidder": .keyReference, "bid": .digest,
        "outcome": .oneOf(
          own + [
            .told(["state": .words(["lotFailed"]), "reason": .text, "own?": .oneOf(own + [undecided])])
          ]), "resultNoticeNumber": .text, "challengeWorkingDays?": workingDays,
        "objection?": objection,
        "framework?": Schema.bool.called("未入围；否则是未中标", "not selected, rather than not the winner"), "law?": law,
      ]),
  ]

  /// What is told of a bid.
  private static let own: [Schema] = [
    .told([
      "state": .words(["ranked"]), "total?": .points, "evaluatedPrice?": evaluatedPrice, "rank": .integer,
      "drawnPlace?": drawnPlace,
    ]),
    .told(["state": .words(["rejected"]), "stage": .text, "reason": .text]),
    .told(["state": .words(["notOpened"]), "reason": .text]),
  ]
  private static let undecided = Schema.told(["state": .words(["undecided"])])

  static let frameworkPapers: [Schema] = [
    paper(
      "selection-notice", as: "SelectionNoticeFile", zh: "入围结果公告", en: "Who is selected for a framework agreement",
      [
        "buyer": .paperParty,
        "selected": .list(
          .told([
            "place": .integer, "agency": .paperParty, "rank": .integer, "price": .paperMoney, "total?": .points,
            "evaluatedPrice?": evaluatedPrice, "firmSize": .text,
          ])), "responded": .integer, "eliminated": .integer, "months": .integer, "callOff": .text,
        "service": .paperService, "experts": .list(.text), "terms": .digest, "decidedAt": .paperMoment,
        "noticeWorkingDays": workingDays, "challengeWorkingDays": workingDays,
      ]),
    paper(
      "selection-letter", as: "SelectionLetterFile", zh: "入围通知书", en: "To one of the selected",
      [
        "buyer": .paperParty, "agency": .paperParty, "bid": .digest, "place": .integer, "price": .paperMoney,
        "total?": .points, "evaluatedPrice?": evaluatedPrice, "rank": .integer, "months": .integer, "callOff": .text,
        "service": .paperService, "noticeNumber": .text, "signBy": .paperDate,
      ]),
    paper(
      "framework-agreement", as: "FrameworkAgreementFile", zh: "框架协议", en: "Bureau and a selected agency",
      [
        "buyer": .paperParty, "agency": .paperParty, "park": .text, "noticeNumber": .text, "noticeDate": .paperDate,
        "place": .integer, "service": .paperService,
        "price": .paperMoney, "term": .paperTerm, "callOff": .text,
        "exits": Schema.list(.text).called("清退情形", "the grounds of removal"), "signedOn": .paperDate,
        "signing": .paperSigning,
      ]),
  ]
}
