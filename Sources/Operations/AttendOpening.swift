import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering

// The opening as a session: attendance, objections on the spot and their answers, all for the opening record.
extension Office {
  /// Somebody attends: an officer, a custodian, a bidder, the park or the supervisor, never who judges. Again it is the same.
  public func attendOpening(_ tender: String, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.attendOpening)
    let at = now
    return try await write(as: .office, once) { tx in
      guard let row = try tx.tender(tender), row.state != .draft else { throw OpeningRefusal.tenderUnknown }
      let isJudge = try tx.people(of: tender).contains { $0.actor == actor.key.text && $0.function == "evaluator" }
      try OpeningSession.attend(
        isJudge: isJudge || [.evaluator, .expert].contains(actor.role), isClosed: row.closeIndex != nil,
        states: try tx.lots(of: tender).map(\.state))
      try tx.insertAttendance(of: actor.key.text, tender: tender, at: at)
      try tx.record(.attendOpening, by: actor, subject: tender, detail: actor.role.rawValue, at: at)
      return ["tender": JSON(tender), "role": JSON(actor.role.rawValue)]
    }
  }

  /// A bidder objects on the spot: `{"words":"…"}`.
  public func objectAtOpening(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.objectAtOpening)
    let words = try FormReader(json, only: ["words"]).text("words", max: OpeningSession.wordsMax)
    let at = now
    return try await write(as: .office, once) { tx in
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let entries = try LotBids(tender, lot, in: tx)
      try OpeningSession.object(
        in: row.state, isRecorded: try Self.isRecorded(entries, tender, lot, in: tx),
        isBidder: entries.bids.contains { $0.bidder == actor.key.text },
        earlier: try tx.objections(of: tender, lot: lot).count { $0.bidder == actor.key.text }, words: words)
      let number = try tx.insertObjection(words, tender: tender, lot: lot, by: actor.key.text, at: at)
      try tx.record(.objectAtOpening, by: actor, subject: "\(tender)/\(lot)", detail: "\(number)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "objection": JSON(number)]
    }
  }

  /// The opening officer answers on the spot: `{"words":"…"}`.
  public func answerObjection(
    _ tender: String, lot: String, objection number: Int, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.answerObjection)
    let words = try FormReader(json, only: ["words"]).text("words", max: OpeningSession.wordsMax)
    let at = now
    return try await write(as: .office, once) { tx in
      try requireFunction("openingOfficer", of: actor, tender: tender, lots: [lot], in: tx)
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let known = try tx.objections(of: tender, lot: lot).first { $0.number == number }
      try OpeningSession.answer(
        in: row.state, isRecorded: try Self.isRecorded(try LotBids(tender, lot, in: tx), tender, lot, in: tx),
        isKnown: known != nil, isAnswered: known?.answer != nil, words: words)
      try tx.insertOpeningAnswer(words, to: number, tender: tender, lot: lot, by: actor.key.text, at: at)
      try tx.record(.answerObjection, by: actor, subject: "\(tender)/\(lot)", detail: "\(number)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "objection": JSON(number)]
    }
  }

  /// Who attends and what was objected to; a bidder sees its own objections, as the record shows all to everybody later.
  public func showSession(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      let rows = try tx.objections(of: tender, lot: lot).filter {
        actor.role != .agency || $0.bidder == actor.key.text
      }
      let attendants = actor.role == .agency ? [] : try tx.attendances(of: tender)
      return [
        "attendance": .array(
          attendants.map {
            ["actor": JSON($0.actor), "role": JSON($0.role), "attended": JSON($0.attendedAt.seconds)]
          }),
        "objections": .array(
          rows.map {
            [
              "objection": JSON($0.number), "bidder": JSON($0.bidder), "words": JSON($0.words),
              "made": JSON($0.madeAt.seconds), "answer": JSON($0.answer),
            ]
          }),
      ]
    }
  }

  /// Whether a record covers every part that is opened so far.
  private static func isRecorded(
    _ entries: LotBids, _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> Bool {
    let records = try tx.papers(of: tender, lot: lot).count {
      $0.kind == PaperKind.openingRecord.rawValue && !$0.isSignedEdition
    }
    return records >= max(1, entries.opened.count)
  }

  /// What the record shows of the session.
  ///
  /// - Throws: `unanswered`.
  static func session(
    _ tender: String, lot: String, in tx: borrowing Transaction
  ) throws -> (attendants: [OpeningAttendant], objections: [OpeningObjection]) {
    let rows = try tx.objections(of: tender, lot: lot)
    let waiting = rows.count { $0.answer == nil }
    guard waiting == 0 else { throw SessionRefusal.unanswered(count: waiting) }
    let attendants = try tx.attendances(of: tender).map { row in
      OpeningAttendant(role: row.role, name: try tx.actor(keyRef: row.actor)?.name ?? row.actor, key: row.actor)
    }
    let objections = try rows.map { row in
      OpeningObjection(
        by: try tx.actor(keyRef: row.bidder)?.name ?? row.bidder, text: row.words, answer: row.answer ?? "")
    }
    return (attendants, objections)
  }
}
