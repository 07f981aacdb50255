import Canon
import Exact
import Tendering
import TestSupport
import Testing

@Suite struct `A scheme` {
  @Test func `reads and prints the same object`() throws {
    let file = try JSON.parse(try Vectors.bytes(`The example's evaluation`.path))
    let json = try some(file["scheme"])
    #expect(try Scheme(json: json).json == json)
    let lots = [try some(Lot.ID("L2")), try some(Lot.ID("L1"))]
    let capped = try Scheme.sample(maxLotsWon: 1, lotOrder: lots)
    #expect(try Scheme(json: capped.json) == capped)
    let kinds: [Criterion] = [
      try .graded([("优", "20.50", "25.00"), ("差", "0.00", "20.00")], max: "25.00"),
      try .banded([("0", "0.00"), ("2.5", "15.00")], id: "c2", max: "15.00"),
      try .lookup([("是", "15.00"), ("否", "0.00")], id: "c3", max: "15.00"), try .line("1", "5", id: "c4", max: "15.00"),
      try .sample("c5", kind: .objective, max: "10.00", minimum: "5.00"),
    ]
    for scheme in [
      try Scheme.sample(criteria: kinds), try .meanDeviation(), try .lowestPrice(), try .sample(combine: .trimmedMean),
    ] {
      #expect(try Scheme(json: try JSON.parse(scheme.json.canonicalBytes())) == scheme)
    }
  }

