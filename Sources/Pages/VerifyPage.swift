import Exact
import Messages
import Tendering

/// What the daemon's own check of a tender's bundle found.
public struct CheckFacts: Sendable {
  public enum State: Sendable {
    /// Lots are not all awarded or failed yet.
    case notFinished
    /// The check is under way; what is known is of an earlier state of the files, if anything.
    case waiting
    case checked
    case tooLarge(bytes: Int, max: Int)
    case failed
  }

  /// One line of `tender verify`.
  public struct Finding: Sendable {
    public let check: String
    /// ok, FAIL or note
    public let result: String
    public let words: Wording

    public init(check: String, result: String, words: Wording) {
      self.check = check
      self.result = result
      self.words = words
    }
  }

  public let state: State
  public let checkedAt: Instant?
  public let logSize: Int
  public let findings: [Finding]

  public init(state: State, checkedAt: Instant?, logSize: Int, findings: [Finding]) {
    self.state = state
    self.checkedAt = checkedAt
    self.logSize = logSize
    self.findings = findings
  }
}

/// A finished tender as the daemon checks it, and how to check it without believing the daemon.
public struct VerifyPage: Sendable {
  public struct FindingRow: Sendable {
    let result: String
    /// The style's name for it.
    let mark: String
    let check: String
    let words: String
  }

  public struct FindingTable: Sendable {
    let columns: [String]
    let rows: [FindingRow]
    let legend: String
    let checkedAt: String
  }

  let frame: PageFrame
  let tender: String
  let back: String
  let backLink: String
  let lead: String
  let commands: String
  /// How things stand, in a sentence.
  let verdict: String
  let verdictMark: String
  /// Nil while nothing was checked.
  let findings: FindingTable?
  let log: LogPart

  public init(
    _ tender: TenderFacts, check: CheckFacts, log: LogFacts, isRehearsal: Bool, madeAt: Instant, language: Language
  ) {
    frame = PageFrame(
      title: PageWords.verifyTitle[language], path: "/tenders/\(tender.id)/verify", isRehearsal: isRehearsal,
      madeAt: madeAt, language: language)
    self.tender = "\(tender.title)（\(tender.id)）"
    back = PageWords.backToTender[language]
    backLink = PageFrame.link("/tenders/\(tender.id)", language)
    lead = PageWords.verifyLead[language]
    commands = "tender export \(tender.id) --out DIR\ntender verify DIR --trust MY-TRUST"
    let failure = check.findings.first { $0.result == "FAIL" }
    (verdict, verdictMark) = Self.verdict(check, failure: failure, language)
    let moment = check.checkedAt.map { PageWords.verifiedAt(DateWording.moment($0), logSize: check.logSize)[language] }
    findings =
      check.findings.isEmpty
      ? nil
      : FindingTable(
        columns: PageWords.verifyColumns.map { $0[language] },
        rows: check.findings.map { finding in
          FindingRow(
            result: finding.result, mark: Self.mark(finding.result), check: finding.check,
            words: finding.words[language])
        }, legend: PageWords.verifyLegend[language], checkedAt: moment ?? "")
    self.log = LogPart(log, tender: tender.id, language: language)
  }

  private static func verdict(
    _ check: CheckFacts, failure: CheckFacts.Finding?, _ language: Language
  ) -> (String, String) {
    let found =
      failure.map { PageWords.verifyFails[language] + $0.words[language] } ?? PageWords.verifyHolds[language]
    return switch check.state {
    case .notFinished: (PageWords.verifyNotFinished[language], "note")
    case .waiting where check.findings.isEmpty: (PageWords.verifyWaiting[language], "note")
    case .waiting: (PageWords.verifyStale[language], "note")
    case .checked: (found, failure == nil ? "ok" : "fail")
    case .tooLarge(let bytes, let max):
      (PageWords.verifyTooLarge(AmountWording.bytes(bytes), max: AmountWording.bytes(max))[language], "note")
    case .failed: (PageWords.verifyFailed[language], "note")
    }
  }

  private static func mark(_ result: String) -> String {
    switch result {
    case "ok": "ok"
    case "FAIL": "fail"
    default: "note"
    }
  }
}
