/// An id as notes spell it: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`; `Of` says what it names.
public struct Identifier<Of>: Hashable, Comparable, Sendable, LosslessStringConvertible {
  public let text: String

  public init?(_ text: String) {
    let bytes = text.utf8
    guard (1...64).contains(bytes.count), let first = bytes.first, isAlphanumeric(first),
      bytes.allSatisfy({ isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    self.text = text
  }

  public var description: String { text }

  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  default: false
  }
}

/// A signer as notes name it, `<key name>+<8 hex digits of the key id>`: one public key for ever.
public struct PartyKey: Hashable, Comparable, Sendable, LosslessStringConvertible {
  public let text: String

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes.count <= 137, bytes[bytes.count - 9] == UInt8(ascii: "+"),
      bytes.suffix(8).allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      bytes.dropLast(9).allSatisfy({ isAlphanumeric($0) || [0x2E, 0x5F, 0x2D, 0x2F].contains($0) })
    else { return nil }
    self.text = text
  }

  /// The key name, without the key id.
  public var name: String { String(text.dropLast(9)) }
  public var description: String { text }

  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}
