import Canon
import Documents

// One example of every paper. All parks, agencies, enterprises and people are invented; the credit codes are made to
// pass their check digits and belong to nobody.

func b64(_ byte: UInt8) -> String {
  // 32 equal bytes in base64: ten groups of three, then two bytes and a pad.
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  let b = Int(byte)
  let group = [b >> 2, (b & 3) << 4 | b >> 4, (b & 15) << 2 | b >> 6, b & 63].map { String(alphabet[$0]) }.joined()
  let tail = [b >> 2, (b & 3) << 4 | b >> 4, (b & 15) << 2].map { String(alphabet[$0]) }.joined()
  return String(repeating: group, count: 10) + tail + "="
}

extension PaperFrame {
  static func sample(
    _ number: String, lot: String = "L1", lotName: String = "川汇区演武高新技术开发区", isRehearsal: Bool = true
  ) -> PaperFrame {
    PaperFrame(
      number: number, project: "周口市知识产权托管服务采购项目（2026年度）",
      subject: .lot(tender: isRehearsal ? "rehearsal.zk-2026" : "zk-2026", lot: lot, lotName: lotName),
      madeAt: PaperMoment(unixSeconds: 1_790_000_000),
      checkpoint: PaperCheckpoint(
        origin: isRehearsal ? "rehearsal.zhoukou.example/log" : "zhoukou.example/log", size: 1_234, root: b64(0xA7)),
      isRehearsal: isRehearsal)
  }
}

extension PaperParty {
  static let bureau = PaperParty(
    name: "周口市市场监督管理局（知识产权局）", creditCode: "11411600MB00000198", address: "周口市川汇区文明大道甲一号（虚构）",
    representative: "演局长", contact: PaperContact(person: "甄演练", phone: "0394-0000001"))
  static let agency = PaperParty(
    name: "周口演武知识产权代理有限公司", creditCode: "91411600MA0000015H", address: "周口市川汇区演武路一号（虚构）",
    representative: "喆堃", contact: PaperContact(person: "赵玥𬭚", phone: "0394-0000002"))
  static let park = PaperParty(
    name: "川汇区演武高新技术开发区管理委员会", creditCode: "12411600MB00000270", address: "周口市川汇区演武大道二号（虚构）",
    representative: "钱演示", contact: PaperContact(person: "孙演习", phone: "0394-0000003"))
  static let enterprise = PaperParty(
    name: "周口彩排精密机械有限公司", creditCode: "91411600MA0000058Y", address: "川汇区演武高新技术开发区三号厂房（虚构）",
    representative: "李彩排", contact: PaperContact(person: "周彩排", phone: "0394-0000004"))
}

let bidderA = "91411600MA0000015H+0a1b2c3d"
let bidderB = "91411600MA0000023C+1b2c3d4e"
let bidderC = "91411600MA00000317+2c3d4e5f"
let bidderD = "91411600MA000004XY+3d4e5f60"

let sampleService = PaperService(
  name: "知识产权托管服务",
  scope: "面向川汇区演武高新技术开发区内企业的完全式托管与部分托管服务，不少于20户",
  requirement: "派驻不少于2名专利代理师，每周驻园不少于3日；完全式托管对企业免费",
  standard: "按招标文件所附服务标准及企业评分、采购人考核办法执行")

let awardPrice = PaperMoney(yuan: "198000.00", inWords: "壹拾玖万捌仟元整")

extension PaperSigning {
  static func sample(_ first: (String, String, String), _ second: (String, String, String), signed: Bool = true)
    -> PaperSigning
  {
    let signers = [first, second].enumerated().map { index, signer in
      PaperSigner(
        role: signer.0, name: signer.1, key: signer.2, noteID: signed ? b64(UInt8(0x51 + index)) : nil,
        signedAt: signed ? PaperMoment(unixSeconds: 1_790_000_000 + Int64(index) * 37) : nil)
    }
    return PaperSigning(
      signers: signers, signedText: signed ? SignedText(jsonSHA256: b64(0x61), pdfSHA256: b64(0x62)) : nil)
  }
}

