import Canon
import Exact
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

extension Office {
  fileprivate func addressRows() async throws -> Int {
    let count = Statement("count_addresses", "select count(*) as n from agency_address")
    return try await database.read(as: .auditor) { tx in Int(try tx.onlyRow(count).value("n") as Int64) }
  }

  /// The facts of a tender's papers of one kind.
  fileprivate func facts(_ kind: String, of tender: String) async throws -> [JSON] {
    let papers = try await database.read(as: .auditor) { tx in try tx.papers(of: tender) }
    return try papers.filter { $0.kind == kind }.map { try JSON.parse(Array($0.json.utf8)) }
  }
}

extension Scene {
  /// An agency of the scene says where it has its seat, by registering as it did, with an address.
  fileprivate func seat(_ number: Int, at address: String) async throws {
    let agency = agencies[number]
    let again = try await office.registerAgency(
      [
        "name": JSON("机构\(number)"), "creditCode": JSON(agency.key.name), "licence": JSON("4110\(number)"),
        "size": "small", "contact": "联系人", "vkey": JSON(agency.key.verifier.text), "address": JSON(address),
      ], provenBy: agency.key.verifier)
    guard !again.isNew else { throw SceneFault() }
  }
}

@Suite struct `The address of an agency` {
  static let bureau = Bureau(address: "周口市虚构大道1号（演练地址）", contact: "采购科", phone: "0394-0000009")

  @Test func `is on the register from when it is given, and the last one counts`() async throws {
    let pilot = try await PilotOffice()
    let agency = try await pilot.agency(serial: 1, licence: "41001")
    let code = try pilot.code(1)
    let form = PilotOffice.agencyForm(code, licence: "41001", vkey: agency.key.verifier.text, name: "演武代理1")
    func shown() async throws -> JSON? { try await pilot.office.showAgency(code.text)["address"] }
    func again(_ address: String?) async throws -> JSON {
      let sent = address.map { form.setting("address", JSON($0)) } ?? form
      let (answer, isNew) = try await pilot.office.registerAgency(sent, provenBy: agency.key.verifier)
      #expect(!isNew)
      return answer
    }
    #expect(try await shown() == nil)
    // Twice the same is one row; who says nothing of it takes nothing back.
    for address in ["虚构路一号（虚构）", "虚构路一号（虚构）", nil] {
      #expect(try await again(address)["address"] == "虚构路一号（虚构）")
      #expect(try await shown() == "虚构路一号（虚构）")
      #expect(try await pilot.office.addressRows() == 1)
    }
    #expect(try await again("演示街二号（虚构）")["address"] == "演示街二号（虚构）")
    #expect(try await shown() == "演示街二号（虚构）")
    #expect(try await pilot.office.listAgencies()["agencies"]?.arrayValue?.first?["address"] == "演示街二号（虚构）")
    // Of another key, or with another entry, nothing is taken.
    let stranger = try SigningKey(name: code.text)
    await expectRefusal("agency.codeTaken") {
      _ = try await pilot.office.registerAgency(
        form.setting("address", "别处（虚构）").setting("vkey", JSON(stranger.verifier.text)), provenBy: stranger.verifier)
    }
    await expectRefusal("agency.codeTaken") {
      _ = try await pilot.office.registerAgency(
        form.setting("address", "别处（虚构）").setting("size", "large"), provenBy: agency.key.verifier)
    }
    #expect(try await shown() == "演示街二号（虚构）")
    #expect(try await pilot.office.addressRows() == 2)
  }

