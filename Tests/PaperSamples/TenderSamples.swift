import Canon
import Documents
import Tendering

// Tenders as they are published, of every profile and shape.

/// What a sample differs in.
package struct TenderShape: Sendable {
  package var profile = Profile.g1
  package var lots = 2
  /// Of each lot, in the order of opening.
  package var parts = ["main"]
  package var consortium: Bool?
  /// For each lot in turn; nil says nothing.
  package var smallFirms: [String?] = [nil]
  package var hasSecurity = false
  package var scheme: JSON = .sampleScheme
  package var isAmended = false
  package var isRehearsal = true

  package init(
    profile: Profile = .g1, lots: Int = 2, parts: [String] = ["main"], consortium: Bool? = nil,
    smallFirms: [String?] = [nil], scheme: JSON = .sampleScheme, isAmended: Bool = false, isRehearsal: Bool = true
  ) {
    self.profile = profile
    self.lots = lots
    self.parts = parts
    self.consortium = consortium
    self.smallFirms = smallFirms
    self.scheme = scheme
    self.isAmended = isAmended
    self.isRehearsal = isRehearsal
  }
}

extension JSON {
  /// With a criterion of every kind.
  package static let sampleScheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "winner",
    "criteria": [
      [
        "id": "c1", "name": "服务方案", "kind": "judged", "max": "40.00", "step": "0.50", "minimum": "20.00",
        "grades": [
          ["name": "优", "from": "32.00", "to": "40.00"], ["name": "良", "from": "20.00", "to": "31.50"],
          ["name": "差", "from": "0.00", "to": "19.50"],
        ],
      ],
      ["id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "10.00", "step": "5.00"],
      [
        "id": "c3", "name": "拟派专利代理师人数", "kind": "banded", "max": "10.00", "step": "1.00",
        "bands": [["from": "2", "points": "4.00"], ["from": "4", "points": "10.00"]],
      ],
      [
        "id": "c4", "name": "夜间值守", "kind": "lookup", "max": "10.00", "step": "1.00",
        "table": [["answer": "全部", "points": "10.00"], ["answer": "部分", "points": "5.00"]],
      ],
      [
        "id": "c5", "name": "响应时限（小时）", "kind": "formula", "max": "10.00", "step": "0.50",
        "line": ["from": "24", "to": "2"],
      ],
    ],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
  ]

  /// Everybody at the ceiling.
  package static let fixedPriceScheme = sampleScheme.setting(
    "criteria", [["id": "c1", "name": "服务方案", "kind": "judged", "max": "100.00", "step": "0.50"]]
  ).setting("price", ["formula": "fixed", "max": "0.00", "smallFirmDeduction": "0.00"]).setting(
    "rank", ["total", "draw"]
  ).setting("rounding", ["mode": "down", "places": 2, "at": ["criterion", "price"]])

  /// Outside procurement only.
  package static let meanDeviationScheme = sampleScheme.setting("combine", "trimmedMean").setting(
    "price",
    [
      "formula": "meanDeviation", "max": "20.00", "smallFirmDeduction": "0.00", "perPercentAbove": "1.00",
      "perPercentBelow": "0.50",
    ])

  package static let lowestPriceScheme: JSON = [
    "method": "lowestPrice", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "full",
    "criteria": [],
    "combine": "mean", "price": ["formula": "lowest", "max": "0.00", "smallFirmDeduction": "0.00"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]], "rank": ["evaluatedPrice", "draw"],
    "maxLotsWon": 1, "lotOrder": ["L2", "L1"],
  ]
}

