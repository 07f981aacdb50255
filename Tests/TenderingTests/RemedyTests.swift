import Canon
import Tendering
import Testing

private func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }
private func lot(_ text: String) -> Lot.ID { Lot.ID(text) ?? Lot.ID("L0")! }
private func id(_ text: String) -> Remedy.ID { Remedy.ID(text) ?? Remedy.ID("R0")! }

@Suite struct `A remedy` {
  /// Every state and event of every kind that leads anywhere; all other pairs are refused.
  static let steps: [(Remedy.Kind, Remedy.State, Remedy.Event, Remedy.State)] = [
    (.inquiry, .pending, .answer, .answered), (.challenge, .pending, .answer, .answered),
    (.objection, .pending, .answer, .answered), (.complaint, .pending, .accept, .accepted),
    (.complaint, .pending, .sendBack, .returned), (.complaint, .accepted, .decide, .decided),
    (.complaint, .accepted, .withdraw, .withdrawn), (.inquiry, .accepted, .withdraw, .withdrawn),
    (.challenge, .accepted, .withdraw, .withdrawn), (.objection, .accepted, .withdraw, .withdrawn),
    (.inquiry, .pending, .withdraw, .withdrawn), (.challenge, .pending, .withdraw, .withdrawn),
    (.objection, .pending, .withdraw, .withdrawn), (.complaint, .pending, .withdraw, .withdrawn),
  ]

  @Test func `goes by the table of its events and by no other way`() {
    for kind in Remedy.Kind.allCases {
      for state in Remedy.State.allCases {
        for event in Remedy.Event.allCases {
          let expected = Self.steps.first { $0.0 == kind && $0.1 == state && $0.2 == event }?.3
          do throws(RemedyRefusal) {
            #expect(try state.after(event, of: kind) == expected, "\(kind) \(state) \(event)")
          } catch {
            #expect(expected == nil, "\(kind) \(state) \(event)")
            #expect(error == (state.isOver ? .endedAlready(state: state) : .wrongStep(kind: kind, state: state)))
          }
        }
      }
    }
  }

