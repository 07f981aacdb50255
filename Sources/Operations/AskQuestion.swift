import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Office {
  /// Takes an agency's question about a published tender's documents.
  ///
  /// Who asked is kept for the record and shown to nobody, the officer included: until the deadline the buyer is not to
  /// know who may bid. The asker sees its own questions under numbers of its own, which do not tell how many
  /// others have asked.
  ///
  /// - Parameter json: `{"text":"…"}`.
  /// - Throws: `AccessRefusal`, `FormRefusal`, `TenderRefusal.tenderUnknown`, then `QuestionRefusal` in its order.
  public func askQuestion(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.askQuestion)
    let form = try FormReader(json, only: ["text"])
    guard let text = try form.value("text").stringValue else { throw FormRefusal.wrong(field: "text") }
    let at = now
    return try await write(as: .office, once) { tx in
      // The row's lock orders questions, whose numbers have no gap, and an amendment that moves the window.
      guard let row = try tx.tender(tender, lock: .exclusive), row.state != .draft, let deadline = row.deadlineAt else {
        throw TenderRefusal.tenderUnknown
      }
      let question = try Question(
        asking: text,
        .init(
          state: row.state, deadline: deadline.instant, window: try questionWindow(of: row, in: tx),
          names: try names(of: actor.key.text, in: tx),
          open: try ownQuestions(of: tender, by: actor, in: tx).count { $0.answer == nil }), at: at.instant)
      guard let number = try tx.insertQuestion(of: tender, asker: actor.key.text, body: question.text, at: at) else {
        throw PostgresFailure(.mismatch, message: "a question that the rules took is late for the database")
      }
      try tx.record(.askQuestion, by: actor, subject: tender, detail: "question \(number)", at: at)
      let own = try ownQuestions(of: tender, by: actor, in: tx)
      guard let last = own.last else { throw PostgresFailure(.mismatch, message: "a question is not there") }
      return try describe(last, as: own.count, window: questionWindow(of: row, in: tx))
    }
  }

  /// The questions of a tender: for an officer all of them, without who asked, each open one with the time by which it is
  /// due; for an agency its own.
  public func listQuestions(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listQuestions)
    return try await database.read(as: .actor(actor)) { tx in
      guard let row = try tx.tender(tender), row.state != .draft else { throw TenderRefusal.tenderUnknown }
      let window = try questionWindow(of: row, in: tx)
      let shown: [JSON]
      if actor.role == .agency {
        shown = try ownQuestions(of: tender, by: actor, in: tx).enumerated()
          .map { place, row in try describe(row, as: place + 1, window: window) }
      } else {
        shown = try tx.questions(of: tender).map { try describe($0, as: $0.number, window: window) }
      }
      return ["questions": .array(shown), "until": JSON(Int(window.ends.seconds)), "now": JSON(now.seconds)]
    }
  }

  private func ownQuestions(
    of tender: String, by actor: Actor, in tx: borrowing Transaction
  ) throws -> [QuestionRow] {
    try tx.reading(as: .actor(actor)) { tx in
      let askers = try tx.askers(of: tender)
      return try tx.questions(of: tender).filter { askers[$0.number] == actor.key.text }
    }
  }

  private func describe(_ row: QuestionRow, as number: Int, window: Question.Window) throws -> JSON {
    let due = window.answerBy(askedAt: row.askedAt.instant)
    return [
      "question": JSON(number), "text": JSON(row.body), "asked": JSON(row.askedAt.seconds),
      "due": due.map { JSON(Int($0.seconds)) } ?? .null,
      "state": JSON(row.answer != nil ? "answered" : due.map { $0 <= now.instant } ?? false ? "overdue" : "open"),
      "clarification": row.answer.map { JSON($0.seq) } ?? .null, "answer": JSON(row.answer?.body),
      "answered": row.answer.map { JSON($0.madeAt.seconds) } ?? .null,
    ]
  }

  /// By the deadline in force, and the rules of the day on which the tender was published.
  func questionWindow(of row: TenderRow, in tx: borrowing Transaction) throws -> Question.Window {
    guard let deadline = row.deadlineAt, let notice = row.noticeID,
      let published = try tx.publishedAt(notice: notice), let profile = Profile(rawValue: row.profile)
    else { throw TenderRefusal.tenderUnknown }
    return Question.Window(
      deadline: deadline.instant, pace: try pace(of: row, in: tx),
      rules: RuleBook.inForce(on: CalendarDay(published.instant), for: profile))
  }

  /// By what an agency would be known in a text.
  func names(of asker: String, in tx: borrowing Transaction) throws -> [String] {
    let agency = try tx.agency(actor: asker)
    return [agency?.name, agency?.creditCode.text, agency?.licence, try tx.actor(keyRef: asker)?.name, asker]
      .compactMap(\.self)
  }
}
