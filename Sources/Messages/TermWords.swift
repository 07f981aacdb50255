import Tendering
import Trusteeship

/// Names of roles, duties, states, parties and grounds, as tables and sentences use them.
extension Role {
  public var words: Wording {
    switch self {
    case .officer: Wording(zh: "采购人经办人", en: "procurement officer")
    case .countyOfficer: Wording(zh: "县（市、区）经办人", en: "county officer")
    case .custodian: Wording(zh: "开标密钥持有人", en: "custodian")
    case .evaluator: Wording(zh: "采购人代表", en: "buyer's representative")
    case .expert: Wording(zh: "评审专家", en: "expert")
    case .agency: Wording(zh: "服务机构", en: "agency")
    case .park: Wording(zh: "托管单位（园区）", en: "park management")
    case .enterprise: Wording(zh: "托管对象（企业）", en: "enterprise")
    case .supervisor: Wording(zh: "监督部门", en: "supervisor")
    case .administrator: Wording(zh: "管理员", en: "administrator")
    case .log: Wording(zh: "系统日志", en: "log")
    }
  }
}

extension Duty {
  public var words: Wording {
    switch self {
    case .custody: Wording(zh: "开标密钥持有", en: "custody of an opening key")
    case .opening: Wording(zh: "开标主持", en: "opening")
    case .drawing: Wording(zh: "专家抽取", en: "drawing experts")
    case .evaluation: Wording(zh: "评标", en: "evaluation")
    case .administration: Wording(zh: "系统管理", en: "administration")
    }
  }
}

extension Tender.State {
  public var words: Wording {
    switch self {
    case .draft: Wording(zh: "草稿", en: "draft")
    case .published: Wording(zh: "已公告", en: "published")
    case .open: Wording(zh: "投标中", en: "open for bids")
    case .closed: Wording(zh: "已截止", en: "closed")
    case .cancelled: Wording(zh: "已终止", en: "cancelled")
    }
  }
}

extension Tender.End {
  public var words: Wording {
    switch self {
    case .complete: Wording(zh: "已完成（有标段定标）", en: "complete, with a lot awarded")
    case .cancelled: Wording(zh: "已终止", en: "cancelled")
    case .unsuccessful: Wording(zh: "未成功（没有标段定标）", en: "unsuccessful, no lot awarded")
    }
  }
}

extension Tender.Step {
  public var words: Wording {
    switch self {
    case .publish: Wording(zh: "公告", en: "publication")
    case .open: Wording(zh: "开始投标", en: "opening for bids")
    case .amend: Wording(zh: "更正", en: "an amendment")
    case .close: Wording(zh: "截止", en: "the close")
    case .cancel: Wording(zh: "终止", en: "the cancellation")
    }
  }
}

extension Lot.State {
  public var words: Wording {
    switch self {
    case .draft: Wording(zh: "草稿", en: "draft")
    case .published: Wording(zh: "已公告", en: "published")
    case .open: Wording(zh: "投标中", en: "open for bids")
    case .closed: Wording(zh: "已截止", en: "closed")
    case .opening: Wording(zh: "开标中", en: "being opened")
    case .opened: Wording(zh: "已开标", en: "opened")
    case .qualification: Wording(zh: "资格审查", en: "qualification review")
    case .conformity: Wording(zh: "符合性审查", en: "conformity review")
    case .scoring: Wording(zh: "评分中", en: "scoring")
    case .evaluated: Wording(zh: "已评标", en: "evaluated")
    case .awarded: Wording(zh: "已定标", en: "awarded")
    case .failed: Wording(zh: "废标", en: "failed")
    case .cancelled: Wording(zh: "已终止", en: "cancelled")
    }
  }
}