  static let strangers: [(String, JSON)] = [
    ("bands", []), ("table", []), ("line", ["from": "1", "to": "2"]), ("weight", "1"),
  ]
  @Test(arguments: strangers)
  func `takes no field that belongs to another kind of criterion`(name: String, value: JSON) throws {
    let json = try Scheme.sample().json
    let criterion = try some(json["criteria"]?.arrayValue?.first)
    let changed = json.setting("criteria", [criterion.setting(name, value)])
    #expect(throws: SchemeRefusal.form(.unknown(field: "scheme.criteria[0].\(name)"))) { try Scheme(json: changed) }
    let price = (json["price"] ?? .null).setting("perPercentAbove", "1.00")
    #expect(throws: SchemeRefusal.form(.unknown(field: "scheme.price.perPercentAbove"))) {
      try Scheme(json: json.setting("price", price))
    }
  }

  static let incoherent: [(String, @Sendable () throws -> Scheme, SchemeRefusal)] = [
    ("no ceiling", { try .sample(ceiling: "0.00") }, .ceilingZero),
    ("no minimum", { try .sample(minBids: 0) }, .minBidsOutOfRange(max: 400)),
    ("a minimum nobody reaches", { try .sample(minBids: 401) }, .minBidsOutOfRange(max: 400)),
    ("no criteria", { try .sample(criteria: []) }, .noCriteria),
    ("an odd id", { try .sample(criteria: [try .sample("c 1")]) }, .criterionIdWrong(criterion: "c 1")),
    (
      "an id twice", { try .sample(criteria: [try .sample(max: "40.00"), try .sample(max: "40.00")]) },
      .criterionTwice(criterion: "c1")
    ),
    (
      "a criterion worth nothing", { try .sample(criteria: [try .sample(max: "0.00")]) },
      .criterionMaxZero(criterion: "c1")
    ),
    ("a step of nothing", { try .sample(criteria: [try .sample(step: "0.00")]) }, .stepZero(criterion: "c1")),
    ("two scales", { try .sample(criteria: [try .sample(step: "0.5")]) }, .scalesDiffer(criterion: "c1")),
    ("a maximum off its step", { try .sample(criteria: [try .sample(step: "0.30")]) }, .maxOffStep(criterion: "c1")),
    ("99.99 points in all", { try .sample(priceMax: "19.99") }, .weightsNotHundred(sum: "99.99")),
    ("100.01 points in all", { try .sample(priceMax: "20.01") }, .weightsNotHundred(sum: "100.01")),
    ("a fixed price that is scored", { try .sample(formula: .fixed) }, .fixedPriceScored),
    (
      "a minimum of nothing", { try .sample(criteria: [try .sample(minimum: "0.00")]) },
      .criterionMinimumWrong(criterion: "c1")
    ),
    (
      "a minimum above the maximum", { try .sample(criteria: [try .sample(minimum: "80.50")]) },
      .criterionMinimumWrong(criterion: "c1")
    ),
    (
      "a minimum off the step", { try .sample(criteria: [try .sample(minimum: "40.25")]) },
      .criterionMinimumWrong(criterion: "c1")
    ),
    (
      "one grade only", { try .sample(criteria: [try .graded([("优", "0.00", "80.00")])]) },
      .gradesWrong(criterion: "c1")
    ),
    (
      "grades that overlap",
      { try .sample(criteria: [try .graded([("优", "40.00", "80.00"), ("差", "0.00", "40.00")])]) },
      .gradesWrong(criterion: "c1")
    ),
    (
      "grades that end early",
      { try .sample(criteria: [try .graded([("优", "40.50", "79.50"), ("差", "0.00", "40.00")])]) },
      .gradesWrong(criterion: "c1")
    ),
    (
      "a grade off the step",
      { try .sample(criteria: [try .graded([("优", "40.50", "80.00"), ("差", "0.00", "40.25")])]) },
      .gradesWrong(criterion: "c1")
    ),
    (
      "a grade's name twice",
      { try .sample(criteria: [try .graded([("优", "40.50", "80.00"), ("优", "0.00", "40.00")])]) },
      .gradesWrong(criterion: "c1")
    ),
    ("no bands", { try .sample(criteria: [try .sample(kind: .banded)]) }, .bandsWrong(criterion: "c1")),
    (
      "bands that do not rise", { try .sample(criteria: [try .banded([("3", "80.00"), ("3", "10.00")])]) },
      .bandsWrong(criterion: "c1")
    ),
    (
      "bands of which none is worth all", { try .sample(criteria: [try .banded([("3", "79.50")])]) },
      .bandsWrong(criterion: "c1")
    ),
    (
      "a band of another scale", { try .sample(criteria: [try .banded([("3", "80.0")])]) }, .bandsWrong(criterion: "c1")
    ),
    ("no table", { try .sample(criteria: [try .sample(kind: .lookup)]) }, .tableWrong(criterion: "c1")),
    (
      "an answer twice", { try .sample(criteria: [try .lookup([("是", "80.00"), ("是", "0.00")])]) },
      .tableWrong(criterion: "c1")
    ),
    (
      "an answer above the maximum", { try .sample(criteria: [try .lookup([("是", "80.50")])]) },
      .tableWrong(criterion: "c1")
    ),
    ("a formula of one point", { try .sample(criteria: [try .sample(kind: .formula)]) }, .lineWrong(criterion: "c1")),
    ("the lowest price with criteria", { try .lowestPrice(criteria: [try .sample()]) }, .lowestPriceScored),
    ("the lowest price with points for it", { try .lowestPrice(priceMax: "100.00") }, .lowestPriceScored),
    ("the lowest price ranked by totals", { try .lowestPrice(rank: [.total, .draw]) }, .rankKeysWrong),
    ("a mean of prices without its cost", { try .sample(formula: .meanDeviation) }, .deviationWrong),
    ("a cost without its formula", { try .meanDeviation(formula: .lowest) }, .deviationWrong),
    ("a deduction of everything", { try .sample(deduction: "1.00") }, .deductionOutOfRange(min: "0", max: "1")),
    ("a deduction too fine", { try .sample(deduction: "0.15000") }, .deductionOutOfRange(min: "0", max: "1")),
    ("no tie rule", { try .sample(rank: [.total, .evaluatedPrice]) }, .tieRuleMissing),
    ("no keys", { try .sample(rank: []) }, .tieRuleMissing),
    ("nothing but a draw", { try .sample(rank: [.draw]) }, .rankKeysWrong),
    ("price first", { try .sample(rank: [.evaluatedPrice, .total, .draw]) }, .rankKeysWrong),
    ("no lot may be won", { try .sample(maxLotsWon: 0, lotOrder: [try some(Lot.ID("1"))]) }, .maxLotsWonOutOfRange),
    ("a limit without order", { try .sample(maxLotsWon: 1) }, .lotOrderWrong),
    ("an order without limit", { try .sample(lotOrder: [try some(Lot.ID("1"))]) }, .lotOrderWrong),
    (
      "a lot twice in the order",
      { try .sample(maxLotsWon: 1, lotOrder: [try some(Lot.ID("1")), try some(Lot.ID("1"))]) }, .lotOrderWrong
    ),
  ]
  @Test(arguments: incoherent.indices)
  func `that does not hold together is refused`(index: Int) {
    let (what, make, refusal) = Self.incoherent[index]
    #expect(throws: refusal, "\(what)") { try make() }
  }

  static let misshapen: [(name: String, value: JSON?, code: String)] = [
    ("method", "cheapest", "scheme.form.wrong"), ("method", "lowestPrice", "scheme.lowestPriceScored"),
    ("method", nil, "scheme.form.missing"),
    ("currency", "USD", "scheme.form.wrong"), ("ceiling", 300_000, "scheme.form.wrong"),
    ("ceiling", "300000", "scheme.form.number"), ("minBids", "3", "scheme.form.wrong"),
    ("minBids", .number("3.5"), "scheme.form.wrong"), ("disclosure", "none", "scheme.form.wrong"),
    ("criteria", "c1", "scheme.form.wrong"), ("combine", "median", "scheme.form.wrong"),
    ("price", ["formula": "lowest", "max": "20.00"], "scheme.form.missing"),
    ("price", ["formula": "mean", "max": "20.00", "smallFirmDeduction": "0.15"], "scheme.form.wrong"),
    ("rounding", ["mode": "halfUp", "places": 7, "at": ["criterion", "price"]], "scheme.roundingPlacesOutOfRange"),
    ("rounding", ["mode": "halfUp", "places": 2, "at": ["total"]], "scheme.roundingPlaceWrong"),
    ("rank", ["total", "luck"], "scheme.form.wrong"), ("maxLotsWon", nil, "scheme.form.missing"),
    ("lotOrder", ["a b"], "scheme.form.wrong"), ("note", "x", "scheme.form.unknown"),
  ]
  @Test(arguments: misshapen)
  func `that is not of its form is refused with the place`(name: String, value: JSON?, code: String) throws {
    let json = try Scheme.sample().json
    let changed = value.map { json.setting(name, $0) } ?? json.removing(name)
    do {
      _ = try Scheme(json: changed)
      Issue.record("taken: \(name)")
    } catch {
      #expect(error.code == code)
      if case .form(let form) = error { #expect(form.field.contains(name)) }
    }
  }

  static let unlawful: [(String, @Sendable () throws -> Scheme, Profile, rehearsal: Bool, SchemeRefusal?)] = [
    ("two bids enough", { try .sample(minBids: 2) }, .g1, true, .minBidsBelowLaw(needed: 3)),
    ("two bids enough outside G", { try .sample(minBids: 2) }, .t0, true, .minBidsBelowLaw(needed: 3)),
    ("full in a rehearsal", { try .sample() }, .g1, true, nil),
    ("full in earnest", { try .sample() }, .g1, false, .disclosureNotAllowed),
    ("winner in earnest", { try .sample(disclosure: .winner) }, .g1, false, nil),
    (
      "price of 9.99", { try .sample(criteria: [try .sample(max: "90.01", step: "0.01")], priceMax: "9.99") }, .g1,
      true,
      .priceShareTooLow(min: "10.00")
    ),
    ("price of 10", { try .sample(criteria: [try .sample(max: "90.00")], priceMax: "10.00") }, .g1, true, nil),
    ("price of 5 outside G", { try .sample(criteria: [try .sample(max: "95.00")], priceMax: "5.00") }, .t0, true, nil),
    (
      "a fixed price",
      { try .sample(criteria: [try .sample(max: "100.00")], priceMax: "0.00", deduction: "0.00", formula: .fixed) },
      .g2, true, nil
    ),
    (
      "a deduction of 0.09", { try .sample(deduction: "0.09") }, .g1, true,
      .deductionOutOfRange(min: "0.10", max: "0.20")
    ),
    (
      "a deduction of 0.21", { try .sample(deduction: "0.21") }, .g1, true,
      .deductionOutOfRange(min: "0.10", max: "0.20")
    ),
    ("no deduction", { try .sample(deduction: "0.00") }, .g1, true, nil),
    ("a mean of prices", { try .meanDeviation() }, .g1, true, .formulaUnlawful(formula: .meanDeviation)),
    ("a mean of prices outside G", { try .meanDeviation() }, .t1, true, nil),
    ("a trimmed mean", { try .sample(combine: .trimmedMean) }, .f, true, .combineUnlawful(combine: .trimmedMean)),
    ("a trimmed mean outside G", { try .sample(combine: .trimmedMean) }, .t0, true, nil),
    ("the lowest price alone", { try .lowestPrice() }, .g2, true, nil),
    ("equal totals drawn at once", { try .sample(rank: [.total, .draw]) }, .g1, true, .rankWithoutPrice),
    ("equal totals drawn at once under F", { try .sample(rank: [.total, .draw]) }, .f, true, .rankWithoutPrice),
    ("equal totals drawn at once outside G", { try .sample(rank: [.total, .draw]) }, .t1, true, nil),
    (
      "equal totals drawn at once of a fixed price",
      {
        try .sample(
          criteria: [try .sample(max: "100.00")], priceMax: "0.00", deduction: "0.00", formula: .fixed,
          rank: [.total, .draw])
      },
      .g1, true, nil
    ),
  ]
  @Test(arguments: unlawful.indices)
  func `is held against its profile's law`(index: Int) throws {
    let (what, make, profile, isRehearsal, refusal) = Self.unlawful[index]
    let rules = RuleBook.inForce(on: try some(CalendarDay("2026-11-22")), for: profile)
    let faults = try make().faults(under: profile, isRehearsal: isRehearsal, rules: rules)
    #expect(faults == (refusal.map { [$0] } ?? []), "\(what)")
    #expect(try Scheme.sample().faults(under: .g1, isRehearsal: false, documentsAllowFull: true).isEmpty)
  }
}

