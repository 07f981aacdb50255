import Canon

/// 中标候选人公示
public struct CandidateNoticeFacts: PaperFacts {
  static let kind = PaperKind.candidateNotice

  /// One candidate: rank, name, price, what it answers for, and who leads its team.
  public struct Candidate: Sendable, Hashable, Fact {
    public var rank: Int
    public var name: String
    public var price: PaperMoney
    public var termDays: Int?
    public var leader, certificate: String?
    /// Where equals were drawn, which of them it was: 1 for the first drawn.
    public var drawnPlace: Int?
    /// The standard that its bid answers, and how it meets the conditions of qualification.
    public var quality, qualification: String?

    public init(
      rank: Int, name: String, price: PaperMoney, termDays: Int?, leader: String?, certificate: String?,
      drawnPlace: Int? = nil, quality: String? = nil, qualification: String? = nil
    ) {
      self.rank = rank
      self.name = name
      self.price = price
      self.termDays = termDays
      self.leader = leader
      self.certificate = certificate
      self.drawnPlace = drawnPlace
      self.quality = quality
      self.qualification = qualification
    }

    var json: JSON {
      object([
        "rank": JSON(rank), "name": .string(name), "price": price.json, "termDays": termDays.map { JSON($0) },
        "leader": leader.fact, "certificate": certificate.fact, "drawnPlace": drawnPlace.map { JSON($0) },
        "quality": quality.fact, "qualification": qualification.fact,
      ])
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var candidates: [Candidate]
  /// How many bids were ranked, and how many were not.
  public var ranked, rejected: Int
  public var from, until: PaperDate
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, candidates: [Candidate], ranked: Int, rejected: Int, from: PaperDate,
    until: PaperDate, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.candidates = candidates
    self.ranked = ranked
    self.rejected = rejected
    self.from = from
    self.until = until
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "candidates": candidates.fact, "ranked": JSON(ranked), "rejected": JSON(rejected),
      "from": from.json, "until": until.json, "law": law.fact,
    ])
  }
}
