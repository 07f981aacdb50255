// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Notice, documents, time: R-025 … R-041.
extension RuleRegister {
  static let notice: [RegisteredRule] = [
    RegisteredRule(
      "R-025", "O87 §13", [.verified], RuleBook.government,
      zh: "招标公告有八项内容：采购人和代理机构，项目、预算和限价，需求，资格，获取文件的时间地点方式，公告期限，截止和开标，联系方式。",
      en:
        "A notice has eight items: buyer and agent; project, budget, ceiling; demand; qualification; how to get documents; its period; deadline and opening; contact.",
      .partly(
        [
          .source("Operations/PublishTender.swift", "tender-terms/v1"), .source("Notes/Notice.swift", "tender-notice"),
          .source("Documents/templates/tender-notice.typ", "获取"),
          .source("Operations/PrintDocument.swift", "tenderNotice"),
        ],
        zh: "公告由签名公告和招标数据排印，八项齐备；采购人地址未登记，也没有代理机构的字段",
        en:
          "the notice is printed from the signed note and the terms with all eight items, but the buyer's address, which is not on record, and an agent, for whom there is no field"
      ),
      tests: [
        "a notice in order goes out", "shows its facts as text and, on every page, what it can be verified against",
      ]),
    RegisteredRule(
      "R-026", "O101 §8; O101 §10–11; O101 §13", [.verified], RuleBook.government,
      zh: "公告在中国政府采购网省级分网发布，其他媒体内容一致，以其为准，一个工作日内发出，免费。",
      en:
        "Notices go to the province's branch of the national site, free and within a working day; others carry the same, and it prevails.",
      .outside(
        zh: "由经办人在中国政府采购网发布；本系统公开签名公告供核对",
        en: "the officer publishes there; this product shows the signed notice to compare with")),
    RegisteredRule(
      "R-027", "O87 §16", [.verified], RuleBook.government,
      zh: "招标公告期限为五个工作日，自首次在指定媒体发布起算。", en: "The notice period is five working days from first publication.",
      numbers: [.noticePeriod],
      .carried([.source("Tendering/Calendar/Timetable.swift", "noticeEnds")]),
      tests: ["documents of 2 November lead to a deadline from the 24th on"]),
    RegisteredRule(
      "R-028", "TBL §16; TBR §15; O10", [.verified, .secondary], RuleBook.tendering,
      zh: "依法招标的公告在中国招标投标公共服务平台或省级平台发布，并写明资金来源等。",
      en: "Under the Tendering Law notices go to the national or provincial platform and name the source of funds.",
      .outside(zh: "由经办人在该平台发布", en: "the officer publishes there")),
    RegisteredRule(
      "R-029", "E20 §17–18",
      zh: "公告写明平台地址和方法；平台与指定媒体同步；文件可下载。",
      en: "The notice gives the platform's address; platform and media keep in step; documents can be downloaded.",
      .carried([
        .source("Operations/ReadTender.swift", "tenderPackage"), .source("Server/TenderRoutes.swift", "tenderPackage"),
        .source("Server/DocumentRoutes.swift", "printDocument"),
      ]),
      tests: ["are open to everybody and run nothing"]),
    RegisteredRule(
      "R-030", "O87 §14; TBL §17",
      zh: "邀请招标从数量翻倍的名单中随机抽取三家以上，两名工作人员见证并记录。",
      en: "An invited tender draws three or more from a list twice as long, before two witnesses, on record.",
      numbers: [.invitedMin], .outside(zh: "本系统只办理公开招标", en: "this product runs open tenders only")),
    RegisteredRule(
      "R-031", "O87 §18; TBR §16",
      zh: "招标文件提供期限不少于五个工作日（依法招标为五日）；届满不足三家的可以延长并公告。",
      en:
        "Documents are available for five working days (five days under the Tendering Law); with fewer than three takers the time may be extended.",
      numbers: [.documentPeriod],
      .carried([
        .source("Tendering/Calendar/Timetable.swift", "documentsUntil"),
        .source("Operations/ReadTender.swift", "tenderPackage"),
      ]),
      tests: [
        "documents of 2 November lead to a deadline from the 24th on",
        "the last day to amend without moving the deadline is fifteen days before it",
      ]),
    RegisteredRule(
      "R-032", "E20 §20; FAIR38 I(3); N1117 (3)",
      zh: "下载文件前除平台注册外不得要求报名等其他手续。", en: "Nothing but registration on the platform comes before a download.",
      .carried([.source("Server/TenderRoutes.swift", "tenderPackage")]),
      tests: ["are open to everybody and run nothing"]),
    RegisteredRule(
      "R-033", "O87 §24; FAIR38 III",
      zh: "文件收费只补成本；电子文件免费。", en: "Documents cost no more than their copies; electronic ones are free.",
      .carried([.source("Server/TenderRoutes.swift", "tenderPackage")]),
      tests: ["are open to everybody and run nothing"]),
    RegisteredRule(
      "R-034", "E20 §16; E20 §54–55; FCR §5",
      zh: "不得限定工具或数字证书；接口公开。", en: "No tool and no certificate authority is forced on anybody; interfaces are open.",
      .carried([.source("Notes/Specification.md", "tender-bid/v1"), .source("Sealing/Age.swift", "enum Age")]),
      tests: ["end as expected and release exactly the authentic part"]),
    RegisteredRule(
      "R-035", "O87 §20", [.verified], RuleBook.government,
      zh: "招标文件有十六项内容，含合同草案、无效投标情形、信用规则，并标明不可偏离的条款。",
      en:
        "The documents have sixteen items, among them the draft contract, the grounds of invalidity and the credit rule; what cannot be deviated from is marked.",
      .partly(
        [
          .source("Operations/PublishTender.swift", "tender-terms/v1"),
          .source("Operations/PrintDocument.swift", "tenderDocument"),
          .source("Documents/templates/tender-document.typ", "无效"), .source("Documents/templates/contract.typ", "合同"),
          .source("Documents/templates/bid-forms.typ", "投标函"),
        ],
        zh: "数据固定需求、评标办法、期限和解密条款，据以排印招标文件全文，含合同文本、投标文件格式、无效情形、信用规则和★条款；采购标的所属行业、样品等没有字段，由经办人写入需求",
        en:
          "terms hold demand, scheme, times and decryption clause as data, and the whole documents are printed from them, with contract, forms, grounds of invalidity, credit rule and marks; the industry class, samples and the like have no field and go into the demand's words"
      ),
      tests: [
        "its scheme hashes as the file and the tender documents say",
        "are printed from what is in force, the same bytes each time and at every daemon",
        "tell a scheme once for all lots that share it, whatever their ceilings",
      ]),
    RegisteredRule(
      "R-036", "GPL §35; TBL §24",
      zh: "自文件发出至投标截止不少于二十日；从严理解为二十个整日，末日为非工作日的顺延。",
      en: "Twenty days lie between issue and deadline; read with care, twenty whole ones, the last a working day.",
      numbers: [.preparation],
      .here(("Notice", "hasTime"), ("Calendar/Timetable", "deadlineEarliest")),
      tests: [
        "in earnest twenty whole days lie between issue and deadline",
        "documents of 2 November lead to a deadline from the 24th on",
      ]),
    RegisteredRule(
      "R-037", "O87 §27; GPR §31; TBL §23; TBR §21; E20 §22",
      zh: "澄清修改不得改变标的和资格条件，同媒体发布、通知所有获取人；影响投标的须在截止十五日前，否则顺延截止。",
      en:
        "A clarification or amendment never touches subject or qualification and reaches all; if bids are affected it comes fifteen days before the deadline, or the deadline moves.",
      numbers: [.amendmentNotice],
      .carried([
        .source("Tendering/Notice.swift", "requireTime"), .source("Tendering/TenderChange.swift", "qualificationFixed"),
        .source("Operations/AmendTender.swift", "func amendTender"),
        .source("Operations/ClarifyTender.swift", "func clarifyTender"),
        .source("Operations/ListNotices.swift", "func listNotices"),
        .source("Tendering/Calendar/Timetable.swift", "amendFreelyUntil"),
      ]),
      tests: [
        "touches neither subject nor qualification nor the rules it was published under",
        "moves the deadline for everybody, keeps bids in force, tells their owners, and lets them replace",
        "each fault is refused by its own code, near the deadline above all, and leaves nothing behind",
        "each fault of an answer is refused by its code, and leaves the question open",
        "an amendment sent on the twelfth moves the deadline to the twenty-seventh at least",
        "only later, in order, before the deadline and fifteen days ahead",
      ]),
    RegisteredRule(
      "R-038", "O87 §26; TBR §28",
      zh: "答疑会、现场考察在文件提供期之后，面向所有获取人，不得单独组织。",
      en: "A pre-bid meeting comes after the document period and is for all takers, never for some.",
      .outside(zh: "线下组织；其内容作为澄清公开", en: "held outside; what was said is published as a clarification")),
    RegisteredRule(
      "R-039", "O87 §23; TBR §25",
      zh: "投标有效期从截止之日起算。", en: "Bids are valid from the deadline on.", numbers: [.bidValidity],
      .here(("Offer", "validityTooShort"), ("Calendar/Timetable", "bidsValidUntil")),
      tests: ["full of nonsense is read without complaint and found wanting"]),
    RegisteredRule(
      "R-040", "O87 §29; TBR §31",
      zh: "只有因重大变故取消任务才能终止招标；公告、通知、报财政、退费。",
      en:
        "A tender ends early only when its task falls away; it is announced, takers told, finance informed, fees returned.",
      numbers: [.terminationRefund],
      .carried([
        .source("Tendering/Cancellation.swift", "taskCancelled"),
        .source("Operations/CancelTender.swift", "func cancelTender"),
        .source("Documents/Facts/CancellationNoticeFacts.swift", "refundWorkingDays"),
      ]),
      tests: [
        "a tender is cancelled with a reason while no lot is awarded",
        "a tender while bids are taken ends its period, proves what was acknowledged, and opens nothing",
        "a tender after its close keeps sealed what is sealed, whoever was about to open it",
        "one lot after the close leaves its bids sealed, and each fault has its code",
      ]),
    RegisteredRule(
      "R-041", "O87 §25; O87 §65; TBR §23",
      zh: "招标文件违法或有缺陷的，改正后重新招标；评标中发现的应当停止评标。",
      en: "Unlawful or defective documents are put right and the tender begins again; a committee that finds so stops.",
      .carried([
        .source("Tendering/Lot.swift", "unlawfulAct"), .source("Tendering/FollowedTender.swift", "takenUp"),
        .sql("0027_inheritance", "tender_follows_failed_lots"),
      ]),
      tests: [
        "a stage ends when nothing waits, and too few left fail the lot",
        "a lot that was cancelled is taken up by name: in the documents, for everybody, in the open data",
      ]),
  ]
}
