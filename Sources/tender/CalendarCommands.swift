import ArgumentParser
import Canon
import Messages
import Tendering

/// Days as the law counts them, worked out on this machine from the years' announcements.
struct CalendarCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "期限与工作日 · Periods, working days and holidays.",
    subcommands: [Explain.self, Year.self])

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "逐日说明期限如何算出 · Show how a date was reached.",
      discussion: """
        tender calendar explain --from 2026-11-02 --days 20       一个期间，逐日列出 · one period, day by day
        tender calendar explain 项目                               一个项目的各项期限 · the dates of a tender
        tender calendar explain --issued 2026-11-02 --deadline 2026-11-24 --profile G1   离线推算 · offline
        """)

    @Argument(help: "项目编号 · The tender's id")
    var tender: String?

    @Option(help: "起算事由之日 · The event's day, YYYY-MM-DD")
    var from: String?

    @Option(help: "日数 · So many days")
    var days: Int?

    @Option(help: "工作日数 · So many working days")
    var workingDays: Int?

    @OptionGroup var dates: TenderDates
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      if let from {
        guard tender == nil, dates.isEmpty, (days == nil) != (workingDays == nil) else {
          throw CommandFailure.usage(
            zh: "--from 要与 --days 或 --working-days 之一同用，不带项目和其他日期。",
            en: "--from goes with one of --days and --working-days, and with nothing else.")
        }
        let period = try self.period()
        PeriodAnswer(counted: WorkingCalendar.china.count(period, after: try day(from, "--from"))).show(options.output)
        return
      }
      guard days == nil, workingDays == nil else {
        throw CommandFailure.usage(zh: "期间要有 --from。", en: "A period needs --from.")
      }
      var known = try dates.days()
      var profile = try dates.knownProfile()
      if let tender {
        try requireID(tender)
        let json = try await options.publicConnection().get("/api/tenders/\(tender)", signed: false)
        if known.issued == nil { known.issued = Self.dayOf(json["published"]) }
        if known.deadline == nil { known.deadline = Self.dayOf(json["deadline"]) }
        profile = profile ?? json["profile"]?.stringValue.flatMap { Profile(rawValue: $0) }
      }
      guard let issued = known.issued else {
        throw CommandFailure.usage(
          zh: "还没有发布公告的日期。请加 --issued 日期。", en: "There is no day of issue yet. Give --issued DAY.")
      }
      guard let profile else {
        throw CommandFailure.usage(
          zh: "请加 --profile：\(Profile.allCases.map(\.rawValue).joined(separator: "、"))。",
          en: "Give --profile: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      let milestones = WorkingCalendar.china.timetable(
        of: known.days(issued: issued), rules: .inForce(on: issued, for: profile))
      TimetableAnswer(profile: profile, milestones: milestones).show(options.output)
    }

    private func period() throws(CommandFailure) -> Period {
      let count = days ?? workingDays ?? 0
      guard (0...CountedPeriod.countMax).contains(count) else {
        throw .usage(
          zh: "期间应为 0 至 \(CountedPeriod.countMax)。", en: "A period is 0 to \(CountedPeriod.countMax).")
      }
      return days == nil ? .workingDays(count) : .days(count)
    }

    private static func dayOf(_ value: JSON?) -> CalendarDay? {
      value?.integerValue.map { CalendarDay(Instant(seconds: Int64($0))) }
    }
  }

  struct Year: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出一年的放假和调休 · List a year's holidays and worked weekends.")

    @Argument(help: "年份 · The year")
    var year: Int

    @OptionGroup var options: GlobalOptions

    func run() throws {
      guard let known = WorkingCalendar.china.year(year) else {
        throw CommandFailure(
          .notKnown,
          zh: "没有 \(year) 年的放假安排，只能按周末推算（待核实）。",
          en: "Nothing is known of \(year) but its weekends (to be confirmed).")
      }
      let output = options.output
      output.say(known.sourceWords)
      output.show(known.json) {
        let breaks = known.breaks.map { ($0.first, [$0.festival.words[output.language], range($0)]) }
        let worked = known.worked.map {
          ($0, [DayKind.workedWeekend.words[output.language], "\($0) \($0.weekdayWords[output.language])"])
        }
        output.table(
          [.init(zh: "节日", en: "Festival"), .init(zh: "日期", en: "Days")],
          (breaks + worked).sorted { $0.0 < $1.0 }.map(\.1))
      }
    }

    private func range(_ span: CalendarYear.Break) -> String {
      span.first == span.last ? span.first.description : "\(span.first) … \(span.last)"
    }
  }
}

/// The days of a tender's course, as options.
struct TenderDates: ParsableArguments {
  @Option(help: "公告、招标文件发出之日 · The day of issue")
  var issued: String?

  @Option(help: "投标截止之日 · The deadline's day")
  var deadline: String?

  @Option(help: "评标结束之日 · The day of the evaluation report")
  var evaluated: String?

  @Option(help: "采购人收到评标报告之日 · The day the buyer received it")
  var reported: String?

  @Option(help: "确定中标人之日 · The day of the decision")
  var decided: String?

  @Option(help: "发出中标通知书、结果公告之日 · The day of the notices")
  var noticed: String?

  @Option(help: "签订合同之日 · The day the contract was signed")
  var signed: String?

  @Option(help: "适用规则 G1、G2、T0、T1、F · The profile")
  var profile: String?

  var isEmpty: Bool {
    [issued, deadline, evaluated, reported, decided, noticed, signed, profile].allSatisfy { $0 == nil }
  }

