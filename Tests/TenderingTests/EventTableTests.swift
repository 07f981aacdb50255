import Exact
import Tendering
import Testing

@Suite struct `A tender's way` {
  /// Every step that is allowed; any other pair is refused.
  static let table: [Tender.State: [Tender.Step: Tender.State]] = [
    .draft: [.publish: .published, .cancel: .cancelled],
    .published: [.open: .open, .amend: .published, .close: .closed, .cancel: .cancelled],
    .open: [.amend: .open, .close: .closed, .cancel: .cancelled],
    .closed: [:], .cancelled: [:],
  ]

  @Test(arguments: Tender.State.allCases)
  func `every state of a tender takes its own steps and refuses all others`(state: Tender.State) throws {
    for step in Tender.Step.allCases {
      if let next = Self.table[state]?[step] {
        #expect(try state.after(step) == next)
      } else {
        #expect(throws: TenderRefusal.wrongTenderState(state: state, step: step)) { try state.after(step) }
      }
    }
    #expect(state.isFinal == (Self.table[state]?.isEmpty == true))
  }
}

@Suite struct `A committee's way` {
  static let table: [Committee.Stage: [Committee.Step: Committee.Stage]] = [
    .none: [.commitDraw: .drawing, .appoint: .formed],
    .drawing: [.revealDraw: .drawn, .voidDraw: .none],
    .drawn: [.excuse: .drawn, .form: .formed, .dissolve: .none],
    .formed: [.replace: .formed, .score: .scoring, .dissolve: .none],
    .scoring: [.score: .scoring, .replace: .scoring, .sign: .signed, .dissolve: .none],
    .signed: [:],
  ]

  @Test(arguments: Committee.Stage.allCases)
  func `every stage takes its own steps and refuses all others`(stage: Committee.Stage) throws {
    for step in Committee.Step.allCases {
      if let next = Self.table[stage]?[step] {
        #expect(try stage.after(step) == next)
      } else {
        #expect(throws: CommitteeRefusal.wrongStage(stage: stage, step: step)) { try stage.after(step) }
      }
    }
  }
}

@Suite struct `Random steps` {
  /// Walks until nothing goes on or the steps are used up.
  private func walk<State: Equatable, Step>(
    from start: State, steps: [Step], count: Int, random: inout Seeded, after: (State, Step) throws -> State
  ) -> [State] {
    var states = [start]
    for _ in 0..<count {
      guard let step = steps.randomElement(using: &random), let last = states.last else { break }
      if let next = try? after(last, step) { states.append(next) }
    }
    return states
  }

