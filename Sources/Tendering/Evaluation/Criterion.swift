import Exact

/// One thing that is scored (评审因素).
public struct Criterion: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Each member's own judgement (主观分); the members' scores are combined.
    case judged
    /// One true value (客观分); members who differ must put it right first.
    case objective
    /// Points by the interval in which the bidder's own number lies (区间).
    case banded
    /// Points by the bidder's own answer, looked up in a table (查表).
    case lookup
    /// Points that grow evenly with the bidder's own number (公式).
    case formula
  }

  /// How the points come about; what a kind needs stands in its case.
  public enum Measure: Hashable, Sendable {
    /// The grades (等次) that a member chooses from, each an interval of scores; none when any score may be given.
    case judged([Grade])
    case objective
    /// Rising by `from`; the last that is not above the number decides, and a number below the first has no points.
    case banded([Band])
    /// An answer that is not in the table has no points.
    case lookup([Choice])
    case formula(Line)
  }

  /// `优 48.00 … 60.00`.
  public struct Grade: Hashable, Sendable {
    public let name: String
    public let from: Points
    public let to: Points

    public init(name: String, from: Points, to: Points) {
      self.name = name
      self.from = from
      self.to = to
    }
  }

  public struct Band: Hashable, Sendable {
    public let from: Points
    public let points: Points

    public init(from: Points, points: Points) {
      self.from = from
      self.points = points
    }
  }

  public struct Choice: Hashable, Sendable {
    public let answer: String
    public let points: Points

    public init(answer: String, points: Points) {
      self.answer = answer
      self.points = points
    }
  }

  /// No points at `from`, all at `to`, evenly between; `to` may be the smaller one.
  public struct Line: Hashable, Sendable {
    public let from: Points
    public let to: Points

    public init(from: Points, to: Points) {
      self.from = from
      self.to = to
    }
  }

  public let id: String
  public let name: String
  public let measure: Measure
  public let max: Points
  /// Scores are whole multiples of it and show as many decimals.
  public let step: Points
  /// Fewer points than this, and the bid is out (最低得分); nil when there is no such line.
  public let minimum: Points?

  public init(id: String, name: String, measure: Measure, max: Points, step: Points, minimum: Points? = nil) {
    self.id = id
    self.name = name
    self.measure = measure
    self.max = max
    self.step = step
    self.minimum = minimum
  }

  /// A criterion of a kind that needs nothing more; the others come out empty and are refused by `Scheme`.
  public init(id: String, name: String, kind: Kind, max: Points, step: Points) {
    let measure: Measure =
      switch kind {
      case .judged: .judged([])
      case .objective: .objective
      case .banded: .banded([])
      case .lookup: .lookup([])
      case .formula: .formula(Line(from: .zero(scale: 0), to: .zero(scale: 0)))
      }
    self.init(id: id, name: name, measure: measure, max: max, step: step)
  }

  public var kind: Kind {
    switch measure {
    case .judged: .judged
    case .objective: .objective
    case .banded: .banded
    case .lookup: .lookup
    case .formula: .formula
    }
  }

  /// All members give the same score.
  public var isObjective: Bool { kind != .judged }
  /// The points follow from the bidder's own answer.
  public var goesByAnswer: Bool {
    switch kind {
    case .banded, .lookup, .formula: true
    case .judged, .objective: false
    }
  }

  public var scale: Int { step.scale }

  /// More intervals are nobody's scale.
  public static let intervalsMax = 50
  public static let answerBytesMax = 300
}

