import Canon
import Foundation
import TestSupport
import Testing

/// The rule book at the command line: what needs no server runs without one.
@Suite struct `The rule book at the command line` {
  private func run(_ arguments: String...) async throws -> Outcome {
    try await Program.run(
      Program.tender, arguments, in: NSTemporaryDirectory(), environment: Program.environment())
  }

  @Test func `a period is counted out day by day, without a server`() async throws {
    let told = try await run("calendar", "explain", "--from", "2026-11-02", "--days", "20")
    #expect(told.exit == 0, "\(told)")
    #expect(told.output.contains("2026-11-22  周日  周末    第 20 日"))
    #expect(told.output.contains("顺延，至 2026-11-23（周一）"))
    let json = try await run("calendar", "explain", "--from", "2026-11-02", "--days", "20", "--json")
    #expect(json.json?["last"] == "2026-11-23" && json.json?["movedFrom"] == "2026-11-22", "\(json)")
    let next = try await run("calendar", "explain", "--from", "2026-12-31", "--working-days", "1", "--lang", "en")
    #expect(next.output.contains("2027-01-04") && next.output.contains("to be confirmed"), "\(next)")
  }

  static let wrong: [[String]] = [
    ["--from", "2026-02-29", "--days", "3"], ["--from", "2026-11-02"], ["--days", "3"],
    ["--from", "2026-11-02", "--days", "3", "--working-days", "3"], ["--from", "2026-11-02", "--days", "99999"],
    ["--from", "2026-11-02", "--days", "3", "--deadline", "2026-11-24"], ["--issued", "2026-11-02"],
    ["--issued", "2026-11-02", "--profile", "X"], [],
  ]
  @Test(arguments: wrong)
  func `a period that cannot be counted is wrong usage`(arguments: [String]) async throws {
    let told = try await Program.run(
      Program.tender, ["calendar", "explain"] + arguments, in: NSTemporaryDirectory(),
      environment: Program.environment())
    #expect(told.exit == 2 && !told.errors.isEmpty, "\(told)")
  }

  @Test func `a year shows its holidays with source and level, and an unknown one is not known`() async throws {
    let year = try await run("calendar", "year", "2026", "--json")
    #expect(year.json?["level"] == "V" && year.json?["breaks"]?.arrayValue?.count == 7, "\(year)")
    let next = try await run("calendar", "year", "2027")
    #expect(next.exit == 0 && next.errors.contains("尚未公布") && next.errors.contains("待核实"), "\(next)")
    #expect(try await run("calendar", "year", "2040").exit == 4)
  }

  @Test func `the register shows every rule, its source, numbers and what carries it`() async throws {
    let list = try await run("rules", "list", "--json")
    #expect(list.exit == 0 && list.json?["rules"]?.arrayValue?.count == 129, "\(list.exit)")
    let shown = try await run("rules", "show", "R-036")
    for words in ["GPL §35; TBL §24", "政府采购法", "preparation = 20日", "Sources/Tendering/Notice.swift"] {
      #expect(shown.output.contains(words), "\(words) is not in \(shown)")
    }
    let doubtful = try await run("rules", "show", "R-079", "--lang", "en")
    for words in ["to be confirmed", "abnormalToMean = 50%"] {
      #expect(doubtful.output.contains(words), "\(words) is not in \(doubtful)")
    }
    let open = try await run("rules", "list", "--standing", "notYet", "--profile", "T1", "--json")
    #expect(open.json?["rules"]?.arrayValue?.allSatisfy { $0["standing"] == "notYet" } == true, "\(open.exit)")
    #expect(try await run("rules", "show", "R-130").exit == 4)
    #expect(try await run("rules", "list", "--profile", "X").exit == 2)
    #expect(try await run("rules", "list", "--standing", "x").exit == 2)
  }
}

/// A draft's content, looked at before anybody else sees it.
@Suite struct `A draft at the command line` {
  private static let draft: JSON = [
    "id": "zk-2026-01", "profile": "G1", "minimum": 3, "reviewed": true, "consortium": false,
    "qualification": ["持有专利代理机构执业许可证", "在周口市设有分支机构"],
    "service": ["requirement": "驻园托管服务", "standard": "每季度上门一次"],
    "lots": [
      [
        "id": "L1", "budget": "300000.00", "ceiling": "260000.00", "sme": "reserved",
        "scheme": [
          "method": "rated", "currency": "CNY", "ceiling": "260000.00", "minBids": 3, "disclosure": "winner",
          "criteria": [
            [
              "id": "c1", "name": "每周驻园服务天数", "kind": "banded", "max": "80.00", "step": "5.00",
              "bands": [["from": "1", "points": "20.00"], ["from": "3", "points": "80.00"]],
            ]
          ],
          "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.00"],
          "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
          "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
        ],
      ]
    ],
  ]

  private func lint(_ draft: JSON, _ more: String...) async throws -> Outcome {
    let folder = try Scratch("lint")
    try folder.write("draft.json", draft)
    return try await Program.run(
      Program.tender, ["tender", "lint", "draft.json"] + more, in: folder.path, environment: Program.environment())
  }

  @Test func `is held against the rules offline, and a legal note settles what it may settle`() async throws {
    let refused = try await lint(Self.draft)
    #expect(refused.exit == 3 && refused.output.contains("R-009") && refused.output.contains("须附法律意见"), "\(refused)")
    #expect(refused.errors.contains("qualification[1]") && refused.errors.contains("[lint.localityCondition]"))
    let noted = Self.draft.setting(
      "legalNotes", [["rule": "R-009", "at": "qualification[1]", "note": "中标后设立，不作准入条件"]])
    let passed = try await lint(noted, "--json")
    #expect(passed.exit == 0, "\(passed)")
    let finding = passed.json?["findings"]?.arrayValue?.first
    #expect(finding?["note"] == "中标后设立，不作准入条件" && finding?["open"] == false, "\(passed)")
    let unreadable = try await lint(Self.draft.removing("service"))
    #expect(unreadable.exit == 3 && unreadable.errors.contains("[form.missing]"), "\(unreadable)")
  }
}

extension BadInput {
  @Suite struct `A draft whose content breaks a rule` {
    @Test func `is not taken, and the first rule that it breaks is named`() async throws {
      let tender = try await Desk.tender()
      let office = tender.office
      let draft = StagedTender.draft(office, id: "rehearsal.unlawful", bidsFor: 60)
      for (text, code) in [("注册资本500万元以上", "lint.sizeCondition"), ("在本市纳税", "lint.localityCondition")] {
        try office.folder.write("unlawful.json", draft.setting("qualification", [JSON(text)]))
        let outcome = try await office.tender(office.lead, "tender", "create", "unlawful.json")
        #expect(outcome.exit == 3 && outcome.code == code, "\(outcome)")
      }
      #expect(try await office.count("select count(*) from tender where tender_id = 'rehearsal.unlawful'") == 0)
    }
  }

  @Suite struct `The dates of a published tender` {
    @Test func `are counted from the day on which its notice was taken`() async throws {
      let tender = try await Desk.tender()
      let told = try await tender.office.tender(nil, "calendar", "explain", tender.id)
      #expect(told.exit == 0, "\(told)")
      let milestones = told.json?["milestones"]?.arrayValue ?? []
      let earliest = milestones.first { $0["milestone"] == "deadlineEarliest" }
      // A rehearsal's hour of bidding is no twenty days.
      #expect(earliest?["kept"] == false, "\(told)")
      #expect(milestones.contains { $0["milestone"] == "bidsValidUntil" })
    }
  }
}
