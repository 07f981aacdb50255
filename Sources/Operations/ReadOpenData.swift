import Canon
import OpenData
import Postgres
import Store
import Tendering

extension Office {
  /// `ocds.json` of a tender, which may also be named by its `ocid`.
  public func openDataRecord(_ name: String) async throws -> [UInt8] {
    let tender = openData.tender(named: name)
    return try await database.read(as: .everybody) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard let bytes = try tx.bundleFile(Self.openDataPath, of: tender) else { throw InputRefusal.notFound("file") }
      return bytes
    }
  }

  /// The release package of one event of a tender.
  ///
  /// - Parameter number: from 1.
  public func openDataRelease(_ number: Int, of name: String) async throws -> JSON {
    let tender = openData.tender(named: name)
    return try await database.read(as: .everybody) { tx in
      guard try tx.tender(tender)?.noticeID != nil else { throw TenderRefusal.tenderUnknown }
      guard
        let package = try openRecord(of: tender, in: tx)?.releasePackage(number, of: tender, by: openData)
      else { throw InputRefusal.notFound("release") }
      return package
    }
  }

  /// The compiled release of the first tender after this one, by id, as a line; nil after the last.
  public func openDataLine(after tender: String) async throws -> (tender: String, line: [UInt8])? {
    try await database.read(as: .everybody) { tx in
      guard let next = try tx.nextTender(withFile: Self.openDataPath, after: tender),
        let compiled = try openRecord(of: next, in: tx)?.compiledRelease
      else { return nil }
      return (next, compiled.canonicalBytes() + [0x0A])
    }
  }

  /// A file of the extension that the daemon serves: `release-schema.json`.
  public func openDataExtension(_ path: String) throws -> [UInt8] {
    guard let bytes = OwnExtension.files[path] else { throw InputRefusal.notFound("file") }
    return bytes
  }
}
