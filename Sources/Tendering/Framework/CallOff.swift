/// One of the selected, as far as a call-off asks.
public struct FrameworkAgency: Hashable, Sendable {
  public let place: Int
  public let bid: Bid.ID
  /// The last day of its framework agreement once both sides have signed that; nil before.
  public let agreedUntil: CalendarDay?
  /// Removed, or gone (清退, 退出).
  public let hasLeft: Bool
  /// Was called before in this lot.
  public let wasCalled: Bool

  public init(place: Int, bid: Bid.ID, agreedUntil: CalendarDay?, hasLeft: Bool, wasCalled: Bool) {
    self.place = place
    self.bid = bid
    self.agreedUntil = agreedUntil
    self.hasLeft = hasLeft
    self.wasCalled = wasCalled
  }
}

extension FrameworkTerms {
  /// Whom a call-off goes to: the agency that the user names, or the next in turn.
  ///
  /// - Parameters:
  ///   - chosen: the user's choice; nil under rotation.
  ///   - hasCall: a call-off of the lot is under way: one stands at a time.
  /// - Throws: `FrameworkRefusal`: `callStands`, `choiceMissing`, `turnsDecide`, `notAmongSelected`, `hasLeft`,
  ///   `calledBefore`, `agreementMissing`, `agreementOver`, `nobodyLeft`.
  /// - Source: O110 §3(3): users come to one of the selected; how, the documents say.
  public func called(
    _ chosen: Bid.ID?, among agencies: [FrameworkAgency], hasCall: Bool, on day: CalendarDay
  ) throws(FrameworkRefusal) -> FrameworkAgency {
    guard !hasCall else { throw .callStands }
    switch callOff {
    case .direct:
      guard let chosen else { throw .choiceMissing }
      guard let agency = agencies.first(where: { $0.bid == chosen }) else { throw .notAmongSelected }
      guard !agency.hasLeft else { throw .hasLeft }
      guard !agency.wasCalled else { throw .calledBefore }
      guard let until = agency.agreedUntil else { throw .agreementMissing }
      guard day <= until else { throw .agreementOver(until: until) }
      return agency
    case .rotation:
      guard chosen == nil else { throw .turnsDecide }
      let waiting = agencies.sorted { $0.place < $1.place }.first { agency in
        !agency.hasLeft && !agency.wasCalled && agency.agreedUntil.map { day <= $0 } ?? false
      }
      guard let waiting else { throw .nobodyLeft }
      return waiting
    }
  }

  /// Why the better ranked are left aside in a call-off's award.
  public var passing: Award.PassingOver {
    switch callOff {
    case .direct: .userChoice
    case .rotation: .inTurn
    }
  }
}

extension Evaluation {
  /// The bids before the one that is called, each with its ground: an award of its own that fell through, or the way in
  /// which call-offs are made.
  public func aside(of called: Bid.ID, fallen: [Award.PassedOver], _ terms: FrameworkTerms) -> [Award.PassedOver] {
    awardOrder.prefix { $0.bid != called }.map { element in
      fallen.first { $0.bid == element.bid } ?? Award.PassedOver(bid: element.bid, ground: terms.passing)
    }
  }
}

/// Why an agency leaves a framework agreement before its end (清退).
public enum FrameworkExit: String, Hashable, Sendable, CaseIterable {
  /// It colluded to be selected or called.
  case collusion
  /// It was selected or called on false material.
  case falseMaterial
  /// It refused a call-off without good reason.
  case refusedCall
  /// It did not do what a contract asks, though it was asked to.
  case breach
  /// It is debarred from procurement while the agreement runs.
  case debarred
  /// A ground that the framework agreement itself names.
  case asAgreed
}
