import Exact

/// A notice's lines, judged before an officer's signature makes them binding.
public struct Notice: Hashable, Sendable {
  public struct Custodian: Hashable, Sendable {
    /// From 1.
    public let index: Int
    public let recipient: String
    /// The id of the statement named in the notice's line.
    public let statement: Fingerprint
    /// Who signed that statement, or nil when the key is not pinned as a custodian's.
    public let signer: PartyKey?
    /// The person who holds the key.
    public let person: String
    /// What the statement itself says.
    public let stated: Stated?

    public struct Stated: Hashable, Sendable {
      public let tender: Tender.ID
      public let index: Int
      public let recipient: String

      public init(tender: Tender.ID, index: Int, recipient: String) {
        self.tender = tender
        self.index = index
        self.recipient = recipient
      }
    }

    public init(
      index: Int, recipient: String, statement: Fingerprint, signer: PartyKey?, person: String, stated: Stated?
    ) {
      self.index = index
      self.recipient = recipient
      self.statement = statement
      self.signer = signer
      self.person = person
      self.stated = stated
    }
  }

  public let tender: Tender.ID
  public let opens: Instant
  public let deadline: Instant
  public let graceSeconds: Int
  public let recoverySeconds: Int
  public let threshold: Threshold
  public let custodians: [Custodian]
  public let parts: [OfferedPart]
  public let minimum: Int

  public init(
    tender: Tender.ID, opens: Instant, deadline: Instant, graceSeconds: Int, recoverySeconds: Int,
    threshold: Threshold, custodians: [Custodian], parts: [OfferedPart], minimum: Int
  ) {
    self.tender = tender
    self.opens = opens
    self.deadline = deadline
    self.graceSeconds = graceSeconds
    self.recoverySeconds = recoverySeconds
    self.threshold = threshold
    self.custodians = custodians
    self.parts = parts
    self.minimum = minimum
  }

  public static let graceMax = 3600
  public static let recoveryMax = 31_536_000
  public static let custodiansMax = 15
  public static let partsMax = 400
  public static let minimumMax = 400
  /// 64 MiB of offer, and room for the archive's padding and the envelope's overhead.
  public static let partBytesMax = 128 * 1024 * 1024

  /// What stands beside the notice when it is published.
  public struct Setting: Hashable, Sendable {
    public let isRehearsal: Bool
    public let pace: Pace
    public let profile: Profile
    public let now: Instant
    public let hasNotice: Bool
    public let schemes: [Lot.ID: Scheme]
    /// The budget of each lot.
    public let budgets: [Lot.ID: Price]
    /// The documents hash to `terms` and hold each lot's scheme hash.
    public let termsAgree: Bool
    /// there is a written conclusion of the fair-competition review.
    public let isReviewed: Bool
    public let rules: RuleBook
    public let calendar: WorkingCalendar

    public init(
      isRehearsal: Bool, pace: Pace, profile: Profile, now: Instant, hasNotice: Bool, schemes: [Lot.ID: Scheme],
      budgets: [Lot.ID: Price], termsAgree: Bool, isReviewed: Bool, rules: RuleBook = .current,
      calendar: WorkingCalendar = .china
    ) {
      self.isRehearsal = isRehearsal
      self.pace = pace
      self.profile = profile
      self.now = now
      self.hasNotice = hasNotice
      self.schemes = schemes
      self.budgets = budgets
      self.termsAgree = termsAgree
      self.isReviewed = isReviewed
      self.rules = rules
      self.calendar = calendar
    }
  }

  /// Nothing when the notice may go out.
  ///
  /// - Throws: the first refusal in the order of `NoticeRefusal`.
  /// - Source: protocol section 2.
  public func publish(_ setting: Setting) throws(NoticeRefusal) {
    guard tender.isRehearsal == setting.isRehearsal, setting.pace.isRehearsal == setting.isRehearsal else {
      throw .rehearsalDiffers(isRehearsal: setting.isRehearsal)
    }
    if setting.hasNotice { throw .tenderHasNotice }
    try checkTimes(setting)
    try checkCustodians()
    try checkParts(setting)
    guard setting.termsAgree else { throw .termsDiffer }
    guard setting.isReviewed else { throw .reviewMissing }
    try checkMoney(setting)
  }

  private func checkTimes(_ setting: Setting) throws(NoticeRefusal) {
    guard opens < deadline else { throw .opensNotBeforeDeadline }
    guard setting.now < deadline else { throw .deadlinePast(deadline: deadline) }
    let days = setting.rules.count(.preparation)
    guard hasTime(days: days, setting: setting) else { throw .preparationTooShort(daysMin: days) }
    guard (0...Self.graceMax).contains(graceSeconds) else { throw .graceOutOfRange(max: Self.graceMax) }
    guard (0...Self.recoveryMax).contains(recoverySeconds) else { throw .recoveryOutOfRange(max: Self.recoveryMax) }
  }

  /// So many whole days lie between the day of issue and the day of the deadline, and the last of them is a working day
  /// (R-036's careful reading: issued on 2 November, the deadline is the 24th or later).
  private func hasTime(days: Int, setting: Setting) -> Bool {
    switch setting.pace {
    case .real:
      CalendarDay(deadline) > setting.calendar.lastDay(ofDays: days, after: CalendarDay(setting.now))
    case .rehearsal: deadline.seconds - setting.now.seconds >= setting.pace.seconds(days: days)
    }
  }

