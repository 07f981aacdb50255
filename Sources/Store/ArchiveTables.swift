import Postgres
import Tendering

/// A table of which some rows are one tender's: its facts go into the archive as they stand.
///
/// Which tables these are, and by which column, the database says itself: a table that is added later is in the archive
/// without anybody's doing.
public struct ArchiveTable: Sendable {
  public let name: String
  /// Which rows are the tender's, with its id as `$1`.
  let condition: String
  /// Columns that are files of their own in the archive.
  let left: Set<String>
  /// Where its rows are read whole: a view of the same rows where the daemon may not read all columns of the table.
  let source: String

  /// Never in an archive: the seed of an open tender's secrecy, what waits for a tick, and what the log itself holds.
  static let kept: Set<String> = [
    "tender_master", "waiting_notes", "tick_batch", "tick_note", "log_entry", "payload_chunk", "activity",
  ]

  /// Columns of bytes or texts that are files.
  static let files: [String: Set<String>] = [
    "note": ["bytes"], "paper": ["json", "pdf"], "bundle_file": ["bytes"], "reveal": ["text"],
  ]

  /// How rows without the tender's id are known as its own where no reference says so.
  static let ways: [(column: String, condition: String)] = [
    ("tender_id", "tender_id = $1"),
    ("bid", "bid in (select note_id from bid_note where tender_id = $1)"),
    ("draw", "draw in (select draw from draw where tender_id = $1)"),
    ("manifest", "manifest in (select manifest from opening_pair where tender_id = $1)"),
    ("digest", "digest in (select digest from draw_commitment where tender_id = $1)"),
  ]
}

/// A reference from one table to another, column by column.
struct TableReference: Sendable {
  let from: String
  let to: String
  let fromColumns: String
  let toColumns: String
}

extension Statement {
  static let tableColumns = Statement(
    "table_columns",
    """
    select columns.table_name::text as table_name, columns.column_name::text as column_name
      from information_schema.columns
      join information_schema.tables
        on tables.table_schema = columns.table_schema
       and tables.table_name = columns.table_name
     where columns.table_schema = 'public'
       and tables.table_type = 'BASE TABLE'
     order by columns.table_name, columns.ordinal_position
    """)
  static let wholeRows = Statement(
    "whole_rows",
    """
    select table_name::text as table_name
      from information_schema.tables
     where table_schema = 'public'
       and table_type = 'VIEW'
    """)
  static let tableReferences = Statement(
    "table_references",
    """
    select source.relname::text as from_table, target.relname::text as to_table,
           (select string_agg(attname::text, ', ' order by place)
              from unnest(conkey) with ordinality as key (number, place)
              join pg_attribute on attrelid = conrelid and attnum = key.number) as from_columns,
           (select string_agg(attname::text, ', ' order by place)
              from unnest(confkey) with ordinality as key (number, place)
              join pg_attribute on attrelid = confrelid and attnum = key.number) as to_columns
      from pg_constraint
      join pg_class as source on source.oid = conrelid
      join pg_class as target on target.oid = confrelid
     where contype = 'f'
       and connamespace = 'public'::regnamespace
     order by conname
    """)
}

extension Transaction {
  /// The tables that hold something of tenders, by name: by a column that says so, or by a reference to such a table.
  public func archiveTables() throws -> [ArchiveTable] {
    var columns: [String: Set<String>] = [:]
    for row in try rows(.tableColumns) {
      columns[try row.value("table_name"), default: []].insert(try row.value("column_name"))
    }
    var references = try rows(.tableReferences) { row in
      TableReference(
        from: try row.value("from_table"), to: try row.value("to_table"), fromColumns: try row.value("from_columns"),
        toColumns: try row.value("to_columns"))
    }
    var conditions: [String: String] = [:]
    for (name, has) in columns where !ArchiveTable.kept.contains(name) {
      conditions[name] = ArchiveTable.ways.first { has.contains($0.column) }?.condition
    }
    // A reference reaches one table further each time.
    while true {
      let reached = references.filter {
        conditions[$0.from] == nil && conditions[$0.to] != nil && !ArchiveTable.kept.contains($0.from)
      }
      guard let next = reached.first, let condition = conditions[next.to] else { break }
      conditions[next.from] = "(\(next.fromColumns)) in (select \(next.toColumns) from \(next.to) where \(condition))"
      references.removeAll { $0.from == next.from }
    }
    let views = Set(try rows(.wholeRows) { try $0.value("table_name") as String })
    return conditions.sorted { $0.key < $1.key }.map { name, condition in
      let whole = "\(name)_whole"
      return ArchiveTable(
        name: name, condition: condition, left: ArchiveTable.files[name] ?? [],
        source: views.contains(whole) ? whole : name)
    }
  }

  /// Every table of the schema, by name.
  public func tableNames() throws -> [String] {
    var names: [String] = []
    for row in try rows(.tableColumns) {
      let name: String = try row.value("table_name")
      if names.last != name { names.append(name) }
    }
    return names
  }

  /// A tender's rows of a table, each as one line of JSON: byte strings as `\x…`, moments in ISO 8601.
  public func archiveRows(of table: ArchiveTable, tender: String) throws -> [String] {
    let left = table.left.sorted().map { " - '\($0)'" }.joined()
    let statement: Statement = .init(
      "archive_\(table.name)",
      """
      select (to_jsonb(row)\(left))::text as line
        from (select * from \(table.source) where \(table.condition)) as row
       order by 1
      """)
    return try rows(statement, [.text(tender)]) { try $0.value("line") }
  }
}
