import Exact
import Tendering
import Testing

/// A rehearsal notice in order; each test spoils one thing.
private struct Draft {
  var id = "rehearsal.zk"
  var opens: Int64 = 110
  var deadline: Int64 = 140
  var grace = 60
  var recovery = 60
  var threshold = Threshold(needed: 3, custodians: 5)
  var minimum = 3
  var parts: [(String, String, Int)] = [("L1", "main", 1000), ("L2", "main", 1000)]
  var custodians: [Notice.Custodian]?
  var schemes: [String: Scheme] = [:]
  var budget = "600000.00"
  var isRehearsal = true
  var pace = Pace.rehearsal(secondsPerDay: 1)
  var profile = Profile.g1
  var now: Int64 = 100
  var hasNotice = false
  var termsAgree = true
  var isReviewed = true

  init() throws { schemes = ["L1": try Scheme.sample(), "L2": try Scheme.sample()] }

  func custodian(_ i: Int, signer: Int? = nil, recipient: Int? = nil, index: Int? = nil, stated: Int? = nil) throws
    -> Notice.Custodian
  {
    Notice.Custodian(
      index: index ?? i, recipient: "age1\(recipient ?? i)", statement: fingerprint(i),
      signer: signer == 0 ? nil : try key("c\(signer ?? i)"), person: "p\(signer ?? i)",
      stated: Notice.Custodian.Stated(
        tender: try some(Tender.ID(id)), index: stated ?? i, recipient: "age1\(recipient ?? i)"))
  }

  func publish() throws {
    let notice = Notice(
      tender: try some(Tender.ID(id)), opens: Instant(seconds: opens), deadline: Instant(seconds: deadline),
      graceSeconds: grace, recoverySeconds: recovery, threshold: threshold,
      custodians: try custodians ?? (1...max(1, threshold.custodians)).map { try custodian($0) },
      parts: try parts.map {
        OfferedPart(lot: try some(Lot.ID($0.0)), part: try some(Part.ID($0.1)), bytesMax: $0.2, isPublic: true)
      }, minimum: minimum)
    var byLot: [Lot.ID: Scheme] = [:]
    for (lot, scheme) in schemes { byLot[try some(Lot.ID(lot))] = scheme }
    try notice.publish(
      Notice.Setting(
        isRehearsal: isRehearsal, pace: pace, profile: profile, now: Instant(seconds: now), hasNotice: hasNotice,
        schemes: byLot, budgets: [try some(Lot.ID("L1")): try yuan(budget)], termsAgree: termsAgree,
        isReviewed: isReviewed))
  }
}

@Suite struct `Publishing a notice` {
  @Test func `a notice in order goes out`() throws { try Draft().publish() }

  private static let faults: [(String, @Sendable (inout Draft) throws -> Void, NoticeRefusal)] = [
    ("a real id in a rehearsal", { $0.id = "zk" }, .rehearsalDiffers(isRehearsal: true)),
    (
      "a rehearsal's id in earnest", { ($0.isRehearsal, $0.pace) = (false, .real) },
      .rehearsalDiffers(isRehearsal: false)
    ),
    ("a real pace in a rehearsal", { $0.pace = .real }, .rehearsalDiffers(isRehearsal: true)),
    ("a second notice", { $0.hasNotice = true }, .tenderHasNotice),
    ("opens at the deadline", { $0.opens = 140 }, .opensNotBeforeDeadline),
    ("a deadline reached", { $0.now = 140 }, .deadlinePast(deadline: Instant(seconds: 140))),
    ("nineteen days", { $0.deadline = 119 }, .preparationTooShort(daysMin: 20)),
    ("a long grace", { $0.grace = 3601 }, .graceOutOfRange(max: 3600)),
    ("a grace below zero", { $0.grace = -1 }, .graceOutOfRange(max: 3600)),
    ("a long recovery", { $0.recovery = 31_536_001 }, .recoveryOutOfRange(max: 31_536_000)),
    ("one of three", { $0.threshold = Threshold(needed: 1, custodians: 3) }, .thresholdTooLow),
    (
      "three of four", { $0.threshold = Threshold(needed: 3, custodians: 4) },
      .tooFewCustodians(needed: 5, given: 4)
    ),
    ("eight of sixteen", { $0.threshold = Threshold(needed: 8, custodians: 16) }, .tooManyCustodians(max: 15)),
    (
      "very many of few", { $0.threshold = Threshold(needed: .max, custodians: 5) },
      .tooFewCustodians(needed: 29, given: 5)
    ),
    (
      "a custodian too few", { $0.custodians = try (1...4).map { [d = $0] in try d.custodian($0) } },
      .tooFewCustodians(needed: 5, given: 4)
    ),
    (
      "a wrong index", { d in d.custodians = try (1...5).map { try d.custodian($0, index: $0 == 2 ? 3 : $0) } },
      .custodianIndexWrong(index: 2)
    ),
    (
      "a key not pinned", { d in d.custodians = try (1...5).map { try d.custodian($0, signer: $0 == 4 ? 0 : $0) } },
      .custodianNotPinned(index: 4)
    ),
    (
      "a custodian twice", { d in d.custodians = try (1...5).map { try d.custodian($0, signer: $0 == 4 ? 1 : $0) } },
      .custodianTwice(index: 4)
    ),
    (
      "a recipient twice", { d in d.custodians = try (1...5).map { try d.custodian($0, recipient: $0 == 5 ? 1 : $0) } },
      .recipientTwice(index: 5)
    ),
    (
      "a statement of another index",
      { d in d.custodians = try (1...5).map { try d.custodian($0, stated: $0 == 3 ? 4 : $0) } },
      .statementDiffers(index: 3)
    ),
    ("no parts", { $0.parts = [] }, .partCountOutOfRange(max: 400)),
    ("too many parts", { $0.parts = (0...400).map { ("L\($0)", "main", 1) } }, .partCountOutOfRange(max: 400)),
    ("a pair twice", { $0.parts = [("L1", "main", 1), ("L1", "main", 1)] }, .partTwice(lot: "L1", part: "main")),
    ("a part of no bytes", { $0.parts = [("L1", "main", 0)] }, .partBytesOutOfRange(max: 134_217_728)),
    ("no minimum", { $0.minimum = 0 }, .minimumOutOfRange(max: 400)),
    ("a minimum of two", { $0.minimum = 2 }, .minimumBelowLaw(needed: 3)),
    ("a lot without scheme", { $0.schemes["L2"] = nil }, .lotWithoutScheme(lot: "L2")),
    (
      "a scheme of another minimum", { $0.schemes["L2"] = try Scheme.sample(minBids: 4) },
      .minimumDiffersFromScheme(lot: "L2")
    ),
    ("documents that differ", { $0.termsAgree = false }, .termsDiffer),
    ("no fair-competition review", { $0.isReviewed = false }, .reviewMissing),
    ("a ceiling above the budget", { $0.budget = "299999.99" }, .ceilingAboveBudget(lot: "L1")),
    ("a budget for open tendering", { $0.budget = "2000000.00" }, .profileDiffers(expected: .g2)),
  ]

