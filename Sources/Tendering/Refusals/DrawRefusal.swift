/// Why nothing is drawn, or somebody does not take part in a draw.
public enum DrawRefusal: Refusal {
  /// Nothing is to be drawn in this lot now: no tie for the first place, or the experts are not wanted (any more). Whoever
  /// has no part in a draw that is not announced is told this too.
  case notOpen
  /// Whoever reveals a secret has no commitment in the draw.
  case notAContributor
  /// A draw of this kind has begun and has no end yet.
  case runningAlready
  case commitmentGivenAlready
  /// Somebody committed to the same before: a secret serves once.
  case commitmentUsed
  /// The note does not have exactly the commitments that were given, by party.
  case commitmentsDiffer
  /// Nobody but those whom the officer commands, or the officer itself, has committed.
  case independentMissing
  /// Not the bids that tie, or candidates that are no experts of the pool.
  case listDiffers
  /// Experts are drawn and none of them has declined.
  case drawnAlready
  case drawUnknown
  case endedAlready
  case secretGivenAlready
  case secretsMissing(count: Int)
  /// All secrets are in: what comes out stands, and is not voided.
  case nothingMissing
  case reasonMissing

  public var code: String {
    switch self {
    case .notOpen: "draw.notOpen"
    case .notAContributor: "draw.notAContributor"
    case .runningAlready: "draw.runningAlready"
    case .commitmentGivenAlready: "draw.commitmentGivenAlready"
    case .commitmentUsed: "draw.commitmentUsed"
    case .commitmentsDiffer: "draw.commitmentsDiffer"
    case .independentMissing: "draw.independentMissing"
    case .listDiffers: "draw.listDiffers"
    case .drawnAlready: "draw.drawnAlready"
    case .drawUnknown: "draw.drawUnknown"
    case .endedAlready: "draw.endedAlready"
    case .secretGivenAlready: "draw.secretGivenAlready"
    case .secretsMissing: "draw.secretsMissing"
    case .nothingMissing: "draw.nothingMissing"
    case .reasonMissing: "draw.reasonMissing"
    }
  }
}
