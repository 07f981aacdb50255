import ArgumentParser
import Glibc
import Messages

/// The program: one grammar, `tender NOUN VERB`. Each noun adds itself to the list below.
struct TenderTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tender",
    abstract: "知识产权托管服务采购 · Tendering of IP-trusteeship services, with sealed bids that anybody can check.",
    discussion: """
      退出码 · Exit codes: 0 done, 1 checked and false, 2 wrong usage, 3 refused by the rules, 4 not allowed or not \
      known, 5 server not reachable, 6 local file, 70 our mistake.
      """,
    subcommands: [
      KeygenCommand.self,
      KeyCommands.self,
      TenderCommands.self,
      ProgrammeCommands.self,
      BatchCommands.self,
      ParkCommands.self,
      AgencyCommands.self,
      BidCommands.self,
      ReceiptCommands.self,
      NoticeCommands.self,
      QuestionCommands.self,
      CustodianCommands.self,
      OpeningCommands.self,
      BidsCommands.self,
      ExportCommand.self,
      ArchiveCommands.self,
      AgeCommand.self,
      VerifyCommand.self,
      FeedCommand.self,
      LogCommands.self,
      WitnessCommands.self,
      LotCommands.self,
      StandingCommands.self,
      QualifyCommand.self,
      SecurityCommands.self,
      DrawCommands.self,
      CommitteeCommands.self, CompetitionCommands.self,
      ConformCommand.self,
      ClarifyCommands.self,
      ScoreCommands.self,
      EvaluationCommands.self,
      ResultCommands.self,
      AwardCommands.self,
      RemedyCommands.self,
      AgreementCommands.self,
      ContractCommands.self,
      FilingCommands.self,
      PerformanceCommands.self,
      FrameworkCommands.self,
      PaperCommands.self,
      DocumentCommands.self,
      CalendarCommands.self,
      RuleCommands.self,
    ])
}

@main
enum Main {
  static func main() async {
    // A parent may have told us to ignore it; `tender … | head` must end quietly.
    signal(SIGPIPE, SIG_DFL)
    var command: any ParsableCommand
    do {
      command = try await TenderTool.asyncParseAsRoot()
    } catch {
      Exit.reportParsing(error, language: Invocation.language, json: Invocation.json)
    }
    do {
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      // A noun without a verb asks for help; `validate` of a command may speak here too.
      if [.success, .validationFailure].contains(TenderTool.exitCode(for: error)), !(error is ExitCode) {
        Exit.reportParsing(error, language: Invocation.language, json: Invocation.json)
      }
      Exit.report(error, language: Invocation.language, json: Invocation.json)
    }
  }
}
