import Canon
import Exact
import Tendering
import Testing

@Suite struct `Other ways to measure prices` {
  /// Mean 200000.00; one point a per cent above, half a point below, of 20.
  @Test func `by the mean each per cent away costs its points, more above than below`() throws {
    let scheme = try Scheme.meanDeviation()
    let lot = try SampleLot.simple(
      [("200000.00", "50.00"), ("210000.00", "40.00"), ("190000.00", "30.00")], scheme: scheme)
    let result = try lot.evaluate()
    #expect(
      try (0..<3).map { try some(result.figures(of: bid($0))).price.points.description } == ["20.00", "15.00", "17.50"])
    #expect(try some(result.figures(of: bid(0))).price.mean == Price("200000.00"))
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(json["bids"]?.arrayValue?.first?["price"]?["mean"] == "200000.00")
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    let price = (json["bids"]?.arrayValue?[0]["price"] ?? .null).setting("mean", "200000.01")
    var bids = try some(json["bids"]?.arrayValue)
    bids[0] = bids[0].setting("price", price)
    do {
      try Evaluation.recompute(json.setting("bids", .array(bids)), sha256: sha256)
      Issue.record("not noticed")
    } catch { #expect(error.kind == .lowest && error.field == "bids[0].price.mean") }
  }

  @Test func `the mean is published in whole fen and points never fall below none`() throws {
    let lot = try SampleLot.simple(
      [("100.00", "50.00"), ("100.01", "40.00"), ("299999.99", "30.00")], scheme: try .meanDeviation())
    let result = try lot.evaluate()
    // 300200.00 ÷ 3 = 100066.666…
    #expect(try some(result.figures(of: bid(0))).price.mean == Price("100066.67"))
    // Almost 200 per cent above costs more than there is; almost 100 below costs fifty points.
    #expect(
      try (0..<3).map { try some(result.figures(of: bid($0))).price.points.description } == ["0.00", "0.00", "0.00"])
  }

  @Test func `by the lowest price nothing is scored and the evaluated price ranks`() throws {
    let scheme = try Scheme.lowestPrice()
    // A small firm's 105000 counts as 89250.
    let lot = SampleLot(
      scheme: scheme,
      offers: [(bid(0), "100000.00", false), (bid(1), "105000.00", true), (bid(2), "120000.00", false)],
      scores: [[[], [], []], [[], [], []], [[], [], []]])
    let result = try lot.evaluate()
    #expect(try (0..<3).map { try some(result.figures(of: bid($0))).rank } == [2, 1, 3])
    #expect(try some(result.figures(of: bid(1))).total.description == "0.00")
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    #expect(try result.award(bid(1), file: fingerprint(1)).price.description == "105000.00")
  }

  @Test func `equal lowest prices wait for a draw`() throws {
    let lot = SampleLot(
      scheme: try Scheme.lowestPrice(),
      offers: [(bid(0), "100.00", false), (bid(1), "100.00", false), (bid(2), "120.00", false)],
      scores: [[[]], [[]], [[]]])
    #expect(throws: EvaluationRefusal.tieNotDrawn(bids: [bid(0), bid(1)].sorted())) { try lot.evaluate() }
  }

  @Test func `a trimmed mean leaves out one highest and one lowest score, of five members at least`() throws {
    let scheme = try Scheme.sample(minBids: 1, combine: .trimmedMean)
    var lot = SampleLot(
      scheme: scheme, offers: [(bid(0), "100.00", false)],
      scores: [[["10.00"], ["50.00"], ["60.00"], ["70.00"], ["80.00"]]])
    let figures = try some(try lot.evaluate().figures(of: bid(0))).criteria[0]
    #expect(figures.count == 3 && figures.sum == 18_000 && figures.points.description == "60.00")
    let json = try JSON.parse(try lot.evaluate().json.canonicalBytes())
    #expect(json["bids"]?.arrayValue?.first?["criteria"]?["c1"]?["count"] == 3)
    try Evaluation.recompute(json, sha256: sha256)
    lot.scores[0].removeLast()
    #expect(throws: EvaluationRefusal.tooFewToTrim(needed: 5, given: 4)) { try lot.evaluate() }
  }
}

@Suite struct `Prices beyond machine words` {
  @Test func `have their points like others`() throws {
    let scheme = try Scheme.sample(
      ceiling: "92233720368547758.07", minBids: 1, priceMax: "20.000000000", deduction: "0.1500",
      rounding: try some(Rounding(mode: .halfUp, places: 6)))
    let lot = SampleLot(
      scheme: scheme, offers: [(bid(0), "92233720368547758.06", false), (bid(1), "46116860184273879.03", false)],
      scores: [[["10.00"], ["10.00"], ["10.00"]], [["10.00"], ["10.00"], ["10.00"]]])
    let result = try lot.evaluate()
    #expect(try some(result.figures(of: bid(1))).price.points.description == "20.000000")
    #expect(try some(result.figures(of: bid(0))).price.points.description == "10.000000")
  }
}

