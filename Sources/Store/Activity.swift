import Postgres
import Tendering

/// One line of the activity record (采购活动记录): who did what to what, and how it ended.
public struct ActivityRow: Sendable {
  public let at: Moment
  public let actor: String
  public let deed: String
  public let subject: String
  public let outcome: String
  public let detail: String
  /// From where; nil for what nobody did over the network.
  public let address: String?
}

/// The network address from which the request came that is being answered.
///
/// It goes with the task and not through every deed: each writes a line of the record, and none decides by it.
public enum NetworkAddress {
  @TaskLocal public static var current: String?
}

extension Statement {
  static let insertActivity = Statement(
    "insert_activity",
    """
    insert into activity (done_at, actor, deed, subject, outcome, detail, address)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let activities = Statement(
    "activities",
    """
    select done_at, actor, deed, subject, outcome, detail, address
      from activity
     where subject = $1 or starts_with(subject, $1 || '/')
     order by activity_id
    """)
}

extension Transaction {
  /// Writes one line of the record. Ids and codes only: never what a bid says.
  public func record(
    _ deed: Deed, by actor: String, subject: String, outcome: String = "done", detail: String = "", at: Moment
  ) throws {
    try execute(
      .insertActivity,
      [
        .timestamp(at.micros), .text(actor), .text(deed.rawValue), .text(subject), .text(outcome), .text(detail),
        .text(NetworkAddress.current),
      ])
  }

  public func record(
    _ deed: Deed, by actor: Actor, subject: String, outcome: String = "done", detail: String = "", at: Moment
  ) throws {
    try record(deed, by: actor.key.text, subject: subject, outcome: outcome, detail: detail, at: at)
  }

  /// The record of a subject (a tender's id, say) and of what belongs to it.
  public func activities(of subject: String) throws -> [ActivityRow] {
    try rows(.activities, [.text(subject)]) { row in
      ActivityRow(
        at: Moment(micros: try row.value("done_at")), actor: try row.value("actor"), deed: try row.value("deed"),
        subject: try row.value("subject"), outcome: try row.value("outcome"), detail: try row.value("detail"),
        address: try row.value("address"))
    }
  }
}
