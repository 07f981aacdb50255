import Crypto

/// Whom an age file is encrypted to: a canonical X25519 coordinate that is not of low order.
public struct AgeRecipient: Hashable, Sendable {
  /// 32 bytes, little-endian, below 2^255 − 19.
  public let bytes: [UInt8]

  /// The recipient written as lower-case Bech32, `age1…`.
  ///
  /// - Throws: `notARecipient`, `postQuantumKey`, `pluginKey`, `recipientNotCanonical`, `recipientOfLowOrder`.
  public init(parsing text: some Collection<UInt8>) throws(AgeError) {
    let text = Array(text)
    // 62 characters is what 32 bytes take; nothing longer is decoded.
    guard text.count == 62, let bytes = Bech32.decode(text, prefix: "age") else {
      throw AgeRecipient.refusal(of: text)
    }
    try self.init(bytes: bytes)
  }

  public init(parsing text: String) throws(AgeError) { try self.init(parsing: Array(text.utf8)) }

  /// - Parameter bytes: a coordinate, little-endian.
  /// - Throws: `notARecipient` unless there are 32 bytes, `recipientNotCanonical`, `recipientOfLowOrder`.
  public init(bytes: [UInt8]) throws(AgeError) {
    guard bytes.count == 32 else { throw .notARecipient }
    guard AgeRecipient.isCanonical(bytes) else { throw .recipientNotCanonical }
    guard AgeRecipient.hasLargeOrder(bytes) else { throw .recipientOfLowOrder }
    self.bytes = bytes
  }

  /// A coordinate that was computed here from a secret: neither of low order nor out of range.
  init(computed bytes: [UInt8]) { self.bytes = bytes }

  /// `age1…`
  public var text: String { String(decoding: Bech32.encode(bytes, prefix: "age"), as: UTF8.self) }

  /// Below 2^255 − 19: the prime's bytes are ed ff … ff 7f.
  private static func isCanonical(_ bytes: [UInt8]) -> Bool {
    guard bytes[31] <= 0x7f else { return false }
    guard bytes[31] == 0x7f, bytes[1..<31].allSatisfy({ $0 == 0xff }) else { return true }
    return bytes[0] < 0xed
  }

  /// Every scalar is made a multiple of the cofactor, so one scalar decides for all of them.
  private static func hasLargeOrder(_ bytes: [UInt8]) -> Bool {
    guard let scalar = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](repeating: 0x55, count: 32)),
      let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes)
    else { return false }
    return X25519.agree(scalar, point) != nil
  }

  private static func refusal(of text: [UInt8]) -> AgeError {
    if text.starts(with: Array("age1pq1".utf8)) || text.starts(with: Array("age1tagpq1".utf8)) {
      return .postQuantumKey
    }
    // A plugin's name stands between two separators; `1` is no character of the data.
    if text.starts(with: Array("age1".utf8)), text.dropFirst(4).contains(UInt8(ascii: "1")) { return .pluginKey }
    return .notARecipient
  }
}

/// Who can open an age file: 32 secret bytes, kept as they are and clamped only inside the agreement.
public struct AgeIdentity: Sendable {
  let key: Curve25519.KeyAgreement.PrivateKey
  public let recipient: AgeRecipient
  /// The secret itself, 32 bytes, not clamped.
  public let secret: [UInt8]

  /// A fresh identity from the system's random source.
  public init() {
    let key = Curve25519.KeyAgreement.PrivateKey()
    self.key = key
    secret = Array(key.rawRepresentation)
    recipient = AgeRecipient(computed: Array(key.publicKey.rawRepresentation))
  }

  /// - Throws: `notAnIdentity` unless there are 32 bytes.
  public init(secret: [UInt8]) throws(AgeError) {
    guard secret.count == 32, let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret) else {
      throw .notAnIdentity
    }
    self.key = key
    self.secret = secret
    recipient = AgeRecipient(computed: Array(key.publicKey.rawRepresentation))
  }

  /// The identity written as upper-case Bech32, `AGE-SECRET-KEY-1…`.
  ///
  /// - Throws: `notAnIdentity`, `postQuantumKey`, `pluginKey`.
  public init(parsing text: some Collection<UInt8>) throws(AgeError) {
    let text = Array(text)
    if text.starts(with: Array("AGE-SECRET-KEY-PQ-1".utf8)) { throw .postQuantumKey }
    if text.starts(with: Array("AGE-PLUGIN-".utf8)) { throw .pluginKey }
    guard text.count == 74 else { throw .notAnIdentity }
    guard !text.contains(where: { UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") }) else { throw .notAnIdentity }
    let folded = text.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    guard let secret = Bech32.decode(folded, prefix: "age-secret-key-") else { throw .notAnIdentity }
    try self.init(secret: secret)
  }

  public init(parsing text: String) throws(AgeError) { try self.init(parsing: Array(text.utf8)) }

  /// `AGE-SECRET-KEY-1…`, the secret in clear.
  public var text: String {
    let upper = Bech32.encode(secret, prefix: "age-secret-key-").map {
      UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") ? $0 & 0xdf : $0
    }
    return String(decoding: upper, as: UTF8.self)
  }
}
