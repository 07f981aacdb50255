import Canon
import Notes
import Postgres
import Store
import Tendering

// A signed result that is reviewed again (重新评审, R-091): the buyer convenes the same committee on one of the law's four
// grounds; members who correct something sign their sheets anew; the officer signs the evaluation that comes of it, which
// takes the place of the first. Decision and first evaluation stay in the bundle under names of their own.

/// What a re-review adds to a bundle.
enum ReReviewFiles {
  static func decision(_ number: Int, lot: String) -> String { "documents/re-review-\(number).\(lot).json" }
  static func superseded(_ number: Int, lot: String) -> String { "documents/superseded-\(number).\(lot).json" }
}

extension Office {
  /// Convenes the committee of a lot to review its signed result: `{"ground":"extreme","reason":"…"}`.
  ///
  /// - Returns: `{"tender","lot","review","ground"}`.
  /// - Throws: `ReReviewRefusal`, `TenderRefusal.lotUnknown`.
  public func convene(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.reviewResult)
    let form = try FormReader(json, only: ["ground", "reason"])
    let ground = try ReReview.ground(try form.text("ground", max: 100))
    let reason = try form.text("reason", max: 4000)
    try ReReview.check(reason: reason)
    let at = now
    let told = try await write(as: .office, once) { tx in
      guard let notice = try tx.tender(tender)?.noticeID else { throw TenderRefusal.tenderUnknown }
      guard let row = try tx.lot(tender, lot, locked: true) else { throw TenderRefusal.lotUnknown }
      let earlier = try tx.reReviews(of: tender, lot: lot)
      let fallen = try tx.fallenAwards(of: tender, lot: lot)
      try ReReview.mayConvene(
        .init(
          state: row.state,
          wasAwarded: try row.state == .awarded || !fallen.isEmpty || tx.selection(of: tender, lot: lot) != nil,
          isOpen: earlier.last.map { !$0.isOver } ?? false))
      guard let published = try tx.bundleFile("evaluation/\(lot).json", of: tender) else {
        throw ReReviewRefusal.notEvaluated
      }
      let number = earlier.count + 1
      try tx.insertReReview(
        number, tender: tender, lot: lot, ground: ground, reason: reason, superseded: Digest(of: published),
        by: actor.key.text, at: at)
      let decision: JSON = [
        "format": "tender-re-review/v1", "tender": JSON(tender), "lot": JSON(lot), "number": JSON(number),
        "evaluation": JSON(Digest(of: published).b64), "ground": JSON(ground.rawValue), "reason": JSON(reason),
      ]
      try nameFiles(
        [
          (ReReviewFiles.decision(number, lot: lot), decision.canonicalBytes()),
          (ReReviewFiles.superseded(number, lot: lot), published),
        ], tender: tender, notice: notice, at: at, in: tx)
      try tx.record(
        .reviewResult, by: actor, subject: "\(tender)/\(lot)", detail: "\(number) \(ground.rawValue)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "review": JSON(number), "ground": JSON(ground.rawValue)]
    }
    await publisher.publish()
    return told
  }

  /// A lot's re-reviews, for the bureau, the supervisor and the members who sit.
  ///
  /// - Returns: `{"reviews":[{"review","ground","reason","convened","ended","corrected":["m3"]}]}`.
  public func listReReviews(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.listReReviews)
    return try await database.read(as: .actor(actor)) { tx in
      guard try tx.lot(tender, lot) != nil else { throw TenderRefusal.lotUnknown }
      try Self.requireSight(ofCommittee: tender, lot, by: actor, in: tx)
      let sheets = try tx.reading(as: .office) { tx in try tx.everySheet(of: tender, lot: lot) }
      return [
        "reviews": .array(
          try tx.reReviews(of: tender, lot: lot).map { review in
            [
              "review": JSON(review.number), "ground": JSON(review.ground.rawValue), "reason": JSON(review.reason),
              "convened": JSON(review.convenedAt.seconds), "ended": review.endedAt.map { JSON($0.seconds) } ?? .null,
              "corrected": .array(
                sheets.filter { $0.review == review.number }.map(\.member).sorted().map { JSON($0) }),
            ]
          })
      ]
    }
  }

  /// The re-review that a lot's committee is at; nil when there is none.
  static func openReReview(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> ReReviewRow? {
    try tx.reReviews(of: tender, lot: lot).last.flatMap { $0.isOver ? nil : $0 }
  }

  /// Nothing follows from a result that is under review.
  ///
  /// - Throws: `underReview`.
  static func requireNotUnderReview(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    if let open = try openReReview(tender, lot, in: tx) { throw ReReviewRefusal.underReview(number: open.number) }
  }

  /// Takes the sheet that a member signed anew: what it corrects is written down score by score.
  ///
  /// - Parameter reason: the member's own, for its corrections.
  /// - Throws: `ReReviewRefusal`, `ScoreRefusal`, `EvaluationRefusal.scoreAboveAnswer` and `changeUnlawful`.
  func correctSheet(
    _ note: ScoresNote, _ json: JSON, in open: ReReviewRow, by seat: MemberRow, review: LotReview, reason: String,
    id: Digest, at: Moment, in tx: borrowing Transaction
  ) throws {
    let rows = try tx.reading(as: .office) { tx in try tx.sheets(of: note.tender, lot: note.lot) }
    guard let own = rows.first(where: { $0.member == seat.member }) else { throw ScoreRefusal.notAMember }
    guard own.review < open.number else { throw ReReviewRefusal.correctedAlready }
    let offers = try tx.reading(as: .office) { tx in try LotOffers(of: review.entries, in: tx) }
    let admitted = try Self.admitted(review, offers)
    let sheets = try rows.map { row in
      try ScoreSheet(
        json: try JSON.parse(Array(row.sheet.utf8)), member: row.member, scheme: review.scheme, scored: admitted)
    }
    let sheet = try ScoreSheet(
      json: json, member: note.member, scheme: review.scheme, scored: admitted,
      known: Set(try review.bids.map { try Bid.ID(reading: $0.bid) }))
    try sheet.requireWithin(try Self.answers(review, offers), scheme: review.scheme)
    guard let signed = sheets.first(where: { $0.member == seat.member }) else { throw ScoreRefusal.notAMember }
    let earlier = try tx.reading(as: .office) { tx in try Self.changes(note.tender, note.lot, in: tx) }
    let corrections = try ReReview.corrections(
      in: sheet, signed: signed, counted: try ScoreChange.counted(earlier, in: sheets, scheme: review.scheme),
      ground: open.ground, reason: reason, scheme: review.scheme)
    try tx.insertSheet(note, by: seat, review: open.number, sheet: json.canonicalText, id: id)
    let still = try tx.reading(as: .office) { tx -> [ScoreChange] in
      for change in corrections {
        guard let bid = Digest(bytes: change.bid.fingerprint.bytes) else { throw InputRefusal.notFound("bid") }
        try tx.insertScoreChange(
          ScoreChangeRow(
            member: change.member, bid: bid, criterion: change.criterion, ground: change.ground.rawValue,
            from: change.from, to: change.to, reason: reason, review: open.number), tender: note.tender,
          lot: note.lot, by: seat, at: at)
      }
      return try Self.changes(note.tender, note.lot, in: tx)
    }
    // What was changed before the result was signed holds on the corrected sheets too, or it could not be worked out.
    let corrected = sheets.map { $0.member == sheet.member ? sheet : $0 }
    _ = try ScoreChange.counted(still, in: corrected, scheme: review.scheme)
  }
}
