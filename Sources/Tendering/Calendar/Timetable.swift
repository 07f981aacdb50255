/// The days that the law counts from in a tender; nil while they have not come.
public struct TenderDays: Hashable, Sendable {
  /// The notice and the documents went out.
  public var issued: CalendarDay
  public var deadline: CalendarDay?
  /// The evaluation report was signed.
  public var evaluated: CalendarDay?
  /// The buyer received the report.
  public var reported: CalendarDay?
  /// The buyer decided.
  public var decided: CalendarDay?
  /// Result notice and award notice went out.
  public var noticed: CalendarDay?
  /// The contract was signed.
  public var signed: CalendarDay?

  public init(
    issued: CalendarDay, deadline: CalendarDay? = nil, evaluated: CalendarDay? = nil, reported: CalendarDay? = nil,
    decided: CalendarDay? = nil, noticed: CalendarDay? = nil, signed: CalendarDay? = nil
  ) {
    self.issued = issued
    self.deadline = deadline
    self.evaluated = evaluated
    self.reported = reported
    self.decided = decided
    self.noticed = noticed
    self.signed = signed
  }
}

/// A date that a rule sets in a tender, with the count that leads to it.
public struct Milestone: Hashable, Sendable {
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case noticeEnds, documentsUntil, preparationEnds, deadlineEarliest, amendFreelyUntil, objectToDocumentsUntil
    case questionsUntil
    case bidsValidUntil, reportBy, decideBy, publicityBy, resultNoticeBy, resultNoticeEnds, challengeUntil
    case contractBy, contractPublishedBy, contractFiledBy, supervisorToldBy
  }

  public let name: Name
  /// The number that was counted.
  public let rule: Rule
  public let day: CalendarDay
  /// Counted forward from an event.
  public let counted: CountedPeriod
  /// Whether the tender's own date keeps the rule; nil where nothing is to compare.
  public let isKept: Bool?
}

extension WorkingCalendar {
  /// The dates that follow from what has happened in a tender, in the order of its course.
  ///
  /// Rules that a profile does not have are left out. The deadline is compared with the earliest that R-036 allows by
  /// its careful reading: twenty whole days lie between issue and deadline, so it is the day after the period's last.
  ///
  ///     issued 2026-11-02: preparation ends 2026-11-23 (day 20 is a Sunday), deadline from 2026-11-24
  public func timetable(of days: TenderDays, rules: RuleBook) -> [Milestone] {
    var milestones: [Milestone] = []
    func count(_ key: Rule.Key, after event: CalendarDay) -> (Rule, CountedPeriod)? {
      guard let rule = rules.rule(key), let period = rule.value.period else { return nil }
      return (rule, self.count(period, after: event))
    }
    func add(_ name: Milestone.Name, _ key: Rule.Key, after event: CalendarDay?) {
      guard let event, let (rule, counted) = count(key, after: event) else { return }
      milestones.append(Milestone(name: name, rule: rule, day: counted.last, counted: counted, isKept: nil))
    }
    add(.noticeEnds, .noticePeriod, after: days.issued)
    add(.documentsUntil, .documentPeriod, after: days.issued)
    if let (rule, counted) = count(.preparation, after: days.issued) {
      milestones.append(
        Milestone(name: .preparationEnds, rule: rule, day: counted.last, counted: counted, isKept: nil))
      let earliest = counted.last.adding(days: 1)
      milestones.append(
        Milestone(
          name: .deadlineEarliest, rule: rule, day: earliest, counted: counted,
          isKept: days.deadline.map { $0 >= earliest }))
    }
    if let deadline = days.deadline {
      let backward: [(Milestone.Name, Rule.Key)] = [
        (.objectToDocumentsUntil, .objectionLead), (.amendFreelyUntil, .amendmentNotice),
        (.questionsUntil, .inquiryAnswer),
      ]
      for (name, key) in backward {
        guard let rule = rules.rule(key), let period = rule.value.period else { continue }
        let last = latest(period, before: deadline)
        milestones.append(
          Milestone(name: name, rule: rule, day: last, counted: self.count(period, after: last), isKept: nil))
      }
    }
    add(.bidsValidUntil, .bidValidity, after: days.deadline)
    add(.reportBy, .reportToBuyer, after: days.evaluated)
    add(.publicityBy, .publicityStart, after: days.reported)
    add(.decideBy, .buyerDecision, after: days.reported)
    add(.resultNoticeBy, .resultNotice, after: days.decided)
    add(.supervisorToldBy, .supervisorReport, after: days.decided)
    add(.resultNoticeEnds, .resultNoticePeriod, after: days.noticed)
    // A bidder may challenge the result from the end of the notice's own period on.
    let noticeEnds = days.noticed.flatMap { count(.resultNoticePeriod, after: $0)?.1.last }
    add(.challengeUntil, .challengeWithin, after: noticeEnds)
    add(.contractBy, .contractWithin, after: days.noticed)
    add(.contractPublishedBy, .contractPublication, after: days.signed)
    add(.contractFiledBy, .contractFiling, after: days.signed)
    return milestones
  }

  /// The latest day from which a whole period ends no later than `day`: the last moment for what must be done so long
  /// before it.
  ///
  ///     fifteen days before 2026-11-24 is 2026-11-09
  public func latest(_ period: Period, before day: CalendarDay) -> CalendarDay {
    var start = day
    // Holidays only push a period's end back, so the search ends within the period and the longest holiday before it.
    while lastDay(of: period, after: start) > day { start = start.adding(days: -1) }
    return start
  }
}
