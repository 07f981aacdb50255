import Canon
import Documents
import Exact
import Foundation
import Logging
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Transparency
import Verification

// More daemons, more tenders, more bidders.
extension Scene {
  /// So many microseconds after the deadline.
  static func atDeadline(_ micros: Int64) -> Operations.Moment {
    Operations.Moment(micros: Int64(deadline) * 1_000_000 + micros)
  }

  /// Another daemon's office on the same database, with the same log key and head file.
  ///
  /// - Parameters:
  ///   - now: its clock; the scene's when left out.
  ///   - headFile: where it keeps the signed head; the scene's when left out.
  ///   - limits: by the scene's, any difference from PostgreSQL's clock will do.
  func anotherOffice(
    now: (@Sendable () -> Operations.Moment)? = nil, headFile: String? = nil, limits: Limits = Scene.limits
  ) async throws -> Office {
    let database = store.database()
    let publisher = LogPublisher(
      database: database, key: office.logKey, headFile: headFile ?? self.headFile, logger: .quiet)
    try await publisher.start()
    let clock = self.clock
    return Office(
      database: database, instance: office.instance, logKey: office.logKey, press: office.press, publisher: publisher,
      desk: try BidDesk(store.configuration(), database: database, logger: .quiet), limits: limits,
      clock: Self.clock(now ?? { clock.now }), logger: .quiet)
  }

  /// A further tender, published now, that closes at `deadline`.
  func publishAnother(_ id: String, deadline: Int = Scene.deadline) async throws {
    let opens = clock.now.seconds + Scene.opens - Scene.published
    _ = try await office.createTender(draft(id: id, bidsFor: deadline - opens), by: officer.actor)
    for (index, custodian) in custodians.enumerated() {
      let statement = CustodianStatement(tender: id, index: index + 1, recipient: AgeIdentity().recipient.text)
      try await take(custodian.key.sign(statement.text), by: custodian)
    }
    let draft = try await office.draftNotice(id, by: officer.actor)
    try await take(officer.key.sign(draft.text), by: officer)
  }

  /// Agencies beside the four, each on the register.
  func moreAgencies(_ count: Int) async throws -> [Person] {
    let more = try (101..<(101 + count)).compactMap { CreditCode.synthetic(serial: $0)?.text }.map {
      try Person($0, .agency)
    }
    for (number, agency) in more.enumerated() {
      _ = try await office.registerAgency(
        [
          "name": JSON("机构\(100 + number)"), "creditCode": JSON(agency.key.name), "licence": JSON("42\(100 + number)"),
          "size": "small", "contact": "联系人", "vkey": JSON(agency.key.verifier.text),
        ], provenBy: agency.key.verifier)
    }
    return more
  }

  func registration(_ agency: Person, for tender: String = Scene.tender) -> SignedNote {
    agency.key.sign(Register(tender: tender, key: agency.key.verifier).text)
  }

  /// Hands a note in at some daemon.
  @discardableResult
  func hand(
    _ note: SignedNote, payload: [UInt8]? = nil, for tender: String = Scene.tender, to office: Office,
    by agency: Person, receivedAt: Operations.Moment? = nil
  ) async throws -> BidReceipt {
    try await office.submitBid(
      note.bytes, attached: payload, tender: tender, receivedAt: receivedAt ?? clock.now, by: try agency.actor)
  }

  /// Trust files as an outsider has them who knows the log, the officers and the custodians.
  func trust() throws -> MemoryBundle {
    let entries =
      [VKeys.Entry(role: .log, key: office.logKey.verifier)]
      + [officer, drawing].map { VKeys.Entry(role: .officer, key: $0.key.verifier) }
      + custodians.map { VKeys.Entry(role: .custodian, key: $0.key.verifier) }
    return MemoryBundle([
      Trust.policyFile: Array(Policy.text(log: office.logKey.verifier).utf8),
      Trust.vkeysFile: Array(try VKeys(entries).text.utf8),
    ])
  }

  func trusted() throws -> Trust {
    let files = try trust().contents
    return try Trust(policy: files[Trust.policyFile] ?? [], vkeys: files[Trust.vkeysFile] ?? [])
  }

  /// The public bundle, as `tender export` writes it.
  func bundle(of tender: String = Scene.tender) async throws -> MemoryBundle {
    await office.publisher.publish()
    let listing = try await office.listBundle(tender)
    var contents: [String: [UInt8]] = [:]
    for file in listing["files"]?.arrayValue ?? [] {
      guard let path = file["path"]?.stringValue else { throw SceneFault() }
      let lent = try await office.readBundleFile(path, of: tender)
      var bytes: [UInt8] = []
      var number = 0
      while let piece = try await lent.piece(number) {
        bytes += piece
        number += 1
      }
      contents[path] = bytes
    }
    guard let checkpoint = listing["checkpoint"]?.stringValue else { throw SceneFault() }
    contents["checkpoint"] = Array(checkpoint.utf8)
    let size = try Checkpoint(Checkpoint.note(parsing: Array(checkpoint.utf8))).size
    for tile in try Tile.arising(from: 0, to: size) {
      guard let bytes = try await office.logTile(tile) else { throw SceneFault() }
      contents[tile.path] = bytes
    }
    return MemoryBundle(contents)
  }

  /// What the verifier of a stranger says of the tender's bundle, lines of that result.
  func verified(_ result: Finding.Result) async throws -> [String] {
    let report = await Verifier.verify(try await bundle(), trust: try trust())
    return report.findings.filter { $0.result == result }.map { "\($0.check.rawValue): \($0.en)" }
  }
}
