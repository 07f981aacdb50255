import Canon
import Notes
import Postgres
import Sealing
import Store
import Tendering
import Transparency
import Verification

/// Why a tender is not archived.
public enum ArchiveFault: Error, Hashable, Sendable {
  /// A lot has no award, failure or cancellation yet; what is secret until then may not leave.
  case notEnded
  /// The folder holds something.
  case folderNotEmpty
}

/// What became of an export.
public struct ArchiveSummary: Sendable {
  public let files: Int
  public let bytes: Int
  /// The manifest's hash, which the log key has signed.
  public let manifest: Digest
  public let keptUntil: String
  public let report: ArchiveReport
}

extension Office {
  /// Writes a tender's whole record into an empty folder, makes the four checks over it and signs its manifest.
  ///
  /// For whoever keeps the files of the bureau: it has what is not public too. The export itself is a line of the activity
  /// record.
  ///
  /// - Parameter by: who exports, for the activity record.
  /// - Throws: `ArchiveFault`; `TenderRefusal.tenderUnknown`.
  public func archive(_ tender: String, into folder: String, by: String) async throws -> ArchiveSummary {
    let at = now
    let (row, keep) = try await database.read(as: .auditor) { tx in try ended(tender, in: tx) }
    guard ((try? FolderBundle(folder).files()) ?? []).isEmpty else { throw ArchiveFault.folderNotEmpty }
    try await database.write(as: .auditor) { tx in try tx.record(.exportArchive, by: by, subject: tender, at: at) }
    let out = LocalFolder(at: folder)
    guard let snapshot = try await bundleSnapshot(of: tender) else {
      throw PostgresFailure(.mismatch, message: "no signed head covers the notes of \(tender)")
    }
    try await fill(out, with: snapshot, tender: tender, below: "\(ArchiveFormat.bundle)/")
    var entries = ArchiveFolderIndex.bundle(snapshot.listing.files.map(\.path))
    for tile in try Tile.arising(from: 0, to: snapshot.size) {
      entries.append(ArchiveEntry(path: "bundle/\(tile.path)", kind: "log", title: "日志分片", access: "public"))
    }
    entries.append(ArchiveEntry(path: "bundle/checkpoint", kind: "log", title: "日志检查点", access: "public"))
    let there = Set(snapshot.listing.files.map(\.path))
    entries += try await database.read(as: .auditor) { tx in try writeNotes(of: tender, to: out, unless: there, in: tx)
    }
    entries += try await database.read(as: .auditor) { tx in try writePapers(of: tender, to: out, in: tx) }
    entries += try await writePayloads(of: tender, to: out, unless: there)
    entries += try await database.read(as: .auditor) { tx in try writeFacts(of: tender, to: out, in: tx) }
    return try await seal(row, keep, entries, out, at: at)
  }

  /// The tender when nothing of it is secret until a later step any more.
  private func ended(_ tender: String, in tx: borrowing Transaction) throws -> (TenderRow, ArchiveKeeping) {
    guard let row = try tx.tender(tender), row.noticeID != nil else { throw TenderRefusal.tenderUnknown }
    let lots = try tx.lots(of: tender)
    guard
      row.state == .cancelled || row.state == .closed && lots.allSatisfy({ $0.state == .awarded || $0.state.isFinal })
    else { throw ArchiveFault.notEnded }
    let ends: Set<String> = ["tender-award/v1", "tender-fail/v1", "tender-cancellation/v1"]
    let last = try tx.notes(of: tender).filter { ends.contains($0.type) }.map(\.takenAt).max()
    guard let last, let keep = ArchiveKeeping(ended: last.seconds) else { throw ArchiveFault.notEnded }
    return (row, keep)
  }

  /// Signed notes that no bundle has: bids and withdrawals of a tender that was cancelled before its close.
  private func writeNotes(
    of tender: String, to out: LocalFolder, unless there: Set<String>, in tx: borrowing Transaction
  ) throws -> [ArchiveEntry] {
    var entries: [ArchiveEntry] = []
    var notes = try tx.notes(of: tender).map { ($0.id, $0.bytes) }
    notes += try tx.bidNoteBytes(of: tender).map { ($0.key, $0.value) }
    var seen: Set<Digest> = []
    for (id, bytes) in notes where seen.insert(id).inserted && !there.contains("notes/\(id.hex).note") {
      let path = "notes/\(id.hex).note"
      try out.write(path) { write in try write(bytes) }
      entries.append(
        ArchiveEntry(
          path: path, kind: "note", title: "签名记录 " + ArchiveFolderIndex.firstLine(bytes),
          lot: ArchiveFolderIndex.lot(bytes),
          access: "restricted"))
    }
    return entries
  }

