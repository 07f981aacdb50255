import Canon
import Exact
import Notes
import Postgres
import Tendering
import Trusteeship

/// The contract between bureau and agency, or the agreement between park and agency, for a lot.
public struct LotContractRow: Sendable {
  public let number: String
  public let paper: String
  /// The officer or the park manager who drew it up: a key reference.
  public let drafter: String
  /// The agency's key reference.
  public let agency: String

  init(_ row: Row) throws {
    number = try row.value("number")
    paper = try row.value("paper")
    drafter = try row.value("drafter")
    agency = try row.value("agency")
  }
}

/// A trustee contract between agency and enterprise.
public struct TrusteeContractRow: Sendable {
  public let tender: String
  public let number: String
  /// The tender's batch: the enterprise stands on a register of it.
  public let batch: String
  public let lot: String
  public let mode: TrusteeshipMode
  /// The agency's key reference.
  public let agency: String
  public let enterprise: CreditCode
  public let feeFen: Int64
  public let begins: CalendarDay
  public let ends: CalendarDay
  public let paper: String
  /// What the rule book accepted, in canonical JSON.
  public let contract: String
  public let draftedAt: Moment

  init(_ row: Row) throws {
    tender = try row.value("tender_id")
    number = try row.value("contract_no")
    batch = try row.value("batch_id")
    lot = try row.value("lot_id")
    mode = try decodedState(try row.value("mode"))
    agency = try row.value("agency")
    enterprise = try archivedCode(row, "enterprise")
    feeFen = try row.value("fee_fen")
    begins = try archivedDay(row, "starts_on")
    ends = try archivedDay(row, "ends_on")
    paper = try row.value("paper")
    contract = try row.value("contract")
    draftedAt = Moment(micros: try row.value("drafted_at"))
  }
}

/// A party of a paper.
public struct PaperPartyRow: Sendable {
  public let party: Party
  /// Its key reference.
  public let actor: String

  public init(party: Party, actor: String) {
    self.party = party
    self.actor = actor
  }
}

private let contractColumns = """
  tender_id, contract_no, batch_id, lot_id, mode, agency, enterprise, fee_fen, starts_on::text, ends_on::text, paper,
         contract, drafted_at
  """

/// That the award of a service contract has not become void.
let contractStands = """
  not exists (select
                         from award_void
                        where award_void.tender_id = service_contract.tender_id
                          and award_void.lot_id = service_contract.lot_id
                          and award_void.award_no = service_contract.award_no)
  """

