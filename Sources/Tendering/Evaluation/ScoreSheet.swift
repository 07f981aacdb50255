import Canon
import Exact

/// One member's signed scores of a lot: `{"<hex bid id>":{"c1":"52.00",…},…}`.
public struct ScoreSheet: Hashable, Sendable {
  /// m1 … mk.
  public let member: String
  /// For each bid the scores in the order of the scheme's criteria, counted in 10^-scale of each.
  public let scores: [Bid.ID: [Int64]]

  /// A sheet made in memory; `Evaluation` checks it as it checks a parsed one.
  public init(member: String, scores: [Bid.ID: [Int64]]) {
    self.member = member
    self.scores = scores
  }

  /// Reads a sheet and holds it against the scheme.
  ///
  /// - Parameters:
  ///   - scored: the bids that stand to be scored; the sheet has exactly these.
  ///   - known: all bids of the lot, so that a withdrawn or invalid one is told from one that never was.
  /// - Throws: `form`, then `bidUnknown`, `bidNotScored`, the faults of single scores, `bidMissing` at the end.
  public init(
    json: JSON, member: String, scheme: Scheme, scored: Set<Bid.ID>, known: Set<Bid.ID> = []
  ) throws(ScoreRefusal) {
    guard let entries = json.members else { throw .form(.notAnObject(field: "")) }
    var scores: [Bid.ID: [Int64]] = [:]
    for entry in entries {
      guard let bid = Bid.ID(hex: entry.name) else { throw .form(.unknown(field: String(entry.name.prefix(64)))) }
      guard scored.contains(bid) else {
        if known.contains(bid) { throw .bidNotScored(bid: bid) }
        throw .bidUnknown(bid: bid)
      }
      scores[bid] = try Self.row(entry.value, of: bid, scheme: scheme)
    }
    if let missing = scored.sorted().first(where: { scores[$0] == nil }) { throw .bidMissing(bid: missing) }
    self.init(member: member, scores: scores)
  }

  /// Where the scheme gives points for the bidder's own answer, a member may find a claim unproven and give less; it gives
  /// no more than was claimed. Asked before a member signs: no evaluation could be made of such a sheet.
  ///
  /// - Parameter answers: the bidders' answers, by criterion id.
  /// - Throws: `scoreAboveAnswer`.
  public func requireWithin(_ answers: [Bid.ID: [String: String]], scheme: Scheme) throws(EvaluationRefusal) {
    for (bid, row) in scores.sorted(by: { $0.key < $1.key }) {
      for (given, criterion) in zip(row, scheme.criteria) {
        guard
          let most = criterion.units(forAnswer: answers[bid]?[criterion.id], rounding: scheme.rounding), given > most
        else { continue }
        throw .scoreAboveAnswer(bid: bid, criterion: criterion.id, byAnswer: text(most, scale: criterion.scale))
      }
    }
  }

  /// One bid's scores, `{"c1":"52.00",…}`.
  static func row(_ json: JSON, of bid: Bid.ID, scheme: Scheme) throws(ScoreRefusal) -> [Int64] {
    guard let given = json.members else { throw .form(.notAnObject(field: bid.hex)) }
    if let stranger = given.first(where: { name in !scheme.criteria.contains { sameScalars($0.id, name.name) } }) {
      throw .criterionUnknown(bid: bid, criterion: String(stranger.name.prefix(64)))
    }
    var row: [Int64] = []
    for criterion in scheme.criteria {
      guard let value = json[criterion.id] else { throw .criterionMissing(bid: bid, criterion: criterion.id) }
      guard let text = value.stringValue else { throw .notANumber(bid: bid, criterion: criterion.id) }
      row.append(try Self.units(text, of: bid, by: criterion))
    }
    return row
  }

  /// A score as written: the criterion's decimals, within its range, on its step.
  static func units(_ text: String, of bid: Bid.ID, by criterion: Criterion) throws(ScoreRefusal) -> Int64 {
    let score: Points
    do {
      score = try Points(parsing: text, scale: criterion.scale)
    } catch {
      switch error {
      case .wrongScale: throw .wrongScale(bid: bid, criterion: criterion.id, expected: criterion.scale)
      case .tooLarge: throw .outOfRange(bid: bid, criterion: criterion.id)
      case .malformed, .negative, .divisionByZero: throw .notANumber(bid: bid, criterion: criterion.id)
      }
    }
    try check(score.units, of: bid, by: criterion)
    return score.units
  }

  static func check(_ units: Int64, of bid: Bid.ID, by criterion: Criterion) throws(ScoreRefusal) {
    guard units >= 0, units <= criterion.max.units else { throw .outOfRange(bid: bid, criterion: criterion.id) }
    guard units.isMultiple(of: criterion.step.units) else { throw .offStep(bid: bid, criterion: criterion.id) }
    if case .judged(let grades) = criterion.measure, !grades.isEmpty {
      // Grades have the criterion's own scale.
      guard grades.contains(where: { $0.from.units <= units && units <= $0.to.units }) else {
        throw .betweenGrades(bid: bid, criterion: criterion.id)
      }
    }
  }

  /// The sheet as it is hashed and kept.
  public func json(scheme: Scheme) -> JSON {
    .object(
      scores.sorted { $0.key.hex < $1.key.hex }.map { bid, row in
        JSON.Member(
          bid.hex,
          .object(
            zip(scheme.criteria, row).map { JSON.Member($0.id, JSON(text($1, scale: $0.scale))) }))
      })
  }
}

/// A count of 10^-`scale` with its decimals, for figures that are zero or more by construction.
func text(_ units: Int64, scale: Int) -> String { Points(units: units, scale: scale)?.description ?? "" }
