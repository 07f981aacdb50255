import Canon
import NIOHTTP1
import Server
import Testing

@Suite struct `Open data at the counter` {
  @Test func `gives the extension's own files to everybody`() async throws {
    try await Harness.run { harness in
      let metadata = try await harness.send(.GET, "/ocds/extension/extension.json")
      #expect(metadata.status == 200)
      #expect(metadata.headers.first(name: "Content-Type") == "application/json")
      for list in metadata.json?["codelists"]?.arrayValue ?? [] {
        let file = try await harness.send(.GET, "/ocds/extension/codelists/\(list.stringValue ?? "")")
        #expect(file.status == 200 && file.text.hasPrefix("Code,Title,Description\n"))
        #expect(file.headers.first(name: "Content-Type") == "text/csv; charset=utf-8")
      }
      let schema = try await harness.send(.GET, "/ocds/extension/release-schema.json")
      #expect(schema.json?["definitions"]?["Draw"] != nil)
      #expect(try await harness.send(.GET, "/ocds/extension/none.json").status == 404)
    }
  }

  static let unknown: [(target: String, status: Int, code: String)] = [
    ("/ocds/rehearsal.none/record.json", 404, "tender.tenderUnknown"),
    ("/ocds/ocds-000000-rehearsal.none/record.json", 404, "tender.tenderUnknown"),
    ("/ocds/rehearsal.none/releases/1.json", 404, "tender.tenderUnknown"),
    ("/ocds/rehearsal.none/releases/0.json", 400, "request.parameter"),
    ("/ocds/rehearsal.none/releases/01.json", 400, "request.parameter"),
    ("/ocds/rehearsal.none/releases/-1.json", 400, "request.parameter"),
    ("/ocds/rehearsal.none/releases/99999999999999999999.json", 400, "request.parameter"),
    ("/ocds/bulk.jsonl?limit=x", 400, "request.parameter"),
    ("/ocds/rehearsal.none", 404, "request.noSuchPlace"),
  ]
  @Test func `says of what is not there that it is not`() async throws {
    try await Harness.run { harness in
      for (target, status, code) in Self.unknown {
        let answer = try await harness.send(.GET, target)
        #expect(answer.status == status, "\(target)")
        #expect(answer.code == code, "\(target)")
      }
    }
  }

  @Test func `is no line long before any tender is published`() async throws {
    try await Harness.run { harness in
      let bulk = try await harness.send(.GET, "/ocds/bulk.jsonl")
      #expect(bulk.status == 200 && bulk.body.isEmpty)
      #expect(bulk.headers.first(name: "Content-Type") == "application/jsonl")
      #expect(try await harness.send(.HEAD, "/ocds/bulk.jsonl").body.isEmpty)
    }
  }
}
