import Canon
import Logging
import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// Opens every bid of a manifest that has no result yet, once t custodians have answered.
  ///
  /// Shares come from the log's own notes; whatever is decided is written as `tender-opened`, and the offer is kept for
  /// the evaluation. With shares of fewer than t custodians nothing happens; once t posted and a bid still has fewer
  /// valid ones, it is `unopenable`. Cut off in between, the rest is opened when the daemon starts again; so is a bid
  /// whose stored payload is not the note's, once an operator has mended that: until then it has no result, because
  /// none would be true, and the others have theirs.
  func openBids(of tender: String, manifest: Digest) async throws {
    let work = try await database.read(as: .office) { tx -> OpeningWork? in
      try OpeningWork(of: tender, manifest: manifest, in: tx)
    }
    guard let work else { return }
    var made: [(bid: OpeningBidRow, result: BidResult)] = []
    var bytes = 0
    for bid in work.bids where bid.result == nil {
      do {
        let result = try await open(bid, with: work.shares[bid.bid] ?? [], work: work)
        bytes += result.bytesHeld
        made.append((bid, result))
      } catch let fault as OpenRefusal {
        logger.error(
          "a bid could not be opened", metadata: ["tender": "\(tender)", "bid": "\(bid.bid.b64)", "reason": "\(fault)"])
        continue
      }
      // A bidder decides how long its offer is.
      if made.count == Self.resultsAtOnce || bytes >= Self.resultBytesAtOnce {
        try await write(made, of: tender, manifest: manifest)
        made = []
        bytes = 0
      }
    }
    try await write(made, of: tender, manifest: manifest)
    await publisher.publish()
  }

  /// Results in one transaction: the log's head is locked for no longer than these take.
  private static let resultsAtOnce = 200
  private static let resultBytesAtOnce = 16 << 20

  private func write(
    _ results: [(bid: OpeningBidRow, result: BidResult)], of tender: String, manifest: Digest
  ) async throws {
    let at = now
    try await database.write(as: .office) { tx in
      guard let row = try tx.tender(tender, lock: .shared) else { throw OpeningRefusal.tenderUnknown }
      // What was cancelled after the shares came stays as it is.
      if try tx.cancellation(of: tender) != nil { return }
      _ = try tx.logHead(locked: true)
      let time = try openingTime(of: tender, at: at, in: tx)
      for (bid, result) in results { try write(result, of: bid, tender: row, time: time, at: at, in: tx) }
      try finishOpening(of: tender, manifest: manifest, at: at, in: tx)
    }
  }

  /// Opens what was left unopened when a daemon was cut off between the shares and the results.
  func resumeOpenings() async throws {
    for (tender, manifest) in try await database.read(as: .office, { tx in try tx.unfinishedManifests() }) {
      do {
        try await openBids(of: tender, manifest: manifest)
      } catch let fault where !(fault is CancellationError) {
        logger.error("an opening is not finished", metadata: ["tender": "\(tender)", "reason": "\(fault)"])
      }
    }
  }

  /// A manifest that enough custodians answered.
  struct OpeningWork: Sendable {
    let threshold: Int
    let recipients: [AgeRecipient]
    let bids: [OpeningBidRow]
    let shares: [Digest: [KeyShare]]

    /// Nil when fewer than t custodians have answered, not counting `more`.
    init?(of tender: String, manifest: Digest, counting more: Int = 0, in tx: borrowing Transaction) throws {
      guard let row = try tx.tender(tender) else { return nil }
      guard try tx.shareNotes(of: manifest).count + more >= row.threshold else { return nil }
      threshold = row.threshold
      recipients = try tx.statements(of: tender).map { try AgeRecipient(parsing: $0.recipient) }
      bids = try tx.openingBids(of: tender).filter { $0.manifest == manifest }
      shares = Dictionary(grouping: try tx.shares(of: manifest), by: \.bid).mapValues { rows in
        rows.compactMap { KeyShare(bytes: $0.share) }
      }
    }
  }

  /// What one bid turned out to be.
  enum BidResult: Sendable {
    /// - Parameter offer: canonical JSON, which takes less room than what it was read into.
    case opened(particulars: JSON, offer: String, secret: [UInt8])
    case malformed(String)
    case unopenable

    var bytesHeld: Int { if case .opened(_, let offer, _) = self { offer.utf8.count } else { 0 } }
  }

  /// Opens one bid with the shares that are in hand.
  func open(_ bid: OpeningBidRow, with shares: [KeyShare], work: OpeningWork) async throws -> BidResult {
    guard shares.count >= work.threshold else { return .unopenable }
    let envelope = try await database.read(as: .office) { tx in try envelopeOf(bid.bid, in: tx) }
    return try await open(
      by: { () throws(OpenRefusal) in try envelope.opened(by: shares, recipients: work.recipients) }, bid: bid)
  }

  /// - Throws: only what is the office's own fault, a payload that is not the note's above all.
  func open(by combine: () throws(OpenRefusal) -> OpenedEnvelope, bid: OpeningBidRow) async throws -> BidResult {
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
      let offer = try opener.verdict().document.offer
      return .opened(
        particulars: Offer.particulars(
          bid: try Bid.ID(reading: bid.bid), bidder: try PartyKey(reading: bid.bidder),
          lot: try identifier(bid.lot), part: try identifier(bid.part), offer: offer),
        offer: offer.canonicalText, secret: opened.secret.bytes)
    } catch let error as OpenRefusal {
      if case .malformed(let fault) = error { return .malformed(fault.reason) }
      throw error
    }
  }

  /// Writes one result into the log, unless what stands is final. The caller holds the head's lock.
  ///
  /// - Parameter time: `openingTime` under that lock.
  /// - Returns: whether it was written: not over a final result, nor over `unopenable` once the window is over.
  @discardableResult
  func write(
    _ result: BidResult, of bid: OpeningBidRow, tender: TenderRow, time: Moment, at: Moment,
    in tx: borrowing Transaction
  ) throws -> Bool {
    guard let standing = try tx.openingBid(bid.bid) else { throw OpeningRefusal.manifestUnknown }
    let last: Bid.OpeningResult? =
      switch standing.result {
      case nil: nil
      case "unopenable": .unopenable
      default: .opened
      }
    guard
      Recovery.mayWrite(
        over: last, firstUnopenableAt: standing.resultAt?.instant, window: tender.recoverySeconds, at: time.instant)
    else { return false }
    var particulars: JSON?
    var secret: [UInt8]?
    let told: Opened.Result
    switch result {
    case .opened(let facts, let offer, let bytes):
      particulars = facts
      secret = bytes
      told = .opened(particulars: Digest(of: facts.canonicalBytes()))
      try tx.insertOffer(bid.bid, json: offer)
    case .malformed(let reason): told = .malformed(reason)
    case .unopenable:
      guard last == nil else { return false }
      told = .unopenable
    }
    let opened = Opened(tender: tender.id, manifest: bid.manifest, bid: bid.bid, time: time.seconds, result: told)
    let note = logKey.sign(opened.text)
    _ = try tx.take(note, tender: tender.id, at: at)
    try tx.insert(opened, id: note.id, particulars: particulars?.canonicalText, secret: secret)
    return true
  }

  /// The time that a result carries now: over manifests and results together it never goes back, whatever the clock did.
  func openingTime(of tender: String, at: Moment, in tx: borrowing Transaction) throws -> Moment {
    var time = max(at, try tx.lastOpenedAt(of: tender) ?? at)
    for row in try tx.notes(of: tender, type: Opening.type) {
      if case .opening(let opening) = try row.parsed().1 { time = max(time, Moment(seconds: opening.time)) }
    }
    return Moment(seconds: time.seconds)
  }

  /// Once every bid of the manifest has a result, its lots are opened.
  func finishOpening(of tender: String, manifest: Digest, at: Moment, in tx: borrowing Transaction) throws {
    let bids = try tx.openingBids(of: tender).filter { $0.manifest == manifest }
    guard bids.allSatisfy({ $0.result != nil }) else { return }
    let lots = try tx.lotsLocked(Array(Set(bids.map(\.lot))), of: tender).filter { $0.state == .opening }
    try moveLots(lots.map(\.id), of: tender, by: .finishOpening, in: tx)
    // Also for a bid that was opened later than the others of its lot.
    try publishOpenData(of: tender, at: at, in: tx)
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
