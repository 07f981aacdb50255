import Logging

/// A pool of connections to one database, and the only way to it for the rest of the program.
///
///     let lot = try await database.read(as: .actor(actor)) { tx in try tx.lot(id) }
public final class Database: Sendable {
  private let configuration: DatabaseConfiguration
  private let logger: Logger
  private let pool: Pool

  /// Makes an empty pool: connections are made when first needed.
  public init(_ configuration: DatabaseConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    pool = Pool(configuration, logger: logger)
  }

  /// Runs `body` inside one transaction that may write, and returns what it returns after COMMIT.
  ///
  /// Whatever `body` throws undoes everything and is thrown on. On 40001 and 40P01 `body` is run again, at most
  /// `attemptsMax` times: it must have no effect outside the transaction.
  ///
  /// - Parameter reader: for whom; by default for nobody, who sees no row of a guarded table.
  /// - Throws: what `body` throws; `PostgresFailure` of kind `poolExhausted`, `notConnected`, `connectionLost`,
  ///   `timedOut` (nothing is stored) or `outcomeUnknown` (look before repeating).
  @discardableResult
  public func write<Value: Sendable>(
    as reader: Reader = .nobody, isolation: Isolation = .readCommitted,
    _ body: @Sendable (borrowing Transaction) throws -> Value
  ) async throws -> Value {
    try await run(reader, isolation: isolation, access: .readWrite, body)
  }

  /// Runs `body` inside one transaction that cannot write and sees one moment of the database throughout.
  ///
  /// - Throws: as `write`, without `outcomeUnknown`.
  public func read<Value: Sendable>(
    as reader: Reader = .nobody, isolation: Isolation = .repeatableRead,
    _ body: @Sendable (borrowing Transaction) throws -> Value
  ) async throws -> Value {
    try await run(reader, isolation: isolation, access: .readOnly, body)
  }

  /// Asks the server for a sign of life.
  public func ping() async throws {
    try await read { tx in _ = try tx.onlyRow(.signOfLife) }
  }

  /// A connection of one's own beside the pool, for whatever belongs to a session: the caller closes it.
  public func ownConnection() throws(PostgresFailure) -> Connection { try Connection(configuration, logger: logger) }

  /// How the connections are used at this moment.
  public var usage: PoolUsage { pool.usage }

  /// Refuses new work, lets running transactions end, and closes every connection.
  public func close() async { await pool.close() }

  private func run<Value: Sendable>(
    _ reader: Reader, isolation: Isolation, access: Access, _ body: @Sendable (borrowing Transaction) throws -> Value
  ) async throws -> Value {
    let connection = try await pool.acquire()
    do {
      let value = try await connection.transaction(as: reader, isolation: isolation, access: access, body)
      pool.release(connection)
      return value
    } catch {
      pool.release(connection)
      throw error
    }
  }
}

extension Statement {
  fileprivate static let signOfLife = Statement("sign_of_life", "select 1")
}

/// Counts of a pool's connections and of the callers waiting for one.
public struct PoolUsage: Hashable, Sendable {
  public let made: Int
  public let idle: Int
  public let waiting: Int

  public init(made: Int, idle: Int, waiting: Int) {
    self.made = made
    self.idle = idle
    self.waiting = waiting
  }
}
