/// RFC 1950 and 1951, as far as the packed vectors need it: no checksum, no dictionary.
struct Inflate {
  private let input: [UInt8]
  private var position = 2
  private var held: UInt32 = 0
  private var heldBits = 0
  private var output: [UInt8] = []

  struct Broken: Error {}

  static func zlib(_ input: [UInt8]) throws -> [UInt8] {
    var inflate = Inflate(input: input)
    return try inflate.run()
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func bits(_ count: Int) throws -> Int {
    while heldBits < count {
      guard position < input.count else { throw Broken() }
      held |= UInt32(input[position]) << UInt32(heldBits)
      position += 1
      heldBits += 8
    }
    defer {
      held >>= UInt32(count)
      heldBits -= count
    }
    return Int(held & (1 << UInt32(count) - 1))
  }

  /// Canonical Huffman code: how many codes of each length, and the symbols in their order.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: [Int]) {
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      for length in 1...15 { symbols += lengths.indices.filter { lengths[$0] == length } }
    }
  }

  private mutating func symbol(_ code: Code) throws -> Int {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= try bits(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw Broken()
  }

  private mutating func run() throws -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try stored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try block(Code(lengths: lengths), Code(lengths: [Int](repeating: 5, count: 30)))
      case 2: try dynamic()
      default: throw Broken()
      }
    }
    return output
  }

  private mutating func stored() throws {
    held = 0
    heldBits = 0
    guard position + 4 <= input.count else { throw Broken() }
    let count = Int(input[position]) | Int(input[position + 1]) << 8
    position += 4
    guard position + count <= input.count else { throw Broken() }
    output += input[position..<(position + count)]
    position += count
  }

  private mutating func dynamic() throws {
    let literalCount = try bits(5) + 257
    let distanceCount = try bits(5) + 1
    let orderCount = try bits(4) + 4
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<orderCount { lengths[order[index]] = try bits(3) }
    let code = Code(lengths: lengths)
    var all: [Int] = []
    while all.count < literalCount + distanceCount {
      switch try symbol(code) {
      case 16:
        guard let last = all.last else { throw Broken() }
        all += [Int](repeating: last, count: try bits(2) + 3)
      case 17: all += [Int](repeating: 0, count: try bits(3) + 3)
      case 18: all += [Int](repeating: 0, count: try bits(7) + 11)
      case let length: all.append(length)
      }
    }
    try block(
      Code(lengths: Array(all[..<literalCount])),
      Code(lengths: Array(all[literalCount..<(literalCount + distanceCount)])))
  }

  private static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthExtra = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  private static let distanceExtra = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]

  private mutating func block(_ literals: Code, _ distances: Code) throws {
    while true {
      let value = try symbol(literals)
      if value == 256 { return }
      if value < 256 {
        output.append(UInt8(value))
        continue
      }
      guard value - 257 < 29 else { throw Broken() }
      var length = Self.lengthBase[value - 257] + (try bits(Self.lengthExtra[value - 257]))
      let slot = try symbol(distances)
      let distance = Self.distanceBase[slot] + (try bits(Self.distanceExtra[slot]))
      guard distance <= output.count else { throw Broken() }
      while length > 0 {
        // A match may overlap what it makes: copy what is there, then more.
        let count = min(length, distance)
        let start = output.count - distance
        output.append(contentsOf: Array(output[start..<(start + count)]))
        length -= count
      }
    }
  }
}
