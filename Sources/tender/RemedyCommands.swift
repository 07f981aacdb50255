import ArgumentParser
import Canon
import Messages
import Tendering

/// Inquiry, challenge, objection, complaint (询问、质疑、异议、投诉).
struct RemedyCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remedy", abstract: "询问、质疑、异议、投诉 · Inquiries, challenges, objections, complaints.",
    discussion: """
      政府采购项目用 inquiry、challenge、complaint；其他招标项目用 objection、complaint。期限、资格和效力由项目适用的规则决定，\
      due 列出各项期限和因此暂停的环节。
      Which there are, their times, standing and effect follow from the tender's rules; `due` lists the days and what waits.
      """,
    subcommands: [
      RemedyFile.self, RemedyList.self, RemedyShow.self, RemedyAnswer.self, RemedyAccept.self, RemedyReturn.self,
      RemedyDecide.self, RemedyWithdraw.self, RemedyDue.self,
    ])
}

struct RemedyFile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file", abstract: "提出 · File one (agency).",
    discussion: """
      每个 --matter 一项，写明具体事项；投诉的每一项前写原质疑中的序号，如 “1:评分标准……”，因答复而起的写 0。
      One --matter each; in a complaint each begins with its number in the challenge, as in `1:…`, 0 for what the answer \
      gave rise to.
      """)

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "inquiry 询问，challenge 质疑，objection 异议，complaint 投诉 · What it is")
  var kind: String

  @Option(help: "documents 招标文件，procedure 采购过程，result 结果 · What it is about")
  var about: String

  @Option(help: "标段；对文件提出的可不写 · The lot; may be left out about the documents")
  var lot: String?

  @Option(help: "环节（对过程提出时）：opening, evaluation · The step, about the procedure")
  var stage: String?

  @Option(help: "投诉所依据的质疑或异议 · A complaint's challenge or objection, as R1")
  var of: String?

  @Option(parsing: .singleValue, help: "具体事项，可重复 · A matter; may be repeated")
  var matter: [String]

  @Option(help: "请求 · What is asked for")
  var request: String

  @Option(help: "事实依据 · The facts")
  var facts: String

  @Option(help: "法律依据（询问可不写）· The legal basis; an inquiry needs none")
  var law: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    let matters = matter.map { text -> JSON in
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard kind == Remedy.Kind.complaint.rawValue, parts.count == 2, let from = Int(parts[0]) else {
        return ["text": JSON(text)]
      }
      return ["text": JSON(String(parts[1])), "from": JSON(from)]
    }
    var form: JSON = [
      "kind": JSON(kind), "about": JSON(about), "matters": .array(matters), "request": JSON(request),
      "facts": JSON(facts),
    ]
    for (name, value) in [("lot", lot), ("stage", stage), ("of", of), ("law", law)] {
      if let value { form = form.setting(name, JSON(value)) }
    }
    let answer = try await options.signedConnection().post("/api/tenders/\(tender)/remedies", form)
    options.output.say(
      zh: "已收到，编号 \(answer.cell("id"))，\(answer.cell("due")) 前办理。",
      en: "Taken as \(answer.cell("id")); it is due by \(answer.cell("due")).")
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "查看 · Those that you may see.")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    let answer = try await options.signedConnection().get("/api/tenders/\(tender)/remedies")
    options.output.show(answer) { RemedyViews.table(answer["remedies"]?.arrayValue ?? [], options.output) }
  }
}

struct RemedyShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一件 · One of them, in whole.")

  @OptionGroup var place: RemedyPlace
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().get(try place.path)
    options.output.show(answer) { RemedyViews.whole(answer, options.output) }
  }
}

struct RemedyAnswer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "答复询问、质疑、异议 · Answer an inquiry, challenge or objection (officer).")

  @OptionGroup var place: RemedyPlace
  @OptionGroup var finding: RemedyFindingOptions
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(try place.path + "/answer", finding.json)
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyDecide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "投诉处理决定 · Decide a complaint (supervisor).")

  @OptionGroup var place: RemedyPlace
  @OptionGroup var finding: RemedyFindingOptions
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(try place.path + "/decision", finding.json)
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyAccept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "受理投诉 · Take a complaint up (supervisor).")

  @OptionGroup var place: RemedyPlace

  @Option(help: "暂停采购活动至（如 2026-12-31）；不暂停的不写 · Suspend the tender until that day")
  var suspendUntil: String?

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    var form: JSON = ["accepted": true]
    if let suspendUntil { form = form.setting("suspendUntil", JSON(suspendUntil)) }
    let answer = try await options.signedConnection().post(try place.path + "/acceptance", form)
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyReturn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "不予受理投诉 · Do not take a complaint up (supervisor).")

  @OptionGroup var place: RemedyPlace

  @Option(help: "理由 · Why")
  var reason: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(
      try place.path + "/acceptance", ["accepted": false, "reason": JSON(reason)])
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "撤回 · Withdraw one's own (agency).")

  @OptionGroup var place: RemedyPlace
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(try place.path + "/withdrawal", [:])
    options.output.show(answer) { RemedyViews.table([answer], options.output) }
  }
}

struct RemedyDue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "期限和暂停的环节 · What is due by when, and what waits (officer, supervisor).")

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    let answer = try await options.signedConnection().get("/api/tenders/\(tender)/due")
    options.output.show(answer) { RemedyViews.due(answer, options.output) }
  }
}

struct RemedyPlace: ParsableArguments {
  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Argument(help: "编号，如 R1 · Its id, such as R1")
  var remedy: String

  var path: String {
    get throws {
      try requireID(tender)
      try requireID(remedy)
      return "/api/tenders/\(tender)/remedies/\(remedy)"
    }
  }
}

struct RemedyFindingOptions: ParsableArguments {
  @Option(help: "explained 说明（询问），upheld 成立，partlyUpheld 部分成立，rejected 不成立 · What was found")
  var outcome: String

  @Option(help: "none, amendDocuments, reEvaluate, nextCandidate, retender · What follows")
  var effect: String = "none"

  @Option(help: "查明的事实 · The facts as found")
  var findings: String

  @Option(help: "依据 · The legal grounds")
  var grounds: String

  var json: JSON {
    [
      "outcome": JSON(outcome), "effect": JSON(effect), "findings": JSON(findings), "grounds": JSON(grounds),
    ]
  }
}