extension OpeningRecordFacts {
  static func sample(firstName: String = "周口演武知识产权代理有限公司", isRehearsal: Bool = true) -> OpeningRecordFacts {
    func particulars(_ bid: UInt8, _ bidder: String, _ name: String, _ price: String, _ words: String) -> JSON {
      .object([
        .init("bid", .string(b64(bid))), .init("bidder", .string(bidder)), .init("name", .string(name)),
        .init("lot", "L1"), .init("part", "main"), .init("price", .string(price)),
        .init("priceInWords", .string(words)), .init("termDays", 365),
      ])
    }
    return OpeningRecordFacts(
      frame: .sample("KB-2026-L1", isRehearsal: isRehearsal), buyer: .bureau,
      ceiling: PaperMoney(yuan: "300000.00", inWords: "叁拾万元整"),
      deadline: PaperMoment(unixSeconds: 1_789_999_000), openedFrom: PaperMoment(unixSeconds: 1_789_999_060),
      openedTo: PaperMoment(unixSeconds: 1_789_999_100), place: "周口市公共资源交易平台（网上开标大厅，演练）",
      host: OpeningOfficial(name: "甄主持", key: "officer.opening+00112233"),
      recorder: OpeningOfficial(name: "甄记录"), supervisor: OpeningOfficial(name: "甄监督", key: "supervisor+44556677"),
      manifest: b64(0x11), threshold: 3,
      custodians: (1...5).map {
        OpeningCustodian(index: $0, key: "custodian.\($0)+0000000\($0)", hasActed: $0 < 4)
      },
      results: [
        OpeningResult(
          bid: b64(0xA1), bidder: bidderA,
          outcome: .opened(particulars: particulars(0xA1, bidderA, firstName, "198000.00", "壹拾玖万捌仟元整"))),
        OpeningResult(
          bid: b64(0xB2), bidder: bidderB,
          outcome: .opened(
            particulars: particulars(0xB2, bidderB, "河南彩排专利事务所（普通合伙）", "180000.00", "壹拾捌万元整")),
          remark: "递交后替换一次，以最后一份为准"),
        OpeningResult(
          bid: b64(0xC3), bidder: bidderC,
          outcome: .opened(
            particulars: particulars(0xC3, bidderC, "郑州试演知识产权运营有限公司周口服务中心", "310000.00", "叁拾壹万元整"))),
        OpeningResult(bid: b64(0xD4), bidder: "91411600MA0000066R+4e5f6071", outcome: .malformed(reason: "padding")),
        OpeningResult(bid: b64(0xE5), bidder: "91411600MA0000074L+5f607182", outcome: .unopenable),
      ],
      notRead: [UnreadBid(bidder: bidderD, reason: "截止后送达，依规拒收")],
      objections: [
        OpeningObjection(by: "河南彩排专利事务所（普通合伙）", text: "询问解密份额如何复核", answer: "份额已公开，任何人可用公开程序复核")
      ],
      signing: .sample(
        ("主持人", "甄主持", "officer.opening+00112233"), ("监督人", "甄监督", "supervisor+44556677"), signed: false))
  }
}

extension EvaluationReportFacts {
  static func evaluation() throws -> JSON {
    try JSON.parse(Array(evaluationText.utf8))
  }

  static func seat(_ k: Int) -> CommitteeSeat {
    let role = k == 1 ? "评审专家（组长）" : k == 5 ? "采购人代表" : "评审专家"
    return CommitteeSeat(
      member: "m\(k)", name: ["喆一", "堃二", "玥三", "𬭚四", "赵五"][k - 1], role: role,
      key: "rehearsal.zk-2026.m\(k)+8899aa0\(k)", sheet: b64(UInt8(0x70 + k)))
  }

  static func sample() throws -> EvaluationReportFacts {
    EvaluationReportFacts(
      frame: .sample("PB-2026-L1"), buyer: .bureau, noticeMedium: "中国政府采购网河南分网（演练）",
      noticeDate: PaperDate(year: 2026, month: 8, day: 28), openedAt: PaperMoment(unixSeconds: 1_789_999_060),
      openingPlace: "周口市公共资源交易平台（网上开标大厅，演练）", openingRecordNumber: "KB-2026-L1",
      evaluation: try evaluation(),
      bidders: [
        EvaluatedBidder(bidder: bidderA, name: "周口演武知识产权代理有限公司"),
        EvaluatedBidder(bidder: bidderB, name: "河南彩排专利事务所（普通合伙）"),
        EvaluatedBidder(bidder: bidderC, name: "郑州试演知识产权运营有限公司周口服务中心"),
      ],
      members: (1...5).map(seat),
      course: [
        "采购人对3家投标人进行资格审查，3家均通过。", "评标委员会进行符合性审查，2家通过，1家投标无效。",
        "各委员独立评分并签署评分表，评审得分由系统按招标文件规定的公式汇总，委员逐项核对无误。",
      ],
      clarifications: [
        CommitteeClarification(bidder: "河南彩排专利事务所（普通合伙）", question: "请说明驻园人员排班。", answer: "每周三日，名单见投标文件第12页。")
      ],
      proposed: [bidderA, bidderB])
  }
}

