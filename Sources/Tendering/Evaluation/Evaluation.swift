import Exact

/// A lot's result, every step's number included: what stands in `evaluation/<lot>.json`.
public struct Evaluation: Hashable, Sendable {
  public let tender: Tender.ID
  public let lot: Lot.ID
  public let scheme: Scheme
  public let schemeFingerprint: Fingerprint
  /// The id of the `tender-committee` note.
  public let committee: Fingerprint
  /// m1 … mk in order.
  public let members: [String]
  /// For each member the id of its `tender-scores` note.
  public let sheets: [Fingerprint]
  /// Ranked bids by rank, then id; then the others by id.
  public let bids: [Element]
  /// What was lawfully changed after the sheets were signed, in order; the figures are those after them.
  public let changes: [ScoreChange]
  /// Reasons given for scores far from the others'.
  public let explanations: [Explanation]
  /// Why the lot failed all the same, or nil.
  public let failed: Lot.FailureGround?

  /// One bid's part of the result.
  public struct Element: Hashable, Sendable {
    /// The id of the bid in force for the lot's first part.
    public let bid: Bid.ID
    public let bidder: PartyKey
    public let standing: Standing
    /// What a bid below a criterion's minimum is shown with, so that anybody can see that it is; nil for all others.
    public let shown: Shown?

    init(bid: Bid.ID, bidder: PartyKey, standing: Standing, shown: Shown? = nil) {
      self.bid = bid
      self.bidder = bidder
      self.standing = standing
      self.shown = shown
    }

    /// The criteria's figures of a bid that was scored, ranked or not.
    public var scoredCriteria: [CriterionFigures] {
      if case .ranked(let figures) = standing { figures.criteria } else { shown?.criteria ?? [] }
    }
  }

  /// The figures of a bid that was scored and then fell below a minimum.
  public struct Shown: Hashable, Sendable {
    public let corrections: [PriceCorrection]
    public let criteria: [CriterionFigures]
  }

  public enum Standing: Hashable, Sendable {
    case ranked(Figures)
    case invalid(Invalidity, read: Price?)
    case malformed
    case unopenable
  }

  /// Every number of a ranked bid.
  public struct Figures: Hashable, Sendable {
    public let price: PriceFigures
    /// In the order of the scheme's criteria.
    public let criteria: [CriterionFigures]
    /// The exact sum of the published points.
    public let total: Points
    /// 1, 2, 2, 4: by total and evaluated price only.
    public let rank: Int
    public let tie: Tie?
  }

  public struct PriceFigures: Hashable, Sendable {
    public let read: Price
    public let corrections: [PriceCorrection]
    public let deduction: Points
    public let evaluated: EvaluatedPrice
    public let lowest: EvaluatedPrice
    /// What `meanDeviation` measures by; nil for every other formula.
    public let mean: Price?
    public let points: Points

    public var corrected: Price { corrections.last?.to ?? read }
  }

  public struct CriterionFigures: Hashable, Sendable {
    /// One for each member, counted in 10^-scale of the criterion.
    public let scores: [Int64]
    /// Of the scores that count; a trimmed mean leaves two out.
    public let sum: Int64
    public let count: Int
    public let points: Points
    /// Where the points go by the bidder's own answer.
    public let claim: Claim?
  }

  /// What a bidder claimed for a criterion that goes by its answer.
  public struct Claim: Hashable, Sendable {
    /// As the offer has it; nil when it has none.
    public let answer: String?
    /// What the answer is worth, counted like the scores; the committee's score is this, or less with its reason.
    public let byAnswer: Int64
    public let reason: String?
  }

  /// A bid's place among equals, drawn in public.
  public struct Tie: Hashable, Sendable {
    /// The id of the `tender-draw` note.
    public let draw: Fingerprint
    /// From 1.
    public let order: Int
  }

  /// What a public draw said about bids that were equal.
  public struct TieDraw: Hashable, Sendable {
    public let draw: Fingerprint
    /// All the tied bids, in the order drawn.
    public let order: [Bid.ID]

    public init(draw: Fingerprint, order: [Bid.ID]) {
      self.draw = draw
      self.order = order
    }
  }

  /// A bid as the evaluation finds it.
  public enum Entry: Hashable, Sendable {
    case admitted(AdmittedOffer)
    case invalid(bid: Bid.ID, bidder: PartyKey, Invalidity, read: Price?)
    case malformed(bid: Bid.ID, bidder: PartyKey)
    case unopenable(bid: Bid.ID, bidder: PartyKey)

    public var bid: Bid.ID {
      switch self {
      case .admitted(let offer): offer.bid
      case .invalid(let bid, _, _, _), .malformed(let bid, _), .unopenable(let bid, _): bid
      }
    }
  }

  /// A bid that passed both reviews.
  public struct AdmittedOffer: Hashable, Sendable {
    public let bid: Bid.ID
    public let bidder: PartyKey
    public let read: Price
    public let corrections: [PriceCorrection]
    /// Zero or the scheme's share, at the scheme's scale.
    public let deduction: Points
    /// The bidder's own answers, by criterion id.
    public let answers: [String: String]
    /// Why the committee gave less than an answer claims, by criterion id.
    public let reasons: [String: String]

    public init(
      bid: Bid.ID, bidder: PartyKey, read: Price, corrections: [PriceCorrection] = [], deduction: Points,
      answers: [String: String] = [:], reasons: [String: String] = [:]
    ) {
      self.bid = bid
      self.bidder = bidder
      self.read = read
      self.corrections = corrections
      self.deduction = deduction
      self.answers = answers
      self.reasons = reasons
    }

    public var corrected: Price { corrections.last?.to ?? read }
  }
}

extension Scheme.PriceCriterion {
  /// The deduction of a firm of this size, at the scheme's scale.
  public func deduction(for size: FirmSize?) -> Points {
    size?.hasPriceDeduction == true ? smallFirmDeduction : .zero(scale: smallFirmDeduction.scale)
  }

  /// The deduction of a bidder with the other members of its consortium, at the scheme's scale: the full share only if it
  /// and all of them are small or micro firms. What a consortium with a smaller share of such firms may have (R-087's four
  /// to six per cent) is not carried, so that any other has none.
  ///
  ///     share 0.15: small with [micro] → 0.15;  small with [medium] → 0.00;  small with [unsaid] → 0.00
  ///
  /// - Parameter members: the size of each of the others, nil where nobody has said it; empty for a single bidder.
  /// - Source: SME46 §9; R-087.
  public func deduction(for size: FirmSize?, members: [FirmSize?]) -> Points {
    let isSmall = members.allSatisfy { $0?.hasPriceDeduction == true }
    return deduction(for: isSmall ? size : nil)
  }
}
