import Canon
import Exact
import Tendering

extension PublicTender {
  func awardsSection(_ publisher: DataPublisher) -> [JSON] {
    lots.compactMap { lot in
      guard let award = lot.award else { return nil }
      let bid = award.file["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) }
      return entry([
        "id": .text(lot.awardID), "title": .text(lot.title), "description": .text(Self.ground(award.file)),
        "status": "active", "date": .moment(award.at), "value": .money(award.file["price"]?.stringValue),
        "suppliers": [award.winner.reference],
        "contractPeriod": entry([
          "durationInDays": lot.bids.first { $0.id == bid }?.termDays.map { JSON($0) }
        ]),
        "documents": .array(documents(publisher, in: .award(lot.id))), "relatedLots": [JSON(lot.id)],
        "relatedBid": .text(bid?.hex),
      ])
    }
  }

  private static func ground(_ file: JSON) -> String? {
    let rank = file["rank"]?.integerValue.map { "第\($0)名" } ?? ""
    return switch file["ground"]?.stringValue {
    case Award.Ground.firstRank.rawValue: "按评审名次确定，\(rank)。"
    case Award.Ground.nextCandidate.rawValue: "名次在前者依法未能中标，顺延至\(rank)。"
    default: nil
    }
  }
}

extension PublicLot {
  var awardID: String { "\(id)-award" }
}
