import Canon
import Tendering

extension PublicTender {
  /// Contracts of awarded lots, each with what has been done under it.
  func contractsSection(_ documents: Documents) -> [JSON] {
    lots.flatMap { frameworkContracts(of: $0, documents) } + serviceContracts(documents)
  }

  private func serviceContracts(_ documents: Documents) -> [JSON] {
    lots.compactMap { lot in
      guard let contract = lot.contract, let winner = lot.award?.winner else { return nil }
      let paper = contract.paper
      let accepted = contract.accepted
      return entry([
        "id": .text(contract.number), "awardID": .text(lot.awardID), "title": .text("政府采购服务合同：\(lot.title)"),
        // The standard's word for a contract that has come to its end, a good one too.
        "status": accepted == nil ? "active" : "terminated", "period": Self.period(paper["term"]),
        "value": .money(paper["price"]?["yuan"]?.stringValue),
        "dateSigned": .moment(contract.signedAt), "signatories": [buyer.reference, winner.reference],
        "documents": documents[.contract(lot.id)],
        "milestones": .array(Self.payments(paper)),
        "implementation": entry([
          "milestones": .array(lot.steps + contract.acceptances.map(\.milestone)),
          "documents": documents[.implementation(lot.id)],
          "endDate": .moment(accepted?.endedOn.lastSecond), "endDateDetails": .text(accepted?.dayReason),
          "finalValue": .money(accepted?.amount), "finalValueDetails": .text(accepted?.amountReason),
          "performanceFailures": .array(contract.failures.map(\.disclosed)),
        ]),
      ])
    }
  }

  /// Whole days, from the first second of the first to the last second of the last.
  static func period(_ term: JSON?) -> JSON? {
    entry([
      "startDate": .moment(day(term?["from"])?.begins), "endDate": .moment(day(term?["to"])?.lastSecond),
    ])
  }

  private static func day(_ text: JSON?) -> CalendarDay? { text?.stringValue.flatMap { CalendarDay(onPaper: $0) } }

  /// The instalments that the contract sets, in their order.
  private static func payments(_ paper: JSON) -> [JSON] {
    (paper["payments"]?.arrayValue ?? []).enumerated().map { place, payment in
      let yuan = payment["yuan"]?.stringValue
      return entry([
        "id": .text("payment-\(place + 1)"), "title": .text("第\(place + 1)期付款"), "type": "payment",
        "description": .text(
          [payment["condition"]?.stringValue, yuan.map { "\($0) 元" }].compactMap(\.self).joined(separator: "，")),
        "status": "scheduled",
      ])
    }
  }
}

extension PublicLot {
  /// What was done under the contract: the park agreement, and each trustee contract put on file.
  fileprivate var steps: [JSON] {
    var steps: [JSON] = []
    if let agreedAt {
      steps.append(
        entry([
          "id": "park-agreement", "title": "与园区签订托管协议", "type": "delivery", "description": .text(park),
          "dateMet": .moment(agreedAt), "status": "met",
        ]))
    }
    for filing in filings {
      guard let number = filing.extract["contract"]?.stringValue else { continue }
      let numbers = (filing.extract["filings"]?.arrayValue ?? []).compactMap { $0["number"]?.stringValue }
      steps.append(
        entry([
          "id": .text("filing-\(number)"), "title": .text("托管合同 \(number) 备案"), "type": "delivery",
          "description": .text(numbers.joined(separator: "；")), "code": filing.extract["mode"],
          "dateMet": .moment(filing.filedAt), "status": "met",
        ]))
    }
    return steps
  }
}

extension CalendarDay {
  /// A whole day's end.
  fileprivate var lastSecond: Instant { adding(days: 1).begins.adding(seconds: -1) }
}

extension PublicContract {
  /// The round that ended the contract.
  fileprivate var accepted: PublicAcceptance? { acceptances.last { $0.amount != nil } }
}

extension PublicAcceptance {
  /// A round of the acceptance, item by item, with what the users of the service say (R-112).
  fileprivate var milestone: JSON {
    let isAccepted = amount != nil
    let found = items.map { "\($0.name)：\($0.passed ? "合格" : "不合格")，\($0.words)" }
    let said = "服务对象：征询\(asked)，满意\(satisfied)，不满意\(dissatisfied)" + (opinion.map { "，\($0)" } ?? "")
    return entry([
      "id": .text("acceptance-\(round)"), "title": .text("履约验收（第\(round)次）：\(isAccepted ? "合格" : "不合格")"),
      "type": "assessment", "description": .text((found + [said] + [reason].compactMap(\.self)).joined(separator: "；")),
      "dateMet": isAccepted ? .moment(at) : nil, "dateModified": isAccepted ? nil : .moment(at),
      "status": isAccepted ? "met" : "notMet",
    ])
  }
}

extension PublicFailure {
  /// Merging cannot take an item out of a list. A record that was withdrawn keeps its id and its period and says that
  /// nothing happened in it; a release takes the rest away by nulls.
  fileprivate var disclosed: JSON {
    let period = entry(["startDate": .moment(begins.begins), "endDate": .moment(ends.lastSecond)])
    guard !isWithdrawn else { return entry(["id": .text(id), "period": period, "events": 0]) }
    let imposed = [penalty.map { "\($0) 元" }, words].compactMap(\.self).joined(separator: "，")
    return entry([
      "id": .text(id), "period": period, "category": .text(category), "events": JSON(events),
      "penaltyContracted": .text(contracted), "penaltyImposed": .text(imposed),
      "penaltyPaid": penalty == nil ? nil : JSON(isPaid),
    ])
  }
}
