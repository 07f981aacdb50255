import Canon
import TestSupport
import Testing

@Suite struct `Reading JSON strictly` {
  static let refused: [(text: String, code: String)] = [
    ("\u{FEFF}{}", "json.byteOrderMark"),
    (#"{"a":1,"a":2}"#, "json.nameTwice"),
    (#"{"a":1,"\u0061":2}"#, "json.nameTwice"),
    (#"["\ud800"]"#, "json.loneSurrogate"),
    (#"["\udc00\ud800"]"#, "json.loneSurrogate"),
    (#"["\ud800\u0041"]"#, "json.loneSurrogate"),
    ("[1,]", "json.unexpected"),
    ("{\"a\":1,}", "json.unexpected"),
    ("01", "json.unexpected"),
    ("1.", "json.endsEarly"),
    ("-", "json.endsEarly"),
    ("[1] x", "json.unexpected"),
    ("\"a\nb\"", "json.unexpected"),
    ("nul", "json.endsEarly"),
    ("", "json.endsEarly"),
    (String(repeating: "[", count: 33), "json.tooDeep"),
  ]
  @Test(arguments: refused)
  func `what is not RFC 8259 is refused with its reason`(text: String, code: String) {
    #expect { try JSON.parse(Array(text.utf8)) } throws: { ($0 as? JSONError)?.code == code }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError.self) { try JSON.parse([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: JSONError.self) { try JSON.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func `a null character stands in a text only where the reader lets it`() throws {
    let text = Array(#"{"name":"甲\u0000","note":"\\u0000"}"#.utf8)
    #expect(try JSON.parse(text)["name"]?.stringValue == "甲\0")
    #expect(throws: JSONError.nullCharacter(at: 13)) { try JSON.parse(text, allowsNull: false) }
    let escaped = Array(#"{"note":"\\u0000"}"#.utf8)
    #expect(try JSON.parse(escaped, allowsNull: false)["note"]?.stringValue == #"\u0000"#)
  }

  @Test func `names that only look alike are two names`() throws {
    let value = try JSON.parse(Array("{\"e\u{301}\":1,\"\u{e9}\":2}".utf8))
    #expect(value.members?.count == 2)
    #expect(value["\u{e9}"]?.integerValue == 2)
  }

  @Test func `a name that comes twice is found in an object of many members too`() throws {
    for count in [2, 15, 16, 17, 18, 40] {
      let names = (0..<count).map { "\"n\($0)\":\($0)" }
      #expect(try JSON.parse(Array("{\(names.joined(separator: ","))}".utf8)).members?.count == count)
      for again in 0..<count {
        let text = "{\(names.joined(separator: ",")),\"n\(again)\":0}"
        #expect { try JSON.parse(Array(text.utf8)) } throws: { ($0 as? JSONError)?.code == "json.nameTwice" }
      }
      let alike = names + ["\"e\u{301}\":0", "\"\u{e9}\":0"]
      #expect(try JSON.parse(Array("{\(alike.joined(separator: ","))}".utf8)).members?.count == count + 2)
    }
  }

  @Test func `depth 32 is accepted and 33 is not`() throws {
    let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    _ = try JSON.parse(Array(deep.utf8))
    #expect(throws: JSONError.tooDeep(at: 32, limit: 32)) { try JSON.parse(Array("[\(deep)]".utf8)) }
  }

  @Test func `as many values are read as the reader takes, names not counted`() throws {
    // The object, the list, its two members and the number.
    let text = Array(#"{"a":[null,"x"],"b":1}"#.utf8)
    _ = try JSON.parse(text, valuesMax: 5)
    #expect(throws: JSONError.tooManyValues(at: 20, limit: 4)) { try JSON.parse(text, valuesMax: 4) }
  }

  static let texts = [
    #""abcd""#, #"["abcd"]"#, #"{"abcd":1}"#, #"{"a":"abcd"}"#, "1234", "[-123]", #""\nab""#, #""中a""#,
  ]
  @Test(arguments: texts)
  func `a text, a name and a number may be as long as the reader takes, counted as written`(text: String) throws {
    _ = try JSON.parse(Array(text.utf8), textBytesMax: 4)
    #expect { try JSON.parse(Array(text.utf8), textBytesMax: 3) } throws: {
      ($0 as? JSONError)?.code == "json.textTooLong"
    }
  }
}

@Suite struct `Printing the canonical form` {
  // RFC 8785, sections 3.2.2 and 3.2.3, and its appendix B.
  static let table: [(input: String, output: String)] = [
    (#"{"b":1,"a":[true,false,null]}"#, #"{"a":[true,false,null],"b":1}"#),
    (#"["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"]"#, "[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"]"),
    (
      "[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]",
      "[333333333.3333333,1e+30,4.5,0.002,1e-27]"
    ),
    (
      "[-0, 0.0, 1e21, 1e20, 123456789012345680000, 0.000001, 1e-7, -5e-324, 1.7976931348623157e308]",
      "[0,0,1e+21,100000000000000000000,123456789012345680000,0.000001,1e-7,-5e-324,1.7976931348623157e+308]"
    ),
    (
      #"{"\u20ac":"Euro Sign","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Smiley","\u0080":"Control","\u00f6":"o"}"#,
      "{\"\\r\":\"CR\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"o\",\"€\":\"Euro Sign\",\"😀\":\"Smiley\",\"\u{fb33}\":\"Dalet\"}"
    ),
  ]
  @Test(arguments: table)
  func `the examples of RFC 8785 come out as printed there`(input: String, output: String) throws {
    #expect(try JSON.parse(Array(input.utf8)).canonicalText == output)
  }

  @Test func `names stand in the order of their UTF-16 code units, whatever planes they are of`() throws {
    var random = Seed.generator("Canon.names")
    let scalars = ["a", "b", "~", "\u{e9}", "中", "\u{d7ff}", "\u{e000}", "\u{fffd}", "😀", "\u{10ffff}"]
    for _ in 0..<2_000 {
      let names = (0..<2).map { _ in
        (0..<Int.random(in: 0...3, using: &random)).map { _ in scalars.randomElement(using: &random) ?? "" }.joined()
      }
      guard !sameScalars(names[0], names[1]) else { continue }
      let object = JSON.object(names.map { JSON.Member($0, 1) })
      let sorted = names.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
      #expect(object.canonicalText == "{\"\(sorted[0])\":1,\"\(sorted[1])\":1}", "\(names)")
    }
  }

  @Test func `what is put together of canonical parts, or put in order first, is printed alike`() throws {
    let text = #"{"b":[1,{"z":"é\n\"","a":null}],"\ud83d\ude00":[],"\ue000":{},"a":{"y":1,"x":{"q":2,"p":3}}}"#
    let value = try JSON.parse(Array(text.utf8))
    let parts = (value.members ?? []).map { (name: $0.name, value: $0.value.canonicalBytes()) }
    #expect(JSON.canonicalObject(parts) == value.canonicalBytes())
    #expect(value.inCanonicalOrder == value && value.inCanonicalOrder.canonicalBytes() == value.canonicalBytes())
    #expect(value.inCanonicalOrder.names == ["a", "b", "\u{1F600}", "\u{E000}"])
    let list: JSON = [1, ["b": 2, "a": 1], []]
    #expect(JSON.canonicalArray((list.arrayValue ?? []).map { $0.canonicalBytes() }) == list.canonicalBytes())
    #expect(JSON.canonicalArray([]) == JSON.array([]).canonicalBytes())
  }

  @Test func `the pretty form reads back as the same value`() throws {
    let value: JSON = ["名": ["a", 1, nil, [:], []], "z": ["k": true]]
    #expect(try JSON.parse(Array(value.prettyText.utf8)) == value)
  }
}

@Suite struct `Values are equal when their canonical forms are` {
  static let texts = [
    "null", "true", "false", "1", "1.0", "10e-1", "-0", "0", "1e400", #""1""#, #""""#, "\"\u{e9}\"", "\"e\u{301}\"",
    "[]", "[1,2]", "[1.0,2]", "[2,1]", "[1]", "{}", #"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, #"{"a":1.0,"b":[2]}"#,
    #"{"a":1}"#, #"{"A":1}"#, #"{"a":null}"#, #"[{"a":1,"b":"中"}]"#, #"[{"b":"\u4e2d","a":1.0}]"#,
    "\"" + String(repeating: "长", count: 100) + "\"", "\"" + String(repeating: "长", count: 99) + "短\"",
  ]

  @Test func `whatever way it is found out`() throws {
    let values = try Self.texts.map { try JSON.parse(Array($0.utf8)) }
    for (a, aText) in zip(values, Self.texts) {
      for (b, bText) in zip(values, Self.texts) {
        #expect((a == b) == (a.canonicalBytes() == b.canonicalBytes()), "\(aText) and \(bText)")
      }
    }
  }
}

@Suite struct `Numbers of exactly their value` {
  static let table: [(decimal: String, number: String?)] = [
    ("198000.00", "198000"), ("198000.50", "198000.5"), ("0.15", "0.15"), ("0", "0"), ("0.00", "0"), ("-0.0", "0"),
    ("-12.340", "-12.34"), ("007.10", "7.1"), ("0.000001", "0.000001"), ("0.0000001", nil),
    ("9999999999999.99", "9999999999999.99"), ("123456789012345", "123456789012345"), ("1234567890123456", nil),
    ("92233720368547758.07", nil), ("1e3", nil), ("1.", nil), (".5", nil), ("", nil), ("-", nil), ("1,000.00", nil),
    ("１", nil), ("+1", nil),
  ]
  @Test(arguments: table)
  func `are made of a decimal's digits, or not at all`(decimal: String, number: String?) {
    #expect(JSON(decimal: decimal)?.canonicalText == number)
  }

  @Test func `are printed by their digits as the nearest binary64 is printed`() throws {
    var seed = Seed.generator("Canon.decimals")
    for place in 0..<2_000 {
      let digits = String(Int64.random(in: 0..<1_000_000_000_000_000, using: &seed))
      let point = place % (digits.count + 6)
      let padded = String(repeating: "0", count: max(0, point - digits.count + 1)) + digits
      let literal =
        point == 0 ? digits : "\(padded.dropLast(point).drop { $0 == "0" }).\(padded.suffix(point))"
      let written = literal.hasPrefix(".") ? "0" + literal : literal
      // An exponent takes the way over binary64.
      let plain = try JSON.parse(Array(written.utf8)).canonicalText
      #expect(try plain == JSON.parse(Array((written + "e0").utf8)).canonicalText, "\(written)")
    }
  }
}
