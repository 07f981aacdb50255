import Canon
import Exact
import Tendering

/// SHA-256 (FIPS 180-4), because the rule book takes it as a closure and its tests import no cryptography. The golden
/// files' own hashes check it.
func sha256(_ message: [UInt8]) -> Fingerprint {
  var h: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  var padded = message + [0x80]
  while padded.count % 64 != 56 { padded.append(0) }
  let bits = UInt64(message.count) * 8
  for shift in stride(from: UInt64(56), through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
  func turn(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
  for block in stride(from: 0, to: padded.count, by: 64) {
    var w = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[block + i * 4 + $1]) } }
    for i in 16..<64 {
      let s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3
      let s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10
      w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
    }
    var v = h
    for i in 0..<64 {
      let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let t1 = v[7] &+ s1 &+ (v[4] & v[5] ^ ~v[4] & v[6]) &+ roundConstants[i] &+ w[i]
      let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let t2 = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
      v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
    }
    for i in 0..<8 { h[i] = h[i] &+ v[i] }
  }
  return Fingerprint(digest: h.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } })
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes, worked out in whole numbers.
private let roundConstants: [UInt32] = {
  let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
  return primes.map { prime in
    // floor(cube root of prime × 2^96) has the 32 bits at its end.
    var root: UInt64 = 0
    for bit in stride(from: 34, through: 0, by: -1) {
      let guess = root | 1 << UInt64(bit)
      let wide = UInt128(guess)
      let (square, cube) = (wide * wide, UInt128(prime) << 96)
      if square <= cube / wide { root = guess }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}()

/// SplitMix64: the same numbers from the same seed on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// What a test builds on is missing: the sample itself is wrong.
struct BadSample: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

func some<Value>(_ value: Value?, _ what: String = "sample") throws -> Value {
  guard let value else { throw BadSample(what) }
  return value
}

func yuan(_ text: String) throws -> Price { try Price(parsing: text) }
func points(_ text: String) throws -> Points { try Points(parsing: text) }
func fingerprint(_ seed: Int) -> Fingerprint { sha256(Array("sample \(seed)".utf8)) }
func bid(_ seed: Int) -> Bid.ID { Bid.ID(fingerprint(seed)) }
func key(_ name: String) throws -> PartyKey { try some(PartyKey("\(name).example/bids+0a1b2c3d")) }

extension Criterion {
  static func sample(
    _ id: String = "c1", name: String = "服务方案", kind: Kind = .judged, max: String = "80.00", step: String = "0.50",
    minimum: String? = nil
  ) throws -> Criterion {
    let plain = Criterion(id: id, name: name, kind: kind, max: try points(max), step: try points(step))
    return Criterion(
      id: id, name: name, measure: plain.measure, max: plain.max, step: plain.step,
      minimum: try minimum.map { try points($0) })
  }

  private static func sample(_ id: String, _ measure: Measure, max: String, step: String) throws -> Criterion {
    Criterion(id: id, name: "因素", measure: measure, max: try points(max), step: try points(step))
  }

  static func graded(_ grades: [(String, String, String)], id: String = "c1", max: String = "80.00") throws -> Criterion
  {
    try sample(
      id, .judged(try grades.map { Grade(name: $0.0, from: try points($0.1), to: try points($0.2)) }), max: max,
      step: "0.50")
  }

  static func banded(_ bands: [(String, String)], id: String = "c1", max: String = "80.00") throws -> Criterion {
    try sample(
      id, .banded(try bands.map { Band(from: try points($0.0), points: try points($0.1)) }), max: max, step: "0.50")
  }

  static func lookup(_ table: [(String, String)], id: String = "c1", max: String = "80.00") throws -> Criterion {
    try sample(
      id, .lookup(try table.map { Choice(answer: $0.0, points: try points($0.1)) }), max: max, step: "0.50")
  }

  static func line(
    _ from: String, _ to: String, id: String = "c1", max: String = "80.00", step: String = "0.50"
  ) throws -> Criterion {
    try sample(id, .formula(Line(from: try points(from), to: try points(to))), max: max, step: step)
  }
}

extension Scheme {
  /// One judged criterion of 80 beside a price of 20.
  static func sample(
    ceiling: String = "300000.00", minBids: Int = 3, disclosure: Disclosure = .full, criteria: [Criterion]? = nil,
    priceMax: String = "20.00", deduction: String = "0.15", formula: PriceFormula = .lowest,
    rounding: Rounding = .hundredths, rank: [RankKey] = [.total, .evaluatedPrice, .draw], combine: Combine = .mean,
    maxLotsWon: Int? = nil, lotOrder: [Lot.ID]? = nil
  ) throws -> Scheme {
    try Scheme(
      ceiling: try yuan(ceiling), minBids: minBids, disclosure: disclosure,
      criteria: try criteria ?? [try Criterion.sample()],
      price: PriceCriterion(formula: formula, max: try points(priceMax), smallFirmDeduction: try points(deduction)),
      rounding: rounding, rank: rank, combine: combine, maxLotsWon: maxLotsWon, lotOrder: lotOrder)
  }

  /// One point a per cent above the mean, half a point below.
  static func meanDeviation(
    formula: PriceFormula = .meanDeviation, priceMax: String = "20.00", disclosure: Disclosure = .full
  ) throws -> Scheme {
    try Scheme(
      ceiling: try yuan("300000.00"), minBids: 3, disclosure: disclosure, criteria: [try Criterion.sample()],
      price: PriceCriterion(
        formula: formula, max: try points(priceMax), smallFirmDeduction: try points("0.00"),
        deviation: .init(perPercentAbove: try points("1.00"), perPercentBelow: try points("0.50"))))
  }

  static func lowestPrice(
    criteria: [Criterion] = [], priceMax: String = "0.00", rank: [RankKey] = [.evaluatedPrice, .draw]
  ) throws -> Scheme {
    try Scheme(
      ceiling: try yuan("300000.00"), minBids: 3, disclosure: .full, criteria: criteria,
      price: PriceCriterion(formula: .lowest, max: try points(priceMax), smallFirmDeduction: try points("0.15")),
      rank: rank, method: .lowestPrice)
  }
}

/// A lot with its bids' prices and each bid's rows of scores by member.
struct SampleLot {
  var scheme: Scheme
  var offers: [(bid: Bid.ID, price: String, small: Bool)]
  /// For each bid, for each member, the scores by criterion.
  var scores: [[[String]]]
  var draws: [Evaluation.TieDraw] = []

  var entries: [Evaluation.Entry] {
    get throws {
      try offers.enumerated().map { i, offer in
        .admitted(
          Evaluation.AdmittedOffer(
            bid: offer.bid, bidder: try key("b\(i)"), read: try yuan(offer.price),
            deduction: scheme.price.deduction(for: offer.small ? .micro : .large)))
      }
    }
  }

  var sheets: [ScoreSheet] {
    get throws {
      try (0..<(scores.first?.count ?? 0)).map { m in
        var rows: [Bid.ID: [Int64]] = [:]
        for (i, offer) in offers.enumerated() { rows[offer.bid] = try scores[i][m].map { try points($0).units } }
        return ScoreSheet(member: "m\(m + 1)", scores: rows)
      }
    }
  }

  func evaluate(extra: [Evaluation.Entry] = [], failsBelowMinimum: Bool = true) throws -> Evaluation {
    try Evaluation.evaluate(
      tender: try some(Tender.ID("T-1")), lot: try some(Lot.ID("L1")), scheme: scheme, committee: fingerprint(1),
      entries: try entries + extra, sheets: try sheets, sheetNotes: try sheets.indices.map { fingerprint(100 + $0) },
      draws: draws, failsBelowMinimum: failsBelowMinimum, sha256: sha256)
  }

  /// Bids with one score each, the same from three members.
  static func simple(
    _ bids: [(price: String, score: String)], scheme: Scheme? = nil, draws: [Evaluation.TieDraw] = []
  ) throws -> SampleLot {
    SampleLot(
      scheme: try scheme ?? Scheme.sample(),
      offers: bids.enumerated().map { (bid($0.offset), $0.element.price, false) },
      scores: bids.map { Array(repeating: [$0.score], count: 3) }, draws: draws)
  }
}
