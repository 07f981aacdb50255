import Postgres

/// What this database was born as.
public struct Instance: Hashable, Sendable {
  public let rehearsal: Bool
  /// The log's name, and the name of the key that signs it.
  public let origin: String

  public init(rehearsal: Bool, origin: String) {
    self.rehearsal = rehearsal
    self.origin = origin
  }
}

extension Statement {
  static let instance = Statement("instance", "select rehearsal, origin from instance")
  static let insertInstance = Statement(
    "insert_instance",
    """
    insert into instance (rehearsal, origin)
    values ($1, $2)
    on conflict do nothing
    """)
}

extension Transaction {
  /// Nil before the first `tenderd migrate`.
  public func instance() throws -> Instance? {
    guard let row = try row(.instance) else { return nil }
    return Instance(rehearsal: try row.value("rehearsal"), origin: try row.value("origin"))
  }

  /// Writes what the database is; does nothing when that is written already.
  public func insert(_ instance: Instance) throws {
    try execute(.insertInstance, [.bool(instance.rehearsal), .text(instance.origin)])
  }
}
