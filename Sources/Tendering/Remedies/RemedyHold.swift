extension Remedy {
  /// A remedy as far as it holds anything up.
  public struct Standing: Hashable, Sendable {
    public let id: ID
    public let kind: Kind
    public let about: About
    /// Nil: of the whole tender.
    public let lot: Lot.ID?
    public let state: State
    public let filed: CalendarDay
    /// The day on which it was answered, decided, withdrawn or sent back.
    public let ended: CalendarDay?
    public let mayAffectResult: Bool
    /// Until when the authority suspended the tender.
    public let suspendedUntil: CalendarDay?
    /// What was found to follow, and when.
    public let effect: Effect
    public let endedAt: PreciseInstant?

    public init(
      id: ID, kind: Kind, about: About, lot: Lot.ID?, state: State, filed: CalendarDay, endedAt: PreciseInstant? = nil,
      mayAffectResult: Bool = true, suspendedUntil: CalendarDay? = nil, effect: Effect = .none
    ) {
      self.id = id
      self.kind = kind
      self.about = about
      self.lot = lot
      self.state = state
      self.filed = filed
      self.endedAt = endedAt
      ended = endedAt.map { CalendarDay($0.instant) }
      self.mayAffectResult = mayAffectResult
      self.suspendedUntil = suspendedUntil
      self.effect = effect
    }
  }

  /// When the things came about that a remedy's effect asks for; nil while they have not.
  public struct Carried: Hashable, Sendable {
    public var amendedAt: PreciseInstant?
    public var evaluatedAt: PreciseInstant?
    /// Of the award that is in force.
    public var awardedAt: PreciseInstant?
    public var hasFailed: Bool

    public init(
      amendedAt: PreciseInstant? = nil, evaluatedAt: PreciseInstant? = nil, awardedAt: PreciseInstant? = nil,
      hasFailed: Bool = false
    ) {
      self.amendedAt = amendedAt
      self.evaluatedAt = evaluatedAt
      self.awardedAt = awardedAt
      self.hasFailed = hasFailed
    }
  }
}

extension Remedy.Standing {
  func concerns(_ lot: Lot.ID) -> Bool { self.lot == nil || self.lot == lot }

  /// Whether it is pending so that the profile's steps wait: a complaint only while the authority suspends.
  ///
  /// - Source: R-118 (GPR article 54), R-117 (GPL article 57), R-119.
  public func isPending(on day: CalendarDay) -> Bool {
    guard !state.isOver, mayAffectResult else { return false }
    guard kind == .complaint else { return true }
    return suspendedUntil.map { day <= $0 } ?? false
  }

  /// Whether something that it led to is still to be done: then the step that rests on it waits, in every profile.
  public func owes(_ step: ProcedureRules.HeldStep, _ carried: Remedy.Carried) -> Bool {
    guard let endedAt, !carried.hasFailed else { return false }
    func isBefore(_ at: PreciseInstant?) -> Bool { at.map { $0 <= endedAt } ?? true }
    return switch (effect, step) {
    case (.none, _): false
    case (.amendDocuments, .opening): isBefore(carried.amendedAt)
    case (.reEvaluate, .award): isBefore(carried.evaluatedAt)
    case (.nextCandidate, .signing), (.retender, .signing): carried.awardedAt.map { $0 <= endedAt } ?? false
    case (.retender, .opening), (.retender, .award): true
    case (.amendDocuments, _), (.reEvaluate, _), (.nextCandidate, _): false
    }
  }
}

extension ProcedureRules {
  /// The first remedy for which a lot's step waits; nil when none does.
  public func holding(
    _ step: HeldStep, of lot: Lot.ID, _ remedies: [Tendering.Remedy.Standing], _ carried: Tendering.Remedy.Carried,
    on day: CalendarDay
  ) -> Tendering.Remedy.Standing? {
    remedies.first { remedy in
      guard remedy.concerns(lot) else { return false }
      return held.contains(step) && remedy.isPending(on: day) || remedy.owes(step, carried)
    }
  }

  /// Nothing when the step may be taken.
  ///
  /// - Throws: `held`.
  public func admit(
    _ step: HeldStep, of lot: Lot.ID, _ remedies: [Tendering.Remedy.Standing], _ carried: Tendering.Remedy.Carried,
    on day: CalendarDay
  ) throws(RemedyRefusal) {
    if let remedy = holding(step, of: lot, remedies, carried, on: day) { throw .held(step: step, by: remedy.id) }
  }
}
