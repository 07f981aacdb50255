import Canon
import Foundation
import Notes
import OpenData
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@testable import Operations

extension Scene {
  var openData: JSON { get async throws { try JSON.parse(await office.openDataRecord(Self.tender)) } }

  var releases: [JSON] {
    get async throws { try await openData["records"]?.arrayValue?.first?["releases"]?.arrayValue ?? [] }
  }

  var compiled: JSON {
    get async throws { try await openData["records"]?.arrayValue?.first?["compiledRelease"] ?? .null }
  }
}

@Suite struct `Open data beside the deeds` {
  @Test func `comes with each event, in its own transaction, and nothing more is there than the log names`()
    async throws
  {
    let scene = try await Scene.make()
    #expect(try await scene.releases.count == 1)
    let published = try await scene.office.openDataRecord(Scene.tender)
    #expect(try await scene.office.openDataRecord("ocds-000000-\(Scene.tender)") == published)
    // Who bids and how many changes nothing before the close.
    try await scene.threeBids()
    try await scene.office.tick()
    #expect(try await scene.office.openDataRecord(Scene.tender) == published)
    try await scene.close()
    #expect(try await scene.releases.count == 2)
    #expect(try await scene.compiled["bids"] == nil)
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    try await scene.postShares(1, manifest: manifest)
    #expect(try await scene.releases.count == 2, "one custodian opens nothing")
    try await scene.postShares(3, manifest: manifest)
    let bids = try await scene.compiled["bids"]
    #expect(bids?["details"]?.arrayValue?.count == 3)
    #expect(
      Set((bids?["details"]?.arrayValue ?? []).compactMap { $0["value"]?["amount"]?.canonicalText }) == [
        "198000", "180000", "210000",
      ])
    let package = try await scene.openData
    #expect(OpenDataFaults.of(package: package) == [])
    let named = try await scene.office.database.read(as: .auditor) { tx in try tx.bundleFiles(of: Scene.tender) }
    #expect(named.first { $0.path == "ocds.json" }?.digest == Digest(of: package.canonicalBytes()))
    let faults = try await scene.audit()
    #expect(faults == [])
  }

  @Test func `opened bids that were kept are told again only of the very notes that they came of`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    scene.clock.pass(1)
    let manifest = try await scene.startOpening().id
    struct Undone: Error { let state: OpenDataShelf.OpeningState }
    let office = scene.office, at = scene.office.now
    let before = try await office.database.read(as: .office) { tx in
      try OpenDataShelf.OpeningState(of: Scene.tender, in: tx)
    }
    // Two results of as many notes, each in a transaction that is undone.
    var states: Set<OpenDataShelf.OpeningState> = [before]
    for bid in ["one", "other"].map({ Digest(of: Array($0.utf8)) }) {
      let note = office.logKey.sign(
        Opened(tender: Scene.tender, manifest: manifest, bid: bid, time: at.seconds, result: .unopenable).text)
      let undone = await #expect(throws: Undone.self) {
        try await office.database.write(as: .office) { tx in
          _ = try tx.take(note, tender: Scene.tender, at: at)
          throw Undone(state: try OpenDataShelf.OpeningState(of: Scene.tender, in: tx))
        }
      }
      #expect(states.insert(try #require(undone).state).inserted)
    }
    let after = try await office.database.read(as: .office) { tx in
      try OpenDataShelf.OpeningState(of: Scene.tender, in: tx)
    }
    #expect(after == before)
  }

  @Test func `follows a tender to its award`() async throws {
    let environment = ProcessInfo.processInfo.environment
    try #require(environment["TENDER_VENV"] != nil && environment["TENDER_FONTS"] != nil, "the press needs its tools")
    let scene = try await Scene.make()
    let (bids, _) = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    let officer = try scene.officer.actor
    let draft = try await scene.office.draftAward(Scene.tender, lot: "L1", bid: nil, passedOver: [], by: officer)
    let award = try JSON.parse(try #require(draft.files.first?.bytes))
    try await scene.sign(draft, extra: ["award": award], by: scene.officer)
    let compiled = try await scene.compiled
    let awarded = try #require(compiled["awards"]?.arrayValue?.first)
    #expect(awarded["relatedBid"]?.stringValue == bids[0].id.hex)
    #expect(awarded["value"]?["amount"] == 198000)
    let documents = Set((awarded["documents"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue })
    for path in ["award/L1.json", "documents/award-notice.L1.pdf", "documents/result-notice.L1.json"] {
      #expect(documents.contains(path), "\(path)")
    }
    let lot = compiled["tender"]?["lots"]?.arrayValue?.first
    let result = lot?["evaluation"]?["results"]?.arrayValue?.first { $0["id"]?.stringValue == bids[0].id.hex }
    #expect(result?["rank"] == 1)
    #expect(result?["criteria"]?.arrayValue?.first?["scores"] == [52, 52, 52, 52, 52])
    #expect(
      lot?["evaluation"]?["committee"]?["members"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == [
        "m1", "m2", "m3", "m4", "m5",
      ])
    let package = try await scene.openData
    #expect(OpenDataFaults.of(package: package) == [])
    let text = package.canonicalText
    // Letters to the losers are not public, nor is who sits on the committee.
    for secret in ["result-letter", "expert1", "expert5"] { #expect(!text.contains(secret), "\(secret)") }
    for number in try await 1...scene.releases.count {
      let release = try await scene.office.openDataRelease(number, of: Scene.tender)
      #expect(OpenDataFaults.of(package: release) == [])
    }
    let line = try #require(try await scene.office.openDataLine(after: ""))
    #expect(line.tender == Scene.tender && line.line == compiled.canonicalBytes() + [0x0A])
    #expect(try await scene.office.openDataLine(after: Scene.tender) == nil)
    let faults = try await scene.audit()
    #expect(faults == [])
  }

  @Test func `is brought up to date by the next start, when a daemon ended before the papers of its deed`() async throws
  {
    let environment = ProcessInfo.processInfo.environment
    try #require(environment["TENDER_VENV"] != nil && environment["TENDER_FONTS"] != nil, "the press needs its tools")
    let scene = try await Scene.make()
    _ = try await scene.scored()
    try await scene.evaluate()
    let office = scene.office
    func behind() async throws -> [String] {
      try await office.database.read(as: .office) { tx in try tx.tendersBehind("ocds.json") }
    }
    #expect(try await behind() == [])
    scene.clock.pass(5)
    let path = "evaluation/L1.json"
    let notice = try #require(try await scene.row().noticeID)
    try await office.database.write(as: .office) { tx in
      let bytes = try #require(try tx.bundleFile(path, of: Scene.tender))
      try office.name([(path, bytes)], tender: Scene.tender, notice: notice, at: office.now, in: tx)
    }
    #expect(try await behind() == [Scene.tender])
    let releases = try await scene.releases.count
    try await office.resumeOpenData()
    #expect(try await behind() == [])
    #expect(try await scene.releases.count == releases + 1)
    let documents = try await scene.compiled["tender"]?["documents"]?.arrayValue ?? []
    #expect(documents.first { $0["id"]?.stringValue == path }?["dateModified"] != nil)
    try await office.resumeOpenData()
    #expect(try await scene.releases.count == releases + 1)
  }

  @Test func `says of a lot that failed why it did, and of its sealed bids nothing`() async throws {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    for agency in scene.agencies.prefix(2) {
      try await scene.register(agency)
      try await scene.submit(try await scene.seal(agency), by: agency)
    }
    try await scene.close()
    let reason = "投标人不足三家。"
    let draft = try await scene.office.draftFailure(
      Scene.tender, lot: "L1", ground: "tooFewBids", reason: reason, by: scene.officer.actor)
    // The notice may fail to print here; the fact stands, and the open data with it.
    _ = try? await scene.sign(draft, extra: ["reason": JSON(reason)], by: scene.officer)
    let compiled = try await scene.compiled
    #expect(compiled["tender"]?["status"] == "unsuccessful")
    let lot = compiled["tender"]?["lots"]?.arrayValue?.first
    #expect(lot?["failure"] == ["ground": "tooFewBids", "description": JSON(reason)])
    #expect(compiled["bids"] == nil && compiled["tender"]?["tenderers"] == nil)
    #expect(OpenDataFaults.of(package: try await scene.openData) == [])
  }

  @Test func `numbers the releases of events that come at once`() async throws {
    let scene = try await Scene.make()
    let (office, at) = (scene.office, scene.clock.now)
    let notice = try #require(try await scene.row().noticeID)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          try await office.database.write(as: .office) { tx in
            try office.nameFiles(
              [("documents/paper\(number).json", Array("{}".utf8))], tender: Scene.tender, notice: notice, at: at,
              in: tx)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await scene.releases.count == 9)
    let documents = try await scene.compiled["tender"]?["documents"]?.arrayValue ?? []
    #expect(documents.count == 2 + 8)
    #expect(OpenDataFaults.of(package: try await scene.openData) == [])
    let faults = try await scene.audit()
    #expect(faults == [])
  }

  @Test func `of a tender that is no more than a draft is not there`() async throws {
    let scene = try await Scene.make()
    for name in ["rehearsal.none", "ocds-000000-rehearsal.none", "", "ocds.json"] {
      #expect(await refusal { _ = try await scene.office.openDataRecord(name) } == "tender.tenderUnknown")
      #expect(await refusal { _ = try await scene.office.openDataRelease(1, of: name) } == "tender.tenderUnknown")
    }
    for number in [0, 2, Int.max, -1] {
      #expect(
        await refusal { _ = try await scene.office.openDataRelease(number, of: Scene.tender) } == "input.notFound")
    }
    #expect(await refusal { _ = try scene.office.openDataExtension("../extension.json") } == "input.notFound")
  }
}
