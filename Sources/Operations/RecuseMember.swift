import Canon
import Notes
import Postgres
import Store
import Tendering

// Who steps back from a lot without having said so itself: at a bidder's request that the drawing officer grants, or
// because it cannot go on. Nobody is named to bidders: the request names in its own words, the answer says granted or not.
extension Office {
  /// A bidder's written request: `{"named":"…","reason":"…"}`.
  public func requestRecusal(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.requestRecusal)
    let form = try FormReader(json, only: ["named", "reason"])
    let named = try form.text("named", max: 200)
    let reason = try form.text("reason", max: GivenReason.bytesMax)
    let at = now
    return try await write(as: .office, once) { tx in
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let earlier = try tx.recusals(of: tender, lot: lot).count { $0.bidder == actor.key.text }
      try RecusalRequest.ask(
        in: row.state, isBidder: try LotBids(tender, lot, in: tx).bids.contains { $0.bidder == actor.key.text },
        earlier: earlier, named: named, reason: reason)
      let number = try tx.insertRecusalRequest(
        tender: tender, lot: lot, by: actor.key.text, named: named, reason: reason, at: at)
      try tx.record(.requestRecusal, by: actor, subject: "\(tender)/\(lot)", detail: "\(number)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "request": JSON(number)]
    }
  }

  /// Requests with their answers: a bidder sees its own, the drawing officer and the supervisor all.
  public func listRecusals(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      if actor.role == .officer { try requireFunction("drawingOfficer", of: actor, tender: tender, in: tx) }
      let seesAll = actor.role == .officer || actor.role == .supervisor
      let rows = try tx.recusals(of: tender, lot: lot).filter { seesAll || $0.bidder == actor.key.text }
      return [
        "requests": .array(
          rows.map { row in
            [
              "request": JSON(row.number), "bidder": JSON(row.bidder), "named": JSON(row.named),
              "reason": JSON(row.reason), "asked": JSON(row.askedAt.seconds),
              "granted": row.isGranted.map { .bool($0) } ?? .null, "answer": JSON(row.decision),
              "decided": row.decidedAt.map { JSON($0.seconds) } ?? .null,
            ]
          })
      ]
    }
  }

  /// The drawing officer's decision: `{"member":"m2","reason":"…"}` where that member steps back, `{"member":null,…}` where
  /// nobody does.
  public func decideRecusal(
    _ tender: String, lot: String, request number: Int, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.decideRecusal)
    let form = try FormReader(json, only: ["member", "reason"])
    let member = try form.optionalText("member", max: 10)
    let reason = try form.text("reason", max: GivenReason.bytesMax)
    let at = now
    return try await write(as: .office, once) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: tender, lots: [lot], in: tx)
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let request = try tx.recusals(of: tender, lot: lot).first { $0.number == number }
      try RecusalRequest.decide(
        in: row.state, isKnown: request != nil, isDecided: request?.decision != nil, reason: reason)
      let person = try member.map {
        try withdraw($0, tender, lot, cause: "recusal", reason: reason, by: actor, at: at, in: tx)
      }
      try tx.insertRecusalDecision(
        number, tender: tender, lot: lot, person: person, reason: reason, by: actor.key.text, at: at)
      try tx.record(
        .decideRecusal, by: actor, subject: "\(tender)/\(lot)",
        detail: "\(number) \(member.map { "grants \($0)" } ?? "refuses")", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "request": JSON(number), "granted": .bool(person != nil)]
    }
  }

  /// A member cannot go on: `{"member":"m2","reason":"…"}`.
  public func excuseMember(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.excuseMember)
    let form = try FormReader(json, only: ["member", "reason"])
    let member = try form.text("member", max: 10)
    let reason = try form.text("reason", max: GivenReason.bytesMax)
    let at = now
    return try await write(as: .office, once) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: tender, lots: [lot], in: tx)
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      try row.state.mayChangeCommittee()
      try GivenReason.check(reason)
      _ = try withdraw(member, tender, lot, cause: "excused", reason: reason, by: actor, at: at, in: tx)
      try tx.record(.excuseMember, by: actor, subject: "\(tender)/\(lot)", detail: member, at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "member": JSON(member)]
    }
  }

  /// - Returns: the person who sat there.
  private func withdraw(
    _ member: String, _ tender: String, _ lot: String, cause: String, reason: String, by actor: Actor, at: Moment,
    in tx: borrowing Transaction
  ) throws -> String {
    guard
      let seat = try tx.members(of: tender, lot: lot).first(where: {
        $0.member.utf8.elementsEqual(member.utf8) && !$0.isVacant
      })
    else { throw ConductRefusal.notSeated(member: member) }
    try tx.insertWithdrawal(
      of: seat.person, tender: tender, lot: lot, cause: cause, reason: reason, by: actor.key.text, at: at)
    return seat.person
  }
}
