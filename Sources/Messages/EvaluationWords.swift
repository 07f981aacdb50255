import Tendering

extension SchemeRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .ceilingZero: Wording(zh: "最高限价不能为零。", en: "The ceiling may not be zero.")
    case .minBidsOutOfRange(let max): Wording(zh: "最少投标人数应为 1 至 \(max)。", en: "minBids is 1 to \(max).")
    case .minBidsBelowLaw(let needed):
      Wording(zh: "政府采购最少投标人数为 \(needed)。", en: "Government procurement asks for at least \(needed) bids.")
    case .disclosureNotAllowed:
      Wording(zh: "正式项目要招标文件写明才能全部公开评分。", en: "Full disclosure of a real tender must be announced in its documents.")
    case .noCriteria: Wording(zh: "没有评审因素。", en: "There are no criteria.")
    case .criterionIdWrong(let criterion):
      Wording(zh: "评审因素编号“\(criterion)”不合规范。", en: "“\(criterion)” is no id for a criterion.")
    case .criterionTwice(let criterion):
      Wording(zh: "评审因素“\(criterion)”列了两次。", en: "Criterion “\(criterion)” stands twice.")
    case .criterionMaxZero(let criterion):
      Wording(zh: "评审因素“\(criterion)”的满分为零。", en: "Criterion “\(criterion)” has no points.")
    case .stepZero(let criterion):
      Wording(zh: "评审因素“\(criterion)”的评分档距为零。", en: "Criterion “\(criterion)” has a step of zero.")
    case .scalesDiffer(let criterion):
      Wording(
        zh: "评审因素“\(criterion)”的满分与档距小数位数不同。",
        en: "max and step of criterion “\(criterion)” show different numbers of decimals.")
    case .maxOffStep(let criterion):
      Wording(zh: "评审因素“\(criterion)”的满分不是档距的整数倍。", en: "max of criterion “\(criterion)” is no multiple of its step.")
    case .weightsNotHundred(let sum):
      Wording(zh: "各项满分合计 \(sum)，应为 100。", en: "The points add up to \(sum); they must make 100.")
    case .priceShareTooLow(let min): Wording(zh: "价格分不得低于 \(min) 分。", en: "Price must be worth at least \(min) points.")
    case .fixedPriceScored:
      Wording(zh: "固定价格不作为评审因素，不能计分或扣除。", en: "A fixed price is no factor: no points, no deduction.")
    case .deductionOutOfRange(let min, let max):
      Wording(zh: "小微企业价格扣除比例应为 0 或 \(min) 至 \(max)。", en: "The small-firm deduction is 0, or \(min) to \(max).")
    case .roundingPlacesOutOfRange(let max):
      Wording(zh: "保留小数应为 0 至 \(max) 位。", en: "Rounding is to 0 to \(max) places.")
    case .roundingPlaceWrong:
      Wording(zh: "只在各评审因素和价格分处取舍。", en: "Figures are rounded at each criterion and at the price, nowhere else.")
    case .tieRuleMissing: Wording(zh: "排序的最后一项必须能分出先后（抽签）。", en: "The last rank key must always decide (draw).")
    case .rankKeysWrong: Wording(zh: "排序依据写得不对。", en: "The rank keys are wrong.")
    case .rankWithoutPrice:
      Wording(
        zh: "政府采购得分相同的按报价由低到高排列，排序应依次为 total、evaluatedPrice、draw。",
        en: "Under procurement equal scores go by the lower price: the rank keys are total, evaluatedPrice, draw.")
    case .maxLotsWonOutOfRange: Wording(zh: "最多中标标段数不对。", en: "maxLotsWon is out of range.")
    case .lotOrderWrong: Wording(zh: "标段定标次序不对。", en: "lotOrder is wrong.")
    case .criterionMinimumWrong(let criterion):
      Wording(
        zh: "评审因素“\(criterion)”的最低得分应大于零、不超过满分、在评分档上。",
        en: "The minimum of criterion “\(criterion)” is above zero, at most its maximum, and on its step.")
    case .gradesWrong(let criterion):
      Wording(
        zh: "评审因素“\(criterion)”的等次应有两个以上、互不重叠、在评分档上，最高等次到满分。",
        en: "Criterion “\(criterion)” needs two grades or more, without overlap, on its step, the highest up to its "
          + "maximum.")
    case .bandsWrong(let criterion):
      Wording(
        zh: "评审因素“\(criterion)”的区间起点应依次递增，分值在评分档上，至少一个区间得满分。",
        en: "The bands of criterion “\(criterion)” rise, their points are on its step, and one reaches its maximum.")
    case .tableWrong(let criterion):
      Wording(
        zh: "评审因素“\(criterion)”的对照表不得重复，分值在评分档上，至少一项得满分。",
        en: "The table of criterion “\(criterion)” has no answer twice, points on its step, and one of its maximum.")
    case .lineWrong(let criterion):
      Wording(zh: "评审因素“\(criterion)”公式的两端相同。", en: "The two ends of criterion “\(criterion)”'s formula are the same.")
    case .lowestPriceScored:
      Wording(
        zh: "最低评标价法不评分：不设评审因素，价格分为 0，公式为 lowest。",
        en: "The lowest-price method scores nothing: no criteria, price max 0, formula lowest.")
    case .deviationWrong:
      Wording(
        zh: "每偏离百分之一的扣分只与 meanDeviation 公式同用。",
        en: "Points a per cent stand with the formula meanDeviation and no other.")
    case .formulaUnlawful(let formula):
      Wording(
        zh: "政府采购的价格分应采用低价优先法，或为固定价格，不能用 \(formula.rawValue)。",
        en: "Under procurement price points go by the lowest price or the price is fixed, not by \(formula.rawValue).")
    case .combineUnlawful(let combine):
      Wording(
        zh: "政府采购按全体评委的平均分计算，不能用 \(combine.rawValue)。",
        en: "Under procurement the plain mean of all members counts, not \(combine.rawValue).")
    }
  }
}

