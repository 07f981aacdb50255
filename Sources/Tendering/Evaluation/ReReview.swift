import Exact

/// The review of a result that was signed already (重新评审): the same committee, on one of the four grounds that the law
/// knows, before the lot is awarded. The buyer convenes it and reports it to the finance bureau; members correct and sign
/// what they gave, and the evaluation is worked out anew. What stood before stays on record.
///
/// - Source: ministry order 87 article 64; regulation on government procurement article 44.
public enum ReReview {
  /// The only grounds there are.
  public enum Ground: String, Hashable, Sendable, CaseIterable {
    /// 分值汇总计算错误: sums are worked out anew; no score changes for it.
    case sumWrong
    /// 分项评分超出评分标准范围.
    case outOfRange
    /// 客观评审因素评分不一致.
    case objectiveDiffers
    /// 评分畸高、畸低, in the committee's own judgement.
    case extreme

    /// On which ground a score may be changed in it; nil where none may.
    public var change: ScoreChange.Ground? {
      switch self {
      case .sumWrong: nil
      case .outOfRange: .outOfRange
      case .objectiveDiffers: .objectiveDiffers
      case .extreme: .extreme
      }
    }
  }

  /// Where a lot's result stands when somebody wants it reviewed.
  public struct Standing: Hashable, Sendable {
    public let state: Lot.State
    /// It was awarded at some time, also if that award fell through.
    public let wasAwarded: Bool
    /// An earlier re-review is not over.
    public let isOpen: Bool

    public init(state: Lot.State, wasAwarded: Bool, isOpen: Bool) {
      self.state = state
      self.wasAwarded = wasAwarded
      self.isOpen = isOpen
    }
  }

  /// - Throws: `groundUnlawful` for every other word.
  public static func ground(_ word: String) throws(ReReviewRefusal) -> Ground {
    guard let ground = Ground(rawValue: word) else { throw .groundUnlawful }
    return ground
  }

  /// The reason goes into a public file.
  ///
  /// - Throws: `reasonMissing`, `reasonTooLong`.
  public static func check(reason: String) throws(ReReviewRefusal) {
    guard reason.utf8.contains(where: { $0 > 0x20 }) else { throw .reasonMissing }
    guard reason.utf8.count <= ScoreChange.reasonMax else { throw .reasonTooLong(max: ScoreChange.reasonMax) }
  }

  /// Whether the committee may be convened.
  ///
  /// - Throws: `awarded`, `lotOver`, `notEvaluated`, `openAlready`.
  public static func mayConvene(_ standing: Standing) throws(ReReviewRefusal) {
    guard !standing.wasAwarded else { throw .awarded }
    guard !standing.state.isFinal else { throw .lotOver }
    guard standing.state == .evaluated else { throw .notEvaluated }
    guard !standing.isOpen else { throw .openAlready }
  }

  /// What a member's corrected sheet corrects, score by score, in the order of bids and criteria. Scores that it leaves as
  /// they were signed stay as they count now, with the changes from before the result was signed.
  ///
  /// - Parameters:
  ///   - sheet: as the member signs it now.
  ///   - signed: as the same member signed it last.
  ///   - counted: all members' sheets as they count now, m1 first.
  /// - Throws: `scoresStand` when no score may change on this ground, `nothingCorrected`; `changeUnlawful` with the place
  ///   among the corrections.
  public static func corrections(
    in sheet: ScoreSheet, signed: ScoreSheet, counted: [ScoreSheet], ground: Ground, reason: String, scheme: Scheme,
    outlierShare: Points = ScoreChange.outlierShare
  ) throws -> [ScoreChange] {
    guard let change = ground.change else { throw ReReviewRefusal.scoresStand }
    let standing = counted.first { $0.member == sheet.member }?.scores ?? [:]
    let corrections = difference(from: signed.scores, to: sheet.scores, scheme: scheme).map { bid, place, to in
      ScoreChange(
        ground: change, member: sheet.member, bid: bid, criterion: scheme.criteria[place].id,
        from: standing[bid]?[place] ?? signed.scores[bid]?[place] ?? 0, to: to, reason: reason)
    }
    guard !corrections.isEmpty else { throw ReReviewRefusal.nothingCorrected }
    _ = try ScoreChange.applied(corrections, to: counted, scheme: scheme, outlierShare: outlierShare)
    return corrections
  }

  /// The scores that differ, by bid and criterion.
  private static func difference(
    from before: [Bid.ID: [Int64]], to after: [Bid.ID: [Int64]], scheme: Scheme
  ) -> [(bid: Bid.ID, place: Int, to: Int64)] {
    after.keys.sorted().flatMap { bid in
      scheme.criteria.indices.compactMap { place -> (bid: Bid.ID, place: Int, to: Int64)? in
        guard let row = after[bid], row.indices.contains(place), let old = before[bid], old.indices.contains(place),
          old[place] != row[place]
        else { return nil }
        return (bid, place, row[place])
      }
    }
  }

  /// Whether one whole evaluation follows from another by lawful corrections alone: the same scheme and bids, and every score
  /// that differs put right on the re-review's ground, member by member in the order in which they signed.
  ///
  /// - Parameter order: members who signed again, in the order of their notes in the log.
  /// - Returns: how many scores were corrected; nil where something differs that the ground does not allow.
  public static func corrected(
    from before: Evaluation, to after: Evaluation, ground: Ground, order: [String],
    outlierShare: Points = ScoreChange.outlierShare
  ) -> Int? {
    guard before.schemeFingerprint == after.schemeFingerprint, before.members == after.members,
      before.committee == after.committee, Set(before.bids.map(\.bid)) == Set(after.bids.map(\.bid))
    else { return nil }
    let (old, new) = (before.countedSheets, after.countedSheets)
    guard new.map({ Set($0.scores.keys) }) == old.map({ Set($0.scores.keys) }) else { return nil }
    var changes: [ScoreChange] = []
    // Nobody's scores change but those of who signed again.
    guard zip(old, new).allSatisfy({ $0 == $1 || order.contains($0.member) }) else { return nil }
    for member in order {
      guard let was = old.first(where: { $0.member == member }), let now = new.first(where: { $0.member == member })
      else { return nil }
      let cells = difference(from: was.scores, to: now.scores, scheme: before.scheme)
      guard !cells.isEmpty else { continue }
      guard let change = ground.change else { return nil }
      changes += cells.map { bid, place, to in
        ScoreChange(
          ground: change, member: member, bid: bid, criterion: before.scheme.criteria[place].id,
          from: was.scores[bid]?[place] ?? 0, to: to, reason: "·")
      }
    }
    guard (try? ScoreChange.applied(changes, to: old, scheme: before.scheme, outlierShare: outlierShare)) != nil else {
      return nil
    }
    return changes.count
  }
}
