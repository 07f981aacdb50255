import Exact
import Tendering
import Testing

@Suite struct `After an opening that did not go well` {
  typealias Case = (Bid.OpeningResult?, first: Int64?, hasSecret: Bool, opens: Bool, now: Int64, OpeningRefusal?)
  static let cases: [Case] = [
    (.unopenable, 100, false, true, 150, nil), (.unopenable, 100, false, true, 160, nil),
    (.unopenable, 100, false, true, 161, .recoveryOver(ended: Instant(seconds: 160))),
    (.unopenable, 100, false, false, 150, .secretDiffers), (.unopenable, 100, true, false, 150, .secretGivenAlready),
    (.unopenable, 100, true, true, 999, .secretGivenAlready), (.opened, 100, true, true, 999, .bidNotUnopenable),
    (.malformed(.envelope), 100, false, true, 150, .bidNotUnopenable), (nil, nil, false, true, 150, .bidNotUnopenable),
  ]
  @Test(arguments: cases.indices)
  func `a secret comes once, within the window, for an unopenable bid`(index: Int) {
    let (result, first, hasSecret, opens, now, refusal) = Self.cases[index]
    do {
      try Recovery.accept(
        secretFor: result, firstUnopenableAt: first.map { Instant(seconds: $0) }, window: 60, hasSecret: hasSecret,
        opensBid: opens, at: Instant(seconds: now))
      #expect(refusal == nil, "case \(index)")
    } catch { #expect(error == refusal, "case \(index)") }
  }

  @Test func `a bid is revoked by its bidder's fault and withdrawn by another's, whatever the reason`() {
    #expect(Bid.OpeningResult.opened.treatment == nil)
    #expect(Bid.OpeningResult.unopenable.treatment == .withdrawn)
    for reason in Bid.MalformedReason.allCases {
      #expect(Bid.OpeningResult.malformed(reason).treatment == .revoked, "\(reason)")
    }
  }

  typealias Standing = (Bid.OpeningResult?, first: Int64?, at: Int64, Bool)
  static let standings: [Standing] = [
    (nil, nil, 0, true), (nil, nil, 999, true), (.unopenable, 100, 100, true), (.unopenable, 100, 160, true),
    (.unopenable, 100, 161, false), (.opened, nil, 150, false), (.opened, 100, 150, false),
    (.malformed(.age), 100, 150, false),
  ]
  @Test(arguments: standings.indices)
  func `a result replaces only unopenable, up to the last second of its window`(index: Int) {
    let (result, first, at, may) = Self.standings[index]
    #expect(
      Recovery.mayWrite(
        over: result, firstUnopenableAt: first.map { Instant(seconds: $0) }, window: 60, at: Instant(seconds: at))
        == may)
  }

  @Test func `a lot waits for the last window that is running`() {
    func until(_ found: [Int64], _ now: Int64) -> Int64? {
      Recovery.runsUntil(
        unopenableAt: found.map { Instant(seconds: $0) }, window: 60, at: Instant(seconds: now))?.seconds
    }
    #expect(until([], 100) == nil)
    #expect(until([100, 130], 150) == 190)
    #expect(until([100, 130], 161) == 190)
    #expect(until([100, 130], 190) == 190)
    #expect(until([100, 130], 191) == nil)
  }

  @Test func `the record waits for every result and is made once`() throws {
    try Recovery.record(missing: 0, isRecorded: false)
    #expect(throws: OpeningRefusal.resultsMissing(count: 2)) { try Recovery.record(missing: 2, isRecorded: true) }
    #expect(throws: OpeningRefusal.recordedAlready) { try Recovery.record(missing: 0, isRecorded: true) }
  }
}

@Suite struct `Standing where a step is possible` {
  @Test(arguments: Lot.State.allCases)
  func `a lot is awarded from evaluated only, on the file that is published`(state: Lot.State) throws {
    func follow(seen: Int = 1, published: Int? = 1) throws {
      try Award.mayFollow(state: state, seen: fingerprint(seen), published: published.map { fingerprint($0) })
    }
    switch state {
    case .evaluated:
      try follow()
      #expect(throws: AwardRefusal.evaluationDiffers) { try follow(seen: 2) }
      #expect(throws: AwardRefusal.notEvaluated) { try follow(published: nil) }
    case .awarded: #expect(throws: AwardRefusal.awardedAlready) { try follow(seen: 2) }
    case .failed, .cancelled: #expect(throws: AwardRefusal.lotFailed) { try follow() }
    default: #expect(throws: AwardRefusal.notEvaluated) { try follow(seen: 2) }
    }
  }