  private func checkCustodians() throws(NoticeRefusal) {
    guard threshold.needed >= 2 else { throw .thresholdTooLow }
    guard threshold.needed <= Self.custodiansMax, threshold.custodians >= 2 * threshold.needed - 1 else {
      let needed = 2 * min(threshold.needed, Self.custodiansMax) - 1
      throw .tooFewCustodians(needed: needed, given: threshold.custodians)
    }
    guard threshold.custodians <= Self.custodiansMax else { throw .tooManyCustodians(max: Self.custodiansMax) }
    guard custodians.count == threshold.custodians else {
      throw .tooFewCustodians(needed: threshold.custodians, given: custodians.count)
    }
    var (signers, recipients): (Set<PartyKey>, Set<String>) = ([], [])
    var persons: Set<String> = []
    for (i, custodian) in custodians.enumerated() {
      guard custodian.index == i + 1 else { throw .custodianIndexWrong(index: i + 1) }
      guard let signer = custodian.signer else { throw .custodianNotPinned(index: i + 1) }
      guard signers.insert(signer).inserted, persons.insert(custodian.person).inserted else {
        throw .custodianTwice(index: i + 1)
      }
      guard recipients.insert(custodian.recipient).inserted else { throw .recipientTwice(index: i + 1) }
      let expected = Custodian.Stated(tender: tender, index: i + 1, recipient: custodian.recipient)
      guard custodian.stated == expected else { throw .statementDiffers(index: i + 1) }
    }
  }

  private func checkParts(_ setting: Setting) throws(NoticeRefusal) {
    guard (1...Self.partsMax).contains(parts.count) else { throw .partCountOutOfRange(max: Self.partsMax) }
    var pairs: Set<String> = []
    for part in parts {
      // A blank stands in no id, so the joined text is one pair's only.
      guard pairs.insert("\(part.lot) \(part.part)").inserted else {
        throw .partTwice(lot: part.lot.text, part: part.part.text)
      }
      guard (1...Self.partBytesMax).contains(part.bytesMax) else { throw .partBytesOutOfRange(max: Self.partBytesMax) }
    }
    guard (1...Self.minimumMax).contains(minimum) else { throw .minimumOutOfRange(max: Self.minimumMax) }
    let least = setting.rules.count(.minBids)
    guard minimum >= least else { throw .minimumBelowLaw(needed: least) }
    for lot in lots {
      guard let scheme = setting.schemes[lot] else { throw .lotWithoutScheme(lot: lot.text) }
      guard scheme.minBids == minimum else { throw .minimumDiffersFromScheme(lot: lot.text) }
    }
  }

  private func checkMoney(_ setting: Setting) throws(NoticeRefusal) {
    var total = Price.zero
    for lot in lots {
      guard let budget = setting.budgets[lot] else { continue }
      if let scheme = setting.schemes[lot], scheme.ceiling > budget { throw .ceilingAboveBudget(lot: lot.text) }
      total = (try? total.adding(budget)) ?? total
    }
    // Lots of one tender are one purchase. A stricter profile than the budget asks for may be chosen.
    let expected = Profile.forBudget(total, rules: setting.rules)
    if expected == .g2, !setting.profile.mayServeAbove { throw .profileDiffers(expected: expected) }
  }

  /// The lots in the order in which the notice first names them.
  public var lots: [Lot.ID] {
    var seen: Set<Lot.ID> = []
    return parts.map(\.lot).filter { seen.insert($0).inserted }
  }
}

extension Notice {
  /// Judges an amendment.
  ///
  /// - Parameters:
  ///   - inForce: the deadline that it would replace.
  ///   - affectsBids: the change bears on how bids are written.
  /// - Throws: `amendmentEmpty`, `amendmentTooLate`, `amendmentEarlier`,
  ///   `amendmentSeqWrong`, `preparationTooShort`.
  public static func amend(
    deadline: Instant?, hasTerms: Bool, seq: Int, expectedSeq: Int, inForce: Instant, affectsBids: Bool, now: Instant,
    pace: Pace, rules: RuleBook = .current, calendar: WorkingCalendar = .china
  ) throws(NoticeRefusal) {
    guard deadline != nil || hasTerms else { throw .amendmentEmpty }
    guard now < inForce else { throw .amendmentTooLate(deadline: inForce) }
    if let deadline, deadline <= inForce { throw .amendmentEarlier }
    guard seq == expectedSeq else { throw .amendmentSeqWrong(expected: expectedSeq) }
    if affectsBids {
      try requireTime(to: deadline ?? inForce, now: now, pace: pace, rules: rules, calendar: calendar)
    }
  }

  /// What bears on how bids are written is said fifteen days before the deadline.
  ///
  /// - Throws: `preparationTooShort`.
  /// - Source: R-037.
  public static func requireTime(
    to deadline: Instant, now: Instant, pace: Pace, rules: RuleBook = .current, calendar: WorkingCalendar = .china
  ) throws(NoticeRefusal) {
    let days = rules.count(.amendmentNotice)
    let isEnough =
      switch pace {
      case .real: CalendarDay(deadline) >= calendar.lastDay(ofDays: days, after: CalendarDay(now))
      case .rehearsal: deadline.seconds - now.seconds >= pace.seconds(days: days)
      }
    if !isEnough { throw .preparationTooShort(daysMin: days) }
  }
}
