import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Operations

/// Notes when each request's last byte was read: on the connection's event loop, right behind the decoder, before any
/// queue, and whether or not somebody is free to answer.
///
/// The moment travels in the stream itself, as eight bytes that are added to the body, so that each of several requests
/// on one connection, sent one behind the other or ahead of their answers, has its own. `ArrivalStamp` takes them off
/// again. What waits in the kernel is not seen: it has not been read.
///
/// A submission is in hand from that moment until its answer is sent. Here that is known for requests nobody has begun
/// to answer; the deed itself holds on to what it works at.
final class ArrivalHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let arrivals: Arrivals
  private let bytesAhead: Int
  private var isSubmission = false
  /// Of the submission that is being read; nil otherwise.
  private var bytesRead: Int?
  /// Of requests read whole: their number so far, and those that are not answered.
  private var readCount = 0
  private var answeredCount = 0
  private var inHand: [(request: Int, arrival: Arrivals.Arrival)] = []

  /// - Parameter bytesAhead: of a submission that many bytes are read although nobody has taken up the first yet.
  init(arrivals: Arrivals, bytesAhead: Int) {
    self.arrivals = arrivals
    self.bytesAhead = bytesAhead
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      isSubmission = head.isSubmission
      bytesRead = isSubmission ? 0 : nil
    case .body(let piece): bytesRead? += piece.readableBytes
    case .end:
      bytesRead = nil
      readCount += 1
      let at: Moment
      // Answered before its end was read: it was refused, and there is nothing to wait for.
      if isSubmission, readCount > answeredCount {
        let arrival = arrivals.take()
        inHand.append((readCount, arrival))
        at = arrival.at
      } else {
        at = arrivals.stamp()
      }
      context.fireChannelRead(wrapInboundOut(.body(ArrivalStamp.buffer(of: at, context.channel.allocator))))
    }
    context.fireChannelRead(data)
  }

  /// Whoever is to answer asks for more as it reads. While it is busy elsewhere a submission is read on, within bounds, so
  /// that its end is seen when it comes.
  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if let bytesRead, bytesRead < bytesAhead { context.read() }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      answeredCount += 1
      while let first = inHand.first, first.request <= answeredCount {
        arrivals.settle(first.arrival)
        inHand.removeFirst()
      }
    }
    context.write(data, promise: promise)
  }

  /// Who hangs up has arrived all the same. The deed holds on to it as soon as it has begun; until then this does, but not
  /// for ever, for perhaps nobody begins it.
  func channelInactive(context: ChannelHandlerContext) {
    let (left, arrivals) = (inHand.map(\.arrival), self.arrivals)
    inHand = []
    if !left.isEmpty {
      context.eventLoop.scheduleTask(in: .seconds(2)) { for arrival in left { arrivals.settle(arrival) } }
    }
    context.fireChannelInactive()
  }
}

extension HTTPRequest {
  /// A registration, a bid or a withdrawal: what a deadline is judged for, and what is never turned away for want of
  /// room once it has been read.
  var isSubmission: Bool { method == .post && path?.hasSuffix("/bids") == true }
}

/// The moment of arrival as it travels behind a request's body.
enum ArrivalStamp {
  static let byteCount = 8

  static func buffer(of moment: Moment, _ allocator: ByteBufferAllocator) -> ByteBuffer {
    var buffer = allocator.buffer(capacity: byteCount)
    buffer.writeInteger(moment.unixMicroseconds)
    return buffer
  }

  /// Takes the stamp off a whole body.
  ///
  /// - Returns: nil when there is none, which is a mistake of ours.
  static func take(from body: inout [UInt8]) -> Moment? {
    guard body.count >= byteCount else { return nil }
    let bits = body.suffix(byteCount).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    body.removeLast(byteCount)
    return Moment(unixMicroseconds: Int64(bitPattern: bits))
  }
}
