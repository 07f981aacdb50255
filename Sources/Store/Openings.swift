import Notes
import Postgres

/// A bid of a manifest with what became of it.
public struct OpeningBidRow: Sendable {
  public let bid: Digest
  public let manifest: Digest
  public let line: Int
  public let lot: String
  public let part: String
  public let bidder: String
  public let payload: Digest
  /// The last result: opened, malformed, unopenable; nil while there is none.
  public let result: String?
  public let reason: String?
  /// Canonical JSON of what is read out.
  public let particulars: String?
  public let resultNote: Digest?
  /// Where the log has that note.
  public let resultIndex: Int?
  public let resultAt: Moment?

  init(_ row: Row) throws {
    bid = try decodedDigest(try row.value("bid"))
    manifest = try decodedDigest(try row.value("manifest"))
    line = Int(try row.value("line_no") as Int32)
    lot = try row.value("lot_id")
    part = try row.value("part_id")
    bidder = try row.value("bidder")
    payload = try decodedDigest(try row.value("payload_sha256"))
    result = try row.value("result")
    reason = try row.value("reason")
    particulars = try row.value("particulars")
    resultNote = (try row.value("result_note") as [UInt8]?).flatMap { Digest(bytes: $0) }
    resultIndex = (try row.value("result_index") as Int64?).map(Int.init)
    resultAt = (try row.value("result_at") as Int64?).map(Moment.init)
  }
}

/// A valid share of one bid.
public struct ShareRow: Sendable {
  public let bid: Digest
  public let custodian: Int
  public let share: [UInt8]
}

extension Statement {
  /// A bid of a manifest and its last result.
  private static let openingBidRow =
    """
    select opening_bid.bid, opening_bid.manifest, opening_bid.line_no, bid_note.lot_id, bid_note.part_id,
           bid_note.bidder, bid_note.payload_sha256, last.result, last.reason, last.particulars,
           last.note_id as result_note, last.at as result_at, log_entry.log_index as result_index
      from opening_bid
      join bid_note on bid_note.note_id = opening_bid.bid
      left join lateral (
        select result, reason, particulars, note_id, at
          from opened
         where opened.bid = opening_bid.bid
         order by opened_id desc
         limit 1) last on true
      left join log_entry on log_entry.note_id = last.note_id
    """
  static let insertOpeningPair = Statement(
    "insert_opening_pair",
    "insert into opening_pair (tender_id, lot_id, part_id, manifest) values ($1, $2, $3, $4)")
  static let openingPairs = Statement(
    "opening_pairs", "select lot_id, part_id, manifest from opening_pair where tender_id = $1")
  static let insertOpeningBids = Statement(
    "insert_opening_bids",
    """
    insert into opening_bid (bid, manifest, line_no)
    select new.bid, $1, new.line_no
      from unnest($2::bytea[], $3::int4[]) as new (bid, line_no)
    """)
  // By lot it is another statement: one plan for both would read the whole tender for each of its lots.
  static let openingBids = Statement(
    "opening_bids",
    """
    \(openingBidRow)
     where bid_note.tender_id = $1
     order by opening_bid.manifest, opening_bid.line_no
    """)
  static let openingBidsOfLot = Statement(
    "opening_bids_of_lot",
    """
    \(openingBidRow)
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
     order by opening_bid.manifest, opening_bid.line_no
    """)
  static let openingBid = Statement(
    "opening_bid",
    """
    \(openingBidRow)
     where opening_bid.bid = $1
    """)
  static let unfinishedManifests = Statement(
    "unfinished_manifests",
    """
    select distinct bid_note.tender_id, opening_bid.manifest
      from opening_bid
      join bid_note on bid_note.note_id = opening_bid.bid
      join tender on tender.tender_id = bid_note.tender_id
     where not exists (select 1 from opened where opened.bid = opening_bid.bid)
       and (select count(*) from share_note where share_note.manifest = opening_bid.manifest) >= tender.threshold
    """)
  static let publicPayloads = Statement(
    "public_payloads",
    """
    select distinct payload.sha256, payload.bytes
      from opening_bid
      join bid_note on bid_note.note_id = opening_bid.bid
      join lot_part using (tender_id, lot_id, part_id)
      join payload on payload.sha256 = bid_note.payload_sha256
     where bid_note.tender_id = $1
       and lot_part.public
    """)
  static let insertBidSecret = Statement(
    "insert_bid_secret", "insert into bid_secret (bid, note_id, given_at) values ($1, $2, $3)")
  static let hasBidSecret = Statement(
    "has_bid_secret", "select exists (select 1 from bid_secret where bid = $1) as given")
  static let insertShareNote = Statement(
    "insert_share_note",
    "insert into share_note (manifest, custodian_index, note_id) values ($1, $2, $3)")
  static let shareNotes = Statement(
    "share_notes", "select custodian_index, note_id from share_note where manifest = $1 order by custodian_index")
  static let insertShares = Statement(
    "insert_shares",
    """
    insert into share (bid, custodian_index, share, bad)
    select new.bid, $1, new.share, new.bad
      from unnest($2::bytea[], $3::bytea[], $4::text[]) as new (bid, share, bad)
    """)
  static let sharesOfManifest = Statement(
    "shares_of_manifest",
    """
    select share.bid, share.custodian_index, share.share
      from share
      join opening_bid on opening_bid.bid = share.bid
     where opening_bid.manifest = $1
       and share.share is not null
     order by share.bid, share.custodian_index
    """)
  static let insertOpened = Statement(
    "insert_opened",
    """
    insert into opened (bid, note_id, result, reason, particulars, secret, at)
    select $1, $2, $3, $4, $5, $6, $7
     where not exists (
       select 1
         from opened first
         join bid_note on bid_note.note_id = first.bid
         join tender on tender.tender_id = bid_note.tender_id
        where first.bid = $1
          and first.result = 'unopenable'
          and $7 > first.at + tender.recovery_seconds * interval '1 second')
    """)
  static let lastOpenedAt = Statement(
    "last_opened_at",
    """
    select max(opened.at) as at
      from opened
      join bid_note on bid_note.note_id = opened.bid
     where bid_note.tender_id = $1
    """)
  static let insertOffer = Statement("insert_offer", "insert into offer (bid, json) values ($1, $2)")
  static let offer = Statement("offer", "select json from offer where bid = $1")
  /// Key by key, as `knownBidNotes` is.
  static let offers = Statement(
    "offers",
    """
    select found.bid, found.json
      from unnest($1::bytea[]) as asked (bid)
     cross join lateral (
       select bid, json
         from offer
        where offer.bid = asked.bid
        limit 1) found
    """)
}

