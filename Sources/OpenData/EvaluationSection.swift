import Canon
import Tendering

// What the extension of our own adds: figures of the published evaluation, and draws.
extension PublicLot {
  var evaluationSection: JSON? {
    guard let evaluation else { return nil }
    let members = evaluation.file["members"]?.arrayValue ?? []
    let criteria = (evaluation.scheme?["criteria"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    let results = bids.compactMap { bid in
      evaluation.elements[bid.id].map { result($0, of: bid, members: members, criteria: criteria) }
    }
    return entry([
      "date": .moment(evaluation.at), "disclosure": evaluation.scheme?["disclosure"],
      "committee": entry([
        "id": .text(committee), "members": .array(members.map { entry(["id": $0]) }),
      ]),
      "failed": evaluation.file["failed"], "results": .array(results),
    ])
  }

  private func result(_ element: JSON, of bid: PublicBid, members: [JSON], criteria: [String]) -> JSON {
    let price = element["price"]
    return entry([
      "id": .text(bid.id.hex), "status": element["state"], "rank": element["rank"], "points": number(element["total"]),
      "correctedPrice": .money(price?["corrected"]?.stringValue),
      "evaluatedPrice": .money(price?["evaluated"]?.stringValue), "pricePoints": number(price?["points"]),
      "criteria": .array(
        criteria.compactMap { id in
          element["criteria"]?[id].map { figures in
            entry([
              "id": .text(id), "points": number(figures["points"]),
              "scores": .array(members.compactMap { $0.stringValue.flatMap { number(figures[$0]) } }),
            ])
          }
        }),
      "rejection": element["invalid"].map { why in
        entry(["stage": why["stage"], "ground": why["ground"], "description": why["reason"]])
      },
      "draw": element["tie"].flatMap { tie in
        entry([
          "id": .text(tie["draw"]?.stringValue.flatMap { Fingerprint(base64: $0) }?.hex), "order": tie["order"],
        ])
      },
    ])
  }

  private func number(_ text: JSON?) -> JSON? { text?.stringValue.flatMap { JSON(decimal: $0) } }
}

extension PublicDraw {
  var json: JSON {
    entry([
      "id": .text(id), "purpose": .text(purpose.rawValue), "relatedLot": .text(lot), "date": .moment(announcedAt),
      "status": .text(status.rawValue), "take": JSON(take), "contributors": .array(parties.map { JSON($0) }),
      "results": .array(results.map { JSON($0) }),
    ])
  }
}
