import Canon
import Foundation
import Glibc
import Notes
import Synchronization
import TestSupport
import Testing

/// `tender witness run` of this build, in a folder of its own.
final class WitnessProcess: Sendable {
  let folder: Scratch
  let vkey: String
  let port: Int
  private let process: Held

  /// `Process` is not Sendable, and is only asked to end.
  private final class Held: @unchecked Sendable {
    let process: Process
    init(_ process: Process) { self.process = process }
  }

  /// - Parameters:
  ///   - folder: with the key and the state; a new one when left out.
  ///   - port: 0 takes a free one.
  static func start(_ log: VerifierKey, in folder: Scratch? = nil, port: Int = 0) async throws -> WitnessProcess {
    let place = try folder ?? Scratch("witness")
    if !place.exists("key") {
      try place.write("key", Array((SigningKey(name: "witness.example/w1").line + "\n").utf8))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.tender)
    process.arguments = [
      "witness", "run", "--key", place.place("key"), "--state", place.place("state"), "--log", log.text, "--listen",
      "127.0.0.1:\(port)",
    ]
    process.environment = Program.environment()
    process.standardInput = FileHandle.nullDevice
    let files = try ["output", "errors"].map { try FileHandle(forWritingTo: place.write($0, [])) }
    process.standardOutput = files[0]
    process.standardError = files[1]
    try process.run()
    for file in files { try file.close() }
    let held = Held(process)
    var words: [Substring] = []
    try await until("the witness listens") {
      guard held.process.isRunning else { throw StageFailure("the witness ended: \(try place.text("errors"))") }
      words = try place.text("output").split(whereSeparator: \.isWhitespace)
      return words.count == 3
    }
    guard let found = words[2].split(separator: ":").last.flatMap({ Int($0) }) else {
      throw StageFailure("the witness said \(words)")
    }
    return WitnessProcess(folder: place, vkey: String(words[1]), port: found, held)
  }

  private init(folder: Scratch, vkey: String, port: Int, _ process: Held) {
    self.folder = folder
    self.vkey = vkey
    self.port = port
    self.process = process
  }

  deinit { kill() }

  func kill() {
    guard process.process.isRunning else { return }
    Glibc.kill(process.process.processIdentifier, SIGKILL)
    process.process.waitUntilExit()
  }
}

/// The log under a daemon that is killed, and before eyes that are not its operator's.
@Suite(.serialized) struct `The notary` {
  /// A daemon that may be exchanged for the next one while others talk to it.
  private final class Seat: Sendable {
    private let daemon: Mutex<Daemon>
    init(_ daemon: Daemon) { self.daemon = Mutex(daemon) }
    var now: Daemon { daemon.withLock { $0 } }
    func put(_ next: Daemon) { daemon.withLock { $0 = next } }
  }

  /// Says to tasks that they may end.
  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  private static func post(_ note: [UInt8], _ tender: String, as key: SigningKey, to daemon: Daemon) async throws
    -> Answer
  {
    var request = Request("POST", "/api/tenders/\(tender)/bids", body: note, key: key)
    request.headers = [("Content-Type", "application/octet-stream")]
    return try await daemon.send(request)
  }

  /// The answer to a note, from whichever daemon is there in the end.
  private static func handIn(_ note: [UInt8], _ tender: String, as key: SigningKey, at seat: Seat) async throws
    -> Answer
  {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if let answer = try? await post(note, tender, as: key, to: seat.now), answer.status < 500 { return answer }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw StageFailure("nobody answered to a note")
  }

  @Test(.timeLimit(.minutes(4)))
  func `loses no acknowledged note and repeats no index, however often the daemon is killed`() async throws {
    let office = try await StagedOffice.make()
    let tender = try await StagedTender.publish(office, id: "rehearsal.killed", bidsFor: 3_600)
    let bidders = Array(office.agencies[..<3])
    for bidder in bidders { try await tender.register(bidder) }
    var first: [[UInt8]] = []
    for bidder in bidders {
      let bid = try await tender.seal(bidder)
      let answer = try await bid.post(bid.note, payload: bid.payload)
      try #require(answer.status == 201, "\(answer)")
      first.append(try bid.note)
    }
    let seat = Seat(office.daemon)
    let watch = office.folder.place("watch.json")
    func look() async throws {
      let seen = try await Program.run(
        Program.tender,
        [
          "log", "watch", "--once", "--state", watch, "--server", seat.now.server, "--trust",
          office.folder.place("trust"),
        ],
        in: office.folder.path, environment: Program.environment())
      #expect(seen.exit == 0, "\(seen)")
    }
    try await look()
    let (isOver, id) = (Flag(), tender.id)
    // What each bidder was acknowledged, one seq after the other; the payload is the same, so nothing else need travel.
    let acknowledged = try await withThrowingTaskGroup(of: [(note: [UInt8], ack: [UInt8])].self) { group in
      for (bidder, original) in zip(bidders, first) {
        group.addTask {
          var taken: [(note: [UInt8], ack: [UInt8])] = []
          let text = try SignedNote(parsing: original).text
          var seq = 1
          while !isOver.isSet {
            seq += 1
            let note = bidder.key.sign(text.replacingOccurrences(of: "\nseq 1\n", with: "\nseq \(seq)\n")).bytes
            let answer = try await Self.handIn(note, id, as: bidder.key, at: seat)
            guard [200, 201].contains(answer.status) else { throw StageFailure("\(answer)") }
            taken.append((note, answer.body))
          }
          return taken
        }
      }
      var random = Seed.generator("moments at which a daemon is killed")
      for _ in 1...4 {
        try await Task.sleep(for: .milliseconds(Int.random(in: 300...1_800, using: &random)))
        seat.now.kill()
        seat.put(try await seat.now.again())
        try await look()
      }
      try await Task.sleep(for: .milliseconds(500))
      isOver.set()
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(acknowledged.count > 20)
    // Every acknowledged note is in a tick, and its acknowledgement is given again as it was.
    try await until("all are in ticks") { try await office.count("select count(*) from waiting_notes") == 0 }
    for (note, ack) in acknowledged {
      let signed = try SignedNote(parsing: note)
      #expect(
        try await office.count("select count(*) from tick_note where note_id = $1", bytes: signed.id.bytes) == 1)
      try SignedNote(parsing: ack).verify(by: office.daemon.vkey)
    }
    for (note, ack) in acknowledged.shuffled().prefix(20) {
      let signer = try SignedNote(parsing: note).signer()
      let bidder = try #require(bidders.first { $0.reference == signer.text })
      let again = try await Self.post(note, tender.id, as: bidder.key, to: seat.now)
      #expect(again.status == 200 && again.body == ack)
    }
    try await look()
    let audit = try await seat.now.command("audit", "--checks", Repository.path("sql/checks"), "--lang", "en")
    #expect(audit.exit == 0, "\(audit)")
    seat.now.kill()
  }

