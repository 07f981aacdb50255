import Canon
import Exact
import Tendering
import Testing

/// Bids with answers: one criterion of 80 that goes by them, price 20 at equal prices, so that totals tell points.
private struct Answered {
  var criterion: Criterion
  var answers: [String?]
  /// What the members give, bid by bid; nil for what the answer is worth.
  var given: [[String]?]
  var reasons: [Int: String] = [:]
  var minBids = 1

  func evaluate() throws -> Evaluation {
    let scheme = try Scheme.sample(minBids: minBids, criteria: [criterion])
    let bids = answers.indices.map { bid($0) }
    let entries = try answers.enumerated().map { index, answer -> Evaluation.Entry in
      var own: [String: String] = [:]
      if let answer { own["c1"] = answer }
      var why: [String: String] = [:]
      if let reason = reasons[index] { why["c1"] = reason }
      return .admitted(
        Evaluation.AdmittedOffer(
          bid: bids[index], bidder: try key("b\(index)"), read: try yuan("\(100 + index).00"),
          deduction: try points("0.00"), answers: own, reasons: why))
    }
    let sheets = try (0..<3).map { m in
      var rows: [Bid.ID: [Int64]] = [:]
      for (index, bid) in bids.enumerated() {
        let worth = criterion.units(forAnswer: answers[index], rounding: scheme.rounding) ?? 0
        rows[bid] = [try given[index].map { try points($0[m]).units } ?? worth]
      }
      return ScoreSheet(member: "m\(m + 1)", scores: rows)
    }
    return try Evaluation.evaluate(
      tender: try some(Tender.ID("T")), lot: try some(Lot.ID("1")), scheme: scheme, committee: fingerprint(1),
      entries: entries, sheets: sheets, sheetNotes: sheets.indices.map { fingerprint(10 + $0) }, sha256: sha256)
  }
}

@Suite struct `A criterion that goes by the answer` {
  static let bands: [(answer: String?, points: String)] = [
    ("0", "0.00"), ("1.99", "0.00"), ("2", "40.00"), ("2.00", "40.00"), ("3.5", "40.00"), ("4", "80.00"),
    ("1000000000", "80.00"), ("-1", "0.00"), ("三天", "0.00"), ("", "0.00"), (nil, "0.00"), ("3 天", "0.00"),
  ]
  @Test(arguments: bands)
  func `has the points of the band in which the number lies`(answer: String?, expected: String) throws {
    let criterion = try Criterion.banded([("0", "0.00"), ("2", "40.00"), ("4", "80.00")])
    let units = try some(criterion.units(forAnswer: answer, rounding: .hundredths))
    #expect(Points(units: units, scale: 2)?.description == expected)
  }

  /// Beyond machine words, and numbers all the same.
  static let long: [(answer: String, banded: Int64, line: Int64)] = [
    ("9223372036854775807", 8000, 8000), ("9223372036854775808", 8000, 8000),
    (String(repeating: "9", count: 300), 8000, 8000), ("3.00000000000000000000000001", 4000, 4000),
    ("1.99999999999999999999999999", 0, 2000), (String(repeating: "9", count: 301), 0, 0),
    ("09223372036854775808", 0, 0), ("9223372036854775808.", 0, 0), ("9223372036854775808,5", 0, 0),
  ]
  @Test(arguments: long)
  func `counts a number of any length for what it is`(answer: String, banded: Int64, line: Int64) throws {
    let bands = try Criterion.banded([("0", "0.00"), ("2", "40.00"), ("4", "80.00")])
    #expect(bands.units(forAnswer: answer, rounding: .hundredths) == banded)
    #expect(try Criterion.line("1", "5").units(forAnswer: answer, rounding: .hundredths) == line)
  }

  @Test func `below the first band has no points, and bands may fall`() throws {
    let criterion = try Criterion.banded([("1", "80.00"), ("24", "40.00"), ("72", "0.00")])
    let worth = ["0.5", "1", "23.9", "24", "100"].map { criterion.units(forAnswer: $0, rounding: .hundredths) }
    #expect(worth == [0, 8000, 8000, 4000, 0])
  }

