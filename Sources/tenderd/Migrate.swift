import ArgumentParser
import Logging
import Notes
import Postgres
import Store

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "更新数据库结构；首次运行时写明数据库的名称与性质 / Bring the schema forward; the first time, name the database.")

  @OptionGroup var common: CommonOptions
  @Flag(help: "这是演练数据库，永远是 / This database is a rehearsal, for ever.") var rehearsal = false
  @Option(help: "日志名称，演练须以 rehearsal. 开头 / The log's name; a rehearsal's begins with rehearsal.") var origin: String?
  @Flag(help: "没有日志私钥时生成一把 / Make the log's key if there is none.") var makeKey = false

  func run() async throws {
    try await Halt.explaining {
      let settings = try await common.settings()
      let logger = DaemonLog.logger(settings)
      let database = try await Archive.open(settings, as: .ownerDatabase, logger: logger)
      do {
        try await migrate(database, settings, logger)
      } catch {
        await database.close()
        throw error
      }
      await database.close()
    }
  }

  private func migrate(_ database: Database, _ settings: Settings, _ logger: Logger) async throws {
    try checkOrigin()
    if try await Archive.migrator(settings).status(of: database) == .empty, origin == nil {
      throw Halt(
        .usage, zh: "新数据库要有名称：tenderd migrate --origin 名称（演练另加 --rehearsal）。",
        en: "a new database needs a name: tenderd migrate --origin NAME (and --rehearsal for a rehearsal)")
    }
    let applied = try await apply(settings, logger)
    say(applied.isEmpty ? "schema current" : "applied \(applied.joined(separator: " "))")
    let instance = try await name(database)
    say("\(instance.rehearsal ? "rehearsal" : "real") \(instance.origin)")
    try key(settings, instance)
  }

  private func apply(_ settings: Settings, _ logger: Logger) async throws -> [String] {
    do {
      return try await Archive.migrator(settings)
        .migrate(settings.databaseConfiguration(.ownerDatabase), logger: logger)
    } catch let failure as MigrationFailure {
      throw Halt(.refused, zh: "数据库没有更新：\(failure)", en: "the database was not migrated: \(failure)")
    }
  }

  private func checkOrigin() throws {
    guard let origin else { return }
    guard origin.utf8.starts(with: "rehearsal.".utf8) == rehearsal else {
      throw Halt(
        .usage, zh: "演练数据库的名称须以 rehearsal. 开头，正式的不得如此。",
        en: "the name of a rehearsal begins with rehearsal., and no other name does")
    }
  }

  /// What the database is: written once, never changed.
  private func name(_ database: Database) async throws -> Instance {
    let wanted = origin.map { Instance(rehearsal: rehearsal, origin: $0) }
    let found = try await database.write { tx in
      if let wanted { try tx.insert(wanted) }
      return try tx.instance()
    }
    guard let found else {
      throw Halt(
        .usage, zh: "数据库还没有名称，请加 --origin 名称。", en: "the database has no name yet: add --origin NAME")
    }
    guard wanted == nil || wanted == found, !rehearsal || found.rehearsal else {
      throw Halt(
        .refused, zh: "此数据库名为 \(found.origin)（\(found.rehearsal ? "演练" : "正式")），不能再改。",
        en: "this database is \(found.origin) (\(found.rehearsal ? "rehearsal" : "real")) and stays so")
    }
    return found
  }

  private func key(_ settings: Settings, _ instance: Instance) throws {
    let path = settings.text(.logKeyFile)
    if LogKeyFile.exists(path) {
      say("log key \(try LogKeyFile.read(path).verifier.text)")
    } else if makeKey {
      say("log key \(try LogKeyFile.make(path, name: instance.origin).verifier.text)")
    }
  }
}
