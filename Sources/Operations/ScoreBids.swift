import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes one member's signed sheet. The note carries its hash; the figures come beside it as `sheet`.
  ///
  /// Nobody sees it before all have signed.
  func scoreBids(_ note: ScoresNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.scoreBids)
    guard let json = envelope.extra["sheet"], Digest(of: json.canonicalBytes()) == note.sheet else {
      throw ScoreRefusal.hashDiffers
    }
    let at = now
    return try await database.write { tx in
      var review = try LotReview(note.tender, note.lot, locked: true, in: tx)
      guard let seat = review.members.first(where: { $0.member == note.member }), seat.person == actor.key.text else {
        throw ScoreRefusal.notAMember
      }
      try verifySignature(envelope, vkey: seat.vkey)
      if review.lot.state == .conformity {
        try endConformity(review)
        try moveLot(note.lot, of: note.tender, by: .startScoring, in: tx)
        review = try LotReview(note.tender, note.lot, in: tx)
      }
      guard review.lot.state == .scoring else { throw ScoreRefusal.notScoring }
      let signed = try tx.sheets(of: note.tender, lot: note.lot)
      guard !signed.contains(where: { $0.member == note.member }) else { throw ScoreRefusal.signedAlready }
      let sheet = try ScoreSheet(
        json: json, member: note.member, scheme: review.scheme, scored: try Self.admitted(review),
        known: Set(try review.bids.map { try Bid.ID(reading: $0.bid) }))
      try requireSameObjectiveScores(sheet, review: review, signed: signed)
      let index = try tx.take(envelope, at: at)
      try tx.insertSheet(note, sheet: json.canonicalText, id: envelope.id)
      try tx.record(.scoreBids, by: actor, subject: "\(note.tender)/\(note.lot)", detail: note.member, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// The bids that are scored: opened, qualified, and found conforming by a majority.
  static func admitted(_ review: LotReview) throws -> Set<Bid.ID> {
    Set(
      try review.qualifiedBids.filter { try review.invalidity(of: $0.bid) == nil }.map { try Bid.ID(reading: $0.bid) })
  }

  private func endConformity(_ review: LotReview) throws {
    var waiting = 0
    var passed = 0
    for bid in review.qualifiedBids {
      let findings = try (review.conformed[bid.bid] ?? []).map { try $0.finding }
      switch Review.majority(findings, of: review.members.count) {
      case nil: waiting += 1
      case .passed: passed += 1
      case .invalid: break
      }
    }
    let ground = try Review.end(
      .conformity, waiting: waiting, passed: passed, minBids: review.tender.minimum, profile: review.profile)
    guard ground == nil else { throw TenderRefusal.waitsFor(step: .fail) }
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
