/// Age files small enough to be held in memory, and the deterministic form that share files need.
public enum Age {
  /// The binary age v1 file of `plaintext` for all `recipients`.
  ///
  /// - Throws: `recipientCount`, `recipientOfLowOrder`.
  public static func encrypt(_ plaintext: [UInt8], to recipients: [AgeRecipient]) throws(AgeError) -> [UInt8] {
    drained(try AgeEncryptor(to: recipients), plaintext)
  }

  /// The plaintext of a file for one of `identities`.
  ///
  /// - Parameter bytesMax: refused beyond this many bytes of plaintext, before they are gathered.
  /// - Throws: any `AgeError` of stages header to payload; nothing is returned of a file that fails anywhere.
  public static func decrypt(
    _ file: [UInt8], with identities: [AgeIdentity], bytesMax: Int
  ) throws(AgeError) -> [UInt8] {
    try gathered(AgeDecryptor(identities: identities), file, bytesMax: bytesMax)
  }

  /// As `decrypt`, for a file that must have exactly one stanza, of type X25519.
  public static func decrypt(
    _ file: [UInt8], onlyStanzaFor identity: AgeIdentity, bytesMax: Int
  ) throws(AgeError) -> [UInt8] {
    try gathered(AgeDecryptor(onlyStanzaFor: identity), file, bytesMax: bytesMax)
  }

  /// The one age file that these inputs make: for whoever derives all of them from a secret.
  ///
  /// - Parameters:
  ///   - fileKey: 16 bytes, for this file alone.
  ///   - ephemeral: 32 secret bytes, not clamped, for this file alone.
  ///   - nonce: 16 bytes.
  /// - Throws: `recipientOfLowOrder`; `stanzaMalformed` or `notAnIdentity` for inputs of other lengths.
  static func deterministic(
    _ plaintext: [UInt8], to recipient: AgeRecipient, fileKey: [UInt8], ephemeral: [UInt8], nonce: [UInt8]
  ) throws(AgeError) -> [UInt8] {
    guard let fileKey = FileKey(fileKey), nonce.count == AgeStream.nonceBytes else { throw .stanzaMalformed }
    let stanza = try X25519.wrap(fileKey, to: recipient, ephemeral: ephemeral)
    return drained(try AgeEncryptor(stanzas: [stanza], fileKey: fileKey, nonce: nonce), plaintext)
  }

  static func drained(_ encryptor: AgeEncryptor, _ plaintext: [UInt8]) -> [UInt8] {
    var encryptor = encryptor
    encryptor.feed(plaintext)
    encryptor.end()
    var file: [UInt8] = []
    var chunk: [UInt8] = []
    while encryptor.next(into: &chunk) { file += chunk }
    return file
  }

  static func gathered(_ decryptor: AgeDecryptor, _ file: [UInt8], bytesMax: Int) throws(AgeError) -> [UInt8] {
    var decryptor = decryptor
    decryptor.feed(file)
    decryptor.end()
    var plaintext: [UInt8] = []
    var chunk: [UInt8] = []
    while try decryptor.next(into: &chunk) {
      guard plaintext.count + chunk.count <= bytesMax else { throw .payloadTooLong(bytesMax: bytesMax) }
      plaintext += chunk
    }
    return plaintext
  }
}
