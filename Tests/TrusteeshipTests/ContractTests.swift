import Canon
import Exact
import Tendering
import Testing
import Trusteeship

@Suite struct `The papers after the award` {
  static func service(
    award: AwardFacts?, agency: Int = 2, price: String = "198000.00", begins: String = "2026-12-01",
    ends: String = "2027-11-30", exists: Bool = false, now: Int64 = 1029, pace: Pace = .rehearsal(secondsPerDay: 1)
  ) throws -> ServiceContract {
    try ServiceContract(
      award, agency: try code(agency), price: try some(Price(price)),
      term: Term(begins: try day(begins), ends: try day(ends)), batch: try Batch.sample(), exists: exists,
      at: Instant(seconds: now), pace: pace)
  }

  @Test func `the service contract takes the award as it is, within thirty days`() throws {
    let award = try Sample.award()
    #expect(try Self.service(award: award).price == award.price)
    #expect(throws: AgreementRefusal.lotNotAwarded) { try Self.service(award: nil, agency: 3) }
    #expect(throws: AgreementRefusal.notTheWinner) { try Self.service(award: award, agency: 3, exists: true) }
    #expect(throws: AgreementRefusal.existsAlready) { try Self.service(award: award, price: "1.00", exists: true) }
    #expect(throws: AgreementRefusal.priceDiffers) {
      try Self.service(award: award, price: "197999.99", begins: "2027-12-01")
    }
    #expect(throws: AgreementRefusal.termReversed) { try Self.service(award: award, begins: "2027-12-01", now: 9999) }
    #expect(throws: AgreementRefusal.termOutsideBatch) { try Self.service(award: award, ends: "2027-12-01", now: 9999) }
    #expect(throws: AgreementRefusal.termOutsideBatch) { try Self.service(award: award, begins: "2026-11-30") }
    #expect(throws: AgreementRefusal.tooLate(until: Instant(seconds: 1030))) {
      try Self.service(award: award, now: 1030)
    }
    _ = try Self.service(award: award, now: 5000, pace: .rehearsal(secondsPerDay: 0))
  }

  @Test func `thirty days end with the thirtieth day in China`() throws {
    let noticed = try day("2026-11-02").begins.adding(seconds: 3600)
    #expect(ServiceContract.signBy(noticed, pace: .real) == (try day("2026-12-03").begins))
  }

  static let lastDays: [(noticed: String, last: String)] = [
    ("2026-11-02", "2026-12-02"),
    ("2026-11-05", "2026-12-07"),  // the thirtieth day is a Saturday
    ("2026-12-02", "2027-01-04"),  // New Year's Day and the weekend after it
  ]
  @Test(arguments: lastDays)
  func `a contract whose thirtieth day is not worked is signed by the next that is`(noticed: String, last: String)
    throws
  {
    let event = try day(noticed)
    #expect(ServiceContract.lastDay(noticedOn: event) == (try day(last)))
    #expect(
      ServiceContract.signBy(event.begins.adding(seconds: 3600), pace: .real)
        == (try day(last).adding(days: 1).begins))
  }

  static func agreementJSON() throws -> JSON {
    [
      "park": "p1", "agency": JSON(try code(2).text), "office": ["place": "创业楼201室", "isFree": true],
      "staffOnSite": 2, "term": termJSON,
    ]
  }

  static func agreement(
    _ json: JSON, award: AwardFacts?, isConfirmed: Bool = true, hasService: Bool = true, exists: Bool = false
  ) throws -> ParkAgreement {
    try ParkAgreement(
      json: json, award: award, batch: try Batch.sample(), isParkConfirmed: isConfirmed, hasServiceContract: hasService,
      exists: exists)
  }

  @Test func `the park agreement follows the service contract`() throws {
    let (json, award) = (try Self.agreementJSON(), try Sample.award())
    #expect(try Self.agreement(json, award: award).json == json)
    let other = json.setting("agency", JSON(try code(9).text))
    let elsewhere = json.setting("park", "p2")
    let paid = json.setting("office", ["place": "x", "isFree": false])
    #expect(throws: AgreementRefusal.form(.wrong(field: "staffOnSite"))) {
      try Self.agreement(json.setting("staffOnSite", 0), award: nil)
    }
    #expect(throws: AgreementRefusal.lotNotAwarded) { try Self.agreement(other, award: nil) }
    #expect(throws: AgreementRefusal.notTheWinner) { try Self.agreement(other, award: award, isConfirmed: false) }
    #expect(throws: AgreementRefusal.parkNotConfirmed) {
      try Self.agreement(elsewhere, award: award, isConfirmed: false)
    }
    #expect(throws: AgreementRefusal.otherPark) { try Self.agreement(elsewhere, award: award, exists: true) }
    #expect(throws: AgreementRefusal.existsAlready) {
      try Self.agreement(json, award: award, hasService: false, exists: true)
    }
    #expect(throws: AgreementRefusal.serviceContractMissing) {
      try Self.agreement(paid, award: award, hasService: false)
    }
    #expect(throws: AgreementRefusal.officeNotFree) { try Self.agreement(paid, award: award) }
    let long = json.setting("term", ["begins": "2026-12-01", "ends": "2028-01-01"])
    #expect(throws: AgreementRefusal.termOutsideBatch) { try Self.agreement(long, award: award) }
    let backward = json.setting("term", ["begins": "2027-11-30", "ends": "2026-12-01"])
    #expect(throws: AgreementRefusal.termReversed) { try Self.agreement(backward, award: award) }
    #expect(throws: AgreementRefusal.form(.wrong(field: "term.ends"))) {
      try Self.agreement(json.setting("term", ["begins": "2026-12-01", "ends": "2027-02-29"]), award: award)
    }
  }
}

