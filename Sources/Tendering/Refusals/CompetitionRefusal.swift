/// Why a committee does not argue so that too few bids compete, or why a lot does not go on without it (竞争性论证).
public enum CompetitionRefusal: Refusal {
  case wordsMissing
  case wordsTooLong(max: Int)
  /// The chair words it for the committee.
  case notTheChair
  /// Between the reviews and the signed result.
  case notNow(state: Lot.State)
  /// Under procurement law a lot with too few valid bids fails, whatever anybody argues.
  case lawFails
  case arguedAlready
  /// First it must be known which bids are valid.
  case findingsMissing(count: Int)
  case nobodyLeft
  /// As many bids as the lot needs: there is nothing to argue.
  case enoughLeft(valid: Int)
  /// There is nothing to sign.
  case statementUnknown
  /// Signed is another text than the lot's statement.
  case statementDiffers
  case signedAlready
  /// Before anybody scores too few bids: the statement waits for a majority of the members.
  case majorityAwaited(signed: Int, needed: Int)
  /// A majority has signed that competition is not lacking: the lot does not fail for too few bids.
  case upheld

  public var code: String {
    switch self {
    case .wordsMissing: "competition.wordsMissing"
    case .wordsTooLong: "competition.wordsTooLong"
    case .notTheChair: "competition.notTheChair"
    case .notNow: "competition.notNow"
    case .lawFails: "competition.lawFails"
    case .arguedAlready: "competition.arguedAlready"
    case .findingsMissing: "competition.findingsMissing"
    case .nobodyLeft: "competition.nobodyLeft"
    case .enoughLeft: "competition.enoughLeft"
    case .statementUnknown: "competition.statementUnknown"
    case .statementDiffers: "competition.statementDiffers"
    case .signedAlready: "competition.signedAlready"
    case .majorityAwaited: "competition.majorityAwaited"
    case .upheld: "competition.upheld"
    }
  }
}
