/// The results of `body` for each item, in order, made by all cores.
///
/// - Parameters:
///   - piece: how many items one task takes.
///   - width: how many pieces are under way at once, at most.
func parallelMap<Item: Sendable, Made: Sendable>(
  _ items: [Item], piece: Int = 32, width: Int, _ body: @escaping @Sendable (Item) -> Made
) async -> [Made] {
  let starts = stride(from: 0, to: items.count, by: piece)
  return await withTaskGroup(of: (Int, [Made]).self) { group in
    var waiting = starts.makeIterator()
    func next() {
      guard let start = waiting.next() else { return }
      let part = items[start..<min(start + piece, items.count)]
      group.addTask { (start, part.map(body)) }
    }
    // A few tasks at a time: what they hold in memory is bounded, whatever the number of items.
    for _ in 0..<max(1, width) { next() }
    var parts: [Int: [Made]] = [:]
    for await (start, made) in group {
      parts[start] = made
      next()
    }
    return starts.flatMap { parts[$0] ?? [] }
  }
}
