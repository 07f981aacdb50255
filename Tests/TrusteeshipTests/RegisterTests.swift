import Canon
import Exact
import Tendering
import Testing
import Trusteeship

@Suite struct `Registering an agency` {
  static let free = ServiceAgency.Register(isCodeTaken: false, isLicenceTaken: false, isKeyTaken: false)

  @Test func `with licence, code and proof it is on the register`() throws {
    let agency = try ServiceAgency(json: try Sample.agency())
    #expect(agency.json == (try Sample.agency()))
    try agency.register(Self.free, hasProof: true)
    // A licence is taken as declared where nobody has looked yet.
    let bare = try Sample.agency().removing("isLicenceValid").removing("contact").removing("address")
      .removing("vkey")
    try ServiceAgency(json: bare).register(Self.free, hasProof: true)
  }

  static let forms: [(String, JSON?, String)] = [
    ("creditCode", "91411600MA0000016H", "agency.codeWrong"), ("licence", "41-99", "agency.licenceMalformed"),
    ("licence", "4199", "agency.licenceMalformed"), ("licence", "41999999999999999999x", "agency.licenceMalformed"),
    ("name", nil, "agency.form.missing"), ("size", "tiny", "agency.form.wrong"),
    ("locality", "周口", "agency.form.unknown"), ("address", "", "agency.form.wrong"),
    ("address", " \u{3000}", "agency.form.wrong"), ("address", "一号\n二号", "agency.form.wrong"),
    ("address", "一号\u{0}", "agency.form.wrong"), ("address", "一号\u{85}", "agency.form.wrong"),
    ("address", JSON(String(repeating: "路", count: 100) + "1"), "agency.form.tooLong"),
    ("address", 1, "agency.form.wrong"),
  ]
  @Test(arguments: forms.indices)
  func `a faulty registration is refused`(index: Int) throws {
    let (field, value, refusal) = Self.forms[index]
    let json = try Sample.agency()
    do {
      _ = try ServiceAgency(json: value.map { json.setting(field, $0) } ?? json.removing(field))
      Issue.record("taken")
    } catch { #expect(error.code == refusal) }
  }

  @Test func `an address of up to 300 bytes is taken, and none where it gives none`() throws {
    let longest = String(repeating: "路", count: 100)
    #expect(try ServiceAgency(json: try Sample.agency().setting("address", JSON(longest))).address == longest)
    #expect(try ServiceAgency(json: try Sample.agency().setting("address", .null)).address == nil)
    #expect(try ServiceAgency(json: try Sample.agency().removing("address")).address == nil)
  }

  @Test func `refusals come in their order`() throws {
    let agency = try ServiceAgency(json: try Sample.agency())
    let unlicensed = try ServiceAgency(json: try Sample.agency().setting("isLicenceValid", false))
    func register(_ agency: ServiceAgency, code: Bool = true, licence: Bool = true, key: Bool = true) throws {
      try agency.register(
        ServiceAgency.Register(isCodeTaken: code, isLicenceTaken: licence, isKeyTaken: key), hasProof: false)
    }
    #expect(throws: AgencyRefusal.codeTaken) { try register(unlicensed) }
    #expect(throws: AgencyRefusal.licenceTaken) { try register(unlicensed, code: false) }
    #expect(throws: AgencyRefusal.licenceNotValid) { try register(unlicensed, code: false, licence: false) }
    #expect(throws: AgencyRefusal.keyTaken) { try register(agency, code: false, licence: false) }
    #expect(throws: AgencyRefusal.proofMissing) { try register(agency, code: false, licence: false, key: false) }
  }
}

@Suite struct `Registering an enterprise` {
  @Test func `it stands on one park's register, once, when the park is confirmed`() throws {
    let firm = try ClientEnterprise(json: try Sample.firm())
    #expect(firm.json == (try Sample.firm()))
    try firm.register(in: try park(), parks: [], isParkConfirmed: true)
    #expect(throws: EnterpriseRefusal.onRegisterAlready) {
      try firm.register(in: try park(), parks: [try park()], isParkConfirmed: false)
    }
    #expect(throws: EnterpriseRefusal.inOtherPark) {
      try firm.register(in: try park("p2"), parks: [try park()], isParkConfirmed: false)
    }
    #expect(throws: EnterpriseRefusal.parkNotConfirmed) {
      try firm.register(in: try park(), parks: [], isParkConfirmed: false, isKeyTaken: true)
    }
    #expect(throws: EnterpriseRefusal.keyTaken) {
      try firm.register(in: try park(), parks: [], isParkConfirmed: true, isKeyTaken: true, isKeyAnother: true)
    }
    #expect(throws: EnterpriseRefusal.keyDiffers) {
      try firm.register(in: try park(), parks: [], isParkConfirmed: true, isKeyAnother: true)
    }
  }

  @Test func `a wrong code or form is refused`() throws {
    #expect(throws: EnterpriseRefusal.codeWrong) {
      try ClientEnterprise(json: try Sample.firm().setting("creditCode", "911101080551385082"))
    }
    #expect(throws: EnterpriseRefusal.form(.wrong(field: "staff"))) {
      try ClientEnterprise(json: try Sample.firm().setting("staff", -1))
    }
    #expect(throws: EnterpriseRefusal.form(.notAnObject(field: ""))) { try ClientEnterprise(json: nil) }
  }
}

@Suite struct `The catalogue` {
  @Test func `has five core services, seven to choose and eight duties, all named in both languages`() {
    #expect(ServiceItem.core.map(\.rawValue) == (1...5).map { "F\($0)" })
    #expect(ServiceItem.chosen.map(\.rawValue) == (1...7).map { "P\($0)" })
    #expect(ServiceItem.duties.map(\.rawValue) == (1...8).map { "D\($0)" })
    #expect(Set(ServiceItem.allCases.map(\.chineseName)).count == 20)
    #expect(Set(ServiceItem.allCases.map(\.englishName)).count == 20)
  }
}