private let evaluationText = """
  {"format":"tender-evaluation/v1","tender":"rehearsal.zk-2026","lot":"L1","scheme":{"method":"rated","currency":"CNY",
  "ceiling":"300000.00","minBids":3,"disclosure":"full","criteria":[
  {"id":"c1","name":"服务方案","kind":"judged","max":"60.00","step":"0.50"},
  {"id":"c2","name":"每周驻园服务天数","kind":"objective","max":"20.00","step":"5.00"}],
  "combine":"mean","price":{"formula":"lowest","max":"20.00","smallFirmDeduction":"0.15"},
  "rounding":{"mode":"halfUp","places":2,"at":["criterion","price"]},"rank":["total","evaluatedPrice","draw"],
  "maxLotsWon":null,"lotOrder":null},"schemeSha256":"\(b64(0x31))","committee":"\(b64(0x32))",
  "members":["m1","m2","m3","m4","m5"],"sheets":{"m1":"\(b64(0x71))"},"bids":[
  {"bid":"\(b64(0xA1))","bidder":"\(bidderA)","state":"ranked",
  "price":{"read":"198000.00","corrected":"198000.00","deduction":"0.15","evaluated":"168300.00","lowest":"168300.00",
  "points":"20.00"},"criteria":{"c1":{"m1":"52.00","m2":"51.50","m3":"49.00","m4":"52.50","m5":"50.00","sum":"255.00",
  "count":5,"points":"51.00"},"c2":{"m1":"15.00","m2":"15.00","m3":"15.00","m4":"15.00","m5":"15.00","sum":"75.00",
  "count":5,"points":"15.00"}},"total":"86.00","rank":1,"tie":null},
  {"bid":"\(b64(0xB2))","bidder":"\(bidderB)","state":"ranked",
  "price":{"read":"180000.00","corrected":"180000.00","deduction":"0.00","evaluated":"180000.00","lowest":"168300.00",
  "points":"18.70"},"criteria":{"c1":{"m1":"50.00","m2":"47.50","m3":"51.00","m4":"49.50","m5":"48.50","sum":"246.50",
  "count":5,"points":"49.30"},"c2":{"m1":"10.00","m2":"10.00","m3":"10.00","m4":"10.00","m5":"10.00","sum":"50.00",
  "count":5,"points":"10.00"}},"total":"78.00","rank":2,"tie":null},
  {"bid":"\(b64(0xC3))","bidder":"\(bidderC)","state":"invalid","invalid":{"stage":"conformity",
  "ground":"overCeiling","reason":"报价超过最高限价"},"price":{"read":"310000.00"}}]}
  """

extension ResultNoticeFacts {
  static func sample() -> ResultNoticeFacts {
    ResultNoticeFacts(
      frame: .sample("周市监采〔2026〕3号"), buyer: .bureau, method: "公开招标", winner: .agency, price: awardPrice,
      total: "86.00", service: sampleService, termDays: 365, firmSize: "小型企业",
      experts: ["喆一", "堃二", "玥三", "𬭚四", "赵五（采购人代表）"], terms: b64(0x41),
      decidedAt: PaperMoment(unixSeconds: 1_789_999_500), noticeWorkingDays: 1, challengeWorkingDays: 7)
  }
}

extension AwardNoticeFacts {
  static func sample() -> AwardNoticeFacts {
    AwardNoticeFacts(
      frame: .sample("周市监采〔2026〕4号"), buyer: .bureau, winner: .agency, bid: b64(0xA1), price: awardPrice,
      total: "86.00", rank: 1, service: sampleService, termDays: 365, leader: "喆堃", resultNoticeNumber: "周市监采〔2026〕3号",
      signBy: PaperDate(year: 2026, month: 10, day: 21),
      signing: PaperSigning(signers: [
        PaperSigner(role: "采购人", name: "周口市市场监督管理局（知识产权局）", key: "officer+00112233")
      ]))
  }
}

extension ResultLetterFacts {
  static func sample(_ outcome: Outcome = .ranked(total: "78.00", rank: 2)) -> ResultLetterFacts {
    ResultLetterFacts(
      frame: .sample("周市监采〔2026〕5号"), buyer: .bureau, recipient: "河南彩排专利事务所（普通合伙）", bidder: bidderB,
      bid: b64(0xB2), outcome: outcome, resultNoticeNumber: "周市监采〔2026〕3号", challengeWorkingDays: 7)
  }
}

