import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

// After every sheet is signed and before the result is: reasons for scores far from the others', lawful changes of single
// scores, and written dissent. The signed sheets stay what they were.
extension Office {
  /// The caller's own scores that lie far from the others': `{"flags":[{"bid","criterion","direction","explained"}]}`.
  /// Nothing is shown before all have signed.
  public func showFlags(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.explainScore)
    return try await database.read(as: .actor(actor)) { tx in
      let work = try Finished(tender, lot, by: actor, in: tx)
      let own = work.flagged.filter { $0.member == work.seat.member }
      return [
        "flags": .array(
          own.map { flag in
            [
              "bid": JSON(flag.bid.hex), "criterion": JSON(flag.criterion), "direction": JSON(flag.direction.rawValue),
              "explained": .bool(work.explanations.contains { $0.explains(flag) }),
            ]
          })
      ]
    }
  }

  /// A member's reason: `{"bid":"<hex>","criterion":"c1","reason":"…"}`.
  public func explainScore(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.explainScore)
    let form = try FormReader(json, only: ["bid", "criterion", "reason"])
    guard let bid = Bid.ID(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let criterion = try form.text("criterion", max: 64)
    let reason = try form.text("reason", max: ScoreChange.reasonMax)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let work = try Finished(tender, lot, locked: true, by: actor, in: tx)
      let said = Explanation(member: work.seat.member, bid: bid, criterion: criterion, reason: reason)
      guard work.flagged.contains(where: { said.explains($0) }) else { throw PanelRefusal.notFlagged }
      guard
        !work.explanations.contains(where: { $0.member == said.member && $0.bid == bid && $0.criterion == criterion })
      else { throw PanelRefusal.explainedAlready }
      try CommitteeQuestion.check(words: reason)
      try tx.insertScoreExplanation(
        ScoreExplanationRow(
          member: said.member, bid: try bid.digest, criterion: criterion, reason: reason),
        tender: tender, lot: lot, by: work.seat, at: at)
      try tx.record(
        .explainScore, by: actor, subject: "\(tender)/\(lot)", detail: "\(said.member) \(criterion)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "member": JSON(said.member)]
    }
  }

  /// A member's lawful change of one of its own scores:
  /// `{"bid":"<hex>","criterion":"c1","ground":"extreme","to":"45.00","reason":"…"}`.
  public func changeScore(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.changeScore)
    let form = try FormReader(json, only: ["bid", "criterion", "ground", "to", "reason"])
    guard let bid = Bid.ID(hex: try form.text("bid", max: 64)) else { throw FormRefusal.wrong(field: "bid") }
    let id = try form.text("criterion", max: 64)
    let ground = try form.word("ground", as: ScoreChange.Ground.self)
    let reason = try form.text("reason", max: ScoreChange.reasonMax)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let work = try Finished(tender, lot, locked: true, by: actor, in: tx)
      if try tx.draws(of: tender).contains(where: {
        $0.lot == lot && $0.purpose == "tie" && ($0.isRunning || $0.isDrawn)
      }) {
        throw PanelRefusal.tieDrawn
      }
      let scheme = work.review.scheme
      guard let place = scheme.criteria.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }) else {
        throw ScoreRefusal.criterionUnknown(bid: bid, criterion: id)
      }
      let criterion = scheme.criteria[place]
      let to = try form.points("to", scale: criterion.scale).units
      guard let standing = try work.counted().first(where: { $0.member == work.seat.member })?.scores[bid]?[place]
      else {
        throw ScoreRefusal.bidUnknown(bid: bid)
      }
      let change = ScoreChange(
        ground: ground, member: work.seat.member, bid: bid, criterion: criterion.id, from: standing, to: to,
        reason: reason)
      _ = try ScoreChange.flagged(after: work.changes + [change], in: work.sheets, scheme: scheme)
      // Its number is one more than all members' changes.
      try tx.reading(as: .office) { tx in
        try tx.insertScoreChange(
          ScoreChangeRow(
            member: change.member, bid: try bid.digest, criterion: change.criterion, ground: ground.rawValue,
            from: standing, to: to, reason: reason), tender: tender, lot: lot, by: work.seat, at: at)
      }
      try tx.record(
        .changeScore, by: actor, subject: "\(tender)/\(lot)", detail: "\(change.member) \(change.criterion)", at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "member": JSON(change.member)]
    }
  }

  /// A member's written dissent, for the report: `{"words":"…"}`. Who writes none agrees.
  public func dissent(
    _ tender: String, lot: String, _ json: JSON, by actor: Actor, once: Once? = nil
  ) async throws -> JSON {
    try actor.may(.dissent)
    let words = try FormReader(json, only: ["words"]).text("words", max: CommitteeQuestion.wordsMax)
    let at = now
    return try await write(as: .actor(actor), once) { tx in
      let review = try LotReview(tender, lot, locked: true, in: tx)
      let seat = try review.seat(of: actor, in: tx)
      guard review.lot.state == .conformity || review.lot.state == .scoring else {
        throw PanelRefusal.notNow(state: review.lot.state)
      }
      guard try !tx.dissents(of: tender, lot: lot).contains(where: { $0.member == seat.member }) else {
        throw PanelRefusal.dissentedAlready
      }
      try CommitteeQuestion.check(words: words)
      try tx.insertDissent(words, tender: tender, lot: lot, by: seat, at: at)
      try tx.record(.dissent, by: actor, subject: "\(tender)/\(lot)", detail: seat.member, at: at)
      return ["tender": JSON(tender), "lot": JSON(lot), "member": JSON(seat.member)]
    }
  }
}

