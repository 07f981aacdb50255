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
    self.init(
      parts: try tx.parts(of: tender, lot: lot),
      opened: try tx.openingPairs(of: tender).filter { $0.lot == lot }.map(\.part),
      rows: try tx.openingBids(of: tender, lot: lot))
  }

  /// - Parameters:
  ///   - parts: all of the lot's, in the notice's order.
  ///   - pairs: those of them that manifests opened.
  ///   - rows: its bids in these manifests.
  fileprivate init(parts: [String], opened pairs: [String], rows: [OpeningBidRow]) {
    self.parts = parts
    opened = parts.filter { pairs.contains($0) }
    let rows = Dictionary(grouping: rows, by: \.part)
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

/// The bids of every lot of a tender, read at once.
struct TenderBids: Sendable {
  private let parts: [String: [String]]
  private let opened: [String: [String]]
  private let rows: [String: [OpeningBidRow]]

  init(_ tender: String, in tx: borrowing Transaction) throws {
    parts = Dictionary(grouping: try tx.parts(of: tender), by: \.lot).mapValues { $0.map(\.part) }
    opened = Dictionary(grouping: try tx.openingPairs(of: tender), by: \.lot).mapValues { $0.map(\.part) }
    rows = Dictionary(grouping: try tx.openingBids(of: tender), by: \.lot)
  }

  func bids(of lot: String) -> LotBids {
    LotBids(parts: parts[lot] ?? [], opened: opened[lot] ?? [], rows: rows[lot] ?? [])
  }
}

/// What the bidders of a lot offer, read at once.
struct LotOffers: Sendable {
  /// Of each opened part, canonical JSON.
  private let texts: [Digest: String]

  init(of entries: LotBids, in tx: borrowing Transaction) throws {
    texts = try tx.offers(of: entries.bids.flatMap(\.parts).filter { $0.result == "opened" }.map(\.bid))
  }

  func offer(of bid: LotBid) throws -> Offer? {
    try Office.offerJSON(bid) { texts[$0] }.map { Offer(reading: $0) }
  }
}

extension Office {
  static func offerJSON(_ bid: LotBid, in tx: borrowing Transaction) throws -> JSON? {
    var texts: [Digest: String] = [:]
    for part in bid.parts where part.result == "opened" { texts[part.bid] = try tx.offer(of: part.bid) }
    return try offerJSON(bid) { texts[$0] }
  }

  /// What a bidder offers over all its parts: each field from the first part that has it.
  fileprivate static func offerJSON(_ bid: LotBid, reading text: (Digest) -> String?) throws -> JSON? {
    var merged: JSON?
    for part in bid.parts where part.result == "opened" {
      guard let text = text(part.bid) else {
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
