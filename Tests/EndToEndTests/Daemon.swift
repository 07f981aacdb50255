import Canon
import Foundation
import Glibc
import Notes
import Postgres
import TestSupport

/// A `tenderd serve` of this build: its own database, folder and port.
final class Daemon: Sendable {
  let folder: Scratch
  /// Where requests go: the relay's port where there is one.
  var port: Int { relay?.port ?? ownPort }
  private let ownPort: Int
  /// Sees what passes; nil where nobody asked for it.
  let relay: Relay?
  let vkey: VerifierKey
  let isRehearsal: Bool
  let pid: Int32
  private let process: Running

  /// The process; `Process` is not Sendable, and is only asked to end.
  private final class Running: @unchecked Sendable {
    let process: Process
    init(_ process: Process) { self.process = process }
  }

  var server: String { "http://127.0.0.1:\(port)" }
  var config: String { folder.place("tenderd.json") }

  /// Names the database, makes the log's key and serves.
  ///
  /// - Parameters:
  ///   - host: libpq's words for where the database is, without the user.
  ///   - isWatched: a relay stands before it.
  ///   - policy: the c2sp tlog-policy with its witnesses, without the log's own line, from the log's key.
  static func start(
    database host: String, rehearsal: Bool = true, isWatched: Bool = false,
    policy: (@Sendable (VerifierKey) async throws -> String)? = nil
  ) async throws -> Daemon {
    let folder = try Scratch("daemon")
    let press = try await PapersTools.found()
    try folder.write(
      "tenderd.json",
      [
        "mode": rehearsal ? "rehearsal" : "real", "migrations": JSON(Repository.path("sql/migrations")),
        "tickSeconds": 1, "logLevel": "info", "shutdownSeconds": 5,
        "listen": ["host": "127.0.0.1", "port": 0, "idleSeconds": 20],
        "database": [
          "conninfo": JSON(host + " user=tender_app"), "ownerConninfo": JSON(host + " user=tender_owner"),
          "connectionsMax": 4, "waitSeconds": 20,
        ],
        "log": ["keyFile": JSON(folder.place("log.key")), "headFile": JSON(folder.place("log.head"))],
        "press": ["python": JSON(press.python), "fonts": JSON(press.fonts), "secondsMax": 60],
        "bureau": ["address": "周口市虚构大道1号（演练地址，并不存在）"],
      ])
    let origin = rehearsal ? "rehearsal.test/tender" : "test/tender"
    let migrated = try await Program.run(
      Program.tenderd, ["migrate", "--origin", origin, "--make-key"] + (rehearsal ? ["--rehearsal"] : []),
      in: folder.path, environment: Program.environment(["TENDERD_CONFIG": folder.place("tenderd.json")]))
    let prefix = "log key "
    guard migrated.exit == 0,
      let line = migrated.output.split(separator: "\n").first(where: { $0.hasPrefix(prefix) })
    else { throw StageFailure("\(migrated)") }
    let vkey = try VerifierKey(parsing: String(line.dropFirst(prefix.count)))
    if let policy {
      try folder.write("witnesses.policy", Array(try await policy(vkey).utf8))
      let config = try JSON.parse(folder.bytes("tenderd.json"))
      let log = (config["log"] ?? .null).setting("policyFile", JSON(folder.place("witnesses.policy")))
        .setting("neighbourSeconds", 3)
      try folder.write("tenderd.json", config.setting("log", log))
    }
    return try await serve(folder, vkey: vkey, isRehearsal: rehearsal, isWatched: isWatched)
  }

  /// Another daemon on the same database, with the same log key and head file, in a folder and at a port of its own.
  func twin() async throws -> Daemon {
    let beside = try Scratch("twin")
    _ = try beside.write("tenderd.json", try folder.bytes("tenderd.json"))
    return try await Self.serve(beside, vkey: vkey, isRehearsal: isRehearsal, isWatched: false)
  }

  /// Ends it as a power cut would.
  func kill() {
    Glibc.kill(pid, SIGKILL)
    process.process.waitUntilExit()
  }

  /// The same daemon started again, at a port of its own.
  func again() async throws -> Daemon {
    try await Self.serve(folder, vkey: vkey, isRehearsal: isRehearsal, isWatched: false)
  }

