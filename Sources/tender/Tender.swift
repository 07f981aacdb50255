import ArgumentParser

@main
struct Tender: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tender", subcommands: [AgeCommand.self])
}
