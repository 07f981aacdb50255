import Canon
import Tendering

extension PublicLot {
  var json: JSON {
    entry([
      "id": .text(id), "title": .text(title), "status": .text(status), "value": .money(ceiling),
      "awardCriteria": awardCriteria, "bidOpening": entry(["date": .moment(openedAt)]), "evaluation": evaluationSection,
      "failure": failure.map { entry(["ground": .text($0.ground), "description": .text($0.reason)]) },
    ])
  }

  /// The service as the one thing bought, and where it is given.
  var item: JSON {
    entry([
      "id": .text(id), "description": .text(title), "quantity": 1, "unit": entry(["name": "项"]),
      "deliveryLocation": entry(["description": .text(park)]), "relatedLot": .text(id),
    ])
  }

  /// A code of the standard's list `tenderStatus`.
  private var status: String {
    switch state {
    case .draft: "planning"
    // The first stage of a framework agreement ends with the selection.
    case .evaluated where selection != nil: "complete"
    case .published, .open, .closed, .opening, .opened, .qualification, .conformity, .scoring, .evaluated: "active"
    case .awarded: "complete"
    case .failed: "unsuccessful"
    case .cancelled: "cancelled"
    }
  }

  /// The scheme's criteria with their points; price last.
  private var awardCriteria: JSON? {
    var criteria = (scheme["criteria"]?.arrayValue ?? []).map { criterion in
      entry([
        "type": "quality", "name": .text(criterion["name"]?.stringValue),
        "description": .text(criterion["kind"]?.stringValue == "objective" ? "客观分" : "主观分"),
        "numbers": Self.numbers(criterion["max"]),
      ])
    }
    if let price = scheme["price"] {
      let isFixed = price["formula"]?.stringValue == "fixed"
      criteria.append(
        entry([
          "type": "price", "name": "报价", "description": .text(isFixed ? "固定价格，不作为评审因素" : "低价优先法"),
          "numbers": isFixed ? Self.fixed(scheme["ceiling"]) : Self.numbers(price["max"]),
        ]))
    }
    return entry(["criteria": .array(criteria)])
  }

  private static func numbers(_ points: JSON?) -> JSON? {
    guard let text = points?.stringValue, let number = JSON(decimal: text) else { return nil }
    return [["number": number, "weight": "pointsExact"]]
  }

  private static func fixed(_ price: JSON?) -> JSON? {
    guard let text = price?.stringValue, let number = JSON(decimal: text) else { return nil }
    return [["number": number, "fixed": "total"]]
  }
}
