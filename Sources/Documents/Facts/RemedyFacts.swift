import Canon
import Messages
import Tendering

/// 询问函, 质疑函, 异议书 or 投诉书, as it was filed.
public struct RemedyLetterFacts: PaperFacts {
  static let kind = PaperKind.remedyLetter

  public var frame: PaperFrame
  /// The buyer's name; a complaint goes to the authority, and names it as the one complained of.
  public var to: String
  public var filer: PaperParty
  /// The key that signed the request.
  public var key: String
  public var filing: Remedy.Filing
  public var filedAt: PaperMoment
  public var dueOn: PaperDate

  public init(
    frame: PaperFrame, to: String, filer: PaperParty, key: String, filing: Remedy.Filing, filedAt: PaperMoment,
    dueOn: PaperDate
  ) {
    self.frame = frame
    self.to = to
    self.filer = filer
    self.key = key
    self.filing = filing
    self.filedAt = filedAt
    self.dueOn = dueOn
  }

  var body: [JSON.Member] {
    filing.members
      + members([
        "to": .string(to), "filer": filer.json, "key": .string(key), "filedAt": filedAt.json, "dueOn": dueOn.json,
      ])
  }
}

/// 询问答复书, 质疑答复书 or 异议答复书.
public struct RemedyAnswerFacts: PaperFacts {
  static let kind = PaperKind.remedyAnswer

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Nil while it is not to be told who asked: before the close, about the documents.
  public var filer: PaperParty?
  public var filing: Remedy.Filing
  public var finding: Remedy.Finding
  public var filedAt, endedAt: PaperMoment

  public init(
    frame: PaperFrame, buyer: PaperParty, filer: PaperParty?, filing: Remedy.Filing, finding: Remedy.Finding,
    filedAt: PaperMoment, endedAt: PaperMoment
  ) {
    self.frame = frame
    self.buyer = buyer
    self.filer = filer
    self.filing = filing
    self.finding = finding
    self.filedAt = filedAt
    self.endedAt = endedAt
  }

  var body: [JSON.Member] {
    filing.members
      + members([
        "buyer": buyer.json, "filer": filer.fact, "outcome": .string(finding.outcome.rawValue),
        "outcomeName": .string(finding.outcome.words.zh), "effect": .string(finding.effect.rawValue),
        "effectName": .string(finding.effect.words.zh), "findings": .string(finding.findings),
        "grounds": .string(finding.grounds), "filedAt": filedAt.json, "endedAt": endedAt.json,
      ])
  }
}

/// 投诉处理决定书, public.
public struct ComplaintDecisionFacts: PaperFacts {
  static let kind = PaperKind.complaintDecision

  public var answer: RemedyAnswerFacts
  /// Who decides.
  public var authority: String
  public var suspendedUntil: PaperDate?

  public init(answer: RemedyAnswerFacts, authority: String, suspendedUntil: PaperDate?) {
    self.answer = answer
    self.authority = authority
    self.suspendedUntil = suspendedUntil
  }

  var frame: PaperFrame { answer.frame }
  var body: [JSON.Member] {
    answer.body + members(["authority": .string(authority), "suspendedUntil": suspendedUntil.map(\.json)])
  }
}

extension Remedy.Filing {
  fileprivate var members: [JSON.Member] {
    Documents.members([
      "remedyKind": .string(kind.rawValue), "kindName": .string(kind.words.zh), "about": .string(about.rawValue),
      "aboutName": .string(about.words.zh), "stageName": stage.map { .string($0.words.zh) },
      "earlier": earlier.map { .string($0.text) }, "matters": matters.map(\.text).fact, "request": .string(request),
      "facts": .string(facts), "law": law.fact,
    ])
  }
}
