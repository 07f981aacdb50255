import Canon
import Notes
import Postgres
import Store
import Tendering

// Public draws (抽取、抽签): who contributes commits to a secret first, the officer's note fixes commitments and list, then
// the secrets come, and anybody works the result out again. A secret that does not come voids the draw.

/// Where the draws of one lot and purpose are, with what the next step needs.
struct LotDraws {
  let tender: String
  let lot: String
  let purpose: Tendering.Draw.Purpose
  let draws: [DrawRow]
  let waiting: [DrawCommitmentRow]
  /// The bids that tie for the first place, by id; empty when none do, or when experts are drawn.
  let tied: [Bid.ID]
  let standing: DrawStanding

  init(
    _ tender: String, _ lot: String, _ purpose: Tendering.Draw.Purpose, in tx: borrowing Transaction
  ) throws {
    guard let row = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    self.tender = tender
    self.lot = lot
    self.purpose = purpose
    draws = try tx.draws(of: tender).filter { $0.lot == lot && $0.purpose == purpose.rawValue }
    waiting = try tx.openCommitments(of: tender, lot: lot, purpose: purpose.rawValue)
    let isAgain = try row.state == .evaluated && Office.openReReview(tender, lot, in: tx) != nil
    tied = purpose == .tie && (row.state == .scoring || isAgain) ? try Office.tiedForFirst(tender, lot, in: tx) : []
    let isOpen =
      switch purpose {
      case .tie: !tied.isEmpty
      // before the committee's work begins; later only for seats whose experts stepped back.
      case .experts:
        if try tx.committee(of: tender, lot: lot) == nil {
          [.closed, .opening, .opened, .qualification].contains(row.state)
        } else {
          try tx.members(of: tender, lot: lot).contains { $0.isVacant && !$0.isBuyerSide }
        }
      }
    // A draw that has seated its experts is done with.
    let used = try tx.committeeDraws(of: tender, lot: lot)
    standing = DrawStanding(
      isOpen: isOpen, isRunning: draws.contains(where: \.isRunning),
      // A tie of a reviewed result is another than the one that was drawn before.
      isDrawn: draws.contains { $0.isDrawn && !used.contains($0.id) } && !(isAgain && !tied.isEmpty))
  }

  /// Whether this very commitment of somebody's is there already: waiting, or in a draw that runs.
  func hold(_ commitment: Digest, of actor: String, in tx: borrowing Transaction) throws -> Bool {
    try waiting.contains { $0.actor == actor && $0.digest == commitment }
      || draws.contains { draw in
        try draw.isRunning
          && tx.parties(ofDraw: draw.id).contains { $0.actor == actor && $0.digest == commitment }
      }
  }

  /// In what capacity somebody contributes here, if at all.
  func contributor(_ actor: String, role: Role?, in tx: borrowing Transaction) throws -> DrawContributor? {
    switch role {
    case .officer:
      let isDrawing = try tx.people(of: tender).contains { $0.actor == actor && $0.function == "drawingOfficer" }
      return isDrawing ? .officer : nil
    case .supervisor: return .supervisor
    case .agency:
      let bids = try LotBids(tender, lot, in: tx).bids
      let isTied = try bids.contains { try $0.bidder == actor && tied.contains(Bid.ID(reading: $0.bid)) }
      return isTied ? .bidder : nil
    default: return nil
    }
  }
}

