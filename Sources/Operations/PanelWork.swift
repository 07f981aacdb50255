import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering

/// What the evaluation report tells of the committee's work beside the scores, in the report's own language; members go by
/// their seats.
struct PanelWork: Sendable {
  /// Sentences between the reviews and the scores.
  let course: [String]
  /// Sentences after the scores.
  let courseOfScores: [String]
  let clarifications: [CommitteeClarification]
  let replacements: [String]
  let dissents: [String]

  init(_ review: LotReview, in tx: borrowing Transaction) throws {
    let (tender, lot) = (review.tender.id, review.lot.id)
    let size = review.members.count
    var course: [String] = []
    for row in review.questions where row.kind != CommitteeQuestion.Kind.clarification.rawValue {
      let question = try review.question(row)
      let bidder = try tx.actor(keyRef: review.bid(row.bid)?.bidder ?? "")?.name ?? row.bid.hex
      switch (question.kind, question.verdict(size: size)) {
      case (.correction, .passed?): course.append("\(bidder)书面确认修正后的报价。")
      case (.correction, .invalid(let why)?): course.append("\(bidder)的报价经修正，\(why.reason)，投标无效。")
      case (.lowPrice, let verdict):
        let asked = row.triggers.isEmpty ? "经评标委员会认定" : Self.words(row.triggers)
        let found =
          switch verdict {
          case .passed?: "经多数成员认定，书面说明和证明材料能够说明报价合理性，投标有效。"
          case .invalid(let why)?: "经多数成员认定不能说明报价合理性（\(why.reason)），投标无效。"
          case nil: "尚无结论。"
          }
        course.append("\(bidder)的报价\(asked)，评标委员会要求其书面说明；\(found)")
      default: continue
      }
    }
    if let row = try tx.competition(of: tender, lot: lot) {
      let silent = review.members.map(\.member).filter { !row.signed.contains($0) }.joined(separator: "、")
      let signed = row.signed.joined(separator: "、")
      let holds = CompetitionArgument.holds(signed: row.signed.count, of: size)
      course.append("有效投标\(row.valid)家，不足\(review.tender.minimum)家，评标委员会对投标是否明显缺乏竞争、是否需要否决全部投标进行论证。")
      course.append("论证意见：\(row.argument)")
      course.append("签署论证意见的成员：\(signed)。" + (silent.isEmpty ? "" : "未签署的成员：\(silent)。"))
      course.append(holds ? "论证结果：不明显缺乏竞争，继续评审。" : "论证结果：未获多数成员签署，应当废标。")
    }
    self.course = course
    clarifications = try review.questions.map { row in
      CommitteeClarification(
        bidder: try tx.actor(keyRef: review.bid(row.bid)?.bidder ?? "")?.name ?? row.bid.hex, question: row.question,
        answer: row.answer ?? "未在规定时间内答复。")
    }
    let scores = review.scheme
    let again = try tx.reReviews(of: tender, lot: lot).filter(\.isOver).map { review in
      "评审结果签署后，采购人以“\(review.ground.chinese)”为由（\(review.reason)）组织原评标委员会进行第\(review.number)次重新评审，本报告所载为重新评审后的结果。"
    }
    courseOfScores =
      try again
      + tx.scoreChanges(of: tender, lot: lot).map { change in
        let scale = scores.criteria.first { $0.id == change.criterion }?.scale ?? 0
        let figures = [change.from, change.to].map { Points(units: $0, scale: scale)?.description ?? "" }
        let when = change.review > 0 ? "第\(change.review)次重新评审中，" : ""
        return when
          + "成员\(change.member)对评审因素\(change.criterion)的一项评分由\(figures[0])修改为\(figures[1])，理由：\(change.reason)。"
      }
      + tx.scoreExplanations(of: tender, lot: lot).map { said in
        "成员\(said.member)对评审因素\(said.criterion)的一项评分与其他成员相差较大，说明理由：\(said.reason)。"
      }
    let left = Dictionary(
      try tx.withdrawals(of: tender, lot: lot).map { ($0.person, $0.cause) }, uniquingKeysWith: { first, _ in first })
    let causes = ["conflict": "申报利害关系", "recusal": "经投标人申请回避", "excused": "因故不能继续评审"]
    replacements = try tx.everSeated(in: tender, lot: lot).compactMap { seat in
      left[seat.person].map { "席位\(seat.member)的成员\(causes[$0] ?? "")退出，其意见无效，由新成员补足。" }
    }
    dissents = try tx.dissents(of: tender, lot: lot).map { "成员\($0.member)：\($0.words)" }
  }

  private static func words(_ triggers: [String]) -> String {
    let words = triggers.compactMap(AbnormallyLow.Trigger.init).map { trigger in
      switch trigger {
      case .belowMean: "低于通过符合性审查报价平均值的规定比例"
      case .belowNext: "低于次低报价的规定比例"
      case .belowCeiling: "低于最高限价的规定比例"
      }
    }
    return words.joined(separator: "、")
  }
}
