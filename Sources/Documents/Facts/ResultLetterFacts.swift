import Canon

/// 结果告知书: to one bidder that did not win; it carries nothing about any other loser.
public struct ResultLetterFacts: PaperFacts {
  static let kind = PaperKind.resultLetter

  /// What the bidder is told of its own bid.
  public enum Outcome: Sendable, Hashable {
    /// What it was ranked by, and the place; where equals were drawn, also which of them it was, 1 for the first drawn.
    case ranked(PaperMerit, rank: Int, drawnPlace: Int? = nil)
    /// 资格审查, 符合性审查, 价格, …, and the reason in a sentence.
    case rejected(stage: String, reason: String)
    /// The bid could not be opened or read: the reason in a sentence.
    case notOpened(reason: String)
    /// The lot failed before its bids were opened: the reason in a sentence.
    case lotFailed(reason: String)
    /// The lot failed after its bids were opened: why, and what had been found of this bid.
    case lotFailedLater(reason: String, own: OwnFinding)
  }

  /// What a review or the evaluation had found of a bid when its lot failed.
  public enum OwnFinding: Sendable, Hashable {
    /// As an outcome has it.
    case ranked(PaperMerit, rank: Int, drawnPlace: Int? = nil)
    case rejected(stage: String, reason: String)
    case notOpened(reason: String)
    /// Nothing was found against it, and nothing was scored.
    case undecided

    var json: JSON {
      switch self {
      case .ranked(let merit, let rank, let drawnPlace): merit.json(rank: rank, drawnPlace: drawnPlace)
      case .rejected(let stage, let reason):
        object(["state": "rejected", "stage": .string(stage), "reason": .string(reason)])
      case .notOpened(let reason): object(["state": "notOpened", "reason": .string(reason)])
      case .undecided: object(["state": "undecided"])
      }
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// The bidder's name.
  public var recipient: String
  /// `<key name>+<8 hex>`
  public var bidder: String
  /// The bid's id, base64.
  public var bid: String
  public var outcome: Outcome
  /// The number of the 中标结果公告, or of the 废标公告 when the lot failed.
  public var resultNoticeNumber: String
  /// Working days in which the bidder may challenge the result.
  public var challengeWorkingDays: Int
  /// Under the Tendering Law, instead of the challenge.
  public var objection: PaperObjection?
  /// It was not selected for a framework agreement (未入围); otherwise it did not win.
  public var ofFramework: Bool
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, recipient: String, bidder: String, bid: String, outcome: Outcome,
    resultNoticeNumber: String, challengeWorkingDays: Int, objection: PaperObjection? = nil, ofFramework: Bool = false,
    law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.recipient = recipient
    self.bidder = bidder
    self.bid = bid
    self.outcome = outcome
    self.resultNoticeNumber = resultNoticeNumber
    self.challengeWorkingDays = challengeWorkingDays
    self.objection = objection
    self.ofFramework = ofFramework
    self.law = law
  }

  var body: [JSON.Member] {
    let told: JSON =
      switch outcome {
      case .ranked(let merit, let rank, let drawnPlace): merit.json(rank: rank, drawnPlace: drawnPlace)
      case .rejected(let stage, let reason):
        object(["state": "rejected", "stage": .string(stage), "reason": .string(reason)])
      case .notOpened(let reason):
        object(["state": "notOpened", "reason": .string(reason)])
      case .lotFailed(let reason):
        object(["state": "lotFailed", "reason": .string(reason)])
      case .lotFailedLater(let reason, let own):
        object(["state": "lotFailed", "reason": .string(reason), "own": own.json])
      }
    return members([
      "buyer": buyer.json, "recipient": .string(recipient), "bidder": .string(bidder), "bid": .string(bid),
      "outcome": told, "resultNoticeNumber": .string(resultNoticeNumber),
      "challengeWorkingDays": challengeWorkingDays.fact(if: objection == nil), "objection": objection.fact,
      "framework": ofFramework ? true : nil, "law": law.fact,
    ])
  }
}

extension PaperMerit {
  /// A bid's own result.
  fileprivate func json(rank: Int, drawnPlace: Int?) -> JSON {
    object([
      "state": "ranked", "total": total, "evaluatedPrice": evaluatedPrice, "rank": JSON(rank),
      "drawnPlace": drawnPlace.map { JSON($0) },
    ])
  }
}
