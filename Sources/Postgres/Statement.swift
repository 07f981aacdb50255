/// One SQL statement with a name, kept as a `static let` beside the function that runs it.
///
/// It is prepared once per connection under its name, and again after a reconnection. Two statements of one program must
/// not share a name with different SQL; if they do they are still told apart, at the price of a second preparation.
///
///     extension Statement {
///       static let lotByID = Statement("lot_by_id", """
///         select lot.state, lot.bids_close_at
///           from lot
///          where lot.lot_id = $1
///         """)
///     }
public struct Statement: Hashable, Sendable {
  /// Lower-case words joined by underscores, at most 60 bytes; it shows in logs and in `pg_prepared_statements`.
  public let name: String
  /// One statement of SQL with parameters `$1`, `$2`, …
  public let sql: String

  public init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }
}

/// What the server says of a statement it prepared: proof that it fits the schema.
public struct StatementDescription: Hashable, Sendable {
  /// The types of `$1`, `$2`, … as object ids of `pg_type`.
  public let parameterTypes: [UInt32]
  /// The names of the columns it returns; empty when it returns no rows.
  public let columns: [String]

  public init(parameterTypes: [UInt32], columns: [String]) {
    self.parameterTypes = parameterTypes
    self.columns = columns
  }
}
