import Canon
import HTTPTypes
import Hummingbird
import NIOCore

/// What a route answers.
public struct Reply: Sendable {
  public var status: HTTPResponse.Status
  public var headers: HTTPFields
  var body: Body

  /// What comes after the head.
  enum Body: Sendable {
    case whole(ByteBuffer?)
    /// Written as it is made; a reader who takes nothing for too long is cut off (`StallWatch`).
    case streamed(length: Int?, @Sendable (Writing) async throws -> Void)
  }

  /// Sends one piece, and returns when the connection takes more.
  typealias Writing = ([UInt8]) async throws -> Void

  /// The types of body that we send.
  public enum Kind: String, Sendable {
    case json = "application/json"
    /// JSON Lines: one value a line.
    case jsonLines = "application/jsonl"
    case problem = "application/problem+json"
    case text = "text/plain; charset=utf-8"
    case html = "text/html; charset=utf-8"
    case css = "text/css; charset=utf-8"
    case csv = "text/csv; charset=utf-8"
    case pdf = "application/pdf"
    case bytes = "application/octet-stream"
    case events = "text/event-stream"

    /// The kind of a public file, by the end of its name.
    public init(path: String) {
      self =
        switch path.split(separator: ".").last {
        case "pdf": .pdf
        case "json": .json
        case "csv": .csv
        case "note", "txt": .text
        default: .bytes
        }
    }
  }

  /// How long others may keep an answer.
  public enum Keeping: String, Sendable {
    case never = "no-store"
    /// Asked for again each time: a checkpoint, a public page.
    case revalidated = "no-cache"
    /// Content that never changes under its name: a full tile, a payload by its hash.
    case forever = "public, max-age=31536000, immutable"
  }

  public static func bytes(
    _ bytes: [UInt8], _ kind: Kind = .bytes, status: HTTPResponse.Status = .ok, keep: Keeping = .never
  ) -> Reply {
    Reply(status: status, kind: kind, keep: keep, body: .whole(ByteBuffer(bytes: bytes)))
  }

  /// A JSON value in its RFC 8785 form.
  public static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Reply {
    bytes(value.canonicalBytes(), .json, status: status)
  }

  public static func text(
    _ text: String, _ kind: Kind = .text, status: HTTPResponse.Status = .ok, keep: Keeping = .never
  ) -> Reply {
    bytes(Array(text.utf8), kind, status: status, keep: keep)
  }

  /// 204, for what needs no words.
  public static var nothing: Reply {
    Reply(status: .noContent, headers: [.cacheControl: Keeping.never.rawValue], body: .whole(nil))
  }

  /// 304: what goes by this tag is what the asker has.
  static func unchanged(_ tag: String) -> Reply {
    Reply(
      status: .notModified, headers: [.eTag: tag, .cacheControl: Keeping.revalidated.rawValue], body: .whole(nil))
  }

  /// A body too long for memory, sent piece by piece.
  ///
  /// - Parameters:
  ///   - length: bytes in all.
  ///   - piece: the piece with that number, from 0; nil after the last.
  public static func pieces(
    length: Int, _ kind: Kind = .bytes, keep: Keeping = .never,
    piece: @escaping @Sendable (Int) async throws -> [UInt8]?
  ) -> Reply {
    streamed(length: length, kind, keep: keep) { write in
      var number = 0
      while let bytes = try await piece(number) {
        try await write(bytes)
        number += 1
      }
    }
  }

  /// A body that is made while it is sent.
  ///
  /// - Parameters:
  ///   - length: bytes in all, where that is known.
  ///   - body: writes the pieces; the body ends when it returns.
  static func streamed(
    length: Int? = nil, _ kind: Kind, keep: Keeping = .never, _ body: @escaping @Sendable (Writing) async throws -> Void
  ) -> Reply {
    Reply(status: .ok, kind: kind, keep: keep, body: .streamed(length: length, body))
  }

  /// JSON Lines of a length that nobody knows beforehand, sent line by line as the reader takes them.
  ///
  /// - Parameters:
  ///   - first: where to begin, as `next` understands it.
  ///   - next: the line after a place, with its own place, or nil after the last; told how many came before.
  public static func lines(
    after first: String, next: @escaping @Sendable (_ place: String, _ count: Int) async throws -> (String, [UInt8])?
  ) -> Reply {
    streamed(.jsonLines, keep: .revalidated) { write in
      var (place, count) = (first, 0)
      while let (following, line) = try await next(place, count) {
        try await write(line)
        (place, count) = (following, count + 1)
      }
    }
  }

  /// The same with one more header.
  public func with(_ name: HTTPField.Name, _ value: String) -> Reply {
    var more = self
    more.headers[name] = value
    return more
  }

  private init(status: HTTPResponse.Status, headers: HTTPFields, body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  private init(status: HTTPResponse.Status, kind: Kind, keep: Keeping, body: Body) {
    self.init(
      status: status, headers: [.contentType: kind.rawValue, .cacheControl: keep.rawValue], body: body)
  }

  /// - Parameters:
  ///   - channel: the connection, which is closed when its reader stalls.
  ///   - stall: for how long a reader may take nothing.
  func response(on channel: any Channel, stall: Duration) -> Response {
    let body: ResponseBody =
      switch self.body {
      case .whole(let bytes): bytes.map { ResponseBody(byteBuffer: $0) } ?? ResponseBody()
      case .streamed(let length, let write):
        ResponseBody(contentLength: length) { writer in
          try await StallWatch.watching(channel, stall: stall) { watch in
            try await write { bytes in
              try await watch.writing { try await writer.write(ByteBuffer(bytes: bytes)) }
            }
            try await watch.writing { try await writer.finish(nil) }
          }
        }
      }
    return Response(status: status, headers: headers, body: body)
  }
}
