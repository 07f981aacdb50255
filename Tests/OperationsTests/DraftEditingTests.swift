import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Editing a draft` {
  private func twoLots(_ draft: JSON) throws -> JSON {
    let lot = try #require(draft["lots"]?.arrayValue?.first)
    return draft.setting("title", "改过的名称").setting("threshold", 2).setting("recovery", 90)
      .setting(
        "lots",
        [
          lot.setting("title", "新标段").setting(
            "parts",
            [
              ["part": "technical", "maxBytes": 1_000_000, "public": true],
              ["part": "price", "maxBytes": 1_000_000, "public": true],
            ])
        ])
  }

  @Test func `replaces what was read, lots and parts too, and the notice is of the new draft`() async throws {
    let scene = try await Scene.drafted()
    let (office, officer) = (scene.office, try scene.officer.actor)
    let before = try await office.showDraft(of: Scene.tender, by: officer)
    let edited = try twoLots(scene.draft)
    let after = try await office.replaceDraft(of: Scene.tender, edited, reading: Digest(of: before), by: officer)
    #expect(after == edited.canonicalText)
    #expect(try await office.showDraft(of: Scene.tender, by: officer) == after)
    let shown = try await office.showTender(Scene.tender, by: scene.officer.actor)
    #expect(shown["title"] == "改过的名称" && shown["recovery"] == 90)
    let lot = try #require(shown["lots"]?.arrayValue?.first)
    #expect(lot["title"] == "新标段")
    #expect(lot["parts"]?.arrayValue?.map { $0["part"] } == ["technical", "price"])
    // The other officer read the first draft.
    await #expect(throws: ConditionRefusal.changed) {
      try await office.replaceDraft(of: Scene.tender, scene.draft, reading: Digest(of: before), by: officer)
    }
    try await scene.publish()
    let parts = try await office.database.read(as: .auditor) { tx in try tx.parts(of: Scene.tender).map(\.part) }
    #expect(parts == ["technical", "price"])
    let record = try await office.database.read(as: .auditor) { tx in try tx.activities(of: Scene.tender).map(\.outcome)
    }
    #expect(record.contains("replaced"))
  }

  @Test func `keeps the tender's id and its people`() async throws {
    let scene = try await Scene.drafted()
    let (office, officer) = (scene.office, try scene.officer.actor)
    let read = Digest(of: try await office.showDraft(of: Scene.tender, by: officer))
    let people = try #require(scene.draft["people"])
    for (json, field) in [
      (scene.draft.setting("id", "rehearsal.other"), "id"),
      (scene.draft.setting("people", people.setting("drawingOfficer", JSON(scene.officer.reference))), "people"),
    ] {
      await #expect(throws: FormRefusal.wrong(field: field)) {
        try await office.replaceDraft(of: Scene.tender, json, reading: read, by: officer)
      }
    }
    await #expect(throws: TenderRefusal.tenderUnknown) {
      try await office.replaceDraft(
        of: "rehearsal.none", scene.draft.setting("id", "rehearsal.none"), reading: read, by: officer)
    }
  }

  @Test func `ends with the notice, in the rules and in the database`() async throws {
    let scene = try await Scene.make()
    let (office, officer) = (scene.office, try scene.officer.actor)
    let read = Digest(of: try await office.showDraft(of: Scene.tender, by: officer))
    await #expect(throws: NoticeRefusal.tenderHasNotice) {
      try await office.replaceDraft(of: Scene.tender, scene.draft, reading: read, by: officer)
    }
    for (sql, state, constraint) in [
      ("delete from lot_part", "42501", nil), ("update lot_part set bytes_max = 1", "42501", nil),
      ("delete from lot", "42501", nil), ("update tender set title = 'x'", "23514", "tender_draft_frozen"),
      ("update tender set minimum = 1", "23514", "tender_draft_frozen"),
    ] as [(String, String, String?)] {
      let owner = scene.store.database(as: "tender_owner")
      let failure = await #expect(throws: PostgresFailure.self) { try await owner.write { tx in try tx.script(sql) } }
      #expect(failure?.sqlstate == state && failure?.constraint == constraint, "\(sql)")
      await owner.close()
    }
  }
}
