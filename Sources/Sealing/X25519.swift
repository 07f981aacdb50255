import Crypto
import Notes

/// The X25519 stanza of age: how one file key is wrapped to one recipient.
enum X25519 {
  static let stanzaType = Array("X25519".utf8)
  private static let info = Array("age-encryption.org/v1/X25519".utf8)

  /// The shared secret, or nil when it is zero. swift-crypto leaves that check to its caller, age demands it.
  static func agree(
    _ key: Curve25519.KeyAgreement.PrivateKey, _ point: Curve25519.KeyAgreement.PublicKey
  ) -> SharedSecret? {
    guard let secret = try? key.sharedSecretFromKeyAgreement(with: point) else { return nil }
    let bits = secret.withUnsafeBytes { $0.reduce(0 as UInt8, |) }
    return bits == 0 ? nil : secret
  }

  /// The stanza that carries `fileKey` to `recipient`.
  ///
  /// - Parameter ephemeral: 32 fresh secret bytes, not clamped.
  /// - Throws: `recipientOfLowOrder`; `notAnIdentity` unless `ephemeral` has 32 bytes.
  static func wrap(
    _ fileKey: FileKey, to recipient: AgeRecipient, ephemeral: [UInt8]
  ) throws(AgeError) -> AgeStanza {
    guard let scalar = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: ephemeral) else {
      throw .notAnIdentity
    }
    guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: recipient.bytes),
      let shared = agree(scalar, point)
    else { throw .recipientOfLowOrder }
    let share = Array(scalar.publicKey.rawRepresentation)
    let key = wrapKey(shared, share: share, recipient: recipient)
    guard let body = AEAD.seal(fileKey.bytes, key: key) else { throw .stanzaMalformed }
    return AgeStanza(arguments: [stanzaType, Array(Base64.encode(share, padded: false).utf8)], body: body)
  }

  /// The share of an X25519 stanza.
  ///
  /// - Throws: `stanzaMalformed` unless there is exactly one argument, canonical base64 of 32 bytes, and the body has
  ///   32 bytes: a longer one would let a sender test many keys with one file.
  static func share(of stanza: AgeStanza) throws(AgeError) -> [UInt8] {
    guard stanza.arguments.count == 2 else { throw .stanzaMalformed }
    guard let share = stanza.bytes(ofArgument: 1), share.count == 32 else { throw .stanzaMalformed }
    guard stanza.body.count == 32 else { throw .stanzaMalformed }
    return share
  }

  /// The file key, or nil when the stanza is for somebody else.
  ///
  /// - Throws: `stanzaMalformed`, `shareOfLowOrder`.
  static func unwrap(_ stanza: AgeStanza, with identity: AgeIdentity) throws(AgeError) -> FileKey? {
    let share = try share(of: stanza)
    guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: share) else { throw .stanzaMalformed }
    guard let shared = agree(identity.key, point) else { throw .shareOfLowOrder }
    let key = wrapKey(shared, share: share, recipient: identity.recipient)
    guard let bytes = AEAD.open(stanza.body, key: key) else { return nil }
    return FileKey(bytes)
  }

  private static func wrapKey(_ shared: SharedSecret, share: [UInt8], recipient: AgeRecipient) -> SymmetricKey {
    shared.hkdfDerivedSymmetricKey(
      using: SHA256.self, salt: share + recipient.bytes, sharedInfo: info, outputByteCount: 32)
  }
}
