import Tendering

// One of each case of the refusals about framework agreements.

extension FrameworkRefusal {
  static let everyCase: [Self] = [
    .notAFramework, .notEvaluated, .lotFailed, .selectedAlready, .notSelected, .passedOverUnfit,
    .tooFewLeft(needed: 2, left: 1), .notAmongSelected, .hasLeft, .agreementExists, .beginsInPast, .agreementMissing,
    .agreementOver(until: CalendarDay(number: 20_000)), .callStands, .callMissing, .otherCalled, .calledBefore,
    .choiceMissing, .turnsDecide, .nobodyLeft, .reasonMissing,
  ]
}
