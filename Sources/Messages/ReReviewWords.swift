import Tendering

extension ReReviewRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .groundUnlawful:
      Wording(
        zh: "评审结果签署后，只有四种情形可以重新评审：分值汇总计算错误（sumWrong）、分项评分超出评分标准范围（outOfRange）、"
          + "客观评审因素评分不一致（objectiveDiffers）、评分畸高畸低（extreme）。",
        en: "A signed result is reviewed again on four grounds only: wrong sums (sumWrong), a score out of its range "
          + "(outOfRange), members who differ on an objective item (objectiveDiffers), a score far too high or low (extreme)."
      )
    case .reasonMissing: Wording(zh: "请写明重新评审的理由。", en: "Say why the result is reviewed again.")
    case .reasonTooLong(let max): Wording(zh: "理由超过 \(max) 字节。", en: "The reason is longer than \(max) bytes.")
    case .awarded:
      Wording(
        zh: "本标段已经定标，不能重新评审。投标人可以质疑、投诉；质疑成立或投诉处理决定认定的，宣布中标无效（tender award void），"
          + "再确定下一候选人或重新招标。",
        en:
          "The lot was awarded: its result is not reviewed again. Bidders may challenge and complain; where they are right "
          + "the award is declared void (tender award void), and the next candidate or a new procedure follows.")
    case .lotOver: Wording(zh: "标段已经废标或终止。", en: "The lot failed or was cancelled.")
    case .notEvaluated:
      Wording(
        zh: "评审结果还没有签署：签署前由评委自己依法修改评分（tender score change）。",
        en: "The result is not signed yet: until then members change their own scores (tender score change).")
    case .openAlready: Wording(zh: "上一次重新评审尚未结束。", en: "The last re-review is not over.")
    case .scoresStand:
      Wording(
        zh: "分值汇总计算错误只须重新汇总，不得修改评分。", en: "Wrong sums are worked out anew: no score changes for them.")
    case .nothingCorrected:
      Wording(
        zh: "这份评分表与原来签署的相同；没有更正的评委不必再签。",
        en: "The sheet is the one that was signed; who corrects nothing signs nothing.")
    case .correctedAlready:
      Wording(zh: "您在本次重新评审中已签署更正的评分表。", en: "Your corrected sheet is signed for this re-review.")
    case .underReview(let number):
      Wording(
        zh: "评审结果正在第 \(number) 次重新评审中，结束后（重新签署评审结果）才能进行。",
        en: "The result is under re-review no. \(number): this waits until the evaluation is signed again.")
    case .rejectedForGood(let bid):
      Wording(
        zh: "日志已记载投标 \(bid.short) 无效，不能再列入名次；请宣布本标段废标，或通过质疑、投诉处理。",
        en:
          "The log says that bid \(bid.short) is invalid: it cannot be ranked any more. The lot can be failed, or the matter "
          + "goes by challenge and complaint.")
    }
  }
}

extension ReReview.Ground {
  public var words: Wording {
    switch self {
    case .sumWrong: Wording(zh: "分值汇总计算错误", en: "wrong sums")
    case .outOfRange: Wording(zh: "分项评分超出评分标准范围", en: "a score out of its range")
    case .objectiveDiffers: Wording(zh: "客观评审因素评分不一致", en: "members differ on an objective item")
    case .extreme: Wording(zh: "评分畸高、畸低", en: "a score far too high or low")
    }
  }
}
