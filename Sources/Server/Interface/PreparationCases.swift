import HTTPTypes
import Tendering

// The refusals about a tender's preparation: their statuses, and one of each case.

extension PreparationRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .form, .dayAhead, .parkNotOffered, .reasonMissing: .unprocessableContent
    case .reviewerDrafted: .forbidden
    }
  }

  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .dayAhead(field: "surveyed"), .parkNotOffered, .reviewerDrafted, .reasonMissing,
    ]
}

extension PreparationIncomplete: AnsweredRefusal {
  var status: HTTPResponse.Status { .conflict }

  /// One notice for each thing that it can want.
  static let everyCase: [Self] = [
    .surveyMissing(park: "P1"), .surveyOld(park: "P1"), .firmsTooFew(park: "P1", min: 3), .publicNotAsked(park: "P1"),
    .planMissing, .planBelowBudget, .planOtherMethod, .intentionLate(daysMin: 30), .planNotFiled, .fairnessMissing,
    .fairnessImpact, .fairnessStale, .reviewMissing, .reviewReturned, .reviewStale,
  ].map { Self(gaps: [$0]) }
}

extension ProblemFamily {
  public static let preparation = ProblemFamily(PreparationRefusal.self)
  public static let preparationIncomplete = ProblemFamily(PreparationIncomplete.self)
}
