import Canon
import Exact
import Postgres
import Tendering
import Trusteeship

/// A failure of performance under a service contract, with what became of it.
public struct ContractFailureRow: Sendable {
  /// What became of it.
  public struct End: Sendable {
    public let settlement: ContractFailure.Settlement
    /// Empty where none is asked for.
    public let reason: String
    public let at: Moment
  }

  /// From 1 within the contract.
  public let number: Int
  public let period: Term
  public let category: ContractFailure.Category
  public let description: String
  public let events: Int
  public let penaltyContracted: String
  public let penalty: Price?
  public let penaltyWords: String?
  public let recordedAt: Moment
  public let end: End?

  init(_ row: Row) throws {
    number = Int(try row.value("failure_no") as Int32)
    period = Term(begins: try archivedDay(row, "begins_on"), ends: try archivedDay(row, "ends_on"))
    category = try decodedState(try row.value("category"))
    description = try row.value("description")
    events = Int(try row.value("events") as Int32)
    penaltyContracted = try row.value("penalty_contracted")
    penalty = (try row.value("penalty_fen") as Int64?).flatMap { Price(fen: $0) }
    penaltyWords = try row.value("penalty_words")
    recordedAt = Moment(micros: try row.value("recorded_at"))
    if let at = try row.value("settled_at") as Int64? {
      end = End(
        settlement: try decodedState(try row.value("settlement")), reason: try row.value("reason"),
        at: Moment(micros: at))
    } else {
      end = nil
    }
  }

  /// As an officer would record it: what the rule book reads.
  public var json: JSON {
    [
      "period": period.json, "category": JSON(category.rawValue), "description": JSON(description),
      "events": JSON(events), "penaltyContracted": JSON(penaltyContracted), "penalty": JSON(penalty?.description),
      "penaltyWords": JSON(penaltyWords),
    ]
  }
}

/// One round of accepting what was rendered under a service contract.
public struct ContractAcceptanceRow: Sendable {
  public let round: Int
  public let outcome: PerformanceAcceptance.Outcome
  public let endedOn: CalendarDay
  public let finalFen: Int64?
  /// What the rule book took, in canonical JSON.
  public let acceptance: String
  public let acceptedAt: Moment

  init(_ row: Row) throws {
    round = Int(try row.value("round") as Int32)
    outcome = try decodedState(try row.value("outcome"))
    endedOn = try archivedDay(row, "ended_on")
    finalFen = try row.value("final_fen")
    acceptance = try row.value("acceptance")
    acceptedAt = Moment(micros: try row.value("accepted_at"))
  }
}

/// One payment under a service contract.
public struct ContractPaymentRow: Sendable {
  public let number: Int
  public let on: CalendarDay
  public let amountFen: Int64
  public let recordedAt: Moment
}

