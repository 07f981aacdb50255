import Exact

/// What a profile's law decides differently, as data: one state machine serves all profiles, and asks here.
///
/// - Source: … R-119; O110 §27 for framework agreements.
public struct ProcedureRules: Hashable, Sendable {
  /// Who checks qualification after the opening.
  public enum Reviewer: String, Hashable, Sendable, CaseIterable {
    case buyer, committee
  }

  /// What follows when fewer bids than the minimum are left after the opening.
  public enum TooFew: String, Hashable, Sendable, CaseIterable {
    /// The lot fails.
    case fails
    /// The committee argues in writing whether competition is lacking; none left fails the lot all the same.
    case argued
  }

  /// How a bidder complains first.
  public enum Remedy: String, Hashable, Sendable, CaseIterable {
    /// 质疑, then 投诉 to the finance bureau.
    case challenge
    /// 异议, then 投诉 to the supervisor.
    case objection
  }

  /// A step that waits while a remedy is pending.
  public enum HeldStep: String, Hashable, Sendable, CaseIterable {
    case opening, award, signing
  }

  public let qualification: Reviewer
  public let tooFew: TooFew
  public let priceFormulas: Set<Scheme.PriceFormula>
  public let combines: Set<Scheme.Combine>
  /// Ranked candidates are made public before the award.
  public let publishesCandidates: Bool
  public let remedy: Remedy
  /// What a pending remedy holds up.
  public let held: Set<HeldStep>
  /// The law's time limits bind; otherwise they are the product's defaults.
  public let timesBind: Bool
  /// More than one bidder may be selected, for users to choose from.
  public let selectsSeveral: Bool

  static let procurement = ProcedureRules(
    qualification: .buyer, tooFew: .fails, priceFormulas: [.lowest, .fixed], combines: [.mean],
    publishesCandidates: false, remedy: .challenge, held: [.signing], timesBind: true, selectsSeveral: false)

  static let framework = ProcedureRules(
    qualification: .buyer, tooFew: .fails, priceFormulas: [.lowest, .fixed], combines: [.mean],
    publishesCandidates: false, remedy: .challenge, held: [.signing], timesBind: true, selectsSeveral: true)

  static let statutory = ProcedureRules(
    qualification: .committee, tooFew: .argued, priceFormulas: Set(Scheme.PriceFormula.allCases),
    combines: Set(Scheme.Combine.allCases), publishesCandidates: true, remedy: .objection, held: [.opening, .award],
    timesBind: true, selectsSeveral: false)

  static let voluntary = ProcedureRules(
    qualification: .committee, tooFew: .argued, priceFormulas: Set(Scheme.PriceFormula.allCases),
    combines: Set(Scheme.Combine.allCases), publishesCandidates: false, remedy: .objection, held: [.opening, .award],
    timesBind: false, selectsSeveral: false)
}

extension Profile {
  public var procedure: ProcedureRules {
    switch self {
    case .g1, .g2: .procurement
    case .f: .framework
    case .t0: .voluntary
    case .t1: .statutory
    }
  }
}

/// How many bidders a closed framework agreement may select.
public enum FrameworkSelection {
  /// At least a fifth, and at least one, of those that responded is eliminated.
  ///
  ///     2 → 1, 5 → 4, 6 → 4, 10 → 8
  ///
  /// - Returns: 0 when too few responded.
  /// - Source: O110 §27; the least number of responses is 待核实.
  public static func most(of responded: Int, rules: RuleBook) -> Int {
    guard responded >= max(1, rules.count(.frameworkResponsesMin)) else { return 0 }
    let share = rules.share(.frameworkEliminationMin)
    let eliminated = Rounding(mode: .up, places: 0).flatMap { try? $0.points(share.ratio * Ratio(Int64(responded))) }
    return max(0, responded - max(rules.count(.frameworkEliminatedMin), Int(eliminated?.units ?? 0)))
  }

  /// The selected, in rank order.
  public static func selected(from evaluation: Evaluation, rules: RuleBook) -> [Evaluation.Element] {
    let ranked = evaluation.awardOrder
    return Array(ranked.prefix(most(of: ranked.count, rules: rules)))
  }
}
