import Canon

/// What both kinds of trustee contract have.
public struct TrusteeContractTerms: Sendable, Hashable {
  public var frame: PaperFrame
  /// 甲方: the enterprise, 托管对象.
  public var enterprise: PaperParty
  /// 乙方: the agency, 服务机构.
  public var agency: PaperParty
  /// The park in whose register the enterprise stands.
  public var park: String
  public var batch: String
  /// The number of the 托管协议 between park and agency.
  public var parkAgreementNumber: String
  /// The eight duties of an agency, D1…D8, as far as the contract takes them in.
  public var duties: [PaperScopeItem]
  /// The service plan: what is done by when, a line each.
  public var plan: [String]
  public var enterpriseContact, agencyContact: PaperContact
  /// Months between two written reports.
  public var reportMonths: Int
  public var term: PaperTerm
  public var signedOn: PaperDate
  public var signing: PaperSigning

  public init(
    frame: PaperFrame, enterprise: PaperParty, agency: PaperParty, park: String, batch: String,
    parkAgreementNumber: String, duties: [PaperScopeItem], plan: [String], enterpriseContact: PaperContact,
    agencyContact: PaperContact, reportMonths: Int, term: PaperTerm, signedOn: PaperDate, signing: PaperSigning
  ) {
    self.frame = frame
    self.enterprise = enterprise
    self.agency = agency
    self.park = park
    self.batch = batch
    self.parkAgreementNumber = parkAgreementNumber
    self.duties = duties
    self.plan = plan
    self.enterpriseContact = enterpriseContact
    self.agencyContact = agencyContact
    self.reportMonths = reportMonths
    self.term = term
    self.signedOn = signedOn
    self.signing = signing
  }

  var members: [JSON.Member] {
    Documents.members([
      "enterprise": enterprise.json, "agency": agency.json, "park": .string(park), "batchName": .string(batch),
      "parkAgreementNumber": .string(parkAgreementNumber), "duties": duties.fact, "plan": plan.fact,
      "enterpriseContact": enterpriseContact.json, "agencyContact": agencyContact.json,
      "reportMonths": JSON(reportMonths), "term": term.json, "signedOn": signedOn.json, "signing": signing.json,
    ])
  }
}

/// 知识产权托管合同（完全）: the five core services, free for the enterprise, so that it has no field for a fee.
public struct FullTrusteeContractFacts: PaperFacts {
  static let kind = PaperKind.fullTrusteeContract

  public var terms: TrusteeContractTerms
  /// F1…F5
  public var scope: [PaperScopeItem]

  public init(terms: TrusteeContractTerms, scope: [PaperScopeItem]) {
    self.terms = terms
    self.scope = scope
  }

  var frame: PaperFrame { terms.frame }
  var body: [JSON.Member] { terms.members + members(["scope": scope.fact]) }
}

/// 知识产权托管合同（部分）: what the enterprise chose from P1…P7, with a fee for each.
public struct PartialTrusteeContractFacts: PaperFacts {
  static let kind = PaperKind.partialTrusteeContract

  public var terms: TrusteeContractTerms
  public var items: [TrusteeFeeItem]
  public var total: PaperMoney

  public init(terms: TrusteeContractTerms, items: [TrusteeFeeItem], total: PaperMoney) {
    self.terms = terms
    self.items = items
    self.total = total
  }

  var frame: PaperFrame { terms.frame }
  var body: [JSON.Member] { terms.members + members(["items": items.fact, "total": total.json]) }
}

/// One chosen item of partial trusteeship and its fee.
public struct TrusteeFeeItem: Sendable, Hashable, Fact {
  public var item: PaperScopeItem
  /// Yuan, two decimals.
  public var yuan: String

  public init(item: PaperScopeItem, yuan: String) {
    self.item = item
    self.yuan = yuan
  }

  var json: JSON {
    object(["code": .string(item.code), "name": .string(item.name), "yuan": .string(yuan)])
  }
}
