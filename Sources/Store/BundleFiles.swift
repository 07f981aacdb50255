import Notes
import Postgres

/// A file of the public bundle as the last note that names it has it.
public struct BundleFileRow: Sendable {
  public let path: String
  public let bytes: Int
  public let digest: Digest
}

/// A file of a public bundle as one entry of the log names it.
public struct NamedFileRow: Sendable {
  public let logIndex: Int
  public let path: String
  public let bytes: Int
  public let digest: Digest
}

extension Statement {
  static let filesNamed = Statement(
    "files_named",
    """
    select log_index, path, octet_length(bytes) as length, sha256
      from bundle_file
     where log_index >= $1 and log_index < $2
     order by log_index, path
    """)
  static let insertBundleFile = Statement(
    "insert_bundle_file",
    """
    insert into bundle_file (tender_id, path, log_index, bytes, sha256)
    values ($1, $2, $3, $4, $5)
    """)
  static let bundleFiles = Statement(
    "bundle_files",
    """
    select distinct on (path) path, octet_length(bytes) as length, sha256
      from bundle_file
     where tender_id = $1
     order by path, log_index desc
    """)
  static let bundleFile = Statement(
    "bundle_file",
    """
    select bytes
      from bundle_file
     where tender_id = $1
       and path = $2
     order by log_index desc
     limit 1
    """)
  static let bundleFileDigest = Statement(
    "bundle_file_digest",
    """
    select sha256
      from bundle_file
     where tender_id = $1
       and path = $2
     order by log_index desc
     limit 1
    """)
  static let noteNaming = Statement(
    "note_naming",
    """
    select note.note_id, note.type, note.tender_id, note.signer, note.bytes, note.taken_at, log_entry.log_index
      from bundle_file
      join log_entry on log_entry.log_index = bundle_file.log_index
      join note on note.note_id = log_entry.note_id
     where bundle_file.tender_id = $1
       and bundle_file.path = $2
     order by bundle_file.log_index desc
     limit 1
    """)
  static let insertFailure = Statement(
    "insert_failure",
    "insert into lot_failure (tender_id, lot_id, ground, reason, note_id) values ($1, $2, $3, $4, $5)")
  static let failureOf = Statement(
    "failure_of", "select ground, reason from lot_failure where tender_id = $1 and lot_id = $2")
  static let confirmedParks = Statement(
    "confirmed_parks",
    """
    select park.park_id
      from park
      join park_decision on park_decision.park_id = park.park_id
     where park.park_id = any($1)
       and park.batch_id = $2
       and park_decision.confirmed
    """)
}

extension Transaction {
  /// - Parameter digest: the file's, where it was worked out already.
  public func insertBundleFile(
    tender: String, path: String, logIndex: Int, bytes: [UInt8], digest: Digest? = nil
  ) throws {
    try execute(
      .insertBundleFile,
      [
        .text(tender), .text(path), .int(logIndex), .bytes(bytes), .bytes((digest ?? Digest(of: bytes)).bytes),
      ])
  }

  /// The bundle's named files, each in its last form.
  public func bundleFiles(of tender: String) throws -> [BundleFileRow] {
    try rows(.bundleFiles, [.text(tender)]) { row in
      BundleFileRow(
        path: try row.value("path"), bytes: Int(try row.value("length") as Int32),
        digest: try decodedDigest(try row.value("sha256")))
    }
  }

  /// The files that entries from index `from` up to, not including, `to` name.
  public func filesNamed(from: Int, to: Int) throws -> [NamedFileRow] {
    try rows(.filesNamed, [.int(from), .int(to)]) { row in
      NamedFileRow(
        logIndex: Int(try row.value("log_index") as Int64), path: try row.value("path"),
        bytes: Int(try row.value("length") as Int32), digest: try decodedDigest(try row.value("sha256")))
    }
  }

  public func bundleFile(_ path: String, of tender: String) throws -> [UInt8]? {
    try row(.bundleFile, [.text(tender), .text(path)]).map { try $0.value("bytes") }
  }

  /// The last note that names this file.
  public func note(naming path: String, of tender: String) throws -> NoteRow? {
    try row(.noteNaming, [.text(tender), .text(path)]).map(NoteRow.init)
  }

  /// The hash of that file, without its bytes.
  public func bundleFileDigest(_ path: String, of tender: String) throws -> Digest? {
    try row(.bundleFileDigest, [.text(tender), .text(path)]).map { try decodedDigest(try $0.value("sha256")) }
  }

  public func insertFailure(_ fail: FailNote, reason: String, note: Digest) throws {
    try execute(
      .insertFailure,
      [.text(fail.tender), .text(fail.lot), .text(fail.ground), .text(reason), .bytes(note.bytes)])
  }

  /// Why a lot failed, or nil.
  public func failure(of tender: String, lot: String) throws -> (ground: String, reason: String)? {
    try row(.failureOf, [.text(tender), .text(lot)]).map { (try $0.value("ground"), try $0.value("reason")) }
  }

  /// Which of these parks the bureau has confirmed as host parks of the batch.
  public func confirmed(parks: [String], batch: String) throws -> Set<String> {
    Set(try rows(.confirmedParks, [.texts(parks), .text(batch)]) { try $0.value("park_id") })
  }
}
