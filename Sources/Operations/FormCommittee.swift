import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes the signed committee of a lot. Beside the note come the people behind the seats, who are named to nobody
  /// before the result: `{"people":{"m1":{"person":"<key ref>","kind":"expert|representative","chair":true},…}}`.
  ///
  /// Once members have stepped back, another committee follows the first: newcomers in the vacant seats, the others as they
  /// were. What the earlier holders found and signed is void.
  func formCommittee(_ note: CommitteeNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.formCommittee)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let people = try FormReader(envelope.extra, only: ["people"]).object("people")
    let at = now
    return try await database.write(as: .office) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: note.tender, lots: [note.lot], in: tx)
      guard let lot = try tx.lot(note.tender, note.lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let standing = try LotReview(note.tender, note.lot, in: tx).seats
      guard standing.isEmpty || standing.contains(where: \.isVacant) else { throw CommitteeRefusal.formedAlready }
      if !standing.isEmpty { try lot.state.mayChangeCommittee() }
      var members: [Committee.Member] = []
      var rows: [MemberRow] = []
      for seat in note.members {
        let form = try people.object(seat.id, only: ["person", "kind", "chair"])
        let person = try form.partyKey("person").text
        let kind = try form.word("kind", as: Committee.Kind.self)
        let isChair = try form.bool("chair")
        guard let row = try tx.actor(keyRef: person), row.revokedAt == nil,
          row.role == .evaluator || row.role == .expert
        else { throw AccessRefusal.unknownActor }
        // Who is listed as evaluator for this tender has no other duty in it; an expert may join by the draw.
        members.append(
          Committee.Member(
            id: seat.id, kind: kind, isChair: isChair, person: person,
            key: try PartyKey(reading: seat.key.reference.text)))
        rows.append(
          MemberRow(
            member: seat.id, vkey: seat.key.text, person: person, isBuyerSide: kind == .representative,
            isChair: isChair))
      }
      guard let budget = Price(fen: lot.budgetFen) else { throw TenderRefusal.lotUnknown }
      let gone = Set(try tx.withdrawals(of: note.tender, lot: note.lot).map(\.person))
      _ = try Committee(
        members, budget: budget, duties: try duties(of: note.tender, in: tx), conflicted: standing.isEmpty ? gone : [])
      var newcomers = members
      if !standing.isEmpty {
        let sat = try tx.everSeated(in: note.tender, lot: note.lot).map(\.person)
        newcomers = try Committee.newcomers(to: standing, in: members, barred: gone.union(sat))
      }
      if let draw = note.draw {
        try Self.requireDrawn(newcomers, by: draw, of: note.tender, lot: note.lot, in: tx)
      }
      let seq = 1 + (try tx.members(of: note.tender, lot: note.lot).map(\.seq).max() ?? 0)
      let known = Set(try tx.people(of: note.tender).map(\.actor))
      let index = try tx.take(envelope, at: at)
      for row in rows where !known.contains(row.person) {
        try tx.insertPerson(tender: note.tender, actor: row.person, function: "evaluator")
      }
      let seats = Set(newcomers.map(\.id))
      try tx.insertCommittee(note, id: envelope.id, seq: seq, members: rows.filter { seats.contains($0.member) })
      if let draw = note.draw { try tx.insertCommitteeDraw(draw, tender: note.tender, lot: note.lot, seq: seq) }
      try tx.record(
        .formCommittee, by: actor, subject: "\(note.tender)/\(note.lot)",
        detail: "\(rows.count) members, \(newcomers.count) new",
        at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  func duties(of tender: String, in tx: borrowing Transaction) throws -> Duties {
    var duties = Duties()
    for person in try tx.people(of: tender) {
      guard let duty = Duty(function: person.function) else { continue }
      duties = try duties.assigning(duty, to: person.actor)
    }
    return duties
  }
}
