/// One year's holidays and worked weekends, with who announced them and how far that was read.
public struct CalendarYear: Hashable, Sendable {
  /// Days off in one piece, weekends included.
  public struct Break: Hashable, Sendable {
    public let festival: Festival
    public let first: CalendarDay
    public let last: CalendarDay
  }

  public let year: Int
  /// The announcement's name and number, or the regulation that fixes what is known without one.
  public let source: String
  public let level: Rule.Level
  /// The State Council's office has announced the year. Otherwise lunar festivals and worked weekends are missing.
  public let isAnnounced: Bool
  public let breaks: [Break]
  /// Saturdays and Sundays on which people work.
  public let worked: [CalendarDay]

  /// Shown as 待核实: not announced yet, or not read in full.
  public var isUnconfirmed: Bool { !isAnnounced || level != .verified }
}

extension CalendarYear {
  /// The years as known in November 2026. A year is announced in the autumn before; its row is then filled in.
  ///
  /// 2025 and 2026 were read in the announcements' full text. 2027 is not announced: its row has the dates that the
  /// regulation on public holidays (as revised in 2024, article 2) itself names, and no lunar festival, no bridge day,
  /// no worked weekend.
  static let table: [CalendarYear] = [
    CalendarYear(
      year: 2025, source: "国办发明电〔2024〕12号", level: .verified, isAnnounced: true,
      breaks: [
        span(.newYear, "2025-01-01", "2025-01-01"), span(.springFestival, "2025-01-28", "2025-02-04"),
        span(.tombSweeping, "2025-04-04", "2025-04-06"), span(.labourDay, "2025-05-01", "2025-05-05"),
        span(.dragonBoat, "2025-05-31", "2025-06-02"), span(.nationalDayAndMidAutumn, "2025-10-01", "2025-10-08"),
      ],
      worked: ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"].map(day)),
    CalendarYear(
      year: 2026, source: "国办发明电〔2025〕7号", level: .verified, isAnnounced: true,
      breaks: [
        span(.newYear, "2026-01-01", "2026-01-03"), span(.springFestival, "2026-02-15", "2026-02-23"),
        span(.tombSweeping, "2026-04-04", "2026-04-06"), span(.labourDay, "2026-05-01", "2026-05-05"),
        span(.dragonBoat, "2026-06-19", "2026-06-21"), span(.midAutumn, "2026-09-25", "2026-09-27"),
        span(.nationalDay, "2026-10-01", "2026-10-07"),
      ],
      worked: ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"].map(day)),
    CalendarYear(
      year: 2027, source: "《全国年节及纪念日放假办法》第二条", level: .memory, isAnnounced: false,
      breaks: [
        span(.newYear, "2027-01-01", "2027-01-01"), span(.labourDay, "2027-05-01", "2027-05-02"),
        span(.nationalDay, "2027-10-01", "2027-10-03"),
      ], worked: []),
  ]

  private static func span(_ festival: Festival, _ first: String, _ last: String) -> Break {
    Break(festival: festival, first: day(first), last: day(last))
  }

  private static func day(_ text: String) -> CalendarDay {
    guard let day = CalendarDay(text) else { preconditionFailure("the calendar has no day \(text)") }
    return day
  }
}
