import ArgumentParser
import Canon
import Messages
import Tendering

/// What the committee asks a bidder in writing (澄清、报价修正确认、异常低价说明).
struct ClarifyCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clarify", abstract: "书面询问和答复 · The committee's written questions to a bidder.",
    discussion: """
      组长 ask → 投标人 answer → 低价说明由每位评委 find，多数决定。答复不得改变投标的实质内容；报价修正不确认的，投标无效。
      The chair asks, the bidder answers; each member finds on the explanation of a low price, a majority decides. \
      Nothing of a bid's substance changes; a correction that is not confirmed makes the bid invalid.
      """, subcommands: [Ask.self, Answer.self, Find.self, List.self])

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case clarification, correction, lowPrice
  }

  struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "组长代表委员会书面询问 · The chair asks for the committee.")

    @OptionGroup var place: LotPlace

    @Option(help: "投标（十六进制编号，可只写开头）· The bid, hex, or the beginning of it")
    var bid: String

    @Option(help: "事项 · What about: clarification|correction|lowPrice")
    var kind: Kind

    @Option(help: "内容 · The words")
    var question: String

    @Option(help: "答复时限，秒 · Seconds to answer")
    var seconds: Int

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let api = try options.signedConnection()
      let reviews = try await api.get("\(place.path)/reviews")
      let ids = (reviews["bids"]?.arrayValue ?? []).compactMap { $0["bid"]?.stringValue }
      let found = ids.filter { $0.utf8.starts(with: bid.utf8) }
      let answer = try await api.post(
        "\(place.path)/questions",
        [
          "bid": JSON(found.count == 1 ? found[0] : bid), "kind": JSON(kind.rawValue), "question": JSON(question),
          "seconds": JSON(seconds),
        ])
      options.output.say(
        zh: "第 \(answer.cell("question")) 号询问已发出。", en: "Question \(answer.cell("question")) is asked.")
      for word in answer["triggers"]?.arrayValue ?? [] {
        guard let trigger = word.stringValue.flatMap(AbnormallyLow.Trigger.init) else { continue }
        options.output.say(trigger.words)
      }
      options.output.show(answer) { options.output.line(answer.cell("question")) }
    }
  }

  struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "投标人书面答复 · The bidder answers.")

    @OptionGroup var place: LotPlace

    @Option(help: "询问序号 · The question's number")
    var question: Int

    @Option(help: "答复 · The words")
    var answer: String

    @Flag(inversion: .prefixedNo, help: "确认修正后的报价（只用于报价修正）· The corrected price is confirmed, for a correction")
    var confirm: Bool?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let said = try await options.signedConnection().post(
        "\(place.path)/questions/\(question)/answer",
        ["answer": JSON(answer), "confirmed": confirm.map { JSON($0) } ?? .null])
      options.output.say(zh: "已答复第 \(question) 号询问。", en: "Question \(question) is answered.")
      options.output.show(said) {}
    }
  }

  struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "评委认定低价说明是否成立 · A member finds the explanation proven or not.")

    @OptionGroup var place: LotPlace

    @Option(help: "询问序号 · The question's number")
    var question: Int

    @Flag(inversion: .prefixedNo, help: "说明成立 · Proven, or --no-proven")
    var proven: Bool

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let said = try await options.signedConnection().post(
        "\(place.path)/questions/\(question)/findings", ["proven": .bool(proven), "reason": JSON(reason)])
      options.output.say(zh: "认定已记录。", en: "The finding is kept.")
      options.output.show(said) {}
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "询问和答复 · Questions and answers.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try await options.signedConnection().get("\(place.path)/questions")
      options.output.show(
        json["questions"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "序号", en: "No.", .right), .init(zh: "投标", en: "Bid"), .init(zh: "事项", en: "About"),
          .init(zh: "询问", en: "Question"), .init(zh: "答复", en: "Answer"), .init(zh: "确认", en: "Confirmed"),
          .init(zh: "认定数", en: "Findings", .right), .init(zh: "成立", en: "Accepted"),
        ]
      ) { row in
        [row.cell("question"), String(row.cell("bid").prefix(12))]
          + ["kind", "words", "answer", "confirmed", "findings", "accepted"].map { row.cell($0) }
      }
    }
  }
}
