import Canon
import Notes
import Postgres
import Store
import Transparency

/// Everything public in the order of the log, entry by entry, with what each entry names.
///
/// The index is the order of commit, and nothing beyond the last signed head is told: whoever reads on behind the index
/// read last misses nothing, and can verify what it was told against that head.
public struct FeedPage: Sendable {
  /// How many entries the signed head covers.
  public let size: Int
  public let entries: [FeedEntry]

  public var json: JSON { ["size": JSON(size), "entries": .array(entries.map(\.json))] }
}

/// One entry of the log as the feed tells it.
public struct FeedEntry: Sendable {
  public let index: Int
  /// The entry's first line: the note's type, or `tender-tick/v1`.
  public let kind: String
  /// Nil for ticks, which are of all open tenders.
  public let tender: String?
  /// The note's id; nil for a tick.
  public let id: Digest?
  /// The whole entry: a note with its signature, or a tick's text.
  public let text: String
  public let links: [FeedLink]

  public var json: JSON {
    [
      "index": JSON(index), "kind": JSON(kind), "tender": JSON(tender), "id": JSON(id?.b64), "text": JSON(text),
      "links": .array(links.map(\.json)),
    ]
  }
}

/// Something public that an entry leads to.
public struct FeedLink: Sendable {
  public enum Relation: String, Sendable, CaseIterable {
    /// The tender as data.
    case tender
    /// The tender as a page.
    case page
    /// The list of files of everything public about it.
    case bundle
    /// The list that the note names by its hash.
    case list
    /// A file that the note names: terms, a paper, a result.
    case file
  }

  public let relation: Relation
  public let path: String
  /// Of files: what their bytes hash to and how many they are.
  public let sha256: Digest?
  public let bytes: Int?

  init(_ relation: Relation, _ path: String, sha256: Digest? = nil, bytes: Int? = nil) {
    self.relation = relation
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }

  var json: JSON {
    var json: JSON = ["rel": JSON(relation.rawValue), "href": JSON(path)]
    if let sha256 { json = json.setting("sha256", JSON(sha256.hex)) }
    if let bytes { json = json.setting("bytes", JSON(bytes)) }
    return json
  }
}

extension Office {
  /// Entries of one page.
  public static var feedMax: Int { 256 }

  /// Entries from index `first`, at most `limit` of them, in the log's order.
  ///
  /// - Parameter bytesMax: of entries; the first is given however long it is.
  public func feed(from first: Int, limit: Int, bytesMax: Int = 1 << 20) async throws -> FeedPage {
    let size = publisher.board.size
    let end = min(size, first + min(limit, Self.feedMax))
    guard first < end else { return FeedPage(size: size, entries: []) }
    let (entries, files) = try await database.read(as: .everybody) { tx in
      (
        try tx.logEntries(from: first, to: end, bytesMax: bytesMax),
        try tx.filesNamed(from: first, to: end)
      )
    }
    return FeedPage(
      size: size,
      entries: entries.enumerated().map { place, bytes in
        Self.entry(first + place, bytes, files: files.filter { $0.logIndex == first + place })
      })
  }

  /// The same, but an empty page is given only after waiting for entries: until there are some, or `time` has passed, or
  /// the daemon stops.
  public func feed(from first: Int, limit: Int, waiting time: Duration) async throws -> FeedPage {
    let page = try await feed(from: first, limit: limit)
    guard page.entries.isEmpty, time > .zero, limit > 0 else { return page }
    await publisher.board.wait(beyond: first, atMost: time)
    return try await feed(from: first, limit: limit)
  }

  private static func entry(_ index: Int, _ bytes: [UInt8], files: [NamedFileRow]) -> FeedEntry {
    let kind = bytes.firstIndex(of: 0x0A).map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? ""
    let text = String(decoding: bytes, as: UTF8.self)
    guard let note = try? SignedNote(parsing: bytes), let body = try? AnyNote(parsing: note.text) else {
      return FeedEntry(index: index, kind: kind, tender: nil, id: nil, text: text, links: [])
    }
    let tender = body.tender
    let bundle = "/api/tenders/\(tender)/bundle"
    var links = [
      FeedLink(.tender, "/api/tenders/\(tender)"), FeedLink(.page, "/tenders/\(tender)"), FeedLink(.bundle, bundle),
    ]
    if let list = body.list {
      links.append(FeedLink(.list, "\(bundle)/lists/\(list.digest.hex).txt", sha256: list.digest))
    }
    links += files.map { FeedLink(.file, "\(bundle)/\($0.path)", sha256: $0.digest, bytes: $0.bytes) }
    return FeedEntry(index: index, kind: kind, tender: tender, id: note.id, text: text, links: links)
  }

  /// Ends everything that waits for the log to grow, when the task is cancelled: the daemon stops, and what is in flight
  /// is to end.
  public func runStreams() async {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    publisher.board.end()
  }
}
