/// A day of the civil calendar in China (Asia/Shanghai, eight hours before UTC, no summer time since 1991).
public struct CalendarDay: Hashable, Comparable, Sendable, LosslessStringConvertible {
  /// Days from 1970-01-01.
  public let number: Int

  public init(number: Int) { self.number = number }

  /// The day at whose hours in China the instant falls.
  public init(_ instant: Instant) {
    let local = instant.adding(seconds: 8 * 3600).seconds
    number = Int(local / 86_400) - (local % 86_400 < 0 ? 1 : 0)
  }

  /// A day that exists, in the years 1900 … 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Years counted from March put the leap day at the end (Hinnant's days_from_civil).
    let y = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let yearOfEra = y % 400
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: y / 400 * 146_097 + dayOfEra - 719_468)
    guard self.year == year, self.month == month, self.day == day else { return nil }
  }

  /// `2026-11-22`.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// A day as papers write it: `2026年12月1日`.
  public init?(onPaper text: String) {
    let parts = text.unicodeScalars.split { !("0"..."9").contains($0) }.compactMap { Int(String($0)) }
    guard parts.count == 3 else { return nil }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var day: Int { civil.day }

  /// 1 Monday … 7 Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// The first second of the day in China.
  public var begins: Instant { Instant(seconds: Int64(number) * 86_400 - 8 * 3600) }

  public func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  public var description: String {
    let (year, month, day) = civil
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// How long a lawful day is.
public enum Pace: Hashable, Sendable {
  case real
  /// In a rehearsal (演练) the law's days pass as so many seconds each; 0 lets every period end at once.
  case rehearsal(secondsPerDay: Int64)

  public var isRehearsal: Bool { self != .real }

  /// A period of whole days in seconds.
  public func seconds(days: Int) -> Int64 {
    switch self {
    case .real: Int64(days) * 86_400
    case .rehearsal(let secondsPerDay): Int64(days).multipliedReportingOverflow(by: secondsPerDay).partialValue
    }
  }
}