extension PublishedTender {
  package static func sample(_ shape: TenderShape = TenderShape()) -> PublishedTender {
    let lots = (1...shape.lots).map { "L\($0)" }
    let ceilings = ["L1": "260000.00", "L2": "280000.00"]
    let frame = PaperFrame.sample(
      "\(shape.isRehearsal ? "rehearsal." : "")zk-2026-tender-document", isRehearsal: shape.isRehearsal,
      subject: .tender(tender: shape.isRehearsal ? "rehearsal.zk-2026" : "zk-2026"))
    let deadline = PaperMoment(unixSeconds: 1_791_294_400)
    return PublishedTender(
      frame: frame, buyer: .bureau, platform: "https://zhoukou.example", terms: terms(shape, lots, ceilings),
      termsSHA256: b64(0x41), notice: b64(0x11), publishedAt: PaperMoment(unixSeconds: 1_789_000_000),
      opens: PaperMoment(unixSeconds: 1_789_000_060), deadline: deadline,
      firstDeadline: shape.isAmended ? PaperMoment(unixSeconds: 1_790_864_000) : deadline,
      parks: ["P1": "川汇区演武高新技术开发区", "P2": "项城彩排经济技术开发区"],
      parts: lots.flatMap { lot in
        shape.parts.map { part in
          Part(lot: lot, part: part, bytesMax: part == "price" ? 1 << 20 : 128 << 20, isPublic: part != "technical")
        }
      },
      holders: (1...5).map { index in
        Keyholder(
          index: index, recipient: "age1k0g9x7uv5ssaw7a7rmaa9aq8dr06ha0d5lxy4rvp22tcvhdtw3pqysfket",
          statement: b64(0x20))
      },
      amendments: shape.isAmended
        ? [
          Amended(
            seq: 1, madeAt: PaperMoment(unixSeconds: 1_789_500_000), reason: "应潜在投标人询问，明确驻园要求",
            changes: [AmendedItem(name: "服务标准", before: "不少于二十户", after: "不少于二十户，每周驻园不少于三天")],
            deadlineBefore: PaperMoment(unixSeconds: 1_790_864_000), deadlineAfter: deadline, note: b64(0x92))
        ] : [],
      clarifications: shape.isAmended
        ? [
          Clarified(
            seq: 1, madeAt: PaperMoment(unixSeconds: 1_789_600_000),
            answers: [AnsweredQuestion(question: "驻园人员可否轮换？", answer: "可以轮换，每周到园不少于三天。")], note: b64(0x93))
        ] : [])
  }

  private static func terms(_ shape: TenderShape, _ lots: [String], _ ceilings: [String: String]) -> JSON {
    let said = lots.enumerated().map { place, lot -> JSON in
      let ceiling = ceilings[lot] ?? "260000.00"
      let told: JSON = [
        "id": JSON(lot), "title": JSON("园区托管服务（\(place + 1)）"), "park": JSON(place % 2 == 0 ? "P1" : "P2"),
        "budget": "300000.00", "ceiling": JSON(ceiling), "scheme": shape.scheme.setting("ceiling", JSON(ceiling)),
      ]
      return shape.hasSecurity ? told.setting("bidSecurity", "6000.00") : told
    }
    let reserved = lots.enumerated().compactMap { place, lot in
      shape.smallFirms[place % shape.smallFirms.count].map { JSON.Member(lot, JSON($0)) }
    }
    var terms: JSON = [
      "format": "tender-terms/v1", "tender": "rehearsal.zk-2026", "title": "周口市知识产权托管服务采购项目（2026年度）",
      "profile": JSON(shape.profile.rawValue), "rehearsal": .bool(shape.isRehearsal),
      "service": [
        "requirement": "为园区企业提供知识产权托管服务。", "standard": "不少于二十户，每周驻园不少于三天。", "termDays": 365, "validityDays": 90,
      ],
      "qualification": ["持有效的专利代理机构执业许可证", "近三年内完成过一项以上同类服务"], "lots": .array(said),
      "schemeSha256": .object(lots.map { JSON.Member($0, JSON(b64(0x51))) }),
      "disclosure": ["all": false, "confirmed": false],
      "decryption": [
        "custodians": 5, "threshold": 3, "windowSeconds": 3600,
        "clause": "投标文件由投标人在本机加密，密钥分片交由保管人各自持有，无须投标人在场或操作。", "confirmed": false,
      ],
      "rules": .array(RuleBook.current.rules.filter { $0.profiles.contains(shape.profile) }.map(\.json)),
    ]
    if let consortium = shape.consortium { terms = terms.setting("consortium", .bool(consortium)) }
    if !reserved.isEmpty { terms = terms.setting("sme", .object(reserved)) }
    if shape.profile == .f { terms = terms.setting("framework", ["placesMax": 3, "months": 24, "callOff": "direct"]) }
    if shape.isAmended {
      terms = terms.setting(
        "fairCompetition", ["conclusion": "noImpact", "concluded": "2026-08-20", "basis": "公平竞争审查条例第八条至第十一条"])
      terms = terms.setting("follows", ["tender": "rehearsal.zk-2025", "lots": ["L1": "L3"]])
    }
    return terms
  }
}

