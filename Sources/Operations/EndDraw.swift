import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes a party's secret for a draw that runs: `{"secret":"<b64 32 bytes>"}`. The same one again is answered alike.
  public func revealToDraw(_ draw: Digest, of tender: String, _ json: JSON, by actor: Actor) async throws -> JSON {
    try actor.may(.contributeSecret)
    let form = try FormReader(json, only: ["secret"])
    guard let secret = Base64.decode(try form.text("secret", max: 64)) else { throw FormRefusal.wrong(field: "secret") }
    let at = now
    try await database.write(as: .office) { tx in
      let row = try lockedDraw(draw, of: tender, in: tx)
      // Its own secret is shown to a party alone before the last is in.
      let own = try tx.reading(as: .actor(actor)) { tx in
        try tx.parties(ofDraw: draw).first { $0.actor == actor.key.text }
      }
      if let known = own?.secret, known == secret { return }
      try Tendering.Draw.reveal(
        secret, commitment: own.map { Fingerprint(digest: $0.digest.bytes) }, isEnded: !row.isRunning,
        isGiven: own?.isRevealed ?? false, sha256: Self.sha256)
      try tx.insertDrawSecret(secret, at: at)
      try tx.record(
        .contributeSecret, by: actor, subject: "\(tender)/\(row.lot)", detail: "reveals \(draw.b64)", at: at)
    }
    return try await showDraws(tender, by: actor)
  }

  /// The result of a draw as its officer may sign it, once every secret is in.
  public func draftDrawn(_ tender: String, draw: Digest, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.drawExperts)
    return try await database.read(as: .office) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: tender, in: tx)
      return NoteDraft(text: try drawn(draw, of: tender, in: tx).text)
    }
  }

  /// Takes the signed result.
  func endDraw(_ note: Drawn, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.drawExperts)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let at = now
    return try await database.write(as: .office) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: note.tender, in: tx)
      let row = try lockedDraw(note.draw, of: note.tender, in: tx)
      guard try drawn(note.draw, of: note.tender, in: tx) == note else { throw NoteRefusal.notAsDrafted }
      let index = try tx.take(envelope, at: at)
      try tx.endDraw(note.draw, note: envelope.id, results: note.results, at: at)
      try tx.record(
        .drawExperts, by: actor, subject: "\(note.tender)/\(row.lot)", detail: "drawn \(note.draw.b64)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// Takes the officer's word that a draw comes to nothing, because a secret did not come. The reason comes beside the
  /// note, which names it by hash.
  func voidDraw(_ note: VoidNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.drawExperts)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let reason = try FormReader(envelope.extra, only: ["reason"]).optionalText("reason") ?? ""
    let at = now
    return try await database.write(as: .office) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: note.tender, in: tx)
      let row = try lockedDraw(note.draw, of: note.tender, in: tx)
      let missing = try tx.parties(ofDraw: note.draw).count { !$0.isRevealed }
      try Tendering.Draw.void(missing: missing, isEnded: !row.isRunning, reason: reason)
      guard Digest(of: reason) == note.reason else { throw DrawRefusal.reasonMissing }
      let index = try tx.take(envelope, at: at)
      try tx.endDraw(note.draw, note: envelope.id, voidReason: reason, at: at)
      try tx.record(
        .drawExperts, by: actor, subject: "\(note.tender)/\(row.lot)", detail: "void \(note.draw.b64)", at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// What a draw comes to by its secrets.
  private func drawn(_ id: Digest, of tender: String, in tx: borrowing Transaction) throws -> Drawn {
    guard let row = try tx.draws(of: tender).first(where: { $0.id == id }) else { throw DrawRefusal.drawUnknown }
    guard row.isRunning else { throw DrawRefusal.endedAlready }
    let parties = try tx.parties(ofDraw: id)
    let missing = parties.count { !$0.isRevealed }
    guard missing == 0 else { throw DrawRefusal.secretsMissing(count: missing) }
    return try Self.drawn(row, of: tender, parties: parties, in: tx)
  }

  /// The result note of a draw whose secrets are all in; the audit makes it again.
  static func drawn(
    _ row: DrawRow, of tender: String, parties: [DrawPartyRow], in tx: borrowing Transaction
  ) throws -> Drawn {
    guard let purpose = Tendering.Draw.Purpose(rawValue: row.purpose), let id = Fingerprint(row.id.bytes) else {
      throw DrawRefusal.drawUnknown
    }
    let draw = try Tendering.Draw(
      purpose: purpose, take: row.take, commitments: parties.map { Fingerprint(digest: $0.digest.bytes) },
      list: try tx.candidates(ofDraw: row.id).map(\.candidate))
    let result = try draw.result(id: id, secrets: parties.map(\.secret), sha256: sha256)
    return Drawn(
      tender: tender, draw: row.id,
      secrets: try parties.map {
        Drawn.Secret(party: try keyName(of: $0.actor), bytes: $0.secret ?? [])
      }, results: result)
  }

  /// The key name in a reference: what a draw's note calls a party.
  static func keyName(of actor: String) throws -> String {
    guard let reference = KeyReference(parsing: actor) else {
      throw PostgresFailure(.mismatch, message: "a party's key reference is none: \(actor)")
    }
    return reference.name
  }

  /// The draw, with its lot's row locked: its steps come one after the other.
  private func lockedDraw(_ id: Digest, of tender: String, in tx: borrowing Transaction) throws -> DrawRow {
    guard let known = try tx.draws(of: tender).first(where: { $0.id == id }) else { throw DrawRefusal.drawUnknown }
    _ = try tx.lot(tender, known.lot, locked: true)
    guard let row = try tx.draws(of: tender).first(where: { $0.id == id }) else { throw DrawRefusal.drawUnknown }
    return row
  }
}

extension Office {
  /// That a committee's experts are those of a draw, in the order drawn.
  ///
  /// - Throws: `drawUnknown`, `drawVoid`, `notAsDrawn`.
  static func requireDrawn(
    _ members: [Committee.Member], by draw: Digest, of tender: String, lot: String, in tx: borrowing Transaction
  ) throws {
    guard let row = try tx.draws(of: tender).first(where: { $0.id == draw && $0.lot == lot && $0.purpose == "experts" })
    else { throw DrawRefusal.drawUnknown }
    guard row.isDrawn else { throw CommitteeRefusal.drawVoid }
    let result = try tx.candidates(ofDraw: draw).filter { $0.drawnAt != nil }
      .sorted { ($0.drawnAt ?? 0) < ($1.drawnAt ?? 0) }
    let experts = members.filter { $0.kind == .expert }.map(\.person)
    // Who was drawn sits; if one cannot, experts are drawn again.
    guard experts.count == result.count, result.allSatisfy({ $0.declined == nil }) else {
      throw CommitteeRefusal.notAsDrawn
    }
    try Committee.mayForm(exists: false, drawn: result.compactMap(\.person), taken: experts)
  }
}
