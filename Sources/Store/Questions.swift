import Notes
import Postgres

/// A question about a tender's documents, with its answer once there is one.
public struct QuestionRow: Sendable {
  public let number: Int
  public let body: String
  public let askedAt: Moment
  /// The seq of the clarification that answers it, and when it was made; nil while the question is open.
  public let answer: Answer?

  public struct Answer: Sendable {
    public let seq: Int
    /// The question as everybody reads it.
    public let question: String
    public let body: String
    public let madeAt: Moment
  }

  init(_ row: Row) throws {
    number = Int(try row.value("question_no") as Int32)
    body = try row.value("body")
    askedAt = Moment(micros: try row.value("asked_at"))
    answer = try (try row.value("seq") as Int32?).map { seq in
      Answer(
        seq: Int(seq), question: try row.value("question"), body: try row.value("answer"),
        madeAt: Moment(micros: try row.value("made_at")))
    }
  }
}

/// A clarification, by which questions were answered to all.
public struct ClarificationRow: Sendable {
  public let seq: Int
  public let noteID: Digest
  public let affectsBids: Bool
  public let madeAt: Moment

  init(_ row: Row) throws {
    seq = Int(try row.value("seq") as Int32)
    noteID = try decodedDigest(try row.value("note_id"))
    affectsBids = try row.value("affects_bids")
    madeAt = Moment(micros: try row.value("made_at"))
  }
}

extension Statement {
  /// Only between notice and deadline, whatever the rules said, and numbered without gap.
  static let insertQuestion = Statement(
    "insert_question",
    """
    insert into question (tender_id, question_no, asker, body, asked_at)
    select tender.tender_id,
           1 + (select count(*) from question where question.tender_id = tender.tender_id), $2, $3, $4::timestamptz
      from tender
     where tender.tender_id = $1
       and tender.state in ('published', 'open')
       and $4::timestamptz < tender.deadline_at
    returning question_no
    """)
  static let questionsOf = Statement(
    "questions_of",
    """
    select question.question_no, question.body, question.asked_at, answer.seq, answer.question,
           answer.body as answer, clarification.made_at
      from question
      left join answer on answer.tender_id = question.tender_id and answer.question_no = question.question_no
      left join clarification on clarification.tender_id = answer.tender_id and clarification.seq = answer.seq
     where question.tender_id = $1
     order by question.question_no
    """)
  static let questionAskers = Statement(
    "question_askers", "select question_no, asker from question_whole where tender_id = $1")
  static let answeredQuestions = Statement(
    "answered_questions", "select question from answer where tender_id = $1 and seq = $2 order by question_no")
  static let insertClarification = Statement(
    "insert_clarification",
    """
    insert into clarification (tender_id, seq, note_id, affects_bids, made_at)
    values ($1, $2, $3, $4, $5)
    """)
  static let insertAnswers = Statement(
    "insert_answers",
    """
    insert into answer (tender_id, question_no, seq, question, body)
    select $1, new.question_no, $2, new.question, new.body
      from unnest($3::int4[], $4::text[], $5::text[]) as new (question_no, question, body)
    """)
  static let clarificationsOf = Statement(
    "clarifications_of",
    """
    select seq, note_id, affects_bids, made_at
      from clarification
     where tender_id = $1
     order by seq
    """)
}

extension Transaction {
  /// The question's number; nil where the database does not count it as asked in time.
  public func insertQuestion(of tender: String, asker: String, body: String, at: Moment) throws -> Int? {
    try row(.insertQuestion, [.text(tender), .text(asker), .text(body), .timestamp(at.micros)])
      .map { Int(try $0.value("question_no") as Int32) }
  }

  /// By number.
  public func questions(of tender: String) throws -> [QuestionRow] {
    try rows(.questionsOf, [.text(tender)]).map(QuestionRow.init)
  }

  /// The key reference of who asked each question, as far as the reader may know: to people their own alone.
  public func askers(of tender: String) throws -> [Int: String] {
    var askers: [Int: String] = [:]
    for row in try rows(.questionAskers, [.text(tender)]) {
      askers[Int(try row.value("question_no") as Int32)] = try row.value("asker") as String
    }
    return askers
  }

  /// What everybody reads of the questions that one clarification answers.
  public func answeredQuestions(of tender: String, seq: Int) throws -> [String] {
    try rows(.answeredQuestions, [.text(tender), .int32(Int32(seq))]) { try $0.value("question") }
  }

  public func insertClarification(
    of tender: String, seq: Int, note: Digest, affectsBids: Bool,
    answers: [(number: Int, question: String, answer: String)], at: Moment
  ) throws {
    try execute(
      .insertClarification,
      [.text(tender), .int32(Int32(seq)), .bytes(note.bytes), .bool(affectsBids), .timestamp(at.micros)])
    try execute(
      .insertAnswers,
      [
        .text(tender), .int32(Int32(seq)), .int32s(answers.map { Int32($0.number) }), .texts(answers.map(\.question)),
        .texts(answers.map(\.answer)),
      ])
  }

  public func clarifications(of tender: String) throws -> [ClarificationRow] {
    try rows(.clarificationsOf, [.text(tender)]).map(ClarificationRow.init)
  }
}
