// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Award, contract, payment: R-099 … R-114.
extension RuleRegister {
  static let award: [RegisteredRule] = [
    RegisteredRule(
      "R-099", "O87 §68; GPR §43", [.verified], RuleBook.government,
      zh: "评标报告两个工作日内送采购人，采购人五个工作日内按名次确定；逾期不答视为确定第一名。",
      en:
        "The report reaches the buyer in two working days; the buyer decides in rank order within five; silence means the first.",
      numbers: [.reportToBuyer, .buyerDecision],
      .here(("Award", "skipsRank"), ("Calendar/Timetable", "decideBy")),
      tests: [
        "anything out of rank order is refused",
        "after the evaluation the decision, the notices, the challenge and the contract follow",
      ]),
    RegisteredRule(
      "R-100", "TBR §54; O10", [.verified, .secondary], RuleBook.statutory,
      zh: "依法招标收到报告三日内公示候选人，不少于三日，列名次、报价、质量、期限、评标情况、项目负责人和异议渠道。",
      en:
        "Under the statutory track candidates are made public within three days of the report, for three days, with rank, price, term, evaluation, leader and where to object.",
      numbers: [.publicityStart, .publicityPeriod],
      .carried([
        .source("Tendering/Calendar/Timetable.swift", "publicityBy"),
        .source("Tendering/Publicity.swift", "func admit"),
        .source("Documents/Facts/CandidateNoticeFacts.swift", "CandidateNoticeFacts"),
        .sql("0020_award_void", "award_after_publicity"),
      ]),
      tests: [
        "after the evaluation the decision, the notices, the challenge and the contract follow",
        "candidates are public for three days before a lot is awarded, where the law wants it",
      ]),
    RegisteredRule(
      "R-101", "O87 §69; GPR §43; SME46 §13", [.verified], RuleBook.government,
      zh: "确定后两个工作日内公告结果，附招标文件，列采购人、编号、中标人、金额、服务内容、专家姓名、中小企业声明；公告期一个工作日。",
      en:
        "Within two working days the result is published with the documents: buyer, number, winner, amount, content, experts' names, the SME letter; for one working day.",
      numbers: [.resultNotice, .resultNoticePeriod],
      .partly(
        [
          .source("Documents/Facts/ResultNoticeFacts.swift", "ResultNoticeFacts"),
          .source("Tendering/Calendar/Timetable.swift", "resultNoticeBy"),
        ],
        zh: "定标即生成公告；声明函原文未附", en: "made at the award; the SME letter itself is not attached"),
      tests: [
        "fill every tag of their templates",
        "after the evaluation the decision, the notices, the challenge and the contract follow",
      ]),
    RegisteredRule(
      "R-102", "O87 §69; TBL §45",
      zh: "同时发中标通知书；告知未通过审查的原因；告知落标人本人的得分和名次，仅限本人。",
      en:
        "The award notice goes out with it; who was rejected is told why; each loser its own score and rank, and nobody else's.",
      .carried([
        .source("Documents/Facts/ResultLetterFacts.swift", "ResultLetterFacts"),
        .source("Tendering/Evaluation/Disclosure.swift", "seal"),
      ]),
      tests: [
        "of a letter to a loser name nobody else", "shows the winner's numbers and nobody else's",
        "lets each bidder check its own element",
        "each bidder gets its own result and holds it against the public seal",
      ]),
    RegisteredRule(
      "R-103", "TBL §43; GPL §77",
      zh: "确定中标人前不得谈判价格、方案等实质内容。", en: "No bargaining over price or substance before the award.",
      .here(("Award", "The corrected price")),
      tests: ["the award's price and winner stand, and thirty days pass in a rehearsal"]),
    RegisteredRule(
      "R-104", "TBR §55; GPR §49",
      zh: "中标人放弃或不能履约的，按名次确定下一候选人，或重新招标。",
      en: "When the winner drops out, the next candidate follows, or a new procedure.",
      .carried([
        .source("Tendering/Award.swift", "enum PassingOver"), .source("Tendering/AwardFall.swift", "func mayFall"),
        .source("Operations/VoidAward.swift", "func voidAward"), .sql("0020_award_void", "award_follows_void"),
      ]),
      tests: [
        "the second may follow a first that is lawfully passed over",
        "falls through before its contract is signed, and the next candidate follows",
        "the next candidate follows, and the contract is with it",
      ]),
    RegisteredRule(
      "R-105", "GPL §46; O87 §71; TBL §46",
      zh: "通知书发出三十日内订立合同，不得改变实质内容，不得附加不合理要求。",
      en: "The contract is made within thirty days of the notice, with no change of substance and no extra demand.",
      numbers: [.contractWithin],
      .carried([
        .source("Trusteeship/Agreements.swift", "tooLate"), .source("Trusteeship/Agreements.swift", "priceDiffers"),
      ]),
      tests: [
        "the service contract takes the award as it is, within thirty days",
        "thirty days end with the thirtieth day in China",
      ]),
    RegisteredRule(
      "R-106", "O87 §72; REQ22 §23; CC §470",
      zh: "合同内容齐全；分期考核可以与付款挂钩。", en: "A contract has its full content; staged assessment may be tied to payment.",
      .carried([.source("Documents/Facts/ServiceContractFacts.swift", "ServiceContractFacts")]),
      tests: ["fill every tag of their templates"]),
    RegisteredRule(
      "R-107", "GPR §48; TBR §58",
      zh: "履约保证金不超过合同金额的百分之十，非现金。", en: "Performance security is ten per cent at most, and never cash.",
      numbers: [.performanceSecurityMax], .outside(zh: "默认不收", en: "none is asked for")),
    RegisteredRule(
      "R-108", "GPR §50", [.verified], RuleBook.government,
      zh: "签订后两个工作日内公告合同，涉密部分除外。", en: "The contract is published within two working days of signing, secrets out.",
      numbers: [.contractPublication],
      .partly(
        [.source("Tendering/Calendar/Timetable.swift", "contractPublishedBy")],
        zh: "期限可算；合同摘要入日志，由经办人在采购网公告",
        en: "the date is counted, the contract's hash is logged; the officer publishes it"),
      tests: ["after the evaluation the decision, the notices, the challenge and the contract follow"]),
    RegisteredRule(
      "R-109", "GPL §47", [.verified], RuleBook.government,
      zh: "签订后七个工作日内合同副本报财政备案。", en: "A copy is filed with finance within seven working days.",
      numbers: [.contractFiling],
      .partly(
        [.source("Tendering/Calendar/Timetable.swift", "contractFiledBy")],
        zh: "期限可算；向财政备案在线下", en: "the date is counted; filing with finance is done outside"),
      tests: ["after the evaluation the decision, the notices, the challenge and the contract follow"]),
    RegisteredRule(
      "R-110", "TBL §47", [.verified], RuleBook.statutory,
      zh: "依法招标确定中标人十五日内书面报告监督部门。",
      en: "Under the statutory track the supervisor gets a written report within fifteen days.",
      numbers: [.supervisorReport],
      .partly(
        [.source("Tendering/Calendar/Timetable.swift", "supervisorToldBy")],
        zh: "期限可算；报告文书未提供", en: "the date is counted; the report is not offered yet"),
      tests: ["after the evaluation the decision, the notices, the challenge and the contract follow"]),
    RegisteredRule(
      "R-111", "GPL §48–50; TBL §48",
      zh: "不得转包；非主体部分经约定可分包；追加不超过百分之十；不得擅自变更、中止。",
      en:
        "No transfer; only non-core parts are subcontracted, as announced; additions of ten per cent at most; no arbitrary change.",
      numbers: [.additionMax],
      .partly(
        [
          .source("Trusteeship/PerformanceAcceptance.swift", "additionTooLarge"),
          .source("Operations/Audit/AuditPerformance.swift", "auditPerformance"),
        ],
        zh: "验收时追加不得超过限额；转包、分包由合同条款写明，在双方之间",
        en: "what is added is limited at the acceptance; transfer and subcontracting are the contract's clauses"),
      tests: ["what is added is a tenth of the price at most, and says why"]),
    RegisteredRule(
      "R-112", "GPL §41; GPR §45; REQ22 §24",
      zh: "逐项验收；公共服务由服务对象参与并提出意见，结果公开。",
      en: "Acceptance item by item; users of a public service take part, and the result is published.",
      .partly(
        [
          .source("Trusteeship/PerformanceAcceptance.swift", "usersMissing"),
          .source("Operations/AcceptPerformance.swift", "func acceptPerformance"),
          .source("Documents/Facts/AcceptanceSheetFacts.swift", "struct AcceptanceSheetFacts"),
          .source("OpenData/ContractsSection.swift", "performanceFailures"),
          .sql("0028_performance", "contract_acceptance_final"),
        ],
        zh: "逐项验收、服务对象意见、验收单、不良记录和结果公开都有；企业逐家评价和机构考核尚未提供",
        en:
          "items, users' opinions, the sheet, failures and the published result are; ratings by firm and assessment are not"
      ),
      tests: [
        "an acceptance goes item by item and asks the users of the service",
        "a contract's failures and its acceptance are recorded in order and published",
        "is printed for each round, says what was recorded, and is for those whom the contract concerns",
      ]),
    RegisteredRule(
      "R-113", "SMEP §9–10; FAIR38 III",
      zh: "对中小企业自交付或验收起三十日内付款，最长不超过六十日。",
      en: "Small and medium firms are paid within thirty days of delivery, never over sixty.",
      numbers: [.paymentWithin, .paymentMax],
      .carried([
        .source("Operations/DraftServiceContract.swift", "paymentWithin"),
        .source("Trusteeship/AcceptedPayment.swift", "static func last"),
        .source("Operations/RecordPayment.swift", "func duePayment"), .sql("0033_payment", "contract_payment"),
      ]),
      tests: [
        "the chain from the award to two filing numbers",
        "a contract's failures and its acceptance are recorded in order and published",
      ]),
    RegisteredRule(
      "R-114", "O102", [.memory], RuleBook.government,
      zh: "服务合同一般不超过一年，预算有保障的可到三年；实行绩效评价。",
      en: "A service contract runs a year, three if its budget is assured; the money's effect is assessed.",
      numbers: [.serviceTermMax],
      .partly(
        [.source("Trusteeship/Agreements.swift", "termOutsideBatch")], zh: "期限在一年批次之内；绩效评价未提供",
        en: "the term lies within a batch of a year; assessment is not offered"),
      tests: ["the service contract takes the award as it is, within thirty days"]),
  ]
}
