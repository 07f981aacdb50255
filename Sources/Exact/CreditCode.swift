/// A 统一社会信用代码, the 18 characters that name a legal person, both check characters right.
///
/// 1 authority, 2 kind, 3–8 region, 9–17 organisation code with a check of its own, 18 check over all.
///
/// - Source: GB 32100-2015; GB 11714-1997 for the organisation code.
public struct CreditCode: Hashable, Comparable, Sendable, LosslessStringConvertible {
  public let text: String

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes.allSatisfy({ Self.value($0) != nil }),
      bytes[2..<8].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      Self.organisationCheck(Array(bytes[8..<16])) == bytes[16],
      Self.check(Array(bytes[0..<17])) == bytes[17]
    else { return nil }
    self.text = text
  }

  /// The code with its two check characters worked out, or nil when a part does not have its form.
  ///
  ///     CreditCode(authority: "9", kind: "1", region: "411600", organisation: "MA000001") is 91411600MA0000015H
  ///
  /// - Parameters:
  ///   - region: six digits of GB/T 2260; 411600 is Zhoukou.
  ///   - organisation: the first eight characters of the organisation code.
  public init?(authority: Character, kind: Character, region: String, organisation: String) {
    var bytes = Array((String(authority) + String(kind) + region + organisation).utf8)
    guard bytes.count == 16, let inner = Self.organisationCheck(Array(bytes[8..<16])) else { return nil }
    bytes.append(inner)
    guard let outer = Self.check(bytes) else { return nil }
    bytes.append(outer)
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// An invented code of Zhoukou for rehearsals and tests: serials count up inside the region.
  ///
  ///     CreditCode.synthetic(serial: 1) is 91411600MA0000015H
  ///
  /// - Parameter serial: 0 … 999 999; others give nil.
  public static func synthetic(serial: Int, authority: Character = "9", kind: Character = "1") -> CreditCode? {
    guard (0...999_999).contains(serial) else { return nil }
    let digits = String(serial)
    return CreditCode(
      authority: authority, kind: kind, region: "411600",
      organisation: "MA" + String(repeating: "0", count: 6 - digits.utf8.count) + digits)
  }

  public var description: String { text }
  public var region: String { String(text.dropFirst(2).prefix(6)) }

  /// Whether the code is a law firm's, registered with the justice authority (these may act as patent agency too).
  public var isLawFirm: Bool { text.utf8.starts(with: "31".utf8) }

  public static func < (a: CreditCode, b: CreditCode) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// Without I, O, S, V and Z, which are misread.
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  private static func value(_ byte: UInt8) -> Int? { alphabet.firstIndex(of: byte) }

  private static func check(_ first: [UInt8]) -> UInt8? {
    var (sum, weight) = (0, 1)
    for byte in first {
      guard let value = value(byte) else { return nil }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return alphabet[(31 - sum % 31) % 31]
  }

  private static func organisationCheck(_ first: [UInt8]) -> UInt8? {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    guard first.count == weights.count else { return nil }
    var sum = 0
    for (byte, weight) in zip(first, weights) {
      switch byte {
      case 0x30...0x39: sum += Int(byte - 0x30) * weight
      case 0x41...0x5A: sum += Int(byte - 0x41 + 10) * weight
      default: return nil
      }
    }
    switch 11 - sum % 11 {
    case 10: return UInt8(ascii: "X")
    case 11: return UInt8(ascii: "0")
    case let digit: return 0x30 + UInt8(digit)
    }
  }
}
