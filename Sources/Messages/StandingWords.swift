import Tendering

extension StandingRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let refusal): refusal.wording
    case .periodReversed(let field):
      Wording(zh: "“\(field)”早于开始日。", en: "“\(field)” is before the first day.")
    case .codeMissing(let field):
      Wording(zh: "“\(field)”缺统一社会信用代码。", en: "“\(field)” needs the unified social credit code.")
    case .licenceMissing(let field):
      Wording(zh: "“\(field)”缺许可证号或状态。", en: "“\(field)” needs the licence number and its state.")
    case .queriedLater: Wording(zh: "查询时间晚于现在。", en: "The time of the query has not come yet.")
    case .entryUnknown: Wording(zh: "没有这条记录。请检查编号。", en: "There is no such entry. Check its number.")
    case .revokedAlready: Wording(zh: "这条记录已经更正过。", en: "The entry was taken back already.")
    case .reasonMissing: Wording(zh: "更正记录要写明理由和依据。", en: "Taking an entry back needs its reason.")
    case .barredAtDeadline(let list, let entry):
      Wording(
        zh: "投标截止当日该投标人在“\(list.words.zh)”上（记录 \(entry)），不能通过资格审查；记录有误的，先更正记录。",
        en:
          "On the day of the deadline the bidder was on the list “\(list.words.en)” (entry \(entry)) and cannot pass; "
          + "an entry that is wrong is taken back first.")
    case .licenceNotValid(let entry):
      Wording(
        zh: "投标截止当日该投标人的执业许可证无效（记录 \(entry)），不能通过资格审查；记录有误的，先更正记录。",
        en:
          "On the day of the deadline the bidder's licence was not valid (entry \(entry)): it cannot pass; an entry that "
          + "is wrong is taken back first.")
    case .personInTwoBids(let certificate):
      Wording(
        zh: "证号 \(certificate) 的人员还出现在本标段另一份投标中。认定通过要写明理由，否则认定无效。",
        en:
          "The person with certificate \(certificate) stands in another bid of the lot too. To pass it give your reason; "
          + "otherwise find it invalid.")
    case .memberInTwoBids(let code):
      Wording(
        zh: "联合体成员 \(code) 还参加了本标段另一份投标。认定通过要写明理由，否则认定无效。",
        en:
          "The consortium's member \(code) takes part in another bid of the lot too. To pass it give your reason; "
          + "otherwise find it invalid.")
    case .consortiumNotAccepted:
      Wording(zh: "招标文件不接受联合体，该投标不能通过。", en: "The documents accept no consortium: this bid does not pass.")
    }
  }
}

extension StandingList {
  public var words: Wording {
    switch self {
    case .dishonest: Wording(zh: "失信被执行人名单", en: "dishonest judgment debtors")
    case .taxViolation: Wording(zh: "重大税收违法失信主体名单", en: "major tax violators")
    case .procurementViolation: Wording(zh: "政府采购严重违法失信行为记录名单", en: "serious procurement violations")
    case .debarment: Wording(zh: "禁止参加采购活动名单", en: "debarments")
    case .licence: Wording(zh: "专利代理机构执业许可", en: "practice licences of patent agencies")
    }
  }
}
