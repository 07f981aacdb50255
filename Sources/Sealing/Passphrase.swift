/// Small secrets under a passphrase: an age file with exactly one scrypt stanza, as `age -p` writes and reads it.
///
/// Signing keys are kept so. The passphrase's bytes are taken as they come: no normalisation, no trimming.
public enum Passphrase {
  /// Base two logarithm of scrypt's work: 256 MiB of memory and about a second, as the age program takes.
  public static let workFactor = 18
  /// A file that asks for more than 1 GiB is refused before any memory is taken.
  public static let workFactorMax = 20
  /// A file that is longer is refused; keys have some hundred bytes.
  public static let fileBytesMax = 1 << 16

  /// Whether `file` begins as a binary age file does, and so wants a passphrase before it is a key.
  public static func isWrapped(_ file: [UInt8]) -> Bool {
    file.starts(with: AgeHeader.intro + [UInt8(ascii: "\n")])
  }

  /// The age file of `plaintext` under `passphrase`, with fresh salt and file key.
  ///
  /// - Parameter workFactor: 1 … `workFactorMax`; memory is 2^workFactor KiB.
  /// - Throws: `passphraseUnusable` when it is empty or its memory cannot be had; `workFactorTooHigh`.
  public static func wrap(
    _ plaintext: [UInt8], passphrase: String, workFactor: Int = workFactor
  ) throws(AgeError) -> [UInt8] {
    guard workFactor <= workFactorMax else { throw .workFactorTooHigh(given: workFactor, max: workFactorMax) }
    let fileKey = FileKey.random()
    let stanza = try Scrypt.wrap(
      fileKey, passphrase: Array(passphrase.utf8), salt: randomBytes(Scrypt.saltBytes), workFactor: workFactor)
    let nonce = randomBytes(AgeStream.nonceBytes)
    return Age.drained(try AgeEncryptor(stanzas: [stanza], fileKey: fileKey, nonce: nonce), plaintext)
  }

  /// The plaintext of a file that `wrap` or `age -p` made.
  ///
  /// - Throws: `notOneStanza` for a file without passphrase, `noMatch` for another passphrase, `passphraseUnusable`,
  ///   `workFactorTooHigh`, and whatever else makes it no such file.
  public static func unwrap(_ file: [UInt8], passphrase: String) throws(AgeError) -> [UInt8] {
    guard file.count <= fileBytesMax else { throw .payloadTooLong(bytesMax: fileBytesMax) }
    let decryptor = AgeDecryptor(
      unlocking: .passphrase(Array(passphrase.utf8), workFactorMax: workFactorMax), headerBytesMax: fileBytesMax)
    return try Age.gathered(decryptor, file, bytesMax: fileBytesMax)
  }
}
