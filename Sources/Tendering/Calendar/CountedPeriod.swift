/// A period counted out day by day: how its last day was reached, for people to follow.
///
/// The event's own day does not count. Of calendar days every one counts, and a last day that is not worked moves on;
/// of working days only worked ones count, so the last is one.
///
///     20 days from Monday 2026-11-02: day 20 is Sunday 11-22, which moves to Monday 11-23
///
/// - Source: Civil Code articles 201–203; ministry order 87 articles 85 and 86.
public struct CountedPeriod: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let day: CalendarDay
    public let kind: DayKind
    public let part: Part
  }

  /// What a day is in the count.
  public enum Part: Hashable, Sendable {
    /// The day of the event: not counted.
    case event
    /// The n-th day of the period, from 1.
    case counted(Int)
    /// A day off in a count of working days.
    case skipped
    /// After the last counted day, which was no working day.
    case moved
  }

  public let event: CalendarDay
  public let period: Period
  public let steps: [Step]
  public let last: CalendarDay
  /// Years that the count touches and whose holidays are not announced, or not read in full.
  public let unconfirmedYears: [Int]

  /// The last counted day, before it moved to a working day; nil when it did not move.
  public var movedFrom: CalendarDay? {
    guard steps.last?.part == .moved else { return nil }
    return steps.last { if case .counted = $0.part { true } else { false } }?.day ?? event
  }

  /// Shown as 待核实.
  public var isUnconfirmed: Bool { !unconfirmedYears.isEmpty }

  /// More is no period of any rule, and a count of it is only long.
  public static let countMax = 3660
}

extension WorkingCalendar {
  /// Counts a period out.
  ///
  /// - Parameter period: 0 … `CountedPeriod.countMax`; what lies outside is counted as the nearest of these.
  public func count(_ period: Period, after event: CalendarDay) -> CountedPeriod {
    let count = min(max(0, period.count), CountedPeriod.countMax)
    var steps = [CountedPeriod.Step(day: event, kind: kind(of: event), part: .event)]
    var day = event
    var counted = 0
    while counted < count {
      day = day.adding(days: 1)
      let kind = kind(of: day)
      if case .workingDays = period, !kind.isWorked {
        steps.append(.init(day: day, kind: kind, part: .skipped))
      } else {
        counted += 1
        steps.append(.init(day: day, kind: kind, part: .counted(counted)))
      }
    }
    if case .days = period {
      while !isWorkingDay(day) {
        day = day.adding(days: 1)
        steps.append(.init(day: day, kind: kind(of: day), part: .moved))
      }
    }
    let unconfirmed = (event.year...day.year).filter { !isConfirmed($0) }
    return CountedPeriod(event: event, period: period, steps: steps, last: day, unconfirmedYears: Array(unconfirmed))
  }
}
