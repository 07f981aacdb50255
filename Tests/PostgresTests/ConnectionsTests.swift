import Glibc
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct `Connections` {
  private static let backend = Statement("select pg_backend_pid()")

  private static func configuration(_ words: String = "") async throws -> DatabaseConfiguration {
    let cluster = try await TestCluster.shared()
    return DatabaseConfiguration(conninfo: "host=\(cluster.socketFolder) user=postgres dbname=postgres \(words)")
  }

  private static func pid(_ database: Database) async throws -> Int32 {
    try await database.read { tx in try tx.onlyRow(backend).value(0) }
  }

  @Test(arguments: [false, true], [false, true])
  func `a statement is planned once where it stays prepared, and reads no whole table where every question has a key`(
    isPrepared: Bool, seeksByKey: Bool
  ) async throws {
    var configuration = try await Self.configuration()
    configuration.preparedStatements = isPrepared
    configuration.seeksByKey = seeksByKey
    let database = Database(configuration, logger: .quiet)
    let said = try await database.read { tx in
      try ["plan_cache_mode", "enable_seqscan", "jit"].map { name in
        try tx.onlyRow(Statement("select current_setting($1)"), [.text(name)]).value(0) as String
      }
    }
    #expect(said == [isPrepared ? "force_generic_plan" : "auto", seeksByKey ? "off" : "on", "off"])
    await database.close()
  }

  @Test func `a connection that died while idle is replaced unseen`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    let killer = Database(configuration, logger: .quiet)
    for prepared in [true, false, true] {
      let before = try await Self.pid(database)
      try await killer.write { tx in
        let killed: Bool = try tx.onlyRow(Statement("select pg_terminate_backend($1, 5000)"), [.int32(before)]).value(0)
        #expect(killed)
      }
      let after = try await database.write { tx in
        prepared
          ? try tx.onlyRow(Self.backend).value(0) as Int32
          : try tx.onlyRow(Statement("select pg_backend_pid() + 0 * $1"), [.int32(1)]).value(0)
      }
      #expect(after != before)
    }
    await database.close()
    await killer.close()
  }

  @Test func `a connection that dies inside a transaction loses it, and the next one works`() async throws {
    let made = try await TestDatabase.withItems()
    var configuration = made.configuration(as: "postgres")
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in
        try tx.execute(Statement("insert into item (id) values (1)"))
        try tx.execute(Statement("select pg_terminate_backend(pg_backend_pid())"))
        try tx.execute(Statement("insert into item (id) values (2)"))
      }
    }
    #expect(failure?.kind == .connectionLost)
    #expect(failure?.isConnectionLost == true)
    #expect(failure?.sqlstate == "57P01")
    #expect(try await database.count("select count(*) from item") == 0)
    await database.close()
  }

  @Test func `a connection lost during COMMIT has an unknown outcome`() async throws {
    let made = try await TestDatabase.withItems()
    let owner = try Connection(made.configuration(as: "postgres"), logger: .quiet)
    try await owner.script(
      """
      create function hang_up() returns trigger language plpgsql
        as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create constraint trigger item_hang_up after insert on item deferrable initially deferred
        for each row execute function hang_up();
      """)
    let database = made.database(as: "postgres")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in try tx.execute(Statement("insert into item (id) values (1)")) }
    }
    #expect(failure?.kind == .outcomeUnknown)
    await database.close()
  }

  @Test func `of several hosts the first may be dead`() async throws {
    let cluster = try await TestCluster.shared()
    let configuration = DatabaseConfiguration(
      conninfo: "host=/nowhere,\(cluster.socketFolder) user=postgres dbname=postgres target_session_attrs=read-write")
    let database = Database(configuration, logger: .quiet)
    #expect(try await database.count("select 1") == 1)
    await database.close()
  }

  @Test func `a server that only reads is not taken for one that writes`() async throws {
    let database = Database(
      try await Self.configuration("options='-c default_transaction_read_only=on' target_session_attrs=read-write"),
      logger: .quiet)
    let failure = await #expect(throws: PostgresFailure.self) { try await database.ping() }
    #expect(failure?.kind == .notConnected)
    await database.close()
  }

  static let unreachable = [
    "host=/nowhere dbname=postgres", "host=127.0.0.1 port=1 dbname=postgres", "no such setting", "dbname=' ",
  ]
  @Test(arguments: unreachable) func `nobody there is said, not waited for until the pool gives up`(conninfo: String)
    async throws
  {
    var configuration = DatabaseConfiguration(conninfo: conninfo)
    configuration.acquireTimeout = .seconds(300)
    let database = Database(configuration, logger: .quiet)
    let failure = await #expect(throws: PostgresFailure.self) { try await database.ping() }
    #expect(failure?.kind == .notConnected)
    #expect(failure?.message.isEmpty == false)
    #expect(failure?.message.utf8.contains(UInt8(ascii: "\n")) == false)
    await database.close()
  }

  @Test func `the server ends a statement that takes too long, and the connection stays`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    configuration.statementTimeout = .milliseconds(80)
    for prepared in [true, false] {
      configuration.preparedStatements = prepared
      let database = Database(configuration, logger: .quiet)
      let before = try await Self.pid(database)
      let failure = await #expect(throws: PostgresFailure.self) {
        try await database.read { tx in try tx.execute(Statement("nap", "select pg_sleep(20)")) }
      }
      #expect(failure?.sqlstate == "57014")
      #expect(failure?.statement == "nap")
      #expect(failure?.isConnectionLost == false)
      #expect(try await Self.pid(database) == before)
      await database.close()
    }
  }

  @Test func `this side ends a transaction that takes too long by closing the connection`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    configuration.statementTimeout = nil
    configuration.transactionTimeout = .seconds(1)
    let database = Database(configuration, logger: .quiet)
    let clock = ContinuousClock()
    let start = clock.now
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write { tx in try tx.execute(Statement("nap", "select pg_sleep(300)")) }
    }
    #expect(failure?.kind == .timedOut)
    #expect(clock.now - start < .seconds(60))
    try await database.ping()
    await database.close()
  }

  @Test func `waiting for a free connection has an end`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    configuration.acquireTimeout = .milliseconds(100)
    let database = Database(configuration, logger: .quiet)
    let (started, begin) = AsyncStream.makeStream(of: Void.self)
    let release = DispatchGate()
    async let holder: Void = database.read { tx in
      try tx.execute(Self.backend)
      begin.yield()
      release.wait()
    }
    for await _ in started { break }
    #expect(database.usage == PoolUsage(made: 1, idle: 0, waiting: 0))
    let failure = await #expect(throws: PostgresFailure.self) { try await database.ping() }
    #expect(failure?.kind == .poolExhausted)
    // Another waiter gets the connection when it comes back.
    var patient = configuration
    patient.acquireTimeout = .seconds(20)
    release.open()
    try await holder
    try await database.ping()
    #expect(database.usage == PoolUsage(made: 1, idle: 1, waiting: 0))
    await database.close()
  }

  @Test func `a caller cancelled in the queue leaves it`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    let (started, begin) = AsyncStream.makeStream(of: Void.self)
    let release = DispatchGate()
    async let holder: Void = database.read { tx in
      begin.yield()
      release.wait()
    }
    for await _ in started { break }
    let waiter = Task { try await database.ping() }
    while database.usage.waiting == 0 { await Task.yield() }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    #expect(database.usage.waiting == 0)
    release.open()
    try await holder
    await database.close()
  }

  @Test func `five hundred callers share four connections`() async throws {
    let database = Database(try await Self.configuration(), logger: .quiet)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...500 {
        group.addTask {
          try await database.read { tx in try tx.onlyRow(Statement("select $1"), [.int(number)]).value(0) }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 500 * 501 / 2)
    #expect(database.usage.made <= 4)
    await database.close()
    #expect(database.usage == PoolUsage(made: 0, idle: 0, waiting: 0))
    let failure = await #expect(throws: PostgresFailure.self) { try await database.ping() }
    #expect(failure?.kind == .closed)
  }

  @Test func `behind a pooler no statement is prepared`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    for prepared in [true, false] {
      configuration.preparedStatements = prepared
      let database = Database(configuration, logger: .quiet)
      let count = "select count(*) from pg_prepared_statements"
      _ = try await database.count(count)
      #expect(try await database.count(count) == (prepared ? 1 : 0))
      await database.close()
    }
  }

  @Test func `a statement is prepared again when its parameters or its table change`() async throws {
    let made = try await TestDatabase.withItems()
    var configuration = made.configuration(as: "postgres")
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    let all = Statement("all_items", "select * from item where id = $1")
    try await database.write { tx in
      try tx.execute(Statement("insert into item (id) values (7)"))
      #expect(try tx.rows(all, [.int64(7)]).count == 1)
      #expect(try tx.rows(all, [.int32(7)]).count == 1)
      #expect(try tx.rows(all, [.literal("7")]).count == 1)
    }
    let owner = try Connection(configuration, logger: .quiet)
    try await owner.script("alter table item add column note text")
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.read { tx in try tx.rows(all, [.int64(7)]).count }
    }
    #expect(failure?.sqlstate == "0A000")
    #expect(try await database.read { tx in try tx.rows(all, [.int64(7)]).count } == 1)
    await database.close()
  }

  @Test func `a wrong statement leaves the connection usable`() async throws {
    var configuration = try await Self.configuration()
    configuration.connectionsMax = 1
    let database = Database(configuration, logger: .quiet)
    let before = try await Self.pid(database)
    for sql in ["select", "selec 1", "select 1; select 2", "select $1 + $3", ""] {
      do {
        _ = try await database.read { tx in try tx.execute(Statement(sql)) }
      } catch let failure as PostgresFailure {
        #expect(failure.kind == .refused)
      }
      #expect(try await Self.pid(database) == before)
    }
    let copy = await #expect(throws: PostgresFailure.self) {
      try await database.read { tx in try tx.execute(Statement("copy (select 1) to stdout")) }
    }
    #expect(copy?.kind == .connectionLost)
    #expect(try await Self.pid(database) != before)
    await database.close()
  }

  @Test func `notices go to the log`() async throws {
    let lines = LogLines()
    let connection = try Connection(
      try await Self.configuration(), logger: Logger(label: "notices") { _ in LineHandler(lines: lines) })
    try await connection.script("do $$ begin raise warning 'look here'; raise notice 'by the way'; end $$")
    #expect(lines.all.contains("warning PostgreSQL: WARNING:  look here"))
    #expect(lines.all.contains("debug PostgreSQL: NOTICE:  by the way"))
  }

  @Test func `a session lock is one connection's`() async throws {
    let one = try Connection(try await Self.configuration(), logger: .quiet)
    let two = try Connection(try await Self.configuration(), logger: .quiet)
    #expect(try await one.tryLock(4711))
    #expect(try await !two.tryLock(4711))
    await one.close()
    var tries = 0
    while try await !two.tryLock(4711), tries < 1000 { tries += 1 }
    #expect(tries < 1000)
    let failure = await #expect(throws: PostgresFailure.self) { try await one.tryLock(4711) }
    #expect(failure?.kind == .closed)
  }
}

/// A door that a thread of its own may wait at; only for the synchronous closures of these tests.
final class DispatchGate: Sendable {
  private let read: Int32
  private let write: Int32

  init() {
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    read = ends[0]
    write = ends[1]
  }

  deinit {
    close(read)
    close(write)
  }

  func wait() {
    var byte: UInt8 = 0
    _ = Glibc.read(read, &byte, 1)
  }

  func open() {
    var byte: UInt8 = 1
    _ = Glibc.write(write, &byte, 1)
  }
}

/// Log lines by a handler that only this test knows.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

struct LineHandler: LogHandler {
  let lines: LogLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(lines: LogLines) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }
}
