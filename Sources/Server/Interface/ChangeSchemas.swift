import Tendering

// What happens to a published tender before its end.

extension Schema {
  /// What an officer wants to change, and why.
  static let tenderChange = Schema.named(
    "TenderChange",
    .form([
      "reason": .text(TenderChange.reasonMax), "deadline?": .seconds, "affectsBids?": .bool,
      "changes?": .list(changedItem, max: TenderChange.changesMax),
    ]))

  private static let changedItem = Schema.form([
    "item": .words(TenderChange.Item.self), "name?": .text(200), "from?": .orNull(.text(2000)),
    "to": .oneOf([.text(2000), .integer(1...3650)]),
  ])

  static let amendment = Schema.named(
    "Amendment",
    [
      "seq": .integer, "note": .digest, "at": .seconds, "deadlineBefore": .seconds, "deadline": .seconds,
      "changesTerms": .bool, "affectsBids": .bool, "reason": .text, "changes": .list(changedItem),
    ])

  /// Answers to questions, for everybody.
  static let clarification = Schema.named(
    "Clarification",
    .form([
      "affectsBids?": .bool,
      "answers": .list(
        .form([
          "question": .integer(1...999_999_999), "answer": .text(Question.answerMax),
          "as?": .orNull(.text(Question.textMax)),
        ]), max: Question.answersMax),
    ]))

  /// Why a tender ends.
  static let cancellation = Schema.named(
    "Cancellation",
    .form(["ground": .words(Cancellation.Ground.self), "reason?": .orNull(.text(Cancellation.reasonMax))]))

  /// A question as its asker or an officer sees it; nobody is told who asked.
  static let question = Schema.named(
    "Question",
    [
      "question": .integer, "text": .text, "asked": .seconds, "due": .orNull(.seconds),
      "state": .words(["open", "overdue", "answered"]), "clarification": .orNull(.integer), "answer": .orNull(.text),
      "answered": .orNull(.seconds),
    ])

  static let questions: Schema = ["questions": .list(.question), "until": .seconds, "now": .seconds]

  static let notices: Schema = [
    "notices": .list([
      "kind": .words(["amendment", "clarification", "cancellation", "lotCancelled", "lotFailed"]), "tender": .id,
      "at": .seconds, "lot": .orNull(.id), "seq": .orNull(.integer), "reason": .text, "deadline": .orNull(.seconds),
      "sealedEarlier": .list(.hex),
    ])
  ]
}
