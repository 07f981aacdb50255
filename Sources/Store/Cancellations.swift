import Notes
import Postgres

/// The end of a whole tender by a cancellation.
public struct CancellationRow: Sendable {
  public let noteID: Digest
  public let ground: String
  public let reason: String
  public let madeAt: Moment

  init(_ row: Row) throws {
    noteID = try decodedDigest(try row.value("note_id"))
    ground = try row.value("ground")
    reason = try row.value("reason")
    madeAt = Moment(micros: try row.value("made_at"))
  }
}

extension Statement {
  static let insertCancellation = Statement(
    "insert_cancellation",
    """
    insert into cancellation (tender_id, note_id, ground, reason, made_at)
    values ($1, $2, $3, $4, $5)
    """)
  /// A tender that has closed stays closed; its lots are cancelled one by one.
  static let cancelOpenTender = Statement(
    "cancel_open_tender",
    """
    update tender
       set state = 'cancelled'
     where tender_id = $1
       and state in ('published', 'open')
    """)
  static let cancellationOf = Statement(
    "cancellation_of", "select note_id, ground, reason, made_at from cancellation where tender_id = $1")
}

extension Transaction {
  public func insertCancellation(
    of tender: String, note: Digest, ground: String, reason: String, at: Moment
  ) throws {
    try execute(
      .insertCancellation,
      [.text(tender), .bytes(note.bytes), .text(ground), .text(reason), .timestamp(at.micros)])
  }

  /// False when the tender is not open (any more).
  public func cancelOpen(_ tender: String) throws -> Bool { try execute(.cancelOpenTender, [.text(tender)]) == 1 }

  public func cancellation(of tender: String) throws -> CancellationRow? {
    try row(.cancellationOf, [.text(tender)]).map(CancellationRow.init)
  }
}
