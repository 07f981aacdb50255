/// What a supplier may do against what it finds wrong (救济): inquiry, challenge, objection, complaint.
///
/// One state machine for all of them. Which of them a tender knows, when they are due and what they hold up is data of
/// its profile (`ProcedureRules`) and of the rules that it was published under (`RuleBook`).
///
/// - Source: R-115 … R-119; the ministry's order 94 for challenges and complaints.
public enum Remedy {
  /// `R1`, `R2`, … within a tender.
  public typealias ID = Identifier<Remedy>

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// 询问: a question to the buyer, answered by it.
    case inquiry
    /// 质疑: to the buyer, under the procurement law.
    case challenge
    /// 异议: to the tenderer, under the tendering law.
    case objection
    /// 投诉: to the finance bureau or another supervising authority.
    case complaint
  }

  /// What it is about.
  public enum About: String, Hashable, Sendable, CaseIterable {
    case documents, procedure, result
  }

  /// The step of the procedure that it is about.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case opening, evaluation
  }

  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Handed in; the answer, or of a complaint the check, is due.
    case pending
    /// A complaint that the authority took up; its decision is due.
    case accepted
    case answered, decided, withdrawn
    /// A complaint that was not taken up.
    case returned

    public var isOver: Bool { self != .pending && self != .accepted }
  }

  /// What moves it on.
  public enum Event: String, Hashable, Sendable, CaseIterable {
    case answer, accept, sendBack, decide, withdraw
  }

  /// How it was found.
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// An inquiry's answer.
    case explained
    /// 成立
    case upheld
    /// 部分成立
    case partlyUpheld
    /// 不成立, 驳回
    case rejected
  }

  /// What follows for the tender or the lot.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// Nothing: it goes on.
    case none
    /// The documents are corrected by an amendment, then it goes on.
    case amendDocuments
    /// The committee corrects the evaluation, as far as that is lawful.
    case reEvaluate
    /// The award is void and the next candidate follows.
    case nextCandidate
    /// The lot fails and is tendered anew.
    case retender
  }

  /// Matters in one filing, and filings of one supplier in one tender.
  public static let mattersMax = 20
  public static let filingsMax = 40
}

extension Remedy.State {
  /// The state after `event`.
  ///
  /// - Throws: `endedAlready` for what is over, `wrongStep` for every other pair that is not in the table.
  public func after(_ event: Remedy.Event, of kind: Remedy.Kind) throws(RemedyRefusal) -> Remedy.State {
    switch (self, event, kind) {
    case (.answered, _, _), (.decided, _, _), (.withdrawn, _, _), (.returned, _, _): throw .endedAlready(state: self)
    case (_, .withdraw, _): .withdrawn
    case (.pending, .answer, .inquiry), (.pending, .answer, .challenge), (.pending, .answer, .objection): .answered
    case (.pending, .accept, .complaint): .accepted
    case (.pending, .sendBack, .complaint): .returned
    case (.accepted, .decide, .complaint): .decided
    default: throw .wrongStep(kind: kind, state: self)
    }
  }
}

extension ProcedureRules {
  /// The remedies that a tender of this law knows.
  public var remedies: Set<Tendering.Remedy.Kind> {
    switch remedy {
    case .challenge: [.inquiry, .challenge, .complaint]
    case .objection: [.objection, .complaint]
    }
  }
}
