import ArgumentParser
import Canon
import Messages

// The opening as a session: who attends, what bidders object to, and the answers.
extension OpeningCommands {
  struct Attend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "开标签到 · Attend the opening.", discussion: "评标委员会成员不得参加。Whoever judges the bids stays away.")

    @Argument(help: "项目编号 · The tender's id")
    var tender: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      try requireID(tender)
      let answer = try await options.signedConnection().post("/api/tenders/\(tender)/attendance", [:])
      options.output.say(zh: "已签到。", en: "You are entered as attending.")
      options.output.show(answer) {}
    }
  }

  struct Object: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "投标人当场提出异议 · A bidder objects on the spot.")

    @OptionGroup var place: LotPlace

    @Option(help: "内容 · The words")
    var words: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/opening-objections", ["words": JSON(words)])
      options.output.say(zh: "异议已提出，写入开标记录。", en: "The objection stands and goes into the record.")
      options.output.show(answer) { options.output.line(answer.cell("objection")) }
    }
  }

  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "主持人当场答复异议 · The opening officer answers an objection.")

    @OptionGroup var place: LotPlace

    @Option(help: "异议序号 · The objection's number")
    var objection: Int

    @Option(help: "答复 · The words")
    var words: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let answer = try await options.signedConnection().post(
        "\(place.path)/opening-objections/\(objection)/answer", ["words": JSON(words)])
      options.output.say(zh: "已答复。", en: "The objection is answered.")
      options.output.show(answer) {}
    }
  }

  struct Session: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "签到、现场异议和答复 · Attendance, objections and answers.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try await options.signedConnection().get("\(place.path)/opening-session")
      let output = options.output
      output.show(json) {
        output.table(
          [.init(zh: "出席", en: "Attends"), .init(zh: "身份", en: "Role")],
          (json["attendance"]?.arrayValue ?? []).map { [$0.cell("actor"), $0.cell("role")] })
        output.table(
          [
            .init(zh: "序号", en: "No.", .right), .init(zh: "投标人", en: "Bidder"), .init(zh: "异议", en: "Objection"),
            .init(zh: "答复", en: "Answer"),
          ],
          (json["objections"]?.arrayValue ?? []).map { row in
            ["objection", "bidder", "words", "answer"].map { row.cell($0) }
          })
      }
    }
  }
}
