import Tendering

extension DrawRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notOpen:
      Wording(
        zh: "本标段现在没有要您参加的抽取：没有并列第一，或评标委员会已组成、评审已开始，或抽取与您无关。",
        en: "Nothing is to be drawn with you in this lot now: nobody ties for the first place, or the committee is "
          + "formed or its work begun, or you have no part in it.")
    case .notAContributor:
      Wording(
        zh: "只有抽取经办人、监督部门，以及（并列抽签时）并列的投标人提供随机数。",
        en: "Only the drawing officer, a supervisor and, in a tie, the tied bidders contribute.")
    case .runningAlready:
      Wording(zh: "已有一次抽取正在进行，请先完成或作废。", en: "A draw is running; it is to be finished or voided first.")
    case .commitmentGivenAlready: Wording(zh: "您已经为这次抽取交过承诺。", en: "You have committed to a secret for this draw.")
    case .commitmentUsed: Wording(zh: "这个随机数用过了，请重新生成一个。", en: "This secret was used before; make a new one.")
    case .commitmentsDiffer:
      Wording(
        zh: "抽取公告所列的承诺与已交的承诺不一致（不得遗漏任何一方）。请重新执行。",
        en: "The note does not have exactly the commitments that were given; nobody may be left out. Run the command "
          + "again.")
    case .independentMissing:
      Wording(
        zh: "抽取要有经办人和至少一个不受其领导的一方（监督部门，或并列的投标人）先交承诺。",
        en: "The officer and at least one party whom the officer does not command (a supervisor, or a tied bidder) "
          + "commit first.")
    case .listDiffers:
      Wording(
        zh: "名单不对：并列抽签恰好列出并列的投标；专家名单只列已登记、没有其他职责的评审专家。",
        en: "The list is wrong: a tie has exactly the tied bids; experts are registered ones without another duty.")
    case .drawnAlready:
      Wording(
        zh: "已经抽出结果。只有抽中的人因故不能参加并写明理由，才能另抽。",
        en: "The draw has its result. Another is held only when somebody drawn cannot come, for a stated reason.")
    case .drawUnknown: Wording(zh: "没有这次抽取。", en: "There is no such draw.")
    case .endedAlready: Wording(zh: "这次抽取已经结束。", en: "The draw is over.")
    case .secretGivenAlready: Wording(zh: "您已经公布过随机数。", en: "You have revealed your secret.")
    case .secretsMissing(let count): Wording(zh: "还差 \(count) 方的随机数。", en: "\(count) secrets are missing.")
    case .nothingMissing:
      Wording(zh: "各方的随机数已到齐，结果已定，不能作废。", en: "All secrets are in; the result stands and is not voided.")
    case .reasonMissing: Wording(zh: "作废要写明理由。", en: "Voiding a draw needs its reason.")
    }
  }
}
