import Tendering
import Testing

@Suite struct `The session of an opening` {
  private func refusal(_ body: () throws -> Void) -> SessionRefusal? {
    do {
      try body()
      return nil
    } catch { return error as? SessionRefusal }
  }

  @Test(arguments: Lot.State.allCases)
  func `lasts from the opening to its record`(state: Lot.State) {
    let before: [Lot.State] = [.draft, .published, .open, .closed]
    let isRunning = state == .opening || state == .opened
    let expected: SessionRefusal? = before.contains(state) ? .notBegun : isRunning ? nil : .over
    func object(isRecorded: Bool) -> SessionRefusal? {
      refusal {
        try OpeningSession.object(in: state, isRecorded: isRecorded, isBidder: true, earlier: 0, words: "异议")
      }
    }
    func answer(isRecorded: Bool) -> SessionRefusal? {
      refusal {
        try OpeningSession.answer(in: state, isRecorded: isRecorded, isKnown: true, isAnswered: false, words: "答复")
      }
    }
    #expect(object(isRecorded: false) == expected && answer(isRecorded: false) == expected)
    if isRunning { #expect(object(isRecorded: true) == .over && answer(isRecorded: true) == .over) }
    let attends = refusal { try OpeningSession.attend(isJudge: false, isClosed: true, states: [.failed, state]) }
    #expect(attends == ([.closed, .opening, .opened].contains(state) ? nil : .over))
  }

  @Test func `is closed to whoever judges, and before the deadline to all`() {
    #expect(
      refusal { try OpeningSession.attend(isJudge: true, isClosed: false, states: [.open]) } == .committeeStaysAway)
    #expect(refusal { try OpeningSession.attend(isJudge: false, isClosed: false, states: [.open]) } == .notBegun)
  }

  @Test func `takes a bidder's words, and one answer`() {
    func object(_ isBidder: Bool, _ earlier: Int, _ words: String) -> SessionRefusal? {
      refusal {
        try OpeningSession.object(in: .opened, isRecorded: false, isBidder: isBidder, earlier: earlier, words: words)
      }
    }
    #expect(object(false, 20, "") == .notABidder)
    #expect(object(true, 20, "") == .tooManyObjections(max: 20))
    #expect(object(true, 19, " ") == .wordsMissing)
    #expect(object(true, 0, String(repeating: "x", count: 2001)) == .wordsTooLong(max: 2000))
    func answer(_ isKnown: Bool, _ isAnswered: Bool, _ words: String) -> SessionRefusal? {
      refusal {
        try OpeningSession.answer(
          in: .opened, isRecorded: false, isKnown: isKnown, isAnswered: isAnswered, words: words)
      }
    }
    #expect(answer(false, true, "") == .objectionUnknown)
    #expect(answer(true, true, "") == .answeredAlready)
    #expect(answer(true, false, "") == .wordsMissing)
  }
}
