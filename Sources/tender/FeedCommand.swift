import ArgumentParser
import Canon
import Glibc
import Messages
import Notes

/// What the log tells everybody, entry by entry.
struct FeedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "公开动态：日志的每一条 · Everything public, in the log's order.",
    discussion: """
      --json 每行打印一条。--follow 一直等新的条目，断线自动续读，用 Ctrl-C 结束。
      --json prints one object a line. --follow waits for more and goes on after a broken connection; Ctrl-C ends it.
      """)

  @Option(help: "从这个序号之后开始 · Begin behind this index")
  var after: Int?

  @Flag(help: "一直等下去 · Wait for more")
  var follow = false

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    if let after, after < 0 {
      throw CommandFailure.usage(zh: "--after 应为 0 或更大。", en: "--after is 0 or more.")
    }
    let api = try options.publicConnection()
    var reader = FeedReader(after: after, output: options.output)
    try await reader.readPages(api)
    if follow { try await reader.follow(api) }
  }
}

/// Prints entries in order, each once.
private struct FeedReader {
  /// The index printed last.
  var after: Int?
  let output: Output

  /// Pages up to the end of the signed log.
  mutating func readPages(_ api: Connection) async throws(CommandFailure) {
    while true {
      let page = try await api.get("/api/feed", query: after.map { [("after", "\($0)")] } ?? [], signed: false)
      guard let entries = page["entries"]?.arrayValue, !entries.isEmpty else { return }
      for entry in entries { try show(entry) }
    }
  }

  /// The stream of events, opened again whenever it breaks off.
  mutating func follow(_ api: Connection) async throws(CommandFailure) {
    var pause: Int64 = 1
    while true {
      do throws(CommandFailure) {
        var parser = EventParser()
        let headers = after.map { [("Last-Event-ID", "\($0)")] } ?? []
        for try await piece in try await api.events("/api/feed", headers: headers) {
          for data in try parser.feed(piece) {
            try show(try Self.json(data))
            pause = 1
          }
        }
      } catch {
        guard error.kind == .notReachable else { throw error }
        output.say(
          zh: "连接断开，\(pause) 秒后从序号 \(after.map(String.init) ?? "-") 之后续读。",
          en: "The connection broke; going on behind index \(after.map(String.init) ?? "-") in \(pause) s.")
      }
      try? await Task.sleep(for: .seconds(pause))
      pause = min(pause * 2, 30)
    }
  }

  private mutating func show(_ entry: JSON) throws(CommandFailure) {
    guard let index = entry["index"]?.integerValue, index == after.map({ $0 + 1 }) ?? index else {
      throw .mistake(zh: "服务器的动态缺少一条或次序不对。", en: "The server's feed lacks an entry, or its order is wrong.")
    }
    after = index
    if output.json {
      Terminal.write(entry.canonicalText + "\n", to: .out)
      return
    }
    output.line(
      cells: String(index), entry.cell("kind"), entry.cell("tender"), String(entry.cell("id").prefix(12)))
    for link in entry["links"]?.arrayValue ?? [] where link["rel"]?.stringValue == "file" {
      output.line(cells: "", link.cell("href"), link.cell("bytes"))
    }
  }

  private static func json(_ data: [UInt8]) throws(CommandFailure) -> JSON {
    do { return try JSON.parse(data) } catch {
      throw .mistake(zh: "服务器的事件流读不通。", en: "The server's stream of events cannot be read.")
    }
  }
}

/// Takes a stream of events apart: what stands behind `data:` in each event that has any.
///
/// - Source: WHATWG HTML, 9.2 server-sent events.
struct EventParser {
  private var line: [UInt8] = []
  private var data: [UInt8]?

  /// An event of the feed is shorter than this.
  static let bytesMax = 1 << 20

  /// The events that end in these bytes.
  mutating func feed(_ bytes: [UInt8]) throws(CommandFailure) -> [[UInt8]] {
    var events: [[UInt8]] = []
    for byte in bytes {
      guard byte == 0x0A else {
        line.append(byte)
        guard line.count <= Self.bytesMax else {
          throw .mistake(zh: "服务器的一个事件太长。", en: "An event of the server's stream is too long.")
        }
        continue
      }
      if line.isEmpty {
        if let data { events.append(data) }
        data = nil
      } else if line.starts(with: "data:".utf8) {
        let value = line.dropFirst(5)
        data = (data.map { $0 + [0x0A] } ?? []) + (value.first == 0x20 ? value.dropFirst() : value)
      }
      line.removeAll(keepingCapacity: true)
    }
    return events
  }
}
