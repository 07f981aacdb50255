import Canon
import Messages
import Tendering

/// 招标公告 (征集公告 of a framework agreement): the notice of a published tender.
///
/// - Source: R-025.
public struct TenderNoticeFacts: PaperFacts {
  static let kind = PaperKind.tenderNotice

  public var published: PublishedTender
  public var frame: PaperFrame { published.frame }

  public init(_ published: PublishedTender) { self.published = published }

  var body: [JSON.Member] {
    published.members + members(["rules": published.rules([.noticePeriod, .documentPeriod])])
  }
}

/// 招标文件 (征集文件 of a framework agreement): the documents in force of a published tender, with contract and forms.
///
/// - Source: R-035.
public struct TenderDocumentFacts: PaperFacts {
  static let kind = PaperKind.tenderDocument

  public var published: PublishedTender
  public var frame: PaperFrame { published.frame }

  public init(_ published: PublishedTender) { self.published = published }

  var body: [JSON.Member] {
    let terms = published.terms
    let decryption = terms["decryption"]
    let rules = published.rules()
    let isUnconfirmed =
      decryption?["confirmed"]?.boolValue != true || terms["disclosure"]?["confirmed"]?.boolValue != true
      || rules.arrayValue?.contains { $0["unconfirmed"]?.boolValue == true } == true
    let service = terms["service"]
    return published.members
      + members([
        "schemes": published.schemes, "rules": rules, "holders": published.holders.fact,
        "clarifications": published.clarifications.fact, "anyUnconfirmed": .bool(isUnconfirmed),
        "decryption": (decryption ?? [:]).setting(
          "window",
          .string(DateWording.span(seconds: Int64(decryption?["windowSeconds"]?.integerValue ?? 0)).zh)),
        "disclosure": terms["disclosure"] ?? ["all": false, "confirmed": false],
        "contractService": [
          "requirement": .string(PaperService.clause(service?["requirement"]?.stringValue ?? "")),
          "standard": .string(PaperService.clause(service?["standard"]?.stringValue ?? "")),
        ],
        "payments": .array(
          ContractPayment.usual.map { ["condition": .string($0.condition), "percent": .string("\($0.percent)%")] }),
        "paymentDays": published.rules([.paymentWithin]).arrayValue?.first?["amount"],
        "exits": published.profile.procedure.selectsSeveral
          ? .array(FrameworkExit.allCases.map { .string($0.words.zh) }) : nil,
      ])
  }
}

extension PaperService {
  /// The service's words as a part of a sentence, which the paper ends.
  public static func clause(_ text: String) -> String {
    var words = text.unicodeScalars
    while let last = words.last, last == "。" || last == "." || last.properties.isWhitespace { words.removeLast() }
    return String(words)
  }
}

extension ContractPayment {
  /// The instalments where nobody says others: on what, and how many per cent of the price.
  public static let usual: [(condition: String, percent: Int)] = [
    ("合同生效并入驻园区后", 30), ("中期考核合格后", 30), ("期满验收合格后", 40),
  ]
}