@Suite struct `The deduction of a small firm` {
  typealias Case = (size: FirmSize?, members: JSON, deduction: String)
  static let cases: [Case] = [
    (.small, [], "0.15"), (.micro, [], "0.15"), (.medium, [], "0.00"), (nil, [], "0.00"),
    (.small, [["creditCode": "91411600MA0000015H", "size": "micro"]], "0.15"),
    (.micro, [["size": "small"], ["size": "medium"]], "0.00"), (.small, [["size": "large"]], "0.00"),
    (.medium, [["size": "micro"]], "0.00"),
    // Named by its code alone, or so that nobody can read it: nobody has said that it is small.
    (.small, ["91411600MA0000015H"], "0.00"), (.small, ["某公司"], "0.00"), (.small, [["size": "tiny"]], "0.00"),
  ]
  @Test(arguments: cases.indices)
  func `is a consortium's only if all its members are small or micro`(index: Int) throws {
    let (size, members, deduction) = Self.cases[index]
    let offer = Offer(reading: ["supplier": ["size": JSON(size?.rawValue), "members": members]])
    let price = try Scheme.sample(deduction: "0.15").price
    let given = price.deduction(for: offer.size, members: offer.memberSizes)
    #expect(given == (try points(deduction)), "case \(index)")
  }
}

@Suite struct `After the sheets are signed` {
  /// Five members; the fifth gives the first bid far less than the others.
  private static func lot(kind: Criterion.Kind = .judged) throws -> SampleLot {
    SampleLot(
      scheme: try Scheme.sample(minBids: 1, criteria: [try .sample(kind: kind)]),
      offers: [(bid(0), "100.00", false), (bid(1), "200.00", false)],
      scores: [
        [["50.00"], ["50.00"], ["50.00"], ["50.00"], ["35.00"]],
        [["40.00"], ["40.00"], ["40.00"], ["40.00"], ["40.00"]],
      ])
  }

  private static func evaluate(
    _ lot: SampleLot, changes: [ScoreChange] = [], explanations: [Explanation] = []
  ) throws -> Evaluation {
    try Evaluation.evaluate(
      tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")), scheme: lot.scheme, committee: fingerprint(1),
      entries: try lot.entries, sheets: try lot.sheets, sheetNotes: (0..<5).map { fingerprint(10 + $0) },
      changes: changes, explanations: explanations, sha256: sha256)
  }

  private static func change(
    _ ground: ScoreChange.Ground, member: String = "m5", from: Int64 = 3500, to: Int64 = 4500, reason: String = "漏看一页",
    criterion: String = "c1", of: Bid.ID = bid(0)
  ) -> ScoreChange {
    ScoreChange(ground: ground, member: member, bid: of, criterion: criterion, from: from, to: to, reason: reason)
  }

  @Test func `a score 30 per cent away from the others' mean is flagged, high or low`() throws {
    let plain = try Self.evaluate(try Self.lot())
    #expect(plain.unexplained() == [Outlier(member: "m5", bid: bid(0), criterion: "c1", direction: .low)])
    var lot = try Self.lot()
    lot.scores[0][4] = ["35.50"]
    #expect(try Self.evaluate(lot).unexplained().isEmpty)
    lot.scores[0][4] = ["65.00"]
    #expect(try Self.evaluate(lot).unexplained().first?.direction == .high)
    // Where the others give nothing, any point is far; where all give nothing, none is.
    lot.scores[0] = [["0.00"], ["0.00"], ["0.00"], ["0.00"], ["0.50"]]
    let flags = try Self.evaluate(lot).unexplained()
    #expect(flags.map(\.direction) == [.low, .low, .low, .low, .high])
    lot.scores[0] = Array(repeating: ["0.00"], count: 5)
    #expect(try Self.evaluate(lot).unexplained().isEmpty)
  }

