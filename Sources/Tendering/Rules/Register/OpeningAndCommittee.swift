// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Opening: R-055 … R-060; committee: R-061 … R-071.
extension RuleRegister {
  static let opening: [RegisteredRule] = [
    RegisteredRule(
      "R-055", "TBL §34–36; O87 §39–40",
      zh: "开标在截止时间公开进行，采购人主持，邀请投标人参加；评标委员会成员不得参加；全程录音录像。",
      en:
        "The opening is public and at the deadline; the buyer presides, bidders are invited, committee members stay away; all is recorded.",
      .partly(
        [
          .source("Operations/StartOpening.swift", "func startOpening"), .source("Tendering/Duties.swift", "opening"),
          .source("Tendering/OpeningSession.swift", "committeeStaysAway"),
          .sql("0023_opening_session", "opening_attendance_without_committee"),
        ],
        zh: "截止后才能启动，主持人不能是评委，评委不能签到；录音录像在线下",
        en:
          "it starts after the close, whoever presides is no member, and no member attends; recordings are made outside"
      ),
      tests: [
        "is told condition by condition, and nothing of bids before the close",
        "whoever judges stays away, bidders object on the spot, and the record waits for the answers",
        "no two different duties for one person", "a close is refused before the deadline and happens once",
      ]),
    RegisteredRule(
      "R-056", "E20 §29–30",
      zh: "平台提取全部投标，招标人和投标人在规定时间内解密，公布名称、价格等。",
      en:
        "The platform pulls all bids, they are decrypted within the window, and name, price and announced items are shown to all.",
      numbers: [.decryptionWindow],
      .carried([
        .source("Operations/OpenBids.swift", "func openBids"),
        .source("Operations/PublishTender.swift", "windowSeconds"),
      ]),
      tests: [
        "the t-th custodian opens every bid, and the audit opens them again",
        "of an opening hold the particulars as they were hashed, in the log's order",
      ]),
    RegisteredRule(
      "R-057", "E20 §31",
      zh: "因投标人原因未解密视为撤销，因他人原因视为撤回并可索赔；其他投标继续；文件可规定补救办法。",
      en:
        "Not decrypted by the bidder's fault is revocation, by another's is withdrawal with a claim; the others go on; the documents may set a remedy.",
      .carried([
        .source("Tendering/Recovery.swift", "accept"), .source("Operations/PublishTender.swift", "decryptionClause"),
        .source("Tendering/Recovery.swift", "enum Treatment"),
        .source("Documents/Facts/OpeningRecordFacts.swift", "treatment"),
      ]),
      tests: [
        "a bid is revoked by its bidder's fault and withdrawn by another's, whatever the reason",
        "a secret comes once, within the window, for an unopenable bid",
        "is opened by its bidder's own secret within the window, by nothing else of anybody",
        "a bid with a changed share line is malformed and harms nobody else's",
      ]),
    RegisteredRule(
      "R-058", "TBL §36; O87 §41",
      zh: "按时收到的投标全部当众宣读名称、价格和其他公布内容。",
      en: "Every bid received in time is read out: name, price, other announced content.",
      .carried([
        .source("Tendering/Offer.swift", "particulars"),
        .source("Documents/Facts/OpeningRecordFacts.swift", "OpeningRecordFacts"),
      ]),
      tests: [
        "a manifest that leaves a bid out is refused, and another's word is no manifest",
        "of an opening hold the particulars as they were hashed, in the log's order",
      ]),
    RegisteredRule(
      "R-059", "O87 §42; E20 §32",
      zh: "开标记录由投标人代表和工作人员签字，缺席视为认可；电子记录生成并公开。",
      en: "The opening record is signed; who is absent accepts it; the e-record is made and published.",
      .carried([
        .source("Tendering/Recovery.swift", "static func record"),
        .source("Documents/Facts/OpeningRecordFacts.swift", "OpeningRecordFacts"),
      ]),
      tests: ["the record waits for every result and is made once"]),
    RegisteredRule(
      "R-060", "TBR §44; O87 §42",
      zh: "对开标的异议和回避申请当场提出、当场答复、记录在案。",
      en: "An objection or a request for recusal is made on the spot, answered on the spot and recorded.",
      .carried([
        .source("Operations/AttendOpening.swift", "func objectAtOpening"),
        .source("Operations/RecuseMember.swift", "func requestRecusal"),
        .source("Documents/Facts/OpeningRecordFacts.swift", "OpeningObjection"),
      ]),
      tests: [
        "lasts from the opening to its record",
        "whoever judges stays away, bidders object on the spot, and the record waits for the answers",
      ]),
  ]

