import Canon
import Documents
import Tendering

extension ResultNoticeFacts {
  package static func sample() -> ResultNoticeFacts {
    ResultNoticeFacts(
      frame: .sample("周市监采〔2026〕3号"), buyer: .bureau, method: "公开招标", winner: .agency, price: awardPrice,
      merit: .total("86.00"), service: sampleService, termDays: 365, firmSize: "小型企业",
      experts: ["喆一", "堃二", "玥三", "𬭚四", "赵五（采购人代表）"], terms: b64(0x41),
      decidedAt: PaperMoment(unixSeconds: 1_789_999_500), noticeWorkingDays: 1, challengeWorkingDays: 7)
  }
}

extension AwardNoticeFacts {
  package static func sample() -> AwardNoticeFacts {
    AwardNoticeFacts(
      frame: .sample("周市监采〔2026〕4号"), buyer: .bureau, winner: .agency, bid: b64(0xA1), price: awardPrice,
      merit: .total("86.00"), rank: 1, service: sampleService, termDays: 365, leader: "喆堃",
      resultNoticeNumber: "周市监采〔2026〕3号",
      signBy: PaperDate(year: 2026, month: 10, day: 21),
      signing: PaperSigning(signers: [
        PaperSigner(role: "采购人", name: "周口市市场监督管理局（知识产权局）", key: "officer+00112233")
      ]))
  }
}

extension ResultLetterFacts {
  package static func sample(_ outcome: Outcome = .ranked(.total("78.00"), rank: 2)) -> ResultLetterFacts {
    ResultLetterFacts(
      frame: .sample("周市监采〔2026〕5号"), buyer: .bureau, recipient: "河南彩排专利事务所（普通合伙）", bidder: bidderB,
      bid: b64(0xB2), outcome: outcome, resultNoticeNumber: "周市监采〔2026〕3号", challengeWorkingDays: 7)
  }
}

extension PaperObjection? {
  /// As a profile has it in the year of the samples.
  package static func sample(_ profile: Profile) -> PaperObjection? {
    PaperObjection(profile, issued: CalendarDay(Instant(seconds: 1_789_000_000)))
  }
}

extension FailureNoticeFacts {
  package static func sample() -> FailureNoticeFacts {
    FailureNoticeFacts(
      frame: .sample("周市监采〔2026〕6号", lot: "L2", lotName: "项城彩排经济技术开发区"), buyer: .bureau, method: "公开招标",
      ground: "tooFewBids", groundName: "投标人不足三家",
      reason: "至投标截止时间，本标段递交有效投标的投标人为2家，不足3家，依法不予开标。",
      basis: "《政府采购法》第三十六条、《政府采购货物和服务招标投标管理办法》第四十一条、第四十三条",
      bidders: 2, minimum: 3, staysSealed: true, next: "采购人将在修改招标文件后依法重新组织采购，另行公告。",
      decidedAt: PaperMoment(unixSeconds: 1_789_999_200), note: b64(0x91), challengeWorkingDays: 7)
  }
}

extension AmendmentNoticeFacts {
  package static func sample(deadlineMoves: Bool = true) -> AmendmentNoticeFacts {
    AmendmentNoticeFacts(
      frame: .sample("周市监采〔2026〕7号", subject: .tender(tender: "rehearsal.zk-2026")), buyer: .bureau, seq: 2,
      publishedOn: PaperDate(year: 2026, month: 8, day: 28), reason: "应潜在投标人询问，明确驻园服务的要求。",
      changes: [
        AmendedItem(name: "服务标准", before: "驻园服务不少于两天", after: "驻园服务：每周驻园不少于三天"),
        AmendedItem(name: "付款方式", before: "（无）", after: "分三期支付"),
      ],
      deadlineBefore: PaperMoment(unixSeconds: 1_789_998_400),
      deadlineAfter: PaperMoment(unixSeconds: deadlineMoves ? 1_791_294_400 : 1_789_998_400), affectsBids: true,
      amendedAt: PaperMoment(unixSeconds: 1_789_900_000), notice: b64(0x11), note: b64(0x92))
  }
}

extension ClarificationNoticeFacts {
  package static func sample() -> ClarificationNoticeFacts {
    ClarificationNoticeFacts(
      frame: .sample("周市监采〔2026〕8号", subject: .tender(tender: "rehearsal.zk-2026")), buyer: .bureau, seq: 1,
      answers: [
        AnsweredQuestion(question: "驻园人员可否轮换？", answer: "可以轮换，每周到园不少于三天。"),
        AnsweredQuestion(question: "联合体可否投标？", answer: "按招标文件，接受联合体。"),
      ], affectsBids: false, deadline: PaperMoment(unixSeconds: 1_789_998_400),
      madeAt: PaperMoment(unixSeconds: 1_789_900_000), notice: b64(0x11), note: b64(0x93))
  }
}