extension Statement {
  static let awards = Statement(
    "awards",
    """
    select \(awardColumns)
      from award
      join lot on lot.tender_id = award.tender_id and lot.lot_id = award.lot_id
      left join award_void
        on award_void.tender_id = award.tender_id and award_void.lot_id = award.lot_id
       and award_void.award_no = award.award_no
     where (not $1::boolean or lot.park_id = any($2))
       and ($3::text is null or award.bidder = $3)
       and award_void.award_no is null
       and ($4::timestamptz is null or (award.awarded_at, award.tender_id, award.lot_id) > ($4, $5, $6))
     order by award.awarded_at, award.tender_id, award.lot_id
     limit $7
    """)
  static let awardedAt = Statement(
    "awarded_at",
    """
    select awarded_at
      from award
     where tender_id = $1
       and lot_id = $2
       and award_no = $3
    """)
  static let acceptAward = Statement(
    "accept_award",
    """
    update award
       set accepted_at = $3
     where tender_id = $1
       and lot_id = $2
       and accepted_at is null
       and not exists (select
                         from award_void
                        where award_void.tender_id = award.tender_id
                          and award_void.lot_id = award.lot_id
                          and award_void.award_no = award.award_no)
    """)
  static let insertPaperParty = Statement(
    "insert_paper_party", "insert into paper_party (tender_id, name, party, actor) values ($1, $2, $3, $4)")
  static let paperParties = Statement(
    "paper_parties", "select party, actor from paper_party where tender_id = $1 and name = $2 order by party")
  static let papersOfActor = Statement(
    "papers_of_actor", "select name from paper_party where tender_id = $1 and actor = $2")
  static let insertServiceContract = Statement(
    "insert_service_contract",
    """
    insert into service_contract (contract_no, tender_id, lot_id, award_no, paper, officer, agency, drafted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let serviceContract = Statement(
    "service_contract",
    """
    select contract_no as number, paper, officer as drafter, agency
      from service_contract
     where tender_id = $1
       and lot_id = $2
       and \(contractStands)
    """)
  static let restsOnFallenAward = Statement(
    "rests_on_fallen_award",
    """
    select exists (select
                     from (select tender_id, lot_id, award_no, paper from service_contract
                           union all
                           select tender_id, lot_id, award_no, paper from park_agreement) as contract
                     join award_void
                       on award_void.tender_id = contract.tender_id and award_void.lot_id = contract.lot_id
                      and award_void.award_no = contract.award_no
                    where contract.tender_id = $1
                      and contract.paper = $2) as falls
    """)
  static let insertParkAgreement = Statement(
    "insert_park_agreement",
    """
    insert into park_agreement (agreement_no, tender_id, lot_id, award_no, paper, park_manager, agency, drafted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let parkAgreement = Statement(
    "park_agreement",
    """
    select agreement_no as number, paper, park_manager as drafter, agency
      from park_agreement
     where tender_id = $1
       and lot_id = $2
    """)
  static let insertTrusteeContract = Statement(
    "insert_trustee_contract",
    """
    insert into trustee_contract (contract_no, tender_id, batch_id, lot_id, mode, agency, enterprise, fee_fen,
           starts_on, ends_on, paper, contract, drafted_at)
    select $1, tender.tender_id, tender.batch_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
      from tender
     where tender.tender_id = $2
    """)
  static let trusteeContracts = Statement(
    "trustee_contracts",
    """
    select \(contractColumns)
      from trustee_contract
     where tender_id = $1
       and ($2::text is null or contract_no = $2)
       and ($3::text is null or lot_id = $3)
       and ($4::text is null or paper = $4)
     order by drafted_at, contract_no
    """)
  static let contractExists = Statement(
    "contract_exists",
    """
    select 1 as yes
      from trustee_contract
      join tender on tender.tender_id = trustee_contract.tender_id
     where tender.batch_id = $1
       and trustee_contract.enterprise = $2
       and trustee_contract.agency = $3
    """)
}

extension Transaction {
  /// Awards in force in the order they were made: so many, behind this one.
  ///
  /// - Parameters:
  ///   - parks: of these parks' lots; nil: of all.
  ///   - bidder: this one's, a key reference; nil: everybody's.
  public func awards(
    ofParks parks: [String]?, bidder: String?, after last: (tender: String, lot: String, at: Moment)?, limit: Int
  ) throws -> [AwardRow] {
    try rows(
      .awards,
      [
        .bool(parks != nil), .texts(parks ?? []), .text(bidder), .timestamp(last?.at.micros), .text(last?.tender),
        .text(last?.lot), .int64(Int64(limit)),
      ]
    ).map(AwardRow.init)
  }

  /// When an award was made, one that fell through too; nil when there is none.
  public func awardedAt(_ tender: String, lot: String, number: Int32) throws -> Moment? {
    try row(.awardedAt, [.text(tender), .text(lot), .int32(number)]).map { row in
      Moment(micros: try row.value("awarded_at"))
    }
  }

  /// False when the park has accepted the award before.
  public func acceptAward(of tender: String, lot: String, at: Moment) throws -> Bool {
    try execute(.acceptAward, [.text(tender), .text(lot), .timestamp(at.micros)]) == 1
  }

  public func insert(_ parties: [PaperPartyRow], of paper: String, tender: String) throws {
    for party in parties {
      try execute(
        .insertPaperParty, [.text(tender), .text(paper), .text(party.party.rawValue), .text(party.actor)])
    }
  }

  public func parties(of paper: String, tender: String) throws -> [PaperPartyRow] {
    try rows(.paperParties, [.text(tender), .text(paper)]) { row in
      PaperPartyRow(party: try decodedState(try row.value("party")), actor: try row.value("actor"))
    }
  }

  /// The names of the papers to which somebody is a party.
  public func papers(ofParty actor: String, tender: String) throws -> Set<String> {
    Set(try rows(.papersOfActor, [.text(tender), .text(actor)]) { try $0.value("name") as String })
  }

  public func insertServiceContract(
    _ number: String, tender: String, lot: String, award: Int, paper: String, officer: String, agency: String,
    at: Moment
  ) throws {
    try execute(
      .insertServiceContract,
      [
        .text(number), .text(tender), .text(lot), .int32(Int32(award)), .text(paper), .text(officer), .text(agency),
        .timestamp(at.micros),
      ])
  }

  public func serviceContract(of tender: String, lot: String) throws -> LotContractRow? {
    try row(.serviceContract, [.text(tender), .text(lot)]).map(LotContractRow.init)
  }

  /// Whether a paper is a contract or agreement whose award has become void.
  public func restsOnFallenAward(_ paper: String, of tender: String) throws -> Bool {
    try onlyRow(.restsOnFallenAward, [.text(tender), .text(paper)]).value("falls")
  }

  public func insertParkAgreement(
    _ number: String, tender: String, lot: String, award: Int, paper: String, manager: String, agency: String,
    at: Moment
  ) throws {
    try execute(
      .insertParkAgreement,
      [
        .text(number), .text(tender), .text(lot), .int32(Int32(award)), .text(paper), .text(manager), .text(agency),
        .timestamp(at.micros),
      ])
  }

  public func parkAgreement(of tender: String, lot: String) throws -> LotContractRow? {
    try row(.parkAgreement, [.text(tender), .text(lot)]).map(LotContractRow.init)
  }

  public func insert(
    _ contract: TrusteeContract, number: String, tender: String, lot: String, paper: String, agency: String, at: Moment
  ) throws {
    let count = try execute(
      .insertTrusteeContract,
      [
        .text(number), .text(tender), .text(lot), .text(contract.mode.rawValue), .text(agency),
        .text(contract.enterprise.text), .int64(contract.fee.fen), .date(contract.term.begins.description),
        .date(contract.term.ends.description), .text(paper), .text(contract.json.canonicalText),
        .timestamp(at.micros),
      ])
    guard count == 1 else {
      throw PostgresFailure(.mismatch, statement: "insert_trustee_contract", message: "no tender \(tender)")
    }
  }

  /// A tender's trustee contracts in the order they were drawn up; of one lot when given.
  public func trusteeContracts(of tender: String, lot: String? = nil) throws -> [TrusteeContractRow] {
    try rows(.trusteeContracts, [.text(tender), .text(nil), .text(lot), .text(nil)]).map(TrusteeContractRow.init)
  }

  public func trusteeContract(_ number: String, of tender: String) throws -> TrusteeContractRow? {
    try row(.trusteeContracts, [.text(tender), .text(number), .text(nil), .text(nil)]).map(TrusteeContractRow.init)
  }

  /// The trustee contract that a paper is the text of.
  public func trusteeContract(paper: String, of tender: String) throws -> TrusteeContractRow? {
    try row(.trusteeContracts, [.text(tender), .text(nil), .text(nil), .text(paper)]).map(TrusteeContractRow.init)
  }

  /// Whether the firm has a contract with this agency in the batch.
  public func hasContract(_ enterprise: CreditCode, with agency: String, batch: String) throws -> Bool {
    !(try rows(.contractExists, [.text(batch), .text(enterprise.text), .text(agency)])).isEmpty
  }
}
