import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// What is a rehearsal stays one, and nothing of it passes for real.
@Suite(.serialized) struct `Rehearsal and real never meet` {
  /// A real daemon with one officer and one custodian.
  private static let real = Task {
    let database = try await TestDatabase.make()
    let daemon = try await Daemon.start(
      database: "host=\(database.cluster.socketFolder) dbname=\(database.name)", rehearsal: false)
    let officer = try Person("zk.real", "甄主办", "officer")
    let added = try await daemon.command("actor", "add", officer.vkey, "--role", "officer", "--name", officer.name)
    guard added.exit == 0 else { throw StageFailure("\(added)") }
    return (database, daemon, officer)
  }

  @Test func `a rehearsal's id is refused by a real daemon, and the reverse`() async throws {
    let (_, daemon, officer) = try await Self.real.value
    let tender = try await Desk.tender()
    let office = tender.office
    let rehearsed = try await daemon.send(
      "POST", "/api/tenders", StagedTender.draft(office, id: "rehearsal.x", bidsFor: 60), as: officer.key)
    #expect(rehearsed.status == 409 && rehearsed.code == "tender.rehearsalDiffers", "\(rehearsed)")
    try office.folder.write("real.json", StagedTender.draft(office, id: "zk-2026-01", bidsFor: 60))
    let real = try await office.tender(office.lead, "tender", "create", "real.json")
    #expect(real.exit == 3 && real.code == "tender.rehearsalDiffers", "\(real)")
    let key = office.agencies[0].key
    let note = key.sign(Register(tender: "zk-2026-01", key: key.verifier).text)
    let bid = try await office.daemon.send(
      Request("POST", "/api/tenders/zk-2026-01/bids", body: note.bytes, key: key))
    #expect(bid.status == 409 && bid.code == "bid.rehearsalDiffers", "\(bid)")
    #expect(try await office.count("select count(*) from tender where tender_id not like 'rehearsal.%'") == 0)
  }

  @Test func `a rehearsal's tender is not sealed for under a real log's key, and the reverse`() async throws {
    let tender = try await Desk.tender()
    let (office, agency) = (tender.office, tender.office.agencies[0])
    let log = try SigningKey(name: "zhoukou/tender").verifier.text
    try office.folder.write("real-trust/trust.policy", Array("log \(log)\nquorum none\n".utf8))
    let lines =
      try office.folder.text("trust/vkeys.txt").split(separator: "\n").filter { !$0.hasPrefix("log ") }
      .map(String.init) + ["log \(log)"]
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try office.folder.write("real-trust/vkeys.txt", Array((sorted.joined(separator: "\n") + "\n").utf8))
    let sealed = try await tender.seal(agency, seq: 900)
    let folder = sealed.folder.replacingOccurrences(of: ".sealed", with: "")
    let seal = try await office.tender(
      agency, "bid", "seal", "\(tender.id)/tender", folder, "--lot", "L1", "--seq", "901", "--out", "no-such",
      "--trust",
      office.folder.place("real-trust"))
    #expect(seal.exit == 3 && seal.code == "access.rehearsalDiffers", "\(seal)")
    #expect(!office.folder.exists("no-such"))
    let submit = try await office.tender(
      agency, "bid", "submit", sealed.folder, "--trust", office.folder.place("real-trust"))
    #expect(submit.exit == 3 && submit.code == "access.rehearsalDiffers", "\(submit)")
  }

  @Test func `a database is born one or the other and stays so`() async throws {
    let (_, daemon, _) = try await Self.real.value
    let named = try await daemon.command("migrate", "--rehearsal", "--origin", "rehearsal.other")
    #expect(named.exit == 3, "\(named)")
    let other = try await daemon.command("migrate", "--origin", "other/tender")
    #expect(other.exit == 3, "\(other)")
    for words in [["--rehearsal", "--origin", "zk/tender"], ["--origin", "rehearsal.zk/tender"]] {
      let wrong = try await Program.run(
        Program.tenderd, ["migrate"] + words, in: daemon.folder.path,
        environment: Program.environment(["TENDERD_CONFIG": daemon.config]))
      #expect(wrong.exit == 2, "\(wrong)")
    }
    let serve = try await daemon.command("serve", "--set", "mode=rehearsal", "--set", "listen.port=0")
    #expect(serve.exit == 3, "\(serve)")
    let desk = try await Desk.tender().office.daemon
    let asReal = try await desk.command("serve", "--set", "mode=real", "--set", "listen.port=0")
    #expect(asReal.exit == 3, "\(asReal)")
    let instance = try await desk.send(Request("GET", "/api/instance"))
    #expect(instance.json?["rehearsal"]?.boolValue == true)
  }
}