extension Statement {
  static let insertContractPayment = Statement(
    "insert_contract_payment",
    """
    insert into contract_payment (tender_id, contract_no, payment_no, paid_on, amount_fen, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let contractPayments = Statement(
    "contract_payments",
    """
    select payment_no, paid_on::text, amount_fen, recorded_at
      from contract_payment
     where tender_id = $1
       and contract_no = $2
     order by payment_no
    """)
  static let insertContractFailure = Statement(
    "insert_contract_failure",
    """
    insert into contract_failure (tender_id, contract_no, failure_no, begins_on, ends_on, category, description, events,
           penalty_contracted, penalty_fen, penalty_words, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    """)
  static let insertContractFailureEnd = Statement(
    "insert_contract_failure_end",
    """
    insert into contract_failure_end (tender_id, contract_no, failure_no, settlement, reason, settled_by, settled_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """)
  static let contractFailures = Statement(
    "contract_failures",
    """
    select contract_failure.failure_no, begins_on::text, ends_on::text, category, description, events, penalty_contracted,
           penalty_fen, penalty_words, recorded_at, settlement, reason, settled_at
      from contract_failure
      left join contract_failure_end
        on contract_failure_end.tender_id = contract_failure.tender_id
       and contract_failure_end.contract_no = contract_failure.contract_no
       and contract_failure_end.failure_no = contract_failure.failure_no
     where contract_failure.tender_id = $1
       and contract_failure.contract_no = $2
     order by contract_failure.failure_no
    """)
  static let insertContractAcceptance = Statement(
    "insert_contract_acceptance",
    """
    insert into contract_acceptance (tender_id, contract_no, round, outcome, ended_on, final_fen, acceptance, accepted_by,
           accepted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """)
  static let contractsAccepted = Statement(
    "contracts_accepted",
    """
    select distinct contract_no
      from contract_acceptance
     where tender_id = $1
       and final_fen is not null
    """)
  static let contractAcceptances = Statement(
    "contract_acceptances",
    """
    select round, outcome, ended_on::text, final_fen, acceptance, accepted_at
      from contract_acceptance
     where tender_id = $1
       and contract_no = $2
     order by round
    """)
}

extension Transaction {
  public func insert(
    _ failure: ContractFailure, number: Int, contract: String, of tender: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertContractFailure,
      [
        .text(tender), .text(contract), .int32(Int32(number)), .date(failure.period.begins.description),
        .date(failure.period.ends.description), .text(failure.category.rawValue), .text(failure.description),
        .int32(Int32(failure.events)), .text(failure.penaltyContracted), .int64(failure.penalty?.fen),
        .text(failure.penaltyWords), .text(actor), .timestamp(at.micros),
      ])
  }

  public func settle(
    failure number: Int, contract: String, of tender: String, _ settlement: ContractFailure.Settlement,
    reason: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertContractFailureEnd,
      [
        .text(tender), .text(contract), .int32(Int32(number)), .text(settlement.rawValue), .text(reason),
        .text(actor), .timestamp(at.micros),
      ])
  }

  /// In the order in which they were recorded.
  public func failures(ofContract contract: String, tender: String) throws -> [ContractFailureRow] {
    try rows(.contractFailures, [.text(tender), .text(contract)]).map(ContractFailureRow.init)
  }

  public func insert(
    _ acceptance: PerformanceAcceptance, round: Int, contract: String, of tender: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertContractAcceptance,
      [
        .text(tender), .text(contract), .int32(Int32(round)), .text(acceptance.outcome.rawValue),
        .date(acceptance.endedOn.description), .int64(acceptance.amount?.fen),
        .text(acceptance.json.canonicalText), .text(actor), .timestamp(at.micros),
      ])
  }

  public func insert(
    _ payment: AcceptedPayment, number: Int, contract: String, of tender: String, by actor: String, at: Moment
  ) throws {
    try execute(
      .insertContractPayment,
      [
        .text(tender), .text(contract), .int32(Int32(number)), .date(payment.on.description),
        .int64(payment.amount.fen), .text(actor), .timestamp(at.micros),
      ])
  }

  /// In the order in which they were recorded.
  public func payments(ofContract contract: String, tender: String) throws -> [ContractPaymentRow] {
    try rows(.contractPayments, [.text(tender), .text(contract)]) { row in
      ContractPaymentRow(
        number: Int(try row.value("payment_no") as Int32), on: try archivedDay(row, "paid_on"),
        amountFen: try row.value("amount_fen"), recordedAt: Moment(micros: try row.value("recorded_at")))
    }
  }

  /// The numbers of a tender's contracts of which an acceptance has said what is to be paid.
  public func contractsAccepted(of tender: String) throws -> Set<String> {
    Set(try rows(.contractsAccepted, [.text(tender)]) { try $0.value("contract_no") })
  }

  /// The rounds in their order.
  public func acceptances(ofContract contract: String, tender: String) throws -> [ContractAcceptanceRow] {
    try rows(.contractAcceptances, [.text(tender), .text(contract)]).map(ContractAcceptanceRow.init)
  }
}
