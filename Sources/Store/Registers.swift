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
  public let registeredAt: Moment

  init(_ row: Row) throws {
    actor = try row.value("actor")
    creditCode = try archivedCode(row, "credit_code")
    name = try row.value("name")
    licence = try row.value("licence")
    size = try decodedState(try row.value("size"))
    contact = try row.value("contact")
    registeredAt = Moment(micros: try row.value("registered_at"))
  }
}

/// An enterprise on a park's register.
public struct EnterpriseRow: Sendable {
  public let firm: ClientEnterprise
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
    park = try row.value("park_id")
    contact = try row.value("contact")
    actor = try row.value("actor")
  }
}

private let enterpriseColumns = """
  credit_code, park_id, name, size, technology, ip_staff, has_unit, industrial, contact, actor
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
    select actor, credit_code, name, licence, size, contact, registered_at
      from agency
     where ($1::text is null or credit_code = $1)
       and ($2::text is null or licence = $2)
       and ($3::text is null or actor = $3)
     order by registered_at, credit_code
    """)
  static let publicKeyTaken = Statement("public_key_taken", "select 1 as yes from actor where public_key = $1")
  static let insertEnterprise = Statement(
    "insert_enterprise",
    """
    insert into enterprise (credit_code, park_id, name, size, technology, ip_staff, has_unit, industrial, contact,
           actor, registered_by, registered_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """)
  static let enterprise = Statement(
    "enterprise", "select \(enterpriseColumns)\n  from enterprise\n where credit_code = $1")
  static let enterprisesOfPark = Statement(
    "enterprises_of_park",
    "select \(enterpriseColumns)\n  from enterprise\n where park_id = $1\n order by credit_code")
  static let linkEnterprise = Statement(
    "link_enterprise",
    """
    update enterprise
       set actor = $2
     where credit_code = $1
       and actor is null
    """)
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

  /// Agencies in the order they registered.
  public func agencies() throws -> [AgencyRow] {
    try rows(.agencies, [.text(nil), .text(nil), .text(nil)], decode: AgencyRow.init)
  }

  public func agency(_ code: CreditCode) throws -> AgencyRow? {
    try row(.agencies, [.text(code.text), .text(nil), .text(nil)]).map(AgencyRow.init)
  }

  public func agency(licence: String) throws -> AgencyRow? {
    try row(.agencies, [.text(nil), .text(licence), .text(nil)]).map(AgencyRow.init)
  }

  /// The agency behind a key.
  public func agency(actor: String) throws -> AgencyRow? {
    try row(.agencies, [.text(nil), .text(nil), .text(actor)]).map(AgencyRow.init)
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

  public func enterprise(_ code: CreditCode) throws -> EnterpriseRow? {
    try row(.enterprise, [.text(code.text)]).map(EnterpriseRow.init)
  }

  public func enterprises(of park: String) throws -> [EnterpriseRow] {
    try rows(.enterprisesOfPark, [.text(park)], decode: EnterpriseRow.init)
  }

  /// Gives an enterprise its key; false when it has one.
  public func link(_ code: CreditCode, to actor: String) throws -> Bool {
    try execute(.linkEnterprise, [.text(code.text), .text(actor)]) == 1
  }
}
