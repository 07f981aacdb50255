import Canon
import Foundation
import Notes
import Postgres
import TestSupport
import Testing

/// An office on a PostgreSQL that a test may stop, kill and start again.
struct OwnServer: Sendable {
  let cluster: RestartableCluster
  let tender: StagedTender

  private static let opened = Task { try await open() }
  static func office() async throws -> OwnServer { try await opened.value }

  private static func open() async throws -> OwnServer {
    let cluster = try await RestartableCluster()
    let admin = try Connection(cluster.configuration, logger: .quiet)
    try await admin.script("create database tender owner tender_owner")
    let office = try await StagedOffice.make(on: "host=\(cluster.socketFolder) dbname=tender", keeping: cluster)
    let tender = try await StagedTender.publish(office, id: "rehearsal.own", bidsFor: 3_600)
    for agency in office.agencies { try await tender.register(agency) }
    return OwnServer(cluster: cluster, tender: tender)
  }
}

@Suite(.serialized) struct `A daemon and a PostgreSQL of their own` {
  /// Runs `tender WORDS…` and says the largest resident memory that it had, in KiB.
  private func peak(_ tender: StagedTender, _ agency: Person, _ words: String...) async throws -> Int {
    let script = """
      import resource, subprocess, sys
      code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      sys.exit(code)
      """
    let office = tender.office
    let outcome = try await Program.run(
      "/usr/bin/python3", ["-c", script, Program.tender] + words, in: office.folder.path,
      environment: Program.environment([
        "TENDER_SERVER": office.daemon.server, "TENDER_TRUST": office.folder.place("trust"),
        "TENDER_KEY": office.folder.place(agency.file),
      ]), seconds: 120)
    guard outcome.exit == 0, let number = Int(outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw StageFailure("\(outcome)")
    }
    return number
  }

  /// Seals and submits a bid with one attachment of this size; the peaks of both commands and of the daemon.
  private func peaks(
    _ tender: StagedTender, _ agency: Person, seq: Int, attachmentBytes: Int
  ) async throws -> (seal: Int, submit: Int, daemon: Int) {
    let folder = "memory/\(seq)"
    try tender.office.folder.write("\(folder)/bid.json", OfferedPrice.first.offer(of: agency))
    try tender.office.folder.write("\(folder)/方案.txt", [UInt8](repeating: 0x61, count: attachmentBytes))
    let seal = try await peak(
      tender, agency, "bid", "seal", "\(tender.id)/tender", folder, "--lot", "L1", "--seq", "\(seq)", "--out",
      folder + ".sealed")
    let submit = try await peak(tender, agency, "bid", "submit", folder + ".sealed")
    return (seal, submit, try tender.office.daemon.peakKiB())
  }

  @Test func `64 MiB take less than 40 MiB of memory more than 32 KiB, on either side`() async throws {
    let tender = try await OwnServer.office().tender
    let agency = tender.office.agencies[5]
    let small = try await peaks(tender, agency, seq: 1, attachmentBytes: 1_000)
    let large = try await peaks(tender, agency, seq: 2, attachmentBytes: 64 << 20)
    let most = 40 * 1_024
    print(
      "peak KiB: seal \(small.seal) \(large.seal), submit \(small.submit) \(large.submit), tenderd \(small.daemon) \(large.daemon)"
    )
    #expect(large.seal - small.seal < most)
    #expect(large.submit - small.submit < most)
    #expect(large.daemon - small.daemon < most)
    let bytes = try await tender.office.count("select max(bytes) from payload")
    #expect(bytes > 64 << 20)
    let longest = try await tender.office.count("select max(octet_length(bytes)) from payload_chunk")
    #expect(longest <= 1 << 20)
  }

  /// What one bidder's client saw.
  private struct Tally: Sendable {
    var acknowledged: [Digest] = []
    var refusedForNow = 0
    var strange: [String] = []
  }

