import HTTPTypes
import Tendering

// The refusals about a committee's statement on competition: their statuses, and one of each case.

extension CompetitionRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .wordsMissing, .wordsTooLong: .unprocessableContent
    case .statementUnknown: .notFound
    case .notTheChair: .forbidden
    case .notNow, .lawFails, .arguedAlready, .findingsMissing, .nobodyLeft, .enoughLeft, .statementDiffers,
      .signedAlready, .majorityAwaited, .upheld:
      .conflict
    }
  }

  static let everyCase: [Self] = [
    .wordsMissing, .wordsTooLong(max: 4000), .notTheChair, .notNow(state: .evaluated), .lawFails, .arguedAlready,
    .findingsMissing(count: 1), .nobodyLeft, .enoughLeft(valid: 3), .statementUnknown, .statementDiffers,
    .signedAlready, .majorityAwaited(signed: 1, needed: 3), .upheld,
  ]
}

extension ProblemFamily {
  public static let competition = ProblemFamily(CompetitionRefusal.self)
}
