import CLibPQ

/// A transaction in progress, lent to a synchronous closure: it cannot be kept, and nothing can be awaited inside.
///
/// BEGIN travels with the first statement, so a closure that asks nothing costs nothing, and a connection found dead at
/// that moment is replaced without anyone noticing.
public struct Transaction: ~Copyable {
  let work: TransactionWork

  init(_ work: TransactionWork) { self.work = work }

  // Empty, and needed: without it the optimiser of Swift 6.3.1 builds this value from a borrowed field and aborts with
  // "Cannot initialize a nonCopyable type with a guaranteed value".
  deinit {}

  /// Runs a statement and returns how many rows it touched.
  ///
  /// - Throws: `refused` with the constraint's name when a row is refused; the transaction can then only be undone,
  ///   unless a `savepoint` surrounds the statement.
  @discardableResult
  public func execute(_ statement: Statement, _ parameters: [Parameter] = []) throws(PostgresFailure) -> Int {
    try work.run(statement, parameters).affectedCount
  }

  /// Runs a statement and returns its rows.
  public func rows(_ statement: Statement, _ parameters: [Parameter] = []) throws(PostgresFailure) -> Rows {
    Rows(result: try work.run(statement, parameters))
  }

  /// Runs a statement and returns its rows, each decoded.
  public func rows<Value>(
    _ statement: Statement, _ parameters: [Parameter] = [], decode: (Row) throws -> Value
  ) throws -> [Value] {
    try rows(statement, parameters).map(decode)
  }

  /// Runs statements that do not wait for one another's answers in one round trip, in the order given.
  ///
  /// - Returns: an answer for each.
  /// - Throws: the first refusal; what stood after it was not run.
  public func together(_ asks: [Ask]) throws(PostgresFailure) -> [Answer] {
    guard !asks.isEmpty else { return [] }
    return try work.run(asks).map(Answer.init)
  }

  /// Runs a statement that returns at most one row.
  ///
  /// - Throws: `mismatch` for two rows and more.
  public func row(_ statement: Statement, _ parameters: [Parameter] = []) throws(PostgresFailure) -> Row? {
    let rows = try rows(statement, parameters)
    guard rows.count <= 1 else {
      throw PostgresFailure(.mismatch, statement: statement.name, message: "\(rows.count) rows instead of at most one")
    }
    return rows.first
  }

  /// Runs a statement that returns exactly one row.
  ///
  /// - Throws: `mismatch` for any other number of rows.
  public func onlyRow(_ statement: Statement, _ parameters: [Parameter] = []) throws(PostgresFailure) -> Row {
    guard let row = try row(statement, parameters) else {
      throw PostgresFailure(.mismatch, statement: statement.name, message: "no row instead of exactly one")
    }
    return row
  }

  /// Runs `body`; if it throws, undoes what it did and leaves the transaction usable.
  @discardableResult
  public func savepoint<Value>(_ body: (borrowing Transaction) throws -> Value) throws -> Value {
    try work.run(plain: "savepoint inner_work", name: "savepoint")
    let (reader, told) = (work.reader, work.told)
    let value: Value
    do {
      value = try body(self)
    } catch {
      // The inner point is found first by its name, so savepoints may nest.
      try work.run(plain: "rollback to savepoint inner_work", name: "rollback to savepoint")
      // So does the setting.
      work.reader = reader
      work.told = told
      try work.run(plain: "release savepoint inner_work", name: "release savepoint")
      work.failure = nil
      throw error
    }
    try work.run(plain: "release savepoint inner_work", name: "release savepoint")
    return value
  }

  /// Runs `body` for another reader, and goes on for the former one after it. No round trip of its own: the server is told
  /// with the next statement.
  public func reading<Value>(as reader: Reader, _ body: (borrowing Transaction) throws -> Value) rethrows -> Value {
    let before = work.reader
    work.reader = reader
    defer { work.reader = before }
    return try body(self)
  }

  /// For whom it reads at this point.
  public var reader: Reader { work.reader }

  /// Runs SQL of several statements, as migrations are; it must not end the transaction.
  public func script(_ sql: String) throws(PostgresFailure) { try work.script(sql) }

  /// Prepares a statement against the schema as it is, without running it.
  public func describe(_ statement: Statement) throws(PostgresFailure) -> StatementDescription {
    try work.describe(statement)
  }
}

/// A statement with its parameters, to be sent beside others.
public struct Ask: Sendable {
  let statement: Statement
  let parameters: [Parameter]

  public init(_ statement: Statement, _ parameters: [Parameter]) {
    self.statement = statement
    self.parameters = parameters
  }
}

/// What one statement came to.
public struct Answer: Sendable {
  public let rows: Rows

  init(_ result: ResultSet) { rows = Rows(result: result) }

  /// Rows inserted, updated, deleted or selected.
  public var affectedCount: Int { rows.result.affectedCount }
}