  @Test func `is a challenge under the procurement law and an objection otherwise`() {
    for profile in Profile.allCases {
      let isProcurement = profile.isGovernmentProcurement
      #expect(
        profile.procedure.remedies
          == (isProcurement ? [.inquiry, .challenge, .complaint] : [.objection, .complaint]), "\(profile)")
      #expect(profile.procedure.held == (isProcurement ? [.signing] : [.opening, .award]), "\(profile)")
    }
  }

  // MARK: time

  static let answers: [(Profile, Remedy.Kind, filed: String, due: String)] = [
    (.g1, .challenge, "2026-11-27", "2026-12-08"),
    (.g2, .challenge, "2026-09-28", "2026-10-13"),  // National Day, and Saturday the 10th is worked
    (.g1, .challenge, "2026-12-28", "2027-01-07"),  // over the year's end
    (.g1, .inquiry, "2028-02-28", "2028-03-02"),  // a leap day is a day
    (.g1, .complaint, "2026-12-28", "2027-01-05"),
    (.t1, .objection, "2026-12-31", "2027-01-04"),  // three calendar days end on a Sunday
    (.t0, .objection, "2026-11-27", "2026-11-30"),
    (.t1, .complaint, "2026-09-30", "2026-10-10"),  // a worked Saturday is the third working day
    (.f, .challenge, "2026-02-13", "2026-03-02"),  // Spring Festival: the 14th and 28th are worked
  ]
  @Test(arguments: answers.indices)
  func `is answered within its days, holidays left out and worked weekends counted`(index: Int) {
    let (profile, kind, filed, due) = Self.answers[index]
    let clock = RemedyClock(profile: profile, issued: day("2026-01-05"))
    #expect(clock.answerBy(kind, filed: day(filed)).description == due)
  }

  static let issued = RemedyDays(
    issued: day("2026-11-02"), deadline: day("2026-11-24"), opened: day("2026-11-24"), announced: day("2026-12-01"))
  static let windows: [(Profile, Remedy.Kind, Remedy.About, Remedy.Stage?, first: String, last: String?)] = [
    (.g1, .challenge, .documents, nil, "2026-11-02", "2026-11-18"),
    (.g1, .challenge, .procedure, .opening, "2026-11-24", "2026-12-03"),
    (.g1, .challenge, .procedure, .evaluation, "2026-12-01", "2026-12-11"),
    (.g1, .challenge, .result, nil, "2026-12-01", "2026-12-11"),
    (.g1, .inquiry, .result, nil, "2026-11-02", nil),
    (.t1, .objection, .documents, nil, "2026-11-02", "2026-11-14"),
    (.t1, .objection, .procedure, .opening, "2026-11-24", "2026-11-24"),
    (.t1, .objection, .result, nil, "2026-11-27", "2026-11-30"),
    (.t0, .objection, .documents, nil, "2026-11-02", "2026-11-14"),
  ]
  @Test(arguments: windows.indices)
  func `may be filed within its window and not a day outside`(index: Int) throws {
    let (profile, kind, about, stage, first, last) = Self.windows[index]
    var days = Self.issued
    if profile == .t1 { days.publicity = day("2026-11-27")...day("2026-11-30") }
    let clock = RemedyClock(profile: profile, issued: days.issued)
    let window = try #require(clock.window(kind, about: about, stage: stage, days))
    #expect(window.first.description == first && window.last?.description == last)
    let filing = try Self.filing(kind, about, stage: stage)
    let facts = Remedy.Circumstances(days: days, didBid: true)
    #expect(throws: Never.self) { try clock.accept(filing, facts, on: day(first)) }
    #expect(throws: RemedyRefusal.tooEarly(from: day(first))) {
      try clock.accept(filing, facts, on: day(first).adding(days: -1))
    }
    guard let last else { return }
    #expect(throws: Never.self) { try clock.accept(filing, facts, on: day(last)) }
    #expect(throws: RemedyRefusal.late(until: day(last))) {
      try clock.accept(filing, facts, on: day(last).adding(days: 1))
    }
  }

  @Test func `is not about what has not happened`() throws {
    let clock = RemedyClock(profile: .t1, issued: day("2026-11-02"))
    let facts = Remedy.Circumstances(days: RemedyDays(issued: day("2026-11-02")), didBid: true)
    // Under the statutory track the result is objected to while the candidates are public, and not after an award.
    #expect(throws: RemedyRefusal.nothingHappened) {
      try clock.accept(try Self.filing(.objection, .result), facts, on: day("2026-12-01"))
    }
    #expect(throws: RemedyRefusal.nothingHappened) {
      try clock.accept(try Self.filing(.objection, .procedure, stage: .opening), facts, on: day("2026-12-01"))
    }
  }

  @Test func `is a complaint from the answer on, for fifteen working days after it fell due`() throws {
    let clock = RemedyClock(profile: .g1, issued: day("2026-11-02"))
    var earlier = Remedy.Standing(
      id: id("R1"), kind: .challenge, about: .result, lot: lot("L1"), state: .pending, filed: day("2026-11-27"))
    #expect(clock.complaintWindow(after: earlier).first.description == "2026-12-09")
    #expect(clock.complaintWindow(after: earlier).last?.description == "2026-12-29")
    earlier = Remedy.Standing(
      id: id("R1"), kind: .challenge, about: .result, lot: lot("L1"), state: .answered, filed: day("2026-11-27"),
      endedAt: PreciseInstant(day("2026-11-30").begins))
    #expect(clock.complaintWindow(after: earlier).first.description == "2026-11-30")
    #expect(clock.complaintWindow(after: earlier).last?.description == "2026-12-29")
    // The statutory track: ten days after the answer, or after the day on which it was due.
    let other = RemedyClock(profile: .t1, issued: day("2026-11-02"))
    let objection = Remedy.Standing(
      id: id("R1"), kind: .objection, about: .result, lot: lot("L1"), state: .pending, filed: day("2026-11-27"))
    #expect(other.complaintWindow(after: objection).first.description == "2026-12-01")
    #expect(other.complaintWindow(after: objection).last?.description == "2026-12-10")
    #expect(clock.decideBy(filed: day("2026-12-01"), accepted: day("2026-12-07")).description == "2027-01-13")
    #expect(clock.suspendedAtMost(from: day("2026-12-31"), decideBy: day("2027-02-01")).description == "2027-01-30")
    #expect(other.suspendedAtMost(from: day("2026-12-31"), decideBy: day("2027-02-01")).description == "2027-02-01")
  }

  // MARK: the form, standing, precedence

  static func filing(
    _ kind: Remedy.Kind, _ about: Remedy.About, stage: Remedy.Stage? = nil, lot: String? = "L1", of: String? = nil,
    from: [Int?] = [nil]
  ) throws -> Remedy.Filing {
    var json: JSON = [
      "kind": JSON(kind.rawValue), "about": JSON(about.rawValue),
      "matters": .array(
        from.map { from in
          from.map { ["text": "评分标准不明", "from": JSON($0)] } ?? ["text": "评分标准不明"]
        }), "request": "更正", "facts": "招标文件第三章", "law": "《政府采购法》第五十二条",
    ]
    if let lot { json = json.setting("lot", JSON(lot)) }
    if let stage { json = json.setting("stage", JSON(stage.rawValue)) }
    if let of { json = json.setting("of", JSON(of)) }
    return try Remedy.Filing(json: json)
  }

  @Test func `says what the law wants said`() throws {
    let whole = try Self.filing(.challenge, .result).json
    #expect(try Remedy.Filing(json: JSON.parse(whole.canonicalBytes())).json.canonicalText == whole.canonicalText)
    for name in ["matters", "request", "facts", "law", "kind", "about"] {
      let without = JSON.object((whole.members ?? []).filter { $0.name != name })
      #expect(throws: FormRefusal.missing(field: name)) { try Remedy.Filing(json: without) }
    }
    #expect(throws: FormRefusal.missing(field: "matters")) { try Remedy.Filing(json: whole.setting("matters", [])) }
    #expect(throws: FormRefusal.missing(field: "facts")) { try Remedy.Filing(json: whole.setting("facts", "  ")) }
    #expect(throws: FormRefusal.tooMany(field: "matters", max: 20)) {
      try Remedy.Filing(
        json: whole.setting("matters", .array(Array(repeating: ["text": "一"], count: 21))))
    }
    #expect(throws: FormRefusal.unknown(field: "anonymous")) {
      try Remedy.Filing(json: whole.setting("anonymous", true))
    }
    // An inquiry needs no legal basis.
    let inquiry = JSON.object((whole.members ?? []).filter { $0.name != "law" }).setting("kind", "inquiry")
    #expect(try Remedy.Filing(json: inquiry).law == nil)
  }

  static let answered = Remedy.Standing(
    id: id("R1"), kind: .challenge, about: .result, lot: lot("L1"), state: .answered, filed: day("2026-12-02"),
    endedAt: PreciseInstant(day("2026-12-04").begins))
  typealias Change = @Sendable (inout Remedy.Circumstances) -> Void
  /// In the order of precedence: each case has its own fault and those of all below it.
  static let faults: [(RemedyRefusal, @Sendable () throws -> Remedy.Filing, Change)] = [
    (
      .kindUnknownHere(.objection), { try filing(.objection, .result, stage: .opening, lot: nil) },
      { $0.didBid = false }
    ),
    (.lotMissing, { try filing(.challenge, .result, stage: .opening, lot: nil) }, { $0.didBid = false }),
    (.stageMissing, { try filing(.challenge, .result, stage: .opening) }, { $0.didBid = false }),
    (.stageMissing, { try filing(.challenge, .procedure) }, { _ in }),
    (
      .noStanding, { try filing(.challenge, .result, of: "R1") },
      {
        $0.didBid = false; $0.filings = 40
      }
    ),
    (.tooMany(max: 40), { try filing(.challenge, .result, of: "R1") }, { $0.filings = 40 }),
    (.earlierIdle, { try filing(.challenge, .result, of: "R1") }, { $0.days.announced = nil }),
    (.nothingHappened, { try filing(.challenge, .result) }, { $0.days.announced = nil }),
    (.earlierMissing, { try filing(.complaint, .result) }, { $0.earlier = nil }),
    (.earlierMissing, { try filing(.complaint, .documents, lot: nil, of: "R1", from: [1]) }, { _ in }),
    (.complainedAlready, { try filing(.complaint, .result, of: "R1", from: [9]) }, { $0.isComplainedOf = true }),
    (
      .answerAwaited(until: day("2026-12-11")), { try filing(.complaint, .result, of: "R1", from: [9]) },
      {
        $0.earlier = Remedy.Standing(
          id: id("R1"), kind: .challenge, about: .result, lot: lot("L1"), state: .pending, filed: day("2026-12-02"))
      }
    ),
    (.beyondChallenge, { try filing(.complaint, .result, of: "R1", from: [1, 3]) }, { _ in }),
    (.beyondChallenge, { try filing(.complaint, .result, of: "R1", from: [nil]) }, { _ in }),
  ]
  @Test(arguments: faults.indices)
  func `without standing, in the wrong way or beyond its bounds is refused, the first fault first`(index: Int) throws {
    let (refusal, filing, change) = Self.faults[index]
    var facts = Remedy.Circumstances(days: Self.issued, didBid: true, earlier: Self.answered, earlierMatters: 2)
    change(&facts)
    let clock = RemedyClock(profile: .g1, issued: Self.issued.issued)
    let what = try filing()
    #expect(throws: refusal) { try clock.accept(what, facts, on: day("2026-12-07")) }
  }

  @Test func `in a complaint may be what the answer itself gave rise to`() throws {
    let clock = RemedyClock(profile: .g1, issued: Self.issued.issued)
    let facts = Remedy.Circumstances(days: Self.issued, didBid: true, earlier: Self.answered, earlierMatters: 2)
    let due = try clock.accept(
      try Self.filing(.complaint, .result, of: "R1", from: [2, 0]), facts, on: day("2026-12-07"))
    #expect(due.description == "2026-12-14")
  }

  @Test func `against the documents is open to whoever may bid`() throws {
    let clock = RemedyClock(profile: .g1, issued: Self.issued.issued)
    let facts = Remedy.Circumstances(days: Self.issued, didBid: false)
    #expect(
      try clock.accept(try Self.filing(.challenge, .documents, lot: nil), facts, on: day("2026-11-10")).description
        == "2026-11-19")
  }

  // MARK: what is found

  @Test func `leads only to what is lawful where the lot stands`() throws {
    /// By effect: the lots' states in which it is lawful, about documents and about the rest.
    let lawful: [Remedy.Effect: (documents: Set<Lot.State>, other: Set<Lot.State>)] = [
      .none: (Set(Lot.State.allCases), Set(Lot.State.allCases)),
      .amendDocuments: ([.published, .open], []),
      .reEvaluate: ([], [.scoring, .evaluated]),
      .nextCandidate: ([], [.awarded]),
      .retender: (
        [.closed, .opening, .opened, .qualification, .conformity, .scoring, .evaluated, .awarded],
        [.closed, .opening, .opened, .qualification, .conformity, .scoring, .evaluated, .awarded]
      ),
    ]
    for effect in Remedy.Effect.allCases {
      for state in Lot.State.allCases {
        for about in Remedy.About.allCases {
          let states = try #require(lawful[effect])
          let expected = (about == .documents ? states.documents : states.other).contains(state)
          #expect(effect.isLawful(about: about, lot: state) == expected, "\(effect) \(state) \(about)")
        }
      }
    }
  }

  static let findings: [(Remedy.Kind, Remedy.Outcome, Remedy.Effect, RemedyRefusal?)] = [
    (.inquiry, .explained, .none, nil), (.inquiry, .upheld, .none, .outcomeUnfit(.inquiry)),
    (.challenge, .explained, .none, .outcomeUnfit(.challenge)), (.challenge, .rejected, .none, nil),
    (.challenge, .upheld, .none, nil), (.challenge, .partlyUpheld, .nextCandidate, nil),
    (.challenge, .rejected, .nextCandidate, .effectUnlawful(.nextCandidate)),
    (.complaint, .upheld, .retender, nil), (.complaint, .upheld, .reEvaluate, .effectUnlawful(.reEvaluate)),
    (.inquiry, .explained, .retender, .effectUnlawful(.retender)),
  ]
  @Test(arguments: findings.indices)
  func `is upheld before anything follows`(index: Int) throws {
    let (kind, outcome, effect, refusal) = Self.findings[index]
    let finding = try Remedy.Finding(
      json: [
        "outcome": JSON(outcome.rawValue), "effect": JSON(effect.rawValue), "findings": "经查", "grounds": "依据",
      ])
    do throws(RemedyRefusal) {
      try finding.fits(kind, about: .result, lots: [.awarded])
      #expect(refusal == nil)
    } catch {
      #expect(error == refusal)
    }
  }

  // MARK: holds

  static func standing(
    _ kind: Remedy.Kind = .challenge, lot: String? = "L1", _ state: Remedy.State = .pending,
    until: String? = nil, effect: Remedy.Effect = .none, affects: Bool = true
  ) -> Remedy.Standing {
    Remedy.Standing(
      id: id("R1"), kind: kind, about: .result, lot: lot.flatMap { Lot.ID($0) }, state: state, filed: day("2026-12-01"),
      endedAt: state.isOver ? PreciseInstant(micros: 1000) : nil, mayAffectResult: affects,
      suspendedUntil: until.map(day), effect: effect)
  }

  static let pending: [(Remedy.Standing, holdsOnThe10th: Bool)] = [
    (standing(), true), (standing(.inquiry), true), (standing(.inquiry, affects: false), false),
    (standing(lot: nil), true), (standing(lot: "L2"), false), (standing(.challenge, .answered), false),
    (standing(.challenge, .withdrawn), false), (standing(.complaint), false),
    (standing(.complaint, .accepted), false), (standing(.complaint, .accepted, until: "2026-12-10"), true),
    (standing(.complaint, .accepted, until: "2026-12-09"), false),
    (standing(.complaint, .decided, until: "2026-12-31"), false),
  ]
  @Test(arguments: pending.indices)
  func `holds what its profile says while it is pending, a complaint while it suspends`(index: Int) {
    let (remedy, holds) = Self.pending[index]
    for profile in Profile.allCases {
      for step in ProcedureRules.HeldStep.allCases {
        let holding = profile.procedure.holding(step, of: lot("L1"), [remedy], .init(), on: day("2026-12-10"))
        #expect((holding != nil) == (holds && profile.procedure.held.contains(step)), "\(profile) \(step)")
      }
    }
    #expect(throws: RemedyRefusal.held(step: .signing, by: id("R1"))) {
      try Profile.g1.procedure.admit(.signing, of: lot("L1"), [Self.standing()], .init(), on: day("2026-12-10"))
    }
  }

  /// What a remedy that ended at 1000 led to: before it is done the step waits, afterwards it does not.
  static let owed: [(Remedy.Effect, ProcedureRules.HeldStep, Remedy.Carried, owes: Bool)] = [
    (.none, .signing, .init(awardedAt: PreciseInstant(micros: 900)), false),
    (.amendDocuments, .opening, .init(), true),
    (.amendDocuments, .opening, .init(amendedAt: PreciseInstant(micros: 900)), true),
    (.amendDocuments, .opening, .init(amendedAt: PreciseInstant(micros: 1001)), false),
    (.amendDocuments, .award, .init(), false),
    (.reEvaluate, .award, .init(evaluatedAt: PreciseInstant(micros: 900)), true),
    (.reEvaluate, .award, .init(evaluatedAt: PreciseInstant(micros: 1001)), false),
    (.nextCandidate, .signing, .init(awardedAt: PreciseInstant(micros: 900)), true),
    (.nextCandidate, .signing, .init(awardedAt: PreciseInstant(micros: 1001)), false),
    (.nextCandidate, .signing, .init(), false),
    (.retender, .signing, .init(awardedAt: PreciseInstant(micros: 900)), true),
    (.retender, .award, .init(), true), (.retender, .opening, .init(), true),
    (.retender, .award, .init(hasFailed: true), false),
  ]
  @Test(arguments: owed.indices)
  func `holds the step that rests on what it led to, until that is done`(index: Int) {
    let (effect, step, carried, owes) = Self.owed[index]
    #expect(Self.standing(.challenge, .answered, effect: effect).owes(step, carried) == owes)
  }
}