@Suite struct `A trustee contract` {
  static func setting(
    isConfirmed: Bool = true, firm: JSON?, awarded: Int? = 2, isRegistered: Bool = true, hasAgreement: Bool = true,
    exists: Bool = false, consented: Bool = false
  ) throws -> TrusteeContract.Setting {
    TrusteeContract.Setting(
      batch: try Batch.sample(), isParkConfirmed: isConfirmed,
      enterprise: try firm.map { try ClientEnterprise(json: $0) },
      awardedAgency: try awarded.map { try code($0) }, isAgencyRegistered: isRegistered, hasParkAgreement: hasAgreement,
      exists: exists, isModeConsented: consented)
  }
  static func full(_ change: (JSON) throws -> JSON = { $0 }, setting: TrusteeContract.Setting? = nil) throws
    -> TrusteeContract
  {
    try TrusteeContract(
      json: try change(try Sample.contract(.full)), setting: try setting ?? Self.setting(firm: try Sample.firm()))
  }
  static func partial(_ change: (JSON) throws -> JSON = { $0 }, setting: TrusteeContract.Setting? = nil) throws
    -> TrusteeContract
  {
    try TrusteeContract(
      json: try change(try Sample.contract(.partial)),
      setting: try setting ?? Self.setting(firm: try Sample.firm(hasUnit: true, staff: 2)))
  }

  @Test func `in full mode is free and holds the core services and the duties`() throws {
    let contract = try Self.full()
    #expect(contract.fee == .zero && contract.items.count == 13)
    #expect(contract.json == (try Sample.contract(.full)))
  }

  @Test func `in partial mode is paid by the firm, item by item`() throws {
    let contract = try Self.partial()
    #expect(contract.fee == Price("20000.50") && contract.payer == .enterprise)
    #expect(contract.json == (try Sample.contract(.partial)))
  }

