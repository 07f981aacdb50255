import Canon

/// A question as everybody reads it, and its answer.
public struct AnsweredQuestion: Sendable, Hashable, Fact {
  public var question, answer: String

  public init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }

  var json: JSON { object(["question": .string(question), "answer": .string(answer)]) }
}

/// 澄清公告 of a published tender. Who asked does not stand on it.
public struct ClarificationNoticeFacts: PaperFacts {
  static let kind = PaperKind.clarificationNotice

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Which clarification of the tender this is, from 1.
  public var seq: Int
  public var answers: [AnsweredQuestion]
  /// Whether the answers bear on how bids are written.
  public var affectsBids: Bool
  /// In force when it was printed.
  public var deadline: PaperMoment
  public var madeAt: PaperMoment
  /// The ids of the `tender-notice/v1` and `tender-clarification/v1` notes, base64.
  public var notice, note: String
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, seq: Int, answers: [AnsweredQuestion], affectsBids: Bool,
    deadline: PaperMoment, madeAt: PaperMoment, notice: String, note: String,
    law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.seq = seq
    self.answers = answers
    self.affectsBids = affectsBids
    self.deadline = deadline
    self.madeAt = madeAt
    self.notice = notice
    self.note = note
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "seq": JSON(seq), "answers": .array(answers.map(\.json)), "affectsBids": .bool(affectsBids),
      "deadline": deadline.json, "answeredAt": madeAt.json, "notice": .string(notice), "note": .string(note),
      "law": law.fact,
    ])
  }
}
