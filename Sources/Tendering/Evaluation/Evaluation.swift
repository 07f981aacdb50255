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
  /// Why the lot failed all the same, or nil.
  public let failed: Lot.FailureGround?

  /// One bid's part of the result.
  public struct Element: Hashable, Sendable {
    /// The id of the bid in force for the lot's first part.
    public let bid: Bid.ID
    public let bidder: PartyKey
    public let standing: Standing
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
    public let points: Points

    public var corrected: Price { corrections.last?.to ?? read }
  }

  public struct CriterionFigures: Hashable, Sendable {
    /// One for each member, counted in 10^-scale of the criterion.
    public let scores: [Int64]
    public let sum: Int64
    public let points: Points
    public var count: Int { scores.count }
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

    public init(bid: Bid.ID, bidder: PartyKey, read: Price, corrections: [PriceCorrection] = [], deduction: Points) {
      self.bid = bid
      self.bidder = bidder
      self.read = read
      self.corrections = corrections
      self.deduction = deduction
    }

    public var corrected: Price { corrections.last?.to ?? read }
  }
}

extension Scheme.PriceCriterion {
  /// The deduction of a firm of this size, at the scheme's scale.
  public func deduction(for size: FirmSize?) -> Points {
    size?.hasPriceDeduction == true ? smallFirmDeduction : .zero(scale: smallFirmDeduction.scale)
  }
}
