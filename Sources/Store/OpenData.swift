import Notes
import Postgres

/// When the log first and last named a file of the public bundle.
public struct FileHistoryRow: Sendable {
  public let path: String
  public let firstAt: Moment
  public let lastAt: Moment
  /// The type of the note that named it last.
  public let namedBy: String
}

extension Statement {
  static let namedFiles = Statement(
    "named_files",
    """
    select bundle_file.path, min(note.taken_at) as first_at, max(note.taken_at) as last_at,
           (array_agg(note.type order by bundle_file.log_index desc))[1] as named_by
      from bundle_file
      join log_entry on log_entry.log_index = bundle_file.log_index
      join note on note.note_id = log_entry.note_id
     where bundle_file.tender_id = $1
     group by bundle_file.path
     order by min(bundle_file.log_index), bundle_file.path
    """)
  static let nextTenderWithFile = Statement(
    "next_tender_with_file",
    """
    select tender_id
      from tender
     where tender_id collate "C" > $2
       and exists (
         select 1
           from bundle_file
          where bundle_file.tender_id = tender.tender_id
            and bundle_file.path = $1)
     order by tender_id collate "C"
     limit 1
    """)
  static let parkName = Statement("park_name", "select name from park where park_id = $1")
  static let parkNames = Statement(
    "park_names",
    """
    select distinct park.park_id, park.name
      from lot
      join park on park.park_id = lot.park_id
     where lot.tender_id = $1
    """)
  static let endedLots = Statement(
    "ended_lots",
    """
    select lot_id from award where tender_id = $1
    union
    select lot_id from selection where tender_id = $1
    union
    select lot_id from lot_failure where tender_id = $1
    """)
}

extension Transaction {
  /// The bundle's named files in the order in which they came into being.
  public func namedFiles(of tender: String) throws -> [FileHistoryRow] {
    try rows(.namedFiles, [.text(tender)]) { row in
      FileHistoryRow(
        path: try row.value("path"), firstAt: Moment(micros: try row.value("first_at")),
        lastAt: Moment(micros: try row.value("last_at")), namedBy: try row.value("named_by"))
    }
  }

  /// The first tender after this one, by id, whose bundle has such a file; nil after the last.
  public func nextTender(withFile path: String, after tender: String) throws -> String? {
    try row(.nextTenderWithFile, [.text(path), .text(tender)]).map { try $0.value("tender_id") }
  }

  /// A park's name; nil when nobody applied under this id.
  public func parkName(_ id: String) throws -> String? {
    try row(.parkName, [.text(id)]).map { try $0.value("name") }
  }

  /// The names of the lots' parks, by id; a park for which nobody applied has none.
  public func parkNames(of tender: String) throws -> [String: String] {
    Dictionary(
      try rows(.parkNames, [.text(tender)]) { (try $0.value("park_id"), try $0.value("name")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Lots that have failed or have, or had, an award or a selection: of the others there is neither failure nor contract to look for.
  public func endedLots(of tender: String) throws -> Set<String> {
    Set(try rows(.endedLots, [.text(tender)]) { try $0.value("lot_id") })
  }
}
