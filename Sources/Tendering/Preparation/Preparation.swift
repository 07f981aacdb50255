import Canon
import Exact

/// The preparation file of a tender: the last survey of each park, the last plan, fair-competition conclusion and review.
///
/// A real notice needs all of them, good on its day. A rehearsal may do without; what was said in it stops it all the same
/// where it is a no.
public struct Preparation: Sendable {
  /// Something that was found about a text.
  public struct About<Finding: Sendable>: Sendable {
    public let finding: Finding
    public let draft: Fingerprint

    public init(_ finding: Finding, draft: Fingerprint) { (self.finding, self.draft) = (finding, draft) }
  }

  public let profile: Profile
  /// The draft as it stands.
  public let draft: Fingerprint
  /// The lots' parks, in their order.
  public let parks: [String]
  /// All lots' together: they are one purchase.
  public let budget: Price
  public let surveys: [DemandSurvey]
  public let plan: ProcurementPlan?
  public let fairness: About<FairnessReview>?
  public let review: About<DraftReview.Outcome>?

  /// - Parameter surveys: in the order in which they were recorded; the last of a park counts.
  public init(
    profile: Profile, draft: Fingerprint, parks: [String], budget: Price, surveys: [DemandSurvey],
    plan: ProcurementPlan?, fairness: About<FairnessReview>?, review: About<DraftReview.Outcome>?
  ) {
    self.profile = profile
    self.draft = draft
    self.parks = parks
    self.budget = budget
    self.surveys = surveys
    self.plan = plan
    self.fairness = fairness
    self.review = review
  }

  public func survey(of park: String) -> DemandSurvey? { surveys.last { sameScalars($0.park, park) } }

  /// There is a conclusion, and it lets the notice pass.
  public var isFair: Bool { fairness.map { $0.finding.conclusion != .impact } ?? false }

  /// What a real notice of this day wants, in the order of `PreparationGap`.
  ///
  /// - Source.
  public func gaps(on day: CalendarDay, rules: RuleBook = .current) -> [PreparationGap] {
    parks.flatMap { gaps(of: $0, on: day, rules: rules) } + planGaps(on: day, rules: rules) + fairnessGaps + reviewGaps
  }

  /// Nothing when the notice may go out.
  public func requireReady(
    isRehearsal: Bool, on day: CalendarDay, rules: RuleBook = .current
  ) throws(PreparationIncomplete) {
    let found = gaps(on: day, rules: rules).filter { !isRehearsal || $0.stopsRehearsal }
    if !found.isEmpty { throw PreparationIncomplete(gaps: found) }
  }

  private func gaps(of park: String, on day: CalendarDay, rules: RuleBook) -> [PreparationGap] {
    guard let survey = survey(of: park) else { return [.surveyMissing(park: park)] }
    var found: [PreparationGap] = []
    if case .years(let years)? = rules.rule(.surveyValidity)?.value, day > survey.goodUntil(years: years) {
      found.append(.surveyOld(park: park))
    }
    let isExplained = survey.note?.isSaid ?? false
    let least = rules.count(.surveyMin)
    if survey.firms.count < least, !isExplained { found.append(.firmsTooFew(park: park, min: least)) }
    if !survey.publicConsulted, !isExplained { found.append(.publicNotAsked(park: park)) }
    return found
  }

  private func planGaps(on day: CalendarDay, rules: RuleBook) -> [PreparationGap] {
    guard let plan else { return [.planMissing] }
    var found: [PreparationGap] = []
    if budget > plan.estimate { found.append(.planBelowBudget) }
    if !plan.method.serves(profile) { found.append(.planOtherMethod) }
    guard profile.isGovernmentProcurement else { return found }
    let lead = rules.count(.intentionLead)
    let isInTime = plan.intention.map { $0.adding(days: lead) <= day } ?? false
    if !isInTime, !(plan.note?.isSaid ?? false) { found.append(.intentionLate(daysMin: lead)) }
    if plan.filed == nil { found.append(.planNotFiled) }
    return found
  }

  private var fairnessGaps: [PreparationGap] {
    guard let fairness else { return [.fairnessMissing] }
    if fairness.finding.conclusion == .impact { return [.fairnessImpact] }
    return fairness.draft == draft ? [] : [.fairnessStale]
  }

  private var reviewGaps: [PreparationGap] {
    guard let review else { return [.reviewMissing] }
    if review.finding == .returned { return [.reviewReturned] }
    return review.draft == draft ? [] : [.reviewStale]
  }
}
