import Exact

/// What a draft's content has against it: one closed list, each with the rule that it touches.
public enum LintFault: Refusal {
  /// The scheme does not hold together, or not under the profile's law.
  case scheme(SchemeRefusal)
  /// registered place, local branch, local tax or insurance as a condition or a score.
  case localityCondition(word: String)
  /// capital, assets, revenue, staff, profit, tax or age of the firm.
  case sizeCondition(word: String)
  /// works or awards of one region or trade.
  case regionalBonus(word: String)
  /// more past contracts than the law leaves as a condition.
  case pastContractsTooMany(given: Int, max: Int)
  /// a pool, list or library as the ticket.
  case libraryTicket(word: String)
  /// a condition of qualification is scored.
  case qualificationScored(word: String)
  /// points at discretion, or grades without intervals.
  case vagueWords(word: String)
  /// a judged criterion without graded intervals.
  case notQuantified(criterion: String)
  ///
  case ceilingAboveBudget
  /// The scheme's ceiling is another than the lot's.
  case ceilingDiffers
  /// a floor under the price.
  case floorPrice(word: String)
  /// the scheme's minimum is another than the notice's.
  case minimumDiffers
  /// a reserved lot has no price deduction.
  case deductionInReserved
  /// an unreserved lot under procurement has one, unless its price is fixed.
  case deductionMissing
  /// within the budget that is reserved for small and medium firms, and not reserved.
  case notReserved
  /// a limit on lots won stands in every lot's scheme alike, with an order of exactly the tender's lots.
  case lotCapDiffers
  /// the lots' budgets ask for open tendering.
  case profileDiffers(expected: Profile)
  /// every bidder's figures are to be published in earnest.
  case allDisclosed
  /// no written conclusion of the fair-competition review yet.
  case reviewMissing
  /// silence accepts consortia.
  case consortiumUnsaid
  /// more bid security than the law lets a lot ask for.
  case securityTooHigh(share: Points)
  /// a framework agreement whose places, length and way of calling the documents do not fix.
  case frameworkUnsaid
  /// terms of a framework under a profile that selects one bidder only.
  case frameworkUnfit
  /// fewer places than users may choose from.
  case frameworkTooNarrow(min: Int)
  /// longer than a framework for services lasts.
  case frameworkTooLong(monthsMax: Int)
  /// who is selected shows everybody's rank, so nobody's figures are sealed.
  case frameworkSealed
  /// A legal note for which there is no finding.
  case noteIdle
  /// Something that the preparation file wants.
  case preparation(PreparationGap)

  public var code: String {
    switch self {
    case .scheme(let refusal): refusal.code
    case .localityCondition: "lint.localityCondition"
    case .sizeCondition: "lint.sizeCondition"
    case .regionalBonus: "lint.regionalBonus"
    case .pastContractsTooMany: "lint.pastContractsTooMany"
    case .libraryTicket: "lint.libraryTicket"
    case .qualificationScored: "lint.qualificationScored"
    case .vagueWords: "lint.vagueWords"
    case .notQuantified: "lint.notQuantified"
    case .ceilingAboveBudget: "lint.ceilingAboveBudget"
    case .ceilingDiffers: "lint.ceilingDiffers"
    case .floorPrice: "lint.floorPrice"
    case .minimumDiffers: "lint.minimumDiffers"
    case .deductionInReserved: "lint.deductionInReserved"
    case .deductionMissing: "lint.deductionMissing"
    case .notReserved: "lint.notReserved"
    case .lotCapDiffers: "lint.lotCapDiffers"
    case .profileDiffers: "lint.profileDiffers"
    case .allDisclosed: "lint.allDisclosed"
    case .reviewMissing: "lint.reviewMissing"
    case .consortiumUnsaid: "lint.consortiumUnsaid"
    case .securityTooHigh: "lint.securityTooHigh"
    case .frameworkUnsaid: "lint.frameworkUnsaid"
    case .frameworkUnfit: "lint.frameworkUnfit"
    case .frameworkTooNarrow: "lint.frameworkTooNarrow"
    case .frameworkTooLong: "lint.frameworkTooLong"
    case .frameworkSealed: "lint.frameworkSealed"
    case .noteIdle: "lint.noteIdle"
    case .preparation(let gap): gap.code
    }
  }