  @Test func `in partial mode may be with any registered agency, without the park's agreement`() throws {
    let firm = try Sample.firm(staff: 1)
    _ = try Self.partial(setting: try Self.setting(firm: firm, awarded: 9, hasAgreement: false))
    #expect(throws: ContractRefusal.agencyNotRegistered) {
      try Self.partial(setting: try Self.setting(firm: firm, isRegistered: false, exists: true))
    }
  }

  @Test func `needs the right parties, in order of precedence`() throws {
    let firm = try Sample.firm(hasUnit: true)
    #expect(throws: ContractRefusal.parkNotConfirmed) {
      try Self.full(setting: try Self.setting(isConfirmed: false, firm: nil))
    }
    #expect(throws: ContractRefusal.enterpriseOutsidePark) {
      try Self.full(setting: try Self.setting(firm: nil, awarded: nil))
    }
    #expect(throws: ContractRefusal.enterpriseOutsidePark) {
      try Self.full({ $0.setting("enterprise", JSON(try code(4).text)) })
    }
    #expect(throws: ContractRefusal.agencyNotAwarded) {
      try Self.full(setting: try Self.setting(firm: firm, awarded: 9, hasAgreement: false))
    }
    #expect(throws: ContractRefusal.parkAgreementMissing) {
      try Self.full(setting: try Self.setting(firm: firm, hasAgreement: false, exists: true))
    }
    #expect(throws: ContractRefusal.existsAlready) {
      try Self.full(setting: try Self.setting(firm: firm, exists: true))
    }
  }

  static let modes: [(TrusteeshipMode, unit: Bool, staff: Int, size: String, consented: Bool, ContractRefusal?)] = [
    (.full, false, 0, "small", false, nil), (.full, true, 0, "small", false, .enterpriseHasUnit),
    (.full, false, 1, "micro", false, .enterpriseHasUnit), (.full, false, 0, "medium", false, nil),
    (.full, true, 3, "small", true, nil), (.partial, true, 3, "large", false, nil),
    (.partial, false, 1, "small", false, nil), (.partial, false, 0, "large", false, .enterpriseLacksUnit),
    (.partial, false, 0, "large", true, nil),
  ]
  @Test(arguments: modes.indices)
  func `the absence of an IP unit decides the mode, unless the bureau finds otherwise`(index: Int) throws {
    let (mode, unit, staff, size, consented, refusal) = Self.modes[index]
    let setting = try Self.setting(
      firm: try Sample.firm(hasUnit: unit, staff: staff, size: size), consented: consented)
    do {
      _ = try TrusteeContract(json: try Sample.contract(mode), setting: setting)
      #expect(refusal == nil)
    } catch let error as ContractRefusal { #expect(error == refusal) }
  }

  static func items(_ codes: [String], price: JSON = nil) -> JSON {
    .array(codes.map { ["item": JSON($0), "price": price] })
  }
  static let core = ["F1", "F2", "F3", "F4", "F5"]

  static let faults: [(String, TrusteeshipMode, String, JSON, ContractRefusal)] = [
    ("no items", .full, "items", [], .noItems),
    ("an unknown item", .full, "items", items(["F9"]), .itemUnknown(item: "F9")),
    ("an item twice", .full, "items", items(core + ["F1"]), .itemTwice(item: "F1")),
    ("a chosen service in full mode", .full, "items", items(core + ["P1"]), .itemOfOtherMode(item: "P1")),
    ("a core service missing", .full, "items", items(["F1", "F2", "F3", "F5", "D1"]), .coreItemMissing(item: "F4")),
    ("a fee in full mode", .full, "fee", "0.01", .feeInFullMode),
    ("a charge hidden in an item", .full, "items", items(core, price: "1.00"), .feeInFullMode),
    ("a core service in partial mode", .partial, "items", items(["F1", "P1"]), .itemOfOtherMode(item: "F1")),
    ("duties alone", .partial, "items", items(["D1"]), .noItems),
    ("no price", .partial, "items", items(["P1"]), .priceMissing(item: "P1")),
    ("a fee that is not the sum", .partial, "fee", "20000.51", .feeNotSum),
    ("prices beyond measure", .partial, "items", items(["P1", "P2"], price: "92233720368547758.07"), .feeNotSum),
    ("the bureau pays", .partial, "payer", "bureau", .payerNotEnterprise),
    ("a term reversed", .full, "term", ["begins": "2027-01-02", "ends": "2027-01-01"], .termReversed),
    ("a term past the batch", .full, "term", ["begins": "2026-12-01", "ends": "2027-12-01"], .termOutsideBatch),
    ("another batch", .full, "batch", "b2027", .termOutsideBatch),
    ("no secrecy", .full, "clauses", [:], .clauseMissing(clause: "secrecy")),
    ("an empty clause", .full, "clauses", Sample.clauses.setting("dispute", " "), .clauseMissing(clause: "dispute")),
    ("a clause nobody knows", .full, "clauses", ["bonus": "x"], .form(.unknown(field: "clauses.bonus"))),
    (
      "a fee without decimals", .full, "fee", "0",
      .form(.number(field: "fee", fault: .wrongScale(expected: 2, given: 0)))
    ),
    ("a mode nobody knows", .full, "mode", "half", .form(.wrong(field: "mode"))),
  ]
  @Test(arguments: faults.indices)
  func `with a fault is not drawn up`(index: Int) throws {
    let (what, mode, field, value, refusal) = Self.faults[index]
    #expect(throws: refusal, "\(what)") {
      mode == .full ? try Self.full { $0.setting(field, value) } : try Self.partial { $0.setting(field, value) }
    }
  }
}
