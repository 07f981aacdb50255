/// A type that can be read from a column.
///
/// Another room's type joins by passing the cell on: `init(cell: Cell) throws(PostgresFailure) { … try Int64(cell: cell) }`.
public protocol ColumnValue: Sendable {
  /// - Throws: `mismatch` when the column's type or value does not fit.
  init(cell: Cell) throws(PostgresFailure)
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  /// `nil` for NULL.
  public init(cell: Cell) throws(PostgresFailure) {
    self = cell.isNull ? nil : try Wrapped(cell: cell)
  }
}

extension Int64: ColumnValue {
  /// From `bigint`, `integer`, `smallint`; from `timestamptz` as microseconds since 1970-01-01T00:00:00Z.
  public init(cell: Cell) throws(PostgresFailure) {
    self = try cell.withBytes { bytes throws(PostgresFailure) in
      switch (cell.type, bytes.count) {
      case (TypeID.int8, 8): return bytes.bigEndian(Int64.self)
      case (TypeID.int4, 4): return Int64(bytes.bigEndian(Int32.self))
      case (TypeID.int2, 2): return Int64(bytes.bigEndian(Int16.self))
      case (TypeID.oid, 4): return Int64(bytes.bigEndian(UInt32.self))
      case (TypeID.timestamptz, 8):
        let moved = bytes.bigEndian(Int64.self).addingReportingOverflow(microsecondsFrom1970To2000)
        guard !moved.overflow else { throw cell.mismatch("an infinite moment") }
        return moved.partialValue
      default: throw cell.mismatch("type \(cell.type) instead of an integer or a moment")
      }
    }
  }
}

extension Int: ColumnValue {
  /// From `bigint`, `integer`, `smallint`.
  public init(cell: Cell) throws(PostgresFailure) { self = Int(try Int64(cell: cell)) }
}

extension Int32: ColumnValue {
  /// From `integer`, `smallint`.
  public init(cell: Cell) throws(PostgresFailure) {
    guard let number = Int32(exactly: try Int64(cell: cell)) else { throw cell.mismatch("more than 32 bits") }
    self = number
  }
}

extension Int16: ColumnValue {
  /// From `smallint`.
  public init(cell: Cell) throws(PostgresFailure) {
    guard let number = Int16(exactly: try Int64(cell: cell)) else { throw cell.mismatch("more than 16 bits") }
    self = number
  }
}

extension Bool: ColumnValue {
  /// From `boolean`.
  public init(cell: Cell) throws(PostgresFailure) {
    self = try cell.withBytes { bytes throws(PostgresFailure) in
      guard cell.type == TypeID.bool, bytes.count == 1 else { throw cell.mismatch("type \(cell.type), not boolean") }
      return bytes[0] != 0
    }
  }
}

extension String: ColumnValue {
  /// From `text` and its kin, `json`, `jsonb`; from `numeric` as its exact decimal text; from `date` as `2026-11-22`;
  /// from `uuid` in lower case; from integers in decimal.
  public init(cell: Cell) throws(PostgresFailure) {
    self = try cell.withBytes { bytes throws(PostgresFailure) in
      switch cell.type {
      case TypeID.text, TypeID.varchar, TypeID.bpchar, TypeID.name, TypeID.char, TypeID.json, TypeID.unknown, 705:
        return String(decoding: bytes, as: UTF8.self)
      case TypeID.jsonb:
        guard bytes.first == 1 else { throw cell.mismatch("an unknown version of jsonb") }
        return String(decoding: bytes.dropFirst(), as: UTF8.self)
      case TypeID.numeric: return try BinaryNumeric.text(bytes, in: cell)
      case TypeID.date: return try BinaryDate.text(bytes, in: cell)
      case TypeID.uuid: return BinaryUUID.text(bytes)
      case TypeID.int2, TypeID.int4, TypeID.int8: return "\(try Int64(cell: cell))"
      default: throw cell.mismatch("type \(cell.type) instead of text")
      }
    }
  }
}

extension Array: ColumnValue where Element: ArrayElement {
  /// `[UInt8]` from `bytea`; other arrays from one-dimensional arrays of their element.
  public init(cell: Cell) throws(PostgresFailure) { self = try Element.array(cell: cell) }
}

/// What an array read from a column may hold. `[UInt8]` is a `bytea`, not an array of numbers.
public protocol ArrayElement: Sendable {
  static func array(cell: Cell) throws(PostgresFailure) -> [Self]
}

extension UInt8: ArrayElement {
  /// The bytes of a `bytea`.
  public static func array(cell: Cell) throws(PostgresFailure) -> [UInt8] {
    try cell.withBytes { bytes throws(PostgresFailure) in
      guard cell.type == TypeID.bytea else { throw cell.mismatch("type \(cell.type), not bytea") }
      return [UInt8](bytes)
    }
  }
}

extension Int64: ArrayElement {
  /// The elements of a `bigint[]`.
  public static func array(cell: Cell) throws(PostgresFailure) -> [Int64] {
    try BinaryArray.elements(of: cell, arrayType: TypeID.int8Array) { $0.count == 8 ? $0.bigEndian(Int64.self) : nil }
  }
}

extension Int32: ArrayElement {
  /// The elements of an `integer[]`.
  public static func array(cell: Cell) throws(PostgresFailure) -> [Int32] {
    try BinaryArray.elements(of: cell, arrayType: TypeID.int4Array) { $0.count == 4 ? $0.bigEndian(Int32.self) : nil }
  }
}

extension String: ArrayElement {
  /// The elements of a `text[]`.
  public static func array(cell: Cell) throws(PostgresFailure) -> [String] {
    try BinaryArray.elements(of: cell, arrayType: TypeID.textArray) { String(decoding: $0, as: UTF8.self) }
  }
}

extension [UInt8]: ArrayElement {
  /// The elements of a `bytea[]`.
  public static func array(cell: Cell) throws(PostgresFailure) -> [[UInt8]] {
    try BinaryArray.elements(of: cell, arrayType: TypeID.byteaArray) { [UInt8]($0) }
  }
}
