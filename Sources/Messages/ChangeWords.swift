import Tendering

/// Changes of a published tender, and why they are refused.
extension AmendmentRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .subjectFixed(let item):
      Wording(
        zh: "“\(item)”属于采购标的，公告之后不得更正；确需改变的，应终止后重新招标。",
        en: "“\(item)” is the subject matter, which no amendment may change; to change it, cancel and tender again.")
    case .qualificationFixed(let item):
      Wording(
        zh: "“\(item)”属于资格条件，公告之后不得更正；确需改变的，应终止后重新招标。",
        en:
          "“\(item)” is a condition for bidders, which no amendment may change; to change it, cancel and tender again.")
    case .rulesFixed(let item):
      Wording(
        zh: "“\(item)”自公告起固定，不能更正。", en: "“\(item)” is fixed from the notice on and cannot be amended.")
    case .itemUnknown(let item):
      Wording(
        zh: "没有“\(item)”这一项；可以更正的是 \(TenderChange.Item.allCases.map(\.rawValue).joined(separator: "、"))。",
        en: "There is no “\(item)” to amend; there are "
          + "\(TenderChange.Item.allCases.map(\.rawValue).joined(separator: ", ")).")
    case .reasonMissing: Wording(zh: "更正要写明理由。", en: "An amendment needs its reason.")
    case .itemTwice(let item): Wording(zh: "“\(item)”写了两次。", en: "“\(item)” stands there twice.")
    case .changesNothing(let item): Wording(zh: "“\(item)”与现行内容相同。", en: "“\(item)” says what stands there already.")
    }
  }
}

/// Questions and answers, and why they are refused.
extension QuestionRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .form(let form): form.wording
    case .tenderEnded(let state):
      Wording(
        zh: "项目\(state.words.zh)，不再提问或澄清。",
        en: "The tender is \(state.words.en): nothing is asked or clarified any more.")
    case .windowOver(let ended):
      Wording(
        zh: "提问已于 \(DateWording.moment(ended).zh) 截止。",
        en: "Questions were taken until \(DateWording.moment(ended).en).")
    case .textMissing: Wording(zh: "没有写明问题。", en: "The question is empty.")
    case .textTooLong(let max): Wording(zh: "问题最多 \(max) 字节。", en: "A question has at most \(max) bytes.")
    case .namesAsker:
      Wording(
        zh: "内容里有提问单位的名称或编号；它会公布给所有人，请改写。",
        en: "The text says who asks, and everybody will read it: say it without your name or numbers.")
    case .tooManyOpen(let max):
      Wording(zh: "您已有 \(max) 个问题待答复，请等待答复。", en: "\(max) of your questions wait for answers; wait for some.")
    case .nothingToAnswer: Wording(zh: "没有写明答复哪个问题。", en: "No question is answered.")
    case .questionUnknown(let number): Wording(zh: "没有第 \(number) 个问题。", en: "There is no question \(number).")
    case .answerTwice(let number): Wording(zh: "第 \(number) 个问题答复了两次。", en: "Question \(number) is answered twice.")
    case .answeredAlready(let number):
      Wording(zh: "第 \(number) 个问题已经答复。", en: "Question \(number) is answered already.")
    }
  }
}

/// How a question stands.
public enum QuestionWords {
  public static func state(_ state: String) -> Wording {
    switch state {
    case "open": Wording(zh: "待答复", en: "open")
    case "overdue": Wording(zh: "逾期未答复", en: "overdue")
    case "answered": Wording(zh: "已答复", en: "answered")
    default: Wording(zh: state, en: state)
    }
  }
}

/// What a bidder is told of.
public enum NoticeKindWords {
  public static func words(_ kind: String) -> Wording {
    switch kind {
    case "amendment": Wording(zh: "更正", en: "amendment")
    case "clarification": Wording(zh: "澄清答疑", en: "answers to questions")
    case "cancellation": Wording(zh: "项目终止", en: "tender cancelled")
    case "lotCancelled": Wording(zh: "标段终止", en: "lot cancelled")
    case "lotFailed": Wording(zh: "废标", en: "lot failed")
    default: Wording(zh: kind, en: kind)
    }
  }

  public static let sealedEarlier = Wording(zh: "按先前条款密封", en: "sealed under earlier terms")
}
