import Postgres
import Tendering

extension Statement {
  static let insertPublicity = Statement(
    "insert_publicity",
    """
    insert into publicity (tender_id, lot_id, ends_on, published_by, published_at)
    values ($1, $2, $3, $4, $5)
    """)
  static let publicity = Statement(
    "publicity",
    "select published_at, ends_on::text from publicity where tender_id = $1 and lot_id = $2")
}

extension Transaction {
  public func insertPublicity(
    of tender: String, lot: String, until: CalendarDay, by: String, at: Moment
  ) throws {
    try execute(
      .insertPublicity,
      [.text(tender), .text(lot), .date(until.description), .text(by), .timestamp(at.micros)])
  }

  /// The days on which a lot's candidates are public; nil while they are not.
  public func publicity(of tender: String, lot: String) throws -> ClosedRange<CalendarDay>? {
    try row(.publicity, [.text(tender), .text(lot)]).map { row in
      let first = CalendarDay(Moment(micros: try row.value("published_at")).instant)
      return first...max(first, try archivedDay(row, "ends_on"))
    }
  }
}
