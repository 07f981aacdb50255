import Notes
import Postgres
import Store
import Tendering
import Transparency

extension Office {
  /// The manifest that an officer may sign now.
  ///
  /// - Parameter lots: which lots to open the next part of; nil for all that can be.
  public func draftOpening(_ tender: String, lots: [String]?, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.startOpening)
    let at = now
    return try await database.read(as: .office) { tx in
      try requireFunction("openingOfficer", of: actor, tender: tender, lots: lots ?? [], in: tx)
      let (row, facts) = try openingFacts(tender, in: tx)
      guard let notice = row.noticeID else { throw OpeningRefusal.notClosed }
      let manifest = try Manifest(facts, lots: try lots ?? openableLots(facts, tender: tender, at: at, in: tx), at: at)
      try requireEarlierParts(of: manifest, tender: tender, at: at, in: tx)
      let head = try tx.logHead()
      let entries = manifest.entries.map(\.line)
      let opening = Opening(
        tender: tender, notice: notice, pairs: manifest.pairs, closeIndex: facts.closeIndex,
        time: max(at, try tx.lastOpenedAt(of: tender) ?? at, row.closedAt ?? at).seconds, checkpointSize: head.size,
        checkpointRoot: head.root, list: ListLine(of: entries))
      return NoteDraft(text: opening.text, list: ListLine.text(of: entries))
    }
  }

  /// Takes a signed manifest: from here the custodians may act.
  func startOpening(_ opening: Opening, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.startOpening)
    let at = now
    let vkey = try await vkey(of: actor)
    try verifySignature(envelope, vkey: vkey)
    let entries = try envelope.entries().map { try Opening.Entry(parsing: $0) }
    return try await database.write(as: .office) { tx in
      try requireFunction(
        "openingOfficer", of: actor, tender: opening.tender, lots: opening.pairs.map(\.lot), in: tx)
      // Held, so that nobody cancels the tender meanwhile.
      _ = try tx.tender(opening.tender, lock: .shared)
      let (row, facts) = try openingFacts(opening.tender, in: tx)
      let manifest = try Manifest(facts, lots: opening.pairs.map(\.lot), at: at)
      try requireEarlierParts(of: manifest, tender: opening.tender, at: at, in: tx)
      guard row.noticeID == opening.notice, manifest.pairs == opening.pairs, manifest.entries == entries,
        opening.closeIndex == facts.closeIndex
      else { throw NoteRefusal.notAsDrafted }
      let earliest = max(try tx.lastOpenedAt(of: opening.tender) ?? .init(micros: 0), row.closedAt ?? at)
      guard opening.time >= earliest.seconds, opening.time <= at.seconds + 1 else { throw NoteRefusal.notAsDrafted }
      let head = try tx.logHead(locked: true)
      guard opening.checkpointSize > opening.closeIndex, opening.checkpointSize <= head.size,
        try tx.logRoot(at: opening.checkpointSize, of: head.size) == opening.checkpointRoot
      else { throw NoteRefusal.notAsDrafted }
      try requireNotHeld(.opening, opening.tender, lots: opening.pairs.map(\.lot), at: at, in: tx)
      let index = try tx.take(envelope, at: at)
      try tx.insert(opening, id: envelope.id, entries: entries)
      try moveLots(opening.pairs.map(\.lot), of: opening.tender, by: .startOpening, in: tx)
      try tx.record(.startOpening, by: actor, subject: opening.tender, detail: envelope.id.b64, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  /// The lots of which a part can be opened now, when nobody names any; nil where none can, so that the manifest says why.
  private func openableLots(
    _ facts: Manifest.Facts, tender: String, at: Moment, in tx: borrowing Transaction
  ) throws -> [String]? {
    let lots = try Manifest(facts, lots: nil, at: at).pairs.map(\.lot)
    let ended = Set(try tx.lots(of: tender).filter(\.state.isFinal).map(\.id))
    let begun = Set(facts.opened.map(\.lot))
    let ready = try lots.filter { lot in
      if ended.contains(lot) { return false }
      guard begun.contains(lot) else { return true }
      do { try Self.requireReviewed(try LotReview(tender, lot, in: tx), at: at, in: tx) } catch is OpeningRefusal {
        return false
      }
      return true
    }
    return ready.isEmpty ? nil : ready
  }

  /// A later part is opened once the reviews of the earlier one are done and what they rejected is in the log.
  private func requireEarlierParts(
    of manifest: Manifest, tender: String, at: Moment, in tx: borrowing Transaction
  ) throws {
    let begun = Set(try tx.openingPairs(of: tender).map(\.lot))
    for pair in manifest.pairs where begun.contains(pair.lot) {
      try Self.requireReviewed(try LotReview(tender, pair.lot, in: tx), at: at, in: tx)
    }
  }

  private func openingFacts(
    _ tender: String, in tx: borrowing Transaction
  ) throws -> (TenderRow, Manifest.Facts) {
    guard let row = try tx.tender(tender), row.state != .draft else { throw OpeningRefusal.tenderUnknown }
    guard row.state != .cancelled else { throw OpeningRefusal.cancelled }
    try requireNotCancelled(tender, in: tx)
    guard let close = row.closeIndex else { throw OpeningRefusal.notClosed }
    var results: [Digest: (result: String?, index: Int?, at: Moment?)] = [:]
    for bid in try tx.openingBids(of: tender) { results[bid.bid] = (bid.result, bid.resultIndex, bid.resultAt) }
    var rejected: [Digest: Int] = [:]
    for note in try tx.notes(of: tender, type: EvaluationNote.type) {
      guard case .evaluation(let evaluation) = try note.parsed().1, let index = note.logIndex else { continue }
      for bid in evaluation.rejects where rejected[bid] == nil { rejected[bid] = index }
    }
    let facts = Manifest.Facts(
      parts: try tx.parts(of: tender), minimum: row.minimum, closeIndex: close, recoverySeconds: row.recoverySeconds,
      notes: try tx.bidNotes(of: tender), opened: try tx.openingPairs(of: tender).map { ($0.lot, $0.part) },
      results: results, rejected: rejected)
    return (row, facts)
  }
}

extension Office {
  /// Moves a lot by the rule book's step, in the database only if nobody did so first.
  func moveLot(_ lot: String, of tender: String, by step: Lot.Step, in tx: borrowing Transaction) throws {
    try moveLots([lot], of: tender, by: step, in: tx)
  }

  /// Moves lots by the same step, all or none.
  func moveLots(_ lots: [String], of tender: String, by step: Lot.Step, in tx: borrowing Transaction) throws {
    let rows = try tx.lotsLocked(lots, of: tender)
    guard rows.count == lots.count else { throw TenderRefusal.lotUnknown }
    for (state, rows) in Dictionary(grouping: rows, by: \.state).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let next = try state.after(step)
      guard try tx.move(lots: rows.map(\.id), of: tender, from: state, to: next) == rows.count else {
        throw TenderRefusal.wrongState(state: state, step: step)
      }
    }
  }

  /// That the tender and these lots of it are there, and that the actor has this function in it: in this order, as every
  /// refusal goes (`Precedence`).
  func requireFunction(
    _ function: String, of actor: Actor, tender: String, lots: [String] = [], in tx: borrowing Transaction
  ) throws {
    // A draft is there for officers alone.
    guard let row = try tx.tender(tender), row.state != .draft || actor.role == .officer else {
      throw TenderRefusal.tenderUnknown
    }
    for lot in lots {
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
    }
    guard let duty = Duty(function: function) else { throw AccessRefusal.notOwn }
    guard let held = try tx.people(of: tender).first(where: { $0.actor == actor.key.text }) else {
      throw AccessRefusal.dutyNotAssigned(duty)
    }
    guard held.function == function else {
      throw AccessRefusal.dutiesClash(held: Duty(function: held.function) ?? duty, asked: duty)
    }
  }

  /// The vkey of a pinned actor.
  func vkey(of actor: Actor) async throws -> String {
    guard let row = try await database.read(as: .office, { tx in try tx.actor(keyRef: actor.key.text) }) else {
      throw AccessRefusal.unknownActor
    }
    return row.key.text
  }
}

extension Duty {
  /// As `tender_person.function` spells it.
  init?(function: String) {
    switch function {
    case "openingOfficer": self = .opening
    case "drawingOfficer": self = .drawing
    case "evaluator": self = .evaluation
    case "custodian": self = .custody
    case "administrator": self = .administration
    default: return nil
    }
  }
}
