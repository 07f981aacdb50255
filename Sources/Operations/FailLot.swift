import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The note by which a lot fails.
  public func draftFailure(
    _ tender: String, lot: String, ground: String, reason: String, by actor: Actor
  ) async throws -> NoteDraft {
    try actor.may(.failLot)
    let at = now
    guard let word = Lot.FailureGround(rawValue: ground) else {
      throw InputRefusal.malformed(
        field: "ground", expected: Lot.FailureGround.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard !reason.isEmpty else { throw TenderRefusal.reasonMissing }
    return try await database.read(as: .office) { tx in
      try requireFailure(word, tender: tender, lot: lot, at: at, in: tx)
      return NoteDraft(
        text: FailNote(tender: tender, lot: lot, ground: ground, reason: Digest(of: reason)).text)
    }
  }

  /// Takes the signed word that a lot failed. The reason itself comes beside the note, which names it by hash.
  func failLot(_ fail: FailNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.failLot)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    guard let reason = envelope.extra["reason"]?.stringValue, Digest(of: reason) == fail.reason else {
      throw TenderRefusal.reasonMissing
    }
    guard let ground = Lot.FailureGround(rawValue: fail.ground) else { throw TenderRefusal.failsWithoutCause }
    let at = now
    let taken = try await database.write(as: .office) { tx -> TakenNote in
      try requireFailure(ground, tender: fail.tender, lot: fail.lot, at: at, in: tx)
      try moveLot(fail.lot, of: fail.tender, by: ground == .cancelled ? .cancel : .fail, in: tx)
      let index = try tx.take(envelope, at: at)
      try tx.insertFailure(fail, reason: reason, note: envelope.id)
      try publishOpenData(of: fail.tender, at: at, in: tx)
      try tx.record(.failLot, by: actor, subject: "\(fail.tender)/\(fail.lot)", detail: fail.ground, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    await publisher.publish()
    try await issueFailure(fail.tender, lot: fail.lot)
    return taken
  }

  /// A lot fails for too few bids only if there are too few, and for too few opened ones only when no more can be.
  private func requireFailure(
    _ ground: Lot.FailureGround, tender: String, lot: String, at: Moment, in tx: borrowing Transaction
  ) throws {
    guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    guard try tx.selection(of: tender, lot: lot) == nil else { throw FrameworkRefusal.selectedAlready }
    if ground == .cancelled {
      // a single lot ends so once bids are closed; before it the tender is cancelled, or its deadline awaited.
      guard row.closeIndex != nil else { throw TenderRefusal.waitsFor(step: .close) }
      // Custodians may be giving their shares for it and for others of its manifest.
      guard lotRow.state != .opening else { throw TenderRefusal.waitsFor(step: .finishOpening) }
      _ = try lotRow.state.after(.cancel)
    } else {
      _ = try lotRow.state.after(.fail)
    }
    if [.tooFewOpened, .tooFewQualified, .tooFewConforming].contains(ground), try Self.isArgued(tender, lot, in: tx) {
      throw CompetitionRefusal.upheld
    }
    if ground == .tooFewOpened,
      let until = try LotBids(tender, lot, in: tx).waitsUntil(window: row.recoverySeconds, at: at)
    {
      throw OpeningRefusal.recoveryRunning(until: until)
    }
    guard ground == .tooFewBids else { return }
    let inForce = Manifest.bidsInForce(try tx.bidNotes(of: tender))
    let parts = try tx.parts(of: tender).filter { $0.lot == lot }.map(\.part)
    guard Manifest.completeBidders(of: lot, parts: parts, in: inForce).count < row.minimum else {
      throw TenderRefusal.failsWithoutCause
    }
  }
}
