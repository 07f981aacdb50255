import Notes

/// What a file of a bundle is, told by its path alone (the list of the bundle's page).
enum BundlePath: Hashable {
  case policy, vkeys, checkpoint, tender, reveal
  /// Anything below `tile/`; which ones must be there follows from the log's size.
  case tile
  case note(Digest)
  case list(Digest)
  case payload(Digest)
  /// A file that a `file` line must name.
  case named
  /// What a supervisor's bundle has beside the public one: a lot's whole evaluation, or the salts of its seals.
  case supervisorEvaluation(lot: String)
  case supervisorSalts(lot: String)
  /// No file of a bundle has such a path.
  case foreign

  init(_ path: String) {
    switch path {
    case "trust.policy": self = .policy
    case "vkeys.txt": self = .vkeys
    case "checkpoint": self = .checkpoint
    case "tender.txt": self = .tender
    case "reveal.txt": self = .reveal
    default:
      if path.utf8.starts(with: "tile/".utf8) {
        self = .tile
      } else if let id = Self.digest(in: path, "notes/", ".note") {
        self = .note(id)
      } else if let id = Self.digest(in: path, "lists/", ".txt") {
        self = .list(id)
      } else if let id = Self.digest(in: path, "payloads/", ".age") {
        self = .payload(id)
      } else if FileLine.isPath(path) {
        self = .named
      } else if let lot = Self.lot(in: path, "supervisor/evaluation.") {
        self = .supervisorEvaluation(lot: lot)
      } else if let lot = Self.lot(in: path, "supervisor/salts.") {
        self = .supervisorSalts(lot: lot)
      } else {
        self = .foreign
      }
    }
  }

  /// Whether a bundle may have files in this folder; those below `tile/` follow from the log's size.
  static func isFolder(_ path: String) -> Bool {
    ["notes", "lists", "payloads", "evaluation", "award", "documents", "supervisor", "tile"].contains(path)
  }

  static func notePath(_ id: Digest) -> String { "notes/\(id.hex).note" }
  static func listPath(_ id: Digest) -> String { "lists/\(id.hex).txt" }
  static func supervisorEvaluationPath(_ lot: String) -> String { "supervisor/evaluation.\(lot).json" }
  static func supervisorSaltsPath(_ lot: String) -> String { "supervisor/salts.\(lot).json" }
  static func payloadPath(_ id: Digest) -> String { "payloads/\(id.hex).age" }

  private static func lot(in path: String, _ prefix: String) -> String? {
    let (bytes, suffix) = (Array(path.utf8), Array(".json".utf8))
    guard bytes.starts(with: prefix.utf8), bytes.count > prefix.utf8.count + suffix.count,
      bytes.suffix(suffix.count).elementsEqual(suffix)
    else { return nil }
    let lot = String(decoding: bytes.dropFirst(prefix.utf8.count).dropLast(suffix.count), as: UTF8.self)
    return isID(lot) ? lot : nil
  }

  private static func digest(in path: String, _ prefix: String, _ suffix: String) -> Digest? {
    let bytes = Array(path.utf8)
    let (before, after) = (Array(prefix.utf8), Array(suffix.utf8))
    guard bytes.count == before.count + 64 + after.count, bytes.starts(with: before),
      bytes.suffix(after.count).elementsEqual(after)
    else { return nil }
    return Digest(hex: String(decoding: bytes[before.count..<(before.count + 64)], as: UTF8.self))
  }
}
