/// How to reach PostgreSQL and how long to wait for it.
public struct DatabaseConfiguration: Sendable {
  /// A libpq connection string or URI, passed on as it is: several hosts, `target_session_attrs=read-write`, TLS,
  /// keep-alives and the rest are libpq's own settings and win over the ones below.
  public var conninfo: String
  /// Connections of the pool, each with a thread of its own; made when first needed. At least 1.
  public var connectionsMax: Int = 4
  /// `false` behind a pooler that gives each transaction another server connection: statements are then sent unnamed and
  /// time-outs are set inside each transaction.
  public var preparedStatements = true
  /// `true` where every question has a key: whatever has an index is looked up by it. A plan made while a table was small
  /// otherwise reads all of it, until the server next counts its rows, and thousands may come in between.
  public var seeksByKey = false
  /// For one attempt at one host; libpq counts whole seconds and waits at least two.
  public var connectTimeout: Duration = .seconds(5)
  /// The server's own limit for one statement; `nil` leaves the server's setting.
  public var statementTimeout: Duration? = .seconds(30)
  /// How long a caller waits for a free connection, and again for a lost one to come back.
  public var acquireTimeout: Duration = .seconds(10)
  /// From the first statement of a transaction to its end. When it passes, this side closes the connection: the server's
  /// limit does not end a wait for a standby that never answers.
  public var transactionTimeout: Duration = .seconds(60)
  /// How often a transaction is run at most when PostgreSQL answers 40001 or 40P01.
  public var attemptsMax: Int = 5
  /// Shown in `pg_stat_activity`.
  public var applicationName = "tender"

  public init(conninfo: String) { self.conninfo = conninfo }
}

/// What a transaction sees of others that run beside it.
public enum Isolation: String, Sendable, CaseIterable {
  case readCommitted = "read committed"
  case repeatableRead = "repeatable read"
  case serializable = "serializable"
}

/// Whether a transaction may write.
public enum Access: String, Sendable {
  case readWrite = "read write"
  case readOnly = "read only"
}
