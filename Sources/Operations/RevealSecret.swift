import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Takes a bidder's own secret for a bid that too few custodians opened, and opens the bid with it.
  ///
  /// - Throws: `OpeningRefusal` when the bid is not unopenable, the window is over, a secret is in the log already, or
  ///   this one does not re-create the bid's shares.
  func revealSecret(_ note: SecretNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.revealSecret)
    guard let signer = try? envelope.note.signer(), let key = try await desk.key(of: signer, in: note.tender) else {
      throw BidRefusal.notRegistered
    }
    try verifySignature(envelope, vkey: key.text)
    guard let secret = BidSecret(bytes: note.secret) else { throw OpeningRefusal.secretDiffers }
    let at = now
    let (row, sealed, recipients) = try await database.read {
      tx -> (OpeningBidRow, SealedEnvelope, [AgeRecipient]) in
      guard let row = try tx.openingBids(of: note.tender).first(where: { $0.bid == note.bid }) else {
        throw OpeningRefusal.bidNotUnopenable
      }
      guard row.bidder == signer.text else { throw AccessRefusal.notOwn }
      let recipients = try tx.statements(of: note.tender).map { try AgeRecipient(parsing: $0.recipient) }
      return (row, try envelopeOf(note.bid, in: tx), recipients)
    }
    let opened = try? sealed.opened(by: secret, recipients: recipients)
    let taken = try await database.write { tx -> TakenNote in
      guard let tender = try tx.tender(note.tender, lock: .shared) else { throw OpeningRefusal.tenderUnknown }
      _ = try tx.logHead(locked: true)
      let standing = try tx.openingBids(of: note.tender).first { $0.bid == note.bid }
      let earlier = try tx.notes(of: note.tender, type: SecretNote.type).contains { row in
        if case .secret(let secret) = try row.parsed().1 { secret.bid == note.bid } else { false }
      }
      try Recovery.accept(
        secretFor: standing?.result == "unopenable" ? .unopenable : .opened,
        firstUnopenableAt: standing?.resultAt?.instant, window: tender.recoverySeconds, hasSecret: earlier,
        opensBid: opened != nil, at: at.instant)
      let index = try tx.take(envelope, at: at)
      try tx.record(.revealSecret, by: actor, subject: note.tender, detail: note.bid.b64, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
    let result = try await open(
      sealed, by: { () throws(OpenRefusal) in try sealed.opened(by: secret, recipients: recipients) }, bid: row)
    try await writeResult(result, of: row, tender: note.tender, isPublishedAtOnce: true)
    return taken
  }
}
