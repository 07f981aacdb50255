import Notes
import Postgres
import Tendering

/// A bid note about to be written: what the hot path puts into one row of each table.
public struct NewBidNote: Sendable {
  public enum Kind: String, Sendable {
    case register, bid, withdraw
  }

  public let note: SignedNote
  public let id: Digest
  public let tender: String
  public let kind: Kind
  /// The bidder's key reference.
  public let bidder: String
  public let lot: String?
  public let part: String?
  public let seq: Int?
  public let payload: Digest?
  public let receivedAt: Moment
  /// The payload file when it came along with the note.
  public let attached: [UInt8]?
  /// The network address that it came from.
  public let address: String?

  public init(
    note: SignedNote, id: Digest, tender: String, kind: Kind, bidder: String, lot: String?, part: String?, seq: Int?,
    payload: Digest?, receivedAt: Moment, attached: [UInt8]?, address: String?
  ) {
    self.address = address
    self.note = note
    self.id = id
    self.tender = tender
    self.kind = kind
    self.bidder = bidder
    self.lot = lot
    self.part = part
    self.seq = seq
    self.payload = payload
    self.receivedAt = receivedAt
    self.attached = attached
  }
}

/// One pair of lot and part of one bidder.
public struct BidPlace: Hashable, Sendable {
  public let tender: String
  public let lot: String
  public let part: String
  public let bidder: String

  public init(tender: String, lot: String, part: String, bidder: String) {
    self.tender = tender
    self.lot = lot
    self.part = part
    self.bidder = bidder
  }
}

/// The last note at a place: its seq, and its id when it is a bid (which then is in force).
public struct LastBidNote: Hashable, Sendable {
  public let seq: Int
  public let bid: Digest?

  public init(seq: Int, bid: Digest?) {
    self.seq = seq
    self.bid = bid
  }
}

/// A bidder registered for a tender.
public struct BidderRow: Sendable {
  public let tender: String
  public let bidder: String
  public let vkey: String
  public let actor: String
}

extension BidderRow {
  init(_ row: Row) throws {
    self.init(
      tender: try row.value("tender_id"), bidder: try row.value("bidder"), vkey: try row.value("vkey"),
      actor: try row.value("actor"))
  }
}

/// What bidding for a tender depends on, as its row has it.
public struct TenderBiddenFor: Sendable {
  public let id: String
  public let state: Tender.State
  public let notice: Digest?
  public let opensAt: Moment?
  public let deadlineAt: Moment?
  public let threshold: Int
  public let custodians: Int

  init(_ row: Row) throws {
    id = try row.value("tender_id")
    state = try decodedState(try row.value("state"))
    notice = (try row.value("notice_id") as [UInt8]?).flatMap { Digest(bytes: $0) }
    opensAt = (try row.value("opens_at") as Int64?).map(Moment.init)
    deadlineAt = (try row.value("deadline_at") as Int64?).map(Moment.init)
    threshold = Int(try row.value("threshold") as Int32)
    custodians = Int(try row.value("custodians") as Int32)
  }
}

/// What the archive knows of the notes of one batch.
public struct BidFacts: Sendable {
  public var tenders: [TenderBiddenFor] = []
  /// The last note at each place that has one.
  public var last: [BidPlace: LastBidNote] = [:]
  public var bidders: [BidderRow] = []
  public var payloads: [Digest: PayloadRow] = [:]

  public init() {}
}

/// A note of the period with where it stands.
public struct BidNoteRow: Sendable {
  public let id: Digest
  public let kind: NewBidNote.Kind
  public let bidder: String
  public let lot: String?
  public let part: String?
  public let seq: Int?
  public let payload: Digest?
  public let receivedAt: Moment
  public let tick: Int?
  public let slot: Int?

  init(_ row: Row) throws {
    id = try decodedDigest(try row.value("note_id"))
    let word: String = try row.value("kind")
    guard let kind = NewBidNote.Kind(rawValue: word) else {
      throw PostgresFailure(.mismatch, message: "a kind that no rule knows: \(word)")
    }
    self.kind = kind
    bidder = try row.value("bidder")
    lot = try row.value("lot_id")
    part = try row.value("part_id")
    seq = (try row.value("seq") as Int32?).map(Int.init)
    payload = (try row.value("payload_sha256") as [UInt8]?).flatMap { Digest(bytes: $0) }
    receivedAt = Moment(micros: try row.value("received_at"))
    tick = (try row.value("tick_no") as Int64?).map(Int.init)
    slot = (try row.value("slot") as Int32?).map(Int.init)
  }
}

