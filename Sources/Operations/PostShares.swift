import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Takes one custodian's shares for a manifest; the t-th opens the bids at once.
  ///
  /// Shares that bring an `unopenable` bid to the threshold within its recovery window open it in the same transaction as
  /// the note. After the window they are taken, since they are owed, and change nothing.
  ///
  /// - Throws: `OpeningRefusal` for lines that are not the manifest's, a share that fails its commitment, a second note
  ///   of one custodian.
  func postShares(_ shares: Shares, _ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    try actor.may(.postShares)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let entries = try envelope.entries().map { try Shares.Entry(parsing: $0) }
    while true {
      let (seen, recovered) = try await recover(by: shares, entries, actor: actor)
      let at = now
      let taken: TakenNote
      do {
        taken = try await database.write(as: .office) { tx -> TakenNote in
          guard let row = try tx.tender(shares.tender, lock: .shared) else { throw OpeningRefusal.tenderUnknown }
          try requireShares(shares, entries, by: actor, in: tx)
          let index = try tx.take(envelope, at: at)
          // After the head's lock: whoever posted meanwhile counts, and then the bids are looked at again.
          guard Set(try tx.shareNotes(of: shares.manifest).map(\.index)) == seen else { throw Overtaken() }
          try tx.insert(shares, id: envelope.id, entries: entries)
          let time = try openingTime(of: shares.tender, at: at, in: tx)
          for (bid, result) in recovered { try write(result, of: bid, tender: row, time: time, at: at, in: tx) }
          try tx.record(.postShares, by: actor, subject: shares.tender, detail: "custodian \(shares.index)", at: at)
          return TakenNote(id: envelope.id, index: index)
        }
      } catch is Overtaken {
        // At most once for each other custodian.
        continue
      }
      try await openBids(of: shares.tender, manifest: shares.manifest)
      return taken
    }
  }

  /// Another custodian's note was taken in between.
  private struct Overtaken: Error {}

  /// Bids that these shares bring to the threshold after they were found unopenable, each opened.
  ///
  /// - Returns: which custodians had posted when this was looked at, and the results.
  private func recover(
    by shares: Shares, _ entries: [Shares.Entry], actor: Actor
  ) async throws -> (seen: Set<Int>, results: [(bid: OpeningBidRow, result: BidResult)]) {
    let (seen, work) = try await database.read(as: .office) { tx -> (Set<Int>, OpeningWork?) in
      try requireShares(shares, entries, by: actor, in: tx)
      let seen = Set(try tx.shareNotes(of: shares.manifest).map(\.index))
      return (seen, try OpeningWork(of: shares.tender, manifest: shares.manifest, counting: 1, in: tx))
    }
    var results: [(bid: OpeningBidRow, result: BidResult)] = []
    for bid in work?.bids ?? [] where bid.result == "unopenable" {
      guard let work, case .share(_, let bytes)? = entries.first(where: { $0.bid == bid.bid }),
        let share = KeyShare(bytes: bytes)
      else { continue }
      let all = (work.shares[bid.bid] ?? []) + [share]
      guard all.count >= work.threshold else { continue }
      results.append((bid, try await open(bid, with: all, work: work)))
    }
    return (seen, results)
  }

  /// That these are the shares which this custodian owes.
  private func requireShares(
    _ shares: Shares, _ entries: [Shares.Entry], by actor: Actor, in tx: borrowing Transaction
  ) throws {
    try requireNotCancelled(shares.tender, in: tx)
    guard let person = try tx.people(of: shares.tender).first(where: { $0.actor == actor.key.text }),
      let index = person.custodianIndex
    else { throw OpeningRefusal.notACustodian }
    guard index == shares.index else { throw OpeningRefusal.indexDiffers }
    let bids = try tx.openingBids(of: shares.tender).filter { $0.manifest == shares.manifest }
    guard let manifest = try tx.note(shares.manifest), manifest.type == Opening.type,
      manifest.tender == shares.tender
    else { throw OpeningRefusal.manifestUnknown }
    guard try !tx.shareNotes(of: shares.manifest).contains(where: { $0.index == index }) else {
      throw OpeningRefusal.sharesGivenAlready
    }
    guard entries.map(\.bid) == bids.map(\.bid) else { throw OpeningRefusal.linesDiffer }
    for entry in entries {
      guard case .share(let bid, let bytes) = entry else { continue }
      guard let share = KeyShare(bytes: bytes), share.index == index, try envelopeOf(bid, in: tx).isCommitted(share)
      else { throw OpeningRefusal.commitmentFails(bid: try Bid.ID(reading: bid)) }
    }
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
