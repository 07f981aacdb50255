// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Planning, demand, policy: R-017 … R-024.
extension RuleRegister {
  static let planning: [RegisteredRule] = [
    RegisteredRule(
      "R-017", "GPR §15; REQ22 §10–11", [.verified], RuleBook.government,
      zh: "公共服务须征求公众意见；市场调查一般不少于三家有代表性的供应商，一年内有效。",
      en:
        "For a public service the public is asked; a market survey covers three representative firms and is good for a year.",
      numbers: [.surveyMin, .surveyValidity],
      .carried([
        .source("Tendering/Preparation/DemandSurvey.swift", "DemandSurvey"),
        .source("Tendering/Preparation/Preparation.swift", "surveyOld"), .sql("0024_preparation", "tender_prepared"),
      ]),
      tests: [
        "a survey is good for a year to the day", "each thing that is wanting is named by itself",
        "in earnest nothing goes out before survey, plan, fair-competition conclusion and another's review",
      ]),
    RegisteredRule(
      "R-018", "SME46 §7–8; SME46 §10; SME46 §12; HN-TH", [.verified, .secondary], RuleBook.government,
      zh: "限额以上、二百万元以下的项目专门面向中小企业；以上的预留三成，其中六成给小微；文件写明所属行业。",
      en:
        "Between the threshold and two million the purchase is reserved for small and medium firms; above, thirty per cent is, sixty of that for small ones; the documents name the industry class.",
      numbers: [
        .procurementThreshold, .openTenderBudget, .reservedBudgetMax, .reservedShareMin, .reservedSmallShareMin,
      ],
      .partly(
        [
          .source("Tendering/Rules/RuleBook.swift", "forBudget"),
          .source("Tendering/Lint/DraftLint.swift", "notReserved"),
        ],
        zh: "预算决定规则，不预留的须说明；所属行业和按比例预留未写入草稿",
        en:
          "the budget decides the profile and an unreserved lot needs a word; industry class and shares are not in a draft"
      ),
      tests: ["the budget puts a tender under its profile", "with one thing wrong is found out, with rule and place"]),
    RegisteredRule(
      "R-019", "SME46 §11; SME46 §13; SME46 §20; GPL §77", [.verified], RuleBook.government,
      zh: "享受中小企业政策只须提供声明函，随结果公开；虚假声明按骗取中标处理。",
      en:
        "Only the firm's own declaration of size may be asked for; it is published with the result; a false one is fraud.",
      .partly(
        [
          .source("Tendering/Offer.swift", "FirmSize"), .source("Documents/Facts/ResultNoticeFacts.swift", "firmSize"),
          .source("Tendering/Evaluation/Invalidity.swift", "falseLetter"),
        ],
        zh: "投标声明规模，结果公告列出；声明函原文未随公告公开",
        en: "the bid declares the size and the result notice shows it; the letter itself is not published"),
      tests: ["in order is sealed and read in full", "fill every tag of their templates"]),
    RegisteredRule(
      "R-020", "REQ22 §23; REQ22 §29–34", [.verified], RuleBook.government,
      zh: "需求和实施计划开展前须经一般性审查和重点审查，审查人与编制人不同；合同文本经法律顾问审定。",
      en:
        "Demand and plan are reviewed before the start, by others than those who drafted them; legal counsel passes the contract.",
      .partly(
        [
          .source("Tendering/Preparation/FairnessReview.swift", "mayReview"),
          .sql("0024_preparation", "draft_review_by_another"),
        ],
        zh: "草稿由没有编制过它的人审查，审查针对所审的文本；法律顾问的审定意见由审查人线下核对",
        en:
          "somebody who has not written it reviews the draft, for the text that was read; what counsel says is outside"),
      tests: [
        "who drafted, and who has changed the draft, does not review it",
        "a review is of the text that was read, and another text asks for another",
      ]),
    RegisteredRule(
      "R-021", "GPR §30; O87 §12; TBR §27",
      zh: "公布预算；最高限价不高于预算；不得设最低限价。", en: "The budget is published; a ceiling is within it; there is no floor price.",
      .carried([
        .source("Tendering/Lint/DraftLint.swift", "floorPrice"),
        .source("Tendering/Notice.swift", "ceilingAboveBudget"), .sql("0004_tender", "lot_ceiling_within_budget"),
      ]),
      tests: [
        "with one thing wrong is found out, with rule and place",
        "each fault alone has its refusal, and earlier ones win over later ones",
      ]),
    RegisteredRule(
      "R-022", "GPR §29", [.verified, .memory], RuleBook.government,
      zh: "实施计划开展前报财政备案；采购意向至少提前三十日公开。",
      en: "The plan is filed with the finance bureau before the start; the intention is published thirty days ahead.",
      numbers: [.intentionLead],
      .partly(
        [.source("Tendering/Preparation/Preparation.swift", "intentionLate")],
        zh: "登记意向公开日和备案日，正式项目发布前核对；公开和备案本身在中国政府采购网和财政部门办理",
        en: "the days of intention and filing are recorded and looked at before a real notice; both are done outside"),
      tests: ["each thing that is wanting is named by itself"]),
    RegisteredRule(
      "R-023", "GPL §28; GPR §28", [.verified], RuleBook.government,
      zh: "不得化整为零：同一年度同类项目合并计算。", en: "No splitting: one kind in one fiscal year is added up.",
      .carried([.source("Tendering/Notice.swift", "R-023")]),
      tests: ["each fault alone has its refusal, and earlier ones win over later ones"]),
    RegisteredRule(
      "R-024", "FCC §8–10; FCC §13; FCC §18; FCR §20",
      zh: "公告和招标文件发布前须有公平竞争审查的书面结论。",
      en: "Notice and documents need a written conclusion of the fair-competition review before they go out.",
      .carried([
        .source("Tendering/Preparation/FairnessReview.swift", "FairnessReview"),
        .source("Tendering/Notice.swift", "reviewMissing"), .sql("0024_preparation", "preparation_conclusion"),
      ]),
      tests: [
        "each fault alone has its refusal, and earlier ones win over later ones",
        "in earnest nothing goes out before survey, plan, fair-competition conclusion and another's review",
        "a rehearsal is stopped by a no, and by nothing that is not there",
      ]),
  ]
}
