import Canon
import Exact
import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing
import Trusteeship

/// A firm stands on one park's register in a batch. What it is in another batch counts for nothing in this one.
@Suite struct `Firms of two batches` {
  /// Two parks of the first batch and one of the next.
  private struct Parks: Sendable {
    let pilot: PilotOffice
    let first, second, later: PilotOffice.Person

    init() async throws {
      pilot = try await PilotOffice()
      try await pilot.programmeAndBatch()
      _ = try await pilot.office.openBatch(PilotOffice.batch("b-2027", year: 2027), by: pilot.officer.actor)
      first = try await pilot.confirmedPark("P1", serial: 1)
      second = try await pilot.confirmedPark("P2", serial: 2)
      later = try await pilot.confirmedPark("Q1", serial: 3, batch: "b-2027")
    }

    @discardableResult
    func register(_ form: JSON, in park: String, by manager: PilotOffice.Person) async throws -> JSON {
      try await pilot.office.registerEnterprise(form, in: park, by: manager.actor)
    }
  }

  @Test func `the next batch's park registers a firm that stands in this one, another park of its batch does not`()
    async throws
  {
    let parks = try await Parks()
    let office = parks.pilot.office
    let firm = try await parks.pilot.firm(serial: 50, in: "P1", by: parks.first)
    let form = PilotOffice.firm(try parks.pilot.code(50), vkey: firm.key.verifier.text)
    // It has grown since, which changes nothing in the batch before.
    let grown = form.setting("size", "medium")
    let moved = try await parks.register(grown, in: "Q1", by: parks.later)
    #expect(moved["park"]?.stringValue == "Q1")
    #expect(moved["key"]?.stringValue == firm.reference)
    // The same again is the same, in either batch.
    try await parks.register(form, in: "P1", by: parks.first)
    try await parks.register(grown, in: "Q1", by: parks.later)

    await expectRefusal("enterprise.inOtherPark") {
      try await parks.register(form, in: "P2", by: parks.second)
    }
    for (form, park, manager) in [(grown, "P1", parks.first), (form, "Q1", parks.later)] {
      await expectRefusal("enterprise.onRegisterAlready") { try await parks.register(form, in: park, by: manager) }
    }
    for (park, size) in [("P1", "small"), ("Q1", "medium")] {
      let register = try await office.listEnterprises(of: park, by: parks.pilot.officer.actor)
      #expect(register["enterprises"]?.arrayValue?.map { $0["size"]?.stringValue } == [size], "\(park)")
    }
    // The database by itself: twice in a batch is refused, whatever the park.
    await expectRefusal("enterprise.onRegisterAlready") {
      try await parks.pilot.sql(
        """
        insert into enterprise (credit_code, park_id, batch_id, name, size, technology, ip_staff, contact, has_unit,
               industrial, registered_by, registered_at)
        select credit_code, 'P2', batch_id, name, size, technology, ip_staff, contact, has_unit, industrial,
               registered_by, registered_at
          from enterprise where park_id = 'P1'
        """)
    }
    // Nor does a register say that it is of another batch than its park.
    await expectRefusal("database.constraint") {
      try await parks.pilot.sql(
        "update enterprise set batch_id = 'b-2027', credit_code = 'x', actor = null where park_id = 'P1'")
    }
  }

  @Test func `a firm keeps its key from batch to batch until it is revoked`() async throws {
    let parks = try await Parks()
    let code = try parks.pilot.code(50)
    let firm = try await parks.pilot.firm(serial: 50, in: "P1", by: parks.first)
    let another = PilotOffice.firm(code, vkey: try SigningKey(name: code.text).verifier.text)
    await expectRefusal("enterprise.keyDiffers") { try await parks.register(another, in: "Q1", by: parks.later) }
    // Without a key it stands; whatever key it is given later is the one that it has.
    try await parks.register(PilotOffice.firm(code), in: "Q1", by: parks.later)
    await expectRefusal("enterprise.keyDiffers") { try await parks.register(another, in: "Q1", by: parks.later) }
    let its = PilotOffice.firm(code, vkey: firm.key.verifier.text)
    let linked = try await parks.register(its, in: "Q1", by: parks.later)
    #expect(linked["key"]?.stringValue == firm.reference)

    let other = try parks.pilot.code(51)
    let lost = try await parks.pilot.firm(serial: 51, in: "P1", by: parks.first)
    let isRevoked = try await parks.pilot.office.database.write(as: .office) { tx in
      try tx.revokeActor(keyRef: lost.reference, at: PilotOffice.start)
    }
    #expect(isRevoked)
    await expectRefusal("enterprise.keyTaken") {
      try await parks.register(
        PilotOffice.firm(other, vkey: lost.key.verifier.text), in: "Q1", by: parks.later)
    }
    let new = try SigningKey(name: other.text)
    let renewed = try await parks.register(
      PilotOffice.firm(other, vkey: new.verifier.text), in: "Q1", by: parks.later)
    #expect(renewed["key"]?.stringValue == new.verifier.reference.text)
  }

