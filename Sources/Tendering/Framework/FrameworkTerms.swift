import Canon
import Exact

/// What the documents of a framework agreement (框架协议) fix beforehand: how many agencies are selected at most, how long it
/// lasts, and how users come to one of them.
///
///     {"placesMax":3,"months":24,"callOff":"direct"}
///
/// - Source: O110 §3, §15, §27.
public struct FrameworkTerms: Hashable, Sendable {
  /// How a call-off (第二阶段成交) finds its agency. Competing once more (二次竞价) is not offered.
  public enum CallOff: String, Hashable, Sendable, CaseIterable {
    /// The user chooses one of the selected (直接选定).
    case direct
    /// The selected come in turn, in the order of their places (顺序轮候).
    case rotation
  }

  /// How many agencies of a lot are selected at most; elimination may leave fewer.
  public let placesMax: Int
  /// How long each framework agreement is in force.
  public let months: Int
  public let callOff: CallOff

  public init(placesMax: Int, months: Int, callOff: CallOff) {
    self.placesMax = placesMax
    self.months = months
    self.callOff = callOff
  }

  public init(_ form: FormReader) throws(FormRefusal) {
    placesMax = try form.integer("placesMax", in: 1...400)
    months = try form.integer("months", in: 1...1200)
    callOff = try form.word("callOff")
  }

  public static let keys = ["placesMax", "months", "callOff"]

  public var json: JSON {
    ["placesMax": JSON(placesMax), "months": JSON(months), "callOff": JSON(callOff.rawValue)]
  }

  /// What these terms have against them under a profile; nothing more is wrong where the profile knows no framework.
  ///
  /// - Parameter terms: nil when the draft says nothing.
  static func faults(_ terms: FrameworkTerms?, under profile: Profile, rules: RuleBook) -> [LintFault] {
    guard profile.procedure.selectsSeveral else { return terms == nil ? [] : [.frameworkUnfit] }
    guard let terms else { return [.frameworkUnsaid] }
    var faults: [LintFault] = []
    let (least, longest) = (rules.count(.frameworkSelectedMin), rules.count(.frameworkYearsMax) * 12)
    if terms.placesMax < least { faults.append(.frameworkTooNarrow(min: least)) }
    if terms.months > longest { faults.append(.frameworkTooLong(monthsMax: longest)) }
    return faults
  }
}

extension CalendarDay {
  /// The last day of a term of so many months that begins on this day: the day before the same day of the month, or the
  /// month's last where it has no such day.
  ///
  ///     2026-12-01 and 24 months give 2028-11-30; 2027-08-31 and 6 months give 2028-02-29
  public func lastDay(ofMonths months: Int) -> CalendarDay {
    let index = year * 12 + month - 1 + months
    let (year, month) = (index / 12, index % 12 + 1)
    if let same = CalendarDay(year: year, month: month, day: day) { return same.adding(days: -1) }
    return [31, 30, 29, 28].lazy.compactMap { CalendarDay(year: year, month: month, day: $0) }.first ?? self
  }
}
