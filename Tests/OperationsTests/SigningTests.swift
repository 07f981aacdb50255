import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import Testing

@Suite struct `Signing papers` {
  @Test func `only a party signs, once, and exactly the paper`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    _ = try await office.draftServiceContract(id, lot: "L1", [:], by: pilot.officer.actor)
    let name = "L1-service-contract"
    for person in [tender.loser, tender.park, pilot.otherOfficer] {
      await expectRefusal("signing.notAParty") { _ = try await office.draftRecord(id, paper: name, by: person.actor) }
    }
    let draft = try await office.draftRecord(id, paper: name, by: tender.winner.actor)
    let record = try RecordNote(parsing: draft.text)
    func post(_ record: RecordNote, by person: PilotOffice.Person) async throws -> TakenNote {
      try await office.takeNote(NoteEnvelope(note: person.key.sign(record.text)), by: person.actor)
    }
    var other = record
    other.pdf = record.json
    await expectRefusal("signing.paperDiffers") { _ = try await post(other, by: tender.winner) }
    other = record
    other.number = "L1-S02"
    await expectRefusal("signing.paperUnknown") { _ = try await post(other, by: tender.winner) }
    other = record
    other.kind = "agreement"
    await expectRefusal("signing.paperUnknown") { _ = try await post(other, by: tender.winner) }
    await expectRefusal("signing.notAParty") { _ = try await post(record, by: tender.loser) }
    other = record
    other.party = pilot.officer.key.verifier.reference
    await expectRefusal("signing.notAParty") { _ = try await post(other, by: tender.winner) }

    let taken = try await post(record, by: tender.winner)
    // The same note again is the same answer.
    #expect(try await post(record, by: tender.winner).index == taken.index)
    #expect(
      try await office.showPaper(name, of: id, by: tender.winner.actor)["parties"]?.arrayValue?
        .filter { $0["note"]?.isNull == false }.count == 1)
    await expectRefusal("signing.paperUnknown") {
      _ = try await office.showPaper("\(name)-signed", of: id, by: pilot.officer.actor)
    }
  }

  @Test func `a note whose signature does not hold leaves no trace`() async throws {
    let tender = try await AwardedTender()
    let (office, id) = (tender.office, AwardedTender.id)
    _ = try await office.draftServiceContract(id, lot: "L1", [:], by: tender.pilot.officer.actor)
    let draft = try await office.draftRecord(id, paper: "L1-service-contract", by: tender.winner.actor)
    let good = tender.winner.key.sign(draft.text)
    var bytes = good.signatures[0].bytes
    bytes[0] ^= 1
    let bad = SignedNote(
      text: good.text,
      signatures: [NoteSignature(name: good.signatures[0].name, keyID: good.signatures[0].keyID, bytes: bytes)])
    let size = try await office.database.read(as: .auditor) { tx in try tx.logHead().size }
    await #expect(throws: (any Error).self) {
      _ = try await office.takeNote(NoteEnvelope(note: bad), by: tender.winner.actor)
    }
    #expect(try await office.database.read(as: .auditor) { tx in try tx.logHead().size } == size)
  }

  @Test func `who may read which paper`() async throws {
    let tender = try await AwardedTender()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    try await tender.agreed()
    let firm = try await pilot.firm(serial: 301, in: "P1", by: tender.park)
    let (_, contract) = try await tender.drafted(with: firm)
    func names(_ actor: Actor?) async throws -> Set<String> {
      Set(
        (try await office.listPapers(id, by: actor)["papers"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue })
    }
    let both: Set = ["L1-service-contract", "L1-service-contract-signed"]
    // The service contract is public once signed; the agreement when the officer has named it.
    #expect(try await names(nil) == both)
    let agreement: Set = ["L1-park-agreement", "L1-park-agreement-signed"]
    #expect(try await names(tender.winner.actor) == both.union(agreement).union([contract]))
    #expect(try await names(firm.actor) == both.union([contract]))
    #expect(try await names(tender.park.actor).contains(contract))
    #expect(try await !names(tender.otherPark.actor).contains(contract))
    #expect(try await !names(tender.loser.actor).contains(contract))
    #expect(try await names(pilot.otherOfficer.actor).contains(contract))
    await expectRefusal("signing.paperUnknown") {
      _ = try await office.fetchPaper(contract, of: id, by: tender.loser.actor)
    }
    _ = try await tender.take(
      try await office.draftAgreement(id, lot: "L1", by: pilot.officer.actor), by: pilot.officer)
    #expect(try await names(nil) == both.union(agreement))
    await expectRefusal("agreement.existsAlready") {
      _ = try await office.draftAgreement(id, lot: "L1", by: pilot.officer.actor)
    }
  }

  @Test func `a park sees and accepts the awards of its own lots`() async throws {
    let tender = try await AwardedTender()
    let id = AwardedTender.id
    func lots(_ person: PilotOffice.Person) async throws -> [String?] {
      (try await tender.office.listAwards(by: person.actor)["awards"]?.arrayValue ?? []).map { $0["lot"]?.stringValue }
    }
    #expect(try await lots(tender.park) == ["L1"])
    #expect(try await lots(tender.otherPark) == ["L2"])
    #expect(try await lots(tender.otherWinner) == ["L2"])
    #expect(try await lots(tender.loser).isEmpty)
    #expect(try await lots(tender.pilot.officer).count == 2)
    await expectRefusal("access.notOwn") {
      _ = try await tender.office.acceptAward(id, lot: "L1", by: tender.otherPark.actor)
    }
    await expectRefusal("agreement.lotNotAwarded") {
      _ = try await tender.office.acceptAward(id, lot: "L3", by: tender.thirdPark.actor)
    }
    let first = try await tender.office.acceptAward(id, lot: "L1", by: tender.park.actor)
    tender.pilot.pass(days: 1)
    let again = try await tender.office.acceptAward(id, lot: "L1", by: tender.park.actor)
    #expect(first["accepted"] == again["accepted"])
  }
}