extension ReviewRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .bidUnknown: Wording(zh: "该标段没有这份投标。", en: "The lot has no such bid.")
    case .bidNotOpened: Wording(zh: "这份投标没有成功开启，不能审查。", en: "The bid was not opened; there is nothing to review.")
    case .bidInvalidAlready: Wording(zh: "这份投标在前一阶段已认定无效。", en: "The bid was found invalid at an earlier stage.")
    case .reviewedAlready: Wording(zh: "这份投标本阶段已审查。", en: "The bid was reviewed at this stage already.")
    case .groundOfOtherStage(let ground):
      Wording(zh: "“\(ground)”不是本阶段的理由。", en: "“\(ground)” is no ground of this stage.")
    case .reasonMissing: Wording(zh: "认定无效要写明理由。", en: "A finding of invalidity needs its reason.")
    case .reasonTooLong(let max): Wording(zh: "理由超过 \(max) 字节。", en: "The reason is longer than \(max) bytes.")
    case .bidsWaiting(let count): Wording(zh: "还有 \(count) 份投标没有审查。", en: "\(count) bids wait for a finding.")
    case .notAMember: Wording(zh: "您不是本标段评标委员会成员。", en: "You are no member of this lot's committee.")
    case .securityMissing:
      Wording(
        zh: "本标段要求投标保证金；认定通过要登记已收到及其形式（security），未收到的认定无效。",
        en: "The lot asks for a bid security: to pass the bid record that it came, and how; otherwise find it invalid.")
    }
  }
}

