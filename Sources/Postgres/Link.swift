import CLibPQ
import Glibc
import Logging

/// One libpq connection, in pipeline mode: what is sent together is answered together, in one round trip.
///
/// It is not Sendable: it lives inside one `Connection` actor and is used on that actor's thread only. All waiting is done
/// here with `poll` and a deadline, so that a server that falls silent cannot hold the thread for ever.
final class Link {
  typealias Instant = ContinuousClock.Instant

  let configuration: DatabaseConfiguration
  let logger: Logger
  let buffer = ParameterBuffer()
  private(set) var connection: OpaquePointer?
  private var notices: Unmanaged<NoticeSink>?
  var prepared = PreparedStatements()
  private var hasEverConnected = false
  private var isClosed = false

  init(_ configuration: DatabaseConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  deinit { drop() }

  /// Closes the connection; the next use makes a new one.
  func drop() {
    if let connection { PQfinish(connection) }
    connection = nil
    notices?.release()
    notices = nil
    prepared = PreparedStatements()
  }

  /// Closes the connection for good.
  func close() {
    isClosed = true
    drop()
  }

  var isConnected: Bool { connection.map { PQstatus($0) == CONNECTION_OK } ?? false }

  var transactionStatus: PGTransactionStatusType { connection.map { PQtransactionStatus($0) } ?? PQTRANS_UNKNOWN }

  /// The connection, made if there is none.
  ///
  /// Before the first success a failure is thrown at once: a wrong setting should be seen, not waited for. Afterwards the
  /// server is taken to be restarting, and attempts follow at growing distances until `acquireTimeout` has passed.
  func connected() throws(PostgresFailure) -> OpaquePointer {
    if let connection, PQstatus(connection) == CONNECTION_OK { return connection }
    drop()
    let clock = ContinuousClock()
    let patience = clock.now + configuration.acquireTimeout
    var pause = Duration.milliseconds(50)
    while true {
      guard !isClosed else { throw PostgresFailure(.closed, message: "this connection was closed") }
      do throws(PostgresFailure) {
        return try connect()
      } catch {
        drop()
        guard hasEverConnected, clock.now + pause < patience else { throw error }
        logger.debug("connection attempt failed", metadata: ["reason": "\(error.message)"])
        Self.sleep(pause * Double.random(in: 0.5...1.0))
        pause = min(pause * 2, .seconds(1))
      }
    }
  }

  private func connect() throws(PostgresFailure) -> OpaquePointer {
    // What stands before `dbname` yields to the connection string inside it, what stands after would win.
    let timeoutSeconds = max(2, configuration.connectTimeout.components.seconds)
    let settings: [(String, String)] = [
      ("connect_timeout", "\(timeoutSeconds)"),
      ("fallback_application_name", configuration.applicationName),
      ("dbname", configuration.conninfo),
      ("client_encoding", "UTF8"),
    ]
    let keywords = settings.map { strdup($0.0) }
    let values = settings.map { strdup($0.1) }
    defer { (keywords + values).forEach { free($0) } }
    let made = PQconnectdbParams(
      keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    guard let made else { throw PostgresFailure(.notConnected, message: "out of memory") }
    connection = made
    guard PQstatus(made) == CONNECTION_OK else {
      throw PostgresFailure(.notConnected, message: Self.oneLine(String(cString: PQerrorMessage(made))))
    }
    let sink = Unmanaged.passRetained(NoticeSink(logger: logger))
    notices = sink
    PQsetNoticeProcessor(
      made,
      { argument, text in
        guard let argument, let text else { return }
        Unmanaged<NoticeSink>.fromOpaque(argument).takeUnretainedValue().receive(String(cString: text))
      }, sink.toOpaque())
    guard PQsetnonblocking(made, 1) == 0, PQenterPipelineMode(made) == 1 else {
      throw PostgresFailure(.notConnected, message: "libpq does not offer pipeline mode")
    }
    try setUpSession()
    hasEverConnected = true
    logger.debug("connected", metadata: ["server": "\(PQserverVersion(made))"])
    return made
  }

  private func setUpSession() throws(PostgresFailure) {
    guard configuration.preparedStatements else { return }
    let commands = settings(local: false)
    guard !commands.isEmpty else { return }
    do throws(PostgresFailure) {
      _ = try exchange(commands, until: ContinuousClock().now + configuration.connectTimeout)
    } catch {
      throw PostgresFailure(.notConnected, sqlstate: error.sqlstate, message: error.message)
    }
  }

  /// Time-outs and what is said to the planner: for the session, or for one transaction where a pooler stands between.
  func settings(local: Bool) -> [Command] {
    let scope = local ? "local" : "session"
    var commands: [Command] = []
    if let limit = configuration.statementTimeout {
      commands.append(.plain("set \(scope) statement_timeout = \(Self.milliseconds(limit))", name: "set"))
    }
    // A stopped process must not hold its locks for ever.
    let idle = Self.milliseconds(configuration.transactionTimeout)
    commands.append(.plain("set \(scope) idle_in_transaction_session_timeout = \(idle)", name: "set"))
    // Policies make plans look dear; compiling them takes longer than running them.
    commands.append(.plain("set \(scope) jit = off", name: "set"))
    if configuration.seeksByKey { commands.append(.plain("set \(scope) enable_seqscan = off", name: "set")) }
    // With the policies on its tables a statement is often planned longer than it runs: once for a connection is enough.
    // Where nothing is prepared nothing is planned ahead either.
    if !local { commands.append(.plain("set session plan_cache_mode = force_generic_plan", name: "set")) }
    return commands
  }

  static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return min(max(1, seconds * 1_000 + attoseconds / 1_000_000_000_000_000), Int64(Int32.max))
  }

  static func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }

  /// libpq's messages end in a line break and may have several lines.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}

/// Where the server's notices go instead of standard error.
final class NoticeSink {
  private let logger: Logger
  init(logger: Logger) { self.logger = logger }

  func receive(_ text: String) {
    let line = Link.oneLine(text)
    if line.hasPrefix("WARNING") {
      logger.warning("PostgreSQL: \(line)")
    } else {
      logger.debug("PostgreSQL: \(line)")
    }
  }
}

/// Which statements this connection has prepared, under which name and for which parameter types.
struct PreparedStatements {
  struct Entry {
    let sql: String
    let types: [UInt32]
    let serverName: String
  }

  private var entries: [String: [Entry]] = [:]
  private var count = 0

  func serverName(of statement: Statement, types: borrowing [UInt32]) -> String? {
    guard let candidates = entries[statement.name] else { return nil }
    for entry in candidates where entry.types == types && entry.sql == statement.sql { return entry.serverName }
    return nil
  }

  /// A name never used before on this connection.
  mutating func freshName(for statement: Statement) -> String {
    count += 1
    return "\(statement.name) \(count)"
  }

  mutating func remember(_ statement: Statement, types: [UInt32], as serverName: String) {
    entries[statement.name, default: []].append(Entry(sql: statement.sql, types: types, serverName: serverName))
  }

  mutating func forget(_ name: String) { entries[name] = nil }
}