  static func serve(
    _ folder: Scratch, vkey: VerifierKey, isRehearsal: Bool, isWatched: Bool
  ) async throws -> Daemon {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    // Whatever becomes of the tests, the daemon ends with them.
    process.arguments = ["--pdeathsig", "KILL", Program.tenderd, "serve"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = Program.environment(["TENDERD_CONFIG": folder.place("tenderd.json")])
    process.standardInput = FileHandle.nullDevice
    let files = try ["output", "errors"].map { try FileHandle(forWritingTo: folder.write($0, [])) }
    process.standardOutput = files[0]
    process.standardError = files[1]
    // A thread that lives as long as the process: the death signal comes when the starting thread ends.
    let running = Running(process)
    try await Launcher.shared.run { try running.process.run() }
    // `Process` would keep them as long as this program lives.
    for file in files { try file.close() }
    var port: Int?
    try await until("tenderd serves") {
      guard running.process.isRunning else { throw StageFailure("tenderd ended: \(try folder.text("errors"))") }
      let line = try folder.text("output").split(separator: "\n").first { $0.hasPrefix("tenderd ") }
      port = line?.split(separator: ":").last.flatMap { Int($0) }
      return port != nil
    }
    guard let port else { throw StageFailure("tenderd said no port") }
    return Daemon(
      folder: folder, port: port, relay: isWatched ? try Relay(to: port) : nil, vkey: vkey, isRehearsal: isRehearsal,
      running: running)
  }

  private init(
    folder: Scratch, port: Int, relay: Relay?, vkey: VerifierKey, isRehearsal: Bool, running: Running
  ) {
    self.folder = folder
    ownPort = port
    self.relay = relay
    self.vkey = vkey
    self.isRehearsal = isRehearsal
    pid = running.process.processIdentifier
    process = running
  }

  deinit { stop() }

  func stop() { if process.process.isRunning { process.process.terminate() } }

  /// Runs `tenderd WORDS…` with this daemon's settings.
  func command(_ words: String...) async throws -> Outcome {
    try await Program.run(
      Program.tenderd, words, in: folder.path, environment: Program.environment(["TENDERD_CONFIG": config]))
  }

  /// Sends one request and reads its answer.
  func send(_ request: Request) async throws -> Answer {
    let (bytes, port) = (request.bytes(), port)
    return try await Wire.blocking {
      let wire = try Wire(port: port)
      wire.send(bytes)
      return try wire.answer()
    }
  }

  /// Sends one request with a JSON body, signed by `key`.
  func send(_ method: String, _ target: String, _ body: JSON? = nil, as key: SigningKey? = nil) async throws -> Answer {
    var request = Request(method, target, body: body?.canonicalBytes(), key: key)
    if body != nil { request.headers.append(("Content-Type", "application/json")) }
    return try await send(request)
  }

  /// The largest resident memory so far, in KiB, as the kernel counts it.
  func peakKiB() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let number = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else { throw StageFailure("no VmHWM in /proc/\(pid)/status") }
    return number
  }
}

/// The thread from which daemons are started.
private final class Launcher: Sendable {
  static let shared = Launcher()
  private let jobs = Jobs()

  private final class Jobs: @unchecked Sendable {
    // Every use is under the condition's lock.
    let condition = NSCondition()
    var waiting: [@Sendable () -> Void] = []
  }

  private init() {
    let jobs = jobs
    let thread = Thread {
      while true {
        jobs.condition.lock()
        while jobs.waiting.isEmpty { jobs.condition.wait() }
        let job = jobs.waiting.removeFirst()
        jobs.condition.unlock()
        job()
      }
    }
    thread.start()
  }

  func run(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      jobs.condition.lock()
      jobs.waiting.append { continuation.resume(with: Result { try body() }) }
      jobs.condition.signal()
      jobs.condition.unlock()
    }
  }
}

/// The python with typst, and the fonts of the papers: as scripts/test made them, or made now.
struct PapersTools: Sendable {
  let python: String
  let fonts: String

  private static let made = Task { try await make() }
  static func found() async throws -> PapersTools { try await made.value }

  private static func make() async throws -> PapersTools {
    let environment = ProcessInfo.processInfo.environment
    if let venv = environment["TENDER_VENV"], let fonts = environment["TENDER_FONTS"] {
      return PapersTools(python: venv + "/bin/python", fonts: fonts)
    }
    let script = """
      set -euo pipefail
      . scripts/lib/setup.sh
      need_python >&2
      need_fonts >&2
      printf '%s\\n%s\\n' "$TENDER_VENV" "$TENDER_FONTS"
      """
    let made = try await Program.run(
      "/bin/bash", ["-c", script], in: Repository.folder, environment: environment, seconds: 240)
    let lines = made.output.split(separator: "\n").map(String.init)
    guard made.exit == 0, lines.count == 2 else { throw StageFailure("\(made)") }
    return PapersTools(python: lines[0] + "/bin/python", fonts: lines[1])
  }
}
