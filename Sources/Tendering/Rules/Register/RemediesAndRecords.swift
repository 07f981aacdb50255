// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Remedies: R-115 … R-120; records, platform, data: R-121 … R-129.
extension RuleRegister {
  static let remedies: [RegisteredRule] = [
    RegisteredRule(
      "R-115", "GPR §52", [.verified], RuleBook.government,
      zh: "供应商询问的，三个工作日内答复。", en: "An inquiry is answered within three working days.", numbers: [.inquiryAnswer],
      .here(("Remedies/RemedyWindow", "inquiryAnswer"), ("Remedies/Remedy", "case inquiry")),
      tests: [
        "is answered within its days, holidays left out and worked weekends counted",
        "is upheld before anything follows",
        "are answered to all, and nobody learns who asked",
        "are taken within their window, which moves with the deadline, and each fault has its code",
      ]),
    RegisteredRule(
      "R-116", "GPL §52–53; O94 §10–15; GPR §53", [.verified], RuleBook.government,
      zh: "知道权益受损七个工作日内可以质疑，七个工作日内答复，并通知有关供应商，不泄露商业秘密；文件可要求一次提出。",
      en:
        "Within seven working days of knowing a challenge may be made and is answered in seven, others concerned told, no trade secret out; the documents may ask for one go a step.",
      numbers: [.challengeWithin, .challengeAnswer],
      .partly(
        [
          .source("Tendering/Remedies/RemedyWindow.swift", "challengeWithin"),
          .source("Tendering/Remedies/RemedyFiling.swift", "noStanding"),
          .source("Documents/Facts/RemedyFacts.swift", "RemedyAnswerFacts"),
          .source("Documents/Facts/ResultLetterFacts.swift", "challengeWorkingDays"),
        ],
        zh: "招标文件要求一次性提出的，由经办人审查", en: "where the documents ask for one go a step, the officer looks to it"),
      tests: [
        "may be filed within its window and not a day outside",
        "without standing, in the wrong way or beyond its bounds is refused, the first fault first",
        "a challenge to the documents that is upheld is owed an amendment, and the opening waits for it",
        "the opening goes on once the documents are amended, for the rules and for the database",
        "a challenge holds the signing until it is answered, whoever tries and however",
      ]),
    RegisteredRule(
      "R-117", "GPL §55–57; O94 §17–28", [.verified], RuleBook.government,
      zh: "答复期满十五个工作日内可向财政部门投诉；五日审查、八日送达、三十日决定，暂停不超过三十日；不得超出质疑事项。",
      en:
        "Within fifteen working days after the answer fell due a complaint goes to finance; five days to check, eight to serve, thirty to decide, suspension thirty days at most; not beyond the challenge.",
      numbers: [.complaintWithin, .complaintCheck, .complaintService, .complaintDecision, .suspensionMax],
      .partly(
        [
          .source("Tendering/Remedies/RemedyWindow.swift", "complaintWithin"),
          .source("Tendering/Remedies/RemedyFiling.swift", "beyondChallenge"),
          .source("Documents/Facts/RemedyFacts.swift", "ComplaintDecisionFacts"),
        ],
        zh: "投诉书副本的送达由监督部门办理", en: "the authority serves the copies itself"),
      tests: [
        "is a complaint from the answer on, for fifteen working days after it fell due",
        "in a complaint may be what the answer itself gave rise to",
        "a complaint holds it while the authority suspends",
        "a challenge holds the signing until it is answered, whoever tries and however",
      ]),
    RegisteredRule(
      "R-118", "GPR §54", [.verified], RuleBook.government,
      zh: "可能影响结果的，未签不得签合同，已签的中止履行。",
      en: "While it may change the result nothing is signed; what is signed is suspended.",
      .carried([
        .source("Tendering/Remedies/RemedyHold.swift", "func holding"),
        .source("Operations/SignPaper.swift", "restsOnAward"), .sql("0019_remedies", "refuse_while_held"),
      ]),
      tests: [
        "holds what its profile says while it is pending, a complaint while it suspends",
        "a challenge holds the signing until it is answered, whoever tries and however",
        "the database knows what each profile's remedies hold",
        "a challenge to the result holds the contract until it is answered",
      ]),
    RegisteredRule(
      "R-119", "TBR §22; TBR §54; TBR §60–61", [.verified], RuleBook.statutory,
      zh: "依法招标：对文件的异议在截止十日前提出，三日内答复并暂停；对结果的异议在公示期内；十日内可投诉，三个工作日受理，三十个工作日决定。",
      en:
        "Statutory track: an objection to the documents ten days before the deadline, answered in three and halting; to the result within the publicity; complaint in ten days, accepted in three working days, decided in thirty.",
      numbers: [
        .objectionLead, .objectionAnswer, .statutoryComplaintWithin, .statutoryComplaintAcceptance,
        .statutoryComplaintDecision,
      ],
      .carried([
        .source("Tendering/Calendar/Timetable.swift", "objectToDocumentsUntil"),
        .source("Tendering/Remedies/RemedyWindow.swift", "objectionLead"),
        .source("Operations/StartOpening.swift", "requireNotHeld"), .sql("0019_remedies", "refuse_while_held"),
      ]),
      tests: [
        "the last day to amend without moving the deadline is fifteen days before it",
        "may be filed within its window and not a day outside",
        "under the tendering law an objection holds opening and award",
        "under the tendering law candidates are public first, and an objection to them holds the award alone",
      ]),
    RegisteredRule(
      "R-120", "O94 §37; GPR §73", [.verified], RuleBook.government,
      zh: "十二个月内三次以上查无实据的投诉或虚假投诉，列入不良记录。",
      en: "Three unfounded complaints in twelve months, or false ones, are put on record.",
      numbers: [.unfoundedComplaints], .outside(zh: "由财政部门记录", en: "the finance bureau keeps that record")),
  ]

