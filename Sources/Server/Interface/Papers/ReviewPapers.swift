import Canon
import Tendering

// Papers of the opening and the evaluation.

extension Schema {
  /// What is read out of a bid; what it does not say, or says in another type, is left out.
  static let particulars = Schema.named(
    "Particulars",
    Schema.told([
      "bid?": .digest, "bidder?": .keyReference, "name?": .text, "lot?": .id, "part?": .id, "price?": .text,
      "priceInWords?": .text, "termDays?": .integer,
    ]).called(
      "唱标内容：投标人写了什么就读什么；缺少的或类型不符的不在其中。其 SHA-256 写在 tender-opened/v1 里",
      "What is read out of a bid, as its bidder wrote it; its hash stands in tender-opened/v1"))

  private static let official = Schema.told(["name": .text, "key?": .keyReference])

  static let reviewPapers: [Schema] = [
    paper(
      "opening-record", as: "OpeningRecordFile", zh: "开标记录表", en: "The record of an opening",
      [
        "buyer": .paperParty, "ceiling": .paperMoney, "deadline": .paperMoment, "openedFrom": .paperMoment,
        "openedTo": .paperMoment, "place": .text, "host": official, "recorder": official, "supervisor?": official,
        "manifest": Schema.digest.called("tender-opening/v1 的编号", "the id of its tender-opening/v1"),
        "threshold": Schema.integer.called("须交出份额的持有人数", "how many custodians must act"),
        "custodians": .list(.told(["index": .integer, "key": .keyReference, "acted": .bool])),
        "results": .list(
          .told([
            "bid": .digest, "bidder": .keyReference, "result": .words(["opened", "malformed", "unopenable"]),
            "reason?": .words(Bid.MalformedReason.self), "treatment?": .words(Recovery.Treatment.self),
            "remark?": .text,
          ])),
        "particulars": .list(.particulars),
        "notRead": .list(.told(["bidder": .text, "reason": .text])),
        "objections": .list(.told(["by": .text, "text": .text, "answer": .text])),
        "attendants": .list(.told(["role": .text, "name": .text, "key": .keyReference])), "signing": .paperSigning,
        "law?": law,
      ]),
    paper(
      "evaluation-report", as: "EvaluationReportFile", zh: "评标报告", en: "The committee's report",
      [
        "buyer": .paperParty, "noticeMedium": .text, "noticeDate": .paperDate, "openedAt": .paperMoment,
        "openingPlace": .text, "openingRecordNumber": .text, "evaluation": .evaluationFile,
        "bidders": .list(
          .told([
            "bidder": .keyReference, "name": .text,
            "reason?": Schema.text.called("投标未能读取的原因", "why its bid could not be read"),
          ])), "members": .list(.committeeSeat),
        "course": Schema.list(.text).called("评审经过", "the course of the work, a sentence each"),
        "clarifications": .list(.told(["bidder": .text, "question": .text, "answer": .text])),
        "replacements": .list(.text), "dissents": .list(.text),
        "tenderingLaw?": Schema.bool.called("依照招标投标法；否则依照政府采购法", "under the Tendering Law"),
        "proposed": Schema.list(.keyReference).called("推荐的候选人，按名次", "the proposal, in rank order"),
      ]),
    competitionStatement,
    paper(
      "re-review-report", as: "ReReviewReportFile", zh: "重新评审报告", en: "The report of a re-review",
      [
        "buyer": .paperParty, "ground": .words(ReReview.Ground.self), "groundName": .text, "reason": .text,
        "convenedAt": .paperMoment, "endedAt": .paperMoment, "corrected": .list(.seat), "corrections": .integer,
        "before": .list(place), "after": .list(place),
        "superseded": Schema.digest.called("被取代的评审结果文件的摘要", "the hash of the evaluation file that was superseded"),
        "reportNumber": .text, "law?": law,
      ]),
  ]

  static let competitionStatement = paper(
    "competition-statement", as: "CompetitionStatementFile", zh: "竞争性论证意见",
    en: "A committee's statement that competition is not lacking",
    [
      "buyer": .paperParty, "valid": .integer, "minimum": .integer, "argument": .text, "chair": .seat,
      "members": .list(.committeeSeat),
    ])

  private static let place = Schema.told([
    "rank": .integer, "name": .text, "total?": .points, "evaluatedPrice?": evaluatedPrice,
  ])
}
