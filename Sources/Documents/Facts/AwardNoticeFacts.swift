import Canon

/// 中标通知书: to the winner of one lot; 成交通知书 in the second stage of a framework agreement.
public struct AwardNoticeFacts: PaperFacts {
  static let kind = PaperKind.awardNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var winner: PaperParty
  /// The winning bid's id, base64.
  public var bid: String
  public var price: PaperMoney
  /// What it was ranked by.
  public var merit: PaperMerit
  public var rank: Int
  public var service: PaperService
  public var termDays: Int
  /// The person who leads the service, as offered.
  public var leader: String?
  /// The number of the 中标结果公告.
  public var resultNoticeNumber: String
  /// The last day for signing the contract.
  public var signBy: PaperDate
  /// The number of the framework agreement under which it is called; nil for a tender's own award.
  public var framework: String?
  /// The buyer's signature, when it is made with a key.
  public var signing: PaperSigning?
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, winner: PaperParty, bid: String, price: PaperMoney, merit: PaperMerit,
    rank: Int, service: PaperService, termDays: Int, leader: String? = nil, resultNoticeNumber: String,
    signBy: PaperDate, framework: String? = nil, signing: PaperSigning? = nil, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.winner = winner
    self.bid = bid
    self.price = price
    self.merit = merit
    self.rank = rank
    self.service = service
    self.termDays = termDays
    self.leader = leader
    self.resultNoticeNumber = resultNoticeNumber
    self.signBy = signBy
    self.framework = framework
    self.signing = signing
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "winner": winner.json, "bid": .string(bid), "price": price.json,
      "total": merit.total, "evaluatedPrice": merit.evaluatedPrice, "rank": JSON(rank), "service": service.json,
      "termDays": JSON(termDays),
      "leader": leader.fact, "resultNoticeNumber": .string(resultNoticeNumber), "signBy": signBy.json,
      "framework": framework.fact, "signing": signing.fact, "law": law.fact,
    ])
  }
}
