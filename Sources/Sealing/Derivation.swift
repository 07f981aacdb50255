import Crypto
import Notes

/// Everything that is random in a bid's shares, derived from its secret and its head, so that whoever has the secret
/// makes the same bytes again.
struct Derivation: Sendable {
  enum Label: String, Sendable {
    case coefficient, ephemeral, nonce
    case fileKey = "file-key"
  }

  let pseudorandomKey: SymmetricKey

  /// PRK = HKDF-Extract-SHA256(salt = ctx, ikm = s).
  init(secret: BidSecret, context: Notes.Digest) {
    let code = HKDF<SHA256>.extract(inputKeyMaterial: SymmetricKey(data: secret.bytes), salt: context.bytes)
    pseudorandomKey = code.withUnsafeBytes { SymmetricKey(data: $0) }
  }

  /// D(label, index, count) = HKDF-Expand-SHA256(PRK, "tender-bid/v1 " || label || " " || decimal(index), count).
  func output(_ label: Label, _ index: Int, count: Int) -> [UInt8] {
    let info = Array("\(BidNote.type) \(label.rawValue) \(index)".utf8)
    let key = HKDF<SHA256>.expand(pseudoRandomKey: pseudorandomKey, info: info, outputByteCount: count)
    return key.withUnsafeBytes { Array($0) }
  }
}
