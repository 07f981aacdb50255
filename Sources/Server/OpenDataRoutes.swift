import Canon
import HTTPTypes
import Operations

/// Open data (OCDS 1.1) for everybody. A tender may be named by its id or by its `ocid`.
func addOpenDataRoutes(to table: inout RouteTable, office: Office) {
  table.open(.get, "/ocds/{id}/record.json") { request in
    .bytes(try await office.openDataRecord(request.parameter("id")), .json, keep: .revalidated)
  }
  table.open(.get, "/ocds/{id}/releases/{n}.json") { request in
    let text: String = try request.parameter("n")
    guard let number = Int(text), number > 0, String(number) == text else { throw RequestRefusal.parameter(name: "n") }
    let package = try await office.openDataRelease(number, of: request.parameter("id"))
    return .bytes(package.canonicalBytes(), .json, keep: .revalidated)
  }
  // One compiled release a line, by the tenders' ids. One at a time is held in memory, however many there are.
  table.open(.get, "/ocds/bulk.jsonl") { request in
    let first = try request.queryParameter("after") ?? ""
    let limit = try request.queryNumber("limit", absent: .max)
    return .lines(after: first) { last, count in
      guard count < limit, let next = try await office.openDataLine(after: last) else { return nil }
      return (next.tender, next.line)
    }
  }
  table.open(.get, "/ocds/extension/**") { request in
    let path = try request.restOfPath()
    return .bytes(try office.openDataExtension(path), Reply.Kind(path: path), keep: .revalidated)
  }
}
