import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

// What comes before a notice: surveys of the parks' demand, the procurement plan, the conclusion of the fair-competition
// review, and the review of the draft by somebody who has not written at it. Each is a fact of its own and stays; the last
// of its kind counts.

extension Office {
  /// Records what was found out about a park of the draft (采购需求调查).
  ///
  /// - Returns: the preparation file.
  /// - Throws: `TenderRefusal.tenderUnknown`, `NoticeRefusal.tenderHasNotice`, `PreparationRefusal`.
  public func recordSurvey(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    let survey: DemandSurvey
    do { survey = try DemandSurvey(json: json) } catch { throw PreparationRefusal.form(error) }
    return try await record(
      .survey, of: tender, json, days: [("surveyed", survey.surveyed)], park: survey.park,
      attachment: survey.attachment, by: actor, once: once)
  }

  /// Records how the purchase is to be carried out (采购实施计划).
  public func recordPlan(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    let plan: ProcurementPlan
    do { plan = try ProcurementPlan(json: json) } catch { throw PreparationRefusal.form(error) }
    return try await record(
      .plan, of: tender, json, days: [("intention", plan.intention), ("filed", plan.filed)],
      attachment: plan.attachment, by: actor, once: once)
  }

  /// Records the written conclusion of the fair-competition review (公平竞争审查) of the draft as it stands.
  public func recordFairness(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    let review: FairnessReview
    do { review = try FairnessReview(json: json) } catch { throw PreparationRefusal.form(error) }
    return try await record(
      .fairness, of: tender, json, days: [("concluded", review.concluded)], conclusion: review.conclusion,
      attachment: review.attachment, by: actor, once: once)
  }

  private func record(
    _ kind: PreparationRow.Kind, of tender: String, _ json: JSON, days: [(String, CalendarDay?)], park: String? = nil,
    conclusion: FairnessReview.Conclusion? = nil, attachment: Fingerprint?, by actor: Actor, once: Once?
  ) async throws -> JSON {
    try actor.may(.prepareTender)
    let at = now
    let today = CalendarDay(at.instant)
    for (field, day) in days { if let day, day > today { throw PreparationRefusal.dayAhead(field: field) } }
    return try await write(as: .office, once) { tx in
      let row = try draftRow(tender, in: tx)
      let draft = try tx.draft(of: tender)
      if let park, try !tx.lots(of: tender).contains(where: { sameScalars($0.park, park) }) {
        throw PreparationRefusal.parkNotOffered
      }
      try tx.insertPreparation(
        of: tender, kind, park: park, conclusion: conclusion, body: json.canonicalText, attachment: attachment,
        draft: Digest(of: draft), by: actor.key.text, at: at)
      try tx.record(
        .prepareTender, by: actor, subject: tender, outcome: conclusion?.rawValue ?? "done",
        detail: park.map { "\(kind.rawValue) \($0)" } ?? kind.rawValue, at: at)
      return try describePreparation(row, on: today, in: tx)
    }
  }

