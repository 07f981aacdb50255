/// Why people do not make a lawful committee.
public enum CommitteeRefusal: Refusal {
  case formedAlready
  /// The step does not follow from where the committee stands.
  case wrongStage(stage: Committee.Stage, step: Committee.Step)
  ///
  case tooSmall(needed: Int, given: Int)
  case even(given: Int)
  case tooManyRepresentatives(max: Int, given: Int)
  case noChair
  case twoChairs
  /// the buyer's representative may not chair.
  case representativeChairs
  case personTwice
  case keyTwice
  /// Members are m1, m2, … in order.
  case memberIdWrong(expected: String)
  /// the supervising authority's staff may not sit.
  case supervisorSits
  /// recusal; the person is related to a bidder.
  case conflictOfInterest(member: String)
  /// The person holds another duty in this tender.
  case dutyHeld(member: String, duty: Duty)
  /// The list, the contributors or the number to take cannot make a draw.
  case drawUnfit
  /// A draw whose secret never came is void.
  case drawVoid
  /// A revealed secret does not hash to its commitment.
  case secretDiffers
  /// Members were not taken in the order drawn.
  case notAsDrawn
  /// an expert's seat for no expert, or the buyer's for somebody who does not represent it.
  case kindUnfit(member: String, kind: Committee.Kind)

  public var code: String {
    switch self {
    case .formedAlready: "committee.formedAlready"
    case .wrongStage: "committee.wrongStage"
    case .tooSmall: "committee.tooSmall"
    case .even: "committee.even"
    case .tooManyRepresentatives: "committee.tooManyRepresentatives"
    case .noChair: "committee.noChair"
    case .twoChairs: "committee.twoChairs"
    case .representativeChairs: "committee.representativeChairs"
    case .personTwice: "committee.personTwice"
    case .keyTwice: "committee.keyTwice"
    case .memberIdWrong: "committee.memberIdWrong"
    case .supervisorSits: "committee.supervisorSits"
    case .conflictOfInterest: "committee.conflictOfInterest"
    case .dutyHeld: "committee.dutyHeld"
    case .drawUnfit: "committee.drawUnfit"
    case .drawVoid: "committee.drawVoid"
    case .secretDiffers: "committee.secretDiffers"
    case .notAsDrawn: "committee.notAsDrawn"
    case .kindUnfit: "committee.kindUnfit"
    }
  }
}
