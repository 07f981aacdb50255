import Canon
import Exact
import Tendering
import Testing

@Suite struct `Prices that contradict themselves` {
  /// quantity, unit price, amount
  typealias Line = (String, String, String)
  static let cases: [(read: String, words: String?, items: [Line], corrected: String, rules: [PriceCorrection.Rule])] =
    [
      ("198000.00", "壹拾玖万捌仟元整", [("20", "9900.00", "198000.00")], "198000.00", []),
      ("198000.00", nil, [], "198000.00", []),
      ("198000.00", "壹拾捌万元整", [], "180000.00", [.wordsOverFigures]),
      ("198000.00", "写错了", [], "198000.00", []),
      ("198000.00", "壹拾玖万捌仟元整", [("20", "9000.00", "180000.00")], "180000.00", [.itemsOverTotal]),
      ("198000.00", "壹拾捌万元整", [("20", "8500.00", "170000.00")], "170000.00", [.wordsOverFigures, .itemsOverTotal]),
      ("198000.00", "壹拾捌万元整", [("20", "9000.00", "180000.00")], "180000.00", [.wordsOverFigures]),
      // A unit price whose point slipped: the form's total stands.
      ("198000.00", "壹拾玖万捌仟元整", [("20", "99000.00", "198000.00")], "198000.00", []),
      ("198000.00", "壹拾玖万捌仟元整", [("20", "99.00", "198000.00")], "198000.00", []),
      // An amount whose point slipped: what is bought, at its price, comes to the form's total.
      ("198000.00", "壹拾玖万捌仟元整", [("20", "9900.00", "19800.00")], "198000.00", []),
      ("198000.00", nil, [("20", "9900.00", "1980000.00")], "198000.00", []),
      // Slipped, but the lines do not add up to the total either.
      ("190000.00", "壹拾玖万元整", [("20", "99.00", "198000.00")], "198000.00", [.itemsOverTotal]),
      // One line slipped and another does not multiply: each is put right by its own rule, in the law's order.
      (
        "30000.00", "叁万元整", [("10", "10.00", "10000.00"), ("10", "1500.00", "20000.00")], "25000.00",
        [.itemsOverTotal]
      ),
      ("12000.00", "壹万伍仟元整", [("10", "15.00", "15000.00")], "15000.00", [.wordsOverFigures]),
      // Lines are multiplied exactly and rounded once.
      ("1.00", "壹元整", [("0.333", "1.00", "0.33"), ("0.667", "1.00", "0.67")], "1.00", []),
    ]
  @Test(arguments: cases.indices)
  func `are put right in the law's order`(index: Int) throws {
    let (read, words, lines, corrected, rules) = Self.cases[index]
    let items = try lines.map {
      OfferItem(name: "x", unit: "户", quantity: try points($0.0), unitPrice: try yuan($0.1), amount: try yuan($0.2))
    }
    let steps = try PriceCorrection.corrections(read: try yuan(read), inWords: words, items: items)
    #expect(steps.map(\.rule) == rules, "case \(index)")
    let counts = try steps.last?.to ?? yuan(read)
    #expect(counts.description == corrected, "case \(index)")
  }

  @Test func `a unit price with its point in the wrong place is named, one that is merely wrong is not`() throws {
    func item(_ unitPrice: String, _ amount: String) throws -> OfferItem {
      OfferItem(
        name: "x", unit: "户", quantity: try points("20"), unitPrice: try yuan(unitPrice), amount: try yuan(amount))
    }
    let items = [
      try item("9900.00", "198000.00"), try item("99.00", "198000.00"), try item("99000.00", "198000.00"),
      try item("9000.00", "198000.00"), try item("0.00", "198000.00"),
    ]
    #expect(PriceCorrection.displaced(items) == [1, 2])
  }

  @Test func `too large a sum is refused`() throws {
    let most = try some(Price(fen: .max))
    let item = OfferItem(name: "", unit: "", quantity: try points("3"), unitPrice: most, amount: most)
    #expect(throws: NumberFault.tooLarge) {
      try PriceCorrection.corrections(read: most, inWords: nil, items: [item])
    }
  }
}

@Suite struct `An offer` {
  static let whole: JSON = [
    "supplier": [
      "name": "周口示例代理所", "creditCode": "91411600MA0000015H", "licence": "41999", "size": "micro", "members": [],
    ],
    "price": [
      "currency": "CNY", "total": "198000.00", "inWords": "壹拾玖万捌仟元整",
      "items": [
        [
          "no": "1", "name": "完全式托管服务", "unit": "户", "quantity": "20", "unitPrice": "9900.00",
          "amount": "198000.00",
        ]
      ],
    ], "termDays": 365, "validityDays": 90,
    "team": [["name": "甲", "certificate": "4100001", "role": "lead", "daysOnSite": 120]], "answers": ["c1": "3"],
    "attachments": [
      [
        "member": "a1.pdf", "title": "服务方案.pdf", "kind": "servicePlan", "bytes": 3,
        "sha256": JSON(sha256([1, 2, 3]).base64),
      ]
    ],
  ]
  static let files = [Attachment(member: "a1.pdf", bytes: 3, sha256: sha256([1, 2, 3]))]

  @Test func `in order is sealed and read in full`() throws {
    try Offer.check(Self.whole, contents: .whole, scheme: try Scheme.sample(), files: Self.files)
    let offer = Offer(reading: Self.whole)
    #expect(offer.size == .micro && offer.price?.total == Price("198000.00") && offer.team.count == 1)
    #expect(offer.corrections == [])
    #expect(offer.answers == ["c1": "3"])
    #expect(offer.findings(scheme: try Scheme.sample(), validityDays: 90).isEmpty)
  }

