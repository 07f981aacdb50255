import Canon
import Exact
import Tendering
import Testing

@Suite struct `Evaluating a lot` {
  /// The price criterion's own examples, weight 10, small firm share 0.15 (rules of the price score).
  static let priceScores: [(prices: [(String, small: Bool)], points: [String])] = [
    ([("180000.00", false), ("200000.00", false), ("216000.00", false)], ["10.00", "9.00", "8.33"]),
    ([("180000.00", false), ("200000.00", true), ("216000.00", false)], ["9.44", "10.00", "7.87"]),
  ]
  @Test(arguments: priceScores)
  func `price points go by the lowest evaluated price`(prices: [(String, small: Bool)], expected: [String]) throws {
    let scheme = try Scheme.sample(criteria: [try .sample(max: "90.00")], priceMax: "10.00")
    let lot = SampleLot(
      scheme: scheme, offers: prices.enumerated().map { (bid($0.offset), $0.element.0, $0.element.small) },
      scores: prices.map { _ in [["50.00"]] })
    let result = try lot.evaluate()
    #expect(try (0..<3).map { try some(result.figures(of: bid($0))).price.points.description } == expected)
  }

  @Test func `sums, means and totals are the clerk's`() throws {
    var lot = try SampleLot.simple([("100.00", "0.00"), ("200.00", "0.00"), ("300.00", "0.00")])
    lot.scores[0] = [["70.00"], ["70.50"], ["70.50"]]
    let figures = try some(try lot.evaluate().figures(of: bid(0)))
    #expect(text(figures.criteria[0].sum) == "211.00")
    // 211 ÷ 3 = 70.333…
    #expect(figures.criteria[0].points.description == "70.33")
    #expect(figures.total.description == "90.33")
    lot.scores[0] = [["70.50"], ["70.50"], ["70.00"]]
    lot.scheme = try Scheme.sample(rounding: try some(Rounding(mode: .up, places: 1)))
    #expect(try some(try lot.evaluate().figures(of: bid(0))).total.description == "90.4")
  }

  private func text(_ units: Int64) -> String { Points(units: units, scale: 2)?.description ?? "" }

  @Test func `ranks are 1, 2, 2, 4 and equals below the first need no draw`() throws {
    let result = try SampleLot.simple([
      ("200.00", "50.00"), ("100.00", "70.00"), ("200.00", "50.00"), ("250.00", "10.00"),
    ]).evaluate()
    #expect(try (0..<4).map { try some(result.figures(of: bid($0))).rank } == [2, 1, 2, 4])
    // Ranked ones by rank, then by the bytes of the id.
    let equals = [bid(0), bid(2)].sorted()
    #expect(result.bids.map(\.bid) == [bid(1)] + equals + [bid(3)])
    #expect(try some(result.figures(of: bid(0))).tie == nil)
  }

  @Test func `of equal totals the lower evaluated price goes first, if the scheme says so`() throws {
    // 10 points at half the lowest price and 20 at the lowest: 60 + 10 = 50 + 20.
    let bids = [("200.00", "60.00"), ("100.00", "50.00"), ("400.00", "1.00")]
    let result = try SampleLot.simple(bids).evaluate()
    #expect(try (0..<3).map { try some(result.figures(of: bid($0))).rank } == [2, 1, 3])
    let plain = try SampleLot.simple(bids, scheme: try Scheme.sample(rank: [.total, .draw]))
    #expect(throws: EvaluationRefusal.tieNotDrawn(bids: [bid(0), bid(1)].sorted())) { try plain.evaluate() }
  }

