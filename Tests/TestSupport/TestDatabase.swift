import Logging
import Postgres

/// A database of one test's own, dropped when nobody holds this any more.
public final class TestDatabase: Sendable {
  /// What the database holds at first.
  public enum Content: Sendable {
    /// The schema of `sql/migrations`.
    case migrated
    /// Nothing.
    case empty
  }

  public let name: String
  public let cluster: TestCluster

  private init(name: String, cluster: TestCluster) {
    self.name = name
    self.cluster = cluster
  }

  deinit {
    let name = self.name
    let cluster = self.cluster
    Task {
      do {
        try await cluster.script("drop database if exists \(name) with (force)")
      } catch {
        Logger.quiet.warning("\(name) stays: \(error)")
      }
      cluster.givePlaceBack()
    }
  }

  /// Makes a database that nobody else uses; it waits while too many others exist.
  public static func make(_ content: Content = .migrated) async throws -> TestDatabase {
    let cluster = try await TestCluster.shared()
    await cluster.takePlace()
    // From here on the place is given back by deinit.
    let made = TestDatabase(name: "test_\(UInt64.random(in: 0...UInt64.max))", cluster: cluster)
    let template = content == .migrated ? try await TestCluster.template() : "template0"
    try await cluster.script(
      "create database \(made.name) template \(template) strategy wal_log owner tender_owner")
    return made
  }

  /// The connection string for `role`: `tender_app`, `tender_owner`, `tender_auditor` or the superuser `postgres`.
  public func conninfo(as role: String = "tender_app") -> String {
    "host=\(cluster.socketFolder) user=\(role) dbname=\(name)"
  }

  /// The configuration for `role`, with two connections.
  public func configuration(as role: String = "tender_app") -> DatabaseConfiguration {
    var configuration = DatabaseConfiguration(conninfo: conninfo(as: role))
    configuration.connectionsMax = 2
    return configuration
  }

  /// A pool for `role`; keep this object while the pool is used.
  public func database(as role: String = "tender_app") -> Database {
    Database(configuration(as: role), logger: .quiet)
  }
}
