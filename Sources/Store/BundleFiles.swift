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
    values ($1, $2, $3, $4, sha256($4))
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
  static let insertFailure = Statement(
    "insert_failure",
    "insert into lot_failure (tender_id, lot_id, ground, reason, note_id) values ($1, $2, $3, $4, $5)")
  static let failureOf = Statement(
    "failure_of", "select ground, reason from lot_failure where tender_id = $1 and lot_id = $2")
  static let confirmedPark = Statement(
    "confirmed_park",
    """
    select 1 as yes
      from park
      join park_decision on park_decision.park_id = park.park_id
     where park.park_id = $1
       and park.batch_id = $2
       and park_decision.confirmed
    """)
}

extension Transaction {
  public func insertBundleFile(tender: String, path: String, logIndex: Int, bytes: [UInt8]) throws {
    try execute(.insertBundleFile, [.text(tender), .text(path), .int(logIndex), .bytes(bytes)])
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

  /// Whether the bureau confirmed this park as a host park of the batch.
  public func isConfirmed(park: String, batch: String) throws -> Bool {
    try row(.confirmedPark, [.text(park), .text(batch)]) != nil
  }
}
