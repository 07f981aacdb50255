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
  /// criteria max + price max must be 100.
  case weightsNotHundred(sum: String)
  /// services give price at least ten points of a hundred, unless the price is fixed.
  case priceShareTooLow(min: String)
  /// A fixed price is no factor: max 0 and no deduction.
  case fixedPriceScored
  /// the share is zero, or within what the law leaves open.
  case deductionOutOfRange(min: String, max: String)
  case roundingPlacesOutOfRange(max: Int)
  /// Figures are rounded at each criterion and at the price, nowhere else.
  case roundingPlaceWrong
  /// The last key must be a tie rule that always decides.
  case tieRuleMissing
  case rankKeysWrong
  case maxLotsWonOutOfRange
  case lotOrderWrong
  /// registered place, local branch, local tax or insurance as a score.
  case localityScored(criterion: String, word: String)
  /// capital, revenue, staff number or founding year as a score.
  case sizeScored(criterion: String, word: String)
  /// works or awards of one region or trade as a score.
  case regionalAwardScored(criterion: String, word: String)

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
    case .maxLotsWonOutOfRange: "scheme.maxLotsWonOutOfRange"
    case .lotOrderWrong: "scheme.lotOrderWrong"
    case .localityScored: "scheme.localityScored"
    case .sizeScored: "scheme.sizeScored"
    case .regionalAwardScored: "scheme.regionalAwardScored"
    }
  }
}
