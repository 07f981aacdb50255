import Exact

/// Numbers between the opening and the award: committee, prices, scores, signals.
extension RuleBook {
  static let numbersForEvaluation: [Rule] = [
    row("R-061", .committeeMin, "TBL §37; O87 §47", .count(5), "2000-01-01"),
    row("R-062", .committeeLargeMin, "O87 §47", .count(7), "2017-10-01", .verified, government),
    row("R-062", .committeeLargeBudget, "O87 §47", .money(yuan(10_000_000)), "2017-10-01", .verified, government),
    row("R-066", .expertRecusalLookback, "GPL §12; GPR §9", .years(3), "2015-03-01"),
    row("R-068", .drawWindow, "O198", .workingDays(2), "2017-01-01", .memory, government),
    row("R-069", .expertExperience, "TBL §37", .years(8), "2000-01-01", .verified, tendering),
    row("R-079", .abnormalToMean, "LOW26", .share(share("0.50")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalToNext, "LOW26", .share(share("0.50")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalToCeiling, "LOW26", .share(share("0.45")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalRatioMax, "LOW26", .share(share("0.65")), "2026-02-01", .secondary, government),
    row("R-079", .abnormalExplanation, "LOW26", .minutes(30), "2026-02-01", .secondary, government),
    row("R-080", .alikeTextShare, "OWN", .share(share("0.80")), "2026-11-22", .own),
    row("R-080", .similarTextShare, "OWN", .share(share("0.50")), "2026-11-22", .own),
    row("R-080", .uploadsApart, "OWN", .minutes(5), "2026-11-22", .own),
    row("R-080", .priceSeriesMin, "OWN", .count(3), "2026-11-22", .own),
    row("R-085", .priceShareMin, "O87 §55", .share(share("0.10")), "2017-10-01", .verified, government),
    row(
      "R-087", .smallFirmDeductionMin, "SME46 §9; SME19", .share(share("0.10")), "2022-07-01", .secondary, government),
    row(
      "R-087", .smallFirmDeductionMax, "SME46 §9; SME19", .share(share("0.20")), "2022-07-01", .secondary, government),
    row(
      "R-087", .consortiumDeductionMin, "SME46 §9; SME19", .share(share("0.04")), "2022-07-01", .secondary, government),
    row(
      "R-087", .consortiumDeductionMax, "SME46 §9; SME19", .share(share("0.06")), "2022-07-01", .secondary, government),
    row("R-091", .outlierShare, "OWN", .share(share("0.30")), "2026-11-22", .own),
    row("R-095", .candidatesMax, "TBR §53; O87 §46", .count(3), "2012-02-01"),
  ]
}
