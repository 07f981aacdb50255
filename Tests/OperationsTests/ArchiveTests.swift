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

/// the whole record of an ended tender, readable without this product, and checked four ways.
@Suite struct `The archive of a tender` {
  private func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func award(_ scene: Scene) async throws {
    let draft = try await scene.office.draftAward(
      Scene.tender, lot: "L1", bid: nil, passedOver: [], by: scene.officer.actor)
    let json = try JSON.parse(try #require(draft.files.first?.bytes))
    try await scene.sign(draft, extra: ["award": json], by: scene.officer)
  }

  /// What somebody does to the folder, and which property then fails.
  static let tampering: [(what: String, properties: Set<String>, change: @Sendable (String) throws -> Void)] = [
    ("a changed table", ["integrity"], { try append($0 + "/facts/lot.jsonl", "\n") }),
    ("a changed activity record", ["integrity"], { try append($0 + "/activity.csv", "\"x\"\r\n") }),
    ("a file more", ["integrity", "usability"], { try append($0 + "/facts/virus.exe", "MZ") }),
    ("a file less", ["integrity"], { try FileManager.default.removeItem(atPath: $0 + "/facts/offer.jsonl") }),
    (
      "a manifest that was made to fit", ["authenticity"],
      { folder in
        try replace(folder + "/manifest.json", "\"years\":15", "\"years\":10")
      }
    ),
    (
      "a bid's note", ["authenticity", "integrity"],
      { folder in
        let notes = try FileManager.default.contentsOfDirectory(atPath: folder + "/bundle/notes").sorted()
        try append(folder + "/bundle/notes/\(notes[0])", "x")
      }
    ),
    (
      "a paper cut short", ["integrity", "usability"],
      { folder in
        let papers = try FileManager.default.contentsOfDirectory(atPath: folder + "/papers").filter {
          $0.hasSuffix(".pdf")
        }.sorted()
        try Data("%PDF-1.7\n".utf8).write(to: URL(fileURLWithPath: folder + "/papers/\(papers[0])"))
      }
    ),
    (
      "a link", ["security"],
      { folder in
        try FileManager.default.createSymbolicLink(
          atPath: folder + "/facts/passwd.txt", withDestinationPath: "/etc/passwd")
      }
    ),
    (
      "a key", ["integrity", "security"],
      { try append($0 + "/facts/key.txt", "PRIVATE" + "+KEY+somebody+00000000+AAAA\n") }
    ),
    (
      "what is restricted called public", ["integrity", "security"],
      { folder in
        try replace(folder + "/index.json", "\"access\":\"restricted\"", "\"access\":\"public\"")
      }
    ),
  ]

  private static func append(_ path: String, _ text: String) throws {
    let old = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
    try (old + Data(text.utf8)).write(to: URL(fileURLWithPath: path))
  }

  private static func replace(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let range = try #require(text.range(of: old))
    try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func `is whole, is kept for fifteen years, and shows whatever is done to it`() async throws {
    let scene = try await Scene.make(disclosure: "winner")
    let early = try folder()
    await #expect(throws: ArchiveFault.notEnded) {
      try await scene.office.archive(Scene.tender, into: early, by: "local")
    }
    _ = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    await #expect(throws: ArchiveFault.notEnded) {
      try await scene.office.archive(Scene.tender, into: early, by: "local")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: early) == [], "nothing left before the end")
    try await award(scene)

    let out = try folder()
    let summary = try await scene.office.archive(Scene.tender, into: out, by: "local")
    #expect(summary.report.findings.filter { $0.result == .fail } == [])
    #expect(Set(summary.report.findings.map(\.property)) == Set(ArchiveProperty.allCases))
    let checked = await ArchiveCheck.run(out)
    #expect(checked.findings.filter { $0.result == .fail } == [])
    await #expect(throws: ArchiveFault.folderNotEmpty) {
      try await scene.office.archive(Scene.tender, into: out, by: "local")
    }

    func json(_ name: String) throws -> JSON {
      try JSON.parse(Array(try Data(contentsOf: URL(fileURLWithPath: out + "/" + name))))
    }
    // The scene ends on a day of January 2027; R-121 counts from there.
    let keep = try json("manifest.json")["keep"]
    #expect(keep?["years"] == 15 && keep?["until"] == "2042-01-15" && keep?["rule"] == "R-121", "\(keep ?? .null)")
    // Every deed of the story is in the record, in order, and the export itself is too.
    let record = (try json("activity.json")["activities"]?.arrayValue ?? [])
    let deeds = record.compactMap { $0["deed"]?.stringValue }
    for deed: Deed in [
      .createTender, .stateCustodian, .publishTender, .closeTender, .startOpening, .postShares, .qualifyBid,
      .formCommittee, .conformBid, .scoreBids, .evaluateLot, .awardLot, .issuePaper, .exportArchive,
    ] { #expect(deeds.contains(deed.rawValue), "\(deed)") }
    let moments = record.compactMap { $0["at"]?.integerValue }
    #expect(moments == moments.sorted())
    // Spreadsheets open it: a mark, quoted fields, a row for each file.
    let csv = String(decoding: try Data(contentsOf: URL(fileURLWithPath: out + "/index.csv")), as: UTF8.self)
    let rows = try json("index.json")["files"]?.arrayValue ?? []
    #expect(csv.hasPrefix("\u{FEFF}\"序号\",") && csv.components(separatedBy: "\r\n").count == rows.count + 2)
    let readme = try String(contentsOfFile: out + "/README.txt", encoding: .utf8)
    #expect(readme.contains("不少于 15 年") && readme.contains("2042-01-15"))
    // Nothing that opens what was never opened, and nobody's seed.
    let all = try FileManager.default.subpathsOfDirectory(atPath: out)
    #expect(!all.contains { $0.contains("tender_master") } && all.count { $0.hasPrefix("identities/") } == 3)

    for (what, properties, change) in Self.tampering {
      let copy = try folder() + "/copy"
      try FileManager.default.copyItem(atPath: out, toPath: copy)
      try change(copy)
      let found = await ArchiveCheck.run(copy)
      let failed = Set(found.findings.filter { $0.result == .fail }.map(\.property.rawValue))
      #expect(failed.isSuperset(of: properties), "\(what): \(failed)")
      try FileManager.default.removeItem(atPath: copy)
    }
    #expect(try await scene.audit() == [])
  }
}
