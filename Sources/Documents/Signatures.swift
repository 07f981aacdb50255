import Canon

/// Who signs a paper, and with what.
///
/// A `tender-record` note signs the hashes of a paper, so the edition that is signed cannot carry the note's id: print
/// it with signers whose `noteID` is nil, have it signed, then print the signed edition with ids and `signedText`.
public struct PaperSigning: Sendable, Hashable, Fact {
  public var signers: [PaperSigner]
  /// The hashes that the notes sign; nil in the edition that is to be signed.
  public var signedText: SignedText?

  public init(signers: [PaperSigner], signedText: SignedText? = nil) {
    self.signers = signers
    self.signedText = signedText
  }

  var json: JSON { object(["signers": signers.fact, "signedText": signedText.fact]) }
}

/// One signature on a paper, made or awaited.
public struct PaperSigner: Sendable, Hashable, Fact {
  /// The signer's place: 甲方, 乙方, 采购人, 主持人 …
  public var role: String
  /// The organisation's or person's name.
  public var name: String
  /// The key name and id with which the signature is made, `<key name>+<8 hex>`.
  public var key: String
  /// The id of the signer's `tender-record` note, base64; nil while the signature is awaited.
  public var noteID: String?
  public var signedAt: PaperMoment?

  public init(role: String, name: String, key: String, noteID: String? = nil, signedAt: PaperMoment? = nil) {
    self.role = role
    self.name = name
    self.key = key
    self.noteID = noteID
    self.signedAt = signedAt
  }

  var json: JSON {
    object([
      "role": .string(role), "name": .string(name), "key": .string(key), "note": noteID.fact,
      "signedAt": signedAt.fact,
    ])
  }
}

/// The edition that the parties' notes sign.
public struct SignedText: Sendable, Hashable, Fact {
  /// SHA-256 of the facts' RFC 8785 form and of the PDF, base64.
  public var jsonSHA256, pdfSHA256: String

  public init(jsonSHA256: String, pdfSHA256: String) {
    self.jsonSHA256 = jsonSHA256
    self.pdfSHA256 = pdfSHA256
  }

  var json: JSON { object(["json": .string(jsonSHA256), "pdf": .string(pdfSHA256)]) }
}
