import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Tendering again` {
  private static let second = "rehearsal.t2"

  private func draft(_ scene: Scene, follows: String = Scene.tender) -> JSON {
    scene.draft(id: Self.second).setting("follows", JSON(follows))
  }

  /// States the custodians' keys for the second tender and publishes it.
  private func publish(_ scene: Scene) async throws {
    for (index, custodian) in scene.custodians.enumerated() {
      let statement = CustodianStatement(
        tender: Self.second, index: index + 1, recipient: AgeIdentity().recipient.text)
      try await scene.take(custodian.key.sign(statement.text), by: custodian)
    }
    let draft = try await scene.office.draftNotice(Self.second, by: scene.officer.actor)
    try await scene.take(scene.officer.key.sign(draft.text), by: scene.officer)
  }

  @Test func `a lot that was cancelled is taken up by name: in the documents, for everybody, in the open data`()
    async throws
  {
    let scene = try await Scene.make()
    let officer = try scene.officer.actor
    await #expect(throws: TenderRefusal.followedNotEnded) {
      try await scene.office.createTender(draft(scene), by: officer)
    }
    try await scene.cancel()
    let made = try await scene.office.createTender(draft(scene), by: officer)
    let expected: JSON = [
      "tender": JSON(Scene.tender), "lots": [["lot": "L1", "of": "L1", "state": "cancelled"]],
    ]
    #expect(made["follows"] == expected)
    try await publish(scene)
    #expect(try await scene.office.showTender(Self.second)["follows"] == expected)
    #expect(try await scene.office.showTender(Scene.tender)["follows"] == .null)
    let (terms, data) = try await scene.office.database.read(as: .auditor) { tx in
      (
        try tx.bundleFile("documents/terms.json", of: Self.second), try tx.bundleFile("ocds.json", of: Self.second)
      )
    }
    #expect(try JSON.parse(try #require(terms))["follows"] == ["tender": JSON(Scene.tender), "lots": ["L1": "L1"]])
    let release = try JSON.parse(try #require(data))["records"]?.arrayValue?.first?["compiledRelease"]
    let related = try #require(release?["relatedProcesses"]?.arrayValue?.first)
    #expect(related["relationship"] == ["unsuccessfulProcess"] && related["scheme"] == "ocid")
    #expect(related["identifier"] == "ocds-000000-rehearsal.t")
    #expect(try await scene.audit() == [])
  }

  @Test func `what is not there, is another year's or has not failed, is not followed; the database agrees`()
    async throws
  {
    let scene = try await Scene.make()
    let (office, officer) = (scene.office, try scene.officer.actor)
    await #expect(throws: TenderRefusal.followedUnknown) {
      try await office.createTender(draft(scene, follows: "rehearsal.none"), by: officer)
    }
    try await scene.cancel()
    let owner = scene.store.database(as: "tender_owner")
    try await owner.write { tx in
      try tx.script(
        """
        insert into batch (batch_id, programme_id, year, title, term_days, created_by, created_at, window_opens_at,
               window_closes_at, term_begins, term_ends)
        select 'b2', programme_id, 2027, '第二批', 365, created_by, created_at, window_opens_at, window_closes_at,
               term_begins, term_ends from batch
        """)
    }
    await #expect(throws: TenderRefusal.followedOtherBatch) {
      try await office.createTender(draft(scene).setting("batch", "b2"), by: officer)
    }
    _ = try await office.createTender(draft(scene), by: officer)
    for (sql, constraint) in [
      ("update tender set batch_id = 'b2' where tender_id = '\(Self.second)'", "tender_follows_same_batch"),
      ("update tender set follows = tender_id where tender_id = '\(Self.second)'", "tender_follows_another"),
      (
        "update lot set park_id = 'p1' where tender_id = '\(Scene.tender)'; "
          + "alter table lot disable trigger lot_moves_forward; "
          + "update lot set state = 'awarded' where tender_id = '\(Scene.tender)'; "
          + "update tender set state = 'published' where tender_id = '\(Self.second)'", "tender_follows_failed_lots"
      ),
      (
        "update tender set follows = null where tender_id = '\(Scene.tender)'; update tender set follows = 'x' where state = 'draft'",
        "tender_follows_same_batch"
      ),
    ] {
      let failure = await #expect(throws: PostgresFailure.self) { try await owner.write { tx in try tx.script(sql) } }
      #expect(failure?.constraint == constraint, "\(sql): \(failure as Any)")
    }
    await owner.close()
    // A draft may let go of it again.
    let read = try await office.showDraft(of: Self.second, by: officer)
    _ = try await office.replaceDraft(
      of: Self.second, scene.draft(id: Self.second), reading: Digest(of: read), by: officer)
    #expect(try await office.showTender(Self.second, by: officer)["follows"] == .null)
  }
}
