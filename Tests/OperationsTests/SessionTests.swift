import Canon
import Notes
@testable import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `An opening with people present` {
  @Test func `whoever judges stays away, bidders object on the spot, and the record waits for the answers`()
    async throws
  {
    let scene = try await Scene.make()
    func attend(_ person: Person) async -> String {
      await refusal { _ = try await scene.office.attendOpening(Scene.tender, by: person.actor) }
    }
    func object(_ person: Person) async -> String {
      await refusal {
        _ = try await scene.office.objectAtOpening(Scene.tender, lot: "L1", ["words": "唱标金额与本机构投标不符"], by: person.actor)
      }
    }
    func answer(_ number: Int, by person: Person) async -> String {
      await refusal {
        _ = try await scene.office.answerObjection(
          Scene.tender, lot: "L1", objection: number, ["words": "经核对与公开的投标文件一致"], by: person.actor)
      }
    }
    func conditions() async throws -> [OpeningCondition] {
      try await scene.office.openingConditions(Scene.tender, by: scene.officer.actor).filter { !$0.holds }.map(
        \.condition)
    }
    #expect(await attend(scene.agencies[0]) == "session.notBegun")
    #expect(try await conditions() == [.closed])
    #expect(
      await refusal { _ = try await scene.office.openingConditions(Scene.tender, by: scene.drawing.actor) }
        == "access.dutiesClash")
    try await scene.opened()
    #expect(try await conditions() == [.partLeft, .earlierPartReviewed])
    #expect(await attend(scene.experts[0]) == "session.committeeStaysAway")
    for person in [scene.officer, scene.supervisor, scene.agencies[0], scene.agencies[0]] {
      #expect(await attend(person) == "")
    }
    #expect(await object(scene.agencies[3]) == "session.notABidder")
    #expect(await object(scene.agencies[0]) == "")
    #expect(
      await refusal { _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor) }
        == "session.unanswered")
    #expect(await answer(1, by: scene.drawing) == "access.dutiesClash")
    #expect(await answer(2, by: scene.officer) == "session.objectionUnknown")
    #expect(await answer(1, by: scene.officer) == "")
    #expect(await answer(1, by: scene.officer) == "session.answeredAlready")
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    #expect(await object(scene.agencies[1]) == "session.over")
    let record = try await scene.office.database.read(as: .auditor) { tx in
      try tx.papers(of: Scene.tender).first { $0.kind == "opening-record" }?.json ?? ""
    }
    #expect(record.contains("唱标金额与本机构投标不符") && record.contains("经核对与公开的投标文件一致"))
    #expect(record.contains(scene.supervisor.reference))
    // The archive itself keeps the committee out, whatever the deed lets through.
    let failure = await #expect(throws: PostgresFailure.self) {
      try await scene.office.database.write(as: .office) { tx in
        try tx.insertAttendance(of: scene.experts[1].reference, tender: Scene.tender, at: scene.clock.now)
      }
    }
    #expect(failure?.constraint == "opening_attendance_without_committee")
    #expect(try await scene.audit() == [])
  }

  @Test func `what is said while the record is printed stands on it, or no record is kept`() async throws {
    let scene = try await Scene.make()
    try await scene.opened()
    func records() async throws -> [String] {
      try await scene.office.database.read(as: .auditor) { tx in
        try tx.papers(of: Scene.tender).filter { $0.kind == "opening-record" }.map(\.json)
      }
    }
    func keep(_ record: Office.OpeningRecordDraft) async -> String {
      await refusal { try await scene.office.keep(record, tender: Scene.tender, lot: "L1") }
    }
    let officer = try scene.officer.actor
    let before = try await scene.office.openingRecord(Scene.tender, lot: "L1", by: officer)
    _ = try await scene.office.objectAtOpening(
      Scene.tender, lot: "L1", ["words": "唱标漏读服务期限"], by: scene.agencies[0].actor)
    #expect(await keep(before) == "session.unanswered")
    _ = try await scene.office.answerObjection(
      Scene.tender, lot: "L1", objection: 1, ["words": "已补充宣读"], by: officer)
    #expect(await keep(before) == "session.goesOn")
    let answered = try await scene.office.openingRecord(Scene.tender, lot: "L1", by: officer)
    _ = try await scene.office.attendOpening(Scene.tender, by: scene.supervisor.actor)
    #expect(await keep(answered) == "session.goesOn")
    #expect(try await records() == [])
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer)
    let kept = try await records()
    #expect(kept.count == 1)
    for words in ["唱标漏读服务期限", "已补充宣读", scene.supervisor.reference] {
      #expect(kept.allSatisfy { $0.contains(words) }, "\(words)")
    }
    #expect(try await scene.audit() == [])
  }

  @Test func `whatever comes at once with the record is refused, or stands on it`() async throws {
    let scene = try await Scene.make()
    try await scene.opened()
    let officer = try scene.officer.actor
    async let recorded = refusal { _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: officer) }
    async let objected = refusal {
      _ = try await scene.office.objectAtOpening(
        Scene.tender, lot: "L1", ["words": "唱标漏读服务期限"], by: scene.agencies[0].actor)
    }
    let (record, objection) = await (recorded, objected)
    #expect(["", "session.unanswered"].contains(record) && ["", "session.over"].contains(objection))
    // Not both: a record that is kept shows each objection that was taken, and this one has no answer.
    #expect((record == "") != (objection == ""), "record \(record), objection \(objection)")
  }
}
