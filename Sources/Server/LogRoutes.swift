import HTTPTypes
import Operations
import Transparency

/// The log for everybody (c2sp.org/tlog-tiles below `/log/`), and who the office says it is.
func addLogRoutes(to table: inout RouteTable, office: Office) {
  table.open(.get, "/log/checkpoint") { _ in
    guard let checkpoint = office.logCheckpoint else { throw RequestRefusal.noSuchPlace }
    return .bytes(checkpoint, .text, keep: .revalidated)
  }
  // Under its path a tile never changes: a wider one has another path.
  table.open(.get, "/log/tile/**") { request in
    guard let tile = Tile(path: "tile/" + (try request.restOfPath())), let bytes = try await office.logTile(tile) else {
      throw RequestRefusal.noSuchPlace
    }
    return .bytes(bytes, keep: .forever)
  }
  table.open(.get, "/api/feed") { request in
    let first = try request.queryNumber("after", absent: -1) + 1
    let limit = try request.queryNumber("limit", absent: Office.feedMax)
    return .json(try await office.feed(from: first, limit: limit))
  }
  table.open(.get, "/api/instance") { _ in .json(office.describe()) }
  table.open(.get, "/api/vkeys") { _ in .text(try await office.statedKeys()) }
}