  @Test func `each fault alone has its refusal, and earlier ones win over later ones`() throws {
    for (i, fault) in Self.faults.enumerated() {
      var draft = try Draft()
      try fault.1(&draft)
      #expect(throws: fault.2, "\(fault.0)") { try draft.publish() }
      // Together with what is judged last.
      if i < Self.faults.count - 4 {
        draft.termsAgree = false
        draft.isReviewed = false
        #expect(throws: fault.2, "\(fault.0) before the documents") { try draft.publish() }
      }
    }
  }

  @Test func `in earnest twenty whole days lie between issue and deadline`() throws {
    let rehearsal = try Draft()
    for (deadline, fits) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
      var draft = rehearsal
      (draft.id, draft.isRehearsal, draft.pace) = ("zk", false, .real)
      draft.now = try some(CalendarDay("2026-11-02")).begins.seconds + 9 * 3600
      draft.deadline = try some(CalendarDay(deadline)).begins.seconds + 9 * 3600
      draft.opens = draft.now
      if fits {
        try draft.publish()
      } else {
        #expect(throws: NoticeRefusal.preparationTooShort(daysMin: 20)) { try draft.publish() }
      }
    }
  }
}

@Suite struct `Amending a notice` {
  static let amendments: [(deadline: Int64?, terms: Bool, seq: Int, affects: Bool, now: Int64, NoticeRefusal?)] = [
    (2000, false, 1, true, 900, nil), (nil, true, 1, false, 900, nil),
    (nil, false, 1, false, 900, .amendmentEmpty),
    (2000, false, 1, false, 1000, .amendmentTooLate(deadline: Instant(seconds: 1000))),
    (1000, true, 1, false, 900, .amendmentEarlier), (999, true, 1, false, 900, .amendmentEarlier),
    (2000, false, 2, false, 900, .amendmentSeqWrong(expected: 1)),
    (1001, true, 1, true, 990, .preparationTooShort(daysMin: 15)), (1005, true, 1, true, 990, nil),
    (nil, true, 1, true, 986, .preparationTooShort(daysMin: 15)), (nil, true, 1, true, 985, nil),
  ]
  @Test(arguments: amendments.indices)
  func `only later, in order, before the deadline and fifteen days ahead`(index: Int) {
    let (deadline, terms, seq, affects, now, refusal) = Self.amendments[index]
    do {
      try Notice.amend(
        deadline: deadline.map { Instant(seconds: $0) }, hasTerms: terms, seq: seq, expectedSeq: 1,
        inForce: Instant(seconds: 1000), affectsBids: affects, now: Instant(seconds: now),
        pace: .rehearsal(secondsPerDay: 1))
      #expect(refusal == nil, "case \(index)")
    } catch { #expect(error == refusal, "case \(index)") }
  }

  @Test func `an amendment sent on the twelfth moves the deadline to the twenty-seventh at least`() throws {
    let sent = try some(CalendarDay("2026-11-12")).begins.adding(seconds: 36_000)
    let inForce = try some(CalendarDay("2026-11-24")).begins
    func amend(to day: String) throws {
      try Notice.amend(
        deadline: try some(CalendarDay(day)).begins.adding(seconds: 1), hasTerms: true, seq: 1, expectedSeq: 1,
        inForce: inForce, affectsBids: true, now: sent, pace: .real)
    }
    #expect(throws: NoticeRefusal.preparationTooShort(daysMin: 15)) { try amend(to: "2026-11-26") }
    try amend(to: "2026-11-27")
  }
}