  @Test(.timeLimit(.minutes(4)))
  func `is cosigned by a witness, believed through it, and held up by none`() async throws {
    let started = Mutex<WitnessProcess?>(nil)
    let office = try await StagedOffice.make(policy: { log in
      let witness = try await WitnessProcess.start(log)
      started.withLock { $0 = witness }
      return "witness w \(witness.vkey) http://127.0.0.1:\(witness.port)\nquorum w\n"
    })
    let witness = try #require(started.withLock { $0 })
    let daemon = office.daemon
    // Trust files that ask for the witness.
    try office.folder.write(
      "strict/trust.policy", Array("log \(daemon.vkey.text)\nwitness w \(witness.vkey)\nquorum w\n".utf8))
    let keys =
      try office.folder.text("trust/vkeys.txt").split(separator: "\n").map(String.init) + ["witness \(witness.vkey)"]
    let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { $0 + "\n" }.joined()
    try office.folder.write("strict/vkeys.txt", Array(sorted.utf8))
    let strict = office.folder.place("strict")
    let instance = try #require(try await daemon.send("GET", "/api/instance").json)
    #expect(
      instance["policy"]?.stringValue == "log \(daemon.vkey.text)\nwitness w \(witness.vkey)\nquorum w\n")

    let tender = try await StagedTender.publish(office, id: "rehearsal.seen", bidsFor: 3_600)
    let bid = try await tender.seal(office.agencies[0])
    let submitted = try await office.tender(office.agencies[0], "bid", "submit", bid.folder, "--wait")
    #expect(submitted.exit == 0, "\(submitted)")
    let receipt = try await office.tender(
      nil, "receipt", "verify", bid.folder + "/bid.receipt", "--note", bid.folder + "/bid.note", "--trust", strict)
    #expect(receipt.exit == 0, "\(receipt)")
    let watched = try await office.tender(nil, "log", "watch", "--once", "--state", "seen.json", "--trust", strict)
    #expect(watched.exit == 0, "\(watched)")
    try await until("the newest head is cosigned") {
      let shown = try await office.tender(nil, "log", "show", "--trust", strict)
      return shown.exit == 0 && shown.json?["cosigners"]?.arrayValue?.count == 1
    }

    // The witness goes away: the log goes on, and says so.
    witness.kill()
    func size() async throws -> Int {
      let text = try await daemon.send("GET", "/log/checkpoint").text
      return try #require(text.split(separator: "\n").dropFirst().first.flatMap { Int($0) })
    }
    let before = try await size()
    try await until("ticks without the witness") { try await size() >= before + 3 }
    try await until("it is said") {
      let ready = try await daemon.send("GET", "/readyz")
      return ready.status == 200 && ready.json?["warnings"]?.arrayValue?.contains("witness.unreachable") == true
    }
    let impatient = try await office.tender(
      nil, "log", "watch", "--once", "--patience", "1", "--state", "seen.json", "--trust", strict)
    #expect(impatient.exit == 1 && impatient.output.contains("checkpoint.quorumNotMet"), "\(impatient)")

    // It comes back where it was, with what it had seen.
    let back = try await WitnessProcess.start(daemon.vkey, in: witness.folder, port: witness.port)
    try await until("cosigned again") {
      try await office.tender(nil, "log", "show", "--trust", strict).exit == 0
    }
    let again = try await office.tender(nil, "log", "watch", "--once", "--state", "seen.json", "--trust", strict)
    #expect(again.exit == 0, "\(again)")

    // A stranger's tools see the same log.
    try await office.must(nil, "export", tender.id, "--out", "bundle")
    let checked = try await Program.run(
      Repository.path("scripts/check-log"), [office.folder.place("bundle"), daemon.vkey.text, back.vkey],
      in: office.folder.path, environment: ProcessInfo.processInfo.environment, seconds: 180)
    #expect(checked.exit == 0 && checked.output.contains("pymerkle"), "\(checked)")
    // All signatures and the whole tree by Go's packages, unless the system has none of them.
    let went = ["sumdb/note: 2 signatures", "sumdb/tlog"].allSatisfy { checked.output.contains($0) }
    #expect(went || checked.output.contains("Go was not asked"), "\(checked)")
    back.kill()
    let audit = try await daemon.command("audit", "--checks", Repository.path("sql/checks"), "--lang", "en")
    #expect(audit.exit == 0, "\(audit)")
  }
}
