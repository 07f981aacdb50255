import Canon
import Notes
import Postgres
import Store
import Tendering
import Transparency

/// The public bundle of one tender at one moment: every file's path, and where its bytes come from.
struct BundleListing: Sendable {
  enum Source: Sendable {
    case bytes([UInt8])
    case named
    case payload(Digest)
  }
  var files: [(path: String, digest: Digest, bytes: Int, source: Source)] = []

  mutating func add(_ path: String, _ bytes: [UInt8]) {
    files.append((path, Digest(of: bytes), bytes.count, .bytes(bytes)))
  }
}

extension Office {
  /// What a stranger needs to check a tender: the list of files with hashes, under the published head.
  ///
  /// The checkpoint and the tiles are not among them: they are the log's, and `tender export` takes them from there.
  ///
  /// Another daemon may have written what this one has not signed yet; it signs before it lists.
  public func listBundle(_ tender: String) async throws -> JSON {
    await publisher.publish()
    let checkpoint = publisher.checkpoint ?? []
    let listing = try await bundle(of: tender)
    return [
      "checkpoint": JSON(String(decoding: checkpoint, as: UTF8.self)),
      "files": .array(
        listing.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map { file in
          ["path": JSON(file.path), "sha256": JSON(file.digest.hex), "bytes": JSON(file.bytes)]
        }),
    ]
  }

  /// Lends one file of the bundle, piece by piece.
  public func readBundleFile(_ path: String, of tender: String) async throws -> LentFile {
    if path.utf8.starts(with: "payloads/".utf8) {
      let listing = try await bundle(of: tender)
      guard let file = listing.files.first(where: { $0.path == path }), case .payload(let digest) = file.source else {
        throw InputRefusal.notFound("file")
      }
      return try await lendPayload(digest)
    }
    let bytes = try await database.read { tx -> [UInt8]? in
      if FileLine.isPath(path) { return try tx.bundleFile(path, of: tender) }
      guard let file = try listing(of: tender, in: tx).files.first(where: { $0.path == path }),
        case .bytes(let bytes) = file.source
      else { return nil }
      return bytes
    }
    guard let bytes else { throw InputRefusal.notFound("file") }
    return LentFile(bytes)
  }

  private func bundle(of tender: String) async throws -> BundleListing {
    try await database.read { tx in try listing(of: tender, in: tx) }
  }

  private func listing(of tender: String, in tx: borrowing Transaction) throws -> BundleListing {
    guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
    var listing = BundleListing()
    let trust = try trustFiles(for: tender, in: tx)
    listing.add("tender.txt", Array("\(tender)\n".utf8))
    listing.add(Trust.policyFile, Array(trust.policy.utf8))
    listing.add(Trust.vkeysFile, Array(trust.vkeys.utf8))
    var lists: Set<Digest> = []
    for note in try tx.notes(of: tender) {
      listing.add("notes/\(note.id.hex).note", note.bytes)
      guard let list = try note.parsed().1.list, lists.insert(list.digest).inserted,
        let text = try tx.noteList(list.digest)
      else { continue }
      listing.add("lists/\(list.digest.hex).txt", text)
    }
    for statement in try tx.statements(of: tender) {
      guard let note = try tx.note(statement.noteID) else { continue }
      listing.add("notes/\(note.id.hex).note", note.bytes)
    }
    if let reveal = try tx.reveal(of: tender) {
      listing.add("reveal.txt", reveal)
      for (id, bytes) in try tx.bidNoteBytes(of: tender) { listing.add("notes/\(id.hex).note", bytes) }
    }
    try addPayloads(to: &listing, tender: tender, in: tx)
    for file in try tx.bundleFiles(of: tender) {
      listing.files.append((file.path, file.digest, file.bytes, .named))
    }
    return listing
  }

  /// Payloads of the manifests' `bid` lines whose part is public, and no other.
  private func addPayloads(
    to listing: inout BundleListing, tender: String, in tx: borrowing Transaction
  ) throws {
    let parts = try tx.parts(of: tender)
    var seen: Set<Digest> = []
    for bid in try tx.openingBids(of: tender) {
      guard parts.contains(where: { $0.lot == bid.lot && $0.part == bid.part && $0.isPublic }),
        seen.insert(bid.payload).inserted, let whole = try tx.payload(bid.payload)
      else { continue }
      listing.files.append(("payloads/\(bid.payload.hex).age", bid.payload, whole.bytes, .payload(bid.payload)))
    }
  }
}
