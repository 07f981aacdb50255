import Canon
import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Opens every bid of a manifest that has t valid shares and no final result yet.
  ///
  /// Shares come from the log's own notes; whatever is decided is written as `tender-opened`, and the offer is kept for
  /// the evaluation. With shares of fewer than t custodians nothing happens; once t posted and a bid still has fewer
  /// valid ones, it is `unopenable`.
  func openBids(of tender: String, manifest: Digest) async throws {
    let work = try await database.read { tx -> OpeningWork? in
      guard let row = try tx.tender(tender) else { return nil }
      let posted = try tx.shareNotes(of: manifest).count
      guard posted >= row.threshold else { return nil }
      return OpeningWork(
        threshold: row.threshold, posted: posted,
        recipients: try tx.statements(of: tender).map { try AgeRecipient(parsing: $0.recipient) },
        bids: try tx.openingBids(of: tender).filter { $0.manifest == manifest },
        shares: Dictionary(grouping: try tx.shares(of: manifest), by: \.bid))
    }
    guard let work else { return }
    for bid in work.bids where bid.result == nil || bid.result == "unopenable" {
      let shares = (work.shares[bid.bid] ?? []).compactMap { KeyShare(bytes: $0.share) }
      let envelope = try await database.read { tx in try envelopeOf(bid.bid, in: tx) }
      guard shares.count >= work.threshold else {
        if bid.result == nil { try await writeResult(.unopenable, of: bid, tender: tender) }
        continue
      }
      try await writeResult(
        try await open(envelope, by: { () throws(OpenRefusal) in
          try envelope.opened(by: shares, recipients: work.recipients)
        }, bid: bid), of: bid, tender: tender)
    }
    try await finishOpening(of: tender, manifest: manifest)
    await publisher.publish()
  }

  private struct OpeningWork: Sendable {
    let threshold: Int
    let posted: Int
    let recipients: [AgeRecipient]
    let bids: [OpeningBidRow]
    let shares: [Digest: [ShareRow]]
  }

  /// What one bid turned out to be.
  enum BidResult: Sendable {
    case opened(offer: JSON, secret: [UInt8])
    case malformed(String)
    case unopenable
  }

  /// - Throws: only what is the office's own fault, a payload that is not the note's above all.
  func open(
    _ envelope: SealedEnvelope, by combine: () throws(OpenRefusal) -> OpenedEnvelope, bid: OpeningBidRow
  ) async throws -> BidResult {
    let opened: OpenedEnvelope
    do {
      opened = try combine()
    } catch {
      if case .malformed(let fault) = error { return .malformed(fault.reason) }
      if case .tooFewShares = error { return .unopenable }
      throw error
    }
    var opener = try PayloadOpener(opened)
    try await readPayload(bid.payload) { piece in
      piece.withUnsafeBytes { opener.take($0, deliver: { _ in }) }
    }
    opener.end(deliver: { _ in })
    do {
      let document = try opener.verdict().document
      return .opened(offer: document.offer, secret: opened.secret.bytes)
    } catch {
      if case .malformed(let fault) = error { return .malformed(fault.reason) }
      throw error
    }
  }

  /// Writes one result into the log; a bid that has a final one already is left alone.
  ///
  /// - Parameter isPublishedAtOnce: whether the open data follows with this result; otherwise it waits for the last of the
  ///   manifest.
  func writeResult(
    _ result: BidResult, of bid: OpeningBidRow, tender: String, isPublishedAtOnce: Bool = false
  ) async throws {
    let at = now
    try await database.write { tx in
      _ = try tx.tender(tender, lock: .shared)
      _ = try tx.logHead(locked: true)
      let standing = try tx.openingBids(of: tender, lot: bid.lot).first { $0.bid == bid.bid }?.result
      guard standing == nil || standing == "unopenable" else { return }
      let time = max(at, try tx.lastOpenedAt(of: tender) ?? at, try manifestTime(bid.manifest, in: tx)).seconds
      var particulars: JSON?
      let told: Opened.Result
      switch result {
      case .opened(let offer, _):
        let facts = Offer.particulars(
          bid: try Bid.ID(reading: bid.bid), bidder: try PartyKey(reading: bid.bidder),
          lot: try identifier(bid.lot), part: try identifier(bid.part), offer: offer)
        particulars = facts
        told = .opened(particulars: Digest(of: facts.canonicalBytes()))
        try tx.insertOffer(bid.bid, json: offer.canonicalText)
      case .malformed(let reason): told = .malformed(reason)
      case .unopenable:
        guard standing == nil else { return }
        told = .unopenable
      }
      let opened = Opened(tender: tender, manifest: bid.manifest, bid: bid.bid, time: time, result: told)
      let note = logKey.sign(opened.text)
      _ = try tx.take(note, tender: tender, at: at)
      let secret: [UInt8]? = if case .opened(_, let secret) = result { secret } else { nil }
      try tx.insert(opened, id: note.id, particulars: particulars?.canonicalText, secret: secret)
      if isPublishedAtOnce { try publishOpenData(of: tender, at: at, in: tx) }
    }
  }

  private func manifestTime(_ manifest: Digest, in tx: borrowing Transaction) throws -> Moment {
    guard let row = try tx.note(manifest), case .opening(let opening) = try row.parsed().1 else {
      throw OpeningRefusal.manifestUnknown
    }
    return Moment(seconds: opening.time)
  }

  /// Once every bid of the manifest has a result, its lots are opened.
  private func finishOpening(of tender: String, manifest: Digest) async throws {
    let at = now
    try await database.write { tx in
      let bids = try tx.openingBids(of: tender).filter { $0.manifest == manifest }
      guard bids.allSatisfy({ $0.result != nil }) else { return }
      for lot in Set(bids.map(\.lot)) {
        guard let row = try tx.lot(tender, lot, locked: true), row.state == .opening else { continue }
        _ = try tx.move(lot: lot, of: tender, from: row.state, to: try row.state.after(.finishOpening))
      }
      // Also for a bid that was opened later than the others of its lot.
      try publishOpenData(of: tender, at: at, in: tx)
    }
  }

  func identifier<Of>(_ text: String) throws -> Identifier<Of> {
    try Identifier(reading: text)
  }
}

extension Identifier {
  /// - Throws: `input.malformed` for a text that is no id.
  init(reading text: String) throws {
    guard let id = Self(text) else { throw InputRefusal.malformed(field: "id", expected: "id") }
    self = id
  }
}
