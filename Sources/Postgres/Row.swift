import CLibPQ

/// One row of an answer; it stays valid as long as it is held, also after the transaction.
///
///     let lot: String = try row.value("lot_id")
///     let closesAt: Int64? = try row.value("bids_close_at")     // timestamptz: microseconds since 1970
public struct Row: Sendable {
  let result: ResultSet
  let index: Int

  /// A column, by its name in the answer or by its place from 0.
  public enum Column: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case name(String)
    case place(Int)

    public init(stringLiteral name: String) { self = .name(name) }
    public init(integerLiteral place: Int) { self = .place(place) }
  }

  /// The value of `column`; ask for an optional type where NULL may stand.
  ///
  /// - Throws: `mismatch` when there is no such column, the column has another type, or NULL meets a type without room
  ///   for it.
  public func value<Value: ColumnValue>(
    _ column: Column, as type: Value.Type = Value.self
  ) throws(PostgresFailure) -> Value {
    try Value(cell: cell(column))
  }

  /// Whether `column` is NULL.
  public func isNull(_ column: Column) throws(PostgresFailure) -> Bool { try cell(column).isNull }

  func cell(_ column: Column) throws(PostgresFailure) -> Cell {
    let place: Int
    switch column {
    case .place(let number): place = number
    case .name(let name): place = result.place(of: name)
    }
    guard place >= 0, place < result.columnCount else {
      throw PostgresFailure(
        .mismatch, statement: result.statement,
        message: "no column \(column.words); there are \(result.columnNames.joined(separator: ", "))")
    }
    return Cell(result: result, row: CInt(index), column: CInt(place))
  }
}

extension Row.Column {
  var words: String {
    switch self {
    case .name(let name): name
    case .place(let place): "\(place)"
    }
  }
}

extension ResultSet {
  /// The place of the column named `name`, or -1. PQfnumber would fold upper case and read quotes, so names are compared
  /// here byte by byte.
  func place(of name: String) -> Int {
    for place in 0..<columnCount {
      guard let other = PQfname(pointer, CInt(place)) else { continue }
      let same = name.utf8.withContiguousStorageIfAvailable { bytes in
        for (offset, byte) in bytes.enumerated() where UInt8(bitPattern: other[offset]) != byte { return false }
        return other[bytes.count] == 0
      }
      if same ?? (String(cString: other).utf8.elementsEqual(name.utf8)) { return place }
    }
    return -1
  }
}

/// One value of one row, before it is decoded: types of other rooms pass it on to the type they are made of.
public struct Cell: Sendable {
  let result: ResultSet
  let row: CInt
  let column: CInt

  public var isNull: Bool { PQgetisnull(result.pointer, row, column) == 1 }

  /// The name of the column in the answer.
  public var columnName: String { PQfname(result.pointer, column).map { String(cString: $0) } ?? "?" }

  var type: UInt32 { PQftype(result.pointer, column) }

  /// Calls `body` with the value's bytes, which live as long as the answer.
  func withBytes<Value>(
    _ body: (UnsafeRawBufferPointer) throws(PostgresFailure) -> Value
  ) throws(PostgresFailure) -> Value {
    guard !isNull else { throw mismatch("NULL") }
    let length = Int(PQgetlength(result.pointer, row, column))
    let bytes = UnsafeRawBufferPointer(start: PQgetvalue(result.pointer, row, column), count: length)
    return try body(bytes)
  }

  /// The failure of a value that is not what the code asked for.
  public func mismatch(_ found: String) -> PostgresFailure {
    PostgresFailure(
      .mismatch, statement: result.statement, message: "column \(columnName) does not fit the code: found \(found)")
  }
}