extension Paper {
  package static func tenderNotice(_ shape: TenderShape) -> Paper {
    var published = PublishedTender.sample(shape)
    published.frame.number = published.frame.number.replacing("document", with: "notice")
    return .tenderNotice(TenderNoticeFacts(published))
  }

  package static func tenderDocument(_ shape: TenderShape) -> Paper {
    .tenderDocument(TenderDocumentFacts(.sample(shape)))
  }
}

private let framework = TenderShape(profile: .f, consortium: false, smallFirms: ["reserved", "open"])

/// Notice and documents of each profile, with what must stand on them.
let tenderSamples: [PaperSample] = [
  PaperSample(
    name: "tender-notice",
    shows: [
      "招标公告", "项目概况", "公开招标", "600000.00元", "260000.00", "280000.00", "川汇区演武高新技术开发区", "政府采购法》第二十二条", "专利代理机构执业许可证",
      "视为接受联合体投标", "免费下载", "售价", "0元", "2026年10月6日21:46:40", "公告期限", "5个工作日", "甄演练", "0394-0000001", b64(0x11),
      "11411600MB00000198", "未载明",
    ], hides: ["更正", "征集", "待核实"]
  ) { .tenderNotice(TenderShape()) },
  PaperSample(
    name: "tender-notice.amended",
    shows: [
      "已更正1次", "首次公告为2026年10月1日22:13:20", "2026年10月6日21:46:40", "不具有排除、限制竞争的效果", "2026年8月20日", "rehearsal.zk-2025",
    ], hides: ["视为接受"]
  ) { .tenderNotice(TenderShape(consortium: false, isAmended: true)) },
  PaperSample(
    name: "tender-notice.T1", shows: ["招标公告", "招标人", "依法成立的法人", "接受联合体投标", "招标投标公共服务平台"],
    hides: ["政府采购", "采购人：", "视为接受"]
  ) { .tenderNotice(TenderShape(profile: .t1, consortium: true)) },
  PaperSample(
    name: "tender-notice.F", shows: ["征集公告", "封闭式框架协议", "24个月", "不超过3家", "直接选定", "专门面向中小企业", "不接受联合体响应"],
    hides: ["招标公告", "投标人", "中标"]
  ) { .tenderNotice(framework) },
  PaperSample(
    name: "tender-document",
    shows: [
      "招标文件", "目录", "第一章投标邀请", "第二章投标人须知", "前附表", "第三章资格要求", "第四章采购需求", "第五章评标办法", "第六章合同文本", "第七章投标文件格式",
      "由采购人负责", "5人以上单数", "综合评分法", "优：32.00至40.00分", "得分低于20.00分的，投标无效", "2以上、不足4的，4.00分", "“部分”，5.00分",
      "（填报数值－24）÷（2－24）×10.00",
      "最低评审价÷评审价×20.00", "1－15%", "10%〔待核实〕至20%〔待核实〕", "平均值的50%〔待核实〕", "最高限价的45%〔待核实〕", "30分钟〔待核实〕", "随机抽取", "少于3家",
      "政府采购服务合同", "支付合同价款的30%", "30日内支付", "投标函", "授权委托书", "开标一览表", "分项报价表", "资格证明文件", "无重大违法记录声明", "中小企业声明函（服务）", "偏离表",
      "服务方案", "拟派人员表", "类似业绩表", "保密承诺书", "联合体协议", "评审因素填报表", "开标密钥持有人5人，达到3人", "补救期1小时", "无须投标人在场或操作。〔待核实〕",
      "age1k0g9x7uv5", b64(0x51), b64(0x41), b64(0x11), "《政府采购法》第三十五条", "提出质疑", "财政部门投诉", "封存值公开", "不收取", "待核实",
    ],
    hides: [
      "未按要求提交投标保证金", "征集", "异议和投诉", "评审方案二", "专门面向中小企业，", "候选人公示不少于", "null", "none", "报价部分开启前",
    ], pagesMax: 40
  ) { .tenderDocument(TenderShape()) },
  PaperSample(
    name: "tender-document.G2",
    shows: [
      "标段L1专门面向中小企业", "专门面向中小企业的标段：专门面向", "其他标段：小型、微型企业", "按第四章各标段所列金额", "6000.00", "未按要求提交投标保证金", "第1次更正",
      "第1次澄清", "驻园人员可否轮换",
      "每周到园不少于三天",
      "由2026年10月1日22:13:20改为2026年10月6日21:46:40", "不少于二十户，每周驻园不少于三天", "承接rehearsal.zk-2025", "L1承接L3",
      "技术和商务部分（technical）", "报价部分（price）",
      "再开启报价部分", "不公开", "公平竞争审查，结论",
    ], hides: ["联合体协议书", "格式13"], pagesMax: 40
  ) {
    var shape = TenderShape(profile: .g2, consortium: false, smallFirms: ["reserved", "open"], isAmended: true)
    shape.parts = ["technical", "price"]
    shape.hasSecurity = true
    shape.scheme = .sampleScheme.setting(
      "criteria", [["id": "c1", "name": "服务方案", "kind": "judged", "max": "80.00", "step": "0.50"]])
    return .tenderDocument(shape)
  },
  PaperSample(
    name: "tender-document.T0",
    shows: [
      "招标文件", "《中华人民共和国招标投标法》", "由评标委员会负责", "综合评估法", "去掉一个最高分", "每高于基准1%扣1.00分", "论证是否明显缺乏竞争", "可能低于成本", "异议和投诉",
    ],
    hides: ["质疑", "异常低价审查", "候选人公示不少于", "政府采购政策", "投标截止时间10日前", "中标候选人公示"], pagesMax: 40
  ) {
    var shape = TenderShape(profile: .t0, consortium: false)
    shape.scheme = .meanDeviationScheme
    return .tenderDocument(shape)
  },
  PaperSample(
    name: "tender-document.T1",
    shows: [
      "经评审的最低投标价法", "不给予价格扣除", "投标截止时间10日前", "3日内答复", "公示期不少于3日", "不超过3名候选人", "最多中标1个标段", "L2、L1的次序", "全部评审价公开",
    ],
    hides: ["质疑", "异常低价审查", "计分单位", "评审因素填报表"], pagesMax: 40
  ) { .tenderDocument(TenderShape(profile: .t1, consortium: true, scheme: .lowestPriceScheme)) },
  PaperSample(
    name: "tender-document.F",
    shows: [
      "征集文件", "征集邀请", "供应商须知", "评审办法", "响应文件格式", "响应函", "响应一览表", "知识产权托管服务框架协议", "淘汰比例不低于20%", "至少淘汰1家", "不超过3家",
      "24个月", "直接选定",
      "提供虚假材料谋取入围", "政府采购服务合同", "成交通知书", "框架协议采购方式管理暂行办法",
    ], hides: ["投标函", "联合体协议", "投标人须知", "确定中标人"], pagesMax: 44
  ) { .tenderDocument(framework) },
]
