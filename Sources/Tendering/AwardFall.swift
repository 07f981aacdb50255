/// An award that falls through before the contract, and who follows.
///
/// - Source: R-104 (TBR §55, GPR §49), R-098; for awards that a remedy makes void.
extension Award.PassingOver {
  /// It lies in the bidder, and not in the lots that it has won beside.
  public var isOfBidder: Bool {
    switch self {
    case .declined, .forceMajeure, .securityMissing, .unlawfulAct: true
    case .lotLimit, .teamTaken, .userChoice, .inTurn: false
    }
  }
}

extension Award {
  /// Whether the award of a lot may be declared void on this ground.
  ///
  /// - Parameter isContractSigned: all parties have signed the service contract: then it is to be rescinded, which is the
  ///   parties' and the authority's work.
  /// - Throws: `nothingAwarded`, `contractSigned`, `groundUnfit`, `reasonMissing`.
  public static func mayFall(
    state: Lot.State, ground: PassingOver, reason: String, isContractSigned: Bool
  ) throws(AwardRefusal) {
    guard state == .awarded else { throw .nothingAwarded }
    guard !isContractSigned else { throw .contractSigned }
    guard ground.isOfBidder else { throw .groundUnfit }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
  }
}

extension Evaluation {
  /// What is known when a lot's next candidate is looked for.
  public struct Field: Hashable, Sendable {
    /// Bids whose award in this lot became void, with the ground.
    public var dropped: [Award.PassedOver]
    /// How many lots of the tender each bidder has won.
    public var won: [PartyKey: Int]
    /// Certificates of people who serve in lots that are awarded.
    public var busy: Set<String>
    /// Certificates of the team of each bid for this lot.
    public var teams: [Bid.ID: Set<String>]

    public init(
      dropped: [Award.PassedOver] = [], won: [PartyKey: Int] = [:], busy: Set<String> = [],
      teams: [Bid.ID: Set<String>] = [:]
    ) {
      self.dropped = dropped
      self.won = won
      self.busy = busy
      self.teams = teams
    }
  }

  /// Who is to win the lot, and who stands before it and is left aside: fallen through, at the limit of lots, or with a
  /// team that serves elsewhere (兼投不兼中). Whoever is left aside stays valid and ranked.
  ///
  /// - Returns: no bid when nobody is left.
  public func candidate(_ field: Field) -> (bid: Bid.ID?, aside: [Award.PassedOver]) {
    var aside: [Award.PassedOver] = []
    for element in awardOrder {
      if let fallen = field.dropped.first(where: { $0.bid == element.bid }) {
        aside.append(fallen)
      } else if let max = scheme.maxLotsWon,
        let ground = LotCap.ground(
          LotCap.Candidate(bid: element.bid, bidder: element.bidder, team: field.teams[element.bid] ?? []), max: max,
          won: field.won, busy: field.busy)
      {
        aside.append(Award.PassedOver(bid: element.bid, ground: ground))
      } else {
        return (element.bid, aside)
      }
    }
    return (nil, aside)
  }

  /// The grounds on which better bids are left aside in an award to `bid`: those that are on record, and those that the
  /// officer gives for others.
  ///
  /// - Throws: `droppedOut` when that bid's own award fell through, `groundUnfit` for a limit that is not reached.
  public func passingOver(
    _ given: [Award.PassedOver], for bid: Bid.ID, _ field: Field
  ) throws(AwardRefusal) -> [Award.PassedOver] {
    if field.dropped.contains(where: { $0.bid == bid }) { throw .droppedOut }
    let better = awardOrder.prefix { $0.bid != bid }.map(\.bid)
    // With those that the officer leaves aside: the rest are then found as if they stood first.
    var recorded = field
    recorded.dropped += given.filter { over in over.ground.isOfBidder && !field.dropped.contains { $0.bid == over.bid }
    }
    let aside = candidate(recorded).aside.filter { over in better.contains(over.bid) }
    for over in given where !over.ground.isOfBidder && !aside.contains(over) { throw .groundUnfit }
    return given + aside.filter { over in !given.contains { $0.bid == over.bid } }
  }
}

extension Scheme {
  /// Where lots have a limit, they are awarded in their announced order.
  ///
  /// - Parameter decided: lots that are awarded, failed or cancelled.
  /// - Throws: `earlierLotFirst`.
  public func mayAward(_ lot: Lot.ID, decided: Set<Lot.ID>) throws(AwardRefusal) {
    guard maxLotsWon != nil, let order = lotOrder else { return }
    if let waiting = order.prefix(while: { $0 != lot }).first(where: { !decided.contains($0) }) {
      throw .earlierLotFirst(waiting)
    }
  }
}
