import Notes

/// A `Signature-Input` field in the one spelling that clients use, read in one pass.
///
///     sig=("@method" "@path" "@query" "content-digest");created=1790000000;nonce="…";keyid="…";alg="ed25519";tag="tender"
///
/// Structured fields may be spelt in many ways, and `RequestSignature` takes them all; the general parser, though, costs
/// as much as half a signature check, for every bid. What is not spelt exactly so is not read here at all.
struct UsualSignatureInput {
  let coversBody: Bool
  let createdAt: Int64
  let nonce: String
  let keyID: String
  /// What follows `sig=`, as it is signed.
  let parameters: [UInt8]

  init?(_ field: String) {
    var reader = Reader(rest: Array(field.utf8)[...])
    guard reader.take("sig=") else { return nil }
    let parameters = Array(reader.rest)
    guard reader.take("(\"@method\" \"@path\" \"@query\"") else { return nil }
    coversBody = reader.take(" \"content-digest\"")
    guard reader.take(");created="), let digits = reader.word({ (0x30...0x39).contains($0) }),
      let created = decimal(digits), reader.take(";nonce=\""), let nonce = reader.word(Self.isPlain),
      RequestSignature.nonceBytes.contains(nonce.utf8.count), reader.take("\";keyid=\""),
      let keyID = reader.word(Self.isPlain), reader.take("\";alg=\"ed25519\";tag=\"tender\""), reader.rest.isEmpty
    else { return nil }
    (self.parameters, createdAt, self.nonce, self.keyID) = (parameters, Int64(created), nonce, keyID)
  }

  /// The bytes of `<name>=:<base64>:` alone in a field.
  static func bytes(_ name: String, in field: String) -> [UInt8]? {
    var reader = Reader(rest: Array(field.utf8)[...])
    guard reader.take(name), reader.take("=:"), reader.rest.last == UInt8(ascii: ":") else { return nil }
    return Base64.decode(String(decoding: reader.rest.dropLast(), as: UTF8.self))
  }

  /// Letters that a quoted string holds without escape, as few as keys and nonces need.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x2F, 0x5F: true
    default: false
    }
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// Steps over `word` when it is next.
    mutating func take(_ word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }

    /// The longest run of such letters, if there is any.
    mutating func word(_ belongs: (UInt8) -> Bool) -> String? {
      let run = rest.prefix(while: belongs)
      guard !run.isEmpty else { return nil }
      rest = rest[run.endIndex...]
      return String(decoding: run, as: UTF8.self)
    }
  }
}
