import AsyncHTTPClient
import Canon
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import Tendering
import Testing

@Suite("The feed") struct FeedTests {
  /// A note in the log that names a file, as publishing does it.
  static func append(_ harness: Harness, _ texts: [String]) async throws {
    try await harness.office.database.write { tx in
      for text in texts { _ = try tx.append(entry: Array(text.utf8)) }
    }
    await harness.office.publisher.publish()
  }

  static func ticks(_ numbers: Range<Int>) -> [String] { numbers.map { "tender-tick/v1\ntick \($0)\n" } }

  @Test func `tells each entry's kind, tender, text and links, and goes on behind the one last read`() async throws {
    try await Harness.run { harness in
      let officer = try #require(harness.people[.officer])
      let note = officer.sign(
        FailNote(tender: "rehearsal.x", lot: "L1", ground: "tooFewBids", reason: Digest(of: "why")).text)
      try await Self.append(
        harness, Self.ticks(1..<2) + [String(decoding: note.bytes, as: UTF8.self)] + Self.ticks(2..<3))
      let first = try #require(try await harness.send(.GET, "/api/feed?limit=2").json)
      #expect(first["size"] == 3)
      let entries = try #require(first["entries"]?.arrayValue)
      #expect(
        entries[0] == [
          "index": 0, "kind": "tender-tick/v1", "tender": nil, "id": nil, "text": "tender-tick/v1\ntick 1\n",
          "links": [],
        ])
      #expect(entries[1]["kind"] == "tender-fail/v1" && entries[1]["tender"] == "rehearsal.x")
      #expect(entries[1]["id"]?.stringValue == note.id.b64)
      #expect(entries[1]["text"]?.stringValue == String(decoding: note.bytes, as: UTF8.self))
      #expect(
        entries[1]["links"] == [
          ["rel": "tender", "href": "/api/tenders/rehearsal.x"], ["rel": "page", "href": "/tenders/rehearsal.x"],
          ["rel": "bundle", "href": "/api/tenders/rehearsal.x/bundle"],
        ])
      let rest = try await harness.send(.GET, "/api/feed?after=1")
      #expect(rest.json?["entries"]?.arrayValue?.map { $0["index"]?.integerValue } == [2])
      for beyond in ["2", "999999999999999"] {
        #expect(try await harness.send(.GET, "/api/feed?after=\(beyond)").json?["entries"] == [])
      }
      for bad in ["after=-1", "after=x", "after=1&after=2", "limit=-1", "wait=31", "wait=x"] {
        let answer = try await harness.send(.GET, "/api/feed?\(bad)")
        #expect(answer.status == 400 && answer.code == "request.parameter", "\(bad)")
      }
    }
  }

  @Test func `shows nothing beyond the signed head`() async throws {
    try await Harness.run { harness in
      try await harness.office.database.write { tx in _ = try tx.append(entry: Array("tender-tick/v1\ntick 1\n".utf8)) }
      #expect(try await harness.send(.GET, "/api/feed").json == ["size": 0, "entries": []])
      await harness.office.publisher.publish()
      #expect(try await harness.send(.GET, "/api/feed").json?["size"] == 1)
    }
  }

  @Test func `gives pages of bounded size, however long the entries are`() async throws {
    try await Harness.run { harness in
      let long = String(repeating: "x", count: 60_000)
      try await Self.append(harness, (0..<40).map { "tender-long/v1\n\($0) \(long)\n" })
      var next = 0
      while next < 40 {
        let answer = try await harness.send(.GET, next == 0 ? "/api/feed" : "/api/feed?after=\(next - 1)")
        #expect(answer.body.count < 2 << 20)
        let entries = try #require(answer.json?["entries"]?.arrayValue)
        #expect(entries.map { $0["index"]?.integerValue } == (next..<(next + entries.count)).map { $0 })
        try #require(!entries.isEmpty)
        next += entries.count
      }
    }
  }

  @Test func `answers a long poll as soon as the head is signed, and emptily when nothing comes`() async throws {
    try await Harness.run { harness in
      let empty = try await harness.send(.GET, "/api/feed?wait=1")
      #expect(empty.json?["entries"] == [])
      async let waiting = harness.send(.GET, "/api/feed?wait=30")
      // Appended without being signed: whoever waits still waits.
      try await harness.office.database.write { tx in _ = try tx.append(entry: Array("tender-tick/v1\ntick 1\n".utf8)) }
      await harness.office.publisher.publish()
      let answer = try await waiting
      #expect(answer.json?["entries"]?.arrayValue?.count == 1)
    }
  }

  // MARK: The stream

  /// A stream of events as its consumer reads it.
  final class Stream {
    let status: Int
    let body: HTTPClientResponse.Body
    private var pieces: HTTPClientResponse.Body.AsyncIterator
    private var rest: [UInt8] = []

    init(_ harness: Harness, _ query: String = "", lastID: String? = nil) async throws {
      var request = HTTPClientRequest(url: "http://127.0.0.1:\(harness.port)/api/feed\(query)")
      request.headers.add(name: "Accept", value: "text/event-stream")
      if let lastID { request.headers.add(name: "Last-Event-ID", value: lastID) }
      let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
      status = Int(response.status.code)
      body = response.body
      pieces = response.body.makeAsyncIterator()
    }

    /// The next block of lines; nil at the end.
    func next() async throws -> String? {
      while true {
        if let end = rest.firstRange(of: [0x0A, 0x0A]) {
          let block = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
          rest.removeFirst(end.upperBound)
          return block
        }
        guard let piece = try await pieces.next() else { return nil }
        rest += piece.readableBytesView
      }
    }

    /// The next event's id and data, passing over comments.
    func event() async throws -> (id: Int, data: JSON)? {
      while let block = try await next() {
        let lines = block.split(separator: "\n")
        guard let id = lines.first(where: { $0.hasPrefix("id: ") }), let number = Int(id.dropFirst(4)),
          let data = lines.first(where: { $0.hasPrefix("data: ") })
        else { continue }
        return (number, try JSON.parse(Array(data.dropFirst(6).utf8)))
      }
      return nil
    }
  }

  @Test func `streams entries as they are signed, and goes on behind the last event`() async throws {
    try await Harness.run { harness in
      try await Self.append(harness, Self.ticks(1..<4))
      let stream = try await Stream(harness, "?after=0")
      #expect(try await stream.event()?.id == 1)
      #expect(try await stream.event()?.id == 2)
      try await Self.append(harness, Self.ticks(4..<5))
      let fresh = try #require(try await stream.event())
      #expect(fresh.id == 3 && fresh.data["index"] == 3 && fresh.data["kind"] == "tender-tick/v1")
      // The header wins over the query: a browser keeps the address and adds it.
      #expect(try await Stream(harness, "?after=0", lastID: "2").event()?.id == 3)
      for bad in ["x", "-1", "1.0"] {
        #expect(try await Stream(harness, lastID: bad).status == 400, "\(bad)")
      }
    }
  }

  @Test func `says that it lives when nothing happens, and ends when the daemon stops`() async throws {
    var limits = Limits()
    limits.heartbeat = .milliseconds(50)
    try await Harness.run(limits: limits) { harness in
      let stream = try await Stream(harness)
      #expect(try await stream.next()?.hasPrefix("retry:") == true)
      #expect(try await stream.next() == ": ")
      async let poll = harness.send(.GET, "/api/feed?wait=30")
      harness.office.publisher.board.end()
      while let block = try await stream.next() { #expect(block == ": ") }
      #expect(try await poll.json?["entries"] == [])
      let late = try await harness.send(.GET, "/api/feed", headers: [("Accept", "text/event-stream")])
      #expect(late.status == 503 && late.code == "server.stopping")
    }
  }

  @Test func `is open to so many at once and no more, and to others when one goes`() async throws {
    var limits = Limits()
    limits.streamsMax = 2
    limits.heartbeat = .milliseconds(50)
    try await Harness.run(limits: limits) { harness in
      let stays = try await Stream(harness)
      #expect(try await stays.next() != nil)
      var goes: Wire? = try Wire(port: harness.port, receiveBufferBytes: 4096)
      goes?.send("GET /api/feed HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
      goes?.waitForSomething()
      let refused = try await harness.send(.GET, "/api/feed?wait=1")
      #expect(refused.status == 503 && refused.code == "request.tooManyStreams")
      #expect(refused.headers.first(name: "Retry-After") == "1")
      // A page that is not waited for is for everybody.
      #expect(try await harness.send(.GET, "/api/feed").status == 200)
      withExtendedLifetime(goes) {}
      goes = nil
      while try await harness.send(.GET, "/api/feed?wait=1").status == 503 {}
      #expect(try await stays.next() != nil)
    }
  }

  @Test func `cuts off consumers that never read, who cost bounded memory until then`() async throws {
    var bounds = Counter.Bounds()
    bounds.stall = .seconds(1)
    var limits = Limits()
    limits.streamsMax = 5
    try await Harness.run(bounds: bounds, limits: limits) { harness in
      let streams = harness.office.limits.streamsMax
      let long = String(repeating: "x", count: 60_000)
      for start in stride(from: 0, to: 120, by: 40) {
        try await Self.append(harness, (start..<(start + 40)).map { "tender-long/v1\n\($0) \(long)\n" })
      }
      let before = try residentKiB()
      let silent = try (0..<streams).map { _ in
        let wire = try Wire(port: harness.port, receiveBufferBytes: 4096)
        wire.send("GET /api/feed HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
        return wire
      }
      for wire in silent { wire.waitForSomething() }
      let refused = try await harness.send(.GET, "/api/feed?after=119&wait=1")
      #expect(refused.code == "request.tooManyStreams")
      // All of it for each of them would be 35 MB.
      #expect(try residentKiB() - before < 20_000)
      // They are cut off when all of their places are free again.
      var free = 0
      while free < streams {
        free = try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<streams {
            group.addTask { try await harness.send(.GET, "/api/feed?after=119&wait=1").status }
          }
          return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
        }
      }
      #expect(try residentKiB() - before < 20_000)
      for wire in silent { #expect(wire.drain() < 6_500_000) }
    }
  }

  private func residentKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
  }

  /// A TCP connection that reads only when it is told to.
  final class Wire: Sendable {
    private let socket: Int32

    init(port: Int, receiveBufferBytes: Int32) throws {
      socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var size = receiveBufferBytes
      setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
      var patience = timeval(tv_sec: 20, tv_usec: 0)
      setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = UInt16(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { throw HarnessFailure.didNotListen }
    }

    deinit { close(socket) }

    func send(_ text: String) {
      let bytes = Array(text.utf8)
      _ = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Returns when something has arrived; it stays unread.
    func waitForSomething() {
      var byte: UInt8 = 0
      _ = recv(socket, &byte, 1, Int32(MSG_PEEK))
    }

    /// Reads to the end and says how much there was.
    func drain() -> Int { rest().utf8.count }

    /// Reads to the end, for at most 20 s without anything.
    func rest() -> String {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      var all: [UInt8] = []
      while true {
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return String(decoding: all, as: UTF8.self) }
        all += buffer[..<count]
      }
    }
  }
}
