import AsyncHTTPClient
import Durable
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Notes
import Synchronization
import TestSupport
import Testing
import Transparency
import Witness

/// A log in memory that asks a witness.
struct SmallLog: Sendable {
  let key: SigningKey
  let entries: [[UInt8]]
  private let leaves: [Digest]

  init(_ name: String = "log.example", count: Int = 300, changed: Int? = nil) throws {
    key = try SigningKey(name: name, seed: [UInt8](repeating: 1, count: 32))
    entries = (0..<count).map { Array(($0 == changed ? "another \($0)" : "entry \($0)").utf8) }
    leaves = entries.map { Tree.leafHash($0) }
  }

  func head(_ size: Int) -> Checkpoint {
    Checkpoint(origin: key.name, size: size, root: Tree.root(ofLeafHashes: leaves[..<size]))
  }

  func proof(_ old: Int, _ new: Int) throws -> [Digest] {
    let plan = try ProofPlan.consistency(from: old, to: new)
    return try plan.proof(
      from: plan.nodes.map { Tree.root(ofLeafHashes: leaves[($0.index << $0.level)..<(($0.index + 1) << $0.level)]) })
  }

  func request(_ old: Int, _ new: Int) throws -> [UInt8] {
    AddCheckpoint(oldSize: old, proof: try proof(old, new), checkpoint: head(new).sign(by: key)).bytes
  }
}

/// A witness on a free port, with a folder of its own.
struct Stand: Sendable {
  static let key: SigningKey? = try? SigningKey(name: "witness.example/w1", seed: [UInt8](repeating: 9, count: 32))

  let folder: String
  let port: Int
  let verifier: VerifierKey

  var prefix: String { "http://127.0.0.1:\(port)" }

  static func newFolder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("witness-\(UUID().uuidString)").path
  }

  /// Runs `body` beside a witness that knows these logs; it has ended when this returns.
  static func run(
    _ logs: [VerifierKey], folder: String? = nil, at now: Int = 1_800_000_000, bounds: WitnessCounter.Bounds = .init(),
    _ body: @escaping @Sendable (Stand) async throws -> Void
  ) async throws {
    let path = folder ?? newFolder()
    defer { if folder == nil { try? FileManager.default.removeItem(atPath: path) } }
    let key = try #require(Self.key)
    let desk = try await WitnessDesk(key: key, logs: logs, folder: path) { now }
    var quiet = Logger.quiet
    quiet.logLevel = .critical
    let counter = WitnessCounter(desk, bounds: bounds, logger: quiet)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, arrival) = AsyncStream.makeStream(of: Int.self)
      group.addTask { try await counter.serve(host: "127.0.0.1", port: 0) { arrival.yield($0) } }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      try await body(Stand(folder: path, port: port, verifier: desk.verifier))
      group.cancelAll()
    }
  }

  struct Answer: Sendable {
    let status: Int
    let type: String
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  func send(_ method: HTTPMethod, _ path: String, _ body: [UInt8]? = nil) async throws -> Answer {
    var request = HTTPClientRequest(url: prefix + path)
    request.method = method
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let bytes = try await response.body.collect(upTo: 1 << 21)
    return Answer(
      status: Int(response.status.code), type: response.headers.first(name: "Content-Type") ?? "",
      body: Array(bytes.readableBytesView))
  }

  func add(_ body: [UInt8]) async throws -> Answer { try await send(.POST, "/add-checkpoint", body) }

  /// What the witness signed, if it did.
  func time(_ answer: Answer, _ note: SignedNote) throws -> Int {
    try Cosignature.accept(answer.body, by: verifier, over: note, at: 1_800_000_000, tolerance: 0).time
  }
}