extension CommitteeRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .formedAlready: Wording(zh: "评标委员会已经组成。", en: "The committee is formed already.")
    case .wrongStage(let stage, let step):
      Wording(
        zh: "评标委员会现在“\(stage.words.zh)”，不能“\(step.words.zh)”。",
        en: "The committee is “\(stage.words.en)”: “\(step.words.en)” does not follow.")
    case .tooSmall(let needed, let given):
      Wording(
        zh: "评标委员会至少 \(needed) 人，现有 \(given) 人。",
        en: "A committee has at least \(needed) members; here are \(given).")
    case .even(let given):
      Wording(zh: "评标委员会应为单数，现有 \(given) 人。", en: "A committee has an odd number of members; here are \(given).")
    case .tooManyRepresentatives(let max, let given):
      Wording(
        zh: "采购人代表最多 \(max) 人，现有 \(given) 人。",
        en: "At most \(max) members represent the buyer; here are \(given).")
    case .noChair: Wording(zh: "没有组长。", en: "There is no chair.")
    case .twoChairs: Wording(zh: "组长只能有一人。", en: "There is more than one chair.")
    case .representativeChairs: Wording(zh: "采购人代表不得担任组长。", en: "The buyer's representative may not chair.")
    case .personTwice: Wording(zh: "同一人列了两次。", en: "One person sits twice.")
    case .keyTwice: Wording(zh: "同一把密钥列了两次。", en: "One key stands twice.")
    case .memberIdWrong(let expected):
      Wording(
        zh: "成员编号应依次为 m1、m2……，这里应是 \(expected)。",
        en: "Members are m1, m2, … in order; \(expected) is expected here.")
    case .supervisorSits: Wording(zh: "监管部门人员不得参加评标委员会。", en: "The supervising authority's staff may not sit.")
    case .conflictOfInterest(let member):
      Wording(
        zh: "成员 \(member) 与投标人有利害关系，应当回避。",
        en: "Member \(member) has an interest in a bidder and must step back.")
    case .dutyHeld(let member, let duty):
      Wording(
        zh: "成员 \(member) 在本项目中已承担“\(duty.words.zh)”。",
        en: "Member \(member) holds “\(duty.words.en)” in this tender.")
    case .drawUnfit:
      Wording(zh: "抽取的名单、参与方或数量不合要求。", en: "The list, the contributors or the number cannot make a draw.")
    case .drawVoid: Wording(zh: "这次抽取已作废。", en: "The draw is void.")
    case .secretDiffers: Wording(zh: "公布的随机数与事先的承诺不符。", en: "A revealed secret does not hash to its commitment.")
    case .notAsDrawn: Wording(zh: "成员与抽取的次序不符。", en: "Members were not taken in the order drawn.")
    case .kindUnfit(let member, let kind):
      Wording(
        zh: "席位 \(member) 须由登记为“\(kind.role.words.zh)”的人担任。",
        en: "Seat \(member) is for somebody who is registered as \(kind.role.words.en).")
    }
  }
}

extension ScoreRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notAMember: Wording(zh: "您不是本标段评标委员会成员。", en: "You are no member of this lot's committee.")
    case .notScoring: Wording(zh: "本标段现在不在评分阶段。", en: "The lot is not being scored.")
    case .signedAlready: Wording(zh: "您的评分表已签名，不能再改。", en: "Your sheet is signed and locked.")
    case .form(let form): form.wording
    case .bidUnknown(let bid): Wording(zh: "该标段没有投标 \(bid.short)。", en: "The lot has no bid \(bid.short).")
    case .bidNotScored(let bid):
      Wording(
        zh: "投标 \(bid.short) 不参加评分（已撤回、替换或无效）。",
        en: "Bid \(bid.short) is not scored: withdrawn, replaced or invalid.")
    case .bidMissing(let bid): Wording(zh: "缺少对投标 \(bid.short) 的评分。", en: "Scores for bid \(bid.short) are missing.")
    case .criterionUnknown(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：没有评审因素“\(criterion)”。",
        en: "Bid \(bid.short): there is no criterion “\(criterion)”.")
    case .criterionMissing(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：缺少评审因素“\(criterion)”的分数。",
        en: "Bid \(bid.short): the score for “\(criterion)” is missing.")
    case .notANumber(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数不是数字。",
        en: "Bid \(bid.short): the score for “\(criterion)” is no number.")
    case .wrongScale(let bid, let criterion, let expected):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数应有 \(expected) 位小数。",
        en: "Bid \(bid.short): the score for “\(criterion)” must show \(expected) decimals.")
    case .outOfRange(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数超过满分。",
        en: "Bid \(bid.short): the score for “\(criterion)” is above its maximum.")
    case .offStep(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数不在评分档上。",
        en: "Bid \(bid.short): the score for “\(criterion)” is off its step.")
    case .betweenGrades(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数不在任何等次的区间内。",
        en: "Bid \(bid.short): the score for “\(criterion)” lies in none of its grades.")
    case .hashDiffers: Wording(zh: "签名的评分表与提交的内容不同。", en: "The signed note names another sheet.")
    }
  }
}

