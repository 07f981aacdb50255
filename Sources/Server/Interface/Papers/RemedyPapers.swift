import Canon
import Tendering

// Papers of inquiries, challenges, objections and complaints: of a lot, or of a whole tender's documents.

extension Schema {
  private static let filing: KeyValuePairs<String, Schema> = [
    "remedyKind": .words(Remedy.Kind.self), "kindName": .text, "about": .words(Remedy.About.self), "aboutName": .text,
    "stageName?": .text, "earlier?": Schema.id.called("所针对的质疑或异议的编号", "the challenge that a complaint follows"),
    "matters": .list(.text), "request": .text, "facts": .text, "law?": .text,
  ]

  private static let answer: KeyValuePairs<String, Schema> = [
    "buyer": .paperParty, "filer?": Schema.paperParty, "outcome": .words(Remedy.Outcome.self), "outcomeName": .text,
    "effect": .words(Remedy.Effect.self), "effectName": .text, "findings": .text, "grounds": .text,
    "filedAt": .paperMoment, "endedAt": .paperMoment,
  ]

  static let remedyPapers: [Schema] = [
    paper(
      "remedy-letter", as: "RemedyLetterFile", of: .either, zh: "询问函、质疑函、异议书或投诉书",
      en: "An inquiry, challenge, objection or complaint as it was filed", filing,
      ["to": .text, "filer": .paperParty, "key": .keyReference, "filedAt": .paperMoment, "dueOn": .paperDate]),
    paper(
      "remedy-answer", as: "RemedyAnswerFile", of: .either, zh: "询问、质疑或异议答复书",
      en: "The answer; without its filer while nobody is to know who asked", filing, answer),
    paper(
      "complaint-decision", as: "ComplaintDecisionFile", of: .either, zh: "投诉处理决定书", en: "The decision on a complaint",
      filing, answer, ["authority": .text, "suspendedUntil?": .paperDate]),
  ]
}
