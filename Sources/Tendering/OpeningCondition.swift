/// What must be so before the next part of a lot is opened; each is looked at by itself, so that an officer sees all that is
/// missing and not only the first.
///
/// - Source: R-054 … R-057.
public enum OpeningCondition: String, Hashable, Sendable, CaseIterable {
  /// The tender's period is over and its bids are revealed.
  case closed
  /// The lot neither failed nor was cancelled.
  case lotStands
  /// A part of the lot is still shut.
  case partLeft
  /// As many bidders as the notice asks for have a bid in force for every part.
  case enoughBidders
  /// No bid of an earlier part may still be recovered.
  case recoveryOver
  /// The reviews of the earlier part are done, and what they rejected is in the log.
  case earlierPartReviewed

  /// What keeps a lot shut.
  ///
  /// - Parameters:
  ///   - parts: of the lot; `opened` of them are.
  ///   - recoveryUntil: the end of the last recovery window that still runs.
  ///   - isReviewed: what was opened is reviewed, or nothing was.
  /// - Returns: each condition with whether it holds, in their order; before the close nothing is said of bids.
  public static func all(
    isClosed: Bool, state: Lot.State, parts: Int, opened: Int, bidders: Int, minimum: Int, isRecoveryRunning: Bool,
    isReviewed: Bool
  ) -> [(condition: OpeningCondition, holds: Bool)] {
    guard isClosed else { return [(.closed, false), (.lotStands, !state.isFinal)] }
    return [
      (.closed, true), (.lotStands, !state.isFinal), (.partLeft, opened < parts), (.enoughBidders, bidders >= minimum),
      (.recoveryOver, !isRecoveryRunning), (.earlierPartReviewed, isReviewed),
    ]
  }
}
