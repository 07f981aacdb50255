import Canon
import Exact
import Tendering

/// Who is selected in a lot for a framework agreement, with the agreements that were signed.
public struct PublicSelection: Sendable {
  /// One of the selected.
  public struct Agency: Sendable {
    public let place: Int
    public let organisation: Organisation
    /// It was removed; why is not told here.
    public let hasLeft: Bool
    /// Its framework agreement, from the last signature on.
    public let agreement: PublicContract?

    public init(place: Int, organisation: Organisation, hasLeft: Bool, agreement: PublicContract?) {
      self.place = place
      self.organisation = organisation
      self.hasLeft = hasLeft
      self.agreement = agreement
    }
  }

  /// `documents/selection.<lot>.json` as published, and since when.
  public let file: JSON
  public let at: Instant
  /// In the order of their places.
  public let agencies: [Agency]

  public init(file: JSON, at: Instant, agencies: [Agency]) {
    self.file = file
    self.at = at
    self.agencies = agencies
  }
}

extension PublicTender {
  /// An award to each of the selected: what the first stage of a framework agreement settles.
  func selectionAwards(of lot: PublicLot, _ documents: Documents) -> [JSON] {
    guard let selection = lot.selection else { return [] }
    return selection.agencies.map { agency in
      let said = selection.file["selected"]?.arrayValue?.first { $0["place"]?.integerValue == agency.place }
      let bid = said?["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) }
      let rank = said?["rank"]?.integerValue.map { "，评审第\($0)名" } ?? ""
      return entry([
        "id": .text(lot.selectionID(agency.place)), "title": .text("框架协议入围：\(lot.title)"),
        "description": .text("第\(agency.place)位入围\(rank)；成交价格不高于所示金额。"),
        "status": agency.hasLeft ? "cancelled" : "active", "date": .moment(selection.at),
        "value": .money(said?["price"]?.stringValue), "suppliers": [agency.organisation.reference],
        "documents": agency.place == 1 ? documents[.selection(lot.id)] : nil,
        "relatedLots": [JSON(lot.id)], "relatedBid": .text(bid?.hex),
      ])
    }
  }

  /// The framework agreements that both sides have signed. They promise no amount.
  func frameworkContracts(of lot: PublicLot, _ documents: Documents) -> [JSON] {
    (lot.selection?.agencies ?? []).compactMap { agency in
      guard let agreement = agency.agreement else { return nil }
      return entry([
        "id": .text(agreement.number), "awardID": .text(lot.selectionID(agency.place)),
        "title": .text("框架协议：\(lot.title)"), "status": agency.hasLeft ? "terminated" : "active",
        "period": Self.period(agreement.paper["term"]), "dateSigned": .moment(agreement.signedAt),
        "signatories": [buyer.reference, agency.organisation.reference],
        "documents": documents[.framework(agreement.number)],
      ])
    }
  }
}

extension PublicLot {
  func selectionID(_ place: Int) -> String { "\(id)-selected-\(place)" }
}
