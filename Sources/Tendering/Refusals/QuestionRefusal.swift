/// Why a question is not taken, or an answer to it not given.
public enum QuestionRefusal: Refusal {
  case form(FormRefusal)
  /// The tender is closed or cancelled.
  case tenderEnded(state: Tender.State)
  /// So late that no answer need come before the deadline.
  case windowOver(ended: Instant)
  case textMissing
  case textTooLong(max: Int)
  /// It says who asks, and everybody will read it.
  case namesAsker
  case tooManyOpen(max: Int)
  case nothingToAnswer
  case questionUnknown(number: Int)
  case answerTwice(number: Int)
  case answeredAlready(number: Int)

  public var code: String {
    switch self {
    case .form(let refusal): refusal.code
    case .tenderEnded: "question.tenderEnded"
    case .windowOver: "question.windowOver"
    case .textMissing: "question.textMissing"
    case .textTooLong: "question.textTooLong"
    case .namesAsker: "question.namesAsker"
    case .tooManyOpen: "question.tooManyOpen"
    case .nothingToAnswer: "question.nothingToAnswer"
    case .questionUnknown: "question.questionUnknown"
    case .answerTwice: "question.answerTwice"
    case .answeredAlready: "question.answeredAlready"
    }
  }
}
