import Notes
import Postgres

/// An amendment of a published tender.
public struct AmendmentRow: Sendable {
  public let seq: Int
  public let noteID: Digest
  public let deadlineBefore: Moment
  public let deadlineAfter: Moment
  /// The hash of the documents in force from here on.
  public let terms: Digest
  public let changesTerms: Bool
  public let affectsBids: Bool
  /// What the officer asked for, in canonical JSON.
  public let change: String
  public let madeAt: Moment

  init(_ row: Row) throws {
    seq = Int(try row.value("seq") as Int32)
    noteID = try decodedDigest(try row.value("note_id"))
    deadlineBefore = Moment(micros: try row.value("deadline_before"))
    deadlineAfter = Moment(micros: try row.value("deadline_after"))
    terms = try decodedDigest(try row.value("terms_sha256"))
    changesTerms = try row.value("changes_terms")
    affectsBids = try row.value("affects_bids")
    change = try row.value("change")
    madeAt = Moment(micros: try row.value("made_at"))
  }
}

extension Statement {
  /// Only from the state in which the rules saw the tender, and before the deadline that it then had: no row back although
  /// the rules allowed it is a failure.
  static let insertAmendment = Statement(
    "insert_amendment",
    """
    insert into amendment (tender_id, seq, note_id, deadline_before, deadline_after, terms_sha256, changes_terms,
           affects_bids, change, made_at)
    select tender.tender_id, $2::int4, $3, tender.deadline_at, coalesce($4::timestamptz, tender.deadline_at),
           coalesce($5::bytea, tender.terms_sha256), $5::bytea is not null, $6, $7, $8::timestamptz
      from tender
     where tender.tender_id = $1
       and tender.state in ('published', 'open')
       and $8::timestamptz < tender.deadline_at
       and ($4::timestamptz is null or $4 > tender.deadline_at)
       and $2::int4 = 1 + (select count(*) from amendment where amendment.tender_id = $1)
    """)
  static let amendTender = Statement(
    "amend_tender",
    """
    update tender
       set deadline_at = amendment.deadline_after, terms_sha256 = amendment.terms_sha256
      from amendment
     where tender.tender_id = $1
       and amendment.tender_id = $1
       and amendment.seq = $2
       and tender.deadline_at = amendment.deadline_before
       and tender.state in ('published', 'open')
    """)
  static let amendmentsOf = Statement(
    "amendments_of",
    """
    select seq, note_id, deadline_before, deadline_after, terms_sha256, changes_terms, affects_bids, change, made_at
      from amendment
     where tender_id = $1
     order by seq
    """)
  static let registeredTenders = Statement(
    "registered_tenders",
    """
    select bidder.tender_id, note.taken_at
      from bidder
      join note on note.note_id = bidder.note_id
     where bidder.actor = $1
     order by note.taken_at, bidder.tender_id
    """)
}

extension Transaction {
  /// Writes an amendment down and lets the tender follow it.
  ///
  /// - Throws: `PostgresFailure` of kind mismatch where the database does not agree with the rules that this amendment is
  ///   the next one, in time, and moves the deadline later.
  public func amend(
    _ amendment: Amendment, note: Digest, affectsBids: Bool, change: String, at: Moment
  ) throws {
    let inserted = try execute(
      .insertAmendment,
      [
        .text(amendment.tender), .int32(Int32(amendment.seq)), .bytes(note.bytes),
        .timestamp(amendment.deadline.map { Moment(seconds: $0).micros }), .bytes(amendment.terms?.bytes),
        .bool(affectsBids), .text(change), .timestamp(at.micros),
      ])
    let moved = try execute(.amendTender, [.text(amendment.tender), .int32(Int32(amendment.seq))])
    guard inserted == 1, moved == 1 else {
      throw PostgresFailure(
        .mismatch, statement: Statement.insertAmendment.name,
        message: "an amendment that the rules allowed is not one for the database")
    }
  }

  public func amendments(of tender: String) throws -> [AmendmentRow] {
    try rows(.amendmentsOf, [.text(tender)]).map(AmendmentRow.init)
  }

  /// The tenders for which this agency has registered, and when.
  public func registeredTenders(of agency: String) throws -> [(tender: String, at: Moment)] {
    try rows(.registeredTenders, [.text(agency)]) { row in
      (try row.value("tender_id"), Moment(micros: try row.value("taken_at")))
    }
  }
}
