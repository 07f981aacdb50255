import Notes
import Postgres

/// A written question of a committee, with the bidder's answer once it is there.
public struct CommitteeQuestionRow: Sendable {
  public let number: Int
  public let bid: Digest
  /// `clarification`, `correction` or `lowPrice`.
  public let kind: String
  public let question: String
  /// Names of the figures that made a price abnormally low.
  public let triggers: [String]
  public let askedAt: Moment
  public let answerBy: Moment
  public let answer: String?
  public let isConfirmed: Bool?
  public let answeredAt: Moment?

  init(_ row: Row) throws {
    number = Int(try row.value("question_no") as Int32)
    bid = try decodedDigest(try row.value("bid"))
    kind = try row.value("kind")
    question = try row.value("question")
    triggers = (try row.value("triggers") as String).split(separator: " ").map(String.init)
    askedAt = Moment(micros: try row.value("asked_at"))
    answerBy = Moment(micros: try row.value("answer_by"))
    answer = try row.value("answer")
    isConfirmed = try row.value("confirmed")
    answeredAt = (try row.value("answered_at") as Int64?).map(Moment.init)
  }
}

/// A sitting member's finding on the explanation of a low price.
public struct ExplanationFindingRow: Sendable {
  public let number: Int
  public let member: String
  public let isProven: Bool
  public let reason: String
}

/// A sitting member's reason for one of its scores.
public struct ScoreExplanationRow: Sendable {
  public let member: String
  public let bid: Digest
  public let criterion: String
  public let reason: String

  public init(member: String, bid: Digest, criterion: String, reason: String) {
    self.member = member
    self.bid = bid
    self.criterion = criterion
    self.reason = reason
  }
}

/// A lawful change of a sitting member's score.
public struct ScoreChangeRow: Sendable {
  public let member: String
  public let bid: Digest
  public let criterion: String
  public let ground: String
  /// Counted in 10^-scale of the criterion.
  public let from: Int64
  public let to: Int64
  public let reason: String
  /// 0 before the result was signed, or the re-review in which it was corrected.
  public let review: Int

  public init(
    member: String, bid: Digest, criterion: String, ground: String, from: Int64, to: Int64, reason: String,
    review: Int = 0
  ) {
    self.review = review
    self.member = member
    self.bid = bid
    self.criterion = criterion
    self.ground = ground
    self.from = from
    self.to = to
    self.reason = reason
  }
}

