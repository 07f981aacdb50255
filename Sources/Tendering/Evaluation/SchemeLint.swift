import Exact

extension Scheme {
  /// What the law of a profile has against the scheme, in the order of `SchemeRefusal`; empty when nothing.
  ///
  /// The wording of criteria is another matter: `DraftLint` reads it.
  ///
  /// - Parameter documentsAllowFull: the tender documents say that every figure is shown to everybody.
  /// - Source: ….
  public func faults(
    under profile: Profile, isRehearsal: Bool, documentsAllowFull: Bool = false, rules: RuleBook = .current
  ) -> [SchemeRefusal] {
    var faults: [SchemeRefusal] = []
    let minBidsByLaw = rules.count(.minBids)
    if minBids < minBidsByLaw { faults.append(.minBidsBelowLaw(needed: minBidsByLaw)) }
    if disclosure == .full, !isRehearsal, !documentsAllowFull { faults.append(.disclosureNotAllowed) }
    guard profile.isGovernmentProcurement else { return faults }
    let least = rules.share(.priceShareMin)
    if method == .rated, price.formula != .fixed, price.max.ratio < least.ratio * Ratio(100) {
      faults.append(.priceShareTooLow(min: (least.ratio * Ratio(100)).exactDecimal() ?? ""))
    }
    let (low, high) = (rules.share(.smallFirmDeductionMin), rules.share(.smallFirmDeductionMax))
    let share = price.smallFirmDeduction
    if share.units > 0, share < low || high < share {
      faults.append(.deductionOutOfRange(min: low.description, max: high.description))
    }
    // A fixed price never separates two bids, so there it need not be asked.
    if method == .rated, price.formula != .fixed, !rank.contains(.evaluatedPrice) { faults.append(.rankWithoutPrice) }
    if !price.formula.isLawful(for: profile) { faults.append(.formulaUnlawful(formula: price.formula)) }
    if !combine.isLawful(for: profile) { faults.append(.combineUnlawful(combine: combine)) }
    return faults
  }
}
