import Canon

/// 重新评审报告: the buyer tells the finance bureau why a signed result was reviewed again, and what came of it.
///
/// - Source: ministry order 87 article 64.
public struct ReReviewReportFacts: PaperFacts {
  static let kind = PaperKind.reReviewReport

  /// A ranked bid before or after.
  public struct Place: Sendable, Hashable, Fact {
    public var rank: Int
    public var name: String
    /// What it was ranked by.
    public var merit: PaperMerit

    public init(rank: Int, name: String, merit: PaperMerit) {
      self.rank = rank
      self.name = name
      self.merit = merit
    }

    var json: JSON {
      object([
        "rank": JSON(rank), "name": .string(name), "total": merit.total, "evaluatedPrice": merit.evaluatedPrice,
      ])
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// The ground as the decision spells it, and in the law's words.
  public var ground, groundName: String
  public var reason: String
  public var convenedAt, endedAt: PaperMoment
  /// The members who signed a corrected sheet: m3, …; none where nothing was corrected.
  public var corrected: [String]
  /// How many scores were corrected.
  public var corrections: Int
  public var before, after: [Place]
  /// The hash of the public evaluation file that was superseded, base64.
  public var superseded: String
  /// The number of the evaluation report that followed.
  public var reportNumber: String
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, ground: String, groundName: String, reason: String, convenedAt: PaperMoment,
    endedAt: PaperMoment, corrected: [String], corrections: Int, before: [Place], after: [Place], superseded: String,
    reportNumber: String, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.ground = ground
    self.groundName = groundName
    self.reason = reason
    self.convenedAt = convenedAt
    self.endedAt = endedAt
    self.corrected = corrected
    self.corrections = corrections
    self.before = before
    self.after = after
    self.superseded = superseded
    self.reportNumber = reportNumber
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "ground": .string(ground), "groundName": .string(groundName), "reason": .string(reason),
      "convenedAt": convenedAt.json, "endedAt": endedAt.json,
      "corrected": corrected.fact, "corrections": JSON(corrections), "before": before.fact,
      "after": after.fact, "superseded": .string(superseded), "reportNumber": .string(reportNumber),
      "law": law.fact,
    ])
  }
}
