// tenderd: the daemon. It reads its settings, wires the office together and runs it; it decides nothing.
//
//   serve         the HTTP counter, the ticks and whatever else runs (Serve)
//   migrate       the schema forward; at the first time also what the database is, and the log's key (Migrate)
//   actor         add, list, revoke the keys that may act; local, through the database (ActorCommands)
//   audit         derives again whatever the database derives (AuditCommand)
//   archive       the whole record of an ended tender, for the bureau's files (ArchiveCommands)
//   print-config  every setting with its value and where it came from (PrintConfig)
//
//   Settings      one list of keys with default, unit and meaning (SettingKey); from flags, environment, file
//   Halt          why the daemon does not go on: a sentence in both languages and an exit code
//   LogKeyFile    the log's private key on disk
import ArgumentParser

@main
struct Tenderd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenderd",
    abstract: "招标系统的后台服务 / The daemon of the tendering system.",
    subcommands: [
      Serve.self, Migrate.self, ActorCommands.self, AuditCommand.self, ArchiveCommands.self, PrintConfig.self,
    ])
}
