import Canon
import Notes
import Postgres
import Store
import Tendering

/// One bidder's bids for a lot, part by part, under the name that the procedure gives it from the opening on: the id of its
/// bid for the lot's first part.
struct LotBid: Sendable {
  let bid: Digest
  let bidder: String
  /// Those that a manifest opens, in the notice's order of parts; never empty.
  let parts: [OpeningBidRow]

  /// The part that was opened last for this bidder.
  var current: OpeningBidRow { parts[parts.count - 1] }

  /// The first part that did not end in `opened` decides; nil while one has no result yet.
  var result: String? {
    for part in parts where part.result != "opened" { return part.result }
    return "opened"
  }

  /// Why it is malformed.
  var reason: String? { parts.first { $0.result == "malformed" }?.reason }
}

/// The bids of a lot as far as manifests have opened its parts.
struct LotBids: Sendable {
  /// All parts of the lot, in the order of opening.
  let parts: [String]
  /// Those that were opened; the last of them is the one that is looked at now.
  let opened: [String]
  /// In the first manifest's order.
  let bids: [LotBid]

  init(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    let parts = try tx.parts(of: tender).filter { $0.lot == lot }.map(\.part)
    let pairs = try tx.openingPairs(of: tender).filter { $0.lot == lot }.map(\.part)
    self.parts = parts
    opened = parts.filter { pairs.contains($0) }
    let rows = Dictionary(grouping: try tx.openingBids(of: tender, lot: lot), by: \.part)
    let first = (parts.first.flatMap { rows[$0] } ?? []).sorted { $0.line < $1.line }
    bids = first.map { row in
      let later = parts.dropFirst().compactMap { part in rows[part]?.first { $0.bidder == row.bidder } }
      return LotBid(bid: row.bid, bidder: row.bidder, parts: [row] + later)
    }
  }

  var areAllPartsOpened: Bool { opened.count == parts.count }

  /// Until when nothing goes on because a bid that could not be opened may still be.
  func waitsUntil(window: Int, at now: Moment) -> Instant? {
    let unopenable = bids.flatMap(\.parts).filter { $0.result == "unopenable" }.compactMap { $0.resultAt?.instant }
    return Recovery.runsUntil(unopenableAt: unopenable, window: window, at: now.instant)
  }
}

extension Office {
  /// What a bidder offers over all its parts: each field from the first part that has it.
  static func offerJSON(_ bid: LotBid, in tx: borrowing Transaction) throws -> JSON? {
    var merged: JSON?
    for part in bid.parts where part.result == "opened" {
      guard let text = try tx.offer(of: part.bid) else {
        throw PostgresFailure(.mismatch, message: "an opened bid has no offer")
      }
      let json = try JSON.parse(Array(text.utf8))
      guard let before = merged else {
        merged = json
        continue
      }
      merged = (json.members ?? []).reduce(before) { all, field in
        all[field.name] == nil ? all.setting(field.name, field.value) : all
      }
    }
    return merged
  }

  static func offer(_ bid: LotBid, in tx: borrowing Transaction) throws -> Offer? {
    try offerJSON(bid, in: tx).map { Offer(reading: $0) }
  }
}
