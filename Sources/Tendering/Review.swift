/// The two reviews between opening and scoring: qualification by the buyer, conformity by the committee.
public enum Review {
  public enum Finding: Hashable, Sendable {
    case passed
    case invalid(Invalidity)
  }

  /// What is known of the bid that is looked at.
  public struct Subject: Hashable, Sendable {
    public let isKnown: Bool
    public let result: Bid.OpeningResult?
    public let invalidity: Invalidity?
    /// This reviewer, or this stage, has a finding already.
    public let isReviewed: Bool

    public init(isKnown: Bool, result: Bid.OpeningResult?, invalidity: Invalidity? = nil, isReviewed: Bool = false) {
      self.isKnown = isKnown
      self.result = result
      self.invalidity = invalidity
      self.isReviewed = isReviewed
    }
  }

  /// Takes one finding at a stage.
  ///
  /// - Parameters:
  ///   - ground: nil when the bid passes.
  ///   - reason: in words for the bidder; it is told to it and to nobody else before the result.
  /// - Throws: the first refusal in the order of `ReviewRefusal`.
  /// - Source: R-072 … R-075.
  public static func find(
    _ subject: Subject, stage: Invalidity.Stage, ground: Invalidity.Ground?, reason: String
  ) throws(ReviewRefusal) -> Finding {
    guard subject.isKnown else { throw .bidUnknown }
    guard subject.result == .opened else { throw .bidNotOpened }
    guard subject.invalidity == nil else { throw .bidInvalidAlready }
    guard !subject.isReviewed else { throw .reviewedAlready }
    guard let ground else { return .passed }
    // What comes to light later than its own stage may still be found: price and collusion at conformity.
    let isOfStage = ground.stage == stage || (stage == .conformity && [.price, .collusion].contains(ground.stage))
    guard isOfStage else { throw .groundOfOtherStage(ground: ground.rawValue) }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    guard reason.utf8.count <= Invalidity.reasonMax else { throw .reasonTooLong(max: Invalidity.reasonMax) }
    return .invalid(Invalidity(ground, reason: reason))
  }

  /// The committee's finding from its members': a majority decides a common question.
  ///
  /// - Parameters:
  ///   - findings: each member's, in the members' order.
  ///   - size: how many members the committee has.
  /// - Returns: nil while neither side has a majority of all members.
  public static func majority(_ findings: [Finding], of size: Int) -> Finding? {
    let against = findings.compactMap { if case .invalid(let why) = $0 { why } else { nil } }
    if against.count * 2 > size {
      // The ground that most named, and of equal ones the first named.
      let counts = against.map { why in against.count { $0.ground == why.ground } }
      guard let most = counts.max(), let index = counts.firstIndex(of: most) else { return nil }
      return .invalid(against[index])
    }
    return (findings.count - against.count) * 2 > size ? .passed : nil
  }

  /// Ends a stage: nil to go on, or why the lot fails (rules of 废标).
  ///
  /// - Parameters:
  ///   - waiting: opened bids without a finding.
  ///   - passed: bids that go on.
  /// - Throws: `bidsWaiting`.
  /// - Source: GPL §36; ministry order 87 articles 43 and 44.
  public static func end(
    _ stage: Invalidity.Stage, waiting: Int, passed: Int, minBids: Int, profile: Profile
  ) throws(ReviewRefusal) -> Lot.FailureGround? {
    guard waiting == 0 else { throw .bidsWaiting(count: waiting) }
    guard passed < minBids, profile.procedure.tooFew == .fails || passed == 0 else { return nil }
    return stage == .qualification ? .tooFewQualified : .tooFewConforming
  }
}

extension Lot {
  /// Whether a lot may be opened at all: too few bidders in force leave it shut.
  ///
  /// - Source: R-054.
  public static func openable(bidders: Int, minimum: Int) -> FailureGround? {
    bidders < minimum ? .tooFewBids : nil
  }

  /// Whether enough bids were decrypted to go on.
  public static func reviewable(opened: Int, minBids: Int, profile: Profile) -> FailureGround? {
    opened < minBids && (profile.procedure.tooFew == .fails || opened == 0) ? .tooFewOpened : nil
  }
}
