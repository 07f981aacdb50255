import Canon
import Exact
import Tendering
import Testing

@Suite struct `Awarding a lot` {
  /// Ranks 1, 2, 3 and one above the ceiling.
  static func evaluation(failing: Bool = false) throws -> Evaluation {
    let bids = [("100.00", "70.00"), ("200.00", "50.00"), ("300.00", "30.00"), ("300000.01", "80.00")]
    return try SampleLot.simple(failing ? Array(bids.suffix(2)) : bids).evaluate()
  }
  static let file = fingerprint(77)

  @Test func `the first rank needs no ground`() throws {
    let award = try Self.evaluation().award(bid(0), file: Self.file)
    #expect(award.ground == .firstRank && award.rank == 1 && award.price == Price("100.00"))
    #expect(try Award(json: award.json) == award)
  }

  @Test func `the second may follow a first that is lawfully passed over`() throws {
    let over = [Award.PassedOver(bid: bid(0), ground: .declined)]
    let award = try Self.evaluation().award(bid(1), file: Self.file, passingOver: over)
    #expect(award.ground == .nextCandidate && award.rank == 2 && award.passedOver == over)
    #expect(award.json["passedOver"]?.arrayValue?.first?["ground"] == "declined")
    #expect(try Award(json: award.json) == award)
  }

