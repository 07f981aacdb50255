import Foundation
import Glibc
import HTTPTypes
import NIOHTTP1
import Operations
import Tendering
import Testing

@testable import Server

/// One TCP connection whose bytes a test sends as it likes.
private final class Line: Sendable {
  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Sends a byte now and then; true as soon as the other side takes no more, false when it still does after `time`.
  func isCutOff(within time: Duration) async throws -> Bool {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      var byte = UInt8(ascii: "x")
      if Glibc.send(socket, &byte, 1, Int32(MSG_NOSIGNAL)) < 0 { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  /// Everything until the other side says no more.
  func rest() async -> String {
    let socket = socket
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let more = recv(socket, &buffer, buffer.count, 0)
          guard more > 0 else { return continuation.resume(returning: String(decoding: all, as: UTF8.self)) }
          all += buffer[..<more]
        }
      }
    }
  }

  /// A request with a body of that many bytes, of which `sent` go out now.
  func post(_ path: String, bytes: Int = 0, sent: Int? = nil) {
    send(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(bytes)\r\n\r\n"
        + String(repeating: "x", count: sent ?? bytes))
  }

  /// Bodies of the next answers, until there are `count`; each answer of these tests has its length stated.
  func answers(_ count: Int) async throws -> [String] {
    let socket = socket
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let bodies = Self.bodies(all)
          if bodies.count >= count { return continuation.resume(returning: bodies) }
          let more = recv(socket, &buffer, buffer.count, 0)
          guard more > 0 else { return continuation.resume(throwing: HarnessFailure.didNotListen) }
          all += buffer[..<more]
        }
      }
    }
  }

  private static func bodies(_ bytes: [UInt8]) -> [String] {
    var rest = bytes[...]
    var bodies: [String] = []
    while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
      let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self).lowercased()
      let length = head.components(separatedBy: "content-length: ").dropFirst().first?.prefix { $0.isNumber }
      guard let count = length.flatMap({ Int($0) }), rest.endIndex - end.upperBound >= count else { break }
      bodies.append(String(decoding: rest[end.upperBound..<(end.upperBound + count)], as: UTF8.self))
      rest = rest[(end.upperBound + count)...]
    }
    return bodies
  }
}

@Suite struct `The moment of arrival` {
  /// Each answers with the moment at which its request's last byte was read; a gate holds answers up.
  private static func table(_ gate: Gate) -> @Sendable (Office) -> RouteTable {
    { office in
      var table = RouteTable()
      let said = RouteDescription("gated", zh: "闸门", en: "Gate", gives: .file(.text))
      let handedIn = RouteDescription(
        "handedIn", zh: "递交", en: "Hand in", gives: .file(.text), repeats: .same(zh: "同样。", en: "the same."))
      table.open(.post, "/api/tenders/gated/bids", handedIn) { request in
        await gate.pass()
        return .text("\(request.receivedAt.unixMicroseconds)")
      }
      table.open(.get, "/gated", said) { request in
        await gate.pass()
        return .text("\(request.receivedAt.unixMicroseconds)")
      }
      table.deed(.submitBid, .post, "/api/tenders/large/bids", handedIn, bodyBytesMax: 120_000) { _, _ in .text("") }
      table.deed(.submitBid, .post, "/api/tenders/signed/bids", handedIn, bodyBytesMax: 100) { request, _ in
        .text("\(request.body.count)")
      }
      return table
    }
  }

  private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var count = 0

