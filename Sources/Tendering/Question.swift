import Canon

/// Questions about a published tender's documents (询问、答疑), asked by whoever may bid and answered to all.
///
/// Who asked is told to nobody. A question holds no clock: it waits for its answer, and whoever wants more time moves the
/// deadline by an amendment.
public struct Question: Hashable, Sendable {
  public let text: String

  public static let textMax = 4000
  public static let answerMax = 8000
  /// Of one asker in one tender; more wait until some are answered.
  public static let openMax = 20
  /// In one clarification.
  public static let answersMax = 100

  /// What is known when somebody asks.
  public struct Setting: Hashable, Sendable {
    public let state: Tender.State
    /// The deadline in force.
    public let deadline: Instant
    public let window: Window
    /// Names and numbers by which the asker would be known.
    public let names: [String]
    /// How many of the asker's questions wait for an answer.
    public let open: Int

    public init(state: Tender.State, deadline: Instant, window: Window, names: [String], open: Int) {
      self.state = state
      self.deadline = deadline
      self.window = window
      self.names = names
      self.open = open
    }
  }

  /// Takes a question, or says why not.
  ///
  /// - Throws: the first refusal in the order of `QuestionRefusal`.
  /// - Source; R-042 for the names.
  public init(asking text: String, _ setting: Setting, at now: Instant) throws(QuestionRefusal) {
    guard !setting.state.isFinal else { throw .tenderEnded(state: setting.state) }
    guard now < setting.window.ends else { throw .windowOver(ended: setting.window.ends) }
    guard text.utf8.contains(where: { $0 > 0x20 }) else { throw .textMissing }
    guard text.utf8.count <= Self.textMax else { throw .textTooLong(max: Self.textMax) }
    try Self.requireNameless(text, of: setting.names)
    guard setting.open < Self.openMax else { throw .tooManyOpen(max: Self.openMax) }
    self.text = text
  }

  /// - Throws: `namesAsker`.
  public static func requireNameless(_ text: String, of names: [String]) throws(QuestionRefusal) {
    for name in names where !name.isEmpty && contains(text, name) { throw .namesAsker }
  }

  /// Byte by byte: nothing of Foundation, and no folding that would let one name pass for another.
  private static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// From when to when questions are taken, and how long the buyer has to answer one.
  public struct Window: Hashable, Sendable {
    /// Questions are taken before this moment.
    public let ends: Instant
    private let answer: Period?
    private let pace: Pace
    private let calendar: WorkingCalendar

    /// A question must leave time for its answer: under procurement law the three working days of an inquiry, on the
    /// statutory track the ten days by which an objection to the documents comes before the deadline. Elsewhere the
    /// deadline itself is the end.
    ///
    /// - Parameter deadline: in force; moving it moves the window.
    public init(deadline: Instant, pace: Pace, rules: RuleBook, calendar: WorkingCalendar = .china) {
      let lead = rules.rule(.objectionLead)?.value.period ?? rules.rule(.inquiryAnswer)?.value.period
      answer = rules.rule(.objectionAnswer)?.value.period ?? rules.rule(.inquiryAnswer)?.value.period
      self.pace = pace
      self.calendar = calendar
      guard let lead else {
        ends = deadline
        return
      }
      switch pace {
      case .real: ends = min(calendar.latest(lead, before: CalendarDay(deadline)).adding(days: 1).begins, deadline)
      case .rehearsal: ends = deadline.adding(seconds: -pace.seconds(days: lead.count))
      }
    }

    /// Until when a question asked at that moment is to be answered; nil where no rule sets it, or a rehearsal counts no
    /// days.
    public func answerBy(askedAt: Instant) -> Instant? {
      guard let answer else { return nil }
      switch pace {
      case .real: return calendar.lastDay(of: answer, after: CalendarDay(askedAt)).adding(days: 1).begins
      case .rehearsal(secondsPerDay: 0): return nil
      case .rehearsal: return askedAt.adding(seconds: pace.seconds(days: answer.count))
      }
    }
  }

  /// One answer, as the officer gives it.
  public struct Answer: Hashable, Sendable {
    /// The question's number.
    public let number: Int
    public let answer: String
    /// The question in other words, where its own would tell who asked; nil to repeat it.
    public let wording: String?
  }

  /// What is known of a question that is answered.
  public struct Asked: Hashable, Sendable {
    public let number: Int
    public let text: String
    public let names: [String]
    public let isAnswered: Bool

    public init(number: Int, text: String, names: [String], isAnswered: Bool) {
      self.number = number
      self.text = text
      self.names = names
      self.isAnswered = isAnswered
    }
  }
}

/// Answers to questions, for all who take part (澄清), before they are signed as `tender-clarification/v1`.
///
///     {"affectsBids":false,"answers":[{"question":1,"answer":"…","as":"…" (may be left out)}]}
public struct Clarification: Hashable, Sendable {
  /// Whether the answers bear on how bids are written: then fifteen days must be left before the deadline.
  public let affectsBids: Bool
  public let answers: [Question.Answer]

  /// - Throws: `QuestionRefusal`.
  public init(json: JSON) throws(QuestionRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(json, only: ["affectsBids", "answers"])
      affectsBids = form.has("affectsBids") ? try form.bool("affectsBids") : false
      var answers: [Question.Answer] = []
      for entry in try form.objects("answers", max: Question.answersMax, only: ["question", "answer", "as"]) {
        answers.append(
          Question.Answer(
            number: try entry.integer("question", in: 1...999_999_999),
            answer: try entry.text("answer", max: Question.answerMax),
            wording: try entry.optionalText("as", max: Question.textMax)))
      }
      self.answers = answers
    } catch { throw .form(error) }
  }

  /// The questions and answers as everybody reads them, in the officer's order; nobody's question is known by it.
  ///
  /// - Throws: `nothingToAnswer`, `questionUnknown`, `answerTwice`, `answeredAlready`, `namesAsker`.
  public func published(_ asked: [Question.Asked]) throws(QuestionRefusal) -> [(
    number: Int, question: String, answer: String
  )] {
    guard !answers.isEmpty else { throw .nothingToAnswer }
    var told: [(number: Int, question: String, answer: String)] = []
    for answer in answers {
      guard let question = asked.first(where: { $0.number == answer.number }) else {
        throw .questionUnknown(number: answer.number)
      }
      guard !told.contains(where: { $0.number == answer.number }) else { throw .answerTwice(number: answer.number) }
      guard !question.isAnswered else { throw .answeredAlready(number: answer.number) }
      let words = answer.wording ?? question.text
      try Question.requireNameless(words, of: question.names)
      try Question.requireNameless(answer.answer, of: question.names)
      told.append((answer.number, words, answer.answer))
    }
    return told
  }
}
