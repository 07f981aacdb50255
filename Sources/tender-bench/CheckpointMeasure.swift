import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// GET /log/checkpoint at the daemon, in turn with a route of the same framework that says hello and does nothing else.
struct CheckpointMeasure {
  static let rounds = 3
  static let connections = 64
  #if DEBUG
    static let requests = 2_000
  #else
    static let requests = 40_000
  #endif

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  func figure() async throws -> Figure {
    let (host, port) = try plan.address()
    // Threads of its own: the generator's must not serve too.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
    var rates: (ours: [Double], hello: [Double]) = ([], [])
    var latencies: [Double] = []
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      let (ports, arrival) = AsyncStream.makeStream(of: Int.self)
      tasks.addTask { try await Self.hello(on: group) { arrival.yield($0) } }
      var iterator = ports.makeAsyncIterator()
      guard let helloPort = await iterator.next() else { throw BenchFailure("the hello server does not listen") }
      for round in 1...Self.rounds {
        let ours = try await Self.round("/log/checkpoint", host, port)
        let hello = try await Self.round("/hello", "127.0.0.1", helloPort)
        rates.ours.append(Double(Self.requests) / ours.seconds)
        rates.hello.append(Double(Self.requests) / hello.seconds)
        latencies += ours.latencies
        say(
          "checkpoint \(round)/\(Self.rounds): \(Int(rates.ours[round - 1]))/s, hello \(Int(rates.hello[round - 1]))/s")
      }
      tasks.cancelAll()
    }
    try await group.shutdownGracefully()
    return figure(rates.ours, rates.hello, latencies.sorted())
  }

  private static func hello(
    on group: MultiThreadedEventLoopGroup, onListening: @escaping @Sendable (Int) -> Void
  ) async throws {
    let router = Router()
    router.get("hello") { _, _ in "hello" }
    var logger = Logger(label: "hello")
    logger.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
      eventLoopGroupProvider: .shared(group), logger: logger)
    try await application.run()
  }

  private static func round(_ path: String, _ host: String, _ port: Int) async throws -> LoadResult {
    let request = ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    let result = try await LoadGenerator.run(
      Array(repeating: request, count: requests), connections: connections, host: host, port: port)
    guard result.statuses == [200: requests] else { throw BenchFailure("\(path): \(result.statuses)") }
    return result
  }

  private func figure(_ ours: [Double], _ hello: [Double], _ latencies: [Double]) -> Figure {
    let (value, yardstick) = (Statistics.median(ours), Statistics.median(hello))
    var figure = Figure("checkpoint")
    figure.add("connections", Self.connections)
    figure.add("value", value, places: 0)
    figure.add("unit", "1/s")
    figure.add("p50_ms", Statistics.quantile(0.5, ofSorted: latencies), places: 2)
    figure.add("p99_ms", Statistics.quantile(0.99, ofSorted: latencies), places: 2)
    figure.add("operations", Self.rounds * Self.requests)
    figure.add("rounds", Self.rounds)
    figure.add("yardstick", "hello")
    figure.add("yardstick_value", yardstick, places: 0)
    figure.add("ratio", value / yardstick, places: 3)
    figure.goal(atLeast: 0.5, value / yardstick)
    return figure
  }
}
