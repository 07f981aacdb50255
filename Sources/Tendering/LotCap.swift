/// Lots with a limit on how many one bidder may win (兼投不兼中), walked in the announced order.
///
/// - Source: R-098; limit and order are part of the frozen scheme.
public enum LotCap {
  public struct Candidate: Hashable, Sendable {
    public let bid: Bid.ID
    public let bidder: PartyKey
    /// Certificates of the people named for this lot; nobody serves in two lots at once.
    public let team: Set<String>

    public init(bid: Bid.ID, bidder: PartyKey, team: Set<String> = []) {
      self.bid = bid
      self.bidder = bidder
      self.team = team
    }
  }

  /// A lot as its evaluation left it.
  public enum Standing: Hashable, Sendable {
    /// In the order in which it may be awarded.
    case ranked([Candidate])
    case failed
    /// No result yet: what comes after it waits.
    case pending
  }

  public struct Outcome: Hashable, Sendable {
    public let lot: Lot.ID
    /// nil when nobody is left.
    public let winner: Candidate?
    /// Better ranked and passed over; each stays valid and ranked.
    public let skipped: [Award.PassedOver]
  }

  /// Why a candidate is skipped; nil when it may win.
  public static func ground(
    _ candidate: Candidate, max: Int?, won: [PartyKey: Int], busy: Set<String>
  ) -> Award.PassingOver? {
    if let max, won[candidate.bidder, default: 0] >= max { return .lotLimit }
    return candidate.team.isDisjoint(with: busy) ? nil : .teamTaken
  }

  /// Who wins which lot: in each the best ranked that has not reached the limit and whose team is free.
  ///
  /// - Parameters:
  ///   - order: the announced order of all lots.
  ///   - max: how many lots one bidder may win; nil for no limit.
  /// - Returns: the lots that can be decided now, in order: none from the first pending one on.
  public static func walk(_ standings: [Lot.ID: Standing], order: [Lot.ID], max: Int?) -> [Outcome] {
    var won: [PartyKey: Int] = [:]
    var busy: Set<String> = []
    var outcomes: [Outcome] = []
    for lot in order {
      switch standings[lot] ?? .pending {
      case .pending: return outcomes
      case .failed: continue
      case .ranked(let candidates):
        var skipped: [Award.PassedOver] = []
        var winner: Candidate?
        for candidate in candidates {
          if let ground = ground(candidate, max: max, won: won, busy: busy) {
            skipped.append(Award.PassedOver(bid: candidate.bid, ground: ground))
          } else {
            winner = candidate
            break
          }
        }
        if let winner {
          won[winner.bidder, default: 0] += 1
          busy.formUnion(winner.team)
        }
        outcomes.append(Outcome(lot: lot, winner: winner, skipped: skipped))
      }
    }
    return outcomes
  }
}
