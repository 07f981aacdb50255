import ArgumentParser

@main
struct TenderBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tender-bench")
}
