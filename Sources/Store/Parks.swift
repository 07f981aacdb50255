import Canon
import Exact
import Notes
import Postgres
import Tendering
import Trusteeship

/// A park's application and what the bureau decided on it.
public struct ParkRow: Sendable {
  /// The bureau's answer.
  public struct Decision: Sendable {
    public let isConfirmed: Bool
    public let number: String
    public let reason: String
    public let decidedBy: String
    public let decidedAt: Moment
  }

  public let id: String
  public let batch: String
  public let name: String
  public let creditCode: CreditCode
  /// The key of the park manager who applied.
  public let manager: String
  /// As it was handed in.
  public let application: ParkApplication
  public let technologyFirms: Int
  public let appliedAt: Moment
  public let decision: Decision?

  public var isConfirmed: Bool { decision?.isConfirmed ?? false }

  init(_ row: Row) throws {
    id = try row.value("park_id")
    batch = try row.value("batch_id")
    name = try row.value("name")
    creditCode = try archivedCode(row, "credit_code")
    manager = try row.value("manager")
    let text: String = try row.value("application")
    application = try ParkApplication(json: try JSON.parse(Array(text.utf8)))
    technologyFirms = Int(try row.value("technology_firms") as Int32)
    appliedAt = Moment(micros: try row.value("applied_at"))
    let confirmed: Bool? = try row.value("confirmed")
    decision = try confirmed.map { confirmed in
      Decision(
        isConfirmed: confirmed, number: try row.value("number"), reason: try row.value("reason"),
        decidedBy: try row.value("decided_by"), decidedAt: Moment(micros: try row.value("decided_at")))
    }
  }
}

/// A paper of the pilot, with its bytes.
public struct PaperBytes: Sendable {
  public let number: String
  public let json: [UInt8]
  public let pdf: [UInt8]
}

/// A credit code that the rules let in before it was stored.
func archivedCode(_ row: Row, _ column: String) throws -> CreditCode {
  let text: String = try row.value(.name(column))
  guard let code = CreditCode(text) else { throw PostgresFailure(.mismatch, message: "\(column) is no credit code") }
  return code
}

extension Statement {
  static let insertPark = Statement(
    "insert_park",
    """
    insert into park (park_id, batch_id, name, county, credit_code, manager, application, application_sha256,
           technology_firms, applied_at)
    values ($1, $2, $3, $4, $5, $6, $7, sha256(convert_to($7, 'UTF8')), $8, $9)
    """)
  static let parks = Statement(
    "parks",
    """
    select park.park_id, park.batch_id, park.name, park.credit_code, park.manager, park.application,
           park.technology_firms, park.applied_at, park_decision.confirmed, park_decision.number, park_decision.reason,
           park_decision.decided_by, park_decision.decided_at
      from park
      left join park_decision on park_decision.park_id = park.park_id
     where ($1::text is null or park.park_id = $1)
       and ($2::text is null or park.batch_id = $2)
     order by park.applied_at, park.park_id
    """)
  static let hasApplied = Statement(
    "has_applied",
    """
    select 1 as yes
      from park
     where batch_id = $1
       and credit_code = $2
    """)
  static let insertParkDecision = Statement(
    "insert_park_decision",
    """
    insert into park_decision (park_id, confirmed, reason, number, decided_by, decided_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let decisionsSince = Statement(
    "decisions_since", "select count(*) as n from park_decision where decided_at >= $1")
  static let insertPilotPaper = Statement(
    "insert_pilot_paper",
    """
    insert into pilot_paper (park_id, kind, number, json, json_sha256, pdf, pdf_sha256, made_at)
    values ($1, $2, $3, $4, sha256(convert_to($4, 'UTF8')), $5, sha256($5), $6)
    """)
  static let pilotPaper = Statement(
    "pilot_paper", "select number, json, pdf from pilot_paper where park_id = $1 and kind = $2")
}

extension Transaction {
  public func insert(_ application: ParkApplication, batch: String, manager: String, at: Moment) throws {
    try execute(
      .insertPark,
      [
        .text(application.park.text), .text(batch), .text(application.name), .text(application.region),
        .text(application.creditCode.text), .text(manager), .text(application.json.canonicalText),
        .int32(Int32(application.technologyFirmsCounted)), .timestamp(at.micros),
      ])
  }

  public func park(_ id: String) throws -> ParkRow? {
    try row(.parks, [.text(id), .text(nil)]).map(ParkRow.init)
  }

  /// Applications in the order they came; of one batch when given.
  public func parks(of batch: String? = nil) throws -> [ParkRow] {
    try rows(.parks, [.text(nil), .text(batch)], decode: ParkRow.init)
  }

  /// Whether a park management of this code applied to the batch.
  public func hasApplied(_ code: CreditCode, to batch: String) throws -> Bool {
    try row(.hasApplied, [.text(batch), .text(code.text)]) != nil
  }

  /// - Parameter reason: in words for the park; for a confirmation too, where it says what was found.
  public func insertDecision(
    park: String, isConfirmed: Bool, reason: String, number: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertParkDecision,
      [.text(park), .bool(isConfirmed), .text(reason), .text(number), .text(actor), .timestamp(at.micros)])
  }

  /// How many parks were decided on from this moment on.
  public func decisionCount(since: Moment) throws -> Int {
    Int(try onlyRow(.decisionsSince, [.timestamp(since.micros)]).value("n") as Int64)
  }

  public func insertPilotPaper(
    park: String, kind: String, number: String, json: [UInt8], pdf: [UInt8], at: Moment
  ) throws {
    try execute(
      .insertPilotPaper,
      [
        .text(park), .text(kind), .text(number), .text(String(decoding: json, as: UTF8.self)), .bytes(pdf),
        .timestamp(at.micros),
      ])
  }

  public func pilotPaper(of park: String, kind: String) throws -> PaperBytes? {
    try row(.pilotPaper, [.text(park), .text(kind)]).map { row in
      PaperBytes(
        number: try row.value("number"), json: Array((try row.value("json") as String).utf8),
        pdf: try row.value("pdf"))
    }
  }
}
