/// One header block of the archive profile: a narrow part of POSIX ustar, so that any `tar` reads it and only one
/// reading exists.
struct ArchiveHeader: Hashable, Sendable {
  static let blockBytes = 512
  static let membersMax = 256
  /// What eleven octal digits can say.
  static let sizeMax = (1 << 33) - 1

  let name: [UInt8]
  /// Bytes of data behind the header.
  let size: Int

  /// The zeros behind `size` bytes of data.
  static func filling(_ size: Int) -> Int { (blockBytes - size % blockBytes) % blockBytes }

  /// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`
  static func isName(_ name: some Collection<UInt8>) -> Bool {
    guard (1...64).contains(name.count), let first = name.first, isAlphanumeric(first) else { return false }
    return name.allSatisfy {
      isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }

  /// Two names are one where they differ in case only, for some file systems hold that they are.
  static func folded(_ name: [UInt8]) -> [UInt8] {
    name.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  /// The block that `tar` expects: mode 0644, everything that names a person or a moment zero.
  var block: [UInt8] {
    var block = [UInt8](repeating: 0, count: ArchiveHeader.blockBytes)
    func put(_ bytes: [UInt8], _ offset: Int) { block.replaceSubrange(offset..<(offset + bytes.count), with: bytes) }
    put(name, 0)
    put(Array("0000644\0".utf8), 100)
    put(Array("0000000\0".utf8), 108)
    put(Array("0000000\0".utf8), 116)
    put(octal(size, digits: 11) + [0], 124)
    put(octal(0, digits: 11) + [0], 136)
    put([UInt8](repeating: UInt8(ascii: " "), count: 8), 148)
    put([UInt8(ascii: "0")], 156)
    put(Array("ustar\0".utf8) + Array("00".utf8), 257)
    put(Array("0000000\0".utf8), 329)
    put(Array("0000000\0".utf8), 337)
    put(octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + [0, UInt8(ascii: " ")], 148)
    return block
  }

  private func octal(_ value: Int, digits: Int) -> [UInt8] {
    (0..<digits).map { UInt8(ascii: "0") + UInt8(value >> (3 * (digits - 1 - $0)) & 7) }
  }
}

extension ArchiveHeader {
  /// The header in a block that is not all zero.
  ///
  /// - Parameters:
  ///   - block: 512 bytes.
  ///   - member: its number, from 1, for the fault.
  init(parsing block: [UInt8], member: Int) throws(ArchiveFault) {
    let name = Array(block[..<100].prefix { $0 != 0 })
    guard ArchiveHeader.isName(name), block[name.count..<100].allSatisfy({ $0 == 0 }) else {
      throw .nameField(member: member)
    }
    guard let size = ArchiveHeader.number(block[124..<135]), block[135] == 0 else { throw .sizeField(member: member) }
    guard let checksum = ArchiveHeader.number(block[148..<154]), block[154] == 0, block[155] == UInt8(ascii: " ") else {
      throw .checksum(member: member)
    }
    // The checksum counts its own field as spaces.
    let sum = block.reduce(0) { $0 + Int($1) } - block[148..<156].reduce(0) { $0 + Int($1) } + 8 * 32
    guard sum == checksum else { throw .checksum(member: member) }
    guard block[156] == UInt8(ascii: "0") else { throw .typeflag(member: member) }
    guard block[257..<265].elementsEqual(Array("ustar\0".utf8) + Array("00".utf8)) else {
      throw .magic(member: member)
    }
    guard block[157..<257].allSatisfy({ $0 == 0 }), block[345..<512].allSatisfy({ $0 == 0 }) else {
      throw .fieldNotZero(member: member)
    }
    self.init(name: name, size: size)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard UInt8(ascii: "0") <= digit, digit <= UInt8(ascii: "7") else { return nil }
      value = value << 3 | Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
