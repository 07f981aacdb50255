import Canon
import Foundation
import OpenData
import Tendering
import TestSupport
import Testing

@Suite struct `Open data before the public's reviewers` {
  /// `scripts/check-ocds` over these packages: its exit code, and what it prints.
  private static func review(_ packages: [(name: String, package: JSON)]) async throws -> (exit: Int32, lines: [String])
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ocds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try packages.map { name, package in
      let path = folder.appending(path: name + ".json")
      try Data(package.canonicalBytes()).write(to: path)
      return path.path
    }
    let told = try await Command.run(Repository.path("scripts/check-ocds"), paths, seconds: 900)
    let lines = told.text.split(separator: "\n")
    return (told.exit, lines.map { $0.replacingOccurrences(of: folder.path + "/", with: "") })
  }

  @Test func `every story's packages pass without a finding, and its releases merge to its compiled release`()
    async throws
  {
    var packages: [(name: String, package: JSON)] = []
    for story in Story.all {
      let name = story.name.replacing(" ", with: "-")
      packages.append((name, story.package))
      // All releases in one package for the slower reviewer; each by itself would say the same.
      if let first = story.packages.first {
        packages.append((name + "-releases", first.setting("releases", .array(story.record.releases))))
      }
    }
    let told = try await Self.review(packages)
    #expect(told.lines == packages.map { $0.name + ".json: ok" })
    #expect(told.exit == 0)
  }

  @Test func `the reviewers see what is wrong`() async throws {
    let good = try #require(Story.full.packages.first)
    let release = try #require(good["releases"]?.arrayValue?.first)
    let tender = try #require(release["tender"])
    func changed(_ tender: JSON) -> JSON { good.setting("releases", [release.setting("tender", tender)]) }
    let record = Story.full.package
    let kept = try #require(record["records"]?.arrayValue?.first)
    let shorter = try #require(kept["releases"]?.arrayValue?.dropLast())
    let told = try await Self.review([
      ("unknownField", changed(tender.setting("surprise", 1))),
      ("wrongCode", changed(tender.setting("status", "finished"))),
      ("wrongType", changed(tender.setting("value", ["amount": "260000.00", "currency": "CNY"]))),
      ("ownCode", changed(tender.setting("draws", [["id": "d", "status": "maybe"]]))),
      ("nobody", good.setting("releases", [release.setting("parties", [])])),
      ("notMerged", record.setting("records", [kept.setting("releases", .array(Array(shorter)))])),
    ])
    #expect(told.exit == 1)
    for (name, words) in [
      ("unknownField", "additional_fields"), ("wrongCode", "schema: "), ("wrongType", "schema: "),
      ("ownCode", "schema: "),
      ("ownCode", "reviewer: "), ("nobody", "is no party"), ("notMerged", "do not come to the compiled release"),
    ] {
      #expect(told.lines.contains { $0.hasPrefix(name + ".json: ") && $0.contains(words) }, "\(name): \(told.lines)")
    }
  }
}

@Suite struct `The extension of our own` {
  private static func file(_ name: String) throws -> JSON { try JSON.parse(OwnExtension.files[name] ?? []) }

  private static func codes(_ list: String) -> [String] {
    let text = String(decoding: OwnExtension.files["codelists/\(list).csv"] ?? [], as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
  }

  @Test func `has every file that it names`() throws {
    let metadata = try Self.file("extension.json")
    let lists = (metadata["codelists"]?.arrayValue ?? []).compactMap(\.stringValue)
    #expect(
      Set(lists.map { "codelists/" + $0 } + ["extension.json", "release-schema.json"]) == Set(OwnExtension.files.keys))
    let schema = try Self.file("release-schema.json").canonicalText
    for list in lists { #expect(schema.contains("\"codelist\":\"\(list)\""), "\(list)") }
  }

  @Test func `lists the codes that the rule book knows`() {
    #expect(Set(Self.codes("rejectionGround")) == Set(Invalidity.Ground.allCases.map(\.rawValue)))
    #expect(Set(Self.codes("rejectionStage")) == Set(Invalidity.Stage.allCases.map(\.rawValue)))
    #expect(Set(Self.codes("lotFailureGround")) == Set(Lot.FailureGround.allCases.map(\.rawValue)))
    #expect(Set(Self.codes("drawPurpose")) == Set(PublicDraw.Purpose.allCases.map(\.rawValue)))
    #expect(Set(Self.codes("drawStatus")) == Set(PublicDraw.Status.allCases.map(\.rawValue)))
    #expect(Set(Self.codes("disclosure")) == Set(Scheme.Disclosure.allCases.map(\.rawValue)))
    #expect(Self.codes("evaluationStatus") == ["ranked", "invalid", "malformed", "unopenable"])
  }
}