extension CancellationNoticeFacts {
  package static func sample() -> CancellationNoticeFacts {
    CancellationNoticeFacts(
      frame: .sample("周市监采〔2026〕9号", subject: .tender(tender: "rehearsal.zk-2026")), buyer: .bureau,
      publishedOn: PaperDate(year: 2026, month: 8, day: 28), ground: "taskCancelled", groundName: "因重大变故采购任务取消",
      reason: "财政预算调整，采购任务取消。", lots: ["L1　川汇演武高新技术开发区", "L2　项城彩排经济技术开发区"], wasClosed: false,
      staysSealed: true, cancelledAt: PaperMoment(unixSeconds: 1_789_900_000), notice: b64(0x11), note: b64(0x94),
      refundWorkingDays: 5, challengeWorkingDays: 7)
  }
}

extension ParkConfirmationFacts {
  package static func sample(refused: Bool = false) -> ParkConfirmationFacts {
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

extension CandidateNoticeFacts {
  package static func sample() -> CandidateNoticeFacts {
    CandidateNoticeFacts(
      frame: .sample("L1-candidate-notice"), buyer: .bureau,
      candidates: [
        .init(
          rank: 1, name: PaperParty.agency.name, price: awardPrice, termDays: 365, leader: "喆堃",
          certificate: "4100000001", quality: "响应招标文件的服务标准：每周驻园不少于三天",
          qualification: "通过资格审查：持有效的专利代理机构执业许可证"),
        .init(rank: 2, name: "河南彩排专利事务所（普通合伙）", price: awardPrice, termDays: nil, leader: nil, certificate: nil),
      ], ranked: 3, rejected: 1, from: PaperDate(year: 2026, month: 9, day: 21),
      until: PaperDate(year: 2026, month: 9, day: 24))
  }
}

extension CompetitionStatementFacts {
  package static func sample() -> CompetitionStatementFacts {
    CompetitionStatementFacts(
      frame: .sample("L1-competition-statement"), buyer: .bureau, valid: 2, minimum: 3,
      argument: "两家报价和方案差异明显，均独立编制。", chair: "m1",
      members: [CommitteeSeat(member: "m1", role: "评审专家（组长）", key: "k.m1+00000001", sheet: nil)])
  }
}

extension ReReviewReportFacts {
  package static func sample(corrected: [String] = ["m3"]) -> ReReviewReportFacts {
    ReReviewReportFacts(
      frame: .sample("L1-re-review-report"), buyer: .bureau, ground: "extreme", groundName: "经评标委员会认定评分畸高、畸低",
      reason: "成员对第一份投标的评分明显偏低", convenedAt: PaperMoment(unixSeconds: 1_790_000_000),
      endedAt: PaperMoment(unixSeconds: 1_790_003_600), corrected: corrected, corrections: corrected.count,
      before: [.init(rank: 1, name: PaperParty.agency.name, merit: .total("85.20"))],
      after: [.init(rank: 1, name: PaperParty.agency.name, merit: .total("86.00"))], superseded: b64(0x71),
      reportNumber: "周市监采〔2026〕9号")
  }
}

private func remedyFiling(_ kind: String) -> Remedy.Filing {
  let form: JSON = [
    "kind": JSON(kind), "about": "result", "lot": "L1",
    "matters": [["text": "服务方案评分未按招标文件第三章执行", "from": 1], ["text": "答复未回应扣分理由", "from": 0]],
    "request": "请求重新核对得分", "facts": "结果告知书所载得分为78.00分", "law": "《政府采购法》第五十二条",
  ]
  guard let filing = try? Remedy.Filing(json: form) else { preconditionFailure("the sample is no filing") }
  return filing
}

private let complainant = PaperParty(name: "河南彩排专利事务所（普通合伙）", creditCode: "91411600MA0000023C")

extension RemedyLetterFacts {
  package static func sample(_ kind: String = "challenge") -> RemedyLetterFacts {
    RemedyLetterFacts(
      frame: .sample("R1-remedy-letter"), to: PaperParty.bureau.name, filer: complainant, key: bidderB,
      filing: remedyFiling(kind), filedAt: PaperMoment(unixSeconds: 1_790_000_000),
      dueOn: PaperDate(year: 2026, month: 10, day: 10))
  }
}

extension RemedyAnswerFacts {
  package static func sample(_ kind: String = "challenge", isNamed: Bool = true, ofAll: Bool = false)
    -> RemedyAnswerFacts
  {
    var frame = PaperFrame.sample("R1-remedy-answer")
    if ofAll { frame.subject = .tender(tender: "rehearsal.zk-2026") }
    guard
      let finding = try? Remedy.Finding(
        json: [
          "outcome": "partlyUpheld", "effect": "nextCandidate", "findings": "经核对，第二项得分有误", "grounds": "财政部令第94号第十六条",
        ])
    else { preconditionFailure("the sample is no finding") }
    return RemedyAnswerFacts(
      frame: frame, buyer: .bureau, filer: isNamed ? complainant : nil, filing: remedyFiling(kind), finding: finding,
      filedAt: PaperMoment(unixSeconds: 1_790_000_000), endedAt: PaperMoment(unixSeconds: 1_790_100_000))
  }
}

extension ComplaintDecisionFacts {
  package static func sample() -> ComplaintDecisionFacts {
    ComplaintDecisionFacts(
      answer: .sample("complaint"), authority: "周口市财政局", suspendedUntil: PaperDate(year: 2026, month: 10, day: 20))
  }
}
