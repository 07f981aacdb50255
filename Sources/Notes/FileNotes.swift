/// One file of the public bundle, as a list line says it: `file <path> <bytes> <b64 SHA-256>`.
public struct FileLine: Hashable, Sendable {
  public var path: String
  public var bytes: Int
  public var digest: Digest

  public init(path: String, bytes: Int, digest: Digest) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
  }

  public init(path: String, content: [UInt8]) {
    self.init(path: path, bytes: content.count, digest: Digest(of: content))
  }

  public var line: String { "file \(path) \(bytes) \(digest.b64)" }

  public init(parsing line: String) throws(NoteError) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 4, words[0] == "file", Self.isPath(String(words[1])), let bytes = decimal(words[2]),
      let digest = Digest(b64: words[3])
    else { throw .malformed(type: "file list", line: 0, expected: "file") }
    self.init(path: String(words[1]), bytes: bytes, digest: digest)
  }

  /// `evaluation/<lot>.json`, `award/<lot>.json`, `ocds.json`, or `documents/` and a name like an id.
  public static func isPath(_ path: String) -> Bool {
    if path == "ocds.json" { return true }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "documents": return isID(parts[1])
    case "evaluation", "award":
      return parts[1].utf8.count > 5 && parts[1].hasSuffix(".json") && isID(String(parts[1].dropLast(5)))
    default: return false
    }
  }

  /// The lines of a list, checked to be in bytewise order with no path twice.
  public static func list(_ entries: [String]) throws(NoteError) -> [FileLine] {
    var files: [FileLine] = []
    for entry in entries { files.append(try FileLine(parsing: entry)) }
    for (a, b) in zip(entries, entries.dropFirst()) where !a.utf8.lexicographicallyPrecedes(b.utf8) {
      throw .malformed(type: "file list", line: 0, expected: "bytewise order")
    }
    guard Set(files.map(\.path)).count == files.count else {
      throw .malformed(type: "file list", line: 0, expected: "each path once")
    }
    return files
  }

  /// List lines for these files, in bytewise order.
  public static func entries(_ files: [FileLine]) -> [String] {
    files.map(\.line).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// What a note that only names files is about; the lines differ by kind in one line at most.
public protocol FileNoteKind: Sendable {
  static var type: String { get }
  static var hasRejects: Bool { get }
  static var hasReason: Bool { get }
}
extension FileNoteKind {
  public static var hasRejects: Bool { false }
  public static var hasReason: Bool { false }
}

public enum EvaluationKind: FileNoteKind {
  public static let type = "tender-evaluation/v1"
  public static let hasRejects = true
}
public enum AwardKind: FileNoteKind { public static let type = "tender-award/v1" }
public enum CancellationKind: FileNoteKind {
  public static let type = "tender-cancellation/v1"
  public static let hasReason = true
}
public enum AgreementKind: FileNoteKind { public static let type = "tender-agreement/v1" }
public enum FilingKind: FileNoteKind { public static let type = "tender-filing/v1" }
public enum PapersKind: FileNoteKind { public static let type = "tender-papers/v1" }
public enum ClarificationKind: FileNoteKind { public static let type = "tender-clarification/v1" }

/// A note that gives files of the bundle their length and hash.
public struct FileNote<Kind: FileNoteKind>: NoteBody, Hashable {
  public static var type: String { Kind.type }
  public var tender: String
  public var notice: Digest
  public var seq: Int
  /// Bids rejected, sorted by id; evaluations only.
  public var rejects: [Digest]
  /// An id; cancellations only.
  public var reason: String?
  public var list: ListLine

  public init(
    tender: String, notice: Digest, seq: Int, rejects: [Digest] = [], reason: String? = nil, list: ListLine
  ) {
    self.tender = tender
    self.notice = notice
    self.seq = seq
    self.rejects = rejects.sorted { $0.b64.utf8.lexicographicallyPrecedes($1.b64.utf8) }
    self.reason = reason
    self.list = list
  }

  public var lines: [String] {
    ["tender \(tender)", "notice \(notice.b64)", "seq \(seq)"] + rejects.map { "reject \($0.b64)" }
      + (reason.map { ["reason \($0)"] } ?? []) + [list.line]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    notice = try reader.inner.digest("notice")
    seq = try reader.inner.number("seq", in: 1...999_999_999)
    rejects = []
    reason = nil
    while Kind.hasRejects, reader.inner.nextIs("reject") {
      let id = try reader.inner.digest("reject")
      if let last = rejects.last, !last.b64.utf8.lexicographicallyPrecedes(id.b64.utf8) {
        throw reader.inner.fault("bytewise order")
      }
      rejects.append(id)
    }
    if Kind.hasReason { reason = try reader.inner.id("reason") }
    list = try ListLine(reading: &reader.inner)
  }
}

public typealias EvaluationNote = FileNote<EvaluationKind>
public typealias AwardNote = FileNote<AwardKind>
public typealias CancellationNote = FileNote<CancellationKind>
public typealias AgreementNote = FileNote<AgreementKind>
public typealias FilingNote = FileNote<FilingKind>
public typealias PapersNote = FileNote<PapersKind>
public typealias ClarificationNote = FileNote<ClarificationKind>
