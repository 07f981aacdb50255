import Canon
import Foundation
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing
import Verification

@Suite struct `Amending a published tender` {
  @Test func `moves the deadline for everybody, keeps bids in force, tells their owners, and lets them replace`()
    async throws
  {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    let (first, second) = (scene.agencies[0], scene.agencies[1])
    scene.clock.set(Scene.deadline - 10)
    let later = Scene.deadline + 50
    try await scene.amend(["reason": "明确驻园要求", "deadline": JSON(later), "changes": [Scene.newStandard]])
    let shown = try await scene.office.showTender(Scene.tender)
    #expect(shown["deadline"]?.integerValue == later)
    #expect(shown["amendments"]?.arrayValue?.first?["deadlineBefore"]?.integerValue == Scene.deadline)
    let package = try await scene.office.tenderPackage(Scene.tender)
    let terms = try JSON.parse(Array((package["terms"]?.stringValue ?? "").utf8))
    #expect(terms["service"]?["standard"] == Scene.newStandard["to"])
    #expect(terms["service"]?["requirement"]?.stringValue == "托管")
    #expect(shown["terms"]?.stringValue == Digest(of: terms.canonicalBytes()).b64)
    #expect(package["amendments"]?.arrayValue?.count == 1)
    #expect(try await scene.audit() == [])

    // Each owner is told at once, of its own bid and nobody else's.
    let told = try #require(try await scene.notices(of: first).last)
    #expect(told["kind"] == "amendment" && told["deadline"]?.integerValue == later)
    #expect(told["sealedEarlier"] == [JSON(bids[0].id.hex)])
    #expect(try await scene.bidReceipts(of: first).map { $0["earlierTerms"] } == [true])
    #expect(try await scene.notices(of: scene.agencies[3]) == [])
    #expect(await refusal { _ = try await scene.office.listNotices(by: scene.officer.actor) } == "access.notOwn")

    // The second replaces, the first leaves its bid; both are in time after the old deadline.
    scene.clock.set(Scene.deadline + 20)
    #expect(try await scene.office.closeDueTenders().map(\.id) == [Scene.tender])
    let replaced = try await scene.seal(second, price: "179000.00", seq: 2)
    try await scene.submit(replaced, by: second)
    #expect(try await scene.bidReceipts(of: second).map { $0["earlierTerms"] } == [true, false])
    #expect(try await scene.notices(of: second).last?["sealedEarlier"] == [])
    scene.clock.set(later)
    #expect(await refusal { try await scene.register(scene.agencies[3]) } == "bid.late")
    try await scene.office.closeDueTenders()
    #expect(try await scene.row().closedAt?.seconds == later)
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    for custodian in [1, 3] { try await scene.postShares(custodian, manifest: manifest) }
    #expect(try await scene.results().map(\.bid).contains(replaced.id))
    #expect(try await scene.results().map(\.bid).contains(bids[0].id))
    #expect(try await scene.results().count == 3)
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified(.fail) == [])
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(papers.contains { $0.name == "amendment-notice-1" && $0.isPublic })
  }

  @Test func `a move of the deadline alone leaves the documents and nobody's bid is sealed under earlier terms`()
    async throws
  {
    let scene = try await Scene.make()
    try await scene.threeBids()
    let before = try await scene.row()
    try await scene.amend(["reason": "有质疑待答复", "deadline": JSON(Scene.deadline + 1)])
    let after = try await scene.row()
    #expect(after.terms == before.terms && after.deadlineAt?.seconds == Scene.deadline + 1)
    #expect(try await scene.receipts(of: scene.agencies[0]).allSatisfy { $0["earlierTerms"] == false })
    #expect(try await scene.notices(of: scene.agencies[0]).last?["sealedEarlier"] == [])
    // A second one starts from the first.
    try await scene.amend(["reason": "再顺延", "deadline": JSON(Scene.deadline + 2), "changes": [Scene.newStandard]])
    #expect(try await scene.audit() == [])
  }

  static let later = Scene.deadline + 100
  /// What is asked, and the first refusal that applies.
  static let refusals: [(form: JSON, code: String)] = [
    (["reason": "x", "changes": [["item": "title", "to": "别的"]], "deadline": 1], "amendment.subjectFixed"),
    (["reason": "", "deadline": 1], "form.wrong"),
    (["reason": "x"], "notice.amendmentEmpty"),
    (["reason": "x", "deadline": JSON(Scene.deadline)], "notice.amendmentEarlier"),
    (["reason": "x", "deadline": JSON(Scene.deadline - 1), "changes": [Scene.newStandard]], "notice.amendmentEarlier"),
    (["reason": "x", "changes": [Scene.newStandard]], "notice.preparationTooShort"),
    (
      ["reason": "x", "changes": [Scene.newStandard], "deadline": JSON(Scene.deadline + 4)],
      "notice.preparationTooShort"
    ),
    (
      ["reason": "x", "changes": [["item": "standard", "to": "合格"]], "deadline": JSON(later)],
      "amendment.changesNothing"
    ),
    (
      ["reason": "x", "changes": [["item": "clause", "name": "甲", "to": "须为备选库单位"]], "deadline": JSON(later)],
      "lint.libraryTicket"
    ),
  ]

  @Test func `each fault is refused by its own code, near the deadline above all, and leaves nothing behind`()
    async throws
  {
    // A day is a second: fifteen of them lie before the deadline, or it moves.
    let scene = try await Scene.paced(secondsPerDay: 1)
    scene.clock.set(Scene.deadline - 10)
    for (form, code) in Self.refusals {
      #expect(await refusal { try await scene.amend(form) } == code, "\(form.canonicalText)")
    }
    let agency = scene.agencies[0]
    #expect(
      await refusal {
        _ = try await scene.office.draftAmendment(Scene.tender, ["reason": "x", "deadline": 5], by: agency.actor)
      } == "access.roleMayNot")
    // Signed as another text, of another notice, by somebody else.
    let form: JSON = ["reason": "x", "deadline": JSON(Self.later)]
    let row = try await scene.row()
    let notice = try #require(row.noticeID)
    func hand(_ amendment: Amendment, _ form: JSON?, by person: Person) async -> String {
      await refusal {
        try await scene.take(
          person.key.sign(amendment.text), extra: form.map { ["amendment": $0] } ?? [:], by: person)
      }
    }
    let good = Amendment(tender: Scene.tender, notice: notice, seq: 1, deadline: Self.later, terms: nil)
    var other = good
    other.deadline = Self.later + 1
    #expect(await hand(other, form, by: scene.officer) == "note.notAsDrafted")
    other = good
    other.terms = Digest(of: "x")
    #expect(await hand(other, form, by: scene.officer) == "note.notAsDrafted")
    other = good
    other.notice = Digest(of: "x")
    #expect(await hand(other, form, by: scene.officer) == "notice.wrongNotice")
    other = good
    other.seq = 2
    #expect(await hand(other, form, by: scene.officer) == "notice.amendmentSeqWrong")
    #expect(await hand(good, nil, by: scene.officer) == "form.missing")
    #expect(await hand(good, form, by: agency) == "access.roleMayNot")
    #expect(try await scene.row().deadlineAt?.seconds == Scene.deadline)
    // What affects no bid needs no move.
    try await scene.amend(["reason": "文字更正", "affectsBids": false, "changes": [Scene.newStandard]])
    // The deadline moved far enough lets any change through; fifteen days from now are enough.
    try await scene.amend([
      "reason": "延长服务期", "changes": [["item": "termDays", "to": 730]], "deadline": JSON(Scene.deadline + 5),
    ])
    #expect(try await scene.row().deadlineAt?.seconds == Scene.deadline + 5)
    #expect(try await scene.audit() == [])
  }

  @Test func `every state but the two between notice and close refuses it`() async throws {
    let form: JSON = ["reason": "x", "deadline": JSON(Scene.deadline + 100)]
    let drafted = try await Scene.drafted()
    #expect(await refusal { try await drafted.amend(form) } == "tender.wrongTenderState")
    #expect(
      await refusal {
        _ = try await drafted.office.draftAmendment("rehearsal.other", form, by: try drafted.officer.actor)
      } == "tender.tenderUnknown")
    let scene = try await Scene.make()
    let officer = try scene.officer.actor
    let early = try await scene.office.draftAmendment(Scene.tender, form, by: officer)
    // The deadline itself is too late, whether the close is written yet or not.
    scene.clock.set(Scene.deadline)
    let signed = scene.officer.key.sign(early.text)
    #expect(
      await refusal { try await scene.take(signed, extra: ["amendment": form], by: scene.officer) }
        == "notice.amendmentTooLate")
    try await scene.office.closeDueTenders()
    #expect(
      await refusal { try await scene.take(signed, extra: ["amendment": form], by: scene.officer) }
        == "tender.wrongTenderState")
    #expect(try await scene.audit() == [])
  }

  @Test func `of two officers at once one amends and the other is told, and the same note again is the same`()
    async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    for round in 0..<5 {
      let forms: [JSON] = (1...2).map { place in
        ["reason": JSON("第\(place)人"), "deadline": JSON(Scene.deadline + round * 10 + place)]
      }
      var notes: [(SignedNote, JSON, Person)] = []
      for (form, officer) in zip(forms, [scene.officer, scene.drawing]) {
        let draft = try await scene.office.draftAmendment(Scene.tender, form, by: try officer.actor)
        notes.append((officer.key.sign(draft.text), form, officer))
      }
      let codes = await withTaskGroup(of: String.self) { group in
        for (note, form, officer) in notes {
          group.addTask { await refusal { try await scene.take(note, extra: ["amendment": form], by: officer) } }
        }
        return await group.reduce(into: [String]()) { $0.append($1) }
      }
      // The second of them may also find that its deadline is not later than the first's.
      #expect(codes.count { $0 == "" } == 1, "\(codes)")
      #expect(
        codes.allSatisfy { ["", "notice.amendmentSeqWrong", "notice.amendmentEarlier"].contains($0) }, "\(codes)")
      for (note, form, officer) in notes where try await scene.isTaken(note) {
        let (size, again) = (
          try await scene.logSize(), try await scene.take(note, extra: ["amendment": form], by: officer)
        )
        #expect(again.id == note.id)
        #expect(try await scene.logSize() == size)
      }
    }
    #expect(try await scene.office.database.read(as: .auditor) { tx in try tx.amendments(of: Scene.tender).count } == 5)
    #expect(try await scene.audit() == [])
  }

  @Test func `against the closing tick either the amendment stands first or it is refused`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    var deadline = Scene.deadline
    var rounds = 0
    while try await scene.row().closeIndex == nil, rounds < 12 {
      rounds += 1
      scene.clock.set(deadline, micros: -1)
      let form: JSON = ["reason": "再顺延", "deadline": JSON(deadline + 7)]
      let draft = try await scene.office.draftAmendment(Scene.tender, form, by: try scene.officer.actor)
      let note = scene.officer.key.sign(draft.text)
      // Later from round to round, so that both orders are met.
      let (due, pause) = (deadline, 300 * rounds)
      async let amended = refusal { try await scene.take(note, extra: ["amendment": form], by: scene.officer) }
      async let ticked: Void = {
        try await Task.sleep(for: .microseconds(pause))
        scene.clock.set(due)
        try await scene.office.tick()
        try await scene.office.closeDueTenders()
      }()
      let code = await amended
      try await ticked
      #expect(
        ["", "notice.amendmentTooLate", "tender.wrongTenderState"].contains(code), "\(code) in round \(rounds)")
      if code == "" { deadline += 7 }
      #expect(try await scene.audit() == [], "round \(rounds)")
    }
    scene.clock.set(deadline)
    try await scene.office.closeDueTenders()
    #expect(try await scene.row().closedAt?.seconds == deadline)
    #expect(try await scene.verified(.fail) == [])
  }

  @Test func `a tick that reached the deadline bars it, also when the clock went back`() async throws {
    let scene = try await Scene.make()
    let form: JSON = ["reason": "x", "deadline": JSON(Scene.deadline + 100)]
    scene.clock.set(Scene.deadline - 1)
    let draft = try await scene.office.draftAmendment(Scene.tender, form, by: try scene.officer.actor)
    scene.clock.set(Scene.deadline)
    try await scene.office.tick()
    scene.clock.set(Scene.deadline - 1)
    #expect(
      await refusal {
        try await scene.take(
          scene.officer.key.sign(draft.text), extra: ["amendment": form], by: scene.officer)
      } == "notice.amendmentTooLate")
    #expect(try await scene.audit() == [])
  }

  @Test func `an amendment's row that is not its note's, or stands too late, is found by the audit`() async throws {
    let scene = try await Scene.make()
    try await scene.office.tick()
    try await scene.amend(["reason": "x", "deadline": JSON(Scene.deadline + 10)])
    let moved = try await scene.found(after: "update amendment set deadline_after = deadline_after + interval '1 s'")
    #expect(moved.isSuperset(of: ["sql/amendment_before_deadline", "changes"]), "\(moved)")
    let reworded = try await scene.found(
      after: "update amendment set change = '{\"reason\":\"y\"}', changes_terms = true")
    #expect(reworded.contains("changes"), "\(reworded)")
    let ticked = try await scene.found(after: "update tick set at = at + interval '200 s'")
    #expect(ticked.isSuperset(of: ["ticks", "sql/amendment_before_deadline"]), "\(ticked)")
  }
}
