/// Ranked candidates made public before the award (中标候选人公示), where the law wants it.
///
/// - Source: R-100 (TBR §54).
public enum Publicity {
  /// From its day until its last, both included.
  ///
  ///     from Thursday 2026-11-26, three days: until Monday 11-30, because the third is a Sunday
  public static func span(
    from day: CalendarDay, rules: RuleBook, calendar: WorkingCalendar = .china
  ) -> ClosedRange<CalendarDay> {
    let period = rules.rule(.publicityPeriod)?.value.period ?? .days(0)
    return day...max(day, calendar.lastDay(of: period, after: day))
  }

  /// Whether candidates of a lot may be made public.
  ///
  /// - Throws: `noPublicity` where the profile has none; as `Award.mayFollow` for a lot that is not evaluated.
  public static func mayBegin(_ procedure: ProcedureRules, state: Lot.State) throws(AwardRefusal) {
    guard procedure.publishesCandidates else { throw .noPublicity }
    switch state {
    case .failed, .cancelled: throw .lotFailed
    case .awarded: throw .awardedAlready
    case .evaluated: return
    default: throw .notEvaluated
    }
  }

  /// Whether the lot may be awarded: the candidates have been public for their time. In a rehearsal the time passes at
  /// once.
  ///
  /// - Throws: `publicityMissing`, `publicityRunning`.
  public static func admit(
    _ procedure: ProcedureRules, span: ClosedRange<CalendarDay>?, on day: CalendarDay, pace: Pace
  ) throws(AwardRefusal) {
    guard procedure.publishesCandidates else { return }
    guard let span else { throw .publicityMissing }
    guard pace.isRehearsal || day > span.upperBound else { throw .publicityRunning(until: span.upperBound) }
  }
}