extension Statement {
  /// One after the other in one order, so that two batches that share bidders do not wait for each other.
  static let lockBidders = Statement(
    "lock_bidders",
    """
    select count(pg_advisory_xact_lock(key)) as n
      from (select distinct hashtextextended(name, 5) as key
              from unnest($1::text[]) as name
             order by 1) as keys
    """)
  /// What a batch asks is looked up key by key, lateral with a limit: as a plain join, or with `= any`, the planner, who
  /// guesses a hundred rows for an array, reads the whole table once it holds some thousands.
  static let knownBidNotes = Statement(
    "known_bid_notes",
    """
    select found.note_id, found.received_at
      from unnest($1::bytea[]) as asked (note_id)
     cross join lateral (
       select note_id, received_at
         from bid_note
        where bid_note.note_id = asked.note_id
        limit 1) found
    """)
  /// Shared, so that a close waits for the batch; but not when all its notes for the tender are late, for these hold up
  /// no close, however many they are. Few columns: a draft is long.
  static let tendersBiddenFor = Statement(
    "tenders_bidden_for",
    """
    with in_time as (
      select tender_id, state, notice_id, opens_at, deadline_at, threshold, custodians
        from tender
       where tender_id = any($1::text[])
         and deadline_at > ($2::timestamptz[])[array_position($1::text[], tender_id)]
       order by tender_id
         for share)
    select tender_id, state, notice_id, opens_at, deadline_at, threshold, custodians
      from in_time
     union all
    select tender_id, state, notice_id, opens_at, deadline_at, threshold, custodians
      from tender
     where tender_id = any($1::text[])
       and (deadline_at > ($2::timestamptz[])[array_position($1::text[], tender_id)]) is not true
    """)
  static let lastBidNotes = Statement(
    "last_bid_notes",
    """
    select place.n, last.seq, last.note_id, last.kind
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality
             as place (tender_id, lot_id, part_id, bidder, n)
     cross join lateral (
       select seq, note_id, kind
         from bid_note
        where bid_note.tender_id = place.tender_id
          and bid_note.lot_id = place.lot_id
          and bid_note.part_id = place.part_id
          and bid_note.bidder = place.bidder
        order by seq desc
        limit 1) last
    """)
  static let biddersOf = Statement(
    "bidders_of",
    """
    select found.tender_id, found.bidder, found.vkey, found.actor
      from unnest($1::text[], $2::text[]) as asked (tender_id, bidder)
     cross join lateral (
       select tender_id, bidder, vkey, actor
         from bidder
        where bidder.tender_id = asked.tender_id
          and bidder.bidder = asked.bidder
        limit 1) found
    """)
  static let wholePayloads = Statement(
    "whole_payloads",
    """
    select found.sha256, found.bytes, found.uploader, found.whole_at
      from unnest($1::bytea[]) as asked (sha256)
     cross join lateral (
       select sha256, bytes, uploader, whole_at
         from payload
        where payload.sha256 = asked.sha256
        limit 1) found
    """)
  static let insertBidNoteBytes = Statement(
    "insert_bid_note_bytes",
    """
    insert into note (note_id, type, tender_id, signer, bytes, taken_at)
    select * from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::timestamptz[])
    """)
  /// The pieces of a payload that is there already are there too; to find that out piece by piece would cost as much as
  /// writing them.
  static let insertAttachedPayloads = Statement(
    "insert_attached_payloads",
    """
    with new_payload as (
      insert into payload (sha256, uploader, bytes, whole_at)
      select * from unnest($1::bytea[], $2::text[], $3::int8[], $4::timestamptz[])
      on conflict do nothing
      returning sha256, uploader)
    insert into payload_chunk (sha256, uploader, chunk_no, bytes)
    select new.sha256, new.uploader, new.chunk_no, new.bytes
      from unnest($5::bytea[], $6::text[], $7::int4[], $8::bytea[]) as new (sha256, uploader, chunk_no, bytes)
     where (new.sha256, new.uploader) in (select sha256, uploader from new_payload)
    """)
  /// In time by the deadline as the row has it, whatever the rules said: fewer rows back than given is a failure.
  static let insertBidNotes = Statement(
    "insert_bid_notes",
    """
    insert into bid_note (note_id, tender_id, kind, bidder, lot_id, part_id, seq, payload_sha256, received_at, address)
    select new.note_id, new.tender_id, new.kind, new.bidder, new.lot_id, new.part_id, new.seq, new.payload_sha256,
           new.received_at, new.address
      from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::bytea[],
             $9::timestamptz[], $10::text[])
             as new (note_id, tender_id, kind, bidder, lot_id, part_id, seq, payload_sha256, received_at, address)
      join tender on tender.tender_id = new.tender_id
     where tender.state in ('published', 'open')
       and new.received_at < tender.deadline_at
       and (new.kind = 'register' or new.received_at >= tender.opens_at)
    """)
  static let insertWaitingNotes = Statement(
    "insert_waiting_notes",
    """
    insert into waiting_notes (tender_id, note_ids)
    select new.tender_id, array_agg(new.note_id order by new.n)
      from unnest($1::bytea[], $2::text[]) with ordinality as new (note_id, tender_id, n)
     group by new.tender_id
    """)
  static let insertBidder = Statement(
    "insert_bidder",
    "insert into bidder (tender_id, bidder, vkey, actor, note_id) values ($1, $2, $3, $4, $5)")
  private static let bidNoteRow = """
    select bid_note.note_id, bid_note.kind, bid_note.bidder, bid_note.lot_id, bid_note.part_id, bid_note.seq,
           bid_note.payload_sha256, bid_note.received_at, tick_note.tick_no, tick_note.slot
      from bid_note
      left join tick_note on tick_note.note_id = bid_note.note_id
    """
  static let bidNotesOfTender = Statement(
    "bid_notes_of_tender",
    """
    \(bidNoteRow)
     where bid_note.tender_id = $1
       and ($2::text is null or bid_note.bidder = $2)
     order by tick_note.tick_no, tick_note.slot, bid_note.seq
    """)
  static let bidNotesOfLot = Statement(
    "bid_notes_of_lot",
    """
    \(bidNoteRow)
     where bid_note.tender_id = $1
       and bid_note.lot_id = $2
     order by tick_note.tick_no, tick_note.slot, bid_note.seq
    """)
  static let bidOrigins = Statement(
    "bid_origins",
    """
    select note_id, address
      from bid_note_whole
     where tender_id = $1
       and lot_id = $2
       and address is not null
    """)
  static let bidNoteOf = Statement(
    "bid_note_of",
    """
    select count(*) as n
      from bid_note
     where note_id = $1
       and tender_id = $2
       and bidder = $3
    """)
  static let bidNoteBytes = Statement(
    "bid_note_bytes",
    """
    select note.note_id, note.bytes
      from bid_note
      join note on note.note_id = bid_note.note_id
     where bid_note.tender_id = $1
    """)
}

