import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Notes
import Operations

/// The table of routes as an HTTP application.
public struct Counter: Sendable {
  /// Bounds on what the daemon takes on at once.
  public struct Bounds: Sendable {
    /// Requests being answered at one moment; more get 503.
    public var requestsMax = 512
    /// Open connections; more wait in the kernel's queue.
    public var connectionsMax = 1_024
    /// Silence after which a connection is closed, also in the middle of a request.
    public var idle: Duration = .seconds(30)
    /// From a request's head to the last byte of its body; somebody who drips bytes is not silent.
    public var bodyTime: Duration = .seconds(60)
    /// For how long somebody who asked for something long may take nothing of it.
    public var stall: Duration = .seconds(20)
    /// The addresses of reverse proxies: from them, and from nobody else, `X-Forwarded-For` is believed.
    public var proxies: Set<String> = []

    public init() {}
  }

  private let table: RouteTable
  private let office: Office
  private let bounds: Bounds
  private let logger: Logger

  public init(_ table: RouteTable, office: Office, bounds: Bounds = Bounds(), logger: Logger) {
    self.table = table
    self.office = office
    self.bounds = bounds
    self.logger = logger
  }

  /// The application that listens at `host` and `port`, to be run as a service.
  ///
  /// - Parameter onServerRunning: called once with the port that is listened on.
  public func application(
    host: String, port: Int, onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    Application(
      router: router(),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            ArrivalHandler(arrivals: office.arrivals, bytesAhead: SignedNote.bytesMax + office.limits.attachedBytesMax)
          ],
          idleTimeout: .nanoseconds(bounds.idle.nanoseconds))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(bounds.connectionsMax, logger: logger)),
      onServerRunning: { channel in await onServerRunning(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  private func router() -> Router<CounterContext> {
    let router = Router(context: CounterContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Reception(requestsMax: bounds.requestsMax, logger: logger))
    let doorkeeper = Doorkeeper(office: office)
    let (bounds, arrivals) = (bounds, office.arrivals)
    for route in table.routes {
      router.on(RouterPath(route.path), method: route.method) { request, context in
        var body = try await Self.body(of: request, context, max: route.bodyBytesMax, time: bounds.bodyTime)
        guard let stamp = ArrivalStamp.take(from: &body) else { throw CounterFault.noStamp }
        let arrival = stamp == ArrivalStamp.inTurn ? arrivals.take() : nil
        defer { if let arrival { arrivals.settle(arrival) } }
        let receivedAt = arrival?.at ?? stamp
        let address = Self.address(of: request, context, proxies: bounds.proxies)
        return try await from(address: address) {
          try await Self.answer(request, body, receivedAt, context, route, doorkeeper)
        }.response(on: context.channel, stall: bounds.stall)
      }
    }
    for (path, methods) in allowedMethods() {
      for method in Self.methods where !methods.contains(method) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in
          throw RequestRefusal.methodNotAllowed(allowed: methods.map(\.rawValue))
        }
      }
    }
    return router
  }

  private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

  /// The methods of each path, in the table's order; where one may GET one may also HEAD.
  private func allowedMethods() -> [String: [HTTPRequest.Method]] {
    var methods: [String: [HTTPRequest.Method]] = [:]
    for route in table.routes {
      methods[route.path, default: []].append(route.method)
    }
    return methods.mapValues { $0.contains(.get) && !$0.contains(.head) ? $0 + [.head] : $0 }
  }

  /// Where a request comes from: the connection's other end; or, where that is a proxy of ours, the last address that it
  /// names and that is no proxy itself.
  private static func address(of request: Request, _ context: CounterContext, proxies: Set<String>) -> String? {
    let peer = context.channel.remoteAddress?.ipAddress
    guard let peer, proxies.contains(peer) else { return peer }
    let named = request.headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
      .map { String($0.filter { $0 != " " && $0 != "\t" }) }
    let last = named.last { !proxies.contains($0) }
    // What a proxy passes on was written by strangers: only an address is an address.
    return last.flatMap { try? SocketAddress(ipAddress: $0, port: 0).ipAddress } ?? peer
  }

  private static func answer(
    _ request: Request, _ body: [UInt8], _ receivedAt: Moment, _ context: CounterContext, _ route: Route,
    _ doorkeeper: Doorkeeper
  ) async throws -> Reply {
    let target = request.head.path ?? "/"
    guard target.utf8.first == UInt8(ascii: "/") else { throw RequestRefusal.noSuchPlace }
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters { parameters[String(name)] = String(value) }
    let received = ReceivedRequest(
      method: request.method, path: request.uri.path, query: request.uri.query, headers: request.headers, body: body,
      receivedAt: receivedAt, parameters: parameters,
      rest: context.parameters[Parameters.recursiveCaptureKey].map(String.init) ?? "")
    let asker = try await doorkeeper.admit(received, target: target, to: route)
    return try await route.answer(received, asker)
  }

  /// The body with the stamp of its arrival behind it.
  private static func body(
    of request: Request, _ context: CounterContext, max: Int, time: Duration
  ) async throws -> [UInt8] {
    let stated = request.headers[.contentLength].flatMap(Int.init).map { Swift.max($0, 0) }
    guard (stated ?? 0) <= max else { throw RequestRefusal.bodyTooLarge(bytesMax: max) }
    let end = ContinuousClock.now + time
    var bytes: [UInt8] = []
    bytes.reserveCapacity((stated ?? 0) + ArrivalStamp.byteCount)
    for try await piece in request.body {
      guard ContinuousClock.now < end else {
        // Whoever drips gets no answer: reading on to send one would be what they want.
        context.channel.close(promise: nil)
        throw RequestRefusal.bodyTooSlow
      }
      guard bytes.count + piece.readableBytes <= max + ArrivalStamp.byteCount else {
        throw RequestRefusal.bodyTooLarge(bytesMax: max)
      }
      bytes.append(contentsOf: piece.readableBytesView)
    }
    return bytes
  }
}

/// A mistake of ours at the counter.
enum CounterFault: Error {
  /// A request without the moment of its arrival.
  case noStamp
}

/// A request's context with the connection that it came by.
struct CounterContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue + attoseconds / 1_000_000_000
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