extension Criterion {
  /// - Throws: the first thing that does not hold together, in the order of `SchemeRefusal`.
  func check() throws(SchemeRefusal) {
    guard max.units > 0 else { throw .criterionMaxZero(criterion: id) }
    guard step.units > 0 else { throw .stepZero(criterion: id) }
    guard max.scale == step.scale, scale <= Rounding.placesMax else { throw .scalesDiffer(criterion: id) }
    guard max.isMultiple(of: step) else { throw .maxOffStep(criterion: id) }
    if let minimum {
      guard fits(minimum), minimum.units > 0 else { throw .criterionMinimumWrong(criterion: id) }
    }
    switch measure {
    case .objective: break
    case .judged(let grades):
      guard grades.isEmpty || areWhole(grades) else { throw .gradesWrong(criterion: id) }
    case .banded(let bands):
      guard areWhole(bands) else { throw .bandsWrong(criterion: id) }
    case .lookup(let choices):
      guard areWhole(choices) else { throw .tableWrong(criterion: id) }
    case .formula(let line):
      guard line.from != line.to else { throw .lineWrong(criterion: id) }
    }
  }

  /// A score that may be given: of the criterion's decimals, on its step, within its range.
  private func fits(_ points: Points) -> Bool {
    points.scale == scale && points <= max && points.isMultiple(of: step)
  }

  /// Two grades or more, one above the other without overlap, the highest up to the maximum.
  private func areWhole(_ grades: [Grade]) -> Bool {
    guard (2...Self.intervalsMax).contains(grades.count), Set(grades.map(\.name)).count == grades.count else {
      return false
    }
    let rising = grades.sorted { $0.from < $1.from }
    return rising.allSatisfy { fits($0.from) && fits($0.to) && $0.from <= $0.to } && rising.last?.to == max
      && zip(rising, rising.dropFirst()).allSatisfy { $0.to < $1.from }
  }

  /// Rising without a repetition; the points may be in any order, and one band reaches the maximum.
  private func areWhole(_ bands: [Band]) -> Bool {
    (1...Self.intervalsMax).contains(bands.count) && bands.allSatisfy { fits($0.points) }
      && bands.contains { $0.points == max } && zip(bands, bands.dropFirst()).allSatisfy { $0.from < $1.from }
  }

  private func areWhole(_ choices: [Choice]) -> Bool {
    (1...Self.intervalsMax).contains(choices.count) && choices.allSatisfy { fits($0.points) }
      && choices.contains { $0.points == max }
      && Set(choices.map { Array($0.answer.utf8) }).count == choices.count
  }

  /// The points for a bidder's own answer, counted in 10^-`scale`: what `banded`, `lookup` and `formula` are.
  ///
  /// A number is written as everywhere, `3` or `2.50`, with as many digits as an answer has room for; what is none, or
  /// no answer at all, has no points.
  ///
  ///     bands 0 → 0.00, 2 → 10.00, 4 → 20.00: "3" gives 10.00
  ///     formula from 1 to 5, max 20.00, step 0.50: "3" gives 10.00
  ///
  /// - Parameter rounding: how a formula's fraction becomes a whole number of steps.
  /// - Returns: nil for a kind that does not go by the answer.
  public func units(forAnswer answer: String?, rounding: Rounding) -> Int64? {
    switch measure {
    case .judged, .objective: return nil
    case .banded(let bands):
      if let number = answer.flatMap({ Points($0) }) { return bands.last { $0.from <= number }?.points.units ?? 0 }
      // More digits than machine words hold, and a number all the same.
      guard let number = Self.number(answer) else { return 0 }
      return bands.last { $0.from.ratio <= number }?.points.units ?? 0
    case .lookup(let choices):
      guard let answer else { return 0 }
      return choices.first { $0.answer.utf8.elementsEqual(answer.utf8) }?.points.units ?? 0
    case .formula(let line):
      guard let number = Self.number(answer) else { return 0 }
      let (span, way) = (line.to.ratio - line.from.ratio, number - line.from.ratio)
      guard let share = try? way.divided(by: span), !share.isNegative else { return 0 }
      if share >= .one { return max.units }
      // So many whole steps: the step, not the scheme's decimals, is what a score may be.
      let steps = Ratio(max.units / step.units) * share
      let whole = Rounding(mode: rounding.mode, places: 0).flatMap { try? $0.points(steps) }
      return whole.map { $0.units * step.units } ?? 0
    }
  }

  private static func number(_ answer: String?) -> Ratio? {
    guard let answer, answer.utf8.count <= answerBytesMax else { return nil }
    return Ratio(decimal: answer)
  }
}
