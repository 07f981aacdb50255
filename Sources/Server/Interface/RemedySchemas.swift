import Tendering

// The forms of remedies and of what is due.

extension Schema {
  static let remedyFiling = Schema.named(
    "RemedyFiling",
    .form([
      "kind": .words(Remedy.Kind.self), "about": .words(Remedy.About.self), "lot?": .id,
      "stage?": .words(Remedy.Stage.self), "of?": .id,
      "matters": .list(
        .form(["text": .text(2000), "from?": .integer(0...Remedy.mattersMax)]), max: Remedy.mattersMax),
      "request": .text(2000), "facts": .text(8000), "law?": .text(2000),
    ]))

  static let remedyFinding = Schema.named(
    "RemedyFinding",
    .form([
      "outcome": .words(Remedy.Outcome.self), "effect?": .words(Remedy.Effect.self), "findings": .text(8000),
      "grounds": .text(4000),
    ]))

  static let complaintAcceptance = Schema.named(
    "ComplaintAcceptance", .form(["accepted": .bool, "suspendUntil?": .orNull(.day), "reason?": .text(4000)]))

  static let remedy = Schema.named(
    "Remedy",
    [
      "id": .id, "kind": .words(Remedy.Kind.self), "about": .words(Remedy.About.self), "lot": .orNull(.id),
      "stage": .orNull(.words(Remedy.Stage.self)), "of": .orNull(.id), "state": .words(Remedy.State.self),
      "filer": .orNull(.keyReference), "filed": .seconds, "due": .day, "form": .orNull(.remedyFiling),
      "suspendedUntil": .orNull(.day), "decideBy": .orNull(.day), "outcome": .orNull(.words(Remedy.Outcome.self)),
      "effect": .orNull(.words(Remedy.Effect.self)), "finding": .orNull(.remedyFinding), "reason": .orNull(.text),
      "ended": .orNull(.seconds), "papers": .list(.text),
    ])

  static let dueList = Schema.named(
    "DueList",
    [
      "due": .list([
        "what": .text, "remedy": .orNull(.id), "lot": .orNull(.id), "by": .orNull(.day), "overdue": .bool,
        "interest": .orNull([
          "days": .integer, "yearlyRate": .text, "amount": .price, "confirmed": .bool, "count": .integer,
        ]),
      ]),
      "holds": .list(["step": .words(ProcedureRules.HeldStep.self), "lot": .id, "remedy": .id]),
    ])
}
