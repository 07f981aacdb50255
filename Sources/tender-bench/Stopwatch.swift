/// Times of named operations, in the order in which they first came.
struct Stopwatch {
  private var names: [String] = []
  private var times: [String: (bound: Double?, milliseconds: [Double])] = [:]

  /// Milliseconds of `body` under a name.
  ///
  /// - Parameter bound: in milliseconds; nil where there is no goal.
  mutating func time<Result>(
    _ name: String, below bound: Double? = 200, _ body: () async throws -> Result
  ) async throws -> Result {
    let started = ContinuousClock.now
    let result = try await body()
    add(name, (ContinuousClock.now - started).inSeconds * 1_000, below: bound)
    return result
  }

  mutating func add(_ name: String, _ milliseconds: Double, below bound: Double?) {
    if times[name] == nil { names.append(name) }
    times[name, default: (bound, [])].milliseconds.append(milliseconds)
    say("scale: \(name) \(Int(milliseconds.rounded())) ms")
  }

  func last(_ name: String) -> Double { times[name]?.milliseconds.last ?? .nan }

  var figures: [Figure] {
    names.compactMap { name in
      guard let (bound, milliseconds) = times[name] else { return nil }
      var figure = Figure("scale")
      let value = Statistics.median(milliseconds)
      figure.add("operation", name)
      figure.add("lots", ScaleTender.lots)
      figure.add("bids", ScaleTender.lots * ScaleTender.bidders * ScaleTender.parts.count)
      figure.add("value", value, places: 1)
      figure.add("unit", "ms")
      figure.add("max_ms", milliseconds.max() ?? .nan, places: 1)
      figure.add("operations", milliseconds.count)
      if let bound { figure.goal(below: bound, value) }
      return figure
    }
  }
}
