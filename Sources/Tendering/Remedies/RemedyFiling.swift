import Canon

extension Remedy {
  /// One point of a filing.
  public struct Matter: Hashable, Sendable {
    public let text: String
    /// In a complaint: the number of the challenge's matter that it repeats, or 0 for what the answer itself gave rise to.
    public let from: Int?
  }

  /// What somebody files: `{"kind","about","lot"?,"stage"?,"of"?,"matters":[{"text","from"?}],"request","facts","law"}`.
  ///
  /// Kind, matters, request, facts and legal basis are what the law wants in the letter; who files, of what tender and
  /// when stands beside it.
  ///
  /// - Source: R-116 (order 94 article 12), R-117 (articles 18 to 20).
  public struct Filing: Hashable, Sendable {
    public let kind: Kind
    public let about: About
    public let lot: Lot.ID?
    public let stage: Stage?
    /// A complaint's challenge or objection.
    public let earlier: ID?
    public let matters: [Matter]
    public let request: String
    public let facts: String
    /// May be left out of an inquiry.
    public let law: String?

    /// - Throws: `FormRefusal`.
    public init(json: JSON) throws(FormRefusal) {
      let form = try FormReader(
        json, only: ["kind", "about", "lot", "stage", "of", "matters", "request", "facts", "law"])
      kind = try form.word("kind")
      about = try form.word("about")
      lot = form.has("lot") ? try form.identifier("lot") : nil
      stage = form.has("stage") ? try form.word("stage") : nil
      earlier = form.has("of") ? try form.identifier("of") : nil
      var matters: [Matter] = []
      for entry in try form.objects("matters", max: Remedy.mattersMax, only: ["text", "from"]) {
        matters.append(
          Matter(
            text: try entry.words("text", max: 2000),
            from: entry.has("from") ? try entry.integer("from", in: 0...Remedy.mattersMax) : nil))
      }
      guard !matters.isEmpty else { throw .missing(field: form.field("matters")) }
      self.matters = matters
      request = try form.words("request", max: 2000)
      facts = try form.words("facts", max: 8000)
      law = kind == .inquiry && !form.has("law") ? nil : try form.words("law", max: 2000)
    }

    public var json: JSON {
      var members: [JSON.Member] = [
        .init("kind", JSON(kind.rawValue)), .init("about", JSON(about.rawValue)),
        .init(
          "matters",
          .array(
            matters.map { matter in
              .object([.init("text", JSON(matter.text))] + (matter.from.map { [.init("from", JSON($0))] } ?? []))
            })),
        .init("request", JSON(request)), .init("facts", JSON(facts)),
      ]
      if let lot { members.append(.init("lot", JSON(lot.text))) }
      if let stage { members.append(.init("stage", JSON(stage.rawValue))) }
      if let earlier { members.append(.init("of", JSON(earlier.text))) }
      if let law { members.append(.init("law", JSON(law))) }
      return .object(members)
    }

    /// Whether it may change the result of the lot: every challenge, objection and complaint may, an inquiry about the
    /// result too.
    public var mayAffectResult: Bool { kind != .inquiry || about == .result }
  }

  /// What a filing is judged by, beside the calendar.
  public struct Circumstances: Hashable, Sendable {
    public var days: RemedyDays
    /// The filer's bid for the lot stood at the deadline.
    public var didBid: Bool
    /// Filings of this supplier in the tender so far.
    public var filings: Int
    /// The challenge or objection that a complaint names; nil when there is none under that number, or it is another's.
    public var earlier: Standing?
    /// The number of its matters.
    public var earlierMatters: Int
    /// A complaint about it was made before.
    public var isComplainedOf: Bool

    public init(
      days: RemedyDays, didBid: Bool, filings: Int = 0, earlier: Standing? = nil, earlierMatters: Int = 0,
      isComplainedOf: Bool = false
    ) {
      self.days = days
      self.didBid = didBid
      self.filings = filings
      self.earlier = earlier
      self.earlierMatters = earlierMatters
      self.isComplainedOf = isComplainedOf
    }
  }
}

extension RemedyClock {
  /// Takes a filing, and says by when it is answered.
  ///
  /// Who has standing: anybody on the register of agencies against the documents, which everybody may download; whoever
  /// bid for the lot against the procedure and the result.
  ///
  /// - Returns: the last day to answer.
  /// - Throws: `RemedyRefusal`, the first that applies in its order.
  public func accept(
    _ filing: Remedy.Filing, _ facts: Remedy.Circumstances, on day: CalendarDay
  ) throws(RemedyRefusal) -> CalendarDay {
    guard profile.procedure.remedies.contains(filing.kind) else { throw .kindUnknownHere(filing.kind) }
    guard filing.about == .documents || filing.lot != nil else { throw .lotMissing }
    guard (filing.about == .procedure) == (filing.stage != nil) else { throw .stageMissing }
    guard filing.about == .documents || facts.didBid else { throw .noStanding }
    guard facts.filings < Remedy.filingsMax else { throw .tooMany(max: Remedy.filingsMax) }
    if filing.kind == .complaint {
      try acceptComplaint(filing, facts, on: day)
    } else {
      guard filing.earlier == nil else { throw .earlierIdle }
      guard let window = window(filing.kind, about: filing.about, stage: filing.stage, facts.days) else {
        throw .nothingHappened
      }
      try window.admit(day)
    }
    return answerBy(filing.kind, filed: day)
  }

  private func acceptComplaint(
    _ filing: Remedy.Filing, _ facts: Remedy.Circumstances, on day: CalendarDay
  ) throws(RemedyRefusal) {
    let mayBeDirect = !profile.isGovernmentProcurement && filing.about == .procedure && filing.stage == .evaluation
    if filing.earlier == nil, mayBeDirect {
      guard let window = directComplaintWindow(facts.days) else { throw .nothingHappened }
      return try window.admit(day)
    }
    guard let earlier = facts.earlier, earlier.kind == .challenge || earlier.kind == .objection,
      earlier.about == filing.about, earlier.lot == filing.lot, earlier.state != .withdrawn
    else { throw .earlierMissing }
    guard !facts.isComplainedOf else { throw .complainedAlready }
    let window = complaintWindow(after: earlier)
    guard window.first <= day else { throw .answerAwaited(until: window.first.adding(days: -1)) }
    try window.admit(day)
    let isAnswered = earlier.state == .answered
    guard
      filing.matters.allSatisfy({ matter in
        matter.from.map { $0 == 0 ? isAnswered : $0 <= facts.earlierMatters } ?? false
      })
    else { throw .beyondChallenge }
  }
}

extension FormReader {
  /// A text with something in it.
  func words(_ name: String, max: Int) throws(FormRefusal) -> String {
    let text = try text(name, max: max)
    guard text.utf8.contains(where: { $0 > 0x20 }) else { throw .missing(field: field(name)) }
    return text
  }
}