extension FailureNoticeFacts {
  static func sample() -> FailureNoticeFacts {
    FailureNoticeFacts(
      frame: .sample("周市监采〔2026〕6号", lot: "L2", lotName: "项城彩排经济技术开发区"), buyer: .bureau, method: "公开招标",
      ground: "tooFewBids", groundName: "投标人不足三家",
      reason: "至投标截止时间，本标段递交有效投标的投标人为2家，不足3家，依法不予开标。", basis: "《政府采购货物和服务招标投标管理办法》第四十一条、第四十三条",
      bidders: 2, minimum: 3, staysSealed: true, next: "采购人将在修改招标文件后依法重新组织采购，另行公告。",
      decidedAt: PaperMoment(unixSeconds: 1_789_999_200), note: b64(0x91), challengeWorkingDays: 7)
  }
}

extension ServiceContractFacts {
  static func sample(signed: Bool = true) -> ServiceContractFacts {
    ServiceContractFacts(
      frame: .sample("ZKSJ-FW-2026-L1"), buyer: .bureau, agency: .agency, park: "川汇区演武高新技术开发区",
      awardNoticeNumber: "周市监采〔2026〕4号", awardNoticeDate: PaperDate(year: 2026, month: 9, day: 21), service: sampleService,
      price: awardPrice,
      term: PaperTerm(
        from: PaperDate(year: 2026, month: 10, day: 1), to: PaperDate(year: 2027, month: 9, day: 30)),
      payments: [
        ContractPayment(condition: "合同生效并入驻园区后", yuan: "59400.00"),
        ContractPayment(condition: "中期考核合格后", yuan: "59400.00"),
        ContractPayment(condition: "期满验收合格后", yuan: "79200.00"),
      ],
      paymentDays: 30, signedOn: PaperDate(year: 2026, month: 9, day: 28),
      signing: .sample(
        ("甲方", "周口市市场监督管理局（知识产权局）", "officer+00112233"), ("乙方", "周口演武知识产权代理有限公司", bidderA),
        signed: signed))
  }
}

let sampleTerm = PaperTerm(from: PaperDate(year: 2026, month: 10, day: 1), to: PaperDate(year: 2027, month: 9, day: 30))

extension ParkAgreementFacts {
  static func sample() -> ParkAgreementFacts {
    ParkAgreementFacts(
      frame: .sample("YQ-2026-L1"), park: .park, agency: .agency, serviceContractNumber: "ZKSJ-FW-2026-L1",
      office: ParkOffice(address: "创业服务中心二层203室", area: "46", equipment: ["办公桌椅4套", "宽带网络", "文件柜2组"]),
      staff: [
        PaperStaff(name: "喆堃", certificate: "4100000001", role: "项目负责人", daysOnSite: 120),
        PaperStaff(name: "赵玥𬭚", certificate: "4100000002", role: "专利代理师", daysOnSite: 150),
      ],
      term: sampleTerm, reportMonths: 3, signedOn: PaperDate(year: 2026, month: 9, day: 29),
      signing: .sample(
        ("甲方", "川汇区演武高新技术开发区管理委员会", "park.p1+11223344"), ("乙方", "周口演武知识产权代理有限公司", bidderA)))
  }
}

let sampleDuties: [PaperScopeItem] = [
  "指导企业制定知识产权战略", "指导企业创新技术管理和品牌战略管理", "对企业进行知识产权教育和培训", "对企业现有知识产权进行监控、归纳、整理、授权、许可等",
  "收集、分析企业知识产权情报", "为企业发掘和申请专利", "为企业提供所属行业专利发展方向、专利情况分析", "为企业提供侵权分析及侵权诉讼服务",
].enumerated().map { PaperScopeItem(code: "D\($0 + 1)", name: $1) }

let fullScope: [PaperScopeItem] = [
  "提供咨询服务", "指导企业建立健全知识产权规章制度", "提供专利信息检索和信息分析服务", "提供专利申请流程服务", "根据企业研发特点深入挖掘专利",
].enumerated().map { PaperScopeItem(code: "F\($0 + 1)", name: $1) }

extension TrusteeContractTerms {
  static func sample(_ number: String) -> TrusteeContractTerms {
    TrusteeContractTerms(
      frame: .sample(number), enterprise: .enterprise, agency: .agency, park: "川汇区演武高新技术开发区", batch: "2026年第一批",
      parkAgreementNumber: "YQ-2026-L1", duties: sampleDuties,
      plan: ["2026年10月底前完成企业知识产权现状调查", "2026年12月底前协助建立知识产权管理制度", "2027年6月底前完成两次培训和一份行业专利分析报告"],
      enterpriseContact: PaperContact(person: "周彩排", phone: "0394-0000004"),
      agencyContact: PaperContact(person: "赵玥𬭚", phone: "0394-0000002"), reportMonths: 3, term: sampleTerm,
      signedOn: PaperDate(year: 2026, month: 9, day: 30),
      signing: .sample(("甲方", "周口彩排精密机械有限公司", "enterprise.e1+55667788"), ("乙方", "周口演武知识产权代理有限公司", bidderA)))
  }
}

