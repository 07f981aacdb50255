import Canon

/// 评标报告: how the committee came to its ranking, with every published number.
public struct EvaluationReportFacts: PaperFacts {
  static let kind = PaperKind.evaluationReport

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Where and when the notice was published.
  public var noticeMedium: String
  public var noticeDate: PaperDate
  public var openedAt: PaperMoment
  public var openingPlace: String
  /// The number of the 开标记录表.
  public var openingRecordNumber: String
  /// The lot's whole `evaluation/<lot>.json` (form of every number, never the shortened public one).
  public var evaluation: JSON
  /// A bidder's name as read out, by its `<key name>+<8 hex>`; every bidder of `evaluation` has one.
  public var bidders: [EvaluatedBidder]
  public var members: [CommitteeSeat]
  /// The course of the work in order, a sentence each.
  public var course: [String]
  public var clarifications: [CommitteeClarification]
  /// Replaced members, a sentence each.
  public var replacements: [String]
  /// Written dissent, a sentence each, with the member who wrote it.
  public var dissents: [String]
  /// The committee's proposal, in the order in which they may be awarded, equals as drawn: bidder keys. Empty where the lot
  /// failed all the same.
  public var proposed: [String]
  /// Under the Tendering Law, whose methods have other names; otherwise under procurement law.
  public var isUnderTenderingLaw: Bool

  public init(
    frame: PaperFrame, buyer: PaperParty, noticeMedium: String, noticeDate: PaperDate, openedAt: PaperMoment,
    openingPlace: String, openingRecordNumber: String, evaluation: JSON, bidders: [EvaluatedBidder],
    members: [CommitteeSeat], course: [String], clarifications: [CommitteeClarification] = [],
    replacements: [String] = [], dissents: [String] = [], proposed: [String], isUnderTenderingLaw: Bool = false
  ) {
    self.frame = frame
    self.buyer = buyer
    self.noticeMedium = noticeMedium
    self.noticeDate = noticeDate
    self.openedAt = openedAt
    self.openingPlace = openingPlace
    self.openingRecordNumber = openingRecordNumber
    self.evaluation = evaluation
    self.bidders = bidders
    self.members = members
    self.course = course
    self.clarifications = clarifications
    self.replacements = replacements
    self.dissents = dissents
    self.proposed = proposed
    self.isUnderTenderingLaw = isUnderTenderingLaw
  }

  var body: [JSON.Member] {
    Documents.members([
      "buyer": buyer.json, "noticeMedium": .string(noticeMedium), "noticeDate": noticeDate.json,
      "openedAt": openedAt.json, "openingPlace": .string(openingPlace),
      "openingRecordNumber": .string(openingRecordNumber), "evaluation": evaluation, "bidders": bidders.fact,
      "members": members.fact, "course": course.fact, "clarifications": clarifications.fact,
      "replacements": replacements.fact, "dissents": dissents.fact, "proposed": proposed.fact,
      "tenderingLaw": isUnderTenderingLaw ? true : nil,
    ])
  }
}

/// A bidder of the evaluation under its name.
public struct EvaluatedBidder: Sendable, Hashable, Fact {
  /// `<key name>+<8 hex>`
  public var bidder: String
  public var name: String
  /// Why its bid could not be read, in a sentence; nil for one that was read.
  public var reason: String?

  public init(bidder: String, name: String, reason: String? = nil) {
    self.bidder = bidder
    self.name = name
    self.reason = reason
  }

  var json: JSON { object(["bidder": .string(bidder), "name": .string(name), "reason": reason.fact]) }
}

/// A seat of the committee and the member's signed sheet.
public struct CommitteeSeat: Sendable, Hashable, Fact {
  /// m1, m2, …
  public var member: String
  /// The person, where the paper may name it.
  public var name: String?
  /// 评审专家（组长）, 评审专家, 采购人代表
  public var role: String
  public var key: String
  /// The id of the member's `tender-scores/v1`, base64; nil when the lot failed before scoring.
  public var sheet: String?

  public init(member: String, name: String? = nil, role: String, key: String, sheet: String?) {
    self.member = member
    self.name = name
    self.role = role
    self.key = key
    self.sheet = sheet
  }

  var json: JSON {
    object([
      "member": .string(member), "name": name.fact, "role": .string(role), "key": .string(key), "sheet": sheet.fact,
    ])
  }
}

/// A written question of the committee and the bidder's written answer.
public struct CommitteeClarification: Sendable, Hashable, Fact {
  public var bidder, question, answer: String

  public init(bidder: String, question: String, answer: String) {
    self.bidder = bidder
    self.question = question
    self.answer = answer
  }

  var json: JSON {
    object(["bidder": .string(bidder), "question": .string(question), "answer": .string(answer)])
  }
}
