import Tendering

/// What the bureau decided on a park's application.
public struct ParkDecision: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case confirmed, refused
  }

  public let park: HostPark.ID
  public let batch: Batch.ID
  public let outcome: Outcome
  public let unmet: [UnmetCondition]
  /// In words for the park; empty when confirmed.
  public let reason: String
}

extension Batch {
  /// Takes an application.
  ///
  /// - Throws: `windowNotOpen`, `windowOver`, `appliedAlready`.
  public func accept(_ application: ParkApplication, hasApplied: Bool, at now: Instant) throws(ParkRefusal) {
    guard now >= windowOpens else { throw .windowNotOpen(opens: windowOpens) }
    guard now < windowCloses else { throw .windowOver(closed: windowCloses) }
    guard !hasApplied else { throw .appliedAlready }
  }

  /// Confirms a park as 托管单位.
  ///
  /// - Throws: `applicationMissing`, `decidedAlready`, `conditionsUnmet`.
  public func confirm(
    _ application: ParkApplication?, isDecided: Bool, groundworkFound: Bool, rules: PilotRules = .zhoukou
  ) throws(ParkRefusal) -> ParkDecision {
    guard let application else { throw .applicationMissing }
    guard !isDecided else { throw .decidedAlready }
    let unmet = application.unmet(groundworkFound: groundworkFound, rules: rules)
    guard unmet.isEmpty else { throw .conditionsUnmet(unmet) }
    return ParkDecision(park: application.park, batch: id, outcome: .confirmed, unmet: [], reason: "")
  }

  /// Refuses a park, with the conditions that it does not meet and a reason in words.
  ///
  /// - Throws: `applicationMissing`, `decidedAlready`, `reasonMissing`, `refusedWithoutGround`.
  public func refuse(
    _ application: ParkApplication?, isDecided: Bool, groundworkFound: Bool, reason: String,
    rules: PilotRules = .zhoukou
  ) throws(ParkRefusal) -> ParkDecision {
    guard let application else { throw .applicationMissing }
    guard !isDecided else { throw .decidedAlready }
    guard isWritten(reason) else { throw .reasonMissing }
    let unmet = application.unmet(groundworkFound: groundworkFound, rules: rules)
    guard !unmet.isEmpty else { throw .refusedWithoutGround }
    return ParkDecision(park: application.park, batch: id, outcome: .refused, unmet: unmet, reason: reason)
  }
}