extension Statement {
  static let insertCommitteeQuestion = Statement(
    "insert_committee_question",
    """
    insert into committee_question (tender_id, lot_id, question_no, bid, kind, question, triggers, asked_by, asked_at,
           answer_by)
    select $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8, $9
      from committee_question
     where tender_id = $1
       and lot_id = $2
    returning question_no
    """)
  static let committeeQuestions = Statement(
    "committee_questions",
    """
    select committee_question.question_no, committee_question.bid, committee_question.kind, committee_question.question,
           committee_question.triggers, committee_question.asked_at, committee_question.answer_by, bidder_answer.answer,
           bidder_answer.confirmed, bidder_answer.answered_at
      from committee_question
      left join bidder_answer on bidder_answer.tender_id = committee_question.tender_id
       and bidder_answer.lot_id = committee_question.lot_id
       and bidder_answer.question_no = committee_question.question_no
     where committee_question.tender_id = $1
       and committee_question.lot_id = $2
     order by committee_question.question_no
    """)
  static let insertAnswer = Statement(
    "insert_answer",
    """
    insert into bidder_answer (tender_id, lot_id, question_no, answer, confirmed, answered_at)
    select $1, $2, $3, $4, $5, $6
      from committee_question
     where tender_id = $1
       and lot_id = $2
       and question_no = $3
       and answer_by >= $6
    returning question_no
    """)
  static let insertExplanationFinding = Statement(
    "insert_explanation_finding",
    """
    insert into explanation_finding (tender_id, lot_id, question_no, member, seq, proven, reason, found_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let explanationFindings = Statement(
    "explanation_findings",
    """
    select explanation_finding.question_no, explanation_finding.member, explanation_finding.proven,
           explanation_finding.reason
      from explanation_finding
      join committee_member on committee_member.tender_id = explanation_finding.tender_id
       and committee_member.lot_id = explanation_finding.lot_id
       and committee_member.member = explanation_finding.member and committee_member.seq = explanation_finding.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = explanation_finding.tender_id
       and committee_withdrawal.lot_id = explanation_finding.lot_id
       and committee_withdrawal.person = committee_member.person
     where explanation_finding.tender_id = $1
       and explanation_finding.lot_id = $2
       and committee_withdrawal.person is null
     order by explanation_finding.question_no, length(explanation_finding.member), explanation_finding.member
    """)
  static let insertScoreExplanation = Statement(
    "insert_score_explanation",
    """
    insert into score_explanation (tender_id, lot_id, member, seq, bid, criterion, reason, given_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """)
  static let scoreExplanations = Statement(
    "score_explanations",
    """
    select score_explanation.member, score_explanation.bid, score_explanation.criterion, score_explanation.reason
      from score_explanation
      join committee_member on committee_member.tender_id = score_explanation.tender_id
       and committee_member.lot_id = score_explanation.lot_id
       and committee_member.member = score_explanation.member and committee_member.seq = score_explanation.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = score_explanation.tender_id
       and committee_withdrawal.lot_id = score_explanation.lot_id
       and committee_withdrawal.person = committee_member.person
     where score_explanation.tender_id = $1
       and score_explanation.lot_id = $2
       and committee_withdrawal.person is null
     order by score_explanation.bid, score_explanation.criterion, length(score_explanation.member),
              score_explanation.member
    """)
  static let insertScoreChange = Statement(
    "insert_score_change",
    """
    insert into score_change (tender_id, lot_id, change_no, member, seq, bid, criterion, ground, from_units, to_units,
           reason, changed_at, review_no)
    select $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
      from score_change
     where tender_id = $1
       and lot_id = $2
    """)
  static let scoreChanges = Statement(
    "score_changes",
    """
    select score_change.member, score_change.bid, score_change.criterion, score_change.ground, score_change.from_units,
           score_change.to_units, score_change.reason, score_change.review_no
      from score_change
      join committee_member on committee_member.tender_id = score_change.tender_id
       and committee_member.lot_id = score_change.lot_id
       and committee_member.member = score_change.member and committee_member.seq = score_change.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = score_change.tender_id
       and committee_withdrawal.lot_id = score_change.lot_id
       and committee_withdrawal.person = committee_member.person
     where score_change.tender_id = $1
       and score_change.lot_id = $2
       and committee_withdrawal.person is null
     order by score_change.change_no
    """)
  static let insertDissent = Statement(
    "insert_dissent",
    """
    insert into dissent (tender_id, lot_id, member, seq, words, written_at)
    values ($1, $2, $3, $4, $5, $6)
    """)
  static let dissents = Statement(
    "dissents",
    """
    select dissent.member, dissent.words
      from dissent
      join committee_member on committee_member.tender_id = dissent.tender_id
       and committee_member.lot_id = dissent.lot_id
       and committee_member.member = dissent.member and committee_member.seq = dissent.seq
      left join committee_withdrawal on committee_withdrawal.tender_id = dissent.tender_id
       and committee_withdrawal.lot_id = dissent.lot_id
       and committee_withdrawal.person = committee_member.person
     where dissent.tender_id = $1
       and dissent.lot_id = $2
       and committee_withdrawal.person is null
     order by length(dissent.member), dissent.member
    """)
}

extension Transaction {
  /// - Returns: the question's number in the lot, from 1.
  public func insertQuestion(
    tender: String, lot: String, about bid: Digest, kind: String, words: String, triggers: [String], by actor: String,
    at: Moment, answerBy: Moment
  ) throws -> Int {
    let row = try onlyRow(
      .insertCommitteeQuestion,
      [
        .text(tender), .text(lot), .bytes(bid.bytes), .text(kind), .text(words),
        .text(triggers.joined(separator: " ")), .text(actor), .timestamp(at.micros), .timestamp(answerBy.micros),
      ])
    return Int(try row.value("question_no") as Int32)
  }

  public func questions(of tender: String, lot: String) throws -> [CommitteeQuestionRow] {
    try rows(.committeeQuestions, [.text(tender), .text(lot)]).map(CommitteeQuestionRow.init)
  }

  /// False when the time to answer is over.
  public func insertAnswer(
    to number: Int, tender: String, lot: String, words: String, isConfirmed: Bool?, at: Moment
  ) throws -> Bool {
    try row(
      .insertAnswer,
      [
        .text(tender), .text(lot), .int32(Int32(number)), .text(words), .bool(isConfirmed), .timestamp(at.micros),
      ]) != nil
  }

  public func insertExplanationFinding(
    on number: Int, tender: String, lot: String, by member: MemberRow, isProven: Bool, reason: String, at: Moment
  ) throws {
    try execute(
      .insertExplanationFinding,
      [
        .text(tender), .text(lot), .int32(Int32(number)), .text(member.member), .int32(Int32(member.seq)),
        .bool(isProven), .text(reason), .timestamp(at.micros),
      ])
  }

  public func explanationFindings(of tender: String, lot: String) throws -> [ExplanationFindingRow] {
    try rows(.explanationFindings, [.text(tender), .text(lot)]) { row in
      ExplanationFindingRow(
        number: Int(try row.value("question_no") as Int32), member: try row.value("member"),
        isProven: try row.value("proven"), reason: try row.value("reason"))
    }
  }

  public func insertScoreExplanation(
    _ said: ScoreExplanationRow, tender: String, lot: String, by member: MemberRow, at: Moment
  ) throws {
    try execute(
      .insertScoreExplanation,
      [
        .text(tender), .text(lot), .text(member.member), .int32(Int32(member.seq)), .bytes(said.bid.bytes),
        .text(said.criterion), .text(said.reason), .timestamp(at.micros),
      ])
  }

  public func scoreExplanations(of tender: String, lot: String) throws -> [ScoreExplanationRow] {
    try rows(.scoreExplanations, [.text(tender), .text(lot)]) { row in
      ScoreExplanationRow(
        member: try row.value("member"), bid: try decodedDigest(try row.value("bid")),
        criterion: try row.value("criterion"), reason: try row.value("reason"))
    }
  }

  public func insertScoreChange(
    _ change: ScoreChangeRow, tender: String, lot: String, by member: MemberRow, at: Moment
  ) throws {
    try execute(
      .insertScoreChange,
      [
        .text(tender), .text(lot), .text(member.member), .int32(Int32(member.seq)), .bytes(change.bid.bytes),
        .text(change.criterion), .text(change.ground), .int64(change.from), .int64(change.to), .text(change.reason),
        .timestamp(at.micros), .int32(Int32(change.review)),
      ])
  }

  /// In the order in which they were made.
  public func scoreChanges(of tender: String, lot: String) throws -> [ScoreChangeRow] {
    try rows(.scoreChanges, [.text(tender), .text(lot)]) { row in
      ScoreChangeRow(
        member: try row.value("member"), bid: try decodedDigest(try row.value("bid")),
        criterion: try row.value("criterion"), ground: try row.value("ground"), from: try row.value("from_units"),
        to: try row.value("to_units"), reason: try row.value("reason"),
        review: Int(try row.value("review_no") as Int32))
    }
  }

  public func insertDissent(
    _ words: String, tender: String, lot: String, by member: MemberRow, at: Moment
  ) throws {
    try execute(
      .insertDissent,
      [
        .text(tender), .text(lot), .text(member.member), .int32(Int32(member.seq)), .text(words), .timestamp(at.micros),
      ])
  }

  public func dissents(of tender: String, lot: String) throws -> [(member: String, words: String)] {
    try rows(.dissents, [.text(tender), .text(lot)]) { (try $0.value("member"), try $0.value("words")) }
  }
}
