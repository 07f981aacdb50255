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
  /// Compared are prices, price tables, people and their contacts; attachments, what they say of themselves and their
  /// words, but for the buyer's own; and when and from which network address was handed in. Attachments are read in the
  /// background: `unread` says of how many bids they are not yet.
  public func showSignals(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.showSignals)
    return try await database.read(as: .actor(actor)) { tx in
      let review = try LotReview(tender, lot, in: tx)
      _ = try review.seat(of: actor, in: tx)
      let notes = Dictionary(grouping: try tx.bidNotes(of: tender, lot: lot), by: \.bidder)
      let origins = try tx.bidOrigins(of: tender, lot: lot)
      var unread = 0
      let facts = try review.opened.compactMap { bid -> Tendering.BidFacts? in
        let readings = try bid.parts.map { try tx.attachmentReadings(of: $0.bid) }
        if readings.contains(where: { $0 == nil }) { unread += 1 }
        return try Self.collusionFacts(
          bid, readings: readings.flatMap { $0 ?? [] }, notes: notes[bid.bidder] ?? [], origins: origins, in: tx)
      }
      return [
        "unread": JSON(unread),
        "signals": .array(
          CollusionSignal.all(among: facts, issuedTexts: try issuedTexts(review, in: tx)).map { signal in
            [
              "kind": JSON(signal.kind.rawValue), "weight": JSON(signal.weight.rawValue),
              "bids": .array(signal.bids.map { JSON($0.hex) }), "evidence": JSON(signal.evidence),
            ]
          }),
      ]
    }
  }

  /// The buyer's own words, which everybody may quote.
  private func issuedTexts(_ review: LotReview, in tx: borrowing Transaction) throws -> [String] {
    let service = try serviceInForce(of: review.tender, in: tx)
    return [review.tender.title, review.lot.title] + review.scheme.criteria.map(\.name)
      + ["requirement", "standard"].compactMap { service[$0]?.stringValue }
  }

  /// - Parameters:
  ///   - readings: of the bid's attachments.
  ///   - notes: what its bidder handed in for the lot.
  ///   - origins: from where.
  private static func collusionFacts(
    _ bid: LotBid, readings: [AttachmentReadingRow], notes: [BidNoteRow], origins: [Digest: String],
    in tx: borrowing Transaction
  ) throws -> Tendering.BidFacts? {
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
    let read = Dictionary(readings.map { ($0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
    let files = (json["attachments"]?.arrayValue ?? []).compactMap { file -> Tendering.BidFacts.File? in
      guard let member = file["member"]?.stringValue,
        let sha256 = file["sha256"]?.stringValue.flatMap({ Fingerprint(base64: $0) })
      else { return nil }
      let reading = Digest(bytes: sha256.bytes).flatMap { read[$0] }
      return Tendering.BidFacts.File(
        member: member, sha256: sha256, author: reading?.author, lastSavedBy: reading?.savedBy,
        createdAt: reading?.madeOn)
    }
    return Tendering.BidFacts(
      bid: try Bid.ID(reading: bid.bid), bidder: try PartyKey(reading: bid.bidder), name: offer.name ?? "",
      total: offer.price?.total, unitPrices: unitPrices, files: files, texts: readings.map(\.words), people: people,
      addresses: Set(notes.compactMap { origins[$0.id] }.filter { !Self.isOwn($0) }),
      receivedAt: notes.filter { $0.kind == .bid }.map(\.receivedAt).max()?.instant)
  }

  /// Of the daemon's own machine, or of a proxy on it that is not named in the settings: it tells nobody apart.
  private static func isOwn(_ address: String) -> Bool { address == "::1" || address.utf8.starts(with: "127.".utf8) }
}
