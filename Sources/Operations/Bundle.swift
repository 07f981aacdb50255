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
    case list
    case payload(Digest)
  }
  struct File: Sendable {
    let path: String
    let digest: Digest
    let bytes: Int
    let source: Source
  }

  var files: [File] = []
  /// So many entries of the log hold all of the tender's logged notes.
  var size = 0

  mutating func add(_ path: String, _ bytes: [UInt8]) {
    files.append(File(path: path, digest: Digest(of: bytes), bytes: bytes.count, source: .bytes(bytes)))
  }
}

/// For whom a bundle is.
public enum BundleAudience: String, Sendable {
  case everybody = "public"
  /// With the whole evaluations and the salts behind the public ones.
  case supervisor
}

extension Office {
  /// What a stranger needs to check a tender: the list of files with hashes, under the published head.
  ///
  /// The checkpoint and the tiles are not among them: they are the log's, and `tender export` takes them from there.
  ///
  /// Another daemon may have written what is not signed yet; the head that is given covers the files.
  ///
  /// - Parameters:
  ///   - audience: the supervisor's has files that the public one has not, in a folder of their own; whoever takes it is
  ///     written down.
  ///   - actor: who asks, when known.
  public func listBundle(
    _ tender: String, for audience: BundleAudience = .everybody, by actor: Actor? = nil
  ) async throws -> JSON {
    var listing = try await bundle(of: tender)
    let checkpoint = await publisher.checkpoint(covering: listing.size) ?? []
    if audience == .supervisor {
      let asker = try Self.supervisor(actor)
      for file in try await database.read(as: .actor(asker), { tx in try Self.supervisorFiles(of: tender, in: tx) }) {
        listing.add(file.path, file.bytes)
      }
      let at = now
      try await database.write(as: .actor(asker)) { tx in
        try tx.record(.fetchSupervisorFile, by: asker, subject: tender, at: at)
      }
    }
    return [
      "checkpoint": JSON(String(decoding: checkpoint, as: UTF8.self)),
      "files": .array(
        listing.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map { file in
          ["path": JSON(file.path), "sha256": JSON(file.digest.hex), "bytes": JSON(file.bytes)]
        }),
    ]
  }

  /// The files of the bundle that the log names: papers, results and data; in the order of their paths.
  public func listNamedFiles(_ tender: String) async throws -> [(path: String, sha256: Digest, bytes: Int)] {
    try await database.read(as: .everybody) { tx in
      try tx.bundleFiles(of: tender).map { ($0.path, $0.digest, $0.bytes) }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  private static func supervisor(_ actor: Actor?) throws -> Actor {
    guard let actor else { throw AccessRefusal.notAuthenticated }
    try actor.may(.fetchSupervisorFile)
    return actor
  }

  /// Lends one file of the bundle, piece by piece.
  public func readBundleFile(_ path: String, of tender: String, by actor: Actor? = nil) async throws -> LentFile {
    if path.utf8.starts(with: SupervisorFile.folder.utf8) {
      _ = try Self.supervisor(actor)
      let files = try await database.read(as: .asking(actor)) { tx in try Self.supervisorFiles(of: tender, in: tx) }
      guard let file = files.first(where: { $0.path == path }) else { throw InputRefusal.notFound("file") }
      return LentFile(file.bytes)
    }
    if let payload = Self.digest(in: path, "payloads/", ".age") {
      guard try await database.read(as: .asking(actor), { tx in try tx.isOpenedPublicly(payload, of: tender) }) else {
        throw InputRefusal.notFound("file")
      }
      return try await lendPayload(payload)
    }
    let bytes = try await database.read(as: .asking(actor)) { tx in try bundleBytes(path, of: tender, in: tx) }
    guard let bytes else { throw InputRefusal.notFound("file") }
    return LentFile(bytes)
  }

  /// A file that is no payload; found by its name, so that a large bundle is not listed anew for each of its files, nor
  /// for a name that none has.
  private func bundleBytes(_ path: String, of tender: String, in tx: borrowing Transaction) throws -> [UInt8]? {
    guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
    if FileLine.isPath(path) { return try tx.bundleFile(path, of: tender) }
    if let id = Self.digest(in: path, "notes/", ".note") {
      guard let note = try tx.note(id), note.tender == tender else { return nil }
      let isPublic =
        try note.logIndex != nil || row.closeIndex != nil || tx.statements(of: tender).contains { $0.noteID == id }
      return isPublic ? note.bytes : nil
    }
    // Every list belongs to an entry of the log, and that is public.
    if let list = Self.digest(in: path, "lists/", ".txt") { return try tx.noteList(list) }
    switch path {
    case "tender.txt": return Array("\(tender)\n".utf8)
    case Trust.policyFile: return Array(try trustFiles(for: tender, in: tx).policy.utf8)
    case Trust.vkeysFile: return Array(try trustFiles(for: tender, in: tx).vkeys.utf8)
    case "reveal.txt": return try tx.reveal(of: tender)
    default: return nil
    }
  }

  private static func digest(in path: String, _ prefix: String, _ suffix: String) -> Digest? {
    let bytes = path.utf8
    guard bytes.count == prefix.utf8.count + 64 + suffix.utf8.count, bytes.starts(with: prefix.utf8),
      bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    else { return nil }
    return Digest(hex: String(decoding: Array(bytes.dropFirst(prefix.utf8.count).prefix(64)), as: UTF8.self))
  }

  private func bundle(of tender: String) async throws -> BundleListing {
    try await database.read(as: .everybody) { tx in try listing(of: tender, in: tx) }
  }

  func listing(of tender: String, in tx: borrowing Transaction) throws -> BundleListing {
    guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
    var listing = BundleListing()
    let trust = try trustFiles(for: tender, in: tx)
    listing.add("tender.txt", Array("\(tender)\n".utf8))
    listing.add(Trust.policyFile, Array(trust.policy.utf8))
    listing.add(Trust.vkeysFile, Array(trust.vkeys.utf8))
    var lists: [Digest] = []
    for note in try tx.notes(of: tender) {
      listing.add("notes/\(note.id.hex).note", note.bytes)
      listing.size = max(listing.size, note.logIndex.map { $0 + 1 } ?? 0)
      guard AnyNote.typesWithList.contains(note.type) else { continue }
      if let list = try note.parsed().1.list { lists.append(list.digest) }
    }
    for (list, bytes) in try tx.lengths(ofLists: lists) {
      listing.files.append(.init(path: "lists/\(list.hex).txt", digest: list, bytes: bytes, source: .list))
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
      listing.files.append(.init(path: file.path, digest: file.digest, bytes: file.bytes, source: .named))
    }
    return listing
  }

  /// Payloads of the manifests' `bid` lines whose part is public, and no other.
  private func addPayloads(
    to listing: inout BundleListing, tender: String, in tx: borrowing Transaction
  ) throws {
    let payloads = try tx.reading(as: .storekeeper) { tx in try tx.publicPayloads(of: tender) }
    for (payload, bytes) in payloads {
      listing.files.append(
        .init(path: "payloads/\(payload.hex).age", digest: payload, bytes: bytes, source: .payload(payload)))
    }
  }
}
