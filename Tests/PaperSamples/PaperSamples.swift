import Documents
import Tendering

/// A sample, the text that people must find on it, and text that must not be there.
package struct PaperSample: Sendable, CustomStringConvertible {
  package var name: String
  package var shows: [String]
  package var hides: [String] = []
  package var pagesMax = 3
  package var paper: @Sendable () throws -> Paper
  package var description: String { name }
}

private let bureau = "周口市市场监督管理局（知识产权局）"
private let winner = "周口演武知识产权代理有限公司"
private let loser = "河南彩排专利事务所（普通合伙）"
private let signatures = [b64(0x51), b64(0x52), b64(0x61), b64(0x62), bidderA]

package let paperSamples: [PaperSample] =
  tenderSamples + [
    PaperSample(
      name: "opening-record",
      shows: [
        "开标记录表", bureau, winner, loser, "198000.00", "壹拾玖万捌仟元整", "300000.00", "365天", "甄主持", "甄记录", "甄监督",
        "2026年9月21日21:56:40", "密文不合规：填充不符", "密钥份额不足", "视为撤销，因投标人原因未能解密", "视为撤回，因保管人原因", "赔偿直接损失", "截止后送达", "询问解密份额如何复核",
        b64(0x11), b64(0xA1), bidderD,
        "递交后替换一次", "custodian.5+00000005",
      ]
    ) { .openingRecord(.sample()) },
    PaperSample(name: "opening-record.T1", shows: ["开标记录表", "招标人", bureau], hides: ["采购人"]) {
      var facts = OpeningRecordFacts.sample()
      facts.law = .tendering
      return .openingRecord(facts)
    },
    PaperSample(
      name: "evaluation-report",
      shows: [
        "评标报告", "中国政府采购网河南分网", "2026年8月28日", "综合评分法", "扣除15%", "255.00", "51.00", "168300.00", "18.70", "86.00",
        "报价超过最高限价", "请说明驻园人员排班", "第一名：" + winner, b64(0x31), b64(0x75), "𬭚四", "采购人代表",
      ], hides: ["null", "none", "评分标准", "按填报计分"]
    ) { .evaluationReport(try .sample()) },
    PaperSample(
      name: "evaluation-report.kinds",
      shows: [
        "综合评分法", "其中价格分20.00分", "扣除15%", "四舍五入", "评审价低者在前", "客观分（区间）", "优：32.00至40.00分", "得分低于20.00分的，投标无效",
        "2以上、不足4的，4.00分", "“部分”，5.00分", "（填报数值－24）÷（2－24）×10.00", "按填报计分", "证明材料不足", "最低评审价", "价格分",
      ], hides: ["null", "none", "综合评估法"], pagesMax: 5
    ) { .evaluationReport(try .sample(of: .sampleScheme)) },
    PaperSample(
      name: "evaluation-report.fixed",
      shows: ["综合评分法，总分100分。", "固定价格", "价格不作为评审因素", "保留2位小数，舍去尾数", "得分相同的，随机抽取", "（二）报价", "第一名：" + winner],
      hides: ["null", "none", "价格分", "最低评审价", "价格扣除", "公式计算"]
    ) { .evaluationReport(try .sample(of: .fixedPriceScheme)) },
    PaperSample(
      name: "evaluation-report.mean",
      shows: [
        "招标人", "综合评估法", "去掉一个最高分和一个最低分", "算术平均数（保留两位小数）为基准", "每高于基准1%扣1.00分", "每低于基准1%扣0.50分", "不给予价格扣除", "计入合计",
        "评审价平均数", "174150.00",
      ], hides: ["null", "none", "采购人周口", "综合评分法", "最低评审价"], pagesMax: 5
    ) { .evaluationReport(try .sample(of: .meanDeviationScheme, isUnderTenderingLaw: true)) },
    PaperSample(
      name: "evaluation-report.lowest-price",
      shows: [
        "最低评标价法", "不设评审因素", "评审价由低到高", "评审价相同的，随机抽取", "六、评审汇总", "（一）评审价", "168300.00", "（二）排名", "第一名：" + winner,
        "签署的评审表",
      ], hides: ["null", "none", "经评审的", "价格分", "总得分", "各委员评分", "评分汇总", "签署的评分表", "86.00", "得分由高到低"]
    ) { .evaluationReport(try .sample(of: .lowestPriceScheme)) },
    PaperSample(
      name: "evaluation-report.lowest-price-tendering", shows: ["经评审的最低投标价法"], hides: ["价格分", "采购人周口"]
    ) { .evaluationReport(try .sample(of: .lowestPriceScheme, isUnderTenderingLaw: true)) },
    PaperSample(
      name: "evaluation-report.failed",
      shows: ["不足3家，本标段不产生中标候选人", "评分和排名只作记录", "86.00", "没有可推荐的中标候选人"], hides: ["不再评分", "第一名："], pagesMax: 5
    ) { .evaluationReport(try .sample(of: .sampleScheme, failed: true)) },
    PaperSample(
      name: "result-notice",
      shows: [
        "中标结果公告", winner, "91411600MA0000015H", "周口市川汇区演武路一号", "198000.00元", "壹拾玖万捌仟元整", "知识产权托管服务", "喆一、堃二、玥三、𬭚四",
        "小型企业", "1个工作日", "7个工作日", b64(0x41), "地址：周口市川汇区文明大道甲一号", "0394-0000001",
      ], hides: [loser, "78.00", "未载明"], pagesMax: 2
    ) { .resultNotice(.sample()) },
    PaperSample(
      name: "result-notice.unknown-addresses", shows: ["中标供应商地址", "登记信息中未载明"], hides: ["虚构", "地址：", "null", "none"],
      pagesMax: 2
    ) {
      var facts = ResultNoticeFacts.sample()
      facts.buyer.address = nil
      facts.winner.address = nil
      return .resultNotice(facts)
    },
    PaperSample(
      name: "result-notice.T0",
      shows: ["中标结果公告", winner, "招标人", "3日内向招标人提出", "10日内向有关行政监督部门投诉", "第六十条"],
      hides: ["质疑", "财政", "向采购人", "公示期间"], pagesMax: 2
    ) {
      var facts = ResultNoticeFacts.sample()
      facts.objection = .sample(.t0)
      return .resultNotice(facts)
    },
    PaperSample(
      name: "result-notice.T1",
      shows: ["中标结果公告", "中标人名称", "招标方式", "公示期间向招标人提出", "第五十四条", "10日内向有关行政监督部门投诉"],
      hides: ["质疑", "财政", "采购人", "中标供应商", "采购方式", "3日内"], pagesMax: 2
    ) {
      var facts = ResultNoticeFacts.sample()
      facts.experts.removeLast()
      facts.service.standard = "每周驻园不少于三天"
      facts.objection = .sample(.t1)
      facts.law = .tendering
      return .resultNotice(facts)
    },
    PaperSample(
      name: "award-notice",
      shows: [
        "中标通知书", winner, "198000.00元", "365天", "2026年10月21日", "86.00分，第1名", b64(0xA1), "officer+00112233",
        "周口市川汇区演武路一号", "采购人地址", "周口市川汇区文明大道甲一号",
      ], hides: [loser], pagesMax: 2
    ) { .awardNotice(.sample()) },
    PaperSample(
      name: "award-notice.T1", shows: ["中标通知书", winner, "与招标人签订书面合同"], hides: ["采购人"], pagesMax: 2
    ) {
      var facts = AwardNoticeFacts.sample()
      facts.signing = nil
      facts.law = .tendering
      return .awardNotice(facts)
    },
    PaperSample(
      name: "result-letter", shows: ["结果告知书", loser, "78.00分", "第2名", "周市监采〔2026〕3号", b64(0xB2)],
      hides: [winner, "86.00", "198000.00"], pagesMax: 1
    ) { .resultLetter(.sample()) },
    PaperSample(
      name: "result-letter.T1",
      shows: [loser, "78.00分", "第2名", "招标投标法》第四十五条", "公示期间向招标人提出", "10日内向有关行政监督部门投诉"],
      hides: [winner, "质疑", "第六十九条", "采购人"], pagesMax: 2
    ) {
      var facts = ResultLetterFacts.sample()
      facts.objection = .sample(.t1)
      facts.law = .tendering
      return .resultLetter(facts)
    },
    PaperSample(
      name: "result-letter.failed-T0", shows: [loser, "已经废标", "废标决定有异议", "3日内向招标人提出", "投诉"],
      hides: [winner, "质疑", "采购人", "应当先提出异议"], pagesMax: 2
    ) {
      var facts = ResultLetterFacts.sample(.lotFailed(reason: "投标人不足三家，投标文件未予开启。"))
      facts.objection = .sample(.t0)
      return .resultLetter(facts)
    },
    PaperSample(
      name: "result-notice.lowest-price", shows: ["中标结果公告", winner, "评审价", "178200.00元"], hides: ["得分", "0.00分"],
      pagesMax: 2
    ) {
      var facts = ResultNoticeFacts.sample()
      facts.merit = .evaluatedPrice("178200.00")
      return .resultNotice(facts)
    },
    PaperSample(
      name: "award-notice.lowest-price", shows: ["评审价及排名", "178200.00元，第1名"], hides: ["得分"], pagesMax: 2
    ) {
      var facts = AwardNoticeFacts.sample()
      facts.merit = .evaluatedPrice("178200.00")
      return .awardNotice(facts)
    },
    PaperSample(
      name: "result-letter.lowest-price", shows: [loser, "评审价", "180450.00元", "第2名"], hides: [winner, "得分"], pagesMax: 1
    ) { .resultLetter(.sample(.ranked(.evaluatedPrice("180450.00"), rank: 2))) },
    PaperSample(
      name: "result-letter.drawn", shows: [loser, "86.00分", "第1名（并列，抽取第2）"], hides: [winner], pagesMax: 1
    ) { .resultLetter(.sample(.ranked(.total("86.00"), rank: 1, drawnPlace: 2))) },
    PaperSample(
      name: "result-letter.rejected", shows: [loser, "投标无效", "符合性审查", "报价超过最高限价"],
      hides: [winner, "86.00", "78.00", "排名"], pagesMax: 1
    ) { .resultLetter(.sample(.rejected(stage: "符合性审查", reason: "报价超过最高限价。"))) },
    PaperSample(
      name: "result-letter.unopened", shows: [loser, "未进入评审", "密钥份额不足"], hides: [winner, "排名"], pagesMax: 1
    ) { .resultLetter(.sample(.notOpened(reason: "密钥份额不足，未能解密。"))) },
    PaperSample(
      name: "result-letter.failed", shows: [loser, "已经废标", "废标公告", "未予开启"], hides: [winner, "排名", "中标结果公告"], pagesMax: 1
    ) { .resultLetter(.sample(.lotFailed(reason: "投标人不足三家，投标文件未予开启。"))) },
    PaperSample(
      name: "result-letter.failed-later", shows: [loser, "已经废标", "废标原因", "不足法定家数", "投标无效", "报价超过最高限价"],
      hides: [winner, "未予开启"], pagesMax: 1
    ) {
      .resultLetter(
        .sample(
          .lotFailedLater(
            reason: "通过符合性审查的投标人不足法定家数。", own: .rejected(stage: "符合性审查", reason: "报价超过最高限价。"))))
    },
    PaperSample(
      name: "result-letter.failed-undecided", shows: [loser, "废标原因", "未形成评审结果"], hides: [winner, "排名"], pagesMax: 1
    ) { .resultLetter(.sample(.lotFailedLater(reason: "采购任务取消。", own: .undecided))) },
    PaperSample(
      name: "competition-statement",
      shows: ["竞争性论证意见", "有效投标2家", "不足3家", "1117号", "两家报价和方案差异明显", "不明显缺乏竞争", "m1", "k.m1+00000001", "评审专家（组长）"],
      hides: [winner, loser], pagesMax: 2
    ) { .competitionStatement(.sample()) },
    PaperSample(
      name: "failure-notice",
      shows: [
        "废标公告", "L2", "项城彩排经济技术开发区", "投标人不足三家", "2家（不得少于3家）", "密文保持封存", "《政府采购法》第三十六条", "第四十一条", b64(0x91),
      ], hides: ["tooFewBids"], pagesMax: 2
    ) { .failureNotice(.sample()) },
    PaperSample(
      name: "failure-notice.T0",
      shows: ["废标公告", "招标人", "第二十八条", "上述决定有异议", "3日内向招标人提出", "10日内向有关行政监督部门投诉"],
      hides: ["质疑", "采购人", "第四十一条"], pagesMax: 2
    ) {
      var facts = FailureNoticeFacts.sample()
      facts.basis = "《招标投标法》第二十八条、《招标投标法实施条例》第四十四条"
      facts.next = "修改完善招标文件后依法重新招标。"
      facts.objection = .sample(.t0)
      return .failureNotice(facts)
    },
    PaperSample(
      name: "re-review-report",
      shows: [
        "重新评审报告", "本级财政部门", "第六十四条", "评分畸高、畸低", "明显偏低", "2026年9月21日22:13:20", "m3更正", "共更正1项", "85.20", "86.00",
        b64(0x71),
      ], pagesMax: 2
    ) { .reReviewReport(.sample()) },
    PaperSample(
      name: "re-review-report.lowest-price", shows: ["重新评审报告", "评审价（元）", "178200.00", "180450.00"],
      hides: ["评审得分", "评分表", "85.20"], pagesMax: 2
    ) {
      var facts = ReReviewReportFacts.sample()
      (facts.ground, facts.groundName, facts.reason) = ("sumWrong", "分值汇总计算错误", "评审价汇总有误")
      facts.before = [.init(rank: 1, name: winner, merit: .evaluatedPrice("180450.00"))]
      facts.after = [.init(rank: 1, name: winner, merit: .evaluatedPrice("178200.00"))]
      return .reReviewReport(facts)
    },
    PaperSample(
      name: "re-review-report.T1", shows: ["重新评审报告", "有关行政监督部门", "招标人发现", "1117号", "共更正1项"],
      hides: ["第六十四条", "财政", "采购人"], pagesMax: 2
    ) {
      var facts = ReReviewReportFacts.sample()
      facts.law = .tendering
      return .reReviewReport(facts)
    },
    PaperSample(name: "re-review-report.unchanged", shows: ["没有更正，维持原评审结果"], hides: ["共更正"], pagesMax: 2) {
      .reReviewReport(.sample(corrected: []))
    },
    PaperSample(
      name: "candidate-notice",
      shows: [
        "中标候选人公示", winner, loser, "198000.00元", "365天", "喆堃", "4100000001", "2026年9月21日至2026年9月24日", "三日内答复", "质量",
        "服务标准：每周驻园不少于三天", "资格条件", "通过资格审查",
      ], hides: ["并列", "采购人"], pagesMax: 2
    ) { .candidateNotice(.sample()) },
    PaperSample(
      name: "candidate-notice.drawn", shows: ["中标候选人公示", "1（并列，抽取第1）", "1（并列，抽取第2）"], hides: ["资格条件"], pagesMax: 2
    ) {
      var facts = CandidateNoticeFacts.sample()
      facts.law = .tendering
      for place in facts.candidates.indices {
        facts.candidates[place].rank = 1
        facts.candidates[place].drawnPlace = place + 1
        facts.candidates[place].quality = nil
        facts.candidates[place].qualification = nil
      }
      return .candidateNotice(facts)
    },
    PaperSample(
      name: "selection-notice",
      shows: [
        "入围结果公告", winner, loser, "91411600MA0000023C", "198000.00元", "5家", "淘汰1家", "24个月", "直接选定", "喆一、堃二", "7个工作日",
        b64(0x41),
      ], hides: ["中标"], pagesMax: 2
    ) { .selectionNotice(.sample()) },
    PaperSample(
      name: "selection-notice.lowest-price", shows: ["入围结果公告", winner, "评审价（元）", "168300.00", "178200.00"],
      hides: ["得分", "86.00"], pagesMax: 2
    ) {
      var facts = SelectionNoticeFacts.sample()
      facts.selected[0].merit = .evaluatedPrice("168300.00")
      facts.selected[1].merit = .evaluatedPrice("178200.00")
      return .selectionNotice(facts)
    },
    PaperSample(
      name: "selection-letter.lowest-price", shows: ["入围通知书", "评审价及名次", "168300.00元，第1名"], hides: ["得分"], pagesMax: 2
    ) {
      var facts = SelectionLetterFacts.sample()
      facts.merit = .evaluatedPrice("168300.00")
      return .selectionLetter(facts)
    },
    PaperSample(
      name: "selection-letter",
      shows: ["入围通知书", winner, "第1位", "86.00分，第1名", "198000.00元", "24个月", "顺序轮候", "2026年10月21日", b64(0xA1)],
      hides: [loser, "中标"], pagesMax: 2
    ) { .selectionLetter(.sample()) },
    PaperSample(
      name: "framework-agreement",
      shows: ["框架协议", bureau, winner, "L1-F1", "第1位", "直接选定", "198000.00元", "提供虚假材料", "officer+00112233"],
      hides: [loser],
      pagesMax: 2
    ) { .frameworkAgreement(.sample()) },
    PaperSample(
      name: "award-notice.framework", shows: ["成交通知书", winner, "L1-F1", "成交供应商", "入围结果公告"], hides: ["中标"], pagesMax: 2
    ) {
      var facts = AwardNoticeFacts.sample()
      facts.framework = "L1-F1"
      return .awardNotice(facts)
    },
    PaperSample(
      name: "result-letter.framework", shows: [loser, "未入围", "入围结果公告", "第2名"], hides: [winner, "中标"], pagesMax: 1
    ) {
      var facts = ResultLetterFacts.sample()
      facts.ofFramework = true
      return .resultLetter(facts)
    },
    PaperSample(
      name: "remedy-letter",
      shows: ["质疑函", loser, "91411600MA0000023C", bidderB, bureau, "未按招标文件第三章", "请求重新核对得分", "第五十二条", "2026年10月10日前"],
      hides: [winner, "投诉书"], pagesMax: 2
    ) { .remedyLetter(.sample()) },
    PaperSample(name: "remedy-letter.complaint", shows: ["投诉书", "被投诉人", "答复未回应扣分理由"], pagesMax: 2) {
      .remedyLetter(.sample("complaint"))
    },
    PaperSample(
      name: "remedy-answer",
      shows: ["质疑答复书", bureau, loser, "部分成立", "依次确定下一中标候选人", "经核对，第二项得分有误", "第十六条", "2026年9月21日22:13:20", "提出投诉"],
      hides: [winner], pagesMax: 2
    ) { .remedyAnswer(.sample()) },
    PaperSample(
      name: "remedy-answer.unnamed", shows: ["异议答复书", "投标截止前不显示名称"], hides: [loser, bidderB, "标段"], pagesMax: 2
    ) { .remedyAnswer(.sample("objection", isNamed: false, ofAll: true)) },
    PaperSample(
      name: "complaint-decision",
      shows: ["投诉处理决定书", "周口市财政局", loser, bureau, "2026年10月20日", "部分成立", "行政复议", "答复未回应扣分理由"], hides: [winner],
      pagesMax: 2
    ) { .complaintDecision(.sample()) },
    PaperSample(
      name: "amendment-notice",
      shows: [
        "更正公告", bureau, "2026年8月28日", "驻园服务", "每周驻园不少于三天", "付款方式", "第2次", "2026年9月21日21:46:40", "2026年10月6日21:46:40",
        "继续有效", b64(0x92), b64(0x11),
      ], hides: ["不变）", "标段"], pagesMax: 2
    ) { .amendmentNotice(.sample()) },
    PaperSample(
      name: "amendment-notice.documents", shows: ["更正公告", "（不变）", "付款方式"], hides: ["投标截止和开标时间"], pagesMax: 2
    ) { .amendmentNotice(.sample(deadlineMoves: false)) },
    PaperSample(
      name: "amendment-notice.T1", shows: ["更正公告", "招标项目编号", "招标人", "招标文件"], hides: ["采购人", "采购文件", "采购项目编号"],
      pagesMax: 2
    ) {
      var facts = AmendmentNoticeFacts.sample()
      facts.law = .tendering
      return .amendmentNotice(facts)
    },
    PaperSample(
      name: "clarification-notice.T1", shows: ["澄清公告", "招标项目编号", "招标人", "招标文件"],
      hides: ["采购人", "采购文件", "采购项目编号"], pagesMax: 2
    ) {
      var facts = ClarificationNoticeFacts.sample()
      facts.law = .tendering
      return .clarificationNotice(facts)
    },
    PaperSample(
      name: "clarification-notice",
      shows: ["澄清公告", bureau, "第1次", "驻园人员可否轮换", "可以轮换，每周到园不少于三天", "不予公开", b64(0x93), b64(0x11)],
      hides: ["标段"], pagesMax: 2
    ) { .clarificationNotice(.sample()) },
    PaperSample(
      name: "cancellation-notice",
      shows: ["终止公告", bureau, "重大变故", "不再开启", "5个工作日", "L2项城", b64(0x94), b64(0x11)], hides: ["taskCancelled"],
      pagesMax: 2
    ) { .cancellationNotice(.sample()) },
    PaperSample(
      name: "cancellation-notice.T1",
      shows: ["终止公告", "招标人", "实施条例》第三十一条", "5个工作日", "10日内向有关行政监督部门投诉"],
      hides: ["质疑", "财政部门", "采购人", "第二十九条"], pagesMax: 2
    ) {
      var facts = CancellationNoticeFacts.sample()
      facts.objection = .sample(.t1)
      return .cancellationNotice(facts)
    },
    PaperSample(
      name: "failure-notice.cancelled", shows: ["终止公告", "因重大变故采购任务取消", "《政府采购法》第三十六条"],
      hides: ["废标", "cancelled", "第四十一条"], pagesMax: 2
    ) {
      var facts = FailureNoticeFacts.sample()
      (facts.ground, facts.groundName) = ("cancelled", "因重大变故采购任务取消")
      facts.basis = "《政府采购法》第三十六条"
      return .failureNotice(facts)
    },
    PaperSample(
      name: "service-contract",
      shows: [
        "政府采购服务合同", bureau, winner, "11411600MB00000198", "198000.00元", "59400.00元", "79200.00元", "2027年9月30日", "30日内",
        "officer+00112233",
      ] + signatures, pagesMax: 1
    ) { .serviceContract(.sample()) },
    PaperSample(
      name: "service-contract.T1", shows: ["知识产权托管服务合同", "甲方（招标人）", "《中华人民共和国招标投标法》"],
      hides: ["政府采购", "甲方（采购人）", "财政"], pagesMax: 1
    ) {
      var facts = ServiceContractFacts.sample()
      facts.law = .tendering
      return .serviceContract(facts)
    },
    PaperSample(
      name: "acceptance-sheet",
      shows: [
        "履约验收单", "L1-S01", "第2次", bureau, winner, "198000.00", "2026年10月1日", "2027年10月20日", "补足三月缺勤的驻园日数", "签到记录齐全",
        "签订并备案二十二户", "合格", "18", "未表态", "希望增加专利检索方面的培训", "验收合格", "197000.00", "壹拾玖万柒仟元整", "扣减违约金", "甄主办",
        "服务机构代表", "第四十五条",
      ], hides: ["不合格"], pagesMax: 2
    ) { .acceptanceSheet(try .sample()) },
    PaperSample(
      name: "acceptance-sheet.rejected",
      shows: ["履约验收单", "第1次", "验收不合格", "三月缺勤两周，尚未补足"], hides: ["结算金额", "验收合格"], pagesMax: 2
    ) { .acceptanceSheet(try .sample(rejected: true)) },
    PaperSample(
      name: "park-agreement",
      shows: [
        "知识产权托管协议", "川汇区演武高新技术开发区管理委员会", winner, "创业服务中心二层203室", "46平方米", "文件柜2组", "赵玥𬭚", "4100000002", "150", "每3个月",
        "park.p1+11223344",
      ] + signatures, pagesMax: 2
    ) { .parkAgreement(.sample()) },
    PaperSample(
      name: "trustee-contract-full",
      shows: [
        "知识产权托管合同（完全）", "周口彩排精密机械有限公司", "91411600MA0000058Y", "F5", "D8", "服务费用为零", "第九百二十九条", "第九百三十三条", "五日内",
        "不得转让", "备案", "enterprise.e1+55667788",
      ] + signatures, hides: ["P1", "自行承担，各项"]
    ) { .fullTrusteeContract(.sample()) },
    PaperSample(
      name: "trustee-contract-partial",
      shows: ["知识产权托管合同（部分）", "P5", "15000.00", "35000.00元", "叁万伍仟元整", "由甲方自行承担"] + signatures,
      hides: ["F1", "免费", "第九百二十九条"]
    ) { .partialTrusteeContract(.sample()) },
    PaperSample(
      name: "filing-form",
      shows: ["备案表", "TG-2026-L1-001", "完全式托管", "免费", "演武园备〔2026〕1号", "周知托备〔2026〕1号", b64(0x62), b64(0x81)],
      hides: ["退回"],
      pagesMax: 1
    ) { .filingForm(.sample()) },
    PaperSample(
      name: "filing-form.returned", shows: ["退回补正", "合同期限晚于批次托管期限；缺少企业联系人"], hides: ["周知托备"], pagesMax: 1
    ) { .filingForm(.sample(returned: true)) },
    PaperSample(
      name: "park-confirmation", shows: ["知识产权托管单位确认通知", "26家", "2026年10月1日", "科技与知识产权科"], hides: ["不符合"], pagesMax: 2
    ) { .parkConfirmation(.sample()) },
    PaperSample(
      name: "park-confirmation.refused", shows: ["知识产权托管单位不予确认通知", "核定为19家", "不符合"], hides: ["托管期限"], pagesMax: 2
    ) { .parkConfirmation(.sample(refused: true)) },
  ]
