/// What went wrong between this program and PostgreSQL: a failure of the world, never a verdict of the rules.
///
/// It keeps what a caller decides by (kind, SQLSTATE, constraint, statement) and one sentence for the log. The server's
/// detail and context lines are left out on purpose: they quote the values of rows.
public struct PostgresFailure: Error, Hashable, Sendable {
  /// Where the failure arose, which tells what is known about the work asked for.
  public enum Kind: Hashable, Sendable {
    /// No connection could be made; nothing was done.
    case notConnected
    /// The connection broke before COMMIT was sent; everything in the transaction is undone.
    case connectionLost
    /// The connection broke after COMMIT was sent and before its answer: the work may or may not be stored.
    case outcomeUnknown
    /// This side's deadline passed and the connection was closed; everything in the transaction is undone.
    case timedOut
    /// Every connection was busy for longer than the pool's waiting time; nothing was done.
    case poolExhausted
    /// The pool or the connection was closed by this program; nothing was done.
    case closed
    /// PostgreSQL refused a statement; `sqlstate` says why.
    case refused
    /// A value or a column did not have the shape the code expects.
    case mismatch
  }

  public var kind: Kind
  /// The five characters of the server's SQLSTATE, if the server spoke.
  public var sqlstate: String?
  /// The constraint that refused the row, by its name in the schema.
  public var constraint: String?
  /// The name of the statement that failed; `begin`, `commit` and `script` for those.
  public var statement: String?
  /// One sentence for the log, in the server's or libpq's words.
  public var message: String

  public init(
    _ kind: Kind, sqlstate: String? = nil, constraint: String? = nil, statement: String? = nil, message: String
  ) {
    self.kind = kind
    self.sqlstate = sqlstate
    self.constraint = constraint
    self.statement = statement
    self.message = message
  }

  /// Whether the connection is gone, so that the same work may succeed on another one.
  ///
  /// True also for `outcomeUnknown`: whoever repeats that must first look whether the work was stored.
  public var isConnectionLost: Bool {
    switch kind {
    case .notConnected, .connectionLost, .outcomeUnknown, .timedOut: true
    case .poolExhausted, .closed, .refused, .mismatch: false
    }
  }

  /// Whether PostgreSQL asks to run the whole transaction again: a serialization failure or a deadlock.
  public var asksForRetry: Bool { sqlstate == "40001" || sqlstate == "40P01" }

  /// Whether the named constraint refused the row.
  public func violates(_ constraint: String) -> Bool { self.constraint == constraint }
}

extension PostgresFailure: CustomStringConvertible {
  public var description: String {
    var words = "PostgreSQL: \(message)"
    if let statement { words += " [statement \(statement)]" }
    if let constraint { words += " [constraint \(constraint)]" }
    if let sqlstate { words += " [\(sqlstate)]" }
    return words
  }
}
