import Exact
import Testing

@Suite struct `Reading and printing a price` {
  static let readable: [(String, Int64)] = [
    ("0.00", 0), ("0.01", 1), ("198000.00", 19_800_000), ("92233720368547758.07", .max),
  ]
  @Test(arguments: readable)
  func `exactly two decimals read and print the same`(text: String, fen: Int64) throws {
    let price = try Price(parsing: text)
    #expect(price.fen == fen)
    #expect(price.description == text)
  }

  static let unreadable: [(String, NumberFault)] = [
    ("", .malformed), (".00", .malformed), ("1.", .malformed), ("-1.00", .malformed), ("+1.00", .malformed),
    ("01.00", .malformed), ("00.00", .malformed), ("1.0.0", .malformed), ("1,000.00", .malformed),
    (" 1.00", .malformed), ("1.00\n", .malformed), ("１.00", .malformed), ("1e2", .malformed), ("NaN", .malformed),
    ("1", .wrongScale(expected: 2, given: 0)), ("1.0", .wrongScale(expected: 2, given: 1)),
    ("1.000", .wrongScale(expected: 2, given: 3)), ("92233720368547758.08", .tooLarge),
    ("99999999999999999999999999", .tooLarge), ("0.000000000000000000000000", .tooLarge),
  ]
  @Test(arguments: unreadable)
  func `everything else is refused with its reason`(text: String, fault: NumberFault) {
    #expect(throws: fault) { try Price(parsing: text) }
    #expect(Price(text) == nil)
  }

  @Test func `sums and products that do not fit are refused, never wrapped`() throws {
    let most = try #require(Price(fen: .max))
    let one = try #require(Price(fen: 1))
    #expect(throws: NumberFault.tooLarge) { try most.adding(one) }
    #expect(throws: NumberFault.tooLarge) { try most.times(2) }
    #expect(throws: NumberFault.negative) { try one.subtracting(most) }
    #expect(throws: NumberFault.negative) { try one.times(-1) }
    #expect(try most.subtracting(one).adding(one) == most)
    #expect(Price(fen: -1) == nil)
  }
}

@Suite struct `Points keep their scale` {
  @Test(arguments: ["0", "52", "52.0", "52.00", "0.5", "100.000000", "9.123456789"])
  func `the text read is the text printed`(text: String) throws {
    #expect(try Points(parsing: text).description == text)
  }

  @Test func `equality, order and hash go by value`() throws {
    let (short, long) = (try Points(parsing: "52"), try Points(parsing: "52.00"))
    #expect(short == long)
    #expect(short.hashValue == long.hashValue)
    #expect(short.scale == 0 && long.scale == 2)
    #expect(try Points(parsing: "51.99") < short)
    #expect(Points.zero(scale: 2).hashValue == Points.zero(scale: 0).hashValue)
  }

  @Test func `a scale that was asked for must be shown`() {
    #expect(throws: NumberFault.wrongScale(expected: 2, given: 1)) { try Points(parsing: "52.0", scale: 2) }
    #expect(throws: NumberFault.wrongScale(expected: 9, given: 10)) { try Points(parsing: "1.0123456789") }
    #expect(Points(units: 1, scale: 10) == nil)
    #expect(Points(units: -1, scale: 2) == nil)
  }

  static let multiples: [(String, String, Bool)] = [
    ("52.00", "0.50", true), ("52.25", "0.50", false), ("0.00", "0.50", true), ("15", "5.00", true),
    ("52.5", "0.25", true), ("1.00", "0.00", false),
  ]
  @Test(arguments: multiples)
  func `a score is on the step or off it`(score: String, step: String, on: Bool) throws {
    #expect(try Points(parsing: score).isMultiple(of: try Points(parsing: step)) == on)
  }

  @Test func `sums show the finer scale and refuse to overflow`() throws {
    #expect(try Points(parsing: "1.5").adding(try Points(parsing: "0.25")).description == "1.75")
    let most = try #require(Points(units: .max, scale: 2))
    #expect(throws: NumberFault.tooLarge) { try most.adding(most) }
    #expect(throws: NumberFault.tooLarge) { try most.units(at: 3) }
    #expect(throws: NumberFault.wrongScale(expected: 2, given: 1)) { try most.units(at: 1) }
  }
}
