import Notes
import Postgres
import Tendering

/// One fact of a tender's preparation file.
public struct PreparationRow: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case survey, plan, fairness
  }

  public let number: Int
  public let kind: Kind
  /// Of a survey only.
  public let park: String?
  /// The checked form, in canonical JSON.
  public let body: String
  /// The draft that stood when it was recorded.
  public let draft: Digest
  public let by: String
  public let at: Moment

  init(_ row: Row) throws {
    number = Int(try row.value("fact_no") as Int32)
    kind = try decodedState(try row.value("kind"))
    park = try row.value("park_id")
    body = try row.value("body")
    draft = try decodedDigest(try row.value("draft_sha256"))
    by = try row.value("recorded_by")
    at = Moment(micros: try row.value("recorded_at"))
  }
}

/// What somebody found when reading a draft.
public struct DraftReviewRow: Sendable {
  public let number: Int
  public let outcome: DraftReview.Outcome
  public let reason: String
  public let draft: Digest
  public let by: String
  public let at: Moment

  init(_ row: Row) throws {
    number = Int(try row.value("review_no") as Int32)
    outcome = try decodedState(try row.value("outcome"))
    reason = try row.value("reason")
    draft = try decodedDigest(try row.value("draft_sha256"))
    by = try row.value("reviewer")
    at = Moment(micros: try row.value("reviewed_at"))
  }
}

/// A version of a draft, and who wrote it.
public struct DraftVersionRow: Sendable {
  public let number: Int
  public let draft: Digest
  public let by: String
  public let at: Moment

  init(_ row: Row) throws {
    number = Int(try row.value("version_no") as Int32)
    draft = try decodedDigest(try row.value("draft_sha256"))
    by = try row.value("written_by")
    at = Moment(micros: try row.value("written_at"))
  }
}

extension Statement {
  static let preparations = Statement(
    "preparations",
    """
    select fact_no, kind, park_id, body, draft_sha256, recorded_by, recorded_at
      from preparation
     where tender_id = $1
     order by fact_no
    """)
  static let draftReviews = Statement(
    "draft_reviews",
    """
    select review_no, outcome, reason, draft_sha256, reviewer, reviewed_at
      from draft_review
     where tender_id = $1
     order by review_no
    """)
  static let draftVersions = Statement(
    "draft_versions",
    """
    select version_no, draft_sha256, written_by, written_at
      from draft_version
     where tender_id = $1
     order by version_no
    """)
  static let keepsPreparation = Statement(
    "keeps_preparation",
    """
    select count(*) as kept
      from schema_migration
     where number = 24
       and applied_at < $1
    """)
  /// The tender's row is locked, so two facts do not take one number.
  static let insertPreparation = Statement(
    "insert_preparation",
    """
    insert into preparation (tender_id, fact_no, kind, park_id, conclusion, body, attachment_sha256, draft_sha256,
           recorded_by, recorded_at)
    select $1, coalesce(max(fact_no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
      from preparation
     where tender_id = $1
    """)
  static let insertDraftReview = Statement(
    "insert_draft_review",
    """
    insert into draft_review (tender_id, review_no, outcome, reason, draft_sha256, reviewer, reviewed_at)
    select $1, coalesce(max(review_no), 0) + 1, $2, $3, $4, $5, $6
      from draft_review
     where tender_id = $1
    """)
  static let insertDraftVersion = Statement(
    "insert_draft_version",
    """
    insert into draft_version (tender_id, version_no, draft_sha256, written_by, written_at)
    select $1, coalesce(max(version_no), 0) + 1, $2, $3, $4
      from draft_version
     where tender_id = $1
    """)
}

extension Transaction {
  /// The preparation file's facts in the order in which they were recorded.
  public func preparations(of tender: String) throws -> [PreparationRow] {
    try rows(.preparations, [.text(tender)]).map(PreparationRow.init)
  }

  public func draftReviews(of tender: String) throws -> [DraftReviewRow] {
    try rows(.draftReviews, [.text(tender)]).map(DraftReviewRow.init)
  }

  /// Never empty: the first is the draft as it was created.
  public func draftVersions(of tender: String) throws -> [DraftVersionRow] {
    try rows(.draftVersions, [.text(tender)]).map(DraftVersionRow.init)
  }

  /// Whether preparation files were kept at a moment: since the migration that brought them.
  public func keepsPreparation(at moment: Moment) throws -> Bool {
    try onlyRow(.keepsPreparation, [.timestamp(moment.micros)]).value("kept") as Int64 > 0
  }

  public func insertPreparation(
    of tender: String, _ kind: PreparationRow.Kind, park: String?, conclusion: FairnessReview.Conclusion?, body: String,
    attachment: Fingerprint?, draft: Digest, by: String, at: Moment
  ) throws {
    try execute(
      .insertPreparation,
      [
        .text(tender), .text(kind.rawValue), .text(park), .text(conclusion?.rawValue), .text(body),
        .bytes(attachment?.bytes), .bytes(draft.bytes), .text(by), .timestamp(at.micros),
      ])
  }

  public func insertDraftReview(of tender: String, _ review: DraftReview, by: String, at: Moment) throws {
    try execute(
      .insertDraftReview,
      [
        .text(tender), .text(review.outcome.rawValue), .text(review.reason), .bytes(review.draft.bytes), .text(by),
        .timestamp(at.micros),
      ])
  }

  /// Before the draft itself is replaced: the database asks who wrote what it takes.
  public func insertDraftVersion(of tender: String, _ draft: Digest, by: String, at: Moment) throws {
    try execute(.insertDraftVersion, [.text(tender), .bytes(draft.bytes), .text(by), .timestamp(at.micros)])
  }
}
