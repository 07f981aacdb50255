/// Medians and quantiles of what was measured.
enum Statistics {
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The smallest value that at least `share` of all do not exceed; `sorted` rises.
  static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// Seconds that `body` takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let started = ContinuousClock.now
    try body()
    return (ContinuousClock.now - started).inSeconds
  }

  /// The median over `rounds` of the mean milliseconds of `count` turns of `body`, after a few turns to warm up.
  static func milliseconds(rounds: Int, count: Int, _ body: (Int) throws -> Void) rethrows -> Double {
    for turn in 0..<min(count, 20) { try body(turn) }
    var means: [Double] = []
    for _ in 0..<rounds {
      let seconds = try seconds { for turn in 0..<count { try body(turn) } }
      means.append(seconds * 1_000 / Double(count))
    }
    return median(means)
  }
}

extension Duration {
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
