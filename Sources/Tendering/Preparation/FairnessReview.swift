import Canon

/// The written conclusion of the fair-competition review (公平竞争审查) of a notice and its documents.
///
///     {"conclusion":"noImpact","basis":"公平竞争审查条例第八条至第十一条","reviewer":"政策法规科","concluded":"2026-11-10",
///      "clause":"…" (an exception's),"reason":"…" (of an exception or an impact),"attachment":"<b64>" (may be left out)}
///
/// It is about the text that stood when it was recorded; another text needs another.
///
/// - Source: R-024.
public struct FairnessReview: Hashable, Sendable {
  public enum Conclusion: String, Hashable, Sendable, CaseIterable {
    /// Does not exclude or restrict competition.
    case noImpact
    /// Does, and a provision of the regulation lets it pass.
    case exception
    /// Does: it may not go out so.
    case impact
  }

  public let conclusion: Conclusion
  /// What it was held against.
  public let basis: String
  /// The office or person who reviewed.
  public let reviewer: String
  public let concluded: CalendarDay
  /// The provision that lets an exception pass.
  public let clause: String?
  public let reason: String?
  public let attachment: Fingerprint?

  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(
      json, only: ["conclusion", "basis", "reviewer", "concluded", "clause", "reason", "attachment"])
    conclusion = try form.word("conclusion")
    basis = try form.text("basis", max: 1000)
    reviewer = try form.text("reviewer", max: 200)
    concluded = try form.day("concluded")
    clause = try form.optionalText("clause", max: 1000)
    reason = try form.optionalText("reason")
    attachment = try form.attachment()
    switch (conclusion, clause?.isSaid ?? false, reason?.isSaid ?? false) {
    case (.exception, false, _): throw .missing(field: "clause")
    case (.exception, true, false), (.impact, _, false): throw .missing(field: "reason")
    case (.noImpact, true, _), (.impact, true, _): throw .wrong(field: "clause")
    default: break
    }
  }

  /// What the tender documents say of it to everybody.
  public var terms: JSON {
    let said: JSON = [
      "conclusion": JSON(conclusion.rawValue), "concluded": JSON(concluded.description), "basis": JSON(basis),
    ]
    return clause.map { said.setting("clause", JSON($0)) } ?? said
  }
}

/// What another person than the drafters found when reading a draft (需求审查).
///
///     {"outcome":"approved","draft":"<hex>"}     {"outcome":"returned","reason":"…","draft":"<hex>"}
///
/// `draft` is the hash of the text that was read, as its entity tag has it.
///
/// - Source: R-020.
public struct DraftReview: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    case approved, returned
  }

  public let outcome: Outcome
  /// Empty with an approval that needs no words.
  public let reason: String
  public let draft: Fingerprint

  public static let reasonMax = 2000

  public init(outcome: Outcome, reason: String, draft: Fingerprint) {
    (self.outcome, self.reason, self.draft) = (outcome, reason, draft)
  }

  /// - Throws: `form`, then `reasonMissing`.
  public init(json: JSON) throws(PreparationRefusal) {
    do throws(FormRefusal) {
      let form = try FormReader(json, only: ["outcome", "reason", "draft"])
      outcome = try form.word("outcome")
      reason = try form.optionalText("reason", max: Self.reasonMax) ?? ""
      guard let digest = Fingerprint(hex: try form.text("draft", max: 64)) else { throw .wrong(field: "draft") }
      draft = digest
    } catch {
      throw .form(error)
    }
    guard outcome == .approved || reason.isSaid else { throw .reasonMissing }
  }

  /// Nothing when this person may review: nobody reviews what he or she has written.
  ///
  /// - Parameter writers: the keys of all who have written a version of the draft.
  public static func mayReview(_ person: String, writers: [String]) throws(PreparationRefusal) {
    if writers.contains(where: { sameScalars($0, person) }) { throw .reviewerDrafted }
  }
}
