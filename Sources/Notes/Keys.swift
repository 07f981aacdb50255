import Crypto

/// A public key that checks notes: a *vkey*, `<name>+<8 hex key id>+<b64 of algorithm byte and key>`.
///
/// - Source: c2sp.org/signed-note; algorithm 1 is Ed25519, 4 is a timestamped Ed25519 cosignature.
public struct VerifierKey: Hashable, Sendable {
  public enum Algorithm: UInt8, Sendable {
    case ed25519 = 1
    case cosignature = 4
  }

  public let name: String
  public let id: [UInt8]
  public let algorithm: Algorithm
  public let publicKey: [UInt8]

  /// - Throws: `NoteError.badKey` for a malformed name, a non-canonical or low-order point, or a wrong length.
  public init(name: String, publicKey: [UInt8], algorithm: Algorithm = .ed25519) throws(NoteError) {
    // Witnesses are other people's: their names are as the signed-note specification has them.
    guard algorithm == .cosignature ? KeyReference.isNoteName(name) : KeyReference.isKeyName(name) else {
      throw .badKey(.name)
    }
    guard publicKey.count == 32, Ed25519Point.isAcceptable(publicKey) else { throw .badKey(.point) }
    self.name = name
    self.publicKey = publicKey
    self.algorithm = algorithm
    id = Array(Digest(of: Array(name.utf8) + [0x0A, algorithm.rawValue] + publicKey).bytes.prefix(4))
  }

  /// - Throws: `NoteError.badKey` when the text is no vkey or its id is not that of its name and key.
  public init(parsing text: some StringProtocol) throws(NoteError) {
    // The key part is base64 and may hold "+", so only the first two separate.
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let key = Base64.decode(parts[2]), let first = key.first,
      let algorithm = Algorithm(rawValue: first)
    else { throw .badKey(.form) }
    try self.init(name: String(parts[0]), publicKey: Array(key.dropFirst()), algorithm: algorithm)
    guard Hex.decode(parts[1]) == id else { throw .badKey(.id) }
  }

  public var text: String { "\(name)+\(Hex.encode(id))+\(Base64.encode([algorithm.rawValue] + publicKey))" }

  /// `<name>+<8 hex>`: how notes name this key.
  public var reference: KeyReference { KeyReference(name: name, id: id) }

  /// Whether `signature` (64 bytes) is this key's over `message`, by RFC 8032 without cofactor.
  public func verifies(_ signature: [UInt8], over message: some Sequence<UInt8>) -> Bool {
    guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: Array(message))
  }
}

/// `<key name>+<8 hex digits of key id>`: stands for one public key for ever.
public struct KeyReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let name: String
  public let id: [UInt8]

  init(name: String, id: [UInt8]) {
    self.name = name
    self.id = id
  }

  public init?(parsing text: some StringProtocol) {
    // By byte and not by Character: every request names a key.
    let letters = String(text)[...]
    guard let plus = letters.first(0x2B) else { return nil }
    let name = String(letters[..<plus])
    guard Self.isKeyName(name), let id = Hex.decode(letters[letters.utf8.index(after: plus)...]), id.count == 4 else {
      return nil
    }
    self.init(name: name, id: id)
  }

  public var text: String { "\(name)+\(Hex.encode(id))" }
  public var description: String { text }
  public static func < (a: KeyReference, b: KeyReference) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// What c2sp.org/signed-note lets a key be called: no white space, no control character, no "+"; 1 to 1024 bytes.
  static func isNoteName(_ name: String) -> Bool {
    (1...1024).contains(name.utf8.count)
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
  }

  /// 1 to 128 bytes of `[A-Za-z0-9._/-]`.
  public static func isKeyName(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count)
      && name.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2F || $0 == 0x2D }
  }
}

/// A private Ed25519 key with a name: a signed-note key line, `PRIVATE+KEY+<name>+<8 hex>+<b64 of 1 and the seed>`.
public struct SigningKey: Sendable {
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// - Parameter seed: 32 bytes; fresh random ones when absent.
  /// - Throws: `NoteError.badKey` for a malformed name or a seed of another length.
  public init(name: String, seed: [UInt8]? = nil) throws(NoteError) {
    if let seed {
      guard let made = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .badKey(.form) }
      key = made
    } else {
      key = Curve25519.Signing.PrivateKey()
    }
    verifier = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  public init(parsing line: some StringProtocol) throws(NoteError) {
    let prefix = "PRIVATE+KEY+"
    guard line.utf8.starts(with: prefix.utf8) else { throw .badKey(.form) }
    let parts = line.dropFirst(prefix.count).split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.decode(parts[2]), bytes.count == 33, bytes[0] == 1 else {
      throw .badKey(.form)
    }
    try self.init(name: String(parts[0]), seed: Array(bytes.dropFirst()))
    guard Hex.decode(parts[1]) == verifier.id else { throw .badKey(.id) }
  }

  public var name: String { verifier.name }
  public var seed: [UInt8] { Array(key.rawRepresentation) }
  /// The line of a key file, without a newline. A secret.
  public var line: String {
    "PRIVATE+KEY+\(name)+\(Hex.encode(verifier.id))+\(Base64.encode([1] + seed))"
  }

  /// A raw Ed25519 signature, 64 bytes. BoringSSL signs as RFC 8032 says: the same message gives the same signature.
  public func signature(over message: some Sequence<UInt8>) -> [UInt8] {
    // Signing fails only when the library cannot run at all.
    guard let made = try? key.signature(for: Array(message)) else { preconditionFailure("Ed25519 signing failed") }
    return Array(made)
  }

  /// `text` (ended by a newline) as a note signed by this key.
  public func sign(_ text: String) -> SignedNote {
    SignedNote(
      text: text,
      signatures: [
        NoteSignature(name: name, keyID: verifier.id, bytes: signature(over: Array(text.utf8)))
      ])
  }
}

/// Which 32 bytes are a public key worth trusting.
enum Ed25519Point {
  /// The y coordinates of points whose order divides 8: a signature under them proves nothing.
  private static let lowOrder: Set<[UInt8]> = Set(
    [
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ].compactMap { Hex.decode($0) })

  /// True for a canonical y (below 2^255 − 19) that is not one of low order. That it lies on the curve is not computed
  /// here: no signature verifies under one that does not, and every key enters with a signature of its own.
  static func isAcceptable(_ encoded: [UInt8]) -> Bool {
    guard encoded.count == 32 else { return false }
    var y = encoded
    y[31] &= 0x7F
    return isBelowPrime(y) && !lowOrder.contains(y)
  }

  private static func isBelowPrime(_ y: [UInt8]) -> Bool {
    guard y[31] == 0x7F, y[1..<31].allSatisfy({ $0 == 0xFF }) else { return true }
    return y[0] < 0xED
  }
}

func isLetterOrDigit(_ c: UInt8) -> Bool {
  (0x30...0x39).contains(c) || (0x41...0x5A).contains(c) || (0x61...0x7A).contains(c)
}
