/// Standard base64 with padding, canonical: one text for each byte string (RFC 4648 section 4).
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()

  /// `unpaddedLength` aside, four letters for each three bytes.
  public static func encode(_ bytes: some Collection<UInt8>, padded: Bool = true) -> String {
    let input = Array(bytes)
    var out: [UInt8] = []
    out.reserveCapacity((input.count + 2) / 3 * 4)
    var i = 0
    while i < input.count {
      let left = input.count - i
      let a = UInt32(input[i])
      let b = left > 1 ? UInt32(input[i + 1]) : 0
      let c = left > 2 ? UInt32(input[i + 2]) : 0
      let group = a << 16 | b << 8 | c
      out.append(alphabet[Int(group >> 18)])
      out.append(alphabet[Int(group >> 12 & 63)])
      if left > 1 { out.append(alphabet[Int(group >> 6 & 63)]) } else if padded { out.append(0x3D) }
      if left > 2 { out.append(alphabet[Int(group & 63)]) } else if padded { out.append(0x3D) }
      i += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes, or nil when `text` is not the one canonical form of any.
  public static func decode(_ text: some StringProtocol, padded: Bool = true) -> [UInt8]? {
    var letters = Array(text.utf8)
    if padded {
      guard letters.count % 4 == 0 else { return nil }
      if letters.last == 0x3D { letters.removeLast() }
      if letters.last == 0x3D { letters.removeLast() }
    }
    guard letters.count % 4 != 1 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(letters.count / 4 * 3 + 2)
    var group: UInt32 = 0
    var bits = 0
    for letter in letters {
      let value = values[Int(letter)]
      guard value != 0xFF else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: group >> bits))
        group &= (1 << bits) - 1
      }
    }
    // Left-over bits that are not zero would give one byte string two texts.
    guard group == 0 else { return nil }
    return out
  }
}

/// Lower-case hexadecimal.
public enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes, or nil when `text` has an odd length, an upper-case letter or no digit.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let letters = Array(text.utf8)
    guard letters.count % 2 == 0 else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(letters.count / 2)
    for i in stride(from: 0, to: letters.count, by: 2) {
      guard let high = value(letters[i]), let low = value(letters[i + 1]) else { return nil }
      out.append(high << 4 | low)
    }
    return out
  }

  private static func value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x30...0x39: letter - 0x30
    case 0x61...0x66: letter - 0x61 + 10
    default: nil
    }
  }
}