  @Test func `never leave a state in which nothing more happens, and never skip the close or the signatures`() {
    let seed: UInt64 = 20_261_125
    var random = Seeded(state: seed)
    for _ in 0..<300 {
      let lot = walk(from: Lot.State.draft, steps: Lot.Step.allCases, count: 80, random: &random) { try $0.after($1) }
      let finals = lot.firstIndex { $0.isFinal || $0 == .awarded }
      #expect(finals == nil || finals == lot.count - 1, "seed \(seed): \(lot)")
      if let opening = lot.firstIndex(of: .opening) {
        #expect(lot[..<opening].contains(.closed), "seed \(seed): \(lot)")
      }
      if lot.last == .awarded { #expect(lot.contains(.scoring) && lot.contains(.evaluated), "seed \(seed): \(lot)") }
      let tender = walk(from: Tender.State.draft, steps: Tender.Step.allCases, count: 30, random: &random) {
        try $0.after($1)
      }
      let ended = tender.firstIndex { $0.isFinal }
      #expect(ended == nil || ended == tender.count - 1, "seed \(seed): \(tender)")
      if tender.last == .closed { #expect(tender.contains(.published), "seed \(seed): \(tender)") }
      let committee = walk(from: Committee.Stage.none, steps: Committee.Step.allCases, count: 60, random: &random) {
        try $0.after($1)
      }
      if let signed = committee.firstIndex(of: .signed) {
        #expect(signed == committee.count - 1 && committee[signed - 1] == .scoring, "seed \(seed): \(committee)")
      }
    }
  }
}

@Suite struct `Rule sets of the profiles` {
  @Test func `differ in what the law decides differently, and in nothing else`() {
    #expect(Profile.g1.procedure == Profile.g2.procedure)
    let (g, f, t0, t1) = (Profile.g1.procedure, Profile.f.procedure, Profile.t0.procedure, Profile.t1.procedure)
    #expect(g.qualification == .buyer && f.qualification == .buyer && t1.qualification == .committee)
    #expect([g, f].allSatisfy { $0.tooFew == .fails } && [t0, t1].allSatisfy { $0.tooFew == .argued })
    #expect([g, f].allSatisfy { $0.priceFormulas == [.lowest, .fixed] && $0.combines == [.mean] })
    #expect([t0, t1].allSatisfy { $0.priceFormulas.contains(.meanDeviation) && $0.combines.contains(.trimmedMean) })
    #expect(Profile.allCases.filter { $0.procedure.publishesCandidates } == [.t1])
    #expect(g.remedy == .challenge && g.held == [.signing] && t1.remedy == .objection && t1.held == [.opening, .award])
    #expect(Profile.allCases.filter { !$0.procedure.timesBind } == [.t0])
    #expect(Profile.allCases.filter { $0.procedure.selectsSeveral } == [.f])
  }

  static let selections: [(responded: Int, most: Int)] = [
    (0, 0), (1, 0), (2, 1), (3, 2), (4, 3), (5, 4), (6, 4), (10, 8), (11, 8), (100, 80),
  ]
  @Test(arguments: selections)
  func `select all but a fifth, and at least one less`(responded: Int, most: Int) throws {
    let rules = RuleBook.inForce(on: try some(CalendarDay("2026-11-22")), for: .f)
    #expect(FrameworkSelection.most(of: responded, rules: rules) == most)
  }

  @Test func `select in rank order for a framework`() throws {
    let rules = RuleBook.inForce(on: try some(CalendarDay("2026-11-22")), for: .f)
    let bids = [("100.00", "30.00"), ("100.00", "70.00"), ("100.00", "50.00")]
    let selected = FrameworkSelection.selected(from: try SampleLot.simple(bids).evaluate(), rules: rules)
    #expect(selected.map(\.bid) == [bid(1), bid(2)])
  }
}

@Suite struct `Lots with a limit` {
  private static func candidate(_ bidder: String, _ seed: Int, team: Set<String> = []) throws -> LotCap.Candidate {
    LotCap.Candidate(bid: bid(seed), bidder: try key(bidder), team: team)
  }
  private static func lots(_ names: String...) throws -> [Lot.ID] { try names.map { try some(Lot.ID($0)) } }

  @Test func `go in the announced order to the best ranked under the limit`() throws {
    let ids = try Self.lots("L1", "L2", "L3")
    let ranked: [Lot.ID: LotCap.Standing] = [
      ids[0]: .ranked([try Self.candidate("a", 1), try Self.candidate("b", 2)]),
      ids[1]: .ranked([try Self.candidate("a", 3), try Self.candidate("b", 4)]),
      ids[2]: .ranked([try Self.candidate("a", 5), try Self.candidate("b", 6)]),
    ]
    func winners(_ order: [Lot.ID], _ max: Int?) -> [Bid.ID?] {
      LotCap.walk(ranked, order: order, max: max).map { $0.winner?.bid }
    }
    #expect(winners(ids, nil) == [bid(1), bid(3), bid(5)])
    #expect(winners(ids, 2) == [bid(1), bid(3), bid(6)])
    // With a limit of one the third lot has nobody left.
    #expect(winners(ids, 1) == [bid(1), bid(4), nil])
    #expect(winners([ids[2], ids[0], ids[1]], 1) == [bid(5), bid(2), nil])
    let second = LotCap.walk(ranked, order: ids, max: 1)[1]
    #expect(second.skipped == [Award.PassedOver(bid: bid(3), ground: .lotLimit)])
  }

  @Test func `a team that serves already is not free, failed lots are left out, pending ones hold what follows`() throws
  {
    let ids = try Self.lots("L1", "L2", "L3", "L4")
    let standings: [Lot.ID: LotCap.Standing] = [
      ids[0]: .ranked([try Self.candidate("a", 1, team: ["x"])]), ids[1]: .failed,
      ids[2]: .ranked([try Self.candidate("a", 2, team: ["x", "y"]), try Self.candidate("b", 3, team: ["z"])]),
    ]
    let outcomes = LotCap.walk(standings, order: ids, max: 3)
    #expect(outcomes.map(\.lot) == [ids[0], ids[2]])
    #expect(outcomes[1].winner?.bid == bid(3))
    #expect(outcomes[1].skipped == [Award.PassedOver(bid: bid(2), ground: .teamTaken)])
    #expect(LotCap.walk([:], order: ids, max: 1).isEmpty)
  }

  @Test func `nobody wins more than the limit, and nobody is skipped without having reached it`() throws {
    let seed: UInt64 = 4_5
    var random = Seeded(state: seed)
    for _ in 0..<200 {
      let ids = try (0..<Int.random(in: 1...6, using: &random)).map { try some(Lot.ID("L\($0)")) }
      let max = Int.random(in: 1...3, using: &random)
      var standings: [Lot.ID: LotCap.Standing] = [:]
      var number = 0
      for id in ids {
        let bidders = ["a", "b", "c"].shuffled(using: &random)
        standings[id] = .ranked(
          try bidders.map { bidder in
            number += 1
            return try Self.candidate(bidder, number)
          })
      }
      let outcomes = LotCap.walk(standings, order: ids, max: max)
      var won: [PartyKey: Int] = [:]
      for outcome in outcomes {
        guard case .ranked(let candidates)? = standings[outcome.lot] else { throw BadSample("lot") }
        for over in outcome.skipped {
          let bidder = try some(candidates.first { $0.bid == over.bid }).bidder
          #expect(won[bidder] == max, "seed \(seed)")
        }
        if let winner = outcome.winner { won[winner.bidder, default: 0] += 1 }
      }
      #expect(won.values.allSatisfy { $0 <= max }, "seed \(seed)")
      #expect(outcomes.count == ids.count)
    }
  }
}

@Suite struct `Explaining a low price` {
  private static func review(
    _ triggers: [AbnormallyLow.Trigger] = [.belowMean], judgement: String? = nil, minutes: Int64 = 30,
    pace: Pace = .real
  ) throws -> LowPriceReview {
    try LowPriceReview(
      bid: bid(0), triggers: triggers, judgement: judgement, askedAt: Instant(seconds: 1000),
      answerBy: Instant(seconds: 1000 + minutes * 60), pace: pace)
  }

  @Test func `a question needs a ground and leaves thirty minutes`() throws {
    _ = try Self.review()
    _ = try Self.review([], judgement: "人工成本明显不足")
    #expect(throws: LowPriceRefusal.nothingToAsk) { try Self.review([]) }
    #expect(throws: LowPriceRefusal.nothingToAsk) { try Self.review([], judgement: " ", minutes: 1) }
    #expect(throws: LowPriceRefusal.timeTooShort(minutesMin: 30)) { try Self.review(minutes: 29) }
    _ = try Self.review(minutes: 1, pace: .rehearsal(secondsPerDay: 0))
    #expect(throws: LowPriceRefusal.timeTooShort(minutesMin: 30)) {
      try Self.review(minutes: 0, pace: .rehearsal(secondsPerDay: 0))
    }
  }

  typealias Case = (answered: Int64?, proven: Bool, reason: String, now: Int64, LowPriceRefusal?)
  static let cases: [Case] = [
    (1500, true, "成本说明成立", 1600, nil), (1500, false, "没有证明材料", 1600, nil), (nil, false, "未作说明", 2801, nil),
    (2800, true, "成立", 2800, nil), (2801, false, "逾期说明", 2801, nil),
    (nil, false, "未作说明", 2800, .waitsForAnswer(until: Instant(seconds: 2800))),
    (nil, true, "", 1600, .waitsForAnswer(until: Instant(seconds: 2800))), (nil, true, "成立", 2801, .proofWithoutAnswer),
    (2801, true, "", 2900, .proofWithoutAnswer), (1500, true, " ", 1600, .reasonMissing),
    (1500, false, "", 1600, .reasonMissing),
  ]
  @Test(arguments: cases.indices)
  func `an explanation is waited for, and only one in time may prove a price`(index: Int) throws {
    let (answered, proven, reason, now, refusal) = Self.cases[index]
    do {
      let finding = try Self.review().find(
        answeredAt: answered.map { Instant(seconds: $0) }, isProven: proven, reason: reason, at: Instant(seconds: now))
      #expect(refusal == nil, "case \(index)")
      #expect(finding == (proven ? .passed : .invalid(Invalidity(.abnormallyLow, reason: reason))))
    } catch let thrown as LowPriceRefusal { #expect(thrown == refusal, "case \(index)") }
  }
}
