import Exact

/// One lawful change of a signed score, with its reason: after the result is summed up only four faults may be put
/// right, before the report is signed.
///
/// Wrong sums (分值汇总计算错误) are the first of the law's four; here sums are always worked out anew, so that no score
/// is ever changed for one.
///
/// - Source: ministry order 87 article 64; R-091.
public struct ScoreChange: Hashable, Sendable {
  public enum Ground: String, Hashable, Sendable, CaseIterable {
    /// 分项评分超出评分标准范围: the score was none that the scheme allows.
    case outOfRange
    /// 客观分不一致: members differed on an item with one true value.
    case objectiveDiffers
    /// 畸高、畸低: the committee judged the score far too high or too low.
    case extreme
  }

  public let ground: Ground
  public let member: String
  public let bid: Bid.ID
  public let criterion: String
  /// Counted in 10^-scale of the criterion, like every score.
  public let from: Int64
  public let to: Int64
  public let reason: String

  public init(
    ground: Ground, member: String, bid: Bid.ID, criterion: String, from: Int64, to: Int64, reason: String
  ) {
    self.ground = ground
    self.member = member
    self.bid = bid
    self.criterion = criterion
    self.from = from
    self.to = to
    self.reason = reason
  }

  public static let reasonMax = 2000
  /// More changes than this make a new evaluation, not a correction.
  public static let changesMax = 1000

  /// The rule book's own: 30 per cent away from the mean of the others.
  public static let outlierShare: Points = RuleBook.current.share(.outlierShare)

  /// The sheets as they count: as signed, with the changes in their order.
  ///
  /// - Throws: `changeUnlawful` for the first that is no lawful change of what stands then.
  static func applied(
    _ changes: [ScoreChange], to sheets: [ScoreSheet], scheme: Scheme, outlierShare: Points
  ) throws(EvaluationRefusal) -> [ScoreSheet] {
    guard !changes.isEmpty else { return sheets }
    guard changes.count <= changesMax else { throw .changeUnlawful(index: changesMax) }
    var counted = sheets
    for (index, change) in changes.enumerated() {
      guard let at = counted.firstIndex(where: { $0.member == change.member }),
        let place = scheme.criteria.firstIndex(where: { $0.id == change.criterion }),
        let row = counted[at].scores[change.bid], row.indices.contains(place), row[place] == change.from,
        change.to != change.from, change.reason.utf8.contains(where: { $0 > 0x20 }),
        change.reason.utf8.count <= reasonMax
      else { throw .changeUnlawful(index: index) }
      let criterion = scheme.criteria[place]
      guard
        change.isLawful(
          by: criterion, scores: counted.compactMap { $0.scores[change.bid] }.map { $0[place] }, at: at,
          outlierShare: outlierShare)
      else { throw .changeUnlawful(index: index) }
      var scores = counted[at].scores
      var changed = row
      changed[place] = change.to
      scores[change.bid] = changed
      counted[at] = ScoreSheet(member: change.member, scores: scores)
    }
    return counted
  }

  /// Whether the ground holds for the score that it changes, and what it becomes is one that may be given.
  private func isLawful(by criterion: Criterion, scores: [Int64], at index: Int, outlierShare: Points) -> Bool {
    guard (try? ScoreSheet.check(to, of: bid, by: criterion)) != nil else { return false }
    switch ground {
    case .outOfRange: return (try? ScoreSheet.check(from, of: bid, by: criterion)) == nil
    case .objectiveDiffers: return criterion.isObjective && scores.contains { $0 != from }
    case .extreme:
      return !criterion.isObjective && Outlier.direction(of: index, in: scores, share: outlierShare) != nil
    }
  }
}

/// A judged score that lies far from the others': the member is asked for its reason.
///
/// Flagged when it differs from the mean of the other members' scores by `share` of that mean or more. A flag is a
/// question; nothing follows from it by itself.
///
///     50, 50, 50, 50, 35 at 0.30: the fifth is 15 away from 50, which is 0.30 of it: low
public struct Outlier: Hashable, Sendable {
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case high, low
  }

  public let member: String
  public let bid: Bid.ID
  public let criterion: String
  public let direction: Direction

  public init(member: String, bid: Bid.ID, criterion: String, direction: Direction) {
    self.member = member
    self.bid = bid
    self.criterion = criterion
    self.direction = direction
  }

  /// Every one, by bid, criterion and member.
  public static func all(in sheets: [ScoreSheet], scheme: Scheme, share: Points) -> [Outlier] {
    guard let first = sheets.first, sheets.count > 2 else { return [] }
    var found: [Outlier] = []
    for bid in first.scores.keys.sorted() {
      let rows = sheets.compactMap { $0.scores[bid] }
      guard rows.count == sheets.count, rows.allSatisfy({ $0.count == scheme.criteria.count }) else { continue }
      for (place, criterion) in scheme.criteria.enumerated() where !criterion.isObjective {
        let scores = rows.map { $0[place] }
        for (index, sheet) in sheets.enumerated() {
          guard let direction = direction(of: index, in: scores, share: share) else { continue }
          found.append(Outlier(member: sheet.member, bid: bid, criterion: criterion.id, direction: direction))
        }
      }
    }
    return found
  }

  /// |score − mean of the others| ≥ share × mean of the others, without a division.
  static func direction(of index: Int, in scores: [Int64], share: Points) -> Direction? {
    guard scores.count > 2 else { return nil }
    let (own, others) = (scores[index], Int64(scores.count - 1))
    let rest = scores.reduce(0, +) - own
    let away = own * others - rest
    // Scores are small: 10^8 × members × 10^9 stays within 128 bits.
    let far = UInt128(away.magnitude) * UInt128(powerOfTen(share.scale)) >= UInt128(rest) * UInt128(share.units)
    guard away != 0, far else { return nil }
    return away > 0 ? .high : .low
  }
}

/// A member's reason for a score that was flagged.
public struct Explanation: Hashable, Sendable {
  public let member: String
  public let bid: Bid.ID
  public let criterion: String
  public let reason: String

  public init(member: String, bid: Bid.ID, criterion: String, reason: String) {
    self.member = member
    self.bid = bid
    self.criterion = criterion
    self.reason = reason
  }

  public func explains(_ outlier: Outlier) -> Bool {
    member == outlier.member && bid == outlier.bid && criterion == outlier.criterion
  }
}

extension Evaluation {
  /// Scores far from the others' for which no reason stands in the file, in the order of `Outlier.all`.
  public func unexplained(share: Points = ScoreChange.outlierShare) -> [Outlier] {
    Outlier.all(in: countedSheets, scheme: scheme, share: share)
      .filter { flag in !explanations.contains { $0.explains(flag) } }
  }

  /// The members' sheets with every change, as the figures count them.
  var countedSheets: [ScoreSheet] {
    members.enumerated().map { index, member in
      var scores: [Bid.ID: [Int64]] = [:]
      for element in bids {
        let criteria = element.scoredCriteria
        if !criteria.isEmpty { scores[element.bid] = criteria.map { $0.scores[index] } }
      }
      return ScoreSheet(member: member, scores: scores)
    }
  }
}
