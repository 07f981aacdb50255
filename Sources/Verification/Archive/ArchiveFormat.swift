import Canon
import Notes

/// The names of an archive's own files; everything else in it is listed by them.
///
///     README.txt        how to read it, in Chinese
///     manifest.json     every file with length and SHA-256, for how long it is kept, and why
///     manifest.note     the log key's signature over the manifest's hash
///     index.json .csv   the table of contents (卷内目录): one row a file
///     activity.json .csv  the activity record (采购活动记录)
///     checks.json       what the four checks found when it was made
///     bundle/           the bundle as a supervisor gets it: `tender verify bundle` works on it
///     notes/ papers/ payloads/ identities/ facts/   what is not in the bundle
///
/// - Source.
public enum ArchiveFormat {
  public static let name = "tender-archive/v1"
  public static let checksName = "tender-archive-checks/v1"
  public static let readme = "README.txt"
  public static let manifest = "manifest.json"
  public static let signature = "manifest.note"
  public static let index = "index.json"
  public static let indexCSV = "index.csv"
  public static let activity = "activity.json"
  public static let activityCSV = "activity.csv"
  public static let checks = "checks.json"
  public static let bundle = "bundle"
  /// Identities of opened bids: whoever has them reads the payloads with `age`.
  public static let identities = "identities/"

  /// What the manifest does not list: itself, and what stands over it.
  public static let unlisted: Set<String> = [manifest, signature]

  /// What the log key signs: a note of its own type, which is no entry of the log.
  public static func statement(tender: String, exported: Int, manifest: Digest) -> String {
    "\(name)\ntender \(tender)\ntime \(exported)\nmanifest \(manifest.b64)\n"
  }
}

/// One file of an archive as the index has it.
public struct ArchiveEntry: Sendable {
  /// Below the archive's folder.
  public let path: String
  /// What it is: `note`, `list`, `paper`, `payload`, `identity`, `table`, `log`, `evaluation`, `award`, `openData`, `trust`, `record`.
  public let kind: String
  /// 中文题名
  public let title: String
  /// The lot whose volume (案卷) it belongs to; empty for the tender's own.
  public let lot: String
  /// `public`, or `restricted` to the bureau, the parties and the supervisor.
  public let access: String
  /// When it came into being, by the daemon's clock; nil where that is the export.
  public let made: Int?

  public init(path: String, kind: String, title: String, lot: String = "", access: String, made: Int? = nil) {
    self.path = path
    self.kind = kind
    self.title = title
    self.lot = lot
    self.access = access
    self.made = made
  }

  public static let accesses: Set<String> = ["public", "restricted"]

  /// Endings that a later system can read without this program, and what they are.
  public static let formats: [String: String] = [
    "json": "JSON (RFC 8259)", "jsonl": "JSON, one value a line", "csv": "CSV (RFC 4180), UTF-8", "txt": "text, UTF-8",
    "note": "signed note (c2sp.org/signed-note), UTF-8", "pdf": "PDF", "age": "age v1 (age-encryption.org/v1)",
    "policy": "text, UTF-8", "tile": "log tile (c2sp.org/tlog-tiles)",
    "checkpoint": "log checkpoint (c2sp.org/tlog-checkpoint)",
  ]

  /// The key of `formats`, told by the path; nil for what no archive holds.
  public static func format(of path: String) -> String? {
    if path.utf8.starts(with: "\(ArchiveFormat.bundle)/tile/".utf8) { return "tile" }
    if path == "\(ArchiveFormat.bundle)/checkpoint" { return "checkpoint" }
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let ending = String(name[name.index(after: dot)...])
    return formats[ending] == nil ? nil : ending
  }
}

/// A file of the archive as it lies in the folder.
public struct ArchivedFile: Hashable, Sendable {
  public let path: String
  public let bytes: Int
  public let digest: Digest

  /// All regular files below a folder, by path; what is no regular file is a fault of its own.
  public static func all(in folder: some BundleSource) throws(BundleFault) -> [ArchivedFile] {
    var files: [ArchivedFile] = []
    for file in try folder.files() {
      guard file.isRegular else { throw .unreadable(file.path) }
      let (bytes, digest) = try Verification.hash(file.path, in: folder)
      files.append(ArchivedFile(path: file.path, bytes: bytes, digest: digest))
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  public var json: JSON { ["path": JSON(path), "bytes": JSON(bytes), "sha256": JSON(digest.hex)] }

  public init(path: String, bytes: Int, digest: Digest) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
  }

  init?(_ json: JSON) {
    guard let path = json["path"]?.stringValue, let bytes = json["bytes"]?.integerValue,
      let digest = (json["sha256"]?.stringValue).flatMap({ Digest(hex: $0) })
    else { return nil }
    self.init(path: path, bytes: bytes, digest: digest)
  }
}
