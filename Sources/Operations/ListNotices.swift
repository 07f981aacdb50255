import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// What has happened after the notice to the tenders that the caller takes part in, the newest last: for whoever bids
  /// it stands here from the moment of the fact on. It is derived from what is public and from the caller's own notes, so
  /// nobody else's part in a tender shows.
  ///
  /// - Parameter tender: of one tender only.
  public func listNotices(of tender: String? = nil, by actor: Actor) async throws -> JSON {
    guard actor.role == .agency else { throw AccessRefusal.notOwn }
    return try await database.read(as: .actor(actor)) { tx in
      var notices: [TenderNotice] = []
      for (id, _) in try tx.registeredTenders(of: actor.key.text) where tender == nil || tender == id {
        notices += try self.notices(of: id, for: actor, in: tx)
      }
      notices.sort { ($0.at.micros, $0.tender) < ($1.at.micros, $1.tender) }
      return ["notices": .array(notices.map(\.json))]
    }
  }

  private func notices(
    of tender: String, for actor: Actor, in tx: borrowing Transaction
  ) throws -> [TenderNotice] {
    let amendments = try tx.amendments(of: tender)
    let inForce = Self.inForce(try tx.bidNotes(of: tender, bidder: actor.key.text))
    var notices = try amendments.map { amendment -> TenderNotice in
      let change = try TenderChange(json: try JSON.parse(Array(amendment.change.utf8)))
      let earlier = inForce.filter { amendment.changesTerms && Self.isSealedBefore([amendment], $0) }
      return TenderNotice(
        kind: .amendment, tender: tender, at: amendment.madeAt, seq: amendment.seq, reason: change.reason,
        deadline: amendment.deadlineAfter > amendment.deadlineBefore ? amendment.deadlineAfter : nil,
        sealedEarlier: earlier.map(\.id))
    }
    notices += try tx.clarifications(of: tender).map { clarification in
      TenderNotice(
        kind: .clarification, tender: tender, at: clarification.madeAt, seq: clarification.seq,
        reason: try tx.answeredQuestions(of: tender, seq: clarification.seq).joined(separator: "；"))
    }
    if let cancelled = try tx.cancellation(of: tender) {
      notices.append(
        TenderNotice(kind: .cancellation, tender: tender, at: cancelled.madeAt, reason: cancelled.reason))
    }
    notices += try outcomeNotices(of: tender, in: tx)
    return notices
  }

  /// What one bidder's notes leave in force, whether a tick has them already or not.
  private static func inForce(_ rows: [BidNoteRow]) -> [BidNoteRow] {
    var last: [String: BidNoteRow] = [:]
    for row in rows {
      guard let lot = row.lot, let part = row.part else { continue }
      let place = "\(lot) \(part)"
      if let before = last[place]?.seq, before > row.seq ?? 0 { continue }
      last[place] = row
    }
    return last.values.filter { $0.kind == .bid }.sorted { $0.receivedAt < $1.receivedAt }
  }

  /// Whether a bid was received before an amendment that changes the documents.
  static func isSealedBefore(_ amendments: [AmendmentRow], _ bid: BidNoteRow) -> Bool {
    amendments.contains { $0.changesTerms && bid.receivedAt < $0.madeAt }
  }

  func describe(_ amendment: AmendmentRow) throws -> JSON {
    let change = try JSON.parse(Array(amendment.change.utf8))
    return [
      "seq": JSON(amendment.seq), "note": JSON(amendment.noteID.b64), "at": JSON(amendment.madeAt.seconds),
      "deadlineBefore": JSON(amendment.deadlineBefore.seconds), "deadline": JSON(amendment.deadlineAfter.seconds),
      "changesTerms": JSON(amendment.changesTerms), "affectsBids": JSON(amendment.affectsBids),
      "reason": change["reason"] ?? "", "changes": change["changes"] ?? [],
    ]
  }
}

/// One thing that a bidder is told.
struct TenderNotice: Sendable {
  enum Kind: String, Sendable {
    case amendment, clarification, cancellation, lotCancelled, lotFailed
  }

  let kind: Kind
  let tender: String
  let at: Moment
  var lot: String?
  var seq: Int?
  let reason: String
  /// The new deadline, where it was moved.
  var deadline: Moment?
  /// The bidder's own bids in force that were sealed under the documents before.
  var sealedEarlier: [Digest] = []

  var json: JSON {
    [
      "kind": JSON(kind.rawValue), "tender": JSON(tender), "at": JSON(at.seconds), "lot": JSON(lot),
      "seq": seq.map { JSON($0) } ?? .null, "reason": JSON(reason),
      "deadline": deadline.map { JSON($0.seconds) } ?? .null,
      "sealedEarlier": .array(sealedEarlier.map { JSON($0.hex) }),
    ]
  }
}

extension Office {
  /// Lots that failed or were cancelled.
  func outcomeNotices(of tender: String, in tx: borrowing Transaction) throws -> [TenderNotice] {
    var notices: [TenderNotice] = []
    for note in try tx.notes(of: tender, type: FailNote.type) {
      guard case .fail(let fail) = try note.parsed().1, let failure = try tx.failure(of: tender, lot: fail.lot) else {
        continue
      }
      notices.append(
        TenderNotice(
          kind: failure.ground == Lot.FailureGround.cancelled.rawValue ? .lotCancelled : .lotFailed, tender: tender,
          at: note.takenAt, lot: fail.lot, reason: failure.reason))
    }
    return notices
  }
}
