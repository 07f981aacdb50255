import Canon
import Foundation
import Notes
import Postgres
import Store
import Testing
import TestSupport

/// The built `tenderd` as an operator meets it: what it says, and its exit code.
@Suite struct `The daemon` {
  /// A database and a folder of one test's own.
  struct Place {
    let store: TestDatabase
    let folder: URL

    init(_ content: TestDatabase.Content = .empty) async throws {
      store = try await TestDatabase.make(content)
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("tenderd-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    var settings: [String] {
      [
        "--migrations", Repository.path("sql/migrations"),
        "--set", "database.conninfo=\(store.conninfo())",
        "--set", "database.ownerConninfo=\(store.conninfo(as: "tender_owner"))",
        "--set", "database.waitSeconds=5", "--set", "log.keyFile=\(folder.path)/log.key",
        "--set", "log.headFile=\(folder.path)/log.head", "--set", "mode=rehearsal", "--set", "listen.port=0",
      ]
    }

    /// Runs a command to its end.
    func run(
      _ words: [String], _ more: [String] = [], environment: [String: String] = [:]
    ) async throws -> Command {
      try await Command.run(Self.tenderd, words + settings + more, environment: Self.environment(environment))
    }

    private static let tenderd = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("tenderd").path

    private static func environment(_ more: [String: String]) -> [String: String] {
      ["PATH": "/usr/bin:/bin"].merging(more) { $1 }
    }

    func start(_ words: [String], _ more: [String] = [], environment: [String: String] = [:]) throws -> Running {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.tenderd)
      process.arguments = words + settings + more
      process.environment = Self.environment(environment)
      let running = Running(process: process)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = running.output
      process.standardError = running.errors
      try process.run()
      return running
    }

    func migrated() async throws {
      let ended = try await run(["migrate"], ["--rehearsal", "--origin", "rehearsal.test", "--make-key"])
      try #require(ended.exit == 0, "\(ended.errorText)")
    }
  }

  struct Running {
    let process: Process
    let output = Pipe()
    let errors = Pipe()

    /// The first line that it says.
    func line() throws -> String {
      var line: [UInt8] = []
      while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
      return String(decoding: line, as: UTF8.self)
    }
  }