  /// The rule that the finding rests on.
  public var rule: String {
    switch self {
    case .scheme(let refusal): refusal.rule
    case .localityCondition: "R-009"
    case .sizeCondition: "R-010"
    case .regionalBonus: "R-011"
    case .pastContractsTooMany: "R-012"
    case .libraryTicket: "R-013"
    case .qualificationScored, .vagueWords, .notQuantified: "R-088"
    case .ceilingAboveBudget, .ceilingDiffers, .floorPrice: "R-021"
    case .minimumDiffers: "R-054"
    case .deductionInReserved, .deductionMissing: "R-087"
    case .notReserved, .profileDiffers: "R-018"
    case .lotCapDiffers: "R-098"
    case .allDisclosed: "R-102"
    case .reviewMissing: "R-024"
    case .consortiumUnsaid: "R-005"
    case .securityTooHigh: "R-051"
    case .frameworkUnsaid, .frameworkUnfit, .frameworkTooNarrow, .frameworkTooLong, .frameworkSealed: "R-013"
    case .noteIdle: "R-020"
    case .preparation(let gap): gap.rule
    }
  }
}

extension SchemeRefusal {
  /// The rule that a scheme breaks by this fault.
  var rule: String {
    switch self {
    case .minBidsOutOfRange, .minBidsBelowLaw: "R-054"
    case .disclosureNotAllowed: "R-102"
    case .priceShareTooLow, .fixedPriceScored: "R-085"
    case .formulaUnlawful, .deviationWrong: "R-086"
    case .deductionOutOfRange: "R-087"
    case .combineUnlawful, .roundingPlacesOutOfRange, .roundingPlaceWrong: "R-097"
    case .tieRuleMissing: "R-093"
    case .rankKeysWrong, .rankWithoutPrice: "R-092"
    case .maxLotsWonOutOfRange, .lotOrderWrong: "R-098"
    case .lowestPriceScored: "R-084"
    case .ceilingZero: "R-021"
    case .form: "R-089"
    case .noCriteria, .criterionIdWrong, .criterionTwice, .criterionMaxZero, .stepZero, .scalesDiffer, .maxOffStep,
      .criterionMinimumWrong, .gradesWrong, .bandsWrong, .tableWrong, .lineWrong, .weightsNotHundred:
      "R-088"
    }
  }
}

/// One thing that was found in a draft.
public struct LintFinding: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Nothing lets it pass.
    case blocks
    /// Passes with the legal officer's written note.
    case needsNote
    /// Shown, and left to people.
    case advises
  }

  public let fault: LintFault
  public let severity: Severity
  /// Such as `lots[0].scheme.criteria[1]`.
  public let at: String
  /// The legal officer's note that lets it pass, or nil.
  public let note: String?

  public var rule: String { fault.rule }

  /// Holds the draft up.
  public var isOpen: Bool {
    switch severity {
    case .blocks: true
    case .needsNote: note == nil
    case .advises: false
    }
  }
}

extension LintFinding {
  /// One without a legal note.
  public init(_ fault: LintFault, _ severity: Severity, at: String) {
    self.init(fault: fault, severity: severity, at: at, note: nil)
  }
}

extension PreparationGap {
  /// As the list of findings has it: what holds a real notice up is advice in a rehearsal, unless somebody has said no.
  public func finding(isRehearsal: Bool) -> LintFinding {
    LintFinding(.preparation(self), !isRehearsal || stopsRehearsal ? .blocks : .advises, at: "preparation")
  }
}

/// A draft that may not go on: what holds it up, in order.
public struct LintRefusal: Refusal {
  /// Never empty.
  public let open: [LintFinding]

  public init(open: [LintFinding]) { self.open = open }

  /// The first one's.
  public var code: String { open.first?.fault.code ?? "lint.blocked" }
}
