import Canon

/// 中标候选人公示
public struct CandidateNoticeFacts: PaperFacts {
  static let kind = PaperKind.candidateNotice

  /// One candidate: rank, name, price, and who leads its team.
  public struct Candidate: Sendable, Hashable, Fact {
    public var rank: Int
    public var name: String
    public var price: PaperMoney
    public var termDays: Int?
    public var leader, certificate: String?

    public init(
      rank: Int, name: String, price: PaperMoney, termDays: Int?, leader: String?, certificate: String?
    ) {
      self.rank = rank
      self.name = name
      self.price = price
      self.termDays = termDays
      self.leader = leader
      self.certificate = certificate
    }

    var json: JSON {
      object([
        "rank": JSON(rank), "name": .string(name), "price": price.json, "termDays": termDays.map { JSON($0) },
        "leader": leader.fact, "certificate": certificate.fact,
      ])
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var candidates: [Candidate]
  /// How many bids were ranked, and how many were not.
  public var ranked, rejected: Int
  public var from, until: PaperDate

  public init(
    frame: PaperFrame, buyer: PaperParty, candidates: [Candidate], ranked: Int, rejected: Int, from: PaperDate,
    until: PaperDate
  ) {
    self.frame = frame
    self.buyer = buyer
    self.candidates = candidates
    self.ranked = ranked
    self.rejected = rejected
    self.from = from
    self.until = until
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "candidates": candidates.fact, "ranked": JSON(ranked), "rejected": JSON(rejected),
      "from": from.json, "until": until.json,
    ])
  }
}
