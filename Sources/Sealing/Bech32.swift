/// Bech32 (BIP 173) without its limit of 90 characters, as age keys are written.
///
/// Works on bytes: a `String` compares by canonical equivalence, which is not what a checksum covers.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// ASCII → five-bit value, 0xff for what is not in the alphabet; only the lower-case letters are in it.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xff, count: 128)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// The lower-case text of `bytes` under `prefix`.
  ///
  /// - Parameter prefix: the human-readable part, lower-case ASCII, without the separator `1`.
  static func encode(_ bytes: [UInt8], prefix: String) -> [UInt8] {
    let prefix = Array(prefix.utf8)
    let data = regroup(bytes)
    let check = polymod(expand(prefix) + data + [UInt8](repeating: 0, count: 6)) ^ 1
    let checksum = (0..<6).map { UInt8(truncatingIfNeeded: (check >> UInt32(5 * (5 - $0))) & 31) }
    return prefix + [UInt8(ascii: "1")] + (data + checksum).map { alphabet[Int($0)] }
  }

  /// The bytes of a lower-case `text` under `prefix`; nil unless prefix, checksum, alphabet and the zero bits of the
  /// last character are all right. Upper and mixed case give nil: fold the case first where the format is upper case.
  static func decode(_ text: [UInt8], prefix: String) -> [UInt8]? {
    let prefix = Array(prefix.utf8)
    guard text.count >= prefix.count + 1 + 6 else { return nil }
    guard text.starts(with: prefix) else { return nil }
    guard text[prefix.count] == UInt8(ascii: "1") else { return nil }
    var data: [UInt8] = []
    data.reserveCapacity(text.count - prefix.count - 1)
    for character in text[(prefix.count + 1)...] {
      guard character < 128 else { return nil }
      let value = values[Int(character)]
      guard value != 0xff else { return nil }
      data.append(value)
    }
    guard polymod(expand(prefix) + data) == 1 else { return nil }
    return octets(data.dropLast(6))
  }

  private static func expand(_ prefix: [UInt8]) -> [UInt8] {
    prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 }
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var check: UInt32 = 1
    for value in values {
      let top = check >> 25
      check = (check & 0x1ff_ffff) << 5 ^ UInt32(value)
      for (bit, generator) in generators.enumerated() where (top >> UInt32(bit)) & 1 == 1 { check ^= generator }
    }
    return check
  }

  /// Eight-bit groups to five-bit groups, the last one filled with zero bits.
  private static func regroup(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
      held = (held << 8 | UInt32(byte)) & 0xfff
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(UInt8(held >> bits & 31))
      }
    }
    if bits > 0 { out.append(UInt8(held << (5 - bits) & 31)) }
    return out
  }

  /// Five-bit groups to eight-bit groups; nil when the filling is a whole group or not zero.
  private static func octets(_ groups: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var bits: UInt32 = 0
    for group in groups {
      held = (held << 5 | UInt32(group)) & 0xfff
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(held >> bits & 0xff))
      }
    }
    guard bits < 5 else { return nil }
    guard held & (1 << bits - 1) == 0 else { return nil }
    return out
  }
}
