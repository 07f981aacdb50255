import Notes
import Postgres
import Tendering

/// A decision that a lot's signed result is reviewed again, and its end.
public struct ReReviewRow: Sendable {
  /// From 1 in its lot; the evaluation that ends it has the same number.
  public let number: Int
  public let ground: ReReview.Ground
  public let reason: String
  /// The hash of the public evaluation file that stood when it was convened.
  public let superseded: Digest
  public let convenedBy: String
  public let convenedAt: Moment
  /// Nil while the committee is at it.
  public let endedAt: Moment?

  public var isOver: Bool { endedAt != nil }
}

extension Statement {
  static let insertReReview = Statement(
    "insert_re_review",
    """
    insert into re_review (tender_id, lot_id, review_no, ground, reason, superseded, convened_by, convened_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let endReReview = Statement(
    "end_re_review",
    "insert into re_review_end (tender_id, lot_id, review_no, note_id, ended_at) values ($1, $2, $3, $4, $5)")
  static let reReviews = Statement(
    "re_reviews",
    """
    select re_review.review_no, re_review.ground, re_review.reason, re_review.superseded, re_review.convened_by,
           re_review.convened_at, re_review_end.ended_at
      from re_review
      left join re_review_end
        on re_review_end.tender_id = re_review.tender_id and re_review_end.lot_id = re_review.lot_id
       and re_review_end.review_no = re_review.review_no
     where re_review.tender_id = $1
       and re_review.lot_id = $2
     order by re_review.review_no
    """)
}

extension Transaction {
  public func insertReReview(
    _ number: Int, tender: String, lot: String, ground: ReReview.Ground, reason: String, superseded: Digest, by: String,
    at: Moment
  ) throws {
    try execute(
      .insertReReview,
      [
        .text(tender), .text(lot), .int32(Int32(number)), .text(ground.rawValue), .text(reason),
        .bytes(superseded.bytes), .text(by), .timestamp(at.micros),
      ])
  }

  /// - Parameter note: the evaluation that came of it.
  public func endReReview(_ number: Int, tender: String, lot: String, note: Digest, at: Moment) throws {
    try execute(
      .endReReview,
      [.text(tender), .text(lot), .int32(Int32(number)), .bytes(note.bytes), .timestamp(at.micros)])
  }

  /// A lot's re-reviews in their order; the last may be open.
  public func reReviews(of tender: String, lot: String) throws -> [ReReviewRow] {
    try rows(.reReviews, [.text(tender), .text(lot)]) { row in
      ReReviewRow(
        number: Int(try row.value("review_no") as Int32), ground: try decodedState(try row.value("ground")),
        reason: try row.value("reason"), superseded: try decodedDigest(try row.value("superseded")),
        convenedBy: try row.value("convened_by"), convenedAt: Moment(micros: try row.value("convened_at")),
        endedAt: (try row.value("ended_at") as Int64?).map(Moment.init))
    }
  }
}
