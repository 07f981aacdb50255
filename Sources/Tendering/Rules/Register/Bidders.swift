// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Who may bid: R-001 … R-016.
extension RuleRegister {
  static let bidders: [RegisteredRule] = [
    RegisteredRule(
      "R-001", "GPL §22; GPR §17",
      zh: "供应商须具备六项条件，并以固定材料证明：执照、财务、纳税和社保、设备与能力、无重大违法记录声明。",
      en:
        "A supplier meets six conditions, proven by fixed papers: licence, accounts, tax and social insurance, means, and a declaration of no major violation.",
      numbers: [.violationLookback],
      .partly(
        [
          .source("Tendering/Evaluation/Invalidity.swift", "notQualified"),
          .source("Operations/ReviewBids.swift", "func qualifyBids"),
        ],
        zh: "资格审查逐份作出结论和理由；六项材料本身由审查人查看，不由系统判断",
        en: "each bid gets a finding with its reason; the papers themselves are read by people"),
      tests: ["a finding is taken at its own stage with a reason"]),
    RegisteredRule(
      "R-002", "GPR §19", [.verified, .memory], RuleBook.government,
      zh: "重大违法指刑事处罚、停业、吊销执照、较大数额罚款；禁止参加期已满的不再受限。",
      en:
        "A major violation is a criminal penalty, suspension, revocation or larger fine; a debarment that has run out bars no more.",
      numbers: [.violationFine],
      .partly(
        [
          .source("Tendering/Evaluation/Invalidity.swift", "majorViolation"),
          .source("Tendering/Standing/StandingList.swift", "func holds"),
        ],
        zh: "禁止参加期按起止日计算，期满不再受限；重大违法本身由审查人认定",
        en: "debarments count by their dates and end with them; a major violation itself is found by the reviewer"),
      tests: [
        "a finding is taken at its own stage with a reason",
        "an entry bars from its first day to its last, and no longer",
      ]),
    RegisteredRule(
      "R-003", "GPR §18; TBR §34",
      zh: "单位负责人为同一人或有控股、管理关系的，不得参加同一标段；参与编写需求的不得投标；违者相关投标均无效。",
      en:
        "Firms under one head, or where one controls or manages another, do not bid for one lot; who wrote the specification does not bid; all bids concerned are invalid.",
      .partly(
        [
          .source("Tendering/Evaluation/Invalidity.swift", "relatedBidder"),
          .source("Tendering/Evaluation/Invalidity.swift", "wroteSpecification"),
        ],
        zh: "作为资格审查的无效事由认定；不接企业登记库，关系由审查人查证",
        en: "grounds at qualification; relations are looked up by people, no register of firms is connected"),
      tests: ["a finding is taken at its own stage with a reason"]),
    RegisteredRule(
      "R-004", "O87 §8; TBR §13; E20 §23",
      zh: "代理机构、平台运营者及其关联方不得投标，也不得为投标人提供咨询。",
      en: "Procurement agents, the platform's operator and their affiliates neither bid nor advise bidders.",
      .partly(
        [.source("Tendering/Actor.swift", "case .registerAgency")],
        zh: "一把密钥只有一种身份，经办人和管理员的密钥不能投标；关联关系由采购人查证",
        en: "a key has one role, so an officer's or administrator's cannot bid; affiliation is checked by people"),
      tests: ["a deed belongs to its roles and to nobody else"]),
    RegisteredRule(
      "R-005", "GPL §24; GPR §22; O87 §19; TBR §37",
      zh: "公告须写明是否接受联合体；未写明的视为接受（政府采购）；成员签协议、不得另行投标、承担连带责任。",
      en:
        "The notice says whether consortia are accepted; silence means yes (G); members sign an agreement, bid once and answer jointly.",
      .partly(
        [
          .source("Tendering/Lint/DraftLint.swift", "consortiumUnsaid"),
          .source("Tendering/Evaluation/Invalidity.swift", "consortiumAgreementMissing"),
          .source("Tendering/Standing/Standing.swift", "func sharedMembers"),
          .sql("0027_inheritance", "qualification_member_accepted"),
        ],
        zh: "草稿检查提示写明；不接受的不能通过；一家参加两份投标的，不写理由不能通过；缺协议是无效事由，协议由审查人核对",
        en:
          "the lint asks for a word; none passes where none is accepted, and no firm in two bids without a reason; the agreement is looked at by people"
      ),
      tests: [
        "with one thing wrong is found out, with rule and place", "a finding is taken at its own stage with a reason",
        "is held against the lists with every member, and no firm stands in two bids without a word",
        "does not pass where the documents accept none, by the rules and by the database",
      ]),
    RegisteredRule(
      "R-006", "PAR §7–9; PAR §27",
      zh: "专利代理机构须持有国家知识产权局颁发的执业许可证；无证从业没收所得并罚款。",
      en: "A patent agency holds a practice licence of CNIPA; working without one costs the gain and a fine.",
      .partly(
        [
          .source("Operations/RegisterAgency.swift", "func registerAgency"),
          .source("Tendering/Evaluation/Invalidity.swift", "noLicence"),
          .source("Tendering/Standing/Standing.swift", "func licenceState"),
        ],
        zh: "登记要许可证号；导入国家局名单后，截止日无效的不能通过资格审查；名单由经办人查询",
        en:
          "registration carries the licence number; by the register that an officer brings, a licence not valid at the deadline does not pass"
      ),
      tests: [
        "a licence is valid by its state, its dates and its holder",
        "nobody passes who was barred at the deadline, and who shares a person passes with a reason only",
        "an agency registers once, and the same again is the same",
        "with licence, code and proof it is on the register",
      ]),
    RegisteredRule(
      "R-007", "PAR §11–12; PAR §16",
      zh: "专利代理师须有资格证、满一年实习，只在一家机构执业；同一人出现在两份投标中是差错，也是串通线索。",
      en:
        "A patent attorney is certified, did a year's internship and works for one agency; one person in two bids is an error and a signal of collusion.",
      .partly(
        [
          .source("Tendering/Collusion/CollusionFacts.swift", "sameAttorney"),
          .source("Tendering/Standing/Standing.swift", "func sharedPeople"),
        ],
        zh: "开标后查出同一人出现在两份投标中，不写理由不能通过；资格证和执业登记由审查人核对",
        en:
          "one person in two bids of a lot is found after the opening, and neither passes without a reason; certificate and practice are checked by people"
      ),
      tests: [
        "one person in two bids is a signal, and goes by the number where there is one",
        "one person in two bids of a lot is found by the certificate's number",
        "nobody passes who was barred at the deadline, and who shares a person passes with a reason only",
      ]),
    RegisteredRule(
      "R-008", "PAM", [.memory],
      zh: "分支机构没有独立受托资格：由机构投标、分支服务；分支须在省里备案，机构成立满二年且代理师十人以上。",
      en:
        "A branch has no mandate of its own: the agency bids and the branch serves; it is filed with the province, the agency two years old with ten attorneys.",
      .outside(
        zh: "由资格审查人核对备案材料；投标人只能是机构本身，密钥名是其信用代码",
        en: "the reviewer checks the filing; a bidder is the agency itself, its key is named by its credit code")),
    RegisteredRule(
      "R-009", "GPR §20; FCC §9; FCR §6; FCR §20; FAIR38 I(3); N1117 (3); GPL §5",
      zh: "注册地、本地分支、本地纳税或社保不得作为准入条件或评分因素。",
      en: "Registered place, local branch, local tax or local insurance is neither a condition nor a score.",
      .here(
        ("Lint/Wordlist", "static let locality"), ("Lint/LocalFirms", "enum LocalFirms"),
        ("Lint/DraftLint", "localityCondition")),
      tests: [
        "with one thing wrong is found out, with rule and place",
        "passes with a legal note where the law leaves room, and nowhere else",
        "that asks for bidders by their place is found out, in whatever words",
        "that names a place as where it serves is left alone", "about the service itself is left alone",
      ]),
    RegisteredRule(
      "R-010", "O87 §17; SME46 §5; FAIR38 I(4)",
      zh: "注册资本、资产、营业收入、人数、利润、纳税额、成立年限不得作为资格条件或评分因素。",
      en: "Capital, assets, revenue, staff, profit, tax or age of a firm is neither a condition nor a score.",
      .here(("Lint/Wordlist", "static let size"), ("Lint/DraftLint", "sizeCondition")),
      tests: [
        "with one thing wrong is found out, with rule and place",
        "of a rehearsal is told what would need a note in earnest",
      ]),
    RegisteredRule(
      "R-011", "GPR §20; TBR §32",
      zh: "特定地区或特定行业的业绩、奖项不得加分。", en: "Works or awards of one region or one trade earn no bonus.",
      .here(("Lint/Wordlist", "static let regionalBonus"), ("Lint/DraftLint", "regionalBonus")),
      tests: ["with one thing wrong is found out, with rule and place"]),
    RegisteredRule(
      "R-012", "REQ22 §18",
      zh: "以往合同作为资格条件的，一般不超过两个，并限定范围。",
      en: "Past contracts as a condition of qualification: normally two at most, their scope defined.",
      numbers: [.similarContractsMax],
      .here(("Lint/Wordlist", "func pastContracts"), ("Lint/DraftLint", "pastContractsTooMany")),
      tests: ["with one thing wrong is found out, with rule and place", "about the service itself is left alone"]),
    RegisteredRule(
      "R-013", "FAIR38 I(2); O110 §3; O110 §7; O110 §15; O110 §27", [.verified, .memory],
      zh: "不得以备选库、名录库、资格库作为进入门槛，依法设立的框架协议除外：按名次入围两家以上，淘汰不少于五分之一且至少一家，服务项目不超过两年，第二阶段由服务对象直接选定或者按序轮候。",
      en:
        "No pool, list or library is the ticket to a tender, except a lawful framework agreement: two or more in rank order, a fifth and at least one eliminated, two years for services, and users choose or the selected come in turn.",
      numbers: [
        .frameworkYearsMax, .frameworkEliminationMin, .frameworkEliminatedMin, .frameworkResponsesMin,
        .frameworkSelectedMin,
      ],
      .partly(
        [
          .source("Tendering/Lint/Wordlist.swift", "static let library"),
          .source("Tendering/Rules/ProcedureRules.swift", "enum FrameworkSelection"),
          .source("Tendering/Framework/FrameworkTerms.swift", "static func faults"),
          .source("Tendering/Framework/Selection.swift", "func select"),
          .source("Tendering/Framework/CallOff.swift", "func called"),
          .source("Operations/Framework/SelectAgencies.swift", "func selectAgencies"),
          .source("Verification/Checks/Selections.swift", "func checkSelections"),
          .sql("0031_framework", "create function selection_eliminates"),
          .source("Operations/RegisterAgency.swift", "func registerAgency"),
        ],
        zh: "二次竞价和开放式框架协议没有做；每个标段同时只有一份成交在办；清退的法定情形凭记忆写成，待核实",
        en:
          "no second competition and no open framework; one call-off of a lot stands at a time; the grounds of removal are from memory"
      ),
      tests: [
        "with one thing wrong is found out, with rule and place", "select all but a fifth, and at least one less",
        "goes from the selection of several to call-offs, and anybody can work it out again",
        "selects the first of the ranked, as many as documents and law leave",
      ]),
    RegisteredRule(
      "R-014", "O87 §20; C125", [.verified, .memory],
      zh: "招标文件写明信用查询渠道、截止时点、记录的保存和使用；联合体查每个成员。",
      en:
        "The documents name the credit channels, the cut-off and how records are kept and used; every member of a consortium is looked up.",
      .partly(
        [
          .source("Tendering/Evaluation/Invalidity.swift", "creditBreach"),
          .source("Operations/ImportStandings.swift", "struct LotStandings"),
          .sql("0018_standing", "create table standing_import"),
        ],
        zh: "名单、渠道、查询时间只增不改地登记，投标人和联合体每个成员按截止日核对；是否查询由经办人负责",
        en:
          "lists, channel and time of the query are kept; bidder and every member of a consortium are held against them on the day of the deadline; that they are looked up is the officer's work"
      ),
      tests: [
        "nobody passes who was barred at the deadline, and who shares a person passes with a reason only",
        "is held against the lists with every member, and no firm stands in two bids without a word",
      ]),
    RegisteredRule(
      "R-015", "GPL §77; TBR §67–68",
      zh: "被禁止参加采购活动一至三年的，期内不得投标；禁止有起止日期和范围。",
      en: "Whoever is debarred, for one to three years, does not bid meanwhile; a debarment has dates and scope.",
      .carried([
        .source("Tendering/Evaluation/Invalidity.swift", "debarred"),
        .source("Tendering/Standing/Standing.swift", "func against"),
        .sql("0018_standing", "create table standing_entry"),
      ]),
      tests: [
        "an entry bars from its first day to its last, and no longer",
        "nobody passes who was barred at the deadline, and who shares a person passes with a reason only",
      ]),
    RegisteredRule(
      "R-016", "TBL §25; O87 §30",
      zh: "招标投标法下投标人为法人或其他组织；政府采购也可为自然人，但专利代理业务不可能是自然人。",
      en:
        "Under the Tendering Law bidders are organisations; procurement knows natural persons too, whom R-006 rules out here.",
      .carried([
        .source("Operations/RegisterAgency.swift", "func registerAgency"),
        .source("Exact/CreditCode.swift", "CreditCode"),
      ]),
      tests: ["a key is named by the code of whom it signs for, and serves one"]),
  ]
}