  @Test func `equal firsts wait for a public draw of exactly them`() throws {
    let bids = [("100.00", "50.00"), ("100.00", "50.00"), ("100.00", "40.00")]
    let tied = [bid(0), bid(1)].sorted()
    #expect(throws: EvaluationRefusal.tieNotDrawn(bids: tied)) { try SampleLot.simple(bids).evaluate() }
    let draw = Evaluation.TieDraw(draw: fingerprint(9), order: [bid(1), bid(0)])
    let result = try SampleLot.simple(bids, draws: [draw]).evaluate()
    #expect(try some(result.figures(of: bid(1))).tie?.order == 1)
    #expect(try some(result.figures(of: bid(1))).tie?.draw == fingerprint(9))
    #expect(try some(result.figures(of: bid(0))).tie?.order == 2)
    #expect(try some(result.figures(of: bid(0))).rank == 1)
    #expect(result.awardOrder.map(\.bid) == [bid(1), bid(0), bid(2)])
    let wrong = Evaluation.TieDraw(draw: fingerprint(9), order: [bid(1), bid(0), bid(2)])
    #expect(throws: EvaluationRefusal.drawDiffers(bids: tied)) { try SampleLot.simple(bids, draws: [wrong]).evaluate() }
    let idle = Evaluation.TieDraw(draw: fingerprint(8), order: [bid(2)])
    #expect(throws: EvaluationRefusal.drawDiffers(bids: [bid(2)])) {
      try SampleLot.simple(bids, draws: [draw, idle]).evaluate()
    }
    try Evaluation.recompute(try JSON.parse(result.json.canonicalBytes()), sha256: sha256)
  }

  @Test func `an admitted price above the ceiling is invalid at conformity and sets no lowest`() throws {
    let lot = try SampleLot.simple([
      ("300000.01", "80.00"), ("300000.00", "50.00"), ("299999.99", "40.00"), ("200000.00", "1.00"),
    ])
    let result = try lot.evaluate()
    let last = try some(result.bids.last)
    guard case .invalid(let why, let read) = last.standing else { throw BadSample("not invalid") }
    #expect(last.bid == bid(0) && why.stage == .conformity && why.ground == "overCeiling")
    #expect(read == Price("300000.01"))
    #expect(last.json(scheme: lot.scheme, members: result.members)["price"] == ["read": "300000.01"])
    #expect(result.failed == nil)
  }

  @Test func `fewer ranked bids than the minimum fail the lot under profile G only`() throws {
    let lot = try SampleLot.simple([("100.00", "50.00"), ("200.00", "40.00")])
    let failed = try lot.evaluate(extra: [.unopenable(bid: bid(9), bidder: try key("u"))])
    #expect(failed.failed == .tooFewConforming)
    #expect(failed.json["failed"] == "tooFewConforming")
    #expect(try lot.evaluate(failsBelowMinimum: false).json["failed"] == nil)
    let json = try JSON.parse(failed.json.canonicalBytes())
    #expect(try Evaluation.recompute(json, sha256: sha256).recomputed == 3)
    #expect(throws: EvaluationFault.self) { try Evaluation.recompute(json.removing("failed"), sha256: sha256) }
    #expect(try Evaluation.recompute(json.removing("failed"), failsBelowMinimum: false, sha256: sha256).sealed == 0)
  }

  @Test func `equal firsts of a lot that fails need no draw, and need one where it goes on all the same`() throws {
    let bids = [("100.00", "50.00"), ("100.00", "50.00")]
    let tied = [bid(0), bid(1)].sorted()
    let lot = try SampleLot.simple(bids)
    let failed = try lot.evaluate()
    #expect(failed.failed == .tooFewConforming)
    for place in 0...1 {
      let figures = try some(failed.figures(of: bid(place)))
      #expect(figures.rank == 1 && figures.tie == nil)
    }
    let json = try JSON.parse(failed.json.canonicalBytes())
    try Evaluation.recompute(json, sha256: sha256)
    #expect(throws: EvaluationRefusal.tieNotDrawn(bids: tied)) { try lot.evaluate(failsBelowMinimum: false) }
    for fails in [true, false] {
      #expect(throws: EvaluationFault.self) {
        try Evaluation.recompute(json.removing("failed"), failsBelowMinimum: fails, sha256: sha256)
      }
    }
    // What was drawn all the same stays beside the ranks.
    let drawn = try SampleLot.simple(bids, draws: [Evaluation.TieDraw(draw: fingerprint(9), order: [bid(1), bid(0)])])
    for fails in [true, false] {
      let result = try drawn.evaluate(failsBelowMinimum: fails)
      #expect(try some(result.figures(of: bid(1))).tie?.order == 1)
      let again = try JSON.parse(result.json.canonicalBytes())
      try Evaluation.recompute(again, failsBelowMinimum: fails, sha256: sha256)
    }
  }

  @Test func `a place in a draw may be as high as there may be bids`() throws {
    let draw = Evaluation.TieDraw(draw: fingerprint(9), order: [bid(1), bid(0)])
    let lot = try SampleLot.simple([("100.00", "50.00"), ("100.00", "50.00"), ("100.00", "40.00")], draws: [draw])
    let json = try JSON.parse(try lot.evaluate().json.canonicalBytes())
    for (order, kind) in [
      (401, EvaluationFault.Kind.tie), (20_000, .tie), (20_001, .form), (0, .form),
    ] {
      var bids = try some(json["bids"]?.arrayValue)
      let at = try some(bids.firstIndex { $0["tie"]?["order"]?.integerValue == 2 })
      bids[at] = bids[at].setting("tie", try some(bids[at]["tie"]).setting("order", JSON(order)))
      do {
        try Evaluation.recompute(json.setting("bids", .array(bids)), sha256: sha256)
        Issue.record("not noticed: \(order)")
      } catch { #expect(error.kind == kind, "\(order): \(error.sentence)") }
    }
  }

  @Test func `corrections stand beside the figures and the award takes the corrected price`() throws {
    var lot = try SampleLot.simple([("100.00", "50.00"), ("200.00", "40.00"), ("300.00", "40.00")])
    lot.scores.removeFirst()
    lot.offers.removeFirst()
    let steps = [
      PriceCorrection(rule: .wordsOverFigures, from: try yuan("100.00"), to: try yuan("110.00")),
      PriceCorrection(rule: .itemsOverTotal, from: try yuan("110.00"), to: try yuan("120.00")),
    ]
    func offer(_ steps: [PriceCorrection], deduction: String = "0.15") throws -> Evaluation.Entry {
      .admitted(
        Evaluation.AdmittedOffer(
          bid: bid(0), bidder: try key("a"), read: try yuan("100.00"), corrections: steps,
          deduction: try points(deduction)))
    }
    var sheets = try lot.sheets
    sheets = sheets.map { sheet in
      var rows = sheet.scores
      rows[bid(0)] = [5000]
      return ScoreSheet(member: sheet.member, scores: rows)
    }
    func evaluate(_ entry: Evaluation.Entry) throws -> Evaluation {
      try Evaluation.evaluate(
        tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")), scheme: lot.scheme, committee: fingerprint(1),
        entries: try lot.entries + [entry], sheets: sheets,
        sheetNotes: [fingerprint(2), fingerprint(3), fingerprint(4)],
        sha256: sha256)
    }
    let result = try evaluate(try offer(steps))
    let figures = try some(result.figures(of: bid(0)))
    #expect(figures.price.corrected.description == "120.00" && figures.price.evaluated.description == "102.00")
    #expect(try result.award(bid(0), file: fingerprint(1)).price.description == "120.00")
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(
      json["bids"]?.arrayValue?.first?["price"]?["corrections"]?.arrayValue?.first == [
        "rule": "wordsOverFigures", "from": "100.00", "to": "110.00",
      ])
    try Evaluation.recompute(json, sha256: sha256)
    #expect(throws: EvaluationRefusal.correctionsBroken(bid: bid(0))) { try evaluate(try offer([steps[1]])) }
    #expect(throws: EvaluationRefusal.deductionDiffers(bid: bid(0))) { try evaluate(try offer([], deduction: "0.10")) }
    #expect(throws: EvaluationRefusal.deductionDiffers(bid: bid(0))) { try evaluate(try offer([], deduction: "0.0")) }
    let nothing = [PriceCorrection(rule: .itemsOverTotal, from: try yuan("100.00"), to: .zero)]
    #expect(throws: EvaluationRefusal.priceZero(bid: bid(0))) { try evaluate(try offer(nothing)) }
  }

  @Test func `a fixed price is no factor and only a draw separates equals`() throws {
    let scheme = try Scheme.sample(
      criteria: [try .sample(max: "100.00")], priceMax: "0.00", deduction: "0.00", formula: .fixed,
      rank: [.total, .draw])
    let lot = try SampleLot.simple(
      [("300000.00", "90.00"), ("300000.00", "80.00"), ("300000.00", "70.00")], scheme: scheme)
    let result = try lot.evaluate()
    #expect(try some(result.figures(of: bid(0))).total.description == "90.00")
    #expect(try some(result.figures(of: bid(0))).price.points.description == "0.00")
    try Evaluation.recompute(try JSON.parse(result.json.canonicalBytes()), sha256: sha256)
  }

  @Test func `no bid at all gives an empty, failed result`() throws {
    let scheme = try Scheme.sample()
    let result = try Evaluation.evaluate(
      tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")), scheme: scheme, committee: fingerprint(1),
      entries: [.malformed(bid: bid(1), bidder: try key("a"))], sheets: [ScoreSheet(member: "m1", scores: [:])],
      sheetNotes: [fingerprint(2)], sha256: sha256)
    #expect(result.failed == .tooFewConforming && result.bids.count == 1)
  }

  static let refusals: [(String, @Sendable (inout SampleLot) throws -> Void, EvaluationRefusal)] = [
    ("a bid twice", { $0.offers[1].bid = bid(0) }, .bidTwice(bid: bid(0))),
    (
      "a score above the maximum", { $0.scores[1][2] = ["80.50"] },
      .sheet(member: "m3", .outOfRange(bid: bid(1), criterion: "c1"))
    ),
    (
      "a score off the step", { $0.scores[1][0] = ["40.25"] },
      .sheet(member: "m1", .offStep(bid: bid(1), criterion: "c1"))
    ),
    (
      "a score too many", { $0.scores[1][0] = ["40.00", "1.00"] },
      .sheet(member: "m1", .criterionMissing(bid: bid(1), criterion: ""))
    ),
    (
      "a score too few", { $0.scores[1][0] = [] },
      .sheet(member: "m1", .criterionMissing(bid: bid(1), criterion: "c1"))
    ),
    (
      "members who differ on an objective criterion",
      {
        $0.scheme = try Scheme.sample(criteria: [try .sample(kind: .objective)])
        $0.scores[2][1] = ["40.50"]
      }, .objectiveScoresDiffer(bid: bid(2), criterion: "c1")
    ),
  ]
  @Test(arguments: refusals.indices)
  func `what cannot be evaluated is refused`(index: Int) throws {
    let (_, change, refusal) = Self.refusals[index]
    var lot = try SampleLot.simple([("100.00", "50.00"), ("200.00", "40.00"), ("300.00", "30.00")])
    try change(&lot)
    #expect(throws: refusal) { try lot.evaluate() }
  }

  @Test func `sheets that miss a bid or have one more are refused`() throws {
    let lot = try SampleLot.simple([("100.00", "50.00"), ("200.00", "40.00"), ("300.00", "30.00")])
    let (entries, sheets) = (try lot.entries, try lot.sheets)
    func elements(_ sheets: [ScoreSheet], _ entries: [Evaluation.Entry]) throws {
      _ = try Evaluation.elements(scheme: lot.scheme, entries: entries, sheets: sheets)
    }
    #expect(throws: EvaluationRefusal.sheet(member: "m1", .bidNotScored(bid: bid(2)))) {
      try elements(sheets, Array(entries.prefix(2)))
    }
    let short = ScoreSheet(member: "m2", scores: sheets[1].scores.filter { $0.key != bid(1) })
    #expect(throws: EvaluationRefusal.sheet(member: "m2", .bidMissing(bid: bid(1)))) {
      try elements([sheets[0], short, sheets[2]], entries)
    }
    #expect(throws: EvaluationRefusal.membersWrong) { try elements([sheets[1], sheets[0]], entries) }
    #expect(throws: EvaluationRefusal.membersWrong) { try elements([], entries) }
  }

  // MARK: Properties

  static func random(_ random: inout Seeded) throws -> SampleLot {
    let kinds: [Criterion.Kind] = [.judged, .objective]
    let criteria = try (1...4).map { try Criterion.sample("c\($0)", kind: kinds[$0 % 2], max: "20.00", step: "0.50") }
    let scheme = try Scheme.sample(minBids: 1, criteria: criteria)
    let (bids, members) = (Int.random(in: 1...6, using: &random), Int.random(in: 1...3, using: &random) * 2 + 3)
    var lot = SampleLot(scheme: scheme, offers: [], scores: [])
    for i in 0..<bids {
      let fen = Int64.random(in: 1...300, using: &random) * 100_000
      lot.offers.append((bid(i), Price(fen: fen)?.description ?? "", Bool.random(using: &random)))
      let common = criteria.map { _ in Int64.random(in: 0...40, using: &random) * 50 }
      lot.scores.append(
        (0..<members).map { _ in
          zip(criteria, common).map { criterion, common in
            let units = criterion.kind == .objective ? common : Int64.random(in: 0...40, using: &random) * 50
            return Points(units: units, scale: 2)?.description ?? ""
          }
        })
    }
    return lot
  }

  /// Evaluates, drawing ties by the order of the ids.
  static func drawn(_ lot: SampleLot) throws -> Evaluation {
    do { return try lot.evaluate() } catch EvaluationRefusal.tieNotDrawn(let bids) {
      var lot = lot
      lot.draws = [Evaluation.TieDraw(draw: fingerprint(7), order: bids)]
      return try lot.evaluate()
    }
  }

  @Test func `the order of bids never matters`() throws {
    let seed: UInt64 = 34
    var random = Seeded(state: seed)
    for _ in 0..<60 {
      var lot = try Self.random(&random)
      let first = try Self.drawn(lot).json
      let order = lot.offers.indices.shuffled(using: &random)
      let bidders = try lot.offers.indices.map { try key("b\($0)") }
      (lot.offers, lot.scores) = (order.map { lot.offers[$0] }, order.map { lot.scores[$0] })
      let second = try Self.drawn(lot).bids
      for element in second {
        let i = try some(lot.offers.firstIndex { $0.bid == element.bid })
        let same = try some(first["bids"]?.arrayValue?.first { $0["bid"]?.stringValue == element.bid.base64 })
        // Only the sample's names of bidders go by place.
        let renamed = element.json(scheme: lot.scheme, members: try lot.sheets.map(\.member))
          .setting("bidder", JSON(bidders[order[i]].text))
        #expect(renamed == same, "seed \(seed)")
      }
    }
  }
}
