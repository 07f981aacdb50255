import Verification

/// Where in a file a byte is changed.
enum Places {
  /// The bytes that give a file its shape: its ends, and those beside each line's end, quote, brace and blank, at most
  /// `most` of them, evenly spread.
  static func structural(_ bytes: [UInt8], most: Int = 40) -> [Int] {
    var places: Set<Int> = [0, bytes.count - 1]
    for (at, byte) in bytes.enumerated()
    where [0x0A, 0x20, 0x22, 0x2B, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte) {
      places.formUnion([at - 1, at, at + 1].filter(bytes.indices.contains))
    }
    let sorted = places.sorted()
    guard sorted.count > most else { return sorted }
    return (0..<most).map { sorted[$0 * (sorted.count - 1) / (most - 1)] }
  }

  /// The results of `body` for each item, some at a time.
  static func all<Item: Sendable, Made: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) async -> Made
  ) async -> [Made] {
    await withTaskGroup(of: (Int, Made).self) { group in
      var next = 0
      func begin() {
        guard next < items.count else { return }
        let (place, item) = (next, items[next])
        group.addTask { (place, await body(item)) }
        next += 1
      }
      for _ in 0..<4 { begin() }
      var made: [Int: Made] = [:]
      for await (place, one) in group {
        made[place] = one
        begin()
      }
      return items.indices.compactMap { made[$0] }
    }
  }
}
