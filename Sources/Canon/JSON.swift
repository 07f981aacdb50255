/// A JSON value. Objects keep the order in which their members were written; `canonicalBytes` sorts them.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  /// The literal as it was written, checked against RFC 8259's grammar.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One name and its value in an object.
  public struct Member: Sendable {
    public var name: String
    public var value: JSON
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

/// True when two strings have the same scalars; Swift's `==` also calls differently composed strings equal.
public func sameScalars(_ a: String, _ b: String) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  let same: Bool?? = a.utf8.withContiguousStorageIfAvailable { a in
    b.utf8.withContiguousStorageIfAvailable { b in a.elementsEqual(b) }
  }
  return (same ?? nil) ?? a.utf8.elementsEqual(b.utf8)
}

extension JSON: Equatable {
  /// Values are equal when their canonical forms are: members in any order, strings scalar by scalar.
  public static func == (a: JSON, b: JSON) -> Bool {
    if a.isSame(as: b) { return true }
    // What is written alike is equal without being written; the rest, as `1.0` and `1`, is asked of the canonical form.
    return switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.string(let a), .string(let b)): sameScalars(a, b)
    case (.number(let one), .number(let other)):
      sameScalars(one, other) || a.canonicalBytes() == b.canonicalBytes()
    case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0 == $1 }
    case (.object(let one), .object(let other)):
      one.count == other.count
        && (zip(one, other).allSatisfy { sameScalars($0.name, $1.name) }
          ? zip(one, other).allSatisfy { $0.value == $1.value } : a.canonicalBytes() == b.canonicalBytes())
    default: false
    }
  }
}

extension JSON {
  /// Whether both are the very same list or object in memory, and so equal without being looked at.
  public func isSame(as other: JSON) -> Bool {
    func lieTogether<Element>(_ one: [Element], _ other: [Element]) -> Bool {
      one.count == other.count
        && one.withUnsafeBufferPointer { one in
          other.withUnsafeBufferPointer { one.baseAddress == $0.baseAddress }
        }
    }
    return switch (self, other) {
    case (.array(let one), .array(let other)): lieTogether(one, other)
    case (.object(let one), .object(let other)): lieTogether(one, other)
    default: false
    }
  }

  /// The member's value, or nil when this is no object or has no such member.
  public subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { sameScalars($0.name, name) }?.value
  }

  public var stringValue: String? { if case .string(let s) = self { s } else { nil } }
  public var arrayValue: [JSON]? { if case .array(let a) = self { a } else { nil } }
  public var members: [Member]? { if case .object(let m) = self { m } else { nil } }
  public var boolValue: Bool? { if case .bool(let b) = self { b } else { nil } }
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The whole number written here without fraction or exponent, or nil.
  public var integerValue: Int? {
    guard case .number(let literal) = self, literal != "-0" else { return nil }
    return Int(literal)
  }

  /// The names of an object's members, in the order written; empty for anything else.
  public var names: [String] { members?.map(\.name) ?? [] }

  /// This object with one member set (replaced where it stands, or added at the end); anything else becomes an object.
  public func setting(_ name: String, _ value: JSON) -> JSON {
    var all = members ?? []
    if let at = all.firstIndex(where: { sameScalars($0.name, name) }) {
      all[at].value = value
    } else {
      all.append(Member(name, value))
    }
    return .object(all)
  }

  /// This object without one member.
  public func removing(_ name: String) -> JSON {
    .object((members ?? []).filter { !sameScalars($0.name, name) })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }

  public init(_ value: String) { self = .string(value) }
  public init(_ value: Int) { self = .number(String(value)) }
  public init(_ value: Int64) { self = .number(String(value)) }
  public init(_ value: Bool) { self = .bool(value) }
  public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
  public init(_ values: [JSON]) { self = .array(values) }
}
