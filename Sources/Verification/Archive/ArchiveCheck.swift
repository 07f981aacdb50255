import Canon
import Notes
import Transparency

/// The four checks of an archive in a folder, offline: when it is made, and by whoever keeps it, as often as they like.
///
/// The bundle inside is verified as `tender verify` does; what is not in the log rests on the log key's signature over
/// the manifest.
///
/// - Source: R-124.
public struct ArchiveCheck: Sendable {
  private let archive: FolderBundle
  private let bundle: FolderBundle
  private let trust: (any BundleSource)?
  private let isSealed: Bool
  private var report = ArchiveReport()

  typealias Fault = (subject: String, zh: String, en: String)

  /// The largest file that is read as one text; larger ones are only hashed and looked at from their beginning.
  private static let textMax = 64 << 20

  /// - Parameters:
  ///   - folder: the archive's.
  ///   - trust: a folder with `trust.policy` and `vkeys.txt` that did not come with the archive; nil: it vouches for itself.
  ///   - isSealed: false while it is being made, before the manifest stands.
  public static func run(
    _ folder: String, trust: (any BundleSource)? = nil, isSealed: Bool = true
  ) async -> ArchiveReport {
    var check = ArchiveCheck(
      archive: FolderBundle(folder), bundle: FolderBundle("\(folder)/\(ArchiveFormat.bundle)"), trust: trust,
      isSealed: isSealed)
    await check.run()
    return check.report
  }

  private init(archive: FolderBundle, bundle: FolderBundle, trust: (any BundleSource)?, isSealed: Bool) {
    self.archive = archive
    self.bundle = bundle
    self.trust = trust
    self.isSealed = isSealed
  }

  private mutating func run() async {
    let listed: [BundleFile]
    do { listed = try archive.files() } catch {
      return report.add(.integrity, .fail, zh: error.zh, en: error.en)
    }
    if isSealed { checkSignature() }
    await checkBundle()
    let files = listed.filter(\.isRegular)
    if isSealed { checkManifest(files) }
    let entries = checkIndex(files)
    checkElements(entries)
    checkFormats(files)
    checkSafety(listed, entries)
  }

  // MARK: authenticity

  private mutating func checkSignature() {
    do {
      let digest = try hash(ArchiveFormat.manifest, in: archive).digest
      let note = try SignedNote(parsing: archive.read(ArchiveFormat.signature, limit: SignedNote.bytesMax))
      let manifest = try JSON.parse(archive.read(ArchiveFormat.manifest, limit: Self.textMax))
      guard let tender = manifest["tender"]?.stringValue, let exported = manifest["exported"]?.integerValue,
        note.text == ArchiveFormat.statement(tender: tender, exported: exported, manifest: digest)
      else {
        return report.add(
          .authenticity, .fail, ArchiveFormat.signature, zh: "签名所指的不是这份清单", en: "what is signed is not this manifest")
      }
      let key = try logKey()
      try note.verify(by: key)
      report.add(
        .authenticity, .ok, zh: "清单由日志密钥 \(key.reference.text) 签署",
        en: "the manifest is signed by the log's key \(key.reference.text)")
      if trust == nil {
        report.add(
          .authenticity, .note, zh: "未另给信任文件：归档包只是自证", en: "no trust files were given: the archive vouches for itself")
      }
    } catch {
      report.add(
        .authenticity, .fail, ArchiveFormat.signature, zh: "清单的签名不成立：\(error)",
        en: "the manifest's signature does not hold: \(error)")
    }
  }

  private func logKey() throws -> VerifierKey {
    let text = String(decoding: try (trust ?? bundle).read(Trust.vkeysFile, limit: Self.textMax), as: UTF8.self)
    for line in text.split(separator: "\n") where line.utf8.starts(with: "log ".utf8) {
      return try VerifierKey(parsing: String(line.dropFirst(4)))
    }
    throw BundleFault.missing(Trust.vkeysFile)
  }

  private mutating func checkBundle() async {
    let verified = await Verifier.verify(bundle, trust: trust, width: 2)
    for finding in verified.findings where finding.result == .fail {
      report.add(
        .authenticity, .fail, finding.subject, zh: "公开包核验：\(finding.zh)", en: "in the bundle: \(finding.en)")
    }
    guard verified.holds else { return }
    let count = verified.findings.count { $0.result == .ok }
    report.add(
      .authenticity, .ok, zh: "公开包逐项核验成立（\(count) 项）：签名、日志、密文、份额、评分、结果",
      en: "the bundle holds (\(count) checks): signatures, log, seals, shares, scores, results")
  }

  // MARK: integrity