@Suite struct `Filing` {
  /// A contract of L1, signed and handed in.
  static func submitted() async throws -> (AwardedTender, String) {
    let tender = try await AwardedTender()
    try await tender.agreed()
    let firm = try await tender.pilot.firm(serial: 301, in: "P1", by: tender.park)
    let (number, paper) = try await tender.drafted(with: firm)
    try await tender.sign(paper, by: firm)
    try await tender.sign(paper, by: tender.winner)
    _ = try await tender.office.submitFiling(AwardedTender.id, contract: number, by: tender.winner.actor)
    return (tender, number)
  }

  @Test func `a contract is filed once with each authority, by its own people`() async throws {
    let (tender, number) = try await Self.submitted()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    await expectRefusal("filing.submittedAlready") {
      _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    }
    await expectRefusal("filing.otherPark") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.otherPark.actor)
    }
    await expectRefusal("access.roleMayNot") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.winner.actor)
    }
    // The bureau files by a signed note, not by a click.
    await expectRefusal("input.malformed") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: pilot.officer.actor)
    }
    _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    await expectRefusal("filing.filedAlready") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    }
    await expectRefusal("access.notOwn") {
      _ = try await office.draftFiling(id, contract: number, by: tender.park.actor)
    }
    let draft = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    let first = try await tender.take(draft, by: pilot.officer)
    #expect(try await tender.take(draft, by: pilot.officer).index == first.index)
    await expectRefusal("filing.filedAlready") {
      _ = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    }
    await expectRefusal("filing.complete") {
      _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    }
  }

  @Test func `what is sent back comes again, and what is on file stays on file`() async throws {
    let (tender, number) = try await Self.submitted()
    let (office, pilot, id) = (tender.office, tender.pilot, AwardedTender.id)
    await expectRefusal("filing.reasonMissing") {
      _ = try await office.decideFiling(id, contract: number, ["result": "returned"], by: tender.park.actor)
    }
    _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    _ = try await office.decideFiling(
      id, contract: number, ["result": "returned", "reason": "缺少企业联系人"], by: pilot.officer.actor)
    await expectRefusal("filing.notSubmitted") {
      _ = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    }
    _ = try await office.submitFiling(id, contract: number, by: tender.winner.actor)
    await expectRefusal("filing.filedAlready") {
      _ = try await office.decideFiling(id, contract: number, ["result": "recorded"], by: tender.park.actor)
    }
    let draft = try await office.draftFiling(id, contract: number, by: pilot.officer.actor)
    _ = try await tender.take(draft, by: pilot.officer)
    let rows = try await office.listContracts(id, by: tender.park.actor)["contracts"]?.arrayValue?.first
    #expect(rows?["filings"]?.arrayValue?.compactMap { $0["number"]?.stringValue }.count == 2)
  }
}
