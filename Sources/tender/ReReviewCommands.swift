import ArgumentParser
import Canon
import Messages
import Tendering

/// The officer has the committee review its signed result again (R-091).
struct EvaluationReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "组织重新评审 · Have the committee review a signed result again (officer, before the award).",
    discussion: """
      只限法定四种情形：sumWrong 分值汇总计算错误、outOfRange 分项评分超出范围、objectiveDiffers 客观分不一致、extreme 评分畸高畸低。
      评委用 tender score sign --reason 交更正后的评分表；随后经办人再次 tender evaluation sign，重新评审即告结束。理由公开，请勿写入得分。
      Members hand in corrected sheets with `score sign --reason`; the officer ends it with `evaluation sign`. The reason is \
      public: no figures in it.
      """)

  @OptionGroup var place: LotPlace

  @Option(help: "情形 · sumWrong|outOfRange|objectiveDiffers|extreme")
  var ground: String

  @Option(help: "理由 · The reason, in words")
  var reason: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().post(
      "\(place.path)/re-reviews", ["ground": JSON(ground), "reason": JSON(reason)])
    options.output.say(
      zh: "第 \(answer.cell("review")) 次重新评审已启动；结束前不能定标。",
      en: "Re-review no. \(answer.cell("review")) has begun; the award waits for its end.")
    options.output.show(answer) { options.output.line(answer.cell("review")) }
  }
}

struct EvaluationReviews: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviews", abstract: "查看重新评审 · A lot's re-reviews (bureau, supervisor, its committee).")

  @OptionGroup var place: LotPlace
  @OptionGroup var options: GlobalOptions

  func run() async throws {
    let answer = try await options.signedConnection().get("\(place.path)/re-reviews")
    let output = options.output
    output.show(answer) {
      for row in answer["reviews"]?.arrayValue ?? [] {
        let members = (row["corrected"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: " ")
        output.facts([
          (Wording(zh: "序号", en: "No."), row.cell("review")),
          (
            Wording(zh: "情形", en: "Ground"),
            ReReview.Ground(rawValue: row.cell("ground"))?.words[output.language] ?? row.cell("ground")
          ), (Wording(zh: "理由", en: "Reason"), row.cell("reason")),
          (Wording(zh: "更正的评委", en: "Corrected by"), members.isEmpty ? "—" : members),
          (
            Wording(zh: "状态", en: "State"),
            (row["ended"]?.isNull ?? true
              ? Wording(zh: "进行中", en: "open") : Wording(zh: "已结束", en: "over"))[output.language]
          ),
        ])
      }
    }
  }
}
