import Logging
import Postgres
import Store

/// Reaching the database, and what to say when it is not as it should be.
enum Archive {
  /// A pool that answers; waits for PostgreSQL as long as the settings say.
  ///
  /// - Parameter wholeMoment: for one transaction that reads everything and may take hours.
  static func open(
    _ settings: Settings, as key: SettingKey = .database, wholeMoment: Bool = false, logger: Logger
  ) async throws -> Database {
    var configuration = settings.databaseConfiguration(key)
    if wholeMoment {
      configuration.transactionTimeout = .seconds(86_400)
      configuration.statementTimeout = .seconds(3_600)
    }
    let database = Database(configuration, logger: logger)
    do {
      try await wait(for: database, settings, logger)
    } catch {
      await database.close()
      throw error
    }
    return database
  }

  private static func wait(for database: Database, _ settings: Settings, _ logger: Logger) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(settings.number(.databaseWaitSeconds))
    var pause = Duration.milliseconds(200)
    while true {
      do {
        return try await database.ping()
      } catch let failure as PostgresFailure where failure.isConnectionLost || failure.kind == .poolExhausted {
        guard clock.now + pause < end else {
          throw Halt(
            .notReachable, zh: "连不上 PostgreSQL，已放弃：\(failure.message)",
            en: "PostgreSQL cannot be reached; giving up: \(failure.message)")
        }
        logger.warning("waiting for PostgreSQL", metadata: ["reason": "\(failure.message)"])
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(5))
      }
    }
  }

  static func migrator(_ settings: Settings) throws -> Migrator {
    let folder = settings.text(.migrations)
    do throws(MigrationFailure) {
      return try Migrator(Migration.folder(folder))
    } catch {
      throw Halt(
        .localFile, zh: "数据库结构目录 \(folder) 不可用：\(error)。请用 --migrations 指明。",
        en: "the folder of migrations \(folder) is of no use: \(error); name it with --migrations")
    }
  }

  /// Refuses a schema that is not this program's.
  static func checkSchema(_ database: Database, _ settings: Settings) async throws {
    switch try await migrator(settings).status(of: database) {
    case .current: return
    case .empty:
      throw Halt(
        .refused, zh: "数据库是空的，请先运行 tenderd migrate --origin 名称。",
        en: "the database is empty: run tenderd migrate --origin NAME first")
    case .behind(let pending):
      throw Halt(
        .refused, zh: "数据库结构旧了（缺 \(pending.joined(separator: "、"))），请先运行 tenderd migrate。",
        en: "the schema is behind (\(pending.joined(separator: ", "))): run tenderd migrate first")
    case .ahead(let unknown):
      throw Halt(
        .refused, zh: "数据库结构比本程序新（\(unknown.joined(separator: "、"))），请改用更新的程序。",
        en: "the schema is newer than this program (\(unknown.joined(separator: ", "))): run a newer tenderd")
    case .foreign(let reason):
      throw Halt(.refused, zh: "这不是本系统的数据库：\(reason)", en: "this is not a database of this system: \(reason)")
    }
  }

  /// What the database was born as; refuses the kind that the settings do not allow.
  static func instance(_ database: Database, _ settings: Settings) async throws -> Instance {
    guard let instance = try await database.read({ tx in try tx.instance() }) else {
      throw Halt(
        .refused, zh: "数据库还没有名称，请运行 tenderd migrate --origin 名称（演练另加 --rehearsal）。",
        en: "the database has no name yet: run tenderd migrate --origin NAME (and --rehearsal for a rehearsal)")
    }
    guard instance.rehearsal == (settings.text(.mode) == "rehearsal") else {
      throw instance.rehearsal
        ? Halt(
          .refused, zh: "这是演练数据库，本服务设为正式。请设 mode=rehearsal，或换正式数据库。",
          en: "this database is a rehearsal and the daemon is set to real: set mode=rehearsal or use the real database")
        : Halt(
          .refused, zh: "这是正式数据库，本服务设为演练，拒绝启动。",
          en: "this database is real and the daemon is set to rehearsal: refused")
    }
    return instance
  }
}
