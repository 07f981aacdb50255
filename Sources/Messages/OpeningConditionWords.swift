import Tendering

extension OpeningCondition {
  public var words: Wording {
    switch self {
    case .closed: Wording(zh: "已截止，投标清单已公布", en: "the tender is closed and its bids are revealed")
    case .lotStands: Wording(zh: "标段未废标、未取消", en: "the lot neither failed nor was cancelled")
    case .partLeft: Wording(zh: "还有未开启的部分", en: "a part is still shut")
    case .enoughBidders: Wording(zh: "有效投标人达到最低家数", en: "enough bidders have a bid in force for every part")
    case .recoveryOver: Wording(zh: "没有仍在补救期内的投标", en: "no bid may still be recovered")
    case .earlierPartReviewed:
      Wording(zh: "前一部分已审查完，否决已签署", en: "the earlier part is reviewed and its rejections are signed")
    }
  }
}