  private mutating func checkManifest(_ files: [BundleFile]) {
    var faults: [Fault] = []
    do {
      let manifest = try JSON.parse(archive.read(ArchiveFormat.manifest, limit: Self.textMax))
      guard manifest["format"] == JSON(ArchiveFormat.name) else {
        return report.add(
          .integrity, .fail, ArchiveFormat.manifest, zh: "清单的格式不对", en: "the manifest's format is another")
      }
      var rows: [String: ArchivedFile] = [:]
      for row in manifest["files"]?.arrayValue ?? [] {
        guard let file = ArchivedFile(row), rows.updateValue(file, forKey: file.path) == nil else {
          faults.append((ArchiveFormat.manifest, "清单有一行读不懂或重复", "a line of the manifest is unreadable or there twice"))
          continue
        }
      }
      for file in files where !ArchiveFormat.unlisted.contains(file.path) {
        guard let row = rows.removeValue(forKey: file.path) else {
          faults.append((file.path, "多出的文件 \(file.path)", "the file \(file.path) is not in the manifest"))
          continue
        }
        let (bytes, digest) = try hash(file.path, in: archive)
        if bytes != row.bytes || digest != row.digest {
          faults.append((file.path, "文件 \(file.path) 与清单的摘要不符", "the file \(file.path) is not the one of the manifest"))
        }
      }
      for path in rows.keys.sorted() {
        faults.append((path, "缺少文件 \(path)", "the file \(path) is missing"))
      }
    } catch {
      faults.append((ArchiveFormat.manifest, "清单不可读：\(error)", "the manifest cannot be read: \(error)"))
    }
    report.settle(
      .integrity, faults, zh: "清单所列 \(files.count - ArchiveFormat.unlisted.count) 个文件齐全，摘要一致，没有多出的文件",
      en:
        "all \(files.count - ArchiveFormat.unlisted.count) files of the manifest are there with their hashes, and no other"
    )
  }

  /// The index's rows by path.
  private mutating func checkIndex(_ files: [BundleFile]) -> [String: JSON] {
    var faults: [Fault] = []
    var rows: [String: JSON] = [:]
    do {
      let index = try JSON.parse(archive.read(ArchiveFormat.index, limit: Self.textMax))
      for row in index["files"]?.arrayValue ?? [] {
        guard let path = row["path"]?.stringValue, rows.updateValue(row, forKey: path) == nil else {
          faults.append((ArchiveFormat.index, "目录有一行读不懂或重复", "a row of the index is unreadable or there twice"))
          continue
        }
      }
      // What is made from the index, or over it, is not in it.
      let own: Set<String> = [
        ArchiveFormat.index, ArchiveFormat.indexCSV, ArchiveFormat.checks, ArchiveFormat.readme,
      ]
      let there = Set(files.map(\.path)).subtracting(own).subtracting(ArchiveFormat.unlisted)
      for path in there.subtracting(rows.keys).sorted() {
        faults.append((path, "目录没有 \(path)", "the index has no row for \(path)"))
      }
      for path in Set(rows.keys).subtracting(there).sorted() {
        faults.append((path, "目录所列的 \(path) 不在", "the index names \(path), which is not there"))
      }
    } catch {
      faults.append((ArchiveFormat.index, "目录不可读：\(error)", "the index cannot be read: \(error)"))
    }
    report.settle(
      .integrity, faults, zh: "卷内目录与文件一一对应（\(rows.count) 件）", en: "the index has a row for each of \(rows.count) files")
    return rows
  }

  /// What the procedure must have left: a volume for each lot with its end, and each bid's own record.
  private mutating func checkElements(_ rows: [String: JSON]) {
    var faults: [Fault] = []
    do {
      let papers = try table("paper")
      for lot in try table("lot") {
        guard let id = lot["lot_id"]?.stringValue, let state = lot["state"]?.stringValue else { continue }
        var needed: [String] = []
        if state == "awarded" { needed = ["opening-record", "evaluation-report", "award-notice"] }
        if state == "failed" { needed = ["failure-notice"] }
        for kind in needed where !papers.contains(where: { $0["kind"] == JSON(kind) && $0["lot_id"] == JSON(id) }) {
          faults.append((id, "标段 \(id) 的案卷缺少 \(kind)", "lot \(id)'s volume has no \(kind)"))
        }
        if state != "awarded", state != "failed", state != "cancelled" {
          faults.append((id, "标段 \(id) 尚未结束", "lot \(id) has not ended"))
        }
      }
      for note in try table("note") {
        guard let id = Self.hex(note["note_id"]) else { continue }
        let places = ["notes/\(id).note", "\(ArchiveFormat.bundle)/notes/\(id).note"]
        if !places.contains(where: { rows[$0] != nil }) {
          faults.append((id, "缺少签名记录 \(id)", "the signed note \(id) is missing"))
        }
      }
      for paper in papers {
        guard let digest = Self.hex(paper["pdf_sha256"]) else { continue }
        if !rows.values.contains(where: { $0["sha256"] == JSON(digest) }) {
          let name = paper["name"]?.stringValue ?? ""
          faults.append((name, "缺少文书 \(name)", "the paper \(name) is missing"))
        }
      }
      let lines =
        try JSON.parse(archive.read(ArchiveFormat.activity, limit: Self.textMax))["activities"]?.arrayValue ?? []
      if lines.isEmpty {
        faults.append((ArchiveFormat.activity, "活动记录是空的", "the activity record is empty"))
      }
    } catch {
      faults.append(("facts", "数据表不可读：\(error)", "a table cannot be read: \(error)"))
    }
    report.settle(
      .integrity, faults, zh: "每个标段有结果和应有的文书；每份签名记录、文书都在；活动记录在",
      en: "each lot has its end and its papers; each signed note and paper is there; the activity record is there")
  }

