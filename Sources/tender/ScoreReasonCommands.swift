import ArgumentParser
import Canon
import Messages
import Tendering

// After every sheet is signed: reasons for scores far from the others', lawful changes, dissent; before it: signals.
extension ScoreCommands {
  struct Flags: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "本人畸高畸低的评分 · Your scores that lie far from the others'.")

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try await options.signedConnection().get("\(place.path)/flags")
      options.output.show(
        json["flags"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "投标", en: "Bid"), .init(zh: "因素", en: "Criterion"), .init(zh: "偏向", en: "Direction"),
          .init(zh: "已说明", en: "Explained"),
        ]
      ) { flag in ["bid", "criterion", "direction", "explained"].map { flag.cell($0) } }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "说明畸高畸低评分的理由 · Give the reason for a score far from the others'.")

    @OptionGroup var place: LotPlace

    @Option(help: "投标（十六进制编号）· The bid, hex")
    var bid: String

    @Option(help: "评审因素 · The criterion")
    var criterion: String

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let said = try await options.signedConnection().post(
        "\(place.path)/explanations", ["bid": JSON(bid), "criterion": JSON(criterion), "reason": JSON(reason)])
      options.output.say(zh: "理由已记录，随评标文件公布。", en: "The reason is kept and stands in the evaluation file.")
      options.output.show(said) {}
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "依法修改本人的一项评分 · Change one of your scores lawfully.",
      discussion: "只限法定情形（畸高畸低等），签署评标结果之前；原评分表不变，修改和理由随评标文件公布。Only on the law's grounds; the signed sheet stays.")

    @OptionGroup var place: LotPlace

    @Option(help: "投标（十六进制编号）· The bid, hex")
    var bid: String

    @Option(help: "评审因素 · The criterion")
    var criterion: String

    @Option(help: "改为 · The new score, with the criterion's decimals")
    var to: String

    @Option(help: "情形 · outOfRange|objectiveDiffers|extreme")
    var ground = "extreme"

    @Option(help: "理由 · Why")
    var reason: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let said = try await options.signedConnection().post(
        "\(place.path)/changes",
        [
          "bid": JSON(bid), "criterion": JSON(criterion), "ground": JSON(ground), "to": JSON(to),
          "reason": JSON(reason),
        ])
      options.output.say(zh: "修改已记录，随评标文件公布。", en: "The change is kept and stands in the evaluation file.")
      options.output.show(said) {}
    }
  }
}

extension CommitteeCommands {
  struct Dissent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "提交不同意见，写入评标报告 · Write a dissent, which the report shows.")

    @OptionGroup var place: LotPlace

    @Option(help: "意见和理由 · What you hold, and why")
    var words: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let said = try await options.signedConnection().post("\(place.path)/dissents", ["words": JSON(words)])
      options.output.say(zh: "不同意见已记录。", en: "The dissent is kept.")
      options.output.show(said) {}
    }
  }
}

extension BidsCommands {
  struct Signals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "串通投标线索及证据 · Signals of collusion, with their evidence.",
      discussion: """
        系统只列出线索，不作认定；认定串通的，用 tender conform --fail 编号=collusion=理由。\
        The signals decide nothing; who finds collusion says so with `tender conform --fail HEX=collusion=reason`.
        """)

    @OptionGroup var place: LotPlace
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let json = try await options.signedConnection().get("\(place.path)/collusion-signals")
      let output = options.output
      if let unread = json["unread"]?.integerValue, unread > 0 {
        output.say(
          zh: "还有 \(unread) 份投标的附件正在读取，请稍后再看。",
          en: "The attachments of \(unread) bids are not read yet: look again in a while.")
      }
      output.show(
        json["signals"]?.arrayValue ?? [], in: json,
        [
          .init(zh: "线索", en: "Signal"), .init(zh: "性质", en: "Weight"), .init(zh: "投标", en: "Bids"),
          .init(zh: "证据", en: "Evidence"),
        ]
      ) { signal in
        let kind = signal["kind"]?.stringValue.flatMap(CollusionSignal.Kind.init)
        return [
          kind?.words[output.language] ?? signal.cell("kind"), kind?.weight.words[output.language] ?? "",
          (signal["bids"]?.arrayValue ?? []).compactMap { $0.stringValue.map { String($0.prefix(12)) } }
            .joined(separator: " "), signal.cell("evidence"),
        ]
      }
    }
  }
}
