import Canon
import Exact
import Notes
import Operations
import Store
import Tendering
import Testing

@Suite struct `Parks of a batch` {
  static let counts: [(firms: Int, confirm: Bool, code: String?)] = [
    (20, true, nil),
    (19, true, "park.conditionsUnmet"),
    (20, false, "park.refusedWithoutGround"),
    (19, false, nil),
  ]

  @Test(arguments: counts)
  func `twenty technology firms are enough, nineteen are not`(firms: Int, confirm: Bool, code: String?) async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    let park = try await pilot.park("park.p", serial: 1)
    _ = try await pilot.office.applyPark(try pilot.application("P", of: park, firms: firms), by: park.actor)
    let decision: JSON = confirm ? ["outcome": "confirmed"] : ["outcome": "refused", "reason": "科技企业不足二十家。"]
    guard let code else {
      let answer = try await pilot.office.decidePark("P", decision, by: pilot.officer.actor)
      #expect(answer["decision"]?["outcome"]?.stringValue == (confirm ? "confirmed" : "refused"))
      #expect(answer["decision"]?["number"]?.stringValue == "周市监托〔2026〕1号")
      let paper = try await pilot.office.parkPaper("P", by: park.actor)
      #expect(paper.pdf.starts(with: Array("%PDF-".utf8)))
      let facts = try JSON.parse(paper.json)
      #expect(
        facts["conditions"]?.arrayValue?.compactMap { $0["met"]?.boolValue } == [true, true, confirm, true, true])
      await expectRefusal("park.decidedAlready") {
        _ = try await pilot.office.decidePark("P", decision, by: pilot.officer.actor)
      }
      return
    }
    await expectRefusal(code) { _ = try await pilot.office.decidePark("P", decision, by: pilot.officer.actor) }
    let shown = try await pilot.office.showPark("P", by: pilot.officer.actor)
    #expect(shown["decision"]?.isNull == true)
  }

  @Test func `a refusal needs a reason, and a park that was refused is nobody's business`() async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    let park = try await pilot.park("park.p", serial: 1)
    let other = try await pilot.park("park.q", serial: 2)
    _ = try await pilot.office.applyPark(try pilot.application("P", of: park, firms: 19), by: park.actor)
    await expectRefusal("park.reasonMissing") {
      _ = try await pilot.office.decidePark("P", ["outcome": "refused"], by: pilot.officer.actor)
    }
    await expectRefusal("access.roleMayNot") {
      _ = try await pilot.office.decidePark("P", ["outcome": "confirmed"], by: park.actor)
    }
    _ = try await pilot.office.decidePark(
      "P", ["outcome": "refused", "reason": "科技企业十九家。"], by: pilot.officer.actor)
    for actor in [nil, other.actor] {
      await expectRefusal("park.parkUnknown") { _ = try await pilot.office.showPark("P", by: actor) }
      #expect(try await pilot.office.listParks(batch: nil, by: actor)["parks"]?.arrayValue?.count == 0)
    }
    await expectRefusal("access.notOwn") { _ = try await pilot.office.parkPaper("P", by: other.actor) }
    #expect(try await pilot.office.showPark("P", by: park.actor)["unmet"]?.arrayValue?.count == 1)
  }

  @Test func `groundwork that the reviewer does not find leaves a park unconfirmed`() async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    let park = try await pilot.park("park.p", serial: 1)
    _ = try await pilot.office.applyPark(try pilot.application("P", of: park, firms: 25), by: park.actor)
    await expectRefusal("park.conditionsUnmet") {
      _ = try await pilot.office.decidePark(
        "P", ["outcome": "confirmed", "groundworkFound": false], by: pilot.officer.actor)
    }
  }

  @Test func `a park applies once, in its own name, while the window is open`() async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    let park = try await pilot.park("park.p", serial: 1)
    let other = try await pilot.park("park.q", serial: 2)
    let form = try pilot.application("P", of: park, firms: 20)
    await expectRefusal("access.notOwn") { _ = try await pilot.office.applyPark(form, by: other.actor) }
    await expectRefusal("access.roleMayNot") { _ = try await pilot.office.applyPark(form, by: pilot.officer.actor) }
    await expectRefusal("park.batchUnknown") {
      _ = try await pilot.office.applyPark(form.setting("batch", "b-2030"), by: park.actor)
    }
    await expectRefusal("park.form.unknown") {
      _ = try await pilot.office.applyPark(form.setting("extra", 1), by: park.actor)
    }
    _ = try await pilot.office.applyPark(form, by: park.actor)
    await expectRefusal("park.appliedAlready") { _ = try await pilot.office.applyPark(form, by: park.actor) }
    await expectRefusal("park.appliedAlready") {
      _ = try await pilot.office.applyPark(form.setting("park", "P-again"), by: park.actor)
    }
    pilot.pass(days: 10)
    await expectRefusal("park.windowOver") {
      _ = try await pilot.office.applyPark(try pilot.application("Q", of: other, firms: 20), by: other.actor)
    }
  }

  @Test func `there is one batch a year, of one year`() async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    await expectRefusal("programme.programmeExists") {
      _ = try await pilot.office.createProgramme(PilotOffice.programme, by: pilot.officer.actor)
    }
    await expectRefusal("programme.batchExists") {
      _ = try await pilot.office.openBatch(PilotOffice.batch(), by: pilot.officer.actor)
    }
    await expectRefusal("programme.yearHasBatch") {
      _ = try await pilot.office.openBatch(PilotOffice.batch("b-2026-2"), by: pilot.officer.actor)
    }
    await expectRefusal("programme.termNotOneYear") {
      _ = try await pilot.office.openBatch(
        PilotOffice.batch("b-2027", year: 2027).setting("termEnds", "2028-11-29"), by: pilot.officer.actor)
    }
    await expectRefusal("form.wrong") {
      _ = try await pilot.office.openBatch(
        PilotOffice.batch("b-2027", year: 2027).setting("termBegins", "2027-02-30"), by: pilot.officer.actor)
    }
    let list = try await pilot.office.listBatches()
    #expect(list["batches"]?.arrayValue?.map { $0["id"]?.stringValue } == ["b-2026"])
  }
}

