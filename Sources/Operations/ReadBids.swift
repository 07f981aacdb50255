import Canon
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// The bids of the opened pairs with what became of them, for evaluators who have declared that they have no conflict of
  /// interest; nothing before the opening.
  public func listBids(_ tender: String, lot: String?, by actor: Actor) async throws -> JSON {
    try actor.may(.listBids)
    return try await database.read(as: .actor(actor)) { tx in
      try requireEvaluator(actor, tender: tender, lot: lot, in: tx)
      var bids = try tx.openingBids(of: tender, lot: lot)
      if let lot {
        try requireImpartial(actor, tender, lot, in: tx)
      } else {
        // Of several lots those that the evaluator may look at; where there is none it is told why.
        let lots = Set(bids.map(\.lot)).sorted()
        let open = try lots.filter { lot in
          do { try requireImpartial(actor, tender, lot, in: tx) } catch is ConductRefusal { return false }
          return true
        }
        if open.isEmpty, let first = lots.first { try requireImpartial(actor, tender, first, in: tx) }
        bids = bids.filter { open.contains($0.lot) }
      }
      return ["bids": .array(try bids.map { try describe($0, tender: tender, in: tx) })]
    }
  }

  /// One bid's note and its shares: what an evaluator opens it with, from the moment the shares are in.
  public func fetchBid(_ bid: Digest, of tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.fetchBid)
    return try await database.read(as: .actor(actor)) { tx in
      try requireEvaluator(actor, tender: tender, in: tx)
      guard let row = try tx.openingBids(of: tender).first(where: { $0.bid == bid }), let note = try tx.note(bid),
        let noticeID = try tx.tender(tender)?.noticeID, let notice = try tx.note(noticeID)
      else { throw InputRefusal.notFound("bid") }
      try requireImpartial(actor, tender, row.lot, in: tx)
      let shares = try tx.shares(of: row.manifest).filter { $0.bid == bid }
      return [
        "bid": JSON(bid.hex), "note": JSON(String(decoding: note.bytes, as: UTF8.self)),
        "notice": JSON(String(decoding: notice.bytes, as: UTF8.self)), "result": JSON(row.result),
        "shares": .array(
          shares.map { ["index": JSON($0.custodian), "share": JSON(Base64.encode($0.share))] }),
      ]
    }
  }

  /// Lends the payload of an opened bid: to anyone when its part is public, to evaluators otherwise.
  public func readOpenedPayload(_ payload: Digest, by actor: Actor?) async throws -> LentFile {
    let isReadable = try await database.read(as: .asking(actor)) { tx in
      try tx.openedPayloads(payload).contains { place in
        if place.isPublic { return true }
        guard let actor else { return false }
        guard
          try tx.people(of: place.tender).contains(where: {
            $0.actor == actor.key.text && $0.function == "evaluator"
          })
        else { return false }
        try requireImpartial(actor, place.tender, place.lot, in: tx)
        return true
      }
    }
    // Whether a payload that may not be read exists is nobody's business either.
    guard isReadable else { throw InputRefusal.notFound("payload") }
    return try await lendPayload(payload)
  }

  private func describe(
    _ bid: OpeningBidRow, tender: String, in tx: borrowing Transaction
  ) throws -> JSON {
    guard case .bid(let note)? = try tx.note(bid.bid)?.parsed().1 else { throw InputRefusal.notFound("bid") }
    let particulars = try bid.particulars.map { try JSON.parse(Array($0.utf8)) }
    return [
      "bid": JSON(bid.bid.hex), "bidder": JSON(bid.bidder), "name": particulars?["name"] ?? .null,
      "lot": JSON(bid.lot), "part": JSON(bid.part), "seq": JSON(note.head.seq),
      "payload": ["sha256": JSON(bid.payload.hex), "bytes": JSON(note.head.payloadBytes)],
      "shares": JSON(try tx.shares(of: bid.manifest).count { $0.bid == bid.bid }), "result": JSON(bid.result),
      "price": particulars?["price"] ?? .null,
    ]
  }

  private func requireEvaluator(
    _ actor: Actor, tender: String, lot: String? = nil, in tx: borrowing Transaction
  ) throws {
    try requireFunction("evaluator", of: actor, tender: tender, lots: lot.map { [$0] } ?? [], in: tx)
  }
}
