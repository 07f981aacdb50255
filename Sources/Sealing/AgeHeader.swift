import Notes

/// One recipient stanza: its arguments (the first is its type) and the decoded body.
public struct AgeStanza: Hashable, Sendable {
  public let arguments: [[UInt8]]
  public let body: [UInt8]

  /// The type as text; stanza arguments are visible ASCII.
  public var type: String { String(decoding: arguments.first ?? [], as: UTF8.self) }

  func isOfType(_ name: String) -> Bool { arguments.first?.elementsEqual(name.utf8) ?? false }

  /// An argument that is canonical base64 without padding, decoded.
  func bytes(ofArgument index: Int) -> [UInt8]? {
    Base64.decode(String(decoding: arguments[index], as: UTF8.self), padded: false)
  }

  /// The stanza's lines: the body in 64 columns, always ended by a line shorter than that, which may be empty.
  var printed: [UInt8] {
    var out = Array("->".utf8)
    for argument in arguments { out += [UInt8(ascii: " ")] + argument }
    out.append(UInt8(ascii: "\n"))
    let text = Array(Base64.encode(body, padded: false).utf8)
    for start in stride(from: 0, through: text.count, by: AgeHeader.columns) {
      out += text[start..<min(start + AgeHeader.columns, text.count)] + [UInt8(ascii: "\n")]
    }
    return out
  }
}

/// The textual header of an age v1 file.
struct AgeHeader: Hashable, Sendable {
  static let intro = Array("age-encryption.org/v1".utf8)
  static let columns = 64

  let stanzas: [AgeStanza]
  /// The header's own bytes up to and including `---`: the MAC covers what was read, never what was understood.
  let authenticated: [UInt8]
  let mac: [UInt8]

  /// The bytes of a header that wraps `fileKey` in `stanzas`, its MAC line included.
  static func printed(_ stanzas: [AgeStanza], fileKey: FileKey) -> [UInt8] {
    var out = intro + [UInt8(ascii: "\n")]
    for stanza in stanzas { out += stanza.printed }
    out += Array("---".utf8)
    return out + [UInt8(ascii: " ")] + Base64.encode(fileKey.headerMAC(out), padded: false).utf8 + [UInt8(ascii: "\n")]
  }
}

/// Reads a header line by line; the caller bounds how many bytes it gives.
struct AgeHeaderReader: Sendable {
  private var stanzas: [AgeStanza] = []
  private var authenticated: [UInt8] = []
  private var arguments: [[UInt8]] = []
  private var body: [UInt8] = []
  private var place = Place.intro
  private var lineNumber = 0

  private enum Place { case intro, beforeStanza, body }

  /// Takes one line without its line feed; the header when this was its last line.
  ///
  /// - Throws: `headerMalformed`.
  mutating func take(_ line: ArraySlice<UInt8>) throws(AgeError) -> AgeHeader? {
    lineNumber += 1
    switch place {
    case .intro:
      guard line.elementsEqual(AgeHeader.intro) else { throw malformed }
      place = .beforeStanza
    case .body:
      guard line.count <= AgeHeader.columns, let bytes = unpadded(line) else { throw malformed }
      body += bytes
      if line.count < AgeHeader.columns {
        stanzas.append(AgeStanza(arguments: arguments, body: body))
        place = .beforeStanza
      }
    case .beforeStanza:
      if line.starts(with: Array("---".utf8)) { return try end(line) }
      guard line.starts(with: Array("-> ".utf8)) else { throw malformed }
      arguments = line.dropFirst(3)
        .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Array($0) }
      guard arguments.allSatisfy({ !$0.isEmpty }) else { throw malformed }
      guard arguments.allSatisfy({ $0.allSatisfy { 0x21 <= $0 && $0 <= 0x7e } }) else { throw malformed }
      body = []
      place = .body
    }
    authenticated += line
    authenticated.append(UInt8(ascii: "\n"))
    return nil
  }

  private func end(_ line: ArraySlice<UInt8>) throws(AgeError) -> AgeHeader {
    guard !stanzas.isEmpty, line.count == 4 + 43 else { throw malformed }
    guard line.starts(with: Array("--- ".utf8)) else { throw malformed }
    guard let mac = unpadded(line.dropFirst(4)), mac.count == 32 else { throw malformed }
    return AgeHeader(stanzas: stanzas, authenticated: authenticated + Array("---".utf8), mac: mac)
  }

  private func unpadded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    Base64.decode(String(decoding: text, as: UTF8.self), padded: false)
  }

  private var malformed: AgeError { .headerMalformed(line: lineNumber) }
}
