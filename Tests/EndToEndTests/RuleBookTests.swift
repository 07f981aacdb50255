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

extension BadInput {
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
