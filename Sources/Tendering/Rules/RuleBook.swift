import Canon
import Exact

/// The legal numbers in force on one day, for one profile or all; a tender keeps the copy under which it was published.
public struct RuleBook: Hashable, Sendable {
  public let rules: [Rule]

  /// Every row known, whatever its dates.
  public static let current = RuleBook(rules: table)

  /// The rows in force on `day` for `profile`.
  public static func inForce(on day: CalendarDay, for profile: Profile) -> RuleBook {
    RuleBook(rules: table.filter { $0.isInForce(on: day) && $0.profiles.contains(profile) })
  }

  /// The newest row for a key, or nil where no rule speaks (a profile that the number does not bind).
  public func rule(_ key: Rule.Key) -> Rule? {
    rules.filter { $0.key == key }.max { $0.from < $1.from }
  }

  /// A count, or 0 where no rule speaks: nothing is asked for then.
  public func count(_ key: Rule.Key) -> Int {
    switch rule(key)?.value {
    case .count(let n), .days(let n), .workingDays(let n), .minutes(let n), .years(let n): n
    default: 0
    }
  }

  /// A share, or 0 where no rule speaks.
  public func share(_ key: Rule.Key) -> Points {
    if case .share(let share) = rule(key)?.value { share } else { .zero(scale: 2) }
  }

  /// An amount, or nil where no rule speaks.
  public func money(_ key: Rule.Key) -> Price? {
    if case .money(let price) = rule(key)?.value { price } else { nil }
  }

  /// What is frozen into the tender's row and shown with its papers.
  public var json: JSON { .array(rules.map(\.json)) }
}

extension Profile {
  /// The profile that a yearly budget puts a tender under.
  ///
  /// - Source: the provincial catalogue's thresholds (R-018's row), 待核实.
  public static func forBudget(_ budget: Price, rules: RuleBook = .current) -> Profile {
    if let line = rules.money(.openTenderBudget), budget >= line { return .g2 }
    if let line = rules.money(.procurementThreshold), budget >= line { return .g1 }
    return .t0
  }
}
