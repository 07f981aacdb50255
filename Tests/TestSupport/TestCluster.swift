import Foundation
import Logging
import Postgres

/// The private PostgreSQL of this test process.
///
/// `scripts/with-postgres` gives its socket's folder in TENDER_TEST_PG. Without it, as when `swift test` is called by
/// hand, that script is started here; it ends and cleans up when this process ends, because its standard input closes.
public final class TestCluster: Sendable {
  /// The folder of the socket, for libpq's `host`.
  public let socketFolder: String
  private let admin: Connection
  private let places = Places(count: 20)

  /// Failures are remembered too: a cluster that did not start is not tried again for each test.
  private static let started = Task { try await TestCluster() }

  /// The cluster, started at the first call.
  public static func shared() async throws -> TestCluster { try await started.value }

  private init() async throws {
    socketFolder = try ProcessInfo.processInfo.environment["TENDER_TEST_PG"] ?? Self.start()
    admin = try Connection(
      DatabaseConfiguration(conninfo: "host=\(socketFolder) user=postgres dbname=postgres"), logger: .quiet)
    let roles = Repository.path("sql/roles.sql")
    if FileManager.default.fileExists(atPath: roles) {
      try await admin.script(String(contentsOfFile: roles, encoding: .utf8))
    }
  }

  /// Runs SQL as the superuser in the database `postgres`.
  public func script(_ sql: String) async throws { try await admin.script(sql) }

  /// The name of a database that holds the migrated schema and nothing else, to be cloned.
  static func template() async throws -> String { try await migrated.value }

  private static let migrated = Task { try await shared().makeTemplate() }

  private func makeTemplate() async throws -> String {
    let name = "tender_template_\(getpid())"
    try await admin.script("create database \(name) owner tender_owner")
    var configuration = DatabaseConfiguration(conninfo: "host=\(socketFolder) user=tender_owner dbname=\(name)")
    configuration.applicationName = "migrate"
    let migrator = try Migrator(Migration.folder(Repository.path("sql/migrations")))
    try await migrator.migrate(configuration, logger: .quiet)
    // A connection that is still ending would forbid the cloning.
    try await admin.script("alter database \(name) with allow_connections false")
    try await admin.script("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '\(name)'")
    return name
  }

  /// Waits for one of the places for databases that exist at the same time, so that all tests together do not exceed
  /// the server's connections.
  func takePlace() async { await places.take() }
  func givePlaceBack() { Task { await places.giveBack() } }

  private static func start() throws -> String {
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "/bin/bash")
    script.arguments = [
      Repository.path("scripts/with-postgres"), "--fast", "bash", "-c", "echo \"$TENDER_TEST_PG\"; read -r _ || true",
    ]
    let input = Pipe()
    let output = Pipe()
    script.standardInput = input
    script.standardOutput = output
    try script.run()
    // The write end stays open until this process ends, however it ends.
    _ = Unmanaged.passRetained(input)
    return try line(from: output.fileHandleForReading)
  }

  /// The next line a script says; blocks until it comes.
  static func line(from file: FileHandle) throws -> String {
    var line: [UInt8] = []
    while let byte = try file.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
    guard !line.isEmpty else { throw TestClusterFailure.didNotStart }
    return String(decoding: line, as: UTF8.self)
  }
}

/// The words of `scripts/with-postgres` are on standard error.
public enum TestClusterFailure: Error {
  case didNotStart
}

/// A counted number of places.
private actor Places {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func giveBack() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}

extension Logger {
  /// Says nothing below a warning.
  public static var quiet: Logger {
    var logger = Logger(label: "tests")
    logger.logLevel = .warning
    return logger
  }
}
