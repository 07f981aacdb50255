import Canon
import Notes

/// Why a bid is malformed. The first that applies, in this order, is the result's reason.
public enum EnvelopeFault: Error, Hashable, Sendable {
  /// The share line (from 1) that is not what the secret makes.
  case envelope(index: Int)
  /// The payload is no age file with one X25519 stanza that the secret opens.
  case age(AgeError)
  case archive(ArchiveFault)
  /// The plaintext's length is not the padded one, or a byte behind the last member is not zero.
  case padding
  case bid(BidDocumentFault)

  /// The word that stands in `tender-opened/v1`.
  public var reason: String {
    switch self {
    case .envelope: "envelope"
    case .age: "age"
    case .archive: "archive"
    case .padding: "padding"
    case .bid: "bid"
    }
  }

  public var code: String {
    switch self {
    case .envelope, .padding: "malformed.\(reason)"
    case .age(let error): "malformed.age.\(error.code)"
    case .archive(let fault): "malformed.archive.\(fault.code)"
    case .bid(let fault): "malformed.bid.\(fault.code)"
    }
  }
}

/// How an archive breaks the profile; members count from 1.
public enum ArchiveFault: Error, Hashable, Sendable {
  case nameField(member: Int)
  case nameTwice(member: Int)
  case sizeField(member: Int)
  case checksum(member: Int)
  case typeflag(member: Int)
  case magic(member: Int)
  /// linkname, prefix or the last twelve bytes are not zero.
  case fieldNotZero(member: Int)
  /// The zeros that fill a member's last block.
  case dataPadding(member: Int)
  case noMembers
  case tooManyMembers
  /// Data is cut short, or no block of zeros ends the members.
  case cutShort

  public var code: String {
    switch self {
    case .nameField: "nameField"
    case .nameTwice: "nameTwice"
    case .sizeField: "sizeField"
    case .checksum: "checksum"
    case .typeflag: "typeflag"
    case .magic: "magic"
    case .fieldNotZero: "fieldNotZero"
    case .dataPadding: "dataPadding"
    case .noMembers: "noMembers"
    case .tooManyMembers: "tooManyMembers"
    case .cutShort: "cutShort"
    }
  }
}

/// What is wrong with `bid.json`.
public enum BidDocumentFault: Error, Hashable, Sendable {
  /// The first member has another name.
  case notFirst
  /// To be sealed, and longer than the sealing program takes.
  case tooLong(bytesMax: Int)
  /// Not strict JSON; or, when it is to be sealed, more values or a longer text than the sealing program takes.
  case json(JSONError)
  case notAnObject
  /// `tender`, `notice`, `lot`, `part`, `bidder` or `seq` is absent or no string.
  case fieldMissing(String)
  /// One of them differs from the note's line.
  case fieldDiffers(String)
  /// `offer` is absent or no object.
  case offerMissing

  public var code: String {
    switch self {
    case .notFirst: "notFirst"
    case .tooLong: "tooLong"
    case .json(let error): error.code
    case .notAnObject: "notAnObject"
    case .fieldMissing(let name): "fieldMissing.\(name)"
    case .fieldDiffers(let name): "fieldDiffers.\(name)"
    case .offerMissing: "offerMissing"
    }
  }
}

/// Why an envelope or a payload is not opened.
public enum OpenRefusal: Error, Hashable, Sendable {
  /// As many recipients are needed as the note has custodians.
  case recipientCount(given: Int, custodians: Int)
  /// Not enough shares that the note commits to: the bid stays `unopenable`.
  case tooFewShares(valid: Int, threshold: Int)
  /// The payload file has not the length and hash of the note: whoever kept it is at fault, not the bidder.
  case payloadDiffers
  case malformed(EnvelopeFault)

  public var code: String {
    switch self {
    case .recipientCount: "open.recipientCount"
    case .tooFewShares: "open.tooFewShares"
    case .payloadDiffers: "open.payloadDiffers"
    case .malformed(let fault): fault.code
    }
  }
}

/// Why a bid is not sealed.
public enum SealRefusal: Error, Hashable, Sendable {
  case thresholdImpossible(threshold: Int, custodians: Int)
  case recipientCount(given: Int, custodians: Int)
  case age(AgeError)
  /// 1 to 256 members.
  case memberCount(Int)
  /// Not `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
  case memberName(String)
  case memberNameTwice(String)
  /// More than eleven octal digits can say.
  case memberTooLong(String)
  /// The file's length changed while it was sealed.
  case memberChanged(String)
  /// The bidder's own document would be malformed.
  case bidDocument(BidDocumentFault)
  /// The payload file would be longer than the notice allows.
  case payloadTooLong(bytes: Int, bytesMax: Int)
  case file(FileFailure)

  public var code: String {
    switch self {
    case .thresholdImpossible: "seal.thresholdImpossible"
    case .recipientCount: "seal.recipientCount"
    case .age(let error): "seal.\(error.code)"
    case .memberCount: "seal.memberCount"
    case .memberName: "seal.memberName"
    case .memberNameTwice: "seal.memberNameTwice"
    case .memberTooLong: "seal.memberTooLong"
    case .memberChanged: "seal.memberChanged"
    case .bidDocument(let fault): "seal.bidDocument.\(fault.code)"
    case .payloadTooLong: "seal.payloadTooLong"
    case .file: "seal.file"
    }
  }
}