  /// Reviews the draft as it stands: approves it or returns it to its writers (需求审查).
  ///
  /// - Returns: the preparation file.
  /// - Throws: `TenderRefusal.tenderUnknown`, `NoticeRefusal.tenderHasNotice`, `PreparationRefusal`;
  ///   `ConditionRefusal.changed` when the draft is another than the one that was read.
  public func reviewDraft(_ tender: String, _ json: JSON, by actor: Actor, once: Once? = nil) async throws -> JSON {
    try actor.may(.reviewDraft)
    let review = try DraftReview(json: json)
    let at = now
    return try await write(as: .office, once) { tx in
      guard let row = try tx.tender(tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      // Whose draft it is comes before where the tender stands.
      try DraftReview.mayReview(actor.key.text, writers: try tx.draftVersions(of: tender).map(\.by))
      guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
      guard Digest(of: try tx.draft(of: tender)).bytes == review.draft.bytes else { throw ConditionRefusal.changed }
      try tx.insertDraftReview(of: tender, review, by: actor.key.text, at: at)
      try tx.record(
        .reviewDraft, by: actor, subject: tender, outcome: review.outcome.rawValue, detail: review.draft.hex, at: at)
      return try describePreparation(row, on: CalendarDay(at.instant), in: tx)
    }
  }

  private func draftRow(_ tender: String, in tx: borrowing Transaction) throws -> TenderRow {
    guard let row = try tx.tender(tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
    guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
    return row
  }

  /// The preparation file with what it still wants, for officers and supervisors.
  ///
  /// - Returns: `{"tender","draft","binds","ready","missing":[{"code","rule","park"}],"facts":[…],"reviews":[…],
  ///   "versions":[…]}`; `missing` is what a real notice of today would want, or wanted on its day, `binds` whether this is one.
  public func showPreparation(_ tender: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listPreparation)
    let at = now
    return try await database.read(as: .actor(actor)) { tx in
      guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
      let published = try row.noticeID.flatMap { try tx.publishedAt(notice: $0) }
      return try describePreparation(row, on: CalendarDay((published ?? at).instant), in: tx)
    }
  }

  private func describePreparation(_ row: TenderRow, on day: CalendarDay, in tx: borrowing Transaction) throws -> JSON {
    let rows = try tx.preparations(of: row.id)
    let reviews = try tx.draftReviews(of: row.id)
    let preparation = try preparation(of: row, in: tx)
    let missing = preparation.gaps(on: day)
    let stops = missing.filter { !instance.rehearsal || $0.stopsRehearsal }
    let present = Digest(of: try tx.draft(of: row.id))
    return [
      "tender": JSON(row.id), "draft": JSON(present.hex), "binds": .bool(!instance.rehearsal),
      "ready": .bool(stops.isEmpty), "missing": .array(missing.map(\.json)),
      "facts": .array(
        try rows.map { fact in
          let counts = rows.last { $0.kind == fact.kind && $0.park == fact.park }?.number == fact.number
          return [
            "no": JSON(fact.number), "kind": JSON(fact.kind.rawValue), "counts": .bool(counts),
            "body": try JSON.parse(Array(fact.body.utf8)), "ofPresentDraft": .bool(fact.draft == present),
            "by": JSON(fact.by), "at": JSON(fact.at.seconds),
          ]
        }),
      "reviews": .array(
        reviews.map { review in
          [
            "no": JSON(review.number), "outcome": JSON(review.outcome.rawValue), "reason": JSON(review.reason),
            "counts": .bool(review.number == reviews.count), "ofPresentDraft": .bool(review.draft == present),
            "by": JSON(review.by), "at": JSON(review.at.seconds),
          ]
        }),
      "versions": .array(
        try tx.draftVersions(of: row.id).map { version in
          [
            "no": JSON(version.number), "draft": JSON(version.draft.hex), "by": JSON(version.by),
            "at": JSON(version.at.seconds),
          ]
        }),
    ]
  }

  /// The preparation file as the rule book judges it.
  func preparation(of row: TenderRow, in tx: borrowing Transaction) throws -> Preparation {
    try Preparation(
      row, draft: Digest(of: try tx.draft(of: row.id)), lots: try tx.lots(of: row.id),
      facts: try tx.preparations(of: row.id),
      reviews: try tx.draftReviews(of: row.id))
  }
}

extension Preparation {
  init(
    _ row: TenderRow, draft: Digest, lots: [LotRow], facts: [PreparationRow], reviews: [DraftReviewRow]
  ) throws {
    guard let profile = Profile(rawValue: row.profile) else {
      throw PostgresFailure(.mismatch, message: "a profile that no rule knows: \(row.profile)")
    }
    func body(_ fact: PreparationRow) throws -> JSON { try JSON.parse(Array(fact.body.utf8)) }
    func last(_ kind: PreparationRow.Kind) -> PreparationRow? { facts.last { $0.kind == kind } }
    self.init(
      profile: profile, draft: try Fingerprint(reading: draft), parks: lots.map(\.park),
      budget: try lots.reduce(Price.zero) { sum, lot in
        guard let budget = Price(fen: lot.budgetFen) else {
          throw PostgresFailure(.mismatch, message: "a budget that is no price")
        }
        return try sum.adding(budget)
      },
      surveys: try facts.filter { $0.kind == .survey }.map { try DemandSurvey(json: try body($0)) },
      plan: try last(.plan).map { try ProcurementPlan(json: try body($0)) },
      fairness: try last(.fairness).map {
        About(try FairnessReview(json: try body($0)), draft: try Fingerprint(reading: $0.draft))
      }, review: try reviews.last.map { About($0.outcome, draft: try Fingerprint(reading: $0.draft)) })
  }
}

extension Fingerprint {
  init(reading digest: Digest) throws {
    guard let print = Fingerprint(digest.bytes) else {
      throw PostgresFailure(.mismatch, message: "a hash is not 32 bytes")
    }
    self = print
  }
}
