import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Takes one custodian's shares for a manifest; the t-th opens the bids at once.
  ///
  /// - Throws: `OpeningRefusal` for lines that are not the manifest's, a share that fails its commitment, a second note
  ///   of one custodian.
  func postShares(_ shares: Shares, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.postShares)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let at = now
    let entries = try envelope.entries().map { try Shares.Entry(parsing: $0) }
    let taken = try await database.write { tx -> TakenNote in
      guard let person = try tx.people(of: shares.tender).first(where: { $0.actor == actor.key.text }),
        let index = person.custodianIndex
      else { throw OpeningRefusal.notACustodian }
      guard index == shares.index else { throw OpeningRefusal.indexDiffers }
      let bids = try tx.openingBids(of: shares.tender).filter { $0.manifest == shares.manifest }
      guard try tx.note(shares.manifest)?.type == Opening.type else { throw OpeningRefusal.manifestUnknown }
      guard try !tx.shareNotes(of: shares.manifest).contains(where: { $0.index == index }) else {
        throw OpeningRefusal.sharesGivenAlready
      }
      guard entries.map(\.bid) == bids.map(\.bid) else { throw OpeningRefusal.linesDiffer }
      for entry in entries {
        guard case .share(let bid, let bytes) = entry else { continue }
        guard let share = KeyShare(bytes: bytes), share.index == index,
          try envelopeOf(bid, in: tx).isCommitted(share)
        else { throw OpeningRefusal.commitmentFails(bid: try Bid.ID(reading: bid)) }
      }
      let logIndex = try tx.take(envelope, at: at)
      try tx.insert(shares, id: envelope.id, entries: entries)
      try tx.record(.postShares, by: actor, subject: shares.tender, detail: "custodian \(index)", at: at)
      return TakenNote(id: envelope.id, index: logIndex)
    }
    try await openBids(of: shares.tender, manifest: shares.manifest)
    return taken
  }

  func envelopeOf(_ bid: Digest, in tx: borrowing Transaction) throws -> SealedEnvelope {
    guard let row = try tx.note(bid), case .bid(let note) = try row.parsed().1 else {
      throw PostgresFailure(.mismatch, message: "a bid of a manifest is not stored")
    }
    return SealedEnvelope(note)
  }
}

extension Bid.ID {
  init(reading digest: Digest) throws {
    guard let fingerprint = Fingerprint(digest.bytes) else { throw OpeningRefusal.manifestUnknown }
    self.init(fingerprint)
  }
}