extension Ask {
  /// The payloads that came with their notes, in pieces that lie in one page each: as one value PostgreSQL would put them
  /// out of line in pieces of 2 KB, each with an index entry, which costs more than all the rest of a bid. Nil when none
  /// did.
  ///
  /// They stand apart from the pieces of an upload, which may be another file than their name says; these were hashed.
  fileprivate static func attachedPayloads(_ notes: [NewBidNote]) -> Ask? {
    var payloads: (digests: [[UInt8]], uploaders: [String], lengths: [Int64], times: [Int64]) = ([], [], [], [])
    var digests: [[UInt8]] = []
    var uploaders: [String] = []
    var numbers: [Int32] = []
    var pieces: [[UInt8]] = []
    var seen: Set<Digest> = []
    for note in notes {
      guard let payload = note.payload, let bytes = note.attached, seen.insert(payload).inserted else { continue }
      let uploader = note.bidder + "#attached"
      payloads.digests.append(payload.bytes)
      payloads.uploaders.append(uploader)
      payloads.lengths.append(Int64(bytes.count))
      payloads.times.append(note.receivedAt.micros)
      for (number, start) in stride(from: 0, to: bytes.count, by: attachedPieceBytes).enumerated() {
        digests.append(payload.bytes)
        uploaders.append(uploader)
        numbers.append(Int32(number))
        pieces.append(Array(bytes[start..<min(start + attachedPieceBytes, bytes.count)]))
      }
    }
    guard !seen.isEmpty else { return nil }
    return Ask(
      .insertAttachedPayloads,
      [
        .byteStrings(payloads.digests), .texts(payloads.uploaders), .int64s(payloads.lengths),
        .timestamps(payloads.times), .byteStrings(digests), .texts(uploaders), .int32s(numbers), .byteStrings(pieces),
      ])
  }

