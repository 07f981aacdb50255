import Canon
import Exact
import Postgres
import Tendering
import Trusteeship

/// An agency on the register.
public struct AgencyRow: Sendable {
  /// The reference of its key.
  public let actor: String
  public let creditCode: CreditCode
  public let name: String
  public let licence: String
  public let size: FirmSize
  public let contact: String
  /// Where it has its seat, as it gave it last; nil when it never did.
  public let address: String?
  public let registeredAt: Moment

  init(_ row: Row) throws {
    actor = try row.value("actor")
    creditCode = try archivedCode(row, "credit_code")
    name = try row.value("name")
    licence = try row.value("licence")
    size = try decodedState(try row.value("size"))
    contact = try row.value("contact")
    address = try row.value("address")
    registeredAt = Moment(micros: try row.value("registered_at"))
  }
}

/// An enterprise on the register of a park, which is one batch's.
public struct EnterpriseRow: Sendable {
  public let firm: ClientEnterprise
  public let batch: String
  public let park: String
  public let contact: String
  /// The reference of its key; nil while it has none.
  public let actor: String?

  init(_ row: Row) throws {
    firm = try ClientEnterprise(json: [
      "creditCode": JSON(try row.value("credit_code") as String), "name": JSON(try row.value("name") as String),
      "size": JSON(try row.value("size") as String), "hasUnit": JSON(try row.value("has_unit") as Bool),
      "staff": JSON(Int(try row.value("ip_staff") as Int32)),
      "isTechnologyFirm": JSON(try row.value("technology") as Bool),
      "isIndustrial": JSON(try row.value("industrial") as Bool),
    ])
    batch = try row.value("batch_id")
    park = try row.value("park_id")
    contact = try row.value("contact")
    actor = try row.value("actor")
  }
}

private let enterpriseColumns = """
  credit_code, batch_id, park_id, name, size, technology, ip_staff, has_unit, industrial, contact, actor
  """