/// A lot whose sheets are all signed and whose result is not, as one of its members sees it.
private struct Finished {
  let review: LotReview
  let seat: MemberRow
  let sheets: [ScoreSheet]
  let changes: [ScoreChange]
  let explanations: [Explanation]
  /// Scores far from the others' as they stand.
  let flagged: [Outlier]

  init(_ tender: String, _ lot: String, locked: Bool = false, by actor: Actor, in tx: borrowing Transaction) throws {
    review = try LotReview(tender, lot, locked: locked, in: tx)
    seat = try review.seat(of: actor, in: tx)
    guard review.lot.state == .scoring else { throw ScoreRefusal.notScoring }
    let rows = try tx.reading(as: .secretary) { tx in try tx.sheets(of: tender, lot: lot) }
    guard rows.count == review.members.count else {
      throw PanelRefusal.sheetsMissing(count: review.members.count - rows.count)
    }
    let admitted = try Office.admitted(review, in: tx)
    let scheme = review.scheme
    sheets = try review.members.compactMap { member in
      try rows.first { $0.member == member.member }.map {
        try ScoreSheet(
          json: try JSON.parse(Array($0.sheet.utf8)), member: $0.member, scheme: scheme, scored: admitted)
      }
    }
    (changes, explanations) = try tx.reading(as: .office) { tx in
      (try Office.changes(tender, lot, in: tx), try Office.explanations(tender, lot, in: tx))
    }
    flagged = try ScoreChange.flagged(after: changes, in: sheets, scheme: scheme)
  }

  func counted() throws -> [ScoreSheet] { try ScoreChange.counted(changes, in: sheets, scheme: review.scheme) }
}

extension Bid.ID {
  fileprivate var digest: Digest {
    get throws {
      guard let digest = Digest(bytes: fingerprint.bytes) else { throw InputRefusal.notFound("bid") }
      return digest
    }
  }
}

extension Office {
  /// The lawful changes of sitting members' scores from before the result was signed, in the order made. What a re-review
  /// corrects stands in the corrected sheet, and a change of the same score is past.
  ///
  /// - Parameter number: as of this re-review; 0 for the first result.
  static func changes(
    _ tender: String, _ lot: String, upTo number: Int = .max, in tx: borrowing Transaction
  ) throws -> [ScoreChange] {
    let rows = try tx.scoreChanges(of: tender, lot: lot)
    let corrected = rows.filter { $0.review > 0 && $0.review <= number }
    let standing = rows.filter { row in
      row.review == 0
        && !corrected.contains { $0.member == row.member && $0.bid == row.bid && $0.criterion == row.criterion }
    }
    return try standing.map { row in
      guard let ground = ScoreChange.Ground(rawValue: row.ground) else {
        throw PostgresFailure(.mismatch, message: "a ground that no rule knows: \(row.ground)")
      }
      return ScoreChange(
        ground: ground, member: row.member, bid: try Bid.ID(reading: row.bid), criterion: row.criterion, from: row.from,
        to: row.to, reason: row.reason)
    }
  }

  static func explanations(_ tender: String, _ lot: String, in tx: borrowing Transaction) throws -> [Explanation] {
    try tx.scoreExplanations(of: tender, lot: lot).map { row in
      Explanation(
        member: row.member, bid: try Bid.ID(reading: row.bid), criterion: row.criterion, reason: row.reason)
    }
  }
}
