import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// What bids of a lot have in common that may point to collusion, each with its evidence: shown after the opening
  /// to the members who have declared, for people to look into. Nothing follows from it by itself; who finds collusion says
  /// so in its conformity finding, with the reason.
  ///
  /// Compared is what the office has of opened bids: prices, price tables, people, attachments' hashes, who handed in for
  /// whom. Texts and properties of attachments are compared by whoever has opened them.
  public func showSignals(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.showSignals)
    return try await database.read { tx in
      let review = try LotReview(tender, lot, in: tx)
      _ = try review.seat(of: actor, in: tx)
      let facts = try review.opened.compactMap { try Self.collusionFacts($0, in: tx) }
      return [
        "signals": .array(
          CollusionSignal.all(among: facts).map { signal in
            [
              "kind": JSON(signal.kind.rawValue), "weight": JSON(signal.weight.rawValue),
              "bids": .array(signal.bids.map { JSON($0.hex) }), "evidence": JSON(signal.evidence),
            ]
          })
      ]
    }
  }

  private static func collusionFacts(_ bid: LotBid, in tx: borrowing Transaction) throws -> Tendering.BidFacts? {
    guard let json = try offerJSON(bid, in: tx) else { return nil }
    let offer = Offer(reading: json)
    var people: [Tendering.BidFacts.Person] = []
    for member in offer.team {
      let isLead = ["lead", "项目负责人"].contains { $0.utf8.elementsEqual(member.role.utf8) }
      let number = member.certificate.isEmpty ? nil : member.certificate
      if isLead { people.append(.init(part: .lead, name: member.name, number: number)) }
      people.append(.init(part: .attorney, name: member.name, number: number))
    }
    if let agency = try offer.creditCode.flatMap({ try tx.agency($0) }), !agency.contact.isEmpty {
      people.append(.init(part: .contact, name: agency.contact))
    }
    var unitPrices: [String: Price] = [:]
    for item in offer.price?.items ?? [] { unitPrices[item.name] = item.unitPrice }
    let files = (json["attachments"]?.arrayValue ?? []).compactMap { file -> Tendering.BidFacts.File? in
      guard let member = file["member"]?.stringValue,
        let sha256 = file["sha256"]?.stringValue.flatMap({ Fingerprint(base64: $0) })
      else { return nil }
      return Tendering.BidFacts.File(member: member, sha256: sha256)
    }
    return Tendering.BidFacts(
      bid: try Bid.ID(reading: bid.bid), bidder: try PartyKey(reading: bid.bidder), name: offer.name ?? "",
      total: offer.price?.total, unitPrices: unitPrices, files: files, people: people)
  }
}
