import Canon
import Exact
import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing

@Suite struct `Contracts after the award` {
  @Test func `the chain from the award to two filing numbers`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot) = (tender.office, tender.pilot)
    let accepted = try await office.acceptAward(AwardedTender.id, lot: "L1", by: tender.park.actor)
    #expect(accepted["price"]?.stringValue == "198000.00")
    try await tender.agreed()
    let agreement = try await office.draftAgreement(AwardedTender.id, lot: "L1", by: pilot.officer.actor)
    #expect(
      agreement.files.map(\.path) == [
        "documents/park-agreement.L1.json", "documents/park-agreement.L1.pdf",
        "documents/L1-park-agreement-signed.json", "documents/L1-park-agreement-signed.pdf",
      ])
    _ = try await tender.take(agreement, by: pilot.officer)

    let firm = try await pilot.firm(serial: 301, in: "P1", by: tender.park)
    let (number, paper) = try await tender.drafted(with: firm)
    #expect(number == "L1-T01" && paper == "L1-T01-trustee-contract-full")
    try await tender.sign(paper, by: tender.winner)
    try await tender.sign(paper, by: firm)
    _ = try await office.submitFiling(AwardedTender.id, contract: number, by: tender.winner.actor)
    let park = try await office.decideFiling(
      AwardedTender.id, contract: number, ["result": "recorded"], by: tender.park.actor)
    #expect(park["filings"]?.arrayValue?.first?["number"]?.stringValue == "P1园托备〔2026〕1号")
    let filing = try await office.draftFiling(AwardedTender.id, contract: number, by: pilot.officer.actor)
    let taken = try await tender.take(filing, by: pilot.officer)
    #expect(taken.index != nil)

    let form = try JSON.parse(
      try await office.fetchPaper("L1-T01-filing-form", of: AwardedTender.id, by: firm.actor).json)
    #expect(
      form["filings"]?.arrayValue?.compactMap { $0["filingNumber"]?.stringValue } == [
        "P1园托备〔2026〕1号", "周市监托备〔2026〕1号",
      ])
    let signed = try JSON.parse(
      try await office.fetchPaper("\(paper)-signed", of: AwardedTender.id, by: firm.actor).json)
    #expect(signed["signing"]?["signers"]?.arrayValue?.allSatisfy { $0["note"]?.stringValue != nil } == true)
    // The edition that shows the signatures names what was signed.
    let first = try await office.fetchPaper(paper, of: AwardedTender.id, by: firm.actor)
    #expect(signed["signing"]?["signedText"]?["json"]?.stringValue == Digest(of: first.json).b64)
    #expect(signed["signing"]?["signedText"]?["pdf"]?.stringValue == Digest(of: first.pdf).b64)

    let checks = [
      "filing_by_its_authority", "filing_of_signed_contract", "signature_by_party", "service_contract_with_winner",
      "trustee_enterprise_in_park", "trustee_full_is_free",
    ]
    for check in checks { #expect(try await pilot.contradictions(check) == 0, "\(check)") }
    // A filing that nobody signed for contradicts.
    try await pilot.sql(
      "set local session_replication_role = replica; "
        + "alter table filing disable trigger all; update filing set note_id = null where authority = 'bureau'")
    #expect(try await pilot.contradictions("filing_by_its_authority") == 1)
  }

  @Test func `contracts drawn up at once have numbers of their own, and signatures at once are both seen`() async throws
  {
    let tender = try await AwardedTender()
    try await tender.agreed()
    var firms: [PilotOffice.Person] = []
    for serial in 301...303 { firms.append(try await tender.pilot.firm(serial: serial, in: "P1", by: tender.park)) }
    let drafted = try await withThrowingTaskGroup(of: (PilotOffice.Person, String).self) { group in
      for firm in firms { group.addTask { (firm, try await tender.drafted(with: firm).paper) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(drafted.map(\.1)) == Set((1...3).map { "L1-T0\($0)-trustee-contract-full" }))
    for (firm, paper) in drafted {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for person in [firm, tender.winner] { group.addTask { try await tender.sign(paper, by: person) } }
        try await group.waitForAll()
      }
      // Whoever was second printed the edition that shows both.
      let edition = try await tender.office.fetchPaper("\(paper)-signed", of: AwardedTender.id, by: firm.actor)
      let signers = try JSON.parse(edition.json)["signing"]?["signers"]?.arrayValue ?? []
      #expect(signers.compactMap { $0["note"]?.stringValue }.count == 2)
    }
  }

  @Test func `the log says of a filed contract neither what was chosen nor what it costs`() async throws {
    let tender = try await AwardedTender()
    let pilot = tender.pilot
    try await tender.agreed()
    let firm = try await pilot.firm(serial: 301, in: "P1", by: tender.park, hasUnit: true)
    let form = Self.partial(try #require(firm.actor.organisation))
    _ = try await tender.office.draftTrusteeContract(AwardedTender.id, lot: "L1", form, by: tender.loser.actor)
    let paper = "L1-T01-trustee-contract-partial"
    try await tender.sign(paper, by: tender.loser)
    try await tender.sign(paper, by: firm)
    _ = try await tender.office.submitFiling(AwardedTender.id, contract: "L1-T01", by: tender.loser.actor)
    _ = try await tender.office.decideFiling(
      AwardedTender.id, contract: "L1-T01", ["result": "recorded"], by: tender.park.actor)
    let draft = try await tender.office.draftFiling(AwardedTender.id, contract: "L1-T01", by: pilot.officer.actor)
    _ = try await tender.take(draft, by: pilot.officer)
    let files = try await tender.office.database.read(as: .auditor) { tx in
      try tx.bundleFiles(of: AwardedTender.id).map {
        (path: $0.path, bytes: try tx.bundleFile($0.path, of: AwardedTender.id) ?? [])
      }
    }
    #expect(files.contains { $0.path == "documents/L1-T01-filing.json" })
    #expect(!files.contains { $0.path.contains("trustee") || $0.path.contains("filing-form") })
    let extract = try JSON.parse(try #require(files.first { $0.path.contains("filing") }).bytes)
    // The hashes may have any letters in them.
    let text = extract.removing("contractJson").removing("contractPdf").canonicalText
    for secret in ["12000", "20000", "P3", "彩排", "0394"] {
      #expect(!text.contains(secret), "\(secret) is in the public extract")
    }
    let entries = try await tender.office.database.read(as: .auditor) { tx in
      try tx.logEntries(from: 0, to: try tx.logHead().size)
    }
    for entry in entries { #expect(!String(decoding: entry, as: UTF8.self).contains("彩排")) }
    let fees = try await tender.office.listContracts(AwardedTender.id, by: firm.actor)
    #expect(fees["contracts"]?.arrayValue?.first?["fee"]?.stringValue == "20000.00")
  }

  static func partial(_ code: CreditCode, fee: String? = nil) -> JSON {
    let form: JSON = [
      "mode": "partial", "enterprise": JSON(code.text),
      "items": [["item": "P1", "price": "12000.00"], ["item": "P3", "price": "8000.00"]],
    ]
    return fee.map { form.setting("fee", JSON($0)) } ?? form
  }

  @Test func `each step refuses to come before the one it stands on`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    let firm = try await pilot.firm(serial: 301, in: "P1", by: tender.park)
    let code = try #require(firm.actor.organisation)
    await expectRefusal("agreement.serviceContractMissing") {
      _ = try await office.draftParkAgreement(id, lot: "L1", AwardedTender.agreement, by: tender.park.actor)
    }
    await expectRefusal("agreement.lotNotAwarded") {
      _ = try await office.draftServiceContract(id, lot: "L3", [:], by: pilot.officer.actor)
    }
    _ = try await office.draftServiceContract(id, lot: "L1", [:], by: pilot.officer.actor)
    try await tender.sign("L1-service-contract", by: pilot.officer)
    // Signed by one is not signed.
    await expectRefusal("agreement.serviceContractMissing") {
      _ = try await office.draftParkAgreement(id, lot: "L1", AwardedTender.agreement, by: tender.park.actor)
    }
    await expectRefusal("contract.parkAgreementMissing") { _ = try await tender.drafted(with: firm) }
    try await tender.sign("L1-service-contract", by: tender.winner)
    _ = try await office.draftParkAgreement(id, lot: "L1", AwardedTender.agreement, by: tender.park.actor)
    await expectRefusal("contract.parkAgreementMissing") { _ = try await tender.drafted(with: firm) }
    await expectRefusal("filing.notSigned") {
      _ = try await office.draftAgreement(id, lot: "L1", by: pilot.officer.actor)
    }
    try await tender.sign("L1-park-agreement", by: tender.winner)
    try await tender.sign("L1-park-agreement", by: tender.park)
    await expectRefusal("filing.noContract") {
      _ = try await office.submitFiling(id, contract: "L1-T01", by: tender.winner.actor)
    }
    let (number, paper) = try await tender.drafted(with: firm)
    try await tender.sign(paper, by: tender.winner)
    await expectRefusal("filing.notSigned") {
      _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    }
    await expectRefusal("filing.notSubmitted") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    }
    try await tender.sign(paper, by: firm)
    await expectRefusal("filing.noContract") {
      _ = try await office.submitFiling(id, contract: number, by: tender.loser.actor)
    }
    _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    await expectRefusal("filing.parkFirst") {
      _ = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    }
    _ = code
  }

  @Test func `a contract binds a firm of the park, free in full mode`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    try await tender.agreed()
    let firm = try #require(try await pilot.firm(serial: 301, in: "P1", by: tender.park).actor.organisation)
    let withUnit = try #require(
      try await pilot.firm(serial: 302, in: "P1", by: tender.park, hasUnit: true).actor.organisation)
    let outside = try #require(try await pilot.firm(serial: 303, in: "P2", by: tender.otherPark).actor.organisation)
    func full(_ code: CreditCode) -> JSON { ["mode": "full", "enterprise": JSON(code.text)] }

    let refusals: [(code: String, form: JSON, agency: PilotOffice.Person)] = [
      ("contract.enterpriseOutsidePark", full(outside), tender.winner),
      ("contract.enterpriseOutsidePark", full(try pilot.code(999)), tender.winner),
      ("contract.agencyNotAwarded", full(firm), tender.otherWinner),
      ("contract.agencyNotAwarded", full(firm), tender.loser),
      ("contract.agencyNotRegistered", Self.partial(withUnit), tender.stranger),
      ("contract.enterpriseHasUnit", full(withUnit), tender.winner),
      ("contract.enterpriseLacksUnit", Self.partial(firm), tender.winner),
      ("contract.feeInFullMode", full(firm).setting("fee", "1.00"), tender.winner),
      ("contract.feeNotSum", Self.partial(withUnit, fee: "19999.99"), tender.winner),
      ("contract.payerNotEnterprise", Self.partial(withUnit).setting("payer", "bureau"), tender.winner),
      ("contract.coreItemMissing", full(firm).setting("items", [["item": "F1", "price": nil]]), tender.winner),
      ("contract.itemOfOtherMode", full(firm).setting("items", [["item": "P1", "price": nil]]), tender.winner),
      ("contract.itemUnknown", full(firm).setting("items", [["item": "X1", "price": nil]]), tender.winner),
      (
        "contract.termOutsideBatch",
        full(firm).setting("term", ["begins": "2026-12-01", "ends": "2027-12-01"]), tender.winner
      ),
      (
        "contract.termReversed",
        full(firm).setting("term", ["begins": "2027-02-01", "ends": "2027-01-01"]), tender.winner
      ),
      ("form.unknown", full(firm).setting("discount", "1.00"), tender.winner),
    ]
    for (code, form, agency) in refusals {
      await expectRefusal(code) { _ = try await office.draftTrusteeContract(id, lot: "L1", form, by: agency.actor) }
    }
    // Nothing of all that was written down.
    #expect(try await office.listContracts(id, by: pilot.officer.actor)["contracts"]?.arrayValue?.count == 0)
    _ = try await office.draftTrusteeContract(id, lot: "L1", full(firm), by: tender.winner.actor)
    await expectRefusal("contract.existsAlready") {
      _ = try await office.draftTrusteeContract(id, lot: "L1", full(firm), by: tender.winner.actor)
    }
  }

  @Test func `the database itself refuses a fee in full mode`() async throws {
    let tender = try await AwardedTender()
    try await tender.agreed()
    let firm = try await tender.pilot.firm(serial: 301, in: "P1", by: tender.park)
    let (_, paper) = try await tender.drafted(with: firm)
    await expectRefusal("contract.feeInFullMode") {
      try await tender.pilot.sql(
        """
        insert into trustee_contract (contract_no, tender_id, batch_id, lot_id, mode, agency, enterprise, fee_fen,
               starts_on, ends_on, paper, contract, drafted_at)
        select 'L1-T09', tender_id, batch_id, lot_id, 'full', agency, enterprise, 1, starts_on, ends_on, '\(paper)',
               '{}', now()
          from trustee_contract
        """)
    }
  }

  @Test func `the award's price and winner stand, and thirty days pass in a rehearsal`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    await expectRefusal("agreement.priceDiffers") {
      _ = try await office.draftServiceContract(
        id, lot: "L1", ["payments": [["condition": "一次付清", "amount": "197999.99"]]], by: pilot.officer.actor)
    }
    await expectRefusal("agreement.termOutsideBatch") {
      _ = try await office.draftServiceContract(
        id, lot: "L1", ["term": ["begins": "2026-11-30", "ends": "2027-11-30"]], by: pilot.officer.actor)
    }
    await expectRefusal("form.wrong") {
      _ = try await office.draftServiceContract(id, lot: "L1", ["paymentDays": 31], by: pilot.officer.actor)
    }
    await expectRefusal("access.notOwn") {
      _ = try await office.draftServiceContract(id, lot: "L1", [:], by: tender.winner.actor)
    }
    try await tender.serviceContract()
    await expectRefusal("agreement.existsAlready") {
      _ = try await office.draftServiceContract(id, lot: "L1", [:], by: pilot.officer.actor)
    }
    let other = AwardedTender.agreement.setting("agency", JSON(try #require(tender.loser.actor.organisation).text))
    await expectRefusal("agreement.notTheWinner") {
      _ = try await office.draftParkAgreement(id, lot: "L1", other, by: tender.park.actor)
    }
    await expectRefusal("agreement.otherPark") {
      _ = try await office.draftParkAgreement(id, lot: "L1", AwardedTender.agreement, by: tender.otherPark.actor)
    }
    let costly = AwardedTender.agreement.setting("office", ["place": "203室", "isFree": false, "area": "46"])
    await expectRefusal("agreement.officeNotFree") {
      _ = try await office.draftParkAgreement(id, lot: "L1", costly, by: tender.park.actor)
    }
  }
}
