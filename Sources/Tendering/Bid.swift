/// One sealed bid for one part of one lot.
public enum Bid {
  /// The id of its note.
  public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let fingerprint: Fingerprint

    public init(_ fingerprint: Fingerprint) { self.fingerprint = fingerprint }

    public init?(hex: String) {
      guard let fingerprint = Fingerprint(hex: hex) else { return nil }
      self.fingerprint = fingerprint
    }

    public init?(base64: String) {
      guard let fingerprint = Fingerprint(base64: base64) else { return nil }
      self.fingerprint = fingerprint
    }

    public var hex: String { fingerprint.hex }
    public var base64: String { fingerprint.base64 }
    public var description: String { base64 }

    public static func < (a: ID, b: ID) -> Bool { a.fingerprint < b.fingerprint }
  }

  /// What became of a bid note, as the rehearsal's own files tell it.
  public enum Fate: String, Hashable, Sendable, CaseIterable {
    case opened, replaced, withdrawn, late, neverOpened
  }

  /// What an opening made of a bid.
  public enum OpeningResult: Hashable, Sendable {
    case opened
    case malformed(MalformedReason)
    case unopenable
  }

  public enum MalformedReason: String, Hashable, Sendable, CaseIterable {
    case envelope, age, archive, padding, bid
  }
}
