import Notes
import Postgres

/// What somebody said of its own conflicts of interest in a lot.
public struct DeclarationRow: Sendable {
  public let person: String
  public let isConflicted: Bool
}

/// Somebody who judges a lot no more, and why.
public struct WithdrawalRow: Sendable {
  public let person: String
  /// `conflict`, `recusal` or `excused`.
  public let cause: String
  public let reason: String
  public let recordedAt: Moment
}

/// A bidder's request that somebody step back, and the decision on it.
public struct RecusalRow: Sendable {
  public let number: Int
  public let bidder: String
  public let named: String
  public let reason: String
  public let askedAt: Moment
  /// Nil while it waits.
  public let decision: String?
  /// Whether somebody steps back by it; nil while it waits.
  public let isGranted: Bool?
  public let decidedAt: Moment?
}

extension Statement {
  static let insertDeclaration = Statement(
    "insert_declaration",
    """
    insert into conflict_declaration (tender_id, lot_id, person, conflicted, reason, declared_at)
    values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing
    """)
  static let declarations = Statement(
    "declarations",
    "select person, conflicted from conflict_declaration where tender_id = $1 and lot_id = $2")
  static let insertWithdrawal = Statement(
    "insert_withdrawal",
    """
    insert into committee_withdrawal (tender_id, lot_id, person, cause, reason, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let withdrawals = Statement(
    "withdrawals",
    """
    select person, cause, reason, recorded_at
      from committee_withdrawal
     where tender_id = $1
       and lot_id = $2
     order by recorded_at, person
    """)
  static let everSeated = Statement(
    "ever_seated",
    """
    select member, person
      from committee_member
     where tender_id = $1
       and lot_id = $2
    """)
  static let insertRecusalRequest = Statement(
    "insert_recusal_request",
    """
    insert into recusal_request (tender_id, lot_id, request_no, bidder, named, reason, asked_at)
    select $1, $2, 1 + count(*), $3, $4, $5, $6
      from recusal_request
     where tender_id = $1
       and lot_id = $2
    returning request_no
    """)
  static let insertRecusalDecision = Statement(
    "insert_recusal_decision",
    """
    insert into recusal_decision (tender_id, lot_id, request_no, person, reason, decided_by, decided_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let recusals = Statement(
    "recusals",
    """
    select recusal_request.request_no, recusal_request.bidder, recusal_request.named, recusal_request.reason,
           recusal_request.asked_at, recusal_decision.reason as decision, recusal_decision.granted,
           recusal_decision.decided_at
      from recusal_request
      left join recusal_decision on recusal_decision.tender_id = recusal_request.tender_id
       and recusal_decision.lot_id = recusal_request.lot_id
       and recusal_decision.request_no = recusal_request.request_no
     where recusal_request.tender_id = $1
       and recusal_request.lot_id = $2
     order by recusal_request.request_no
    """)
}

extension Transaction {
  /// Keeps what a person declares; the same again changes nothing.
  public func insertDeclaration(
    of person: String, tender: String, lot: String, conflict reason: String?, at: Moment
  ) throws {
    try execute(
      .insertDeclaration,
      [
        .text(tender), .text(lot), .text(person), .bool(reason != nil), .text(reason ?? ""), .timestamp(at.micros),
      ])
  }

  public func declarations(of tender: String, lot: String) throws -> [DeclarationRow] {
    try rows(.declarations, [.text(tender), .text(lot)]) { row in
      DeclarationRow(person: try row.value("person"), isConflicted: try row.value("conflicted"))
    }
  }

  public func insertWithdrawal(
    of person: String, tender: String, lot: String, cause: String, reason: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertWithdrawal,
      [
        .text(tender), .text(lot), .text(person), .text(cause), .text(reason), .text(actor), .timestamp(at.micros),
      ])
  }

  public func withdrawals(of tender: String, lot: String) throws -> [WithdrawalRow] {
    try rows(.withdrawals, [.text(tender), .text(lot)]) { row in
      WithdrawalRow(
        person: try row.value("person"), cause: try row.value("cause"), reason: try row.value("reason"),
        recordedAt: Moment(micros: try row.value("recorded_at")))
    }
  }

  /// Whoever has held a seat of this lot, with the seat.
  public func everSeated(in tender: String, lot: String) throws -> [(member: String, person: String)] {
    try rows(.everSeated, [.text(tender), .text(lot)]) { (try $0.value("member"), try $0.value("person")) }
  }

  /// - Returns: the request's number in the lot, from 1.
  public func insertRecusalRequest(
    tender: String, lot: String, by bidder: String, named: String, reason: String, at: Moment
  ) throws -> Int {
    let row = try onlyRow(
      .insertRecusalRequest,
      [.text(tender), .text(lot), .text(bidder), .text(named), .text(reason), .timestamp(at.micros)])
    return Int(try row.value("request_no") as Int32)
  }

  public func insertRecusalDecision(
    _ number: Int, tender: String, lot: String, person: String?, reason: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertRecusalDecision,
      [
        .text(tender), .text(lot), .int32(Int32(number)), .text(person), .text(reason), .text(actor),
        .timestamp(at.micros),
      ])
  }

  public func recusals(of tender: String, lot: String) throws -> [RecusalRow] {
    try rows(.recusals, [.text(tender), .text(lot)]) { row in
      RecusalRow(
        number: Int(try row.value("request_no") as Int32), bidder: try row.value("bidder"),
        named: try row.value("named"), reason: try row.value("reason"),
        askedAt: Moment(micros: try row.value("asked_at")), decision: try row.value("decision"),
        isGranted: try row.value("granted"), decidedAt: (try row.value("decided_at") as Int64?).map(Moment.init))
    }
  }
}
