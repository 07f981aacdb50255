import Notes
import Postgres
import Store
import Tendering

// A bid that the reviews of an earlier part found invalid stays shut in the later ones: the log says so before they are
// opened, by an evaluation note with `reject` lines and no file.
extension Office {
  /// The note over what is rejected before the next part is opened; nil when the lot is not at that point.
  ///
  /// - Throws: `bidsWaiting` while a bid waits for a finding; `waitsFor(.startOpening)` when there is nothing to reject.
  static func rejectionDraft(_ review: LotReview, in tx: borrowing Transaction) throws -> NoteDraft? {
    let tender = review.tender.id
    guard review.lot.state == .conformity, !review.entries.areAllPartsOpened else { return nil }
    guard let notice = review.tender.noticeID else { throw TenderRefusal.tenderUnknown }
    try review.endConformity()
    let rejects = try unsaidRejects(review, in: tx)
    guard !rejects.isEmpty else { throw TenderRefusal.waitsFor(step: .startOpening) }
    let note = EvaluationNote(
      tender: tender, notice: notice, seq: try tx.nextSeq(of: tender, type: EvaluationNote.type), rejects: rejects,
      list: ListLine(of: []))
    return NoteDraft(text: note.text, list: "")
  }

  /// Whether the next part of a lot may be opened: the reviews of the last one are done, and what they found is in the log.
  ///
  /// - Throws: `earlierPartNotDone`, `recoveryRunning`.
  static func requireReviewed(_ review: LotReview, at now: Moment, in tx: borrowing Transaction) throws {
    guard !review.entries.opened.isEmpty else { return }
    if let until = review.entries.waitsUntil(window: review.tender.recoverySeconds, at: now) {
      throw OpeningRefusal.recoveryRunning(until: until)
    }
    guard review.lot.state == .conformity, try unsaidRejects(review, in: tx).isEmpty else {
      throw OpeningRefusal.earlierPartNotDone
    }
    do { try review.endConformity() } catch is ReviewRefusal { throw OpeningRefusal.earlierPartNotDone }
  }

  /// The bids of opened parts that are invalid and of which the log does not say so yet, each by the id of the part on
  /// which it fell.
  private static func unsaidRejects(_ review: LotReview, in tx: borrowing Transaction) throws -> [Digest] {
    let said = try rejected(review.tender.id, before: .max, in: tx)
    return try fallen(review).filter { !said.contains($0) }
  }

  /// The `reject` lines of a lot's evaluation: the bids that fell, but for those that an earlier note rejected.
  static func rejects(
    _ review: LotReview, evaluation: Evaluation, before seq: Int, in tx: borrowing Transaction
  ) throws -> [Digest] {
    let said = try rejected(review.tender.id, before: seq, in: tx)
    var all = try fallen(review)
    // Found by the arithmetic alone: a price above the ceiling, or none.
    for bid in review.opened where !all.contains(bid.bid) && !all.contains(bid.current.bid) {
      if evaluation.isInvalid(try Bid.ID(reading: bid.bid)) { all.append(bid.current.bid) }
    }
    return all.filter { !said.contains($0) }
  }

  /// A bid that the log rejects stays rejected: whoever reads the log takes its word for good.
  ///
  /// - Throws: `rejectedForGood`.
  static func requireNotRejected(
    _ evaluation: Evaluation, _ review: LotReview, before seq: Int, in tx: borrowing Transaction
  ) throws {
    let said = try rejected(review.tender.id, before: seq, in: tx)
    for element in evaluation.awardOrder {
      let bid = try review.bids.first { try Bid.ID(reading: $0.bid) == element.bid }
      if let bid, bid.parts.contains(where: { said.contains($0.bid) }) {
        throw ReReviewRefusal.rejectedForGood(bid: element.bid)
      }
    }
  }

  private static func fallen(_ review: LotReview) throws -> [Digest] {
    try review.opened.compactMap { bid in
      if let finding = review.qualified[bid.bid], !finding.passed { return bid.bid }
      return try review.invalidity(of: bid) == nil ? nil : bid.current.bid
    }
  }

  /// Bids that evaluation notes before this number reject.
  private static func rejected(
    _ tender: String, before seq: Int, in tx: borrowing Transaction
  ) throws -> Set<Digest> {
    var said: Set<Digest> = []
    for row in try tx.notes(of: tender, type: EvaluationNote.type) {
      if case .evaluation(let note) = try row.parsed().1, note.seq < seq { said.formUnion(note.rejects) }
    }
    return said
  }
}
