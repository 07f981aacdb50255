import Canon

// What several kinds of paper are made of, as their facts (`tender-paper/v1`) spell it.

extension Schema {
  /// A moment as papers tell it.
  static let paperMoment = Schema.named(
    "PaperMoment",
    Schema.told([
      "seconds": .pattern("^-?[0-9]{1,19}$", zh: "Unix 秒，文本", en: "Unix seconds, as text"),
      "shown": .pattern(
        "^[0-9]{1,12}年[0-9]{1,2}月[0-9]{1,2}日[0-9]{2}:[0-9]{2}:[0-9]{2}$", zh: "北京时间，如 2026年9月21日22:13:20",
        en: "the same in the time of Asia/Shanghai"),
    ]).called("时刻", "A moment"))

  static let paperDate = Schema.named(
    "PaperDate",
    .pattern("^[0-9]{1,12}年[0-9]{1,2}月[0-9]{1,2}日$", zh: "日期，如 2026年1月5日", en: "a day, such as 2026年1月5日"))

  static let paperMoney = Schema.named(
    "PaperMoney",
    Schema.told(["yuan": .yuan, "inWords": .text.called("大写金额", "the amount in words")]).called("金额", "Money"))

  /// What a bid was ranked by where nothing is scored.
  static let evaluatedPrice = Schema.decimal.called(
    "评审价；不评分时代替得分", "the evaluated price, instead of points where none are given")

  static let drawnPlace = Schema.integer.called(
    "并列的，抽取的次序，从 1 起", "where equals were drawn, which of them it was, from 1")

  static let law = Schema.words(["tendering"]).called(
    "适用招标投标法；否则适用政府采购法", "under the Tendering Law, otherwise under procurement law")

  /// Yuan with two decimals, always.
  static let yuan = pattern(
    "^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$", zh: "金额，元，两位小数", en: "an amount in yuan, two decimals")

  static let paperTerm = Schema.named(
    "PaperTerm",
    Schema.told(["from": .paperDate, "to": .paperDate]).called("期限，含首尾两日", "A term; both days belong to it"))

  static let paperContact = Schema.named(
    "PaperContact", Schema.told(["person": .text, "phone": .text]).called("联系人", "A person to turn to"))

  static let paperParty = Schema.named(
    "PaperParty",
    Schema.told([
      "name": .text, "creditCode": .creditCode, "address?": .text,
      "representative?": .text.called("法定代表人或负责人", "who represents it"), "contact?": .paperContact,
    ]).called("单位", "An organisation; what is not on record is absent"))

  static let paperService = Schema.named(
    "PaperService",
    Schema.told(["name": .text, "scope": .text, "requirement": .text, "standard": .text]).called(
      "所购服务", "The service that is bought"))

  private static let scopeItemMembers: KeyValuePairs<String, Schema> = [
    "code": .pattern("^[A-Z][0-9]{1,2}$", zh: "目录编号，如 F1、P1、D1", en: "its number in the catalogue"), "name": .text,
  ]
  static let scopeItem = Schema.named(
    "PaperScopeItem", Schema.told(scopeItemMembers).called("服务目录的一项", "An item of a catalogue of services"))
  static let feeItem = Schema.named(
    "PaperFeeItem", Schema.told(scopeItemMembers).and(["yuan": .yuan]).called("所选项目及其价格", "A chosen item and its fee"))

  static let paperStaff = Schema.named(
    "PaperStaff",
    Schema.told([
      "name": .text, "certificate": .text, "role": .text,
      "daysOnSite": Schema.integer.called("每年驻园天数", "days a year on site"),
    ]).called("驻园人员", "A person who serves in the park"))

  /// Who signs a paper; in the edition that is signed nobody has yet.
  static let paperSigning = Schema.named(
    "PaperSigning",
    Schema.told([
      "signers": .list(
        .told([
          "role": .text.called("甲方、乙方、主持人等", "the signer's place"), "name": .text, "key": .keyReference,
          "note?": Schema.digest.called(
            "tender-record/v1 的编号；未签时没有", "the id of its tender-record/v1; absent while awaited"),
          "signedAt?": .paperMoment,
        ])),
      "signedText?": Schema.told(["json": .digest, "pdf": .digest]).called(
        "所签文本的摘要；仅在签后版本上", "hashes of what was signed; only in the edition printed afterwards"),
    ]).called("签署", "Signatures"))

  static let committeeSeat = Schema.named(
    "PaperCommitteeSeat",
    Schema.told([
      "member": .seat, "name?": .text, "role": .text, "key": .keyReference,
      "sheet?": Schema.digest.called("tender-scores/v1 的编号", "the id of its tender-scores/v1"),
    ]).called("评标委员会的席位", "A seat of the committee"))

  static let seat = pattern("^m[1-9][0-9]?$", zh: "席位 m1…mk", en: "a seat: m1 … mk")
}
