import NIOCore
import NIOPosix

/// What became of a round of requests.
struct LoadResult: Sendable {
  /// From the first request to the last answer.
  let seconds: Double
  /// Milliseconds of each request, rising.
  let latencies: [Double]
  /// Answers by status.
  let statuses: [Int: Int]
  /// The first answer that was not 201, for the reader of a failed run.
  let firstRefusal: String?

  var accepted: Int { statuses[201] ?? 0 }
  var refused: Int { statuses.values.reduce(0, +) - accepted }
}

/// Sends prepared requests over so many connections, on each the next as soon as the last is answered: a closed loop on
/// one thread, with as little work of its own as may be, for it shares the machine with what it measures.
enum LoadGenerator {
  static func run(_ requests: [ByteBuffer], connections: Int, host: String, port: Int) async throws -> LoadResult {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    return try await loop.flatSubmit {
      let round = Round(requests, connections: connections, promise: loop.makePromise(of: LoadResult.self))
      let bound = NIOLoopBound(round, eventLoop: loop)
      for _ in 0..<connections {
        ClientBootstrap(group: loop)
          .channelOption(.tcpOption(.tcp_nodelay), value: 1)
          .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
              try channel.pipeline.syncOperations.addHandler(Caller(bound.value))
            }
          }
          .connect(host: host, port: port)
          .whenFailure { bound.value.fail($0) }
      }
      return round.promise.futureResult
    }.get()
  }
}

/// One round, confined to its event loop.
private final class Round {
  let promise: EventLoopPromise<LoadResult>
  private let requests: [ByteBuffer]
  private let connections: Int
  private var callers: [Caller] = []
  private var next = 0
  private var answered = 0
  private var latencies: [Double] = []
  private var statuses: [Int: Int] = [:]
  private var firstRefusal: String?
  private var startedAt = NIODeadline.now()

  init(_ requests: [ByteBuffer], connections: Int, promise: EventLoopPromise<LoadResult>) {
    self.requests = requests
    self.connections = connections
    self.promise = promise
    latencies.reserveCapacity(requests.count)
  }

  /// The round starts when all connections stand.
  func connected(_ caller: Caller) {
    callers.append(caller)
    guard callers.count == connections else { return }
    startedAt = .now()
    for caller in callers { caller.send() }
  }

  func take() -> ByteBuffer? {
    guard next < requests.count else { return nil }
    defer { next += 1 }
    return requests[next]
  }

  func answered(_ status: Int, after time: TimeAmount, text: () -> String) {
    answered += 1
    statuses[status, default: 0] += 1
    latencies.append(Double(time.nanoseconds) / 1e6)
    if status != 201, firstRefusal == nil { firstRefusal = text() }
    guard answered == requests.count else { return }
    latencies.sort()
    promise.succeed(
      LoadResult(
        seconds: Double((NIODeadline.now() - startedAt).nanoseconds) / 1e9, latencies: latencies, statuses: statuses,
        firstRefusal: firstRefusal))
    for caller in callers { caller.end() }
    callers = []
  }

  func fail(_ error: any Error) {
    promise.fail(error)
    for caller in callers { caller.end() }
    callers = []
  }
}

/// One connection: writes a request, waits for the whole answer, writes the next.
private final class Caller: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let round: Round
  private var context: ChannelHandlerContext?
  private var answer = ByteBuffer()
  private var sentAt = NIODeadline.now()

  init(_ round: Round) { self.round = round }

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    round.connected(self)
  }

  func send() {
    guard let context, let request = round.take() else { return }
    sentAt = .now()
    context.writeAndFlush(wrapOutboundOut(request), promise: nil)
  }

  func end() {
    let context = context
    self.context = nil
    context?.close(promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var piece = unwrapInboundIn(data)
    if answer.readableBytes == 0 { answer = piece } else { answer.writeBuffer(&piece) }
    guard let (status, length) = head(), answer.readableBytes >= length else { return }
    let text = answer
    answer.clear()
    round.answered(status, after: .now() - sentAt) { String(buffer: text) }
    send()
  }

  func channelInactive(context: ChannelHandlerContext) {
    guard self.context != nil else { return }
    self.context = nil
    round.fail(BenchFailure("the daemon closed a connection"))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { round.fail(error) }

  /// Status and length of the answer, head and body, once the head is whole.
  private func head() -> (status: Int, length: Int)? {
    answer.withUnsafeReadableBytes { bytes in
      guard bytes.count > 12 else { return nil }
      var end = 3
      while end < bytes.count {
        if bytes[end] == 0x0A, bytes[end - 2] == 0x0A { break }
        end += 1
      }
      guard end < bytes.count else { return nil }
      let status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
      return (status, end + 1 + contentLength(UnsafeRawBufferPointer(rebasing: bytes[..<end])))
    }
  }

  private func contentLength(_ head: UnsafeRawBufferPointer) -> Int {
    let name = Array("\ncontent-length:".utf8)
    var at = 0
    while at + name.count < head.count {
      if head[at] == 0x0A, (1..<name.count).allSatisfy({ head[at + $0] | 0x20 == name[$0] | 0x20 }) {
        var length = 0
        for byte in head[(at + name.count)...] {
          if byte == 0x20 { continue }
          guard (0x30...0x39).contains(byte) else { break }
          length = length * 10 + Int(byte - 0x30)
        }
        return length
      }
      at += 1
    }
    return 0
  }
}
