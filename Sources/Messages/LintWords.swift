import Tendering

extension LintFault: Worded {
  public var wording: Wording {
    switch self {
    case .scheme(let refusal): refusal.wording
    case .localityCondition(let word):
      Wording(
        zh: "含“\(word)”：注册地、本地分支、本地纳税或社保不得作为资格条件或评分因素。",
        en: "It says “\(word)”: locality is neither a condition nor a score.")
    case .sizeCondition(let word):
      Wording(
        zh: "含“\(word)”：注册资本、资产、营业收入、人数、利润、成立年限等不得作为资格条件或评分因素。",
        en: "It says “\(word)”: capital, assets, revenue, staff, profit and age are neither a condition nor a score.")
    case .regionalBonus(let word):
      Wording(
        zh: "含“\(word)”：不得以特定地区或行业的业绩、奖项作为条件或加分。",
        en: "It says “\(word)”: works or awards of one region or trade are neither a condition nor a bonus.")
    case .pastContractsTooMany(let given, let max):
      Wording(
        zh: "要求 \(given) 个以往合同；作为资格条件一般不超过 \(max) 个。",
        en: "It asks for \(given) past contracts; as a condition normally \(max) at most.")
    case .libraryTicket(let word):
      Wording(
        zh: "含“\(word)”：不得以备选库、名录库、资格库作为门槛。", en: "It says “\(word)”: no pool, list or library is a ticket.")
    case .qualificationScored(let word):
      Wording(
        zh: "含“\(word)”：资格条件只审查合格与否，不得作为评审因素。",
        en: "It says “\(word)”: a condition of qualification is passed or failed and never scored.")
    case .vagueWords(let word):
      Wording(
        zh: "含“\(word)”：评审因素应当量化，区间对应分值。", en: "It says “\(word)”: factors are quantified, an interval has its points.")
    case .notQuantified(let criterion):
      Wording(
        zh: "主观分“\(criterion)”没有等次：应列出等次及其分值区间（grades）。",
        en: "The judged criterion “\(criterion)” has no grades: give each its interval of points.")
    case .ceilingAboveBudget: Wording(zh: "最高限价超过预算。", en: "The ceiling is above the budget.")
    case .ceilingDiffers:
      Wording(zh: "评标办法里的最高限价与标段的不同。", en: "The scheme has another ceiling than the lot.")
    case .floorPrice(let word):
      Wording(zh: "含“\(word)”：不得设最低限价。", en: "It says “\(word)”: no floor under the price.")
    case .minimumDiffers:
      Wording(zh: "评标办法里的最少投标人数与项目的不同。", en: "The scheme has another minimum of bidders than the tender.")
    case .deductionInReserved:
      Wording(
        zh: "专门面向中小企业的标段不再给予价格扣除，应为 0。", en: "A lot reserved for small and medium firms has no price deduction: 0.")
    case .deductionMissing:
      Wording(
        zh: "未预留的标段应对小微企业报价给予扣除。", en: "An unreserved lot reduces the prices of small and micro firms.")
    case .notReserved:
      Wording(
        zh: "二百万元以下的服务项目一般应专门面向中小企业（sme 写 reserved），不预留的要写明理由。",
        en:
          "A service within two million is normally reserved for small and medium firms (sme: reserved); if not, say why."
      )
    case .lotCapDiffers:
      Wording(
        zh: "兼投不兼中的上限和次序，各标段应写得一致，次序应恰好列出全部标段。",
        en: "A limit on lots won stands alike in every lot, with an order of exactly the tender's lots.")
    case .profileDiffers(let expected):
      Wording(
        zh: "按预算应适用“\(expected.words.zh)”（\(expected.rawValue)）。",
        en: "The budget asks for profile \(expected.rawValue) (\(expected.words.en)).")
    case .allDisclosed:
      Wording(
        zh: "正式项目公开全部投标人的得分，超出“告知落标人本人得分和名次”的规定。",
        en: "A real tender publishes every bidder's figures, though losers are told their own only.")
    case .reviewMissing:
      Wording(zh: "发布前要有公平竞争审查的书面结论。", en: "Publishing needs the written conclusion of the fair-competition review.")
    case .consortiumUnsaid:
      Wording(
        zh: "没有写明是否接受联合体；未写明的视为接受。", en: "Whether consortia are accepted is not said; silence means yes.")
    case .securityTooHigh(let share):
      Wording(
        zh: "投标保证金不得超过标段预算的 \(share.percent)%。",
        en: "The bid security is \(share.percent)% of the lot's budget at most.")
    case .frameworkUnsaid:
      Wording(
        zh: "框架协议采购要写明入围数上限、协议期限和第二阶段的成交方式（framework）。",
        en: "A framework says how many are selected at most, how long it lasts, how users come to one (framework).")
    case .frameworkUnfit:
      Wording(zh: "本规则下只定一家中标人，不设框架协议。", en: "Under this profile one bidder wins: there is no framework agreement.")
    case .frameworkTooNarrow(let min):
      Wording(zh: "框架协议的入围数上限不少于 \(min) 家，供服务对象选择。", en: "Users are to choose: at least \(min) places.")
    case .frameworkTooLong(let months):
      Wording(zh: "服务项目的框架协议有效期一般不超过 \(months) 个月。", en: "A framework for services lasts \(months) months at most.")
    case .frameworkSealed:
      Wording(
        zh: "入围结果要公开入围供应商的排序，评标办法的公开范围须为全部（full）。",
        en: "The ranks of all who are selected are public: the scheme's disclosure must be full.")
    case .preparation(let gap): gap.wording
    case .noteIdle: Wording(zh: "这条法律意见没有对应的检查结果。", en: "This legal note answers no finding.")
    }
  }
}

extension LintFinding.Severity {
  public var words: Wording {
    switch self {
    case .blocks: Wording(zh: "不得通过", en: "blocks")
    case .needsNote: Wording(zh: "须附法律意见", en: "needs a legal note")
    case .advises: Wording(zh: "提示", en: "advice")
    }
  }
}

extension LintFinding {
  /// Rule, place and fault in one sentence.
  public var wording: Wording {
    let words = fault.wording
    return Wording(zh: "\(rule) \(at)：\(words.zh)", en: "\(rule) \(at): \(words.en)")
  }
}

extension LintRefusal: Worded {
  public var wording: Wording {
    guard let first = open.first else { return Wording(zh: "草稿未通过检查。", en: "The draft does not pass.") }
    var words = first.wording
    if first.severity == .needsNote {
      words = words.then(
        zh: "须由法律人员在 legalNotes 中写明依据。", en: "The legal officer's ground belongs into legalNotes.")
    }
    guard open.count > 1 else { return words }
    return words.then(
      zh: "另有 \(open.count - 1) 项，见 tender tender lint。", en: "\(open.count - 1) more: see tender tender lint.")
  }
}
