import Tendering

extension SessionRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notBegun: Wording(zh: "尚未开标。", en: "The opening has not begun.")
    case .over: Wording(zh: "开标已结束。", en: "The opening is over.")
    case .committeeStaysAway:
      Wording(zh: "评标委员会成员不得参加开标。", en: "Whoever judges the bids stays away from their opening.")
    case .notABidder: Wording(zh: "只有本标段的投标人可以当场提出异议。", en: "Only who bids for the lot objects on the spot.")
    case .tooManyObjections(let max):
      Wording(zh: "一个标段最多提出 \(max) 次。", en: "At most \(max) objections are taken in one lot.")
    case .wordsMissing: Wording(zh: "请写明内容。", en: "Say it in words.")
    case .wordsTooLong(let max): Wording(zh: "文字超过 \(max) 字节。", en: "The words are longer than \(max) bytes.")
    case .objectionUnknown: Wording(zh: "没有这份异议。", en: "There is no such objection.")
    case .answeredAlready: Wording(zh: "这份异议已经答复。", en: "The objection was answered already.")
    case .unanswered(let count):
      Wording(zh: "还有 \(count) 份现场异议没有答复。", en: "\(count) objections wait for an answer.")
    case .goesOn:
      Wording(
        zh: "印制开标记录时现场又有变化，记录没有印发。请稍后重试。",
        en: "The session went on while its record was printed; nothing was issued. Repeat in a moment.")
    }
  }
}
