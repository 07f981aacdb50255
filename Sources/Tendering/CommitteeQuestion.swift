import Exact

/// What the committee asks one bidder in writing (澄清、说明、更正); the bidder answers in writing, and nothing of its bid's
/// substance changes by it.
///
/// - Source: ministry order 87 articles 51, 59 and 60; R-076 … R-079.
public struct CommitteeQuestion: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// 澄清、说明或者补正: something unclear in the bid.
    case clarification
    /// 报价修正的确认: the bidder confirms the corrected price, or its bid is void.
    case correction
    /// 异常低价说明
    case lowPrice
  }

  /// A member's finding on the explanation of a low price.
  public struct Finding: Hashable, Sendable {
    public let isProven: Bool
    public let reason: String

    public init(isProven: Bool, reason: String) {
      self.isProven = isProven
      self.reason = reason
    }
  }

  public let number: Int
  public let kind: Kind
  public let answerBy: Instant
  public let answeredAt: Instant?
  /// Of a correction.
  public let isConfirmed: Bool?
  /// The sitting members', in their order.
  public let findings: [Finding]

  public init(
    number: Int, kind: Kind, answerBy: Instant, answeredAt: Instant? = nil, isConfirmed: Bool? = nil,
    findings: [Finding] = []
  ) {
    self.number = number
    self.kind = kind
    self.answerBy = answerBy
    self.answeredAt = answeredAt
    self.isConfirmed = isConfirmed
    self.findings = findings
  }

  public static let wordsMax = 4000
  public static let daysMax = 30

  /// - Throws: `wordsMissing`, `wordsTooLong`.
  public static func check(words: String) throws(PanelRefusal) {
    guard words.utf8.contains(where: { $0 > 0x20 }) else { throw .wordsMissing }
    guard words.utf8.count <= wordsMax else { throw .wordsTooLong(max: wordsMax) }
  }

  /// What is known of a bid when something is asked about it.
  public struct Subject: Hashable, Sendable {
    public let isUnderReview: Bool
    /// The price contradicts itself, so that R-077 corrects it.
    public let isCorrected: Bool
    /// A question of this kind was asked about it.
    public let isAsked: Bool

    public init(isUnderReview: Bool, isCorrected: Bool, isAsked: Bool) {
      self.isUnderReview = isUnderReview
      self.isCorrected = isCorrected
      self.isAsked = isAsked
    }
  }

  /// Whether the committee may ask now.
  ///
  /// - Parameters:
  ///   - arePricesKnown: every part of the lot is opened.
  ///   - waiting: bids under review without a majority's finding.
  /// - Throws: `notNow`, `notTheChair`, `bidNotReviewed`, `askedAlready`, `nothingToConfirm`, `findingsMissing`, `wordsMissing`,
  ///   `wordsTooLong`, `timeWrong`.
  public static func ask(
    _ kind: Kind, about subject: Subject, in state: Lot.State, arePricesKnown: Bool, byChair isChair: Bool,
    waiting: Int, words: String, seconds: Int
  ) throws(PanelRefusal) {
    guard state == .conformity, kind == .clarification || arePricesKnown else { throw .notNow(state: state) }
    guard isChair else { throw .notTheChair }
    guard subject.isUnderReview else { throw .bidNotReviewed }
    guard kind == .clarification || !subject.isAsked else { throw .askedAlready }
    guard kind != .correction || subject.isCorrected else { throw .nothingToConfirm }
    guard kind != .lowPrice || waiting == 0 else { throw .findingsMissing(count: waiting) }
    try check(words: words)
    guard (1...daysMax * 86_400).contains(seconds) else { throw .timeWrong(daysMax: daysMax) }
  }

  /// Whether the bidder may answer now.
  ///
  /// - Throws: `answeredAlready`, `answerLate`, `confirmationMissing`, `confirmationUnasked`, `wordsMissing`, `wordsTooLong`.
  public func answer(_ words: String, confirms: Bool?, at now: Instant) throws(PanelRefusal) {
    guard answeredAt == nil else { throw .answeredAlready }
    guard now <= answerBy else { throw .answerLate(until: answerBy) }
    guard kind != .correction || confirms != nil else { throw .confirmationMissing }
    guard kind == .correction || confirms == nil else { throw .confirmationUnasked }
    try Self.check(words: words)
  }

  /// Whether nothing more is awaited of it.
  ///
  /// - Parameter size: how many members the committee has.
  public func isSettled(at now: Instant, size: Int) -> Bool {
    guard answeredAt != nil || now > answerBy else { return false }
    return kind != .lowPrice || verdict(size: size) != nil
  }

  /// What the question comes to: nil while a low price waits for a majority of the members. A correction that is not
  /// confirmed in time, and a low price that is not proven, make the bid invalid.
  public func verdict(size: Int) -> Review.Finding? {
    switch kind {
    case .clarification: return .passed
    case .correction:
      if isConfirmed == true { return .passed }
      let reason = answeredAt == nil ? "未在规定时间内确认报价修正" : "投标人不确认报价修正"
      return .invalid(Invalidity(.correctionNotConfirmed, reason: reason))
    case .lowPrice:
      let each = findings.map { found -> Review.Finding in
        found.isProven ? .passed : .invalid(Invalidity(.abnormallyLow, reason: found.reason))
      }
      return Review.majority(each, of: size)
    }
  }
}

extension ScoreChange {
  /// The sheets as they count after these changes.
  ///
  /// - Throws: `changeUnlawful` for the first that is no lawful change of what stands then.
  public static func counted(
    _ changes: [ScoreChange], in sheets: [ScoreSheet], scheme: Scheme, outlierShare: Points = outlierShare
  ) throws(EvaluationRefusal) -> [ScoreSheet] {
    try applied(changes, to: sheets, scheme: scheme, outlierShare: outlierShare)
  }

  /// The scores that lie far from the others' after these changes.
  ///
  /// - Throws: `changeUnlawful` for the first that is no lawful change of what stands then.
  public static func flagged(
    after changes: [ScoreChange], in sheets: [ScoreSheet], scheme: Scheme, outlierShare: Points = outlierShare
  ) throws(EvaluationRefusal) -> [Outlier] {
    Outlier.all(
      in: try applied(changes, to: sheets, scheme: scheme, outlierShare: outlierShare), scheme: scheme,
      share: outlierShare)
  }
}
