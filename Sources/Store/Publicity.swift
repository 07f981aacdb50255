import Postgres
import Tendering

extension Statement {
  static let insertPublicity = Statement(
    "insert_publicity",
    """
    insert into publicity (tender_id, lot_id, ends_on, published_by, published_at, review_no)
    select $1, $2, $3, $4, $5, coalesce(max(review_no), 0)
      from re_review_end
     where tender_id = $1
       and lot_id = $2
    """)
  static let publicity = Statement(
    "publicity",
    """
    select publicity.published_at, publicity.ends_on::text
      from publicity
     where publicity.tender_id = $1
       and publicity.lot_id = $2
       and publicity.review_no = (select coalesce(max(review_no), 0)
                                    from re_review_end
                                   where tender_id = $1
                                     and lot_id = $2)
    """)
}

extension Transaction {
  public func insertPublicity(
    of tender: String, lot: String, until: CalendarDay, by: String, at: Moment
  ) throws {
    try execute(
      .insertPublicity,
      [.text(tender), .text(lot), .date(until.description), .text(by), .timestamp(at.micros)])
  }

  /// The days on which a lot's candidates, as the evaluation in force ranks them, are public; nil while they are not.
  public func publicity(of tender: String, lot: String) throws -> ClosedRange<CalendarDay>? {
    try row(.publicity, [.text(tender), .text(lot)]).map { row in
      let first = CalendarDay(Moment(micros: try row.value("published_at")).instant)
      return first...max(first, try archivedDay(row, "ends_on"))
    }
  }
}
