import Canon
import Documents
import Foundation
import Notes
import Store
import Synchronization
import Tendering
import TestSupport
import Testing

@testable import Operations

/// Where strangers have documents printed: whatever they ask, the press of the procedure goes on.
@Suite struct `The desk for documents` {
  /// A renderer that answers every paper with a PDF of its number, but hangs over those numbered `hang` and fails over
  /// those numbered `fail`.
  private static let renderer = """
    import json, sys, time
    count = 0
    while line := sys.stdin.buffer.readline():
        kind, seconds, length = line.decode().split()
        facts = json.loads(sys.stdin.buffer.read(int(length)))
        count += 1
        if facts["number"] == "hang": time.sleep(600)
        if facts["number"] == "fail": sys.exit("this one fails")
        pdf = f"%PDF-{facts['number']}-{count}".encode()
        sys.stdout.buffer.write(b"%d\\n" % len(pdf) + pdf)
        sys.stdout.buffer.flush()
    """

  private final class Time: Sendable {
    let seconds = Mutex(1_000)
    var now: Moment { Moment(seconds: seconds.withLock { $0 }) }
  }

  /// Lends a press with that renderer, a desk beside it, and the desk's clock.
  private func withDesk(
    _ bounds: DocumentDesk.Bounds = .init(), secondsMax: Double = 15,
    _ body: (DocumentDesk, PaperPress, Time) async throws -> Void
  ) async throws {
    let environment = ProcessInfo.processInfo.environment
    let venv = try #require(environment["TENDER_VENV"]), fonts = try #require(environment["TENDER_FONTS"])
    let folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.renderer.utf8).write(to: folder.appending(path: "render.py"))
    let press = PaperPress(
      settings: PressSettings(
        python: venv + "/bin/python", fonts: fonts, templates: folder.path, secondsMax: secondsMax))
    let time = Time()
    try await body(DocumentDesk(press: press.aside(), bounds: bounds, now: { time.now }, logger: .quiet), press, time)
  }

  private static func paper(_ number: String) -> Paper {
    let moment = PaperMoment(unixSeconds: 0)
    return .tenderNotice(
      TenderNoticeFacts(
        PublishedTender(
          frame: PaperFrame(
            number: number, project: "p", subject: .tender(tender: "t"), madeAt: moment,
            checkpoint: PaperCheckpoint(origin: "log", size: 1, root: ""), isRehearsal: true),
          buyer: PaperParty(name: "b", creditCode: ""), platform: "", terms: [:], termsSHA256: "", notice: "",
          publishedAt: moment, opens: moment, deadline: moment, firstDeadline: moment, parks: [:], parts: [],
          holders: [])))
  }

  @Test func `prints once what many ask for, and keeps it`() async throws {
    try await withDesk { (desk, _, _) async throws in
      let texts = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<40 {
          group.addTask { String(decoding: try await desk.print("a") { Self.paper("a") }.pdf, as: UTF8.self) }
        }
        return try await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(texts.count == 40 && Set(texts) == ["%PDF-a-1"])
      let kept = try await desk.print("a") {
        Issue.record("the facts were gathered again")
        return Self.paper("a")
      }
      #expect(String(decoding: kept.pdf, as: UTF8.self) == "%PDF-a-1")
    }
  }

  @Test func `sends away who comes when enough wait, for one document or for several`() async throws {
    try await withDesk(.init(jobsMax: 2, waitingMax: 3)) { (desk, _, _) async throws in
      let (held, release) = AsyncStream.makeStream(of: Void.self)
      let begun = AsyncStream.makeStream(of: Void.self)
      /// A document whose facts are gathered only when the test lets them.
      @Sendable func ask(_ key: String) async throws -> PrintedDocument {
        try await desk.print(key) {
          begun.continuation.yield()
          for await _ in held { break }
          return Self.paper(key)
        }
      }
      let asking = (0..<2).map { place in Task { try await ask("d\(place)") } }
      var seen = begun.stream.makeAsyncIterator()
      for _ in 0..<2 { await seen.next() }
      await #expect(throws: DocumentRefusal.busy) { try await desk.print("d2") { Self.paper("d2") } }
      let third = Task { try await ask("d0") }
      while await desk.askers < 3 { await Task.yield() }
      await #expect(throws: DocumentRefusal.busy) { try await desk.print("d0") { Self.paper("d0") } }
      release.finish()
      for task in asking + [third] { _ = try await task.value }
      #expect(try await desk.print("d2") { Self.paper("d2") }.pdf.isEmpty == false)
    }
  }

  @Test func `does not try at once again what could not be printed, and prints the rest`() async throws {
    try await withDesk { (desk, _, time) async throws in
      await #expect(throws: DocumentRefusal.notPrintable) { try await desk.print("f") { Self.paper("fail") } }
      await #expect(throws: DocumentRefusal.notPrintable) {
        try await desk.print("f") {
          Issue.record("it was tried again")
          return Self.paper("fail")
        }
      }
      #expect(try await desk.print("g") { Self.paper("g") }.pdf.isEmpty == false)
      time.seconds.withLock { $0 += 600 }
      #expect(try await desk.print("f") { Self.paper("f") }.pdf.isEmpty == false)
    }
  }

  @Test func `holds up no paper of the procedure with one that does not end, and ends it`() async throws {
    try await withDesk(secondsMax: 1) { (desk, press, _) async throws in
      let hanging = Task { try await desk.print("h") { Self.paper("hang") } }
      while await desk.askers < 1 { await Task.yield() }
      for _ in 0..<5 { #expect(try await press.print(Self.paper("award")).pdf.isEmpty == false) }
      await #expect(throws: DocumentRefusal.notPrintable) { try await hanging.value }
    }
  }

  @Test func `keeps no more than it has room for, and what was asked for last`() async throws {
    // Each has eight bytes.
    try await withDesk(.init(keptBytesMax: 16)) { (desk, _, _) async throws in
      for key in ["a", "b", "a", "c"] { _ = try await desk.print(key) { Self.paper(key) } }
      for (key, isKept) in [("a", true), ("c", true), ("b", false)] {
        let gathered = Mutex(false)
        _ = try await desk.print(key) {
          gathered.withLock { $0 = true }
          return Self.paper(key)
        }
        #expect(gathered.withLock { $0 } != isKept, "\(key)")
      }
    }
  }

  @Test func `says that the press is not installed when it is not`() async throws {
    let press = PaperPress(settings: PressSettings(python: "/nonexistent/python", fonts: "/nonexistent"))
    let desk = DocumentDesk(press: press.aside(), now: { Moment(seconds: 0) }, logger: .quiet)
    for _ in 0..<2 {
      var fault: DeedFault?
      do { _ = try await desk.print("a") { Self.paper("a") } } catch { fault = DeedFault(error) }
      guard case .pressNotInstalled? = fault else {
        Issue.record("\(String(describing: fault))")
        return
      }
    }
  }
}
