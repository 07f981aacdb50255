import Tendering

extension FrameworkRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notAFramework: Wording(zh: "本项目不是框架协议采购。", en: "The tender is no framework agreement.")
    case .notEvaluated: Wording(zh: "该标段还没有签署的评审结果。", en: "The lot has no signed evaluation yet.")
    case .lotFailed: Wording(zh: "该标段已废标。", en: "The lot has failed.")
    case .selectedAlready: Wording(zh: "该标段的入围供应商已经确定。", en: "The lot's agencies are selected already.")
    case .notSelected: Wording(zh: "该标段还没有确定入围供应商。", en: "No agency is selected in this lot yet.")
    case .passedOverUnfit:
      Wording(
        zh: "越过的投标须排在某一入围者之前、只列一次，且事由出在该投标人。",
        en: "A bid left aside stands before one that is selected, is named once, on a ground that lies in its bidder.")
    case .tooFewLeft(let needed, let left):
      Wording(
        zh: "按淘汰比例和事由只剩 \(left) 家，少于 \(needed) 家，不能确定入围；应当废标。",
        en: "Elimination leaves \(left) of at least \(needed): nobody can be selected, the lot fails.")
    case .notAmongSelected: Wording(zh: "这家机构没有入围。", en: "This agency is not among the selected.")
    case .hasLeft: Wording(zh: "这家机构已退出框架协议。", en: "This agency has left the framework.")
    case .agreementExists: Wording(zh: "与这家机构的框架协议已经拟出。", en: "This agency's framework agreement is drawn up already.")
    case .beginsInPast: Wording(zh: "框架协议的首日不能早于今天。", en: "A framework agreement does not begin in the past.")
    case .agreementMissing:
      Wording(zh: "与这家机构的框架协议还没有经双方签署。", en: "This agency's framework agreement is not signed by both sides.")
    case .agreementOver(let until):
      Wording(zh: "与这家机构的框架协议已于 \(until) 到期。", en: "This agency's framework agreement ended on \(until).")
    case .callStands:
      Wording(
        zh: "该标段已有成交在办，终止后才能再定。", en: "A call-off of the lot stands; the next follows when it has fallen through.")
    case .callMissing: Wording(zh: "园区还没有选定或者轮到的入围机构。", en: "The park has called nobody yet.")
    case .otherCalled: Wording(zh: "园区选定或者轮到的是另一家机构。", en: "Another agency was chosen, or came in turn.")
    case .calledBefore: Wording(zh: "这家机构在该标段的成交已经作废。", en: "This agency's call-off in the lot fell through before.")
    case .choiceMissing: Wording(zh: "本项目由用户直接选定：请写明选哪一家。", en: "Users choose directly: name the agency.")
    case .turnsDecide: Wording(zh: "本项目按顺序轮候，不能指定机构。", en: "The selected come in turn: nobody is named.")
    case .nobodyLeft: Wording(zh: "没有可以轮到的入围机构。", en: "Nobody is left whose turn it could be.")
    case .reasonMissing: Wording(zh: "要写明理由。", en: "Say why.")
    }
  }
}

extension FrameworkTerms.CallOff {
  public var words: Wording {
    switch self {
    case .direct: Wording(zh: "直接选定", en: "direct choice by the user")
    case .rotation: Wording(zh: "顺序轮候", en: "in turn")
    }
  }
}

extension FrameworkExit {
  public var words: Wording {
    switch self {
    case .collusion: Wording(zh: "恶意串通谋取入围或者成交", en: "colluded to be selected or called")
    case .falseMaterial: Wording(zh: "提供虚假材料谋取入围或者成交", en: "false material")
    case .refusedCall: Wording(zh: "无正当理由拒不接受成交", en: "refused a call-off without good reason")
    case .breach: Wording(zh: "不按约定履行，经催告仍不改正", en: "did not perform, though asked to")
    case .debarred: Wording(zh: "期间被禁止参加政府采购", en: "debarred meanwhile")
    case .asAgreed: Wording(zh: "框架协议约定的其他情形", en: "a ground named in the framework agreement")
    }
  }
}
