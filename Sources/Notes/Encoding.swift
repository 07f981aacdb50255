/// Standard base64 with padding, canonical: one text for each byte string (RFC 4648 section 4).
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()

  /// Four letters for each three bytes; without padding the last group has only as many as it needs.
  public static func encode(_ bytes: some Collection<UInt8>, padded: Bool = true) -> String {
    bytes.withContiguousStorageIfAvailable { encode(UnsafeRawBufferPointer($0), padded) }
      ?? Array(bytes).withUnsafeBytes { encode($0, padded) }
  }

  private static func encode(_ input: UnsafeRawBufferPointer, _ padded: Bool) -> String {
    let (whole, rest) = input.count.quotientAndRemainder(dividingBy: 3)
    let tail = rest == 0 ? 0 : padded ? 4 : rest + 1
    return String(unsafeUninitializedCapacity: whole * 4 + tail) { out in
      alphabet.withUnsafeBufferPointer { alphabet in
        var at = 0
        for group in 0..<whole {
          let bits = UInt32(input[group * 3]) << 16 | UInt32(input[group * 3 + 1]) << 8 | UInt32(input[group * 3 + 2])
          out[at] = alphabet[Int(bits >> 18)]
          out[at + 1] = alphabet[Int(bits >> 12 & 63)]
          out[at + 2] = alphabet[Int(bits >> 6 & 63)]
          out[at + 3] = alphabet[Int(bits & 63)]
          at += 4
        }
        guard rest > 0 else { return at }
        let bits = UInt32(input[whole * 3]) << 16 | (rest > 1 ? UInt32(input[whole * 3 + 1]) << 8 : 0)
        let letters = [alphabet[Int(bits >> 18)], alphabet[Int(bits >> 12 & 63)], alphabet[Int(bits >> 6 & 63)], 0x3D]
        for place in 0..<tail { out[at + place] = place <= rest ? letters[place] : 0x3D }
        return at + tail
      }
    }
  }

  /// The bytes, or nil when `text` is not the one canonical form of any.
  public static func decode(_ text: some StringProtocol, padded: Bool = true) -> [UInt8]? {
    text.utf8.withContiguousStorageIfAvailable { decode($0, padded) }
      ?? Array(text.utf8).withUnsafeBufferPointer { decode($0, padded) }
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ padded: Bool) -> [UInt8]? {
    var count = text.count
    if padded {
      guard count % 4 == 0 else { return nil }
      for _ in 0..<2 where count > 0 && text[count - 1] == 0x3D { count -= 1 }
    }
    guard count % 4 != 1 else { return nil }
    // Every letter is looked at before any is refused: a value of 0xFF in any place shows in `seen`.
    var seen: UInt8 = 0
    var left: UInt32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count * 3 / 4) { out, filled in
      values.withUnsafeBufferPointer { values in
        let whole = count / 4
        for group in 0..<whole {
          let (a, b) = (values[Int(text[group * 4])], values[Int(text[group * 4 + 1])])
          let (c, d) = (values[Int(text[group * 4 + 2])], values[Int(text[group * 4 + 3])])
          seen |= a | b | c | d
          let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
          out[group * 3] = UInt8(truncatingIfNeeded: bits >> 16)
          out[group * 3 + 1] = UInt8(truncatingIfNeeded: bits >> 8)
          out[group * 3 + 2] = UInt8(truncatingIfNeeded: bits)
        }
        filled = whole * 3
        for letter in text[(whole * 4)..<count] {
          let value = values[Int(letter)]
          seen |= value
          left = left << 6 | UInt32(value)
        }
        if count % 4 == 2 {
          out[filled] = UInt8(truncatingIfNeeded: left >> 4)
          left &= 0xF
          filled += 1
        } else if count % 4 == 3 {
          out[filled] = UInt8(truncatingIfNeeded: left >> 10)
          out[filled + 1] = UInt8(truncatingIfNeeded: left >> 2)
          left &= 0x3
          filled += 2
        }
      }
    }
    // A value beyond 63 is no letter; left-over bits that are not zero would give one byte string two texts.
    guard seen < 64, left == 0 else { return nil }
    return bytes
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
