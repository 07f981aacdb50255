import NIOHTTP1
import Server
import Testing

@Suite struct `Pages at the counter` {
  @Test(arguments: ["/", "/en"])
  func `are open to everybody and run nothing`(path: String) async throws {
    try await Harness.run { harness in
      let page = try await harness.send(.GET, path)
      #expect(page.status == 200)
      #expect(page.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
      #expect(page.headers.first(name: "Content-Security-Policy")?.contains("default-src 'none'") == true)
      #expect(page.text.contains(path == "/" ? "演练" : "Rehearsal"))
      #expect(page.text.contains("rehearsal.test"))
      let head = try await harness.send(.HEAD, path)
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
    }
  }

  @Test func `have one style sheet`() async throws {
    try await Harness.run { harness in
      let style = try await harness.send(.GET, "/style.css")
      #expect(style.headers.first(name: "Content-Type") == "text/css; charset=utf-8")
      #expect(style.text.contains("body"))
    }
  }

  @Test func `of a tender that nobody knows are not found`() async throws {
    try await Harness.run { harness in
      let page = try await harness.send(.GET, "/tenders/rehearsal.none")
      #expect(page.status == 404)
      #expect(page.code == "tender.tenderUnknown")
      for path in ["/tenders/rehearsal.none/verify", "/en/tenders/rehearsal.none/verify"] {
        let page = try await harness.send(.GET, path)
        #expect(page.status == 404 && page.code == "tender.tenderUnknown")
      }
    }
  }
}
