/// Working days in China: weekdays without public holidays, and the weekend days worked in exchange (调休).
///
/// Holidays are announced year by year (`CalendarYear`). In a year that nobody has announced yet only weekends, and the
/// holidays that a regulation fixes by date, are known; a period that reaches into it is marked unconfirmed.
public struct WorkingCalendar: Hashable, Sendable {
  public let years: [CalendarYear]
  private let kinds: [CalendarDay: DayKind]

  /// The years known now.
  public static let china = WorkingCalendar(years: CalendarYear.table)

  public init(years: [CalendarYear]) {
    self.years = years
    var kinds: [CalendarDay: DayKind] = [:]
    for year in years {
      for span in year.breaks {
        for number in span.first.number...span.last.number {
          kinds[CalendarDay(number: number)] = .holiday(span.festival)
        }
      }
      for day in year.worked { kinds[day] = .workedWeekend }
    }
    self.kinds = kinds
  }

  /// A calendar of these days alone, announced by nobody.
  public init(holidays: Set<CalendarDay> = [], workedWeekends: Set<CalendarDay> = []) {
    years = []
    var kinds: [CalendarDay: DayKind] = [:]
    for day in holidays { kinds[day] = .holiday(nil) }
    for day in workedWeekends { kinds[day] = .workedWeekend }
    self.kinds = kinds
  }

  public func kind(of day: CalendarDay) -> DayKind { kinds[day] ?? (day.weekday <= 5 ? .weekday : .weekend) }

  public func isWorkingDay(_ day: CalendarDay) -> Bool { kind(of: day).isWorked }

  /// The year's arrangement, or nil when nothing but weekends is known of it.
  public func year(_ number: Int) -> CalendarYear? { years.first { $0.year == number } }

  /// Whether the year's holidays were announced and read in full.
  public func isConfirmed(_ year: Int) -> Bool {
    guard let known = self.year(year) else { return false }
    return known.isAnnounced && known.level == .verified
  }

  /// The last day of a period of calendar days: the event's own day does not count, and a last day that is no working
  /// day moves to the next one.
  ///
  /// - Source: Civil Code articles 201–203; ministry order 87 articles 85 and 86.
  public func lastDay(ofDays days: Int, after event: CalendarDay) -> CalendarDay {
    nextWorkingDay(from: event.adding(days: days))
  }

  /// The last day of a period of working days.
  public func lastDay(ofWorkingDays days: Int, after event: CalendarDay) -> CalendarDay {
    var (day, left) = (event, days)
    while left > 0 {
      day = day.adding(days: 1)
      if isWorkingDay(day) { left -= 1 }
    }
    return day
  }

  /// The last day of a period of either kind.
  public func lastDay(of period: Period, after event: CalendarDay) -> CalendarDay {
    switch period {
    case .days(let days): lastDay(ofDays: days, after: event)
    case .workingDays(let days): lastDay(ofWorkingDays: days, after: event)
    }
  }

  /// `day` itself when it is worked, otherwise the first worked one after it.
  public func nextWorkingDay(from day: CalendarDay) -> CalendarDay {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }
}

/// Why a day is worked or not.
public enum DayKind: Hashable, Sendable {
  case weekday
  case weekend
  /// Of a named festival, or of one that a calendar made by hand does not name.
  case holiday(Festival?)
  /// A Saturday or Sunday worked in exchange for a holiday's weekday.
  case workedWeekend

  public var isWorked: Bool {
    switch self {
    case .weekday, .workedWeekend: true
    case .weekend, .holiday: false
    }
  }
}

/// The festivals on which everybody is off.
public enum Festival: String, Hashable, Sendable, CaseIterable {
  case newYear, springFestival, tombSweeping, labourDay, dragonBoat, midAutumn, nationalDay
  /// In years in which Mid-Autumn falls into the days of National Day.
  case nationalDayAndMidAutumn
}

/// A length of time as the law sets it: calendar days (日) or working days (工作日).
public enum Period: Hashable, Sendable {
  case days(Int)
  case workingDays(Int)

  public var count: Int {
    switch self {
    case .days(let count), .workingDays(let count): count
    }
  }
}

extension Rule.Value {
  /// The period that the number sets, or nil for another kind of number.
  public var period: Period? {
    switch self {
    case .days(let days): .days(days)
    case .workingDays(let days): .workingDays(days)
    case .count, .minutes, .years, .share, .money: nil
    }
  }
}
