/// A duty in one tender that is kept apart from the others.
public enum Duty: String, Hashable, Sendable, CaseIterable {
  case custody, opening, drawing, evaluation, administration

  /// A person may hold one duty of a tender, and no second; only the same one again (several custodians' keys apart).
  public func mayStandBeside(_ other: Duty) -> Bool { self == other }
}

/// Who holds which duty in one tender. Custodian, opening officer, drawing officer, evaluator and administrator are
/// different persons.
public struct Duties: Hashable, Sendable {
  /// One person's duty, by `Actor.person`.
  public private(set) var held: [String: Duty]

  public init(_ held: [String: Duty] = [:]) { self.held = held }

  /// These duties with one more.
  ///
  /// - Throws: `dutiesClash`; `dutyAssignedAlready` for a second opening or drawing officer.
  public func assigning(_ duty: Duty, to person: String) throws(AccessRefusal) -> Duties {
    if let before = held[person], !before.mayStandBeside(duty) { throw .dutiesClash(held: before, asked: duty) }
    if duty == .opening || duty == .drawing, held.contains(where: { $0.value == duty && $0.key != person }) {
      throw .dutyAssignedAlready(duty)
    }
    var more = self
    more.held[person] = duty
    return more
  }

  /// Nothing when the person holds the duty.
  public func require(_ duty: Duty, of person: String) throws(AccessRefusal) {
    guard let before = held[person] else { throw .dutyNotAssigned(duty) }
    guard before == duty else { throw .dutiesClash(held: before, asked: duty) }
  }
}
