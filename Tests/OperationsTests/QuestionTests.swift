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

@Suite struct `Questions about the documents` {
  @Test func `are answered to all, and nobody learns who asked`() async throws {
    let scene = try await Scene.make()
    let (asker, other) = (scene.agencies[0], scene.agencies[1])
    let taken = try await scene.ask("驻园人员可否轮换？", by: asker)
    #expect(taken["question"] == 1 && taken["state"] == "open")
    try await scene.ask("联合体可否投标？", by: other)
    try await scene.ask("发票何时开具？", by: asker)
    // Each sees its own, numbered for itself; the officer sees all and no names.
    #expect(try await scene.questions(seenBy: asker).map { $0["question"] } == [1, 2])
    #expect(try await scene.questions(seenBy: other).map { $0["question"] } == [1])
    #expect(try await scene.questions(seenBy: scene.agencies[2]) == [])
    let seen = try await scene.questions(seenBy: scene.officer)
    #expect(seen.map { $0["question"] } == [1, 2, 3])
    for agency in scene.agencies { #expect(!JSON.array(seen).canonicalText.contains(agency.key.name)) }
    try await scene.register(asker)
    try await scene.answer([
      "answers": [
        ["question": 3, "answer": "验收合格后开具。"], ["question": 1, "answer": "可以轮换。", "as": "驻园人员可否更换？"],
      ]
    ])
    let bytes = try await scene.office.database.read(as: .auditor) { tx in
      try tx.bundleFile("documents/clarification-1.json", of: Scene.tender)
    }
    let told = try JSON.parse(try #require(bytes))
    #expect(told["answers"]?.arrayValue?.map { $0["question"] } == ["发票何时开具？", "驻园人员可否更换？"])
    // No public word of the tender has the asker's name or number before the close.
    let feed = try await scene.office.feed(from: 0, limit: 256).json.canonicalText
    #expect(!feed.contains(asker.key.name) && feed.contains("tender-clarification/v1"))
    #expect(!told.canonicalText.contains(asker.key.name))
    #expect(try await scene.notices(of: asker).last?["kind"] == "clarification")
    #expect(try await scene.questions(seenBy: asker).map { $0["state"] } == ["answered", "answered"])
    #expect(try await scene.questions(seenBy: other).map { $0["state"] } == ["open"])
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified(.fail) == [])
    // Answered also after the deadline: nothing holds the clock, and what was asked in time is answered.
    try await scene.close()
    try await scene.answer(["answers": [["question": 2, "answer": "接受。"]]])
    let papers = try await scene.office.database.read(as: .auditor) { tx in try tx.papers(of: Scene.tender) }
    #expect(
      papers.filter { $0.kind == "clarification-notice" }.map(\.name).sorted()
        == ["clarification-notice-1", "clarification-notice-2"])
    #expect(try await scene.audit() == [])
    #expect(try await scene.verified(.fail) == [])
  }

