/// The days that the time limits of remedies are counted from; nil while they have not come.
public struct RemedyDays: Hashable, Sendable {
  /// The notice went out.
  public var issued: CalendarDay
  public var deadline: CalendarDay?
  /// The last bid of the lot had its result at the opening.
  public var opened: CalendarDay?
  /// Candidates were made public, and until when they are.
  public var publicity: ClosedRange<CalendarDay>?
  /// The result, or the failure, of the lot was announced.
  public var announced: CalendarDay?

  public init(
    issued: CalendarDay, deadline: CalendarDay? = nil, opened: CalendarDay? = nil,
    publicity: ClosedRange<CalendarDay>? = nil, announced: CalendarDay? = nil
  ) {
    self.issued = issued
    self.deadline = deadline
    self.opened = opened
    self.publicity = publicity
    self.announced = announced
  }
}

/// From when until when something may be filed: whole days in China, both included.
public struct RemedyWindow: Hashable, Sendable {
  public let first: CalendarDay
  /// Nil: no limit.
  public let last: CalendarDay?

  public init(first: CalendarDay, last: CalendarDay?) {
    self.first = first
    self.last = last
  }

  /// Nothing when `day` lies within.
  func admit(_ day: CalendarDay) throws(RemedyRefusal) {
    guard first <= day else { throw .tooEarly(from: first) }
    if let last, day > last { throw .late(until: last) }
  }
}

/// The time limits of remedies in one tender: its profile, the rules that it was published under, the calendar.
///
/// A bidder's time is counted in real days in a rehearsal too: only what others must wait for passes at its pace.
public struct RemedyClock: Sendable {
  public let profile: Profile
  let rules: RuleBook
  let calendar: WorkingCalendar

  /// - Parameter issued: the day of the notice: the rules in force on it are the tender's. A voluntary tender takes the
  ///   statutory track's times as its defaults.
  public init(profile: Profile, issued: CalendarDay, calendar: WorkingCalendar = .china) {
    self.profile = profile
    rules = RuleBook.inForce(on: issued, for: profile.procedure.timesBind ? profile : .t1)
    self.calendar = calendar
  }

  private func period(_ key: Rule.Key) -> Period? { rules.rule(key)?.value.period }

  private func last(_ key: Rule.Key, after day: CalendarDay) -> CalendarDay? {
    period(key).map { calendar.lastDay(of: $0, after: day) }
  }

  /// When an inquiry, challenge or objection may be filed; nil while what it is about has not happened.
  ///
  /// A challenge: seven working days after the notice's own period (documents), after the opening (procedure), after the
  /// result notice's period (result, and the evaluation, which nobody outside knows before).
  ///
  ///     issued Monday 2026-11-02: the notice's period ends on 11-09, a challenge to the documents on 11-18
  ///
  /// An objection: to the documents ten days before the deadline, to the opening on its day, to the result while the
  /// candidates are public; where none are made public, so many days after the result.
  ///
  /// - Source: R-116 (order 94 articles 10 and 11), R-119 (TBR articles 22, 44, 54).
  public func window(
    _ kind: Remedy.Kind, about: Remedy.About, stage: Remedy.Stage?, _ days: RemedyDays
  ) -> RemedyWindow? {
    let isOpening = about == .procedure && stage == .opening
    switch kind {
    case .inquiry, .complaint: return RemedyWindow(first: days.issued, last: nil)
    case .challenge:
      if about == .documents {
        let ends = last(.noticePeriod, after: days.issued) ?? days.issued
        return RemedyWindow(first: days.issued, last: last(.challengeWithin, after: ends))
      }
      if isOpening {
        return days.opened.map { RemedyWindow(first: $0, last: last(.challengeWithin, after: $0)) }
      }
      return days.announced.map { announced in
        let ends = last(.resultNoticePeriod, after: announced) ?? announced
        return RemedyWindow(first: announced, last: last(.challengeWithin, after: ends))
      }
    case .objection:
      if about == .documents {
        guard let deadline = days.deadline, let lead = period(.objectionLead) else { return nil }
        return RemedyWindow(first: days.issued, last: calendar.latest(lead, before: deadline))
      }
      if isOpening { return days.opened.map { RemedyWindow(first: $0, last: $0) } }
      if let publicity = days.publicity {
        return RemedyWindow(first: publicity.lowerBound, last: publicity.upperBound)
      }
      guard !profile.procedure.publishesCandidates else { return nil }
      return days.announced.map { RemedyWindow(first: $0, last: last(.publicityPeriod, after: $0)) }
    }
  }

  /// The last day to answer, and of a complaint to say whether it is taken up.
  ///
  ///     a challenge of Friday 2026-11-27: answered by Tuesday 12-08
  public func answerBy(_ kind: Remedy.Kind, filed day: CalendarDay) -> CalendarDay {
    let key: Rule.Key =
      switch kind {
      case .inquiry: .inquiryAnswer
      case .challenge: .challengeAnswer
      case .objection: .objectionAnswer
      case .complaint: profile.isGovernmentProcurement ? .complaintCheck : .statutoryComplaintAcceptance
      }
    return last(key, after: day) ?? day
  }

  /// The last day to decide a complaint: thirty working days from its receipt (G), from its acceptance (T).
  public func decideBy(filed: CalendarDay, accepted: CalendarDay) -> CalendarDay {
    let isProcurement = profile.isGovernmentProcurement
    return last(
      isProcurement ? .complaintDecision : .statutoryComplaintDecision, after: isProcurement ? filed : accepted)
      ?? accepted
  }

  /// When a complaint may follow a challenge or objection.
  ///
  /// Not before the answer, or the day by which it was due. G: until fifteen working days after that due day. T: until ten
  /// days after the answer, or after the due day when none came; the time for the answer does not count.
  ///
  /// - Source: R-117 (GPL article 55), R-119 (TBR article 60).
  public func complaintWindow(after earlier: Remedy.Standing) -> RemedyWindow {
    let due = answerBy(earlier.kind, filed: earlier.filed)
    let first = earlier.ended ?? due.adding(days: 1)
    if profile.isGovernmentProcurement {
      return RemedyWindow(first: first, last: last(.complaintWithin, after: due))
    }
    return RemedyWindow(first: first, last: last(.statutoryComplaintWithin, after: earlier.ended ?? due))
  }

  /// When one may complain at once, in the statutory track about a step that no objection is made for: ten days after the
  /// result was announced.
  func directComplaintWindow(_ days: RemedyDays) -> RemedyWindow? {
    guard let known = days.announced ?? days.publicity?.lowerBound else { return nil }
    return RemedyWindow(first: known, last: last(.statutoryComplaintWithin, after: known))
  }

  /// The last day to which an authority may suspend the tender; where no number limits it, the day of its decision.
  public func suspendedAtMost(from day: CalendarDay, decideBy: CalendarDay) -> CalendarDay {
    guard let days = period(.suspensionMax)?.count else { return decideBy }
    return day.adding(days: days)
  }
}
