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
  public let region: String
  /// What it applied with, as it was handed in last; nil where the reader may not know.
  public let application: Evidence?
  public let technologyFirms: Int
  public let appliedAt: Moment
  public let decision: Decision?

  /// An application, and how it is kept in canonical JSON; its hash is how two people who edit it tell versions apart.
  public struct Evidence: Sendable {
    public let application: ParkApplication
    public let text: String
    public var digest: Digest { Digest(of: text) }
  }

  /// The application, for those who see it.
  public var evidence: Evidence {
    get throws {
      guard let application else {
        throw PostgresFailure(.mismatch, message: "the application of \(id) is not this reader's to read")
      }
      return application
    }
  }

  public var isConfirmed: Bool { decision?.isConfirmed ?? false }

  init(_ row: Row) throws {
    id = try row.value("park_id")
    batch = try row.value("batch_id")
    creditCode = try archivedCode(row, "credit_code")
    manager = try row.value("manager")
    name = try row.value("name")
    region = try row.value("county")
    application = try (row.value("application") as String?).map { text in
      Evidence(application: try ParkApplication(json: try JSON.parse(Array(text.utf8))), text: text)
    }
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
    select park.park_id, park.batch_id, park.credit_code, park.manager, coalesce(revision.name, park.name) as name,
           coalesce(revision.county, park.county) as county,
           coalesce(park_revision_whole.application, park_whole.application) as application,
           coalesce(revision.technology_firms, park.technology_firms) as technology_firms, park.applied_at,
           park_decision.confirmed, park_decision.number, park_decision.reason, park_decision.decided_by,
           park_decision.decided_at
      from park
      left join lateral (select revision_no, name, county, technology_firms
                           from park_revision
                          where park_revision.park_id = park.park_id
                          order by revision_no desc
                          limit 1) as revision on true
      left join park_whole on park_whole.park_id = park.park_id
      left join park_revision_whole
        on park_revision_whole.park_id = park.park_id and park_revision_whole.revision_no = revision.revision_no
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
    select park.park_id, $2, $3, $4, $5, $6
      from park
     where park.park_id = $1
       and coalesce((select application_sha256
                       from park_revision
                      where park_revision.park_id = park.park_id
                      order by revision_no desc
                      limit 1), park.application_sha256) = $7
    """)
  static let lockPark = Statement(
    "lock_park", "select pg_advisory_xact_lock(hashtextextended('park ' || $1, 0))")
  static let insertRevision = Statement(
    "insert_revision",
    """
    insert into park_revision (park_id, revision_no, application, application_sha256, technology_firms, revised_by,
           revised_at)
    select park.park_id, coalesce(last.revision_no, 0) + 1, $2, sha256(convert_to($2, 'UTF8')), $3, $4, $5
      from park
      left join lateral (select revision_no, application_sha256
                           from park_revision
                          where park_revision.park_id = park.park_id
                          order by revision_no desc
                          limit 1) as last on true
     where park.park_id = $1
       and coalesce(last.application_sha256, park.application_sha256) = $6
       and not exists (select from park_decision where park_decision.park_id = park.park_id)
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

  /// Makes whoever else revises or decides this application wait until this transaction ends: rows of insert-only tables
  /// cannot be locked.
  public func lock(park: String) throws { _ = try onlyRow(.lockPark, [.text(park)]) }

  /// False when the application that stands is not the one that was judged.
  ///
  /// - Parameters:
  ///   - reason: in words for the park; for a confirmation too, where it says what was found.
  ///   - judged: the hash of the application.
  public func insertDecision(
    park: String, isConfirmed: Bool, reason: String, number: String, judged: Digest, by actor: String, at: Moment
  ) throws -> Bool {
    try execute(
      .insertParkDecision,
      [
        .text(park), .bool(isConfirmed), .text(reason), .text(number), .text(actor), .timestamp(at.micros),
        .bytes(judged.bytes),
      ]) == 1
  }

  /// False when the application that stands is not the one that was read, or was decided on.
  public func insertRevision(
    of park: String, _ application: ParkApplication, reading read: Digest, by actor: String, at: Moment
  ) throws -> Bool {
    try execute(
      .insertRevision,
      [
        .text(park), .text(application.json.canonicalText), .int32(Int32(application.technologyFirmsCounted)),
        .text(actor), .timestamp(at.micros), .bytes(read.bytes),
      ]) == 1
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
