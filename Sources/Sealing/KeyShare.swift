import Notes

/// One custodian's part of a bid's secret: 32 bytes and the custodian's index.
public struct KeyShare: Sendable, Hashable {
  public static let byteCount = 33

  /// The value, then the index.
  public let bytes: [UInt8]

  /// nil unless there are 33 bytes that do not end in zero.
  public init?(bytes: [UInt8]) {
    guard bytes.count == KeyShare.byteCount, let last = bytes.last, last != 0 else { return nil }
    self.bytes = bytes
  }

  /// From 1.
  public var index: Int { Int(bytes[32]) }

  var value: [UInt8] { Array(bytes[..<32]) }

  /// What the bid's note says of this share: SHA-256("tender-bid/v1 commit\n" || ctx || share).
  public func commitment(context: Digest) -> Digest {
    Digest(of: Array("\(BidNote.type) commit\n".utf8) + context.bytes + bytes)
  }
}

/// Why a custodian does not post a share; the raw value is the reason's name in its note.
public enum ShareFault: String, Error, Hashable, Sendable, CaseIterable {
  /// Not an age file of one X25519 stanza, or not 33 bytes that end in the custodian's index.
  case format
  /// The stanza, the header or the payload does not authenticate.
  case mac
  /// The share is not the one that the bid's note commits to.
  case commit

  public var code: String { "share.\(rawValue)" }
}
