import Exact
import Tendering

/// Moments and days as people in Zhoukou read them: the time of Asia/Shanghai, eight hours before UTC.
public enum DateWording {
  /// `2026年9月21日22:13:20` and `2026-09-21 22:13:20 (UTC+8)`.
  public static func moment(_ instant: Instant) -> Wording {
    guard (-62_000_000_000...253_000_000_000).contains(instant.seconds) else {
      return Wording(zh: instant.description, en: instant.description)
    }
    let day = CalendarDay(instant)
    let second = instant.seconds - day.begins.seconds
    let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
    return Wording(zh: Self.day(day).zh + clock, en: "\(day) \(clock) (UTC+8)")
  }

  /// `2026年9月21日` (GB/T 9704 without leading zeros) and `2026-09-21`.
  public static func day(_ day: CalendarDay) -> Wording {
    Wording(zh: "\(day.year)年\(day.month)月\(day.day)日", en: day.description)
  }

  /// A span in its largest whole unit: `3天`, `20分钟`.
  public static func span(seconds: Int64) -> Wording {
    let units: [(Int64, String, String)] = [(86_400, "天", "day"), (3600, "小时", "hour"), (60, "分钟", "minute")]
    for (unit, zh, en) in units where seconds >= unit && seconds % unit == 0 {
      let count = seconds / unit
      return Wording(zh: "\(count)\(zh)", en: "\(count) \(en)\(count == 1 ? "" : "s")")
    }
    return Wording(zh: "\(seconds)秒", en: "\(seconds) second\(seconds == 1 ? "" : "s")")
  }
}

/// Money and sizes as people read them.
public enum AmountWording {
  /// `198,000.00元（壹拾玖万捌仟元整）` and `CNY 198,000.00`.
  public static func price(_ price: Price) -> Wording {
    let grouped = grouped(price.description)
    return Wording(zh: "\(grouped)元（\(AmountInWords.print(price))）", en: "CNY \(grouped)")
  }

  /// Digits before the point in groups of three.
  public static func grouped(_ decimal: String) -> String {
    let parts = decimal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var out = ""
    for (i, digit) in parts[0].enumerated() {
      if i > 0, (parts[0].count - i) % 3 == 0 { out += "," }
      out.append(digit)
    }
    return parts.count == 2 ? out + "." + parts[1] : out
  }

  /// A length in bytes: `47 KiB`, rounded down, whole numbers below 1 KiB.
  public static func bytes(_ count: Int) -> String {
    for (unit, name) in [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] where count >= unit {
      let tenths = count / unit * 10 + count % unit * 10 / unit
      return tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(count) B"
  }
}