  @Test func `has the points of the answer in the table, scalar by scalar`() throws {
    let criterion = try Criterion.lookup([("三级", "80.00"), ("二级", "40.00"), ("é", "10.00")])
    let worth = ["三级", "二级", "一级", "三级 ", "e\u{301}", "é"].map {
      criterion.units(forAnswer: $0, rounding: .hundredths)
    }
    #expect(worth == [8000, 4000, 0, 0, 0, 1000])
  }

  /// max 80.00, step 0.50, from 1 to 5: each whole number 20 points.
  static let line: [(answer: String, mode: Rounding.Mode, points: Int64)] = [
    ("1", .halfUp, 0), ("3", .halfUp, 4000), ("5", .halfUp, 8000), ("9", .halfUp, 8000), ("0.5", .halfUp, 0),
    // 2.33 − 1 = 1.33 of 4: 26.60, which is 53.2 steps.
    ("2.33", .halfUp, 2650), ("2.33", .up, 2700), ("2.33", .down, 2650),
    // 26.25 lies half way between two steps.
    ("2.3125", .halfUp, 2650), ("2.3125", .halfEven, 2600), ("2.3125", .down, 2600), ("x", .up, 0),
  ]
  @Test(arguments: line)
  func `grows evenly between the two ends, in whole steps`(answer: String, mode: Rounding.Mode, points: Int64) throws {
    let rounding = try some(Rounding(mode: mode, places: 2))
    #expect(try Criterion.line("1", "5").units(forAnswer: answer, rounding: rounding) == points)
    // The other way round it falls.
    let falling = try Criterion.line("5", "1")
    #expect(falling.units(forAnswer: "5", rounding: rounding) == 0)
    #expect(falling.units(forAnswer: "1", rounding: rounding) == 8000)
    #expect(falling.units(forAnswer: "0", rounding: rounding) == 8000)
  }

  @Test func `shows answer and worth in the file, which recomputes from itself alone`() throws {
    let lot = Answered(
      criterion: try .banded([("0", "0.00"), ("2", "40.00"), ("4", "80.00")]), answers: ["4", "2", nil],
      given: [nil, nil, nil])
    let result = try lot.evaluate()
    let json = try JSON.parse(result.json.canonicalBytes())
    let first = json["bids"]?.arrayValue?.first?["criteria"]?["c1"]
    #expect(first?["answer"] == "4" && first?["byAnswer"] == "80.00" && first?["points"] == "80.00")
    #expect(try Evaluation.recompute(json, sha256: sha256).recomputed == 3)
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    let last = json["bids"]?.arrayValue?.last?["criteria"]?["c1"]
    #expect(last?["answer"] == .null && last?["byAnswer"] == "0.00")
  }

  @Test func `may be given less by all members alike, with the reason beside it, and never more`() throws {
    var lot = Answered(
      criterion: try .banded([("0", "0.00"), ("2", "40.00"), ("4", "80.00")]), answers: ["4", "2", "4"],
      given: [nil, nil, ["40.00", "40.00", "40.00"]])
    lot.reasons[2] = "证明材料只证明两天"
    let json = try JSON.parse(try lot.evaluate().json.canonicalBytes())
    let less = json["bids"]?.arrayValue?.compactMap { $0["criteria"]?["c1"] }.first { $0["reason"] != nil }
    #expect(less?["byAnswer"] == "80.00" && less?["points"] == "40.00" && less?["reason"] == "证明材料只证明两天")
    try Evaluation.recompute(json, sha256: sha256)
    lot.given[1] = ["80.00", "80.00", "80.00"]
    #expect(throws: EvaluationRefusal.scoreAboveAnswer(bid: bid(1), criterion: "c1", byAnswer: "40.00")) {
      try lot.evaluate()
    }
    lot.given[1] = ["40.00", "0.00", "40.00"]
    #expect(throws: EvaluationRefusal.objectiveScoresDiffer(bid: bid(1), criterion: "c1")) { try lot.evaluate() }
  }

  @Test func `that was tampered with in the file is found out`() throws {
    let lot = Answered(
      criterion: try .lookup([("是", "80.00"), ("否", "0.00")]), answers: ["是", "否", "是"], given: [nil, nil, nil])
    let json = try JSON.parse(try lot.evaluate().json.canonicalBytes())
    func tampered(_ name: String, _ value: JSON) throws -> EvaluationFault {
      var bids = try some(json["bids"]?.arrayValue)
      let criteria = try some(bids[0]["criteria"])
      bids[0] = bids[0].setting("criteria", criteria.setting("c1", try some(criteria["c1"]).setting(name, value)))
      do {
        try Evaluation.recompute(json.setting("bids", .array(bids)), sha256: sha256)
      } catch { return error }
      throw BadSample("not noticed: \(name)")
    }
    #expect(try tampered("answer", "否").kind == .answer)
    #expect(try tampered("byAnswer", "40.00").kind == .answer)
    #expect(try tampered("answer", 3).kind == .form)
  }
}

