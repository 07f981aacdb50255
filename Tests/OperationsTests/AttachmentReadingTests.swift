import Foundation
import Notes
import Operations
import Postgres
import Sealing
import Store
import TestSupport
import Testing

@Suite struct `Reading attachments` {
  /// A word file whose XML names an encoding of two million letters.
  private static func fileThatBreaksReaders() async throws -> [UInt8] {
    let venv = try #require(ProcessInfo.processInfo.environment["TENDER_VENV"], "the press needs its tools")
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as archive:
          archive.writestr("word/document.xml", '<?xml version="1.0" encoding="' + "a" * (2 << 20) + '"?><w/>')
      """
    let made = try await Command.run(venv + "/bin/python", ["-c", script])
    try #require(made.exit == 0, "\(made.errorText)")
    return made.output
  }

  @Test func `neither a file that breaks its reader nor a bid that cannot be read holds up the others`() async throws {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    let attachments = [
      ArchiveInput(name: "plan.docx", content: .bytes(try await Self.fileThatBreaksReaders())),
      ArchiveInput(name: "plan.txt", content: .bytes(Array("驻园服务方案".utf8))),
    ]
    for agency in scene.agencies.prefix(3) {
      try await scene.register(agency)
      try await scene.submit(try await scene.seal(agency, attachments: attachments), by: agency)
    }
    try await scene.close()
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(3, manifest: manifest)

    let database = scene.office.database
    func unread() async throws -> [Digest] {
      try await database.read(as: .office) { tx in try tx.unreadBids(max: 10).map { $0.bid } }
    }
    let bids = try await unread()
    try #require(bids.count == 3)
    let second = try await database.read(as: .office) { tx in
      try tx.unreadBids(max: 10, except: [bids[0], bids[2]]).map { $0.bid }
    }
    #expect(second == [bids[1]])
    // Who stands first cannot be read: another secret than its own.
    let hand = scene.store.database(as: "postgres")
    try await hand.write { tx in
      try tx.script(
        """
        alter table opened disable trigger all;
        update opened set secret = set_byte(secret, 0, get_byte(secret, 0) # 1) where bid = '\\x\(bids[0].hex)';
        alter table opened enable trigger all;
        """)
    }
    await hand.close()
    await #expect(throws: (any Error).self) { try await scene.office.readNextBid() }

    let reading = Task { await scene.office.runReading() }
    defer { reading.cancel() }
    try await eventually("all bids but the first are read", seconds: 120) { try await unread() == [bids[0]] }
    for bid in bids[1...] {
      let rows = try await database.read(as: .auditor) { tx in try tx.attachmentReadings(of: bid) }
      #expect(rows?.map(\.words).sorted() == ["", "驻园服务方案"], "\(bid.hex)")
    }
    reading.cancel()
    await reading.value
  }
}
