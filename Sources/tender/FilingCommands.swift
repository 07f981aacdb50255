import ArgumentParser
import Canon
import Messages

/// Filing trustee contracts with park and bureau (备案).
struct FilingCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filing", abstract: "托管合同备案 · Filing trustee contracts.",
    subcommands: [Submit.self, Accept.self, Return.self])

  struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交备案（园区和主管局）· Hand a contract in, to park and bureau (agency).")

    @OptionGroup var place: ContractPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(try place.path + "/filing", [:])
      options.output.show(answer) { PaperViews.contracts([answer], options.output) }
    }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "准予备案：园区在先，主管局签名记入日志 · Take it on file: the park first, then the bureau by a signed note.")

    @OptionGroup var place: ContractPlace

    @Flag(help: "以园区身份 · As the park")
    var park = false

    @Flag(help: "以主管局身份 · As the bureau")
    var bureau = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard park != bureau else {
        throw CommandFailure.usage(zh: "请写明 --park 或 --bureau 其中之一。", en: "Give either --park or --bureau.")
      }
      let api = try options.signedConnection()
      if park {
        let answer = try await api.post(try place.path + "/filing/decision", ["result": "recorded"])
        options.output.show(answer) { PaperViews.contracts([answer], options.output) }
      } else {
        try requireID(place.contract)
        let posted = try await api.signAndPost(
          tender: place.tender, draft: "filing", query: [("contract", place.contract)]
        ) { draft throws(CommandFailure) in
          try PaperViews.requireFilesNamed(draft)
          try place.requireExtract(draft)
        }
        PaperViews.posted(posted, options.output)
      }
    }
  }

  struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "return", abstract: "退回补正 · Send it back for correction (park, bureau).")

    @OptionGroup var place: ContractPlace

    @Option(help: "需要改正之处 · What to correct")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        try place.path + "/filing/decision", ["result": "returned", "reason": JSON(reason)])
      options.output.show(answer) { PaperViews.contracts([answer], options.output) }
    }
  }
}

struct ContractPlace: ParsableArguments {
  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Argument(help: "合同编号，如 L1-T01 · The contract's number")
  var contract: String

  var path: String {
    get throws(CommandFailure) {
      try requireID(tender)
      try requireID(contract)
      return "/api/tenders/\(tender)/contracts/\(contract)"
    }
  }

  /// That the public extract speaks of this contract, and of nothing that the firm keeps to itself.
  func requireExtract(_ draft: Draft) throws(CommandFailure) {
    let known = [
      "format", "tender", "lot", "contract", "mode", "park", "batch", "agency", "enterprise", "term", "filings",
      "contractJson", "contractPdf",
    ]
    guard draft.files.count == 1, let extract = try? JSON.parse(draft.files[0].bytes),
      extract["tender"]?.stringValue == tender, extract["contract"]?.stringValue == contract,
      extract.names.allSatisfy(known.contains)
    else {
      throw .checkedFalse(
        zh: "服务器拟公开的备案信息不是这份合同的，或者多于应公开的内容，没有签名。",
        en: "What would be made public is not this contract's, or more than may be; it was not signed.")
    }
  }
}
