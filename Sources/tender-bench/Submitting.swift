/// Bids through the daemon, in turn with pgbench, round by round.
///
/// Every bid takes the whole way: HTTP signature, note signature, hash of the payload, the rules, one COMMIT with fsync,
/// a signed acknowledgement. Within a round each bid is another bidder's; sealing and signing are done before it.
struct Submitting {
  static let rounds = 3
  /// Connections, and how many bids a round sends over them.
  static let loads: [(connections: Int, bids: Int)] = [(1, 1_500), (64, 12_000), (256, 12_000)]

  private let plan: Plan
  private let pgbench: PgBench

  init(_ plan: Plan) {
    self.plan = plan
    pgbench = PgBench(plan)
  }

  private struct Load {
    let connections: Int
    var rates: [Double] = []
    var latencies: [Double] = []
    var seconds = 0.0
    var refused = 0
    var accepted = 0
  }

  /// - Parameter alone: `pgbench` to measure only that.
  func figures(alone: Measure?) async throws -> [Figure] {
    var loads = Self.loads.map { Load(connections: $0.connections) }
    var yardstick = Load(connections: PgBench.clients)
    let press = alone == nil ? try await prepare() : nil
    let noteBytes = try press.map { try $0.bids(1, seq: 1)[0].note.count } ?? 2_316
    try await pgbench.prepare(noteBytes: noteBytes)
    var seq = 0
    for round in 1...Self.rounds {
      if let press {
        for (index, load) in Self.loads.enumerated() {
          seq += 1
          try await submit(&loads[index], bids: load.bids, seq: seq, press)
          say(
            "submit \(round)/\(Self.rounds): \(load.connections) connections, \(Int(loads[index].rates[round - 1]))/s")
        }
      }
      let rows = try await pgbench.round()
      yardstick.rates.append(rows.rate)
      yardstick.latencies += rows.latencies
      yardstick.seconds += Double(PgBench.seconds)
      say("pgbench \(round)/\(Self.rounds): \(Int(rows.rate))/s")
    }
    let rate = Statistics.median(yardstick.rates)
    return (press == nil ? [] : loads.map { figure($0, yardstick: rate) })
      + [figure(yardstick, rowBytes: noteBytes + Fixture.payloadBytes)]
  }

  /// A tender with all bidders registered.
  private func prepare() async throws -> BidPress {
    say("preparing a tender and its bidders")
    let fixture = try await Fixture.make(plan, bidders: Self.loads.map(\.bids).max() ?? 0)
    let press = BidPress(fixture: fixture)
    let registered = try await send(try press.registrations(), over: 64, press)
    guard registered.refused == 0 else {
      throw BenchFailure("a registration was refused: \(registered.firstRefusal ?? "")")
    }
    say("registered \(registered.accepted) bidders, \(Int(Double(registered.accepted) / registered.seconds))/s")
    return press
  }

  private func submit(_ load: inout Load, bids count: Int, seq: Int, _ press: BidPress) async throws {
    let bids = try press.bids(count, seq: seq)
    try await pgbench.settle()
    let result = try await send(bids, over: load.connections, press)
    if let refusal = result.firstRefusal { say("refused, for one: \(refusal)") }
    load.rates.append(Double(result.accepted) / result.seconds)
    load.latencies += result.latencies
    load.seconds += result.seconds
    load.refused += result.refused
    load.accepted += result.accepted
  }

  private func send(_ bids: [SealedBid], over connections: Int, _ press: BidPress) async throws -> LoadResult {
    let (host, port) = try plan.address()
    return try await LoadGenerator.run(
      try press.requests(bids), connections: connections, host: host, port: port)
  }

  private func figure(_ load: Load, yardstick: Double) -> Figure {
    let value = Statistics.median(load.rates)
    let sorted = load.latencies.sorted()
    let (p50, p99) = (Statistics.quantile(0.5, ofSorted: sorted), Statistics.quantile(0.99, ofSorted: sorted))
    var figure = Figure("submit")
    figure.add("connections", load.connections)
    figure.add("payload_bytes", Fixture.payloadBytes)
    figure.add("value", value, places: 1)
    figure.add("unit", "1/s")
    figure.add("p50_ms", p50, places: 2)
    figure.add("p99_ms", p99, places: 2)
    figure.add("operations", load.accepted)
    figure.add("refused", load.refused)
    figure.add("seconds", load.seconds / Double(Self.rounds), places: 2)
    figure.add("rounds", Self.rounds)
    figure.add("yardstick", "pgbench")
    figure.add("yardstick_value", yardstick, places: 1)
    figure.add("ratio", value / yardstick, places: 3)
    if load.connections == 64 {
      figure.goal(atLeast: 0.5, value / yardstick)
      figure.add("p99_goal", "<100")
      figure.add("p99_met", p99 < 100)
    }
    return figure
  }

  private func figure(_ yardstick: Load, rowBytes: Int) -> Figure {
    let sorted = yardstick.latencies.sorted()
    var figure = Figure("pgbench")
    figure.add("connections", yardstick.connections)
    figure.add("row_bytes", rowBytes)
    figure.add("value", Statistics.median(yardstick.rates), places: 1)
    figure.add("unit", "1/s")
    figure.add("p50_ms", Statistics.quantile(0.5, ofSorted: sorted), places: 2)
    figure.add("p99_ms", Statistics.quantile(0.99, ofSorted: sorted), places: 2)
    figure.add("seconds", Double(PgBench.seconds), places: 1)
    figure.add("rounds", Self.rounds)
    return figure
  }
}