  static let committee: [RegisteredRule] = [
    RegisteredRule(
      "R-061", "TBL §37; O87 §47",
      zh: "评标委员会五人以上单数，专家不少于三分之二。",
      en: "A committee has five members or more, an odd number, two thirds of them experts.",
      numbers: [.committeeMin], .here(("Committee", "representativesMax")),
      tests: ["five or more, odd, with few of the buyer's"]),
    RegisteredRule(
      "R-062", "O87 §47", [.verified], RuleBook.government,
      zh: "预算一千万元以上、技术复杂或社会影响大的，七人以上。",
      en: "Seven or more for a budget of ten million, complex technology or social importance.",
      numbers: [.committeeLargeMin, .committeeLargeBudget], .here(("Committee", "isLarge")),
      tests: ["five or more, odd, with few of the buyer's"]),
    RegisteredRule(
      "R-063", "GPR §39; O87 §48; TBR §46",
      zh: "专家从省级以上专家库随机抽取；自行选定限于特别复杂且经主管预算单位同意。",
      en: "Experts are drawn at random from the province's pool; they are chosen only for special work, with consent.",
      .partly(
        [
          .source("Tendering/Draw.swift", "struct Draw"), .source("Tendering/Committee.swift", "func mayForm"),
          .source("Operations/DrawLots.swift", "func announceDraw"),
          .source("Verification/Checks/Draws.swift", "func checkDraws"),
        ],
        zh: "候选人名单由抽取经办人提供，系统不连接省级专家库；自行选定的理由不记录",
        en:
          "the drawing officer brings the candidates, there is no tie to the province's pool; why experts are chosen is not recorded"
      ),
      tests: [
        "experts sit as drawn, but for those who declined", "the draw of the example comes out again",
        "needs the officer and somebody whom it does not command, each with a secret committed before",
      ]),
    RegisteredRule(
      "R-064", "O87 §45; O87 §47",
      zh: "采购人代表不得任组长；本单位专家只能以采购人代表身份参加；代理机构人员不得参加。",
      en:
        "The buyer's representative does not chair; its own experts count as representatives; the agent's staff stay out.",
      .carried([
        .source("Tendering/Committee.swift", "representativeChairs"),
        .sql("0007_evaluation", "committee_chair_is_expert"), .source("Tendering/Conduct.swift", "holder.isChair"),
      ]),
      tests: [
        "the chair is one, and never the buyer's",
        "a seat is taken by somebody new, of the seat's kind, and no other seat moves",
      ]),
    RegisteredRule(
      "R-065", "TBR §46; O12", [.verified, .secondary],
      zh: "监督部门工作人员不得担任评委。", en: "Staff of the supervising authority do not sit.",
      .here(("Committee", "supervisorSits")), tests: ["nobody who supervises, is related or holds another duty sits"]),
    RegisteredRule(
      "R-066", "GPL §12; GPR §9",
      zh: "三年内在投标人处任职、任董事监事、为控股股东，或与其负责人有近亲属等关系的，应当回避；投标人可以书面申请。",
      en:
        "Who in three years was a bidder's employee, director or controlling holder, or is close kin of its head, steps back; a bidder may ask for it.",
      numbers: [.expertRecusalLookback],
      .carried([
        .source("Tendering/Committee.swift", "conflictOfInterest"), .source("Tendering/Conduct.swift", "mayJudge"),
        .source("Operations/RecuseMember.swift", "func decideRecusal"),
        .sql("0017_committee_conduct", "conflict_declaration"),
      ]),
      tests: [
        "nobody who supervises, is related or holds another duty sits",
        "no bid is seen before the declaration, and none after stepping back",
        "nobody looks at a bid undeclared or in conflict, and a bidder's request is decided in writing",
      ]),
    RegisteredRule(
      "R-067", "O87 §49; TBR §48",
      zh: "被替换成员的意见无效；人数不足的停止评标、封存、重新组成委员会。",
      en:
        "A replaced member's opinions are void; if numbers fail, evaluation stops, all is sealed and a new committee forms.",
      .partly(
        [
          .source("Tendering/CommitteeStage.swift", "case replace"), .source("Tendering/Conduct.swift", "newcomers"),
          .source("Operations/DeclareConflict.swift", "requireFull"),
          .source("Verification/Checks/CommitteeWork.swift", "replaced"),
          .sql("0017_committee_conduct", "committee_withdrawal"),
        ],
        zh: "空缺席位补足之前评标停止，退出成员的意见和评分表无效；整个委员会重新组成须先废标",
        en:
          "the evaluation stops until vacant seats are filled, and what who left found and signed is void; a whole new committee needs the lot failed first"
      ),
      tests: [
        "every stage takes its own steps and refuses all others",
        "a seat is taken by somebody new, of the seat's kind, and no other seat moves",
        "a replaced member's sheet is void, and its successor reviews and scores for itself",
      ]),
    RegisteredRule(
      "R-068", "O198; HN02 §41", [.memory, .verified],
      zh: "抽取不早于评审前两个工作日；河南旧规为开标前二十四小时内组成。",
      en:
        "The draw is no earlier than two working days before the evaluation; Henan's older rule says within 24 hours before the opening.",
      numbers: [.drawWindow],
      .notYet(
        zh: "抽取须在截止之后、组成委员会之前；评审何时开始系统不知道，因此两个工作日未检查",
        en:
          "a draw comes after the close and before the committee; when the evaluation begins is not known, so the two days are not checked"
      )),
    RegisteredRule(
      "R-069", "TBL §37", [.verified], RuleBook.tendering,
      zh: "专家从业满八年并有高级职称。", en: "An expert has eight years in the field and a senior title.",
      numbers: [.expertExperience],
      .outside(zh: "由专家库保证", en: "the pool of experts sees to it")),
    RegisteredRule(
      "R-070", "O87 §62; O87 §66; O87 §45",
      zh: "评委不得私下接触、征询采购人意向、协商评分、记录带走资料；其他人不得入内。",
      en:
        "Members have no private contact, do not ask the buyer's wish, do not confer on scores and take nothing away; others are kept out.",
      .partly(
        [.source("Operations/ScoreBids.swift", "func scoreBids"), .source("Tendering/Committee.swift", "scoringWith")],
        zh: "各自签名评分，签完前看不到他人分数；场所管理在线下",
        en: "each signs its own sheet and sees no other's before; the room is managed outside"),
      tests: ["a sheet comes once, from a member, while scoring"]),
    RegisteredRule(
      "R-071", "O26", [.memory, .verified],
      zh: "电子抽取可追溯，可以生物识别签到（须单独同意）。",
      en: "An electronic draw can be traced; biometric sign-in is allowed with separate consent.",
      .partly(
        [.source("Tendering/Draw.swift", "commitments")],
        zh: "抽取可由任何人重算；不采集生物信息", en: "anybody recomputes the draw; no biometrics are collected"),
      tests: ["the result follows from the secrets as the note says"]),
  ]
}
