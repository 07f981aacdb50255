import Canon
import Tendering

/// Where in a release a public file stands.
enum DocumentPlace: Hashable {
  case tender
  case award(String)
  case contract(String)
  /// With the awards to a lot's selected agencies, and with a framework agreement by its number.
  case selection(String)
  case framework(String)
  case implementation(String)
}

/// A tender's public files as a release lists them, each in the one place where it stands.
struct Documents {
  private var byPlace: [DocumentPlace: [JSON]] = [:]

  init(of tender: PublicTender, _ told: Told) {
    for file in tender.files {
      guard let place = Self.place(of: file, file.lot.flatMap(told.lot)), let json = told.json(of: file) else {
        continue
      }
      byPlace[place, default: []].append(json)
    }
  }

  subscript(_ place: DocumentPlace) -> JSON { .array(byPlace[place] ?? []) }

  /// Nil for a file that waits for the award or the contract which it belongs to: a release cannot move what an earlier
  /// one has put elsewhere.
  private static func place(of file: PublicFile, _ lot: PublicLot?) -> DocumentPlace? {
    let (award, contract) = (lot?.award, lot?.contract)
    switch file.kind {
    case .award, .paper("result-notice"), .paper("award-notice"): return award == nil ? nil : .award(lot?.id ?? "")
    case .paper("selection"), .paper("selection-notice"):
      return lot?.selection == nil ? nil : .selection(lot?.id ?? "")
    case .paper("framework-agreement"): return lot?.selection?.agreement(of: file.path).map { .framework($0) }
    case .paper("service-contract"): return award == nil || contract == nil ? nil : .contract(lot?.id ?? "")
    case .paper("park-agreement"), .filing:
      return award == nil || contract == nil ? nil : .implementation(lot?.id ?? "")
    case .notice, .terms, .amendment, .clarification, .cancellation, .evaluation, .paper, .other: return .tender
    }
  }
}

extension PublicFile {
  /// - Parameter lot: the title of the lot that it is of.
  func title(in lot: String?) -> String {
    kind.title + (lot.map { "：\($0)" } ?? "") + (path.hasSuffix(".json") ? "（数据）" : "")
  }

  func json(title: String, tender: String, _ publisher: DataPublisher) -> JSON {
    entry([
      "id": .text(path), "documentType": .text(kind.code), "title": .text(title),
      "url": .text(publisher.fileAddress(path, of: tender)), "datePublished": .moment(publishedAt),
      "dateModified": .moment(modifiedAt), "format": .text(format), "language": "zh",
      "relatedLots": lot.map { [JSON($0)] },
    ])
  }

  /// The media type, by the end of the name.
  private var format: String {
    if path.hasSuffix(".json") { return "application/json" }
    return path.hasSuffix(".pdf") ? "application/pdf" : "text/plain"
  }
}

extension PublicFile.Kind {
  /// A code of the standard's list `documentType`; nil where none fits.
  fileprivate var code: String? {
    switch self {
    case .notice: "tenderNotice"
    case .terms: "biddingDocuments"
    case .amendment, .clarification, .paper("amendment-notice"), .paper("clarification-notice"): "clarifications"
    case .cancellation, .paper("failure-notice"), .paper("cancellation-notice"): "cancellationDetails"
    case .evaluation, .paper("evaluation-report"), .paper("re-review-report"),
      .paper("competition-statement"):
      "evaluationReports"
    case .award, .paper("result-notice"), .paper("award-notice"), .paper("selection"), .paper("selection-notice"):
      "awardNotice"
    case .paper("framework-agreement"): "contractSigned"
    case .paper("opening-record"): "bidders"
    case .paper("service-contract"): "contractSigned"
    case .paper("park-agreement"): "contractAnnexe"
    case .filing: "contractSummary"
    case .paper, .other: nil
    }
  }

  fileprivate var title: String {
    switch self {
    case .notice: "招标公告（签名文本）"
    case .terms: "招标文件"
    case .amendment: "变更公告（签名文本）"
    case .clarification: "澄清公告"
    case .cancellation: "终止公告"
    case .evaluation: "评审结果"
    case .award: "定标结果"
    case .paper("selection"): "入围结果"
    case .paper("selection-notice"): "入围结果公告"
    case .paper("framework-agreement"): "框架协议"
    case .filing: "托管合同备案信息"
    case .paper("opening-record"): "开标记录表"
    case .paper("evaluation-report"): "评标报告"
    case .paper("re-review-report"): "重新评审报告"
    case .paper("competition-statement"): "竞争性论证意见"
    case .paper("result-notice"): "中标结果公告"
    case .paper("award-notice"): "中标通知书"
    case .paper("failure-notice"): "废标公告"
    case .paper("amendment-notice"): "更正公告"
    case .paper("clarification-notice"): "澄清公告"
    case .paper("cancellation-notice"): "终止公告"
    case .paper("service-contract"): "政府采购服务合同"
    case .paper("park-agreement"): "托管协议"
    case .paper, .other: "公开文件"
    }
  }
}

extension PublicSelection {
  /// The number of the signed framework agreement that a file is an edition of: `documents/L1-framework-agreement-2.pdf`.
  fileprivate func agreement(of path: String) -> String? {
    let name = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let own = name.hasSuffix("-signed") ? String(name.dropLast("-signed".count)) : name
    return agencies.first { own.hasSuffix("-framework-agreement-\($0.place)") }?.agreement?.number
  }
}
