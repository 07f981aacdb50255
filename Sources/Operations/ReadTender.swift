import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering
import Transparency

/// Who won a lot, and at what price.
public struct PublicAward: Sendable {
  public let agency: String
  public let price: Price
}

extension Office {
  /// What everybody may know of a tender at this moment. Before the close nothing of it depends on who bid, or whether; a
  /// draft is the officers' alone, and to others it is as if it were not there.
  public func showTender(_ tender: String, by actor: Actor? = nil) async throws -> JSON {
    try await database.read(as: .asking(actor)) { tx in
      guard let row = try tx.tender(tender), row.noticeID != nil || actor?.role == .officer else {
        throw TenderRefusal.tenderUnknown
      }
      let published = try row.noticeID.flatMap { try tx.publishedAt(notice: $0) }
      return try describe(row, in: tx).setting("published", published.map { JSON($0.seconds) } ?? .null)
    }
  }

  /// Every tender that is more than a draft.
  public func listTenders() async throws -> JSON {
    try await database.read(as: .everybody) { tx in
      let rows = try tx.tenders().filter { $0.state != .draft }
      return ["tenders": .array(try rows.map { try describe($0, in: tx) })]
    }
  }

  /// A page of them, in the order they were drafted.
  public func listTenders(_ page: ListPage) async throws -> JSON {
    try await database.read(as: .everybody) { tx in
      if let after = page.after, try tx.tender(after)?.noticeID == nil { throw page.unknown }
      let rows = try tx.publishedTenders(after: page.after, limit: page.lookahead)
      return try page.answer("tenders", rows, key: { $0.id }) { row in try describe(row, in: tx) }
    }
  }

