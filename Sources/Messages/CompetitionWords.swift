import Tendering

extension CompetitionRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .wordsMissing: Wording(zh: "请写明论证意见。", en: "Write the argument in words.")
    case .wordsTooLong(let max): Wording(zh: "论证意见超过 \(max) 字节。", en: "The argument is longer than \(max) bytes.")
    case .notTheChair: Wording(zh: "论证意见由组长代表评标委员会起草。", en: "The chair words the argument for the committee.")
    case .notNow(let state):
      Wording(
        zh: "标段目前是“\(state.words.zh)”：论证在审查结束之后、评审结果签署之前进行。",
        en: "The lot is “\(state.words.en)”: it is argued after the reviews and before the result is signed.")
    case .lawFails:
      Wording(
        zh: "政府采购项目有效投标不足规定家数的应当废标，不适用论证。",
        en: "Under procurement law a lot with too few valid bids fails; nothing is argued.")
    case .arguedAlready: Wording(zh: "本标段已有论证意见。", en: "The lot has its argument already.")
    case .findingsMissing(let count):
      Wording(
        zh: "还有 \(count) 项审查结论或评分表没有提交，有效投标家数未定。",
        en: "\(count) findings or sheets are missing: it is not known yet which bids are valid.")
    case .nobodyLeft: Wording(zh: "没有有效投标，应当废标。", en: "No valid bid is left: the lot fails.")
    case .enoughLeft(let valid):
      Wording(zh: "有效投标有 \(valid) 家，不需论证。", en: "\(valid) bids are valid: there is nothing to argue.")
    case .statementUnknown: Wording(zh: "本标段没有论证意见。", en: "The lot has no such statement.")
    case .statementDiffers:
      Wording(zh: "所签的不是本标段的论证意见，请重新取出。", en: "What was signed is not the lot's statement: fetch it again.")
    case .signedAlready: Wording(zh: "您已签署论证意见。", en: "You have signed the statement already.")
    case .majorityAwaited(let signed, let needed):
      Wording(
        zh: "有效投标不足规定家数：须有评标委员会多数成员签署不明显缺乏竞争的论证意见（已签 \(signed) 人，须 \(needed) 人），否则应当废标。",
        en:
          "Too few bids are valid: a majority of the members signs first that competition is not lacking (\(signed) of "
          + "\(needed)), or the lot fails.")
    case .upheld:
      Wording(
        zh: "评标委员会多数成员已签署不明显缺乏竞争的论证意见，不得以有效投标不足为由废标。",
        en:
          "A majority of the committee has signed that competition is not lacking: the lot does not fail for too few bids."
      )
    }
  }
}
