import Canon
import Notes
import OpenData
import Postgres
import Store

extension Office {
  /// The bundle's file of open data.
  static let openDataPath = "ocds.json"

  /// Brings the open data of a tender up to what is public of it now: one release more, and the new `ocds.json` named in
  /// the log. Nothing is written when nothing public has changed.
  ///
  /// It is called at the end of the transaction that made the fact, so that the two are seen together; where papers are
  /// being printed of it, in the transaction that keeps them, so that a large tender's data is made once. The log's head
  /// is locked first: releases are numbered, and two events at once must not both make the next.
  func publishOpenData(of tender: String, at: Moment, in tx: borrowing Transaction) throws {
    guard try tx.tender(tender)?.noticeID != nil else { return }
    _ = try tx.logHead(locked: true)
    guard let row = try tx.tender(tender), let notice = row.noticeID else { return }
    var record = try openRecord(of: tender, in: tx) ?? OpenRecord()
    let facts = try PublicTender(row, office: self, in: tx)
    guard record.add(facts, by: openData, atMilliseconds: at.micros / 1000),
      let bytes = record.package(of: tender, by: openData)
    else { return }
    for line in try name([(Self.openDataPath, bytes)], tender: tender, notice: notice, at: at, in: tx) {
      openDataShelf.keep(record, of: line.digest, bytes: bytes.count)
    }
  }

  /// Brings up to date what a deed left to the transaction of its papers, when the daemon ended between the two.
  func resumeOpenData() async throws {
    for tender in try await database.read(as: .office, { tx in try tx.tendersBehind(Self.openDataPath) }) {
      let at = now
      try await database.write(as: .office) { tx in try publishOpenData(of: tender, at: at, in: tx) }
    }
  }

  /// What has been published so far; nil before the first release.
  func openRecord(of tender: String, in tx: borrowing Transaction) throws -> OpenRecord? {
    guard let file = try tx.bundleFileDigest(Self.openDataPath, of: tender) else { return nil }
    if let kept = openDataShelf.record(of: file) { return kept }
    guard let bytes = try tx.bundleFile(Self.openDataPath, of: tender) else { return nil }
    guard let record = OpenRecord(package: try JSON.parse(bytes)) else {
      throw PostgresFailure(.mismatch, message: "ocds.json of \(tender) is no record package of this program")
    }
    openDataShelf.keep(record, of: file, bytes: bytes.count)
    return record
  }
}