extension FullTrusteeContractFacts {
  static func sample() -> FullTrusteeContractFacts {
    FullTrusteeContractFacts(terms: .sample("TG-2026-L1-001"), scope: fullScope)
  }
}

extension PartialTrusteeContractFacts {
  static func sample() -> PartialTrusteeContractFacts {
    PartialTrusteeContractFacts(
      terms: .sample("TG-2026-L1-002"),
      items: [
        TrusteeFeeItem(item: PaperScopeItem(code: "P1", name: "知识产权申请取得"), yuan: "12000.00"),
        TrusteeFeeItem(item: PaperScopeItem(code: "P3", name: "知识产权转让与许可"), yuan: "8000.00"),
        TrusteeFeeItem(item: PaperScopeItem(code: "P5", name: "知识产权评估及质押融资使用"), yuan: "15000.00"),
      ], total: PaperMoney(yuan: "35000.00", inWords: "叁万伍仟元整"))
  }
}

extension FilingFormFacts {
  static func sample(returned: Bool = false) -> FilingFormFacts {
    FilingFormFacts(
      frame: .sample("BA-2026-L1-001"), contractNumber: "TG-2026-L1-001", mode: "完全式托管", enterprise: .enterprise,
      agency: .agency, park: "川汇区演武高新技术开发区", batch: "2026年第一批", term: sampleTerm, scope: fullScope, fee: nil,
      signedOn: PaperDate(year: 2026, month: 9, day: 30), contractSHA256: b64(0x62),
      filings: [
        ContractFiling(
          role: "托管单位（园区）", authority: "川汇区演武高新技术开发区管理委员会", receivedAt: PaperMoment(unixSeconds: 1_790_000_000),
          decidedAt: PaperMoment(unixSeconds: 1_790_003_600), reviewer: "孙演习（park.p1+11223344）",
          result: .filed(number: "演武园备〔2026〕1号"), noteID: b64(0x81)),
        ContractFiling(
          role: "市市场监管局（知识产权局）", authority: "周口市市场监督管理局（知识产权局）",
          receivedAt: PaperMoment(unixSeconds: 1_790_003_700), decidedAt: PaperMoment(unixSeconds: 1_790_007_300),
          reviewer: "甄演练（officer+00112233）",
          result: returned
            ? .returned(reasons: ["合同期限晚于批次托管期限", "缺少企业联系人"]) : .filed(number: "周知托备〔2026〕1号"),
          noteID: b64(0x82)),
      ])
  }
}

extension ParkConfirmationFacts {
  static func sample(refused: Bool = false) -> ParkConfirmationFacts {
    ParkConfirmationFacts(
      frame: PaperFrame(
        number: "周知托〔2026〕1号", project: "周口市知识产权托管服务试点",
        subject: .batch(programme: "周口市知识产权托管服务试行工作方案", batch: "2026年第一批"),
        madeAt: PaperMoment(unixSeconds: 1_780_000_000),
        checkpoint: PaperCheckpoint(origin: "rehearsal.zhoukou.example/log", size: 12, root: b64(0xA7)),
        isRehearsal: true),
      bureau: .bureau, park: .park, level: "县级", foundingAuthority: "川汇区人民政府（演练）", approvalNumber: "川政文〔2020〕0号",
      department: "科技与知识产权科", contact: PaperContact(person: "孙演习", phone: "0394-0000003"),
      technologyFirms: refused ? 19 : 26,
      conditions: [
        ConditionFinding(condition: "本市行政区域内各级政府设立的企业集聚园区", isMet: true, evidence: "设立批复"),
        ConditionFinding(condition: "设有知识产权管理部门，配备专门的联系人员", isMet: true, evidence: "机构设置文件"),
        ConditionFinding(
          condition: "科技企业数量在20家以上", isMet: !refused, evidence: refused ? "名单核定19家，不足20家" : "名单核定26家"),
        ConditionFinding(condition: "拥有一定的知识产权托管工作基础", isMet: true, evidence: "工作说明及附件"),
        ConditionFinding(condition: "为入驻的服务机构免费提供办公场所等便利", isMet: true, evidence: "承诺书"),
      ],
      decision: refused ? .refused(reason: "你单位申报的科技企业经核定为19家，不足方案规定的20家以上。") : .confirmed(term: sampleTerm),
      decidedAt: PaperMoment(unixSeconds: 1_780_000_000))
  }
}
