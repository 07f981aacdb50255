import Canon

/// 中标结果公告 of one lot.
public struct ResultNoticeFacts: PaperFacts {
  static let kind = PaperKind.resultNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// The procurement agent's name; nil when the buyer tenders itself.
  public var agent: String?
  /// 公开招标 and the like.
  public var method: String
  public var winner: PaperParty
  public var price: PaperMoney
  /// What the winner was ranked by.
  public var merit: PaperMerit
  public var service: PaperService
  /// How long the service lasts, in days from the contract's first day.
  public var termDays: Int
  /// 微型企业, 小型企业, 中型企业, 大型企业, from the winner's own declaration.
  public var firmSize: String
  /// The names of the experts and the buyer's representative, as they are to be published.
  public var experts: [String]
  /// SHA-256 of the tender documents, base64.
  public var terms: String
  public var decidedAt: PaperMoment
  /// Working days that the notice stands.
  public var noticeWorkingDays: Int
  /// Working days in which a bidder may challenge the result.
  public var challengeWorkingDays: Int
  /// Under the Tendering Law, instead of the challenge.
  public var objection: PaperObjection?
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, agent: String? = nil, method: String, winner: PaperParty,
    price: PaperMoney, merit: PaperMerit, service: PaperService, termDays: Int, firmSize: String, experts: [String],
    terms: String, decidedAt: PaperMoment, noticeWorkingDays: Int, challengeWorkingDays: Int,
    objection: PaperObjection? = nil, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.agent = agent
    self.method = method
    self.winner = winner
    self.price = price
    self.merit = merit
    self.service = service
    self.termDays = termDays
    self.firmSize = firmSize
    self.experts = experts
    self.terms = terms
    self.decidedAt = decidedAt
    self.noticeWorkingDays = noticeWorkingDays
    self.challengeWorkingDays = challengeWorkingDays
    self.objection = objection
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "agent": agent.fact, "method": .string(method), "winner": winner.json,
      "price": price.json, "total": merit.total, "evaluatedPrice": merit.evaluatedPrice,
      "service": service.json, "termDays": JSON(termDays),
      "firmSize": .string(firmSize), "experts": experts.fact, "terms": .string(terms), "decidedAt": decidedAt.json,
      "noticeWorkingDays": noticeWorkingDays.fact(if: objection == nil),
      "challengeWorkingDays": challengeWorkingDays.fact(if: objection == nil), "objection": objection.fact,
      "law": law.fact,
    ])
  }
}
