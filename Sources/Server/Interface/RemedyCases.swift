import Tendering

// Beside `TenderingCases`: one of each case, with an example of its facts.

extension RemedyRefusal {
  static let everyCase: [Self] = [
    .remedyUnknown, .kindUnknownHere(.objection), .lotMissing, .stageMissing, .noStanding,
    .tooMany(max: Remedy.filingsMax), .earlierIdle, .earlierMissing, .complainedAlready,
    .answerAwaited(until: CalendarDay(number: 20_785)), .nothingHappened, .tooEarly(from: CalendarDay(number: 20_785)),
    .late(until: CalendarDay(number: 20_785)), .beyondChallenge, .endedAlready(state: .answered),
    .wrongStep(kind: .complaint, state: .pending), .outcomeUnfit(.inquiry), .effectUnlawful(.nextCandidate),
    .suspensionTooLong(until: CalendarDay(number: 20_785)), .held(step: .signing, by: Remedy.ID("R1")!),
  ]
}
