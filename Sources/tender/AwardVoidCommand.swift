import ArgumentParser
import Canon
import Messages
import Tendering

/// An award falls through before the contract (R-104).
struct AwardVoid: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "宣布中标无效 · Declare an award void before the contract is signed (officer).",
    discussion: """
      之后用 award decide 按名次确定下一候选人（原中标人及其事由自动记入定标文件），或用 lot fail 重新招标。
      Then `award decide` takes the next candidate; the first and the ground are written into the award by themselves. Or \
      `lot fail`, and tender anew.
      """)

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @Option(help: "事由 · declined 放弃, forceMajeure 不可抗力, securityMissing 未交履约保证金, unlawfulAct 违法行为")
  var ground: String

  @Option(help: "理由 · The reason, in words")
  var reason: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    try requireID(lot)
    let answer = try await options.signedConnection().post(
      "/api/tenders/\(tender)/lots/\(lot)/award/void", ["ground": JSON(ground), "reason": JSON(reason)])
    let output = options.output
    output.say(zh: "标段 \(lot) 的中标已宣布无效。", en: "The award of lot \(lot) is void.")
    output.show(answer) {
      output.facts([
        (Wording(zh: "投标", en: "Bid"), answer.cell("bid")), (Wording(zh: "事由", en: "Ground"), answer.cell("ground")),
      ])
    }
  }
}

/// The ranked candidates before the award, where the law wants them public (R-100).
struct AwardCandidates: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candidates", abstract: "公示中标候选人 · Make the candidates public before the award (officer, profile T1).")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    try requireID(lot)
    let answer = try await options.signedConnection().post("/api/tenders/\(tender)/lots/\(lot)/candidates", [:])
    options.output.show(answer) {
      options.output.facts([
        (Wording(zh: "公示期", en: "Public"), "\(answer.cell("from")) — \(answer.cell("until"))")
      ])
    }
  }
}