@Suite struct `Grades and minima` {
  @Test func `a judged score lies in one of the grades`() throws {
    let criterion = try Criterion.graded([("优", "60.00", "80.00"), ("良", "30.00", "50.00"), ("差", "0.00", "20.00")])
    let scheme = try Scheme.sample(criteria: [criterion])
    for (score, fits) in [
      ("80.00", true), ("60.00", true), ("55.00", false), ("50.00", true), ("20.50", false), ("0.00", true),
    ] {
      let json = JSON.object([.init(bid(0).hex, ["c1": JSON(score)])])
      if fits {
        _ = try ScoreSheet(json: json, member: "m1", scheme: scheme, scored: [bid(0)])
      } else {
        #expect(throws: ScoreRefusal.betweenGrades(bid: bid(0), criterion: "c1"), "\(score)") {
          try ScoreSheet(json: json, member: "m1", scheme: scheme, scored: [bid(0)])
        }
      }
    }
  }

  @Test func `a bid below a minimum is out before prices are compared, and the file shows why`() throws {
    let scheme = try Scheme.sample(minBids: 2, criteria: [try .sample(minimum: "48.00")])
    var lot = SampleLot(
      scheme: scheme, offers: [(bid(0), "100.00", false), (bid(1), "200.00", false), (bid(2), "300.00", false)],
      scores: [
        [["47.50"], ["48.00"], ["48.00"]], [["48.00"], ["48.00"], ["48.00"]], [["60.00"], ["60.00"], ["60.00"]],
      ])
    let result = try lot.evaluate()
    let out = try some(result.bids.last)
    guard case .invalid(let why, let read) = out.standing else { throw BadSample("not invalid") }
    // 143.5 ÷ 3 = 47.83; the lowest price is now the second bid's.
    #expect(out.bid == bid(0) && why.ground == "belowMinimum" && why.stage == .conformity && read == Price("100.00"))
    #expect(why.reason == "评审因素 c1 得分 47.83，低于最低得分 48.00")
    #expect(try some(result.figures(of: bid(1))).price.points.description == "20.00")
    #expect(result.failed == nil)
    let json = try JSON.parse(result.json.canonicalBytes())
    #expect(json["bids"]?.arrayValue?.last?["price"] == ["read": "100.00", "corrected": "100.00"])
    #expect(try Evaluation.recomputed(from: json, sha256: sha256) == result)
    // Exactly the minimum is enough, and one more below it fails the lot under procurement.
    lot.scores[0] = [["48.00"], ["48.00"], ["48.00"]]
    #expect(try lot.evaluate().bids.allSatisfy { if case .ranked = $0.standing { true } else { false } })
    lot.scores[0] = [["1.00"], ["1.00"], ["1.00"]]
    lot.scores[1] = [["1.00"], ["1.00"], ["1.00"]]
    #expect(try lot.evaluate().failed == .tooFewConforming)
  }

  @Test func `a score raised in the file over its minimum is found out`() throws {
    let scheme = try Scheme.sample(minBids: 1, criteria: [try .sample(minimum: "48.00")])
    let lot = SampleLot(
      scheme: scheme, offers: [(bid(0), "100.00", false), (bid(1), "200.00", false)],
      scores: [[["47.50"], ["47.50"], ["47.50"]], [["60.00"], ["60.00"], ["60.00"]]])
    let json = try JSON.parse(try lot.evaluate().json.canonicalBytes())
    var bids = try some(json["bids"]?.arrayValue)
    let criteria = try some(bids[1]["criteria"]?["c1"])
    for member in ["m1", "m2", "m3"] {
      bids[1] = bids[1].setting("criteria", ["c1": criteria.setting(member, "48.00")])
      #expect(throws: EvaluationFault.self) {
        try Evaluation.recompute(json.setting("bids", .array(bids)), sha256: sha256)
      }
    }
  }
}