  private func table(_ name: String) throws -> [JSON] {
    try archive.read("facts/\(name).jsonl", limit: Self.textMax).split(separator: 0x0A).map {
      try JSON.parse(Array($0))
    }
  }

  /// A byte string as PostgreSQL's JSON has it: `\x` and hexadecimal digits.
  private static func hex(_ value: JSON?) -> String? {
    guard let text = value?.stringValue, text.utf8.starts(with: "\\x".utf8) else { return nil }
    return String(text.dropFirst(2))
  }

  // MARK: usability

  private mutating func checkFormats(_ files: [BundleFile]) {
    var faults: [Fault] = []
    var seen: Set<String> = []
    for file in files {
      guard let format = ArchiveEntry.format(of: file.path) else {
        faults.append((file.path, "\(file.path) 的格式未知", "nobody knows the format of \(file.path)"))
        continue
      }
      seen.insert(format)
      do {
        if let fault = try fault(in: file, format) {
          faults.append((file.path, "\(file.path)：\(fault.zh)", "\(file.path): \(fault.en)"))
        }
      } catch {
        faults.append((file.path, "\(file.path) 读不了：\(error)", "\(file.path) cannot be read: \(error)"))
      }
    }
    report.settle(
      .usability, faults, zh: "每个文件都能按其格式读出：\(seen.sorted().joined(separator: "、"))",
      en: "every file reads as what it is: \(seen.sorted().joined(separator: ", "))")
  }

  private func fault(in file: BundleFile, _ format: String) throws -> (zh: String, en: String)? {
    let bad = (zh: "内容不合格式", en: "is not of its format")
    switch format {
    case "tile": return nil
    case "age":
      let start = Array("age-encryption.org/v1\n".utf8)
      return try head(file.path, start.count).elementsEqual(start) ? nil : bad
    case "pdf":
      let bytes = try archive.read(file.path, limit: Self.textMax)
      let end = Array("%%EOF".utf8)
      let tail = bytes.suffix(1024)
      let hasEnd = tail.indices.contains { tail[$0...].starts(with: end) }
      return bytes.starts(with: Array("%PDF-1.".utf8)) && hasEnd ? nil : bad
    default:
      let bytes = try archive.read(file.path, limit: Self.textMax)
      guard String(validating: bytes, as: UTF8.self) != nil else { return bad }
      switch format {
      case "json": _ = try JSON.parse(bytes)
      case "jsonl": for line in bytes.split(separator: 0x0A) { _ = try JSON.parse(Array(line)) }
      case "note": _ = try SignedNote(parsing: bytes)
      default: break
      }
      return nil
    }
  }

  private func head(_ path: String, _ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try archive.stream(path) { piece in
      bytes += piece.prefix(count - bytes.count)
      return bytes.count < count
    }
    return bytes
  }

  // MARK: security

  private mutating func checkSafety(_ listed: [BundleFile], _ rows: [String: JSON]) {
    var faults: [Fault] = []
    for file in listed where !file.isRegular {
      faults.append((file.path, "\(file.path) 不是普通文件", "\(file.path) is no regular file"))
    }
    for (path, row) in rows.sorted(by: { $0.key < $1.key }) {
      let access = row["access"]?.stringValue ?? ""
      let isOpen =
        path.utf8.starts(with: "\(ArchiveFormat.bundle)/".utf8)
        && !path.utf8.starts(with: "\(ArchiveFormat.bundle)/supervisor/".utf8)
      guard ArchiveEntry.accesses.contains(access), (access == "public") == isOpen else {
        faults.append((path, "\(path) 的公开范围标注不对", "\(path) does not say rightly who may read it"))
        continue
      }
    }
    for file in listed where file.isRegular && file.bytes <= Self.textMax {
      guard let format = ArchiveEntry.format(of: file.path), !["age", "pdf", "tile"].contains(format),
        let bytes = try? archive.read(file.path, limit: Self.textMax)
      else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let isIdentity = file.path.utf8.starts(with: ArchiveFormat.identities.utf8)
      if text.contains("PRIVATE+KEY+") || (text.contains("AGE-SECRET-KEY-") && !isIdentity) {
        faults.append((file.path, "\(file.path) 里有私钥", "\(file.path) holds a private key"))
      }
    }
    report.settle(
      .security, faults, zh: "没有链接或可执行文件，没有签名私钥；每件都标明公开或限制",
      en: "no links, nothing that runs, no signing key; each file says whether it is public")
    report.add(
      .security, .note, zh: "病毒扫描由接收单位在移交时另做；限制件（含已开投标的解密密钥）须按内部档案保管",
      en:
        "a scan for viruses is the receiver's, at the hand-over; restricted files (identities of opened bids too) are kept as internal"
    )
  }
}
