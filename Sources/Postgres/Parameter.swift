/// A value for `$1`, `$2`, … of a statement, with its PostgreSQL type; sent in binary.
///
/// Every maker takes an optional: `nil` becomes NULL of that type. An empty `bytes` stays an empty `bytea`.
public struct Parameter: Sendable {
  enum Value: Sendable {
    case null
    case int16(Int16)
    case int32(Int32)
    case int64(Int64)
    case bool(Bool)
    case text(String)
    /// Sent as text for the server to parse: numeric, date, uuid, or a type the server infers.
    case literal(String)
    case bytes([UInt8])
    case jsonb(String)
    case int16s([Int16?])
    case int32s([Int32?])
    case int64s([Int64?])
    case bools([Bool?])
    case texts([String?])
    case byteStrings([[UInt8]?])
  }

  let value: Value
  let type: UInt32

  private init(_ value: Value?, _ type: UInt32) {
    self.value = value ?? .null
    self.type = type
  }

  /// `smallint`.
  public static func int16(_ value: Int16?) -> Parameter { .init(value.map(Value.int16), TypeID.int2) }
  /// `integer`.
  public static func int32(_ value: Int32?) -> Parameter { .init(value.map(Value.int32), TypeID.int4) }
  /// `bigint`.
  public static func int64(_ value: Int64?) -> Parameter { .init(value.map(Value.int64), TypeID.int8) }
  /// `bigint` from an `Int`, which is 64 bits wide here.
  public static func int(_ value: Int?) -> Parameter { .int64(value.map(Int64.init)) }
  /// `boolean`.
  public static func bool(_ value: Bool?) -> Parameter { .init(value.map(Value.bool), TypeID.bool) }
  /// `text`; the server refuses a zero byte inside (SQLSTATE 22021).
  public static func text(_ value: String?) -> Parameter { .init(value.map(Value.text), TypeID.text) }
  /// `bytea`.
  public static func bytes(_ value: [UInt8]?) -> Parameter { .init(value.map(Value.bytes), TypeID.bytea) }
  /// `numeric` from its decimal text, exact: `"1250000.00"`.
  public static func numeric(_ value: String?) -> Parameter { .init(value.map(Value.literal), TypeID.numeric) }
  /// `timestamptz` from microseconds since 1970-01-01T00:00:00Z.
  ///
  /// The server refuses a moment outside its own range, 4713 BC to 294276 AD (SQLSTATE 22008).
  public static func timestamp(_ microseconds: Int64?) -> Parameter {
    .init(microseconds.map { .int64(serverMicroseconds($0)) }, TypeID.timestamptz)
  }
  /// `date` from its text, `"2026-11-22"`.
  public static func date(_ value: String?) -> Parameter { .init(value.map(Value.literal), TypeID.date) }
  /// `uuid` from its text.
  public static func uuid(_ value: String?) -> Parameter { .init(value.map(Value.literal), TypeID.uuid) }
  /// `jsonb` from JSON text; a column of type `json` takes it too.
  public static func json(_ value: String?) -> Parameter { .init(value.map(Value.jsonb), TypeID.jsonb) }
  /// Text for the server to read as whatever type the statement needs there.
  public static func literal(_ value: String?) -> Parameter { .init(value.map(Value.literal), TypeID.unknown) }

  /// `smallint[]`, for `unnest`.
  public static func int16s(_ values: [Int16?]) -> Parameter { .init(.int16s(values), TypeID.int2Array) }
  /// `integer[]`, for `unnest`.
  public static func int32s(_ values: [Int32?]) -> Parameter { .init(.int32s(values), TypeID.int4Array) }
  /// `bigint[]`, for `unnest`.
  public static func int64s(_ values: [Int64?]) -> Parameter { .init(.int64s(values), TypeID.int8Array) }
  /// `boolean[]`, for `unnest`.
  public static func bools(_ values: [Bool?]) -> Parameter { .init(.bools(values), TypeID.boolArray) }
  /// `text[]`, for `unnest`; cast each element in SQL where another type is wanted.
  public static func texts(_ values: [String?]) -> Parameter { .init(.texts(values), TypeID.textArray) }
  /// `bytea[]`, for `unnest`; each element's bytes are copied once, into the outgoing message.
  public static func byteStrings(_ values: [[UInt8]?]) -> Parameter { .init(.byteStrings(values), TypeID.byteaArray) }
  /// `timestamptz[]`, for `unnest`, from microseconds since 1970-01-01T00:00:00Z.
  public static func timestamps(_ microseconds: [Int64?]) -> Parameter {
    .init(.int64s(microseconds.map { $0.map(serverMicroseconds) }), TypeID.timestamptzArray)
  }

  /// Out of range becomes the nearest moment that fits 64 bits; the server then refuses it as out of its range.
  private static func serverMicroseconds(_ sinceEpoch: Int64) -> Int64 {
    let (moved, overflow) = sinceEpoch.subtractingReportingOverflow(microsecondsFrom1970To2000)
    // The two ends of the range mean -infinity and infinity to the server: stay one inside.
    return overflow ? Int64.min + 1 : moved
  }

  /// Whether the value travels in PostgreSQL's binary form rather than as text.
  var isBinary: Bool {
    if case .literal = value { false } else { true }
  }
}
