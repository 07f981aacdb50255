import Exact

extension Lot {
  /// How many bids of a lot may still come to something when somebody says that it fails: whatever is not decided yet
  /// counts as if it went well, so that a lot fails only for what nothing can change any more.
  public struct Remaining: Hashable, Sendable {
    /// Bids that were opened in the part that was opened last, and those whose opening still runs.
    public let opened: Int
    /// Of these, those that qualification has not found unfit.
    public let qualified: Int
    /// Of these, those that no review, question or sheet holds invalid.
    public let conforming: Int
    /// What opened bids offer; nil while a part of the lot is sealed.
    public let prices: [OfferedPrice]?

    public init(opened: Int, qualified: Int, conforming: Int, prices: [OfferedPrice]?) {
      self.opened = opened
      self.qualified = qualified
      self.conforming = conforming
      self.prices = prices
    }
  }

  /// A price as it was read out, and as the offer's own contradictions correct it.
  public struct OfferedPrice: Hashable, Sendable {
    public let read: Price
    public let corrected: Price

    public init(read: Price, corrected: Price) {
      self.read = read
      self.corrected = corrected
    }
  }

  /// Whether the facts bear a ground on which a lot is to fail. `tooFewBids`, `unlawfulAct` and `cancelled` are not of this
  /// kind: the first is counted at the close, the others are people's to find.
  ///
  /// Under the Tendering Law too few opened or qualified leave the matter to the committee, as long as anybody is left;
  /// with too few that conform the lot fails unless the committee argues that competition is not lacking.
  ///
  ///     G1, minimum 3: 2 qualified → fails;  3 qualified → enoughLeft.  T0: 2 opened → enoughLeft;  2 conforming → fails
  ///
  /// - Parameters:
  ///   - minimum: the notice's.
  ///   - budget: the lot's, which every price must exceed, as read out and as corrected, for `allOverBudget`.
  /// - Throws: `enoughLeft`, `waitsFor(.finishOpening)` where prices are still sealed, `withinBudget`.
  /// - Source: GPL §36; ministry order 87 article 43.
  public static func requireFailure(
    on ground: FailureGround, remaining: Remaining, minimum: Int, budget: Price, profile: Profile
  ) throws(TenderRefusal) {
    let whenArgued = profile.procedure.tooFew == .argued ? 1 : minimum
    switch ground {
    case .tooFewOpened: try require(remaining.opened, below: whenArgued, on: ground)
    case .tooFewQualified: try require(remaining.qualified, below: whenArgued, on: ground)
    case .tooFewConforming: try require(remaining.conforming, below: minimum, on: ground)
    case .allOverBudget:
      guard let prices = remaining.prices else { throw .waitsFor(step: .finishOpening) }
      let within = prices.count { min($0.read, $0.corrected) <= budget }
      guard within == 0, !prices.isEmpty else { throw .withinBudget(count: within) }
    case .tooFewBids, .unlawfulAct, .cancelled: return
    }
  }

  private static func require(
    _ count: Int, below minimum: Int, on ground: FailureGround
  ) throws(TenderRefusal) {
    guard count < minimum else { throw .enoughLeft(ground: ground, count: count, minimum: minimum) }
  }
}

extension Lot.FailureGround {
  /// What the office can work out from what it holds once the lot's opening has begun.
  public var followsFromBids: Bool {
    switch self {
    case .tooFewOpened, .tooFewQualified, .tooFewConforming, .allOverBudget: true
    case .tooFewBids, .unlawfulAct, .cancelled: false
    }
  }
}
