import Canon
import Foundation
import Glibc
import Notes

/// An answer as it came over the socket.
struct Answer: Sendable, CustomStringConvertible {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  var json: JSON? { try? JSON.parse(body) }
  var code: String? { json?["code"]?.stringValue }
  var text: String { String(decoding: body, as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  var description: String { "\(status) \(text.prefix(400))" }
}

/// A request with its signature, put together as text, with no part of either program's own code.
struct Request: Sendable {
  var method: String
  var target: String
  var body: [UInt8]?
  var headers: [(String, String)] = []
  /// Nil: unsigned.
  var key: SigningKey?
  var createdAt = Int(Date().timeIntervalSince1970)
  var nonce = Hex.encode((0..<12).map { _ in UInt8.random(in: .min ... .max) })
  /// Signs something else than is sent.
  var digestOf: [UInt8]?

  init(_ method: String, _ target: String, body: [UInt8]? = nil, key: SigningKey? = nil) {
    self.method = method
    self.target = target
    self.body = body
    self.key = key
  }

  /// The signature's fields, by RFC 9421 and RFC 9530.
  var signature: [(String, String)] {
    guard let key else { return [] }
    let halves = target.split(separator: "?", maxSplits: 1).map(String.init)
    var parts = [("@method", method), ("@path", halves[0]), ("@query", "?" + (halves.count > 1 ? halves[1] : ""))]
    let digest = body.map { "sha-256=:\(Digest(of: digestOf ?? $0).b64):" }
    if let digest { parts.append(("content-digest", digest)) }
    let list = parts.map { "\"\($0.0)\"" }.joined(separator: " ")
    let parameters =
      "(\(list));created=\(createdAt);nonce=\"\(nonce)\";keyid=\"\(key.verifier.reference.text)\""
      + ";alg=\"ed25519\";tag=\"tender\""
    let base = parts.map { "\"\($0.0)\": \($0.1)\n" }.joined() + "\"@signature-params\": \(parameters)"
    let signed = Base64.encode(key.signature(over: base.utf8))
    return [("Signature-Input", "sig=\(parameters)"), ("Signature", "sig=:\(signed):")]
      + (digest.map { [("Content-Digest", $0)] } ?? [])
  }

  /// The head as bytes; `length` other than the body's makes a request that never ends.
  func head(length: Int? = nil) -> [UInt8] {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close"]
    if let count = length ?? body?.count { lines.append("Content-Length: \(count)") }
    lines += (headers + signature).map { "\($0.0): \($0.1)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  func bytes() -> [UInt8] { head() + (body ?? []) }
}

/// One TCP connection to loopback. It blocks its thread, so it is used on threads of its own.
final class Wire {
  enum Failure: Error { case notConnected, cut, notHTTP }

  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    // The deinitialiser closes it in this case too.
    guard connected == 0 else { throw Failure.notConnected }
  }

  deinit { close(socket) }

  /// Writes what the other side takes; false when it hung up before the end.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Reads to the end of the connection.
  func answer() throws -> Answer {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return try Self.parse(all)
  }

  private static func parse(_ bytes: [UInt8]) throws -> Answer {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Failure.cut }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { throw Failure.notHTTP }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }
    var body = Array(bytes[end.upperBound...])
    let isChunked = headers.contains {
      $0.name.lowercased() == "transfer-encoding" && $0.value.lowercased() == "chunked"
    }
    if isChunked { body = try unchunked(body) }
    return Answer(status: status, headers: headers, body: body)
  }

  private static func unchunked(_ bytes: [UInt8]) throws -> [UInt8] {
    var rest = bytes[...]
    var body: [UInt8] = []
    while let line = rest.firstRange(of: Array("\r\n".utf8)) {
      guard let count = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
        throw Failure.notHTTP
      }
      if count == 0 { return body }
      guard rest.endIndex - line.upperBound >= count + 2 else { throw Failure.cut }
      body += rest[line.upperBound..<(line.upperBound + count)]
      rest = rest[(line.upperBound + count + 2)...]
    }
    throw Failure.cut
  }

  /// Runs something that blocks on a thread that may be blocked.
  static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread { continuation.resume(with: Result { try body() }) }
      thread.start()
    }
  }
}
