import Notes
import Postgres

/// What was answered to a request with an idempotency key.
public struct KeptAnswer: Sendable {
  /// Method and path of the route.
  public let route: String
  public let request: Digest
  /// Canonical JSON.
  public let answer: String

  public init(route: String, request: Digest, answer: String) {
    self.route = route
    self.request = request
    self.answer = answer
  }
}

extension Statement {
  static let tryLockKey = Statement(
    "try_lock_key", "select pg_try_advisory_xact_lock(hashtextextended('idempotency ' || $1 || ' ' || $2, 0)) as got")
  static let keptAnswer = Statement(
    "kept_answer",
    """
    select route, request_sha256, answer
      from idempotency_key
     where actor = $1
       and key = $2
    """)
  static let insertKeptAnswer = Statement(
    "insert_kept_answer",
    """
    insert into idempotency_key (actor, key, route, request_sha256, answer, done_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let deleteOldAnswers = Statement("delete_old_answers", "delete from idempotency_key where done_at < $1")
}

extension Transaction {
  /// False while another transaction does something under this key; held to the end of this one.
  public func tryLock(actor: String, key: String) throws -> Bool {
    try onlyRow(.tryLockKey, [.text(actor), .text(key)]).value("got")
  }

  public func keptAnswer(actor: String, key: String) throws -> KeptAnswer? {
    try row(.keptAnswer, [.text(actor), .text(key)]).map { row in
      KeptAnswer(
        route: try row.value("route"), request: try decodedDigest(try row.value("request_sha256")),
        answer: try row.value("answer"))
    }
  }

  public func keep(_ kept: KeptAnswer, actor: String, key: String, at: Moment) throws {
    try execute(
      .insertKeptAnswer,
      [
        .text(actor), .text(key), .text(kept.route), .bytes(kept.request.bytes), .text(kept.answer),
        .timestamp(at.micros),
      ])
  }

  /// Forgets answers that are older than keys are remembered, and returns how many.
  @discardableResult
  public func forgetAnswers(before moment: Moment) throws -> Int {
    try execute(.deleteOldAnswers, [.timestamp(moment.micros)])
  }
}