  /// What was given; the day of issue may still come from the server.
  struct Known {
    var issued, deadline, evaluated, reported, decided, noticed, signed: CalendarDay?

    func days(issued: CalendarDay) -> TenderDays {
      TenderDays(
        issued: issued, deadline: deadline, evaluated: evaluated, reported: reported, decided: decided,
        noticed: noticed, signed: signed)
    }
  }

  func days() throws(CommandFailure) -> Known {
    var known = Known()
    let given: [(WritableKeyPath<Known, CalendarDay?>, String?, String)] = [
      (\.issued, issued, "--issued"), (\.deadline, deadline, "--deadline"), (\.evaluated, evaluated, "--evaluated"),
      (\.reported, reported, "--reported"), (\.decided, decided, "--decided"), (\.noticed, noticed, "--noticed"),
      (\.signed, signed, "--signed"),
    ]
    for (path, text, option) in given {
      if let text { known[keyPath: path] = try day(text, option) }
    }
    return known
  }

  func knownProfile() throws(CommandFailure) -> Profile? { try Self.known(profile) }

  /// The profile of that letter code, nil when none is named.
  static func known(_ profile: String?) throws(CommandFailure) -> Profile? {
    guard let profile else { return nil }
    guard let known = Profile(rawValue: profile) else {
      throw .usage(
        zh: "没有“\(profile)”这种规则，应为 \(Profile.allCases.map(\.rawValue).joined(separator: "、")) 之一。",
        en: "There is no profile “\(profile)”: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return known
  }
}

/// A day written `YYYY-MM-DD`.
func day(_ text: String, _ option: String) throws(CommandFailure) -> CalendarDay {
  guard let day = CalendarDay(text) else {
    throw .usage(
      zh: "\(option) 的“\(text)”不是日期，应写作 2026-11-02。", en: "\(option): “\(text)” is no day; write 2026-11-02.")
  }
  return day
}

/// One period, day by day.
struct PeriodAnswer {
  let counted: CountedPeriod

  func show(_ output: Output) {
    output.show(counted.json) {
      output.table(
        [
          .init(zh: "日期", en: "Day"), .init(zh: "星期", en: "Weekday"), .init(zh: "性质", en: "Kind"),
          .init(zh: "计算", en: "Count"),
        ],
        counted.steps.map {
          [
            $0.day.description, $0.day.weekdayWords[output.language], $0.kind.words[output.language],
            $0.part.words[output.language],
          ]
        })
      output.line("")
      output.line(counted.sentence[output.language])
    }
    for year in counted.unconfirmedYears {
      if let known = WorkingCalendar.china.year(year) { output.say(known.sourceWords) }
    }
  }
}

/// The dates of a tender, each with its count.
struct TimetableAnswer {
  let profile: Profile
  let milestones: [Milestone]

  func show(_ output: Output) {
    let rows: [JSON] = milestones.map { milestone in
      [
        "milestone": JSON(milestone.name.rawValue), "zh": JSON(milestone.name.words.zh),
        "en": JSON(milestone.name.words.en), "day": JSON(milestone.day.description), "rule": milestone.rule.json,
        "counted": milestone.counted.json, "kept": milestone.isKept.map { .bool($0) } ?? .null,
      ]
    }
    output.show(["profile": JSON(profile.rawValue), "milestones": .array(rows)]) {
      for milestone in milestones {
        let rule = milestone.rule
        let mark = rule.isUnconfirmed ? Wording(zh: "（待核实）", en: " (to be confirmed)")[output.language] : ""
        let kept = milestone.isKept.map { $0 ? " ✓" : " ✗" } ?? ""
        let name = milestone.name.words[output.language]
        output.line("\(milestone.day)\(kept)  \(name)  \(rule.id) \(rule.source)\(mark)")
        output.line("    " + milestone.counted.sentence[output.language])
      }
    }
  }
}

extension CountedPeriod {
  var json: JSON {
    [
      "event": JSON(event.description), "unit": JSON(period.unit), "count": JSON(period.count),
      "steps": .array(steps.map(\.json)), "movedFrom": JSON(movedFrom?.description), "last": JSON(last.description),
      "unconfirmedYears": .array(unconfirmedYears.map { JSON($0) }),
    ]
  }
}

extension Period {
  var unit: String {
    switch self {
    case .days: "days"
    case .workingDays: "workingDays"
    }
  }
}

extension CountedPeriod.Step {
  var json: JSON {
    let (word, number): (String, Int?) =
      switch part {
      case .event: ("event", nil)
      case .counted(let number): ("counted", number)
      case .skipped: ("skipped", nil)
      case .moved: ("moved", nil)
      }
    let why: String =
      switch kind {
      case .weekday: "weekday"
      case .weekend: "weekend"
      case .holiday(let festival): festival?.rawValue ?? "holiday"
      case .workedWeekend: "workedWeekend"
      }
    return [
      "day": JSON(day.description), "weekday": JSON(day.weekday), "kind": JSON(why), "part": JSON(word),
      "number": number.map { JSON($0) } ?? .null,
    ]
  }
}

extension CalendarYear {
  var json: JSON {
    [
      "year": JSON(year), "source": JSON(source), "level": JSON(level.rawValue), "announced": .bool(isAnnounced),
      "unconfirmed": .bool(isUnconfirmed),
      "breaks": .array(
        breaks.map {
          [
            "festival": JSON($0.festival.rawValue), "first": JSON($0.first.description),
            "last": JSON($0.last.description),
          ]
        }),
      "worked": .array(worked.map { JSON($0.description) }),
    ]
  }
}
