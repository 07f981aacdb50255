import Canon

/// 废标公告 of a lot that failed.
public struct FailureNoticeFacts: PaperFacts {
  static let kind = PaperKind.failureNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// 公开招标 and the like.
  public var method: String
  /// The ground's code in `tender-fail/v1`, such as tooFewBids, and its name in Chinese.
  public var ground, groundName: String
  /// The reason in full: the text whose hash stands in the note.
  public var reason: String
  /// The legal basis, such as 《政府采购货物和服务招标投标管理办法》第四十一条.
  public var basis: String
  /// Bidders with a bid in force at the close, and how many there must be.
  public var bidders, minimum: Int
  /// True when no bid of the lot was opened: the ciphertext stays closed.
  public var staysSealed: Bool
  /// What is done next, in a sentence.
  public var next: String
  public var decidedAt: PaperMoment
  /// The id of the `tender-fail/v1` note, base64.
  public var note: String
  public var challengeWorkingDays: Int
  /// Under the Tendering Law, instead of the challenge.
  public var objection: PaperObjection?

  public init(
    frame: PaperFrame, buyer: PaperParty, method: String, ground: String, groundName: String, reason: String,
    basis: String, bidders: Int, minimum: Int, staysSealed: Bool, next: String, decidedAt: PaperMoment, note: String,
    challengeWorkingDays: Int, objection: PaperObjection? = nil
  ) {
    self.frame = frame
    self.buyer = buyer
    self.method = method
    self.ground = ground
    self.groundName = groundName
    self.reason = reason
    self.basis = basis
    self.bidders = bidders
    self.minimum = minimum
    self.staysSealed = staysSealed
    self.next = next
    self.decidedAt = decidedAt
    self.note = note
    self.challengeWorkingDays = challengeWorkingDays
    self.objection = objection
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "method": .string(method), "ground": .string(ground), "groundName": .string(groundName),
      "reason": .string(reason), "basis": .string(basis), "bidders": JSON(bidders), "minimum": JSON(minimum),
      "staysSealed": .bool(staysSealed), "next": .string(next), "decidedAt": decidedAt.json, "note": .string(note),
      "challengeWorkingDays": challengeWorkingDays.fact(if: objection == nil), "objection": objection.fact,
    ])
  }
}
