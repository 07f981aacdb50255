/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
  public let name: String
  public let keyID: [UInt8]
  /// What follows the key id: 64 bytes of Ed25519, or time and signature of a cosignature.
  public let bytes: [UInt8]

  public init(name: String, keyID: [UInt8], bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  public var line: String { "\u{2014} \(name) \(Base64.encode(keyID + bytes))" }
}

/// A text and the signatures below it (c2sp.org/signed-note).
public struct SignedNote: Sendable {
  /// With its final newline.
  public let text: String
  public let signatures: [NoteSignature]
  /// The exact bytes as read, or as they would be written.
  public let bytes: [UInt8]

  /// Our own note types, text and signature together.
  public static let bytesMax = 60_000

  public init(text: String, signatures: [NoteSignature]) {
    self.text = text
    self.signatures = signatures
    bytes = Array((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
  }

  /// - Parameter limit: bytes beyond which nothing is looked at.
  public init(parsing bytes: [UInt8], limit: Int = SignedNote.bytesMax) throws(NoteError) {
    guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count, limit: limit) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), bytes.last == 0x0A else { throw .badText }
    // The signatures stand after the last blank line.
    guard let split = bytes.indices.dropFirst().last(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else {
      throw .badText
    }
    guard split < bytes.count - 1 else { throw .signatureCount(0) }
    let textBytes = bytes[..<split]
    let lines = bytes[(split + 1)..<(bytes.count - 1)].split(separator: 0x0A, omittingEmptySubsequences: false)
    var signatures: [NoteSignature] = []
    for line in lines {
      signatures.append(try Self.signature(String(decoding: line, as: UTF8.self)))
    }
    self.text = String(decoding: textBytes, as: UTF8.self)
    self.signatures = signatures
    self.bytes = bytes
  }

  private static func signature(_ line: String) throws(NoteError) -> NoteSignature {
    let dash = "\u{2014} "
    guard line.utf8.starts(with: dash.utf8) else { throw .badSignatureLine }
    let rest = line[line.utf8.index(line.startIndex, offsetBy: dash.utf8.count)...]
    // No name and no base64 has a blank, so the first one parts them.
    guard let blank = rest.first(0x20) else { throw .badSignatureLine }
    let name = String(rest[..<blank])
    guard KeyReference.isKeyName(name) || isForeignName(name),
      let bytes = Base64.decode(rest[rest.utf8.index(after: blank)...]), bytes.count >= 5
    else { throw .badSignatureLine }
    return NoteSignature(name: name, keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
  }

  /// A name that none of our keys has and another's may; asked second, for it looks every letter up in Unicode's tables.
  private static func isForeignName(_ name: String) -> Bool {
    !name.isEmpty && !name.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" }
  }

  /// SHA-256 of the text: note bytes are malleable, the text is not.
  public var id: Digest { Digest(of: text) }

  /// The only signature's key, as notes name it.
  ///
  /// - Throws: `signatureCount` when there is not exactly one, `badSignatureLine` for a name that is none of ours.
  public func signer() throws(NoteError) -> KeyReference {
    guard signatures.count == 1 else { throw .signatureCount(signatures.count) }
    guard KeyReference.isKeyName(signatures[0].name) else { throw .badSignatureLine }
    return KeyReference(name: signatures[0].name, id: signatures[0].keyID)
  }

  /// That exactly one key signed, that it is `key`, and that its signature holds.
  public func verify(by key: VerifierKey) throws(NoteError) {
    let signer = try signer()
    guard signer == key.reference, key.algorithm == .ed25519 else {
      throw .wrongSigner(expected: key.reference.text, found: signer.text)
    }
    guard key.verifies(signatures[0].bytes, over: text.utf8) else { throw .badSignature(signer.text) }
  }

  /// The text's first line: its type.
  public var type: String { text[...].first(0x0A).map { String(text[..<$0]) } ?? text }
}
