import Canon
import Notes

/// One bundle being checked: what it is read from, what has been found so far, what has been proved so far.
struct Inspection: Sendable {
  let bundle: any BundleSource
  /// A folder of trust files that is not the bundle's own; nil when the bundle vouches for itself.
  let trust: (any BundleSource)?
  var report = Report()
  var dossier = Dossier()
  var shareNoteCount = 0
  /// Ends after the family of the first failure.
  var stopsAtFailure = false
  /// How many pieces of work are under way at once.
  var width = 8

  /// The longest list that is read into memory, and the longest JSON file: its tree takes many times its bytes.
  static let textBytesMax = 64 << 20
  static let jsonBytesMax = 32 << 20

  init(bundle: any BundleSource, trust: (any BundleSource)?) {
    self.bundle = bundle
    self.trust = trust
  }

  /// The file's bytes, or a failure of `check` and nil.
  mutating func read(_ path: String, limit: Int = Inspection.textBytesMax, _ check: Check) -> [UInt8]? {
    do {
      return try bundle.read(path, limit: limit)
    } catch {
      report.fail(check, path, zh: error.zh, en: error.en)
      return nil
    }
  }

  /// The JSON of a file, or a failure of `check` and nil.
  mutating func json(_ path: String, _ check: Check) -> (value: JSON, bytes: [UInt8])? {
    guard let bytes = read(path, limit: Self.jsonBytesMax, check) else { return nil }
    guard let value = try? JSON.parse(bytes) else {
      report.fail(check, path, zh: "\(path) 不是合格的 JSON", en: "\(path) is not proper JSON")
      return nil
    }
    return (value, bytes)
  }
}
