import HTTPTypes
import Hummingbird
import Logging
import Messages
import Synchronization

/// What happens around every request: the bound on how many at once, errors as problems, common headers, one log line.
///
/// The log line holds ids and codes, never what was sent.
struct Reception: RouterMiddleware {
  typealias Context = CounterContext

  private final class Load: Sendable {
    let inFlight = Atomic<Int>(0)
  }

  private let requestsMax: Int
  private let logger: Logger
  private let load = Load()

  init(requestsMax: Int, logger: Logger) {
    self.requestsMax = requestsMax
    self.logger = logger
  }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let started = ContinuousClock.now
    let waiting = load.inFlight.add(1, ordering: .relaxed).newValue
    defer { load.inFlight.subtract(1, ordering: .relaxed) }
    var code: String?
    var response: Response
    do {
      // A submission that was sent away and had to come again might be late then. Its bound is that on connections.
      guard waiting <= requestsMax || request.head.isSubmission else { throw RequestRefusal.tooBusy }
      response = try await next(request, context)
    } catch {
      let problem = Self.problem(of: error)
      code = problem.code
      response = problem.reply.response(on: context.channel, stall: .seconds(1))
      if case .methodNotAllowed(let allowed) = error as? RequestRefusal {
        response.headers[.allow] = allowed.joined(separator: ", ")
      }
      // What the answer does not tell: our mistake, or which tool is missing.
      if problem.status == .internalServerError || problem.code == CounterCode.pressNotInstalled.rawValue {
        logger.error("failed", metadata: ["request": "\(context.id)", "error": "\(error)"])
      }
    }
    // A body after the head of a HEAD's answer would be read as the next answer.
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    log(request, context, response, code, ContinuousClock.now - started)
    return response
  }

  private static func problem(of error: any Error) -> Problem {
    // The router's own words for an unknown path.
    if let http = error as? HTTPError, http.status == .notFound { return Problem(RequestRefusal.noSuchPlace) }
    return Problem(describing: error)
  }

  private func log(
    _ request: Request, _ context: Context, _ response: Response, _ code: String?, _ duration: Duration
  ) {
    let level: Logger.Level = response.status.kind == .serverError ? .warning : .debug
    guard level >= logger.logLevel else { return }
    var line: Logger.Metadata = [
      "request": "\(context.id)", "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")",
      "status": "\(response.status.code)", "microseconds": "\(duration.nanoseconds / 1_000)",
    ]
    if let code { line["code"] = "\(code)" }
    logger.log(level: level, "answered", metadata: line)
  }
}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
}