  static let wrong: [(address: String, code: String)] = [
    (String(repeating: "路", count: 101), "agency.form.tooLong"), ("一号\n二号", "agency.form.wrong"),
    ("一号\u{1B}[2J", "agency.form.wrong"), (" \u{3000}", "agency.form.wrong"), ("", "agency.form.wrong"),
  ]
  @Test(arguments: wrong)
  func `that is too long or no line of text is refused, and nothing is written`(address: String, code: String)
    async throws
  {
    let pilot = try await PilotOffice()
    let credit = try pilot.code(1)
    let key = try SigningKey(name: credit.text)
    let form = PilotOffice.agencyForm(credit, licence: "41001", vkey: key.verifier.text)
    await expectRefusal(code) {
      _ = try await pilot.office.registerAgency(form.setting("address", JSON(address)), provenBy: key.verifier)
    }
    await expectRefusal("agency.agencyUnknown") { _ = try await pilot.office.showAgency(credit.text) }
    // The same of one who is on the register: it stays as it was.
    _ = try await pilot.office.registerAgency(form.setting("address", "虚构路一号（虚构）"), provenBy: key.verifier)
    await expectRefusal(code) {
      _ = try await pilot.office.registerAgency(form.setting("address", JSON(address)), provenBy: key.verifier)
    }
    #expect(try await pilot.office.showAgency(credit.text)["address"] == "虚构路一号（虚构）")
    #expect(try await pilot.office.addressRows() == 1)
  }

  @Test func `is kept as long and as plain by the archive itself`() async throws {
    let pilot = try await PilotOffice()
    let agency = try await pilot.agency(serial: 1, licence: "41001")
    for address in ["", " ", String(repeating: "x", count: 301), "a\u{7}b", "a\u{85}b"] {
      let failure = await #expect(throws: PostgresFailure.self) {
        try await pilot.office.database.write(as: .office) { tx in
          try tx.insert(address: address, of: agency.reference, at: PilotOffice.start)
        }
      }
      #expect(failure?.constraint == "agency_address_text", "\(address.debugDescription)")
    }
    #expect(try await pilot.office.addressRows() == 0)
  }

  @Test(arguments: [true, false])
  func `stands with the bureau's on the notices of the result and in the open data, or is left out`(isGiven: Bool)
    async throws
  {
    let scene = try await Scene.make(buyer: isGiven ? Self.bureau : Bureau())
    let (winner, address) = (scene.agencies[0].key.name, "周口市演示街3号（演练地址）")
    if isGiven { try await scene.seat(0, at: address) }
    _ = try await scene.scored()
    _ = try await scene.office.recordOpening(Scene.tender, lot: "L1", by: scene.officer.actor)
    try await scene.evaluate()
    try await scene.award()
    for kind in ["result-notice", "award-notice"] {
      let facts = try #require(try await scene.office.facts(kind, of: Scene.tender).first)
      #expect(facts["winner"]?["creditCode"]?.stringValue == winner)
      #expect(facts["winner"]?["address"]?.stringValue == (isGiven ? address : nil), "\(kind)")
      #expect(facts["buyer"]?["address"]?.stringValue == (isGiven ? Self.bureau.address : nil), "\(kind)")
      #expect(facts["buyer"]?["contact"]?["phone"]?.stringValue == (isGiven ? Self.bureau.phone : Bureau.standardPhone))
    }
    let parties = try await scene.compiled["parties"]?.arrayValue ?? []
    #expect(parties.count == 4)
    for party in parties {
      let code = party["identifier"]?["id"]?.stringValue
      let isBuyer = party["roles"]?.arrayValue?.contains("buyer") ?? false
      // The losers gave none.
      let expected = isBuyer ? Self.bureau.address : code == winner ? address : nil
      #expect(party["address"]?["streetAddress"]?.stringValue == (isGiven ? expected : nil), "\(code ?? "")")
      #expect(!isGiven || expected == nil || party["address"]?.members?.count == 1)
    }
    #expect(OpenDataFaults.of(package: try await scene.openData) == [])
    #expect(try await scene.audit() == [])
  }

  @Test func `stands on the contracts that it is drawn up in`() async throws {
    let awarded = try await AwardedTender()
    let (winner, address) = (awarded.winner, "周口市演示街3号（演练地址）")
    _ = try await awarded.office.registerAgency(
      PilotOffice.agencyForm(
        try awarded.pilot.code(1), licence: "41001", vkey: winner.key.verifier.text, name: "演武代理1"
      ).setting("address", JSON(address)), provenBy: winner.key.verifier)
    try await awarded.agreed()
    for kind in ["service-contract", "park-agreement"] {
      let facts = try #require(try await awarded.office.facts(kind, of: AwardedTender.id).first)
      #expect(facts["agency"]?["address"]?.stringValue == address, "\(kind)")
      #expect(facts["buyer"]?["address"] == nil, "nobody told the daemon where the bureau is")
    }
  }
}
