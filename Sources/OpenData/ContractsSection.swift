import Canon
import Tendering

extension PublicTender {
  /// Contracts of awarded lots, each with what has been done under it.
  func contractsSection(_ publisher: DataPublisher) -> [JSON] {
    lots.compactMap { lot in
      guard let contract = lot.contract, let winner = lot.award?.winner else { return nil }
      let paper = contract.paper
      return entry([
        "id": .text(contract.number), "awardID": .text(lot.awardID), "title": .text("政府采购服务合同：\(lot.title)"),
        "status": "active", "period": Self.period(paper["term"]), "value": .money(paper["price"]?["yuan"]?.stringValue),
        "dateSigned": .moment(contract.signedAt), "signatories": [buyer.reference, winner.reference],
        "documents": .array(documents(publisher, in: .contract(lot.id))),
        "milestones": .array(Self.payments(paper)),
        "implementation": entry([
          "milestones": .array(lot.steps), "documents": .array(documents(publisher, in: .implementation(lot.id))),
        ]),
      ])
    }
  }

  /// Whole days, from the first second of the first to the last second of the last.
  private static func period(_ term: JSON?) -> JSON? {
    entry([
      "startDate": .moment(day(term?["from"])?.begins),
      "endDate": .moment(day(term?["to"])?.adding(days: 1).begins.adding(seconds: -1)),
    ])
  }

  /// A day as papers write it: `2026年12月1日`.
  private static func day(_ text: JSON?) -> CalendarDay? {
    let parts = (text?.stringValue ?? "").unicodeScalars.split { !("0"..."9").contains($0) }.compactMap {
      Int(String($0))
    }
    guard parts.count == 3 else { return nil }
    return CalendarDay(year: parts[0], month: parts[1], day: parts[2])
  }

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