extension Lot.Step {
  public var words: Wording {
    switch self {
    case .publish: Wording(zh: "公告", en: "publication")
    case .open: Wording(zh: "开始投标", en: "opening for bids")
    case .close: Wording(zh: "截止", en: "the close")
    case .startOpening: Wording(zh: "启动开标", en: "the start of the opening")
    case .finishOpening: Wording(zh: "完成开标", en: "the end of the opening")
    case .startQualification: Wording(zh: "资格审查", en: "the qualification review")
    case .startConformity: Wording(zh: "符合性审查", en: "the conformity review")
    case .startScoring: Wording(zh: "评分", en: "scoring")
    case .evaluate: Wording(zh: "评标", en: "the evaluation")
    case .award: Wording(zh: "定标", en: "the award")
    case .fail: Wording(zh: "废标", en: "failing the lot")
    case .cancel: Wording(zh: "终止", en: "the cancellation")
    }
  }
}

extension Lot.FailureGround {
  public var words: Wording {
    switch self {
    case .tooFewBids: Wording(zh: "投标人不足法定数量", en: "too few bidders")
    case .tooFewOpened: Wording(zh: "成功解密的投标不足法定数量", en: "too few bids could be decrypted")
    case .tooFewQualified: Wording(zh: "资格合格的投标人不足法定数量", en: "too few qualified bidders")
    case .tooFewConforming: Wording(zh: "实质性响应的投标人不足法定数量", en: "too few conforming bids")
    case .allOverBudget: Wording(zh: "投标报价均超过采购预算", en: "every price is above the budget")
    case .unlawfulAct: Wording(zh: "出现影响采购公正的违法违规行为", en: "an unlawful act that affects the result")
    case .cancelled: Wording(zh: "因重大变故取消采购任务", en: "the task fell away")
    }
  }
}

extension Invalidity.Stage {
  public var words: Wording {
    switch self {
    case .qualification: Wording(zh: "资格审查", en: "qualification review")
    case .conformity: Wording(zh: "符合性审查", en: "conformity review")
    case .price: Wording(zh: "价格评审", en: "price review")
    case .collusion: Wording(zh: "串通投标认定", en: "collusion")
    }
  }
}

extension Bid.MalformedReason {
  public var words: Wording {
    switch self {
    case .envelope: Wording(zh: "密钥份额与投标密钥不符", en: "its key shares are not those of its key")
    case .age: Wording(zh: "加密文件不合规范", en: "its encrypted file is not in its form")
    case .archive: Wording(zh: "归档格式不合规范", en: "its archive is not in its form")
    case .padding: Wording(zh: "填充不合规范", en: "its padding is wrong")
    case .bid: Wording(zh: "bid.json 不合规范或与投标不符", en: "its bid.json is not in its form or speaks of another bid")
    }
  }
}

extension Party {
  public var words: Wording {
    switch self {
    case .bureau: Wording(zh: "市场监管局（采购人）", en: "the bureau")
    case .park: Wording(zh: "园区", en: "the park")
    case .agency: Wording(zh: "服务机构", en: "the agency")
    case .enterprise: Wording(zh: "企业", en: "the enterprise")
    }
  }
}

extension FilingAuthority {
  public var words: Wording {
    switch self {
    case .park: Wording(zh: "园区", en: "the park")
    case .bureau: Wording(zh: "主管局", en: "the bureau")
    }
  }
}

extension TrusteeshipMode {
  public var words: Wording {
    switch self {
    case .full: Wording(zh: "完全式托管", en: "full trusteeship")
    case .partial: Wording(zh: "部分托管", en: "partial trusteeship")
    }
  }
}

extension Profile {
  public var words: Wording {
    switch self {
    case .g1: Wording(zh: "政府采购（自愿招标）", en: "government procurement, tender by choice")
    case .g2: Wording(zh: "政府采购（公开招标）", en: "government procurement, open tender")
    case .t0: Wording(zh: "自愿招标", en: "voluntary tender")
    case .t1: Wording(zh: "依法必须招标", en: "statutory tender")
    case .f: Wording(zh: "封闭式框架协议", en: "closed framework agreement")
    }
  }
}
