import Durable
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Transparency

/// A witness over HTTP.
///
///     POST /add-checkpoint                       200 cosignature lines; 400, 403, 404, 409, 422 as the refusal says
///     GET /<hex SHA-256 of origin>/checkpoint    the checkpoint that was cosigned last; 404 before the first
///
/// - Source: c2sp.org/tlog-witness.
public struct WitnessCounter: Sendable {
  /// Bounds on what strangers may take of it.
  public struct Bounds: Sendable {
    public var connectionsMax = 256
    /// Silence after which a connection is closed.
    public var idleSeconds: Int64 = 30
    /// From a request's head to the last byte of its body.
    public var bodyTime: Duration = .seconds(20)

    public init() {}
  }

  private let desk: WitnessDesk
  private let bounds: Bounds
  private let logger: Logger

  public init(_ desk: WitnessDesk, bounds: Bounds = Bounds(), logger: Logger) {
    self.desk = desk
    self.bounds = bounds
    self.logger = logger
  }

  /// Listens and answers until the task is cancelled or, with `signals`, until SIGTERM or SIGINT; what is in flight ends
  /// first.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - onListening: called once with the port.
  /// - Throws: what the system says of the address.
  public func serve(
    host: String, port: Int, signals: Bool = false, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws {
    let application = Application(
      router: router(), server: .http1(configuration: .init(idleTimeout: .seconds(bounds.idleSeconds))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(bounds.connectionsMax, logger: logger)),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) }, logger: logger)
    if signals { try await application.runService() } else { try await application.run() }
  }

  private func router() -> Router<WitnessContext> {
    let router = Router(context: WitnessContext.self)
    let (desk, logger, bodyTime) = (desk, logger, bounds.bodyTime)
    router.on("/add-checkpoint", method: .post) { request, context in
      do {
        let body = try await Self.body(of: request, context, time: bodyTime)
        let answer = try await desk.add(body)
        return Self.answer(.ok, answer)
      } catch let refusal as WitnessRefusal {
        logger.info("not cosigned", metadata: ["code": "\(refusal.code)"])
        var response = Self.answer(refusal)
        if case .tooLarge = refusal {
          // What was not read is read on after the answer, at the sender's pace: not for longer than this.
          let channel = context.channel
          channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
          response.headers[.connection] = "close"
        }
        return response
      } catch let fault as FileFault {
        logger.critical("not cosigned: the state cannot be kept", metadata: ["reason": "\(fault.en)"])
        return Self.answer(.internalServerError, Array("\(fault.code)\n".utf8))
      }
    }
    router.on("/add-checkpoint", method: .get) { _, _ in
      var response = Self.answer(.methodNotAllowed, Array("POST\n".utf8))
      response.headers[.allow] = "POST"
      return response
    }
    router.on("/:origin/checkpoint", method: .get) { _, context in
      guard let bytes = await desk.checkpoint(originHash: context.parameters.get("origin") ?? "") else {
        return Self.answer(.notFound, [])
      }
      return Self.answer(.ok, bytes)
    }
    return router
  }

  private static func answer(_ refusal: WitnessRefusal) -> Response {
    guard case .conflict(let size) = refusal else { return answer(refusal.status, Array("\(refusal.code)\n".utf8)) }
    return answer(refusal.status, Array("\(size)\n".utf8), type: "text/x.tlog.size")
  }

  private static func answer(
    _ status: HTTPResponse.Status, _ body: [UInt8], type: String = "text/plain; charset=utf-8"
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  private static func body(
    of request: Request, _ context: WitnessContext, time: Duration
  ) async throws -> [UInt8] {
    let stated = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard stated <= AddCheckpoint.bytesMax else { throw WitnessRefusal.tooLarge }
    let end = ContinuousClock.now + time
    var bytes: [UInt8] = []
    for try await piece in request.body {
      guard ContinuousClock.now < end else {
        context.channel.close(promise: nil)
        throw WitnessRefusal.malformed(.checkpoint)
      }
      guard bytes.count + piece.readableBytes <= AddCheckpoint.bytesMax else { throw WitnessRefusal.tooLarge }
      bytes.append(contentsOf: piece.readableBytesView)
    }
    return bytes
  }
}

extension WitnessRefusal {
  /// - Source: c2sp.org/tlog-witness; it names no status for a body that is too long.
  var status: HTTPResponse.Status {
    switch self {
    case .tooLarge: .contentTooLarge
    case .malformed, .oldSizeAbove: .badRequest
    case .unknownOrigin: .notFound
    case .badSignature, .notSigned: .forbidden
    case .conflict: .conflict
    case .emptyRootDiffers, .proofNotEmpty, .rootDiffers, .badProof: .unprocessableContent
    }
  }
}

/// A request's context with the connection that it came by.
struct WitnessContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
