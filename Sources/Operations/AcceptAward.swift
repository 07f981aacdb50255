import Canon
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// A page of the awards as somebody may see them, in the order they were made: to a park those of its own lots, to an
  /// agency its own, to the bureau all.
  public func listAwards(by actor: Actor, _ page: ListPage = ListPage()) async throws -> JSON {
    guard [.park, .officer, .supervisor, .agency].contains(actor.role) else { throw AccessRefusal.notOwn }
    return try await database.read(as: .actor(actor)) { tx in
      let parks: [String]? = try actor.role == .park ? tx.parks().filter { Self.owns($0, actor) }.map { $0.id } : nil
      let awards = try tx.awards(
        ofParks: parks, bidder: actor.role == .agency ? actor.key.text : nil, after: try last(of: page, in: tx),
        limit: page.lookahead)
      var readable: [String: [PaperRow]] = [:]
      return try page.answer("awards", awards, key: { "\($0.tender)/\($0.lot)/\($0.number)" }) { award in
        let file = try AwardedLot(award.tender, award.lot, in: tx)
        let ofTender = try readable[award.tender] ?? visiblePapers(of: award.tender, by: actor, in: tx)
        readable[award.tender] = ofTender
        let papers = ofTender.filter { $0.lot == award.lot }
        return try describe(award, file).setting("papers", .array(papers.map { JSON($0.name) }))
      }
    }
  }

  /// The award that a page begins behind. By its number, since it may have fallen through meanwhile.
  private func last(
    of page: ListPage, in tx: borrowing Transaction
  ) throws -> (tender: String, lot: String, at: Moment)? {
    guard let text = page.after else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let number = Int32(parts[2]),
      let at = try tx.awardedAt(parts[0], lot: parts[1], number: number)
    else { throw page.unknown }
    return (parts[0], parts[1], at)
  }

  private func describe(_ award: AwardRow, _ file: AwardedLot) throws -> JSON {
    [
      "tender": JSON(award.tender), "lot": JSON(award.lot), "title": JSON(file.lot.title), "park": JSON(file.park.id),
      "agency": [
        "name": JSON(file.agency?.name), "creditCode": JSON(file.agency?.creditCode.text), "key": JSON(award.bidder),
      ],
      "price": JSON(try price(award.priceFen)), "rank": JSON(award.rank), "awarded": JSON(award.awardedAt.seconds),
      "accepted": award.acceptedAt.map { JSON($0.seconds) } ?? .null,
      "serviceContract": JSON(file.serviceContract?.number), "parkAgreement": JSON(file.parkAgreement?.number),
    ]
  }

  /// A park takes note of the agency that won its lot, and of the papers. Again it is the same.
  public func acceptAward(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.acceptAward)
    let at = now
    return try await database.write(as: .office) { tx in
      let file = try AwardedLot(tender, lot, in: tx)
      guard Self.owns(file.park, actor) else { throw AccessRefusal.notOwn }
      guard file.award != nil else { throw AgreementRefusal.lotNotAwarded }
      if try tx.acceptAward(of: tender, lot: lot, at: at) {
        try tx.record(.acceptAward, by: actor, subject: "\(tender)/\(lot)", at: at)
      }
      guard let award = try tx.award(of: tender, lot: lot) else { throw AgreementRefusal.lotNotAwarded }
      return try describe(award, file)
    }
  }
}