extension Transaction {
  public func insert(_ opening: Opening, id: Digest, entries: [Opening.Entry]) throws {
    for pair in opening.pairs {
      try execute(
        .insertOpeningPair, [.text(opening.tender), .text(pair.lot), .text(pair.part), .bytes(id.bytes)])
    }
    var bids: [[UInt8]] = []
    var lines: [Int32] = []
    for (line, entry) in entries.enumerated() {
      guard case .bid(let bid, _, _) = entry else { continue }
      bids.append(bid.bytes)
      lines.append(Int32(line))
    }
    try execute(.insertOpeningBids, [.bytes(id.bytes), .byteStrings(bids), .int32s(lines)])
  }

  /// Pairs opened so far, by manifest.
  public func openingPairs(of tender: String) throws -> [(lot: String, part: String, manifest: Digest)] {
    try rows(.openingPairs, [.text(tender)]) { row in
      (try row.value("lot_id"), try row.value("part_id"), try decodedDigest(try row.value("manifest")))
    }
  }

  /// The `bid` lines of a tender's manifests (of one lot when given) in the manifest's order, each with its last result.
  public func openingBids(of tender: String, lot: String? = nil) throws -> [OpeningBidRow] {
    guard let lot else { return try rows(.openingBids, [.text(tender)]).map(OpeningBidRow.init) }
    return try rows(.openingBidsOfLot, [.text(tender), .text(lot)]).map(OpeningBidRow.init)
  }

  /// The payloads of all bids that manifests open, where the part is public.
  public func publicPayloads(of tender: String) throws -> [(payload: Digest, bytes: Int)] {
    try rows(.publicPayloads, [.text(tender)]) { row in
      (try decodedDigest(try row.value("sha256")), Int(try row.value("bytes") as Int64))
    }
  }

  public func insert(_ shares: Shares, id: Digest, entries: [Shares.Entry]) throws {
    try execute(
      .insertShareNote, [.bytes(shares.manifest.bytes), .int32(Int32(shares.index)), .bytes(id.bytes)])
    try execute(
      .insertShares,
      [
        .int32(Int32(shares.index)), .byteStrings(entries.map(\.bid.bytes)),
        .byteStrings(entries.map { if case .share(_, let bytes) = $0 { bytes } else { nil } }),
        .texts(entries.map { if case .bad(_, let reason) = $0 { reason } else { nil } }),
      ])
  }

  /// Which custodians posted for a manifest.
  public func shareNotes(of manifest: Digest) throws -> [(index: Int, note: Digest)] {
    try rows(.shareNotes, [.bytes(manifest.bytes)]) { row in
      (Int(try row.value("custodian_index") as Int32), try decodedDigest(try row.value("note_id")))
    }
  }

