import Exact

/// One bid's abnormally low price (异常低价): the committee's written question, the bidder's time to explain, the finding.
///
/// A trigger asks and rejects nobody. The price looked at is the quoted one.
///
/// - Source: R-078 (ministry order 87 article 60), R-079 (待核实).
public struct LowPriceReview: Hashable, Sendable {
  public let bid: Bid.ID
  public let triggers: [AbnormallyLow.Trigger]
  /// The committee's own judgement in words, where no figure triggers.
  public let judgement: String?
  public let askedAt: Instant
  public let answerBy: Instant

  /// The question, with its time limit.
  ///
  /// - Parameter pace: in a rehearsal no minimum holds.
  /// - Throws: `nothingToAsk` without a trigger and without a judgement in words; `timeTooShort`.
  public init(
    bid: Bid.ID, triggers: [AbnormallyLow.Trigger], judgement: String? = nil, askedAt: Instant, answerBy: Instant,
    pace: Pace = .real, rules: RuleBook = .current
  ) throws(LowPriceRefusal) {
    let isJudged = judgement?.utf8.contains { $0 > 0x20 } ?? false
    guard !triggers.isEmpty || isJudged else { throw .nothingToAsk }
    let minutes = rules.count(.abnormalExplanation)
    guard pace.isRehearsal || answerBy >= askedAt.adding(seconds: Int64(minutes) * 60), askedAt < answerBy else {
      throw .timeTooShort(minutesMin: minutes)
    }
    self.bid = bid
    self.triggers = triggers
    self.judgement = isJudged ? judgement : nil
    self.askedAt = askedAt
    self.answerBy = answerBy
  }

  /// The committee's finding.
  ///
  /// - Parameters:
  ///   - answeredAt: when the bidder's explanation came; nil when none did.
  ///   - isProven: the majority finds the price explained with proof.
  ///   - reason: in words for the bidder.
  /// - Throws: `waitsForAnswer` while there is none and its time runs, `proofWithoutAnswer`, `reasonMissing`.
  public func find(
    answeredAt: Instant?, isProven: Bool, reason: String, at now: Instant
  ) throws(LowPriceRefusal) -> Review.Finding {
    let isAnswered = answeredAt.map { $0 <= answerBy } ?? false
    guard isAnswered || now > answerBy else { throw .waitsForAnswer(until: answerBy) }
    guard isAnswered || !isProven else { throw .proofWithoutAnswer }
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    return isProven ? .passed : .invalid(Invalidity(.abnormallyLow, reason: reason))
  }
}