/// The state of one transaction on one connection.
final class TransactionWork {
  private let link: Link
  private let isolation: Isolation
  private let access: Access
  private var deadline: ContinuousClock.Instant
  private var hasBegun = false
  /// The first failure that was not undone by a savepoint: COMMIT would silently roll back after it.
  var failure: PostgresFailure?
  /// For whom the next statement is.
  var reader: Reader
  /// For whom the server believes it to be; at first whatever its session says, and nobody where it says nothing.
  var told = Reader.nobody

  init(_ link: Link, isolation: Isolation, access: Access, reader: Reader) {
    self.link = link
    self.isolation = isolation
    self.access = access
    self.reader = reader
    deadline = ContinuousClock().now
  }

  func run(_ statement: Statement, _ parameters: [Parameter]) throws(PostgresFailure) -> ResultSet {
    let answers = try exchange([.statement(statement, parameters)])
    guard let answer = answers.last else {
      throw PostgresFailure(.mismatch, statement: statement.name, message: "no answer to the statement")
    }
    return answer
  }

  func run(_ asks: [Ask]) throws(PostgresFailure) -> [ResultSet] {
    // The transaction's opening has answers of its own, before these.
    let answers = try exchange(asks.map { .statement($0.statement, $0.parameters) }).suffix(asks.count)
    guard answers.count == asks.count else {
      throw PostgresFailure(
        .mismatch, statement: asks[0].statement.name, message: "\(answers.count) answers to \(asks.count) statements")
    }
    return Array(answers)
  }

  func run(plain sql: String, name: String) throws(PostgresFailure) {
    _ = try exchange([.plain(sql, name: name)])
  }

  func script(_ sql: String) throws(PostgresFailure) {
    if !hasBegun || told != reader { try run(plain: "select", name: "begin") }
    do throws(PostgresFailure) {
      try link.script(sql, until: deadline)
      guard link.transactionStatus == PQTRANS_INTRANS else {
        throw PostgresFailure(.mismatch, statement: "script", message: "the script ended its own transaction")
      }
    } catch {
      throw noted(error)
    }
  }

  func describe(_ statement: Statement) throws(PostgresFailure) -> StatementDescription {
    if !hasBegun { try run(plain: "select", name: "begin") }
    do throws(PostgresFailure) {
      return try link.describe(statement, until: deadline)
    } catch {
      throw noted(error)
    }
  }

  /// - Throws: `outcomeUnknown` when the connection broke or fell silent after COMMIT was sent.
  func commit() throws(PostgresFailure) {
    guard hasBegun else { return }
    if let failure {
      rollBack()
      throw failure
    }
    do throws(PostgresFailure) {
      let answers = try link.exchange([.plain("commit", name: "commit")], until: deadline)
      guard answers.last?.commandTag == "COMMIT" else {
        throw PostgresFailure(.mismatch, statement: "commit", message: "the server rolled back instead of committing")
      }
    } catch {
      var failure = error
      if access == .readWrite, error.kind == .connectionLost || error.kind == .timedOut {
        failure.kind = .outcomeUnknown
      }
      throw failure
    }
  }

  /// Never throws: a connection that cannot roll back is closed, which rolls back as well.
  func rollBack() {
    guard hasBegun, link.isConnected else { return }
    do {
      _ = try link.exchange([.plain("rollback", name: "rollback")], until: deadline)
    } catch {
      link.drop()
    }
    if link.transactionStatus != PQTRANS_IDLE { link.drop() }
  }

  private func exchange(_ commands: [Command]) throws(PostgresFailure) -> [ResultSet] {
    do throws(PostgresFailure) {
      if hasBegun {
        let answers = try link.exchange(telling + commands, until: deadline)
        told = reader
        return answers
      }
      let hadConnection = link.isConnected
      _ = try link.connected()
      // The time it took to connect has limits of its own.
      deadline = ContinuousClock().now + link.configuration.transactionTimeout
      hasBegun = true
      let first = opening + telling + commands
      // Had the exchange failed, the transaction would be over and what was told with it.
      told = reader
      do throws(PostgresFailure) {
        return try link.exchange(first, until: deadline)
      } catch {
        // A connection that died while it lay idle: nothing was done yet, so the same again on a new one is safe.
        guard hadConnection, error.kind == .connectionLost else { throw error }
        _ = try link.connected()
        return try link.exchange(first, until: deadline)
      }
    } catch {
      throw noted(error)
    }
  }

  private var telling: [Command] { told == reader ? [] : [.statement(.setReader, [.text(reader.text)])] }

  private var opening: [Command] {
    let begin = Command.plain("begin isolation level \(isolation.rawValue) \(access.rawValue)", name: "begin")
    return link.configuration.preparedStatements ? [begin] : [begin] + link.settings(local: true)
  }

  private func noted(_ error: PostgresFailure) -> PostgresFailure {
    var error = error
    // A server just demoted, or not yet promoted, is as good as gone for a writer.
    if error.sqlstate == "25006", access == .readWrite {
      link.drop()
      error.kind = .connectionLost
    }
    failure = failure ?? error
    return error
  }
}