  static let records: [RegisteredRule] = [
    RegisteredRule(
      "R-121", "GPL §42; GPR §46",
      zh: "采购文件自采购结束起保存十五年以上，可以电子形式；列出活动记录的内容。",
      en: "Files are kept fifteen years from the end, electronic ones count; what the activity record holds is listed.",
      numbers: [.recordRetention],
      .carried([
        .source("Store/Activity.swift", "func record"),
        .source("Operations/Archive/ArchiveTender.swift", "func archive"),
        .source("Operations/Archive/ArchiveFacts.swift", "struct ArchiveKeeping"),
        .sql("0002_people", "create table activity"),
      ]),
      tests: [
        "has a line for every deed, written in the deed's own transaction",
        "is whole, is kept for fifteen years, and shows whatever is done to it",
        "an insert-only table refuses its own owner", "are all tables but those that are named here with a reason",
      ]),
    RegisteredRule(
      "R-122", "E20 §14; E20 §49",
      zh: "每一步记录时间、网络地址、人员，不可篡改、不丢失、可追溯。",
      en: "Each step is logged with time, address and person; no tampering, no loss, traceable.",
      .carried([
        .source("Store/Activity.swift", "enum NetworkAddress"), .source("Transparency/Tree.swift", "enum Tree"),
        .sql("0026_clues", "activity_address"),
      ]),
      tests: [
        "every step is recorded with the address that it came from, and a proxy's word is a proxy's alone",
        "keeps the list of who may act, and a record of it",
        "whatever is changed behind the daemon's back, it is found by name",
      ]),
    RegisteredRule(
      "R-123", "E20 §7–10; E20 §45; E20 §48; E20 §53",
      zh: "设监督通道，接口开放、编码统一、注册免费，服务器在境内，检测认证。",
      en:
        "A channel for supervision, open interfaces and uniform codes, free registration, servers in China, testing and certification.",
      .partly(
        [.source("Exact/TradingCode.swift", "TradingCode"), .source("Tendering/Actor.swift", "case supervisor")],
        zh: "接口和编码公开，监督人员有独立身份；部署和认证在系统之外",
        en: "interfaces and codes are open, supervisors have a role; hosting and certification are outside"),
      tests: ["the check is that of ISO 7064", "a route serves the roles of its deeds and nobody else"]),
    RegisteredRule(
      "R-124", "ARCH §38–41; ARC103", [.verified, .secondary],
      zh: "来源可靠、程序规范、要素齐全；一标段一卷；分永久、三十年、十年；四性检测。",
      en:
        "Reliable source, regular procedure, complete elements; one lot one file; kept for ever, thirty or ten years; four checks.",
      .partly(
        [
          .source("Verification/Archive/ArchiveCheck.swift", "struct ArchiveCheck"),
          .source("Verification/Archive/ArchiveReport.swift", "enum ArchiveProperty"),
          .source("Operations/Archive/ArchiveFacts.swift", "static func index"),
        ],
        zh: "导出归档包并做四性检测；保管期限档次和病毒扫描由档案部门定和做",
        en:
          "the package is exported and checked four ways; the class of retention and the scan for viruses are the archivists'"
      ),
      tests: ["is whole, is kept for fifteen years, and shows whatever is done to it"]),
    RegisteredRule(
      "R-125", "GIR §15; GIR §20; GIR §26; GIR §32–33; GIR §37",
      zh: "主动公开二十个工作日；依申请二十个工作日可延长二十日；征求第三方意见十五个工作日；去除商业秘密后公开其余。",
      en:
        "Own disclosure within twenty working days; on request twenty, once more twenty; a third party is heard for fifteen; trade secrets cut out, the rest given.",
      numbers: [.ownDisclosure, .disclosureAnswer, .disclosureHearing],
      .outside(
        zh: "由政府信息公开机构办理；本系统的公开材料随时可查", en: "the disclosure office does it; what is public here is open at any time")),
    RegisteredRule(
      "R-126", "DSL §21; DSL §27; DSL §38–40; NDR §12; NDR §16–17; PIPL §6; PIPL §13; PIPL §51; PIPL §55",
      zh: "国家机关数据仅为履职使用并保密，承建者不得留存；分类分级；个人信息最小必要；处理敏感信息前评估。",
      en:
        "State data serves duty only and stays secret, its builder keeps none; data has classes; personal data is minimal; impact is assessed first.",
      numbers: [.handoverRecords],
      .partly(
        [.sql("0002_people", "create table actor"), .source("tenderd/Settings.swift", "Settings")],
        zh: "公开文件不含评委姓名和联系方式；评估和分级在单位制度内",
        en: "public files hold no member's name; assessment and classes are the bureau's work"),
      tests: ["who may read which paper", "the daemon may insert, and update or delete only what the list names"]),
    RegisteredRule(
      "R-127", "CRY §8; CRY §27", [.verified, .memory],
      zh: "商用密码保护非涉密信息；按要求开展密码应用安全性评估和等级保护。",
      en: "Commercial cryptography protects what is no state secret; its use is assessed where required.",
      .outside(
        zh: "评估由单位组织；本系统用公开算法，不能替代国密要求",
        en: "the bureau has it assessed; the algorithms here are public ones and stand for no approved suite")),
    RegisteredRule(
      "R-128", "CC §501; PAR §14; PAR §17–18; PAR §25",
      zh: "投标人和代理机构的秘密即使未订合同也不得泄露；代理机构不得接受利益冲突的委托，不得以自己名义申请。",
      en:
        "Secrets of bidders and agencies stay secret without a contract too; an agency takes no conflicting client and applies for nothing in its own name.",
      .partly(
        [
          .source("Trusteeship/TrusteeContract.swift", "conflictOfInterest"), .source("Notes/Notice.swift", "isPublic"),
        ],
        zh: "合同有利益冲突和保密条款；冲突登记未提供", en: "contracts have both clauses; no register of conflicts yet"),
      tests: [
        "in full mode is free and holds the core services and the duties",
        "of an opening hold the particulars as they were hashed, in the log's order",
      ]),
    RegisteredRule(
      "R-129", "CC §845; CC §878–887; CC §919–933",
      zh: "托管合同兼有委托和技术咨询服务：书面、保密、成果归属；无偿委托仅对故意或重大过失负责；双方可随时解除。合同条款应约定更高标准。",
      en:
        "A trustee contract is mandate and technical service: written, secret, ownership of results; a free mandate answers for intent and gross negligence only and ends at will, so its clauses raise the standard.",
      .carried([.source("Trusteeship/TrusteeContract.swift", "enum Clause")]),
      tests: [
        "in full mode is free and holds the core services and the duties",
        "in partial mode is paid by the firm, item by item",
      ]),
  ]
}
