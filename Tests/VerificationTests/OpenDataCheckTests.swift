import Canon
import Notes
import Testing
import Verification

/// One false statement in the open data of an otherwise honest bundle.
struct FalseData: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let change: @Sendable (JSON) -> JSON

  init(_ name: String, _ change: @escaping @Sendable (JSON) -> JSON) {
    testDescription = name
    self.change = change
  }
}

@Suite struct `The open data of a bundle` {
  /// A record package that agrees with the example, as far as the check looks.
  static func honest(_ story: Forgery) throws -> JSON {
    func file(_ path: String) throws -> JSON { try JSON.parse(story.contents[path] ?? []) }
    let evaluation = try file("evaluation/1.json")
    let award = try file("award/1.json")
    func hex(_ element: JSON) -> JSON { JSON(Digest(b64: element["bid"]?.stringValue ?? "")?.hex) }
    let elements = evaluation["bids"]?.arrayValue ?? []
    let failed = story.notes(FailNote.self).map(\.body.lot)
    let compiled: JSON = [
      "tender": [
        "id": evaluation["tender"] ?? nil,
        "lots": .array(
          [
            [
              "id": "1", "status": "complete",
              "evaluation": [
                "results": .array(
                  elements.filter { $0["state"] == "ranked" }.map { element in
                    [
                      "id": hex(element), "rank": element["rank"] ?? nil,
                      "points": element["total"]?.stringValue.flatMap { JSON(decimal: $0) } ?? nil,
                    ]
                  })
              ],
            ]
          ] + failed.map { ["id": JSON($0), "status": "unsuccessful"] }),
      ],
      "bids": ["details": .array(elements.map { ["id": hex($0)] })],
      "awards": [
        [
          "id": "a", "relatedLots": ["1"], "relatedBid": hex(award), "value": ["amount": 198000, "currency": "CNY"],
        ]
      ],
    ]
    return ["records": [["compiledRelease": compiled]]]
  }

  /// - Parameter isEarly: the log names the open data before the award.
  private static func verify(isEarly: Bool = false, _ change: (JSON) -> JSON) async throws -> Report {
    var story = try Forgery()
    if isEarly {
      func place(of path: String) throws -> Int {
        try #require(
          story.entries.firstIndex { entry in
            guard let words = entry.text.split(separator: "\n").last?.split(separator: " "), words.first == "list",
              let list = Digest(b64: words[3])
            else { return false }
            return String(decoding: story.contents["lists/\(list.hex).txt"] ?? [], as: UTF8.self).contains(
              "file \(path) ")
          })
      }
      let (data, award) = (try place(of: "ocds.json"), try place(of: "award/1.json"))
      try #require(award < data)
      story.entries.insert(story.entries.remove(at: data), at: award)
    }
    let honest = try Self.honest(story)
    let compiled = honest["records"]?.arrayValue?[0]["compiledRelease"] ?? nil
    story.replaceFile(
      "ocds.json", JSON.object([.init("records", [["compiledRelease": change(compiled)]])]).canonicalBytes())
    return await Verifier.verify(try story.told())
  }

  @Test func `agrees with the files that it is made of`() async throws {
    let report = try await Self.verify { $0 }
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.ok).contains { $0.contains("the open data agrees") })
  }

  static let lies: [FalseData] = [
    FalseData("another tender") { data in
      data.setting("tender", (data["tender"] ?? nil).setting("id", "T-2026-015"))
    },
    FalseData("a bid that was not opened") { data in
      data.setting("bids", ["details": .array((data["bids"]?["details"]?.arrayValue ?? []) + [["id": "00"]])])
    },
    FalseData("a bid is left out") { data in
      data.setting("bids", ["details": .array(Array((data["bids"]?["details"]?.arrayValue ?? []).dropLast()))])
    },
    FalseData("an award at another price") { data in
      data.setting("awards", [(data["awards"]?.arrayValue?[0] ?? nil).setting("value", ["amount": 198001])])
    },
    FalseData("an award to another bid") { data in
      let other = data["bids"]?["details"]?.arrayValue?.last?["id"] ?? nil
      return data.setting("awards", [(data["awards"]?.arrayValue?[0] ?? nil).setting("relatedBid", other)])
    },
    FalseData("no award") { $0.setting("awards", []) },
    FalseData("an award more") { data in
      data.setting(
        "awards", .array((data["awards"]?.arrayValue ?? []) + [["id": "b", "relatedLots": ["9"], "relatedBid": "00"]]))
    },
    FalseData("another rank") { Self.changingResult($0) { $0.setting("rank", 7) } },
    FalseData("other points") { Self.changingResult($0) { $0.setting("points", 1) } },
    FalseData("a lot that failed although it was awarded") { data in
      let lots = (data["tender"]?["lots"]?.arrayValue ?? []).map { $0.setting("status", "unsuccessful") }
      return data.setting("tender", (data["tender"] ?? nil).setting("lots", .array(lots)))
    },
  ]

  private static func changingResult(_ data: JSON, _ change: (JSON) -> JSON) -> JSON {
    let lots = (data["tender"]?["lots"]?.arrayValue ?? []).map { lot -> JSON in
      guard let results = lot["evaluation"]?["results"]?.arrayValue else { return lot }
      return lot.setting("evaluation", ["results": .array(results.map(change))])
    }
    return data.setting("tender", (data["tender"] ?? nil).setting("lots", .array(lots)))
  }

  @Test(arguments: lies)
  func `is caught where it says something else`(lie: FalseData) async throws {
    let report = try await Self.verify(lie.change)
    #expect(report.firstFailure?.check == .openData, "\(report.lines(.fail))")
    #expect(report.lines(.fail).allSatisfy { $0.hasPrefix("openData: ") })
  }

  @Test func `need not tell of what the log names after it, which is said`() async throws {
    let report = try await Self.verify(isEarly: true) { $0.setting("awards", []) }
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("was not brought up to date") && $0.contains("award/1.json") })
    #expect(report.missing.contains { $0.check == .openData })
    #expect(report.lines(.ok).contains { $0.contains("published before it") })
    // That an award before it fell through is no word of this one.
    let fallen = try await Self.verify(isEarly: true) { data in
      data.setting("awards", [(data["awards"]?.arrayValue?[0] ?? nil).setting("status", "cancelled")])
    }
    #expect(fallen.holds, "\(fallen.lines(.fail))")
  }

  @Test(arguments: lies.filter { $0.testDescription != "no award" })
  func `is caught in what it tells all the same`(lie: FalseData) async throws {
    let report = try await Self.verify(isEarly: true, lie.change)
    #expect(report.firstFailure?.check == .openData, "\(report.lines(.fail))")
  }

  @Test func `in another program's shape is named as not compared`() async throws {
    let report = await Verifier.verify(Example.bundle)
    #expect(report.holds)
    #expect(report.lines(.note).contains { $0.contains("no OCDS 1.1 record package") })
  }
}
