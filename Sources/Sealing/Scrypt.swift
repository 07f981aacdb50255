import Crypto
import CryptoExtras
import Notes

/// The scrypt stanza of age: a file key wrapped by a passphrase.
enum Scrypt {
  private static let saltLabel = Array("age-encryption.org/v1/scrypt".utf8)
  static let saltBytes = 16

  /// - Parameters:
  ///   - passphrase: UTF-8, not empty.
  ///   - workFactor: base two logarithm; memory is 2^workFactor KiB.
  static func wrap(
    _ fileKey: FileKey, passphrase: [UInt8], salt: [UInt8], workFactor: Int
  ) throws(AgeError) -> AgeStanza {
    guard let key = wrapKey(passphrase, salt: salt, workFactor: workFactor),
      let body = AEAD.seal(fileKey.bytes, key: key)
    else { throw .passphraseUnusable }
    let arguments = ["scrypt", Base64.encode(salt, padded: false), "\(workFactor)"].map { Array($0.utf8) }
    return AgeStanza(arguments: arguments, body: body)
  }

  /// The file key, or nil when the passphrase is another.
  ///
  /// - Throws: `scryptStanzaMalformed`, `passphraseUnusable`; `workFactorTooHigh` before any memory is taken.
  static func unwrap(
    _ stanza: AgeStanza, passphrase: [UInt8], workFactorMax: Int
  ) throws(AgeError) -> FileKey? {
    guard stanza.arguments.count == 3 else { throw .scryptStanzaMalformed }
    guard let salt = stanza.bytes(ofArgument: 1), salt.count == saltBytes else {
      throw .scryptStanzaMalformed
    }
    let digits = stanza.arguments[2]
    guard let first = digits.first, first != UInt8(ascii: "0") else { throw .scryptStanzaMalformed }
    guard digits.allSatisfy({ UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }) else {
      throw .scryptStanzaMalformed
    }
    // More digits than any sane factor has are too high, whatever they say.
    guard digits.count <= 3 else { throw .workFactorTooHigh(given: .max, max: workFactorMax) }
    let workFactor = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    guard workFactor <= workFactorMax else { throw .workFactorTooHigh(given: workFactor, max: workFactorMax) }
    guard stanza.body.count == 32 else { throw .scryptStanzaMalformed }
    guard let key = wrapKey(passphrase, salt: salt, workFactor: workFactor) else { throw .passphraseUnusable }
    guard let bytes = AEAD.open(stanza.body, key: key) else { return nil }
    return FileKey(bytes)
  }

  /// nil for an empty passphrase, or when the memory cannot be had.
  private static func wrapKey(_ passphrase: [UInt8], salt: [UInt8], workFactor: Int) -> SymmetricKey? {
    guard !passphrase.isEmpty, (1...30).contains(workFactor) else { return nil }
    return try? KDF.Scrypt.deriveKey(
      from: passphrase, salt: saltLabel + salt, outputByteCount: 32, rounds: 1 << workFactor, blockSize: 8,
      parallelism: 1)
  }
}
