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
/// to answer; the deed itself holds on to what it works at. What is sent ahead of an answer to something else, which may
/// take for ever, has not arrived yet: it does when its turn comes (`ArrivalStamp.inTurn`), and the same goes for what is
/// sent by somebody who does not read the answers. So nobody can keep a submission in hand by not being answered.
///
/// An answer that is given before its request was read to the end is the last of its connection, which says so and ends
/// some seconds later: reading on, for politeness, would be at the sender's pace.
final class ArrivalHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What becomes of the connection.
  private enum Stay {
    case goesOn
    /// The answer that is being written is its last.
    case lastAnswer
    /// The last answer is written: nothing more is taken in.
    case over
    /// It ends when the other side has had the time to read that answer.
    case leaving
  }

  /// Submissions of one connection that are in hand at once, sent one behind the other; more arrive in their turn.
  private static let inHandMax = 8
  /// For how long somebody whose submissions are in hand may take nothing of the answers.
  private static let takingTime: TimeAmount = .seconds(5)
  /// From the last answer of a connection to its end. Who is cut off while still sending may lose the answer.
  private static let leavingTime: TimeAmount = .seconds(5)

  private let arrivals: Arrivals
  private let bytesAhead: Int
  private var stay = Stay.goesOn
  private var isSubmission = false
  private var isBeingRead = false
  /// Of the submission that is being read; nil otherwise.
  private var bytesRead: Int?
  /// Requests whose head was read, and those that are answered; they are answered in the order in which they came.
  private var headCount = 0
  private var answeredCount = 0
  /// The last request that is not held, by its number: until it is answered nothing behind it is.
  private var lastNotHeld = 0
  /// Of the answer to that request: bytes to be written still, where that is known.
  private var bytesLeft: Int?
  private var inHand: [(request: Int, arrival: Arrivals.Arrival)] = []
  private var cuttingOff: Scheduled<Void>?

  /// - Parameter bytesAhead: of a submission that many bytes are read although nobody has taken up the first yet.
  init(arrivals: Arrivals, bytesAhead: Int) {
    self.arrivals = arrivals
    self.bytesAhead = bytesAhead
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if stay == .over || stay == .leaving { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      headCount += 1
      isBeingRead = true
      isSubmission = head.isSubmission
      bytesRead = isSubmission && lastNotHeld <= answeredCount ? 0 : nil
      if !isSubmission { lastNotHeld = headCount }
    case .body(let piece): bytesRead? += piece.readableBytes
    case .end:
      bytesRead = nil
      isBeingRead = false
      let stamp = ArrivalStamp.buffer(of: moment(on: context.channel), context.channel.allocator)
      context.fireChannelRead(wrapInboundOut(.body(stamp)))
    }
    context.fireChannelRead(data)
  }

  /// The moment of the request whose end was read just now, or `ArrivalStamp.inTurn`.
  private func moment(on channel: any Channel) -> Moment {
    // Answered before its end was read: it was refused, and there is nothing to wait for.
    guard isSubmission, headCount > answeredCount else { return arrivals.stamp() }
    guard lastNotHeld <= answeredCount, inHand.count < Self.inHandMax, channel.isWritable else {
      lastNotHeld = headCount
      return ArrivalStamp.inTurn
    }
    let arrival = arrivals.take()
    inHand.append((headCount, arrival))
    return arrival.at
  }

  /// Whoever is to answer asks for more as it reads. While it is busy elsewhere a submission is read on, within bounds, so
  /// that its end is seen when it comes.
  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if let bytesRead, bytesRead < bytesAhead { context.read() }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      if head.status.kind == .informational { break }
      bytesLeft =
        lastNotHeld == answeredCount + 1 ? head.headerFields[.contentLength].flatMap { Int($0) } : nil
      if isBeingRead, headCount == answeredCount + 1 {
        stay = .lastAnswer
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: promise)
        return
      }
    case .body(let piece):
      // Whoever has as many bytes as the head states has the answer, and may send more before our end of it is written.
      if let left = bytesLeft {
        bytesLeft = left - piece.readableBytes
        if left == piece.readableBytes, lastNotHeld == answeredCount + 1 { lastNotHeld = answeredCount }
      }
    case .end:
      answeredCount += 1
      bytesLeft = nil
      if stay == .lastAnswer { stay = .over }
      while let first = inHand.first, first.request <= answeredCount {
        arrivals.settle(first.arrival)
        inHand.removeFirst()
      }
    }
    context.write(data, promise: promise)
  }

  func flush(context: ChannelHandlerContext) {
    context.flush()
    guard stay == .over else { return }
    stay = .leaving
    let channel = context.channel
    context.eventLoop.scheduleTask(in: Self.leavingTime) { channel.close(promise: nil) }
    // What is flushed is sent first. Ending both directions at once would make the system throw away what is on its way.
    context.close(mode: .output, promise: nil)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    cuttingOff?.cancel()
    cuttingOff = nil
    if !inHand.isEmpty, !context.channel.isWritable {
      let channel = context.channel
      cuttingOff = context.eventLoop.scheduleTask(in: Self.takingTime) { channel.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  /// Who hangs up has arrived all the same. The deed holds on to it as soon as it has begun; until then this does, but not
  /// for ever, for perhaps nobody begins it.
  func channelInactive(context: ChannelHandlerContext) {
    cuttingOff?.cancel()
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
  /// room once it has been read. It is what is posted to `/api/tenders/{id}/bids`, and nothing else.
  var isSubmission: Bool {
    guard method == .post, let path, path.hasPrefix(Self.tendersPrefix), path.hasSuffix(Self.bidsSuffix) else {
      return false
    }
    let tender = path.utf8.dropFirst(Self.tendersPrefix.utf8.count).dropLast(Self.bidsSuffix.utf8.count)
    return !tender.isEmpty && !tender.contains(UInt8(ascii: "/"))
  }

  private static let tendersPrefix = "/api/tenders/"
  private static let bidsSuffix = "/bids"
}

/// The moment of arrival as it travels behind a request's body.
enum ArrivalStamp {
  static let byteCount = 8
  /// Stands for the moment at which somebody takes up the request, which nobody can know beforehand.
  static let inTurn = Moment(unixMicroseconds: .min)

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