  public func shares(of manifest: Digest) throws -> [ShareRow] {
    try rows(.sharesOfManifest, [.bytes(manifest.bytes)]) { row in
      ShareRow(
        bid: try decodedDigest(try row.value("bid")), custodian: Int(try row.value("custodian_index") as Int32),
        share: try row.value("share"))
    }
  }

  /// One bid of a manifest; nil when no manifest lists it.
  public func openingBid(_ bid: Digest) throws -> OpeningBidRow? {
    try row(.openingBid, [.bytes(bid.bytes)]).map(OpeningBidRow.init)
  }

  /// Manifests that enough custodians answered and of which some bid has no result.
  public func unfinishedManifests() throws -> [(tender: String, manifest: Digest)] {
    try rows(.unfinishedManifests) { row in
      (try row.value("tender_id"), try decodedDigest(try row.value("manifest")))
    }
  }

  /// Keeps that a bidder gave its own secret; the second for a bid is refused by the database.
  public func insertSecret(of bid: Digest, note: Digest, at: Moment) throws {
    try execute(.insertBidSecret, [.bytes(bid.bytes), .bytes(note.bytes), .timestamp(at.micros)])
  }

  public func hasSecret(of bid: Digest) throws -> Bool {
    try onlyRow(.hasBidSecret, [.bytes(bid.bytes)]).value("given")
  }

  /// Keeps a result.
  ///
  /// - Throws: `mismatch` when the database finds it later than the bid's recovery window: the rules and it disagree.
  public func insert(_ opened: Opened, id: Digest, particulars: String?, secret: [UInt8]?) throws {
    let (result, reason): (String, String?) =
      switch opened.result {
      case .opened: ("opened", nil)
      case .malformed(let reason): ("malformed", reason)
      case .unopenable: ("unopenable", nil)
      }
    let written = try execute(
      .insertOpened,
      [
        .bytes(opened.bid.bytes), .bytes(id.bytes), .text(result), .text(reason), .text(particulars), .bytes(secret),
        .timestamp(Moment(seconds: opened.time).micros),
      ])
    guard written == 1 else {
      throw PostgresFailure(.mismatch, message: "a result that the rules took lies behind the recovery window")
    }
  }

  /// The latest time that a result of this tender carries.
  public func lastOpenedAt(of tender: String) throws -> Moment? {
    (try onlyRow(.lastOpenedAt, [.text(tender)]).value("at") as Int64?).map(Moment.init)
  }

  public func insertOffer(_ bid: Digest, json: String) throws {
    try execute(.insertOffer, [.bytes(bid.bytes), .text(json)])
  }

  /// The offer of an opened bid, canonical JSON.
  public func offer(of bid: Digest) throws -> String? {
    try row(.offer, [.bytes(bid.bytes)]).map { try $0.value("json") }
  }

  /// The offers of those of these bids that are opened, canonical JSON.
  public func offers(of bids: [Digest]) throws -> [Digest: String] {
    let found = try rows(.offers, [.byteStrings(bids.map(\.bytes))]) { row in
      (bid: try decodedDigest(try row.value("bid")), json: try row.value("json") as String)
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.bid, $0.json) })
  }
}

extension Statement {
  static let openedPayloads = Statement(
    "opened_payloads",
    """
    select bid_note.tender_id, bid_note.lot_id, lot_part.public
      from opening_bid
      join bid_note on bid_note.note_id = opening_bid.bid
      join lot_part on lot_part.tender_id = bid_note.tender_id and lot_part.lot_id = bid_note.lot_id
                   and lot_part.part_id = bid_note.part_id
     where bid_note.payload_sha256 = $1
       and exists (select 1 from opened where opened.bid = opening_bid.bid)
    """)
}

extension Statement {
  static let openedPublicly = Statement(
    "opened_publicly",
    """
    select exists (
      select 1
        from opening_bid
        join bid_note on bid_note.note_id = opening_bid.bid
        join lot_part on lot_part.tender_id = bid_note.tender_id and lot_part.lot_id = bid_note.lot_id
                     and lot_part.part_id = bid_note.part_id
       where bid_note.payload_sha256 = $2
         and bid_note.tender_id = $1
         and lot_part.public) as listed
    """)
}

extension Transaction {
  /// Whether a manifest of this tender opens a bid of a public part with this payload.
  public func isOpenedPublicly(_ payload: Digest, of tender: String) throws -> Bool {
    try onlyRow(.openedPublicly, [.text(tender), .bytes(payload.bytes)]).value("listed")
  }

  /// Where an opened bid has this payload.
  public func openedPayloads(_ payload: Digest) throws -> [(tender: String, lot: String, isPublic: Bool)] {
    try rows(.openedPayloads, [.bytes(payload.bytes)]) {
      (try $0.value("tender_id"), try $0.value("lot_id"), try $0.value("public"))
    }
  }
}
