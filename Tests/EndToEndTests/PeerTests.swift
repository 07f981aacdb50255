import Canon
import Foundation
import Notes
import TestSupport
import Testing

extension Daemon {
  /// A daemon of the same log as on another machine: with a head file of its own, copied over, and with these peers.
  fileprivate func elsewhere(peers: [String]) async throws -> Daemon {
    let beside = try Scratch("elsewhere")
    try beside.write("log.head", try folder.bytes("log.head"))
    try beside.write("tenderd.json", try settings(headFile: beside.place("log.head"), peers: peers))
    return try await Self.serve(beside, vkey: vkey, isRehearsal: isRehearsal, isWatched: false)
  }

  /// The same daemon started again where it was, now with peers.
  fileprivate func again(peers: [String]) async throws -> Daemon {
    try folder.write("tenderd.json", try settings(headFile: folder.place("log.head"), peers: peers, port: port))
    return try await again()
  }

  private func settings(headFile: String, peers: [String], port: Int = 0) throws -> JSON {
    let settings = try JSON.parse(folder.bytes("tenderd.json"))
    let log = (settings["log"] ?? .null).setting("headFile", JSON(headFile))
      .setting("peers", JSON(peers.joined(separator: " "))).setting("neighbourSeconds", 2)
    let listen = (settings["listen"] ?? .null).setting("port", JSON(port))
    return settings.setting("log", log).setting("listen", listen)
  }

  /// How far the newest signed head goes.
  fileprivate func signedSize() async throws -> Int {
    let head = try await send("GET", "/log/checkpoint").text.split(separator: "\n")
    return head.count > 1 ? Int(head[1]) ?? 0 : 0
  }
}

@Suite struct `Two machines` {
  @Test(.timeLimit(.minutes(4)))
  func `sign one log: the one that is left alone waits for its peer, and both go on from the newest head`() async throws
  {
    let office = try await StagedOffice.make()
    // While a tender is open, ticks make the log longer each second.
    _ = try await StagedTender.publish(office, id: "rehearsal.peers", bidsFor: 3_600)
    let first = office.daemon
    let second = try await first.elsewhere(peers: [first.server])
    try await until("the second shows what the first signs") { try await second.signedSize() >= first.signedSize() }
    let seen = try await first.signedSize()
    try await until("the first signs on") { try await first.signedSize() > seen + 1 }
    first.kill()
    try await until("the second is not ready: nobody tells it how far the log is", seconds: 60) {
      let ready = try await second.send("GET", "/readyz")
      return ready.status == 503 && ready.text.contains("log.notSigned")
    }
    // Ticks go on, and nobody signs them.
    let alone = try await second.signedSize()
    try await Task.sleep(for: .seconds(2.5))
    #expect(try await second.signedSize() == alone)

    let back = try await first.again(peers: [second.server])
    try await until("the log is signed again", seconds: 60) { try await second.signedSize() > alone }
    try await until("both are ready", seconds: 60) {
      for daemon in [back, second] where try await daemon.send("GET", "/readyz").status != 200 { return false }
      return true
    }
    // An auditor who follows the log at one machine finds the other's to be the same.
    let watch = office.folder.place("peers.json")
    for daemon in [second, back, second] {
      let look = try await Program.run(
        Program.tender,
        [
          "log", "watch", "--once", "--state", watch, "--server", daemon.server, "--trust",
          office.folder.place("trust"),
        ],
        in: office.folder.path, environment: Program.environment())
      #expect(look.exit == 0, "\(look)")
    }
  }
}