@Suite struct `A witness at its counter` {
  @Test func `answers each request with the status that its specification names`() async throws {
    let log = try SmallLog()
    let stranger = try SmallLog("other.example")
    let fork = try SmallLog(changed: 3)
    try await Stand.run([log.key.verifier]) { stand in
      let hash = Digest(of: "log.example").hex
      #expect(try await stand.send(.GET, "/\(hash)/checkpoint").status == 404)
      // Nothing of the log yet: any old size but zero is a conflict.
      let early = try await stand.add(log.request(5, 9))
      #expect(early.status == 409 && early.type == "text/x.tlog.size" && early.text == "0\n")
      // A log without entries, then the first ones.
      let empty = try await stand.add(log.request(0, 0))
      #expect(empty.status == 200)
      #expect(try stand.time(empty, log.head(0).sign(by: log.key)) == 1_800_000_000)
      let first = try await stand.add(log.request(0, 9))
      #expect(first.status == 200 && first.text.hasPrefix("\u{2014} witness.example/w1 ") && first.text.hasSuffix("\n"))
      #expect(try stand.time(first, log.head(9).sign(by: log.key)) == 1_800_000_000)
      // The same again is cosigned again.
      #expect(try await stand.add(log.request(9, 9)).status == 200)

      func request(_ old: Int, _ new: Int, proof: [Digest]? = nil, head: Checkpoint? = nil, by key: SigningKey? = nil)
        throws -> [UInt8]
      {
        AddCheckpoint(
          oldSize: old, proof: try proof ?? log.proof(old, new),
          checkpoint: (head ?? log.head(new)).sign(by: key ?? log.key)
        ).bytes
      }
      let otherKey = try SigningKey(name: "log.example", seed: [UInt8](repeating: 3, count: 32))
      let cases: [(String, [UInt8], Int)] = [
        ("no form", Array("old\n".utf8), 400), ("nothing", [], 400),
        ("64 proof lines", try request(9, 20, proof: Array(repeating: Tree.emptyRoot, count: 64)), 400),
        ("old above new", try request(21, 20, proof: []), 400),
        ("unknown origin", try stranger.request(0, 9), 404),
        ("unknown key", try request(9, 20, by: otherKey), 403),
        ("proof from nothing", try request(0, 20, proof: log.proof(9, 20)), 409),
        ("bad proof", try request(9, 20, proof: log.proof(8, 20)), 422),
        ("no proof", try request(9, 20, proof: []), 422),
        ("a fork", try fork.request(9, 20), 422), ("a fork of the same size", try fork.request(9, 9), 422),
        ("a longer body", [UInt8](repeating: 0x61, count: AddCheckpoint.bytesMax + 1), 413),
      ]
      for (name, body, status) in cases { #expect(try await stand.add(body).status == status, "\(name)") }
      let broken = NoteSignature(
        name: "log.example", keyID: log.key.verifier.id, bytes: [UInt8](repeating: 1, count: 64))
      let forged = AddCheckpoint(
        oldSize: 9, proof: try log.proof(9, 20), checkpoint: log.head(20).sign(by: log.key).with([broken]))
      #expect(try await stand.add(forged.bytes).status == 403)
      for old in [8, 10] {
        let conflict = try await stand.add(log.request(old, 20))
        #expect(conflict.status == 409 && conflict.type == "text/x.tlog.size" && conflict.text == "9\n")
      }
      #expect(try await stand.send(.GET, "/add-checkpoint").status == 405)
      #expect(try await stand.send(.GET, "/").status == 404)
      // Nothing of all this has moved it.
      let kept = try await stand.send(.GET, "/\(hash)/checkpoint")
      #expect(kept.status == 200)
      let policy = try Policy(
        parsing: Array(Policy.text(log: log.key.verifier, witnesses: [stand.verifier], quorum: 1).utf8))
      #expect(try policy.verify(Checkpoint.note(parsing: kept.body)).checkpoint == log.head(9))
      #expect(try await stand.add(log.request(9, 300)).status == 200)
    }
  }

  @Test func `refuses what only an empty log can have`() async throws {
    let log = try SmallLog()
    try await Stand.run([log.key.verifier]) { stand in
      let emptied = Checkpoint(origin: "log.example", size: 0, root: Tree.leafHash([1])).sign(by: log.key)
      let refused = try await stand.add(AddCheckpoint(oldSize: 0, proof: [], checkpoint: emptied).bytes)
      #expect(refused.status == 422)
      let proved = AddCheckpoint(oldSize: 0, proof: [Tree.emptyRoot], checkpoint: log.head(9).sign(by: log.key))
      #expect(try await stand.add(proved.bytes).status == 422)
    }
  }

  @Test func `lets one of two racing requests win and never goes back`() async throws {
    let log = try SmallLog()
    let fork = try SmallLog(changed: 100)
    try await Stand.run([log.key.verifier]) { stand in
      var size = 0
      var round = 0
      while size <= 80 {
        round += 1
        let requests = try [
          log.request(size, size + 3), log.request(size, size + 7), fork.request(size, size + 5),
          log.request(size, size + 1),
        ]
        let answers = try await withThrowingTaskGroup(of: (Int, Stand.Answer).self) { group in
          for (place, body) in requests.enumerated() { group.addTask { (place, try await stand.add(body)) } }
          return try await group.reduce(into: [Int: Stand.Answer]()) { $0[$1.0] = $1.1 }
        }
        let winners = answers.filter { $0.value.status == 200 }.keys
        // Up to its changed entry the fork is the same log, and may win too.
        #expect(winners.count == 1, "round \(round): \(answers.mapValues(\.status))")
        let grown = [3, 7, 5, 1]
        guard let winner = winners.first else { return }
        size += grown[winner]
        for (place, answer) in answers where place != winner {
          #expect([409, 422].contains(answer.status))
          if answer.status == 409 { #expect(answer.text == "\(size)\n") }
        }
      }
    }
  }

  @Test func `has forgotten nothing when it starts again, and starts with no other state`() async throws {
    let log = try SmallLog()
    let folder = Stand.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await Stand.run([log.key.verifier], folder: folder) { stand in
      let first = try await stand.add(log.request(0, 40))
      #expect(first.status == 200)
      // Two at once would each judge by what they remember.
      await #expect(throws: FileFault.locked(path: folder + "/lock")) {
        _ = try await WitnessDesk(key: #require(Stand.key), logs: [log.key.verifier], folder: folder) { 1 }
      }
    }
    try await Stand.run([log.key.verifier], folder: folder) { stand in
      let conflict = try await stand.add(log.request(0, 41))
      #expect(conflict.status == 409 && conflict.text == "40\n")
      #expect(try await stand.add(log.request(40, 41)).status == 200)
    }
    let file = "\(folder)/\(Digest(of: "log.example").hex).checkpoint"
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    func start(_ key: SigningKey?) async throws {
      _ = try await WitnessDesk(key: #require(key), logs: [log.key.verifier], folder: folder) { 1 }
    }
    for (content, refusal) in [
      (whole.prefix(60), WitnessRefusal.malformed(.checkpoint)), (Data(), .malformed(.checkpoint)),
      (Data(log.head(3).sign(by: log.key).bytes), .notSigned),
    ] {
      try content.write(to: URL(fileURLWithPath: file))
      await #expect(throws: WitnessStateFault.self, "\(refusal)") { try await start(Stand.key) }
    }
    try whole.write(to: URL(fileURLWithPath: file))
    await #expect(throws: WitnessStateFault.self) { try await start(SigningKey(name: "witness.example/w1")) }
    try await start(Stand.key)
  }

  @Test func `cosigns nothing that it cannot keep`() async throws {
    let log = try SmallLog()
    let folder = Stand.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await Stand.run([log.key.verifier], folder: folder) { stand in
      #expect(try await stand.add(log.request(0, 4)).status == 200)
      // The place where the new state is drafted is taken.
      let draft = "\(folder)/\(Digest(of: "log.example").hex).checkpoint.new"
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
      let failed = try await stand.add(log.request(4, 9))
      #expect(failed.status == 500)
      #expect(!failed.text.contains("witness.example"))
      try FileManager.default.removeItem(atPath: draft)
      let conflict = try await stand.add(log.request(9, 10))
      #expect(conflict.status == 409 && conflict.text == "4\n")
      #expect(try await stand.add(log.request(4, 9)).status == 200)
    }
  }
}

@Suite struct `Asking a notary` {
  @Test func `gives back what the witness said`() async throws {
    let log = try SmallLog()
    try await Stand.run([log.key.verifier]) { stand in
      let client = NotaryClient(seconds: 10)
      #expect(try await client.checkpoint(of: "log.example", from: stand.prefix) == nil)
      guard case .conflict(0) = try await client.add(log.request(5, 9), to: stand.prefix) else {
        Issue.record("a conflict names the size")
        return
      }
      guard case .cosigned(let body) = try await client.add(log.request(0, 9), to: stand.prefix) else {
        Issue.record("not cosigned")
        return
      }
      let note = log.head(9).sign(by: log.key)
      let own = try Cosignature.accept(body, by: stand.verifier, over: note, at: 1_800_000_000, tolerance: 1)
      #expect(try await client.checkpoint(of: "log.example", from: stand.prefix) == note.with([own.signature]).bytes)
      guard
        case .refused(403) = try await client.add(
          AddCheckpoint(oldSize: 9, proof: [], checkpoint: SmallLog().head(9).sign(by: SigningKey(name: "log.example")))
            .bytes,
          to: stand.prefix)
      else {
        Issue.record("a strange key is refused")
        return
      }
    }
  }

  @Test func `ends in time and with a reason when nobody answers`() async throws {
    // A listener that accepts and says nothing.
    let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var isListening = true
    // Once only: its number may be somebody else's by then.
    defer { if isListening { close(silent) } }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(silent, $0, length) == 0 && listen(silent, 4) == 0 && getsockname(silent, $0, &length) == 0
      }
    }
    try #require(bound)
    let port = UInt16(bigEndian: address.sin_port)
    let started = ContinuousClock.now
    await #expect(throws: NotaryFault.self) {
      try await NotaryClient(seconds: 1).add([1], to: "http://127.0.0.1:\(port)")
    }
    #expect(ContinuousClock.now - started < .seconds(60))
    close(silent)
    isListening = false
    await #expect(throws: NotaryFault.self) {
      try await NotaryClient(seconds: 5).checkpoint(at: "http://127.0.0.1:\(port)/log/checkpoint")
    }
  }

  static let addresses: [(String, String?)] = [
    ("http://a", "http://a"), ("https://a:8/w/", "https://a:8/w"), ("http://a//", "http://a"), ("http://", nil),
    ("ftp://a", nil), ("a:80", nil), ("", nil), ("http://a b", nil), ("http://a?x", nil), ("http://a#x", nil),
    ("http://\u{e9}", nil),
  ]

  @Test(arguments: addresses) func `takes addresses only`(text: String, prefix: String?) {
    #expect(NotaryClient.prefix(text) == prefix)
  }
}
