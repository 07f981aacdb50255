import Exact
import Messages
import Trusteeship

extension ParkConfirmationFacts {
  /// The paper of a decision on an application, with a finding for each of the five conditions.
  ///
  /// - Parameter unmet: what the rule book found missing; empty for a confirmation.
  public init(
    frame: PaperFrame, bureau: PaperParty, application: ParkApplication, unmet: [UnmetCondition], decision: Decision,
    decidedAt: PaperMoment
  ) {
    let contact = application.contact
    self.init(
      frame: frame, bureau: bureau,
      park: PaperParty(name: application.name, creditCode: application.creditCode.text),
      level: application.level.words, foundingAuthority: application.foundedBy,
      approvalNumber: application.approval ?? "（未提交批准文件）", department: application.department ?? "（未设）",
      contact: PaperContact(person: contact?.name ?? "（未指定）", phone: contact?.phone ?? ""),
      technologyFirms: application.technologyFirmsCounted,
      conditions: ConditionFinding.findings(on: application, unmet: unmet), decision: decision, decidedAt: decidedAt)
  }
}

extension ConditionFinding {
  /// The plan's words for the five conditions.
  private static let conditions = [
    "市行政区域内各级政府设立的企业集聚园区", "设知识产权管理部门，配备专门的联系人员", "科技企业数量在20家以上", "拥有一定的知识产权托管工作基础",
    "为入驻的服务机构免费提供办公场所等便利",
  ]

  /// One finding a condition: the evidence handed in where it is met, what is missing where it is not.
  public static func findings(on application: ParkApplication, unmet: [UnmetCondition]) -> [ConditionFinding] {
    let evidence = [
      "\(application.foundedBy)批准设立，\(application.approval ?? "")，行政区划代码\(application.region)",
      "\(application.department ?? "")，联系人\(application.contact?.name ?? "")",
      "附证明的科技企业\(application.technologyFirmsCounted)家", application.groundwork ?? "",
      "免费提供：\(application.office?.place ?? "")",
    ]
    return conditions.indices.map { index in
      let missing = unmet.filter { $0.number == index + 1 }
      return ConditionFinding(
        condition: conditions[index], isMet: missing.isEmpty,
        evidence: missing.isEmpty ? evidence[index] : missing.map(\.wording.zh).joined())
    }
  }
}

extension ParkApplication.Level {
  fileprivate var words: String {
    switch self {
    case .national: "国家级"
    case .provincial: "省级"
    case .municipal: "市级"
    case .county: "县级"
    case .township: "乡镇级"
    case .other: "非政府设立"
    }
  }
}
