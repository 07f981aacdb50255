import Postgres

extension Statement {
  static let insertNonce = Statement(
    "insert_nonce",
    """
    insert into request_nonce (key_ref, nonce, seen_at)
    values ($1, $2, $3)
    on conflict do nothing
    """)
  static let deleteOldNonces = Statement("delete_old_nonces", "delete from request_nonce where seen_at < $1")
}

extension Transaction {
  /// True the first time that this key uses this nonce.
  public func isFirst(nonce: String, keyRef: String, at: Moment) throws -> Bool {
    try execute(.insertNonce, [.text(keyRef), .text(nonce), .timestamp(at.micros)]) == 1
  }

  /// Forgets nonces that no fresh request can repeat any more, and returns how many.
  @discardableResult
  public func forgetNonces(before moment: Moment) throws -> Int {
    try execute(.deleteOldNonces, [.timestamp(moment.micros)])
  }
}