  @Test func `a tender is cancelled with a reason while no lot is awarded`() throws {
    try Tender.cancel(lots: [.open, .open], reason: "任务取消")
    try Tender.cancel(lots: [.failed, .evaluated], reason: "任务取消")
    #expect(throws: TenderRefusal.awardedAlready) { try Tender.cancel(lots: [.open, .awarded], reason: "") }
    #expect(throws: TenderRefusal.reasonMissing) { try Tender.cancel(lots: [.failed], reason: " ") }
    #expect(throws: TenderRefusal.wrongState(state: .failed, step: .cancel)) {
      try Tender.cancel(lots: [.failed, .cancelled], reason: "x")
    }
  }

  @Test func `experts sit as drawn, but for those who declined`() throws {
    let drawn = ["x3", "x1", "x4", "x2"]
    try Committee.mayForm(exists: false, drawn: drawn, taken: ["x3", "x1"])
    try Committee.mayForm(exists: false, drawn: drawn, taken: ["x3", "x4"], declined: ["x1"])
    try Committee.mayForm(exists: false, drawn: nil, taken: ["whoever"])
    #expect(throws: CommitteeRefusal.formedAlready) { try Committee.mayForm(exists: true, drawn: drawn, taken: ["x9"]) }
    for taken in [["x1", "x3"], ["x3", "x4"], ["x3", "x1", "x4", "x2", "x5"], ["x9"]] {
      #expect(throws: CommitteeRefusal.notAsDrawn) { try Committee.mayForm(exists: false, drawn: drawn, taken: taken) }
    }
  }

  @Test func `the evaluation waits for every member's sheet`() throws {
    let members = try (1...5).map {
      Committee.Member(id: "m\($0)", kind: .expert, isChair: $0 == 1, person: "p\($0)", key: try key("k\($0)"))
    }
    let committee = try Committee(members, budget: .zero)
    var signed: [String: ScoreSheet] = [:]
    for member in members.reversed() {
      #expect(throws: EvaluationRefusal.sheetMissing(member: "m1")) { try committee.sheets(from: signed) }
      signed[member.id] = ScoreSheet(member: member.id, scores: [:])
    }
    #expect(try committee.sheets(from: signed).map(\.member) == ["m1", "m2", "m3", "m4", "m5"])
  }
}

@Suite struct `Abnormally low prices` {
  typealias Case = (prices: [String], ceiling: String, [[AbnormallyLow.Trigger]])
  static let cases: [Case] = [
    (["40.00", "90.00", "110.00"], "80.00", [[.belowNext], [], []]),
    (["39.99", "90.00", "110.01"], "80.00", [[.belowMean, .belowNext], [], []]),
    (["35.99", "90.00", "120.00"], "80.00", [[.belowMean, .belowNext, .belowCeiling], [], []]),
    (["45.00", "90.00"], "100.00", [[], []]), (["44.99", "89.98"], "100.00", [[.belowCeiling], []]),
    (["10.00", "10.00", "100.00"], "20.00", [[.belowMean], [.belowMean], []]), ([], "1.00", []),
    (["5.00"], "10.00", [[]]),
  ]
  @Test(arguments: cases.indices)
  func `set off questions strictly below the ratios`(index: Int) throws {
    let (prices, ceiling, triggers) = Self.cases[index]
    let rules = AbnormallyLow(rules: .inForce(on: try some(CalendarDay("2026-11-22")), for: .g1))
    #expect(rules.triggers(try prices.map { try yuan($0) }, ceiling: try yuan(ceiling)) == triggers, "case \(index)")
  }

  @Test func `documents may not raise a ratio above 0.65`() throws {
    let half = try points("0.50")
    #expect(AbnormallyLow(toMean: half, toNext: half, toCeiling: try points("0.65")) != nil)
    #expect(AbnormallyLow(toMean: half, toNext: half, toCeiling: try points("0.66")) == nil)
  }
}
