import Canon

/// 终止公告 of a whole tender.
public struct CancellationNoticeFacts: PaperFacts {
  static let kind = PaperKind.cancellationNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// When the tender notice first went out.
  public var publishedOn: PaperDate
  /// The ground's code in `tender-cancellation/v1`, and its name in Chinese.
  public var ground, groundName: String
  public var reason: String
  /// The lots that end with it, each with its title.
  public var lots: [String]
  /// Whether bids had closed before.
  public var wasClosed: Bool
  /// True when no bid of the tender was opened.
  public var staysSealed: Bool
  public var cancelledAt: PaperMoment
  /// The ids of the `tender-notice/v1` and `tender-cancellation/v1` notes, base64.
  public var notice, note: String
  public var refundWorkingDays, challengeWorkingDays: Int
  /// Under the Tendering Law, instead of the challenge.
  public var objection: PaperObjection?

  public init(
    frame: PaperFrame, buyer: PaperParty, publishedOn: PaperDate, ground: String, groundName: String, reason: String,
    lots: [String], wasClosed: Bool, staysSealed: Bool, cancelledAt: PaperMoment, notice: String, note: String,
    refundWorkingDays: Int, challengeWorkingDays: Int, objection: PaperObjection? = nil
  ) {
    self.frame = frame
    self.buyer = buyer
    self.publishedOn = publishedOn
    self.ground = ground
    self.groundName = groundName
    self.reason = reason
    self.lots = lots
    self.wasClosed = wasClosed
    self.staysSealed = staysSealed
    self.cancelledAt = cancelledAt
    self.notice = notice
    self.note = note
    self.refundWorkingDays = refundWorkingDays
    self.challengeWorkingDays = challengeWorkingDays
    self.objection = objection
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "publishedOn": publishedOn.json, "ground": .string(ground),
      "groundName": .string(groundName), "reason": .string(reason), "lots": lots.fact, "wasClosed": .bool(wasClosed),
      "staysSealed": .bool(staysSealed), "cancelledAt": cancelledAt.json, "notice": .string(notice),
      "note": .string(note), "refundWorkingDays": JSON(refundWorkingDays),
      "challengeWorkingDays": challengeWorkingDays.fact(if: objection == nil), "objection": objection.fact,
    ])
  }
}
