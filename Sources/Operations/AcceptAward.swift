import Canon
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Office {
  /// Awards as somebody may see them: to a park those of its own lots, to an agency its own, to the bureau all.
  public func listAwards(by actor: Actor) async throws -> JSON {
    guard [.park, .officer, .supervisor, .agency].contains(actor.role) else { throw AccessRefusal.notOwn }
    let rows = try await database.read(as: .actor(actor)) { tx -> [JSON] in
      var rows: [JSON] = []
      var readable: [String: [PaperRow]] = [:]
      for award in try tx.awards() {
        let isMine =
          switch actor.role {
          case .park:
            try tx.lot(award.tender, award.lot).flatMap { try tx.park($0.park) }.map { Self.owns($0, actor) } ?? false
          case .agency: award.bidder == actor.key.text
          default: true
          }
        guard isMine else { continue }
        let file = try AwardedLot(award.tender, award.lot, in: tx)
        let ofTender = try readable[award.tender] ?? visiblePapers(of: award.tender, by: actor, in: tx)
        readable[award.tender] = ofTender
        let papers = ofTender.filter { $0.lot == award.lot }
        rows.append(try describe(award, file).setting("papers", .array(papers.map { JSON($0.name) })))
      }
      return rows
    }
    return ["awards": .array(rows)]
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
