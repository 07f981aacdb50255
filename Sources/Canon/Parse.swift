/// Why bytes are not the JSON we accept; `at` is a byte offset from 0.
public enum JSONError: Error, Hashable, Sendable {
  case byteOrderMark
  case notUTF8(at: Int)
  case tooDeep(at: Int, limit: Int)
  /// More values than the reader takes, each list, object, text, number or word counted.
  case tooManyValues(at: Int, limit: Int)
  /// A text or number that is written with more bytes than the reader takes.
  case textTooLong(at: Int, limit: Int)
  case nameTwice(String, at: Int)
  case loneSurrogate(at: Int)
  /// U+0000, where the reader wants none.
  case nullCharacter(at: Int)
  case unexpected(at: Int)
  case endsEarly

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .byteOrderMark: "json.byteOrderMark"
    case .notUTF8: "json.notUTF8"
    case .tooDeep: "json.tooDeep"
    case .tooManyValues: "json.tooManyValues"
    case .textTooLong: "json.textTooLong"
    case .nameTwice: "json.nameTwice"
    case .loneSurrogate: "json.loneSurrogate"
    case .nullCharacter: "json.nullCharacter"
    case .unexpected: "json.unexpected"
    case .endsEarly: "json.endsEarly"
    }
  }
}

extension JSON {
  /// The value written in `bytes`, which hold one JSON text and white space around it, nothing else.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without byte order mark.
  ///   - depth: how deep arrays and objects may nest; the outermost counts as 1.
  ///   - allowsNull: whether `\u0000` may stand in a string. RFC 8259 allows it; PostgreSQL's texts cannot hold it.
  ///   - valuesMax: how many values there may be, those within others counted too, names not.
  ///   - textBytesMax: how many bytes a text or a name may have between its quotes, or a number, as written; in the
  ///     canonical form a text never has more.
  /// - Throws: the first fault in reading order.
  /// - Source: RFC 8259; names unique and surrogates paired as RFC 8785 (I-JSON) asks.
  public static func parse(
    _ bytes: [UInt8], depth: Int = 32, allowsNull: Bool = true, valuesMax: Int = .max, textBytesMax: Int = .max
  ) throws(JSONError) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw .byteOrderMark }
    var parser = Parser(
      bytes: bytes, depthMax: depth, allowsNull: allowsNull, valuesMax: valuesMax, textBytesMax: textBytesMax)
    parser.skipSpace()
    let value = try parser.value(depth: 1)
    parser.skipSpace()
    guard parser.at == bytes.count else { throw .unexpected(at: parser.at) }
    return value
  }
}

private struct Parser {
  /// Up to so many members of an object a new name is compared with each.
  private static let fewMembers = 16

  let bytes: [UInt8]
  let depthMax: Int
  let allowsNull: Bool
  let valuesMax: Int
  let textBytesMax: Int
  var at = 0
  var valueCount = 0

  init(bytes: [UInt8], depthMax: Int, allowsNull: Bool, valuesMax: Int, textBytesMax: Int) {
    self.bytes = bytes
    self.depthMax = depthMax
    self.allowsNull = allowsNull
    self.valuesMax = valuesMax
    self.textBytesMax = textBytesMax
  }

  var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func skipSpace() {
    while let c = peek, c == 0x20 || c == 0x09 || c == 0x0A || c == 0x0D { at += 1 }
  }

  mutating func next() throws(JSONError) -> UInt8 {
    guard at < bytes.count else { throw .endsEarly }
    defer { at += 1 }
    return bytes[at]
  }

