import Canon
import Notes
import Store
import Tendering
import TestSupport
import Testing

@testable import Operations

@Suite struct `The sheet of an acceptance` {
  private func papers(_ scene: Scene, seenBy person: Person?) async throws -> [String] {
    let told = try await scene.office.listPapers(Scene.tender, by: person.map { try $0.actor })
    return (told["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
      .filter { $0.contains("acceptance-sheet") }.sorted()
  }

  @Test func `is printed for each round, says what was recorded, and is for those whom the contract concerns`()
    async throws
  {
    let scene = try await Scene.make()
    try await scene.contracted()
    #expect(await refusal { try await scene.accept(Scene.acceptance.setting("items", [])) } == "performance.noItems")
    #expect(try await papers(scene, seenBy: scene.officer) == [], "what is refused has no sheet")

    // Two rounds at once are two rounds, and each has the sheet of its own number.
    let rejected = Scene.acceptance.setting("outcome", "rejected").setting("amount", nil).setting("reason", "缺勤未补")
    async let first = scene.accept(rejected)
    async let second = scene.accept(rejected.setting("reason", "培训未做"), by: scene.drawing)
    _ = try await [first, second]
    scene.clock.pass(1)
    let told = try await scene.accept()
    let names = (1...3).map { "L1-acceptance-sheet-\($0)" }
    #expect(told["acceptances"]?.arrayValue?.compactMap { $0["sheet"]?.stringValue } == names)
    for (place, name) in names.enumerated() {
      let file = try await scene.office.fetchPaper(name, of: Scene.tender, by: scene.agencies[0].actor)
      let facts = try JSON.parse(file.json)
      let row = try #require(told["acceptances"]?.arrayValue?[place])
      #expect(facts["round"] == row["round"] && facts["outcome"] == row["outcome"] && facts["items"] == row["items"])
      #expect(facts["reason"]?.stringValue == row["reason"]?.stringValue)
      #expect(facts["acceptedAt"]?["seconds"]?.stringValue == row["at"]?.integerValue.map(String.init))
      #expect(facts["contractNumber"] == told["contract"] && facts["kind"] == "acceptance-sheet")
      #expect(file.pdf.starts(with: Array("%PDF".utf8)))
    }
    let last = try JSON.parse(
      try await scene.office.fetchPaper(names[2], of: Scene.tender, by: scene.officer.actor).json)
    #expect(last["amount"] == ["yuan": "197000.00", "inWords": "壹拾玖万柒仟元整"])
    #expect(last["opinions"]?["silent"] == 1 && last["endedOn"] == "2027年12月15日")
    #expect(last["number"]?.stringValue == (told["contract"]?.stringValue ?? "") + "-A3")

    let people: [(who: Person?, sees: Bool)] = [
      (scene.officer, true), (scene.drawing, true), (scene.supervisor, true), (scene.park, true),
      (scene.agencies[0], true), (scene.agencies[1], false), (scene.experts[0], false), (scene.custodians[0], false),
      (try Person("other-park", .park), false), (try Person("firm", .enterprise), false), (nil, false),
    ]
    for (who, sees) in people {
      #expect(try await papers(scene, seenBy: who) == (sees ? names : []), "\(who?.key.name ?? "everybody")")
    }
    // The bureau's own paper: an officer may sign it, the agency signs on the printed one alone.
    try await scene.sign(paper: names[2], by: scene.officer)
    // It is not public: a stranger is told the same of it and of one that is not there.
    for name in [names[2], "L1-acceptance-sheet-9"] {
      #expect(await refusal { try await scene.sign(paper: name, by: scene.agencies[1]) } == "signing.paperUnknown")
    }

    try await scene.expectSound()
    #expect(try await scene.verified() == [])
    let changed = "update contract_acceptance set acceptance = replace(acceptance, '顺延补足缺勤', '另有原因')"
    #expect(try await scene.found(after: changed) == ["performance"], "the sheet says otherwise")
  }
}
