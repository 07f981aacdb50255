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
  /// A compiled release that agrees with the example, whose documents fix nothing but schemes.
  ///
  /// - Parameter isEarly: as of before the award.
  static func honest(_ story: Forgery, isEarly: Bool) throws -> JSON {
    func file(_ path: String) throws -> JSON { try JSON.parse(story.contents[path] ?? []) }
    let evaluation = try file("evaluation/1.json")
    let particulars = try file("documents/opening-record.1.json")["particulars"]?.arrayValue ?? []
    let elements = evaluation["bids"]?.arrayValue ?? []
    let codes = elements.compactMap { code($0["bidder"]) }
    let winner = code(elements[0]["bidder"]) ?? ""
    let award: JSON = [
      "id": "1-award", "status": "active", "relatedLots": ["1"], "relatedBid": hex(elements[0]["bid"]),
      "suppliers": [reference(winner)], "value": ["amount": 198000, "currency": "CNY"],
      "contractPeriod": ["durationInDays": 365], "documents": [document("award/1.json")],
    ]
    let parties = codes.map { code -> JSON in
      let roles: [JSON] = code == winner && !isEarly ? ["tenderer", "supplier"] : ["tenderer"]
      return ["id": JSON("X-\(code)"), "identifier": ["id": JSON(code)], "roles": .array(roles)]
    }
    let buyer: JSON = ["id": "X-bureau", "identifier": ["id": "bureau"], "roles": ["buyer"]]
    let compiled: JSON = [
      "ocid": "ocds-000000-T-2026-014", "parties": .array([buyer] + parties), "buyer": ["id": "X-bureau"],
      "tender": try tender(story, evaluation, codes, isEarly: isEarly),
      "bids": [
        "details": .array(elements.map { bid($0, particulars) }),
        "statistics": [["id": "1-bids", "value": 6], ["id": "1-validBids", "value": 3]],
      ],
    ]
    return isEarly ? compiled : compiled.setting("awards", [award])
  }

  private static func hex(_ id: JSON?) -> JSON { JSON(Digest(b64: id?.stringValue ?? "")?.hex) }
  private static func code(_ key: JSON?) -> String? {
    key?.stringValue.flatMap { KeyReference(parsing: $0) }?.name
  }
  private static func number(_ text: JSON?) -> JSON { text?.stringValue.flatMap { JSON(decimal: $0) } ?? .null }
  private static func reference(_ code: String) -> JSON { ["id": JSON("X-\(code)"), "name": "?"] }
  private static func document(_ path: String) -> JSON { ["id": JSON(path), "url": JSON("https://x/bundle/\(path)")] }

  private static func tender(_ story: Forgery, _ evaluation: JSON, _ codes: [String], isEarly: Bool) throws -> JSON {
    let draw = story.notes(Draw.self)[0]
    let committee = story.notes(CommitteeNote.self)[0].id
    let notes = [story.notes(Notice.self)[0].id, story.notes(Amendment.self)[0].id].map { "notes/\($0.hex).note" }
    let files = [
      "documents/terms.json", "documents/opening-record.1.json", "documents/opening-record.1.pdf", "evaluation/1.json",
    ]
    let results = (evaluation["bids"]?.arrayValue ?? []).map { result($0, evaluation) }
    let status: JSON = isEarly ? "active" : "complete"
    let (opens, deadline) = (JSON("2026-09-21T22:14:20+08:00"), JSON("2026-09-21T22:20:00+08:00"))
    let closed = JSON("2026-09-21T22:20:03+08:00")
    let evaluated: JSON = ["disclosure": "full", "committee": ["id": JSON(committee.hex)], "results": .array(results)]
    let lot: JSON = [
      "id": "1", "status": status, "bidOpening": ["date": "2026-09-21T22:20:13+08:00"], "evaluation": evaluated,
    ]
    let failed: JSON = ["id": "2", "status": "unsuccessful", "failure": ["ground": "tooFewBids"]]
    let parties: [JSON] = draw.body.commits.map { JSON($0.party) }
    let drawn: JSON = [
      "id": JSON(draw.id.hex), "purpose": "experts", "relatedLot": "1", "take": JSON(draw.body.take),
      "contributors": .array(parties), "status": "drawn",
    ]
    let close: JSON = ["id": "bids-close", "dueDate": deadline, "dateMet": closed]
    let change: JSON = ["id": "amendment-1", "description": "投标截止时间改为 2026-09-21T22:20:00+08:00。"]
    return [
      "id": "T-2026-014", "status": status, "tenderPeriod": ["startDate": opens, "endDate": deadline],
      "bidOpening": ["date": deadline], "awardPeriod": ["startDate": closed], "milestones": [close],
      "numberOfTenderers": JSON(codes.count), "tenderers": .array(codes.map(reference)), "amendments": [change],
      "documents": .array((notes + files).map(document)), "draws": [drawn], "lots": [lot, failed],
    ]
  }

  private static func bid(_ element: JSON, _ particulars: [JSON]) -> JSON {
    let own = particulars.filter { $0["bidder"] == element["bidder"] }
    let status = ["ranked": "valid", "malformed": "disqualified", "invalid": "disqualified"]
    var party: JSON = ["id": JSON("X-\(code(element["bidder"]) ?? "")")]
    if let name = own.first?["name"] { party = party.setting("name", name) }
    var bid: JSON = [
      "id": hex(element["bid"]), "status": JSON(status[element["state"]?.stringValue ?? ""]), "relatedLots": ["1"],
      "tenderers": [party],
    ]
    if let price = own.compactMap({ $0["price"] }).first {
      bid = bid.setting("value", ["amount": number(price), "currency": "CNY"])
    }
    guard let days = own.first?["termDays"] else { return bid }
    return bid.setting("requirementResponses", [["requirement": ["id": "term"], "value": days]])
  }

  /// An element's figures.
  private static func result(_ element: JSON, _ evaluation: JSON) -> JSON {
    var result: JSON = ["id": hex(element["bid"]), "status": element["state"] ?? .null]
    if let why = element["invalid"] {
      result = result.setting(
        "rejection",
        [
          "stage": why["stage"] ?? .null, "ground": why["ground"] ?? .null, "description": why["reason"] ?? .null,
        ])
    }
    guard let price = element["price"], element["rank"] != nil else { return result }
    func money(_ name: String) -> JSON { ["amount": number(price[name]), "currency": "CNY"] }
    let members = evaluation["members"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let criteria = (element["criteria"]?.members ?? []).map { criterion -> JSON in
      [
        "id": JSON(criterion.name), "points": number(criterion.value["points"]),
        "scores": .array(members.map { number(criterion.value[$0]) }),
      ]
    }
    return result.setting("rank", element["rank"] ?? .null).setting("points", number(element["total"]))
      .setting("correctedPrice", money("corrected")).setting("evaluatedPrice", money("evaluated"))
      .setting("pricePoints", number(price["points"])).setting("criteria", .array(criteria))
  }

  /// A record package of one release.
  private static func package(_ compiled: JSON) -> JSON {
    func told(_ id: String, _ tag: String) -> JSON {
      compiled.setting("id", JSON(id)).setting("date", "2026-09-22T09:00:00.000+08:00").setting("tag", [JSON(tag)])
    }
    return [
      "records": [
        [
          "ocid": compiled["ocid"] ?? .null, "releases": [told("r-1", "tender")],
          "compiledRelease": told("c", "compiled"),
        ]
      ]
    ]
  }

  /// - Parameter isEarly: the log names the open data before the award.
  private static func verify(
    isEarly: Bool = false, whole: (JSON) -> JSON = { $0 }, change: (JSON) -> JSON = { $0 }
  ) async throws -> Report {
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
    let honest = try Self.honest(story, isEarly: isEarly)
    story.replaceFile("ocds.json", whole(package(change(honest))).canonicalBytes())
    return await Verifier.verify(try story.told())
  }

  @Test func `agrees with the files that it is made of`() async throws {
    let report = try await Self.verify()
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
    FalseData("the price of a bid") { Self.changingBid($0) { $0.setting("value", ["amount": 1, "currency": "CNY"]) } },
    FalseData("a price of a bid that was not read out") { data in
      Self.changing(data, ["bids", "details"]) { $0.setting("value", ["amount": 1, "currency": "CNY"]) }
    },
    FalseData("the bidder of a bid") { Self.changingBid($0) { $0.setting("tenderers", [["id": "X-eta"]]) } },
    FalseData("the name of a bidder") { data in
      Self.changingBid(data) { bid in
        bid.setting("tenderers", [(bid["tenderers"]?.arrayValue?[0] ?? .null).setting("name", "another")])
      }
    },
    FalseData("the status of a bid") { Self.changingBid($0) { $0.setting("status", "withdrawn") } },
    FalseData("the days of a bid") { Self.changingBid($0) { $0.removing("requirementResponses") } },
    FalseData("how many bid") { Self.changing($0, ["bids", "statistics"]) { $0.setting("value", 5) } },
    FalseData("a count of nothing") { data in
      let counts = data["bids"]?["statistics"]?.arrayValue ?? []
      return Self.setting(data, ["bids", "statistics"], .array(counts + [["id": "2-bids"]]))
    },
    FalseData("a lot is left out") { data in
      Self.setting(data, ["tender", "lots"], .array(Array((data["tender"]?["lots"]?.arrayValue ?? []).dropLast())))
    },
    FalseData("a lot twice") { data in
      Self.setting(data, ["tender", "lots"], .array((data["tender"]?["lots"]?.arrayValue ?? []) + [["id": "1"]]))
    },
    FalseData("the status of a lot") { Self.changing($0, ["tender", "lots"]) { $0.setting("status", "planned") } },
    FalseData("another ground of a failure") { data in
      Self.changing(data, ["tender", "lots"]) { lot in
        lot["failure"] == nil ? lot : lot.setting("failure", ["ground": "tooFewQualified"])
      }
    },
    FalseData("another reason than the officer signed") { data in
      Self.changing(data, ["tender", "lots"]) { lot in
        lot["failure"] == nil ? lot : lot.setting("failure", ["ground": "tooFewBids", "description": "another"])
      }
    },
    FalseData("a result is left out") { data in Self.changingResults(data) { Array($0.dropFirst()) } },
    FalseData("a result more") { data in Self.changingResults(data) { $0 + [["id": "00", "rank": 4]] } },
    FalseData("no evaluation") { Self.changing($0, ["tender", "lots"]) { $0.removing("evaluation") } },
    FalseData("a member's scores") { data in
      Self.changingResult(data) { result in
        let criteria = (result["criteria"]?.arrayValue ?? []).map { $0.setting("scores", [1, 2, 3, 4, 5]) }
        return criteria.isEmpty ? result : result.setting("criteria", .array(criteria))
      }
    },
    FalseData("why a bid is invalid") { data in
      Self.changingResult(data) { result in
        result["rejection"].map { result.setting("rejection", $0.setting("description", "another")) } ?? result
      }
    },
    FalseData("the tender's status") { Self.setting($0, ["tender", "status"], "cancelled") },
    FalseData("the deadline") { Self.setting($0, ["tender", "tenderPeriod", "endDate"], "2026-09-21T22:18:00+08:00") },
    FalseData("when bids were closed") { Self.setting($0, ["tender", "awardPeriod"], ["startDate": "x"]) },
    FalseData("how many tenderers") { Self.setting($0, ["tender", "numberOfTenderers"], 7) },
    FalseData("a tenderer is left out") { data in
      Self.setting(
        data, ["tender", "tenderers"], .array(Array((data["tender"]?["tenderers"]?.arrayValue ?? []).dropLast())))
    },
    FalseData("a party is left out") { data in
      data.setting("parties", .array(Array((data["parties"]?.arrayValue ?? []).dropLast())))
    },
    FalseData("a party more") { data in
      let more: JSON = ["id": "X-y", "identifier": ["id": "y"], "roles": ["supplier"]]
      return data.setting("parties", .array((data["parties"]?.arrayValue ?? []) + [more]))
    },
    FalseData("another winner among the parties") { data in
      Self.changing(data, ["parties"]) { party in
        party["roles"] == JSON.array(["buyer"]) ? party : party.setting("roles", ["tenderer", "supplier"])
      }
    },
    FalseData("an amendment is left out") { Self.setting($0, ["tender", "amendments"], []) },
    FalseData("a question that nobody answered") { data in
      Self.setting(data, ["tender", "enquiries"], [["id": "1-1", "description": "?", "answer": "!"]])
    },
    FalseData("how a draw ended") { Self.changing($0, ["tender", "draws"]) { $0.setting("status", "void") } },
    FalseData("another buyer") { $0.setting("buyer", ["id": "X-another"]) },
    FalseData("a draw more") { data in
      let draws = data["tender"]?["draws"]?.arrayValue ?? []
      return Self.setting(data, ["tender", "draws"], .array(draws + [["id": "00"]]))
    },
    FalseData("a file that the bundle has not") { data in
      Self.changing(data, ["tender", "documents"]) { document in
        document["id"] == "evaluation/1.json" ? document.setting("id", "evaluation/9.json") : document
      }
    },
    FalseData("a file's address is another's") { data in
      Self.changing(data, ["tender", "documents"]) { $0.setting("url", "https://x/bundle/documents/other.pdf") }
    },
    FalseData("a contract that nobody signed") { data in
      data.setting(
        "contracts", [["id": "1-S01", "awardID": "1-award", "value": ["amount": 198000, "currency": "CNY"]]])
    },
  ]

  private static func setting(_ json: JSON, _ path: [String], _ value: JSON) -> JSON {
    guard let name = path.first else { return value }
    return json.setting(name, setting(json[name] ?? .object([]), Array(path.dropFirst()), value))
  }

  private static func changing(_ json: JSON, _ path: [String], _ change: (JSON) -> JSON) -> JSON {
    let list = path.reduce(Optional(json)) { $0?[$1] }?.arrayValue ?? []
    return setting(json, path, .array(list.map(change)))
  }

  /// The first in rank's bid.
  private static func changingBid(_ data: JSON, _ change: (JSON) -> JSON) -> JSON {
    let details = data["bids"]?["details"]?.arrayValue ?? []
    return setting(data, ["bids", "details"], .array([change(details[0])] + details.dropFirst()))
  }

  private static func changingResults(_ data: JSON, _ change: ([JSON]) -> [JSON]) -> JSON {
    changing(data, ["tender", "lots"]) { lot in
      guard let results = lot["evaluation"]?["results"]?.arrayValue else { return lot }
      return setting(lot, ["evaluation", "results"], .array(change(results)))
    }
  }

  private static func changingResult(_ data: JSON, _ change: (JSON) -> JSON) -> JSON {
    changingResults(data) { $0.map(change) }
  }

  @Test(arguments: lies)
  func `is caught where it says something else`(lie: FalseData) async throws {
    let report = try await Self.verify(change: lie.change)
    #expect(report.firstFailure?.check == .openData, "\(report.lines(.fail))")
    #expect(report.lines(.fail).allSatisfy { $0.hasPrefix("openData: ") })
  }

  @Test func `need not tell of what the log names after it, which is said`() async throws {
    let report = try await Self.verify(isEarly: true)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("was not brought up to date") && $0.contains("award/1.json") })
    #expect(report.missing.contains { $0.check == .openData })
    #expect(report.lines(.ok).contains { $0.contains("published before it") })
  }

  @Test func `that calls an award void is believed where the log has nothing against it, which is said`() async throws {
    let report = try await Self.verify(change: { data in
      let fallen = (data["awards"]?.arrayValue?[0] ?? .null).setting("status", "cancelled").removing("documents")
      let lots = (data["tender"]?["lots"]?.arrayValue ?? []).map { lot in
        lot["status"] == "complete" ? lot.setting("status", "active") : lot
      }
      let parties = (data["parties"]?.arrayValue ?? []).map { party in
        party["roles"] == JSON.array(["buyer"]) ? party : party.setting("roles", ["tenderer"])
      }
      return Self.setting(Self.setting(data, ["tender", "lots"], .array(lots)), ["tender", "status"], "active")
        .setting("awards", [fallen]).setting("parties", .array(parties))
    })
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("calls the award of lot 1 void") })
  }

  /// Those of an award, which there is none of before it.
  static let ofAwards = ["no award", "an award at another price", "an award to another bid"]

  @Test(arguments: lies.filter { !ofAwards.contains($0.testDescription) })
  func `is caught in what it tells all the same`(lie: FalseData) async throws {
    let report = try await Self.verify(isEarly: true, change: lie.change)
    #expect(report.firstFailure?.check == .openData, "\(report.lines(.fail))")
  }

  static let frames: [FalseData] = [
    FalseData("no record") { $0.setting("records", []) },
    FalseData("a second record") { data in
      data.setting("records", .array((data["records"]?.arrayValue ?? []) + (data["records"]?.arrayValue ?? [])))
    },
    FalseData("no compiled release") { Self.changing($0, ["records"]) { $0.removing("compiledRelease") } },
    FalseData("no releases") { Self.changing($0, ["records"]) { $0.setting("releases", []) } },
    FalseData("a release that says something else") { data in
      Self.changing(data, ["records"]) { record in
        Self.changing(record, ["releases"]) { $0.setting("language", "en") }
      }
    },
    FalseData("a release of another process") { data in
      Self.changing(data, ["records"]) { record in Self.changing(record, ["releases"]) { $0.setting("ocid", "x") } }
    },
    FalseData("a release twice") { data in
      Self.changing(data, ["records"]) { record in
        let releases = record["releases"]?.arrayValue ?? []
        return record.setting("releases", .array(releases + releases))
      }
    },
  ]

  @Test(arguments: frames)
  func `has one record that its releases come to`(lie: FalseData) async throws {
    let report = try await Self.verify(whole: lie.change)
    #expect(report.firstFailure?.check == .openData, "\(report.lines(.fail))")
  }

  @Test func `in another program's shape is named as not compared`() async throws {
    let report = await Verifier.verify(Example.bundle)
    #expect(report.holds)
    #expect(report.lines(.note).contains { $0.contains("no OCDS 1.1 record package") })
  }
}
