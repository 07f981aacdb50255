import HTTPTypes
import Operations
import Transparency

/// The log for everybody (c2sp.org/tlog-tiles below `/log/`), and who the office says it is.
func addLogRoutes(to table: inout RouteTable, office: Office) {
  table.open(
    .get, "/log/checkpoint",
    .init(
      "logCheckpoint", zh: "日志的签名检查点", en: "The log's signed checkpoint", gives: .file(.text),
      refuses: [.noSuchPlace])
  ) { _ in
    guard let checkpoint = office.logCheckpoint else { throw RequestRefusal.noSuchPlace }
    return .bytes(checkpoint, .text, keep: .revalidated)
  }
  // Under its path a tile never changes: a wider one has another path.
  table.open(
    .get, "/log/tile/**",
    .init(
      "logTile", zh: "日志的瓦片和条目束（c2sp tlog-tiles）", en: "Tiles and entry bundles (c2sp tlog-tiles)",
      gives: .file(.bytes), refuses: [.noSuchPlace])
  ) { request in
    guard let tile = Tile(path: "tile/" + (try request.restOfPath())), let bytes = try await office.logTile(tile) else {
      throw RequestRefusal.noSuchPlace
    }
    // Hashes do not shrink.
    guard tile.content == .entries else { return .bytes(bytes, keep: .forever) }
    let packed = Gzip.isWanted(by: request.headers[.acceptEncoding]) ? Gzip.pack(bytes) : nil
    let reply = Reply.bytes(packed ?? bytes, keep: .forever).with(.vary, "Accept-Encoding")
    return packed == nil ? reply : reply.with(.contentEncoding, "gzip")
  }
  table.open(
    .get, "/api/instance",
    .init("describe", zh: "本系统的名称、密钥和时钟", en: "The office's name, key and clock", gives: .json(.instance))
  ) { _ in .json(office.describe()) }
  table.open(
    .get, "/api/vkeys",
    .init(
      "statedKeys", zh: "本系统所知的公钥（vkeys.txt）", en: "The keys that the office states, as vkeys.txt", gives: .file(.text))
  ) { _ in .text(try await office.statedKeys()) }
}

extension Schema {
  static let instance = Schema.named(
    "Instance",
    [
      "rehearsal": .bool, "origin": .text, "vkey": .vkey, "now": .seconds, "tickSeconds": .integer, "policy": .text,
      "signing": ["size": .integer, "here": .bool, "trouble": .orNull(.text)],
      "witnesses": .list([
        "vkey": .vkey, "size": .orNull(.integer), "time": .orNull(.seconds), "trouble": .orNull(.text),
      ]),
    ])
}
