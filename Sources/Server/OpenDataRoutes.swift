import Canon
import HTTPTypes
import Operations

/// Open data (OCDS 1.1) for everybody. A tender may be named by its id or by its `ocid`.
func addOpenDataRoutes(to table: inout RouteTable, office: Office) {
  table.open(
    .get, "/ocds/{id}/record.json",
    .init(
      "openDataRecord", zh: "项目的开放数据（OCDS 1.1 记录包）", en: "A tender's open data: an OCDS 1.1 record package",
      gives: .json(.recordPackage), refuses: [.tender, .input])
  ) { request in
    .bytes(try await office.openDataRecord(request.parameter("id")), .json, keep: .revalidated)
  }
  table.open(
    .get, "/ocds/{id}/releases/{n}.json",
    .init(
      "openDataRelease", zh: "一次事件的开放数据（OCDS 1.1 发布包）", en: "One event's open data: an OCDS 1.1 release package",
      parameters: [.path("n", .integer(1...999_999), zh: "第几次，从 1 起", en: "which one, from 1")],
      gives: .json(.releasePackage), refuses: [.tender, .input])
  ) { request in
    let text: String = try request.parameter("n")
    guard let number = Int(text), number > 0, String(number) == text else { throw RequestRefusal.parameter(name: "n") }
    let package = try await office.openDataRelease(number, of: request.parameter("id"))
    return .bytes(package.canonicalBytes(), .json, keep: .revalidated)
  }
  // One compiled release a line, by the tenders' ids. One at a time is held in memory, however many there are.
  table.open(
    .get, "/ocds/bulk.jsonl",
    .init(
      "openDataBulk", zh: "全部项目的开放数据，每行一个（JSON Lines）", en: "All tenders' open data, one a line (JSON Lines)",
      parameters: [
        .query("after", .text(64), zh: "从该项目之后开始", en: "begins behind this tender"),
        .query("limit", .integer(0...999_999_999_999_999), zh: "最多几行", en: "so many lines at most"),
      ],
      gives: .file(.jsonLines))
  ) { request in
    let first = try request.queryParameter("after") ?? ""
    let limit = try request.queryNumber("limit", absent: .max)
    return .lines(after: first) { last, count in
      guard count < limit, let next = try await office.openDataLine(after: last) else { return nil }
      return (next.tender, next.line)
    }
  }
  table.open(
    .get, "/ocds/extension/**",
    .init(
      "openDataExtension", zh: "本系统的 OCDS 扩展", en: "Our own OCDS extension", gives: .json(.openDataExtension),
      .file(.csv),
      refuses: [.input])
  ) { request in
    let path = try request.restOfPath()
    return .bytes(try office.openDataExtension(path), Reply.Kind(path: path), keep: .revalidated)
  }
}
