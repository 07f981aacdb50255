import Canon
import Notes
import Postgres
import Store
import Tendering

/// One condition of one lot's opening.
public struct FoundCondition: Sendable {
  public let lot: String
  public let condition: OpeningCondition
  public let holds: Bool
}

extension Office {
  /// What an opening waits for, lot by lot; the opening itself goes by the same facts again.
  public func openingConditions(_ tender: String, by actor: Actor) async throws -> [FoundCondition] {
    try actor.may(.startOpening)
    let at = now
    return try await database.read(as: .actor(actor)) { tx in
      guard let row = try tx.tender(tender), row.state != .draft else { throw OpeningRefusal.tenderUnknown }
      try requireFunction("openingOfficer", of: actor, tender: tender, in: tx)
      let parts = try tx.parts(of: tender)
      let isClosed = row.closeIndex != nil
      // Who bids is nobody's to know before the close.
      let inForce = isClosed ? Manifest.bidsInForce(try tx.bidNotes(of: tender)) : []
      let ours = Dictionary(grouping: parts, by: \.lot)
      let bids = Dictionary(grouping: inForce) { $0.lot ?? "" }
      let all = try TenderBids(tender, in: tx)
      return try tx.lots(of: tender).flatMap { lot -> [FoundCondition] in
        let own = (ours[lot.id] ?? []).map(\.part)
        let entries = all.bids(of: lot.id)
        let until = entries.waitsUntil(window: row.recoverySeconds, at: at)
        return OpeningCondition.all(
          isClosed: isClosed, state: lot.state, parts: own.count, opened: entries.opened.count,
          bidders: Manifest.completeBidders(of: lot.id, parts: own, in: bids[lot.id] ?? []).count, minimum: row.minimum,
          isRecoveryRunning: until != nil,
          isReviewed: try entries.opened.isEmpty || Self.isReviewed(tender, lot.id, at: at, in: tx)
        ).map { FoundCondition(lot: lot.id, condition: $0.condition, holds: $0.holds) }
      }
    }
  }

  private static func isReviewed(
    _ tender: String, _ lot: String, at: Moment, in tx: borrowing Transaction
  ) throws -> Bool {
    do { try requireReviewed(try LotReview(tender, lot, in: tx), at: at, in: tx) } catch let refusal as OpeningRefusal {
      if case .earlierPartNotDone = refusal { return false }
    }
    return true
  }
}
