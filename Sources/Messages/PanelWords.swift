import Tendering

extension PanelRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notNow(let state):
      Wording(
        zh: "标段目前是“\(state.words.zh)”：书面询问在各部分开启之后的符合性审查中提出。",
        en: "The lot is “\(state.words.en)”: questions are asked in the conformity review, once the prices are known.")
    case .notTheChair: Wording(zh: "书面询问由组长代表评标委员会提出。", en: "The chair asks for the committee.")
    case .bidNotReviewed: Wording(zh: "这份投标不在审查之中。", en: "The bid is not under review.")
    case .askedAlready: Wording(zh: "这一事项已向该投标人询问。", en: "This was asked already.")
    case .nothingToConfirm: Wording(zh: "这份报价没有需要修正之处。", en: "Nothing of this price needs correction.")
    case .findingsMissing(let count):
      Wording(
        zh: "还有 \(count) 份投标没有符合性审查结论；异常低价以通过审查的报价衡量。",
        en: "\(count) bids wait for a finding; low prices are measured by the conforming ones.")
    case .wordsMissing: Wording(zh: "请写明内容。", en: "Say it in words.")
    case .wordsTooLong(let max): Wording(zh: "文字超过 \(max) 字节。", en: "The words are longer than \(max) bytes.")
    case .timeWrong(let days):
      Wording(zh: "答复时限应为一秒至 \(days) 日。", en: "The time to answer is one second to \(days) days.")
    case .questionUnknown: Wording(zh: "没有这份询问。", en: "There is no such question.")
    case .answeredAlready: Wording(zh: "这份询问已经答复。", en: "The question was answered already.")
    case .answerLate(let until):
      Wording(
        zh: "答复时限已过（\(DateWording.moment(until).zh)）。",
        en: "The time to answer is over (\(DateWording.moment(until).en)).")
    case .confirmationMissing: Wording(zh: "请写明是否确认修正后的报价。", en: "Say whether the corrected price is confirmed.")
    case .confirmationUnasked: Wording(zh: "这份询问不涉及报价修正，不需确认。", en: "This question asks for no confirmation.")
    case .notALowPrice: Wording(zh: "只有低价说明需要认定。", en: "Only the explanation of a low price is found proven or not.")
    case .foundAlready: Wording(zh: "您已作出认定。", en: "You have found on it already.")
    case .correctionUnasked(let bid):
      Wording(
        zh: "投标 \(bid.short) 的报价须修正，先请投标人书面确认（tender clarify ask）。",
        en: "The price of bid \(bid.short) is corrected: ask the bidder to confirm it first (tender clarify ask).")
    case .lowPriceUnasked(let bid):
      Wording(
        zh: "投标 \(bid.short) 的报价触发异常低价，先请投标人书面说明（tender clarify ask）。",
        en: "The price of bid \(bid.short) is abnormally low: ask for an explanation first (tender clarify ask).")
    case .questionOpen(let number):
      Wording(zh: "第 \(number) 号询问尚未了结。", en: "Question \(number) is still open.")
    case .sheetsMissing(let count):
      Wording(zh: "还有 \(count) 份评分表没有签署。", en: "\(count) sheets are not signed yet.")
    case .notFlagged: Wording(zh: "这一评分与其他评委相差不大，不需说明。", en: "The score is not far from the others'.")
    case .explainedAlready: Wording(zh: "这一评分已说明理由。", en: "The score has its reason already.")
    case .tieDrawn: Wording(zh: "并列已经抽签，分数不再改变。", en: "A tie was drawn from the scores as they are; they stay.")
    case .reasonAwaited(let member, let bid, let criterion):
      Wording(
        zh: "评委 \(member) 对投标 \(bid.short) 的因素 \(criterion) 评分畸高或畸低，须先说明理由或依法修改。",
        en: "\(member)'s score of bid \(bid.short) for \(criterion) is far from the others': its reason, or a lawful "
          + "change, comes first.")
    case .dissentedAlready: Wording(zh: "您已提交不同意见。", en: "Your dissent is in already.")
    }
  }
}

extension CommitteeQuestion.Kind {
  public var words: Wording {
    switch self {
    case .clarification: Wording(zh: "澄清", en: "clarification")
    case .correction: Wording(zh: "报价修正确认", en: "confirmation of a corrected price")
    case .lowPrice: Wording(zh: "异常低价说明", en: "explanation of a low price")
    }
  }
}

extension AbnormallyLow.Trigger {
  public var words: Wording {
    switch self {
    case .belowMean: Wording(zh: "低于全部通过符合性审查报价平均值的规定比例", en: "below the share of the mean of conforming prices")
    case .belowNext: Wording(zh: "低于次低报价的规定比例", en: "below the share of the next-lowest price")
    case .belowCeiling: Wording(zh: "低于最高限价的规定比例", en: "below the share of the ceiling")
    }
  }
}