  @Test func `has the name that it gives where that is one, and no book`() {
    func name(_ text: String) -> String? {
      Offer(reading: ["supplier": ["name": JSON(text)]]).name
    }
    let longest = String(repeating: "所", count: Offer.nameLengthMax)
    #expect(name("周口示例代理所") == "周口示例代理所" && name(longest) == longest)
    #expect(name(longest + "所") == nil && name("甲\0") == nil && name("甲\n乙") == nil)
  }

  static func price(_ name: String, _ value: JSON) -> JSON {
    whole.setting("price", (whole["price"] ?? .null).setting(name, value))
  }
  static func item(_ name: String, _ value: JSON) -> JSON {
    let item = whole["price"]?["items"]?.arrayValue?.first ?? .null
    return price("items", [item.setting(name, value)])
  }

  static let refused: [(String, JSON, PartContents, OfferRefusal)] = [
    ("an unknown key", whole.setting("discount", "1"), .whole, .form(.unknown(field: "offer.discount"))),
    (
      "a wrong code",
      whole.setting("supplier", (whole["supplier"] ?? .null).setting("creditCode", "91411600MA0000016H")),
      .whole, .form(.wrong(field: "offer.supplier.creditCode"))
    ),
    (
      "a price in the technical part", whole, PartContents(hasPrice: false, hasTeam: true, hasAnswers: true),
      .belongsToOtherPart(field: "price")
    ),
    ("no team where it belongs", whole.removing("team"), .whole, .missingInPart(field: "team")),
    (
      "a name of more characters than papers have room for",
      whole.setting("supplier", (whole["supplier"] ?? .null).setting("name", JSON(String(repeating: "x", count: 201)))),
      .whole, .nameUnfit(max: 200)
    ),
    (
      "a name of two lines", whole.setting("supplier", (whole["supplier"] ?? .null).setting("name", "甲\n乙")), .whole,
      .nameUnfit(max: 200)
    ),
    ("a price of nothing", price("total", "0.00"), .whole, .priceZero),
    ("words that come to nothing", price("inWords", "零元整").removingItems, .whole, .priceZero),
    ("words nobody can read", price("inWords", "很多钱"), .whole, .wordsUnreadable),
    ("words of another amount", price("inWords", "壹拾捌万元整"), .whole, .wordsDiffer),
    ("a line that does not multiply", item("quantity", "21"), .whole, .itemDiffers(index: 0)),
    (
      "lines that do not add up",
      price(
        "items",
        [
          ["no": "1", "name": "x", "unit": "户", "quantity": "1", "unitPrice": "9900.00", "amount": "9900.00"]
        ]), .whole, .totalDiffers
    ),
    ("an answer to nothing", whole.setting("answers", ["c9": "1"]), .whole, .answerUnknown(criterion: "c9")),
    ("no attachment listed", whole.setting("attachments", []), .whole, .attachmentNotListed(member: "a1.pdf")),
    (
      "an attachment of other bytes",
      whole.setting(
        "attachments",
        [
          ["member": "a1.pdf", "title": "x", "kind": "y", "bytes": 4, "sha256": JSON(sha256([1, 2, 3]).base64)]
        ]), .whole, .attachmentDiffers(member: "a1.pdf")
    ),
    (
      "an attachment twice",
      whole.setting(
        "attachments",
        .array(
          (whole["attachments"]?.arrayValue ?? []) + (whole["attachments"]?.arrayValue ?? []))), .whole,
      .attachmentTwice(member: "a1.pdf")
    ),
  ]
  @Test(arguments: refused.indices)
  func `with a fault is not sealed`(index: Int) throws {
    let (what, json, contents, refusal) = Self.refused[index]
    #expect(throws: refusal, "\(what)") {
      try Offer.check(json, contents: contents, scheme: try Scheme.sample(), files: Self.files)
    }
  }

  @Test func `that answers with a book answers nothing`() {
    let longest = String(repeating: "9", count: Criterion.answerBytesMax)
    let offer = Offer(reading: ["answers": ["c1": JSON(longest), "c2": JSON(longest + "9"), "c3": 3]])
    #expect(offer.answers == ["c1": longest])
  }

  @Test func `above the ceiling is not sealed, and is found after the opening`() throws {
    let scheme = try Scheme.sample(ceiling: "190000.00")
    #expect(throws: OfferRefusal.aboveCeiling) {
      try Offer.check(Self.whole, contents: .whole, scheme: scheme, files: Self.files)
    }
    #expect(Offer(reading: Self.whole).findings(scheme: scheme, validityDays: 90).map(\.ground) == ["overCeiling"])
  }

  @Test func `full of nonsense is read without complaint and found wanting`() throws {
    for json in [.null, [], ["price": "cheap", "supplier": 3, "team": [1], "answers": []]] as [JSON] {
      let offer = Offer(reading: json)
      #expect(offer.price == nil && offer.name == nil && offer.team.isEmpty)
      let grounds = offer.findings(scheme: try Scheme.sample(), validityDays: 90, termDaysMax: 365).map(\.ground)
      #expect(grounds == ["priceMissing", "validityTooShort", "termTooLong"])
    }
    let dollars = Self.price("currency", "USD")
    #expect(Offer(reading: dollars).price == nil)
  }

  @Test func `with a table beyond measure is read without it`() throws {
    let item = try some(Self.whole["price"]?["items"]?.arrayValue?.first)
    for (count, read) in [(1000, 1000), (1001, 0)] {
      let offer = Offer(reading: Self.price("items", .array(Array(repeating: item, count: count))))
      #expect(offer.price?.items.count == read)
    }
  }
}

extension JSON {
  /// An offer whose price has no lines, so that words alone correct it.
  fileprivate var removingItems: JSON { setting("price", (self["price"] ?? .null).setting("items", [])) }
}
