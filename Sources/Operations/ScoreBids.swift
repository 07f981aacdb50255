import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes one member's signed sheet. The note carries its hash; the figures come beside it as `sheet`.
  ///
  /// Nobody sees it before all have signed. While the signed result is under review it is a corrected one, with the reason
  /// as `reason`.
  func scoreBids(_ note: ScoresNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.scoreBids)
    guard let json = envelope.extra["sheet"], Digest(of: json.canonicalBytes()) == note.sheet else {
      throw ScoreRefusal.hashDiffers
    }
    let at = now
    return try await database.write(as: .actor(actor)) { tx in
      var review = try LotReview(note.tender, note.lot, locked: true, at: at, in: tx)
      let seat = try review.seat(of: actor, in: tx)
      guard seat.member == note.member else { throw ScoreRefusal.notAMember }
      try verifySignature(envelope, vkey: seat.vkey)
      if review.lot.state == .conformity {
        guard review.entries.areAllPartsOpened else { throw TenderRefusal.waitsFor(step: .startOpening) }
        try review.requireQuestionsSettled(at: at, in: tx)
        try review.endConformity()
        try Self.requireArgued(review, in: tx)
        try moveLot(note.lot, of: note.tender, by: .startScoring, in: tx)
        review = try LotReview(note.tender, note.lot, in: tx)
      }
      if review.lot.state == .evaluated, let open = try Self.openReReview(note.tender, note.lot, in: tx) {
        let reason = envelope.extra["reason"]?.stringValue ?? ""
        try ReReview.check(reason: reason)
        let index = try tx.take(envelope, at: at)
        try correctSheet(
          note, json, in: open, by: seat, review: review, reason: reason, id: envelope.id, at: at, in: tx)
        try tx.record(
          .scoreBids, by: actor, subject: "\(note.tender)/\(note.lot)", detail: "\(note.member) \(open.number)", at: at)
        return TakenNote(id: envelope.id, index: index)
      }
      guard review.lot.state == .scoring else { throw ScoreRefusal.notScoring }
      if seat.seq > 1 { try review.requireFindings(of: seat) }
      let signed = try tx.reading(as: .secretary) { tx in try tx.sheets(of: note.tender, lot: note.lot) }
      guard !signed.contains(where: { $0.member == note.member }) else { throw ScoreRefusal.signedAlready }
      let offers = try tx.reading(as: .office) { tx in try LotOffers(of: review.entries, in: tx) }
      let sheet = try ScoreSheet(
        json: json, member: note.member, scheme: review.scheme, scored: try Self.admitted(review, offers),
        known: Set(try review.bids.map { try Bid.ID(reading: $0.bid) }))
      try sheet.requireWithin(try Self.answers(review, offers), scheme: review.scheme)
      try requireSameObjectiveScores(sheet, review: review, signed: signed)
      let index = try tx.take(envelope, at: at)
      try tx.insertSheet(note, by: seat, sheet: json.canonicalText, id: envelope.id)
      try tx.record(.scoreBids, by: actor, subject: "\(note.tender)/\(note.lot)", detail: note.member, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// The bids that are scored: every part opened, qualified, found conforming by a majority, with a price that is no
  /// higher than the ceiling. A sheet has exactly these, so that anybody can hash it again from the published scores.
  static func admitted(_ review: LotReview, in tx: borrowing Transaction) throws -> Set<Bid.ID> {
    try admitted(review, tx.reading(as: .office) { tx in try LotOffers(of: review.entries, in: tx) })
  }

  static func admitted(_ review: LotReview, _ offers: LotOffers) throws -> Set<Bid.ID> {
    guard review.entries.areAllPartsOpened else { return [] }
    var admitted: Set<Bid.ID> = []
    for bid in try review.underReview() where try review.invalidity(of: bid) == nil {
      if case .admitted = try entry(bid, review: review, offers) { admitted.insert(try Bid.ID(reading: bid.bid)) }
    }
    return admitted
  }

  /// What each bidder answers to the criteria.
  static func answers(_ review: LotReview, _ offers: LotOffers) throws -> [Bid.ID: [String: String]] {
    var answers: [Bid.ID: [String: String]] = [:]
    for bid in try review.underReview() { answers[try Bid.ID(reading: bid.bid)] = try offers.offer(of: bid)?.answers }
    return answers
  }

  /// An objective item has one true value: a member that differs from those who signed is told before it signs.
  private func requireSameObjectiveScores(_ sheet: ScoreSheet, review: LotReview, signed: [SheetRow]) throws {
    guard let first = signed.first else { return }
    let other = try ScoreSheet(
      json: try JSON.parse(Array(first.sheet.utf8)), member: first.member, scheme: review.scheme,
      scored: Set(sheet.scores.keys))
    for (place, criterion) in review.scheme.criteria.enumerated() where criterion.isObjective {
      for (bid, row) in sheet.scores where other.scores[bid]?[place] != row[place] {
        throw EvaluationRefusal.objectiveScoresDiffer(bid: bid, criterion: criterion.id)
      }
    }
  }
}
