import Postgres
import Tendering
import Trusteeship

/// A batch with its name and programme, as the archive holds them.
public struct BatchRow: Sendable {
  public let batch: Batch
  public let title: String
  public let programme: Programme

  init(_ row: Row) throws {
    programme = try Programme(archived: row)
    title = try row.value("batch_title")
    // The years are those of the other batches; that there is one a year is the table's constraint.
    batch = try Batch(
      id: archivedID(row, "batch_id"), programme: programme, year: Int(try row.value("year") as Int32),
      windowOpens: Moment(micros: try row.value("window_opens_at")).instant,
      windowCloses: Moment(micros: try row.value("window_closes_at")).instant,
      termBegins: archivedDay(row, "term_begins"), termEnds: archivedDay(row, "term_ends"), yearsTaken: [])
  }
}

extension Programme {
  init(archived row: Row) throws {
    try self.init(
      id: archivedID(row, "programme_id"), name: try row.value("title"), basis: try row.value("policy_no"),
      begins: archivedDay(row, "starts_on"), ends: archivedDay(row, "ends_on"))
  }
}

/// An id that the rules let in before it was stored.
func archivedID<Of>(_ row: Row, _ column: String) throws -> Identifier<Of> {
  let text: String = try row.value(.name(column))
  guard let id = Identifier<Of>(text) else { throw PostgresFailure(.mismatch, message: "\(column) is no id") }
  return id
}

/// A day that the statement gives as text.
func archivedDay(_ row: Row, _ column: String) throws -> CalendarDay {
  let text: String = try row.value(.name(column))
  guard let day = CalendarDay(text) else { throw PostgresFailure(.mismatch, message: "\(column) is no day") }
  return day
}

private let programmeColumns = """
  programme.programme_id, programme.title, programme.policy_no, programme.starts_on::text, programme.ends_on::text
  """
private let batchColumns = """
  \(programmeColumns),
         batch.batch_id, batch.title as batch_title, batch.year, batch.window_opens_at, batch.window_closes_at,
         batch.term_begins::text, batch.term_ends::text
  """

extension Statement {
  static let insertProgramme = Statement(
    "insert_programme",
    """
    insert into programme (programme_id, title, policy_no, starts_on, ends_on, created_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let programmes = Statement(
    "programmes",
    """
    select \(programmeColumns)
      from programme
     where $1::text is null or programme_id = $1
     order by starts_on, programme_id
    """)
  static let insertBatch = Statement(
    "insert_batch",
    """
    insert into batch (batch_id, programme_id, year, title, term_days, window_opens_at, window_closes_at, term_begins,
           term_ends, created_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    """)
  static let batches = Statement(
    "batches",
    """
    select \(batchColumns)
      from batch
      join programme on programme.programme_id = batch.programme_id
     where ($1::text is null or batch.batch_id = $1)
       and ($2::text is null or batch.programme_id = $2)
     order by batch.year, batch.batch_id
    """)
}

extension Transaction {
  public func insert(_ programme: Programme, by actor: String, at: Moment) throws {
    try execute(
      .insertProgramme,
      [
        .text(programme.id.text), .text(programme.name), .text(programme.basis), .date(programme.begins.description),
        .date(programme.ends.description), .text(actor), .timestamp(at.micros),
      ])
  }

  public func programmes() throws -> [Programme] {
    try rows(.programmes, [.text(nil)], decode: Programme.init(archived:))
  }

  public func programme(_ id: String) throws -> Programme? {
    try row(.programmes, [.text(id)]).map(Programme.init(archived:))
  }

  public func insert(_ batch: Batch, title: String, by actor: String, at: Moment) throws {
    try execute(
      .insertBatch,
      [
        .text(batch.id.text), .text(batch.programme.text), .int32(Int32(batch.year)), .text(title),
        .int32(Int32(batch.termEnds.number - batch.termBegins.number + 1)),
        .timestamp(Moment(seconds: Int(batch.windowOpens.seconds)).micros),
        .timestamp(Moment(seconds: Int(batch.windowCloses.seconds)).micros), .date(batch.termBegins.description),
        .date(batch.termEnds.description), .text(actor), .timestamp(at.micros),
      ])
  }

  /// Batches by year; of one programme when given.
  public func batches(of programme: String? = nil) throws -> [BatchRow] {
    try rows(.batches, [.text(nil), .text(programme)], decode: BatchRow.init)
  }

  public func batch(_ id: String) throws -> BatchRow? {
    try row(.batches, [.text(id), .text(nil)]).map(BatchRow.init)
  }
}
