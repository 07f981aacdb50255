import AsyncHTTPClient
import Canon
import Glibc
import Messages
import NIOCore
import NIOHTTP1
import Notes

/// The way to one daemon: requests out, signed when a key is at hand, answers or a failure with words back.
struct Connection: Sendable {
  let server: ServerAddress
  let key: SigningKey?

  /// An answer with a status below 300.
  struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]
  }

  struct Request: Sendable {
    enum Method: String, Sendable {
      case get = "GET"
      case head = "HEAD"
      case post = "POST"
      case put = "PUT"
    }
    var method: Method
    var path: String
    var query: [(String, String)] = []
    var headers: [(String, String)] = []
    var body: [UInt8]?
    /// Whether a signature is added when a key is at hand.
    var signed = true
    /// Whether asking twice does no harm: all but POST, a POST of a note, and one with an idempotency key.
    var repeatable = false
    /// No answer longer than this is taken.
    var answerMax = 4 << 20
  }

  /// One client for the process, never shut down: it ends with the process. Its own retries would hide for ten seconds
  /// that nobody listens.
  private static let client: HTTPClient = {
    var settings = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(60)))
    settings.connectionPool.retryConnectionEstablishment = false
    settings.httpVersion = .http1Only
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }()

  // MARK: JSON

  /// - Throws: the server's problem with its words; `notReachable`.
  func get(
    _ path: String, query: [(String, String)] = [], signed: Bool = true
  ) async throws(CommandFailure) -> JSON {
    try Self.json(try await send(Request(method: .get, path: path, query: query, signed: signed)), path)
  }

  /// A list that is answered page by page, read to its end: as if it had been one page.
  func list(_ path: String, of member: String, signed: Bool = true) async throws(CommandFailure) -> JSON {
    // Rows of a page: a tender of many lots is long, and no answer may be longer than `answerMax`.
    let limit = ("limit", "50")
    var answer = try await get(path, query: [limit], signed: signed)
    var rows = answer[member]?.arrayValue ?? []
    var asked: Set<String> = []
    while let next = answer["next"]?.stringValue {
      guard asked.insert(next).inserted else {
        throw .mistake(
          zh: "服务器对 \(path) 的分页没有尽头。", en: "The pages that the server gives of \(path) have no end.")
      }
      answer = try await get(path, query: [limit, ("after", next)], signed: signed)
      rows += answer[member]?.arrayValue ?? []
    }
    return answer.setting(member, .array(rows))
  }

  /// Asks for a deed, again if the connection is lost: what the daemon does not know again by itself gets a key of its
  /// own for this call, under which it is done once.
  ///
  /// - Parameter repeatable: true when the daemon answers the same thing twice with the same answer.
  @discardableResult
  func post(
    _ path: String, _ value: JSON, query: [(String, String)] = [], headers: [(String, String)] = [],
    repeatable: Bool = false
  ) async throws(CommandFailure) -> JSON {
    var headers = headers + [("Content-Type", "application/json")]
    if !repeatable { headers.append(("Idempotency-Key", "\"\(Self.nonce())\"")) }
    let request = Request(
      method: .post, path: path, query: query, headers: headers, body: value.canonicalBytes(), repeatable: true)
    return try Self.json(try await send(request), path)
  }

  private static func json(_ answer: Answer, _ path: String) throws(CommandFailure) -> JSON {
    if answer.body.isEmpty { return .null }
    do {
      return try JSON.parse(answer.body)
    } catch {
      throw .mistake(
        zh: "服务器对 \(path) 的回答不是 JSON（\(error.code)）。请检查地址是不是本系统。",
        en: "The server's answer to \(path) is not JSON (\(error.code)). Is the address this system's?")
    }
  }

  // MARK: any request

  /// The answer, after retries where repeating does no harm.
  func send(_ request: Request) async throws(CommandFailure) -> Answer {
    var last: CommandFailure?
    for pause in [0, 300, 1200] as [Int64] {
      if pause > 0 { try? await Task.sleep(for: .milliseconds(pause)) }
      do throws(CommandFailure) {
        return try await sendOnce(request)
      } catch {
        // The first try with this key may still be at work behind a connection that broke.
        let isAway = error.kind == .notReachable || error.code == "idempotency.inFlight"
        guard isAway, request.repeatable || request.method != .post else { throw error }
        last = error
      }
    }
    throw last ?? notReachable("")
  }

  private func sendOnce(_ request: Request) async throws(CommandFailure) -> Answer {
    let response = try await execute(request)
    let status = Int(response.status.code)
    let body: [UInt8]
    do {
      let buffer = try await response.body.collect(upTo: request.answerMax)
      body = Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw .mistake(
        zh: "服务器对 \(request.path) 的回答超过 \(request.answerMax) 字节。",
        en: "The server's answer to \(request.path) is longer than \(request.answerMax) bytes.")
    } catch {
      throw notReachable("\(error)")
    }
    guard (200..<300).contains(status) else { throw Problem.failure(status: status, body: body, path: request.path) }
    return Answer(status: status, headers: Self.headers(response.headers), body: body)
  }

  /// Sends the answer's body to `take` piece by piece.
  ///
  /// - Returns: how many bytes came.
  func download(
    _ path: String, query: [(String, String)] = [], signed: Bool = true, bytesMax: Int,
    _ take: (ArraySlice<UInt8>) throws(CommandFailure) -> Void
  ) async throws(CommandFailure) -> Int {
    let response = try await execute(Request(method: .get, path: path, query: query, signed: signed))
    let status = Int(response.status.code)
    guard (200..<300).contains(status) else {
      let body = try? await response.body.collect(upTo: 1 << 20)
      throw Problem.failure(status: status, body: body.map { Array($0.readableBytesView) } ?? [], path: path)
    }
    var count = 0
    var pieces = response.body.makeAsyncIterator()
    while true {
      let piece: ByteBuffer?
      do {
        piece = try await pieces.next()
      } catch {
        throw notReachable("\(error)")
      }
      guard let piece else { return count }
      count += piece.readableBytes
      guard count <= bytesMax else {
        throw .checkedFalse(
          zh: "\(path) 比说明的 \(bytesMax) 字节长。", en: "\(path) is longer than the \(bytesMax) bytes stated.")
      }
      try take(ArraySlice(piece.readableBytesView))
    }
  }

  /// A stream of events as its bytes come. It has no end of its own; silence for longer than the client's read timeout
  /// breaks it off.
  func events(
    _ path: String, headers: [(String, String)]
  ) async throws(CommandFailure) -> some AsyncSequence<[UInt8], CommandFailure> {
    let request = Request(
      method: .get, path: path, headers: headers + [("Accept", "text/event-stream")], signed: false)
    let response = try await execute(request, within: .hours(24 * 365))
    let status = Int(response.status.code)
    guard status == 200 else {
      let body = try? await response.body.collect(upTo: 1 << 20)
      throw Problem.failure(status: status, body: body.map { Array($0.readableBytesView) } ?? [], path: path)
    }
    return EventBytes(body: response.body, connection: self)
  }

  private func execute(
    _ request: Request, within limit: TimeAmount = .seconds(120)
  ) async throws(CommandFailure) -> HTTPClientResponse {
    let target = ServerAddress.target(request.path, request.query)
    var wire = HTTPClientRequest(
      url: server.text + target.path + (target.query.isEmpty ? "" : "?" + target.query))
    wire.method = HTTPMethod(rawValue: request.method.rawValue)
    for (name, value) in request.headers { wire.headers.add(name: name, value: value) }
    if let body = request.body { wire.body = .bytes(ByteBuffer(bytes: body)) }
    if request.signed, let key {
      let signed = try RequestSigner(key: key).headers(
        method: request.method.rawValue, path: target.path, query: target.query, body: request.body,
        created: Int(time(nil)), nonce: Self.nonce())
      if let digest = signed.contentDigest { wire.headers.add(name: "Content-Digest", value: digest) }
      wire.headers.add(name: "Signature-Input", value: signed.signatureInput)
      wire.headers.add(name: "Signature", value: signed.signature)
    }
    do {
      return try await Self.client.execute(wire, timeout: limit)
    } catch {
      throw notReachable(Self.reason(error))
    }
  }

  /// 18 random bytes, never twice.
  private static func nonce() -> String {
    var random = SystemRandomNumberGenerator()
    return Base64.encode((0..<18).map { _ in UInt8.random(in: 0...255, using: &random) })
  }

  private static func headers(_ headers: HTTPHeaders) -> [String: String] {
    var all: [String: String] = [:]
    for (name, value) in headers where all[name.lowercased()] == nil { all[name.lowercased()] = value }
    return all
  }

  func notReachable(_ why: String) -> CommandFailure {
    CommandFailure(
      .notReachable, code: "server.notReachable",
      Wording(
        zh: "连不上服务器 \(server.text)（\(why)）。什么也没有改变，可以稍后用同一命令重试；请检查地址和网络。",
        en: "The server \(server.text) cannot be reached (\(why)). Repeating the same command is safe; "
          + "check the address and the network."))
  }

  fileprivate static func reason(_ error: any Error) -> String {
    let text = "\(error)"
    if text.contains("ECONNREFUSED") || text.contains("Connection refused") { return "connection refused" }
    if text.contains("UnknownHost") { return "unknown host" }
    if let error = error as? HTTPClientError { return error.shortDescription }
    return String(text.prefix(200))
  }
}

/// The pieces of a body, with failures of ours.
private struct EventBytes: AsyncSequence, AsyncIteratorProtocol {
  private var pieces: HTTPClientResponse.Body.AsyncIterator
  private let connection: Connection

  init(body: HTTPClientResponse.Body, connection: Connection) {
    pieces = body.makeAsyncIterator()
    self.connection = connection
  }

  func makeAsyncIterator() -> EventBytes { self }

  mutating func next() async throws(CommandFailure) -> [UInt8]? {
    do {
      return try await pieces.next().map { Array($0.readableBytesView) }
    } catch {
      throw connection.notReachable(Connection.reason(error))
    }
  }
}
