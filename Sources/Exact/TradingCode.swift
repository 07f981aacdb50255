/// A 统一交易标识码 of public-resource trading: credit code (18), date (8), serial (6), check (1).
///
/// - Source: the check is ISO 7064 MOD 37-2 over category and the 32 characters; 待核实.
public struct TradingCode: Hashable, Sendable, LosslessStringConvertible {
  public let text: String

  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 33, bytes[18..<32].allSatisfy({ (0x30...0x39).contains($0) }),
      CreditCode(String(decoding: bytes[0..<18], as: UTF8.self)) != nil,
      Self.check(bytes[0..<32]) == bytes[32]
    else { return nil }
    self.text = text
  }

  /// The code with its check worked out.
  ///
  /// - Parameters:
  ///   - date: eight digits, such as 20261122.
  ///   - serial: 0 … 999 999.
  public init?(creditCode: CreditCode, date: Int, serial: Int) {
    guard (19_000_101...99_991_231).contains(date), (0...999_999).contains(serial) else { return nil }
    let digits = String(serial)
    let body = creditCode.text + String(date) + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    guard let check = Self.check(Array(body.utf8)[...]) else { return nil }
    self.init(body + String(Character(Unicode.Scalar(check))))
  }

  public var description: String { text }

  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*".utf8)

  /// ISO 7064 MOD 37-2: the check that makes the weighted sum 1 modulo 37; nil for a character outside 0–9 A–Z.
  ///
  ///     check("G123489654321") is "Y"
  public static func check(_ text: some Sequence<UInt8>) -> UInt8? {
    var sum = 0
    for byte in text {
      guard let value = alphabet.firstIndex(of: byte), value < 36 else { return nil }
      sum = (sum + value) * 2 % 37
    }
    return alphabet[(38 - sum) % 37]
  }
}