  mutating func expect(_ word: StaticString) throws(JSONError) {
    for i in 0..<word.utf8CodeUnitCount {
      let here = at
      guard try next() == word.utf8Start[i] else { throw .unexpected(at: here) }
    }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard let c = peek else { throw .endsEarly }
    guard valueCount < valuesMax else { throw .tooManyValues(at: at, limit: valuesMax) }
    valueCount += 1
    switch c {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth <= depthMax else { throw .tooDeep(at: at, limit: depthMax) }
      return c == UInt8(ascii: "{") ? try object(depth: depth) : try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try expect("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    default: throw .unexpected(at: at)
    }
  }

  mutating func array(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var values: [JSON] = []
    skipSpace()
    if peek == UInt8(ascii: "]") {
      at += 1
      return .array(values)
    }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      skipSpace()
      let here = at
      switch try next() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "]"): return .array(values)
      default: throw .unexpected(at: here)
      }
    }
  }

  mutating func object(depth: Int) throws(JSONError) -> JSON {
    at += 1
    var members: [JSON.Member] = []
    // Of an object with many members, names as byte arrays: a Set of String would call differently composed names the
    // same. A few are compared one by one, which needs no memory.
    var seen: Set<[UInt8]> = []
    skipSpace()
    if peek == UInt8(ascii: "}") {
      at += 1
      return .object(members)
    }
    while true {
      skipSpace()
      let nameAt = at
      guard let c = peek else { throw .endsEarly }
      guard c == UInt8(ascii: "\"") else { throw .unexpected(at: at) }
      let name = try string()
      let isNew: Bool
      if members.count < Self.fewMembers {
        isNew = !members.contains { sameScalars($0.name, name) }
      } else {
        if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
        isNew = seen.insert(Array(name.utf8)).inserted
      }
      guard isNew else { throw .nameTwice(name, at: nameAt) }
      skipSpace()
      let colonAt = at
      guard try next() == UInt8(ascii: ":") else { throw .unexpected(at: colonAt) }
      skipSpace()
      members.append(JSON.Member(name, try value(depth: depth + 1)))
      skipSpace()
      let here = at
      switch try next() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "}"): return .object(members)
      default: throw .unexpected(at: here)
      }
    }
  }

  mutating func number() throws(JSONError) -> String {
    let start = at
    if peek == UInt8(ascii: "-") { at += 1 }
    guard let first = peek else { throw .endsEarly }
    guard isDigit(first) else { throw .unexpected(at: at) }
    at += 1
    if first != UInt8(ascii: "0") { skipDigits() }
    if peek == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      at += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    guard at - start <= textBytesMax else { throw .textTooLong(at: start, limit: textBytesMax) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  func isDigit(_ c: UInt8) -> Bool { c >= 0x30 && c <= 0x39 }
  mutating func skipDigits() { while let c = peek, isDigit(c) { at += 1 } }
  mutating func digits() throws(JSONError) {
    guard let c = peek else { throw .endsEarly }
    guard isDigit(c) else { throw .unexpected(at: at) }
    skipDigits()
  }

  mutating func string() throws(JSONError) -> String {
    at += 1
    var out: [UInt8] = []
    let textFrom = at
    var plainFrom = at
    while true {
      guard let c = peek else { throw .endsEarly }
      switch c {
      case UInt8(ascii: "\""):
        guard at - textFrom <= textBytesMax else { throw .textTooLong(at: textFrom, limit: textBytesMax) }
        let plain = bytes[plainFrom..<at]
        at += 1
        // Most strings have no escape, and are read where they stand.
        let text =
          out.isEmpty ? String(validating: plain, as: UTF8.self) : String(validating: out + plain, as: UTF8.self)
        guard let text else { throw .notUTF8(at: plainFrom) }
        return text
      case UInt8(ascii: "\\"):
        out += bytes[plainFrom..<at]
        at += 1
        out += String(try escape()).utf8
        plainFrom = at
      case 0..<0x20: throw .unexpected(at: at)
      default: at += 1
      }
    }
  }

  mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let here = at
    switch try next() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let high = try hex4()
      guard high != 0 || allowsNull else { throw .nullCharacter(at: here) }
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard high < 0xDC00, peek == UInt8(ascii: "\\") else { throw .loneSurrogate(at: here) }
      at += 1
      guard try next() == UInt8(ascii: "u") else { throw .loneSurrogate(at: here) }
      let low = try hex4()
      guard (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      else { throw .loneSurrogate(at: here) }
      return scalar
    default: throw .unexpected(at: here)
    }
  }

  mutating func hex4() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let here = at
      let c = try next()
      switch c {
      case 0x30...0x39: value = value << 4 | UInt32(c - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(c - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(c - 0x61 + 10)
      default: throw .unexpected(at: here)
      }
    }
    return value
  }
}
