// One sentence of the register stays on one line, however long, so that it is searched and compared as one.
// swift-format-ignore-file: LineLength

/// Secrecy before the opening: R-042 … R-045; handing in: R-046 … R-054.
extension RuleRegister {
  static let secrecy: [RegisteredRule] = [
    RegisteredRule(
      "R-042", "TBL §22; O87 §28; E20 §21",
      zh: "截止前获取文件者的名称、数量及其他影响竞争的情况保密；本系统对任何人都不告知。",
      en:
        "Names and number of takers, and whatever else may harm competition, are secret until the deadline; here nobody is told.",
      .carried([
        .source("Operations/Tick.swift", "func tick"),
        .source("Operations/ReadTender.swift", "Before the close nothing of it depends on who bid"),
        .sql("0029_sight", "call guard_rows('bid_note'"),
      ]),
      tests: [
        "shows each reader in each phase the rows of the table and no other",
        "a look at all bids that forgot whose gives a bidder its own, and the office none before the close",
        "ticks come whether anything was handed in or not, one entry each, and an empty one has the same length",
      ]),
    RegisteredRule(
      "R-043", "TBL §37; O87 §47; TBR §41",
      zh: "评标委员会名单在结果公布前保密。", en: "The committee's list is secret until the result is out.",
      .carried([
        .source("Operations/FormCommittee.swift", "func formCommittee"),
        .source("Documents/Facts/ResultNoticeFacts.swift", "experts"),
        .sql("0029_sight", "call guard_rows('committee_member'"),
      ]),
      tests: [
        "who may read which paper", "another role is refused before the deed",
        "shows each reader in each phase the rows of the table and no other",
      ]),
    RegisteredRule(
      "R-044", "E20 §27; O87 §33; TBR §41",
      zh: "截止前任何人不得解密、提取投标；提前开启并泄露属于招标人串通。",
      en:
        "Before the deadline nobody decrypts or takes out a bid; opening early and leaking is collusion by the buyer.",
      .carried([
        .source("Sealing/Shamir.swift", "enum Shamir"), .source("Operations/StartOpening.swift", "func startOpening"),
        .sql("0029_sight", "call guard_rows('tender_master'"),
      ]),
      tests: [
        "needs a threshold that no minority can block", "any t shares give the secret back",
        "shares before the manifest are refused",
      ]),
    RegisteredRule(
      "R-045", "TBL §52; TBL §56; E20 §56",
      zh: "泄密的给予警告、罚款，影响结果的中标无效；运营者同样。",
      en: "A leak brings warning and fine, and voids an award that it affected; the operator answers likewise.",
      .outside(zh: "由监督部门处罚；每一步留有签名记录可查", en: "the authorities punish; every step leaves a signed record")),
  ]

