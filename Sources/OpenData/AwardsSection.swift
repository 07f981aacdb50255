import Canon
import Exact
import Tendering

extension PublicTender {
  func awardsSection(_ documents: Documents) -> [JSON] {
    var entries: [JSON] = []
    for lot in lots {
      entries += selectionAwards(of: lot, documents)
      for (place, award) in lot.fallen.enumerated() {
        entries.append(
          awardEntry(award, of: lot, id: lot.awardID(place + 1), status: "cancelled", documents: .array([])))
      }
      if let award = lot.award {
        entries.append(
          awardEntry(
            award, of: lot, id: lot.awardID, status: "active", documents: documents[.award(lot.id)]))
      }
    }
    return entries
  }

  private func awardEntry(
    _ award: (file: JSON, at: Instant, winner: Organisation), of lot: PublicLot, id: String, status: String,
    documents: JSON
  ) -> JSON {
    let bid = award.file["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) }
    return entry([
      "id": .text(id), "title": .text(lot.title), "description": .text(Self.ground(award.file)),
      "status": .text(status), "date": .moment(award.at), "value": .money(award.file["price"]?.stringValue),
      "suppliers": [award.winner.reference],
      "contractPeriod": entry([
        "durationInDays": lot.bids.first { $0.id == bid }?.termDays.map { JSON($0) }
      ]),
      "documents": documents, "relatedLots": [JSON(lot.id)],
      "relatedBid": .text(bid?.hex),
    ])
  }

  private static func ground(_ file: JSON) -> String? {
    let rank = file["rank"]?.integerValue.map { "第\($0)名" } ?? ""
    return switch file["ground"]?.stringValue {
    case Award.Ground.firstRank.rawValue: "按评审名次确定，\(rank)。"
    case Award.Ground.nextCandidate.rawValue where file.isCallOff: "框架协议第二阶段成交，\(rank)。"
    case Award.Ground.nextCandidate.rawValue: "名次在前者依法未能中标，顺延至\(rank)。"
    default: nil
    }
  }
}

extension PublicLot {
  var awardID: String { awardID(fallen.count + 1) }

  /// The first award has no number.
  func awardID(_ number: Int) -> String { number == 1 ? "\(id)-award" : "\(id)-award-\(number)" }
}

extension JSON {
  /// An award that passes better ranked bids over because users chose, or the selected came in turn.
  fileprivate var isCallOff: Bool {
    let grounds = [Award.PassingOver.userChoice, .inTurn].map(\.rawValue)
    return (self["passedOver"]?.arrayValue ?? []).contains { over in
      over["ground"]?.stringValue.map { grounds.contains($0) } ?? false
    }
  }
}
