// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Evaluation and ranking: R-084 … R-098.
extension RuleRegister {
  static let evaluation: [RegisteredRule] = [
    RegisteredRule(
      "R-084", "GPR §34; O87 §53–57; TBL §41; O12", [.verified, .secondary],
      zh: "评标方法为综合评分法和最低评标价法；标准化的服务应当用最低评标价法。",
      en:
        "There are two methods: rated criteria, and the lowest evaluated price, which standardised services must use.",
      .here(("Evaluation/Scheme", "enum Method"), ("Evaluation/Evaluate", "byTotal")),
      tests: [
        "by the lowest price nothing is scored and the evaluated price ranks", "that does not hold together is refused",
      ]),
    RegisteredRule(
      "R-085", "O87 §55", [.verified], RuleBook.government,
      zh: "价格分比重：货物不低于三成，服务不低于一成；执行统一价格或固定价格的不列为评审因素。",
      en: "Price counts thirty per cent for goods, ten for services at least; a national or fixed price is no factor.",
      numbers: [.priceShareMin],
      .here(("Evaluation/SchemeLint", "priceShareTooLow"), ("Evaluation/Scheme", "fixedPriceScored")),
      tests: [
        "is held against its profile's law", "that does not hold together is refused",
        "a fixed price is no factor and only a draw separates equals",
      ]),
    RegisteredRule(
      "R-086", "O87 §55", [.verified], RuleBook.government,
      zh: "低价优先：以最低的有效评标价为基准，价格分等于基准除以报价乘以权重；不得去掉最高、最低报价。",
      en:
        "Low price first: the lowest valid evaluated price is the base, points are base over price times weight; highest and lowest prices are never dropped.",
      .here(("Evaluation/PriceCriterion", "func pricePoints"), ("Evaluation/SchemeLint", "formulaUnlawful")),
      tests: [
        "price points go by the lowest evaluated price", "price points by either way",
        "is held against its profile's law",
      ]),
    RegisteredRule(
      "R-087", "SME46 §9; SME19", [.verified, .secondary], RuleBook.government,
      zh: "未预留的采购包对小微企业报价扣除，服务现为百分之十至二十；联合体、分包占三成以上的扣百分之四至六；预留的不再扣除。",
      en:
        "In an unreserved package the prices of small and micro firms are reduced, for services by ten to twenty per cent now; four to six for a consortium with a thirty per cent share; none in a reserved one.",
      numbers: [.smallFirmDeductionMin, .smallFirmDeductionMax, .consortiumDeductionMin, .consortiumDeductionMax],
      .partly(
        [
          .source("Tendering/Evaluation/SchemeLint.swift", "deductionOutOfRange"),
          .source("Tendering/Lint/DraftLint.swift", "deductionInReserved"),
          .source("Tendering/Evaluation/EvaluatedPrice.swift", "struct EvaluatedPrice"),
          .source("Tendering/Evaluation/Evaluation.swift", "func deduction(for size: FirmSize?, members"),
        ],
        zh: "联合体、分包的扣除未实现", en: "the share of consortium or subcontract is not carried"),
      tests: [
        "is a consortium's only if all its members are small or micro",
        "a price less its deduction shows as many decimals as it needs", "is held against its profile's law",
        "with one thing wrong is found out, with rule and place",
      ]),
    RegisteredRule(
      "R-088", "O87 §55; GPR §34; REQ22 §21",
      zh: "评审因素应当量化，区间对应分值；资格条件不得作为评审因素；不能量化的客观项只作合格与否。",
      en:
        "Factors are quantified, an interval has its points; a condition of qualification is no factor; what cannot be quantified is pass or fail.",
      .here(
        ("Evaluation/Criterion", "enum Measure"), ("Lint/DraftLint", "qualificationScored"),
        ("Lint/DraftLint", "notQuantified")),
      tests: [
        "has the points of the band in which the number lies",
        "has the points of the answer in the table, scalar by scalar",
        "grows evenly between the two ends, in whole steps", "a judged score lies in one of the grades",
        "with one thing wrong is found out, with rule and place",
      ]),
    RegisteredRule(
      "R-089", "GPR §34; GPR §41; TBR §49",
      zh: "招标文件没有的评审标准不得使用；发布时以摘要固定评标办法。",
      en: "Criteria that are not in the documents are not used; the scheme is frozen by its hash at publication.",
      .carried([
        .source("Tendering/Evaluation/SchemeForm.swift", "fingerprint"), .sql("0004_tender", "lot_scheme_hash"),
      ]),
      tests: ["its scheme hashes as the file and the tender documents say"]),
    RegisteredRule(
      "R-090", "O87 §55; O87 §61–62",
      zh: "评委独立评分；共同认定事项少数服从多数；不同意见书面说明，不说明的视为同意。",
      en: "Each member scores alone; common questions go by majority; dissent is written, or taken as consent.",
      .carried([
        .source("Tendering/Review.swift", "majority"), .source("Tendering/Evaluation/ScoreSheet.swift", "ScoreSheet"),
        .source("Operations/ExplainScores.swift", "func dissent"),
        .sql("0029_sight", "call guard_rows('score_sheet'"),
      ]),
      tests: [
        "takes bids from the notary alone, and a sheet from whoever sits there",
        "a score far from the others' waits for its member's reason or a lawful change, and dissent is reported",
        "a majority of the whole committee decides", "a sheet comes once, from a member, while scoring",
      ]),
    RegisteredRule(
      "R-091", "O87 §64",
      zh: "评标结果汇总后只有四种情形可以修改：分值汇总错误、超出范围、客观分不一致、畸高畸低。",
      en:
        "Once summed up, a result changes for four reasons only: wrong sums, out of range, members differ on an objective item, a score judged far too high or low.",
      numbers: [.outlierShare],
      .carried([
        .source("Tendering/Evaluation/ScoreChange.swift", "enum Ground"),
        .source("Tendering/Evaluation/ScoreChange.swift", "struct Outlier"),
        .source("Tendering/Evaluation/ReReview.swift", "enum ReReview"),
        .source("Operations/ExplainScores.swift", "func changeScore"),
        .source("Operations/ReReviewLot.swift", "func convene"),
        .source("Verification/Checks/ReReviews.swift", "func checkReReviews"),
        .source("Documents/Facts/ReReviewReportFacts.swift", "ReReviewReportFacts"),
        .sql("0022_committee_questions", "score_change"), .sql("0030_re_review", "re_review_before_award"),
      ]),
      tests: [
        "the committee corrects what the ground allows, both results stay, and a stranger checks the step",
        "is so on one of four grounds, with a reason, and on no other",
        "a signed result is reviewed again on a lawful ground, before the award and not after it",
        "a score far from the others' waits for its member's reason or a lawful change, and dissent is reported",
        "a flagged score may be changed with its reason, and the signed sheet stays what it was",
        "any other change is refused", "a score 30 per cent away from the others' mean is flagged, high or low",
      ]),
    RegisteredRule(
      "R-092", "O87 §56–57",
      zh: "按得分由高到低排序，同分按报价由低到高，再同则并列；最低评标价法按评标价由低到高。",
      en: "Rank by score, then by lower price, then equal; by the lowest-price method by evaluated price.",
      .here(("Evaluation/Evaluate", "func rank"), ("Evaluation/SchemeLint", "rankWithoutPrice")),
      tests: [
        "ranks are 1, 2, 2, 4 and equals below the first need no draw",
        "of equal totals the lower evaluated price goes first, if the scheme says so",
        "is held against its profile's law",
      ]),
    RegisteredRule(
      "R-093", "O87 §68",
      zh: "并列第一的按招标文件规定的方式确定，没有规定的随机抽取；这是唯一合法的抽签。",
      en: "Equal firsts are decided as the documents say, or by lot: the only lawful draw.",
      .here(("Evaluation/Scheme", "tieRuleMissing"), ("Evaluation/Evaluate", "tieNotDrawn")),
      tests: [
        "equal firsts wait for a public draw of exactly them", "equal firsts are awarded by their draw",
        "places the tied firsts, in the evaluation and in the award",
        "is drawn again among all that are equal now, and the draw of the first result stays with that",
      ]),
    RegisteredRule(
      "R-094", "O87 §58; O12", [.verified, .secondary],
      zh: "评标报告写明公告媒体、开标时间地点、投标人和委员会、方法、开标记录、无效投标及原因、结果、澄清和替换；全体签字。",
      en:
        "The report holds medium, opening, bidders, members, method, course, invalid bids with reasons, result, clarifications and replacements; all sign.",
      .partly(
        [.source("Documents/Facts/EvaluationReportFacts.swift", "EvaluationReportFacts")],
        zh: "报告自动生成；委员会全体签署以各自的评分表签名代替", en: "the report is made; the members' signatures are those on their sheets"),
      tests: ["fill every tag of their templates"]),
    RegisteredRule(
      "R-095", "TBR §53; O87 §46",
      zh: "中标候选人：依法招标不超过三名并排序；政府采购按文件规定。",
      en: "Candidates: three at most, ranked, under the Tendering Law; as the documents say under procurement.",
      numbers: [.candidatesMax], .here(("Evaluation/EvaluationForm", "awardOrder")),
      tests: ["the second may follow a first that is lawfully passed over"]),
    RegisteredRule(
      "R-096", "GPR §44", [.verified], RuleBook.government,
      zh: "除法定情形外不得重新评审，不得以考察、检测改变结果。",
      en: "No second evaluation outside the listed cases, no visit or test to change the result.",
      .here(("Award", "evaluationDiffers"), ("Evaluation/ReReview", "groundUnlawful")),
      tests: [
        "a lot is awarded from evaluated only, on the file that is published",
        "is so on one of four grounds, with a reason, and on no other",
      ]),
    RegisteredRule(
      "R-097", "OWN", [],
      zh: "取舍和合成评委分数的方法法律没有规定，须在招标文件中写明；默认全体平均、两位小数四舍五入；去极值只限政府采购之外。",
      en:
        "How figures are rounded and scores combined is fixed by no rule, so the documents say it; here the plain mean of all, two decimals, half up; trimming only outside procurement.",
      .here(
        ("Evaluation/SchemeForm", "rounding"), ("Evaluation/Scheme", "enum Combine"),
        ("Evaluation/SchemeLint", "combineUnlawful")),
      tests: [
        "sums, means and totals are the clerk's",
        "a trimmed mean leaves out one highest and one lowest score, of five members at least",
        "is held against its profile's law",
      ]),
    RegisteredRule(
      "R-098", "REQ22 §17", [.verified, .memory],
      zh: "采购包各有规则；兼投不兼中只有文件写明上限和次序才合法。",
      en: "Lots have rules of their own; a limit on lots won is lawful only if the documents give limit and order.",
      .carried([
        .source("Tendering/LotCap.swift", "static func walk"),
        .source("Tendering/Lint/DraftLint.swift", "lotCapDiffers"),
        .source("Tendering/Award.swift", "lotLimitReached"), .source("Tendering/AwardFall.swift", "func mayAward"),
        .source("Operations/AwardLot.swift", "requireOrder"),
      ]),
      tests: [
        "leaves aside who is at the limit, whose team serves and whose award fell through, and nobody else",
        "go in the announced order to the best ranked under the limit",
        "a bidder at the announced limit of lots is passed over",
        "with a cap on lots has it alike in all, with an order of exactly these lots",
        "who is first in both wins one, the other goes to the next, and nobody is invalid for it",
      ]),
  ]
}
