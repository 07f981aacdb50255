import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

/// What an officer records before the notice of a scene's tender; its clock stands at 15 January 2027.
extension Scene {
  static let survey: JSON = [
    "park": "p1", "surveyed": "2026-10-20", "publicConsulted": true,
    "situation": [
      "words": "装备制造为主", "enterprises": 46, "technologyFirms": 22, "patents": 130, "trademarks": 75,
    ], "firms": ["甲机构", "乙机构", "丙机构"], "conclusion": "需要驻园托管服务",
  ]
  static let plan: JSON = [
    "category": "C99", "estimate": "300000.00", "method": "open", "intention": "2026-12-10", "filed": "2027-01-10",
  ]
  static let fairness: JSON = [
    "conclusion": "noImpact", "basis": "公平竞争审查条例第八条", "reviewer": "政策法规科", "concluded": "2027-01-12",
  ]

  func review(_ outcome: String = "approved", by person: Person? = nil) async throws -> JSON {
    let read = try await office.showDraft(of: id, by: officer.actor)
    var body: JSON = ["outcome": JSON(outcome), "draft": JSON(Digest(of: read).hex)]
    if outcome == "returned" { body = body.setting("reason", "标段预算依据不足") }
    return try await office.reviewDraft(id, body, by: (person ?? drawing).actor)
  }

  /// Everything that a real notice wants.
  func prepare() async throws {
    _ = try await office.recordSurvey(id, Self.survey, by: officer.actor)
    _ = try await office.recordPlan(id, Self.plan, by: officer.actor)
    _ = try await office.recordFairness(id, Self.fairness, by: officer.actor)
    _ = try await review()
  }

  /// Writes another title, as this person.
  func edit(_ title: String, by person: Person) async throws {
    let read = try await office.showDraft(of: id, by: person.actor)
    _ = try await office.replaceDraft(
      of: id, try JSON.parse(Array(read.utf8)).setting("title", JSON(title)), reading: Digest(of: read),
      by: person.actor)
  }

  func gaps(_ file: JSON) -> [String] { (file["missing"]?.arrayValue ?? []).compactMap { $0["code"]?.stringValue } }
}

