import Canon
import Exact
import Tendering

extension PublicTender {
  /// Nil until a lot's bids have been opened: before, nothing tells whether there are any.
  func bidsSection(_ told: Told) -> JSON? {
    entry([
      "statistics": .array(lots.flatMap { told.sections(of: $0).statistics }),
      "details": .array(lots.flatMap { told.sections(of: $0).bids }),
    ])
  }
}

extension PublicLot {
  var bidStatistics: [JSON] {
    guard !bids.isEmpty else { return [] }
    func statistic(_ measure: String, _ count: Int) -> JSON {
      entry([
        "id": .text("\(id)-\(measure)"), "measure": .text(measure), "value": JSON(count), "relatedLot": .text(id),
      ])
    }
    let all = statistic("bids", bids.count)
    // Under disclosure `winner` the other bids' states are not the public's.
    guard evaluation?.disclosesAll ?? false else { return [all] }
    return [all, statistic("validBids", bids.count { status(of: $0) == "valid" })]
  }

  func json(of bid: PublicBid) -> JSON {
    let status = status(of: bid)
    return status == "pending"
      ? bid.pending
      : PublicBid.told(
        id: bid.id, lot: id, bidder: bid.bidder, price: bid.price, termDays: bid.termDays, status: status)
  }

  /// A code of the list `bidStatus`. A bid that the custodians could not open counts as withdrawn once its lot is
  /// evaluated; until then a share or the bidder's own secret may still open it.
  private func status(of bid: PublicBid) -> String {
    switch bid.result {
    case .malformed: return "disqualified"
    case .unopenable: return evaluation == nil ? "pending" : "withdrawn"
    case .opened: break
    }
    return switch evaluation?.elements[bid.id]?["state"]?.stringValue {
    case "ranked": "valid"
    case "invalid", "malformed": "disqualified"
    default: "pending"
    }
  }
}

extension PublicBid {
  static func told(
    id: Bid.ID, lot: String, bidder: Organisation, price: Price?, termDays: Int?, status: String
  ) -> JSON {
    entry([
      "id": .text(id.hex), "status": .text(status), "tenderers": [bidder.reference], "value": .money(price),
      "relatedLots": [JSON(lot)],
      "requirementResponses": termDays.map { days in
        [
          entry([
            "id": .text("\(id.hex)-\(PublicTender.termRequirement)"),
            "requirement": entry(["id": .text(PublicTender.termRequirement)]), "value": JSON(days),
          ])
        ]
      },
    ])
  }
}
