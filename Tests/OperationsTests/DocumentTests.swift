import Canon
import Documents
import Foundation
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `A tender's notice and documents` {
  @Test func `are printed from what is in force, the same bytes each time and at every daemon`() async throws {
    let scene = try await Scene.make()
    let office = scene.office
    let first = try await office.printDocument("tender-document", of: Scene.tender)
    #expect(try await office.printDocument("tender-document", of: Scene.tender).digest == first.digest)
    #expect(first.digest == Digest(of: first.pdf) && first.pdf.starts(with: Array("%PDF-".utf8)))
    let other = Office(
      database: office.database, instance: office.instance, logKey: office.logKey, press: office.press,
      publisher: office.publisher, desk: office.desk, limits: office.limits, clock: office.clock, logger: office.logger)
    scene.clock.pass(3)
    #expect(try await other.printDocument("tender-document", of: Scene.tender).pdf == first.pdf)
    let listed = try await office.listDocuments(Scene.tender)
    #expect(listed["terms"]?.stringValue == (try await scene.row()).terms?.b64)
    #expect(listed["amendments"] == 0 && listed["clarifications"] == 0)

    // A question and its answer, then an amendment: each makes another edition. Who asked stands nowhere.
    let asker = scene.agencies[0]
    try await scene.ask("驻园人员可否轮换？", by: asker)
    let unanswered = try await office.printDocument("tender-document", of: Scene.tender)
    #expect(unanswered.digest == first.digest)
    try await scene.answer(["affectsBids": false, "answers": [["question": 1, "answer": "可以轮换"]]])
    let clarified = try await office.printDocument("tender-document", of: Scene.tender)
    #expect(clarified.digest != first.digest)
    try await scene.amend(["reason": "明确驻园要求", "deadline": JSON(Scene.deadline + 50), "changes": [Scene.newStandard]])
    let amended = try await office.printDocument("tender-document", of: Scene.tender)
    let facts = try JSON.parse(try await attachment(of: amended.pdf))
    #expect(facts["service"]?["standard"] == Scene.newStandard["to"])
    #expect(facts["deadline"]?["seconds"]?.stringValue == "\(Scene.deadline + 50)")
    #expect(facts["firstDeadline"]?["seconds"]?.stringValue == "\(Scene.deadline)")
    #expect(facts["terms"] == (try await office.listDocuments(Scene.tender))["terms"])
    #expect(facts["clarifications"]?.arrayValue?.first?["answers"] == [["question": "驻园人员可否轮换？", "answer": "可以轮换"]])
    #expect(!facts.canonicalText.contains(asker.key.name))
    #expect(facts["holders"]?.arrayValue?.count == scene.custodians.count)
    #expect(facts["lots"]?.arrayValue?.first?["park"] != "p1")

    // The head that stands on it is the log's own at that size.
    let size = try #require(facts["checkpoint"]?["size"]?.integerValue)
    let root = try await office.database.read(as: .auditor) { tx in
      try tx.logRoot(at: size, of: try tx.logHead().size).b64
    }
    #expect(facts["checkpoint"]?["root"]?.stringValue == root)
    let notice = try JSON.parse(try await attachment(of: office.printDocument("tender-notice", of: Scene.tender).pdf))
    #expect(notice["kind"] == "tender-notice" && notice["deadlineMoved"] == true)
    #expect(try await scene.audit() == [])
  }

  @Test func `have the buyer's address where the daemon was told it, and none otherwise`() async throws {
    let scene = try await Scene.make()
    let office = scene.office
    let told = Office(
      database: office.database, instance: office.instance, logKey: office.logKey, press: office.press,
      publisher: office.publisher, desk: office.desk, limits: office.limits,
      buyer: Bureau(address: "文明大道甲一号（虚构）", contact: "采购科", phone: "0394-0000009"), clock: office.clock,
      logger: office.logger)
    for kind in TenderDocument.allCases {
      let plain = try await office.printDocument(kind.rawValue, of: Scene.tender)
      let full = try await told.printDocument(kind.rawValue, of: Scene.tender)
      let (without, with) = (
        try JSON.parse(try await attachment(of: plain.pdf)), try JSON.parse(try await attachment(of: full.pdf))
      )
      #expect(without["buyer"]?["address"] == nil)
      #expect(with["buyer"]?["address"] == "文明大道甲一号（虚构）")
      #expect(with["buyer"]?["contact"] == ["person": "采购科", "phone": "0394-0000009"])
    }
  }

  @Test func `are nobody's before the notice, and of two kinds only`() async throws {
    let scene = try await Scene.drafted()
    let office = scene.office
    for kind in ["tender-document", "tender-notice"] {
      #expect(await refusal { _ = try await office.printDocument(kind, of: Scene.tender) } == "tender.tenderUnknown")
    }
    #expect(await refusal { _ = try await office.listDocuments("rehearsal.none") } == "tender.tenderUnknown")
    for kind in ["", "terms", "tender-document.pdf", "../tender-notice"] {
      #expect(await refusal { _ = try await office.printDocument(kind, of: Scene.tender) } == "document.kindUnknown")
    }
  }

  @Test func `are those of a framework agreement under its profile`() async throws {
    let scene = try await Scene.make(profile: .f)
    let pdf = try await scene.office.printDocument("tender-document", of: Scene.tender).pdf
    let facts = try JSON.parse(try await attachment(of: pdf))
    #expect(facts["procedure"]?["selectsSeveral"] == true && facts["framework"]?["callOffWords"] == "直接选定")
  }

  /// The facts inside a paper.
  private func attachment(of pdf: [UInt8]) async throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "document-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, facts) = (folder.appending(path: "d.pdf"), folder.appending(path: "d.json"))
    try Data(pdf).write(to: file)
    _ = try await Command.run("/usr/bin/pdfdetach", ["-save", "1", "-o", facts.path, file.path])
    return Array(try Data(contentsOf: facts))
  }
}
