import Exact

extension RuleBook {
  /// The rows as known in November 2026. A change of law is a new row and an end date on the old one, never an edit.
  static let table: [Rule] = numbersForBids + numbersForEvaluation + numbersAfterEvaluation

  static let government: Set<Profile> = [.g1, .g2, .f]
  static let tendering: Set<Profile> = [.t0, .t1]
  static let statutory: Set<Profile> = [.t1]
  static let framework: Set<Profile> = [.f]

  /// A row without an end.
  ///
  /// - Parameter from: the day of the rule itself, which may be later than its instrument's.
  static func row(
    _ id: String, _ key: Rule.Key, _ source: String, _ value: Rule.Value, _ from: String,
    _ level: Rule.Level = .verified, _ profiles: Set<Profile> = Profile.all
  ) -> Rule {
    guard let from = CalendarDay(from) else { preconditionFailure("row \(id) of the table has no such day") }
    return Rule(id: id, key: key, source: source, value: value, profiles: profiles, from: from, to: nil, level: level)
  }

  static func yuan(_ amount: Int64) -> Price {
    guard let price = Price(fen: amount * 100) else { preconditionFailure("a price below zero in the table") }
    return price
  }

  static func share(_ text: String) -> Points {
    guard let share = Points(text) else { preconditionFailure("no share in the table: \(text)") }
    return share
  }
}