extension Office {
  /// The bids that are equal on the first place and not drawn yet; none while the evaluation waits for something else.
  static func tiedForFirst(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> [Bid.ID] {
    do {
      _ = try workOut(tender, lot, in: tx)
      return []
    } catch let refusal as EvaluationRefusal {
      guard case .tieNotDrawn(let bids) = refusal else { return [] }
      return bids.sorted()
    } catch is TenderRefusal {
      return []
    } catch is ConductRefusal {
      return []
    }
  }

  /// What was drawn about ties in this lot.
  ///
  /// - Parameter number: before the result of this re-review was signed; a later draw, of bids that were equal there below
  ///   the first place, is not about that result.
  static func tieDraws(
    _ tender: String, _ lot: String, upTo number: Int, in tx: borrowing Transaction
  ) throws -> [Evaluation.TieDraw] {
    let signed = try tx.evaluations(of: tender, lot: lot).first { $0.review == number }
    let end = try signed.flatMap { try tx.note($0.noteID)?.logIndex } ?? .max
    let draws = try tx.draws(of: tender).filter { draw in
      guard draw.lot == lot, draw.purpose == "tie", draw.isDrawn, let note = draw.endNote else { return false }
      return try end == .max || tx.note(note)?.logIndex ?? .max < end
    }
    return try draws.map { draw in
      let drawn = try tx.candidates(ofDraw: draw.id).compactMap { row in row.drawnAt.map { ($0, row.candidate) } }
      let order = drawn.sorted { $0.0 < $1.0 }.compactMap { Bid.ID(hex: $0.1) }
      guard let id = Fingerprint(draw.id.bytes) else { throw DrawRefusal.drawUnknown }
      return Evaluation.TieDraw(draw: id, order: order)
    }
  }

  /// Takes a party's commitment to its secret: `{"purpose":"experts|tie","commitment":"<b64 SHA-256(secret)>"}`. The same
  /// one again is answered alike, until its draw is over.
  public func commitToDraw(_ tender: String, lot: String, _ json: JSON, by actor: Actor) async throws -> JSON {
    try actor.may(.contributeSecret)
    let form = try FormReader(json, only: ["purpose", "commitment"])
    let purpose = try form.word("purpose", as: Tendering.Draw.Purpose.self)
    guard let digest = Digest(b64: try form.text("commitment", max: 64)) else {
      throw FormRefusal.wrong(field: "commitment")
    }
    let at = now
    try await database.write(as: .office) { tx in
      _ = try tx.lot(tender, lot, locked: true)
      let draws = try LotDraws(tender, lot, purpose, in: tx)
      guard try !draws.hold(digest, of: actor.key.text, in: tx) else { return }
      // The note knows a party by its key's name alone.
      let name = try Self.keyName(of: actor.key.text)
      try draws.standing.commit(
        try draws.contributor(actor.key.text, role: actor.role, in: tx),
        hasCommitted: draws.waiting.contains { try Self.keyName(of: $0.actor) == name })
      try tx.insertDrawCommitment(
        digest, tender: tender, lot: lot, purpose: purpose.rawValue, by: actor.key.text, at: at)
      try tx.record(
        .contributeSecret, by: actor, subject: "\(tender)/\(lot)", detail: "commits \(purpose.rawValue)", at: at)
    }
    return try await showDraws(tender, by: actor)
  }

  /// The draws of a tender: what waits, what runs, what came out. Whose secret has come is shown, the secrets are not
  /// before the draw is over: who saw the others' could choose to stay away. Before one is announced, whoever takes no part
  /// in it sees nothing of it: that bids tie is nobody else's to know yet.
  public func showDraws(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.contributeSecret)
    return try await database.read(as: .actor(actor)) { tx in
      guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      var lots: [JSON] = []
      for lot in try tx.lots(of: tender) {
        for purpose in Tendering.Draw.Purpose.allCases {
          // Whether one is open depends on the seats, and who is tied on every sheet: that is told to whoever takes part.
          let (draws, takesPart) = try tx.reading(as: .office) { tx in
            let draws = try LotDraws(tender, lot.id, purpose, in: tx)
            return (draws, try draws.contributor(actor.key.text, role: actor.role, in: tx) != nil)
          }
          let isOpen = takesPart && draws.standing.isOpen
          let waiting = try tx.openCommitments(of: tender, lot: lot.id, purpose: purpose.rawValue)
          if draws.draws.isEmpty, waiting.isEmpty, !isOpen { continue }
          lots.append([
            "lot": JSON(lot.id), "purpose": JSON(purpose.rawValue), "open": JSON(isOpen),
            "tied": .array(takesPart ? draws.tied.map { JSON($0.hex) } : []),
            "committed": .array(waiting.map { ["party": JSON($0.actor), "commitment": JSON($0.digest.b64)] }),
            "draws": .array(try draws.draws.map { try describe($0, in: tx) }),
          ])
        }
      }
      return ["tender": JSON(tender), "lots": .array(lots)]
    }
  }

  private func describe(_ draw: DrawRow, in tx: borrowing Transaction) throws -> JSON {
    guard let note = try tx.note(draw.id), case .draw(let body) = try note.parsed().1 else {
      throw DrawRefusal.drawUnknown
    }
    let parties = try tx.parties(ofDraw: draw.id)
    let list = try tx.noteList(body.list.digest) ?? []
    return [
      "draw": JSON(draw.id.hex), "state": JSON(draw.isRunning ? "running" : draw.isDrawn ? "drawn" : "void"),
      "note": JSON(String(decoding: note.bytes, as: UTF8.self)), "list": JSON(String(decoding: list, as: UTF8.self)),
      "parties": .array(parties.map { ["party": JSON($0.actor), "revealed": JSON($0.isRevealed)] }),
      "result": .array(try tx.results(ofDraw: draw.id).map { JSON($0) }), "reason": JSON(draw.voidReason),
    ]
  }

