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
      // Officers see a draft, and still nothing of it stands in the log before its notice.
      guard lot.state != .draft else { throw TenderRefusal.tenderUnknown }
      let standing = try LotReview(note.tender, note.lot, in: tx).seats
      guard standing.isEmpty || standing.contains(where: \.isVacant) else { throw CommitteeRefusal.formedAlready }
      if standing.isEmpty { try lot.state.mayFormCommittee() } else { try lot.state.mayChangeCommittee() }
      var members: [Committee.Member] = []
      // Who is behind each of the keys.
      var holders: [String: String] = [:]
      var rows: [MemberRow] = []
      for seat in note.members {
        let form = try people.object(seat.id, only: ["person", "kind", "chair"])
        let person = try form.partyKey("person").text
        let kind = try form.word("kind", as: Committee.Kind.self)
        let isChair = try form.bool("chair")
        let row = try registered(person, in: tx)
        guard row.role == kind.role else { throw CommitteeRefusal.kindUnfit(member: seat.id, kind: kind) }
        holders[person] = row.person
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
      let stepped = try persons(behind: gone, in: tx)
      // Seats are recorded by key; the law looks at persons, of whom one may have several keys.
      let lawful = members.map { $0.held(by: holders[$0.person] ?? $0.person) }
      _ = try Committee(
        lawful, budget: budget, duties: try dutiesOfPersons(in: note.tender, in: tx),
        conflicted: standing.isEmpty ? stepped : [])
      var newcomers = members
      if !standing.isEmpty {
        let barred = gone.union(try tx.everSeated(in: note.tender, lot: note.lot).map(\.person))
        newcomers = try Committee.newcomers(to: standing, in: members, barred: barred)
        let sat = try persons(behind: barred, in: tx)
        for seat in newcomers where holders[seat.person].map({ sat.contains($0) }) ?? false {
          throw ConductRefusal.satBefore(member: seat.id)
        }
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

  /// Whoever a draft or a committee names by this key.
  ///
  /// - Throws: `personUnknown` where the key is not registered, or was revoked.
  func registered(_ key: String, in tx: borrowing Transaction) throws -> ActorRow {
    guard let row = try tx.actor(keyRef: key), row.revokedAt == nil else {
      throw AccessRefusal.personUnknown(key: key)
    }
    return row
  }

  /// Who is behind these keys, revoked ones too.
  private func persons(behind keys: Set<String>, in tx: borrowing Transaction) throws -> Set<String> {
    var persons: Set<String> = []
    for key in keys { if let row = try tx.actor(keyRef: key) { persons.insert(row.person) } }
    return persons
  }

  /// Who holds which duty in a tender, by person.
  ///
  /// - Throws: `dutiesClash` in a tender whose draft was taken while two keys of one person passed for two persons.
  func dutiesOfPersons(in tender: String, in tx: borrowing Transaction) throws -> Duties {
    var duties = Duties()
    for person in try tx.people(of: tender) {
      guard let duty = Duty(function: person.function), let row = try tx.actor(keyRef: person.actor) else { continue }
      duties = try duties.assigning(duty, to: row.person)
    }
    return duties
  }
}

extension ActorRow {
  /// The human being behind the key, whom name and organisation tell from others: as the audit does in
  /// `people_one_function`. No text of PostgreSQL's holds a zero, so that two pairs never join to one.
  var person: String { "\(organisation)\u{0}\(name)" }
}

extension Committee.Member {
  /// The same seat, its holder called otherwise.
  fileprivate func held(by person: String) -> Committee.Member {
    Committee.Member(id: id, kind: kind, isChair: isChair, person: person, key: key)
  }
}