@Suite struct `Registers` {
  @Test func `an agency registers once, and the same again is the same`() async throws {
    let pilot = try await PilotOffice()
    let agency = try await pilot.agency(serial: 1, licence: "41001")
    let code = try pilot.code(1)
    let form = PilotOffice.agencyForm(code, licence: "41001", vkey: agency.key.verifier.text, name: "演武代理1")
    let again = try await pilot.office.registerAgency(form, provenBy: agency.key.verifier)
    #expect(!again.isNew)
    #expect(again.answer["key"]?.stringValue == agency.reference)

    let stranger = try SigningKey(name: code.text)
    await expectRefusal("agency.codeTaken") {
      _ = try await pilot.office.registerAgency(
        form.setting("vkey", JSON(stranger.verifier.text)), provenBy: stranger.verifier)
    }
    await expectRefusal("agency.codeTaken") {
      _ = try await pilot.office.registerAgency(form.setting("licence", "41009"), provenBy: agency.key.verifier)
    }
    await expectRefusal("agency.proofMissing") {
      _ = try await pilot.office.registerAgency(form, provenBy: stranger.verifier)
    }
    let second = try pilot.code(2)
    let key = try SigningKey(name: second.text)
    await expectRefusal("agency.licenceTaken") {
      _ = try await pilot.office.registerAgency(
        PilotOffice.agencyForm(second, licence: "41001", vkey: key.verifier.text), provenBy: key.verifier)
    }
    #expect(try await pilot.office.listAgencies()["agencies"]?.arrayValue?.count == 1)
  }

  @Test func `a key is named by the code of whom it signs for, and serves one`() async throws {
    let pilot = try await PilotOffice()
    let agency = try await pilot.agency(serial: 1, licence: "41001")
    let second = try pilot.code(2)
    let borrowed = try SigningKey(name: "91411600MA0000015H")
    await expectRefusal("agency.form.wrong") {
      _ = try await pilot.office.registerAgency(
        PilotOffice.agencyForm(second, licence: "41002", vkey: borrowed.verifier.text), provenBy: borrowed.verifier)
    }
    let same = try SigningKey(name: second.text, seed: agency.key.seed)
    await expectRefusal("agency.keyTaken") {
      _ = try await pilot.office.registerAgency(
        PilotOffice.agencyForm(second, licence: "41002", vkey: same.verifier.text), provenBy: same.verifier)
    }
    await expectRefusal("agency.codeWrong") {
      _ = try await pilot.office.registerAgency(
        PilotOffice.agencyForm(second, licence: "41002", vkey: same.verifier.text).setting(
          "creditCode", "91411600MA0000015X"), provenBy: same.verifier)
    }
    await expectRefusal("agency.agencyUnknown") { _ = try await pilot.office.showAgency(second.text) }
  }

  @Test func `a firm stands on the register of one confirmed park`() async throws {
    let pilot = try await PilotOffice()
    try await pilot.programmeAndBatch()
    let one = try await pilot.confirmedPark("P1", serial: 1)
    let two = try await pilot.confirmedPark("P2", serial: 2)
    let waiting = try await pilot.park("park.P3", serial: 3)
    _ = try await pilot.office.applyPark(try pilot.application("P3", of: waiting, firms: 20), by: waiting.actor)
    let form = PilotOffice.firm(try pilot.code(50))
    await expectRefusal("enterprise.parkNotConfirmed") {
      _ = try await pilot.office.registerEnterprise(form, in: "P3", by: waiting.actor)
    }
    await expectRefusal("access.notOwn") {
      _ = try await pilot.office.registerEnterprise(form, in: "P1", by: two.actor)
    }
    _ = try await pilot.office.registerEnterprise(form, in: "P1", by: one.actor)
    _ = try await pilot.office.registerEnterprise(form, in: "P1", by: one.actor)
    await expectRefusal("enterprise.inOtherPark") {
      _ = try await pilot.office.registerEnterprise(form, in: "P2", by: two.actor)
    }
    await expectRefusal("enterprise.onRegisterAlready") {
      _ = try await pilot.office.registerEnterprise(form.setting("staff", 3), in: "P1", by: one.actor)
    }
    // The firm's key may come later, once.
    let key = try SigningKey(name: try pilot.code(50).text)
    let linked = try await pilot.office.registerEnterprise(
      form.setting("vkey", JSON(key.verifier.text)), in: "P1", by: one.actor)
    #expect(linked["key"]?.stringValue == key.verifier.reference.text)
    let list = try await pilot.office.listEnterprises(of: "P1", by: pilot.officer.actor)
    #expect(list["enterprises"]?.arrayValue?.count == 1)
    await expectRefusal("access.notOwn") { _ = try await pilot.office.listEnterprises(of: "P1", by: two.actor) }
  }
}
