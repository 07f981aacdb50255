/// Why an inquiry, challenge, objection or complaint is not taken, not answered so, or holds something up.
public enum RemedyRefusal: Refusal {
  case remedyUnknown
  /// The tender's law does not know it.
  case kindUnknownHere(Remedy.Kind)
  /// The procedure and the result are those of a lot.
  case lotMissing
  /// A filing about the procedure says which step, and no other does.
  case stageMissing
  /// Against procedure and result: whoever bid for the lot.
  case noStanding
  case tooMany(max: Int)
  /// Only a complaint names what it follows.
  case earlierIdle
  /// A complaint follows one's own challenge or objection about the same.
  case earlierMissing
  case complainedAlready
  /// The buyer's time to answer runs, to the end of that day.
  case answerAwaited(until: CalendarDay)
  /// What it is about has not happened.
  case nothingHappened
  case tooEarly(from: CalendarDay)
  /// The time was over with the end of that day.
  case late(until: CalendarDay)
  /// A complaint goes not beyond the challenge, but for what the answer gave rise to.
  case beyondChallenge
  case endedAlready(state: Remedy.State)
  /// This kind, standing so, is not answered or decided this way.
  case wrongStep(kind: Remedy.Kind, state: Remedy.State)
  /// An inquiry is explained; everything else is upheld or rejected.
  case outcomeUnfit(Remedy.Kind)
  /// It cannot follow: what was found, or where the lot stands, does not bear it.
  case effectUnlawful(Remedy.Effect)
  case suspensionTooLong(until: CalendarDay)
  /// The step waits for this remedy, or for what it led to.
  case held(step: ProcedureRules.HeldStep, by: Remedy.ID)

  public var code: String {
    switch self {
    case .remedyUnknown: "remedy.remedyUnknown"
    case .kindUnknownHere: "remedy.kindUnknownHere"
    case .lotMissing: "remedy.lotMissing"
    case .stageMissing: "remedy.stageMissing"
    case .noStanding: "remedy.noStanding"
    case .tooMany: "remedy.tooMany"
    case .earlierIdle: "remedy.earlierIdle"
    case .earlierMissing: "remedy.earlierMissing"
    case .complainedAlready: "remedy.complainedAlready"
    case .answerAwaited: "remedy.answerAwaited"
    case .nothingHappened: "remedy.nothingHappened"
    case .tooEarly: "remedy.tooEarly"
    case .late: "remedy.late"
    case .beyondChallenge: "remedy.beyondChallenge"
    case .endedAlready: "remedy.endedAlready"
    case .wrongStep: "remedy.wrongStep"
    case .outcomeUnfit: "remedy.outcomeUnfit"
    case .effectUnlawful: "remedy.effectUnlawful"
    case .suspensionTooLong: "remedy.suspensionTooLong"
    case .held: "remedy.held"
    }
  }
}
