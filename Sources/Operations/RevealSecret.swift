import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Takes a bidder's own secret for a bid that too few custodians opened, and opens the bid with it: note and result
  /// stand in one transaction, within the recovery window.
  ///
  /// - Throws: `OpeningRefusal` when the bid is not unopenable, the window is over, a secret is in the log already, or
  ///   this one makes none of the bid's shares.
  func revealSecret(_ note: SecretNote, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.revealSecret)
    guard let signer = try? envelope.note.signer(), let key = try await desk.key(of: signer, in: note.tender) else {
      throw BidRefusal.notRegistered
    }
    try verifySignature(envelope, vkey: key.text)
    guard let secret = BidSecret(bytes: note.secret) else { throw OpeningRefusal.secretDiffers }
    let (row, sealed, recipients) = try await database.read(as: .office) {
      tx -> (OpeningBidRow, SealedEnvelope, [AgeRecipient]) in
      guard let row = try tx.openingBid(note.bid), row.result == "unopenable" else {
        throw OpeningRefusal.bidNotUnopenable
      }
      guard row.bidder == signer.text else { throw AccessRefusal.notOwn }
      let recipients = try tx.statements(of: note.tender).map { try AgeRecipient(parsing: $0.recipient) }
      return (row, try envelopeOf(note.bid, in: tx), recipients)
    }
    let isTheBids = sealed.hasShare(of: secret, recipients: recipients)
    var result = BidResult.unopenable
    if isTheBids {
      result = try await open(
        by: { () throws(OpenRefusal) in try sealed.opened(by: secret, recipients: recipients) }, bid: row)
    }
    let (at, found) = (now, result)
    return try await database.write(as: .office) { tx -> TakenNote in
      guard let tender = try tx.tender(note.tender, lock: .shared) else { throw OpeningRefusal.tenderUnknown }
      try requireNotCancelled(note.tender, in: tx)
      _ = try tx.logHead(locked: true)
      let standing = try tx.openingBid(note.bid)
      let time = try openingTime(of: note.tender, at: at, in: tx)
      try Recovery.accept(
        secretFor: standing?.result == "unopenable" ? .unopenable : .opened,
        firstUnopenableAt: standing?.resultAt?.instant, window: tender.recoverySeconds,
        hasSecret: try tx.hasSecret(of: note.bid), opensBid: isTheBids,
        at: time.instant)
      let index = try tx.take(envelope, at: at)
      try tx.insertSecret(of: note.bid, note: envelope.id, at: at)
      try write(found, of: row, tender: tender, time: time, at: at, in: tx)
      try publishOpenData(of: note.tender, at: at, in: tx)
      try tx.record(.revealSecret, by: actor, subject: note.tender, detail: note.bid.b64, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }
}
