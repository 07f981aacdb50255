import Tendering
import Trusteeship

extension PerformanceRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .contractMissing: Wording(zh: "该标段没有服务合同。", en: "The lot has no service contract.")
    case .notSigned:
      Wording(zh: "服务合同还没有经双方签署。", en: "The service contract is not signed by both sides.")
    case .acceptedAlready:
      Wording(zh: "该合同已经验收合格，不再登记。", en: "The contract was accepted: nothing more is recorded of it.")
    case .notAccepted:
      Wording(zh: "合同还没有验收合格，应付金额未定。", en: "The contract is not accepted yet: how much is owed is not known.")
    case .overpaid: Wording(zh: "合计超过验收确定的金额。", en: "It comes to more than the acceptance found.")
    case .failureUnknown: Wording(zh: "没有这条不良记录。", en: "There is no such record of a failure.")
    case .settledAlready:
      Wording(zh: "这条记录已经了结（已缴纳或已撤销）。", en: "The record is settled already: paid, or withdrawn.")
    case .periodReversed: Wording(zh: "期间的末日早于首日。", en: "The period's last day comes before its first.")
    case .periodBeforeTerm:
      Wording(zh: "期间早于合同的首日。", en: "The period begins before the contract's first day.")
    case .dayInFuture: Wording(zh: "所写的日子还没有到。", en: "The day that is given is still to come.")
    case .penaltyWordsMissing:
      Wording(zh: "没有处以违约金的，要写明理由。", en: "Where no penalty is imposed, say why.")
    case .nothingToPay:
      Wording(zh: "这条记录没有处以违约金，无从缴纳。", en: "No penalty was imposed, so there is none to pay.")
    case .reasonMissing:
      Wording(zh: "撤销记录或验收不合格要写明理由。", en: "A withdrawal or a rejection needs its reason.")
    case .noItems: Wording(zh: "验收要逐项写明。", en: "An acceptance goes item by item: name the items.")
    case .itemFailed(let item):
      Wording(zh: "“\(item)”不合格，不能验收合格。", en: "“\(item)” failed, so the service cannot be accepted.")
    case .usersMissing:
      Wording(zh: "公共服务的验收要听取服务对象的意见。", en: "Users of the service take part: ask some of them.")
    case .opinionsTooMany:
      Wording(zh: "满意和不满意的合计多于征询的人数。", en: "There are more opinions than people asked.")
    case .endBeforeTerm:
      Wording(zh: "服务结束的日子早于合同的首日。", en: "The service ended before the contract's first day.")
    case .additionTooLarge(let share):
      Wording(
        zh: "追加超过了合同金额的 \(share)，不予受理；需要更多服务的，另行采购。",
        en: "The amount exceeds the contract's price by more than \(share) of it; more is procured anew.")
    case .amountReasonMissing:
      Wording(zh: "结算金额与合同金额不同，要写明理由。", en: "The amount is not the contract's price: say why.")
    case .dayReasonMissing:
      Wording(zh: "服务结束的日子不是合同的末日，要写明理由。", en: "The day is not the contract's last: say why.")
    }
  }
}

extension ContractFailure.Category {
  public var words: Wording {
    switch self {
    case .lateService: Wording(zh: "服务逾期", en: "late service")
    case .absence: Wording(zh: "未按约驻园", en: "absence from the park")
    case .quality: Wording(zh: "服务质量不合约定", en: "quality")
    case .reporting: Wording(zh: "未按时报告或建档", en: "reporting")
    case .secrecy: Wording(zh: "违反保密义务", en: "secrecy")
    case .other: Wording(zh: "其他", en: "other")
    }
  }
}

extension ContractFailure.Settlement {
  public var words: Wording {
    switch self {
    case .paid: Wording(zh: "已缴纳", en: "paid")
    case .withdrawn: Wording(zh: "已撤销", en: "withdrawn")
    }
  }
}

extension PerformanceAcceptance.Outcome {
  public var words: Wording {
    switch self {
    case .accepted: Wording(zh: "验收合格", en: "accepted")
    case .rejected: Wording(zh: "验收不合格", en: "rejected")
    }
  }
}

extension PerformanceAcceptance.Finding {
  public var words: Wording {
    switch self {
    case .passed: Wording(zh: "合格", en: "passed")
    case .failed: Wording(zh: "不合格", en: "failed")
    }
  }
}