  @Test func `a reason settles a flag, and a reason for nothing is refused`() throws {
    let said = Explanation(member: "m5", bid: bid(0), criterion: "c1", reason: "方案缺少培训计划")
    let result = try Self.evaluate(try Self.lot(), explanations: [said])
    #expect(result.unexplained().isEmpty)
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(json["explanations"]?.arrayValue?.first?["reason"] == "方案缺少培训计划")
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    let idle = Explanation(member: "m1", bid: bid(0), criterion: "c1", reason: "x")
    #expect(throws: EvaluationRefusal.explanationIdle(member: "m1", bid: bid(0), criterion: "c1")) {
      try Self.evaluate(try Self.lot(), explanations: [idle])
    }
  }

  @Test func `a flagged score may be changed with its reason, and the signed sheet stays what it was`() throws {
    let result = try Self.evaluate(try Self.lot(), changes: [Self.change(.extreme)])
    #expect(try some(result.figures(of: bid(0))).criteria[0].points.description == "49.00")
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(
      json["changes"] == [
        [
          "ground": "extreme", "member": "m5", "bid": JSON(bid(0).base64), "criterion": "c1", "from": "35.00",
          "to": "45.00", "reason": "漏看一页",
        ]
      ])
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    // Without changes the file has no such key.
    #expect(try Self.evaluate(try Self.lot()).json["changes"] == nil)
  }

  @Test func `an objective score that differs, and one out of range, may be put right`() throws {
    let lot = try Self.lot(kind: .objective)
    #expect(throws: EvaluationRefusal.objectiveScoresDiffer(bid: bid(0), criterion: "c1")) { try Self.evaluate(lot) }
    let right = Self.change(.objectiveDiffers, to: 5000)
    #expect(
      try some(try Self.evaluate(lot, changes: [right]).figures(of: bid(0))).criteria[0].points.description == "50.00")
    var wide = try Self.lot()
    wide.scores[0][4] = ["80.50"]
    #expect(throws: EvaluationRefusal.sheet(member: "m5", .outOfRange(bid: bid(0), criterion: "c1"))) {
      try Self.evaluate(wide)
    }
    let within = Self.change(.outOfRange, from: 8050, to: 8000)
    let result = try Self.evaluate(wide, changes: [within])
    try Evaluation.recompute(try JSON.parse(result.json.canonicalBytes()), sha256: sha256)
  }

  private static let unlawful: [(String, ScoreChange)] = [
    ("a score that is not far from the others'", change(.extreme, member: "m1", from: 5000, to: 4500)),
    ("a judged score as an objective one", change(.objectiveDiffers)),
    ("a score within its range as one outside", change(.outOfRange)),
    ("from another score than stands", change(.extreme, from: 3600)), ("to the same", change(.extreme, to: 3500)),
    ("to a score off the step", change(.extreme, to: 4525)), ("above the maximum", change(.extreme, to: 8050)),
    ("without a reason", change(.extreme, reason: " \n")),
    ("with a reason without end", change(.extreme, reason: String(repeating: "长", count: 700))),
    ("of nobody", change(.extreme, member: "m6")), ("of no criterion", change(.extreme, criterion: "c9")),
    ("of no bid", change(.extreme, of: bid(7))),
  ]
  @Test(arguments: unlawful.indices)
  func `any other change is refused`(index: Int) throws {
    let (what, change) = Self.unlawful[index]
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 0), "\(what)") {
      try Self.evaluate(try Self.lot(), changes: [change])
    }
    // Of two the second is named by its place.
    #expect(throws: EvaluationRefusal.changeUnlawful(index: 1), "\(what)") {
      try Self.evaluate(try Self.lot(), changes: [Self.change(.extreme, to: 3000), change])
    }
  }

  @Test func `a change left out of the file, or made up, is found out`() throws {
    let json = try JSON.parse(try Self.evaluate(try Self.lot(), changes: [Self.change(.extreme)]).json.canonicalBytes())
    // Without it the file is a coherent one of other sheets: those are compared with what was signed.
    #expect(try Evaluation.recompute(json.removing("changes"), sha256: sha256).recomputed == 2)
    func fault(_ name: String, _ value: JSON) throws -> EvaluationFault {
      let change = try some(json["changes"]?.arrayValue?.first).setting(name, value)
      do { try Evaluation.recompute(json.setting("changes", [change]), sha256: sha256) } catch { return error }
      throw BadSample("not noticed: \(name)")
    }
    #expect(try fault("from", "44.00").kind == .change)
    #expect(try fault("to", "44.00").kind == .form)
    #expect(try fault("member", "m9").kind == .form)
    #expect(try fault("criterion", "c9").kind == .form)
    #expect(try fault("ground", "taste").kind == .form)
    #expect(try fault("reason", "").kind == .form)
  }

  @Test func `the public form of a winner shows no other bid's changes and reasons`() throws {
    var lot = try Self.lot()
    lot.scheme = try Scheme.sample(minBids: 1, disclosure: .winner)
    lot.scores[1][4] = ["20.00"]
    let both = [Self.change(.extreme), Self.change(.extreme, from: 2000, to: 3900, of: bid(1))]
    let result = try Self.evaluate(lot, changes: both)
    let salts = [bid(0): [UInt8](repeating: 1, count: 32), bid(1): [UInt8](repeating: 2, count: 32)]
    let shown = try some(result.publicJSON(winner: bid(0), salts: salts, sha256: sha256))
    #expect(shown["changes"]?.arrayValue?.map { $0["bid"]?.stringValue } == [bid(0).base64])
    #expect(try Evaluation.recompute(try JSON.parse(shown.canonicalBytes()), sha256: sha256).sealed == 1)
  }
}
