import AsyncHTTPClient
import Canon
import HTTPTypes
import NIOCore
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Tendering
import Testing
import Transparency

@Suite struct `At the counter` {
  @Sendable static func table(_ office: Office) -> RouteTable {
    var table = RouteTable()
    table.deed(
      .createProgramme, .post, "/json",
      .init("json", zh: "原样", en: "As it came", gives: .json(.anything), repeats: .same(zh: "原样。", en: "as it came."))
    ) { request, _ in .json(try request.json()) }
    table.open(.get, "/echo/{id}/x", .init("echo", zh: "回声", en: "Echo", gives: .file(.text))) { request in
      .text("\(try request.parameter("id"))|\(try request.queryParameter("q") ?? "-")")
    }
    table.open(.get, "/rest/**", .init("rest", zh: "其余", en: "Rest", gives: .file(.text))) { request in
      .text(try request.restOfPath())
    }
    table.open(.get, "/slow", .init("slow", zh: "慢", en: "Slow", gives: .file(.text))) { _ in
      try await Task.sleep(for: .milliseconds(400))
      return .text("done")
    }
    return table
  }

  static let bodies: [(what: String, body: [UInt8], status: Int, code: String)] = [
    ("no JSON", Array("{".utf8), 400, "request.notJSON"),
    ("nothing", [], 400, "request.notJSON"),
    (
      "33 deep", Array((String(repeating: "[", count: 33) + String(repeating: "]", count: 33)).utf8), 400,
      "request.notJSON"
    ),
    ("not UTF-8", Array(#"{"a":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), 400, "request.notJSON"),
    ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array("{}".utf8), 400, "request.notJSON"),
    ("a name twice", Array(#"{"a":1,"a":2}"#.utf8), 400, "request.notJSON"),
    (
      "a byte too long", Array("\"\(String(repeating: "x", count: ReceivedRequest.jsonBytesMax - 1))\"".utf8), 413,
      "request.bodyTooLarge"
    ),
  ]

  @Test func `a body that is no JSON of ours is refused`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let officer = try #require(harness.people[.officer])
      for (what, body, status, code) in Self.bodies {
        let answer = try await harness.send(.POST, "/json", as: officer, body: body)
        #expect(answer.status == status, "\(what)")
        #expect(answer.code == code, "\(what)")
      }
      let fits = Array("\"\(String(repeating: "x", count: ReceivedRequest.jsonBytesMax - 2))\"".utf8)
      #expect(try await harness.send(.POST, "/json", as: officer, body: fits).status == 200)
      let deep = Array((String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).utf8)
      #expect(try await harness.send(.POST, "/json", as: officer, body: deep).body == deep)
    }
  }

  static let targets: [(target: String, status: Int, text: String)] = [
    ("/echo/a%2Fb/x?q=%E6%A0%87", 200, "a/b|标"),
    ("/echo/a+b/x?q=c+d", 200, "a+b|c+d"),
    ("/echo/a/x?q=1&q=2", 400, "request.parameter"),
    ("/echo/a/x?q=%C3%28", 400, "request.parameter"),
    ("/echo/%00/x", 400, "request.parameter"),
    ("/rest/a/b.json", 200, "a/b.json"),
    ("/rest/a/%2E%2E/b", 400, "request.parameter"),
    ("/rest/a/../b", 400, "request.parameter"),
    ("/rest/a%2F%2Fb", 400, "request.parameter"),
    ("/nothing", 404, "request.noSuchPlace"),
  ]

  @Test func `parameters are decoded once and strictly`() async throws {
    try await Harness.run(table: Self.table) { harness in
      for (target, status, text) in Self.targets {
        let answer = try await harness.send(.GET, target)
        #expect(answer.status == status, "\(target)")
        #expect((answer.code ?? answer.text) == text, "\(target)")
      }
    }
  }

  @Test func `another method names the ones that are`() async throws {
    try await Harness.run(table: Self.table) { harness in
      for method in [HTTPMethod.DELETE, .PATCH, .OPTIONS, .TRACE] {
        let answer = try await harness.send(method, "/slow")
        #expect(answer.status == 405 && answer.code == "request.methodNotAllowed", "\(method)")
        #expect(answer.headers.first(name: "Allow") == "GET, HEAD")
      }
    }
  }

  @Test func `a problem speaks both languages and names a code`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let answer = try await harness.send(.GET, "/nothing")
      #expect(answer.headers.first(name: "Content-Type") == "application/problem+json")
      let json = try #require(answer.json)
      for name in ["type", "title", "detail", "zh", "en"] { #expect(json[name]?.stringValue?.isEmpty == false) }
      #expect(json["status"]?.integerValue == 404)
    }
  }

