extension Committee {
  /// Where a lot's committee stands.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case none, drawing, drawn, formed, scoring
    /// All have signed, and the report with them: nothing changes any more.
    case signed
  }

  /// What happens to it.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    case commitDraw, revealDraw, voidDraw
    /// A drawn expert declines with a recorded reason.
    case excuse
    case appoint, form
    /// A member falls away and another takes its seat; what it did is void.
    case replace
    /// Numbers fail: all is sealed and a committee forms anew.
    case dissolve
    case score, sign
  }
}

extension Committee.Stage {
  /// The stage after `step`.
  ///
  /// - Throws: `wrongStage` for every pair that is not in the table.
  public func after(_ step: Committee.Step) throws(CommitteeRefusal) -> Committee.Stage {
    switch (self, step) {
    case (.none, .commitDraw): .drawing
    case (.none, .appoint): .formed
    case (.drawing, .revealDraw): .drawn
    // A secret that never came leaves nothing behind.
    case (.drawing, .voidDraw): .none
    case (.drawn, .excuse): .drawn
    case (.drawn, .form): .formed
    case (.formed, .replace): .formed
    case (.formed, .score), (.scoring, .score): .scoring
    // The new member reads and scores for itself before anything is signed.
    case (.scoring, .replace): .scoring
    case (.scoring, .sign): .signed
    case (.drawn, .dissolve), (.formed, .dissolve), (.scoring, .dissolve): .none
    default: throw .wrongStage(stage: self, step: step)
    }
  }
}

extension Lot.State {
  /// Whether a first committee may be formed for the lot: from the notice on, until nothing is left to evaluate.
  ///
  /// - Throws: `lotNotOpened` for a draft, `lotDecided`.
  public func mayFormCommittee() throws(ConductRefusal) {
    switch self {
    case .draft: throw .lotNotOpened
    case .published, .open, .closed, .opening, .opened, .qualification, .conformity, .scoring: return
    case .evaluated, .awarded, .failed, .cancelled: throw .lotDecided
    }
  }
}