  /// Papers that the bundle has not, or has in a later edition.
  private func writePapers(
    of tender: String, to out: LocalFolder, in tx: borrowing Transaction
  ) throws -> [ArchiveEntry] {
    let named = Set(try tx.bundleFiles(of: tender).map(\.digest))
    var entries: [ArchiveEntry] = []
    for paper in try tx.papers(of: tender) {
      guard !named.contains(paper.pdfDigest), let pdf = try tx.paperPDF(paper.name, of: tender) else { continue }
      for (ending, bytes) in [("json", Array(paper.json.utf8)), ("pdf", pdf)] {
        let path = "papers/\(paper.name).\(ending)"
        try out.write(path) { write in try write(bytes) }
        entries.append(
          ArchiveEntry(
            path: path, kind: "paper", title: "文书 \(paper.kind) \(paper.number)", lot: paper.lot ?? "",
            access: "restricted",
            made: paper.madeAt.seconds))
      }
    }
    return entries
  }

  /// Every payload that a note in hand names, and the identities of those that were opened.
  private func writePayloads(of tender: String, to out: LocalFolder, unless there: Set<String>) async throws
    -> [ArchiveEntry]
  {
    let (bids, opened) = try await database.read(as: .auditor) { tx in
      (
        try tx.bidNotes(of: tender).compactMap { row in row.payload.map { (row, $0) } },
        try tx.auditOpened(of: tender)
      )
    }
    var entries: [ArchiveEntry] = []
    var seen: Set<Digest> = []
    for (row, payload) in bids where seen.insert(payload).inserted && !there.contains("payloads/\(payload.hex).age") {
      let lent = try await lendPayload(payload)
      let path = "payloads/\(payload.hex).age"
      try await out.write(path) { write in
        var number = 0
        while let piece = try await lent.piece(number) {
          try write(piece)
          number += 1
        }
      }
      entries.append(
        ArchiveEntry(
          path: path, kind: "payload", title: "投标密文", lot: row.lot ?? "", access: "restricted",
          made: row.receivedAt.seconds))
    }
    for result in opened where result.result == "opened" {
      guard let secret = result.secret, let identity = try? BidSecret(bytes: secret)?.identity() else { continue }
      let path = "\(ArchiveFormat.identities)\(result.bid.hex).txt"
      guard entries.allSatisfy({ $0.path != path }) else { continue }
      try out.write(path) { write in try write(Array("\(identity.text)\n".utf8)) }
      let lot = bids.first { $0.0.id == result.bid }?.0.lot ?? ""
      entries.append(
        ArchiveEntry(path: path, kind: "identity", title: "已开启投标的解密密钥", lot: lot, access: "restricted"))
    }
    return entries
  }

  /// The tender's rows of every table, and its activity record.
  private func writeFacts(
    of tender: String, to out: LocalFolder, in tx: borrowing Transaction
  ) throws -> [ArchiveEntry] {
    var entries: [ArchiveEntry] = []
    for table in try tx.archiveTables() {
      let lines = try tx.archiveRows(of: table, tender: tender)
      let path = "facts/\(table.name).jsonl"
      try out.write(path) { write in for line in lines { try write(Array((line + "\n").utf8)) } }
      entries.append(
        ArchiveEntry(path: path, kind: "table", title: "数据表 \(table.name)（\(lines.count) 行）", access: "restricted"))
    }
    let (json, csv) = ArchivePaper.activity(try tx.activities(of: tender))
    for (path, bytes) in [
      (ArchiveFormat.activity, json.canonicalBytes()), (ArchiveFormat.activityCSV, Array(csv.utf8)),
    ] {
      try out.write(path) { write in try write(bytes) }
      entries.append(ArchiveEntry(path: path, kind: "record", title: "采购活动记录", access: "restricted"))
    }
    return entries
  }

