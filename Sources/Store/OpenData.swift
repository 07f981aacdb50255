import Notes
import Postgres

/// When the log first and last named a file of the public bundle.
public struct FileHistoryRow: Sendable {
  public let path: String
  public let firstAt: Moment
  public let lastAt: Moment
  /// The type of the note that named it last.
  public let namedBy: String
  /// The file's hash as it was named last.
  public let digest: Digest
}

/// What a paper is called, and what it is.
public struct PaperName: Sendable {
  public let name: String
  public let kind: String
  public let lot: String?
}

extension Statement {
  static let namedFiles = Statement(
    "named_files",
    """
    select bundle_file.path, min(note.taken_at) as first_at, max(note.taken_at) as last_at,
           (array_agg(note.type order by bundle_file.log_index desc))[1] as named_by,
           (array_agg(bundle_file.sha256 order by bundle_file.log_index desc))[1] as sha256
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
  static let tendersBehind = Statement(
    "tenders_behind",
    """
    select tender_id
      from bundle_file
     where path = $1
        or path like 'evaluation/%'
        or path like 'award/%'
     group by tender_id
    having max(log_index) filter (where path <> $1) > max(log_index) filter (where path = $1)
     order by tender_id
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
  static let committeesOfTender = Statement(
    "committees_of_tender",
    """
    select distinct on (lot_id) lot_id, note_id
      from committee
     where tender_id = $1
     order by lot_id, seq desc
    """)
  static let awardsOfTender = Statement(
    "awards_of_tender",
    """
    select \(awardColumns), award_void.ground, award_void.reason,
           award_void.voided_at
      from award
      left join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where award.tender_id = $1
     order by award.lot_id, award.award_no
    """)
  static let failuresOfTender = Statement(
    "failures_of_tender", "select lot_id, ground, reason from lot_failure where tender_id = $1")
  static let serviceContractsOfTender = Statement(
    "service_contracts_of_tender",
    """
    select lot_id, contract_no as number, paper, officer as drafter, agency
      from service_contract
     where tender_id = $1
       and \(contractStands)
    """)
  static let lastSignatures = Statement(
    "last_signatures",
    """
    select name, max(signed_at) as signed_at
      from paper_signature
     where tender_id = $1
     group by name
    """)
  static let publicPapers = Statement(
    "public_papers", "select name, kind, lot_id from paper where tender_id = $1 and public order by made_at, name")
}

extension Transaction {
  /// The bundle's named files in the order in which they came into being.
  public func namedFiles(of tender: String) throws -> [FileHistoryRow] {
    try rows(.namedFiles, [.text(tender)]) { row in
      FileHistoryRow(
        path: try row.value("path"), firstAt: Moment(micros: try row.value("first_at")),
        lastAt: Moment(micros: try row.value("last_at")), namedBy: try row.value("named_by"),
        digest: try decodedDigest(try row.value("sha256")))
    }
  }

  /// The first tender after this one, by id, whose bundle has such a file; nil after the last.
  public func nextTender(withFile path: String, after tender: String) throws -> String? {
    try row(.nextTenderWithFile, [.text(path), .text(tender)]).map { try $0.value("tender_id") }
  }

  /// Tenders of which an evaluation or an award was named after this file was named last.
  public func tendersBehind(_ path: String) throws -> [String] {
    try rows(.tendersBehind, [.text(path)]) { try $0.value("tender_id") }
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

  /// The note that seated each lot's committee last.
  public func committees(of tender: String) throws -> [String: Digest] {
    try byLot(.committeesOfTender, tender) { try decodedDigest(try $0.value("note_id")) }
  }

  /// Every lot's award in force, and those that fell through before it, in their order.
  public func awards(of tender: String) throws -> (inForce: [String: AwardRow], fallen: [String: [FallenAwardRow]]) {
    var inForce: [String: AwardRow] = [:]
    var fallen: [String: [FallenAwardRow]] = [:]
    for row in try rows(.awardsOfTender, [.text(tender)]) {
      let lot: String = try row.value("lot_id")
      if try row.value("ground") as String? == nil {
        inForce[lot] = try AwardRow(row)
      } else {
        fallen[lot, default: []].append(try FallenAwardRow(row))
      }
    }
    return (inForce, fallen)
  }

  /// Why lots failed.
  public func failures(of tender: String) throws -> [String: (ground: String, reason: String)] {
    try byLot(.failuresOfTender, tender) { (try $0.value("ground"), try $0.value("reason")) }
  }

  /// The contract of each lot under the award in force.
  public func serviceContracts(of tender: String) throws -> [String: LotContractRow] {
    try byLot(.serviceContractsOfTender, tender, LotContractRow.init)
  }

  /// When papers were signed last, by their names.
  public func lastSignatures(of tender: String) throws -> [String: Moment] {
    Dictionary(
      uniqueKeysWithValues: try rows(.lastSignatures, [.text(tender)]) {
        (try $0.value("name") as String, Moment(micros: try $0.value("signed_at")))
      })
  }

  /// The names of a tender's public papers, the first made first, without what is in them.
  public func publicPapers(of tender: String) throws -> [PaperName] {
    try rows(.publicPapers, [.text(tender)]) {
      PaperName(name: try $0.value("name"), kind: try $0.value("kind"), lot: try $0.value("lot_id"))
    }
  }

  private func byLot<Value>(
    _ statement: Statement, _ tender: String, _ read: (Row) throws -> Value
  ) throws -> [String: Value] {
    Dictionary(
      uniqueKeysWithValues: try rows(statement, [.text(tender)]) { (try $0.value("lot_id") as String, try read($0)) })
  }
}
