/// One lot (标段): here one park whose firms an agency is to serve.
public enum Lot {
  public typealias ID = Identifier<Lot>

  /// Where a lot stands. The spelling is the archive's and the interface's.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case draft, published, open, closed, opening, opened, qualification, conformity, scoring, evaluated, awarded
    case failed, cancelled

    /// Nothing more happens to the lot.
    public var isFinal: Bool { self == .failed || self == .cancelled }
  }

  /// What moves a lot on.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    case publish, open, close, startOpening, finishOpening, startQualification, startConformity, startScoring, evaluate
    case award, fail, cancel
  }

  /// Why a lot came to nothing (废标); the spelling stands in `tender-fail/v1`.
  public enum FailureGround: String, Hashable, Sendable, CaseIterable {
    /// Fewer bidders in force than the minimum: never opened.
    case tooFewBids
    /// Fewer bids decrypted than the minimum.
    case tooFewOpened
    case tooFewQualified
    case tooFewConforming
    /// everybody above the budget.
    case allOverBudget
    /// an unlawful act that affects the result.
    case unlawfulAct
    /// the task fell away.
    case cancelled
  }
}

extension Lot.State {
  /// The state after `step`.
  ///
  /// A lot of several parts is opened part by part, so an opening may also follow a finding on the earlier part.
  ///
  /// - Throws: `wrongState` for every pair that is not in the table.
  public func after(_ step: Lot.Step) throws(TenderRefusal) -> Lot.State {
    switch (self, step) {
    case (.draft, .publish): .published
    case (.published, .open): .open
    // A daemon that was down from before the opening hour until after the deadline closes at once.
    case (.open, .close), (.published, .close): .closed
    case (.closed, .startOpening), (.opened, .startOpening), (.conformity, .startOpening): .opening
    case (.opening, .finishOpening): .opened
    case (.opened, .startQualification): .qualification
    case (.qualification, .startConformity), (.opened, .startConformity): .conformity
    case (.conformity, .startScoring): .scoring
    case (.scoring, .evaluate): .evaluated
    case (.evaluated, .award): .awarded
    case (.closed, .fail), (.opening, .fail), (.opened, .fail), (.qualification, .fail), (.conformity, .fail),
      (.scoring, .fail), (.evaluated, .fail):
      .failed
    case (.draft, .cancel), (.published, .cancel), (.open, .cancel), (.closed, .cancel), (.opening, .cancel),
      (.opened, .cancel), (.qualification, .cancel), (.conformity, .cancel), (.scoring, .cancel), (.evaluated, .cancel):
      .cancelled
    default: throw .wrongState(state: self, step: step)
    }
  }
}

extension Tender {
  /// Whether the tender may be cancelled, given where its lots stand.
  ///
  /// - Throws: `awardedAlready`, `reasonMissing`, `wrongState` when nothing is left to cancel.
  /// - Source: only if the task falls away, with the reason told to all.
  public static func cancel(lots: [Lot.State], reason: String) throws(TenderRefusal) {
    if lots.contains(.awarded) { throw .awardedAlready }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    if !lots.contains(where: { !$0.isFinal }) { throw .wrongState(state: lots.first ?? .cancelled, step: .cancel) }
  }
}
