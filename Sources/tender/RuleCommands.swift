import ArgumentParser
import Canon
import Messages
import Tendering

/// The register of rules: what the law asks, where it is written, what here carries it.
struct RuleCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "规则登记簿 · The register of rules.", subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出全部规则 · List every rule, its source, level and where the product stands.")

    @Option(help: "只列适用某种规则的：G1、G2、T0、T1、F · Only those of a profile")
    var profile: String?

    @Option(help: "只列 carried、partly、outside 或 notYet · Only those that stand so")
    var standing: String?

    @Flag(help: "只列待核实的 · Only those to be confirmed")
    var unconfirmed = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let wanted = try TenderDates.known(profile)
      if let standing, !["carried", "partly", "outside", "notYet"].contains(standing) {
        throw CommandFailure.usage(
          zh: "--standing 应为 carried、partly、outside、notYet 之一。",
          en: "--standing is one of carried, partly, outside, notYet.")
      }
      let rules = RuleRegister.rules.filter { rule in
        (wanted.map { rule.profiles.contains($0) } ?? true) && (standing.map { $0 == rule.standing.word } ?? true)
          && (!unconfirmed || rule.isUnconfirmed)
      }
      let output = options.output
      let language = output.language
      output.show(["rules": .array(rules.map(\.json))]) {
        output.table(
          [
            .init(zh: "编号", en: "Id"), .init(zh: "级别", en: "Level"), .init(zh: "现状", en: "Standing"),
            .init(zh: "依据", en: "Source"), .init(zh: "要求", en: "Rule"),
          ],
          rules.map { rule in
            let mark = rule.isUnconfirmed ? Wording(zh: "待核实", en: "to be confirmed")[language] : ""
            let level = rule.levels.isEmpty ? "–" : rule.levels.map(\.rawValue).joined(separator: "/")
            return [
              rule.id, mark.isEmpty ? level : level + " " + mark, rule.standing.shortWords[language], rule.source,
              Wording(zh: rule.zh, en: rule.en)[language],
            ]
          })
      }
      output.say(
        zh: "共 \(rules.count) 条，待核实 \(rules.filter(\.isUnconfirmed).count) 条。",
        en: "\(rules.count) rules, \(rules.filter(\.isUnconfirmed).count) to be confirmed.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示一条规则 · Show one rule with its sources, numbers, carriers and tests.")

    @Argument(help: "编号，如 R-036 · Its id")
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
      guard let rule = RuleRegister.rule(id) else {
        throw CommandFailure(
          .notKnown, zh: "没有规则 \(id)；编号从 R-001 到 R-129。", en: "There is no rule \(id); they run from R-001 to R-129.")
      }
      let output = options.output
      let language = output.language
      output.show(rule.json) {
        output.line("\(rule.id)  \(Wording(zh: rule.zh, en: rule.en)[language])")
        output.line("")
        output.facts(
          [
            (Wording(zh: "依据", en: "Source"), rule.source),
            (Wording(zh: "级别", en: "Level"), rule.levelWords[language]),
            (Wording(zh: "施行", en: "In force"), "\(rule.from) … \(rule.to?.description ?? "")"),
            (
              Wording(zh: "适用", en: "Profiles"),
              Profile.allCases.filter(rule.profiles.contains).map(\.rawValue).joined(separator: " ")
            ),
            (Wording(zh: "现状", en: "Standing"), rule.standing.words[language]),
          ])
        for instrument in Instrument.cited(in: rule.source) ?? [] {
          let dates = "\(instrument.from)…\(instrument.to?.description ?? "")"
          output.line(
            "  \(instrument.short)  \(Wording(zh: instrument.title, en: instrument.en)[language])  \(dates)  "
              + instrument.level.words[language])
        }
        for number in rule.numbersInBook {
          let profiles = Profile.allCases.filter(number.profiles.contains).map(\.rawValue).joined(separator: " ")
          output.line(
            "  \(number.key.rawValue) = \(number.value.words[language])  (\(number.source), \(number.from)…, \(profiles))  "
              + number.level.words[language])
        }
        for place in rule.standing.places { output.line("  \(place.file): \(place.name)") }
        for test in rule.tests { output.line("  \(Wording(zh: "测试", en: "test")[language]): \(test)") }
      }
    }
  }
}

extension RegisteredRule {
  /// Its rows in the book of numbers.
  var numbersInBook: [Rule] { RuleBook.current.rules.filter { $0.id == id } }

  var json: JSON {
    [
      "id": JSON(id), "source": JSON(source), "zh": JSON(zh), "en": JSON(en),
      "levels": .array(levels.map { JSON($0.rawValue) }), "unconfirmed": .bool(isUnconfirmed),
      "profiles": .array(Profile.allCases.filter(profiles.contains).map { JSON($0.rawValue) }),
      "from": JSON(from.description), "to": JSON(to?.description), "numbers": .array(numbersInBook.map(\.json)),
      "standing": JSON(standing.word), "standingZh": JSON(standing.words.zh), "standingEn": JSON(standing.words.en),
      "places": .array(standing.places.map { ["file": JSON($0.file), "name": JSON($0.name)] }),
      "tests": .array(tests.map { JSON($0) }),
    ]
  }
}
