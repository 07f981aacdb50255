import Canon
import Documents
import Exact
import Tendering
import Trusteeship

extension ServiceContractFacts {
  package static func sample(signed: Bool = true) -> ServiceContractFacts {
    ServiceContractFacts(
      frame: .sample("ZKSJ-FW-2026-L1"), buyer: .bureau, agency: .agency, park: "川汇区演武高新技术开发区",
      awardNoticeNumber: "周市监采〔2026〕4号", awardNoticeDate: PaperDate(year: 2026, month: 9, day: 21),
      service: sampleService,
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

package let sampleTerm = PaperTerm(
  from: PaperDate(year: 2026, month: 10, day: 1), to: PaperDate(year: 2027, month: 9, day: 30))

extension ParkAgreementFacts {
  package static func sample() -> ParkAgreementFacts {
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

package let sampleDuties: [PaperScopeItem] = [
  "指导企业制定知识产权战略", "指导企业创新技术管理和品牌战略管理", "对企业进行知识产权教育和培训", "对企业现有知识产权进行监控、归纳、整理、授权、许可等",
  "收集、分析企业知识产权情报", "为企业发掘和申请专利", "为企业提供所属行业专利发展方向、专利情况分析", "为企业提供侵权分析及侵权诉讼服务",
].enumerated().map { PaperScopeItem(code: "D\($0 + 1)", name: $1) }

package let fullScope: [PaperScopeItem] = [
  "提供咨询服务", "指导企业建立健全知识产权规章制度", "提供专利信息检索和信息分析服务", "提供专利申请流程服务", "根据企业研发特点深入挖掘专利",
].enumerated().map { PaperScopeItem(code: "F\($0 + 1)", name: $1) }

extension TrusteeContractTerms {
  package static func sample(_ number: String) -> TrusteeContractTerms {
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
  package static func sample() -> FullTrusteeContractFacts {
    FullTrusteeContractFacts(terms: .sample("TG-2026-L1-001"), scope: fullScope)
  }
}

extension PartialTrusteeContractFacts {
  package static func sample() -> PartialTrusteeContractFacts {
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
  package static func sample(returned: Bool = false) -> FilingFormFacts {
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

extension AcceptanceSheetFacts {
  /// - Parameter rejected: a first round that was not accepted.
  package static func sample(rejected: Bool = false) throws -> AcceptanceSheetFacts {
    let contract = PerformedContract(
      price: try Price(parsing: awardPrice.yuan),
      term: try Term(FormReader(["begins": "2026-10-01", "ends": "2027-09-30"], only: ["begins", "ends"])),
      isSigned: true, isAccepted: false)
    let form: JSON = [
      "outcome": rejected ? "rejected" : "accepted", "ended": rejected ? "2027-09-30" : "2027-10-20",
      "items": [
        [
          "item": "驻园服务：每周不少于三日", "finding": JSON(rejected ? "failed" : "passed"),
          "words": JSON(rejected ? "三月缺勤两周" : "全年实际驻园一百五十六日，签到记录齐全"),
        ],
        ["item": "完全式托管户数：不少于二十户", "finding": "passed", "words": "签订并备案二十二户"],
        ["item": "培训：不少于两次", "finding": "passed", "words": "举办三次，到场企业六十一家次"],
      ],
      "opinions": ["asked": 22, "satisfied": 18, "dissatisfied": 1, "words": "希望增加专利检索方面的培训"],
      "amount": rejected ? nil : "197000.00", "amountReason": rejected ? nil : "扣减违约金壹仟元整",
      "dayReason": rejected ? nil : "补足三月缺勤的驻园日数", "reason": rejected ? "三月缺勤两周，尚未补足" : nil,
    ]
    let accepted = PaperMoment(unixSeconds: 1_824_000_000)
    return AcceptanceSheetFacts(
      frame: .sample("L1-S01-A\(rejected ? 1 : 2)"), buyer: .bureau, agency: .agency, park: PaperParty.park.name,
      contractNumber: "L1-S01", price: awardPrice, term: sampleTerm, round: rejected ? 1 : 2,
      acceptance: try PerformanceAcceptance(
        json: form, of: contract, on: CalendarDay(Instant(seconds: accepted.unixSeconds)),
        pace: .rehearsal(secondsPerDay: 0)),
      amount: rejected ? nil : PaperMoney(yuan: "197000.00", inWords: "壹拾玖万柒仟元整"), acceptedBy: "甄主办",
      key: "zk.lead+0a1b2c3d", acceptedAt: accepted)
  }
}
