import Canon
import Exact

extension Evaluation {
  /// The winner's price points, from the lowest price that the file names.
  static func checkWinnersPrice(
    _ price: JSON, offer: AdmittedOffer, scheme: Scheme, at field: String
  ) throws(EvaluationFault) {
    let evaluated = EvaluatedPrice(corrected: offer.corrected, deduction: offer.deduction)
    let given = price["points"]?.stringValue ?? ""
    guard let text = price["lowest"]?.stringValue, let lowest = Points(text), lowest.units > 0,
      EvaluatedPrice(lowest, scale: evaluated.scale).map({ $0 <= evaluated }) ?? true
    else {
      throw EvaluationFault(
        kind: .lowest, field: field + ".lowest", given: price["lowest"]?.stringValue ?? "", recomputed: "")
    }
    // The base comes from all the bids: it is taken from the file, and the points from it are worked out.
    let mean = price["mean"]?.stringValue.flatMap { Price($0) }
    guard let base = EvaluatedPrice(lowest, scale: evaluated.scale),
      let points = try? scheme.pricePoints(evaluated, base: Scheme.PriceBase(lowest: base, mean: mean))
    else { throw EvaluationFault(kind: .pricePoints, field: field + ".points", given: given, recomputed: "") }
    guard given == points.description else {
      throw EvaluationFault(
        kind: .pricePoints, field: field + ".points", given: given, recomputed: points.description)
    }
  }

  /// The winner's total, from the points beside it.
  static func checkWinnersTotal(_ element: JSON, scheme: Scheme, at field: String) throws(EvaluationFault) {
    var sum = Points.zero(scale: scheme.rounding.places)
    let figures = scheme.criteria.map { element["criteria"]?[$0.id]?["points"] } + [element["price"]?["points"]]
    for figure in figures {
      guard let points = figure?.stringValue.flatMap({ Points($0) }), let more = try? sum.adding(points) else {
        throw EvaluationFault(kind: .total, field: field + ".total", given: "", recomputed: "")
      }
      sum = more
    }
    let given = element["total"]?.stringValue ?? ""
    guard given == sum.description else {
      throw EvaluationFault(kind: .total, field: field + ".total", given: given, recomputed: sum.description)
    }
  }

  /// The first place, in the recomputed file's order, where two JSON values differ.
  static func firstDifference(given: JSON, recomputed: JSON, at field: String) -> EvaluationFault? {
    switch (given, recomputed) {
    case (.object(let ours), .object(let theirs)):
      for member in theirs {
        let path = field.isEmpty ? member.name : field + "." + member.name
        guard let value = given[member.name] else { return fault(path, given: "", recomputed: brief(member.value)) }
        if let difference = firstDifference(given: value, recomputed: member.value, at: path) { return difference }
      }
      let stranger = ours.first { recomputed[$0.name] == nil }
      return stranger.map {
        fault(field.isEmpty ? $0.name : field + "." + $0.name, given: brief($0.value), recomputed: "")
      }
    case (.array(let ours), .array(let theirs)):
      for (i, pair) in zip(ours, theirs).enumerated() {
        if let difference = firstDifference(given: pair.0, recomputed: pair.1, at: "\(field)[\(i)]") {
          return difference
        }
      }
      return ours.count == theirs.count ? nil : fault(field, given: "\(ours.count)", recomputed: "\(theirs.count)")
    default:
      // Texts scalar by scalar: Swift would call differently composed ones equal.
      return given.canonicalBytes() == recomputed.canonicalBytes()
        ? nil : fault(field, given: brief(given), recomputed: brief(recomputed))
    }
  }

  private static func brief(_ json: JSON) -> String {
    switch json {
    case .string(let text): String(text.prefix(100))
    case .object, .array: ""
    default: json.canonicalText
    }
  }

  private static func fault(_ field: String, given: String, recomputed: String) -> EvaluationFault {
    let path = field.split(separator: ".")
    let kind: EvaluationFault.Kind =
      switch path.last.map(String.init) ?? "" {
      case "sum": .sum
      case "count": .count
      case "points": path.contains("price") ? .pricePoints : .criterionPoints
      case "corrected": .corrected
      case "evaluated", "deduction": .evaluated
      case "lowest", "mean": .lowest
      case "answer", "byAnswer": .answer
      case "total": .total
      case "rank": .rank
      case "tie", "draw", "order": .tie
      case "bid", "state", "bids": .order
      case "failed": .failed
      default: .other
      }
    return EvaluationFault(kind: kind, field: field, given: given, recomputed: recomputed)
  }
}
