extension UnsafeRawBufferPointer {
  /// The number in the first bytes, most significant first; the caller has checked that they are there.
  func bigEndian<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int = 0) -> Number {
    Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}

/// The binary form of `numeric`: count of base-10000 digits, weight of the first, sign, digits after the point to show.
enum BinaryNumeric {
  static func text(_ bytes: UnsafeRawBufferPointer, in cell: Cell) throws(PostgresFailure) -> String {
    guard bytes.count >= 8 else { throw cell.mismatch("a short numeric") }
    let digitCount = Int(bytes.bigEndian(UInt16.self, at: 0))
    let weight = Int(bytes.bigEndian(Int16.self, at: 2))
    let sign = bytes.bigEndian(UInt16.self, at: 4)
    let scale = Int(bytes.bigEndian(UInt16.self, at: 6))
    guard bytes.count == 8 + 2 * digitCount else { throw cell.mismatch("a numeric of the wrong length") }
    // 0xC000 is NaN, 0xD000 and 0xF000 are the infinities: no amount is any of them.
    guard sign == 0x0000 || sign == 0x4000 else { throw cell.mismatch("a numeric that is no number") }

    func digits(_ place: Int) -> String {
      guard place >= 0, place < digitCount else { return "0000" }
      let group = "\(bytes.bigEndian(UInt16.self, at: 8 + 2 * place))"
      return String(repeating: "0", count: max(0, 4 - group.utf8.count)) + group
    }
    var whole = weight < 0 ? "" : (0...weight).map(digits).joined()
    whole = String(whole.drop { $0 == "0" })
    var text = sign == 0x4000 ? "-" : ""
    text += whole.isEmpty ? "0" : whole
    guard scale > 0 else { return text }
    let groups = (scale + 3) / 4
    let fraction = (0..<groups).map { digits(weight + 1 + $0) }.joined()
    return text + "." + fraction.prefix(scale)
  }
}

/// The binary form of `date`: days since 2000-01-01.
enum BinaryDate {
  static func text(_ bytes: UnsafeRawBufferPointer, in cell: Cell) throws(PostgresFailure) -> String {
    guard bytes.count == 4 else { throw cell.mismatch("a short date") }
    let since2000 = bytes.bigEndian(Int32.self)
    // Proleptic Gregorian calendar counted in eras of 400 years from 0000-03-01, as in days_from_civil.
    let days = Int(since2000) + 10_957 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard (1...9999).contains(year) else { throw cell.mismatch("a date outside the years 1 to 9999") }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// The binary form of `uuid`: its sixteen bytes.
enum BinaryUUID {
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let hex = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
      text.append(hex[Int(byte >> 4)])
      text.append(hex[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// The binary form of an array: dimensions, has-nulls, element type, then length and lower bound of each dimension.
enum BinaryArray {
  static func elements<Element>(
    of cell: Cell, arrayType: UInt32, decode: (UnsafeRawBufferPointer) -> Element?
  ) throws(PostgresFailure) -> [Element] {
    try cell.withBytes { bytes throws(PostgresFailure) in
      guard cell.type == arrayType, bytes.count >= 12 else {
        throw cell.mismatch("type \(cell.type) instead of array \(arrayType)")
      }
      let dimensions = bytes.bigEndian(Int32.self, at: 0)
      guard dimensions != 0 else { return [] }
      guard dimensions == 1, bytes.count >= 20 else { throw cell.mismatch("\(dimensions) dimensions") }
      let count = Int(bytes.bigEndian(Int32.self, at: 12))
      var elements: [Element] = []
      var offset = 20
      for _ in 0..<max(0, count) {
        guard offset + 4 <= bytes.count else { throw cell.mismatch("a cut array") }
        let length = Int(bytes.bigEndian(Int32.self, at: offset))
        offset += 4
        guard length >= 0 else { throw cell.mismatch("NULL inside an array") }
        guard offset + length <= bytes.count else { throw cell.mismatch("a cut array") }
        guard let element = decode(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])) else {
          throw cell.mismatch("an element of the wrong length")
        }
        elements.append(element)
        offset += length
      }
      return elements
    }
  }
}
