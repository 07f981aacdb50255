import CLibPQ
import Glibc

/// One thing to send: a named statement with its parameters, or plain SQL without any.
enum Command {
  case plain(String, name: String)
  case statement(Statement, [Parameter])

  var name: String {
    switch self {
    case .plain(_, let name): name
    case .statement(let statement, _): statement.name
    }
  }
}

extension Link {
  /// What an answer belongs to.
  private enum Expected {
    case command(String)
    case preparation(Statement, types: [UInt32], serverName: String)

    var name: String {
      switch self {
      case .command(let name): name
      case .preparation(let statement, _, _): statement.name
      }
    }
  }

  /// Sends `commands` together and waits for all answers, one for each command.
  ///
  /// - Throws: the first refusal (the rest was then not run); `connectionLost` or `timedOut`, after which there is no
  ///   connection any more.
  func exchange(_ commands: [Command], until deadline: Instant) throws(PostgresFailure) -> [ResultSet] {
    let connection = try current()
    for case .statement(let statement, let parameters) in commands {
      try ParameterBuffer.check(parameters, for: statement.name)
    }
    var expected: [Expected] = []
    expected.reserveCapacity(commands.count + 1)
    for command in commands {
      do throws(PostgresFailure) {
        try send(command, on: connection, expected: &expected)
      } catch {
        // Half a pipeline cannot be taken back: the connection goes, and with it whatever was begun.
        drop()
        throw error
      }
    }
    guard PQpipelineSync(connection) == 1 else { throw lost(commands.first?.name) }
    try flush(connection, until: deadline, name: commands.first?.name)

    var answers: [ResultSet] = []
    answers.reserveCapacity(commands.count)
    var failure: PostgresFailure?
    for item in expected {
      let name = item.name
      let answer = try collect(connection, until: deadline, name: name)
      switch answer.status {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        switch item {
        case .command: answers.append(answer)
        case .preparation(let statement, let types, let serverName):
          prepared.remember(statement, types: types, as: serverName)
        }
      case PGRES_PIPELINE_ABORTED: break
      case PGRES_FATAL_ERROR:
        let isLost = PQstatus(connection) != CONNECTION_OK
        let found = failure ?? answer.failure(isConnectionLost: isLost)
        failure = found
        // A changed table or a pooler's clean-up makes a prepared statement useless: prepare it again next time.
        if found.sqlstate == "0A000" || found.sqlstate == "26000" { prepared.forget(name) }
        if isLost {
          drop()
          throw found
        }
      default:
        drop()
        throw PostgresFailure(.mismatch, statement: name, message: "COPY and other streams are not used here")
      }
    }
    let last = try collect(connection, until: deadline, name: commands.last?.name, isSync: true)
    guard last.status == PGRES_PIPELINE_SYNC else { throw lost(commands.last?.name, after: failure) }
    if let failure { throw failure }
    return answers
  }

  /// Runs SQL of several statements by the simple protocol; without BEGIN inside they are one transaction.
  func script(_ sql: String, until deadline: Instant) throws(PostgresFailure) {
    guard !sql.utf8.contains(0) else {
      throw PostgresFailure(.mismatch, statement: "script", message: "the script holds a zero byte")
    }
    let connection = try current()
    guard PQexitPipelineMode(connection) == 1, PQsendQuery(connection, sql) == 1 else { throw lost("script") }
    try flush(connection, until: deadline, name: "script")
    var failure: PostgresFailure?
    while let answer = try nextResult(connection, until: deadline, name: "script") {
      if answer.status == PGRES_FATAL_ERROR, failure == nil {
        failure = answer.failure(isConnectionLost: PQstatus(connection) != CONNECTION_OK)
      }
      if answer.status == PGRES_COPY_IN || answer.status == PGRES_COPY_OUT {
        drop()
        throw PostgresFailure(.mismatch, statement: "script", message: "a script cannot copy from or to this program")
      }
    }
    guard PQstatus(connection) == CONNECTION_OK, PQenterPipelineMode(connection) == 1 else {
      throw lost("script", after: failure)
    }
    if let failure { throw failure }
  }

  /// Prepares a statement without running it and reads what the server makes of it.
  func describe(_ statement: Statement, until deadline: Instant) throws(PostgresFailure) -> StatementDescription {
    let connection = try current()
    let serverName = prepared.freshName(for: statement)
    guard PQsendPrepare(connection, serverName, statement.sql, 0, nil) == 1,
      PQsendDescribePrepared(connection, serverName) == 1, PQpipelineSync(connection) == 1
    else { throw lost(statement.name) }
    try flush(connection, until: deadline, name: statement.name)
    var failure: PostgresFailure?
    var description = StatementDescription(parameterTypes: [], columns: [])
    for _ in 0..<2 {
      let answer = try collect(connection, until: deadline, name: statement.name)
      if answer.status == PGRES_FATAL_ERROR, failure == nil {
        failure = answer.failure(isConnectionLost: PQstatus(connection) != CONNECTION_OK)
      }
      let types = (0..<PQnparams(answer.pointer)).map { PQparamtype(answer.pointer, $0) }
      description = StatementDescription(parameterTypes: types, columns: answer.columnNames)
    }
    let last = try collect(connection, until: deadline, name: statement.name, isSync: true)
    guard last.status == PGRES_PIPELINE_SYNC else { throw lost(statement.name, after: failure) }
    if let failure { throw failure }
    return description
  }

