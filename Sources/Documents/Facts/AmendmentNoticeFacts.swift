import Canon

/// One thing that an amendment changes, with what stood before.
public struct AmendedItem: Sendable, Hashable, Fact {
  public var name, before, after: String

  public init(name: String, before: String, after: String) {
    self.name = name
    self.before = before
    self.after = after
  }

  var json: JSON { object(["name": .string(name), "before": .string(before), "after": .string(after)]) }
}

/// 更正公告 of a published tender.
public struct AmendmentNoticeFacts: PaperFacts {
  static let kind = PaperKind.amendmentNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Which amendment of the tender this is, from 1.
  public var seq: Int
  /// When the tender notice first went out.
  public var publishedOn: PaperDate
  public var reason: String
  public var changes: [AmendedItem]
  /// Equal where the deadline stays.
  public var deadlineBefore, deadlineAfter: PaperMoment
  /// Whether the change bears on how bids are written.
  public var affectsBids: Bool
  public var amendedAt: PaperMoment
  /// The ids of the `tender-notice/v1` and `tender-amend/v1` notes, base64.
  public var notice, note: String
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, seq: Int, publishedOn: PaperDate, reason: String, changes: [AmendedItem],
    deadlineBefore: PaperMoment, deadlineAfter: PaperMoment, affectsBids: Bool, amendedAt: PaperMoment, notice: String,
    note: String, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.seq = seq
    self.publishedOn = publishedOn
    self.reason = reason
    self.changes = changes
    self.deadlineBefore = deadlineBefore
    self.deadlineAfter = deadlineAfter
    self.affectsBids = affectsBids
    self.amendedAt = amendedAt
    self.notice = notice
    self.note = note
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "seq": JSON(seq), "publishedOn": publishedOn.json, "reason": .string(reason),
      "changes": .array(changes.map(\.json)), "deadlineBefore": deadlineBefore.json,
      "deadlineAfter": deadlineAfter.json, "deadlineMoves": .bool(deadlineBefore != deadlineAfter),
      "affectsBids": .bool(affectsBids), "amendedAt": amendedAt.json, "notice": .string(notice), "note": .string(note),
      "law": law.fact,
    ])
  }
}
