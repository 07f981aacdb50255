import Canon
import Tendering

/// How a result is disputed under the Tendering Law: by an objection (异议) to the buyer, then a complaint (投诉) to the
/// supervising authority. Under procurement law there is none; papers name the challenge (质疑) and its working days.
///
/// - Source: R-119 (TBR §54, §60).
public struct PaperObjection: Sendable, Hashable, Fact {
  /// Days after the result in which an objection to it may be made; nil where the candidates were public before, since it
  /// is made then.
  public var days: Int?
  /// Days in which a complaint may be made.
  public var complaintDays: Int

  public init(days: Int?, complaintDays: Int) {
    self.days = days
    self.complaintDays = complaintDays
  }

  /// By the numbers that were in force when the tender was issued; where none bind, by those of the statutory track, which
  /// its remedies go by as well.
  ///
  /// - Returns: nil where the remedy is a challenge.
  public init?(_ profile: Profile, issued: CalendarDay) {
    let procedure = profile.procedure
    guard procedure.remedy == .objection else { return nil }
    let rules = RuleBook.inForce(on: issued, for: procedure.timesBind ? profile : .t1)
    days = procedure.publishesCandidates ? nil : rules.count(.publicityPeriod)
    complaintDays = rules.count(.statutoryComplaintWithin)
  }

  var json: JSON { object(["days": days.map { JSON($0) }, "complaintDays": JSON(complaintDays)]) }
}
