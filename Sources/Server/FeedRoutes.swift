import Canon
import HTTPTypes
import Messages
import Operations
import Synchronization

/// Everything public in the order of the log: by pages, by pages that are waited for, or as a stream of events.
func addFeedRoutes(to table: inout RouteTable, office: Office) {
  let slots = StreamSlots(max: office.limits.streamsMax)
  table.open(
    .get, "/api/feed",
    .init(
      "feed", zh: "公开动态，按日志顺序", en: "Everything public, in the log's order",
      remarks: Wording(
        zh: "从 after 之后的条目起，不超过已签署的检查点。wait 秒内没有新条目才回答空页。Accept: text/event-stream 得到事件流："
          + "id 为条目序号，断开后用 Last-Event-ID 续读，无事时每 \(office.limits.heartbeat.components.seconds) 秒一行注释；"
          + "长时间不读的连接会被关闭。",
        en:
          "Entries behind the index after, never beyond the signed head. With wait an empty page is answered only after "
          + "so many seconds. Accept: text/event-stream gives a stream of events whose id is the index; Last-Event-ID "
          + "goes on behind it; a comment comes every \(office.limits.heartbeat.components.seconds) s when there is "
          + "nothing to tell; a connection that does not read is closed."),
      parameters: [
        .query(
          "after", .integer(0...999_999_999_999_999), zh: "最后读到的序号", en: "the index read last; none: from the beginning"
        ),
        .query(
          "limit", .integer(0...999_999_999_999_999), zh: "一页最多几条（至多 \(Office.feedMax)）",
          en: "entries of a page, \(Office.feedMax) at most"),
        .query("wait", .integer(0...FeedWait.secondsMax), zh: "最多等几秒", en: "seconds to wait for entries"),
        .header("Last-Event-ID", .integer(0...999_999_999_999_999), zh: "事件流续读处", en: "where a stream goes on"),
      ],
      gives: .json(.feedPage), .file(.events), refuses: [.tooManyStreams])
  ) { request in
    let after = try request.queryNumber("after", absent: -1)
    let last = try request.headerNumber("Last-Event-ID")
    if request.accepts(.events) {
      guard !office.publisher.board.isOver else { throw CancellationError() }
      let slot = try slots.take()
      let first = (last ?? after) + 1
      return .streamed(.events) { write in
        defer { withExtendedLifetime(slot) {} }
        try await sendEvents(of: office, from: first, write)
      }.with(.accelBuffering, "no")
    }
    let limit = try request.queryNumber("limit", absent: Office.feedMax)
    let seconds = try request.queryNumber("wait", absent: 0)
    guard seconds <= FeedWait.secondsMax else { throw RequestRefusal.parameter(name: "wait") }
    guard seconds > 0 else { return .json(try await office.feed(from: after + 1, limit: limit).json) }
    let slot = try slots.take()
    defer { withExtendedLifetime(slot) {} }
    return .json(try await office.feed(from: after + 1, limit: limit, waiting: .seconds(seconds)).json)
  }
}

enum FeedWait {
  /// Proxies on the way close what is silent for longer.
  static let secondsMax = 30
}

/// Sends entries as they come, until the reader goes or the daemon stops.
private func sendEvents(of office: Office, from first: Int, _ write: Reply.Writing) async throws {
  var next = first
  try await write(Array("retry: 3000\n\n".utf8))
  while !Task.isCancelled, !office.publisher.board.isOver {
    let page = try await office.feed(from: next, limit: FeedEvent.batch, bytesMax: FeedEvent.bytesMax)
    for entry in page.entries { try await write(FeedEvent.bytes(entry)) }
    next += page.entries.count
    guard page.entries.isEmpty else { continue }
    await office.publisher.board.wait(beyond: next, atMost: office.limits.heartbeat)
    if office.publisher.board.size <= next { try await write(FeedEvent.heartbeat) }
  }
}

/// One event of the stream.
///
/// - Source: WHATWG HTML, 9.2 server-sent events.
enum FeedEvent {
  /// Entries, and bytes of them, that are held at once for one reader.
  static let batch = 64
  static let bytesMax = 128 << 10
  static let heartbeat = Array(": \n\n".utf8)

  /// Canonical JSON has no line breaks, so it is one line of data.
  static func bytes(_ entry: FeedEntry) -> [UInt8] {
    Array("id: \(entry.index)\ndata: ".utf8) + entry.json.canonicalBytes() + Array("\n\n".utf8)
  }
}

/// How many may wait for the log at once.
final class StreamSlots: Sendable {
  /// One place; it is free again when nobody holds this any more, also when an answer is never sent.
  final class Slot: Sendable {
    private let slots: StreamSlots
    fileprivate init(_ slots: StreamSlots) { self.slots = slots }
    deinit { slots.taken.withLock { $0 -= 1 } }
  }

  private let max: Int
  private let taken = Mutex(0)

  init(max: Int) { self.max = max }

  /// - Throws: `tooManyStreams`.
  func take() throws(RequestRefusal) -> Slot {
    let isFree = taken.withLock { taken in
      guard taken < max else { return false }
      taken += 1
      return true
    }
    guard isFree else { throw .tooManyStreams }
    return Slot(self)
  }
}

extension ReceivedRequest {
  /// Whether the `Accept` header names this type.
  func accepts(_ kind: Reply.Kind) -> Bool {
    headers[values: .accept].contains { field in
      field.split(separator: ",").contains { entry in
        entry.split(separator: ";").first.map { $0.trimming == kind.rawValue } ?? false
      }
    }
  }
}

extension Substring {
  fileprivate var trimming: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension HTTPField.Name {
  /// Tells a proxy to pass events on as they come.
  static let accelBuffering = HTTPField.Name("X-Accel-Buffering")!
}

extension Schema {
  static let feedPage = Schema.named(
    "FeedPage",
    [
      "size": .integer,
      "entries": .list(
        .named(
          "FeedEntry",
          [
            "index": .integer, "kind": .text, "tender": .orNull(.id), "id": .orNull(.digest), "text": .text,
            "links": .list([
              "rel": .words(FeedLink.Relation.self), "href": .text, "sha256?": .hex, "bytes?": .integer,
            ]),
          ]), max: Office.feedMax),
    ])
}
