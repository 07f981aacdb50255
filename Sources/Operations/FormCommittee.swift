import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes the signed committee of a lot. Beside the note come the people behind the seats, who are named to nobody
  /// before the result: `{"people":{"m1":{"person":"<key ref>","kind":"expert|representative","chair":true},…}}`.
  func formCommittee(_ note: CommitteeNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.formCommittee)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let people = try FormReader(envelope.extra, only: ["people"]).object("people")
    let at = now
    return try await database.write { tx in
      try requireFunction("drawingOfficer", of: actor, tender: note.tender, in: tx)
      guard let lot = try tx.lot(note.tender, note.lot, locked: true) else { throw TenderRefusal.lotUnknown }
      guard try tx.committee(of: note.tender, lot: note.lot) == nil else { throw CommitteeRefusal.formedAlready }
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
      _ = try Committee(members, budget: budget, duties: try duties(of: note.tender, in: tx))
      if let draw = note.draw {
        try Self.requireDrawn(members, by: draw, of: note.tender, lot: note.lot, in: tx)
      }
      let known = Set(try tx.people(of: note.tender).map(\.actor))
      let index = try tx.take(envelope, at: at)
      for row in rows where !known.contains(row.person) {
        try tx.insertPerson(tender: note.tender, actor: row.person, function: "evaluator")
      }
      try tx.insertCommittee(note, id: envelope.id, members: rows)
      if let draw = note.draw { try tx.insertCommitteeDraw(draw, tender: note.tender, lot: note.lot) }
      try tx.record(
        .formCommittee, by: actor, subject: "\(note.tender)/\(note.lot)", detail: "\(rows.count) members", at: at)
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
