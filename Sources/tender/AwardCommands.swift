import ArgumentParser

/// Awards (定标): the officer decides, the park manager sees and accepts.
struct AwardCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "award", abstract: "定标 · Awards.",
    subcommands: [AwardCandidates.self, AwardDecide.self, AwardVoid.self, AwardList.self, AwardAccept.self])
}
