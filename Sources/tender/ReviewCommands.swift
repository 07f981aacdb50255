import ArgumentParser
import Canon
import Messages

/// Findings about bids, as the two reviews take them.
struct FindingOptions: ParsableArguments {
  @Flag(help: "全部通过 · Every bid passes")
  var passAll = false

  @Option(
    name: .customLong("pass"), parsing: .upToNextOption,
    help: "通过的投标（十六进制编号，须说明时写 编号=理由）· Bids that pass, hex ids; HEX=reason where one is asked for")
  var passed: [String] = []

  @Option(
    name: .customLong("fail"), parsing: .upToNextOption, help: "不通过：编号=事由=理由 · Bids that do not: HEX=ground=reason")
  var failed: [String] = []

  /// `{"findings":[…]}` over the opened bids of the lot that still wait at this stage.
  func json(waiting: [String]) throws(CommandFailure) -> JSON {
    guard passAll || !passed.isEmpty || !failed.isEmpty else {
      throw .usage(
        zh: "请说明结论：--pass-all，或 --pass 编号…，或 --fail 编号=事由=理由。",
        en: "Say what you find: --pass-all, or --pass HEX…, or --fail HEX=ground=reason.")
    }
    var findings: [JSON] = []
    for entry in failed {
      let words = entry.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3 else {
        throw .usage(
          zh: "“\(entry)”写法不对，应为 编号=事由=理由。", en: "“\(entry)” is not HEX=ground=reason.")
      }
      findings.append([
        "bid": JSON(try Self.match(words[0], waiting)), "passed": false, "ground": JSON(words[1]),
        "reason": JSON(words[2]),
      ])
    }
    for entry in passed {
      let words = entry.split(separator: "=", maxSplits: 1).map(String.init)
      let finding: JSON = ["bid": JSON(try Self.match(words.first ?? "", waiting)), "passed": true]
      findings.append(words.count == 2 ? finding.setting("reason", JSON(words[1])) : finding)
    }
    if passAll {
      let named = Set(findings.compactMap { $0["bid"]?.stringValue })
      for bid in waiting where !named.contains(bid) { findings.append(["bid": JSON(bid), "passed": true]) }
    }
    return ["findings": .array(findings)]
  }

  /// A bid by its hex id or the beginning of it.
  private static func match(_ text: String, _ bids: [String]) throws(CommandFailure) -> String {
    let found = bids.filter { $0.utf8.starts(with: text.utf8) }
    guard !text.isEmpty, found.count <= 1 else {
      throw .usage(zh: "“\(text)”对应不止一份投标，请写长些。", en: "“\(text)” begins more than one bid's id; write more of it.")
    }
    return found.first ?? text
  }
}

/// A review of one lot: what it is called, where it is posted, and which bids wait for it.
private struct ReviewStage {
  let path: String
  let waits: @Sendable (JSON) -> Bool

  /// By the purchaser: opened bids without a finding.
  static let qualification = ReviewStage(path: "qualification") { $0["qualified"]?.isNull ?? true }
  /// By the committee: bids that passed qualification.
  static let conformity = ReviewStage(path: "conformity") {
    // In a later part only what was opened there is looked at again.
    $0["underReview"]?.boolValue ?? $0["qualified"]?.boolValue ?? false
  }

  func run(
    tender: String, lot: String, findings: FindingOptions, options: GlobalOptions,
    adding: (JSON) throws -> JSON = { $0 }
  ) async throws {
    try requireID(tender)
    try requireID(lot)
    let api = try options.signedConnection()
    let base = "/api/tenders/\(tender)/lots/\(lot)"
    let before = try await api.get("\(base)/reviews")
    let waiting = (before["bids"]?.arrayValue ?? []).filter { $0["result"]?.stringValue == "opened" && waits($0) }
      .compactMap { $0["bid"]?.stringValue }
    let after = try await api.post("\(base)/\(path)", try adding(try findings.json(waiting: waiting)))
    let output = options.output
    output.show(
      after["bids"]?.arrayValue ?? [], in: after,
      [
        .init(zh: "投标", en: "Bid"), .init(zh: "投标人", en: "Bidder"), .init(zh: "开启", en: "Opened"),
        .init(zh: "资格", en: "Qualified"), .init(zh: "符合性意见", en: "Conformity findings", .right),
        .init(zh: "无效事由", en: "Invalid for"),
      ]
    ) { row in
      [
        String(row.cell("bid").prefix(12)), row.cell("bidder"), row.cell("result"), row.cell("qualified"),
        row.cell("findings"), row["invalid"]?["ground"]?.stringValue ?? "",
      ]
    }
  }
}

/// The purchaser's qualification review (资格审查).
struct QualifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qualify", abstract: "资格审查（采购人）· Qualification review by the purchaser.")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @OptionGroup var findings: FindingOptions

  @Option(
    parsing: .upToNextOption,
    help: "已收到的投标保证金：编号=形式，all=形式 · Securities that came, HEX=form or all=form: guarantee, transfer, cheque, draft")
  var security: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "联合体其他成员：编号=信用代码,信用代码 · Further members of a consortium, HEX=code,code")
  var members: [String] = []

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let (security, members) = (try Self.pairs(security), try Self.pairs(members))
    try await ReviewStage.qualification.run(tender: tender, lot: lot, findings: findings, options: options) { body in
      .object([
        .init(
          "findings",
          .array(
            (body["findings"]?.arrayValue ?? []).map { finding in
              let bid = finding.cell("bid")
              func value(_ pairs: [(bid: String, value: String)]) -> String? {
                pairs.first { $0.bid == "all" || bid.utf8.starts(with: $0.bid.utf8) }?.value
              }
              var finding = finding
              if let form = value(security) {
                finding = finding.setting("security", ["received": true, "form": JSON(form)])
              }
              if let codes = value(members) {
                finding = finding.setting(
                  "members", .array(codes.split(separator: ",").map { JSON(String($0)) }))
              }
              return finding
            }))
      ])
    }
  }

  private static func pairs(_ texts: [String]) throws(CommandFailure) -> [(bid: String, value: String)] {
    var pairs: [(bid: String, value: String)] = []
    for text in texts {
      let words = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else {
        throw .usage(zh: "“\(text)”写法不对，应为 编号=内容。", en: "“\(text)” is not HEX=value.")
      }
      pairs.append((words[0], words[1]))
    }
    return pairs
  }
}

/// One member's conformity review (符合性审查); a majority decides.
struct ConformCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conform", abstract: "符合性审查（评委）· Conformity review by a committee member.")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @OptionGroup var findings: FindingOptions
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try await ReviewStage.conformity.run(tender: tender, lot: lot, findings: findings, options: options)
  }
}
