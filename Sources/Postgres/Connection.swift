import Logging

/// One connection on a thread of its own; blocking there holds up nobody else.
///
/// The pool and the batcher are made of these; by itself it serves migrations, session locks and administration.
public actor Connection {
  nonisolated private let executor: ThreadExecutor
  private let link: Link
  nonisolated private let configuration: DatabaseConfiguration
  nonisolated private let logger: Logger

  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Makes the thread; the connection itself is made when first needed.
  ///
  /// - Throws: `notConnected` when the system gives no further thread.
  public init(_ configuration: DatabaseConfiguration, logger: Logger) throws(PostgresFailure) {
    executor = try ThreadExecutor()
    self.configuration = configuration
    self.logger = logger
    link = Link(configuration, logger: logger)
  }

  isolated deinit {
    link.close()
    executor.stop()
  }

  /// Runs `body` inside one transaction and returns what it returns, after COMMIT.
  ///
  /// Whatever `body` throws undoes the transaction and is thrown on. A serialization failure or a deadlock runs `body`
  /// again, at most `attemptsMax` times in all; nothing else does.
  ///
  /// - Throws: what `body` throws; `outcomeUnknown` when the connection broke during COMMIT.
  @discardableResult
  public func transaction<Value: Sendable>(
    as reader: Reader = .nobody, isolation: Isolation = .readCommitted, access: Access = .readWrite,
    _ body: @Sendable (borrowing Transaction) throws -> Value
  ) throws -> Value {
    var attempt = 1
    while true {
      let work = TransactionWork(link, isolation: isolation, access: access, reader: reader)
      do {
        return try once(work, body)
      } catch {
        let asks = work.failure?.asksForRetry ?? (error as? PostgresFailure)?.asksForRetry ?? false
        guard asks, attempt < configuration.attemptsMax else { throw error }
        logger.debug("transaction runs again", metadata: ["attempt": "\(attempt)"])
        Link.sleep(.milliseconds(2 << attempt) * Double.random(in: 0.1...1.0))
        attempt += 1
      }
    }
  }

  private func once<Value>(
    _ work: TransactionWork, _ body: (borrowing Transaction) throws -> Value
  ) throws -> Value {
    let value: Value
    do {
      value = try body(Transaction(work))
    } catch {
      work.rollBack()
      throw error
    }
    try work.commit()
    return value
  }

  /// Runs SQL of several statements outside any transaction of ours: roles, `create database`, and the like.
  public func script(_ sql: String) throws(PostgresFailure) {
    _ = try link.connected()
    try link.script(sql, until: ContinuousClock().now + configuration.transactionTimeout)
  }

  /// Takes the session lock `key` if nobody has it; it lasts until `unlock` or the end of the connection.
  public func tryLock(_ key: Int64) throws(PostgresFailure) -> Bool {
    try single(.tryLock, [.int64(key)]).value(0)
  }

  /// Gives the session lock `key` back and tells whether it was held.
  @discardableResult
  public func unlock(_ key: Int64) throws(PostgresFailure) -> Bool {
    try single(.unlock, [.int64(key)]).value(0)
  }

  /// Closes the connection for good.
  public func close() { link.close() }

  private func single(_ statement: Statement, _ parameters: [Parameter]) throws(PostgresFailure) -> Row {
    _ = try link.connected()
    let deadline = ContinuousClock().now + configuration.transactionTimeout
    guard let answer = try link.exchange([.statement(statement, parameters)], until: deadline).first,
      let row = Rows(result: answer).first
    else { throw PostgresFailure(.mismatch, statement: statement.name, message: "no row instead of exactly one") }
    return row
  }
}

extension Statement {
  fileprivate static let tryLock = Statement("try_session_lock", "select pg_try_advisory_lock($1)")
  fileprivate static let unlock = Statement("session_unlock", "select pg_advisory_unlock($1)")
}