  static let refused: [(Int, [Int], AwardRefusal)] = [
    (1, [], .skipsRank(expected: 1, given: 2)), (2, [0], .skipsRank(expected: 2, given: 3)),
    (2, [1], .skipsRank(expected: 1, given: 3)), (3, [], .bidNotRanked), (9, [], .bidUnknown),
    (0, [1], .passedOverNotBetter), (1, [1], .passedOverNotBetter), (1, [3], .passedOverNotBetter),
    (2, [0, 0], .passedOverTwice), (2, [0, 0, 9], .passedOverTwice),
  ]
  @Test(arguments: refused)
  func `anything out of rank order is refused`(to: Int, over: [Int], refusal: AwardRefusal) throws {
    #expect(throws: refusal) {
      try Self.evaluation().award(
        bid(to), file: Self.file, passingOver: over.map { Award.PassedOver(bid: bid($0), ground: .declined) })
    }
  }

  @Test func `a failed lot is not awarded`() throws {
    #expect(throws: AwardRefusal.lotFailed) { try Self.evaluation(failing: true).award(bid(0), file: Self.file) }
  }

  @Test func `a bidder at the announced limit of lots is passed over`() throws {
    let lots = [try some(Lot.ID("L1")), try some(Lot.ID("L2"))]
    let scheme = try Scheme.sample(maxLotsWon: 1, lotOrder: lots)
    let bids = [("100.00", "70.00"), ("200.00", "50.00"), ("300.00", "30.00")]
    let evaluation = try SampleLot.simple(bids, scheme: scheme).evaluate()
    #expect(throws: AwardRefusal.lotLimitReached(max: 1)) { try evaluation.award(bid(0), file: Self.file, lotsWon: 1) }
    let over = [Award.PassedOver(bid: bid(0), ground: .lotLimit)]
    #expect(try evaluation.award(bid(1), file: Self.file, passingOver: over).rank == 2)
  }

  @Test func `leaves aside who is at the limit, whose team serves and whose award fell through, and nobody else`()
    throws
  {
    let lots = [try some(Lot.ID("L1")), try some(Lot.ID("L2"))]
    let scheme = try Scheme.sample(maxLotsWon: 1, lotOrder: lots)
    let bids = [("100.00", "70.00"), ("200.00", "50.00"), ("300.00", "30.00")]
    let evaluation = try SampleLot.simple(bids, scheme: scheme).evaluate()
    let first = try some(evaluation.bids.first { $0.bid == bid(0) }).bidder
    var field = Evaluation.Field()
    #expect(evaluation.candidate(field).bid == bid(0) && evaluation.candidate(field).aside.isEmpty)
    field.won = [first: 1]
    field.busy = ["41001"]
    field.teams = [bid(1): ["41001", "41002"], bid(2): ["41003"]]
    let limit = Award.PassedOver(bid: bid(0), ground: .lotLimit)
    let team = Award.PassedOver(bid: bid(1), ground: .teamTaken)
    #expect(evaluation.candidate(field).bid == bid(2) && evaluation.candidate(field).aside == [limit, team])
    #expect(try evaluation.passingOver([], for: bid(2), field) == [limit, team])
    #expect(try evaluation.passingOver([limit], for: bid(2), field) == [limit, team])
    // A limit that is not reached is no ground, and a bid whose award fell through does not win again.
    field.won = [:]
    #expect(throws: AwardRefusal.groundUnfit) { try evaluation.passingOver([limit], for: bid(1), field) }
    let fallen = Award.PassedOver(bid: bid(0), ground: .declined)
    field.dropped = [fallen]
    field.busy = []
    #expect(evaluation.candidate(field).bid == bid(1) && evaluation.candidate(field).aside == [fallen])
    #expect(throws: AwardRefusal.droppedOut) { try evaluation.passingOver([], for: bid(0), field) }
    #expect(throws: AwardRefusal.earlierLotFirst(lots[0])) { try scheme.mayAward(lots[1], decided: []) }
    #expect(throws: Never.self) { try scheme.mayAward(lots[1], decided: [lots[0]]) }
    #expect(throws: Never.self) { try Scheme.sample().mayAward(lots[1], decided: []) }
  }

  static let falls: [(Lot.State, Award.PassingOver, String, signed: Bool, AwardRefusal?)] = [
    (.awarded, .declined, "来函放弃", false, nil), (.awarded, .unlawfulAct, "质疑成立", false, nil),
    (.evaluated, .lotLimit, "", true, .nothingAwarded), (.failed, .declined, "来函放弃", false, .nothingAwarded),
    (.awarded, .lotLimit, "", true, .contractSigned), (.awarded, .lotLimit, "", false, .groundUnfit),
    (.awarded, .teamTaken, "人员", false, .groundUnfit), (.awarded, .forceMajeure, "  ", false, .reasonMissing),
  ]
  @Test(arguments: falls.indices)
  func `an award falls through before the contract, on a ground of the winner's, with its reason`(index: Int) {
    let (state, ground, reason, signed, refusal) = Self.falls[index]
    do throws(AwardRefusal) {
      try Award.mayFall(state: state, ground: ground, reason: reason, isContractSigned: signed)
      #expect(refusal == nil)
    } catch {
      #expect(error == refusal)
    }
  }

  @Test func `candidates are public for three days before a lot is awarded, where the law wants it`() throws {
    func day(_ text: String) throws -> CalendarDay { try some(CalendarDay(text)) }
    let rules = RuleBook.inForce(on: try day("2026-11-02"), for: .t1)
    let span = Publicity.span(from: try day("2026-11-26"), rules: rules)
    #expect(span.upperBound.description == "2026-11-30")
    #expect(Publicity.span(from: try day("2026-09-30"), rules: rules).upperBound.description == "2026-10-08")
    let (t1, t0) = (Profile.t1.procedure, Profile.t0.procedure)
    let (during, after) = (try day("2026-11-30"), try day("2026-12-01"))
    #expect(throws: AwardRefusal.publicityMissing) { try Publicity.admit(t1, span: nil, on: after, pace: .real) }
    #expect(throws: AwardRefusal.publicityRunning(until: span.upperBound)) {
      try Publicity.admit(t1, span: span, on: during, pace: .real)
    }
    #expect(throws: Never.self) { try Publicity.admit(t1, span: span, on: after, pace: .real) }
    #expect(throws: Never.self) {
      try Publicity.admit(t1, span: span, on: during, pace: .rehearsal(secondsPerDay: 0))
    }
    #expect(throws: Never.self) { try Publicity.admit(t0, span: nil, on: during, pace: .real) }
    for state in Lot.State.allCases {
      let refusal: AwardRefusal? =
        switch state {
        case .evaluated: nil
        case .awarded: .awardedAlready
        case .failed, .cancelled: .lotFailed
        default: .notEvaluated
        }
      do throws(AwardRefusal) {
        try Publicity.mayBegin(t1, state: state)
        #expect(refusal == nil, "\(state)")
      } catch { #expect(error == refusal, "\(state)") }
      #expect(throws: AwardRefusal.noPublicity) { try Publicity.mayBegin(t0, state: state) }
    }
  }

  @Test func `equal firsts are awarded by their draw`() throws {
    let draw = Evaluation.TieDraw(draw: fingerprint(9), order: [bid(1), bid(0)])
    let bids = [("100.00", "50.00"), ("100.00", "50.00"), ("100.00", "40.00")]
    let evaluation = try SampleLot.simple(bids, draws: [draw]).evaluate()
    #expect(try evaluation.award(bid(1), file: Self.file).ground == .firstRank)
    #expect(throws: AwardRefusal.skipsRank(expected: 1, given: 1)) { try evaluation.award(bid(0), file: Self.file) }
  }

  @Test func `an evaluation read back from its file awards the same`() throws {
    let evaluation = try Self.evaluation()
    let again = try Evaluation.recomputed(from: try JSON.parse(evaluation.json.canonicalBytes()), sha256: sha256)
    #expect(again == evaluation)
    #expect(throws: EvaluationFault.self) { try Evaluation.recomputed(from: .null, sha256: sha256) }
  }
}