  /// Index and words, the four checks, the manifest and its signature, in this order.
  private func seal(
    _ tender: TenderRow, _ keep: ArchiveKeeping, _ entries: [ArchiveEntry], _ out: LocalFolder, at: Moment
  ) async throws -> ArchiveSummary {
    func write(_ path: String, _ bytes: [UInt8]) throws { try out.write(path) { write in try write(bytes) } }
    let sorted = entries.sorted { ($0.lot, $0.path) < ($1.lot, $1.path) }
    let contents = Dictionary(try ArchivedFile.all(in: FolderBundle(out.path)).map { ($0.path, $0) }) { first, _ in
      first
    }
    let index = ArchivePaper.index(sorted, files: contents)
    try write(ArchiveFormat.index, index.json.canonicalBytes())
    try write(ArchiveFormat.indexCSV, Array(index.csv.utf8))
    try write(ArchiveFormat.readme, Array(ArchivePaper.readme(tender, keep, exported: at.seconds).utf8))
    let report = await ArchiveCheck.run(out.path, isSealed: false)
    try write(ArchiveFormat.checks, report.json(made: at.seconds).canonicalBytes())
    let files = try ArchivedFile.all(in: FolderBundle(out.path))
    let manifest: JSON = [
      "format": JSON(ArchiveFormat.name), "tender": JSON(tender.id), "title": JSON(tender.title),
      "profile": JSON(tender.profile), "origin": JSON(instance.origin), "rehearsal": JSON(instance.rehearsal),
      "exported": JSON(at.seconds), "keep": keep.json, "files": .array(files.map(\.json)),
    ]
    let bytes = manifest.canonicalBytes()
    try write(ArchiveFormat.manifest, bytes)
    let statement = ArchiveFormat.statement(tender: tender.id, exported: at.seconds, manifest: Digest(of: bytes))
    try write(ArchiveFormat.signature, logKey.sign(statement).bytes)
    return ArchiveSummary(
      files: files.count + ArchiveFormat.unlisted.count, bytes: files.reduce(bytes.count) { $0 + $1.bytes },
      manifest: Digest(of: bytes), keptUntil: keep.until.description, report: report)
  }
}

/// Words for what stands in the bundle.
enum ArchiveFolderIndex {
  static func bundle(_ paths: [String]) -> [ArchiveEntry] {
    paths.map { path in
      let (kind, title) = words(path)
      let isOpen = !path.utf8.starts(with: "supervisor/".utf8)
      return ArchiveEntry(
        path: "\(ArchiveFormat.bundle)/\(path)", kind: kind, title: title, lot: lot(inName: path),
        access: isOpen ? "public" : "restricted")
    }
  }

  private static func words(_ path: String) -> (String, String) {
    switch path.split(separator: "/").first.map(String.init) ?? "" {
    case "notes": ("note", "签名记录")
    case "lists": ("list", "签名记录所附清单")
    case "payloads": ("payload", "投标密文")
    case "evaluation": ("evaluation", "评审结果")
    case "award": ("award", "定标结果")
    case "documents": ("paper", "文书")
    case "supervisor": ("evaluation", "完整评审结果或盐值")
    case "ocds.json": ("openData", "开放数据（OCDS）")
    case "reveal.txt": ("log", "截止后公布的清单")
    case "tender.txt": ("record", "项目编号")
    default: ("trust", "信任文件")
    }
  }

  /// `evaluation/L1.json`, `award/L1.json` and `documents/kind.L1.pdf` name their lot.
  private static func lot(inName path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 2, let name = parts.last else { return "" }
    let words = name.split(separator: ".").map(String.init)
    if ["evaluation", "award"].contains(parts[0]), words.count == 2 { return words[0] }
    if ["documents", "supervisor"].contains(parts[0]), words.count == 3 { return words[1] }
    return ""
  }

  static func firstLine(_ note: [UInt8]) -> String {
    String(decoding: note.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  /// The lot that a note names in a line of its own.
  static func lot(_ note: [UInt8]) -> String {
    let start = Array("lot ".utf8)
    guard let line = note.split(separator: 0x0A).first(where: { $0.starts(with: start) }) else { return "" }
    return String(decoding: line.dropFirst(start.count), as: UTF8.self)
  }
}
