import Canon
import Tendering
import Testing

@Suite struct `The window for questions` {
  private static func window(_ profile: Profile, deadline: String, pace: Pace = .real) throws -> Question.Window {
    let day = try some(CalendarDay(deadline))
    return Question.Window(
      deadline: day.begins.adding(seconds: 34_200), pace: pace,
      rules: RuleBook.inForce(on: try some(CalendarDay("2026-11-02")), for: profile))
  }

  /// The last day on which a question is taken, with a deadline at half past nine of Friday, 27 November.
  static let windows: [(profile: Profile, last: String)] = [
    // Three working days for the answer: asked on Tuesday, it is due on Friday.
    (.g1, "2026-11-24"), (.g2, "2026-11-24"),
    // Ten days ahead of the deadline, as an objection to the documents.
    (.t1, "2026-11-17"),
  ]

  @Test(arguments: windows)
  func `ends so early that the answer is due by the deadline`(profile: Profile, last: String) throws {
    let window = try Self.window(profile, deadline: "2026-11-27")
    #expect(window.ends == (try some(CalendarDay(last))).adding(days: 1).begins)
  }

  @Test func `is the deadline itself where no rule sets it, and never later`() throws {
    let deadline = try some(CalendarDay("2026-11-27")).begins.adding(seconds: 34_200)
    #expect(try Self.window(.t0, deadline: "2026-11-27").ends == deadline)
    #expect(try Self.window(.t0, deadline: "2026-11-27").answerBy(askedAt: deadline) == nil)
    #expect(try Self.window(.g1, deadline: "2026-11-27", pace: .rehearsal(secondsPerDay: 0)).ends == deadline)
    #expect(
      try Self.window(.g1, deadline: "2026-11-27", pace: .rehearsal(secondsPerDay: 2)).ends
        == deadline.adding(seconds: -6))
  }

  @Test func `gives the buyer three working days for the answer`() throws {
    let window = try Self.window(.g1, deadline: "2026-11-27")
    // Asked on Friday the 20th: Monday, Tuesday, Wednesday.
    let asked = try some(CalendarDay("2026-11-20")).begins.adding(seconds: 3600)
    #expect(window.answerBy(askedAt: asked) == (try some(CalendarDay("2026-11-26"))).begins)
  }

  @Test func `every state of a tender that is over takes no question, and the first fault is told`() throws {
    let window = try Self.window(.t0, deadline: "2026-11-27")
    func ask(_ text: String, _ state: Tender.State, open: Int = 0, at now: Instant) -> QuestionRefusal? {
      do throws(QuestionRefusal) {
        _ = try Question(
          asking: text, .init(state: state, deadline: window.ends, window: window, names: ["甲机构", ""], open: open),
          at: now)
        return nil
      } catch { return error }
    }
    let before = window.ends.adding(seconds: -1)
    for state in Tender.State.allCases {
      let expected: QuestionRefusal? = state.isFinal ? .tenderEnded(state: state) : nil
      #expect(ask("可否？", state, at: before) == expected, "\(state)")
      #expect(ask("", state, open: 99, at: window.ends) == expected ?? .windowOver(ended: window.ends), "\(state)")
    }
    #expect(ask("", .open, open: 99, at: before) == .textMissing)
    #expect(ask(String(repeating: "a", count: 4001), .open, open: 99, at: before) == .textTooLong(max: 4000))
    #expect(ask("甲机构可否？", .open, open: 99, at: before) == .namesAsker)
    #expect(ask("可否？", .open, open: 20, at: before) == .tooManyOpen(max: 20))
  }
}

@Suite struct `A tender's end` {
  static let ends: [(state: Tender.State, lots: [Lot.State], end: Tender.End?)] = [
    (.draft, [.draft], nil), (.open, [.open], nil), (.closed, [.closed, .awarded], nil), (.closed, [], nil),
    (.closed, [.awarded, .failed, .cancelled], .complete), (.closed, [.failed, .failed], .unsuccessful),
    (.closed, [.failed, .cancelled], .unsuccessful), (.closed, [.cancelled, .cancelled], .cancelled),
    (.cancelled, [.cancelled], .cancelled), (.closed, [.evaluated, .failed], nil),
  ]
  @Test(arguments: ends)
  func `follows from its lots`(state: Tender.State, lots: [Lot.State], end: Tender.End?) {
    #expect(Tender.end(state: state, lots: lots) == end)
  }

  @Test func `leaves something to tender again when a lot failed or was cancelled`() throws {
    func earlier(_ lots: [(String, Lot.State)]) -> FollowedTender {
      FollowedTender(
        id: "t", batch: "b1",
        lots: lots.enumerated().map { .init(id: "L\($0 + 1)", park: $1.0, state: $1.1) })
    }
    let two = earlier([("P1", .awarded), ("P2", .failed), ("P3", .cancelled)])
    #expect(try two.takenUp(in: "b1", parks: ["P2"]).mapValues(\.id) == ["P2": "L2"])
    // A park that the earlier tender did not know may join.
    #expect(try two.takenUp(in: "b1", parks: ["P3", "P4", "P2"]).mapValues(\.id) == ["P2": "L2", "P3": "L3"])
    for parks in [["P1"], ["P2", "P1"], ["P4"], []] {
      #expect(throws: TenderRefusal.followedNotEnded) { try two.takenUp(in: "b1", parks: parks) }
    }
    for state in Lot.State.allCases where !state.isFinal {
      #expect(throws: TenderRefusal.followedNotEnded) { try earlier([("P1", state)]).takenUp(in: "b1", parks: ["P1"]) }
    }
    #expect(throws: TenderRefusal.followedOtherBatch) { try two.takenUp(in: "b2", parks: ["P1"]) }
  }

  @Test func `by cancellation has one of the lawful grounds`() throws {
    for ground in Cancellation.Ground.allCases {
      #expect(try Cancellation(json: ["ground": JSON(ground.rawValue), "reason": "x"]).ground == ground)
    }
    #expect(throws: FormRefusal.wrong(field: "ground")) {
      try Cancellation(json: ["ground": "noMoney", "reason": "x"])
    }
    #expect(throws: FormRefusal.missing(field: "ground")) { try Cancellation(json: ["reason": "x"]) }
    #expect(throws: FormRefusal.tooLong(field: "reason", max: 2000)) {
      try Cancellation(json: ["ground": "taskCancelled", "reason": JSON(String(repeating: "长", count: 700))])
    }
  }
}
