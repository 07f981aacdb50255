import Canon
import Tendering

// The evaluation of a lot as it stands in the bundle (`evaluation/<lot>.json`), and of it a bidder's own element.

extension Schema {
  /// An exact decimal with as many places as it needs.
  static let decimal = pattern("^(0|[1-9][0-9]{0,15})(\\.[0-9]{1,40})?$", zh: "精确小数", en: "an exact decimal")

  private static let corrections = Schema.list(
    .form(["rule": .text, "from": .price, "to": .price])
  ).called("算术修正的各步", "what leads from the price read out to the corrected one")

  /// Each member's score under its seat, and what comes of them.
  private static let criterionFigures = Schema.form([
    "sum": .points, "count": Schema.integer.called("计入的评分数", "how many scores count"), "points": .points,
    "answer?": Schema.orNull(.text).called("投标人的应答", "the bidder's own answer, null without one"),
    "byAnswer?": Schema.points.called("按应答应得的分", "what the answer is worth"),
    "reason?": Schema.text.called("评委少给的理由", "why the members gave less"),
  ]).with("^m[1-9][0-9]?$", .points).called(
    "一项评审因素：各席位（m1…）的评分、合计、得分", "A criterion: each seat's score (m1 …), their sum, and the points")

  private static let criteria = Schema.map(criterionFigures).called("按评审因素的编号", "by the criterion's id")

  private static let whose: KeyValuePairs<String, Schema> = ["bid": .digest, "bidder": .keyReference]

  static let rankedElement = Schema.named(
    "RankedElement",
    Schema.form(whose).and([
      "state": .words(["ranked"]),
      "price": .form([
        "read": .price, "corrected": .price,
        "deduction": Schema.points.called("小微企业价格扣除的比例", "the small firm's share, or zero"), "evaluated": .decimal,
        "lowest": .decimal, "points": .points, "mean?": .decimal, "corrections?": corrections,
      ]), "criteria": criteria, "total": .points, "rank": .integer(1...20_000),
      "tie": .orNull(
        Schema.form(["key": .words(["draw"]), "draw": .digest, "order": .integer(1...Tendering.Evaluation.bidsMax)])
          .called(
            "并列时的抽签和所抽顺序", "the draw that ordered equals, and the place in it")),
    ]).called("有名次的投标及其全部数字", "A ranked bid with every figure"))

  static let invalidElement = Schema.named(
    "InvalidElement",
    Schema.form(whose).and([
      "state": .words(["invalid"]),
      "invalid": .form([
        "stage": .words(Invalidity.Stage.self), "ground": .words(Invalidity.Ground.self), "reason": .text,
      ]), "price?": .form(["read": .price, "corrected?": .price, "corrections?": corrections]),
      "criteria?": Schema.described(criteria, "低于最低得分的投标才有 / only of a bid below a criterion's minimum"),
    ]).called("无效的投标和事由", "An invalid bid, and why"))

  static let unreadElement = Schema.named(
    "UnreadElement",
    Schema.form(whose).and(["state": .words(["malformed", "unopenable"])]).called(
      "无法读取或无法开启的投标", "A bid that could not be read, or not opened"))

  static let sealedElement = Schema.named(
    "SealedElement",
    Schema.form([
      "bid": .digest, "sealed": Schema.digest.called("加盐的摘要", "the salted hash of its element"),
    ]).called("办法为 winner 时，未中标人的封存值", "Under disclosure winner, what is public of all but the winner"))

  /// What a bidder is told of its own bid.
  static let element = Schema.named(
    "EvaluationElement",
    Schema.oneOf([rankedElement, invalidElement, unreadElement]).called(
      "评审结果中的一个投标", "A bid of the evaluation, as the specification has it"))

  static let evaluationFile = Schema.named(
    "EvaluationFile",
    Schema.form([
      "format": .words(["tender-evaluation/v1"]), "tender": .id, "lot": .id, "scheme": .scheme,
      "schemeSha256": .digest, "committee": Schema.digest.called("tender-committee/v1 的编号", "the id of its note"),
      "members": .list(.seat, max: 99),
      "sheets": Schema.map(.digest).called("各席位的 tender-scores/v1", "each seat's tender-scores/v1"),
      "bids": .list(.oneOf([rankedElement, invalidElement, unreadElement, sealedElement])),
      "changes?": .list(
        .form([
          "ground": .words(ScoreChange.Ground.self), "member": .seat, "bid": .digest, "criterion": .id, "from": .points,
          "to": .points, "reason": .text,
        ])),
      "explanations?": .list(.form(["member": .seat, "bid": .digest, "criterion": .id, "reason": .text])),
      "failed?": .words(Lot.FailureGround.self),
    ]).called("评审结果文件", "The evaluation of a lot"))
}