  @Test func `are taken within their window, which moves with the deadline, and each fault has its code`() async throws
  {
    // Three working days of an answer are three seconds.
    let scene = try await Scene.paced(secondsPerDay: 1)
    let agency = scene.agencies[0]
    func ask(_ text: String, by person: Person? = nil) async -> String {
      await refusal { try await scene.ask(text, by: person ?? agency) }
    }
    #expect(await ask("一", by: scene.officer) == "access.roleMayNot")
    #expect(
      await refusal {
        _ = try await scene.office.askQuestion("rehearsal.none", ["text": "一"], by: try agency.actor)
      } == "tender.tenderUnknown")
    #expect(
      await refusal {
        _ = try await scene.office.askQuestion(Scene.tender, ["text": 1], by: try agency.actor)
      } == "form.wrong")
    #expect(
      await refusal {
        _ = try await scene.office.askQuestion(Scene.tender, ["text": "一", "x": 1], by: try agency.actor)
      } == "form.unknown")
    #expect(await ask(" \n") == "question.textMissing")
    #expect(await ask(String(repeating: "长", count: 1334)) == "question.textTooLong")
    for name in ["机构0", agency.key.name, "41100"] { #expect(await ask("我们\(name)可否投标？") == "question.namesAsker") }
    for number in 1...Question.openMax { #expect(await ask("问题\(number)？") == "") }
    #expect(await ask("再一个？") == "question.tooManyOpen")
    #expect(await ask("别人的？", by: scene.agencies[1]) == "")
    scene.clock.set(Scene.deadline - 4)
    #expect(await ask("赶上了？", by: scene.agencies[1]) == "")
    scene.clock.set(Scene.deadline - 3)
    // The window's end comes before the text's own faults.
    #expect(await ask("") == "question.windowOver")
    #expect(await ask("晚了？", by: scene.agencies[1]) == "question.windowOver")
    try await scene.amend(["reason": "顺延", "deadline": JSON(Scene.deadline + 10)])
    #expect(await ask("又可以了？", by: scene.agencies[1]) == "")
    #expect(try await scene.questions(seenBy: scene.officer).first?["state"] == "overdue")
    scene.clock.set(Scene.deadline + 10)
    try await scene.office.closeDueTenders()
    #expect(await ask("截止之后？") == "question.tenderEnded")
    #expect(try await scene.audit() == [])
  }

  @Test func `each fault of an answer is refused by its code, and leaves the question open`() async throws {
    let scene = try await Scene.paced(secondsPerDay: 1)
    try await scene.ask("甲公司能否投标？", by: scene.agencies[0])
    try await scene.ask("乙？", by: scene.agencies[1])
    func answer(_ form: JSON) async -> String { await refusal { try await scene.answer(form) } }
    let good: JSON = ["question": 2, "answer": "可以。"]
    let cases: [(JSON, String)] = [
      (["answers": []], "question.nothingToAnswer"),
      (["answers": [["question": 9, "answer": "x"]]], "question.questionUnknown"),
      (["answers": [good, good]], "question.answerTwice"),
      (["answers": [["question": 1, "answer": "机构0可以。"]]], "question.namesAsker"),
      (["answers": [["question": 1, "answer": "可以。", "as": "机构0能否投标？"]]], "question.namesAsker"),
      (["answers": [["question": 0, "answer": "x"]]], "form.wrong"),
      (["answers": [["question": 1]]], "form.missing"), ([], "form.notAnObject"),
    ]
    for (form, code) in cases { #expect(await answer(form) == code, "\(form.canonicalText)") }
    #expect(await answer(["affectsBids": true, "answers": [good]]) == "")
    #expect(await answer(["answers": [good]]) == "question.answeredAlready")
    // What bears on bids needs its fifteen days; the deadline is moved first.
    scene.clock.set(Scene.deadline - 14)
    let late: JSON = ["affectsBids": true, "answers": [["question": 1, "answer": "可以。"]]]
    #expect(await answer(late) == "notice.preparationTooShort")
    try await scene.amend(["reason": "顺延", "deadline": JSON(Scene.deadline + 1)])
    #expect(await answer(late) == "")
    let agency = scene.agencies[0]
    #expect(
      await refusal {
        _ = try await scene.office.draftClarification(Scene.tender, ["answers": [good]], by: try agency.actor)
      } == "access.roleMayNot")
    let drafted = try await Scene.drafted()
    #expect(await refusal { try await drafted.answer(["answers": [good]]) } == "tender.waitsFor")
    #expect(try await scene.audit() == [])
    let changed = try await scene.found(after: "update answer set body = 'x' where question_no = 1")
    #expect(changed.contains("changes"), "\(changed)")
    #expect(
      try await scene.found(after: "update question set asked_at = asked_at + interval '1 day'")
        .contains("sql/answers_of_questions"))
  }

  @Test func `two officers who answer at once answer it once`() async throws {
    let scene = try await Scene.make()
    for round in 1...4 {
      try await scene.ask("问题\(round)？", by: scene.agencies[0])
      let codes = await withTaskGroup(of: String.self) { group in
        for (officer, words) in [(scene.officer, "可以。"), (scene.drawing, "可以！")] {
          let form: JSON = ["answers": [["question": JSON(round), "answer": JSON(words)]]]
          group.addTask { await refusal { try await scene.answer(form, by: officer) } }
        }
        return await group.reduce(into: [String]()) { $0.append($1) }
      }
      #expect(codes.count { $0 == "" } == 1, "\(codes)")
      #expect(
        codes.allSatisfy { ["", "notice.amendmentSeqWrong", "question.answeredAlready"].contains($0) }, "\(codes)")
    }
    #expect(try await scene.audit() == [])
  }
}
