import Exact
import Testing

@Suite struct `Amounts in capital characters` {
  static let pairs: [(String, String)] = [
    ("0.00", "零元整"), ("0.05", "伍分"), ("0.10", "壹角整"), ("0.15", "壹角伍分"), ("1.00", "壹元整"),
    ("1.05", "壹元零伍分"), ("10.00", "壹拾元整"), ("10.50", "壹拾元伍角整"), ("101.00", "壹佰零壹元整"),
    ("1010.00", "壹仟零壹拾元整"), ("10001.00", "壹万零壹元整"), ("100100.00", "壹拾万零壹佰元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"), ("180000.00", "壹拾捌万元整"), ("198000.00", "壹拾玖万捌仟元整"),
    ("230500.00", "贰拾叁万零伍佰元整"), ("310000.00", "叁拾壹万元整"), ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("6007.14", "陆仟零柒元壹角肆分"), ("100000000.00", "壹亿元整"), ("100010000.00", "壹亿零壹万元整"),
    ("1000100000000.00", "壹万零壹亿元整"), ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
  ]
  @Test(arguments: pairs)
  func `print and read`(figures: String, words: String) throws {
    let price = try Price(parsing: figures)
    #expect(AmountInWords.print(price) == words)
    #expect(try AmountInWords.parse(words) == price)
  }

  @Test func `every printed amount reads back`() throws {
    let seed: UInt64 = 4_08
    var random = Seeded(state: seed)
    for digits in 0..<19 {
      for _ in 0..<200 {
        var bound: Int64 = 9
        for _ in 0..<digits { bound = bound &* 10 &+ Int64.random(in: 0...9, using: &random) }
        // Zeros in the middle are where wordings differ.
        var fen = Int64.random(in: 0...(bound < 0 ? .max : bound), using: &random)
        for place in [10, 1000, 100_000, 10_000_000] as [Int64] where Bool.random(using: &random) {
          fen -= fen % (place * 10) - fen % place
        }
        let price = try #require(Price(fen: fen))
        let words = AmountInWords.print(price)
        #expect((try? AmountInWords.parse(words)) == price, "seed \(seed): \(price) \(words)")
      }
    }
    let most = try #require(Price(fen: .max))
    #expect(try AmountInWords.parse(AmountInWords.print(most)) == most)
  }

  static let freedoms: [(String, String)] = [
    ("人民币壹拾玖万捌仟元正", "198000.00"), ("壹拾玖萬捌仟圓整", "198000.00"), ("拾伍元整", "15.00"),
    ("壹拾万零柒仟元伍角叁分", "107000.53"), ("壹拾元零伍角整", "10.50"), ("陸仟零柒元壹角肆分", "6007.14"),
    ("壹仟元", "1000.00"), ("贰拾叁万伍佰元整", "230500.00"), ("壹拾万零元整", "100000.00"),
  ]
  @Test(arguments: freedoms)
  func `lawful variants read the same`(words: String, figures: String) throws {
    #expect(try AmountInWords.parse(words) == Price(figures))
  }

  static let doubtful = [
    "", "整", "元整", "壹", "壹拾万", "拾", "伍佰陆仟元整", "壹佰贰佰元整", "壹壹元整", "壹元壹元整", "壹万贰万元整", "零伍元整",
    "壹元整整", "壹元伍分整", "壹元伍分伍角", "壹零零壹元整", "一千元整", "1000元整", "壹仟 元整", "万元整", "亿元整", "壹元伍",
    "壹亿零元零", "人民币", "负壹元整", "壹仟零零伍元整", "仟元整", "贰零元整", "壹佰贰元整", "贰万伍元整", "壹仟伍元整", "壹亿贰元整", "壹万拾元整",
  ]
  @Test(arguments: doubtful)
  func `what leaves a doubt is refused`(words: String) {
    #expect(throws: NumberFault.malformed) { try AmountInWords.parse(words) }
  }

  @Test func `more than a price holds is refused`() {
    #expect(throws: NumberFault.tooLarge) { try AmountInWords.parse("玖仟亿亿亿元整") }
    #expect(throws: NumberFault.tooLarge) { try AmountInWords.parse("玖拾亿亿元整") }
    #expect(throws: NumberFault.malformed) {
      try AmountInWords.parse(String(repeating: "壹亿", count: 10_000) + "元整")
    }
  }
}
