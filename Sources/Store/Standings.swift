import Exact
import Notes
import Postgres
import Tendering

/// An entry of a list with its number, and who took it back if somebody did.
public struct StandingRow: Sendable {
  public let number: Int
  public let entry: StandingEntry
  public let channel: String
  public let queriedAt: Moment
  public let revokedAt: Moment?
  public let revocation: String?

  init(_ row: Row) throws {
    number = Int(try row.value("entry_no") as Int64)
    let code: String? = try row.value("credit_code")
    let state: String? = try row.value("state")
    let to: String? = try row.value("holds_to")
    entry = StandingEntry(
      list: try decodedState(try row.value("list")), name: try row.value("name"),
      creditCode: try code.map { text in
        guard let code = CreditCode(text) else {
          throw PostgresFailure(.mismatch, message: "a credit code that is none: \(text)")
        }
        return code
      }, licence: try row.value("licence"), state: try state.map { try decodedState($0) },
      from: try Self.day(try row.value("holds_from")), to: try to.map(Self.day), scope: try row.value("scope"),
      ground: try row.value("ground"))
    channel = try row.value("channel")
    queriedAt = Moment(micros: try row.value("queried_at"))
    revokedAt = (try row.value("revoked_at") as Int64?).map(Moment.init)
    revocation = try row.value("reason")
  }

  private static func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else { throw PostgresFailure(.mismatch, message: "a day that is none: \(text)") }
    return day
  }
}

/// When a list was looked up last.
public struct StandingQuery: Sendable {
  public let list: StandingList
  public let channel: String
  public let queriedAt: Moment
  public let entries: Int
}

extension Statement {
  static let insertStandingImport = Statement(
    "insert_standing_import",
    """
    insert into standing_import (list, channel, queried_at, file_sha256, imported_by, imported_at)
    values ($1, $2, $3, $4, $5, $6)
    returning import_no
    """)
  static let standingImport = Statement(
    "standing_import", "select import_no from standing_import where list = $1 and file_sha256 = $2")
  static let insertStandingEntry = Statement(
    "insert_standing_entry",
    """
    insert into standing_entry (import_no, list, name, credit_code, licence, state, holds_from, holds_to, scope, ground)
    values ($1, $2, $3, $4, $5, $6, $7::text::date, $8::text::date, $9, $10)
    """)
  static let standingEntries = Statement(
    "standing_entries",
    """
    select standing_entry.entry_no, standing_entry.list, standing_entry.name, standing_entry.credit_code,
           standing_entry.licence, standing_entry.state, standing_entry.holds_from::text as holds_from,
           standing_entry.holds_to::text as holds_to, standing_entry.scope, standing_entry.ground,
           standing_import.channel, standing_import.queried_at, standing_revocation.revoked_at,
           standing_revocation.reason
      from standing_entry
      join standing_import on standing_import.import_no = standing_entry.import_no
      left join standing_revocation on standing_revocation.entry_no = standing_entry.entry_no
     where case when $4 then true
                when $3::bigint is not null then standing_entry.entry_no = $3
                else standing_entry.credit_code = any ($1) or standing_entry.licence = any ($2)
           end
     order by standing_entry.entry_no
    """)
  static let standingQueries = Statement(
    "standing_queries",
    """
    select distinct on (list)
           list, channel, queried_at,
           (select count(*) from standing_entry where standing_entry.import_no = standing_import.import_no) as entries
      from standing_import
     order by list, queried_at desc, import_no desc
    """)
  static let insertStandingRevocation = Statement(
    "insert_standing_revocation",
    "insert into standing_revocation (entry_no, reason, revoked_by, revoked_at) values ($1, $2, $3, $4)")
}

extension Transaction {
  /// Takes a list; the same file again is the same import.
  ///
  /// - Returns: its number, and whether it is new.
  public func insert(_ file: StandingFile, digest: Digest, by: String, at: Moment) throws -> (number: Int, isNew: Bool)
  {
    if let known = try row(.standingImport, [.text(file.list.rawValue), .bytes(digest.bytes)]) {
      return (Int(try known.value("import_no") as Int64), false)
    }
    let row = try onlyRow(
      .insertStandingImport,
      [
        .text(file.list.rawValue), .text(file.channel), .timestamp(file.queried.seconds * 1_000_000),
        .bytes(digest.bytes), .text(by), .timestamp(at.micros),
      ])
    let number = try row.value("import_no") as Int64
    for entry in file.entries {
      try execute(
        .insertStandingEntry,
        [
          .int(Int(number)), .text(file.list.rawValue), .text(entry.name), .text(entry.creditCode?.text),
          .text(entry.licence), .text(entry.state?.rawValue), .text(entry.from.description),
          .text(entry.to?.description), .text(entry.scope), .text(entry.ground),
        ])
    }
    return (Int(number), true)
  }

  /// Entries about some firms, by credit code or licence, in the order in which they came.
  public func standings(codes: [String], licences: [String]) throws -> [StandingRow] {
    try rows(.standingEntries, [.texts(codes), .texts(licences), .int(nil), .bool(false)]).map(StandingRow.init)
  }

  public func standing(_ number: Int) throws -> StandingRow? {
    try row(.standingEntries, [.texts([]), .texts([]), .int(number), .bool(false)]).map(StandingRow.init)
  }

  public func standings() throws -> [StandingRow] {
    try rows(.standingEntries, [.texts([]), .texts([]), .int(nil), .bool(true)]).map(StandingRow.init)
  }

  /// The last query of each list.
  public func standingQueries() throws -> [StandingQuery] {
    try rows(.standingQueries) { row in
      StandingQuery(
        list: try decodedState(try row.value("list")), channel: try row.value("channel"),
        queriedAt: Moment(micros: try row.value("queried_at")), entries: Int(try row.value("entries") as Int64))
    }
  }

  public func revokeStanding(_ number: Int, reason: String, by: String, at: Moment) throws {
    try execute(
      .insertStandingRevocation, [.int(number), .text(reason), .text(by), .timestamp(at.micros)])
  }
}
