/// Why something about a framework agreement is not done.
public enum FrameworkRefusal: Refusal {
  /// The tender is under another profile.
  case notAFramework
  case notEvaluated
  case lotFailed
  case selectedAlready
  /// Nobody is selected yet.
  case notSelected
  /// A bid left aside that is not better than one selected, is named twice, or on a ground that is not its bidder's.
  case passedOverUnfit
  /// After elimination and what is left aside too few remain to choose from.
  case tooFewLeft(needed: Int, left: Int)
  case notAmongSelected
  /// The agency was removed.
  case hasLeft
  case agreementExists
  /// The first day of the agreement lies before the day on which it is drawn up.
  case beginsInPast
  /// No framework agreement that both have signed.
  case agreementMissing
  case agreementOver(until: CalendarDay)
  /// A call-off of the lot is under way.
  case callStands
  /// Nobody has called for the lot.
  case callMissing
  /// The award goes to another agency than the one called.
  case otherCalled
  /// The agency's call-off in this lot fell through.
  case calledBefore
  /// The user names whom it chooses.
  case choiceMissing
  /// The documents let the selected come in turn: nobody is named.
  case turnsDecide
  /// Everybody selected was called, has left, or has no agreement in force.
  case nobodyLeft
  case reasonMissing

  public var code: String {
    switch self {
    case .notAFramework: "framework.notAFramework"
    case .notEvaluated: "framework.notEvaluated"
    case .lotFailed: "framework.lotFailed"
    case .selectedAlready: "framework.selectedAlready"
    case .notSelected: "framework.notSelected"
    case .passedOverUnfit: "framework.passedOverUnfit"
    case .tooFewLeft: "framework.tooFewLeft"
    case .notAmongSelected: "framework.notAmongSelected"
    case .hasLeft: "framework.hasLeft"
    case .agreementExists: "framework.agreementExists"
    case .beginsInPast: "framework.beginsInPast"
    case .agreementMissing: "framework.agreementMissing"
    case .agreementOver: "framework.agreementOver"
    case .callStands: "framework.callStands"
    case .callMissing: "framework.callMissing"
    case .otherCalled: "framework.otherCalled"
    case .calledBefore: "framework.calledBefore"
    case .choiceMissing: "framework.choiceMissing"
    case .turnsDecide: "framework.turnsDecide"
    case .nobodyLeft: "framework.nobodyLeft"
    case .reasonMissing: "framework.reasonMissing"
    }
  }
}