@Suite struct `The winner's disclosure` {
  static func evaluation() throws -> Evaluation {
    let bids = [("100.00", "70.00"), ("200.00", "50.00"), ("150.00", "65.00"), ("300000.01", "80.00")]
    return try SampleLot.simple(bids, scheme: try Scheme.sample(disclosure: .winner)).evaluate()
  }
  static let salts: [Bid.ID: [UInt8]] = Dictionary(
    uniqueKeysWithValues: (0..<4).map { i in (bid(i), [UInt8](repeating: UInt8(i), count: 32)) })

  @Test func `shows the winner's numbers and nobody else's`() throws {
    let evaluation = try Self.evaluation()
    let file = try some(evaluation.publicJSON(winner: bid(0), salts: Self.salts, sha256: sha256))
    let elements = try some(file["bids"]?.arrayValue)
    #expect(elements.count == 4 && elements[0]["total"] == "90.00")
    #expect(elements.dropFirst().allSatisfy { $0.names == ["bid", "sealed"] })
    // In the order of the ids, which tells nothing of the ranks.
    let ids = elements.dropFirst().compactMap { $0["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) } }
    #expect(ids == ids.sorted() && ids.count == 3)
    for (secret, meaning) in [
      ("66.67", "a total"), ("65.00", "a score"), ("150.00", "a price"), ("overCeiling", "a ground"),
    ] {
      #expect(!file.canonicalText.contains(secret), "\(meaning) shows")
    }
  }

  @Test func `lets each bidder check its own element`() throws {
    let evaluation = try Self.evaluation()
    let file = try some(evaluation.publicJSON(winner: bid(0), salts: Self.salts, sha256: sha256))
    for element in evaluation.bids where element.bid != bid(0) {
      let own = element.json(scheme: evaluation.scheme, members: evaluation.members)
      let salt = try some(Self.salts[element.bid])
      #expect(Evaluation.isSealed(own, salt: salt, in: file, sha256: sha256))
      #expect(!Evaluation.isSealed(own.setting("rank", 9), salt: salt, in: file, sha256: sha256))
      #expect(!Evaluation.isSealed(own, salt: [UInt8](repeating: 9, count: 32), in: file, sha256: sha256))
    }
  }

  @Test func `needs a salt of 32 bytes for every bid sealed`() throws {
    let evaluation = try Self.evaluation()
    var salts = Self.salts
    salts[bid(1)] = nil
    #expect(evaluation.publicJSON(winner: bid(0), salts: salts, sha256: sha256) == nil)
    salts[bid(1)] = [1]
    #expect(evaluation.publicJSON(winner: bid(0), salts: salts, sha256: sha256) == nil)
    salts[bid(1)] = Self.salts[bid(1)]
    salts[bid(0)] = nil
    #expect(evaluation.publicJSON(winner: bid(0), salts: salts, sha256: sha256) != nil)
  }

  @Test func `still recomputes what it shows`() throws {
    let evaluation = try Self.evaluation()
    // The second rank wins here, so that lowest price and rank come from a sealed bid.
    let file = try some(evaluation.publicJSON(winner: bid(2), salts: Self.salts, sha256: sha256))
    let counts = try Evaluation.recompute(file, sha256: sha256)
    #expect(counts.recomputed == 1 && counts.sealed == 3)
    let open = try some(file["bids"]?.arrayValue?.first)
    let changes: [(String, JSON, EvaluationFault.Kind)] = [
      ("total", "78.34", .total), ("price", try some(open["price"]).setting("points", "13.34"), .pricePoints),
      ("price", try some(open["price"]).setting("lowest", "150.01"), .lowest),
      ("price", try some(open["price"]).setting("evaluated", "149.99"), .evaluated),
      ("price", try some(open["price"]).setting("lowest", "cheap"), .lowest),
    ]
    for (name, value, kind) in changes {
      let bids = [open.setting(name, value)] + (try some(file["bids"]?.arrayValue)).dropFirst()
      do {
        try Evaluation.recompute(file.setting("bids", .array(bids)), sha256: sha256)
        Issue.record("not noticed: \(name) \(kind)")
      } catch { #expect(error.kind == kind, "\(error.sentence)") }
    }
    let failed = try some(evaluation.publicJSON(winner: nil, salts: Self.salts, sha256: sha256))
    #expect(try Evaluation.recompute(failed, sha256: sha256).sealed == 4)
    // A file that is said to show everything may not hide anything.
    let hidden = try JSON.parse(try Awarding.full().canonicalBytes())
    let first = try some(hidden["bids"]?.arrayValue?.first)
    let bids =
      [["bid": first["bid"] ?? .null, "sealed": JSON(fingerprint(1).base64)]]
      + (try some(hidden["bids"]?.arrayValue)).dropFirst()
    #expect(throws: EvaluationFault.self) {
      try Evaluation.recompute(hidden.setting("bids", .array(bids)), sha256: sha256)
    }
  }
}

private enum Awarding {
  static func full() throws -> JSON { try `Awarding a lot`.evaluation().json }
}
