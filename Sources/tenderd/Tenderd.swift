import ArgumentParser

@main
struct Tenderd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tenderd")
}