  /// With the longest uploader's name a row of this still fits a page of 8 KiB; see `toast_tuple_target` in the schema.
  private static let attachedPieceBytes = 7_900
}

extension Transaction {
  /// What the verdicts over a batch of new notes need to know, in one round trip; the tenders' rows stay shared
  /// until the transaction ends, and nobody else writes down notes of these senders: another daemon may be at work, and
  /// seqs must rise in the order of commits.
  ///
  /// - Parameters:
  ///   - senders: each named by any text that is its own.
  ///   - tenders: when the earliest of the notes for each arrived.
  ///   - bidders: those of whom it is not known that they are registered.
  public func bidFacts(
    senders: some Collection<String>, tenders: [String: Moment], places: [BidPlace],
    bidders: [(tender: String, bidder: String)], payloads: [Digest]
  ) throws -> BidFacts {
    let asked = tenders.sorted { $0.key < $1.key }
    var asks = [
      Ask(.lockBidders, [.texts(Array(senders))]),
      Ask(.tendersBiddenFor, [.texts(asked.map(\.key)), .timestamps(asked.map(\.value.micros))]),
      Ask(
        .lastBidNotes,
        [
          .texts(places.map(\.tender)), .texts(places.map(\.lot)), .texts(places.map(\.part)),
          .texts(places.map(\.bidder)),
        ]),
    ]
    if !bidders.isEmpty {
      asks.append(Ask(.biddersOf, [.texts(bidders.map(\.tender)), .texts(bidders.map(\.bidder))]))
    }
    if !payloads.isEmpty { asks.append(Ask(.wholePayloads, [.byteStrings(payloads.map(\.bytes))])) }
    var answers = try together(asks)[...]
    answers.removeFirst()
    var facts = BidFacts()
    facts.tenders = try answers.removeFirst().rows.map(TenderBiddenFor.init)
    for row in answers.removeFirst().rows {
      let n: Int64 = try row.value("n")
      let kind: String = try row.value("kind")
      let id = try decodedDigest(try row.value("note_id"))
      facts.last[places[Int(n) - 1]] = LastBidNote(
        seq: Int(try row.value("seq") as Int32), bid: kind == NewBidNote.Kind.bid.rawValue ? id : nil)
    }
    if !bidders.isEmpty { facts.bidders = try answers.removeFirst().rows.map(BidderRow.init) }
    if !payloads.isEmpty {
      for row in answers.removeFirst().rows {
        facts.payloads[try decodedDigest(try row.value("sha256"))] = try PayloadRow(row)
      }
    }
    return facts
  }

  /// Those of the notes that were taken before, with when each was received.
  public func knownBidNotes(_ notes: [Digest]) throws -> [Digest: Moment] {
    guard !notes.isEmpty else { return [:] }
    var known: [Digest: Moment] = [:]
    for row in try rows(.knownBidNotes, [.byteStrings(notes.map(\.bytes))]) {
      known[try decodedDigest(try row.value("note_id"))] = Moment(micros: try row.value("received_at"))
    }
    return known
  }

  /// Those of the asked (tender, bidder) that are registered.
  public func bidders(_ asked: [(tender: String, bidder: String)]) throws -> [BidderRow] {
    try rows(.biddersOf, [.texts(asked.map(\.tender)), .texts(asked.map(\.bidder))], decode: BidderRow.init)
  }