  /// Takes the officer's signed draw, which fixes commitments and list. For experts the people behind the list's ids come
  /// beside it, who are named to nobody: `{"candidates":{"e01":"<key ref>",…},"declined":{"e03":"reason",…}}`, the second
  /// of those drawn before who cannot come.
  func announceDraw(_ note: Notes.Draw, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.drawExperts)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let form = try FormReader(envelope.extra, only: ["candidates", "declined"])
    guard let purpose = Tendering.Draw.Purpose(rawValue: note.purpose) else { throw CommitteeRefusal.drawUnfit }
    let list = try envelope.entries()
    let at = now
    return try await database.write(as: .office) { tx in
      try requireFunction("drawingOfficer", of: actor, tender: note.tender, lots: [note.lot], in: tx)
      guard try tx.lot(note.tender, note.lot, locked: true) != nil else { throw TenderRefusal.lotUnknown }
      let draws = try LotDraws(note.tender, note.lot, purpose, in: tx)
      let parties = try contributors(of: draws, in: tx)
      let declined = form.has("declined") ? try form.object("declined").json.members ?? [] : []
      try draws.standing.start(contributors: parties.map(\.as), declined: declined.count)
      let commits = try parties.map {
        Notes.Draw.Commit(party: try Self.keyName(of: $0.row.actor), digest: $0.row.digest)
      }
      guard note.commits == commits else { throw DrawRefusal.commitmentsDiffer }
      _ = try Tendering.Draw(
        purpose: purpose, take: note.take, commitments: note.commits.map { Fingerprint(digest: $0.digest.bytes) },
        list: list)
      var candidates: [(id: String, person: String?)] = []
      if purpose == .tie {
        guard list == draws.tied.map(\.hex) else { throw DrawRefusal.listDiffers }
        candidates = list.map { ($0, nil) }
      } else {
        let gone = try decline(declined, of: draws, at: at, in: tx)
        candidates = try experts(list, form: form, tender: note.tender, lot: note.lot, gone: gone, in: tx)
      }
      let index = try tx.take(envelope, at: at)
      try tx.insert(note, id: envelope.id, parties: parties.map(\.row), candidates: candidates, at: at)
      try tx.record(
        .drawExperts, by: actor, subject: "\(note.tender)/\(note.lot)", detail: envelope.id.b64, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// Whoever has committed, in the note's order: bytewise by key name.
  private func contributors(
    of draws: LotDraws, in tx: borrowing Transaction
  ) throws -> [(row: DrawCommitmentRow, as: DrawContributor)] {
    let known = try draws.waiting.compactMap { row -> (row: DrawCommitmentRow, as: DrawContributor)? in
      let role = try tx.actor(keyRef: row.actor)?.role
      return try draws.contributor(row.actor, role: role, in: tx).map { (row, $0) }
    }
    return known.sorted { $0.row.actor.utf8.lexicographicallyPrecedes($1.row.actor.utf8) }
  }

  /// Writes down who of those drawn last cannot come; returns these people.
  private func decline(
    _ declined: [JSON.Member], of draws: LotDraws, at: Moment, in tx: borrowing Transaction
  ) throws -> Set<String> {
    guard !declined.isEmpty else { return [] }
    guard let last = draws.draws.last(where: \.isDrawn) else { throw DrawRefusal.drawUnknown }
    let drawn = try tx.candidates(ofDraw: last.id).filter { $0.drawnAt != nil }
    var gone: Set<String> = []
    for entry in declined {
      guard let candidate = drawn.first(where: { $0.candidate.utf8.elementsEqual(entry.name.utf8) }) else {
        throw DrawRefusal.listDiffers
      }
      guard let reason = entry.value.stringValue, reason.utf8.contains(where: { $0 > 0x20 }), reason.utf8.count <= 2000
      else { throw DrawRefusal.reasonMissing }
      try tx.insertDecline(of: candidate.candidate, draw: last.id, reason: reason, at: at)
      if let person = candidate.person { gone.insert(person) }
    }
    return gone
  }

  /// The experts behind the list's ids: registered, not revoked, without another duty in this tender.
  private func experts(
    _ list: [String], form: FormReader, tender: String, lot: String, gone: Set<String>, in tx: borrowing Transaction
  ) throws -> [(id: String, person: String?)] {
    let people = try form.object("candidates", only: list)
    let duties = try dutiesOfPersons(in: tender, in: tx)
    // Whoever sat in the lot or stepped back from it does not come again.
    var seen = Set(try tx.everSeated(in: tender, lot: lot).map(\.person))
    seen.formUnion(try tx.withdrawals(of: tender, lot: lot).map(\.person))
    return try list.map { id in
      let person = try people.partyKey(id).text
      guard let row = try tx.actor(keyRef: person), row.revokedAt == nil, row.role == .expert, !gone.contains(person),
        duties.held[row.person].map({ $0.mayStandBeside(.evaluation) }) ?? true, seen.insert(person).inserted
      else { throw DrawRefusal.listDiffers }
      return (id, person)
    }
  }
}
