/// A SHA-256: the name of a note, a file or a JSON value.
public struct Fingerprint: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let words: SIMD4<UInt64>

  /// The 32 bytes given, or nil for another number of them.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD4<UInt64>()
    var i = 0
    for byte in bytes {
      words[i / 8] = words[i / 8] << 8 | UInt64(byte)
      i += 1
    }
    self.words = words
  }

  /// The same for bytes in an array, which is what the hot path has.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.words = bytes.withUnsafeBytes { raw in
      SIMD4(
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
    }
  }

  /// The first 32 bytes of a digest, which a SHA-256 has exactly; a shorter one is filled with zeros.
  public init(digest: some Sequence<UInt8>) {
    var words = SIMD4<UInt64>()
    for (i, byte) in digest.prefix(32).enumerated() { words[i / 8] |= UInt64(byte) << UInt64(56 - i % 8 * 8) }
    self.words = words
  }

  /// 64 lower-case hex digits.
  public init?(hex: String) {
    var nibbles: [UInt8] = []
    for byte in hex.utf8.prefix(65) {
      switch byte {
      case 0x30...0x39: nibbles.append(byte - 0x30)
      case 0x61...0x66: nibbles.append(byte - 0x61 + 10)
      default: return nil
      }
    }
    guard nibbles.count == 64 else { return nil }
    self.init((0..<32).map { nibbles[$0 * 2] << 4 | nibbles[$0 * 2 + 1] })
  }

  /// 44 characters of standard, padded, canonical base64.
  public init?(base64: String) {
    let text = Array(base64.utf8.prefix(45))
    guard text.count == 44, text[43] == UInt8(ascii: "=") else { return nil }
    var (bits, pending, bytes): (UInt32, Int, [UInt8]) = (0, 0, [])
    for byte in text[0..<43] {
      guard let value = Self.base64Alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      pending += 6
      if pending >= 8 {
        pending -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(pending)))
        bits &= (1 << UInt32(pending)) - 1
      }
    }
    // The two bits left over must be zero, or the same value would have several spellings.
    guard bits == 0 else { return nil }
    self.init(bytes)
  }

  private static let base64Alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - $0 % 8 * 8)) }
  }

  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  public var base64: String {
    var out: [UInt8] = []
    let padded = bytes + [0]
    for i in stride(from: 0, to: 33, by: 3) {
      let group = UInt32(padded[i]) << 16 | UInt32(padded[i + 1]) << 8 | UInt32(padded[i + 2])
      for shift in [18, 12, 6, 0] as [UInt32] { out.append(Self.base64Alphabet[Int(group >> shift & 63)]) }
    }
    out[43] = UInt8(ascii: "=")
    return String(decoding: out, as: UTF8.self)
  }

  /// The base64 form, as it stands in notes.
  public var description: String { base64 }

  /// In the order of the bytes.
  public static func < (a: Self, b: Self) -> Bool {
    for i in 0..<4 where a.words[i] != b.words[i] { return a.words[i] < b.words[i] }
    return false
  }
}