  @Test func `of two parks that bring a new firm different keys at once, one is told that it has another`() async throws
  {
    let parks = try await Parks()
    for serial in 60..<66 {
      let code = try parks.pilot.code(serial)
      let taken: Int = try await withThrowingTaskGroup(of: Bool.self) { group in
        for (park, manager) in [("P1", parks.first), ("Q1", parks.later)] {
          let form = PilotOffice.firm(code, vkey: try SigningKey(name: code.text).verifier.text)
          group.addTask {
            do {
              try await parks.register(form, in: park, by: manager)
              return true
            } catch EnterpriseRefusal.keyDiffers {
              return false
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(taken == 1, "firm \(serial)")
    }
  }

  @Test func `a contract and its filing are with the firm of the tender's batch, as it stands there`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    try await tender.agreed()
    _ = try await office.openBatch(PilotOffice.batch("b-2027", year: 2027), by: pilot.officer.actor)
    let later = try await pilot.confirmedPark("Q1", serial: 110, batch: "b-2027")
    let firm = try await pilot.firm(serial: 301, in: "Q1", by: later)
    await expectRefusal("contract.enterpriseOutsidePark") { _ = try await tender.drafted(with: firm) }

    // In the tender's batch it has another name and a unit of its own, so the contract is another too.
    let code = try pilot.code(301)
    let form = PilotOffice.firm(code, hasUnit: true, vkey: firm.key.verifier.text).setting("name", "彩排企业旧名")
    let keyless = PilotOffice.firm(code, hasUnit: true).setting("name", "彩排企业旧名")
    _ = try await office.registerEnterprise(keyless, in: "P1", by: tender.park.actor)
    // A contract with the same agency in the other batch is none in this.
    try await pilot.sql(
      """
      set local session_replication_role = replica;
      insert into tender (tender_id, batch_id, title, profile, draft, state, threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at)
      select 'rehearsal.zk-2027', 'b-2027', title, profile, draft, 'draft', threshold, custodians, minimum,
             grace_seconds, recovery_seconds, created_by, created_at
        from tender;
      insert into lot (tender_id, lot_id, lot_no, title, park_id, budget_fen, ceiling_fen, scheme, scheme_sha256, state)
      select 'rehearsal.zk-2027', lot_id, lot_no, title, 'Q1', budget_fen, ceiling_fen, scheme, scheme_sha256, 'draft'
        from lot where lot_id = 'L1';
      insert into trustee_contract (contract_no, tender_id, batch_id, lot_id, mode, agency, enterprise, fee_fen,
             starts_on, ends_on, paper, contract, drafted_at)
      values ('L1-T01', 'rehearsal.zk-2027', 'b-2027', 'L1', 'full', '\(tender.winner.reference)', '\(code.text)', 0,
              '2027-12-01', '2028-11-30', 'p', '{}', now());
      """)
    await expectRefusal("contract.enterpriseHasUnit") { _ = try await tender.drafted(with: firm) }
    // On the word of the other batch's park alone nobody signs for it here.
    await expectRefusal("input.notFound") {
      _ = try await office.draftTrusteeContract(
        id, lot: "L1", `Contracts after the award`.partial(code), by: tender.winner.actor)
    }
    _ = try await office.registerEnterprise(form, in: "P1", by: tender.park.actor)
    let answer = try await office.draftTrusteeContract(
      id, lot: "L1", `Contracts after the award`.partial(code), by: tender.winner.actor)
    let number = try #require(answer["number"]?.stringValue)
    let paper = try #require(answer["name"]?.stringValue)
    // The key that it has from the other batch signs here, now that its own park says so.
    try await tender.sign(paper, by: firm)
    try await tender.sign(paper, by: tender.winner)
    _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    // The park of the other batch has nothing to file, although the firm is its own there.
    await expectRefusal("filing.otherPark") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: later.actor)
    }
    _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    _ = try await tender.take(
      try await office.draftFiling(id, contract: number, by: pilot.officer.actor), by: pilot.officer)
    let filed = try JSON.parse(
      try await office.fetchPaper("\(number)-filing-form", of: id, by: firm.actor).json)
    #expect(filed["enterprise"]?["name"]?.stringValue == "彩排企业旧名")
    #expect(filed["park"]?.stringValue == tender.park.actor.person)

    // The audit looks at the register of the batch: that the firm stands in the other one is not enough.
    #expect(try await pilot.contradictions("trustee_enterprise_in_park") == 0)
    try await pilot.sql(
      "set local session_replication_role = replica; delete from enterprise where batch_id = 'b-2026'")
    #expect(try await pilot.contradictions("trustee_enterprise_in_park") == 1)
  }

  @Test func `the database refuses a contract of another batch than its tender's`() async throws {
    let tender = try await AwardedTender()
    try await tender.agreed()
    _ = try await tender.office.openBatch(PilotOffice.batch("b-2027", year: 2027), by: tender.pilot.officer.actor)
    let later = try await tender.pilot.confirmedPark("Q1", serial: 110, batch: "b-2027")
    let firm = try await tender.pilot.firm(serial: 301, in: "P1", by: tender.park)
    let elsewhere = try await tender.pilot.firm(serial: 302, in: "Q1", by: later)
    let (_, paper) = try await tender.drafted(with: firm)
    let code = try #require(elsewhere.actor.organisation).text
    for batch in ["b-2026", "b-2027"] {
      await expectRefusal("database.constraint") {
        try await tender.pilot.sql(
          """
          insert into trustee_contract (contract_no, tender_id, batch_id, lot_id, mode, agency, enterprise, fee_fen,
                 starts_on, ends_on, paper, contract, drafted_at)
          select 'L1-T09', tender_id, '\(batch)', lot_id, 'full', agency, '\(code)', 0, starts_on, ends_on, '\(paper)',
                 '{}', now()
            from trustee_contract
          """)
      }
    }
  }
}