  /// Counts what several clients have done so far.
  private actor Progress {
    var acknowledged = 0
    var refusedForNow = 0
    var isOver = false

    func acknowledge() { acknowledged += 1 }
    func refuse() { refusedForNow += 1 }
    func end() { isOver = true }
  }

  /// Bids again and again under rising numbers; a bid that is not taken for now is sent again as it is.
  private func bid(_ sealed: SealedBid, _ progress: Progress) async throws -> Tally {
    var tally = Tally()
    let (body, payload) = (try sealed.body(), try sealed.payload)
    var seq = 1
    while await !progress.isOver {
      var next = body
      next.head.seq = seq
      let note = sealed.agency.key.sign(next.text)
      let answer = try await sealed.post(note.bytes, payload: payload)
      switch answer.status {
      case 200, 201:
        let ack = try SignedNote(parsing: answer.body)
        try ack.verify(by: sealed.tender.office.daemon.vkey)
        guard try Acknowledgement(parsing: ack.text).note == note.id else {
          tally.strange.append("an acknowledgement of another note")
          return tally
        }
        tally.acknowledged.append(note.id)
        seq += 1
        await progress.acknowledge()
      case 503:
        tally.refusedForNow += 1
        await progress.refuse()
        try await Task.sleep(for: .milliseconds(50))
      default:
        tally.strange.append("\(answer)")
        return tally
      }
    }
    return tally
  }

  @Test func `PostgreSQL stopped, killed and started under load loses nothing that was acknowledged`() async throws {
    let own = try await OwnServer.office()
    let tender = own.tender
    var sealed: [SealedBid] = []
    for agency in tender.office.agencies.prefix(4) { sealed.append(try await tender.seal(agency)) }
    let spare = try await tender.seal(tender.office.agencies[4])
    let progress = Progress()
    let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
      for bid in sealed { group.addTask { try await self.bid(bid, progress) } }
      do {
        try await breakTwice(own, spare, progress)
      } catch {
        await progress.end()
        throw error
      }
      await progress.end()
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(tallies.flatMap(\.strange) == [])
    #expect(tallies.reduce(0) { $0 + $1.refusedForNow } > 0)
    let acknowledged = tallies.flatMap(\.acknowledged)
    print("acknowledged \(acknowledged.count), refused for now \(tallies.map(\.refusedForNow))")
    for id in acknowledged {
      let found = try await tender.office.count(
        "select count(*) from bid_note natural join note where note_id = $1", bytes: id.bytes)
      #expect(found == 1, "\(id.hex) was acknowledged and is not there")
    }
    let late = try await spare.submit()
    #expect(late.exit == 0, "\(late)")
    // The next tick takes what waits, and every derived fact is as it should be.
    try await until("the log goes on") {
      try await tender.office.count("select count(*) from waiting_notes") == 0
    }
    let audited = try await tender.office.daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
  }

  /// Stops PostgreSQL in order, then as a power cut would, each time until the clients have seen it.
  private func breakTwice(_ own: OwnServer, _ spare: SealedBid, _ progress: Progress) async throws {
    for round in [1, 2] {
      let before = await progress.acknowledged
      try await until("bids are taken") { await progress.acknowledged >= before + 8 }
      let refused = await progress.refusedForNow
      if round == 1 { try await own.cluster.stop() } else { try await own.cluster.kill() }
      try await until("bids are refused for now") { await progress.refusedForNow >= refused + 4 }
      if round == 1 {
        let outcome = try await spare.submit()
        #expect(outcome.exit == 5, "\(outcome)")
        let ready = try await own.tender.office.daemon.send(Request("GET", "/readyz"))
        #expect(ready.status == 503, "\(ready)")
        #expect(try await own.tender.office.daemon.send(Request("GET", "/healthz")).status == 200)
      }
      try await own.cluster.start()
      let after = await progress.acknowledged
      try await until("bids are taken again") { await progress.acknowledged >= after + 8 }
    }
  }
}
