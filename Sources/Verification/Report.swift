/// The families of checks, in the order in which they are made.
public enum Check: String, Hashable, Sendable, CaseIterable {
  case files, trust, log, ticks, reveal, notes, lists, notice, signers, amendments, close, batches, bids, manifests,
    shares, payloads, results, papers, particulars, terms, draws, committees, seals, scores, evaluation, failures,
    award, records, filings, openData
}

/// One line of a report.
public struct Finding: Hashable, Sendable {
  public enum Result: String, Hashable, Sendable {
    case ok
    /// Proves that something is false.
    case fail = "FAIL"
    /// Worth knowing, and no proof of tampering.
    case note
  }

  public var check: Check
  public var result: Result
  /// 中文
  public var zh: String
  public var en: String
  /// The file, note or tick it is about; empty when it is about the whole.
  public var subject: String
  /// Where in the log it shows; nil when it is not about one entry.
  public var place: Int?
  /// A note about something that was not given, so that a check could not be made.
  public var isMissing: Bool

  public init(
    _ check: Check, _ result: Result, zh: String, en: String, subject: String = "", place: Int? = nil,
    isMissing: Bool = false
  ) {
    self.check = check
    self.result = result
    self.zh = zh
    self.en = en
    self.subject = subject
    self.place = place
    self.isMissing = isMissing
  }
}

/// What a verification found, in order.
public struct Report: Sendable {
  public private(set) var findings: [Finding] = []
  private var counts: [Check: Int] = [:]

  /// More lines of one result in one family are counted, not printed.
  public static let linesMax = 20

  public init() {}

  public var firstFailure: Finding? { findings.first { $0.result == .fail } }
  public var holds: Bool { firstFailure == nil }
  /// What was not given, so that something could not be checked.
  public var missing: [Finding] { findings.filter(\.isMissing) }

  /// Puts a finding before all others.
  mutating func lead(_ finding: Finding) { findings.insert(finding, at: 0) }

  mutating func add(_ finding: Finding) { findings.append(finding) }

  mutating func fail(_ check: Check, _ subject: String = "", place: Int? = nil, zh: String, en: String) {
    counts[check, default: 0] += 1
    guard counts[check, default: 0] <= Self.linesMax else { return }
    findings.append(Finding(check, .fail, zh: zh, en: en, subject: subject, place: place))
  }

  /// A finding made elsewhere; failures are counted as if made here.
  mutating func take(_ finding: Finding) {
    guard finding.result == .fail else { return findings.append(finding) }
    fail(finding.check, finding.subject, place: finding.place, zh: finding.zh, en: finding.en)
  }

  mutating func note(_ check: Check, _ subject: String = "", zh: String, en: String) {
    findings.append(Finding(check, .note, zh: zh, en: en, subject: subject))
  }

  /// A note that something was not given.
  mutating func miss(_ check: Check, _ subject: String = "", zh: String, en: String) {
    findings.append(Finding(check, .note, zh: zh, en: en, subject: subject, isMissing: true))
  }

  /// Puts the failures of some families into the log's order, before their other lines: in an opening each step rests
  /// on the ones before it, so what stands first in the log is what went wrong first.
  mutating func sortFailures(of checks: Set<Check>) {
    let failures = findings.enumerated().filter { $0.element.result == .fail && checks.contains($0.element.check) }
    guard let first = failures.first?.offset else { return }
    let sorted = failures.sorted { ($0.element.place ?? .max, $0.offset) < ($1.element.place ?? .max, $1.offset) }
    let taken = Set(failures.map(\.offset))
    findings = findings.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    findings.insert(contentsOf: sorted.map(\.element), at: first)
  }

  /// Ends a family: an `ok` line when nothing failed, the number of further failures otherwise.
  mutating func end(_ check: Check, zh: String, en: String) {
    let count = counts[check, default: 0]
    if count == 0 {
      findings.append(Finding(check, .ok, zh: zh, en: en))
    } else if count > Self.linesMax {
      let more = count - Self.linesMax
      findings.append(Finding(check, .fail, zh: "另有 \(more) 处不符", en: "and \(more) more failures"))
    }
  }
}