extension EvaluationRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .scheme(let scheme): scheme.wording
    case .bidTwice(let bid): Wording(zh: "投标 \(bid.short) 出现两次。", en: "Bid \(bid.short) stands twice.")
    case .deductionDiffers(let bid):
      Wording(
        zh: "投标 \(bid.short) 的价格扣除既不是零也不是规定比例。",
        en: "The deduction of bid \(bid.short) is neither zero nor the scheme's.")
    case .correctionsBroken(let bid):
      Wording(
        zh: "投标 \(bid.short) 的报价修正不连贯。",
        en: "The corrections of bid \(bid.short) do not begin at the price read.")
    case .membersWrong: Wording(zh: "评委应依次为 m1、m2……，每人一份评分表。", en: "Members are m1, m2, … with one sheet each.")
    case .sheetMissing(let member): Wording(zh: "还缺评委 \(member) 的评分表。", en: "The sheet of member \(member) is missing.")
    case .changeUnlawful(let index):
      Wording(
        zh: "第 \(index + 1) 处评分修改不属于可以修改的情形，或与原分不符，或没有理由。",
        en: "Change \(index + 1) is none of the lawful ones, not of the score that stands, or without a reason.")
    case .tooFewToTrim(let needed, let given):
      Wording(
        zh: "去掉一个最高分和一个最低分至少要 \(needed) 位评委，现有 \(given) 位。",
        en: "Leaving out the highest and the lowest score needs \(needed) members; here are \(given).")
    case .sheet(let member, let refusal): Wording(zh: "评委 \(member)：", en: "Member \(member):").then(refusal.wording)
    case .objectiveScoresDiffer(let bid, let criterion):
      Wording(
        zh: "投标 \(bid.short)：客观评审因素“\(criterion)”各评委给分不一致，请复核。",
        en: "Bid \(bid.short): members differ on the objective criterion “\(criterion)”; they must review it.")
    case .scoreAboveAnswer(let bid, let criterion, let byAnswer):
      Wording(
        zh: "投标 \(bid.short)：“\(criterion)”的分数高于其承诺对应的 \(byAnswer) 分。",
        en: "Bid \(bid.short): the score for “\(criterion)” is above \(byAnswer), which its own answer is worth.")
    case .priceZero(let bid):
      Wording(
        zh: "投标 \(bid.short) 的评审价格为零，无法计算价格分。",
        en: "The price of bid \(bid.short) is zero; nothing can be measured against it.")
    case .tieNotDrawn(let bids):
      Wording(zh: "有 \(bids.count) 份投标并列，要先抽签。", en: "\(bids.count) bids tie; draw among them first.")
    case .drawDiffers: Wording(zh: "抽签的投标与并列的投标不同。", en: "The draw was made among other bids than those that tie.")
    case .explanationIdle(let member, let bid, let criterion):
      Wording(
        zh: "评委 \(member) 对投标 \(bid.short)“\(criterion)”的评分并不偏离他人，不需说明。",
        en: "The score of member \(member) for “\(criterion)” of bid \(bid.short) is not far from the others'.")
    case .tooLarge(let bid):
      Wording(zh: "投标 \(bid.short) 的数字太大，无法计算。", en: "The figures of bid \(bid.short) are too large.")
    }
  }
}