  /// The lots that were awarded, as the result notice names the winner; by lot.
  public func publicAwards(of tender: String) async throws -> [String: PublicAward] {
    try await database.read(as: .everybody) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { return [:] }
      var awards: [String: PublicAward] = [:]
      for winner in try tx.winners(of: tender) {
        guard let price = Price(fen: winner.priceFen) else { continue }
        awards[winner.lot] = PublicAward(agency: winner.agency, price: price)
      }
      return awards
    }
  }

  func describe(_ row: TenderRow, in tx: borrowing Transaction) throws -> JSON {
    let parts = Dictionary(grouping: try tx.parts(of: row.id), by: \.lot), failures = try tx.failures(of: row.id)
    let lots = try tx.lots(of: row.id).map { lot -> JSON in
      let failure = failures[lot.id]
      return [
        "lot": JSON(lot.id), "no": JSON(lot.number), "title": JSON(lot.title), "park": JSON(lot.park),
        "state": JSON(lot.state.rawValue),
        "budget": JSON(try price(lot.budgetFen)), "ceiling": JSON(try price(lot.ceilingFen)),
        "bidSecurity": JSON(try price(lot.securityFen)),
        "scheme": try JSON.parse(Array(lot.scheme.utf8)), "schemeSha256": JSON(lot.schemeDigest.b64),
        "parts": .array(
          (parts[lot.id] ?? []).map { part in
            ["part": JSON(part.part), "bytesMax": JSON(part.bytesMax), "public": JSON(part.isPublic)]
          }),
        "failure": failure.map { ["ground": JSON($0.ground), "reason": JSON($0.reason)] } ?? .null,
      ]
    }
    return [
      "id": JSON(row.id), "title": JSON(row.title), "profile": JSON(row.profile), "batch": JSON(row.batch),
      "state": JSON(row.state.rawValue), "rehearsal": JSON(instance.rehearsal), "origin": JSON(instance.origin),
      "notice": JSON(row.noticeID?.b64), "terms": JSON(row.terms?.b64),
      "opens": row.opensAt.map { JSON($0.seconds) } ?? .null,
      "deadline": row.deadlineAt.map { JSON($0.seconds) } ?? .null, "grace": JSON(row.graceSeconds),
      "recovery": JSON(row.recoverySeconds), "threshold": JSON(row.threshold), "custodians": JSON(row.custodians),
      "minimum": JSON(row.minimum), "closed": row.closedAt.map { JSON($0.seconds) } ?? .null,
      "close": row.closeIndex.map { JSON($0) } ?? .null, "lots": .array(lots), "now": JSON(now.seconds),
      "end": JSON(Tender.end(state: row.state, lots: try tx.lots(of: row.id).map(\.state))?.rawValue),
      "cancellation": try tx.cancellation(of: row.id).map {
        ["ground": JSON($0.ground), "reason": JSON($0.reason), "at": JSON($0.madeAt.seconds)]
      } ?? .null,
      "amendments": .array(try tx.amendments(of: row.id).map { try describe($0) }),
      "follows": try describeFollowed(row, in: tx) ?? .null,
    ]
  }

  /// The earlier tender that this one takes up: which of its lots each of ours follows, and what became of it.
  private func describeFollowed(_ row: TenderRow, in tx: borrowing Transaction) throws -> JSON? {
    guard let id = row.follows, let earlier = try tx.tender(id) else { return nil }
    let lots = try tx.lots(of: row.id)
    let taken = try followed(earlier, in: tx).takenUp(in: row.batch, parks: lots.map(\.park))
    return [
      "tender": JSON(id),
      "lots": .array(
        lots.compactMap { lot in
          taken[lot.park].map { ["lot": JSON(lot.id), "of": JSON($0.id), "state": JSON($0.state.rawValue)] }
        }),
    ]
  }

  /// What a bidder or a custodian needs offline: the notice, the statements that it names and the terms.
  public func tenderPackage(_ tender: String) async throws -> JSON {
    try await database.read(as: .everybody) { tx in
      guard let row = try tx.tender(tender), let notice = row.noticeID else { throw TenderRefusal.tenderUnknown }
      guard let stored = try tx.note(notice) else { throw TenderRefusal.tenderUnknown }
      let statements = try tx.statements(of: tender).map { row -> JSON in
        guard let note = try tx.note(row.noteID) else { throw TenderRefusal.tenderUnknown }
        return JSON(String(decoding: note.bytes, as: UTF8.self))
      }
      let terms = try tx.bundleFile(Self.termsPath, of: tender) ?? []
      let trust = try trustFiles(for: tender, in: tx)
      return [
        "notice": JSON(String(decoding: stored.bytes, as: UTF8.self)), "statements": .array(statements),
        "terms": JSON(String(decoding: terms, as: UTF8.self)),
        "amendments": .array(
          try tx.notes(of: tender, type: Amendment.type).map { JSON(String(decoding: $0.bytes, as: UTF8.self)) }),
        "policy": JSON(trust.policy), "vkeys": JSON(trust.vkeys),
      ]
    }
  }

  /// The caller's own notes of a tender, each with its acknowledgement and how far its receipt is: nobody else's, and no
  /// count of them.
  public func listReceipts(_ tender: String, by actor: Actor) async throws -> JSON {
    guard actor.role == .agency else { throw AccessRefusal.notOwn }
    let size = publisher.size
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      let rows = try tx.bidNotes(of: tender, bidder: actor.key.text).sorted { $0.receivedAt < $1.receivedAt }
      let amendments = try tx.amendments(of: tender)
      let notes = try tx.notes(rows.map(\.id)), ticks = try tx.logIndexes(ofTicks: Set(rows.compactMap(\.tick)))
      return [
        "receipts": .array(
          try rows.map { row -> JSON in
            let ack = Acknowledgement(tender: tender, note: row.id, received: row.receivedAt.seconds)
            guard let note = notes[row.id] else { throw InputRefusal.notFound("note") }
            let index = row.tick.flatMap { ticks[$0] }
            let state = index.map { $0 < size ? "logged" : "ticked" } ?? "acknowledged"
            return [
              "id": JSON(row.id.hex), "type": JSON(note.type), "lot": JSON(row.lot), "part": JSON(row.part),
              "seq": row.seq.map { JSON($0) } ?? .null, "received": JSON(row.receivedAt.seconds),
              "tick": row.tick.map { JSON($0) } ?? .null, "state": JSON(state),
              "earlierTerms": JSON(row.kind == .bid && Self.isSealedBefore(amendments, row)),
              "note": JSON(String(decoding: note.bytes, as: UTF8.self)),
              "ack": JSON(String(decoding: logKey.sign(ack.text).bytes, as: UTF8.self)),
            ]
          })
      ]
    }
  }
}