@Suite struct `Preparing a tender` {
  @Test func `in earnest nothing goes out before survey, plan, fair-competition conclusion and another's review`()
    async throws
  {
    let scene = try await Scene.draftedInEarnest()
    let (office, officer) = (scene.office, try scene.officer.actor)
    // The draft says that it was reviewed: that is not enough here.
    let every = [
      "preparation.surveyMissing", "preparation.planMissing", "preparation.fairnessMissing",
      "preparation.reviewMissing",
    ]
    #expect(scene.gaps(try await office.showPreparation(scene.id, by: officer)) == every)
    let refusal = await #expect(throws: PreparationIncomplete.self) { try await scene.publish() }
    #expect(refusal?.gaps.map(\.code) == every)
    // Each by itself leaves the others wanting.
    _ = try await office.recordFairness(scene.id, Scene.fairness, by: officer)
    _ = try await scene.review()
    var file = try await office.recordSurvey(scene.id, Scene.survey, by: officer)
    #expect(scene.gaps(file) == ["preparation.planMissing"] && file["ready"] == false && file["binds"] == true)
    await #expect(throws: PreparationIncomplete.self) { try await office.draftNotice(scene.id, by: officer) }
    file = try await office.recordPlan(scene.id, Scene.plan, by: officer)
    #expect(scene.gaps(file) == [] && file["ready"] == true)
    try await scene.publish()
    #expect(try await office.database.read(as: .auditor) { tx in try tx.tender(scene.id)?.state } == .published)
    // Whose draft it is comes before where the tender stands.
    let late: JSON = ["outcome": "approved", "draft": JSON(String(repeating: "0", count: 64))]
    await #expect(throws: PreparationRefusal.reviewerDrafted) {
      try await office.reviewDraft(scene.id, late, by: officer)
    }
    let another = try scene.drawing.actor
    await #expect(throws: NoticeRefusal.tenderHasNotice) { try await office.reviewDraft(scene.id, late, by: another) }
    let terms = try #require(
      try await office.database.read(as: .auditor) { tx in try tx.bundleFile("documents/terms.json", of: scene.id) })
    #expect(
      try JSON.parse(terms)["fairCompetition"]
        == ["conclusion": "noImpact", "concluded": "2027-01-12", "basis": "公平竞争审查条例第八条"])
    let record = try await office.database.read(as: .auditor) { tx in try tx.activities(of: scene.id).map(\.deed) }
    #expect(record.count { $0 == "prepareTender" } == 3 && record.contains("reviewDraft"))
    #expect(try await scene.audit() == [])
  }

  @Test func `the database asks for the same when a statement goes past the rules`() async throws {
    let scene = try await Scene.draftedInEarnest()
    let notice = """
      update tender set state = 'published', notice_id = (select note_id from note limit 1), terms_sha256 = '\\x00',
             opens_at = now(), deadline_at = now() + interval '1 day', notice_index = (select min(log_index) from log_entry)
       where state = 'draft'
      """
    try await refused("tender_prepared", notice, in: scene)
    try await scene.prepare()
    // A plan without a conclusion of this very text is not enough.
    try await scene.edit("改过的名称", by: scene.officer)
    try await refused("tender_prepared", notice, in: scene)
  }

  private func refused(_ constraint: String, _ sql: String, in scene: Scene, state: String = "23514") async throws {
    let owner = scene.store.database(as: "tender_owner")
    let failure = await #expect(throws: PostgresFailure.self) { try await owner.write { tx in try tx.script(sql) } }
    #expect(
      failure?.sqlstate == state && (constraint.isEmpty || failure?.constraint == constraint),
      "\(sql): \(failure as Any)")
    await owner.close()
  }

  @Test func `who drafted, and who has changed the draft, does not review it`() async throws {
    let scene = try await Scene.drafted()
    await #expect(throws: PreparationRefusal.reviewerDrafted) { try await scene.review(by: scene.officer) }
    try await scene.edit("贾改过的名称", by: scene.drawing)
    await #expect(throws: PreparationRefusal.reviewerDrafted) { try await scene.review(by: scene.drawing) }
    // Whoever comes to write later may not go on reviewing, and whoever wrote the first version still may not.
    await #expect(throws: PreparationRefusal.reviewerDrafted) { try await scene.review(by: scene.officer) }
    for person in [scene.officer, scene.drawing] {
      try await refused(
        "draft_review_by_another",
        """
        insert into draft_review
        select tender_id, 1, 'approved', '', sha256(convert_to(draft, 'UTF8')), '\(person.reference)', now() from tender
        """, in: scene)
    }
    try await refused(
      "preparation_of_present_draft",
      """
      insert into draft_review
      select tender_id, 1, 'approved', '', '\\x00', '\(scene.administrator.reference)', now() from tender
      """, in: scene)
    try await refused("tender_draft_has_version", "update tender set draft = '{}'", in: scene)
  }

  @Test func `a review is of the text that was read, and another text asks for another`() async throws {
    let scene = try await Scene.drafted()
    let (office, reviewer) = (scene.office, try scene.drawing.actor)
    let read = try await office.showDraft(of: scene.id, by: reviewer)
    try await scene.edit("改过的名称", by: scene.officer)
    await #expect(throws: ConditionRefusal.changed) {
      try await office.reviewDraft(
        scene.id, ["outcome": "approved", "draft": JSON(Digest(of: read).hex)], by: reviewer)
    }
    _ = try await scene.review()
    try await scene.edit("再改的名称", by: scene.officer)
    // Also in a rehearsal: who reviews has said yes to another text.
    let stale = await #expect(throws: PreparationIncomplete.self) { try await scene.publish() }
    #expect(stale?.gaps == [.reviewStale])
    _ = try await scene.review("returned")
    let returned = await #expect(throws: PreparationIncomplete.self) { try await scene.publish() }
    #expect(returned?.gaps == [.reviewReturned])
    let impact = Scene.fairness.setting("conclusion", "impact").setting("reason", "限定注册地")
    _ = try await office.recordFairness(scene.id, impact, by: scene.officer.actor)
    let both = await #expect(throws: PreparationIncomplete.self) { try await scene.publish() }
    #expect(both?.gaps == [.fairnessImpact, .reviewReturned])
    _ = try await scene.review()
    _ = try await office.recordFairness(scene.id, Scene.fairness, by: scene.officer.actor)
    try await scene.publish()
    let file = try await office.showPreparation(scene.id, by: scene.supervisor.actor)
    #expect(file["reviews"]?.arrayValue?.map { $0["counts"] } == [false, false, true])
    #expect(file["versions"]?.arrayValue?.count == 3)
    #expect(try await scene.audit() == [])
  }

  @Test func `a rehearsal may do without, and says what a real one would want`() async throws {
    let scene = try await Scene.drafted()
    let file = try await scene.office.showPreparation(scene.id, by: scene.officer.actor)
    #expect(scene.gaps(file).count == 4 && file["ready"] == true && file["binds"] == false)
    try await scene.publish()
  }

  @Test func `nothing is recorded of parks without a lot, of days to come, or after the notice`() async throws {
    let scene = try await Scene.drafted()
    let (office, officer) = (scene.office, try scene.officer.actor)
    await #expect(throws: PreparationRefusal.parkNotOffered) {
      try await office.recordSurvey(scene.id, Scene.survey.setting("park", "p2"), by: officer)
    }
    await #expect(throws: PreparationRefusal.dayAhead(field: "filed")) {
      try await office.recordPlan(scene.id, Scene.plan.setting("filed", "2027-01-16"), by: officer)
    }
    await #expect(throws: PreparationRefusal.form(.missing(field: "firms"))) {
      try await office.recordSurvey(scene.id, Scene.survey.removing("firms"), by: officer)
    }
    for person in [scene.park, scene.experts[0], scene.agencies[0], scene.custodians[0]] {
      let actor = try person.actor
      await #expect(throws: AccessRefusal.roleMayNot(role: person.role, deed: .listPreparation)) {
        try await office.showPreparation(scene.id, by: actor)
      }
      await #expect(throws: AccessRefusal.roleMayNot(role: person.role, deed: .prepareTender)) {
        try await office.recordPlan(scene.id, Scene.plan, by: actor)
      }
    }
    await #expect(throws: AccessRefusal.roleMayNot(role: .supervisor, deed: .reviewDraft)) {
      try await scene.review(by: scene.supervisor)
    }
    _ = try await office.recordPlan(scene.id, Scene.plan, by: officer)
    _ = try await scene.review()
    try await scene.publish()
    await #expect(throws: NoticeRefusal.tenderHasNotice) {
      try await office.recordPlan(scene.id, Scene.plan, by: officer)
    }
    await #expect(throws: NoticeRefusal.tenderHasNotice) { try await scene.review() }
    try await refused(
      "preparation_before_notice",
      """
      insert into preparation
      select tender_id, 9, 'plan', null, null, '{}', null, sha256(convert_to(draft, 'UTF8')), created_by, now() from tender
      """, in: scene)
    for table in ["preparation", "draft_review", "draft_version"] {
      try await refused("", "delete from \(table)", in: scene, state: "42501")
    }
  }

  @Test func `the same signed notice again gets its first answer, and nothing is published twice`() async throws {
    let scene = try await Scene.draftedInEarnest()
    try await scene.prepare()
    let note = scene.officer.key.sign(try await scene.office.draftNotice(scene.id, by: scene.officer.actor).text)
    let first = try await scene.take(note, by: scene.officer)
    let before = try await scene.office.database.read(as: .auditor) { tx in try tx.activities(of: scene.id).count }
    let again = try await scene.take(note, by: scene.officer)
    #expect(again.id == first.id && again.index == first.index && first.index != nil)
    let after = try await scene.office.database.read(as: .auditor) { tx in
      (try tx.activities(of: scene.id).count, try tx.notes(of: scene.id, type: "tender-notice/v1").count)
    }
    #expect(after == (before, 1))
    // Another notice of the same tender is another matter.
    await #expect(throws: NoticeRefusal.tenderHasNotice) {
      try await scene.office.draftNotice(scene.id, by: scene.officer.actor)
    }
    scene.clock.pass(5)
    let body = try Notes.Notice(parsing: note.text)
    let other = Notes.Notice(
      tender: body.tender, opens: body.opens + 5, deadline: body.deadline + 5, grace: body.grace,
      recovery: body.recovery, threshold: body.threshold, custodians: body.custodians, parts: body.parts,
      terms: body.terms, minimum: body.minimum)
    await #expect(throws: NoticeRefusal.tenderHasNotice) {
      try await scene.take(scene.officer.key.sign(other.text), by: scene.officer)
    }
  }

  @Test func `the audit sees a review by a writer, a text without writer, and a notice without preparation`()
    async throws
  {
    let tamperings = [
      (
        "update draft_review set reviewer = (select created_by from tender)",
        ["preparation", "sql/prepared_before_notice"]
      ),
      ("update draft_review set outcome = 'returned', reason = 'x'", ["preparation", "sql/prepared_before_notice"]),
      ("delete from preparation where kind = 'survey'", ["preparation", "sql/prepared_before_notice"]),
      ("update draft_version set draft_sha256 = sha256('x')", ["preparation", "sql/prepared_before_notice"]),
      (
        "update preparation set body = replace(body, '第八条', '第九条') where kind = 'fairness'", ["preparation"]
      ),
      ("update preparation set body = replace(body, '2027-01-10', '2027-01-1x') where kind = 'plan'", ["preparation"]),
      ("update preparation set recorded_at = recorded_at + interval '1 day'", ["sql/prepared_before_notice"]),
    ]
    let scene = try await Scene.draftedInEarnest()
    try await scene.prepare()
    try await scene.publish()
    let owner = scene.store.database(as: "postgres")
    for (sql, checks) in tamperings {
      // Insert-only triggers fire always: put them aside, look, and take everything back.
      try await owner.write { tx in
        try tx.script(
          ["draft_review", "draft_version", "preparation"].map { "create table kept_\($0) as table \($0);" }.joined()
            + ["draft_review", "draft_version", "preparation"].map { "alter table \($0) disable trigger all;" }.joined()
            + sql)
      }
      let found = Set(try await scene.audit().map { String($0.prefix { $0 != ":" }) })
      for check in checks { #expect(found.contains(check), "\(sql): \(found)") }
      try await owner.write { tx in
        try tx.script(
          ["draft_review", "draft_version", "preparation"].map {
            """
            delete from \($0); insert into \($0) select * from kept_\($0); drop table kept_\($0);
            alter table \($0) enable trigger all; alter table \($0) enable always trigger insert_only;
            alter table \($0) enable always trigger insert_only_all;
            """
          }.joined())
      }
    }
    #expect(try await scene.audit() == [])
    await owner.close()
  }
}
