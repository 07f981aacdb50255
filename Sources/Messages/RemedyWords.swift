import Tendering

extension RemedyRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .remedyUnknown:
      Wording(
        zh: "没有这一件询问、质疑、异议或投诉，或它不是您的。",
        en: "There is no such inquiry, challenge, objection or complaint, or it is not yours.")
    case .kindUnknownHere(let kind):
      Wording(
        zh: "本项目适用的规则没有“\(kind.words.zh)”这一途径。",
        en: "The rules of this tender do not know \(kind.words.article) \(kind.words.en).")
    case .lotMissing: Wording(zh: "对采购过程和结果提出的，要写明标段。", en: "Name the lot: procedure and result are a lot's.")
    case .stageMissing:
      Wording(
        zh: "对采购过程提出的，要写明环节（opening 开标，evaluation 评审）；其他不写。",
        en: "About the procedure, and only then, name the step: opening or evaluation.")
    case .noStanding:
      Wording(
        zh: "只有参加本标段投标的供应商才能对其过程和结果提出。",
        en: "Only those who bid for the lot may turn against its procedure or its result.")
    case .tooMany(let max):
      Wording(zh: "同一供应商在一个项目中最多提出 \(max) 件。", en: "One supplier files \(max) in a tender at most.")
    case .earlierIdle: Wording(zh: "只有投诉才写明此前的质疑或异议。", en: "Only a complaint names what it follows.")
    case .earlierMissing:
      Wording(
        zh: "投诉要在质疑（异议）之后，就同一事项提出：请写明您自己就同一标段、同一对象提出的那一件。",
        en: "A complaint follows one's own challenge or objection about the same: name it.")
    case .complainedAlready: Wording(zh: "就这一件已经投诉过。", en: "A complaint about this one was made before.")
    case .answerAwaited(let until):
      Wording(
        zh: "采购人的答复期到\(DateWording.day(until).zh)，之后未答复的再投诉。",
        en: "The buyer may answer until \(DateWording.day(until).en); complain after that.")
    case .nothingHappened:
      Wording(zh: "所针对的环节还没有结束，或结果还没有公布。", en: "What it is about is not over, or not announced yet.")
    case .tooEarly(let from):
      Wording(zh: "要从\(DateWording.day(from).zh)起才能提出。", en: "It may be filed from \(DateWording.day(from).en) on.")
    case .late(let until):
      Wording(
        zh: "期限已于\(DateWording.day(until).zh)届满，不再受理。",
        en: "The time ended with \(DateWording.day(until).en); it is not taken any more.")
    case .beyondChallenge:
      Wording(
        zh: "投诉事项不得超出质疑（异议）的范围；每一项写明原来的序号，因答复而起的写 0（没有答复的不能写 0）。",
        en:
          "A complaint goes not beyond the challenge: each matter names the number it had there, or 0 for what the answer gave rise to."
      )
    case .endedAlready(let state):
      Wording(zh: "这一件已经办结（\(state.words.zh)）。", en: "It is over (\(state.words.en)).")
    case .wrongStep(let kind, let state):
      Wording(
        zh: "“\(kind.words.zh)”目前是“\(state.words.zh)”，不能这样办理：投诉先受理再决定，其他由采购人答复。",
        en:
          "The \(kind.words.en) is \(state.words.en); it does not go on so. A complaint is taken up, then decided; the others are answered by the buyer."
      )
    case .outcomeUnfit(let kind):
      Wording(
        zh: "“\(kind.words.zh)”不能这样答复：询问只作说明，其他要写明成立、部分成立或不成立。",
        en:
          "\(kind.words.article.capitalizedFirst) \(kind.words.en) is not answered so: an inquiry is explained, all others are upheld or rejected."
      )
    case .effectUnlawful(let effect):
      Wording(
        zh: "不能作出“\(effect.words.zh)”的处理：要有成立的认定，并与标段所处的阶段相符。",
        en:
          "“\(effect.words.en)” cannot follow: it takes an upheld finding, and a lot that stands where it can be done.")
    case .suspensionTooLong(let until):
      Wording(
        zh: "暂停最长到\(DateWording.day(until).zh)。", en: "A suspension lasts until \(DateWording.day(until).en) at most.")
    case .held(let step, let by):
      Wording(
        zh: "\(by) 尚未办结，或其处理决定尚未执行，\(step.words.zh)依法暂停。",
        en: "\(by) is pending, or what it led to is not done: \(step.words.en) waits, as the law asks.")
    }
  }
}

extension Remedy.Kind {
  /// 质疑; challenge, with its article.
  public var words: (zh: String, en: String, article: String) {
    switch self {
    case .inquiry: ("询问", "inquiry", "an")
    case .challenge: ("质疑", "challenge", "a")
    case .objection: ("异议", "objection", "an")
    case .complaint: ("投诉", "complaint", "a")
    }
  }
}

extension Remedy.About {
  public var words: Wording {
    switch self {
    case .documents: Wording(zh: "招标文件", en: "the documents")
    case .procedure: Wording(zh: "采购过程", en: "the procedure")
    case .result: Wording(zh: "中标结果", en: "the result")
    }
  }
}

extension Remedy.Stage {
  public var words: Wording {
    switch self {
    case .opening: Wording(zh: "开标", en: "the opening")
    case .evaluation: Wording(zh: "评审", en: "the evaluation")
    }
  }
}

extension Remedy.State {
  public var words: Wording {
    switch self {
    case .pending: Wording(zh: "待办", en: "pending")
    case .accepted: Wording(zh: "已受理", en: "taken up")
    case .answered: Wording(zh: "已答复", en: "answered")
    case .decided: Wording(zh: "已决定", en: "decided")
    case .withdrawn: Wording(zh: "已撤回", en: "withdrawn")
    case .returned: Wording(zh: "不予受理", en: "not taken up")
    }
  }
}

extension Remedy.Outcome {
  public var words: Wording {
    switch self {
    case .explained: Wording(zh: "已说明", en: "explained")
    case .upheld: Wording(zh: "成立", en: "upheld")
    case .partlyUpheld: Wording(zh: "部分成立", en: "upheld in part")
    case .rejected: Wording(zh: "不成立", en: "rejected")
    }
  }
}

extension Remedy.Effect {
  public var words: Wording {
    switch self {
    case .none: Wording(zh: "不影响采购结果，采购活动继续进行", en: "nothing changes")
    case .amendDocuments: Wording(zh: "修改招标文件后继续进行", en: "the documents are amended first")
    case .reEvaluate: Wording(zh: "依法纠正评审结果", en: "the evaluation is corrected")
    case .nextCandidate: Wording(zh: "中标无效，依次确定下一中标候选人", en: "the award is void, the next candidate follows")
    case .retender: Wording(zh: "标段作废，重新开展采购", en: "the lot fails and is tendered anew")
    }
  }
}

extension ProcedureRules.HeldStep {
  public var words: Wording {
    switch self {
    case .opening: Wording(zh: "开标", en: "the opening")
    case .award: Wording(zh: "定标", en: "the award")
    case .signing: Wording(zh: "签订合同", en: "signing")
    }
  }
}