  /// Those of the payloads that are whole, with their length.
  public func wholePayloads(_ digests: [Digest]) throws -> [Digest: PayloadRow] {
    guard !digests.isEmpty else { return [:] }
    var whole: [Digest: PayloadRow] = [:]
    for row in try rows(.wholePayloads, [.byteStrings(digests.map(\.bytes))]) {
      whole[try decodedDigest(try row.value("sha256"))] = try PayloadRow(row)
    }
    return whole
  }

  /// Writes a batch of accepted notes with their attached payloads.
  ///
  /// - Throws: `PostgresFailure` of kind mismatch when the database does not count one of them as in time although the
  ///   rules did: the two disagree about one row, which is a failure and never a refusal.
  public func insert(_ notes: [NewBidNote]) throws {
    guard !notes.isEmpty else { return }
    let times = Parameter.timestamps(notes.map(\.receivedAt.micros))
    let ids = Parameter.byteStrings(notes.map(\.id.bytes))
    let tenders = Parameter.texts(notes.map(\.tender))
    let bidders = Parameter.texts(notes.map(\.bidder))
    var asks = [
      Ask(
        .insertBidNoteBytes,
        [ids, .texts(notes.map(\.note.type)), tenders, bidders, .byteStrings(notes.map(\.note.bytes)), times])
    ]
    if let payloads = Ask.attachedPayloads(notes) { asks.append(payloads) }
    let counted = asks.count
    asks.append(
      Ask(
        .insertBidNotes,
        [
          ids, tenders, .texts(notes.map(\.kind.rawValue)), bidders, .texts(notes.map(\.lot)),
          .texts(notes.map(\.part)), .int32s(notes.map { $0.seq.map(Int32.init) }),
          .byteStrings(notes.map { $0.payload?.bytes }), times, .texts(notes.map(\.address)),
        ]))
    asks.append(Ask(.insertWaitingNotes, [ids, tenders]))
    let inserted = try together(asks)[counted].affectedCount
    guard inserted == notes.count else {
      throw PostgresFailure(
        .mismatch, statement: Statement.insertBidNotes.name,
        message: "the rules took \(notes.count) notes as in time, the database \(inserted)")
    }
  }

  public func insertBidder(_ register: Register, actor: String, note: Digest) throws {
    try execute(
      .insertBidder,
      [
        .text(register.tender), .text(register.bidder.text), .text(register.key.text), .text(actor),
        .bytes(note.bytes),
      ])
  }

  /// From which network address each note for a lot was handed in, as far as the reader may look into that.
  public func bidOrigins(of tender: String, lot: String) throws -> [Digest: String] {
    var origins: [Digest: String] = [:]
    for row in try rows(.bidOrigins, [.text(tender), .text(lot)]) {
      origins[try decodedDigest(try row.value("note_id"))] = try row.value("address") as String
    }
    return origins
  }

  /// Whether this is a note of that bidder for that tender.
  public func isBidNote(_ note: Digest, of tender: String, by bidder: String) throws -> Bool {
    try onlyRow(.bidNoteOf, [.bytes(note.bytes), .text(tender), .text(bidder)]).value("n") as Int64 == 1
  }

  /// Registrations, bids and withdrawals of a tender (of one bidder when given), by tick and slot.
  public func bidNotes(of tender: String, bidder: String? = nil) throws -> [BidNoteRow] {
    try rows(.bidNotesOfTender, [.text(tender), .text(bidder)]).map(BidNoteRow.init)
  }

  /// The bids and withdrawals for one lot.
  public func bidNotes(of tender: String, lot: String) throws -> [BidNoteRow] {
    try rows(.bidNotesOfLot, [.text(tender), .text(lot)]).map(BidNoteRow.init)
  }

  /// The exact bytes of every note of the period.
  public func bidNoteBytes(of tender: String) throws -> [Digest: [UInt8]] {
    var bytes: [Digest: [UInt8]] = [:]
    for row in try rows(.bidNoteBytes, [.text(tender)]) {
      bytes[try decodedDigest(try row.value("note_id"))] = try row.value("bytes")
    }
    return bytes
  }
}
