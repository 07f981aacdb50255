import Canon

/// 托管合同备案表: one trustee contract, filed with park and bureau.
public struct FilingFormFacts: PaperFacts {
  static let kind = PaperKind.filingForm

  public var frame: PaperFrame
  public var contractNumber: String
  /// 完全式托管 or 部分托管
  public var mode: String
  public var enterprise, agency: PaperParty
  public var park, batch: String
  public var term: PaperTerm
  public var scope: [PaperScopeItem]
  /// Nil: free of charge.
  public var fee: PaperMoney?
  public var signedOn: PaperDate
  /// SHA-256 of the filed contract's PDF, base64.
  public var contractSHA256: String
  /// The park's and the bureau's.
  public var filings: [ContractFiling]

  public init(
    frame: PaperFrame, contractNumber: String, mode: String, enterprise: PaperParty, agency: PaperParty,
    park: String, batch: String, term: PaperTerm, scope: [PaperScopeItem], fee: PaperMoney?, signedOn: PaperDate,
    contractSHA256: String, filings: [ContractFiling]
  ) {
    self.frame = frame
    self.contractNumber = contractNumber
    self.mode = mode
    self.enterprise = enterprise
    self.agency = agency
    self.park = park
    self.batch = batch
    self.term = term
    self.scope = scope
    self.fee = fee
    self.signedOn = signedOn
    self.contractSHA256 = contractSHA256
    self.filings = filings
  }

  var body: [JSON.Member] {
    members([
      "contractNumber": .string(contractNumber), "mode": .string(mode), "enterprise": enterprise.json,
      "agency": agency.json, "park": .string(park), "batchName": .string(batch), "term": term.json,
      "scope": scope.fact, "fee": fee.fact, "signedOn": signedOn.json, "contractSHA256": .string(contractSHA256),
      "filings": filings.fact,
    ])
  }
}

/// The filing of a contract with one authority.
public struct ContractFiling: Sendable, Hashable, Fact {
  public enum Result: Sendable, Hashable {
    /// Taken on file under this number.
    case filed(number: String)
    /// Sent back for correction.
    case returned(reasons: [String])
  }

  /// The authority's place, 托管单位（园区） or 市市场监管局（知识产权局）, and its name.
  public var role, authority: String
  public var receivedAt, decidedAt: PaperMoment
  /// The person or key that looked at it.
  public var reviewer: String
  public var result: Result
  /// The id of the authority's note, base64, when there is one.
  public var noteID: String?

  public init(
    role: String, authority: String, receivedAt: PaperMoment, decidedAt: PaperMoment, reviewer: String,
    result: Result, noteID: String? = nil
  ) {
    self.role = role
    self.authority = authority
    self.receivedAt = receivedAt
    self.decidedAt = decidedAt
    self.reviewer = reviewer
    self.result = result
    self.noteID = noteID
  }

  var json: JSON {
    let (state, number, reasons): (String, String?, [String]?) =
      switch result {
      case .filed(let number): ("filed", number, nil)
      case .returned(let reasons): ("returned", nil, reasons)
      }
    return object([
      "role": .string(role), "authority": .string(authority), "receivedAt": receivedAt.json,
      "decidedAt": decidedAt.json, "reviewer": .string(reviewer), "result": .string(state),
      "filingNumber": number.fact, "reasons": reasons.map(\.fact), "note": noteID.fact,
    ])
  }
}