  static let submission: [RegisteredRule] = [
    RegisteredRule(
      "R-046", "TBL §28; O87 §33; TBR §36; E20 §27",
      zh: "逾期拒收；截止前须传输完成，未完成视为撤回：以最后一个字节到达的时刻为准。",
      en:
        "A late bid is refused; the transfer must be complete by the deadline: what counts is the moment of the last byte.",
      .here(("Bidding", "inTime"), ("Bidding", "last byte")),
      tests: [
        "a bid is in time from the opening hour to strictly before the deadline",
        "two bidders in the last millisecond are both in time, and the third, a microsecond late, is not",
        "a late bid is answered with the log's signed word, registered or not",
      ]),
    RegisteredRule(
      "R-047", "E20 §26",
      zh: "未加密的投标拒收并提示；可离线编制；可整体或部分加密。",
      en: "A bid that is not encrypted is refused with a prompt; bids are prepared offline.",
      .carried([
        .source("tender/BidSealCommand.swift", "struct BidSealCommand"),
        .source("Tendering/Bidding.swift", "payloadDiffers"),
      ]),
      tests: ["with a fault is not sealed", "a payload of other bytes is told from one that never came"]),
    RegisteredRule(
      "R-048", "E20 §27; O87 §33; TBR §36",
      zh: "收到即回执：摘要、大小、时间、密封状态；妥善保存，不得开启。",
      en: "A receipt comes at once, with hash, size, time; bids are kept safe and shut.",
      .carried([
        .source("Notes/BidNotes.swift", "tender-ack/v1"), .source("Operations/SubmitBid.swift", "func acknowledge"),
      ]),
      tests: [
        "a bid is acknowledged, and the same note again gets the same word, also when it is late",
        "a bid that was taken is answered after the deadline as at first",
      ]),
    RegisteredRule(
      "R-049", "TBL §29; O87 §34; E20 §27",
      zh: "截止前可以补充、修改、撤回；以最后完整的一份为准，全部保留。",
      en:
        "Until the deadline a bid may be supplemented, changed or withdrawn; the last whole one counts, all are kept.",
      .carried([.source("Tendering/Bidding.swift", "seqNotRising"), .sql("0005_bids", "bid_note_seq_once")]),
      tests: [
        "a withdrawal names the bid in force, and a later bid stands again",
        "a manifest lists the bids in force by tick and slot, and nothing withdrawn or replaced",
      ]),
    RegisteredRule(
      "R-050", "O87 §23; TBR §35",
      zh: "截止后退出属于撤销，保证金可不退。", en: "After the deadline it is revocation, and security may be kept.",
      .here(("Bidding", "func inTime"), ("Bidding", "withdrawalOf")),
      tests: ["a late bid gets a signed word that says so"]),
    RegisteredRule(
      "R-051", "GPR §33; O87 §38; TBR §26; TBR §35", [.verified, .memory],
      zh: "投标保证金不超过预算的百分之二，非现金；五个工作日内退还。本系统默认不收。",
      en:
        "Bid security is two per cent of the budget at most, never cash, returned within five working days. Here the default is none.",
      numbers: [.bidSecurityMax, .securityReturn, .securityLateSurcharge, .loanBaseRate, .interestDays],
      .partly(
        [
          .source("Tendering/BidSecurity.swift", "isLawful"),
          .source("Operations/ReturnSecurity.swift", "func dueSecurity"),
          .sql("0027_inheritance", "qualification_security_received"),
        ],
        zh: "草稿不得超过比例，未收到的不能通过，到期应退还的列为待办并算出逾期应付的资金占用费；钱款本身不经过本系统，逾期是否因投标人自身原因由人认定",
        en:
          "a draft stays within the share, none passes without it, what is due back is shown with what is owed when late; the money itself is not here, and whether a delay lies in the bidder is people's to say"
      ),
      tests: [
        "with one thing wrong is found out, with rule and place",
        "stands in the documents, must have come before a bid passes, and is due back in five working days",
      ]),
    RegisteredRule(
      "R-052", "TBR §51", [.verified],
      zh: "一份投标只有一个报价，允许备选方案的除外。", en: "One bid has one price, unless alternatives are asked for.",
      .carried([
        .source("Tendering/OfferForm.swift", "total"), .source("Tendering/Evaluation/Invalidity.swift", "twoPrices"),
      ]),
      tests: ["with a fault is not sealed", "a finding is taken at its own stage with a reason"]),
    RegisteredRule(
      "R-053", "ESL §13–14; E20 §40",
      zh: "公告、文件、修改、投标、澄清、报告、通知、合同均有可靠电子签名并电子归档。",
      en:
        "Notice, documents, amendments, bids, clarifications, reports, notices and contract carry reliable e-signatures and are archived.",
      .partly(
        [.source("Notes/SignedNote.swift", "SignedNote"), .source("Operations/SignPaper.swift", "func finishSigning")],
        zh: "均由当事人密钥签名并入日志；密钥不是持牌机构颁发的证书",
        en: "all are signed with the parties' keys and logged; the keys are no licensed authority's certificates"),
      tests: [
        "one changed byte is found by the parser or by the signature",
        "both parties sign the same hashes, in any order",
      ]),
    RegisteredRule(
      "R-054", "TBL §28; O87 §41; TBR §44",
      zh: "一个标段不足三家的不得开标，密文不启封，重新招标。",
      en: "A lot with fewer than three bids is not opened; its ciphertext stays shut and it is tendered again.",
      numbers: [.minBids],
      .carried([
        .source("Tendering/Review.swift", "func openable"), .source("Operations/Manifest.swift", "tooFewBids"),
        .sql("0004_tender", "tender_minimum"),
      ]),
      tests: [
        "too few bidders keep a lot shut", "two bids where three are needed stay sealed, and the lot fails for it",
      ]),
  ]
}
