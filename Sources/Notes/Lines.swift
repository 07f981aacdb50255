/// Reads a text's lines in order, naming what it expected where.
struct Lines {
  let type: String
  private let lines: [Substring]
  private var at = 0

  init(_ text: String, type: String) {
    self.type = type
    // By UTF-8 byte: as Characters "\r\n" would be one.
    var parts: [Substring] = []
    var rest = text[...]
    while let newline = rest.first(0x0A) {
      parts.append(rest[..<newline])
      rest = rest[rest.utf8.index(after: newline)...]
    }
    if !rest.isEmpty { parts.append(rest) }
    lines = parts
  }

  func fault(_ expected: String) -> NoteError { .malformed(type: type, line: at, expected: expected) }

  var isAtEnd: Bool { at >= lines.count }

  /// Whether the next line begins with `name` and a blank.
  func nextIs(_ name: String) -> Bool { at < lines.count && lines[at].utf8.starts(with: (name + " ").utf8) }

  mutating func line(_ expected: String) throws(NoteError) -> Substring {
    at += 1
    guard at <= lines.count else { throw fault(expected) }
    return lines[at - 1]
  }

  /// What stands after `name` and one blank.
  mutating func field(_ name: String) throws(NoteError) -> Substring {
    let line = try line(name)
    let letters = line.utf8
    guard letters.starts(with: name.utf8) else { throw fault(name) }
    let blank = letters.index(letters.startIndex, offsetBy: name.utf8.count)
    guard blank < letters.endIndex, letters[blank] == 0x20 else { throw fault(name) }
    return line[letters.index(after: blank)...]
  }

  /// Exactly `count` words after `name`, one blank between them.
  mutating func words(_ name: String, _ count: Int) throws(NoteError) -> [Substring] {
    // By UTF-8 byte: looking for Characters in a line of base64 costs more than all the rest.
    var rest = try field(name)
    var words: [Substring] = []
    words.reserveCapacity(count)
    while let blank = rest.first(0x20) {
      words.append(rest[..<blank])
      rest = rest[rest.utf8.index(after: blank)...]
      guard words.count < count else { throw fault(name) }
    }
    words.append(rest)
    guard words.count == count else { throw fault(name) }
    return words
  }

  mutating func id(_ name: String) throws(NoteError) -> String { try Self.id(try field(name), or: fault(name)) }
  mutating func digest(_ name: String) throws(NoteError) -> Digest { try digest(in: try field(name), name) }
  mutating func number(_ name: String, in range: ClosedRange<Int> = 0...999_999_999_999_999) throws(NoteError) -> Int {
    try number(in: try field(name), name, range)
  }
  mutating func key(_ name: String) throws(NoteError) -> KeyReference { try key(in: try field(name), name) }

  func id(in word: Substring, _ name: String) throws(NoteError) -> String { try Self.id(word, or: fault(name)) }

  func digest(in word: Substring, _ name: String) throws(NoteError) -> Digest {
    guard let digest = Digest(b64: word) else { throw fault(name) }
    return digest
  }

  func key(in word: Substring, _ name: String) throws(NoteError) -> KeyReference {
    guard let key = KeyReference(parsing: word) else { throw fault(name) }
    return key
  }

  func number(
    in word: Substring, _ name: String, _ range: ClosedRange<Int> = 0...999_999_999_999_999
  ) throws(NoteError) -> Int {
    guard let value = decimal(word), range.contains(value) else { throw fault(name) }
    return value
  }

  private static func id(_ word: Substring, or fault: NoteError) throws(NoteError) -> String {
    let id = String(word)
    guard isID(id) else { throw fault }
    return id
  }
}

extension Substring {
  /// Where `byte`, an ASCII letter, stands first. As it lies in memory: every bid's note is read by this, and the
  /// general search steps from index to index.
  func first(_ byte: UInt8) -> Index? {
    guard let offset = utf8.withContiguousStorageIfAvailable({ $0.firstIndex(of: byte) }) else {
      return utf8.firstIndex(of: byte)
    }
    return offset.map { utf8.index(startIndex, offsetBy: $0) }
  }
}

extension String {
  /// Whether both are the same bytes; `==` asks whether they are the same Characters.
  func isByteForByte(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) }
    }?.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }
}

/// A decimal number without leading zero and at most 15 digits, or nil.
public func decimal(_ word: some StringProtocol) -> Int? {
  let digits = word.utf8
  guard (1...15).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  guard digits.count == 1 || digits.first != 0x30 else { return nil }
  return Int(word)
}

/// Ids of tenders, lots, parts, papers: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
public func isID(_ word: String) -> Bool {
  guard let first = word.utf8.first, isLetterOrDigit(first), word.utf8.count <= 64 else { return false }
  return word.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
}
