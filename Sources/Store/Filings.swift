import Notes
import Postgres
import Trusteeship

/// One authority's answer to a filing in one round.
public struct FilingRow: Sendable {
  public let authority: FilingAuthority
  public let round: Int
  /// The filing number; nil for a return.
  public let number: String?
  public let reason: String
  public let decidedBy: String
  public let decidedAt: Moment
  public let noteID: Digest?

  init(_ row: Row) throws {
    authority = try decodedState(try row.value("authority"))
    round = Int(try row.value("round") as Int32)
    number = try row.value("filing_no")
    reason = try row.value("reason")
    decidedBy = try row.value("filed_by")
    decidedAt = Moment(micros: try row.value("filed_at"))
    noteID = (try row.value("note_id") as [UInt8]?).flatMap { Digest(bytes: $0) }
  }
}

/// A handing in of a contract.
public struct SubmissionRow: Sendable {
  public let round: Int
  public let submittedAt: Moment
}

extension Statement {
  static let insertSubmission = Statement(
    "insert_submission",
    """
    insert into filing_submission (tender_id, contract_no, round, submitted_by, submitted_at)
    values ($1, $2, $3, $4, $5)
    """)
  static let submissions = Statement(
    "submissions",
    """
    select round, submitted_at
      from filing_submission
     where tender_id = $1
       and contract_no = $2
     order by round
    """)
  static let insertFiling = Statement(
    "insert_filing",
    """
    insert into filing (filing_no, tender_id, contract_no, authority, round, filed_by, filed_at, result, reason, note_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    """)
  static let filings = Statement(
    "filings",
    """
    select authority, round, filing_no, reason, filed_by, filed_at, note_id
      from filing
     where tender_id = $1
       and contract_no = $2
     order by round, authority
    """)
  static let filingNumbers = Statement(
    "filing_numbers", "select count(*) as n from filing where starts_with(filing_no, $1)")
}

extension Transaction {
  public func insertSubmission(_ contract: String, of tender: String, round: Int, by actor: String, at: Moment) throws {
    try execute(
      .insertSubmission,
      [.text(tender), .text(contract), .int32(Int32(round)), .text(actor), .timestamp(at.micros)])
  }

  public func submissions(of contract: String, tender: String) throws -> [SubmissionRow] {
    try rows(.submissions, [.text(tender), .text(contract)]) { row in
      SubmissionRow(
        round: Int(try row.value("round") as Int32), submittedAt: Moment(micros: try row.value("submitted_at")))
    }
  }

  /// - Parameter number: nil for a return, whose `reason` says what to correct.
  public func insertFiling(
    of contract: String, tender: String, authority: FilingAuthority, round: Int, number: String?, reason: String = "",
    by actor: String, note: Digest? = nil, at: Moment
  ) throws {
    try execute(
      .insertFiling,
      [
        .text(number), .text(tender), .text(contract), .text(authority.rawValue), .int32(Int32(round)), .text(actor),
        .timestamp(at.micros), .text(number == nil ? "returned" : "recorded"), .text(reason), .bytes(note?.bytes),
      ])
  }

  public func filings(of contract: String, tender: String) throws -> [FilingRow] {
    try rows(.filings, [.text(tender), .text(contract)]).map(FilingRow.init)
  }

  /// How many filing numbers begin like this.
  public func filingCount(numbered prefix: String) throws -> Int {
    Int(try onlyRow(.filingNumbers, [.text(prefix)]).value("n") as Int64)
  }

  /// Where the filing of a contract stands, or nil before it was handed in.
  public func filing(of contract: String, tender: String, park: HostPark.ID) throws -> Filing? {
    guard let round = try submissions(of: contract, tender: tender).last?.round else { return nil }
    var statuses: [FilingAuthority: Filing.Status] = [.park: .waiting, .bureau: .waiting]
    for row in try filings(of: contract, tender: tender) {
      if let number = row.number {
        statuses[row.authority] = .filed(number: number)
      } else if row.round == round {
        statuses[row.authority] = .returned(reason: row.reason)
      }
    }
    return Filing(restoring: statuses, park: park)
  }
}
