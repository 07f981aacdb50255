import Notes
import Postgres

extension Statement {
  /// Of each tender those that arrived first, as many as a tick has slots.
  static let takeWaitingNotes = Statement(
    "take_waiting_notes",
    """
    delete from waiting_notes
     where (tender_id, arrival) in (
       select tender_id, arrival
         from (select tender_id, arrival,
                      sum(cardinality(note_ids)) over (partition by tender_id order by arrival) as reached
                 from waiting_notes
                where tender_id = any($1::text[])) as queue
        where reached <= $2)
    returning tender_id, note_ids
    """)
  static let areNotesWaiting = Statement(
    "are_notes_waiting", "select exists (select from waiting_notes where tender_id = $1) as waiting")
  static let insertTick = Statement(
    "insert_tick", "insert into tick (tick_no, log_index, at) values ($1, $2, $3)")
  static let insertTickBatches = Statement(
    "insert_tick_batches",
    """
    insert into tick_batch (tick_no, tender_id, root)
    select $1, new.tender_id, new.root
      from unnest($2::text[], $3::bytea[]) as new (tender_id, root)
    """)
  static let insertTickNotes = Statement(
    "insert_tick_notes",
    """
    insert into tick_note (note_id, tick_no, tender_id, slot)
    select new.note_id, $1, new.tender_id, new.slot
      from unnest($2::text[], $3::bytea[], $4::int4[]) as new (tender_id, note_id, slot)
    """)
  static let tickNotes = Statement(
    "tick_notes",
    """
    select tick_no, slot, note_id
      from tick_note
     where tender_id = $1
     order by tick_no, slot
    """)
  static let tickNotesOfTick = Statement(
    "tick_notes_of_tick",
    """
    select slot, note_id
      from tick_note
     where tender_id = $1
       and tick_no = $2
    """)
  static let tickSpan = Statement(
    "tick_span",
    "select min(tick_no) as first_no, max(tick_no) as last_no from tick_batch where tender_id = $1")
  static let tickOfNote = Statement(
    "tick_of_note",
    """
    select tick_note.tick_no, tick_note.slot, tick.log_index
      from tick_note
      join tick on tick.tick_no = tick_note.tick_no
     where tick_note.note_id = $1
    """)
  static let tickIndexes = Statement(
    "tick_indexes", "select tick_no, log_index from tick where tick_no = any($1)")
  static let databaseClock = Statement("database_clock", "select clock_timestamp() as now")
  static let insertReveal = Statement(
    "insert_reveal", "insert into reveal (tender_id, text, sha256) values ($1, $2, sha256($2))")
  static let reveal = Statement("reveal", "select text from reveal where tender_id = $1")
}

/// A note's slot in a tick.
public struct TickPlace: Sendable {
  public let tender: String
  public let note: Digest
  public let slot: Int

  public init(tender: String, note: Digest, slot: Int) {
    self.tender = tender
    self.note = note
    self.slot = slot
  }
}

extension Transaction {
  /// Takes up to `limit` waiting notes of each of these tenders out of the queue; those that were written together are
  /// taken together, so `limit` is no less than a batch has.
  public func takeWaitingNotes(of tenders: [String], limit: Int) throws -> [String: [Digest]] {
    var taken: [String: [Digest]] = [:]
    for row in try rows(.takeWaitingNotes, [.texts(tenders), .int(limit)]) {
      let notes: [[UInt8]] = try row.value("note_ids")
      taken[try row.value("tender_id"), default: []] += try notes.map(decodedDigest)
    }
    return taken
  }

  public func areNotesWaiting(of tender: String) throws -> Bool {
    try onlyRow(.areNotesWaiting, [.text(tender)]).value("waiting")
  }

  public func insertTick(_ tick: TickText, logIndex: Int) throws {
    try execute(
      .insertTick, [.int(tick.number), .int(logIndex), .timestamp(Moment(seconds: tick.time).micros)])
    try execute(
      .insertTickBatches,
      [.int(tick.number), .texts(tick.batches.map(\.tender)), .byteStrings(tick.batches.map(\.root.bytes))])
  }

  /// Where the notes of one tick stand, of all its tenders at once.
  public func insertTickNotes(tick: Int, _ notes: [TickPlace]) throws {
    guard !notes.isEmpty else { return }
    try execute(
      .insertTickNotes,
      [
        .int(tick), .texts(notes.map(\.tender)), .byteStrings(notes.map(\.note.bytes)),
        .int32s(notes.map { Int32($0.slot) }),
      ])
  }

  /// PostgreSQL's clock at this moment.
  public func databaseClock() throws -> Moment { Moment(micros: try onlyRow(.databaseClock).value("now")) }

  /// What a tender's ticks hold: the reveal's lines.
  public func tickNotes(of tender: String) throws -> [RevealText.Entry] {
    try rows(.tickNotes, [.text(tender)]) { row in
      RevealText.Entry(
        tick: Int(try row.value("tick_no") as Int64), slot: Int(try row.value("slot") as Int32),
        note: try decodedDigest(try row.value("note_id")))
    }
  }

  /// What one tick holds of one tender.
  public func tickNotes(of tender: String, tick: Int) throws -> [(slot: Int, note: Digest)] {
    try rows(.tickNotesOfTick, [.text(tender), .int(tick)]) { row in
      (Int(try row.value("slot") as Int32), try decodedDigest(try row.value("note_id")))
    }
  }

  /// The first and the last tick with a batch line of this tender.
  public func tickSpan(of tender: String) throws -> (first: Int, last: Int)? {
    let row = try onlyRow(.tickSpan, [.text(tender)])
    guard let first: Int64 = try row.value("first_no"), let last: Int64 = try row.value("last_no") else { return nil }
    return (Int(first), Int(last))
  }

  /// Where a note stands: its tick, its slot and the tick's log index.
  public func place(of note: Digest) throws -> (tick: Int, slot: Int, logIndex: Int)? {
    try row(.tickOfNote, [.bytes(note.bytes)]).map { row in
      (
        Int(try row.value("tick_no") as Int64), Int(try row.value("slot") as Int32),
        Int(try row.value("log_index") as Int64)
      )
    }
  }

  /// The log's indexes of these ticks.
  public func logIndexes(ofTicks numbers: Set<Int>) throws -> [Int: Int] {
    Dictionary(
      uniqueKeysWithValues: try rows(.tickIndexes, [.int64s(numbers.map { Int64($0) })]) {
        (Int(try $0.value("tick_no") as Int64), Int(try $0.value("log_index") as Int64))
      })
  }

  public func insert(_ reveal: RevealText) throws {
    try execute(.insertReveal, [.text(reveal.tender), .bytes(Array(reveal.text.utf8))])
  }

  public func reveal(of tender: String) throws -> [UInt8]? {
    try row(.reveal, [.text(tender)]).map { try $0.value("text") }
  }
}
