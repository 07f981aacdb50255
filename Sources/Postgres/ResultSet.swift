import CLibPQ

/// One answer of libpq, freed when nobody holds it any more.
///
/// `@unchecked Sendable` because libpq's manual promises that a PGresult is read-only once made and may be read from any
/// thread; the pointer is set in `init`, freed in `deinit` and never replaced.
final class ResultSet: @unchecked Sendable {
  let pointer: OpaquePointer
  let statement: String?

  init(_ pointer: OpaquePointer, statement: String?) {
    self.pointer = pointer
    self.statement = statement
  }

  deinit { PQclear(pointer) }

  var status: ExecStatusType { PQresultStatus(pointer) }
  var rowCount: Int { Int(PQntuples(pointer)) }
  var columnCount: Int { Int(PQnfields(pointer)) }

  /// Rows inserted, updated, deleted or selected.
  var affectedCount: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }
  /// `COMMIT`, `ROLLBACK`, `INSERT 0 1`, …
  var commandTag: String { String(cString: PQcmdStatus(pointer)) }

  var columnNames: [String] { (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) } }

  func columnType(_ column: Int) -> UInt32 { PQftype(pointer, CInt(column)) }

  /// The failure inside an error answer.
  func failure(isConnectionLost: Bool) -> PostgresFailure {
    func field(_ code: Int32) -> String? { PQresultErrorField(pointer, code).map { String(cString: $0) } }
    let whole = PQresultErrorMessage(pointer).map { String(cString: $0) } ?? ""
    let message = field(Diagnostic.messagePrimary) ?? Link.oneLine(whole)
    return PostgresFailure(
      isConnectionLost ? .connectionLost : .refused, sqlstate: field(Diagnostic.sqlstate),
      constraint: field(Diagnostic.constraintName), statement: statement, message: message)
  }

  /// `PG_DIAG_…` of postgres_ext.h, which are character macros.
  private enum Diagnostic {
    static let sqlstate = Int32(UInt8(ascii: "C"))
    static let messagePrimary = Int32(UInt8(ascii: "M"))
    static let constraintName = Int32(UInt8(ascii: "n"))
  }
}

/// The rows a statement returned, in the server's order.
public struct Rows: RandomAccessCollection, Sendable {
  let result: ResultSet

  public var startIndex: Int { 0 }
  public var endIndex: Int { result.rowCount }

  public subscript(position: Int) -> Row {
    precondition(position >= 0 && position < result.rowCount, "row \(position) is not there")
    return Row(result: result, index: position)
  }
}
