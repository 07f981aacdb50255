import Tendering
import Testing

private func day(_ text: String) throws -> CalendarDay { try some(CalendarDay(text), text) }

@Suite struct `The years' holidays` {
  static let china = WorkingCalendar.china

  @Test func `2025 and 2026 stand as they were announced, 2027 is not announced`() throws {
    #expect(Self.china.years.map(\.year) == [2025, 2026, 2027])
    #expect(Self.china.years.map(\.isAnnounced) == [true, true, false])
    #expect(Self.china.years.map(\.isUnconfirmed) == [false, false, true])
    #expect(Self.china.years.map { $0.level.rawValue } == ["V", "V", "M"])
    #expect(Self.china.years.allSatisfy { !$0.source.isEmpty })
  }

  /// The announcements give each break's length in days.
  static let lengths: [(year: Int, days: [Int])] = [(2025, [1, 8, 3, 5, 3, 8]), (2026, [3, 9, 3, 5, 3, 3, 7])]
  @Test(arguments: lengths)
  func `each break is as long as announced, and what is worked in exchange is a weekend`(
    year: Int, days: [Int]
  ) throws {
    let known = try some(Self.china.year(year))
    #expect(known.breaks.map { $0.last.number - $0.first.number + 1 } == days)
    #expect(known.breaks.allSatisfy { $0.first.year == year && $0.last.year == year && $0.first <= $0.last })
    #expect(known.worked.allSatisfy { $0.weekday > 5 && $0.year == year })
    // No day is off and worked at once.
    for span in known.breaks { #expect(!known.worked.contains { span.first <= $0 && $0 <= span.last }) }
  }

  /// Working days of a year by the announcements: weekdays, less the weekdays off, plus the weekends worked.
  @Test(arguments: [(2025, 248), (2026, 248)])
  func `a year has as many working days as the announcement leaves`(year: Int, count: Int) throws {
    var (day, working) = (try day("\(year)-01-01"), 0)
    while day.year == year {
      if Self.china.isWorkingDay(day) { working += 1 }
      day = day.adding(days: 1)
    }
    #expect(working == count)
  }

  static let kinds: [(String, DayKind)] = [
    ("2026-01-01", .holiday(.newYear)), ("2026-01-04", .workedWeekend), ("2026-02-14", .workedWeekend),
    ("2026-02-15", .holiday(.springFestival)), ("2026-02-23", .holiday(.springFestival)), ("2026-02-24", .weekday),
    ("2026-02-28", .workedWeekend), ("2026-10-07", .holiday(.nationalDay)), ("2026-10-08", .weekday),
    ("2026-10-10", .workedWeekend), ("2026-11-21", .weekend), ("2025-10-08", .holiday(.nationalDayAndMidAutumn)),
    // Not announced: only the dates that the regulation itself names.
    ("2027-01-01", .holiday(.newYear)), ("2027-02-08", .weekday), ("2027-10-04", .weekday),
    ("2028-01-01", .weekend), ("2028-05-01", .weekday),
  ]
  @Test(arguments: kinds)
  func `a day is what the announcement makes it`(text: String, kind: DayKind) throws {
    #expect(try Self.china.kind(of: day(text)) == kind)
  }
}

@Suite struct `A period counted out` {
  static let china = WorkingCalendar.china

  typealias Case = (from: String, Period, last: String, movedFrom: String?, unconfirmed: [Int])
  static let cases: [Case] = [
    // Issued 2 November: the twentieth day is a Sunday.
    ("2026-11-02", .days(20), "2026-11-23", "2026-11-22", []),
    ("2026-11-12", .days(15), "2026-11-27", nil, []),
    // Before the Spring Festival: day 15 is the 18th, off until the 23rd.
    ("2026-02-03", .days(15), "2026-02-24", "2026-02-18", []),
    ("2026-02-12", .workingDays(5), "2026-02-26", nil, []),
    // A worked Saturday ends a period and counts in one.
    ("2026-05-08", .days(1), "2026-05-09", nil, []), ("2026-05-08", .workingDays(2), "2026-05-11", nil, []),
    // National Day, and the Sunday worked before it.
    ("2026-09-18", .workingDays(2), "2026-09-21", nil, []), ("2026-09-30", .workingDays(1), "2026-10-08", nil, []),
    // Leap days, year ends.
    ("2028-02-28", .days(1), "2028-02-29", nil, [2028]), ("2027-02-26", .days(3), "2027-03-01", nil, [2027]),
    ("2025-12-31", .days(1), "2026-01-04", "2026-01-01", []),
    ("2026-12-30", .workingDays(2), "2027-01-04", nil, [2027]),
    ("2026-12-31", .days(1), "2027-01-04", "2027-01-01", [2027]),
    // Nothing to count: the day itself, moved when it is off.
    ("2026-11-02", .days(0), "2026-11-02", nil, []), ("2026-11-22", .days(0), "2026-11-23", "2026-11-22", []),
    ("2026-11-22", .workingDays(0), "2026-11-22", nil, []),
  ]
  @Test(arguments: cases.indices)
  func `ends where the law says, and says how`(index: Int) throws {
    let (from, period, last, movedFrom, unconfirmed) = Self.cases[index]
    let counted = Self.china.count(period, after: try day(from))
    #expect(counted.last.description == last, "case \(index)")
    #expect(counted.movedFrom?.description == movedFrom, "case \(index)")
    #expect(counted.unconfirmedYears == unconfirmed, "case \(index)")
    #expect(try Self.china.lastDay(of: period, after: day(from)).description == last, "case \(index)")
  }