    func pass() async {
      count += 1
      guard !isOpen else { return }
      await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
      isOpen = true
      for continuation in waiting { continuation.resume() }
      waiting = []
    }
  }

  private func until(_ condition: () async -> Bool) async throws {
    while await !condition() { try await Task.sleep(for: .milliseconds(2)) }
  }

  @Test func `is when the last byte was read, for each of several requests that follow one another unanswered`()
    async throws
  {
    let gate = Gate()
    try await Harness.run(table: Self.table(gate)) { harness in
      let start = harness.clock.now.unixMicroseconds
      let line = try Line(port: harness.port)
      line.post("/api/tenders/gated/bids")
      try await until { await gate.count == 1 }
      harness.clock.advance(seconds: 3)
      // The first is not answered; these are read all the same, and wait.
      line.post("/api/tenders/gated/bids")
      try await until { harness.office.arrivals.count == 2 }
      harness.clock.advance(seconds: 4)
      line.post("/api/tenders/gated/bids")
      try await until { harness.office.arrivals.count == 3 }
      #expect(harness.office.arrivals.settledUpTo().unixMicroseconds == start)
      harness.clock.advance(seconds: 50)
      await gate.open()
      let moments = try await line.answers(3).compactMap { Int64($0) }
      #expect(moments.map { $0 - start } == [0, 3_000_000, 7_000_000])
      try await until { harness.office.arrivals.count == 0 }
      #expect(harness.office.arrivals.settledUpTo() == harness.clock.now)
    }
  }

  @Test func `is that of the last byte, not of the first, and on a kept connection each request has its own`()
    async throws
  {
    let gate = Gate()
    await gate.open()
    try await Harness.run(table: Self.table(gate)) { harness in
      let start = harness.clock.now.unixMicroseconds
      let line = try Line(port: harness.port)
      line.send("POST /api/tenders/gated/bids HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
      try await Task.sleep(for: .milliseconds(50))
      harness.clock.advance(seconds: 5)
      line.send("0\r\n\r\n")
      #expect(try await line.answers(1) == ["\(start + 5_000_000)"])
      harness.clock.advance(seconds: 1)
      line.send("GET /gated HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try await line.answers(1) == ["\(start + 6_000_000)"])
      #expect(harness.office.arrivals.count == 0)
    }
  }

  @Test func `is seen while every thread that could answer is busy, also of a body in many pieces`() async throws {
    try await Harness.run(table: Self.table(Gate())) { harness in
      let line = try Line(port: harness.port)
      line.send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n")
      _ = try await line.answers(1)
      let busy = DispatchSemaphore(value: 0)
      let threads = 4 * ProcessInfo.processInfo.activeProcessorCount
      for _ in 0..<threads { Task { Self.block(busy) } }
      let arrivals = harness.office.arrivals
      let isSeen = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          line.post("/api/tenders/large/bids", bytes: 100_000, sent: 0)
          for _ in 0..<100 {
            line.send(String(repeating: "x", count: 1_000))
            usleep(300)
          }
          let patience = Date() + 10
          while arrivals.count == 0, Date() < patience { usleep(1_000) }
          let isSeen = arrivals.count == 1
          for _ in 0..<threads { busy.signal() }
          continuation.resume(returning: isSeen)
        }
      }
      #expect(isSeen)
      #expect(try await line.answers(1).first?.contains("auth.required") == true)
    }
  }

  private static func block(_ semaphore: DispatchSemaphore) { semaphore.wait() }

  @Test func `a submission is not sent away when the counter is busy, others are`() async throws {
    let gate = Gate()
    var bounds = Counter.Bounds()
    bounds.requestsMax = 1
    try await Harness.run(bounds: bounds, table: Self.table(gate)) { harness in
      let lines = try (0..<5).map { _ in try Line(port: harness.port) }
      for line in lines { line.post("/api/tenders/gated/bids") }
      try await until { await gate.count == lines.count }
      let other = try await harness.send(.GET, "/gated")
      #expect(other.status == 503)
      await gate.open()
      for line in lines { #expect(try await line.answers(1).count == 1) }
      try await until { harness.office.arrivals.count == 0 }
    }
  }

  /// Of a path, whether what is posted there is a submission.
  static let places: [(path: String, isSubmission: Bool)] = [
    ("/api/tenders/T-2026-014/bids", true),
    ("/api/tenders/T/bids", true),
    ("/x/bids", false),
    ("/bids", false),
    ("/api/tenders/bids", false),
    ("/api/tenders//bids", false),
    ("/api/tenders/T/x/bids", false),
    ("/api/tenders/T/bids/", false),
    ("/api/tenders/T/notes", false),
  ]

  @Test(arguments: places)
  func `is waited for of what is posted to a tender's bids, and of nothing else`(path: String, isSubmission: Bool) {
    #expect(HTTPRequest(method: .post, scheme: nil, authority: nil, path: path).isSubmission == isSubmission)
    #expect(!HTTPRequest(method: .get, scheme: nil, authority: nil, path: path).isSubmission)
  }

  private static let bareSubmission = "POST /api/tenders/gated/bids HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"

  @Test func `is when its turn comes, of a submission sent ahead of the answer to something else`() async throws {
    let gate = Gate()
    try await Harness.run(table: Self.table(gate)) { harness in
      let start = harness.clock.now.unixMicroseconds
      let line = try Line(port: harness.port)
      line.send("GET /gated HTTP/1.1\r\nHost: x\r\n\r\n" + Self.bareSubmission)
      try await until { await gate.count == 1 }
      #expect(harness.office.arrivals.count == 0)
      harness.clock.advance(seconds: 3)
      #expect(harness.office.arrivals.settledUpTo() == harness.clock.now)
      await gate.open()
      let moments = try await line.answers(2).compactMap { Int64($0) }
      #expect(moments.map { $0 - start } == [0, 3_000_000])
      try await until { harness.office.arrivals.count == 0 }
      // The connection is as good as before.
      harness.clock.advance(seconds: 1)
      line.send(Self.bareSubmission)
      #expect(try await line.answers(1) == ["\(start + 4_000_000)"])
    }
  }

  @Test func `nothing behind an endless answer holds up a close`() async throws {
    try await Harness.run { harness in
      let wire = try FeedTests.Wire(port: harness.port, receiveBufferBytes: 65_536)
      wire.send(
        "GET /api/feed HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"
          + "POST /api/tenders/x/bids HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
      wire.waitForSomething()
      harness.clock.advance(seconds: 1)
      #expect(harness.office.arrivals.count == 0)
      #expect(harness.office.arrivals.settledUpTo() == harness.clock.now)
    }
  }

  @Test func `only so many of one connection are in hand, and all are answered`() async throws {
    let gate = Gate()
    try await Harness.run(table: Self.table(gate)) { harness in
      let line = try Line(port: harness.port)
      line.send(String(repeating: Self.bareSubmission, count: 12))
      try await until { await gate.count == 1 }
      #expect(harness.office.arrivals.count == 8)
      await gate.open()
      #expect(try await line.answers(12).count == 12)
      try await until { harness.office.arrivals.count == 0 }
    }
  }

  @Test func `what is refused before its end is read is not waited for`() async throws {
    try await Harness.run(table: Self.table(Gate())) { harness in
      let line = try Line(port: harness.port)
      line.post("/api/tenders/signed/bids", bytes: 5_000, sent: 10)
      #expect(try await line.answers(1).first?.contains("request.bodyTooLarge") == true)
      line.send(String(repeating: "x", count: 4_990))
      line.post("/api/tenders/signed/bids", bytes: 100)
      #expect(try await line.isCutOff(within: .seconds(15)))
      #expect(harness.office.arrivals.count == 0)
    }
  }

  @Test func `an answer given before the body was read is its connection's last, and whoever drips on is cut off`()
    async throws
  {
    try await Harness.run(table: Self.table(Gate())) { harness in
      let line = try Line(port: harness.port)
      line.post("/api/tenders/signed/bids", bytes: 5_000, sent: 10)
      let answer = await line.rest()
      #expect(answer.hasPrefix("HTTP/1.1 413") && answer.contains("request.bodyTooLarge"))
      #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
      #expect(try await line.isCutOff(within: .seconds(15)))
    }
  }

  @Test func `whoever sends a large body to its end before reading gets that answer too`() async throws {
    try await Harness.run(table: Self.table(Gate())) { harness in
      let line = try Line(port: harness.port)
      line.post("/api/tenders/signed/bids", bytes: 200_000)
      #expect(await line.rest().contains("request.bodyTooLarge"))
    }
  }

  @Test func `the stamp is no part of the body: its limit and its bytes are the sender's`() async throws {
    try await Harness.run(table: Self.table(Gate())) { harness in
      let agency = try #require(harness.people[.agency])
      let full = Array(repeating: UInt8(ascii: "x"), count: 100)
      #expect(try await harness.send(.POST, "/api/tenders/signed/bids", as: agency, body: full).text == "100")
      let more = try await harness.send(.POST, "/api/tenders/signed/bids", as: agency, body: full + full.prefix(1))
      #expect(more.code == "request.bodyTooLarge")
      #expect(try await harness.send(.POST, "/api/tenders/signed/bids", as: agency, body: []).text == "0")
    }
  }
}