  @Test func `one request more than the bound is sent away`() async throws {
    var bounds = Counter.Bounds()
    bounds.requestsMax = 1
    try await Harness.run(bounds: bounds, table: Self.table) { harness in
      // Either of the two may be the one that is too many: the slow one comes again until it is let in.
      let first = Task {
        while true {
          let answer = try await harness.send(.GET, "/slow")
          if answer.status != 503 { return answer }
        }
      }
      defer { first.cancel() }
      var refused: Answer?
      while refused == nil {
        let answer = try await harness.send(.GET, "/echo/a/x")
        if answer.status == 503 { refused = answer }
      }
      #expect(refused?.code == "request.tooBusy")
      #expect(refused?.headers.first(name: "Retry-After") == "1")
      #expect(try await first.value.text == "done")
    }
  }

  @Test func `a body that drips in is cut off`() async throws {
    var bounds = Counter.Bounds()
    bounds.bodyTime = .milliseconds(300)
    try await Harness.run(bounds: bounds, table: Self.table) { harness in
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(harness.port)/json")
      request.method = .POST
      let (drops, tap) = AsyncStream.makeStream(of: ByteBuffer.self)
      let dripping = Task {
        while !Task.isCancelled {
          tap.yield(ByteBuffer(string: " "))
          try? await Task.sleep(for: .milliseconds(50))
        }
        tap.finish()
      }
      defer { dripping.cancel() }
      request.body = .stream(drops, length: .unknown)
      let started = ContinuousClock.now
      let answer = try? await HTTPClient.shared.execute(request, timeout: .seconds(20))
      #expect(answer == nil || answer?.status == .requestTimeout)
      #expect(ContinuousClock.now - started < .seconds(15))
      let next = try await harness.send(.GET, "/echo/a/x")
      #expect(next.status == 200)
    }
  }

  @Test func `without its database the counter says so and asks to come again`() async throws {
    try await Harness.run { harness in
      let officer = try #require(harness.people[.officer])
      #expect(try await harness.send(.GET, "/readyz").status == 200)
      await harness.office.database.close()
      let answer = try await harness.send(.POST, "/api/tenders", as: officer, body: Array("{}".utf8))
      #expect(answer.status == 503)
      #expect(answer.code == "database.notReachable")
      #expect(answer.headers.first(name: "Retry-After") != nil)
      let ready = try await harness.send(.GET, "/readyz")
      #expect(ready.status == 503)
      #expect(ready.json?["troubles"] == ["database.notReachable"])
      #expect(try await harness.send(.GET, "/healthz").status == 200)
    }
  }

  @Test func `without the tools for papers the counter says what to install, and keeps what was done`() async throws {
    try await Harness.run { harness in
      try await harness.applied()
      let decision: JSON = ["outcome": "confirmed"]
      let answer = try await harness.send(.POST, "/api/parks/P1/decision", as: .officer, decision)
      #expect(answer.status == 503 && answer.code == "press.notInstalled", "\(answer.text)")
      #expect(answer.headers.first(name: "Retry-After") == "60")
      for word in ["bubblewrap", "typst", "press.python", "press.fonts"] {
        #expect(answer.json?["zh"]?.stringValue?.contains(word) == true)
        #expect(answer.json?["en"]?.stringValue?.contains(word) == true)
      }
      // Not where the tools are looked for: that is the log's.
      #expect(!answer.text.contains("/nowhere"))
      #expect(try await harness.send(.GET, "/readyz").json?["warnings"] == ["press.notInstalled"])
      #expect(try await harness.send(.GET, "/api/parks/P1", as: .officer).json?["decision"] == .null)
    }
  }
}