extension Statement {
  static let insertAgency = Statement(
    "insert_agency",
    """
    insert into agency (actor, credit_code, name, licence, size, contact, registered_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let agencies = Statement(
    "agencies",
    """
    select actor, credit_code, name, licence, size, contact, registered_at,
           (select address
              from agency_address
             where agency_address.actor = agency.actor
             order by address_no desc
             limit 1) as address
      from agency
     where ($1::text is null or credit_code = $1)
       and ($2::text is null or licence = $2)
       and ($3::text is null or actor = $3)
       and ($4::text is null
            or (registered_at, credit_code)
               > (select last.registered_at, last.credit_code from agency as last where last.credit_code = $4))
     order by registered_at, credit_code
     limit $5
    """)
  static let insertAgencyAddress = Statement(
    "insert_agency_address", "insert into agency_address (actor, address, given_at) values ($1, $2, $3)")
  static let agencyAddresses = Statement(
    "agency_addresses",
    """
    select distinct on (agency.credit_code) agency.credit_code, agency_address.address
      from agency
      join agency_address on agency_address.actor = agency.actor
     where agency.credit_code = any($1)
     order by agency.credit_code, agency_address.address_no desc
    """)
  static let publicKeyTaken = Statement("public_key_taken", "select 1 as yes from actor where public_key = $1")
  static let insertEnterprise = Statement(
    "insert_enterprise",
    """
    insert into enterprise (credit_code, batch_id, park_id, name, size, technology, ip_staff, has_unit, industrial,
           contact, actor, registered_by, registered_at)
    select $1, park.batch_id, park.park_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
      from park
     where park.park_id = $2
    """)
  static let enterprise = Statement(
    "enterprise", "select \(enterpriseColumns)\n  from enterprise\n where batch_id = $1\n   and credit_code = $2")
  static let enterprisesOfPark = Statement(
    "enterprises_of_park",
    "select \(enterpriseColumns)\n  from enterprise\n where park_id = $1\n order by credit_code")
  static let linkEnterprise = Statement(
    "link_enterprise",
    """
    update enterprise
       set actor = $3
     where batch_id = $1
       and credit_code = $2
       and actor is null
    """)
  static let lockFirm = Statement(
    "lock_firm", "select pg_advisory_xact_lock(hashtextextended('firm ' || $1, 0))")
}

extension Transaction {
  public func insert(_ agency: ServiceAgency, contact: String, actor: String, at: Moment) throws {
    try execute(
      .insertAgency,
      [
        .text(actor), .text(agency.creditCode.text), .text(agency.name), .text(agency.licence),
        .text(agency.size.rawValue), .text(contact), .timestamp(at.micros),
      ])
  }

  /// Keeps where an agency says that it has its seat from now on.
  public func insert(address: String, of actor: String, at: Moment) throws {
    try execute(.insertAgencyAddress, [.text(actor), .text(address), .timestamp(at.micros)])
  }

  /// Where these agencies have their seats, by credit code: of those that have said so, as each said last.
  public func addresses(ofAgencies codes: [String]) throws -> [String: String] {
    let found = try rows(.agencyAddresses, [.texts(Set(codes).sorted())]) { row in
      (code: try row.value("credit_code") as String, address: try row.value("address") as String)
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.code, $0.address) })
  }

  /// Agencies in the order they registered: so many, behind this one.
  public func agencies(after code: CreditCode?, limit: Int) throws -> [AgencyRow] {
    try rows(
      .agencies, [.text(nil), .text(nil), .text(nil), .text(code?.text), .int64(Int64(limit))],
      decode: AgencyRow.init)
  }

  public func agency(_ code: CreditCode) throws -> AgencyRow? {
    try oneAgency(.text(code.text), .text(nil), .text(nil))
  }

  public func agency(licence: String) throws -> AgencyRow? { try oneAgency(.text(nil), .text(licence), .text(nil)) }

  /// The agency behind a key.
  public func agency(actor: String) throws -> AgencyRow? { try oneAgency(.text(nil), .text(nil), .text(actor)) }

  private func oneAgency(_ code: Parameter, _ licence: Parameter, _ actor: Parameter) throws -> AgencyRow? {
    try row(.agencies, [code, licence, actor, .text(nil), .int64(nil)]).map(AgencyRow.init)
  }

  /// Whether somebody, under whatever name, acts with this public key.
  public func isKnown(publicKey: [UInt8]) throws -> Bool { try row(.publicKeyTaken, [.bytes(publicKey)]) != nil }

  public func insert(
    _ firm: ClientEnterprise, park: String, contact: String, actor: String?, by manager: String, at: Moment
  ) throws {
    try execute(
      .insertEnterprise,
      [
        .text(firm.creditCode.text), .text(park), .text(firm.name), .text(firm.size.rawValue),
        .bool(firm.isTechnologyFirm), .int32(Int32(firm.staff)), .bool(firm.hasUnit), .bool(firm.isIndustrial),
        .text(contact), .text(actor), .text(manager), .timestamp(at.micros),
      ])
  }

  /// A firm as it stands on a register of the batch.
  public func enterprise(_ code: CreditCode, in batch: String) throws -> EnterpriseRow? {
    try row(.enterprise, [.text(batch), .text(code.text)]).map(EnterpriseRow.init)
  }

  public func enterprises(of park: String) throws -> [EnterpriseRow] {
    try rows(.enterprisesOfPark, [.text(park)], decode: EnterpriseRow.init)
  }

  /// Gives an enterprise its key in a batch; false when it has one there.
  public func link(_ code: CreditCode, in batch: String, to actor: String) throws -> Bool {
    try execute(.linkEnterprise, [.text(batch), .text(code.text), .text(actor)]) == 1
  }

  /// Makes whoever else registers this firm, in whatever park, wait until this transaction ends.
  public func lock(firm: CreditCode) throws { _ = try onlyRow(.lockFirm, [.text(firm.text)]) }
}
