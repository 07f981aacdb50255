/// What every typed note text can do.
///
/// A value prints its text; a text is accepted when it parses and prints the same bytes again.
public protocol NoteBody: Sendable {
  /// The first line, `tender-…/v1`.
  static var type: String { get }
  /// The tender it speaks of.
  var tender: String { get }
  /// The lines after the first, without newlines.
  var lines: [String] { get }
  /// For `parse` only: reads the lines after the first.
  init(reading lines: inout NoteLines) throws(NoteError)
}

/// The reader that `NoteBody` types are made from.
public struct NoteLines {
  var inner: Lines
}

extension NoteBody {
  public var text: String { ([Self.type] + lines).joined(separator: "\n") + "\n" }

  /// The value that `text` writes.
  ///
  /// - Throws: `unknownType` when the first line is another type's, `malformed` at the first line that is not as the
  ///   protocol has it.
  public init(parsing text: String) throws(NoteError) {
    var reader = NoteLines(inner: Lines(text, type: Self.type))
    let first = try reader.inner.line("type")
    guard first.utf8.elementsEqual(Self.type.utf8) else { throw .unknownType(String(first.prefix(80))) }
    self = try Self(reading: &reader)
    guard reader.inner.isAtEnd else {
      _ = try reader.inner.line("end")
      throw reader.inner.fault("end")
    }
    guard self.text.isByteForByte(text) else { throw reader.inner.fault("canonical form") }
  }

  public init(_ note: SignedNote) throws(NoteError) { try self.init(parsing: note.text) }
}

/// The last line of a note that goes with a list: `list <lines> <bytes> <b64 SHA-256>`.
public struct ListLine: Hashable, Sendable {
  public let lines: Int
  public let bytes: Int
  public let digest: Digest

  /// The line for these list lines (without newlines).
  public init(of entries: [String]) {
    let text = Self.text(of: entries)
    lines = entries.count
    bytes = text.utf8.count
    digest = Digest(of: text)
  }

  public static func text(of entries: [String]) -> String { entries.map { $0 + "\n" }.joined() }

  /// The list's lines, after checking that `text` is the one that the note names.
  ///
  /// - Throws: `listDiffers`.
  public func entries(in text: [UInt8]) throws(NoteError) -> [String] {
    guard text.count == bytes, Digest(of: text) == digest, let string = String(validating: text, as: UTF8.self) else {
      throw .listDiffers
    }
    var entries: [String] = []
    var rest = string[...]
    while let newline = rest.utf8.firstIndex(of: 0x0A) {
      entries.append(String(rest[..<newline]))
      rest = rest[rest.utf8.index(after: newline)...]
    }
    guard rest.isEmpty, entries.count == lines else { throw .listDiffers }
    return entries
  }

  var line: String { "list \(lines) \(bytes) \(digest.b64)" }

  init(reading lines: inout Lines) throws(NoteError) {
    let words = try lines.words("list", 3)
    self.lines = try lines.number(in: words[0], "list")
    bytes = try lines.number(in: words[1], "list")
    digest = try lines.digest(in: words[2], "list")
  }
}