extension AwardRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notEvaluated: Wording(zh: "本标段尚未完成评标。", en: "The lot is not evaluated yet.")
    case .lotFailed: Wording(zh: "本标段已废标。", en: "The lot failed.")
    case .awardedAlready: Wording(zh: "本标段已定标。", en: "The lot is awarded already.")
    case .bidUnknown: Wording(zh: "该标段没有这份投标。", en: "The lot has no such bid.")
    case .bidNotRanked: Wording(zh: "这份投标没有排名，不能中标。", en: "The bid is not ranked and cannot win.")
    case .skipsRank(let expected, let given):
      Wording(
        zh: "应按排名定标：现应为第 \(expected) 名，这里是第 \(given) 名。跳过靠前的要有法定理由。",
        en: "Awards go in rank order: rank \(expected) is next, this is rank \(given). Passing over a better "
          + "one needs a lawful ground.")
    case .passedOverNotBetter:
      Wording(zh: "列为跳过的投标并不排在中标投标之前。", en: "A bid passed over does not stand before the award.")
    case .passedOverTwice: Wording(zh: "同一份投标列为跳过两次。", en: "A bid is passed over twice.")
    case .evaluationDiffers: Wording(zh: "评标文件的摘要不符。", en: "The evaluation file has another hash.")
    case .lotLimitReached(let max):
      Wording(zh: "该投标人已中 \(max) 个标段，达到公布的上限（兼投不兼中）。", en: "The bidder has won \(max) lots, the announced limit.")
    case .winnerSealed:
      Wording(
        zh: "公开的评标结果展示的是另一份投标，本份仍封存。请先就这份投标重新签署评标结果，再定标。",
        en: "The public evaluation shows another bid and seals this one. Sign the evaluation again for this bid, then "
          + "award.")
    case .nothingAwarded: Wording(zh: "本标段没有有效的定标。", en: "The lot has no award in force.")
    case .contractSigned:
      Wording(
        zh: "服务合同已由双方签署，不能再宣布中标无效；请依法解除或者撤销合同。",
        en:
          "The service contract is signed by both: the award is not declared void any more. The contract is to be rescinded."
      )
    case .groundUnfit:
      Wording(
        zh: "事由不成立：宣布中标无效的事由应在中标人自身，“兼投不兼中”应确已达到上限。",
        en: "The ground does not hold: it lies in the winner itself, and a limit of lots is one that is reached.")
    case .reasonMissing: Wording(zh: "请写明理由。", en: "Give the reason.")
    case .droppedOut: Wording(zh: "这份投标的中标已被宣布无效，不能再次中标。", en: "This bid's award fell through; it does not win again.")
    case .noPublicity: Wording(zh: "本项目适用的规则不公示中标候选人。", en: "The rules of this tender make no candidates public.")
    case .publicityMissing: Wording(zh: "定标之前要先公示中标候选人。", en: "The candidates are to be made public before the award.")
    case .publicityRunning(let until):
      Wording(
        zh: "中标候选人公示到\(DateWording.day(until).zh)，期满后再定标。",
        en: "The candidates are public until \(DateWording.day(until).en); award after that.")
    case .earlierLotFirst(let lot):
      Wording(
        zh: "限制中标数量的标段按公布的次序定标，请先办理标段 \(lot)。",
        en: "Lots with a limit are awarded in their announced order: lot \(lot) comes first.")
    }
  }
}

extension Bid.ID {
  /// The first twelve hex digits: enough for people to tell bids apart.
  var short: String { String(hex.prefix(12)) }
}

extension Committee.Stage {
  public var words: Wording {
    switch self {
    case .none: Wording(zh: "尚未组成", en: "not formed")
    case .drawing: Wording(zh: "抽取中", en: "being drawn")
    case .drawn: Wording(zh: "已抽取", en: "drawn")
    case .formed: Wording(zh: "已组成", en: "formed")
    case .scoring: Wording(zh: "评分中", en: "scoring")
    case .signed: Wording(zh: "已签署报告", en: "signed")
    }
  }
}

extension Committee.Step {
  public var words: Wording {
    switch self {
    case .commitDraw: Wording(zh: "开始抽取", en: "committing to a draw")
    case .revealDraw: Wording(zh: "公布抽取结果", en: "revealing the draw")
    case .voidDraw: Wording(zh: "作废抽取", en: "voiding the draw")
    case .excuse: Wording(zh: "专家请假", en: "excusing an expert")
    case .appoint: Wording(zh: "指定成员", en: "appointing members")
    case .form: Wording(zh: "组成", en: "forming")
    case .replace: Wording(zh: "替换成员", en: "replacing a member")
    case .dissolve: Wording(zh: "重新组成", en: "forming anew")
    case .score: Wording(zh: "评分", en: "scoring")
    case .sign: Wording(zh: "签署报告", en: "signing the report")
    }
  }
}

extension LowPriceRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .nothingToAsk:
      Wording(zh: "没有触发异常低价审查的情形，也没有写明认为过低的理由。", en: "Nothing triggers and no judgement is given in words.")
    case .timeTooShort(let minutes):
      Wording(zh: "给投标人说明的时间至少 \(minutes) 分钟。", en: "The bidder has at least \(minutes) minutes to explain.")
    case .waitsForAnswer(let until):
      Wording(
        zh: "投标人的说明时间到 \(DateWording.moment(until).zh) 为止，尚未收到说明。",
        en: "The bidder may explain until \(DateWording.moment(until).en) and has not yet.")
    case .proofWithoutAnswer: Wording(zh: "没有按时收到说明，不能认定理由成立。", en: "Without an explanation in time nothing is proven.")
    case .reasonMissing: Wording(zh: "认定要写明理由。", en: "The finding needs its reason.")
    }
  }
}
