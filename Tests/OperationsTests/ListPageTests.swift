import Canon
import Exact
import Operations
import Testing

/// Lists that grow are answered page by page, and pages one behind another are the whole list.
@Suite struct `Long lists` {
  /// Reads a list to its end, page by page.
  private func read(
    _ member: String, limit: Int, _ ask: (ListPage) async throws -> JSON
  ) async throws -> [[JSON]] {
    var pages: [[JSON]] = []
    var after: String?
    repeat {
      let answer = try await ask(ListPage(after: after, limit: limit))
      pages.append(answer[member]?.arrayValue ?? [])
      after = answer["next"]?.stringValue
      // The last page says nothing of a next one.
      #expect(answer.names == (after == nil ? [member] : [member, "next"]))
    } while after != nil && pages.count < 100
    return pages
  }

  @Test func `agencies come in the order they registered, each once, whatever the page`() async throws {
    let pilot = try await PilotOffice()
    for serial in [5, 3, 4, 1, 2] { _ = try await pilot.agency(serial: serial, licence: "4100\(serial)") }
    let all = try await pilot.office.listAgencies()["agencies"]?.arrayValue ?? []
    #expect(all.count == 5)
    for (limit, sizes) in [(1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (4, [4, 1]), (5, [5]), (6, [5])] {
      let pages = try await read("agencies", limit: limit) { try await pilot.office.listAgencies($0) }
      #expect(pages.map(\.count) == sizes)
      #expect(pages.flatMap { $0 } == all)
    }
    for unknown in try [pilot.code(9).text, "x", ""] {
      await expectRefusal("input.malformed") { _ = try await pilot.office.listAgencies(ListPage(after: unknown)) }
    }
  }

  @Test func `awards and tenders too, and nobody's page begins behind what is not shown`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot) = (tender.office, tender.pilot)
    try await pilot.sql(
      """
      set local session_replication_role = replica;
      insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at,
             notice_index, close_index, closed_at)
      select tender_id || '-' || n, batch_id, title, profile, draft, state, threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at, notice_id, terms_sha256, opens_at, deadline_at,
             notice_index, close_index, closed_at
        from tender, generate_series(1, 4) as n;
      insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at)
      select 'rehearsal.draft', batch_id, title, profile, draft, 'draft', threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at
        from tender limit 1;
      """)
    // Drafted in the same moment, so by id.
    let ids = [AwardedTender.id] + (1...4).map { "\(AwardedTender.id)-\($0)" }
    for (limit, sizes) in [(1, [1, 1, 1, 1, 1]), (3, [3, 2]), (500, [5])] {
      let pages = try await read("tenders", limit: limit) { try await office.listTenders($0) }
      #expect(pages.map(\.count) == sizes)
      #expect(pages.flatMap { $0 }.map { $0["id"]?.stringValue ?? "" } == ids)
    }
    for unknown in ["rehearsal.draft", "rehearsal.none"] {
      await expectRefusal("input.malformed") { _ = try await office.listTenders(ListPage(after: unknown)) }
    }

    for (person, lots) in [
      (pilot.officer, ["L1", "L2"]), (tender.park, ["L1"]), (tender.otherWinner, ["L2"]), (tender.loser, []),
    ] {
      let pages = try await read("awards", limit: 1) { try await office.listAwards(by: person.actor, $0) }
      #expect(pages.flatMap { $0 }.map { $0["lot"]?.stringValue ?? "" } == lots)
      #expect(pages.count == max(1, lots.count))
    }
    for unknown in [AwardedTender.id, "\(AwardedTender.id)/L1/2", "\(AwardedTender.id)/L3/1", "//", "a/b/c"] {
      await expectRefusal("input.malformed") {
        _ = try await office.listAwards(by: pilot.officer.actor, ListPage(after: unknown))
      }
    }
  }

  @Test func `a page is never longer than the bound, and never empty by being asked for nothing`() {
    #expect(ListPage().limit == ListPage.rowsMax)
    #expect(ListPage(limit: .max).limit == ListPage.rowsMax)
    #expect(ListPage(limit: 0).limit == 1)
  }
}
