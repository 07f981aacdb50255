// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Qualification, conformity, invalid bids: R-072 … R-083.
extension RuleRegister {
  static let review: [RegisteredRule] = [
    RegisteredRule(
      "R-072", "O87 §44; TBR §20",
      zh: "政府采购由采购人或代理机构在开标后审查资格（依法招标由委员会审查）；合格不足三家的不得评标。",
      en:
        "Under procurement the buyer or agent checks qualification after the opening (the committee under the Tendering Law); with fewer than three qualified there is no evaluation.",
      .partly(
        [.source("Tendering/Review.swift", "func end"), .source("Operations/ReviewBids.swift", "func qualifyBids")],
        zh: "一律由采购人审查资格", en: "the buyer checks under every profile"),
      tests: ["a stage ends when nothing waits, and too few left fail the lot"]),
    RegisteredRule(
      "R-073", "O87 §50",
      zh: "评标委员会审查投标是否实质性响应。", en: "The committee checks conformity to the substantive requirements.",
      .carried([
        .source("Tendering/Review.swift", "majority"), .source("Operations/ReviewBids.swift", "func conformBids"),
      ]),
      tests: ["a majority of the whole committee decides"]),
    RegisteredRule(
      "R-074", "O87 §63; TBR §51",
      zh: "投标无效的情形：未交保证金、未按要求签署、资格不合格、超预算或限价、附加不能接受的条件等；依法招标另有多报价、无联合体协议、低于成本、串通弄虚。",
      en:
        "Invalid: no security, not signed as asked, not qualified, above budget or ceiling, an unacceptable condition; the Tendering Law adds two prices, no consortium agreement, below cost, fraud.",
      .here(("Evaluation/Invalidity", "enum Ground")),
      tests: [
        "a finding is taken at its own stage with a reason",
        "an admitted price above the ceiling is invalid at conformity and sets no lowest",
      ]),
    RegisteredRule(
      "R-075", "FAIR38 III; N1117 (3)",
      zh: "不得以装订、纸张、顺序、一般笔误等否决投标。", en: "No bid is rejected for binding, paper, order or plain typing errors.",
      .here(("Offer", "Reads an offer without refusing it"), ("Evaluation/Invalidity", "enum Ground")),
      tests: ["full of nonsense is read without complaint and found wanting"]),
    RegisteredRule(
      "R-076", "O87 §51; TBR §52; N1117 (13)",
      zh: "澄清只能应委员会书面要求、书面答复，不得改变实质内容；不得暗示诱导；不接受主动澄清；否决前应先要求澄清。",
      en:
        "A clarification answers the committee's written request in writing and changes no substance; no hinting, none unasked; ask before rejecting for ambiguity or a low price.",
      .carried([
        .source("Tendering/CommitteeQuestion.swift", "case clarification"),
        .source("Operations/AskBidder.swift", "func answerCommittee"),
        .sql("0022_committee_questions", "bidder_answer"),
      ]),
      tests: [
        "is asked in the conformity review and at no other time",
        "is answered once, in time, and a correction in so many words",
        "a low price is asked about before anybody scores, and a majority decides on the explanation",
      ]),
    RegisteredRule(
      "R-077", "O87 §59",
      zh: "报价前后不一致的依次修正：开标一览表优于其他内容，大写优于小写，小数点明显错位以总价为准改单价，单价汇总优于总价；投标人不确认的无效。",
      en:
        "Prices that contradict themselves are put right in order: the opening form over the body, words over figures, the total over a displaced unit price, the sum of unit prices over the total; unconfirmed, the bid is void.",
      .here(
        ("Evaluation/PriceCorrection", "static func corrections"),
        ("Evaluation/PriceCorrection", "static func displaced"), ("Evaluation/Invalidity", "correctionNotConfirmed"),
        ("CommitteeQuestion", "case correction")),
      tests: [
        "a corrected price counts once its bidder confirms it, and voids the bid when it does not",
        "are put right in the law's order",
        "a unit price with its point in the wrong place is named, one that is merely wrong is not",
        "corrections stand beside the figures and the award takes the corrected price",
      ]),
    RegisteredRule(
      "R-078", "O87 §60",
      zh: "报价明显低于其他投标、可能影响质量或诚信履约的，应当场说明并举证，不能证明的无效。",
      en:
        "A price clearly below the others that puts quality or honesty at risk is explained on the spot with proof, or the bid is invalid.",
      .carried([
        .source("Tendering/LowPriceReview.swift", "func find"),
        .source("Tendering/Evaluation/Invalidity.swift", "abnormallyLow"),
        .source("Operations/AskBidder.swift", "func findExplanation"),
      ]),
      tests: [
        "an explanation is waited for, and only one in time may prove a price",
        "of a correction voids the bid unless it is confirmed, and of a low price when a majority finds it unproven",
        "a low price is asked about before anybody scores, and a majority decides on the explanation",
      ]),
    RegisteredRule(
      "R-079", "LOW26", [.secondary], RuleBook.government,
      zh: "报价低于合格报价平均的百分之五十、低于次低价的百分之五十、低于限价的百分之四十五，或委员会认为过低的，启动异常低价审查；至少给三十分钟说明；触发不等于否决。",
      en:
        "Below half the mean of conforming prices, half the next-lowest, 45 per cent of the ceiling, or by the committee's judgement, a price is examined; thirty minutes at least to explain; a trigger rejects nobody.",
      numbers: [.abnormalToMean, .abnormalToNext, .abnormalToCeiling, .abnormalRatioMax, .abnormalExplanation],
      .partly(
        [
          .source("Tendering/AbnormallyLow.swift", "func triggers"),
          .source("Tendering/LowPriceReview.swift", "timeTooShort"),
          .source("Operations/AskBidder.swift", "lowPriceUnasked"),
        ],
        zh: "触发的报价未经询问和认定不得评分；招标文件提高比例的尚不能写入",
        en:
          "a price that triggers is asked about before anybody scores; ratios raised by the documents have no place yet"
      ),
      tests: [
        "a low price is asked about before anybody scores, and a majority decides on the explanation",
        "set off questions strictly below the ratios", "documents may not raise a ratio above 0.65",
        "a question needs a ground and leaves thirty minutes",
      ]),
    RegisteredRule(
      "R-080", "O87 §36–37; TBR §39–40; GPR §74",
      zh: "有法定情形的视为串通投标，投标无效，书面报财政部门；其他迹象只作线索，由委员会认定。",
      en:
        "The listed facts are deemed collusion: the bids are invalid and finance is told; other signs only support a finding that people make.",
      numbers: [.alikeTextShare, .similarTextShare, .uploadsApart, .priceSeriesMin],
      .partly(
        [
          .source("Tendering/Collusion/CollusionSearch.swift", "static func all"),
          .source("Tendering/Collusion/PricePattern.swift", "unitPricesRegular"),
          .source("Tendering/Evaluation/Invalidity.swift", "collusion"),
          .source("Operations/ShowSignals.swift", "func showSignals"),
          .source("Operations/ReadAttachments.swift", "func readNextBid"),
        ],
        zh: "线索和证据提供给评委，由多数认定；图片不比对，书面报财政部门由经办人办理",
        en:
          "signals and evidence are shown to members, a majority finds; pictures are not compared, and the report to finance is the officer's work"
      ),
      tests: [
        "come from what attachments say and from where bids were handed in, once somebody has read them",
        "signals of collusion are shown with their evidence to members who have declared, and decide nothing",
        "one person in two bids is a signal, and goes by the number where there is one",
        "totals in an arithmetic or constant-ratio series support a finding",
        "texts alike are a signal by their share, without the buyer's own words",
        "one address supports a finding, minutes apart only together with it, one account is deemed",
      ]),
    RegisteredRule(
      "R-081", "GPL §36; O87 §43", [.verified], RuleBook.government,
      zh: "合格或实质响应不足三家、出现影响公正的违法行为、报价均超预算、任务取消的，应予废标，并把理由告知所有投标人。",
      en:
        "A lot fails with fewer than three qualified or responsive, an unlawful act, all above budget, or the task cancelled; all bidders are told why.",
      .carried([
        .source("Tendering/Lot.swift", "enum FailureGround"), .source("Tendering/Review.swift", "tooFewConforming"),
        .source("Tendering/LotFailure.swift", "func requireFailure"),
        .source("Operations/FailLot.swift", "func requireBorneOut"),
        .source("Verification/Checks/Failures.swift", "func checkGround"),
      ]),
      tests: [
        "a stage ends when nothing waits, and too few left fail the lot",
        "fewer ranked bids than the minimum fail the lot under profile G only",
        "two bids where three are needed stay sealed, and the lot fails for it",
        "fails only on a ground that its bids bear",
        "for too few bids or prices above the budget is refused while the figures say otherwise",
      ]),
    RegisteredRule(
      "R-082", "O87 §43; GPL §37; O74 §27", [.verified], RuleBook.government,
      zh: "废标后修改文件重新招标，或经批准改用其他方式；只有两家响应的经批准可以谈判。",
      en:
        "Then the documents are put right and the tender repeated, or another method approved; with two responsive bidders negotiation may be.",
      .partly(
        [
          .source("Documents/Facts/FailureNoticeFacts.swift", "next"),
          .source("Tendering/FollowedTender.swift", "takenUp"),
        ],
        zh: "废标公告写明下一步，重新招标的项目写明前次项目；改用其他方式在系统之外",
        en: "the notice says what comes next, and the new tender names the earlier one; another method is outside"),
      tests: [
        "fill every tag of their templates",
        "a lot that was cancelled is taken up by name: in the documents, for everybody, in the open data",
      ]),
    RegisteredRule(
      "R-083", "N1117 (13)", [.verified], RuleBook.tendering,
      zh: "依法招标有效投标不足三家的，委员会论证是否明显缺乏竞争并写入报告。",
      en:
        "Under the Tendering Law, with fewer than three valid bids the committee argues whether competition is lacking, and writes it down.",
      .carried([
        .source("Tendering/Rules/ProcedureRules.swift", "case argued"), .source("Tendering/Review.swift", "tooFew"),
        .source("Tendering/CompetitionArgument.swift", "enum CompetitionArgument"),
        .source("Operations/ArgueCompetition.swift", "func signCompetition"),
        .source("Verification/Checks/Competition.swift", "func checkCompetition"),
        .sql("0032_competition", "competition_argued"),
      ]),
      tests: [
        "a majority that signs why competition is not lacking lets the lot go on to its award",
        "too few bids are scored once most of the committee has signed why competition is not lacking",
        "without it the lot fails, and each bidder is told what had been found of its own bid",
        "under procurement law nothing is argued, for the rules and for the database",
        "differ in what the law decides differently, and in nothing else",
        "a stage ends when nothing waits, and too few left fail the lot",
      ]),
  ]
}
