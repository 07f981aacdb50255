extension JSON {
  /// The RFC 8785 form: names sorted by UTF-16 code units, no white space, the shortest escapes, UTF-8.
  ///
  ///     {"b":1,"a":"é"} gives {"a":"é","b":1}
  ///
  /// - Source: RFC 8785 section 3.2; numbers as ECMAScript prints them.
  public func canonicalBytes() -> [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  /// The canonical form of an object whose members' values are in that form already, so that what is large and known is not
  /// written again.
  public static func canonicalObject(_ members: [(name: String, value: [UInt8])]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(members.reduce(2) { $0 + $1.name.utf8.count + $1.value.count + 8 })
    out.append(UInt8(ascii: "{"))
    for (i, member) in members.sorted(by: { utf16Precedes($0.name, $1.name) }).enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      write(member.name, to: &out)
      out.append(UInt8(ascii: ":"))
      out += member.value
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// The canonical form of a list whose values are in that form already.
  public static func canonicalArray(_ values: [[UInt8]]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(values.reduce(2) { $0 + $1.count + 1 })
    out.append(UInt8(ascii: "["))
    for (i, value) in values.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      out += value
    }
    out.append(UInt8(ascii: "]"))
    return out
  }

  /// Whether every number is one of binary64: what is beyond it, as `1e400`, has no RFC 8785 form, and each reader makes
  /// something else of it.
  public var isInBinary64: Bool {
    switch self {
    case .number(let literal): plainDecimal(literal) != nil || Double(literal)?.isFinite == true
    case .array(let values): values.allSatisfy(\.isInBinary64)
    case .object(let members): members.allSatisfy(\.value.isInBinary64)
    case .null, .bool, .string: true
    }
  }

  /// This value with every object's members in the order of the canonical form, so that printing need not sort them.
  public var inCanonicalOrder: JSON {
    switch self {
    case .array(let values): .array(values.map(\.inCanonicalOrder))
    case .object(let members):
      .object(Self.inOrder(members.map { Member($0.name, $0.value.inCanonicalOrder) }))
    default: self
    }
  }

  /// The canonical form as text.
  public var canonicalText: String { String(decoding: canonicalBytes(), as: UTF8.self) }

  /// A form for people: two blanks a level, members in the order they were written.
  public var prettyText: String {
    var out: [UInt8] = []
    writePretty(to: &out, indent: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let b): out += (b ? "true" : "false").utf8
    case .number(let literal): out += canonicalNumber(literal).utf8
    case .string(let s): Self.write(s, to: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (i, value) in values.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        value.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (i, member) in Self.inOrder(members).enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private func writePretty(to out: inout [UInt8], indent: Int) {
    func line(_ level: Int) {
      out.append(0x0A)
      out += repeatElement(0x20, count: level * 2)
    }
    switch self {
    case .array(let values) where !values.isEmpty:
      out.append(UInt8(ascii: "["))
      for (i, value) in values.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        line(indent + 1)
        value.writePretty(to: &out, indent: indent + 1)
      }
      line(indent)
      out.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      out.append(UInt8(ascii: "{"))
      for (i, member) in members.enumerated() {
        if i > 0 { out.append(UInt8(ascii: ",")) }
        line(indent + 1)
        Self.write(member.name, to: &out)
        out += ": ".utf8
        member.value.writePretty(to: &out, indent: indent + 1)
      }
      line(indent)
      out.append(UInt8(ascii: "}"))
    default: write(to: &out)
    }
  }

  /// Sorted by UTF-16 code units; what was read from a canonical form is so already.
  private static func inOrder(_ members: [Member]) -> [Member] {
    func precedes(_ a: Member, _ b: Member) -> Bool { utf16Precedes(a.name, b.name) }
    return zip(members, members.dropFirst()).allSatisfy(precedes) ? members : members.sorted(by: precedes)
  }

  private static func write(_ s: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var native = s
    let isWritten = native.withUTF8 { bytes in
      for byte in bytes where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
      out += bytes
      return true
    }
    if isWritten { return out.append(UInt8(ascii: "\"")) }
    for byte in s.utf8 {
      switch byte {
      case 0x22: out += [0x5C, 0x22]
      case 0x5C: out += [0x5C, 0x5C]
      case 0x08: out += [0x5C, 0x62]
      case 0x09: out += [0x5C, 0x74]
      case 0x0A: out += [0x5C, 0x6E]
      case 0x0C: out += [0x5C, 0x66]
      case 0x0D: out += [0x5C, 0x72]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        out += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

/// Whether `a` comes before `b` by UTF-16 code units.
///
/// The first byte of UTF-8 that differs decides, since its order is that of the scalars; UTF-16 has another one only where
/// a scalar beyond the basic plane (from F0) meets one of U+E000 to U+FFFF (EE and EF).
func utf16Precedes(_ a: String, _ b: String) -> Bool {
  var (one, other) = (a.utf8.makeIterator(), b.utf8.makeIterator())
  while true {
    switch (one.next(), other.next()) {
    case (nil, let rest): return rest != nil
    case (_, nil): return false
    case (let x?, let y?) where x != y:
      return max(x, y) < 0xF0 || min(x, y) < 0xEE ? x < y : a.utf16.lexicographicallyPrecedes(b.utf16)
    default: continue
    }
  }
}

/// A number literal as ECMAScript prints its value.
///
/// Decimals of up to 15 digits, which is all that our own files hold, pass through by their digits alone; the general
/// case serves foreign JSON and goes by the nearest binary64, as RFC 8785 defines.
func canonicalNumber(_ literal: String) -> String {
  if let plain = plainDecimal(literal) { return plain }
  guard let value = Double(literal), value.isFinite else { return literal }
  if value == 0 { return "0" }
  // Swift's description has the shortest digits that read back; only their layout differs from ECMAScript's.
  let text = String(describing: value.magnitude)
  let parts = text.split(separator: "e", maxSplits: 1)
  let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
  var digits = String(mantissa[0]) + fraction
  var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  while digits.count > 1, digits.hasPrefix("0") {
    digits.removeFirst()
    point -= 1
  }
  while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
  let count = digits.count
  let sign = value < 0 ? "-" : ""
  if point >= count, point <= 21 { return sign + digits + String(repeating: "0", count: point - count) }
  if point > 0, point <= 21 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
  if point > -6, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
  let exponent = point - 1
  let tail = count > 1 ? "." + digits.dropFirst() : ""
  return sign + digits.prefix(1) + tail + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
}

/// A literal without exponent and of at most 15 significant digits in the form that RFC 8785 gives it, by its digits
/// alone; nil for any other.
///
///     198000.00 gives 198000, 198000.50 gives 198000.5, -0.0 gives 0
///
/// Two decimals of up to 15 digits never share their nearest binary64. So the shortest digits that read back as the
/// same value, which ECMAScript prints, are the literal's own without the zeros that say nothing. Below 0.000001
/// ECMAScript writes an exponent; such literals are left to the general case.
func plainDecimal(_ literal: String) -> String? {
  if isPlainInteger(literal) { return literal }
  let isNegative = literal.utf8.first == UInt8(ascii: "-")
  let parts = literal.utf8.dropFirst(isNegative ? 1 : 0)
    .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
  guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else {
    return nil
  }
  let whole = Array(parts[0].drop { $0 == 0x30 })
  var fraction = parts.count == 2 ? parts[1] : []
  while fraction.last == 0x30 { fraction.removeLast() }
  let significant = whole.isEmpty ? fraction.drop { $0 == 0x30 }.count : whole.count + fraction.count
  guard significant <= 15 else { return nil }
  if significant == 0 { return "0" }
  if whole.isEmpty, fraction.count - significant > 5 { return nil }
  return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self))
    + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
}

/// Most numbers are short whole ones, which are in that form already.
private func isPlainInteger(_ literal: String) -> Bool {
  let digits = literal.utf8
  guard (1...15).contains(digits.count), let first = digits.first, first != 0x30 || digits.count == 1 else {
    return false
  }
  return digits.allSatisfy { (0x30...0x39).contains($0) }
}

extension JSON {
  /// A number of exactly this value.
  ///
  ///     JSON(decimal: "198000.50") is 198000.5
  ///
  /// - Returns: nil for a text that is no decimal, and for more than 15 significant digits: whoever reads JSON numbers
  ///   as binary64 would see another value.
  public init?(decimal text: String) {
    guard let plain = plainDecimal(text) else { return nil }
    self = .number(plain)
  }
}