  private func current() throws(PostgresFailure) -> OpaquePointer {
    guard let connection else { throw PostgresFailure(.connectionLost, message: "the connection is gone") }
    return connection
  }

  private func send(
    _ command: Command, on connection: OpaquePointer, expected: inout [Expected]
  ) throws(PostgresFailure) {
    switch command {
    case .plain(let sql, let name):
      guard PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 1) == 1 else { throw lost(name) }
      expected.append(.command(name))
    case .statement(let statement, let parameters):
      buffer.reset()
      try buffer.append(parameters, for: statement.name)
      let slots = buffer.slots
      let types = slots.map(\.type)
      let values = slots.map { buffer.pointer(at: $0.offset) }
      let lengths = slots.map { CInt($0.length) }
      let formats = slots.map { CInt($0.isBinary ? 1 : 0) }
      let count = CInt(slots.count)
      guard configuration.preparedStatements else {
        guard PQsendQueryParams(connection, statement.sql, count, types, values, lengths, formats, 1) == 1 else {
          throw lost(statement.name)
        }
        expected.append(.command(statement.name))
        return
      }
      let serverName: String
      if let known = prepared.serverName(of: statement, types: types) {
        serverName = known
      } else {
        serverName = prepared.freshName(for: statement)
        guard PQsendPrepare(connection, serverName, statement.sql, count, types) == 1 else {
          throw lost(statement.name)
        }
        expected.append(.preparation(statement, types: types, serverName: serverName))
      }
      guard PQsendQueryPrepared(connection, serverName, count, values, lengths, formats, 1) == 1 else {
        throw lost(statement.name)
      }
      expected.append(.command(statement.name))
    }
  }

  /// Pushes out what libpq holds back, reading meanwhile: a server that cannot send does not receive either.
  private func flush(_ connection: OpaquePointer, until deadline: Instant, name: String?) throws(PostgresFailure) {
    while true {
      switch PQflush(connection) {
      case 0: return
      case 1:
        let ready = try wait(connection, for: POLLIN | POLLOUT, until: deadline, name: name)
        // A lost connection shows itself when the answer is read; what the server said last is read there too.
        if ready & POLLIN != 0, PQconsumeInput(connection) == 0 { return }
      default: return
      }
    }
  }

  /// One answer and the end mark that follows it (there is none after the answer to a sync).
  private func collect(
    _ connection: OpaquePointer, until deadline: Instant, name: String?, isSync: Bool = false
  ) throws(PostgresFailure) -> ResultSet {
    guard let answer = try nextResult(connection, until: deadline, name: name) else { throw lost(name) }
    guard !isSync, PQstatus(connection) == CONNECTION_OK else { return answer }
    while let more = try nextResult(connection, until: deadline, name: name) {
      // Two answers to one statement: only an error can follow, when the server says good-bye. Keep the first word.
      let first = answer.status == PGRES_FATAL_ERROR ? answer : more
      throw lost(name, after: first.status == PGRES_FATAL_ERROR ? first.failure(isConnectionLost: true) : nil)
    }
    return answer
  }

  private func nextResult(
    _ connection: OpaquePointer, until deadline: Instant, name: String?
  ) throws(PostgresFailure) -> ResultSet? {
    while PQisBusy(connection) == 1 {
      _ = try wait(connection, for: POLLIN, until: deadline, name: name)
      // On failure PQgetResult gives the server's last words, if any came; it does not block on a dead connection.
      if PQconsumeInput(connection) == 0 { break }
    }
    return PQgetResult(connection).map { ResultSet($0, statement: name) }
  }

  private func wait(
    _ connection: OpaquePointer, for events: Int32, until deadline: Instant, name: String?
  ) throws(PostgresFailure) -> Int32 {
    while true {
      let left = deadline - ContinuousClock().now
      guard left > .zero else {
        drop()
        throw PostgresFailure(.timedOut, statement: name, message: "no answer in time; the connection was closed")
      }
      var entry = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
      let count = poll(&entry, 1, Int32(clamping: Self.milliseconds(left)))
      if count > 0 { return Int32(entry.revents) | (entry.revents & Int16(POLLHUP | POLLERR) != 0 ? POLLIN : 0) }
      if count < 0, errno != EINTR { throw lost(name) }
    }
  }

  /// Closes the connection and says why, preferring what the server said first.
  private func lost(_ name: String?, after earlier: PostgresFailure? = nil) -> PostgresFailure {
    let words = connection.map { Self.oneLine(String(cString: PQerrorMessage($0))) } ?? ""
    drop()
    var failure =
      earlier
      ?? PostgresFailure(
        .connectionLost, statement: name, message: words.isEmpty ? "the connection broke" : words)
    failure.kind = .connectionLost
    return failure
  }
}