  @Test func `names the command that mends an empty or unnamed database`() async throws {
    let place = try await Place()
    defer { place.remove() }
    let empty = try await place.run(["serve"])
    #expect(empty.exit == 3)
    #expect(empty.errorText.contains("tenderd migrate --origin"))
    #expect(try await place.run(["migrate"]).exit == 2)
    try await place.migrated()
    #expect(
      try await place.run(["migrate"]).text.contains(
        "schema current\nrehearsal rehearsal.test\nlog key rehearsal.test+"))
  }

  @Test func `never lets a database become what it was not born as`() async throws {
    let place = try await Place()
    defer { place.remove() }
    for wrong in [["--origin", "rehearsal.x"], ["--origin", "x", "--rehearsal"]] {
      #expect(try await place.run(["migrate"], wrong).exit == 2)
    }
    try await place.migrated()
    for other in [["--origin", "rehearsal.other", "--rehearsal"], ["--origin", "real"]] {
      let ended = try await place.run(["migrate"], other)
      #expect(ended.exit == 3)
      #expect(ended.errorText.contains("rehearsal.test"))
    }
    let real = try await place.run(["serve"], ["--set", "mode=real"])
    #expect(real.exit == 3)
    #expect(real.errorText.contains("mode=rehearsal"))
  }

  @Test func `serves with no key but its own, which nobody else can read`() async throws {
    let place = try await Place()
    defer { place.remove() }
    try await place.migrated()
    let path = place.folder.path + "/log.key"
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let foreign = place.folder.path + "/other.key"
    try Data((try SigningKey(name: "rehearsal.other").line + "\n").utf8).write(to: URL(fileURLWithPath: foreign))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: foreign)
    let other = try await place.run(["serve"], ["--set", "log.keyFile=\(foreign)"])
    #expect(other.exit == 3)
    #expect(other.errorText.contains("rehearsal.other"))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try await place.run(["serve"]).exit == 6)
    #expect(try await place.run(["serve"], ["--set", "log.keyFile=\(path).gone"]).exit == 6)
  }

  @Test func `says where it listens, shares no port, and ends well on SIGTERM`() async throws {
    let place = try await Place()
    defer { place.remove() }
    try await place.migrated()
    let first = try place.start(["serve"], ["--set", "shutdownSeconds=600"])
    let line = try first.line()
    #expect(line.hasPrefix("tenderd rehearsal rehearsal.test http://127.0.0.1:"))
    let port = try #require(line.split(separator: ":").last.map(String.init))
    // A reader of the feed holds nothing up.
    let reader = try FeedTests.Wire(port: try #require(Int(port)), receiveBufferBytes: 4096)
    reader.send("GET /api/feed HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
    reader.waitForSomething()
    let second = try await place.run(["serve"], ["--set", "listen.port=\(port)"])
    #expect(second.exit == 6)
    #expect(second.errorText.contains(port))
    first.process.terminate()
    // It ends its answer in order, long before the daemon would be cut off.
    #expect(reader.rest().hasSuffix("\r\n0\r\n\r\n"))
    first.process.waitUntilExit()
    #expect(first.process.terminationReason == .exit)
    #expect(first.process.terminationStatus == 0)
  }

  @Test func `gives up with a sentence when there is no database`() async throws {
    let place = try await Place()
    defer { place.remove() }
    let ended = try await place.run(
      ["serve"], ["--set", "database.conninfo=host=\(place.folder.path) dbname=x", "--set", "database.waitSeconds=0"])
    #expect(ended.exit == 5)
    #expect(ended.errorText.contains("PostgreSQL"))
  }

  @Test func `does not sign on when the log's head file is lost`() async throws {
    let place = try await Place()
    defer { place.remove() }
    try await place.migrated()
    let owner = place.store.database(as: "tender_owner")
    _ = try await owner.write { tx in try tx.append(entry: Array("tender-tick/v1\ntick 1\ntime 1\n".utf8)) }
    await owner.close()
    let lost = try await place.run(["serve"])
    #expect(lost.exit == 3)
    #expect(lost.errorText.contains("--adopt-head"))
    let adopted = try place.start(["serve"], ["--adopt-head"])
    #expect(try adopted.line().hasPrefix("tenderd rehearsal"))
    adopted.process.terminate()
    adopted.process.waitUntilExit()
    #expect(FileManager.default.fileExists(atPath: place.folder.path + "/log.head"))
  }

  @Test func `keeps the list of who may act, and a record of it`() async throws {
    let place = try await Place()
    defer { place.remove() }
    try await place.migrated()
    let key = try SigningKey(name: "officer.zhang").verifier
    let add = ["actor", "add", key.text, "--role", "officer", "--name", "张三"]
    #expect(try await place.run(add).text == key.reference.text + "\n")
    #expect(try await place.run(add).exit == 3)
    #expect(try await place.run(["actor", "add", key.text, "--role", "log", "--name", "张三"]).exit == 2)
    #expect(try await place.run(["actor", "list"]).text == "officer\t\(key.reference.text)\t张三\t\n")
    #expect(try await place.run(["actor", "revoke", key.reference.text]).exit == 0)
    #expect(try await place.run(["actor", "revoke", key.reference.text]).exit == 3)
    let list = try JSON.parse(Array(try await place.run(["actor", "list", "--json"]).text.utf8).dropLast())
    #expect(list.arrayValue?.first?["revokedAt"]?.integerValue != nil)
    let database = place.store.database()
    let record = try await database.read(as: .auditor) { tx in try tx.activities(of: key.reference.text).map(\.deed) }
    await database.close()
    #expect(record == ["addActor", "revokeActor"])
  }

  @Test func `shows every setting and where it came from, and no secret`() async throws {
    let place = try await Place()
    defer { place.remove() }
    let file = place.folder.path + "/settings.json"
    try Data(#"{"tickSeconds":3,"listen":{"idleSeconds":7}}"#.utf8).write(to: URL(fileURLWithPath: file))
    let ended = try await place.run(
      ["print-config", "--json"], ["--config", file, "--set", "database.conninfo=password=geheim"],
      environment: [
        "TENDERD_LISTEN_IDLE_SECONDS": "9", "TENDERD_LOG_LEVEL": "error", "TENDERD_BUREAU_ADDRESS": "文明大道甲一号（虚构）",
      ])
    #expect(ended.exit == 0)
    #expect(!ended.text.contains("geheim"))
    let settings = try #require(try JSON.parse(ended.output.dropLast()).arrayValue)
    func value(_ name: String) -> [String?]? {
      settings.first { $0["name"]?.stringValue == name }.map { [$0["value"]?.stringValue, $0["source"]?.stringValue] }
    }
    #expect(value("tickSeconds") == ["3", file])
    #expect(value("listen.idleSeconds") == ["9", "environment"])
    #expect(value("logLevel") == ["error", "environment"])
    #expect(value("mode") == ["rehearsal", "flag"])
    #expect(value("shutdownSeconds") == ["20", "default"])
    #expect(value("bureau.address") == ["文明大道甲一号（虚构）", "environment"])
    #expect(value("bureau.contact") == ["知识产权科", "default"])
  }

  static let wrongSettings: [(more: [String], environment: [String: String], named: String)] = [
    (["--set", "listen.prot=1"], [:], "listen.prot"),
    (["--set", "listen.port=65536"], [:], "listen.port"),
    (["--set", "listen.port=x"], [:], "listen.port"),
    (["--set", "openData.address=tender.example.gov.cn"], [:], "openData.address"),
    (["--set", "openData.ocidPrefix=ocds-ABC"], [:], "openData.ocidPrefix"),
    (["--set", "bureau.address=一号\n二号"], [:], "bureau.address"),
    (["--set", "bureau.address=" + String(repeating: "路", count: 101)], [:], "bureau.address"),
    (["--set", "bureau.phone="], [:], "bureau.phone"), ([], ["TENDERD_BUREAU_CONTACT": " "], "bureau.contact"),
    (["--set", "mode=pretend"], [:], "mode"),
    ([], ["TENDERD_LISTEN_PROT": "1"], "TENDERD_LISTEN_PROT"),
    ([], ["TENDERD_TICK_SECONDS": "0"], "tickSeconds"),
  ]

  @Test(arguments: wrongSettings)
  func `takes no setting that it does not know or that is out of range`(
    more: [String], environment: [String: String], named: String
  ) async throws {
    let place = try await Place()
    defer { place.remove() }
    let ended = try await place.run(["print-config"], more, environment: environment)
    #expect(ended.exit == 2)
    #expect(ended.errorText.contains(named))
  }
}
