import Tendering

extension ConductRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .lotNotOpened:
      Wording(zh: "本标段尚未开标，还不知道投标人是谁。", en: "The lot is not opened: who bids is not known yet.")
    case .lotDecided:
      Wording(zh: "本标段已完成评标或已终止，评标委员会不再变动。", en: "The lot is evaluated or at an end; its committee stays as it is.")
    case .steppedBack: Wording(zh: "您已回避或退出本标段的评审。", en: "You have stepped back from this lot.")
    case .notDeclared:
      Wording(
        zh: "查看投标文件之前，请先声明与投标人有无利害关系（tender committee declare）。",
        en: "Before any bid is looked at, declare whether you have a conflict of interest (tender committee declare).")
    case .reasonMissing: Wording(zh: "请写明对象和理由。", en: "Say who and why in words.")
    case .reasonTooLong(let max): Wording(zh: "文字超过 \(max) 字节。", en: "The words are longer than \(max) bytes.")
    case .notABidder: Wording(zh: "只有本标段的投标人可以申请回避。", en: "Only who bids for the lot asks that somebody step back.")
    case .tooManyRequests(let max):
      Wording(zh: "一个标段最多申请 \(max) 次。", en: "At most \(max) requests are taken in one lot.")
    case .requestUnknown: Wording(zh: "没有这份回避申请。", en: "There is no such request.")
    case .requestDecided: Wording(zh: "这份回避申请已经答复。", en: "The request was decided already.")
    case .notSeated(let member): Wording(zh: "席位 \(member) 现在无人。", en: "Nobody holds seat \(member).")
    case .seatVacant(let member):
      Wording(
        zh: "席位 \(member) 的成员已退出，评标停止；补足成员后继续。",
        en: "The member of seat \(member) has stepped back: the evaluation stops until somebody takes the seat.")
    case .seatChanged(let member):
      Wording(
        zh: "席位 \(member) 不对：只能补足空缺的席位，身份不变，其余席位不动。",
        en: "Seat \(member) is not as it must be: only vacant seats change hands, and stay of their kind.")
    case .satBefore(let member):
      Wording(
        zh: "席位 \(member) 的人曾在本标段任职或回避，不能再入席。",
        en: "The person of seat \(member) sat in this lot before, or stepped back from it.")
    case .overturnsSheets(let bid):
      Wording(
        zh: "对投标 \(bid.short) 的这一结论会推翻已签评分表所依据的审查结果；请与采购人商定如何处理。",
        en: "This finding about bid \(bid.short) would overturn the review that signed sheets rest on; take it up with "
          + "the purchaser.")
    }
  }
}
