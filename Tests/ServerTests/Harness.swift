import AsyncHTTPClient
import Canon
import Documents
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import Synchronization
import Tendering
import TestSupport
import Testing

/// A counter on a free port before an office on a real database, with one actor for each role and a clock that stands.
struct Harness: Sendable {
  let office: Office
  let port: Int
  let store: TestDatabase
  let clock: StandingClock
  let people: [Role: SigningKey]
  /// What every answer is held against; nil before routes of a test's own.
  let interface: InterfaceCheck?

  static let roles = Role.allCases.filter { $0 != .log }

  /// Runs `body` with a counter of `table`'s routes; everything is gone afterwards.
  static func run(
    bounds: Counter.Bounds = Counter.Bounds(), limits: Limits = Limits(),
    table: (@Sendable (Office) -> RouteTable)? = nil,
    _ body: @escaping @Sendable (Harness) async throws -> Void
  ) async throws {
    let store = try await TestDatabase.make()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tender-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = StandingClock()
    let database = store.database()
    let people = try await Self.people(store, at: clock.now)
    let office = try await Self.office(store, database, clock, limits, headFile: folder.path + "/head")
    // The tests provoke what it would warn of.
    var silent = Logger.quiet
    silent.logLevel = .critical
    let counter = Counter(table?(office) ?? RouteTable(of: office), office: office, bounds: bounds, logger: silent)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, arrival) = AsyncStream.makeStream(of: Int.self)
      group.addTask { try await counter.serve(host: "127.0.0.1", port: 0) { arrival.yield($0) } }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else { throw HarnessFailure.didNotListen }
      let bare = Harness(office: office, port: port, store: store, clock: clock, people: people, interface: nil)
      let interface = table == nil ? try await Self.interface(bare) : nil
      try await body(
        Harness(office: office, port: port, store: store, clock: clock, people: people, interface: interface))
      group.cancelAll()
    }
    await office.desk.close()
    await database.close()
  }

  private static let known = Mutex<InterfaceCheck?>(nil)

  /// The description that the daemon gives of itself; it is the same for all.
  private static func interface(_ harness: Harness) async throws -> InterfaceCheck {
    if let known = known.withLock({ $0 }) { return known }
    let document = try await harness.send(.GET, "/openapi.json")
    let interface = InterfaceCheck(try JSON.parse(document.body))
    known.withLock { $0 = interface }
    return interface
  }

  private static func people(_ store: TestDatabase, at now: Moment) async throws -> [Role: SigningKey] {
    let owner = store.database(as: "tender_owner")
    let people = try Dictionary(uniqueKeysWithValues: roles.map { ($0, try SigningKey(name: "test.\($0.rawValue)")) })
    try await owner.write { tx in
      try tx.insert(Instance(rehearsal: true, origin: "rehearsal.test"))
      for (role, key) in people {
        try tx.insert(
          ActorRow(key: key.verifier, role: role, name: "person \(role)", addedAt: now, addedBy: "local"))
      }
    }
    await owner.close()
    return people
  }

  private static func office(
    _ store: TestDatabase, _ database: Database, _ clock: StandingClock, _ limits: Limits,
    headFile: String
  ) async throws -> Office {
    let key = try SigningKey(name: "rehearsal.test")
    let publisher = LogPublisher(database: database, key: key, headFile: headFile, logger: .quiet)
    try await publisher.start()
    return Office(
      database: database, instance: Instance(rehearsal: true, origin: "rehearsal.test"), logKey: key,
      press: PaperPress(settings: PressSettings(python: "/nowhere", fonts: "/nowhere")), publisher: publisher,
      desk: try BidDesk(store.configuration(), database: database, logger: .quiet), limits: limits,
      clock: Clock(
        now: { clock.now }, random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }),
      logger: .quiet)
  }

  /// One request and its answer.
  func send(
    _ method: HTTPMethod, _ target: String, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
    request.method = method
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let bytes = try await response.body.collect(upTo: 1 << 24)
    let answer = Answer(
      status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView))
    let exchange = Exchange(
      method: method.rawValue, target: target, requestBody: body ?? [], status: answer.status,
      type: answer.headers.first(name: "Content-Type"), body: answer.body)
    for fault in interface?.faults(of: exchange) ?? [] { Issue.record("\(fault)") }
    return answer
  }

  /// The same, signed by somebody as the clock stands.
  func send(
    _ method: HTTPMethod, _ target: String, as key: SigningKey, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) async throws -> Answer {
    let proof = Proof(method: method.rawValue, target: target, body: body, createdAt: clock.now.seconds, key: key)
    return try await send(method, target, headers: proof.headers + headers, body: body)
  }

  /// The same with a JSON body and as somebody with this role.
  func send(
    _ method: HTTPMethod, _ target: String, as role: Role, headers: [(String, String)] = [], _ body: JSON? = nil
  ) async throws -> Answer {
    guard let key = people[role] else { throw HarnessFailure.nobody }
    return try await send(method, target, as: key, headers: headers, body: body?.canonicalBytes())
  }
}

enum HarnessFailure: Error { case didNotListen, nobody }

struct Answer: Sendable {
  let status: Int
  let headers: HTTPHeaders
  let body: [UInt8]

  var json: JSON? { try? JSON.parse(body) }
  /// The problem's code; nil when it is none.
  var code: String? { json?["code"]?.stringValue }
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A clock that moves when it is told to.
final class StandingClock: Sendable {
  private let micros = Mutex<Int64>(1_795_000_000_250_000)

  var now: Moment { Moment(micros: micros.withLock { $0 }) }
  func advance(seconds: Int) { micros.withLock { $0 += Int64(seconds) * 1_000_000 } }
}
