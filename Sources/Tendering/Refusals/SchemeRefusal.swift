/// Why an evaluation scheme may not be frozen.
public enum SchemeRefusal: Refusal {
  case form(FormRefusal)
  case ceilingZero
  case minBidsOutOfRange(max: Int)
  /// profile G needs at least three.
  case minBidsBelowLaw(needed: Int)
  /// `full` stands in a real tender only when its documents say so.
  case disclosureNotAllowed
  case noCriteria
  /// Ids are spelt like every other id in a note.
  case criterionIdWrong(criterion: String)
  case criterionTwice(criterion: String)
  case criterionMaxZero(criterion: String)
  case stepZero(criterion: String)
  /// `max` and `step` must show the same number of decimals.
  case scalesDiffer(criterion: String)
  case maxOffStep(criterion: String)
  /// A minimum score is above zero, on the step, at most the maximum.
  case criterionMinimumWrong(criterion: String)
  /// Two grades or more, without overlap, on the step, the highest up to the maximum.
  case gradesWrong(criterion: String)
  /// Bands rise without repetition; their points are on the step and one reaches the maximum.
  case bandsWrong(criterion: String)
  /// No answer twice; points are on the step and one reaches the maximum.
  case tableWrong(criterion: String)
  /// A formula's two ends differ.
  case lineWrong(criterion: String)
  /// By the lowest-price method nothing is scored: no criteria, price max 0, formula `lowest`.
  case lowestPriceScored
  /// criteria max + price max must be 100.
  case weightsNotHundred(sum: String)
  /// services give price at least ten points of a hundred, unless the price is fixed.
  case priceShareTooLow(min: String)
  /// A fixed price is no factor: max 0 and no deduction.
  case fixedPriceScored
  /// `perPercentAbove` and `perPercentBelow` stand with `meanDeviation` and with no other formula.
  case deviationWrong
  /// the share is zero, or within what the law leaves open.
  case deductionOutOfRange(min: String, max: String)
  case roundingPlacesOutOfRange(max: Int)
  /// Figures are rounded at each criterion and at the price, nowhere else.
  case roundingPlaceWrong
  /// The last key must be a tie rule that always decides.
  case tieRuleMissing
  case rankKeysWrong
  /// under procurement equal totals go by the lower price, where price is scored.
  case rankWithoutPrice
  case maxLotsWonOutOfRange
  case lotOrderWrong
  /// under procurement price points go by the lowest price, or the price is fixed.
  case formulaUnlawful(formula: Scheme.PriceFormula)
  /// a trimmed mean is for tenders outside procurement.
  case combineUnlawful(combine: Scheme.Combine)

  public var code: String {
    switch self {
    case .form(let form): "scheme." + form.code
    case .ceilingZero: "scheme.ceilingZero"
    case .minBidsOutOfRange: "scheme.minBidsOutOfRange"
    case .minBidsBelowLaw: "scheme.minBidsBelowLaw"
    case .disclosureNotAllowed: "scheme.disclosureNotAllowed"
    case .noCriteria: "scheme.noCriteria"
    case .criterionTwice: "scheme.criterionTwice"
    case .criterionIdWrong: "scheme.criterionIdWrong"
    case .criterionMaxZero: "scheme.criterionMaxZero"
    case .stepZero: "scheme.stepZero"
    case .scalesDiffer: "scheme.scalesDiffer"
    case .maxOffStep: "scheme.maxOffStep"
    case .weightsNotHundred: "scheme.weightsNotHundred"
    case .priceShareTooLow: "scheme.priceShareTooLow"
    case .fixedPriceScored: "scheme.fixedPriceScored"
    case .deductionOutOfRange: "scheme.deductionOutOfRange"
    case .roundingPlacesOutOfRange: "scheme.roundingPlacesOutOfRange"
    case .roundingPlaceWrong: "scheme.roundingPlaceWrong"
    case .tieRuleMissing: "scheme.tieRuleMissing"
    case .rankKeysWrong: "scheme.rankKeysWrong"
    case .rankWithoutPrice: "scheme.rankWithoutPrice"
    case .maxLotsWonOutOfRange: "scheme.maxLotsWonOutOfRange"
    case .lotOrderWrong: "scheme.lotOrderWrong"
    case .criterionMinimumWrong: "scheme.criterionMinimumWrong"
    case .gradesWrong: "scheme.gradesWrong"
    case .bandsWrong: "scheme.bandsWrong"
    case .tableWrong: "scheme.tableWrong"
    case .lineWrong: "scheme.lineWrong"
    case .lowestPriceScored: "scheme.lowestPriceScored"
    case .deviationWrong: "scheme.deviationWrong"
    case .formulaUnlawful: "scheme.formulaUnlawful"
    case .combineUnlawful: "scheme.combineUnlawful"
    }
  }
}
