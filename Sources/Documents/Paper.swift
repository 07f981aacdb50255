import Canon

/// A paper of the procedure with everything that stands on it.
public enum Paper: Sendable {
  /// 招标公告 of a published tender
  case tenderNotice(TenderNoticeFacts)
  /// 招标文件 in force of a published tender
  case tenderDocument(TenderDocumentFacts)
  /// 开标记录表
  case openingRecord(OpeningRecordFacts)
  /// 评标报告
  case evaluationReport(EvaluationReportFacts)
  /// 竞争性论证意见 of a committee under the Tendering Law
  case competitionStatement(CompetitionStatementFacts)
  /// 重新评审报告, to the finance bureau
  case reReviewReport(ReReviewReportFacts)
  /// 中标结果公告
  case resultNotice(ResultNoticeFacts)
  /// 中标通知书
  case awardNotice(AwardNoticeFacts)
  /// 结果告知书, one for each bidder that did not win
  case resultLetter(ResultLetterFacts)
  /// 废标公告
  case failureNotice(FailureNoticeFacts)
  /// 中标候选人公示
  case candidateNotice(CandidateNoticeFacts)
  /// 入围结果公告: who is selected for a framework agreement
  case selectionNotice(SelectionNoticeFacts)
  /// 入围通知书, one for each of the selected
  case selectionLetter(SelectionLetterFacts)
  /// 框架协议, bureau and a selected agency
  case frameworkAgreement(FrameworkAgreementFacts)
  /// 询问函, 质疑函, 异议书, 投诉书
  case remedyLetter(RemedyLetterFacts)
  /// 询问、质疑、异议答复书
  case remedyAnswer(RemedyAnswerFacts)
  /// 投诉处理决定书
  case complaintDecision(ComplaintDecisionFacts)
  /// 更正公告 of a published tender
  case amendmentNotice(AmendmentNoticeFacts)
  /// 澄清公告: questions about the documents, answered to all
  case clarificationNotice(ClarificationNoticeFacts)
  /// 终止公告 of a whole tender
  case cancellationNotice(CancellationNoticeFacts)
  /// 政府采购服务合同, bureau and agency
  case serviceContract(ServiceContractFacts)
  /// 履约验收单, a round of accepting what was rendered under a service contract
  case acceptanceSheet(AcceptanceSheetFacts)
  /// 托管协议, park and agency
  case parkAgreement(ParkAgreementFacts)
  /// 知识产权托管合同（完全）, enterprise and agency
  case fullTrusteeContract(FullTrusteeContractFacts)
  /// 知识产权托管合同（部分）, enterprise and agency
  case partialTrusteeContract(PartialTrusteeContractFacts)
  /// 托管合同备案表
  case filingForm(FilingFormFacts)
  /// 园区确认通知 or 不予确认通知
  case parkConfirmation(ParkConfirmationFacts)
}

/// What a paper is; the raw value names its template, its `kind` in JSON, and the end of its file name.
public enum PaperKind: String, Sendable, CaseIterable {
  case tenderNotice = "tender-notice"
  case tenderDocument = "tender-document"
  case openingRecord = "opening-record"
  case evaluationReport = "evaluation-report"
  case competitionStatement = "competition-statement"
  case reReviewReport = "re-review-report"
  case resultNotice = "result-notice"
  case awardNotice = "award-notice"
  case resultLetter = "result-letter"
  case failureNotice = "failure-notice"
  case candidateNotice = "candidate-notice"
  case selectionNotice = "selection-notice"
  case selectionLetter = "selection-letter"
  case frameworkAgreement = "framework-agreement"
  case remedyLetter = "remedy-letter"
  case remedyAnswer = "remedy-answer"
  case complaintDecision = "complaint-decision"
  case amendmentNotice = "amendment-notice"
  case clarificationNotice = "clarification-notice"
  case cancellationNotice = "cancellation-notice"
  case serviceContract = "service-contract"
  case acceptanceSheet = "acceptance-sheet"
  case parkAgreement = "park-agreement"
  case fullTrusteeContract = "trustee-contract-full"
  case partialTrusteeContract = "trustee-contract-partial"
  case filingForm = "filing-form"
  case parkConfirmation = "park-confirmation"
}

/// The facts of one kind of paper.
protocol PaperFacts: Sendable {
  static var kind: PaperKind { get }
  var frame: PaperFrame { get }
  /// The members that are this paper's own, beside those of the frame.
  var body: [JSON.Member] { get }
}

extension Paper {
  var facts: any PaperFacts {
    switch self {
    case .tenderNotice(let facts): facts
    case .tenderDocument(let facts): facts
    case .openingRecord(let facts): facts
    case .evaluationReport(let facts): facts
    case .competitionStatement(let facts): facts
    case .reReviewReport(let facts): facts
    case .resultNotice(let facts): facts
    case .awardNotice(let facts): facts
    case .resultLetter(let facts): facts
    case .failureNotice(let facts): facts
    case .candidateNotice(let facts): facts
    case .selectionNotice(let facts): facts
    case .selectionLetter(let facts): facts
    case .frameworkAgreement(let facts): facts
    case .remedyLetter(let facts): facts
    case .remedyAnswer(let facts): facts
    case .complaintDecision(let facts): facts
    case .amendmentNotice(let facts): facts
    case .clarificationNotice(let facts): facts
    case .cancellationNotice(let facts): facts
    case .serviceContract(let facts): facts
    case .acceptanceSheet(let facts): facts
    case .parkAgreement(let facts): facts
    case .fullTrusteeContract(let facts): facts
    case .partialTrusteeContract(let facts): facts
    case .filingForm(let facts): facts
    case .parkConfirmation(let facts): facts
    }
  }

  /// What this paper is.
  public var kind: PaperKind { type(of: facts).kind }

  /// What stands on every paper.
  public var frame: PaperFrame { facts.frame }

  /// The paper's facts as data: money, points and times as strings, counts and ranks as whole numbers.
  public var json: JSON {
    let facts = facts
    let head: [JSON.Member] = [
      .init("format", "tender-paper/v1"), .init("kind", .string(type(of: facts).kind.rawValue)),
    ]
    return .object(head + facts.frame.members + facts.body)
  }
}
