import Canon
import Exact
import Tendering

extension PublicTender {
  func tenderSection(_ documents: Documents, _ told: Told) -> JSON {
    let ceilings = lots.compactMap(\.ceiling)
    let tenderers = bidders.map(\.reference)
    let parts: [JSON] = [
      entry([
        "id": .text(id), "title": .text(title), "description": .text(requirement), "status": .text(status),
        "procuringEntity": buyer.reference, "items": .array(lots.map { told.sections(of: $0).item }),
        "value": ceilings.count == lots.count ? .money(Self.sum(ceilings)) : nil, "procurementMethod": "open",
        "procurementMethodDetails": "公开招标", "mainProcurementCategory": "services",
      ]),
      entry([
        "awardCriteria": "ratedCriteria", "awardCriteriaDetails": "综合评分法，评审因素与分值见各采购包。",
        "submissionMethod": ["electronicSubmission"], "submissionMethodDetails": .text(submissionDetails),
        "tenderPeriod": entry(["startDate": .moment(opensAt), "endDate": .moment(deadlineAt)]),
        "awardPeriod": entry(["startDate": .moment(closedAt)]),
        "contractPeriod": entry(["durationInDays": termDays.map { JSON($0) }]),
        "bidOpening": entry(["date": .moment(deadlineAt), "description": .text(openingDetails)]),
      ]),
      entry([
        "numberOfTenderers": tenderers.isEmpty ? nil : JSON(tenderers.count), "tenderers": .array(tenderers),
        "documents": documents[.tender], "milestones": .array(milestones),
        "hasEnquiries": enquiries.isEmpty ? nil : true, "enquiries": .array(enquiries.map(\.json)),
        "amendments": .array(amendments.map(\.json)), "lots": .array(lots.map { told.sections(of: $0).lot }),
        "lotDetails": entry(["maximumLotsAwardedPerSupplier": maxLotsWon]),
        "criteria": .array(criteria), "draws": .array(draws.map(\.json)),
      ]),
    ]
    return .object(parts.flatMap { $0.members ?? [] })
  }

  /// A code of the standard's list `tenderStatus`.
  private var status: String {
    Tender.end(state: state, lots: lots.map(\.state))?.rawValue ?? "active"
  }

  private var submissionDetails: String {
    "投标文件在投标人本机加密后在线提交；开标密钥由\(custody.custodians)人分持，\(custody.needed)人到齐方可开启。"
  }

  private var openingDetails: String { "投标截止后网上开标，投标人无须到场，也无须解密。" }

  /// Bidders of all lots opened so far, each once.
  private var bidders: [Organisation] {
    var seen: Set<String> = []
    return lots.flatMap(\.bids).map(\.bidder).filter { seen.insert($0.id).inserted }
  }

  private var maxLotsWon: JSON? { lots.compactMap { $0.scheme["maxLotsWon"]?.integerValue }.min().map { JSON($0) } }

  /// The close of bids: due with the notice, met when the log has it.
  private var milestones: [JSON] {
    guard let deadlineAt else { return [] }
    return [
      entry([
        "id": "bids-close", "title": "投标截止", "type": "engagement", "dueDate": .moment(deadlineAt),
        "dateMet": .moment(closedAt), "status": closedAt == nil ? "scheduled" : "met",
      ])
    ]
  }

  /// What a bid must satisfy in figures; a bid that does not is invalid.
  private var criteria: [JSON] {
    let common = [
      requirement("validity", "投标有效期（日）", whole: true, min: validityDays.map { JSON($0) }),
      requirement(Self.termRequirement, "服务期限（日）", whole: true, max: termDays.map { JSON($0) }),
    ].compactMap(\.self)
    var criteria: [JSON] = []
    if !common.isEmpty {
      criteria.append(
        entry([
          "id": "conformity", "title": "实质性要求", "relatesToTenderer": false,
          "requirementGroups": [entry(["id": "conformity-group", "requirements": .array(common)])],
        ]))
    }
    for lot in lots {
      guard
        let ceiling = requirement(
          "\(lot.id)-ceiling", "最高限价（元）", whole: false, max: lot.ceiling.flatMap { JSON(decimal: $0.description) })
      else { continue }
      criteria.append(
        entry([
          "id": .text("\(lot.id)-price"), "title": "报价不超过最高限价", "relatesToTenderer": false,
          "relatedLots": [JSON(lot.id)],
          "requirementGroups": [entry(["id": .text("\(lot.id)-price-group"), "requirements": [ceiling]])],
        ]))
    }
    return criteria
  }

  /// The requirement that a bid's days of service answer.
  static let termRequirement = "term"

  private func requirement(_ id: String, _ title: String, whole: Bool, min: JSON? = nil, max: JSON? = nil) -> JSON? {
    guard min != nil || max != nil else { return nil }
    return entry([
      "id": .text(id), "title": .text(title), "dataType": whole ? "integer" : "number", "minValue": min,
      "maxValue": max,
    ])
  }

  /// Nil when the sum is more than a price can hold.
  static func sum(_ prices: [Price]) -> Price? {
    var sum = Price.zero
    for price in prices {
      guard let next = try? sum.adding(price) else { return nil }
      sum = next
    }
    return prices.isEmpty ? nil : sum
  }
}

extension PublicEnquiry {
  /// Its date is that of the answer: when it was asked might tell who asked.
  fileprivate var json: JSON {
    entry([
      "id": .text(id), "date": .moment(answeredAt), "description": .text(question), "answer": .text(answer),
      "dateAnswered": .moment(answeredAt),
    ])
  }
}

extension PublicAmendment {
  fileprivate var json: JSON {
    let changes = [deadline.map { "投标截止时间改为 \($0.dateTime)" }, changesTerms ? "招标文件已更新" : nil].compactMap(\.self)
    return entry([
      "id": .text("amendment-\(seq)"), "date": .moment(madeAt),
      "description": .text(changes.joined(separator: "；") + "。"),
    ])
  }
}
