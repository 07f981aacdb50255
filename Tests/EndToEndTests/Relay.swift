import Canon
import Foundation
import Glibc
import Synchronization
import TestSupport

/// Stands before a daemon, passes everything on unchanged, and keeps what it saw. It may also lose answers: the daemon
/// has done what was asked, and whoever asked does not hear of it.
final class Relay: Sendable {
  let port: Int
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var exchanges: [Exchange] = []
    /// Which of the exchanges are the play's own.
    var played: [Int] = []
    var isPlaying = true
    /// Answers to lose, by how a request line begins.
    var losing: [String] = []
    /// By whose operations the first answers are lost; nil where none are.
    var interface: InterfaceCheck?
    /// Operations whose first answer is lost already.
    var once: Set<String> = []
    /// Which of the exchanges were lost.
    var lost: [Int] = []
  }

  /// - Parameter daemon: the daemon's own port.
  init(to daemon: Int) throws {
    let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    guard listens else { throw StageFailure("the relay cannot listen") }
    port = Int(UInt16(bigEndian: address.sin_port))
    let thread = Thread { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        let thread = Thread { [weak self] in
          self?.serve(client, daemon)
          close(client)
        }
        thread.start()
      }
    }
    thread.start()
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// What passed so far, in the order of the answers.
  var exchanges: [Exchange] { state.withLock { $0.exchanges } }

  /// Those of them that passed while the play went on, and so pass in every run, whichever tests it has.
  var played: [Exchange] { state.withLock { state in state.played.map { state.exchanges[$0] } } }

  /// Whether what passes from now on is the play's own, as it is from the beginning, or a test's.
  func plays(_ isPlaying: Bool) { state.withLock { $0.isPlaying = isPlaying } }

  /// Loses the next answer to a request whose line begins so, as in `POST /api/programmes`.
  func loseAnswer(to line: String) { state.withLock { $0.losing.append(line) } }

  /// From now on loses, of each operation that does something, the first answer to somebody who asks again by itself.
  func loseFirstAnswers(of interface: InterfaceCheck) { state.withLock { $0.interface = interface } }

  /// What was done and not heard of, each with what its sender was told who asked the same again; nil when it did not.
  var askedAgain: [(first: Exchange, again: Exchange?)] {
    state.withLock { state in
      state.lost.map { index in
        let first = state.exchanges[index]
        let again = state.exchanges[(index + 1)...].first {
          $0.method == first.method && $0.target == first.target && $0.requestBody == first.requestBody
        }
        return (first, again)
      }
    }
  }

  private func serve(_ client: Int32, _ daemon: Int) {
    var ahead: [UInt8] = []
    while let request = Message.read(from: client, &ahead, isAnswerTo: nil) {
      guard let upstream = try? Self.connect(daemon) else { return }
      defer { close(upstream) }
      var behind: [UInt8] = []
      guard Self.send(request.bytes, to: upstream),
        let answer = Message.read(from: upstream, &behind, isAnswerTo: request)
      else { return }
      let exchange = Self.exchange(request, answer)
      let isLost = state.withLock { state -> Bool in
        state.exchanges.append(exchange)
        if state.isPlaying { state.played.append(state.exchanges.count - 1) }
        let at = state.losing.firstIndex { request.line.hasPrefix($0) }
        if let at { state.losing.remove(at: at) }
        let isLost = at != nil || Self.isFirst(exchange, request, &state)
        if isLost { state.lost.append(state.exchanges.count - 1) }
        return isLost
      }
      guard !isLost, Self.send(answer.bytes, to: client) else { return }
      if request.header("connection")?.lowercased() == "close" || answer.header("connection")?.lowercased() == "close" {
        return
      }
    }
  }

  /// Whether it is an operation's first that did something, of somebody who asks again: with a key of its own for that, or
  /// on a connection that it keeps, as the command does.
  private static func isFirst(_ exchange: Exchange, _ request: Message, _ state: inout State) -> Bool {
    guard let interface = state.interface, exchange.method != "GET", exchange.method != "HEAD",
      (200..<300).contains(exchange.status),
      request.header("idempotency-key") != nil || request.header("connection")?.lowercased() != "close",
      let operation = interface.operation(exchange.method, exchange.target)
    else { return false }
    return state.once.insert(operation.name).inserted
  }

  private static func exchange(_ request: Message, _ answer: Message) -> Exchange {
    let words = request.line.split(separator: " ")
    let status = answer.line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Exchange(
      method: String(words.first ?? ""), target: String(words.dropFirst().first ?? ""), requestBody: request.body,
      status: status, type: answer.header("content-type"), body: answer.body)
  }

  private static func connect(_ port: Int) throws -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(socket)
      throw StageFailure("the relay does not reach the daemon")
    }
    return socket
  }

  private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

/// One HTTP/1.1 message, whole.
private struct Message {
  let line: String
  private let fields: [(name: String, value: String)]
  let body: [UInt8]
  /// As it came.
  let bytes: [UInt8]

  func header(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The next message of a connection; nil when it ends before.
  ///
  /// - Parameters:
  ///   - ahead: what was read beyond the message before; what is read beyond this one.
  ///   - request: nil when the message is a request itself.
  static func read(from socket: Int32, _ ahead: inout [UInt8], isAnswerTo request: Message?) -> Message? {
    let end = Array("\r\n\r\n".utf8)
    while ahead.firstRange(of: end) == nil { guard more(socket, &ahead) else { return nil } }
    guard let head = ahead.firstRange(of: end) else { return nil }
    let lines = String(decoding: ahead[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let fields = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (
        line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      )
    }
    let isWithoutBody = request?.line.hasPrefix("HEAD ") == true || lines[0].contains(" 204 ")
    var length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    if isWithoutBody { length = 0 }
    let isChunked = !isWithoutBody && fields.contains { $0.name == "transfer-encoding" }
    if isChunked {
      while !ahead.suffix(5).elementsEqual("0\r\n\r\n".utf8) { guard more(socket, &ahead) else { return nil } }
      length = ahead.count - head.upperBound
    }
    while ahead.count - head.upperBound < length { guard more(socket, &ahead) else { return nil } }
    let bytes = Array(ahead[..<(head.upperBound + length)])
    ahead.removeFirst(bytes.count)
    let body = Array(bytes[head.upperBound...])
    return Message(line: lines[0], fields: fields, body: isChunked ? [] : body, bytes: bytes)
  }

  private static func more(_ socket: Int32, _ bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }
}