  @Test func `shows each day once, numbers the counted ones and names why others do not count`() throws {
    let counted = Self.china.count(.workingDays(3), after: try day("2026-09-29"))
    #expect(
      counted.steps.map(\.part) == [
        .event, .counted(1), .skipped, .skipped, .skipped, .skipped, .skipped, .skipped, .skipped, .counted(2),
        .counted(3),
      ])
    #expect(counted.steps.map(\.day.number) == Array(counted.event.number...counted.last.number))
    #expect(counted.steps[2].kind == .holiday(.nationalDay))
  }

  @Test func `is the same by steps as by leaps, and its last day is always worked`() throws {
    let seed: UInt64 = 2026
    var random = Seeded(state: seed)
    for _ in 0..<400 {
      let event = CalendarDay(number: Int.random(in: 20_000...21_500, using: &random))
      let count = Int.random(in: 1...60, using: &random)
      for period in [Period.days(count), .workingDays(count)] {
        let counted = Self.china.count(period, after: event)
        #expect(counted.last == Self.china.lastDay(of: period, after: event), "seed \(seed): \(event) \(period)")
        #expect(Self.china.isWorkingDay(counted.last), "seed \(seed): \(event) \(period)")
        let latest = Self.china.latest(period, before: counted.last)
        #expect(latest >= event, "seed \(seed): \(event) \(period)")
        #expect(Self.china.lastDay(of: period, after: latest) <= counted.last, "seed \(seed): \(event) \(period)")
        #expect(
          Self.china.lastDay(of: period, after: latest.adding(days: 1)) > counted.last,
          "seed \(seed): \(event) \(period)")
      }
    }
  }

  @Test func `of a length beyond all rules is cut to what can be shown`() throws {
    let counted = Self.china.count(.days(.max), after: try day("2026-01-01"))
    #expect(counted.steps.count <= CountedPeriod.countMax + 20)
    #expect(Self.china.count(.workingDays(-5), after: try day("2026-11-02")).last == CalendarDay("2026-11-02"))
  }
}

@Suite struct `A tender's timetable` {
  static func milestones(_ days: TenderDays, _ profile: Profile) -> [Milestone.Name: Milestone] {
    let rules = RuleBook.inForce(on: days.issued, for: profile)
    let milestones = WorkingCalendar.china.timetable(of: days, rules: rules)
    return Dictionary(uniqueKeysWithValues: milestones.map { ($0.name, $0) })
  }

  @Test func `documents of 2 November lead to a deadline from the 24th on`() throws {
    for (deadline, isKept) in [("2026-11-23", false), ("2026-11-24", true)] {
      let found = try Self.milestones(
        TenderDays(issued: day("2026-11-02"), deadline: day(deadline)), .g1)
      #expect(found[.preparationEnds]?.day.description == "2026-11-23")
      #expect(found[.preparationEnds]?.counted.movedFrom?.description == "2026-11-22")
      #expect(found[.deadlineEarliest]?.day.description == "2026-11-24")
      #expect(found[.deadlineEarliest]?.isKept == isKept)
      #expect(found[.noticeEnds]?.day.description == "2026-11-09")
      #expect(found[.documentsUntil]?.day.description == "2026-11-09")
    }
  }

  @Test func `the last day to amend without moving the deadline is fifteen days before it`() throws {
    let found = try Self.milestones(TenderDays(issued: day("2026-11-02"), deadline: day("2026-11-27")), .g1)
    #expect(found[.amendFreelyUntil]?.day.description == "2026-11-12")
    #expect(found[.objectToDocumentsUntil] == nil)
    #expect(found[.questionsUntil]?.day.description == "2026-11-24")
    let statutory = try Self.milestones(TenderDays(issued: day("2026-11-02"), deadline: day("2026-11-27")), .t1)
    #expect(statutory[.objectToDocumentsUntil]?.day.description == "2026-11-17")
    // Five calendar days from 2 November end on a Saturday.
    #expect(statutory[.documentsUntil]?.day.description == "2026-11-09" && statutory[.noticeEnds] == nil)
  }

  @Test func `after the evaluation the decision, the notices, the challenge and the contract follow`() throws {
    let days = try TenderDays(
      issued: day("2026-08-03"), deadline: day("2026-08-28"), evaluated: day("2026-09-17"),
      reported: day("2026-09-18"), decided: day("2026-09-22"), noticed: day("2026-09-24"), signed: day("2026-10-12"))
    let found = Self.milestones(days, .g2)
    let dates: [Milestone.Name: String] = [
      // Sunday 20 September is worked.
      .reportBy: "2026-09-20", .decideBy: "2026-09-24", .resultNoticeBy: "2026-09-24",
      // Mid-Autumn 25–27 September, National Day 1–7 October, 10 October worked.
      .resultNoticeEnds: "2026-09-28", .challengeUntil: "2026-10-13", .contractBy: "2026-10-26",
      .contractPublishedBy: "2026-10-14", .contractFiledBy: "2026-10-21",
    ]
    for (name, date) in dates { #expect(found[name]?.day.description == date, "\(name)") }
    #expect(found[.publicityBy] == nil && found[.supervisorToldBy] == nil)
    let statutory = Self.milestones(days, .t1)
    #expect(statutory[.publicityBy]?.day.description == "2026-09-21")
    #expect(statutory[.supervisorToldBy]?.day.description == "2026-10-08")
    #expect(statutory[.challengeUntil] == nil)
  }
}
