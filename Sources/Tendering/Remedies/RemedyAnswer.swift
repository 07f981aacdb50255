import Canon

extension Remedy {
  /// An answer or a decision: `{"outcome","effect","findings","grounds"}`, the last two in words for who filed it.
  ///
  /// - Source: R-116 (order 94 articles 13 to 16), R-117 (articles 29 to 33).
  public struct Finding: Hashable, Sendable {
    public let outcome: Outcome
    public let effect: Effect
    /// The facts as found.
    public let findings: String
    /// The legal grounds.
    public let grounds: String

    public init(json: JSON) throws(FormRefusal) {
      let form = try FormReader(json, only: ["outcome", "effect", "findings", "grounds"])
      outcome = try form.word("outcome")
      effect = form.has("effect") ? try form.word("effect") : .none
      findings = try form.words("findings", max: 8000)
      grounds = try form.words("grounds", max: 4000)
    }

    public var json: JSON {
      [
        "outcome": JSON(outcome.rawValue), "effect": JSON(effect.rawValue), "findings": JSON(findings),
        "grounds": JSON(grounds),
      ]
    }

    /// Whether this may be said of a remedy of this kind, where its lot stands.
    ///
    /// - Parameter lots: the state of the lot, or of every lot when the filing names none.
    /// - Throws: `outcomeUnfit` for an inquiry that is judged or anything else that is explained; `effectUnlawful`.
    public func fits(_ kind: Kind, about: About, lots: [Lot.State]) throws(RemedyRefusal) {
      guard (kind == .inquiry) == (outcome == .explained) else { throw .outcomeUnfit(kind) }
      let isUpheld = outcome == .upheld || outcome == .partlyUpheld
      guard effect == .none || isUpheld && lots.contains(where: { effect.isLawful(about: about, lot: $0) }) else {
        throw .effectUnlawful(effect)
      }
    }
  }
}

extension Remedy.Effect {
  /// What a remedy that is upheld may lead to, by what it is about and where the lot stands.
  ///
  /// Documents are amended while bids can still follow, otherwise the lot is tendered anew. Before the award the
  /// evaluation is corrected or the lot fails; afterwards the award is void and the next candidate follows, or the lot is
  /// tendered anew. What touches no result stays without effect.
  ///
  /// - Source: R-116 (order 94 article 16), R-117 (articles 31 and 32).
  public func isLawful(about: Remedy.About, lot: Lot.State) -> Bool {
    switch (self, lot) {
    case (.none, _): true
    case (_, .draft), (_, .failed), (_, .cancelled): false
    case (.amendDocuments, .published), (.amendDocuments, .open): about == .documents
    case (.amendDocuments, _): false
    case (.reEvaluate, .scoring), (.reEvaluate, .evaluated): about != .documents
    case (.reEvaluate, _): false
    case (.nextCandidate, .awarded): about != .documents
    case (.nextCandidate, _): false
    // A lot that has not closed cannot fail; its documents are amended or the tender is cancelled.
    case (.retender, .published), (.retender, .open): false
    case (.retender, _): true
    }
  }
}
