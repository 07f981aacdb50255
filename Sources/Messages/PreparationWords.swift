import Tendering

// What comes before a notice, and what is wanting there.

extension PreparationRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .dayAhead(let field):
      Wording(zh: "“\(field)”的日期还没有到。", en: "The day of “\(field)” has not come yet.")
    case .parkNotOffered: Wording(zh: "草稿里没有这个园区的标段。", en: "No lot of the draft is this park's.")
    case .reviewerDrafted:
      Wording(
        zh: "审查人不得是编制人：您起草或修改过这份草稿，请由他人审查。",
        en: "Nobody reviews what he or she has written: you have drafted or changed this text; let somebody else do it."
      )
    case .reasonMissing: Wording(zh: "退回草稿要写明理由。", en: "Returning a draft needs a reason.")
    }
  }
}

extension PreparationGap: Worded {
  public var wording: Wording {
    switch self {
    case .surveyMissing(let park):
      Wording(zh: "园区 \(park) 没有采购需求调查。", en: "No survey of the demand of park \(park).")
    case .surveyOld(let park):
      Wording(zh: "园区 \(park) 的需求调查已满一年，应重新调查。", en: "The survey of park \(park) is older than a year.")
    case .firmsTooFew(let park, let min):
      Wording(
        zh: "园区 \(park) 的调查对象一般不少于 \(min) 家；少于的应说明理由（note）。",
        en: "The survey of park \(park) asks \(min) representative firms or says in note why not.")
    case .publicNotAsked(let park):
      Wording(
        zh: "园区 \(park) 的服务面向社会，应征求公众意见；没有征求的应说明理由（note）。",
        en: "The survey of park \(park) consults the public or says in note why not.")
    case .planMissing: Wording(zh: "没有采购实施计划。", en: "No procurement plan.")
    case .planBelowBudget:
      Wording(zh: "各标段预算合计超过采购实施计划的金额。", en: "The lots' budgets come to more than the plan has.")
    case .planOtherMethod:
      Wording(zh: "采购实施计划定的是另一种采购方式。", en: "The plan is for another way of procurement.")
    case .intentionLate(let days):
      Wording(
        zh: "采购意向应在公告至少 \(days) 日前公开（待核实）；不足或未公开的应在计划中说明理由（note）。",
        en:
          "The intention is published \(days) days before the notice (to be confirmed), or the plan says in note why not."
      )
    case .planNotFiled: Wording(zh: "采购实施计划没有报财政部门备案。", en: "The plan has not been filed with the finance bureau.")
    case .fairnessMissing:
      Wording(zh: "没有公平竞争审查结论。", en: "No conclusion of the fair-competition review.")
    case .fairnessImpact:
      Wording(
        zh: "公平竞争审查认为有排除、限制竞争的影响，不得发布；应修改后重新审查。",
        en: "The fair-competition review found that it restricts competition: change it and have it reviewed again.")
    case .fairnessStale:
      Wording(
        zh: "公平竞争审查之后草稿又改过，应重新审查。", en: "The draft was changed after the fair-competition review: another is needed.")
    case .reviewMissing: Wording(zh: "草稿没有经他人审查。", en: "Nobody else has reviewed the draft.")
    case .reviewReturned:
      Wording(zh: "草稿被审查人退回，应修改后重新审查。", en: "The reviewer returned the draft: change it and have it reviewed again.")
    case .reviewStale: Wording(zh: "审查之后草稿又改过，应重新审查。", en: "The draft was changed after its review: another is needed.")
    }
  }
}

extension PreparationIncomplete: Worded {
  /// Every one of them, in order.
  public var wording: Wording {
    let words = gaps.map(\.wording)
    guard words.count > 1 else { return words.first ?? PreparationGap.reviewMissing.wording }
    let told = words.enumerated()
    return Wording(
      zh: "公告之前还缺 \(words.count) 项：" + told.map { "（\($0 + 1)）\($1.zh)" }.joined(),
      en: "\(words.count) things are missing before the notice: "
        + told.map { "(\($0 + 1)) \($1.en)" }.joined(separator: " "))
  }
}

/// What a preparation file's facts are called.
public enum PreparationWords {
  public static func kind(_ kind: String) -> Wording {
    switch kind {
    case "survey": Wording(zh: "需求调查", en: "demand survey")
    case "plan": Wording(zh: "实施计划", en: "procurement plan")
    case "fairness": Wording(zh: "公平竞争审查", en: "fair-competition review")
    case "review": Wording(zh: "草稿审查", en: "review of the draft")
    default: Wording(zh: kind, en: kind)
    }
  }

  public static func outcome(_ outcome: String) -> Wording {
    switch outcome {
    case "approved": Wording(zh: "通过", en: "approved")
    case "returned": Wording(zh: "退回", en: "returned")
    case "noImpact": Wording(zh: "无影响", en: "no impact")
    case "exception": Wording(zh: "适用例外规定", en: "exception")
    case "impact": Wording(zh: "有影响", en: "impact")
    default: Wording(zh: outcome, en: outcome)
    }
  }
}

extension FairnessReview.Conclusion {
  /// As the documents tell it.
  public var words: Wording {
    switch self {
    case .noImpact: Wording(zh: "不具有排除、限制竞争的效果", en: "does not exclude or restrict competition")
    case .exception: Wording(zh: "具有排除、限制竞争的效果，适用例外规定", en: "restricts competition, and an exception lets it pass")
    case .impact: Wording(zh: "具有排除、限制竞争的效果", en: "excludes or restricts competition")
    }
  }
}
