import Canon

/// A moment on a paper: whole Unix seconds, shown in the time of Asia/Shanghai.
///
///     PaperMoment(unixSeconds: 1_790_000_000).shown  gives  2026年9月21日22:13:20
public struct PaperMoment: Sendable, Hashable, Fact {
  public var unixSeconds: Int64

  public init(unixSeconds: Int64) { self.unixSeconds = unixSeconds }

  /// China has kept UTC+8 without summer time since 1992; no tender is older.
  static let offsetSeconds: Int64 = 8 * 3_600

  /// Year, month, day as in GB/T 9704 (no leading zeros), then hours, minutes and seconds of the day.
  public var shown: String {
    let (_, second) = Self.split(unixSeconds)
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return day.shown + clock.joined(separator: ":")
  }

  /// The day of this moment in Asia/Shanghai.
  public var day: PaperDate { PaperDate(daysSinceEpoch: Self.split(unixSeconds).day) }

  var json: JSON { object(["seconds": .string(String(unixSeconds)), "shown": .string(shown)]) }

  /// The local day since 1970-01-01 and the second within it. Moments beyond the range of the offset stay at its end.
  private static func split(_ seconds: Int64) -> (day: Int64, second: Int64) {
    let (sum, overflow) = seconds.addingReportingOverflow(offsetSeconds)
    let local = overflow ? Int64.max : sum
    let (day, second) = local.quotientAndRemainder(dividingBy: 86_400)
    return second < 0 ? (day - 1, second + 86_400) : (day, second)
  }
}

/// A day of the calendar, such as a contract's first day.
public struct PaperDate: Sendable, Hashable, Fact {
  public var year, month, day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day so many days after 1970-01-01, by the proleptic Gregorian calendar.
  ///
  /// Years are counted from March, so that the leap day comes last; 719,468 days lie between 0000-03-01 and 1970-01-01.
  init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// The day as GB/T 9704 writes it: 2026年1月5日.
  public var shown: String { "\(year)年\(month)月\(day)日" }

  var json: JSON { .string(shown) }
}

/// A term of service: both days belong to it.
public struct PaperTerm: Sendable, Hashable, Fact {
  public var from, to: PaperDate

  public init(from: PaperDate, to: PaperDate) {
    self.from = from
    self.to = to
  }

  var json: JSON { object(["from": from.json, "to": to.json]) }
}
