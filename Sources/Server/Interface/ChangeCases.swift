import Tendering

// One of each case of the refusals of changes to a published tender.

extension AmendmentRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .subjectFixed(item: "title"), .qualificationFixed(item: "consortium"), .rulesFixed(item: "scheme"),
      .itemUnknown(item: "colour"), .reasonMissing, .itemTwice(item: "standard"), .changesNothing(item: "standard"),
    ]
}

extension QuestionRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .tenderEnded(state: .closed), .windowOver(ended: Instant(seconds: 1_790_000_000)), .textMissing,
      .textTooLong(max: Question.textMax), .namesAsker, .tooManyOpen(max: Question.openMax), .nothingToAnswer,
      .questionUnknown(number: 1), .answerTwice(number: 1), .answeredAlready(number: 1),
    ]
}
