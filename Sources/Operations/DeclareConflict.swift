import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// What somebody who is to judge a lot says of its bidders: `{"conflict":null}`, or which conflict of interest there is.
  /// With one it steps back at once and sees no bid of the lot any more. The same again is the same.
  public func declareConflict(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.declareConflict)
    let conflict = try FormReader(json, only: ["conflict"]).optionalText("conflict", max: GivenReason.bytesMax)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      try requireFunction("evaluator", of: actor, tender: tender, lots: [lot], in: tx)
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let person = actor.key.text
      let before = try Self.impartiality(of: person, tender, lot, in: tx)
      if conflict != nil || !before.hasDeclared || before.hasSteppedBack {
        try before.mayDeclare(conflict: conflict, in: row.state)
        try tx.insertDeclaration(of: person, tender: tender, lot: lot, conflict: conflict, at: at)
        if let conflict {
          try tx.insertWithdrawal(
            of: person, tender: tender, lot: lot, cause: "conflict", reason: conflict, by: person, at: at)
        }
        // The record of activities says that it was declared, not with whom there is a conflict.
        try tx.record(
          .declareConflict, by: actor, subject: "\(tender)/\(lot)", detail: conflict == nil ? "none" : "conflict",
          at: at)
      }
      return ["tender": JSON(tender), "lot": JSON(lot), "conflict": .bool(conflict != nil)]
    }
  }

  /// How a person stands towards a lot.
  static func impartiality(
    of person: String, _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> Impartiality {
    Impartiality(
      hasDeclared: try tx.declarations(of: tender, lot: lot).contains { $0.person == person && !$0.isConflicted },
      hasSteppedBack: try tx.withdrawals(of: tender, lot: lot).contains { $0.person == person })
  }

  /// That this evaluator may look at the bids of a lot.
  func requireImpartial(_ actor: Actor, _ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    try Self.impartiality(of: actor.key.text, tender, lot, in: tx).mayJudge()
  }
}

extension LotReview {
  /// The seats with their last holders.
  var seats: [Committee.Seat] {
    get throws {
      try members.map { row in
        Committee.Seat(
          holder: Committee.Member(
            id: row.member, kind: row.isBuyerSide ? .representative : .expert, isChair: row.isChair,
            person: row.person, key: try PartyKey(reading: VerifierKey(parsing: row.vkey).reference.text)),
          isVacant: row.isVacant)
      }
    }
  }

  /// The seat of a member who may judge now: it sits, has declared, and no seat is vacant.
  ///
  /// - Throws: `ScoreRefusal.notAMember`; `steppedBack`, `notDeclared`, `seatVacant`.
  func seat(of actor: Actor, in tx: borrowing Transaction) throws -> MemberRow {
    guard let seat = members.first(where: { $0.person == actor.key.text }) else {
      // Who stepped back and was replaced is told that, and not that it never sat.
      if try tx.everSeated(in: tender.id, lot: lot.id).contains(where: { $0.person == actor.key.text }) {
        throw ConductRefusal.steppedBack
      }
      throw ScoreRefusal.notAMember
    }
    try Office.impartiality(of: actor.key.text, tender.id, lot.id, in: tx).mayJudge()
    try Committee.requireFull(seats)
    return seat
  }
}
