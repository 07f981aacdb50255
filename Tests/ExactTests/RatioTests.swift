import Exact
import Testing

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

@Suite struct `Big whole numbers` {
  @Test(arguments: [1, 2, 20_261_122] as [UInt64])
  func `quotient times divisor plus remainder gives the number back`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    func number() -> BigNatural {
      (0..<Int.random(in: 0...5, using: &random)).reduce(.zero) { sum, _ in
        // Limbs of all ones and all zeros are where long division goes wrong.
        let limb = [0, .max, 1 << 63, UInt64.random(in: 0 ... .max, using: &random)][
          Int.random(in: 0...3, using: &random)]
        return sum * BigNatural(.max) + sum + BigNatural(limb)
      }
    }
    for _ in 0..<3000 {
      let (a, b) = (number(), number())
      guard let (quotient, rest) = a.divided(by: b) else {
        #expect(b.isZero)
        continue
      }
      #expect(rest < b, "seed \(seed)")
      #expect(quotient * b + rest == a, "seed \(seed)")
      #expect(BigNatural.distance(a + b, a) == b, "seed \(seed)")
    }
  }

  @Test func `digits are printed without gaps`() {
    #expect(BigNatural.powerOfTen(40).description == "1" + String(repeating: "0", count: 40))
    #expect((BigNatural.powerOfTen(27) + .one).description == "1000000000000000000000000001")
    #expect(BigNatural.zero.description == "0")
    #expect(BigNatural.greatestCommonDivisor(.powerOfTen(30), .powerOfTen(25) * BigNatural(7)) == .powerOfTen(25))
  }
}

@Suite struct `Fractions stay exact` {
  @Test func `a third three times is one`() throws {
    let third = try Ratio(.one, over: BigNatural(3))
    #expect(third + third + third == .one)
    #expect(third.exactDecimal() == nil)
    #expect(throws: NumberFault.divisionByZero) { try Ratio(.one, over: .zero) }
    #expect(throws: NumberFault.divisionByZero) { try third.divided(by: .zero) }
  }

  @Test func `signs and order`() throws {
    let (a, b) = (Ratio(units: -25, scale: 1), Ratio(2))
    #expect(a < b && !(b < a))
    #expect((a + b).exactDecimal(placesMin: 0) == "-0.5")
    #expect((b - a).exactDecimal() == "4.50")
    #expect((a * a).exactDecimal() == "6.25")
    #expect(try a.divided(by: b).exactDecimal() == "-1.25")
    #expect(-a - b == Ratio(units: 5, scale: 1))
    #expect((a - a).isZero && !(a - a).isNegative)
  }

  @Test func `a decimal of any length is read for what it is`() {
    #expect(Ratio(decimal: "20.50") == Ratio(units: 205, scale: 1))
    #expect(Ratio(decimal: "0") == .zero && Ratio(decimal: "0.0") == .zero)
    let long = "1" + String(repeating: "0", count: 40)
    #expect(Ratio(decimal: long) == Ratio(.powerOfTen(40)))
    #expect(Ratio(decimal: long + ".25")?.exactDecimal() == long + ".25")
    for text in ["", ".", "1.", ".5", "01", "00", "1.2.3", "-1", "+1", " 1", "1 ", "1e3", "1,5", "三", "٣"] {
      #expect(Ratio(decimal: text) == nil, "\(text)")
    }
  }

  static let evaluated: [(String, String, String)] = [
    ("198000.00", "0.15", "168300.00"), ("230500.00", "0.15", "195925.00"), ("0.01", "0.15", "0.0085"),
    ("180000.00", "0.00", "180000.00"), ("0.01", "0.105", "0.00895"),
    ("92233720368547758.07", "0.15", "78398662313265594.3595"),
  ]
  @Test(arguments: evaluated)
  func `a price less its deduction shows as many decimals as it needs`(price: String, share: String, text: String)
    throws
  {
    let value = try Price(parsing: price).ratio * (.one - (try Points(parsing: share).ratio))
    #expect(value.exactDecimal() == text)
  }
}

@Suite struct `Rounding happens once and as said` {
  /// Base, offered, weight, points: ministry order 87 article 55 with weights of 10 and 20 points.
  static let priceScores: [(Int64, Int64, Int64, String)] = [
    (180_000, 180_000, 10, "10.00"), (180_000, 200_000, 10, "9.00"), (180_000, 216_000, 10, "8.33"),
    (170_000, 180_000, 10, "9.44"), (170_000, 170_000, 10, "10.00"), (170_000, 216_000, 10, "7.87"),
    (168_300, 195_925, 20, "17.18"), (168_300, 180_000, 20, "18.70"),
  ]
  @Test(arguments: priceScores)
  func `price points by either way`(base: Int64, offered: Int64, weight: Int64, points: String) throws {
    let rounding = Rounding.hundredths
    let exact = try Ratio(base).divided(by: Ratio(offered)) * Ratio(weight)
    #expect(try rounding.points(exact).description == points)
    #expect(try rounding.units(UInt128(base * weight), over: UInt128(offered)) == Points(points)?.units)
  }

  static let modes: [(Rounding.Mode, [Int64])] = [
    // 0.125, 0.135, 0.1249, 0.1251, 0.12
    (.halfUp, [13, 14, 12, 13, 12]), (.halfEven, [12, 14, 12, 13, 12]), (.down, [12, 13, 12, 12, 12]),
    (.up, [13, 14, 13, 13, 12]),
  ]
  @Test(arguments: modes)
  func `each mode treats halves and rests its own way`(mode: Rounding.Mode, expected: [Int64]) throws {
    let rounding = try #require(Rounding(mode: mode, places: 2))
    let values = [
      Ratio(units: 125, scale: 3), Ratio(units: 135, scale: 3), Ratio(units: 1249, scale: 4),
      Ratio(units: 1251, scale: 4), Ratio(units: 12, scale: 2),
    ]
    #expect(try values.map { try rounding.points($0).units } == expected)
  }

  @Test func `the quick way agrees with the long one`() throws {
    let seed: UInt64 = 87
    var random = Seeded(state: seed)
    for _ in 0..<2000 {
      let (a, b) = (UInt64.random(in: 0...1 << 40, using: &random), UInt64.random(in: 1...1 << 40, using: &random))
      let mode = Rounding.Mode.allCases.randomElement(using: &random) ?? .halfUp
      let rounding = try #require(Rounding(mode: mode, places: Int.random(in: 0...4, using: &random)))
      let long = try rounding.points(try Ratio(BigNatural(a), over: BigNatural(b)))
      #expect(try rounding.units(UInt128(a), over: UInt128(b)) == long.units, "seed \(seed): \(a) / \(b) \(rounding)")
    }
  }

  @Test func `what does not fit or makes no sense is refused`() {
    #expect(throws: NumberFault.tooLarge) { try Rounding.hundredths.points(Ratio(.max)) }
    #expect(throws: NumberFault.tooLarge) { try Rounding.hundredths.units(.max, over: 1) }
    #expect(throws: NumberFault.divisionByZero) { try Rounding.hundredths.units(1, over: 0) }
    #expect(throws: NumberFault.negative) { try Rounding.hundredths.points(Ratio(-1)) }
    #expect(Rounding(mode: .halfUp, places: 7) == nil)
    #expect(Rounding(mode: .halfUp, places: -1) == nil)
  }
}
