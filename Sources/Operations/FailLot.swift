import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The note by which a lot fails.
  public func draftFailure(
    _ tender: String, lot: String, ground: String, reason: String, by actor: Actor
  ) async throws -> NoteDraft {
    try actor.may(.failLot)
    let at = now
    guard let word = Lot.FailureGround(rawValue: ground) else {
      throw InputRefusal.malformed(
        field: "ground", expected: Lot.FailureGround.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard !reason.isEmpty else { throw TenderRefusal.reasonMissing }
    return try await database.read(as: .office) { tx in
      try requireFailure(word, tender: tender, lot: lot, at: at, in: tx)
      return NoteDraft(
        text: FailNote(tender: tender, lot: lot, ground: ground, reason: Digest(of: reason)).text)
    }
  }

  /// Takes the signed word that a lot failed. The reason itself comes beside the note, which names it by hash.
  func failLot(_ fail: FailNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.failLot)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    guard let reason = envelope.extra["reason"]?.stringValue, Digest(of: reason) == fail.reason else {
      throw TenderRefusal.reasonMissing
    }
    guard let ground = Lot.FailureGround(rawValue: fail.ground) else { throw TenderRefusal.failsWithoutCause }
    let at = now
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      try requireFailure(ground, tender: fail.tender, lot: fail.lot, at: at, in: tx)
      try moveLot(fail.lot, of: fail.tender, by: ground == .cancelled ? .cancel : .fail, in: tx)
      let index = try tx.take(envelope, at: at)
      try tx.insertFailure(fail, reason: reason, note: envelope.id)
      try publishOpenData(of: fail.tender, at: at, in: tx)
      try tx.record(.failLot, by: actor, subject: "\(fail.tender)/\(fail.lot)", detail: fail.ground, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueFailure(fail.tender, lot: fail.lot)
    return taken
  }

  /// A lot fails on a ground that follows from its bids only if it does: for too few when no more can be, for prices above
  /// the budget when all of them are.
  private func requireFailure(
    _ ground: Lot.FailureGround, tender: String, lot: String, at: Moment, in tx: borrowing Transaction
  ) throws {
    guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    guard try tx.selection(of: tender, lot: lot) == nil else { throw FrameworkRefusal.selectedAlready }
    if ground == .cancelled {
      // a single lot ends so once bids are closed; before it the tender is cancelled, or its deadline awaited.
      guard row.closeIndex != nil else { throw TenderRefusal.waitsFor(step: .close) }
      // Custodians may be giving their shares for it and for others of its manifest.
      guard lotRow.state != .opening else { throw TenderRefusal.waitsFor(step: .finishOpening) }
      _ = try lotRow.state.after(.cancel)
    } else {
      _ = try lotRow.state.after(.fail)
    }
    if [.tooFewOpened, .tooFewQualified, .tooFewConforming].contains(ground), try Self.isArgued(tender, lot, in: tx) {
      throw CompetitionRefusal.upheld
    }
    if ground.followsFromBids { try Self.requireBorneOut(ground, tender: tender, lot: lot, at: at, in: tx) }
    guard ground == .tooFewBids else { return }
    let inForce = Manifest.bidsInForce(try tx.bidNotes(of: tender))
    let parts = try tx.parts(of: tender).filter { $0.lot == lot }.map(\.part)
    guard Manifest.completeBidders(of: lot, parts: parts, in: inForce).count < row.minimum else {
      throw TenderRefusal.failsWithoutCause
    }
  }

  /// Works out from openings, reviews, sheets and prices what the officer says.
  ///
  /// - Throws: `waitsFor(.finishOpening)` before any opening, `recoveryRunning`, then as `Lot.requireFailure`.
  private static func requireBorneOut(
    _ ground: Lot.FailureGround, tender: String, lot: String, at: Moment, in tx: borrowing Transaction
  ) throws {
    try tx.reading(as: .office) { tx in
      let review = try LotReview(tender, lot, in: tx)
      guard !review.entries.opened.isEmpty else { throw TenderRefusal.waitsFor(step: .finishOpening) }
      // A bid that could not be opened may still be, and then it counts for every stage.
      if let until = review.entries.waitsUntil(window: review.tender.recoverySeconds, at: at) {
        throw OpeningRefusal.recoveryRunning(until: until)
      }
      guard let budget = Price(fen: review.lot.budgetFen) else {
        throw PostgresFailure(.mismatch, message: "a budget below zero")
      }
      try Lot.requireFailure(
        on: ground, remaining: try remaining(review, at: at, in: tx), minimum: review.tender.minimum, budget: budget,
        profile: review.profile)
    }
  }

  private static func remaining(
    _ review: LotReview, at: Moment, in tx: borrowing Transaction
  ) throws -> Lot.Remaining {
    let mayOpen = try isOpening(review, at: at, in: tx)
    // Who was left out of a later part has none of it.
    let opened = review.bids.filter { bid in
      bid.current.part == review.entries.opened.last && (bid.result == "opened" || (bid.result == nil && mayOpen))
    }
    let qualified = opened.filter { review.qualified[$0.bid]?.passed ?? true }
    let offers = try LotOffers(of: review.entries, in: tx)
    var conforming = try qualified.count { try review.invalidity(of: $0) == nil }
    var prices: [Lot.OfferedPrice]?
    if review.entries.areAllPartsOpened, review.lot.state != .opening {
      // What the figures alone make invalid is no finding of anybody's.
      conforming = try qualified.count { bid in
        if case .admitted = try entry(bid, review: review, offers) { true } else { false }
      }
      prices = try review.bids.compactMap { bid -> Lot.OfferedPrice? in
        guard let offer = try offers.offer(of: bid), let price = offer.price else { return nil }
        return Lot.OfferedPrice(read: price.total, corrected: offer.corrections?.last?.to ?? price.total)
      }
    }
    if let ranked = try ranked(review, in: tx) { conforming = min(conforming, ranked) }
    return Lot.Remaining(opened: opened.count, qualified: qualified.count, conforming: conforming, prices: prices)
  }

  /// Whether custodians may still give shares: bids that a manifest opens wait for them no longer than for a bidder's own
  /// secret.
  private static func isOpening(_ review: LotReview, at: Moment, in tx: borrowing Transaction) throws -> Bool {
    guard review.lot.state == .opening else { return false }
    let manifests = try tx.openingPairs(of: review.tender.id).filter { pair in
      pair.lot == review.lot.id && pair.part == review.entries.opened.last
    }
    let since = try manifests.compactMap { try tx.note($0.manifest)?.takenAt.instant }
    return Recovery.runsUntil(unopenableAt: since, window: review.tender.recoverySeconds, at: at.instant) != nil
  }

  /// How many bids the signed sheets rank, once all have signed; nil before. A bid may fall below a criterion's minimum.
  private static func ranked(_ review: LotReview, in tx: borrowing Transaction) throws -> Int? {
    guard [.scoring, .evaluated].contains(review.lot.state),
      review.scheme.criteria.contains(where: { $0.minimum != nil })
    else { return nil }
    let (tender, lot) = (review.tender.id, review.lot.id)
    let sheets = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot) }
    guard sheets.count == review.members.count else { return nil }
    return try workOut(tender, lot, in: tx).evaluation.awardOrder.count
  }
}