@Suite struct `A score sheet` {
  static let known: Set<Bid.ID> = [bid(0), bid(1), bid(2)]
  static func scheme() throws -> Scheme {
    try Scheme.sample(criteria: [try .sample(max: "60.00"), try .sample("c2", max: "20.00", step: "5.00")])
  }
  static let row: JSON = ["c1": "52.00", "c2": "15.00"]
  static func json(_ first: JSON) -> JSON {
    .object([JSON.Member(bid(0).hex, first), JSON.Member(bid(1).hex, row)])
  }

  @Test func `with every bid and criterion is taken and hashes by its canonical form`() throws {
    let scheme = try Self.scheme()
    let sheet = try ScoreSheet(json: Self.json(Self.row), member: "m1", scheme: scheme, scored: [bid(0), bid(1)])
    #expect(sheet.scores[bid(0)] == [5200, 1500])
    #expect(sheet.json(scheme: scheme) == Self.json(Self.row))
  }

  static let refused: [(String, JSON, ScoreRefusal)] = [
    ("no object", [], .form(.notAnObject(field: ""))),
    ("a key that is no bid", ["x": row], .form(.unknown(field: "x"))),
    (
      "a bid in capital hex", .object([.init(bid(0).hex.uppercased(), row)]),
      .form(.unknown(field: bid(0).hex.uppercased()))
    ),
    ("a withdrawn bid", .object([.init(bid(2).hex, row)]), .bidNotScored(bid: bid(2))),
    ("a bid that never was", .object([.init(bid(9).hex, row)]), .bidUnknown(bid: bid(9))),
    ("a bid missing", .object([.init(bid(0).hex, row)]), .bidMissing(bid: bid(1))),
    ("scores in a list", json(["52.00"]), .form(.notAnObject(field: bid(0).hex))),
    (
      "an unknown criterion", json(["c1": "52.00", "c2": "15.00", "c3": "1.00"]),
      .criterionUnknown(bid: bid(0), criterion: "c3")
    ),
    ("a criterion missing", json(["c1": "52.00"]), .criterionMissing(bid: bid(0), criterion: "c2")),
    ("a bare number", json(["c1": 52, "c2": "15.00"]), .notANumber(bid: bid(0), criterion: "c1")),
    ("no number", json(["c1": "good", "c2": "15.00"]), .notANumber(bid: bid(0), criterion: "c1")),
    ("below zero", json(["c1": "-1.00", "c2": "15.00"]), .notANumber(bid: bid(0), criterion: "c1")),
    ("one decimal", json(["c1": "52.0", "c2": "15.00"]), .wrongScale(bid: bid(0), criterion: "c1", expected: 2)),
    ("above the maximum", json(["c1": "60.50", "c2": "15.00"]), .outOfRange(bid: bid(0), criterion: "c1")),
    (
      "far above it", json(["c1": "99999999999999999999.00", "c2": "15.00"]), .outOfRange(bid: bid(0), criterion: "c1")
    ),
    ("off the step", json(["c1": "52.00", "c2": "16.00"]), .offStep(bid: bid(0), criterion: "c2")),
  ]
  @Test(arguments: refused.indices)
  func `with a fault is refused, naming it`(index: Int) throws {
    let (what, json, refusal) = Self.refused[index]
    #expect(throws: refusal, "\(what)") {
      try ScoreSheet(
        json: json, member: "m1", scheme: try Self.scheme(), scored: [bid(0), bid(1)], known: Self.known)
    }
  }
}
